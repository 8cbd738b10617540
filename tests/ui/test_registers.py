"""The RGPD centre's registers as the owner uses them: what is due, breaches, fields, notes, documents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.processing import ExportLine
from fichier_tui.domain.segment import read_segment
from fichier_tui.i18n import use_language
from fichier_tui.storage import (
    OpenFile,
    add_note,
    create_contact,
    find_segment,
    plan_action,
    read_contact,
    read_journal,
    read_settings,
)
from fichier_tui.storage.journal.undoing import redo, undo
from fichier_tui.storage.rights.breaches import list_breaches
from fichier_tui.storage.rights.field_use import hidden_fields, hide_field
from fichier_tui.storage.rights.notes_to_review import reviewed_on
from fichier_tui.storage.rights.notices import notices_of
from fichier_tui.storage.rights.retention import due_cards
from fichier_tui.storage.rights.retention_choices import retention_choices
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import word
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.done import operation_words
from fichier_tui.ui.form import Form
from fichier_tui.ui.register_documents import exports_document
from fichier_tui.ui.register_words import RETENTION_SHORT
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.rights.entries import ENTRIES
from tests.ui.app_on_demo import DAY
from tests.ui.card_app import drawn, opened, said, struck


async def shown_entry(app: FichierApp, pilot: Pilot[str], code: str) -> None:
    """What the centre opens under that code."""
    opener: Callable[[FichierApp], Awaitable[None]] = next(one for one in ENTRIES if one.code == code).opener
    await opener(app)
    await struck(pilot)


def long_ago(file: OpenFile, name: str) -> int:
    """Somebody of whom nothing was heard for five years."""
    details = ContactDetails(last_name=name, first_contact_on=DAY - dt.timedelta(days=5 * 366))
    return file.call(create_contact, details).id


@pytest.mark.parametrize("code", [entry.code for entry in ENTRIES])
async def test_each_register_says_that_it_is_below_personal_data(demo_file: OpenFile, code: str) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_entry(app, pilot, code)
        if isinstance(app.screen, ListScreen):
            assert app.screen.crumbs()[0] == "Personal data"
            assert app.screen.crumbs()[-1] in drawn(pilot).splitlines()[0]
            if code == "retention":
                await struck(pilot, "t")
                assert isinstance(app.screen, ListScreen)
                assert app.screen.crumbs() == ("Personal data", "Retention", "How long")


def test_the_register_of_exports_says_in_words_what_the_program_noted_by_a_code() -> None:
    left_out = {("opposed", "R26"): 2, ("not_asked", "R08"): 22}
    noon = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    line = ExportLine(1, noon, "Léa", "smtp", 1002, "prospecting", "Pour", "email", "prospecting", left_out)
    own = replace(line, purpose="Vœux", channel="", aim="copy", left_out={})
    use_language("fr")
    try:
        first, second = exports_document((line, own), "Chez Léa", DAY).tables[0].rows
    finally:
        use_language("en")
    assert first[3:5] == ("prospection", "e-mail, prospection")
    assert first[6] == "2 opposés (R26)\N{NO-BREAK SPACE}; 22 sans accord aux e-mails (R08)"
    assert second[3] == "Vœux"


async def test_who_comes_tomorrow_is_held_back_and_the_question_says_so(demo_file: OpenFile) -> None:
    first, _second = long_ago(demo_file, "Aaaron"), long_ago(demo_file, "Bbberg")
    demo_file.call(plan_action, first, ActionDetails("appointment", day=DAY + dt.timedelta(1)))
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_entry(app, pilot, "retention")
        assert re.search("appointment ahead +Aaaron", drawn(pilot))
        await struck(pilot, "c")
        assert "│  1 card whose time has come stays: the list" in drawn(pilot)
        await struck(pilot, "y")
        assert [card.id for card in demo_file.call(due_cards)] == [first]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_of_which_kind_a_line_is_can_be_read_at_eighty_columns(demo_file: OpenFile, language: str) -> None:
    long_ago(demo_file, "Aaaron")
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_entry(app, pilot, "retention")
        app.use_language(language)
        await struck(pilot)
        row = next(line for line in drawn(pilot).splitlines() if "Aaaron" in line)
        assert "Prospects" in row
        assert "…" not in row
        widest = max(len(word(RETENTION_SHORT, code)) for code in RETENTION_SHORT)
        column = next(one for one in app.screen.columns() if one.key == "category")  # type: ignore[attr-defined]
        assert widest <= column.width


async def test_what_is_due_is_shown_kept_back_and_carried_out(demo_file: OpenFile) -> None:
    first, second = long_ago(demo_file, "Aaaron"), long_ago(demo_file, "Bbberg")
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "retention")
        assert "Aaaron" in drawn(pilot)
        await struck(pilot, "h", "=lawsuit", "ctrl+s")
        assert "lawsuit" in drawn(pilot)
        due = {card.id: card for card in demo_file.call(due_cards)}
        assert (due[first].hold, due[second].due.held) == ("lawsuit", "")
        await struck(pilot, "c")
        assert isinstance(app.screen, Question)
        assert "to erase" in drawn(pilot)
        await struck(pilot, "y")
        left = {card.id for card in demo_file.call(due_cards) if not card.due.held}
        assert left == set()
        assert "erased" in said(pilot)
        assert "lawsuit" in drawn(pilot)


async def test_a_time_is_chosen_and_a_longer_one_refused(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "retention")
        await struck(pilot, "t", "enter", *["backspace"] * 2, "=60", "ctrl+s")
        assert "Longer than 36 months is against the rule" in drawn(pilot)
        await struck(pilot, *["backspace"] * 2, "=24", "ctrl+s")
        assert demo_file.call(retention_choices) == {"prospect": 24}
        assert "2 years *" in drawn(pilot)


async def test_a_stolen_computer_is_noted_told_and_closed(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "breaches")
        await struck(pilot, "o")
        asked = drawn(pilot)
        assert "passphrase and recovery sheet elsewhere" in asked, "the question is read whole"
        assert "no export, no letter, no list on it" in asked
        await struck(pilot, "=y", "tab", "=n", "tab", "=y", "tab", "=y", "ctrl+s")
        (breach,) = demo_file.call(list_breaches)
        assert (breach.details.kind, breach.details.risk) == ("stolen_device", "high")
        assert "the file may have been open" in breach.details.nature.lower()
        assert "lost. The" in breach.details.nature
        await struck(pilot, "f")
        assert "still to be told" in said(pilot)
        await struck(pilot, "c", "1")
        assert demo_file.call(list_breaches)[0].details.cnil_completed_at is None
        await struck(pilot, "c", "a")
        assert demo_file.call(list_breaches)[0].details.cnil_completed_at is not None


async def test_that_the_people_are_to_be_told_is_read_at_80_columns_in_french(demo_file: OpenFile) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_entry(app, pilot, "breaches")
        await struck(pilot, "o", "=o", "tab", "=n", "tab", "=o", "tab", "=o", "ctrl+s")
        assert "! prévenir CNIL, personnes " in drawn(pilot)
        await struck(pilot, "c", "1")
        assert "! CNIL : suite ; personnes " in drawn(pilot).replace("\u00a0", " ")
        await struck(pilot, "c", "t")
        assert "! prévenir les personnes " in drawn(pilot)


@pytest.mark.parametrize("code", ["use", "retention"])
async def test_what_fields_serve_for_and_how_long_stand_whole_at_80_columns(demo_file: OpenFile, code: str) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_entry(app, pilot, code)
        await struck(pilot, *(("t",) if code == "retention" else ()))
        rows = drawn(pilot).splitlines()[2:-3]
        assert any("Registre des violations" in row or "prouver ce que la loi demande" in row for row in rows)
        assert [row for row in rows if "…" in row] == []


async def test_a_breach_is_typed_with_the_hour_at_which_it_was_known(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "breaches")
        await struck(pilot, "n", "=sent", "tab", "tab", "tab", "=List sent to a rival", "ctrl+s")
        (breach,) = demo_file.call(list_breaches)
        assert (breach.details.kind, breach.details.nature) == ("wrong_recipient", "List sent to a rival")
        assert breach.details.known_at.second == breach.details.known_at.replace(microsecond=0).second
        await struck(pilot, "ctrl+z")
        assert demo_file.call(list_breaches) == ()


async def test_a_field_hardly_used_leaves_the_form_and_comes_back(demo_file: OpenFile) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "use")
        assert "hardly used" in drawn(pilot)
        await struck(pilot, "r")
        assert len(demo_file.call(hidden_fields)) == 1
        assert "taken away" in drawn(pilot)
        await app.new_contact()
        await struck(pilot)
        assert "Which one" not in drawn(pilot)
        await struck(pilot, "escape", "ctrl+z")
        assert demo_file.call(hidden_fields) == frozenset()


async def test_notes_are_gone_through(demo_file: OpenFile) -> None:
    contact = long_ago(demo_file, "Aaaron")
    demo_file.call(add_note, contact, "Son mari est diabétique", "note")
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "notes")
        assert "diabétique" in drawn(pilot)
        assert "never gone through yet" in drawn(pilot)
        await struck(pilot, "v")
        assert demo_file.call(reviewed_on) == DAY
        await struck(pilot, "enter")
        assert "Aaaron" in drawn(pilot)


async def test_the_register_of_processing_asks_once_and_is_written(demo_file: OpenFile, tmp_path: Path) -> None:
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown_entry(app, pilot, "processing")
        assert "Still to be typed (Enter): who answers, postal address, e-mail or telephone" in drawn(pilot)
        await struck(
            pilot, "enter", "tab", "=Hélène Péron", "tab", "=1 rue Haute", "tab", "tab", "=0493123456", "ctrl+s"
        )
        assert demo_file.call(read_settings).controller_name == "Hélène Péron"
        last = demo_file.call(read_journal)[0]
        assert operation_words(last.verb, last.detail) == "Setting changed: Who answers for the file"
        demo_file.call(undo)
        assert demo_file.call(read_settings).controller_name == demo_file.call(read_settings).controller_phone == ""
        demo_file.call(redo)
        assert "complete" in drawn(pilot)
        await struck(pilot, "f9")
        app.screen.query_one("Form").entry("path").set_answer(str(tmp_path / "register.docx"))  # type: ignore[attr-defined]
        await struck(pilot, "ctrl+s")
        assert (tmp_path / "register.docx").is_file()


async def test_that_somebody_was_informed_is_noted_in_one_key_and_told_on_the_card(demo_file: OpenFile) -> None:
    contact = long_ago(demo_file, "Aaaron")
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_contact(contact)
        await struck(pilot)
        assert "not informed yet, GDPR 13 (A, then I)" in drawn(pilot)
        assert list(demo_file.call(find_segment, read_segment("missing:information and name:aaaron"))) == [contact]
        await struck(pilot, "a")
        assert "Not told yet what their data serves for" in drawn(pilot)
        await struck(pilot, "i")
        assert "at the counter, notice version 1" in drawn(pilot)
        (one,) = demo_file.call(notices_of, contact)
        assert (one.way, one.day, one.calls) == ("counter", DAY, True)
        await struck(pilot, "escape")
        assert "not informed yet" not in drawn(pilot)
        assert list(demo_file.call(find_segment, read_segment("has:information"))) == [contact]


async def test_a_field_taken_away_stays_where_a_card_has_something_in_it_and_is_never_emptied(
    demo_file: OpenFile,
) -> None:
    nurse = demo_file.call(
        create_contact, ContactDetails(last_name="Aaaron", profession="Nurse", interests=("Ski",))
    ).id
    for code in ("profession", "interests", "sex", "job_title"):
        demo_file.call(hide_field, code)
    app = opened(demo_file)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_contact(nurse)
        await struck(pilot, "f4")
        form = app.screen.query_one(Form)
        assert {"profession", "interests"} <= set(form.fields)
        assert not {"sex", "job_title"} & set(form.fields)
        await struck(pilot, "end", "=s", "ctrl+s")
        details = demo_file.call(read_contact, nurse).details
        assert (details.last_name, details.profession, details.interests) == ("Aaarons", "Nurse", ("Ski",))
