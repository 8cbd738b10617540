"""Conditions on the days of purchases: told by the summary of a contact alone wherever that is enough.

To look up the purchases of each of 1,000,000 contacts takes a second; its summary says when it bought first and last,
in which months and on which weekdays, how many times, and how much at the very most.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from fichier_tui.domain.segment import Circumstances, Condition, Duration, SameEvent, field_of
from fichier_tui.domain.segment.evaluation import REVERSED, meets
from fichier_tui.domain.segment.facts import PurchaseFacts
from fichier_tui.domain.segment.tree import AT_LEAST, AT_MOST, EQUAL, LESS, MORE
from fichier_tui.storage.segments import columns
from fichier_tui.storage.segments.comparing import Fragment, compared

_EACH_MONTH = tuple(dt.date(2001, month, 1) for month in range(1, 13))
# Sunday is 0 for SQLite, and 7 January 2001 was one.
_EACH_WEEKDAY = tuple(dt.date(2001, 1, 7 + place) for place in range(7))
_IN_MONTHS = ("s.bought_months", _EACH_MONTH)
_KEPT = {"season": _IN_MONTHS, "month": _IN_MONTHS, "weekday": ("s.bought_weekdays", _EACH_WEEKDAY)}
_OF_ITS_DAY = (*_KEPT, "bought_on")
_FIRST, _LAST = "COALESCE(s.first_purchase, ':')", "COALESCE(s.last_purchase, '')"
# The day of purchase that meets a limit if any of them does, and the one that does only if all of them do.
_NEAREST = {MORE: _LAST, AT_LEAST: _LAST, LESS: _FIRST, AT_MOST: _FIRST}
_FURTHEST = {MORE: _FIRST, AT_LEAST: _FIRST, LESS: _LAST, AT_MOST: _LAST}
# What some of the purchases never add up to more than, and what all of them do.
_SUMS = {"purchases": ("s.purchases", "s.purchases"), "revenue": ("s.paid_cents", "s.revenue_cents")}


def is_of_its_day(same: SameEvent) -> bool:
    """Whether nothing but the day of a purchase is asked."""
    return all(condition.field in _OF_ITS_DAY for condition in same.conditions)


def purchased(same: SameEvent, sql: str, parameters: list[object], today: dt.date) -> Fragment:
    """Whether one purchase was made on such a day; its rows are asked only where the summary leaves it open."""
    bounds, known = _bounds(same.conditions, today)
    if not _summary_tells(same.conditions, today):
        sooner, days = _first_or_last(same.conditions, today)
        one = f"EXISTS (SELECT 1 FROM purchase p WHERE p.contact_id = s.contact_id AND {sql})"
        bounds.append(f"({' OR '.join([*sooner, one])})")
        known = [*known, *days, *parameters]
    return f"({' AND '.join(bounds)})", known


def _first_or_last(conditions: Sequence[Condition], today: dt.date) -> tuple[list[str], list[object]]:
    """Whether the first or the last purchase lies within the limits: most of those who bought in a year. Nothing where
    more than limits is asked."""
    limits = _limits(conditions, today)
    if not limits or len(limits) < len(conditions):
        return [], []
    ways = [" AND ".join(f"{day} {operator} ?" for operator, _day in limits) for day in (_FIRST, _LAST)]
    return [f"({way})" for way in ways], [day for _way in ways for _operator, day in limits]


def tallied(same: SameEvent, tally: Condition, sql: str, parameters: list[object], today: dt.date) -> Fragment | None:
    """Whether the purchases of such days add up to so much, which none at all never do; None where more than the day
    is asked, or another sum."""
    if tally.field not in _SUMS or not is_of_its_day(same):
        return None
    most, _all = _SUMS[tally.field]
    bounds, known = _bounds(same.conditions, today)
    if tally.operator in (MORE, AT_LEAST, EQUAL):
        cut = replace(tally, operator=AT_LEAST) if tally.operator == EQUAL else tally
        test, limit = compared(most, cut, today)
        bounds, known = [*bounds, test], [*known, *limit]
    added_up = f"(SELECT {columns.TALLIES[tally.field]} FROM purchase p WHERE p.contact_id = s.contact_id AND {sql})"
    test, limit = compared(added_up, tally, today)
    test, parameters = _unless_all_count(same, tally, (test, [*parameters, *limit]), today)
    return f"({' AND '.join(bounds)} AND {test})", [*known, *parameters]


def _unless_all_count(same: SameEvent, tally: Condition, counted: Fragment, today: dt.date) -> Fragment:
    """The sum of all purchases where every one of them lies within the limits, which the summary tells too."""
    limits = _limits(same.conditions, today)
    if not limits or len(limits) < len(same.conditions) or any(operator == EQUAL for operator, _day in limits):
        return counted
    _most, every = _SUMS[tally.field]
    within = " AND ".join(f"{_FURTHEST[operator]} {operator} ?" for operator, _day in limits)
    test, limit = compared(every, tally, today)
    sql = f"CASE WHEN {within} THEN {test} ELSE {counted[0]} END"
    return sql, [*(day for _operator, day in limits), *limit, *counted[1]]


def _bounds(conditions: Sequence[Condition], today: dt.date) -> tuple[list[str], list[object]]:
    """What the summary of whoever made such a purchase meets."""
    bounds, known = ["s.purchases > 0"], list[object]()
    for operator, day in _limits(conditions, today):
        for side in (AT_LEAST, AT_MOST) if operator == EQUAL else (operator,):
            bounds.append(f"{_NEAREST[side]} {side} ?")
            known.append(day)
    for column, mask in _masks(conditions, today).items():
        bounds.append(f"({column} & ?) <> 0")
        known.append(mask)
    return bounds, known


def _summary_tells(conditions: Sequence[Condition], today: dt.date) -> bool:
    """Whether meeting the bounds is enough: one purchase need not meet two things that several may meet together."""
    masks, limits = _masks(conditions, today), _limits(conditions, today)
    ways = {_NEAREST.get(operator, operator) for operator, _day in limits}
    return EQUAL not in ways and len(masks) + len(ways) == 1


def _masks(conditions: Sequence[Condition], today: dt.date) -> dict[str, int]:
    """By column of the summary, the months or weekdays, one bit each, that meet all of the conditions on them."""
    masks: dict[str, int] = {}
    for condition in conditions:
        if condition.field in _KEPT:
            column, days = _KEPT[condition.field]
            met = sum(1 << place for place, day in enumerate(days) if _is_met(condition, day, today))
            masks[column] = masks.get(column, met) & met
    return masks


def _is_met(condition: Condition, day: dt.date, today: dt.date) -> bool:
    field = field_of(condition.field)
    read = field.read_event
    return read is not None and meets(field, condition, read(PurchaseFacts(day), Circumstances(today)), today)


def _limits(conditions: Sequence[Condition], today: dt.date) -> list[tuple[str, str]]:
    """The days that purchases are to lie before or after, each with its operator."""
    limits = []
    for condition in conditions:
        if condition.field == "bought_on":
            value, operator = condition.value, str(condition.operator)
            if isinstance(value, Duration):
                value, operator = value.before(today), REVERSED[operator]
            if isinstance(value, dt.date):
                limits.append((operator, value.isoformat()))
    return limits
