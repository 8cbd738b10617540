"""The settings as a list of sections, and the fields of the shop's own."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import OptionList, Static

from fichier_tui import i18n
from fichier_tui.storage import OpenFile, every_own_field, own_fields, read_settings
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.dialogs.settings import SettingsDialog
from fichier_tui.ui.form import Form
from fichier_tui.ui.screens.settings.field_form import OwnFieldDialog
from fichier_tui.ui.screens.settings.fields import OwnFieldsScreen
from fichier_tui.ui.screens.settings.screen import SettingsScreen
from fichier_tui.ui.screens.settings.sections import SECTIONS
from fichier_tui.ui.screens.settings.template_form import TemplateDialog
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.example_screen import EXAMPLE_PLACES, example_app


def lines(pilot: Any) -> list[str]:
    """The lines of the list of sections."""
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


async def labels(pilot: Any) -> list[str]:
    """The fields in use, in their order."""
    return [field.label for field in await pilot.app.ask(own_fields)]


async def typed(pilot: Any, *answers: str) -> None:
    """Answer the fields of the form one after the other, and save."""
    for answer in answers:
        await pilot.press(*answer, "enter")
    await settled(pilot)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_each_section_says_what_is_set_there(demo_file: OpenFile, language: str) -> None:
    app = app_on_demo(demo_file, language, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        await settled(pilot)
        assert isinstance(app.screen, SettingsScreen)
        assert len(lines(pilot)) == len(SECTIONS)
        business = (await app.ask(read_settings)).business
        assert business in lines(pilot)[0]
        assert ("3 champs" if language == "fr" else "3 fields") in lines(pilot)[1]
        await pilot.press("down")
        assert i18n._(SECTIONS[1].tooltip) in str(app.screen.query_one("#section-words", Static).content)
        await pilot.press("ctrl+o")
        assert isinstance(app.screen, SettingsScreen)
        assert app.status.content.plain == i18n._("You are in the settings.")
        await pilot.press("up", "enter")
        assert isinstance(app.screen, SettingsDialog)


async def test_without_a_file_only_this_computer_is_set() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        assert isinstance(app.screen, SettingsDialog)


async def open_fields(pilot: Any) -> OwnFieldsScreen:
    """The list of the fields."""
    await pilot.press("ctrl+o", "down", "enter")
    await settled(pilot)
    assert isinstance(pilot.app.screen, OwnFieldsScreen)
    return pilot.app.screen


async def test_a_field_is_made_with_its_purpose_and_taken_back(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_fields(pilot)
        before = await labels(pilot)
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, "Boot size", "", "number", "")
        assert isinstance(app.screen, OwnFieldDialog), "a purpose is missing"
        assert app.screen.query_one(Form).fields["purpose"].has_focus_within
        assert app.screen.query_one(Form).fields["purpose"]._sentence
        await pilot.press(*"prepare the boots", "ctrl+s")
        await settled(pilot)
        assert id(app.screen) == id(screen)
        assert await labels(pilot) == [*before, "Boot size"]
        assert "Ctrl+Z" in app.status.content.plain
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert await labels(pilot) == before


async def test_a_sensitive_name_is_refused_with_its_rule_and_a_near_one_asked(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_fields(pilot)
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, "Religion", "menus", "")
        dialog = app.screen
        assert isinstance(dialog, OwnFieldDialog)
        assert "article 9" in dialog.form.fields["label"]._sentence
        dialog.form.entry("label").set_typed("Allergies")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Question)
        await pilot.press("enter")
        await settled(pilot)
        assert "Allergies" not in await labels(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert "Allergies" in await labels(pilot)


async def test_the_answers_are_asked_of_a_choice_alone(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_fields(pilot)
        await pilot.press("n")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, OwnFieldDialog)
        assert not dialog.form.fields["choices"].display
        await typed(pilot, "Size", "rent skis", "choice")
        assert dialog.form.fields["choices"].display
        await typed(pilot, "", "S, M,, s, L")
        found = (await app.ask(own_fields))[-1]
        assert (found.kind, found.choices) == ("choice", ("S", "M", "L"))


async def test_fields_are_renamed_moved_retired_and_deleted(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_fields(pilot)
        first, second, third = await labels(pilot)
        await pilot.press("shift+down")
        await settled(pilot)
        assert await labels(pilot) == [second, first, third]
        assert screen.chosen is not None
        assert screen.chosen.field.label == first
        await pilot.press("r")
        await settled(pilot)
        assert await labels(pilot) == [second, third]
        assert screen.chosen.field.retired, "the cursor went with the field"
        await pilot.press("r")
        await settled(pilot)
        assert await labels(pilot) == [second, first, third]
        await pilot.press("enter")
        await settled(pilot)
        app.screen.query_one(Form).entry("label").set_typed("Ski")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Ski" in await labels(pilot)
        values = screen.chosen.values
        assert values
        await pilot.press("delete", "enter")
        await settled(pilot)
        assert "Ski" in await labels(pilot), "the cursor of the question is on no"
        await pilot.press("delete", "y")
        await settled(pilot)
        assert "Ski" not in await labels(pilot)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert [used.values for used in await app.ask(every_own_field) if used.field.label == "Ski"] == [values]


async def test_what_was_typed_of_a_new_field_or_a_template_is_offered_again(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_fields(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"Boot", "escape")
        await settled(pilot)
        await pilot.press("escape", "down", "enter", "down", "enter")
        await settled(pilot)
        await pilot.press(*"v spa", "escape")
        await settled(pilot)
        await pilot.press("ctrl+d")
        await settled(pilot)
        assert [str(option.prompt)[:16].split("  ")[0] for option in app.screen.query_one(OptionList).options] == [
            "Template v spa",
            "New field Boot",
        ]
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TemplateDialog)
        assert app.screen.form.typed()["line"] == "v spa"
        assert app.screen.place == 2
        await pilot.press("escape", "ctrl+d", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, OwnFieldDialog)
        assert app.screen.form.typed()["label"] == "Boot"
