"""Words of health, beliefs… told under the field while they are typed: nothing is refused, nothing is slowed."""

from __future__ import annotations

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import OpenFile, create_contact, timeline
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.personal_text import PersonalTextNotice
from fichier_tui.ui.screens.counter.screen import CounterScreen
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.card_app import drawn, opened, struck
from tests.ui.form_app import FormApp

SPECS = (
    FieldSpec("name", "Name"),
    FieldSpec("line", "Line", about_person=True),
    FieldSpec("note", "Note", "note", about_person=True),
)


@pytest.mark.parametrize("field", ["line", "note"])
async def test_the_word_and_the_article_stand_under_the_field_and_go_with_the_word(field: str) -> None:
    app = FormApp(SPECS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to(field)
        await pilot.press(*"est malade")
        assert "“malade” tells of health (GDPR, art. 9): note what to do, not" in app.picture()
        await pilot.press(*["backspace"] * 6, *"absent")
        assert "GDPR" not in app.picture()
        await pilot.press(*", halal")
        assert "“halal” may tell of a belief (GDPR, art. 9)" in app.picture()
        await pilot.press("ctrl+s")
        assert app.saved[0].answers[field] == "est absent, halal"


def picture_in_one_line(app: FormApp) -> str:
    """What is shown, whatever the width cut in two."""
    return " ".join(app.picture().split())


async def test_each_word_is_told_of_as_it_is_typed_and_none_is_forgotten() -> None:
    app = FormApp(SPECS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to("note")
        await pilot.press(*"sous insuline")
        assert "“sous insuline” tells of health" in picture_in_one_line(app)
        await pilot.press(*"; messe")
        assert "“messe” may tell of a belief (GDPR, art. 9)" in picture_in_one_line(app)
        assert "Also: “sous insuline”." in picture_in_one_line(app)
        await pilot.press("home", *"CGT, ")
        assert "“CGT” tells of a trade union" in picture_in_one_line(app), "the word that came last, wherever it stands"
        assert "Also: “sous insuline”, “messe”." in picture_in_one_line(app)
        await pilot.press(*["delete"] * len("sous insuline"))
        assert "Also: “messe”." in picture_in_one_line(app)
        await pilot.press("home", *["delete"] * len("CGT, "))
        assert "“messe” may tell of a belief" in picture_in_one_line(app)
        assert "Also" not in picture_in_one_line(app)


async def test_a_word_is_never_parted_from_its_guillemets(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann", first_name="Ève")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "n", "=diabetique ; va a la messe ; syndiquee CGT")
        rows = [row.split("│")[1].strip() for row in drawn(pilot).splitlines() if row.count("│") > 1]
        told = [row for row in rows if "«" in row or "»" in row]
        assert told
        assert not any(row.startswith("»") or row.endswith("«") for row in told)


def test_of_many_words_some_are_named_and_the_others_counted() -> None:
    told = PersonalTextNotice()("diabétique, halal, CGT, enceinte, homosexuel, arthrose, prison")
    assert told.startswith("“diabétique” tells of health")
    assert told.endswith("Also: “enceinte”, “homosexuel”, “arthrose”, “prison”, 2 more.")


async def test_a_name_is_never_judged() -> None:
    app = FormApp(SPECS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Malade")
        assert "GDPR" not in app.picture()


async def test_what_stands_in_the_field_already_is_told_too() -> None:
    app = FormApp(SPECS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.fill({"note": "Diabétique"})
        await pilot.pause()
        assert "“Diabétique” tells of health" in app.picture()


async def test_a_note_is_warned_about_and_kept_all_the_same(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Zimmermann", first_name="Ève")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "n", "=cancer de la prostate")
        assert "« cancer de la prostate » évoque la santé" in drawn(pilot).replace("\u00a0", " ")
        await struck(pilot, "ctrl+s")
        (event,) = demo_file.call(timeline, contact)
        assert event.text == "cancer de la prostate"


async def test_the_counter_s_line_tells_it_too(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "colon", "=v peron helene ; sous traitement")
        assert isinstance(app.screen, CounterScreen)
        told = str(app.screen.query_one("#told").render())
        assert "“sous traitement” tells of health (GDPR, art. 9)" in told
        await struck(pilot, "= ; halal")
        told = str(app.screen.query_one("#told").render())
        assert "“sous traitement” tells of health (GDPR, art. 9)" in told
        assert "“halal” may tell of a belief (GDPR, art. 9)" in told
