"""Requests under the RGPD on a real file: noted by anybody, answered in time by the owner."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.consent import OPPOSED
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import (
    ACCESS,
    DONE,
    ERASURE,
    OBJECTION,
    OPEN,
    REFUSED,
    WITHDRAWAL,
    RequestDetails,
    RequestsDue,
)
from fichier_tui.storage import Session, create_contact, journal_numbers, models, undo
from fichier_tui.storage.actions.ahead import read_ahead
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.consents.oppositions import oppositions_of
from fichier_tui.storage.rights.requests import (
    answer_request,
    change_request,
    extend_request,
    list_requests,
    note_request,
    open_channels,
    requests_due,
    requests_of,
)
from tests.storage.conftest import DAY

ASKED = RequestDetails(ACCESS, DAY)


@pytest.fixture
def contact(session: Session) -> int:
    return create_contact(session, ContactDetails(last_name="Péron")).id


def refused(code: str, verb: object, *arguments: object, **options: object) -> None:
    with pytest.raises(Refusal) as found:
        verb(*arguments, **options)  # type: ignore[operator]
    assert found.value.code == code


def test_a_request_is_noted_with_its_month_and_taken_back(session: Session, contact: int) -> None:
    noted = note_request(session, contact, replace(ASKED, note="  par\tcourrier "))
    assert (noted.name, noted.due_on, noted.state, noted.staff) == ("Péron", dt.date(2026, 12, 21), OPEN, "Hélène")
    assert noted.details.note == "par courrier"
    assert requests_of(session, contact) == (noted,)
    undo(session)
    assert list_requests(session) == ()


def test_somebody_who_is_not_in_the_file_asks_too(session: Session) -> None:
    refused("rights.nobody", note_request, session, None, ASKED)
    noted = note_request(session, None, replace(ASKED, who=" Jean Inconnu "))
    assert (noted.name, noted.contact_id) == ("Jean Inconnu", None)


def test_what_cannot_be_is_refused(session: Session, contact: int) -> None:
    refused("row.unknown", note_request, session, 999, ASKED)
    refused("rights.later", note_request, session, contact, replace(ASKED, received_on=DAY + dt.timedelta(days=1)))
    refused("rights.kind", note_request, session, contact, replace(ASKED, kind="soup"))
    refused("rights.kind", note_request, session, contact, replace(ASKED, identity="copy_of_id"))
    assert len(journal_numbers(session)) == 1, "only the contact"


def test_the_reception_notes_a_request_and_does_not_answer_it(session: Session, contact: int) -> None:
    models.Staff.update(role="reception").execute()
    noted = note_request(session, contact, ASKED)
    change_request(session, noted.id, replace(ASKED, kind=ERASURE))
    refused("staff.not_allowed", answer_request, session, noted.id, "Fait")
    refused("staff.not_allowed", extend_request, session, noted.id, "Complexe")


def test_a_request_is_answered_once(session: Session, contact: int) -> None:
    noted = note_request(session, contact, ASKED)
    refused("rights.later", answer_request, session, noted.id, "x", day=DAY - dt.timedelta(days=1))
    answered = answer_request(session, noted.id, "Remis en main propre")
    assert (answered.state, answered.done_on, answered.answer) == (DONE, DAY, "Remis en main propre")
    refused("rights.answered", answer_request, session, noted.id, "encore")
    refused("rights.answered", change_request, session, noted.id, ASKED)
    undo(session)
    refused("rights.no_reason", answer_request, session, noted.id, "  ", refused=True)
    assert answer_request(session, noted.id, "Excessive", refused=True).state == REFUSED


def test_an_objection_closes_the_channels_meant_with_the_request_and_comes_back_with_it(session: Session) -> None:
    contact = create_contact(session, ContactDetails(last_name="Péron", emails=(EmailAddress("p@example.org"),))).id
    noted = note_request(session, contact, replace(ASKED, kind=WITHDRAWAL, way="post"), close=["email"])
    assert open_channels(session, contact) == ("sms", "phone", "post")
    (line,) = consent_history(session, contact)
    assert (line.state, line.day, line.medium) == (OPPOSED, DAY, "paper")
    assert list(oppositions_of(ContactDetails(emails=(EmailAddress("p@example.org"),)))) == ["email"]
    entry = session.last_entry()
    answer_request(session, noted.id, "Fait", close=open_channels(session, contact))
    assert open_channels(session, contact) == ()
    assert session.last_entry() == entry + 1, "one operation with the answer"
    undo(session)
    undo(session)
    assert (requests_of(session, contact), consent_history(session, contact)) == ((), ())


def test_a_refused_objection_and_another_request_close_nothing(session: Session, contact: int) -> None:
    note_request(session, contact, ASKED, close=CONSENT_CHANNELS)
    noted = note_request(session, contact, replace(ASKED, kind=OBJECTION))
    answer_request(session, noted.id, "Excessive", refused=True, close=CONSENT_CHANNELS)
    assert open_channels(session, contact) == CONSENT_CHANNELS


def test_a_request_is_extended_once_within_its_first_month(session: Session, contact: int) -> None:
    session.day = dt.date(2027, 1, 31)
    noted = note_request(session, contact, replace(ASKED, received_on=session.day))
    session.day = dt.date(2027, 2, 28)
    refused("rights.no_reason", extend_request, session, noted.id, " ")
    extended = extend_request(session, noted.id, "Beaucoup de pièces")
    assert (extended.due_on, extended.extended_on) == (dt.date(2027, 4, 30), session.day)
    refused("rights.extended", extend_request, session, noted.id, "encore")
    moved = change_request(session, noted.id, replace(noted.details, received_on=dt.date(2027, 1, 30)))
    assert moved.due_on == dt.date(2027, 4, 30)
    other = note_request(session, contact, replace(ASKED, received_on=dt.date(2027, 1, 27)))
    refused("rights.too_late", extend_request, session, other.id, "trop tard")


def test_what_is_late_is_counted_and_told_ahead(session: Session, contact: int) -> None:
    assert requests_due(session) == RequestsDue()
    for days in (40, 28, 3):
        note_request(session, contact, replace(ASKED, received_on=DAY - dt.timedelta(days=days)))
    assert requests_due(session) == RequestsDue(3, 1, 1, dt.date(2026, 11, 12))
    assert read_ahead(session).requests_late == 1
    assert [one.days_left(DAY) for one in list_requests(session)] == [-9, 3, 27]
