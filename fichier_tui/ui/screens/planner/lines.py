"""The lines of the planner's lists: headings with their counts, actions, birthdays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fichier_tui.domain.history import Action
from fichier_tui.domain.holidays import public_holidays
from fichier_tui.domain.schedule import done_together, in_order, is_late
from fichier_tui.i18n import _, ngettext, pgettext
from fichier_tui.storage import Birthday
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.screens.planner.reading import WEEK, Planned

BY_CONTACT, BY_STAFF = "contact", "staff"
GROUPINGS = ("", BY_CONTACT, BY_STAFF)
"""How the day's list is put together: by day, by contact, by person in charge."""
BIRTHDAYS_SHOWN = 6
"""A large shop has dozens a day: the section stays light, the rest is counted."""
BIRTHDAYS_IN_WEEK = 3
"""More of one day are counted in its heading: what is to be done is not drowned."""
MANY_DAYS = 1000
"""From so many days on a delay is told in years: the column is narrow."""
LATE, DONE, GIVEN_UP, HIGH, URGENT, WISHED = "!", "✓", "×", "▲", "▲▲", "♪"

ACTION = "action"
BIRTHDAY = "birthday"
DONE_TOGETHER = "done_together"
"""What was noted on many cards at once: a sending."""
PROPOSAL = "proposal"
"""Made by `planner.proposed`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names those below it."""

    words: str
    count: int | None = None
    tone: str = ""
    """late, today, or empty for a quiet one."""
    day: dt.date | None = None
    """The day that it names, in a list of days."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that the cursor stands on."""

    kind: str
    id: int
    """The number of the action, the first of some, of the contact whose birthday it is; the place of the proposal."""
    contact: int | None
    when: str
    mark: str
    what: str
    name: str
    subject: str
    in_charge: str
    tone: str = ""
    """late, quiet (done, given up), or empty."""
    day: dt.date | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What it is, whatever its place."""
        return self.kind, self.id


Line = Heading | Row


def lines_of(planned: Planned, grouped: str = "") -> tuple[Line, ...]:
    """The list of a view: the present day, another day, or a week."""
    if planned.asked.view == WEEK:
        return tuple(_week(planned))
    if grouped:
        return tuple(_grouped(planned, by_contact=grouped == BY_CONTACT))
    return tuple(_present(planned) if planned.is_present else _one_day(planned, planned.asked.day))


def start_of(lines: Sequence[Line], day: dt.date) -> int:
    """The line at which one begins to read: the top, or in a week the heading of the day."""
    days = {line.day: index for index, line in enumerate(lines) if isinstance(line, Heading) and line.day is not None}
    return days.get(day, 0) if len(days) > 1 else 0


def staff_words(planned: Planned, login: str) -> str:
    """How a member of staff is called among colleagues: by the first name; the login of who left."""
    name = next((member.name for member in planned.staff if member.login == login), "")
    return (name.split() or [login])[0]


def how_late(day: dt.date, today: dt.date) -> str:
    """ "! 3 d": how many days late; from a thousand on how many years."""
    days = (today - day).days
    if days < MANY_DAYS:
        return f"{LATE} " + _("{count} d").format(count=days)
    years = days // 365
    return f"{LATE} " + ngettext("{count} yr", "{count} yrs", years).format(count=years)


def day_heading(day: dt.date, today: dt.date) -> str:
    """ "Tomorrow, Thursday 13 August", a public holiday said."""
    words = written.day_long(day, year=day.year != today.year)
    days = (day - today).days
    if days in (-1, 0, 1):
        near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
        words = f"{near}, {words}"
    if day in public_holidays(day.year):
        words = f"{words} — " + _("public holiday")
    return words[:1].upper() + words[1:]


def action_row(planned: Planned, action: Action, *, dated: bool = False) -> Row:
    """The line of an action; `dated` where its heading does not tell the day."""
    details, today = action.details, planned.today
    late = is_late(action, today)
    when = written.clock(details.time) if details.time else ""
    if late and details.day is not None and planned.asked.view != WEEK:
        when = how_late(details.day, today)
    elif dated and details.day is not None and details.day != today:
        when = f"{written.day_short(details.day, today)} {when}".rstrip()
    mark = {"done": DONE, "cancelled": GIVEN_UP}.get(action.state, "")
    if not mark:
        mark = (LATE if late and planned.asked.view == WEEK else "") + (URGENT if details.priority > 1 else "")
        mark = mark or (HIGH if details.priority else "")
    return Row(
        ACTION,
        action.id,
        action.contact_id,
        when,
        mark[:2],
        word(ACTION_KINDS, details.kind),
        action.contact_name,
        details.subject if action.state == "open" or not action.result else f"{details.subject} — {action.result}",
        staff_words(planned, details.assigned_to),
        "quiet" if action.state != "open" else "late" if late else "",
        details.day,
    )


def _present(planned: Planned) -> Iterator[Line]:
    plan, today = planned.plan, planned.today
    if plan.late:
        yield Heading(_("Late"), len(plan.late), "late")
        yield from (action_row(planned, action) for action in plan.late)
    yield from _one_day(planned, today)
    for day, actions in _by_day(plan.soon):
        yield Heading(day_heading(day, today), len(actions))
        yield from (action_row(planned, action) for action in actions)
    if plan.undated:
        yield Heading(_("Without a day"), len(plan.undated))
        yield from (action_row(planned, action) for action in plan.undated)


def _one_day(planned: Planned, day: dt.date) -> Iterator[Line]:
    """What one day holds: to do, then done and given up, then birthdays."""
    listed = sorted((action for action in planned.actions if action.details.day == day), key=in_order)
    to_do = [action for action in listed if action.state == "open"]
    over = [action for action in listed if action.state != "open"]
    yield Heading(day_heading(day, planned.today), len(to_do), "today" if day == planned.today else "", day)
    yield from (action_row(planned, action) for action in to_do)
    yield from (_over_row(planned, group) for group in done_together(over))
    if planned.asked.view != WEEK:
        yield from _birthdays(planned, planned.birthdays)


def _over_row(planned: Planned, group: tuple[Action, ...]) -> Row:
    """The line of what is over: an action, or those that were done together, counted."""
    row = action_row(planned, group[0])
    if len(group) == 1:
        return row
    return replace(row, kind=DONE_TOGETHER, contact=None, name=written.contacts(len(group)))


def _week(planned: Planned) -> Iterator[Line]:
    first, _last = planned.asked.period
    for offset in range(7):
        day = first + dt.timedelta(days=offset)
        wished = [birthday for birthday in planned.birthdays if birthday.day == day]
        heading, *listed = _one_day(planned, day)
        if len(wished) > BIRTHDAYS_IN_WEEK and isinstance(heading, Heading):
            count = ngettext("{count} birthday", "{count} birthdays", len(wished)).format(count=len(wished))
            heading, wished = replace(heading, words=f"{heading.words} — {WISHED} {count}"), []
        yield heading
        yield from listed
        yield from (_birthday_row(planned, birthday) for birthday in wished)


def _grouped(planned: Planned, *, by_contact: bool) -> Iterator[Line]:
    """The same actions, under the name of each contact, or of each person in charge; whoever has the most pressing
    first action comes first."""
    actions = planned.plan.shown + planned.plan.undated if planned.is_present else planned.actions
    groups: dict[str, list[Action]] = {}
    for action in actions:
        whose = str(action.contact_id or "") if by_contact else action.details.assigned_to
        groups.setdefault(whose, []).append(action)
    nobody = groups.pop("", [])
    for whose, listed in groups.items():
        name = listed[0].contact_name if by_contact else listed[0].in_charge or whose
        yield Heading(name, len(listed), "late" if is_late(listed[0], planned.today) else "")
        yield from (action_row(planned, action, dated=True) for action in listed)
    if nobody:
        yield Heading(_("For nobody in particular") if by_contact else _("Nobody in charge"), len(nobody))
        yield from (action_row(planned, action, dated=True) for action in nobody)


def _birthdays(planned: Planned, birthdays: tuple[Birthday, ...]) -> Iterator[Line]:
    if not birthdays:
        return
    left = len(birthdays) - BIRTHDAYS_SHOWN
    words = _("Birthdays")
    if left > 0:
        more = ngettext("{count} more this week", "{count} more this week", left).format(count=left)
        words = f"{words} — {more}"
    yield Heading(words, len(birthdays))
    yield from (_birthday_row(planned, birthday) for birthday in birthdays[:BIRTHDAYS_SHOWN])


def _birthday_row(planned: Planned, birthday: Birthday) -> Row:
    near = birthday.day == planned.today
    when = pgettext("calendar", "today") if near else written.day_short(birthday.day, planned.today)
    years = birthday.years
    words = "" if years is None else ngettext("{count} year old", "{count} years old", years).format(count=years)
    if planned.asked.view == WEEK:
        # No heading says what it is there.
        when, words = "", ", ".join(part for part in (_("birthday"), words) if part)
    return Row(BIRTHDAY, birthday.contact_id, birthday.contact_id, when, WISHED, "", birthday.name, words, "", "quiet")


def _by_day(actions: Iterable[Action]) -> Iterator[tuple[dt.date, list[Action]]]:
    dated = ((action.details.day, action) for action in actions)
    for day, group in groupby(((day, action) for day, action in dated if day is not None), key=lambda pair: pair[0]):
        yield day, [action for _day, action in group]
