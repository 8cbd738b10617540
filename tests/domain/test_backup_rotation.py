"""Three years of copies: what is kept is what the rules say, and a wrong clock never empties the folder."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.backup_rotation import BackupName, backups_to_remove, read_backup_name

FIRST = dt.date(2024, 1, 1)


def ordinary(day: dt.date, time: str = "190000") -> BackupName:
    """A copy at closing time."""
    return BackupName(day, time, 12, 1)


def after_each(days: list[dt.date]) -> set[BackupName]:
    """What is in the folder after a copy, then a rotation, on each of these days."""
    kept: set[BackupName] = set()
    for day in days:
        kept.add(BackupName(day, "190000", 12, 1))
        kept -= set(backups_to_remove(kept))
    return kept


def test_a_name_is_read_as_it_was_written() -> None:
    name = BackupName(dt.date(2026, 11, 22), "090512", 812, 3, "import")
    assert str(name) == "2026-11-22_090512_g3_n0812_before-import.fclbak"
    assert str(BackupName(dt.date(2026, 11, 22), "090512", 12345, 3)) == "2026-11-22_090512_g3_n12345.fclbak"
    assert read_backup_name(str(name)) == name


def test_what_is_not_the_name_of_a_copy_is_left_alone() -> None:
    for name in (
        "",
        "photo.jpg",
        "2026-11-22_090512_g3_n0812.fclbak.part",
        "2026-13-22_090512_g3_n0812.fclbak",
        "2026-11-22_250512_g3_n0812.fclbak",
        "2026-11-22_090512_g3_n0812_before-IMPORT.fclbak",
    ):
        assert read_backup_name(name) is None


def test_a_shop_open_every_day_for_three_years() -> None:
    days = [FIRST + dt.timedelta(days=number) for number in range(3 * 365)]
    for last in (200, 400, 730, 1094):
        kept = sorted(name.day for name in after_each(days[: last + 1]))
        today = days[last]
        assert kept[-7:] == [today - dt.timedelta(days=number) for number in range(6, -1, -1)]
        weeks = {day.isocalendar()[:2] for day in kept}
        assert {(today - dt.timedelta(weeks=number)).isocalendar()[:2] for number in range(5)} <= weeks
        months = {(day.year, day.month) for day in kept}
        assert min(12, last // 31) <= len(months) <= 13
        assert all(today - day <= dt.timedelta(days=365) for day in kept)
        assert len(kept) <= 7 + 5 + 12


def test_the_newest_of_a_day_is_the_one_kept() -> None:
    day = dt.date(2026, 5, 4)
    names = [ordinary(day, f"{hour:02}0000") for hour in range(8, 19)]
    assert backups_to_remove(names) == names[:-2]  # the two newest always stay


def test_nothing_goes_before_a_restore() -> None:
    day = dt.date(2026, 5, 4)
    names = [ordinary(day, f"{hour:02}0000") for hour in range(8, 19)]
    made = BackupName(day, "190000", 12, 1, "restore")
    assert backups_to_remove([*names, made], made) == []
    after = ordinary(day, "200000")
    assert backups_to_remove([*names, made, after], after) == names, "the next one makes good for it"


def test_the_last_ten_before_something_risky_do_not_count_as_days() -> None:
    before = [BackupName(dt.date(2026, 5, 4), f"{minute:06}", 12, 1, "import") for minute in range(15)]
    days = [ordinary(dt.date(2026, 4, 20) + dt.timedelta(days=number)) for number in range(7)]
    assert backups_to_remove([*before, *days]) == before[:5]


def test_a_clock_a_year_ahead_for_a_day_removes_nothing_it_should_not() -> None:
    days = [FIRST + dt.timedelta(days=number) for number in range(100)]
    usual = after_each(days)
    jumped = after_each([*days, days[-1] + dt.timedelta(days=366)])
    assert len(usual - jumped) <= 2  # one day and one week give way to the new ones
    back = after_each([*days, days[-1] + dt.timedelta(days=366), days[-1] + dt.timedelta(days=1)])
    assert days[-1] + dt.timedelta(days=1) in {name.day for name in back}


def test_a_shop_closed_for_a_season_keeps_its_last_week() -> None:
    days = [FIRST + dt.timedelta(days=number) for number in range(60)]
    reopened = days[-1] + dt.timedelta(days=120)
    assert set(days[-6:]) <= {name.day for name in after_each([*days, reopened])}


@given(st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), max_size=80))
def test_whatever_the_clock_says_the_newest_are_kept_and_a_second_look_removes_nothing(days: list[dt.date]) -> None:
    names = {ordinary(day) for day in days}
    removed = set(backups_to_remove(names))
    assert removed <= names
    kept = names - removed
    assert set(sorted(names, reverse=True)[:2]) <= kept
    assert backups_to_remove(kept) == []


def as_specified(copies: set[BackupName]) -> set[BackupName]:
    """What is kept, said once more in the plainest way, for a clock that is right."""
    kept = set(sorted(copies)[-2:])
    usual = sorted(name for name in copies if not name.before)
    last_day = {name.day: name for name in usual}
    last_week = {name.day.isocalendar()[:2]: name for name in usual}
    last_month = {(name.day.year, name.day.month): name for name in usual}
    kept |= {last_day[day] for day in sorted(last_day)[-7:]}
    kept |= {last_week[week] for week in sorted(last_week)[-5:]}
    kept |= {last_month[month] for month in sorted(last_month)[-12:]}
    kept |= set(sorted(name for name in copies if name.before)[-10:])
    days = sorted({name.day for name in copies})
    if len(days) < 3:
        return kept
    return {name for name in kept if (days[-3] - name.day).days <= 360} | set(sorted(copies)[-2:])


JUMPS = {"right": 0, "a day back": -1, "a year ahead": 366, "a month ahead": 31, "to 2001": None}


@pytest.mark.parametrize("jump", sorted(JUMPS))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_years_of_a_shop_whose_clock_jumps(seed: int, jump: str) -> None:
    chance = random.Random(seed)
    kept: set[BackupName] = set()
    jumps_on = {chance.randrange(60, 3 * 365) for _number in range(3)} if jump != "right" else set()
    honest: dict[BackupName, int] = {}
    for number in range(3 * 365):
        real = FIRST + dt.timedelta(days=number)
        if real.isoweekday() == 7 or chance.random() < 0.1:
            continue  # closed
        told = real
        if number in jumps_on:
            shift = JUMPS[jump]
            told = dt.date(2001, 1, 1) if shift is None else real + dt.timedelta(days=shift)
        for _copy in range(chance.choice((1, 1, 2, 4))):
            time = f"{chance.randrange(8, 20):02}{chance.randrange(60):02}00"
            made = BackupName(told, time, number, 1, chance.choice(("", "", "", "import")))
            if made in kept:
                continue
            before = kept | {made}
            honest[made] = number
            kept = before - set(backups_to_remove(before, made))
            assert made in kept
            assert len(kept) >= min(2, len(before))
            if jump == "right":
                assert kept == as_specified(before) | {made}
        assert len(kept) <= 2 * (7 + 5 + 12 + 10 + 2)
        # Nobody who was erased stays longer than a year, whatever the clock said (and two weeks of closed doors).
        assert all(number - honest[name] <= 380 for name in kept), jump
        if number > 400 and jump != "to 2001":
            months = {(FIRST + dt.timedelta(days=honest[name])).strftime("%Y-%m") for name in kept}
            assert len(months) >= 8, jump
