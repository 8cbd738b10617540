"""The big list: moves, marks, tells, and is as calm over a million rows as over none."""

from __future__ import annotations

import asyncio

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.pilot import Pilot

from fichier_tui.domain.text import clean_typed
from fichier_tui.ui.widgets.cells import aligned
from fichier_tui.ui.widgets.columns import Column, fit_columns
from fichier_tui.ui.widgets.paged_list import PagedList
from screenshots.quiet import quiet
from tests.hostile import CONTROL, HOSTILE
from tests.ui.list_app import COLUMNS, Guest, ListApp


async def settled(pilot: Pilot[None]) -> None:
    """Until every page that was asked for is shown."""
    await quiet(pilot.app)


async def test_keys_move_the_cursor_and_the_view_follows() -> None:
    app = ListApp(range(1, 1001))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        moves = [("down", 1), ("j", 2), ("k", 1), ("pagedown", 24), ("end", 999), ("up", 998), ("home", 0), ("up", 0)]
        moves += [("G", 999), ("down", 999), ("pageup", 976), ("g", 0)]
        for key, index in moves:
            await pilot.press(key)
            assert app.guests.cursor == index, key
            await settled(pilot)
            line = next(line for line in app.lines() if line.startswith("›"))
            assert f"Guest {index + 1} " in line


async def test_a_million_rows_are_read_by_the_page_only() -> None:
    app = ListApp(range(1, 1_000_001))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        await settled(pilot)
        assert "Guest 1000000 " in app.lines()[-1]
        assert sum(len(ids) for ids in app.asked) <= 5 * 128


async def test_rows_that_are_being_read_show_a_placeholder_then_themselves() -> None:
    app = ListApp(range(1, 501))
    app.held = asyncio.Event()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "·  ·  ·" in app.lines()[1]
        assert app.guests.cursor_row is None
        app.held.set()
        await settled(pilot)
        assert "Guest 1 " in app.lines()[1]
        assert app.guests.cursor_row == Guest(1, "Guest 1", "Nice", 100)


async def test_what_was_read_for_another_list_is_dropped() -> None:
    app = ListApp(range(1, 501))
    app.held = asyncio.Event()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.guests.show([7, 8, 9])
        app.held.set()
        await settled(pilot)
        assert [line.split()[-1] for line in app.lines()[1:4]] == ["7", "8", "9"]
        assert app.lines()[4].strip() == ""


async def test_the_cursor_stays_on_its_row_when_the_order_changes() -> None:
    app = ListApp(range(1, 501))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        app.guests.show(range(500, 0, -1))
        await settled(pilot)
        assert (app.guests.cursor, app.guests.cursor_id) == (0, 500)
        app.guests.show(range(1, 400))
        assert app.guests.cursor_id is not None
        app.guests.show(range(1, 400), keep_cursor=False)
        assert app.guests.cursor_id == 1


async def test_a_row_that_comes_above_the_first_is_seen() -> None:
    app = ListApp(range(2, 501))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.guests.show(range(1, 501))
        assert (app.guests.cursor_id, app.guests.scroll_offset.y) == (2, 0)
        app.guests.show(range(0, 501))
        assert (app.guests.cursor_id, app.guests.scroll_offset.y) == (2, 1), "who has moved keeps the height"


async def test_space_marks_and_goes_on_and_the_mark_is_seen_without_colour() -> None:
    app = ListApp(range(1, 11))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space", "space", "up", "space")
        await pilot.pause()
        assert app.guests.marked == {1}
        assert app.lines()[1].startswith(" ✓ Guest 1 ")
        marked = [event.ids for event in app.told if isinstance(event, PagedList.Marked)]
        assert marked == [{1}, {1, 2}, {1}]


async def test_enter_opens_and_moving_tells_the_row() -> None:
    app = ListApp(range(1, 11))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        told = [(type(event), event.row_id) for event in app.told if hasattr(event, "row_id")]
        assert told[0] == (PagedList.Highlighted, 1)
        assert told[-2:] == [(PagedList.Highlighted, 2), (PagedList.Selected, 2)]


async def test_the_mouse_moves_opens_marks_sorts_and_rolls() -> None:
    app = ListApp(range(1, 501))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(PagedList, offset=(10, 5))
        assert app.guests.cursor_id == 5
        await pilot.click(PagedList, offset=(10, 5))
        await pilot.click(PagedList, offset=(1, 7))
        assert app.guests.marked == {7}
        revenue = app.lines()[0].index("Revenue")
        for _ in range(2):
            await pilot.click(PagedList, offset=(revenue, 0))
            await pilot.pause()
            event = app.told[-1]
            assert isinstance(event, PagedList.SortRequested)
            app.guests.set_sort(event.sort, event.descending)
        sorts = [(e.sort, e.descending) for e in app.told if isinstance(e, PagedList.SortRequested)]
        assert sorts == [("revenue", True), ("revenue", False)]
        assert "Revenue ▲" in app.lines()[0]
        assert any(isinstance(event, PagedList.Selected) for event in app.told)


async def test_an_empty_list_says_which_key_to_press() -> None:
    app = ListApp([])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "space", "end", "pagedown")
        assert any("F2 creates the first." in line for line in app.lines())
        assert app.guests.cursor_id is None


async def test_a_row_that_is_gone_is_a_dash_and_the_others_stay() -> None:
    app = ListApp([1, -2, 3])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.lines()[2].strip() == "—"
        assert "Guest 3 " in app.lines()[3]


@pytest.mark.parametrize("size", [(80, 24), (24, 8), (120, 36)])
async def test_no_hostile_name_crashes_acts_or_reaches_the_terminal_raw(size: tuple[int, int]) -> None:
    app = ListApp(range(len(HOSTILE)), HOSTILE)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for _ in HOSTILE:
            await pilot.press("down")
            await settled(pilot)
            for y in range(app.guests.size.height):
                strip = app.guests.render_line(y)
                assert not CONTROL.search(strip.text)
                assert cell_len(strip.text) == strip.cell_length == app.guests.scrollable_content_region.width
                assert not any(segment.style and segment.style.meta.get("@click") for segment in strip)
        assert app.is_running


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [0, 1, 2, 7, 30])
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(aligned(clean_typed(text), width)) == width


def _nothing(_row: object) -> Content:
    return Content("")


def test_a_lesser_column_waits_until_the_others_are_read_whole() -> None:
    columns = (
        Column[object]("name", "Name", _nothing, width=10, comfort=20, flex=1),
        Column[object]("town", "Town", _nothing, width=10, priority=4),
        Column[object]("email", "E-mail", _nothing, width=10, priority=5),
    )
    assert [column.key for column, _cells in fit_columns(columns, 22)] == ["name", "town"]
    assert fit_columns(columns, 43)[0] == (columns[0], 31)
    assert [cells for _column, cells in fit_columns(columns, 44)] == [20, 10, 10]


FITS = [
    (120, ["name", "town", "cents", "id"]),
    (56, ["name", "town", "cents", "id"]),
    (50, ["name", "town", "cents"]),
    (40, ["name", "cents"]),
    (20, ["name"]),
    (5, ["name"]),
]


@pytest.mark.parametrize(("width", "kept"), FITS)
def test_columns_leave_from_the_least_important_and_the_others_fill_the_width(width: int, kept: list[str]) -> None:
    fitted = fit_columns(COLUMNS, width)
    assert [column.key for column, _ in fitted] == kept
    assert sum(cells for _, cells in fitted) + 2 * (len(fitted) - 1) == width
