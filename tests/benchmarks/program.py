"""The program itself, on a file, in a terminal: opened on its list, or at its lock screen."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.benchmarks.files import DAY, passphrase_file
from tests.benchmarks.starting import environment
from tests.benchmarks.terminal import Terminal

# What the list draws where a row is not read yet.
WAITING = "·  ·  ·"
_COUNT = re.compile(r"([\d,]+) / [\d,]+")


def program(path: Path, *, locked: bool = False) -> Terminal:
    """The program, started on a file in English, on the day that the file was made for."""
    command = [sys.executable, "-m", "fichier_tui", "open", str(path), "--day", DAY.isoformat(), "--lang", "en"]
    if not locked:
        command += ["--passphrase-file", str(passphrase_file())]
    return Terminal(command, environment=environment())


def opened_list(path: Path) -> Terminal:
    """The program on its list, painted and settled."""
    terminal = program(path)
    terminal.wait(list_painted)
    terminal.settle(0.5)
    return terminal


def list_painted(text: str) -> bool:
    """Whether the list shows rows that were read."""
    return count_shown(text) > 0 and WAITING not in text


def count_shown(text: str) -> int:
    """How many contacts the list's frame tells; -1 where there is none."""
    found = _COUNT.search(text)
    return int(found.group(1).replace(",", "")) if found else -1
