"""Alt+1 to Alt+9: the shop's usual things, noted for the contact that is chosen."""

from __future__ import annotations

from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from fichier_tui import i18n
from fichier_tui.domain.template import Template
from fichier_tui.storage import OpenFile, read_journal, timeline
from fichier_tui.storage.letters.templates import change_template, read_templates
from fichier_tui.ui import alt_keys, keys
from fichier_tui.ui.dialogs.help import HelpText
from fichier_tui.ui.palette import Palette
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.settings.template_form import TemplateDialog
from fichier_tui.ui.screens.settings.templates import TemplatesScreen
from fichier_tui.ui.widgets.entry import LineInput
from tests.ui.app_on_demo import app_on_demo, settled

AZERTY = "&é\"'(-è_ç"


@pytest.mark.parametrize("place", range(1, 10))
def test_alt_and_a_digit_is_one_key_in_every_terminal_and_without_shift_on_azerty(place: int) -> None:
    alt_keys.teach()
    key = keys.TEMPLATES[place - 1]
    sign = AZERTY[place - 1]
    # A letter after an escape is well named already, once Textual has waited for more of it.
    escaped = () if sign.isalpha() else (f"\x1b{sign}",)
    sent = (f"\x1b{place}", *escaped, f"\x1b[{ord(str(place))};3u", f"\x1b[{ord(sign)};3u")
    for sequence in sent:
        (event,) = list(XTermParser(debug=False).feed(sequence))
        assert isinstance(event, Key)
        assert event.key in key.keys.split(","), (sequence, event.key)
    for plain in (str(place), f"\x1b[{57399 + place};1u", sign):
        (event,) = list(XTermParser(debug=False).feed(plain))
        assert isinstance(event, Key)
        assert event.key not in key.keys.split(",")


def events_of(pilot: Any, contact: int) -> Any:
    """What happened to a contact, the newest first."""
    return pilot.app.ask(timeline, contact, kinds=("visit", "purchase"))


@pytest.mark.parametrize("key", ["alt+1", "alt+ampersand"])
async def test_a_visit_is_noted_for_the_contact_that_was_searched_and_taken_back(demo_file: OpenFile, key: str) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"per", key)
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        assert screen.search.value == "per"
        contact = screen.contacts.cursor_id
        assert contact is not None
        newest = (await events_of(pilot, contact))[0]
        assert (newest.kind, newest.day) == ("visit", app.today())
        assert app.status.content.plain.startswith("Visit noted: ")
        assert "Ctrl+Z" in app.status.content.plain
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert (await events_of(pilot, contact))[0] != newest


async def test_a_template_writes_all_its_line_says_in_one_operation(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.ask(change_template, 2, Template("Spa", "v spa =28"))
        await pilot.press("down", "enter")
        await settled(pilot)
        contact = app.screen.contact  # type: ignore[attr-defined]
        before = await app.ask(lambda session: session.last_entry())
        await pilot.press("alt+2")
        await settled(pilot)
        assert await app.ask(lambda session: session.last_entry()) == before + 1
        assert {event.kind for event in (await events_of(pilot, contact))[:2]} == {"visit", "purchase"}
        assert app.status.content.plain.startswith("Spa noted: ")
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert not {"purchase", "visit"} & {
            event.kind for event in (await events_of(pilot, contact)) if event.day == app.today()
        }


async def test_a_free_key_and_a_screen_without_a_contact_say_so(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("alt+4")
        await settled(pilot)
        assert app.status.content.plain == "Alt+4 is free: Ctrl+O, Templates, says what it notes."
        await pilot.press(*"zzzzzz", "alt+1")
        await settled(pilot)
        assert app.status.content.plain == "Choose a contact first: F3 shows the list."
        await pilot.press("ctrl+g", "alt+1")
        await settled(pilot)
        assert app.status.content.plain == "Choose a contact first: F3 shows the list."


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_menu_and_the_help_call_them_as_the_shop_does(demo_file: OpenFile, language: str) -> None:
    app = app_on_demo(demo_file, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.ask(change_template, 3, Template("[b]Nuitée[/b]", "a nuitée 1n"))
        await pilot.press("f10")
        await settled(pilot)
        assert isinstance(app.screen, Palette)
        offered = {command.words.plain: command.key for command in app.screen.offered}
        assert offered["[b]Nuitée[/b]"] == "Alt+3"
        assert offered[i18n._("Visit")] == "Alt+1"
        assert "Alt+2" not in offered.values()
        await pilot.press("escape", "f1")
        await settled(pilot)
        told = app.screen.query_one(HelpText).render().plain
        assert "[b]Nuitée[/b]" in told
        assert "Alt+2" not in told


async def open_templates(pilot: Any) -> TemplatesScreen:
    """The section of the settings."""
    await pilot.press("ctrl+o", "down", "down", "enter")
    await settled(pilot)
    assert isinstance(pilot.app.screen, TemplatesScreen)
    return pilot.app.screen


async def test_a_template_is_edited_with_what_it_is_read_as_and_a_wrong_one_refused(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = await open_templates(pilot)
        assert [place.template.line for place in screen.rows.values()] == ["v", *[""] * 8]
        await pilot.press("down", "enter")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, TemplateDialog)
        await pilot.press(*"v c Durand")
        assert "whom" in str(dialog.read_as.content)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert dialog.form.fields["line"]._sentence
        assert (await app.ask(read_templates))[1].line == ""
        dialog.form.entry("line").set_typed("")
        await pilot.press(*"v =28 2p")
        assert [chip.words for chip in dialog.chips.chips] == ["visit", "€28.00", "2 people"]
        await pilot.press("enter", *"Day", "enter")
        await settled(pilot)
        assert (await app.ask(read_templates))[1] == Template("Day", "v =28 2p")
        assert id(app.screen) == id(screen)
        await pilot.press("delete")
        await settled(pilot)
        assert (await app.ask(read_templates))[1] == Template()
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert (await app.ask(read_templates))[1] == Template("Day", "v =28 2p")


async def test_at_the_counter_it_is_noted_for_the_candidate_and_the_next_letter_begins_anew(
    demo_file: OpenFile,
) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.go("counter")
        await settled(pilot)
        await pilot.press(*"zzzzzz", "alt+1")
        await settled(pilot)
        assert app.status.content.plain.startswith("Choose a contact")
        await pilot.press("escape", *"per", "down", "alt+1")
        await settled(pilot)
        assert app.status.content.plain.startswith("Visit noted: ")
        last = (await app.ask(read_journal))[0]
        assert last.verb == "visit.logged"
        await pilot.press("d")
        assert app.screen.query_one(LineInput).value == "d", "the next letter begins another line"


async def test_in_the_planner_it_is_noted_for_whom_the_line_concerns(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        contact = await app.screen.contact_meant()  # type: ignore[attr-defined]
        await pilot.press("alt+1")
        await settled(pilot)
        last = (await app.ask(read_journal))[0]
        assert (last.verb, last.contact_id) == ("visit.logged", contact)
