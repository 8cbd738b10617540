"""What is chosen is seen without colour, and words are neither run together nor cut where they matter."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from fichier_tui import i18n
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import OpenFile
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.help import HelpDialog, HelpText
from fichier_tui.ui.widgets.marked_options import MarkedOptions
from fichier_tui.ui.widgets.status_line import DONE, NOTE, Status, StatusLine
from fichier_tui.ui.words import sentence
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.card_app import PERON, drawn, said, struck
from tests.ui.example_screen import ExampleScreen, example_app


class ListApp(App[None]):
    """A list of three."""

    def compose(self) -> ComposeResult:
        yield MarkedOptions("One", "Two", "Three")


async def test_the_line_under_the_cursor_is_marked() -> None:
    app = ListApp()
    async with app.run_test(size=(20, 5)) as pilot:
        options = app.query_one(MarkedOptions)
        options.highlighted = 1
        await pilot.pause()
        assert [options.render_line(y).text.rstrip() for y in range(3)] == ["  One", "› Two", "  Three"]


async def test_a_long_name_gives_way_to_how_to_take_it_back() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.screen.query_one(StatusLine)
        line.status = Status(Content("Action done: " + "Mr. Long — and so on " * 9 + "— Ctrl+Z undoes"), DONE)
        await pilot.pause()
        shown = line.render().plain
        assert shown.startswith("✓ Action done: Mr. Long")
        assert shown.endswith("… — Ctrl+Z undoes")
        assert len(shown) <= 78


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_columns_of_the_help_never_touch(language: str, size: tuple[int, int]) -> None:
    class Wordy(ExampleScreen):
        """A screen whose keys and words are longer than their columns."""

        KEYS = (
            keys.Key(
                "test.wordy", "f12,ctrl+s,ctrl+l", "wordy", "Words longer than the column for them", tooltip="So."
            ),
        )

    app = example_app()
    async with app.run_test(size=size) as pilot:
        i18n.use_language(language)
        wordy = Wordy()
        await app.push_screen(wordy)
        await app.push_screen(HelpDialog(wordy))
        await pilot.pause()
        told = app.screen.query_one(HelpText).render().plain
        assert "F12, Ctrl+S, Ctrl+L  Words longer than the column for them  \n" in told


@pytest.mark.parametrize(("language", "last"), [("fr", "n'est pas compris."), ("en", "is not understood.")])
def test_close_words_are_not_announced_where_there_are_none(language: str, last: str) -> None:
    i18n.use_language(language)
    refusal = Refusal("segment.unknown_word", text="zz", position=3, suggestions="")
    assert sentence(refusal).endswith(last)
    assert "age" in sentence(Refusal("segment.unknown_word", text="zz", position=3, suggestions="age"))
    i18n.use_language("en")


async def shown_at(pilot: Pilot[str], height: int) -> None:
    """Wait until the status line has so many lines, as it must."""
    for _turn in range(5):
        await pilot.pause()
    assert pilot.app.screen.query_one(StatusLine).size.height == height


async def test_what_to_do_is_told_on_a_second_line_where_the_first_is_too_short() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.tell(Content("This sentence says at length what is the matter, then what one may do: press Ctrl+U"), NOTE)
        await shown_at(pilot, 2)
        told = [strip.text for strip in app.screen._compositor.render_strips()]
        assert told[-3].startswith(" This sentence says")
        assert told[-2].rstrip().endswith("Ctrl+U")
        await pilot.resize_terminal(120, 36)
        await shown_at(pilot, 1)
        await pilot.resize_terminal(80, 24)
        await shown_at(pilot, 2)
        app.tell(Content("Done"), DONE)
        await shown_at(pilot, 1)


async def test_a_refusal_is_of_its_moment_and_what_was_done_of_its_screen(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.refuse(Content("No."))
        await struck(pilot, "down")
        assert not app.status.content.plain
        await app.open_contact(PERON)
        await struck(pilot, "f5", "down", "f1", "escape")
        assert "Visit noted: Péron Hélène" in said(pilot)
        await struck(pilot, "escape")
        assert not app.status.content.plain
        # What a form left behind when it closed is told where it was opened.
        await struck(pilot, "f2", "=Nouvelle", "ctrl+s")
        assert "Nouvelle" in said(pilot)
        await struck(pilot, "f8")
        assert not app.status.content.plain


async def test_no_line_is_broken_at_a_no_break_space() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)):
        for text in ("La personne dit «\u00a0Bonjour\u00a0» hier", "Combien de nuits\u00a0? Trois\u202f: oui"):
            for width in range(14, 30):
                lines = [line.plain for line in Content(text).wrap(width)]
                assert all(line.strip() and line[0] not in "?:»" and line.rstrip()[-1] != "«" for line in lines)


async def test_a_number_that_nobody_has_is_no_name(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "=00998877665544")
        assert "Nobody has this number: 00998877665544" in drawn(pilot)


async def test_beside_a_card_the_list_still_shows_what_was_spent(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        assert "Revenue" in drawn(pilot)
