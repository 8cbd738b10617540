"""From a letter typed to the list that fits it, painted: 100,000 contacts against 1,000.

The first lines are drawn before the whole list is read: what is timed is the first screen on which every line in
sight is one of those that fit, and apart from it the whole list, known by its count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fichier_tui.storage import find_contacts, read_rows
from tests.benchmarks.figures import Measured
from tests.benchmarks.files import demonstration_of, opened
from tests.benchmarks.program import WAITING, count_shown, opened_list

SURNAMES = ("moreau", "bernard", "leroy", "dupont", "garnier", "thomas")
LARGEST = 1_000_000
COMPARED = 8
"""Lines by which a list is known, and of each name so many characters, which no column cuts."""
CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Fitting:
    """What fits a text typed: how many contacts, and the names of the first."""

    count: int
    first: tuple[str, ...]


def fitting(path: Path) -> dict[str, Fitting]:
    """What fits each beginning of the names: by this one knows that the list is the one meant."""
    beginnings = [name[:length] for name in SURNAMES for length in range(1, len(name) + 1)]
    found = {}
    with opened(path) as file:
        for typed in beginnings:
            there = file.call(find_contacts, typed, abbreviated=True)
            rows = file.call(read_rows, there.ids[:COMPARED])
            count = there.exact or len(there.ids)
            found[typed] = Fitting(count, tuple(row.name[:CHARACTERS].strip() for row in rows))
    return found


def showing(count: int) -> Callable[[str], bool]:
    """Whether the list shows so many, every row in sight read."""
    return lambda text: count_shown(text) == count and WAITING not in text


def beginning_with(names: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether the list begins with these names, line by line."""

    def begins(text: str) -> bool:
        lines = text.splitlines()
        at = next((place for place, line in enumerate(lines) if names[0] in line), None)
        return at is not None and all(name in line for name, line in zip(names, lines[at:], strict=False))

    return begins


def typed(path: Path, fits: dict[str, Fitting], *, whole: bool) -> tuple[float, ...]:
    """Milliseconds of each letter that changes what is in sight, or the count; Esc after each name."""
    times = []
    with opened_list(path) as terminal:
        for name in SURNAMES:
            before = Fitting(0, ())
            for length in range(1, len(name) + 1):
                now = fits[name[:length]]
                key = name[length - 1]
                if whole and now.count != before.count:
                    times.append(terminal.press(key, showing(now.count)))
                elif not whole and now.first != before.first and now.first:
                    times.append(terminal.press(key, beginning_with(now.first)))
                else:
                    terminal.press(key)
                before = now
                terminal.settle(0.25)
            terminal.press("escape")
            terminal.settle(0.4)
    return tuple(times)


def measure(runs: int, million: bool) -> Iterator[Measured]:
    """Six surnames, letter by letter, as often as there are runs; the median and what 95 in 100 do not exceed."""
    small, large = demonstration_of(1_000), demonstration_of(100_000)
    yield from _compared(small, large, "100,000", 1.3, runs)
    if million:
        yield from _compared(small, demonstration_of(LARGEST), "1,000,000", 2, runs)


def _compared(small: Path, large: Path, size: str, goal: float, runs: int) -> Iterator[Measured]:
    fits = {path: fitting(path) for path in (small, large)}
    for what, whole in (("lines in sight", False), ("whole list", True)):
        ours: tuple[float, ...] = ()
        floor: tuple[float, ...] = ()
        for _run in range(runs):
            floor += typed(small, fits[small], whole=whole)
            ours += typed(large, fits[large], whole=whole)
        measured = Measured(f"key to {what}, search in {size} against 1,000", ours, floor, goal)
        yield measured
        yield replace(measured, what="  the same, 95 in 100", percentile=0.95)
