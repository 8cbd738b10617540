"""The frame through Pilot: words that follow the language, keys that say why, places, help, palette, a failure."""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.settings import UserSettings
from fichier_tui.storage import create_contact, keyring
from fichier_tui.storage.opening import create_file, open_unlocked
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.base import FichierScreen, TooSmall
from fichier_tui.ui.command import Command
from fichier_tui.ui.dialogs.help import HelpDialog, HelpText
from fichier_tui.ui.dialogs.question import Choice, Question, confirmation
from fichier_tui.ui.done import DONE, STANDING, WHOLE, done
from fichier_tui.ui.palette import Palette
from fichier_tui.ui.places import Shop
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.footer import KeyFooter
from fichier_tui.ui.widgets.status_line import NOTE, REFUSED, StatusLine
from fichier_tui.ui.widgets.title_bar import TitleBar
from screenshots.quiet import quiet
from tests.hostile import HOSTILE as HOSTILE_TEXTS
from tests.ui.example_screen import NOW, ExampleScreen, OtherScreen, example_app

PASSPHRASE = "été à Saint-Malo, 1987"
# Another program on the same file: it writes a contact and ends.
OTHER_COUNTER = """
import pathlib, sys
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import create_contact
from fichier_tui.storage.opening import open_file
file = open_file(pathlib.Path(sys.argv[1]), sys.argv[2])
file.call(create_contact, ContactDetails(last_name="Lefevre"))
file.close()
"""
BEFORE = NOW - dt.timedelta(days=1)
HOSTILE = "[@click=app.exit]Dupont[/] [/b] [red]"


def seen(pilot: Pilot[str], kind: type[KeyFooter] | type[StatusLine] | type[TitleBar]) -> str:
    """What a line of the frame says on the screen shown."""
    return pilot.app.screen.query_one(kind).render().plain


def offered(palette: Palette) -> list[str]:
    """The lines of the palette, without their keys."""
    return [command.words.plain for command in palette.offered]


async def test_footer_help_palette_and_title_follow_the_language_live() -> None:
    app = example_app("fr")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "F1 Aide" in seen(pilot, KeyFooter)
        assert "F8 Agenda" in seen(pilot, TitleBar)
        await pilot.press("ctrl+o", "right", "escape")
        assert i18n.language() == app.settings.language == "en"
        assert "F1 Help" in seen(pilot, KeyFooter)
        assert "F8 Planner" in seen(pilot, TitleBar)
        await pilot.press("f1")
        assert "A new person or company" in app.screen.query_one(HelpText).render().plain
        await pilot.press("escape", "f10")
        assert isinstance(app.screen, Palette)
        assert "New contact" in offered(app.screen)
        await pilot.press("escape")
        app.use_language("fr")
        await pilot.press("f10")
        assert isinstance(app.screen, Palette)
        assert "Créer un contact" in offered(app.screen)


async def test_a_greyed_key_says_why_and_one_that_applies_acts() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        assert seen(pilot, StatusLine) == "! Choose a contact first: F3 shows the list."
        assert app.status.kind == REFUSED
        await pilot.press("f2")
        assert seen(pilot, StatusLine) == "✓ Créé"
        await pilot.press("escape")
        assert seen(pilot, StatusLine).startswith("You are at the beginning"), "told, not as a fault"
        assert app.status.kind == NOTE


async def test_a_greyed_key_is_greyed_in_the_footer_and_explained_in_the_help() -> None:
    app = example_app()
    async with app.run_test(size=(120, 36)) as pilot:
        slots = {slot.key.id: slot.key.enabled for slot in app.screen.query_one(KeyFooter).slots()}
        assert slots["contact.new"]
        assert not slots["contact.purchase"]
        await pilot.press("f1")
        assert isinstance(app.screen, HelpDialog)
        assert "Choose a contact first" in " ".join(app.screen.query_one(HelpText).render().plain.split())


async def test_places_keep_their_state() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, ExampleScreen)
        first = app.screen
        await pilot.press("down", "down", "f8")
        assert isinstance(app.screen, OtherScreen)
        await pilot.press("f3")
        assert app.screen is first
        assert first.query_one(OptionList).highlighted == 2
        await pilot.click(TitleBar, offset=(68, 0))
        await pilot.pause()
        assert isinstance(app.screen, OtherScreen)


async def test_who_works_gives_way_to_where_one_is() -> None:
    app = example_app("fr")
    async with app.run_test(size=(80, 24)) as pilot:
        bar = app.screen.query_one(TitleBar)
        bar.heading = replace(bar.heading, staff="Camille", crumbs=("Journal",))
        assert seen(pilot, TitleBar).endswith("Camille ")
        bar.heading = replace(bar.heading, crumbs=("Réglages", "Copies de sécurité", "Autres endroits"))
        line = seen(pilot, TitleBar)
        assert "Autres endroits" in line
        assert "Camille" not in line


