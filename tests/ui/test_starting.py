"""What is imported before the lock screen is painted: the screens, and nothing of the file."""

from __future__ import annotations

import subprocess
import sys

SLOW = {
    "cryptography", "docx", "fichier_tui.domain.line", "fichier_tui.domain.segment", "fichier_tui.storage", "openpyxl",
    "fichier_tui.ui.done", "fichier_tui.ui.refusals", "peewee", "phonenumbers", "reportlab", "sqlcipher3",
    "textual.widgets._text_area",
}  # fmt: skip
START = """
import sys
from fichier_tui.cli import doors
from fichier_tui.ui import app, start
from fichier_tui.ui.screens import lock
print(*sys.modules)
"""


def test_the_lock_screen_imports_nothing_that_only_an_open_file_needs() -> None:
    answer = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    imported = set(answer.stdout.split())
    assert "fichier_tui.ui.screens.lock.screen" in imported
    assert imported & SLOW == set()


FAULT = """
import datetime as dt
import functools
from fichier_tui.ui import start
from fichier_tui.ui.base import FichierScreen

class Faulty(FichierScreen[None]):
    def on_mount(self):
        raise FileNotFoundError("Péron Hélène")

app = start.make_app(None, day=dt.date(2026, 8, 12))
app.first = Faulty
app.run = functools.partial(app.run, headless=True)
start._run(app)
"""


def test_a_fault_of_the_program_ends_it_with_a_status_that_says_so() -> None:
    ended = subprocess.run([sys.executable, "-c", FAULT], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "FileNotFoundError" in ended.stdout + ended.stderr
    assert "Péron" not in ended.stdout + ended.stderr
