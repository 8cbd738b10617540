"""The best buyers of what arrives, key by key: measured, kept by channel, planned, told, kept as a segment."""

from __future__ import annotations

from fichier_tui.domain.proposals import Arriving
from fichier_tui.domain.proposals.arrival import QUANTITY
from fichier_tui.storage import OpenFile, arrival_buyers, find_arriving, open_actions, planned_about
from fichier_tui.storage.segments.saved import count_segment, list_segments
from fichier_tui.ui.screens.offers.arrival import ArrivalScreen
from fichier_tui.ui.screens.offers.arrival_choice import ArrivingDialog
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.card_app import every_row, said, struck


def most_bought(file: OpenFile) -> Arriving:
    """A product of the demonstration that several contacts bought."""
    return next(one for one in file.call(find_arriving) if one.product_id and len(file.call(arrival_buyers, one)) > 4)


async def test_from_the_offers_to_the_best_buyers_and_all_that_one_does_with_them(demo_file: OpenFile) -> None:
    arriving = most_bought(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await struck(pilot, "ctrl+e", "a")
        assert isinstance(app.screen, ArrivingDialog)
        await struck(pilot, f"={arriving.name}", "enter")
        screen = app.screen
        assert isinstance(screen, ArrivalScreen), "one Enter is enough"
        assert list(screen.people.ids) == [one.contact for one in demo_file.call(arrival_buyers, arriving)]
        await struck(pilot, "m")
        best = [one.contact for one in demo_file.call(arrival_buyers, arriving, by=QUANTITY)]
        assert list(screen.people.ids) == best
        before = demo_file.call(every_row)
        await struck(pilot, "space", "space", "v")
        assert "Actions planned (2)" in said(pilot)
        assert set(demo_file.call(planned_about, arriving, best)) == set(best[:2])
        screen.people.go_to(best[0])
        await struck(pilot, "v")
        assert "planned already" in said(pilot)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before
        await struck(pilot, "t")
        assert "was told of" in said(pilot)
        await struck(pilot, "ctrl+z", "f7", "ctrl+s")
        (planned,) = (
            one for one in demo_file.call(open_actions, contact=best[0]) if arriving.name in one.details.subject
        )
        assert planned.contact_id == best[0]


async def test_what_is_shown_is_kept_as_a_segment_that_holds_the_same_contacts(demo_file: OpenFile) -> None:
    arriving = most_bought(demo_file)
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "f10", "=arrivage", "enter", f"={arriving.name}", "enter")
        screen = app.screen
        assert isinstance(screen, ArrivalScreen), "the palette leads there from anywhere"
        await struck(pilot, "right", "s")
        assert "Segment enregistré" in said(pilot)
        (kept,) = (one for one in demo_file.call(list_segments) if arriving.name in one.name)
        barred = demo_file.call(count_segment, kept.tree) - len(screen.people.ids)
        assert 0 <= barred <= 3, "those whom nothing may be sent are in the segment alone"
        await struck(pilot, "c", "c", "s")
        by_mail = next(one for one in demo_file.call(list_segments) if "e-mail" in one.name)
        assert demo_file.call(count_segment, by_mail.tree) >= len(screen.people.ids)
