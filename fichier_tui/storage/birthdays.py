"""Whose birthday it is, today and in the next days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import peewee as pw

from fichier_tui.domain.birthday import age_wished, births_wished, next_birthday
from fichier_tui.storage import models
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class Birthday:
    """A contact to be wished a happy birthday."""

    contact_id: int
    name: str
    day: dt.date
    """When it is wished."""
    years: int | None = None
    """The age reached, where the year of birth is known."""


def birthdays(session: Session, first: dt.date, days: int = 7) -> tuple[Birthday, ...]:
    """The birthdays from `first` on, within `days` days after it, by day and name; not of those who died."""
    ends = births_wished(first, first + dt.timedelta(days=days))
    summary = models.ContactSummary
    query = (
        models.Contact.select(models.Contact.id, models.Contact.birth, summary.display_name.alias("name"))
        .join(summary, on=(summary.contact == models.Contact.id))
        .where(
            models.Contact.birth != "",
            pw.fn.SUBSTR(models.Contact.birth, -6).in_(sorted(ends)),
            models.Contact.deceased_on.is_null(),
            summary.live,
        )
        .order_by(summary.sort_key, models.Contact.id)
        .objects()
    )
    found = []
    for row in query:
        day = next_birthday(row.birth, first)
        if day is not None:
            found.append(Birthday(row.id, row.name, day, age_wished(row.birth, day)))
    return tuple(sorted(found, key=lambda birthday: birthday.day))
