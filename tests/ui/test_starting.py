"""What is imported before the lock screen is painted: the screens, and nothing of the file."""

from __future__ import annotations

import subprocess
import sys

SLOW = {
    "cryptography", "docx", "fichier_tui.domain.line", "fichier_tui.domain.segment", "fichier_tui.storage", "openpyxl",
    "peewee", "phonenumbers", "reportlab", "sqlcipher3", "textual.widgets._text_area",
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