async def test_the_last_crumb_is_read_whole_and_those_before_it_give_way() -> None:
    app = example_app("fr")
    async with app.run_test(size=(80, 24)) as pilot:
        bar = app.screen.query_one(TitleBar)
        below = ("Données personnelles", "Durées de conservation et purge")
        bar.heading = replace(bar.heading, crumbs=(*below, "Registre des violations"))
        line = seen(pilot, TitleBar)
        assert "Données perso" in line
        assert "… › Registre des violations " in line
        bar.heading = replace(bar.heading, crumbs=(below[0], "Registre des traitements de cet établissement"))
        assert seen(pilot, TitleBar).startswith(" … › Registre des traitements de cet établissement ")


@pytest.mark.parametrize("at_work", [False, True])
async def test_a_place_shows_its_first_screen_save_where_something_is_being_made(at_work: bool) -> None:
    kept: list[str] = []

    class Card(OtherScreen):
        """A screen over the list, with something typed on it."""

        PLACE = "contacts"
        AT_WORK = at_work

        def compose_body(self) -> Iterable[Widget]:
            yield LineInput("Dear")

        async def keep_typed(self) -> None:
            kept.append("draft")

    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        first = app.screen
        await pilot.press("down", "down")
        card = Card()
        await app.push_screen(card)
        await pilot.press("end", "f8", "f3")
        if at_work:
            assert app.screen is card
            assert "was waiting here" in app.status.content.plain
            # A key that was meant for the place is not typed into what was left: only after Tab.
            await pilot.press("w", "tab", "x")
            assert card.query_one(Input).value == "Dearx", "goes on where one was"
            await pilot.press("f3")
        assert app.screen is first
        assert first.query_one(OptionList).highlighted == 2
        assert kept == ["draft"], "what was typed is kept"


async def test_a_place_that_does_not_exist_yet_is_not_offered() -> None:
    app = example_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+g")
        assert isinstance(app.screen, ExampleScreen)
        assert "Segments" not in seen(pilot, TitleBar)


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("fr", "creer", "Créer un contact"),
        ("fr", "cliente", "Créer un contact"),
        ("fr", "VERROU", "Verrouiller"),
        ("fr", "anglais", "Réglages"),
        ("en", "client", "New contact"),
        ("en", "theme", "Settings"),
    ],
)
async def test_the_palette_forgives_accents_and_knows_synonyms(language: str, typed: str, found: str) -> None:
    app = example_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10", *typed)
        assert isinstance(app.screen, Palette)
        assert offered(app.screen)[0] == found


async def test_the_palette_runs_the_command_and_remembers_it() -> None:
    app = example_app("fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10", *"creer", "enter")
        await pilot.pause()
        assert seen(pilot, StatusLine) == "✓ Créé"
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, Palette)
        assert offered(app.screen)[0] == "Créer un contact"
        assert not [words for words in offered(app.screen) if "creen" in words]


@pytest.mark.parametrize("typed", ["settings", "setx\b", "péron"])
async def test_the_palette_does_what_was_typed_however_fast(typed: str) -> None:
    ran: list[str] = []

    async def finder(text: str) -> list[Command]:
        return [Command("péron", shown("Péron Hélène"), lambda: ran.append(text))] if text == "péron" else []

    app = example_app("en")
    app.finders = [finder]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10")
        for letter in typed:
            app.post_message(events.Key("backspace", None) if letter == "\b" else events.Key(letter, letter))
        app.post_message(events.Key("enter", "\r"))
        await quiet(app)
        assert app.recent == ["péron" if typed == "péron" else "settings"]
        assert ran == (["péron"] if typed == "péron" else [])


async def test_the_palette_says_why_a_command_cannot_be_run() -> None:
    app = example_app("fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10", *"exporter", "enter")
        await pilot.pause()
        assert seen(pilot, StatusLine) == "! Il n'y a rien à exporter ici."


async def test_the_palette_finds_names_that_are_never_markup() -> None:
    app = example_app()
    opened: list[str] = []

    async def find(typed: str) -> list[Command]:
        return [Command("contact.7", shown(HOSTILE), lambda: opened.append(typed))]

    app.finders.append(find)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10", *"dupont")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, Palette)
        assert offered(app.screen) == [HOSTILE]
        await pilot.click(OptionList, offset=(3, 0))
        await pilot.pause()
        assert opened == ["dupont"]


