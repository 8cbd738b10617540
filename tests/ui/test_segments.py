"""Stories of the segment builder, on a real file, by the keyboard alone, in both languages."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from textual import events
from textual.widgets import OptionList, Static

from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.segment import FIELDS, And, Not, Or, read_segment, write_segment
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.domain.segment.field import ORDERED_KINDS
from fichier_tui.i18n import use_language
from fichier_tui.storage import OpenFile, models, read_rows
from fichier_tui.storage.consents.contactability import retained
from fichier_tui.storage.segments.saved import find_segment, list_segments, load_segment, save_segment
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.contactability_words import left_out_sentence, retained_sentence
from fichier_tui.ui.dialogs.dialog import Hints
from fichier_tui.ui.dialogs.export import ExportDialog, export_from
from fichier_tui.ui.places import Place
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from fichier_tui.ui.screens.segments.condition_dialog import ConditionDialog
from fichier_tui.ui.screens.segments.line import LineHint
from fichier_tui.ui.screens.segments.offers import first_offers, value_offers
from fichier_tui.ui.screens.segments.screen import SegmentsScreen
from fichier_tui.ui.screens.segments.survey import Surveyor
from fichier_tui.ui.screens.segments.why_dialog import WhyDialog
from fichier_tui.ui.screens.sending.screen import SendingScreen
from fichier_tui.ui.widgets.footer import KeyFooter
from tests.hostile import CONTROL, HOSTILE
from tests.ui.app_on_demo import app_on_demo, settled

PLACES = (Place("segments", keys.SEGMENTS, SegmentsScreen),)
WOMEN = {"fr": "F 60+ achat:printemps ok:mail", "en": "F 60+ bought:spring ok:mail"}
TREE = read_segment(WOMEN["en"])


def segments_app(file: OpenFile, language: str = "en") -> FichierApp:
    """The program with this place alone."""
    return app_on_demo(file, language, places=PLACES)


async def typed(pilot: Any, text: str) -> None:
    """Type on the keyboard, a key after the other."""
    names = {
        " ": "space",
        "+": "plus",
        ":": "colon",
        ">": "greater_than_sign",
        "=": "equals_sign",
        "(": "left_parenthesis",
    }
    names |= {")": "right_parenthesis", "-": "minus", "*": "asterisk", ",": "comma", ".": "full_stop", "/": "slash"}
    await pilot.press(*(names.get(letter, letter) for letter in text))
    await settled(pilot)


async def pressed(pilot: Any, *names: str) -> None:
    """Press these keys, waiting for what each asks of the file."""
    for name in names:
        await pilot.press(name)
        await settled(pilot)


def builder(app: FichierApp) -> BuilderScreen:
    """The screen shown."""
    assert isinstance(app.screen, BuilderScreen)
    return app.screen


def sentences(screen: BuilderScreen) -> list[str]:
    """What the conditions say, line by line."""
    options = screen.conditions
    return [str(options.get_option_at_index(place).prompt).strip() for place in range(options.option_count)]


def title(screen: BuilderScreen) -> str:
    """What stands over the contacts found."""
    return str(screen.query_one("#who-box").border_title)


@pytest.fixture(autouse=True)
def _english_again() -> Any:
    yield
    use_language("en")


@pytest.mark.parametrize(("language", "size"), [("fr", (80, 24)), ("en", (120, 36))])
async def test_women_over_60_who_bought_in_spring_and_accept_mail_as_one_line(
    demo_file: OpenFile, language: str, size: tuple[int, int]
) -> None:
    app = segments_app(demo_file, language)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, WOMEN[language])
        screen = builder(app)
        expected = demo_file.call(find_segment, TREE)
        assert len(expected) > 0
        assert list(screen.who.ids) == list(expected)
        assert title(screen).startswith(str(len(expected)))
        assert len(sentences(screen)) == 5
        if language == "fr":
            assert sentences(screen)[1:] == [
                "Femme",
                "et Âge : 60 ou plus",
                "et A acheté au printemps",
                "et Accepte les e-mails",
            ]
        await pressed(pilot, "ctrl+s")
        await typed(pilot, "Dames du printemps")
        await pressed(pilot, "enter")
        assert demo_file.call(load_segment, "dames du printemps").tree == TREE
        await pressed(pilot, "escape")
        assert isinstance(app.screen, SegmentsScreen)
        assert app.screen.chosen is not None
        await pressed(pilot, "enter")
        assert read_segment(builder(app).line.value) == TREE
        await pressed(pilot, "ctrl+z")
        names = [segment.name for segment in demo_file.call(list_segments)]
        assert "Dames du printemps" not in names, "Ctrl+Z takes the saving back"


@pytest.mark.parametrize(
    ("language", "steps"),
    [
        ("fr", (("femme",), ("age", "60"), ("printemps",), ("accepte mail",))),
        ("en", (("woman",), ("age", "60"), ("spring",), ("accepts mail",))),
    ],
)
async def test_the_same_condition_by_condition(
    demo_file: OpenFile, language: str, steps: tuple[tuple[str, ...], ...]
) -> None:
    app = segments_app(demo_file, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n", "enter")
        for words in steps:
            await pressed(pilot, "a")
            assert isinstance(app.screen, ConditionDialog)
            for word in words:
                await typed(pilot, word)
                await pressed(pilot, "enter")
        screen = builder(app)
        assert screen.segment_tree == TREE
        assert read_segment(screen.line.value) == TREE
        assert list(screen.who.ids) == list(demo_file.call(find_segment, TREE))


async def test_conditions_are_negated_turned_grouped_and_taken_back(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "F 60+ ok:mail")
        woman, old, mail = read_segment("F"), read_segment("60+"), read_segment("ok:mail")
        await pressed(pilot, "enter")
        screen = builder(app)
        said = screen.query_one(KeyFooter).render().plain
        assert not screen.conditions.path
        assert "Enter Go in" in said
        assert "Enter Change" not in said
        await pressed(pilot, "enter")
        assert screen.segment_tree == And((woman, old, mail)), "only O turns a group"
        assert list(screen.conditions.path) == [0]
        assert "Enter Change" in screen.query_one(KeyFooter).render().plain
        await pressed(pilot, "n")
        assert screen.segment_tree == And((Not(woman), old, mail))
        assert screen.line.value == "not F and age >= 60 and ok:email"
        await pressed(pilot, "down", "g")
        assert screen.segment_tree == And((Not(woman), Or((old, mail))))
        await pressed(pilot, "o")
        assert screen.segment_tree == And((Not(woman), old, mail))
        await pressed(pilot, "ctrl+z")
        assert screen.segment_tree == And((Not(woman), Or((old, mail))))
        await pressed(pilot, "delete")
        assert builder(app).segment_tree == Not(woman)
        await pressed(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert builder(app).segment_tree == And((woman, old, mail))


async def test_a_value_is_changed_from_its_sentence(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "last > 18m")
        await pressed(pilot, "enter", "down", "enter")
        assert isinstance(app.screen, ConditionDialog)
        await typed(pilot, "2y")
        options = app.screen.query_one(OptionList)
        assert str(options.get_option_at_index(0).prompt).strip() == "Last purchase: more than 2 years ago"
        await pressed(pilot, "enter")
        assert builder(app).line.value == "last > 2y"


async def test_a_field_and_its_value_come_in_one_burst(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n", "enter", "a")
        assert isinstance(app.screen, ConditionDialog)
        await pressed(pilot, "pagedown")
        assert (app.screen.options.highlighted or 0) > 1
        await pressed(pilot, "pageup")
        assert app.screen.options.highlighted == 0
        for letter in "town\rannecy\r":
            app.post_message(events.Key("enter", "\r") if letter == "\r" else events.Key(letter, letter))
        await settled(pilot)
        assert builder(app).line.value == "town:Annecy"
        await pressed(pilot, "ctrl+s")
        for letter in "Annecy\r":
            app.post_message(events.Key("enter", "\r") if letter == "\r" else events.Key(letter, letter))
        await settled(pilot)
        assert demo_file.call(load_segment, "Annecy").name == "Annecy"


@pytest.mark.parametrize(
    ("text", "mark", "words"),
    [
        ("F 60+ zzz ok:mail", 6, "zzz"),
        ("town:Nice age:old F", 14, "old"),
        ("(F or 60+ ok:mail ", 0, "("),
    ],
)
async def test_what_cannot_be_read_is_pointed_at(demo_file: OpenFile, text: str, mark: int, words: str) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, text)
        await pressed(pilot, "enter")
        screen = builder(app)
        shown = screen.query_one(LineHint).render().plain
        assert shown.splitlines()[0] == " " * mark + "▲"
        assert words in shown.splitlines()[1]
        assert screen.focused is screen.line
        assert title(screen) == "Not read: nobody is counted"
        assert "not read" in str(screen.query_one("#conditions-box").border_title)
        await pressed(pilot, "ctrl+s")
        assert app.screen is screen, "what cannot be read is not saved"


async def test_down_goes_to_the_conditions_and_which_part_has_the_keys_is_read(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "F")
        screen = builder(app)
        assert "↓ or Enter: to the conditions" in screen.query_one(LineHint).render().plain
        assert str(screen.query_one("#conditions-box").border_title).startswith("Conditions")
        await pressed(pilot, "down")
        assert screen.focused is screen.conditions
        assert str(screen.query_one("#conditions-box").border_title).startswith("▸ Conditions")
        assert "A adds a condition" in screen.query_one(LineHint).render().plain
        await pressed(pilot, "tab")
        assert screen.who.has_focus
        assert title(screen).startswith("▸ ")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("60", ["Age: 60 or more", "Age: more than 60", "Age: 60 or less", "Age: less than 60", "Age: 60"]),
        ("60+", ["Age: 60 or more"]),
        ("<30", ["Age: less than 30"]),
        ("≤ 30", ["Age: 30 or less"]),
        ("30-45", ["Age: 30 or more, Age: 45 or less"]),
        ("=30", ["Age: 30"]),
    ],
)
def test_bounds_typed_with_a_number_are_what_is_offered(typed: str, understood: list[str]) -> None:
    offers, fault = value_offers("age", typed, Vocabulary(), {})
    assert [offer.words for offer in offers] == understood
    assert fault is None


@pytest.mark.parametrize("code", [field.code for field in FIELDS.values() if field.kind in ORDERED_KINDS])
def test_what_one_usually_asks_is_offered_before_a_letter_and_each_is_a_condition(code: str) -> None:
    field = FIELDS[code]
    offers, fault = value_offers(code, "", Vocabulary(), {})
    assert fault is None
    assert len(offers) == len(field.usual)
    assert len({offer.words for offer in offers}) == len(offers)
    for offer in offers:
        assert offer.node is not None
        assert read_segment(write_segment(offer.node, "fr")) == offer.node


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("source", "source"),
        ("provenance", "source"),
        ("précision", "source_detail"),
        ("dit", "told"),
        ("commune", "town"),
        ("satisf", "score"),
        ("mécontents", "complaints"),
        ("dernier", "last_purchase"),
        ("via", "source"),
    ],
)
def test_the_words_of_the_text_find_what_they_ask(typed: str, field: str) -> None:
    use_language("fr")
    found = [offer.field for offer in first_offers(typed, Vocabulary(), {})]
    assert field in found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("anne", ["Ville : Annecy"]),
        ("perdu", ["Classe ou notes RFM : perdus"]),
        ("meilleurs", ["Classe ou notes RFM : champions", "Total des achats : plus de 1 000 €"]),
        ("zzz", []),
    ],
)
def test_a_value_finds_its_question_and_a_word_of_the_shop_what_it_means(typed: str, words: list[str]) -> None:
    use_language("fr")
    found = [offer.words for offer in first_offers(typed, Vocabulary({"towns": ("Annecy", "Nice")}), {})]
    assert [one.replace("\u00a0", " ").replace("\u202f", " ") for one in found] == words


async def test_figures_that_the_file_does_not_have_yet_are_no_unknown_word(demo_file: OpenFile) -> None:
    app = segments_app(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n", "enter", "a")
        await typed(pilot, "insee")
        assert "fichier communes" in str(app.screen.query_one("#fault", Static).content)


@pytest.mark.parametrize("typed", ["1 000", "1 000+", "1 000,50 €", "1 000 - 2 000", "<1 000"])
def test_amounts_are_typed_as_they_are_shown(typed: str) -> None:
    offers, fault = value_offers("revenue", typed, Vocabulary(), {})
    assert fault is None
    assert "1,000" in offers[0].words


def test_bounds_without_a_number_are_refused() -> None:
    offers, fault = value_offers("age", "<old", Vocabulary(), {})
    assert not offers
    assert fault is not None


async def test_a_refusal_and_its_close_words_are_read_whole_and_the_count_comes_back(demo_file: OpenFile) -> None:
    app = segments_app(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "rfm:champoins achat:printemps ok:mail")
        await pressed(pilot, "enter")
        screen = builder(app)
        hint = screen.query_one(LineHint)
        painted = "".join(strip.text for strip in hint.render_lines(hint.size.region))
        assert "champion" in painted
        assert "…" not in painted
        assert not screen.who.visible
        await pressed(pilot, *["backspace"] * len(screen.line.value), "F")
        await settled(pilot)
        assert title(screen)[0].isdigit()
        assert not hint.has_class("-faulty")
        assert screen.who.visible


def footer_of(app: FichierApp) -> str:
    """The last line."""
    return app.screen.query_one(KeyFooter).render().plain


async def test_the_line_completes_what_is_typed(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "bought:mass")
        assert builder(app).line.proposals[0].text.startswith('"Mass')
        assert '"' not in builder(app).line.render_line(0).text, "a quote before it cannot be shown behind it"
        await pressed(pilot, "ctrl+u")
        hint = builder(app).query_one(LineHint)
        await typed(pilot, "without ")
        assert "▲" not in hint.render().plain, "something may follow that makes sense of it"
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "best ")
        assert "rfm:champions" in hint.render().plain, "nothing that follows does: it is said at once"
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "bought:spr")
        assert builder(app).line.render_line(0).text.startswith("bought:spring"), "the rest is shown behind it"
        assert "Tab Take" in footer_of(app)
        await pressed(pilot, "tab")
        assert builder(app).line.value == "bought:spring"
        assert "Tab Conditions" in footer_of(app)
        await pressed(pilot, "tab")
        assert builder(app).focused is builder(app).conditions


async def test_ctrl_z_after_saving_takes_the_saving_back_and_w_writes_to_who_is_in_it(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "F 60+ bought:spring")
        await pressed(pilot, "ctrl+s")
        await typed(pilot, "Seniors")
        await pressed(pilot, "enter")
        screen = builder(app)
        assert [one.name for one in demo_file.call(list_segments)].count("Seniors") == 1
        shown = screen.segment_tree
        await pressed(pilot, "ctrl+z")
        assert "Seniors" not in [one.name for one in demo_file.call(list_segments)]
        assert screen.segment_tree == shown, "the conditions stay as they were saved"
        assert not screen.is_saved
        assert "Seniors" in app.status.content.plain
        found = list(screen.survey.ids) if screen.survey is not None else []
        await pressed(pilot, "down", "w")
        assert isinstance(app.screen, SendingScreen)
        assert list(app.screen.contacts) == found


async def test_what_is_not_saved_is_kept_as_a_draft(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "F 60+ zzz")
        await pressed(pilot, "escape", "n")
        assert builder(app).line.value == "F 60+ zzz"


async def test_what_is_not_saved_has_no_number_of_what_is(demo_file: OpenFile) -> None:
    demo_file.call(save_segment, "Women", read_segment("F"))
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, SegmentsScreen)
        number = demo_file.call(load_segment, "women").id
        app.screen.list.go_to(number)
        columns = {column.key: column for column in app.screen.columns()}
        count = len(demo_file.call(find_segment, read_segment("F")))
        assert columns["count"].cell(app.screen.rows[number]).plain == str(count)
        await pressed(pilot, "enter")
        await typed(pilot, " 60+")
        await pressed(pilot, "escape")
        assert isinstance(app.screen, SegmentsScreen)
        assert columns["text"].cell(app.screen.rows[number]).plain == "unsaved: F 60+"
        assert columns["count"].cell(app.screen.rows[number]).plain == "–"


async def test_a_segment_is_exported_and_the_register_tells(
    demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    demo_file.call(save_segment, "Women", read_segment("F"))
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, SegmentsScreen)
        app.screen.list.go_to(demo_file.call(load_segment, "women").id)
        await pressed(pilot, "f9")
        assert isinstance(app.screen, ExportDialog)
        assert "Type E for e-mails" in str(app.screen.query_one("#export-allowed", Static).content)
        assert "Esc Close" in app.screen.query_one(Hints).render().plain
        await pressed(pilot, "ctrl+s")
        assert isinstance(app.screen, ExportDialog), "what for is to be said"
        await pressed(pilot, "n", "ctrl+s")
        path = tmp_path / "Women 2026-08-12.xlsx"
        assert path.is_file()
        count = len(demo_file.call(find_segment, read_segment("F")))
        assert str(count) in app.status.content.plain
        page = load_workbook(path, read_only=True).active
        assert page is not None
        assert sum(1 for _row in page.iter_rows()) == count + 1
        assert demo_file.call(lambda session: models.ExportRecord.get().contacts) == count
        await pressed(pilot, "f9", "n", "ctrl+s")
        assert not isinstance(app.screen, SegmentsScreen), "a file that is there is never replaced without a word"
        await pressed(pilot, "y", "enter")
        assert isinstance(app.screen, SegmentsScreen)
        assert demo_file.call(lambda session: models.ExportRecord.select().count()) == 2


async def test_hostile_words_are_only_letters(demo_file: OpenFile) -> None:
    for place, text in enumerate(HOSTILE[:12]):
        demo_file.call(save_segment, f"{place} {text}", read_segment('bought:"[@click=app.exit]a[/] [/b]"'))
    app = segments_app(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for _turn in range(12):
            await pressed(pilot, "down")
        await pressed(pilot, "enter", "tab", "down", "enter")
        assert app.is_running
        for line in app.screen._compositor.render_strips():
            assert not CONTROL.search(line.text)


async def test_everybody_found_is_a_contact_of_the_file(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "town:annecy")
        ids = list(builder(app).who.ids)
        assert {row.town for row in demo_file.call(read_rows, ids)} == {"Annecy"}


async def test_a_segment_is_shown_in_the_list_of_contacts(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "ctrl+g", "n")
        await typed(pilot, "F 60+")
        found = builder(app).survey
        assert found is not None
        await pressed(pilot, "ctrl+l")
        assert app.current_mode == "contacts"
        assert isinstance(app.screen, ContactsScreen)
        assert sorted(app.screen.contacts.ids) == sorted(found.ids)
        await pressed(pilot, "ctrl+g")
        assert builder(app).survey == found, "the place is as one left it"


async def test_a_name_that_was_found_opens_its_card(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "ctrl+g", "n")
        await typed(pilot, "F 60+")
        screen = builder(app)
        screen.set_focus(screen.who)
        await pressed(pilot, "enter")
        assert not isinstance(app.screen, BuilderScreen)
        await pressed(pilot, "escape")
        assert app.screen is screen


async def test_a_question_that_is_superseded_has_no_answer(demo_file: OpenFile) -> None:
    surveyor = Surveyor(demo_file.run, demo_file.interrupt)
    first, second = await asyncio.gather(surveyor.survey(read_segment("F")), surveyor.survey(read_segment("60+")))
    assert first is None
    assert second is not None
    assert list(second.ids) == list(demo_file.call(find_segment, read_segment("60+")))


async def test_the_list_exports_what_it_shows_or_what_is_marked(
    demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        marked = list(app.screen.contacts.ids[3:5])
        app.screen.contacts.set_marked(marked)
        await pressed(pilot, "f9", "n", "ctrl+s")
        assert demo_file.call(lambda session: models.ExportRecord.get().contacts) == len(marked)
        assert (tmp_path / "Contacts 2026-08-12.xlsx").is_file()


def reasons(app: FichierApp) -> list[str]:
    """The lines of why, the verdict first."""
    assert isinstance(app.screen, WhyDialog)
    return [line for line in str(app.screen.query_one("#reasons", Static).render()).splitlines() if line]


@pytest.mark.parametrize(("language", "size"), [("fr", (80, 24)), ("en", (120, 36))])
async def test_why_one_is_in_and_another_out_is_said(demo_file: OpenFile, language: str, size: tuple[int, int]) -> None:
    app = app_on_demo(demo_file, language)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pressed(pilot, "ctrl+g", "n")
        await typed(pilot, WOMEN[language])
        screen = builder(app)
        screen.set_focus(screen.who)
        await pressed(pilot, "question_mark")
        name = demo_file.call(read_rows, [screen.who.ids[0]])[0].name
        told = reasons(app)
        assert name in told[0]
        assert [line[0] for line in told[1:]] == ["✓"] * 4
        outside = next(row for row in demo_file.call(read_rows, range(1, 90)) if row.id not in screen.who.ids)
        dialog = app.screen
        assert isinstance(dialog, WhyDialog)
        await typed(pilot, "zzyzx")
        assert dialog.query_one("#nobody").display, "a name that nobody has is said to be one"
        await pressed(pilot, *["backspace"] * 5)
        assert not dialog.query_one("#nobody").display
        await typed(pilot, outside.name.split()[0])
        assert dialog.found
        dialog.query_one(OptionList).highlighted = next(
            place for place, row in enumerate(dialog.found) if row.id not in screen.who.ids
        )
        await pressed(pilot, "enter")
        told = reasons(app)
        assert "✗" in told[1], "what decides is said first"
        assert {"fr": "ne fait pas partie", "en": "is not in"}[language] in told[0]
        await pressed(pilot, "escape")
        assert app.screen is screen


async def test_the_export_says_before_and_after_whom_the_law_leaves_out(
    demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = app_on_demo(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ContactsScreen)
        found = demo_file.call(retained, app.screen.contacts.ids, "sms", "prospecting")
        await pressed(pilot, "f9", "s", "enter")
        assert isinstance(app.screen, ExportDialog)
        said = str(app.screen.query_one("#export-allowed", Static).content)
        assert said == retained_sentence(found, "sms")
        assert 0 < len(found.retained) < len(app.screen.ids)
        await pressed(pilot, "ctrl+s")
        assert left_out_sentence(found, "sms") in app.status.content.plain
        assert demo_file.call(lambda session: models.ExportRecord.get().contacts) == len(found.retained)


async def test_how_many_may_be_told_by_each_channel_is_under_who_is_in_it(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "F 60+")
        ids = demo_file.call(find_segment, read_segment("F 60+"))
        counts = [len(demo_file.call(retained, ids, channel, "prospecting").retained) for channel in CONSENT_CHANNELS]
        assert any(counts)
        told = str(app.screen.query_one("#who-box").border_subtitle)
        assert [int(number) for number in re.findall(r"\d+", told)] == counts


@pytest.mark.parametrize(
    ("text", "proposed", "taken"),
    [
        ("ok:", ("mail", "sms"), "ok:mail"),
        ("ok:s", ("sms",), "ok:sms"),
        ("rfm:p", ("prometteurs", "perdus"), "rfm:prometteurs"),
        ("rfm:", ("champions",), "rfm:champions"),
        ('nom:"adam" F', ("fonction:",), 'nom:"adam" F'),
        ("60+ ", ("et",), "60+ "),
    ],
)
async def test_what_is_proposed_is_for_all_that_is_typed_and_a_finished_line_stays(
    demo_file: OpenFile, text: str, proposed: tuple[str, ...], taken: str
) -> None:
    app = segments_app(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, text)
        line = builder(app).line
        found = [one.text.strip() for one in line.proposals]
        assert set(proposed) <= set(found)
        assert line.fault is None, "what is being typed is not wrong yet"
        assert (title(builder(app)) == "…") == (not line.is_read), (
            "an unread line has no count, not even the one before"
        )
        await pressed(pilot, "tab")
        assert line.value == taken
        assert line.is_read
        assert (builder(app).focused is line) == (taken != text)


async def test_open_texts_propose_what_begins_as_what_is_typed(demo_file: OpenFile) -> None:
    app = segments_app(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "tag:p")
        texts = [one.text.strip('"') for one in builder(app).line.proposals]
        assert texts
        assert all(re.search(r"(?i)\bp", text) for text in texts)
        await pressed(pilot, *["backspace"] * 5)
        await typed(pilot, "F ville:Nice")
        await pressed(pilot, "home", "right", "left", "delete", "6", "0", "plus", "space", "a", "c", "t", "i")
        assert builder(app).line.value == "60+ acti ville:Nice"
        assert {one.start for one in builder(app).line.proposals} == {4}, "in the middle of the line as well"


async def test_a_word_that_nobody_has_is_said_and_is_no_fault(demo_file: OpenFile) -> None:
    app = segments_app(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "F achat:printempz")
        screen = builder(app)
        hint = screen.query_one(LineHint)
        assert "printempz" in hint.render().plain
        assert "printemps" in hint.render().plain
        assert screen.line.is_read
        await pressed(pilot, "backspace")
        assert "!" not in hint.render().plain


async def test_nobody_is_exported_by_a_sentence_and_not_by_a_form(demo_file: OpenFile) -> None:
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SegmentsScreen)
        export_from(screen, (), "Nobody")
        await settled(pilot)
        assert app.screen is screen
        assert "nobody here to export" in app.status.content.plain


async def test_a_segment_is_deleted_once_asked(demo_file: OpenFile) -> None:
    demo_file.call(save_segment, "women", read_segment("F"))
    app = segments_app(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, SegmentsScreen)
        app.screen.list.go_to(demo_file.call(load_segment, "women").id)
        await pressed(pilot, "delete", "a", "y", "enter")
        assert demo_file.call(load_segment, "women").name == "women"
        await pressed(pilot, "delete", "y", "enter")
        assert "women" not in {one.name for one in demo_file.call(list_segments)}
        await pressed(pilot, "ctrl+z")
        assert demo_file.call(load_segment, "women").name == "women"
