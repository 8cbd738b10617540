"""The classes of clients on the screen: counts that add up, who is in one, a segment of it, never behind a write."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.rfm import CLASSES
from fichier_tui.domain.segment import Condition
from fichier_tui.storage import ClassFigures, OpenFile, Session, find_segment, list_segments, rfm_classes
from fichier_tui.storage.segments import rfm, rfm_counts
from fichier_tui.ui.screens.card.facts import heading
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.ranking.screen import RankingScreen, class_rows
from fichier_tui.ui.widgets.footer import KeyFooter
from fichier_tui.ui.widgets.paged_list import PagedList
from tests.ui.app_on_demo import DAY, app_on_demo, settled


async def ranking(pilot: Pilot[str]) -> RankingScreen:
    """The screen, from the best clients."""
    await settled(pilot)
    await pilot.press("ctrl+t")
    await settled(pilot)
    await pilot.press("r")
    await settled(pilot)
    assert isinstance(pilot.app.screen, RankingScreen)
    return pilot.app.screen


async def test_each_class_has_its_clients_and_the_shares_add_up(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        screen = await ranking(pilot)
        assert [row.figures for row in screen.rows.values()] == list(demo_file.call(rfm_classes))
        assert abs(sum(row.share for row in screen.rows.values()) - 1) < 1e-9
        drawn = "\n".join(screen.list.render_line(y).text for y in range(screen.list.size.height))
        assert "Champions" in drawn
        assert "Lost" in drawn


async def test_enter_shows_in_the_list_who_is_in_the_class(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        screen = await ranking(pilot)
        while screen.chosen is None or not screen.chosen.figures.clients or screen.list.cursor == 0:
            await pilot.press("down")
            await settled(pilot)
        code = screen.chosen.figures.code
        await pilot.press("enter")
        await settled(pilot)
        shown = pilot.app.screen
        assert isinstance(shown, ContactsScreen)
        assert set(shown.query_one(PagedList).ids) == set(demo_file.call(find_segment, Condition("rfm", "=", code)))


async def test_s_makes_a_segment_that_follows_the_class(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await ranking(pilot)
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        saved = {segment.name: segment.tree for segment in demo_file.call(list_segments)}
        assert saved["Champions"] == Condition("rfm", "=", "champions")
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "Champions" not in {segment.name for segment in demo_file.call(list_segments)}


async def test_the_palette_leads_there_from_anywhere(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("f10", *"rfm", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RankingScreen)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("keys", [["ctrl+g"], ["ctrl+t"]])
async def test_the_way_to_the_classes_is_in_the_footer(demo_file: OpenFile, keys: list[str], language: str) -> None:
    async with app_on_demo(demo_file, language).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        assert "R Classes" in pilot.app.screen.query_one(KeyFooter).render().plain


def test_shares_of_nothing_are_nothing() -> None:
    rows = class_rows([ClassFigures(code) for code in CLASSES])
    assert {row.share for row in rows.values()} == {0.0}


async def test_in_a_big_file_the_card_tells_the_class_once_it_is_read(
    demo_file: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (rfm, rfm_counts):
        monkeypatch.setattr(module, "PIECE", 20)
    contact = demo_file.call(find_segment, Condition("rfm", "=", "champions"))[0]

    def forget(session: Session) -> None:
        session.rfm = None

    demo_file.call(forget)
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.app.open_contact(contact)  # type: ignore[attr-defined]
        await settled(pilot)
        card = pilot.app.screen
        assert isinstance(card, CardScreen)
        assert card.card.ranked
        assert "class Champions (recency 5, frequency " in heading(card.card, DAY).plain
