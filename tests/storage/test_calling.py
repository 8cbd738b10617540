"""May they be called now, out of a real file: the day, the hour, the calls that were made."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from fichier_tui.domain.contact import ContactDetails, PhoneNumber
from fichier_tui.domain.history import ActionDetails
from fichier_tui.storage import Session, complete_action, create_contact, plan_action, record_consent
from fichier_tui.storage.actions.calling import CallAnswer, call_answers

THURSDAY = dt.date(2026, 11, 19)
MORNING, LUNCH = dt.time(11), dt.time(13, 30)


def called(session: Session, contact: int, time: dt.time, day: dt.date = THURSDAY) -> CallAnswer:
    """The answer on a day at an hour of Paris."""
    session.day = day
    session.clock = lambda: dt.datetime.combine(day, time, ZoneInfo("Europe/Paris")).astimezone(dt.UTC)
    return call_answers(session, [contact])[contact]


@pytest.mark.usefixtures("in_paris")
def test_a_consumer_is_called_at_the_hours_of_the_law_and_four_times_at_most(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Péron", phones=(PhoneNumber("+33612345678"),))).id
    assert called(session, contact, MORNING).now.reason == "not_asked"
    record_consent(session, contact, "phone", "given")
    assert called(session, contact, MORNING).now.allowed
    lunch = called(session, contact, LUNCH)
    assert (lunch.answer.allowed, lunch.now.reason) == (True, "out_of_hours")
    assert lunch.again_at is not None
    assert (lunch.again_at.date(), lunch.again_at.hour) == (THURSDAY, 14)
    for _attempt in range(4):
        complete_action(session, plan_action(session, contact, ActionDetails("call", day=THURSDAY)).id)
    often = called(session, contact, MORNING)
    assert often.now.reason == "too_often"
    assert often.again_at is not None
    assert often.again_at.date() == dt.date(2026, 12, 21), "thirty days later is a Saturday"
    saturday = called(session, contact, MORNING, dt.date(2026, 11, 21))
    assert saturday.now.reason == "rest_day"


def test_a_business_has_no_such_hours(session: Session) -> None:
    details = ContactDetails("company", company_name="CSE", phones=(PhoneNumber("+33412345678"),))
    contact = create_contact(session, details).id
    assert called(session, contact, LUNCH, dt.date(2026, 11, 22)) == call_answers(session, [contact])[contact]
    assert called(session, contact, LUNCH).now.reason == "business"
