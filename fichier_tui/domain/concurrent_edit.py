"""Two people who corrected the same thing at once: what each changed is kept, what both changed is asked about.

A three-way merge over the frozen dataclasses of the forms: `base` is what both began with, `mine` what one means to
save, `theirs` what the file holds by then. Fields are taken one by one, the lines of a list (telephones, tags) one by
one too. Only what both changed to different values is a clash, and no clash is settled without being asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fichier_tui.domain.refusal import Refusal

MINE, THEIRS, BOTH = "mine", "theirs", "both"

T = TypeVar("T")
Path = tuple[str, ...]
"""Where a clash is: ("town",), ("phones", "0", "number"), ("custom", "size")."""
Choices = Mapping[Path, str]
"""What was answered to each clash: MINE, THEIRS or BOTH."""

# What is said in several fields and means one thing: half of one and half of another would be an address where nobody
# lives, an appointment that nobody made. By the names of the fields, the first stands for all.
_AS_ONE = (("street", "postcode", "town", "country"), ("day", "time"))
# Texts that may stand one after the other.
_LONG = frozenset(("important", "note", "reason", "text"))
_ABSENT: Any = None


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that both changed, each to another value. None where there was nothing, or where it was taken away."""

    path: Path
    before: Any
    mine: Any
    theirs: Any

    @property
    def field(self) -> str:
        """The field of the form that it is in."""
        return self.path[0]

    @property
    def may_keep_both(self) -> bool:
        """Whether both may stand, one after the other: two texts."""
        texts = isinstance(self.mine, str) and isinstance(self.theirs, str)
        return texts and self.path[-1] in _LONG and bool(self.mine and self.theirs)


@dataclass(frozen=True, slots=True)
class Merge(Generic[T]):
    """Both edits together. As long as there are clashes, `merged` has mine in their places and is not to be saved."""

    merged: T
    clashes: tuple[Clash, ...]
    taken: tuple[str, ...]
    """The fields in which `merged` has something of theirs that mine had not."""
    both: tuple[str, ...]
    """Those of them that mine had changed too: what each did there stands beside what the other did."""


class EditClash(Refusal):
    """Both changed the same: nothing was written, and one chooses. `theirs` is what the file holds now."""

    def __init__(self, clashes: tuple[Clash, ...], theirs: Any, entry: int, who: tuple[str, ...]) -> None:
        super().__init__("edit.clash", who=", ".join(who))
        self.clashes, self.theirs, self.entry, self.who = clashes, theirs, entry, who


def merge_edits(base: T, mine: T, theirs: T, choices: Choices | None = None) -> Merge[T]:
    """Both edits together: a dataclass by its fields, a mapping by its keys, a tuple by its lines, all else as one."""
    merger = _Merger(choices or {})
    merged = merger.value((), base, mine, theirs)
    names = changed_fields(mine, merged)
    also_mine = frozenset(changed_fields(base, mine))
    return Merge(merged, tuple(merger.clashes), names, tuple(name for name in names if name in also_mine))


def changed_fields(before: Any, after: Any) -> tuple[str, ...]:
    """The names of the fields in which two values of one dataclass differ."""
    names = (field.name for field in dataclasses.fields(before))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


