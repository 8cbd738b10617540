"""Down, PgDn and End in a long list against a short one: the widget alone over 1,000,000 rows, then the program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from tests.benchmarks.figures import Measured
from tests.benchmarks.files import demonstration_of
from tests.benchmarks.program import WAITING, opened_list
from tests.benchmarks.starting import environment
from tests.benchmarks.terminal import Terminal

GOAL = 1.2
PRESSES = 30
ALONE = "import sys; from tests.ui.list_app import ListApp; ListApp(range(int(sys.argv[1]))).run()"


def alone(rows: int) -> Terminal:
    """The widget over rows made in memory."""
    terminal = Terminal([sys.executable, "-c", ALONE, str(rows)], environment=environment())
    terminal.wait("Guest 1")
    terminal.settle(0.5)
    return terminal


def painted_after(before: str) -> Callable[[str], bool]:
    """Whether the screen changed, every row in sight read."""
    return lambda text: text != before and WAITING not in text


def pressed(opened: Callable[[], Terminal], keys: Sequence[str], presses: int) -> tuple[float, ...]:
    """Milliseconds from each press of the first key to its rows painted; the other keys undo it, untimed."""
    times = []
    with opened() as terminal:
        for _press in range(presses):
            before = terminal.settle(0.05)
            times.append(terminal.press(keys[0], painted_after(before)))
            for key in keys[1:]:
                terminal.settle(0.05)
                terminal.press(key)
    return tuple(times)


def measure(runs: int, million: bool) -> Iterator[Measured]:
    """Each key as often as there are runs, thirty times."""
    yield from _compared("the widget", "1,000,000", lambda: alone(1_000_000), lambda: alone(1_000), runs)
    size = 1_000_000 if million else 100_000
    large, small = demonstration_of(size), demonstration_of(1_000)
    yield from _compared("the program", f"{size:,}", lambda: opened_list(large), lambda: opened_list(small), runs)


def _compared(
    what: str, size: str, large: Callable[[], Terminal], small: Callable[[], Terminal], runs: int
) -> Iterator[Measured]:
    for key, keys in {"Down": ["down"], "PgDn": ["page_down"], "End": ["end", "home"]}.items():
        floor: tuple[float, ...] = ()
        ours: tuple[float, ...] = ()
        for _run in range(runs):
            floor += pressed(small, keys, PRESSES)
            ours += pressed(large, keys, PRESSES)
        yield Measured(f"{key}, {what}, {size} rows against 1,000", ours, floor, GOAL)
