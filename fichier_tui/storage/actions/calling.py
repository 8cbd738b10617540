"""May these contacts be called at this instant, to sell? The answer of the day, then the hour, then the attempts."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from fichier_tui.domain.calling import HOURS, WINDOW_DAYS, may_call_now, next_call
from fichier_tui.domain.contact import COMPANY
from fichier_tui.domain.contactability import PHONE, PROSPECTING, Answer
from fichier_tui.storage.consents.contactability import answers
from fichier_tui.storage.days import action_day
from fichier_tui.storage.session import Session

_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """Whether a contact may be called to be sold something."""

    answer: Answer
    """On that day."""
    now: Answer
    """At that instant: the same where the day says no, or where the hours of consumers do not hold."""
    again_at: dt.datetime | None = None
    """When it may be called again, where the day says yes and the instant no; in the zone of its number."""


def call_answers(session: Session, ids: Collection[int]) -> dict[int, CallAnswer]:
    """The answers for each of these contacts, now: in a few queries, however many they are."""
    return _answers_at(session, ids, _instant(session))


def planned_call(session: Session, contact: int, day: dt.date, time: str = "") -> Answer:
    """Whether a contact may be called on a day to be sold something, at an hour of the shop's clock ("14:00").

    Without an hour it is that day alone that is looked at. Hours are R13's, which binds with consumers only.
    """
    hour = dt.time.fromisoformat(time) if time else HOURS[0][0]
    at = dt.datetime.combine(day, hour).astimezone()
    return _answers_at(session, (contact,), at)[contact].now


def _answers_at(session: Session, ids: Collection[int], now: dt.datetime) -> dict[int, CallAnswer]:
    execute, wanted = session.database.connection().execute, json.dumps(list(ids))
    numbers: dict[int, str] = {}
    for contact, number in execute(
        f"SELECT contact_id, number FROM phone WHERE contact_id IN {_AMONG} ORDER BY position, id", (wanted,)
    ):
        numbers.setdefault(contact, number)
    attempts: dict[int, list[dt.date]] = defaultdict(list)
    since = (now.date() - dt.timedelta(days=WINDOW_DAYS + 1)).isoformat()
    for contact, day in execute(
        f"SELECT contact_id, {action_day()} AS made FROM action"
        f" WHERE kind = 'call' AND state = 'done' AND made >= ? AND contact_id IN {_AMONG}",
        (since, wanted),
    ):
        attempts[contact].append(dt.date.fromisoformat(day))
    companies = {
        row[0] for row in execute(f"SELECT id FROM contact WHERE kind = ? AND id IN {_AMONG}", (COMPANY, wanted))
    }
    found = {}
    for contact, answer in answers(session, ids, PHONE, PROSPECTING, now.date()).items():
        at_once = answer
        if answer.allowed and contact not in companies:
            at_once = may_call_now(now, attempts[contact], numbers.get(contact, ""))
        again = next_call(now, attempts[contact], numbers.get(contact, "")) if at_once.rule == "R13" else None
        found[contact] = CallAnswer(answer, at_once, None if at_once.allowed else again)
    return found


def _instant(session: Session) -> dt.datetime:
    """The hour of the clock, on the day that is reckoned from."""
    return dt.datetime.combine(session.today, session.now().astimezone().timetz())