async def test_a_small_window_gets_a_sentence_and_gives_the_screen_back() -> None:
    app = example_app()
    async with app.run_test(size=(59, 24)) as pilot:
        assert app.screen.query_one(TooSmall).display
        assert "59 × 24" in app.screen.query_one(TooSmall).render().plain
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert not app.screen.query_one(TooSmall).display
        assert not app.screen.has_class("-two-panes")
        await pilot.resize_terminal(110, 30)
        await pilot.pause()
        assert app.screen.has_class("-two-panes")


async def test_every_hostile_text_is_only_letters_in_the_frame() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for text in HOSTILE_TEXTS:
            app.shop = Shop(text, text, locked=False)
            app.tell(shown(text))
            await pilot.pause()
            for line in (seen(pilot, TitleBar), seen(pilot, StatusLine)):
                assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in line)
        question = Question(shown(HOSTILE_TEXTS[1]), shown(HOSTILE_TEXTS[0]), (Choice("no", HOSTILE_TEXTS[0], "n"),))
        await app.push_screen(question)
        await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_hostile_names_are_only_letters(size: tuple[int, int]) -> None:
    app = example_app(shop=Shop(HOSTILE, HOSTILE, locked=False))
    async with app.run_test(size=size) as pilot:
        title = seen(pilot, TitleBar)
        assert title.startswith(" [@cl")
        assert len(title) <= size[0]
        for column in range(0, 50, 3):
            await pilot.click(TitleBar, offset=(column, 0))
        app.tell(shown(HOSTILE))
        await pilot.pause()
        assert seen(pilot, StatusLine) == f"✓ {HOSTILE}"
        for column in range(0, 30, 3):
            await pilot.click(StatusLine, offset=(column, 0))
        app.notify(HOSTILE)
        await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize(
    ("keys", "answer"), [(["y"], "yes"), (["up", "enter"], "no"), (["n"], "no"), (["escape"], None)]
)
async def test_a_question_is_answered_by_letter_or_arrows(keys: list[str], answer: str | None) -> None:
    app = example_app()
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        question = Question(shown(HOSTILE), shown(HOSTILE), (Choice("no", "No", "n"), Choice("yes", "Yes", "y")))
        await app.push_screen(question, answers.append)
        await pilot.pause()
        if keys == ["up", "enter"]:
            question.query_one(OptionList).highlighted = 1
        await pilot.press(*keys)
        await pilot.pause()
        assert answers == [answer]


def test_a_confirmation_begins_on_no() -> None:
    assert [choice.code for choice in confirmation("Erase", Content("All of it"), "Erase").choices] == ["no", "yes"]


@pytest.mark.parametrize("key", ["f10", "f5", "ctrl+y", "alt+2"])
async def test_a_key_of_the_screens_says_that_a_dialog_stands_over_them(key: str) -> None:
    app = example_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(confirmation("Erase?", "For ever.", "Yes"))
        await pilot.press(key)
        assert isinstance(app.screen, Question)
        assert app.status.content.plain == "Close this first: Esc."
        await pilot.press("x")
        assert app.status.content.plain == ""


async def test_a_refusal_is_a_sentence_and_nothing_runs_without_a_file() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        with pytest.raises(Refusal) as refused:
            await app.ask(lambda session: session)
        app.refuse(refused.value)
        await pilot.pause()
        assert seen(pilot, StatusLine) == "! The file is locked. Type your passphrase to open it."


class Reader(ExampleScreen):
    """Counts how often it read the file again."""

    readings = 0

    async def reread(self) -> None:
        self.readings += 1


async def test_undo_takes_back_the_last_operation_and_the_screens_read_again(tmp_path: Path) -> None:
    made = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=keyring.CHEAPEST, clock=lambda: BEFORE)
    file = open_unlocked(made.folder, made.unlocked, clock=lambda: NOW)
    try:
        app = example_app(file=file)
        async with app.run_test(size=(80, 24)) as pilot:
            reader = Reader()
            await app.push_screen(reader)
            await pilot.press("ctrl+z")
            await pilot.pause()
            assert seen(pilot, StatusLine) == "! There is nothing to take back."
            await app.ask(create_contact, ContactDetails(last_name=HOSTILE))
            app.tell(done("contact.created", name=HOSTILE))
            await pilot.press("ctrl+z")
            await pilot.pause()
            assert seen(pilot, StatusLine) == f"✓ Taken back — Contact created: {HOSTILE}"
            assert reader.readings == 1
    finally:
        file.close()


