"""A passphrase is made dearer to guess after an opening, on a machine that has become better; once a month at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from fichier_tui.settings import UserSettings, read_settings
from fichier_tui.storage import keyring, open_file
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring.derivation import KdfParameters
from fichier_tui.ui import costs
from fichier_tui.ui.costs import raise_now
from fichier_tui.ui.screens.front import SecretInput
from fichier_tui.ui.screens.lock import LockScreen
from tests.ui.front_app import PASSPHRASE, SetClock, at_rest, front_app, made_file

DAY = 24 * 3600


async def test_costs_are_raised_once_a_month_and_never_lowered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _code = made_file(tmp_path)
    place = read_settings({"FICHIER_CONFIG_DIR": str(tmp_path / "settings")}).path
    clock = SetClock()
    app = front_app(lambda: LockScreen(path), settings=UserSettings(path=place), clock=clock)
    reached, measured = KdfParameters(64 * 1024, 3, 4), []

    def measure() -> KdfParameters:
        measured.append(reached)
        return reached

    monkeypatch.setattr(keyring, "choose_parameters", measure)
    async with app.run_test():
        app.file = file = open_file(path, PASSPHRASE)

        def kept() -> KdfParameters:
            return keyring.load(file.folder).slots[0].kdf

        assert kept() == keyring.CHEAPEST
        await raise_now(app, file, PASSPHRASE)
        assert kept() == reached
        assert app.settings.argon2_memory == 64 * 1024
        clock.move(29 * DAY)
        await raise_now(app, file, PASSPHRASE)
        assert len(measured) == 1, "the machine was measured within the month"
        clock.move(2 * DAY)
        reached = keyring.CHEAPEST
        await raise_now(app, file, PASSPHRASE)
        assert len(measured) == 2
        assert kept() == KdfParameters(64 * 1024, 3, 4), "a slower day lowers nothing"
        # What was kept of the machine is read again by the next program, and a wrong passphrase changes nothing.
        assert read_settings({"FICHIER_CONFIG_DIR": str(tmp_path / "settings")}).argon2_memory == 64 * 1024
        before = file.folder.keyring.read_bytes()
        await raise_now(app, file, "not the passphrase")
        assert file.folder.keyring.read_bytes() == before
        file.close()
        app.file = None
    open_file(path, PASSPHRASE).close()


async def test_the_lock_screen_sees_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _code = made_file(tmp_path)
    reached = KdfParameters(64 * 1024, 2, 4)
    monkeypatch.setattr(keyring, "choose_parameters", lambda: reached)
    monkeypatch.setattr(costs, "SETTLED_AFTER", 0.01)
    app = front_app(lambda: LockScreen(path))
    async with app.run_test() as pilot:
        await at_rest(pilot)
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await at_rest(pilot)
        assert app.file is not None
        while keyring.load(FichierFolder(path)).slots[0].kdf != reached:
            await pilot.pause(0.01)
        app.file.close()
    open_file(path, PASSPHRASE).close()
