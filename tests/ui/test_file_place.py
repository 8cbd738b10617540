"""A file in a folder that a program keeps in step: told at the lock screen and once in full, then in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.widgets import Input

from fichier_tui.cli import main
from fichier_tui.domain.file_place import NETWORK, SYNCED, FilePlace
from fichier_tui.settings import UserSettings, read_settings
from fichier_tui.storage import keyring
from fichier_tui.ui.dialogs.file_place import FilePlaceDialog
from fichier_tui.ui.file_place_words import conflict_steps, conflict_words, place_explained, place_state
from fichier_tui.ui.screens.front import SecretInput
from fichier_tui.ui.screens.lock import LockScreen
from fichier_tui.ui.screens.welcome import WelcomeScreen
from tests.ui.card_app import drawn
from tests.ui.example_screen import ExampleScreen
from tests.ui.front_app import PASSPHRASE, answered, at_rest, front_app, made_file


@pytest.fixture
def kept_in_step(tmp_path: Path) -> Path:
    """A folder that Syncthing keeps in step."""
    folder = tmp_path / "compta"
    folder.mkdir()
    (folder / ".stfolder").mkdir()
    return folder


async def test_it_is_told_before_and_once_after_opening_and_not_the_next_morning(
    kept_in_step: Path, tmp_path: Path
) -> None:
    path, _code = made_file(kept_in_step)
    settings = UserSettings(language="en", language_chosen=True, path=tmp_path / "settings.toml")
    for morning in range(2):
        app = front_app(lambda: LockScreen(path), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await at_rest(pilot)
            assert ("Syncthing" in answered(pilot)) is (morning == 0)
            app.screen.query_one(SecretInput).value = PASSPHRASE
            await pilot.press("enter")
            await at_rest(pilot)
            if morning == 0:
                assert isinstance(app.screen, FilePlaceDialog)
                assert "have the safety" in drawn(pilot)
                await pilot.press("escape")
                await at_rest(pilot)
            assert isinstance(app.screen, ExampleScreen)
            assert app.file is not None
            app.file.close()
        settings = read_settings({"FICHIER_CONFIG_DIR": str(tmp_path)})


async def test_copies_in_conflict_are_told_each_time(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    (path / "base (Copie en conflit de COMPTOIR 2026-11-21).db").touch()
    for _morning in range(2):
        app = front_app(lambda: LockScreen(path))
        async with app.run_test(size=(80, 24)) as pilot:
            await at_rest(pilot)
            app.screen.query_one(SecretInput).value = PASSPHRASE
            await pilot.press("enter")
            await at_rest(pilot)
            assert isinstance(app.screen, FilePlaceDialog)
            assert "COMPTOIR" in drawn(pilot)
            assert app.file is not None
            app.file.close()


async def test_the_first_run_warns_once_and_enter_keeps_the_place(kept_in_step: Path) -> None:
    app = front_app(lambda: WelcomeScreen(kdf=keyring.CHEAPEST))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        await pilot.press("enter", *"Shop", "enter", *"Anne", "enter")
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.query_one("#place", Input).value = str(kept_in_step / "Shop")
        await pilot.press("enter")
        await at_rest(pilot)
        assert screen.step == "shop"
        assert "Syncthing" in answered(pilot)
        await pilot.press("enter")
        await at_rest(pilot)
        assert screen.step == "passphrase"


def test_the_command_line_tells_when_it_makes_and_when_it_checks(kept_in_step: Path, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    environment = {"FICHIER_PASSPHRASE_FILE": str(phrase), "FICHIER_CONFIG_DIR": str(tmp_path), "LANG": "fr_FR.UTF-8"}
    made = CliRunner().invoke(main, ["new", str(kept_in_step / "Shop"), "--name", "Léa"], env=environment)
    assert made.exit_code == 0
    assert "Syncthing recopie ailleurs" in made.stderr
    assert "copies de sécurité dans le dossier Syncthing" in made.stderr
    checked = CliRunner().invoke(main, ["check", str(kept_in_step / "Shop")], env=environment)
    assert checked.exit_code == 0
    assert checked.stdout.count("Syncthing recopie ailleurs") == 1
    (kept_in_step / "Shop.fichier" / "base.sync-conflict-20261121-101010-ABCDEFG.db").touch()
    checked = CliRunner().invoke(main, ["check", str(kept_in_step / "Shop"), "--json"], env=environment)
    assert checked.exit_code == 1
    assert '"by": "Syncthing"' in checked.stdout
    assert "sync-conflict" in checked.stdout


def test_each_kind_of_place_has_its_words() -> None:
    for place in (FilePlace(), FilePlace(NETWORK, "SMB", "/mnt"), FilePlace(SYNCED, "Dropbox", "/home/lea/Dropbox")):
        assert place.by in place_state(place)
        assert all(place_explained(place))
    assert "base (1).db" in conflict_words(["base (1).db"])
    assert conflict_words([]) == ""
    assert "base.db-wal" in conflict_steps(["base (1).db"])
    assert conflict_steps([]) == ""
