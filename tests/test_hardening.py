"""What is switched off first stays off: each case in a process of its own, as the front door starts one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(code: str, folder: Path, **variables: str) -> str:
    """What a fresh Python prints after this code, started in `folder` with more variables."""
    root = str(Path(__file__).parent.parent)
    finished = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return (finished.stdout + finished.stderr).strip()


def test_textual_reads_none_of_its_variables_and_writes_nothing(tmp_path: Path) -> None:
    code = """
from fichier_tui.hardening import harden
print(harden().cleared)
from textual import constants
print(constants.SCREENSHOT_DELAY, constants.LOG_FILE, constants.DEBUG, [constants.PRESS])
"""
    printed = run(
        code,
        tmp_path,
        TEXTUAL="debug,devtools",
        TEXTUAL_LOG="log.txt",
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_PRESS="a",
    )
    assert printed.splitlines() == [
        "('TEXTUAL', 'TEXTUAL_LOG', 'TEXTUAL_PRESS', 'TEXTUAL_SCREENSHOT')",
        "-1 None False ['']",
    ]
    assert list(tmp_path.iterdir()) == []


def test_too_late_is_said_rather_than_believed(tmp_path: Path) -> None:
    code = "import textual.constants\nfrom fichier_tui.hardening import harden\nharden()"
    assert "hardening must come before" in run(code, tmp_path, TEXTUAL_LOG="log.txt")
    assert run(code, tmp_path) == ""


def test_peewee_never_logs_a_name_whatever_level_is_asked(tmp_path: Path) -> None:
    code = """
import logging
from fichier_tui.hardening import harden
harden(); harden()
logging.basicConfig(level=logging.DEBUG)
logging.getLogger("peewee").setLevel(logging.DEBUG)
import peewee
database = peewee.SqliteDatabase(":memory:")
database.execute_sql("SELECT ?", ("Élodie",))
logging.getLogger("peewee").error("Élodie")
logging.getLogger("fichier").warning("heard")
"""
    assert run(code, tmp_path) == "WARNING:fichier:heard"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_crash_leaves_no_image_of_the_memory(tmp_path: Path) -> None:
    code = """
import resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from fichier_tui.hardening import harden
print(harden().no_core_dump, resource.getrlimit(resource.RLIMIT_CORE))
"""
    assert run(code, tmp_path) == "True (0, 0)"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's own call")
def test_no_other_program_of_the_account_reads_our_memory(tmp_path: Path) -> None:
    code = """
import ctypes
from fichier_tui.hardening import harden
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), harden().not_dumpable, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    assert run(code, tmp_path) == "1 True 0"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_it_can_be_imported_and_called_on_the_other_systems(tmp_path: Path, system: str) -> None:
    forbidden = "sys.modules['resource'] = None" if system == "win32" else ""
    code = f"""
import sys
import logging, ctypes, contextlib, dataclasses
sys.platform = {system!r}
{forbidden}
from fichier_tui.hardening import harden
print(harden().not_dumpable)
"""
    assert run(code, tmp_path) == "False"
