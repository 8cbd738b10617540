"""From Enter behind the passphrase to the painted list, the derivation of the key left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fichier_tui.storage import unlock_file
from fichier_tui.storage.demonstration import PASSPHRASE
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import demonstration_of
from tests.benchmarks.program import list_painted, program


def accepted(path: Path) -> float:
    """Milliseconds from Enter to the list."""
    with program(path, locked=True) as terminal:
        terminal.wait("Passphrase")
        terminal.settle(0.6)
        for letter in PASSPHRASE:
            terminal.press(letter)
        terminal.settle()
        return terminal.press("enter", list_painted)


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """100,000 contacts against 1,000; the derivation, the same for both, is timed apart and taken off both."""
    large, small = demonstration_of(100_000), demonstration_of(1_000)
    derivation = min(timed(lambda: unlock_file(small, PASSPHRASE)) for _run in range(max(3, runs)))
    measured = side_by_side(
        "passphrase accepted to list painted, 100,000 against 1,000", 1.3, runs,
        lambda: accepted(large), lambda: accepted(small),
    )  # fmt: skip
    yield replace(
        measured,
        ours=tuple(time - derivation for time in measured.ours),
        floor=tuple(time - derivation for time in measured.floor),
    )
