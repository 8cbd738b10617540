"""How often something comes again, in words: what the counter and the form of a plan say, and what a form proposes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fichier_tui.domain.line.recurrence import read_every
from fichier_tui.domain.recurrence import DAILY, MONTHLY, WEEKDAYS, WEEKLY, YEARLY, Rule, read_rule
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.widgets.chooser import rank
from fichier_tui.ui.widgets.choosers import Suggestion

_EVERY = {
    DAILY: N_("every day"),
    WEEKLY: N_("every week"),
    MONTHLY: N_("every month"),
    YEARLY: N_("every year"),
}
_PLACES = {
    1: N_("the first {weekday}"),
    2: N_("the second {weekday}"),
    3: N_("the third {weekday}"),
    4: N_("the fourth {weekday}"),
    5: N_("the fifth {weekday}"),
    -1: N_("the last {weekday}"),
}
_PROPOSED = (
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=6",
    "FREQ=YEARLY",
    "FREQ=DAILY",
)


def every_words(rule: str) -> str:
    """ "every month", "every week, Monday", "every month, the last Friday"; the rule itself where it cannot be said."""
    try:
        read = read_rule(rule)
    except Refusal:
        return rule
    said = _(_EVERY[read.frequency])
    if read.interval != 1:
        said = _("{words} (one in {count})").format(words=said, count=read.interval)
    return ", ".join([said, *_days(read)])


def _days(rule: Rule) -> Sequence[str]:
    names = [_(written.WEEKDAYS[number]) for number in rule.weekdays]
    if rule.place in _PLACES:
        return [_(_PLACES[rule.place]).format(weekday=names[0])]
    if rule.month_day is None:
        return names
    if rule.month is None:
        return [_("on the {day}").format(day=rule.month_day)]
    return [_("on {day} {month}").format(day=rule.month_day, month=written.month(rule.month))]


def proposed_rhythms(typed: str, day: dt.date | None) -> Sequence[Suggestion]:
    """What the words typed may mean; all that is usual where there are none, the weekday of `day` first."""
    rules = list(_PROPOSED)
    if day is not None:
        rules.insert(0, f"FREQ=WEEKLY;BYDAY={WEEKDAYS[day.weekday()]}")
    if meant := read_every(typed):
        rules = [meant, *(rule for rule in rules if rule != meant)]
    sought = fold(typed)
    return tuple(
        Suggestion(rule, every_words(rule))
        for rule in rules
        if not sought or rule == meant or rank(every_words(rule), sought) is not None
    )
