"""The form: from the first field to the last with the keyboard alone, and nothing that was typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from textual import events

from fichier_tui import i18n
from fichier_tui.domain.text import fold
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.widgets.chooser import rank
from fichier_tui.ui.widgets.choosers import Choice, Suggestion
from tests.hostile import CONTROL, HOSTILE
from tests.ui.form_app import FormApp


async def test_a_form_is_filled_with_enter_and_tab_and_saved_from_the_last_field() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Péron", "enter", *"Hélène", "tab", "m", "r", "s", "enter", *"0612345678", "enter")
        await pilot.press("tab", *"14/7/58", "enter", *"elan")
        await app.workers.wait_for_complete()
        await pilot.press("enter", *"lundi", "enter", *"lundi", "enter", *"14h30", "enter", *"12,5", "enter", "4")
        await pilot.press("enter", "a", "enter", "b", "tab", "down", "down", "enter", "enter")
        await pilot.pause()
        assert app.saved[0].answers == {
            "name": "Péron",
            "first": "Hélène",
            "title": "mrs",
            "phone": "+33612345678",
            "email": None,
            "born": "1958-07-14",
            "town": Suggestion("elc", "Élancourt", "78990"),
            "day": dt.date(2026, 11, 23),
            "seen": dt.date(2026, 11, 16),
            "time": "14:30",
            "amount": 1250,
            "people": 4,
            "note": "a\nb",
            "source": "s0",
        }


async def test_only_the_name_is_needed_and_the_first_fault_is_shown_where_it_is() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to("amount")
        await pilot.press(*"beaucoup", "ctrl+s")
        await pilot.pause()
        assert not app.saved
        assert app.form.fields["name"].has_focus_within
        assert "This one is needed." in app.picture()
        assert "Not an amount: type for instance 380 or 12,50." in app.picture()
        await pilot.press(*"Péron")
        assert "This one is needed." not in app.picture()
        app.form.go_to("amount")
        await pilot.press(*"380")
        assert "= €380.00" in app.picture()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.saved[0].answers["amount"] == 38000


async def test_escape_leaves_a_draft_that_can_be_put_back() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.fill({"name": "Péron", "amount": 5000, "title": "mr"})
        assert not app.form.dirty
        app.form.go_to("first")
        await pilot.press(*"Hélène", "escape")
        app.form.go_to("town")
        await pilot.press("n", "i")
        await app.workers.wait_for_complete()
        await pilot.press("tab", "escape")
        await pilot.pause()
        assert [event.draft for event in app.left] == [
            {"first": "Hélène"},
            {"first": "Hélène", "town": "nce\tNice"},
        ]
        app.form.fill({"name": "Péron", "amount": 5000, "title": "mr"})
        assert not app.form.dirty
        app.form.restore(app.left[-1].draft)
        assert app.form.dirty
        answers = app.form.answers()
        assert (answers["first"], answers["town"].code, answers["amount"]) == ("Hélène", "nce", 5000)


async def test_keys_that_come_in_a_burst_land_where_they_were_meant() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        burst = [*"Péronx", "backspace", "enter", *"Hélène", "tab", *"comp", "enter", *"0612345678", "tab", *"a@b.fr"]
        for key in burst:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        answers = app.form.answers()
        assert [answers[key] for key in ("name", "first", "title", "phone", "email")] == [
            "Péron",
            "Hélène",
            "company",
            "+33612345678",
            "a@b.fr",
        ]


async def test_a_refusal_of_the_file_is_said_under_its_field() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.refuse("phone", "This number belongs to [b]Péron[/b].")
        await pilot.pause()
        assert app.form.fields["phone"].has_focus_within
        assert "This number belongs to [b]Péron[/b]." in app.picture()


@pytest.mark.parametrize(("width", "columns"), [(80, 1), (105, 1), (110, 2), (120, 2)])
async def test_two_columns_where_there_is_room(width: int, columns: int) -> None:
    app = FormApp()
    async with app.run_test(size=(width, 36)) as pilot:
        await pilot.pause()
        first, second = (app.form.fields[key].region for key in ("name", "first"))
        assert (first.y == second.y) == (columns == 2)
        assert app.form.fields["note"].region.width >= app.form.fields["first"].region.width * columns


async def test_a_note_begins_a_line_wherever_it_stands() -> None:
    app = FormApp([FieldSpec("name", "Name"), FieldSpec("note", "Note", "note"), FieldSpec("town", "Town")])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        name, note, town = (app.form.fields[key].region for key in ("name", "note", "town"))
        assert (name.x, note.x, town.x) == (name.x, name.x, name.x)
        assert name.y < note.y < town.y


@pytest.mark.parametrize("texts", [HOSTILE[:22], HOSTILE[22:]], ids=["first", "last"])
async def test_no_hostile_text_in_a_field_crashes_acts_or_reaches_the_terminal_raw(texts: tuple[str, ...]) -> None:
    app = FormApp()
    async with app.run_test(size=(80, 80)) as pilot:
        for text in texts:
            for field in app.form.fields.values():
                field.answering.set_typed("")
                field.entry.post_message(events.Paste(text))
            await pilot.pause()
            app.form.check()
            for key in app.form.fields:
                app.form.refuse(key, text)
            await pilot.pause()
            assert not CONTROL.search(app.picture().replace("\n", ""))
            assert not any(CONTROL.search(str(answer).replace("\n", "")) for answer in app.form.answers().values())
        assert app.is_running


async def test_hostile_words_around_the_fields_are_only_letters() -> None:
    app = FormApp([FieldSpec(f"f{n}", text[:40], hint=text) for n, text in enumerate(HOSTILE) if text.strip()])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not CONTROL.search(app.picture().replace("\n", ""))


async def test_a_form_tells_what_is_edited() -> None:
    told: list[str] = []

    class Told(FormApp):
        def on_form_edited(self, event: Form.Edited) -> None:
            told.append(event.key)

    app = Told()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert told == ["name"]


async def test_a_form_follows_the_language_and_what_was_chosen_stays() -> None:
    choices = (Choice("next", "Next field"), Choice("before", "Previous field"))
    app = FormApp([FieldSpec("where", "Next page", "choice", choices=choices, free=False), FieldSpec("name", "Name")])
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.fill({"where": "before"})
        i18n.use_language("fr")
        assert app.form.answers()["where"] == "before"
        app.form.refresh_words()
        await pilot.pause()
        assert "Page suivante › Champ précédent" in app.picture()
        assert app.form.answers()["where"] == "before"
        assert not app.form.dirty


@pytest.mark.parametrize(
    ("presses", "town"),
    [
        ((*"roch", "enter"), Suggestion("lro", "La Roche", "85000")),
        ((*"roch", "tab"), Suggestion("lro", "La Roche", "85000")),
        ((*"ROCHEFORT", "enter"), Suggestion("rct", "Rochefort", "17300")),
        ((*"roch", "escape", "enter"), Suggestion("", "roch")),
        ((*"och", "enter"), Suggestion("", "och")),
    ],
)
async def test_of_several_suggestions_the_first_is_taken_unless_the_list_is_closed(
    presses: tuple[str, ...], town: Suggestion
) -> None:
    found = (
        Suggestion("lro", "La Roche", "85000"),
        Suggestion("rcc", "La Rochefort", "17301"),
        Suggestion("rct", "Rochefort", "17300"),
    )

    async def search(typed: str) -> Sequence[Suggestion]:
        return [suggestion for suggestion in found if rank(suggestion.words, fold(typed)) is not None]

    app = FormApp([FieldSpec("town", "Town", "suggest", search=search), FieldSpec("name", "Name")])
    async with app.run_test(size=(80, 24)) as pilot:
        for key in presses:
            await pilot.press(key)
            await app.workers.wait_for_complete()
        assert app.form.answers()["town"] == town
