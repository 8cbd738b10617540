"""From the start of the program to its first painted screen, against the smallest Textual application."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

from tests.benchmarks.figures import Measured, side_by_side
from tests.benchmarks.files import ROOT, demonstration_of, folder
from tests.benchmarks.terminal import Terminal

SMALLEST = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Smallest(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("painted")

Smallest().run()
"""


def environment() -> Mapping[str, str]:
    """Of a user whose settings and language are not this machine's; modules are compiled once, as when installed."""
    home = str(folder())
    return {
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home, "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder() / "compiled"),
    }  # fmt: skip


def painted(command: list[str], seen: str) -> float:
    """Milliseconds from the start of a program to the first screen that shows `seen`."""
    with Terminal(command, environment=environment()) as terminal:
        return terminal.wait(seen)


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """The lock screen of a file of 1,000 contacts."""
    path = demonstration_of(1_000)
    smallest = [sys.executable, "-c", SMALLEST]
    ours = [sys.executable, "-m", "fichier_tui", str(path), "--lang", "en"]
    painted(ours, "Passphrase"), painted(smallest, "painted")  # both compiled and read once
    yield side_by_side(
        "start to lock screen, against the smallest Textual app", 1.5, max(runs, 7),
        lambda: painted(ours, "Passphrase"), lambda: painted(smallest, "painted"),
    )  # fmt: skip
