"""A day on paper: its appointments, who arrives, what is to be done, what is late, who has a birthday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fichier_tui.domain.history import Action
from fichier_tui.domain.schedule import in_order
from fichier_tui.storage.actions.planning import actions_between, open_actions
from fichier_tui.storage.birthdays import Birthday, birthdays
from fichier_tui.storage.contacts import read_rows
from fichier_tui.storage.session import Session

_ARRIVALS = (
    "SELECT summary.display_name, COALESCE(product.name, ''), purchase.nights, purchase.people, purchase.contact_id"
    " FROM purchase JOIN contact_summary AS summary ON summary.contact_id = purchase.contact_id"
    " LEFT JOIN product ON product.id = purchase.product_id"
    " WHERE purchase.day = ? AND summary.live AND (purchase.nights > 0 OR product.by_night)"
    " ORDER BY summary.sort_key, purchase.id"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A stay that begins: a purchase by the night, of that day."""

    name: str
    product: str
    nights: int | None
    people: int | None
    contact_id: int


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What a day holds. `tasks` are open and no appointments; `late` are those that were due before that day."""

    day: dt.date
    appointments: tuple[Action, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    tasks: tuple[Action, ...] = ()
    late: tuple[Action, ...] = ()
    birthdays: tuple[Birthday, ...] = ()
    phones: Mapping[int, str] = field(default_factory=dict, hash=False)
    """The first number of each contact who is to be called."""

    @property
    def contacts(self) -> int:
        """How many contacts it names."""
        named = {action.contact_id for action in (*self.appointments, *self.tasks, *self.late)}
        named |= {arrival.contact_id for arrival in self.arrivals}
        named |= {birthday.contact_id for birthday in self.birthdays}
        return len(named - {None})


def read_day_sheet(session: Session, day: dt.date) -> DaySheet:
    """Everything for the sheet of a day."""
    planned = sorted(actions_between(session, day, day, states=("open",)), key=in_order)
    before = open_actions(session, until=day - dt.timedelta(days=1))
    late = sorted((action for action in before if action.details.day is not None), key=in_order)
    calls = [action for action in (*planned, *late) if action.details.kind == "call"]
    called = dict.fromkeys(action.contact_id for action in calls if action.contact_id is not None)
    arrivals = session.database.connection().execute(_ARRIVALS, (day.isoformat(),))
    return DaySheet(
        day,
        tuple(action for action in planned if action.details.kind == "appointment"),
        tuple(Arrival(*row) for row in arrivals),
        tuple(action for action in planned if action.details.kind != "appointment"),
        tuple(late),
        birthdays(session, day, 0),
        {row.id: row.phone for row in read_rows(session, list(called)) if row.phone},
    )
