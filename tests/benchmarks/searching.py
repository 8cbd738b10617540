"""From a letter typed to the list that fits it, painted: 100,000 contacts against 1,000."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from fichier_tui.storage import find_contacts
from tests.benchmarks.figures import Measured
from tests.benchmarks.files import demonstration_of, opened
from tests.benchmarks.program import WAITING, count_shown, opened_list

SURNAMES = ("moreau", "bernard", "leroy", "dupont", "garnier", "thomas")
LARGEST = 1_000_000


def found_by(path: Path) -> dict[str, int]:
    """How many contacts each beginning of the names fits: by this one knows that the list is the one meant."""
    beginnings = [name[:length] for name in SURNAMES for length in range(1, len(name) + 1)]
    with opened(path) as file:
        return {typed: len(file.call(find_contacts, typed).ids) for typed in beginnings}


def showing(count: int) -> Callable[[str], bool]:
    """Whether the list shows so many, every row in sight read."""
    return lambda text: count_shown(text) == count and WAITING not in text


def typed(path: Path, counts: dict[str, int], everybody: int) -> tuple[float, ...]:
    """Milliseconds of each letter that changed what is found; after each name Esc gives everybody back."""
    times = []
    with opened_list(path) as terminal:
        for name in SURNAMES:
            before = everybody
            for length in range(1, len(name) + 1):
                count = counts[name[:length]]
                if count == before:
                    terminal.press(name[length - 1])
                else:
                    times.append(terminal.press(name[length - 1], showing(count)))
                before = count
                terminal.settle(0.15)
            terminal.press("escape", None if before == everybody else showing(everybody))
            terminal.settle(0.15)
    return tuple(times)


def measure(runs: int, million: bool) -> Iterator[Measured]:
    """Six surnames, letter by letter, as often as there are runs; the median and what 95 in 100 do not exceed."""
    small, large = demonstration_of(1_000), demonstration_of(100_000)
    yield from _compared(small, large, "100,000", 1.3, runs)
    if million:
        yield from _compared(small, demonstration_of(LARGEST, cards_only=True), "1,000,000", 2, runs)


def _compared(small: Path, large: Path, size: str, goal: float, runs: int) -> Iterator[Measured]:
    counts = {path: found_by(path) for path in (small, large)}
    everybody = {path: _everybody(path) for path in (small, large)}
    ours: tuple[float, ...] = ()
    floor: tuple[float, ...] = ()
    for _run in range(runs):
        floor += typed(small, counts[small], everybody[small])
        ours += typed(large, counts[large], everybody[large])
    measured = Measured(f"key to painted list, search in {size} against 1,000", ours, floor, goal)
    yield measured
    yield replace(measured, what="  the same, 95 in 100", percentile=0.95)


def _everybody(path: Path) -> int:
    with opened_list(path) as terminal:
        return count_shown(terminal.screen.text())
