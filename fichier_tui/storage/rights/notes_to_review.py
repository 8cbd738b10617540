"""The notes that say what the law does not want in a customer file, to be gone through once a year (CONSENT R29)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.sensitive import Judgement
from fichier_tui.domain.sensitive_text import worst
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting
from fichier_tui.storage.shop import read_settings

REVIEW_MONTHS = 12
_KEY = "notes_reviewed_on"
_LONGEST = 300
# Where free text stands: kind, table, day, text.
_TEXTS = (
    ("note", "note", "x.day", "x.text"),
    ("visit", "visit", "x.day", "x.note"),
    ("purchase", "purchase", "x.day", "x.note"),
    (
        "action",
        "action",
        "COALESCE(x.day, substr(x.created_at, 1, 10))",
        "x.subject || char(10) || x.note || char(10) || x.result",
    ),
    ("satisfaction", "satisfaction", "x.day", "x.text"),
    ("card", "contact", "substr(x.updated_at, 1, 10)", "x.important"),
)


@dataclass(frozen=True, slots=True)
class NoteToReview:
    """A text, whose it is, and the word that makes it worth a look."""

    id: int
    contact: int
    name: str
    kind: str
    """note | visit | purchase | action | satisfaction | card."""
    day: dt.date
    text: str
    word: str
    category: str
    forbidden: bool


def notes_to_review(session: Session) -> tuple[NoteToReview, ...]:
    """Those that say it outright first, then the latest. Raises Refusal("staff.not_allowed")."""
    session.require(RIGHTS)
    found = sorted(_found(session), key=lambda one: (not one[4].forbidden, -one[2].toordinal(), one[0]))
    return tuple(
        NoteToReview(
            place, contact, name, kind, day, text[:_LONGEST], judgement.word, judgement.category, judgement.forbidden
        )
        for place, (contact, name, day, (kind, text), judgement) in enumerate(found, start=1)
    )


def _found(session: Session) -> Iterator[tuple[int, str, dt.date, tuple[str, str], Judgement]]:
    execute = session.database.connection().execute
    for kind, table, day, text in _TEXTS:
        contact = "x.id" if table == "contact" else "x.contact_id"
        rows = execute(
            f"SELECT {contact}, s.display_name, {day}, {text} FROM {table} AS x"
            f" JOIN contact_summary AS s ON s.contact_id = {contact} WHERE s.live AND length({text}) > 2"
        )
        for number, name, on, said in rows:
            judgement = worst(said)
            if judgement is not None:
                yield number, name, dt.date.fromisoformat(on), (kind, said.strip()), judgement


def mark_reviewed(session: Session) -> None:
    """The notes were gone through today. Raises Refusal("staff.not_allowed")."""
    session.require(RIGHTS)
    with session.operation("notes.reviewed") as operation:
        keep_setting(operation, _KEY, session.today.isoformat())


def reviewed_on(session: Session) -> dt.date | None:
    """The day on which the notes were last gone through."""
    kept = read_settings(session).notes_reviewed_on
    return dt.date.fromisoformat(kept) if kept else None


def is_review_due(session: Session) -> bool:
    """Whether a year has gone by since, or nobody ever did."""
    last = reviewed_on(session)
    return last is None or add_months(last, REVIEW_MONTHS) <= session.today
