"""Seasonal anticipation: who buys the same in the same weeks of the year is told of it some weeks ahead.

Every purchase is carried over to the season that comes: by whole years of the calendar, so that December and January
are neighbours and a leap day is a day like another; and, beside it, by its distance from Easter, which moves by up to
five weeks. A window of some weeks that holds a purchase of last year, of the year before, and so on, is a habit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fichier_tui.domain.holidays import easter
from fichier_tui.domain.proposals.proposal import SeasonBecause

Sold = tuple[int, int]
"""The day of a purchase, as an ordinal, and its amount in cents."""
YEAR = 365.2425
"""Days of a mean year of the Gregorian calendar."""
EASTER = "easter"
# How far from Easter a purchase may be to be about Easter; how much closer to the feast than to the day of the year.
_ABOUT_EASTER = 56
_CLOSER = 7
_EASTER_MOVES = 35
"""From 22 March to 25 April at most: so many days apart from one year to another."""
# Of all days on which it was bought in those years, this part at least lies in the season: bread is no habit of spring.
_PART_IN_SEASON = 1 / 3


@dataclass(frozen=True, slots=True)
class SeasonRules:
    """What the shop has set."""

    years: int = 3
    """How many years running make a habit; at least two."""
    weeks_ahead: int = 6
    """How long before the season one proposes."""
    weeks_around: int = 3
    """How far before or after the same day of the year a purchase of the season may lie."""

    @property
    def wanted(self) -> int:
        """`years`, at least two."""
        return max(2, self.years)

    @property
    def ahead(self) -> int:
        """`weeks_ahead` in days."""
        return self.weeks_ahead * 7

    @property
    def around(self) -> int:
        """`weeks_around` in days."""
        return self.weeks_around * 7

    @property
    def reach(self) -> tuple[int, int]:
        """From how many days before the day, to how many after it, purchases of a season in question may lie."""
        return 3 * self.around, self.ahead + 2 * self.around


@dataclass(frozen=True, slots=True)
class Season:
    """A season that comes, found in somebody's purchases of one thing."""

    because: SeasonBecause
    until: dt.date
    worth_cents: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Purchases carried over to the coming season: (where they fall, how many years ago, which purchase)."""

    carried: tuple[tuple[int, int, Sold], ...]
    years: int

    @property
    def first(self) -> int:
        return self.carried[0][0]

    @property
    def last(self) -> int:
        return self.carried[-1][0]

    @property
    def spread(self) -> int:
        return self.last - self.first

    @property
    def middle(self) -> int:
        return self.carried[len(self.carried) // 2][0]


@dataclass(slots=True)
class Seasons:
    """A day and the rules of the shop, and where each day of the past falls in the season that comes.

    Each day is reckoned once: a file has a million purchases on a thousand days.
    """

    today: dt.date
    rules: SeasonRules
    by_year: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    by_feast: dict[int, tuple[int, int] | None] = field(default_factory=dict)

    def carried(self, day: int) -> tuple[int, int] | None:
        """Where a day, an ordinal, falls this time, and how many years ago it was; None for another time of the year.

        0 years ago is the present season.
        """
        if day not in self.by_year:
            before, after = self.rules.reach
            present = self.today.toordinal()
            years = round((present + (after - before) // 2 - day) / YEAR)
            place = day + round(years * YEAR)
            near = years >= 0 and day <= present and -before <= place - present <= after
            self.by_year[day] = (place, years) if near else None
        return self.by_year[day]

    def carried_with_easter(self, day: int) -> tuple[int, int] | None:
        """The same, by the distance from Easter; None where Easter is not near, or was not near that day."""
        if day not in self.by_feast:
            coming, year = self.easter_coming(), dt.date.fromordinal(day).year
            found = None
            if coming is not None and year < coming and abs(day - _easter(year)) <= _ABOUT_EASTER:
                found = (_easter(coming) + day - _easter(year), coming - year)
            self.by_feast[day] = found
        return self.by_feast[day]

    def easter_coming(self) -> int | None:
        """The year of the Easter about which a season may come, or has just been."""
        before, after = self.rules.reach
        present = self.today.toordinal()
        years = (self.today.year - 1, self.today.year, self.today.year + 1)
        return next((year for year in years if -before <= _easter(year) - present <= after), None)

    def is_near(self, day: int) -> bool:
        """Whether a purchase of that day may belong to a season that comes: a cheap first sieve."""
        return self.carried(day) is not None or self.carried_with_easter(day) is not None

    def periods(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """For each of the years that a habit needs, last year first, the first and last day that may belong to it."""
        before, after = self.rules.reach
        if self.easter_coming() is not None:
            before, after = before + _EASTER_MOVES, after + _EASTER_MOVES
        found = []
        for years in range(1, self.rules.wanted + 1):
            day = self.today - dt.timedelta(days=round(years * YEAR))
            found.append((day - dt.timedelta(days=before + 1), day + dt.timedelta(days=after + 1)))
        return tuple(found)


def coming_season(purchases: Sequence[Sold], seasons: Seasons) -> Season | None:
    """The season in which the purchases of one thing by one contact call for another, or None.

    None where it was bought this season already, where the habit ended, or where the season is too far off.
    """
    rules, day = seasons.rules, seasons.today.toordinal()
    for window, feast in _windows(purchases, seasons):
        last = max(window.last, window.middle + rules.around)
        if (
            window.first - rules.ahead <= day <= last
            and _is_season(window, purchases, rules)
            and not _bought_already(window, purchases, day, rules)
        ):
            dates = sorted({sold[0] for _place, _years, sold in window.carried})
            because = SeasonBecause(
                tuple(dt.date.fromordinal(date) for date in dates),
                window.years,
                dt.date.fromordinal(window.middle),
                feast,
            )
            worth = sum(sold[1] for _place, _years, sold in window.carried) // window.years
            return Season(because, dt.date.fromordinal(last), worth)
    return None


def _windows(purchases: Sequence[Sold], seasons: Seasons) -> list[tuple[_Window, str]]:
    """The seasons of these purchases, each with its feast: by the day of the year, by Easter where that is closer."""
    rules = seasons.rules
    found = [(one, "") for one in _apart(((sold, seasons.carried(sold[0])) for sold in purchases), rules)]
    if seasons.easter_coming() is None:
        return found
    for one in _apart(((sold, seasons.carried_with_easter(sold[0])) for sold in purchases), rules):
        mine = {sold for _place, _years, sold in one.carried}
        shared = [other for other in found if any(sold in mine for _place, _years, sold in other[0].carried)]
        if all(_is_closer(one, other) for other, _feast in shared):
            found = [other for other in found if other not in shared]
            found.append((one, EASTER))
    return found


def _apart(placed: Iterable[tuple[Sold, tuple[int, int] | None]], rules: SeasonRules) -> Iterator[_Window]:
    """The windows that hold a purchase year after year, the best first, none near another."""
    past = sorted((place[0], place[1], sold) for sold, place in placed if place is not None and place[1] >= 1)
    while (window := _best_window(past, rules)) is not None:
        yield window
        past = [one for one in past if not window.first - rules.around <= one[0] <= window.last + rules.around]


def _best_window(past: Sequence[tuple[int, int, Sold]], rules: SeasonRules) -> _Window | None:
    """The window of the most years running, last year included; of those the narrowest."""
    width, wanted = 2 * rules.around, rules.wanted
    if len({years for _place, years, _sold in past if years <= wanted}) < wanted:
        return None
    best: _Window | None = None
    for start in range(len(past)):
        within = [one for one in past[start:] if one[0] - past[start][0] <= width]
        found = {years for _place, years, _sold in within}
        running = next(years for years in range(1, len(found) + 2) if years not in found) - 1
        if running >= wanted:
            kept = tuple(one for one in within if one[1] <= running)
            window = _Window(kept, running)
            if best is None or (window.years, -window.spread) > (best.years, -best.spread):
                best = window
    return best


@lru_cache(maxsize=256)
def _easter(year: int) -> int:
    return easter(year).toordinal()


def _is_closer(feast: _Window, window: _Window) -> bool:
    """Whether the purchases follow the feast: as many years, and clearly nearer to it than to a day of the year."""
    return feast.years >= window.years and feast.spread + _CLOSER <= window.spread


def _bought_already(window: _Window, purchases: Sequence[Sold], day: int, rules: SeasonRules) -> bool:
    """Whether this season's purchase was made: in the season, or ahead of it, unless that is a habit of its own."""
    inside = {sold[0] for _place, _years, sold in window.carried}
    begins = window.first - rules.around
    for bought, _cents in purchases:
        if not window.middle - rules.around - rules.ahead <= bought <= day:
            continue
        a_year_ago = bought - YEAR
        if bought >= begins or not any(
            abs(other - a_year_ago) <= rules.around and other not in inside for other, _cents in purchases
        ):
            return True
    return False


def _is_season(window: _Window, purchases: Sequence[Sold], rules: SeasonRules) -> bool:
    """Whether it is bought in these weeks rather than all the year round."""
    since = window.first - round(window.years * YEAR) - rules.around
    days = {sold[0] for sold in purchases if sold[0] >= since}
    inside = {sold[0] for _place, _years, sold in window.carried}
    return len(inside) >= len(days) * _PART_IN_SEASON
