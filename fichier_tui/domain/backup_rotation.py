"""Which safety copies are kept: seven days, five weeks, twelve months, the last ten made before something risky.

Days, weeks and months are those on which a copy was made, so a closed shop loses nothing by being closed, and a clock
that jumps ahead adds one day rather than ageing all the others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

SUFFIX = ".fclbak"
DAYS, WEEKS, MONTHS, BEFORE = 7, 5, 12, 10
ALWAYS = 2  # the newest copies, whatever their age
# People who were erased must leave the copies too, within a year (CNIL: a retention period holds for backups).
OLDEST = dt.timedelta(days=360)
# Age is counted from the third latest day with a copy, so that one wrong date of the computer removes nothing.
DAYS_OF_DOUBT = 3
A_DAY = dt.timedelta(days=1)
RESTORE = "restore"

_NAME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)_(?P<time>\d{6})_g(?P<generation>\d{1,9})_n(?P<sequence>\d{4,18})"
    r"(?:_before-(?P<before>[a-z]{1,20}))?\.fclbak"
)


@dataclass(frozen=True, slots=True, order=True)
class BackupName:
    """What the name of a copy tells: local day and time ("HHMMSS"), the key's generation, the journal's last entry.

    `before` is "" for an ordinary copy, or what it was made before: "import", "migration", "restore".
    """

    day: dt.date
    time: str
    sequence: int
    generation: int
    before: str = ""

    def __str__(self) -> str:
        """The file's name."""
        before = f"_before-{self.before}" if self.before else ""
        return f"{self.day.isoformat()}_{self.time}_g{self.generation}_n{self.sequence:04d}{before}{SUFFIX}"


def read_backup_name(name: str) -> BackupName | None:
    """What a file's name tells, or None when it is not the name of a copy."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        day = dt.date.fromisoformat(found["day"])
        dt.time(int(found["time"][:2]), int(found["time"][2:4]), int(found["time"][4:]))
    except ValueError:
        return None
    return BackupName(day, found["time"], int(found["sequence"]), int(found["generation"]), found["before"] or "")


def backups_to_remove(names: Iterable[BackupName], made: BackupName | None = None) -> list[BackupName]:
    """The copies that no rule keeps, oldest first. The two newest are always kept, and `made`, the one just made.

    None before a restore: the very copy that is to be put back may be one whose turn to go has come.

    Copies dated after `made` were made while the clock was ahead: they are thinned out among themselves, so that they
    take no place from those of today, and leave once the copies of a whole year stand without them.
    """
    if made is not None and made.before == RESTORE:
        return []
    everything = sorted(names, reverse=True)
    ahead = [name for name in everything if made is not None and name.day > made.day + A_DAY]
    newest_first = [name for name in everything if name not in set(ahead)]
    kept = _kept(newest_first)
    if len({(name.day.year, name.day.month) for name in kept}) < MONTHS:
        kept |= _kept(ahead)
    kept |= {made} & set(everything) if made is not None else set()
    return [name for name in reversed(everything) if name not in kept]


def kept_in_doubt(names: Iterable[BackupName], held_for: str) -> frozenset[BackupName]:
    """The copies whose turn to go has come, and that stay as the newest, of that file name, is suspiciously small."""
    everything = list(names)
    newest = max(everything, default=None)
    if newest is None or str(newest) != held_for:
        return frozenset()
    return frozenset(backups_to_remove(everything, newest))


def _kept(newest_first: list[BackupName]) -> set[BackupName]:
    """What the rules keep of these."""
    ordinary = [name for name in newest_first if not name.before]
    kept = set(newest_first[:ALWAYS])
    kept.update(_newest_of_each(ordinary, lambda name: name.day, DAYS))
    kept.update(_newest_of_each(ordinary, lambda name: name.day.isocalendar()[:2], WEEKS))
    kept.update(_newest_of_each(ordinary, lambda name: (name.day.year, name.day.month), MONTHS))
    kept.update([name for name in newest_first if name.before][:BEFORE])
    days = sorted({name.day for name in newest_first}, reverse=True)
    if len(days) >= DAYS_OF_DOUBT:
        oldest = days[DAYS_OF_DOUBT - 1] - OLDEST
        kept = {name for name in kept if name.day >= oldest or name in newest_first[:ALWAYS]}
    return kept


def _newest_of_each(
    newest_first: list[BackupName], period_of: Callable[[BackupName], Hashable], count: int
) -> list[BackupName]:
    """The newest copy of each of the `count` latest periods that have one."""
    newest: dict[Hashable, BackupName] = {}
    for name in newest_first:
        newest.setdefault(period_of(name), name)
    return list(newest.values())[:count]
