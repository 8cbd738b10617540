"""The settings: the machine's at once, the shop's as operations that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from fichier_tui import i18n
from fichier_tui.settings import UserSettings, read_settings
from fichier_tui.storage import OpenFile
from fichier_tui.storage import read_settings as read_shop
from fichier_tui.ui.dialogs.settings import MINUTES, SettingsDialog, turned
from fichier_tui.ui.places import Shop
from fichier_tui.ui.widgets.entry import LineInput
from tests.ui.app_on_demo import app_on_demo
from tests.ui.example_screen import EXAMPLE_PLACES, example_app
from tests.ui.front_app import at_rest

LINES = (
    "language",
    "theme",
    "auto_lock",
    "business",
    "inactive_after_days",
    "opening_hour",
    "closing_hour",
    "opening_days",
)


async def test_the_machines_settings_change_at_once_and_are_kept(tmp_path: Path) -> None:
    app = example_app()
    app.settings = UserSettings(language="en", path=tmp_path / "settings.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o", "left")
        assert i18n.language() == "fr"
        await pilot.press("down", "right", "down", "right", "right")
        assert len(app.screen.query_one(OptionList).options) == 3
        await pilot.press("escape")
        kept = read_settings({"FICHIER_CONFIG_DIR": str(tmp_path)})
        assert (kept.language, kept.theme, kept.auto_lock_minutes) == ("fr", app.theme, 15)
        assert app.theme != "slate"


async def test_who_finds_it_locked_cannot_lengthen_the_lock() -> None:
    app = example_app(shop=Shop(locked=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        dialog = app.screen
        assert isinstance(dialog, SettingsDialog)
        assert [line.code for line in dialog.lines()] == ["language", "theme"]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_shops_settings_are_operations(demo_file: OpenFile, language: str) -> None:
    app = app_on_demo(demo_file, language, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        before = await app.ask(read_shop)
        await pilot.press("ctrl+o", "enter")
        await at_rest(pilot)
        dialog = app.screen
        assert isinstance(dialog, SettingsDialog)
        assert tuple(line.code for line in dialog.lines()) == LINES
        await pilot.press("down", "down", "down", "enter")
        field = dialog.query_one(LineInput)
        assert field.has_focus
        assert field.value == before.business
        field.value = "[/b] Chez Léa [@click=app.quit]x[/]"
        await pilot.press("left", "enter", "down", "right", "down", "right", "down", "left", "escape")
        await at_rest(pilot)
        after = await app.ask(read_shop)
        assert after.business == app.shop.business == "[/b] Chez Léa [@click=app.quit]x[/]"
        assert after.inactive_after_days > before.inactive_after_days
        assert (after.opening_hour, after.closing_hour) == ("09:30", "17:30")
        assert "Ctrl+Z" in app.status.content.plain
        await pilot.press("ctrl+z")
        await at_rest(pilot)
        assert (await app.ask(read_shop)).closing_hour == before.closing_hour


async def test_a_name_in_the_midst_of_typing_is_kept_and_nothing_changed_writes_nothing(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        entry = await app.ask(lambda session: session.last_entry())
        await pilot.press("ctrl+o", "enter")
        await at_rest(pilot)
        await pilot.press("down", "down", "down", "down", "right", "left", "escape")
        await at_rest(pilot)
        assert await app.ask(lambda session: session.last_entry()) == entry
        await pilot.press("ctrl+o", "enter")
        await at_rest(pilot)
        await pilot.press("down", "down", "down", "enter", *"Lac 2", "escape")
        await at_rest(pilot)
        assert (await app.ask(read_shop)).business == "Lac 2"


@pytest.mark.parametrize(
    ("present", "step", "then"), [(5, 1, 10), (60, 1, 1), (1, -1, 60), (7, 1, 10), (7, -1, 5), (90, 1, 1), (90, -1, 60)]
)
def test_a_value_turns_round_and_round_from_wherever_it_is(present: int, step: int, then: int) -> None:
    assert turned(MINUTES, present, step) == then
