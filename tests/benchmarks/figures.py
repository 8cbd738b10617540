"""What is measured, beside what, and how it is said: medians and their ratio, never a time alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds, of ours and of what they are measured against, taken in turn in the same run."""

    what: str
    ours: tuple[float, ...]
    floor: tuple[float, ...]
    goal: float
    """The ratio not to be above."""
    percentile: float = 0.5

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return at(self.ours, self.percentile) / at(self.floor, self.percentile)

    def line(self) -> str:
        """One line: the ratio, its goal, and the two figures it comes from."""
        said = "ok" if self.ratio <= self.goal else "ABOVE"
        return (
            f"{self.what:<58} {self.ratio:6.2f}  goal {self.goal:4.1f}  {said:<5}  "
            f"{self._figure(self.ours)} / {self._figure(self.floor)} ms"
        )

    def _figure(self, values: Sequence[float]) -> str:
        name = "" if self.percentile == 0.5 else f"p{self.percentile * 100:.0f} "
        return f"{name}{_short(at(values, self.percentile))} ({_short(min(values))}–{_short(max(values))})"


def at(values: Sequence[float], part: float) -> float:
    """The median, or the value that `part` of them do not exceed."""
    if part == 0.5:
        return median(values)
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.0f}" if milliseconds >= 100 else f"{milliseconds:.1f}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1_000


def side_by_side(what: str, goal: float, runs: int, ours: Callable[[], float], floor: Callable[[], float]) -> Measured:
    """Both measured in turn, `runs` times: what else the machine does weighs on both. Each gives its milliseconds."""
    pairs = [(floor(), ours()) for _run in range(runs)]
    return Measured(what, tuple(pair[1] for pair in pairs), tuple(pair[0] for pair in pairs), goal)