class _Merger:
    """Goes through both edits, and keeps what was asked and not answered."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.clashes: list[Clash] = []

    def value(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        present = (base, mine, theirs)
        if all(isinstance(value, tuple) for value in present):
            return self._lines(path, base, mine, theirs)
        if all(isinstance(value, Mapping) for value in present):
            keys = dict.fromkeys((*theirs, *mine, *base))
            kept = {key: self.value((*path, key), *(value.get(key, "") for value in present)) for key in keys}
            return {key: value for key, value in kept.items() if value or key in mine or key in theirs}
        if dataclasses.is_dataclass(mine) and type(base) is type(mine) is type(theirs):
            return self._fields(path, base, mine, theirs)
        return self._asked(path, base, mine, theirs)

    def _asked(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        clash = Clash(path, base, mine, theirs)
        match self.choices.get(path):
            case "mine":
                return mine
            case "theirs":
                return theirs
            case "both" if clash.may_keep_both:
                return f"{theirs}\n{mine}"
            case _:
                self.clashes.append(clash)
                return mine

    def _fields(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        names = [field.name for field in dataclasses.fields(base)]
        values: dict[str, Any] = {}
        for group in _AS_ONE:
            if set(group) <= set(names):
                edits = (tuple(getattr(value, name) for name in group) for value in (base, mine, theirs))
                values |= zip(group, self._as_one((*path, group[0]), *edits), strict=True)
        for name in names:
            if name not in values:
                edits = (getattr(value, name) for value in (base, mine, theirs))
                values[name] = self.value((*path, name), *edits)
        return dataclasses.replace(mine, **values)

    def _as_one(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        if mine == theirs or theirs == base:
            return mine
        return theirs if mine == base else self._asked(path, base, mine, theirs)

    # Lists

    def _lines(self, path: Path, base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> Any:
        """The lines of both. One that each corrected otherwise, or one took away and the other corrected, clashes."""
        my_lines, their_lines = _Lines(base, mine), _Lines(base, theirs)
        if my_lines.is_reordered and their_lines.is_reordered and my_lines.order != their_lines.order:
            return self._asked(path, base, mine, theirs)
        kept: dict[_Slot, Any] = {}
        for number, line in enumerate(base):
            kept["base", number] = self.value(
                (*path, str(number)), line, my_lines.of_base.get(number), their_lines.of_base.get(number)
            )
        first, second = (my_lines, their_lines) if my_lines.is_reordered else (their_lines, my_lines)
        for lines in (first, second):
            other = their_lines if lines is my_lines else my_lines
            for place, line in lines.added.items():
                twin = next((one for one in other.added.values() if _identity(one) == _identity(line)), line)
                pair = (line, twin) if lines is my_lines else (twin, line)
                kept[MINE if lines is my_lines else THEIRS, place] = self.value((*path, f"+{place}"), _ABSENT, *pair)
        slots = first.slots(MINE if first is my_lines else THEIRS)
        _put_in(slots, second.slots(MINE if second is my_lines else THEIRS))
        found = [kept[slot] for slot in slots if kept[slot] is not _ABSENT]
        return tuple(dict.fromkeys(found))


_Slot = tuple[str, int]
"""A line of the list that is being made: the number of a line of the base, or the place of one that a side added."""


class _Lines:
    """A list as one side left it, beside the one it began with."""

    def __init__(self, base: Sequence[Any], side: Sequence[Any]) -> None:
        self.of_base: dict[int, Any] = {}
        """What became of each line of the base, by its number; a line that was taken away is not there."""
        self._place_of: dict[int, int] = {}
        self._base, self._side = base, side
        self._pair(lambda line: line)
        if any(dataclasses.is_dataclass(line) for line in base):
            # A telephone whose kind was corrected is the same telephone; so is one corrected in its place.
            self._pair(_identity)
            left, new = self._left(), self._new()
            if len(left) == len(new):
                for number, place in zip(left, new, strict=True):
                    self._same(number, place)
        self.added = {place: side[place] for place in self._new()}

    def _left(self) -> list[int]:
        return [number for number in range(len(self._base)) if number not in self.of_base]

    def _new(self) -> list[int]:
        known = set(self._place_of.values())
        return [place for place in range(len(self._side)) if place not in known]

    def _same(self, number: int, place: int) -> None:
        self.of_base[number], self._place_of[number] = self._side[place], place

    def _pair(self, told_by: Any) -> None:
        """Take lines of both lists that are told by the same for the same line."""
        for number in self._left():
            wanted = told_by(self._base[number])
            place = next((place for place in self._new() if told_by(self._side[place]) == wanted), None)
            if place is not None:
                self._same(number, place)

    @property
    def order(self) -> list[int]:
        """The lines of the base that stand, in the order of this side."""
        return sorted(self._place_of, key=lambda number: self._place_of[number])

    @property
    def is_reordered(self) -> bool:
        """Whether this side put lines of the base in another order."""
        return self.order != sorted(self._place_of)

    def slots(self, side: str) -> list[_Slot]:
        """The list in the order of this side, and after it what this side took away."""
        number_of = {place: number for number, place in self._place_of.items()}
        there: list[_Slot] = [
            ("base", number_of[place]) if place in number_of else (side, place) for place in range(len(self._side))
        ]
        return there + [("base", number) for number in self._left()]


def _put_in(slots: list[_Slot], others: Sequence[_Slot]) -> None:
    """Put in the lines that the other side added, each after the line that it stands after there.

    What was added in the same place by the first side stays in front: its lines keep their places in the file.
    """
    before: _Slot | None = None
    for slot in others:
        if slot[0] != "base":
            place = 0 if before is None else slots.index(before) + 1
            while place < len(slots) and slots[place][0] not in ("base", slot[0]):
                place += 1
            slots.insert(place, slot)
        before = slot


def _identity(line: Any) -> Any:
    """What a line is told by: its first field, the number or the address."""
    return getattr(line, dataclasses.fields(line)[0].name) if dataclasses.is_dataclass(line) else line
