"""Free slots: opening hours, public holidays, what is planned already."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.holidays import public_holidays
from fichier_tui.domain.schedule import USUAL_MINUTES, overlap
from fichier_tui.domain.slots import OpeningHours, Slot, free_slots, half_day_after

HOURS = OpeningHours()
NEXT = ("24/11 09:00 13:00", "25/11 09:00")
"""Where nothing else is planned on Tuesday and Wednesday."""
MONDAY = dt.date(2026, 11, 23)
NOW = (MONDAY, "08:00")


def planned(number: int, day: dt.date, time: str, minutes: int | None = None, who: str = "") -> Action:
    details = ActionDetails("appointment", day=day, time=time, minutes=minutes, assigned_to=who)
    return Action(number, None, "", details)


def wanted(day: dt.date | None = None, time: str = "", minutes: int | None = None, who: str = "") -> ActionDetails:
    return ActionDetails("appointment", day=day, time=time, minutes=minutes, assigned_to=who)


def slots(
    asked: ActionDetails, *others: Action, hours: OpeningHours = HOURS, now: tuple[dt.date, str] = NOW
) -> list[str]:
    """A text a day: "23/11 09:00 09:30"."""
    found = free_slots(asked, others, hours, now)
    days = {slot.day: "" for slot in found}
    return [" ".join([f"{day:%d/%m}", *(slot.time for slot in found if slot.day == day)]) for day in days]


@pytest.mark.parametrize(
    ("asked", "others", "found"),
    [
        # The two nearest, then one of each half-day.
        (wanted(), [], ["23/11 09:00 09:30 13:00", *NEXT]),
        (wanted(minutes=120), [], ["23/11 09:00 11:00 13:00", *NEXT]),
        (wanted(MONDAY, "14:20"), [], ["23/11 14:30 15:00", "24/11 09:00 13:00", "25/11 09:00 13:00"]),
        (wanted(MONDAY, "17:00", 60), [], ["23/11 17:00", "24/11 09:00 13:00", "25/11 09:00 13:00", "26/11 09:00"]),
        (wanted(minutes=60), [planned(1, MONDAY, "09:30", 40)], ["23/11 10:15 11:15 13:00", *NEXT]),
        (wanted(who="lea"), [planned(1, MONDAY, "09:00", 600, "luc")], ["23/11 09:00 09:30 13:00", *NEXT]),
        (wanted(dt.date(2026, 11, 27), "17:40"), [], ["30/11 09:00 09:30 13:00", "01/12 09:00 13:00", "02/12 09:00"]),
        # An appointment that passes midnight, a full afternoon, and a day already over.
        (wanted(), [planned(1, dt.date(2026, 11, 22), "23:00", 690)], ["23/11 10:30 11:00 13:00", *NEXT]),
        (wanted(), [planned(2, MONDAY, "12:30", 330)], ["23/11 09:00 09:30", "24/11 09:00 13:00", "25/11 09:00 13:00"]),
        (wanted(dt.date(2026, 1, 1)), [], ["23/11 09:00 09:30 13:00", *NEXT]),
        (wanted(minutes=600), [], []),
    ],
)  # fmt: skip
def test_the_next_free_slots(asked: ActionDetails, others: list[Action], found: list[str]) -> None:
    assert slots(asked, *others) == found


def test_later_ones_begin_after_the_last_half_day_that_was_shown() -> None:
    shown = free_slots(wanted(), [], HOURS, NOW)
    day, time = half_day_after(shown[-1])
    later = free_slots(wanted(day, time), [], HOURS, NOW)
    assert (day, time) == (dt.date(2026, 11, 25), "13:00")
    assert shown[-1].day == later[0].day
    assert (shown[-1].time, later[0].time) == ("09:00", "13:00")
    assert half_day_after(Slot(MONDAY, "17:30")) == (dt.date(2026, 11, 24), "")


def test_public_holidays_and_closed_days_are_passed_over() -> None:
    easter_monday = dt.date(2026, 4, 6)
    assert slots(wanted(easter_monday), now=(easter_monday, "08:00"))[0].startswith("07/04 09:00")
    saturday = dt.date(2026, 11, 28)
    assert slots(wanted(saturday), hours=OpeningHours(days="23456"))[0].startswith("28/11 09:00")
    assert slots(wanted(MONDAY), hours=OpeningHours(days="23456"))[0].startswith("24/11 09:00")
    assert slots(wanted(MONDAY), hours=OpeningHours(days="")) == []
    assert slots(wanted(MONDAY, "23:10"), hours=OpeningHours("20:00", "02:00"))[0].startswith("23/11 23:15")


def test_what_is_being_changed_is_not_in_its_own_way() -> None:
    mine = planned(7, MONDAY, "09:00")
    assert free_slots(mine.details, [mine], HOURS, NOW, itself=7)[0].time == "09:00"
    assert free_slots(mine.details, [mine], HOURS, NOW)[0].time == "09:30"


MOMENTS = st.tuples(
    st.integers(0, 5).map(lambda offset: MONDAY + dt.timedelta(offset)),
    st.times().map(lambda time: f"{time:%H:%M}"),
    st.none() | st.integers(1, 700),
    st.sampled_from(("", "lea")),
)


@given(st.lists(MOMENTS, max_size=25), MOMENTS, st.sampled_from(("12345", "123456", "37", "1234567")))
def test_a_slot_overlaps_nothing_and_keeps_to_the_opening_hours(
    busy: list[tuple[dt.date, str, int | None, str]], asked: tuple[dt.date, str, int | None, str], days: str
) -> None:
    others = [planned(number, *moment) for number, moment in enumerate(busy)]
    want = wanted(*asked)
    length = want.minutes or USUAL_MINUTES
    found = free_slots(want, others, OpeningHours("08:30", "19:00", days), NOW)
    assert all((one.day, one.time) < (two.day, two.time) for one, two in pairwise(found))
    for slot in found:
        details = wanted(slot.day, slot.time, want.minutes, want.assigned_to)
        assert not any(overlap(details, other.details) for other in others)
        assert str(slot.day.isoweekday()) in days
        assert slot.day not in public_holidays(slot.day.year)
        end = int(slot.time[:2]) * 60 + int(slot.time[3:]) + length
        assert slot.time >= "08:30"
        assert end <= 19 * 60
        assert (slot.day, slot.time) >= (want.day, want.time)
