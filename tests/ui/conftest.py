"""A real encrypted demonstration for the tests of the screens: made once a session, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.storage import OpenFile, open_unlocked
from fichier_tui.storage.demonstration import login_of, open_new_demonstration
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.entrance import read_shop
from tests.ui.app_on_demo import DAY, SCALE, TickingClock, app_on_demo


@pytest.fixture(scope="session")
def demonstration_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UnlockedKey]:
    """A demonstration of about 300 contacts on the disk, closed, with the key that opens it and its copies."""
    path = tmp_path_factory.mktemp("demonstration") / "Valmont"
    file = open_new_demonstration(path, DAY, scale=SCALE, clock=TickingClock())
    file.close()
    return file.folder.path, file.key


@pytest.fixture
def demo_file(demonstration_made: tuple[Path, UnlockedKey], tmp_path: Path) -> Iterator[OpenFile]:
    """A copy of the demonstration for this test alone, open on the demonstration's own day; `file.call` reads it."""
    source, key = demonstration_made
    copy = tmp_path / source.name
    shutil.copytree(source, copy)
    file = open_unlocked(FichierFolder(copy), key, clock=TickingClock(), day=DAY)
    yield file
    file.close()


@pytest.fixture
def opened_as(demo_file: OpenFile) -> Iterator[Any]:
    """Opens the demonstration as somebody of a role."""
    opened: list[OpenFile] = []
    demo_file.close()

    def open_as(role: str) -> FichierApp:
        key = replace(demo_file.key, login=login_of(role))
        file = open_unlocked(demo_file.folder, key, clock=TickingClock(), day=DAY)
        opened.append(file)
        app = app_on_demo(file)
        app.shop = file.call(read_shop, file.folder.name)
        return app

    yield open_as
    for file in opened:
        file.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The counts of keys of `test_key_budgets.py`, where those tests ran."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    counts = [value for report in reports for name, value in report.user_properties if name == "keys"]
    if counts:
        terminalreporter.section("keys of each task, of its budget")
        for task, count, budget in counts:
            terminalreporter.line(f"{count:>4} of {budget:>2}  {task}")
