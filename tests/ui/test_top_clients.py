"""The best clients: the same sums as those added up one purchase at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.period import named_period
from fichier_tui.storage import ListQuery, OpenFile, list_contacts, purchases_of
from fichier_tui.ui.dialogs.dialog import Hints
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.top_clients.screen import PERIODS, TopClientsScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled


def top_of(pilot: Pilot[str]) -> TopClientsScreen:
    """The screen of the best clients."""
    assert isinstance(pilot.app.screen, TopClientsScreen)
    return pilot.app.screen


def added_up(file: OpenFile, first: dt.date | None, last: dt.date | None) -> dict[int, tuple[int, int]]:
    """Revenue in cents and number of purchases of each contact between two days."""
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for contact in file.call(list_contacts, ListQuery()).ids:
        for purchase in file.call(purchases_of, contact):
            day = purchase.details.day
            if (first is None or day >= first) and (last is None or day <= last):
                cents, count = sums[contact]
                sums[contact] = (cents + purchase.details.amount_cents, count + 1)
    return dict(sums)


@pytest.mark.parametrize("period", PERIODS)
async def test_every_period_adds_up(demo_file: OpenFile, period: str) -> None:
    expected = added_up(demo_file, *named_period(period, DAY))
    async with app_on_demo(demo_file).run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)
        while top_of(pilot).period != period:
            await pilot.press("right")
            await settled(pilot)
        while top_of(pilot).limit < 1_000:
            await pilot.press("n")
            await settled(pilot)
        top = top_of(pilot).top
        assert {row.contact_id: (row.value, row.purchases) for row in top.rows} == expected
        whole = sum(cents for cents, _count in expected.values())
        assert (top.whole, top.clients) == (whole, len(expected))
        values = [row.value for row in top.rows]
        assert values == sorted(values, reverse=True)
        if whole:
            assert top.rows[-1].cumulated_share == pytest.approx(1.0)
            assert top.rows[0].share == pytest.approx(values[0] / whole)


async def test_one_key_shows_the_first_twenty_and_enter_opens_a_card(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)
        top = top_of(pilot)
        assert len(top.people.ids) == 20
        contact = top.top.rows[2].contact_id
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardScreen)
        assert pilot.app.screen.card.contact.id == contact
        await pilot.press("escape")
        await settled(pilot)
        assert top_of(pilot) is top
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ContactsScreen)


async def test_by_margin_and_by_number(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t")
        for measure in ("revenue", "margin", "purchases", "referrals", "revenue"):
            await settled(pilot)
            top = top_of(pilot)
            assert top.by == measure
            values = [row.value for row in top.top.rows]
            assert values == sorted(values, reverse=True)
            if measure == "purchases":
                assert values == [row.purchases for row in top.top.rows]
            await pilot.press("m")


async def test_two_dates_as_one_types_them(demo_file: OpenFile) -> None:
    first, last = dt.date(2026, 7, 1), dt.date(2026, 7, 31)
    expected = added_up(demo_file, first, last)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t", "d", *"31/7")
        await settled(pilot)
        hints = pilot.app.screen.query_one(Hints).render().plain
        assert "Ctrl+S Show" in hints, "nothing is saved there"
        assert "Save" not in hints
        await pilot.press("tab", *"1/7", "ctrl+s")
        await settled(pilot)
        top = top_of(pilot)
        assert top.days == (first, last)
        assert top.top.whole == sum(cents for cents, _count in expected.values())
        assert "1 Jul 2026 to 31 Jul 2026" in top.query_one("Chips").render().plain  # type: ignore[union-attr]


async def test_a_period_without_any_purchase_says_what_to_do(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t", "d", *"1/1/1990", "tab", *"2/1/1990", "ctrl+s")
        await settled(pilot)
        best = top_of(pilot).people
        drawn = "\n".join(best.render_line(y).text for y in range(best.size.height))
        assert "Personne n'a rien acheté alors." in drawn