async def test_what_another_program_writes_is_seen(tmp_path: Path) -> None:
    made = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=keyring.CHEAPEST)
    file = open_unlocked(made.folder, made.unlocked)
    try:
        app = example_app(file=file)
        async with app.run_test(size=(80, 24)) as pilot:
            reader = Reader()
            await app.push_screen(reader)
            await app.look()
            assert reader.readings == 0
            subprocess.run([sys.executable, "-c", OTHER_COUNTER, str(made.folder.base.parent), PASSPHRASE], check=True)
            await app.look()
            await pilot.pause()
            assert reader.readings == 1
            await app.look()
            assert reader.readings == 1
    finally:
        file.close()


async def test_quitting_and_locking_keep_what_was_typed_even_from_a_dialog() -> None:
    kept: list[str] = []

    class Form(OtherScreen):
        async def leaving(self) -> None:
            kept.append("draft")

    for key, how in (("ctrl+q", "quit"), ("f12", "lock")):
        app = example_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(Form())
            await pilot.press("f10", key)
            await pilot.pause()
        assert app.return_value == how
    assert kept == ["draft", "draft"]


async def test_ctrl_c_closes_nothing() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        assert seen(pilot, StatusLine) == "Ctrl+C copies what is selected; Ctrl+Q quits."


async def test_a_screen_behind_reads_again_when_it_comes_back() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        reader = Reader()
        await app.push_screen(reader)
        await app.push_screen(OtherScreen())
        await app.changed()
        assert reader.readings == 0
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is reader
        assert reader.readings == 1


async def test_a_locked_file_offers_only_what_needs_none() -> None:
    app = example_app("en", shop=Shop(locked=True))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "locked" in seen(pilot, TitleBar)
        await pilot.press("f8", "f2", "f5")
        assert isinstance(app.screen, ExampleScreen)
        await pilot.press("f10")
        assert isinstance(app.screen, Palette)
        assert set(offered(app.screen)) == {"Help", "Settings", "Quit", "Back"}


@pytest.mark.parametrize("verb", sorted(DONE))
def test_every_operation_has_its_sentence(verb: str) -> None:
    for language, undoes, all_back in (
        ("en", " — Ctrl+Z undoes", " — Ctrl+Z takes it all back"),
        ("fr", " — Ctrl+Z annule", " — Ctrl+Z annule tout"),
    ):
        i18n.use_language(language)
        said = done(verb, name=HOSTILE).plain
        if verb in STANDING:
            assert "Ctrl+Z" not in said
        else:
            assert said.endswith(all_back if verb in WHOLE else undoes)


async def test_a_failure_prints_where_and_never_what(capsys: pytest.CaptureFixture[str]) -> None:
    secret = "correct horse battery staple"

    class Failing(ExampleScreen):
        def action_export(self) -> None:
            passphrase = secret
            raise ValueError(f"Péron Hélène {passphrase}")

    async def fail() -> None:
        app = example_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(Failing())
            await pilot.press("f9")
            await pilot.pause()

    with pytest.raises(ValueError, match="Péron"):
        await fail()
    text = capsys.readouterr().err
    assert "ValueError" in text
    assert "test_frame.py:" in text
    assert secret not in text
    assert "Péron" not in text
    assert "passphrase" not in text


async def test_there_is_no_screenshot_command() -> None:
    app = example_app()
    async with app.run_test():
        assert list(app.get_system_commands(app.screen)) == []
        assert not app.ENABLE_COMMAND_PALETTE


@pytest.mark.parametrize("variable", ["", "1"])
async def test_without_colours_the_place_and_the_cursor_are_still_seen(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.no_color
        styles = [str(span.style) for span in app.screen.query_one(TitleBar).render().spans]
        assert any("underline" in style for style in styles)
        await pilot.press("f10")
        assert app.screen.query_one(Input).has_focus


async def test_the_settings_are_kept_at_once(tmp_path: Path) -> None:
    app = FichierApp(
        settings=UserSettings("en", path=tmp_path / "settings.toml"), today=_never, now=lambda: NOW, places=()
    )
    async with app.run_test():
        app.use_language("fr")
        app.use_theme("paper")
    assert (tmp_path / "settings.toml").read_text() == 'language = "fr"\ntheme = "paper"\nlast_file = ""\n'


def _never() -> dt.date:
    raise AssertionError("no screen asked for the day")


@pytest.mark.parametrize("ending", [True, False])
async def test_a_screen_without_its_widgets_is_no_fault_once_the_program_ends(ending: bool) -> None:
    class Late(FichierScreen[None]):
        def on_mount(self) -> None:
            if ending:
                self.app.exit()
            self.query_one("#gone")

    app = example_app()
    with contextlib.nullcontext() if ending else pytest.raises(NoMatches):
        async with app.run_test() as pilot:
            app.push_screen(Late())
            await pilot.pause()
    assert app.return_code == (0 if ending else 1)
