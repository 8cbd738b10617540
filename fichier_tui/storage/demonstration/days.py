"""The four years that the demonstration tells of: days as numbers, their texts, the opening hours, the seasons."""

from __future__ import annotations

import datetime as dt

YEARS = 4
PAST_DAYS = 365 * YEARS + 1
FUTURE_DAYS = 120
SEASONS = ("winter", "spring", "summer", "autumn")
# First and last day of each season as the mountains live it (month, day); the winter begins in the year before.
_SEASON_DAYS = {
    "winter": ((12, 19), (4, 5)),
    "spring": ((4, 10), (6, 12)),
    "summer": ((6, 26), (9, 8)),
    "autumn": ((9, 14), (11, 22)),
}
_SEASON_OF_MONTH = (
    *("winter",) * 3,
    *("spring",) * 3,
    *("summer",) * 2,
    *("autumn",) * 3,
    "winter",
)
_OPENS, _SLOT_MINUTES, SLOTS = 9 * 60, 5, 112  # from 09:00 to 18:15, every five minutes


def _last_sunday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 31)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


class Days:
    """Days counted from four years before the day: 0 is the first, `today` the day itself."""

    def __init__(self, day: dt.date) -> None:
        """Reckon the texts of all days once: they are used tens of thousands of times."""
        self.day = day
        self.today = PAST_DAYS
        self.first = day - dt.timedelta(days=PAST_DAYS)
        dates = [self.first + dt.timedelta(days=number) for number in range(PAST_DAYS + FUTURE_DAYS + 1)]
        self.iso = [date.isoformat() for date in dates]
        self.times = [f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in self._minutes(0)]
        summer, winter = self._clock(2), self._clock(1)
        self._clocks = [
            summer if _last_sunday(date.year, 3) <= date < _last_sunday(date.year, 10) else winter for date in dates
        ]
        self.seasons = {season: self._windows(season) for season in SEASONS}

    @staticmethod
    def _minutes(ahead_of_utc: int) -> list[int]:
        return [_OPENS + _SLOT_MINUTES * slot - 60 * ahead_of_utc for slot in range(SLOTS)]

    def _clock(self, ahead_of_utc: int) -> list[str]:
        return [
            f"T{minutes // 60:02d}:{minutes % 60:02d}:{(minutes * 7) % 60:02d}.000000Z"
            for minutes in self._minutes(ahead_of_utc)
        ]

    def _windows(self, season: str) -> list[tuple[int, int]]:
        """(first, last) day of the season in each year, in the past only, at least a week long; the oldest first."""
        (month, start), (end_month, end) = _SEASON_DAYS[season]
        windows = []
        for year in range(self.first.year - 1, self.day.year + 1):
            begins = (dt.date(year, month, start) - self.first).days
            ends = (dt.date(year + (end_month < month), end_month, end) - self.first).days
            begins, ends = max(begins, 1), min(ends, self.today - 1)
            if ends - begins >= 7:
                windows.append((begins, ends))
        return windows

    def instant(self, number: int, slot: int) -> str:
        """When something of that day and opening slot was written down, in UTC."""
        return self.iso[number] + self._clocks[number][slot]

    def season_of(self, number: int) -> str:
        """What sells on that day: the season of the month, the spring beginning in April when the snow goes."""
        return _SEASON_OF_MONTH[int(self.iso[number][5:7]) - 1]
