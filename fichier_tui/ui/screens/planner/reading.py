"""What the planner asks the file, in one reading: a view of a day, whose actions, and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.history import Action, StaffMember
from fichier_tui.domain.schedule import SOON_DAYS, DayPlan, day_plan, month_weeks, week_bounds
from fichier_tui.storage import Birthday, Session, actions_between, birthdays, list_staff, open_actions
from fichier_tui.storage.actions.calling import CallAnswer, call_answers

DAY = "day"
WEEK = "week"
MONTH = "month"
VIEWS = (DAY, WEEK, MONTH)
STATES = ("open", "done", "cancelled")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown."""

    day: dt.date
    view: str = DAY
    in_charge: str = ""
    """A login; empty for everybody's."""

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """The first and the last day shown."""
        if self.view == WEEK:
            return week_bounds(self.day)
        if self.view == MONTH:
            weeks = month_weeks(self.day)
            return weeks[0][0], weeks[-1][-1]
        return self.day, self.day


@dataclass(frozen=True, slots=True)
class Planned:
    """What the file answers."""

    asked: Asked
    today: dt.date
    plan: DayPlan
    """The open actions up to soon, and those without a day: reckoned from today, whatever the view."""
    actions: tuple[Action, ...]
    """Those of the period, whatever their state, by day and hour."""
    birthdays: tuple[Birthday, ...]
    """Of the period; on the present day, of the next days too. None in a month, where they would be too many."""
    staff: tuple[StaffMember, ...]
    calls: Mapping[int, CallAnswer] = field(default_factory=dict, hash=False)
    """By contact to whom a call is shown, whether it may be called now to be sold something."""

    @property
    def is_present(self) -> bool:
        """Whether the view is that of today with what is late and what comes soon."""
        return self.asked.view == DAY and self.asked.day == self.today

    def action(self, number: int) -> Action | None:
        """The action of that number, if it is shown."""
        for listed in (self.actions, self.plan.shown, self.plan.undated):
            for action in listed:
                if action.id == number:
                    return action
        return None


def read_planned(session: Session, asked: Asked, today: dt.date) -> Planned:
    """Everything for one view."""
    first, last = asked.period
    soon = today + dt.timedelta(days=SOON_DAYS)
    present = asked.view == DAY and asked.day == today
    wished: tuple[Birthday, ...] = ()
    if asked.view != MONTH:
        wished = birthdays(session, first, SOON_DAYS if present else (last - first).days)
    plan = day_plan(open_actions(session, until=soon, assigned_to=asked.in_charge), today)
    actions = actions_between(session, first, last, assigned_to=asked.in_charge, states=STATES)
    called = {
        action.contact_id
        for action in (*actions, *plan.shown, *plan.undated)
        if action.contact_id is not None and action.state == "open" and action.details.kind == "call"
    }
    return Planned(asked, today, plan, actions, wished, list_staff(session), call_answers(session, called))
