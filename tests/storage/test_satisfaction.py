"""Scores, reviews and complaints on real files: a complaint is an alert, plans a call, and is closed by its answer."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    ListQuery,
    Session,
    close_complaint,
    create_contact,
    list_contacts,
    models,
    open_actions,
    open_complaint,
    open_complaints,
    read_card,
    read_contact,
    record_opinion,
    timeline,
    undo,
)
from tests.storage.conftest import DAY


@pytest.fixture
def contact(session: Session) -> int:
    return create_contact(session, ContactDetails(last_name="Péron")).id


@pytest.mark.parametrize(
    ("score", "text", "kind"),
    [(9, "", "score"), (0, "froid", "score"), (10, "bravo", "score"), (None, "bravo", "review")],
)
def test_an_opinion_is_a_score_or_a_review(
    session: Session, contact: int, score: int | None, text: str, kind: str
) -> None:
    record_opinion(session, contact, score, text)
    event = timeline(session, contact, kinds=("satisfaction",))[0]
    assert (event.subject, event.quantity, event.text) == (kind, -1 if score is None else score, text)
    undo(session)
    assert timeline(session, contact, kinds=("satisfaction",)) == ()


@pytest.mark.parametrize(("score", "code"), [(11, "opinion.score"), (-1, "opinion.score"), (None, "opinion.empty")])
def test_what_is_no_opinion_is_refused(session: Session, contact: int, score: int | None, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        record_opinion(session, contact, score, " ")
    assert refused.value.code == code


def test_a_complaint_is_an_alert_and_plans_a_call_on_the_next_working_day(session: Session, contact: int) -> None:
    assert dt.date(2026, 11, 21) == DAY, "a Saturday"
    complaint = open_complaint(session, contact, "  Chambre\nfroide ")
    assert (complaint.said, complaint.call_on) == ("Chambre froide", dt.date(2026, 11, 23))
    call = open_actions(session, contact=contact)[0].details
    assert (call.kind, call.subject, call.day, call.priority) == ("call", "Chambre froide", dt.date(2026, 11, 23), 1)
    assert read_contact(session, contact).summary.open_complaints == 1
    assert read_card(session, contact).recognition.open_complaints == 1
    assert list(list_contacts(session, ListQuery(filter="complaints")).ids) == [contact]
    undo(session)
    assert open_actions(session, contact=contact) == ()
    assert open_complaints(session, contact) == ()
    assert read_contact(session, contact).summary.open_complaints == 0


def test_before_a_holiday_the_call_waits(session: Session, contact: int) -> None:
    session.day = dt.date(2026, 12, 24)
    assert open_complaint(session, contact, "Bruit").call_on == dt.date(2026, 12, 28), "Christmas, then a week-end"
    assert open_complaint(session, contact, "Encore", dt.date(2026, 12, 24)).call_on == dt.date(2026, 12, 24)


def test_a_complaint_is_closed_with_its_answer_which_the_call_has_too(session: Session, contact: int) -> None:
    other = open_complaint(session, contact, "Bruit")
    complaint = open_complaint(session, contact, "Chambre froide")
    assert [one.said for one in open_complaints(session, contact)] == ["Bruit", "Chambre froide"]
    closed = close_complaint(session, complaint.id, "Une nuit offerte")
    assert (closed.said, closed.answer, closed.state) == ("Chambre froide", "Une nuit offerte", "closed")
    assert [action.details.subject for action in open_actions(session, contact=contact)] == ["Bruit"]
    done = models.Action.get(models.Action.subject == "Chambre froide")
    assert (done.state, done.result) == ("done", "Une nuit offerte")
    assert read_contact(session, contact).summary.open_complaints == 1
    for number, answer, code in (
        (complaint.id, "encore", "complaint.closed"),
        (other.id, "  ", "complaint.no_answer"),
        (999, "x", "row.unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            close_complaint(session, number, answer)
        assert refused.value.code == code
    undo(session)
    assert len(open_complaints(session, contact)) == 2
    assert len(open_actions(session, contact=contact)) == 2


def test_a_complaint_says_something(session: Session, contact: int) -> None:
    with pytest.raises(Refusal) as refused:
        open_complaint(session, contact, "\n")
    assert refused.value.code == "complaint.empty"
