"""Who entered a segment and left it since it was seen, and why."""

from __future__ import annotations

import datetime as dt
from array import array

import pytest

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.segment.changing import BIRTHDAY, BOUGHT, CAME, CARD, CONSENT, CREATED, DAY, PUT_ASIDE
from fichier_tui.storage import models
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.storage.segments import seen as seen_members
from fichier_tui.storage.segments.changes import (
    SegmentChanges,
    changed_contacts,
    count_changes,
    mark_segment_seen,
    segment_changes,
)
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY as TODAY


def person(session: Session, name: str, **details: object) -> int:
    """A new contact."""
    return storage.create_contact(session, ContactDetails(last_name=name, **details)).id  # type: ignore[arg-type]


def seen(session: Session, typed: str) -> str:
    """A segment of this text, seen as it is now."""
    storage.save_segment(session, "S", read_segment(typed))
    mark_segment_seen(session, "S")
    return "S"


def told(session: Session) -> dict[str, tuple[bool, str]]:
    """Whether each changed contact entered, and the cause, by name."""
    changes = segment_changes(session, "S")
    counts = count_changes(session, changes.segment)
    assert (counts.entered, counts.left) == (len(changes.entered), len(changes.left))
    assert counts.inside == storage.count_segment(session, changes.segment.tree)
    rows = changed_contacts(session, changes, [*changes.entered, *changes.left])
    return {row.name: (row.entered, row.change.cause) for row in rows}


def test_a_segment_never_seen_tells_nothing(session: Session) -> None:
    person(session, "A")
    storage.save_segment(session, "S", read_segment(""))
    models.Segment.update(seen_at=None, seen_count=None).execute()  # as those of earlier versions
    segment = storage.load_segment(session, "S")
    person(session, "B")
    assert segment_changes(session, "S") == SegmentChanges(segment, array("q"), array("q"))
    assert told(session) == {}


def test_a_segment_is_told_of_since_it_was_saved_and_the_saving_is_taken_back_whole(session: Session) -> None:
    a = person(session, "A")
    storage.save_segment(session, "S", read_segment("prospects"))
    storage.log_purchase(session, a, PurchaseDetails(day=TODAY, amount_cents=100))
    b = person(session, "B")
    assert told(session) == {"A": (False, BOUGHT), "B": (True, CREATED)}
    storage.save_segment(session, "S", read_segment("prospects"), replace=True)
    assert told(session).keys() == {"A", "B"}
    storage.save_segment(session, "S", read_segment("clients"), replace=True)
    assert told(session) == {}
    storage.undo(session)
    assert told(session).keys() == {"A", "B"}
    storage.redo(session)
    assert told(session) == {}
    storage.log_purchase(session, b, PurchaseDetails(day=TODAY, amount_cents=100))
    assert told(session) == {"B": (True, BOUGHT)}


def test_where_many_leave_the_list_is_written_anew(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_members, "_ONE_BY_ONE", 1)
    ids = [person(session, name) for name in "ABCDE"]
    storage.save_segment(session, "S", read_segment(""))
    storage.save_segment(session, "T", read_segment(""))
    person(session, "F")
    for one in ids[1:3]:
        storage.delete_contact(session, one)
    mark_segment_seen(session, "S")
    assert told(session) == {}
    storage.undo(session)
    assert told(session) == {"F": (True, CREATED), "B": (False, PUT_ASIDE), "C": (False, PUT_ASIDE)}
    storage.redo(session)
    assert told(session) == {}


def test_who_was_erased_is_a_number(session: Session) -> None:
    a, b = person(session, "A"), person(session, "B")
    storage.save_segment(session, "S", read_segment("prospects"))
    storage.log_purchase(session, b, PurchaseDetails(day=TODAY, amount_cents=100))
    erase_contacts(session, [a])
    assert segment_changes(session, "S").erased == 1
    assert told(session) == {"B": (False, BOUGHT)}
    mark_segment_seen(session, "S")
    assert segment_changes(session, "S").erased == 0


def test_a_purchase_a_visit_a_consent_bring_in_and_a_withdrawal_takes_out(session: Session) -> None:
    a, b, c = person(session, "A"), person(session, "B"), person(session, "C")
    seen(session, "clients ou visites>0 ou ok:mail")
    storage.log_purchase(session, a, PurchaseDetails(day=TODAY, amount_cents=100))
    storage.log_visit(session, b, VisitDetails(day=TODAY))
    storage.record_consent(session, c, "email", "given")
    assert told(session) == {"A": (True, BOUGHT), "B": (True, CAME), "C": (True, CONSENT)}
    mark_segment_seen(session, "S")
    assert told(session) == {}
    storage.record_consent(session, c, "email", "withdrawn")
    assert told(session) == {"C": (False, CONSENT)}


def test_the_condition_that_turned_is_told(session: Session) -> None:
    a = person(session, "A", addresses=(PostalAddress(town="Nice"),))
    seen(session, "ville:Nice clients")
    storage.log_purchase(session, a, PurchaseDetails(day=TODAY, amount_cents=100))
    changes = segment_changes(session, "S")
    (row,) = changed_contacts(session, changes, changes.entered)
    assert [getattr(reason.asked, "field", "") for reason in row.change.reasons] == ["status"]


def test_a_day_that_passed_and_a_birthday(session: Session) -> None:
    bought = person(session, "Old")
    storage.log_purchase(session, bought, PurchaseDetails(day=TODAY - dt.timedelta(29), amount_cents=100))
    seen(session, "dernier<30j")
    session.day = TODAY + dt.timedelta(3)
    assert told(session) == {"Old": (False, DAY)}
    session.day = TODAY
    person(session, "Young", birth=(TODAY + dt.timedelta(1)).replace(year=1966).isoformat())
    storage.save_segment(session, "S", read_segment("60+"), replace=True)
    mark_segment_seen(session, "S")
    session.day = TODAY + dt.timedelta(1)
    assert told(session) == {"Young": (True, BIRTHDAY)}


def test_a_new_card_a_card_changed_and_one_put_aside(session: Session) -> None:
    a = person(session, "A", addresses=(PostalAddress(town="Nice"),))
    b = person(session, "B", addresses=(PostalAddress(town="Nice"),))
    seen(session, "ville:Nice")
    person(session, "C", addresses=(PostalAddress(town="Nice"),))
    storage.change_contact(session, a, ContactDetails(last_name="A", addresses=(PostalAddress(town="Lyon"),)))
    storage.delete_contact(session, b)
    assert told(session) == {"C": (True, CREATED), "A": (False, CARD), "B": (False, PUT_ASIDE)}


def test_a_purchase_noted_now_of_an_old_day_counts_as_new(session: Session) -> None:
    a = person(session, "A")
    storage.log_purchase(session, a, PurchaseDetails(day=TODAY, amount_cents=100))
    seen(session, "montant>100")
    storage.log_purchase(session, a, PurchaseDetails(day=TODAY - dt.timedelta(400), amount_cents=20_000))
    assert told(session) == {"A": (True, BOUGHT)}


def test_seen_is_taken_back_like_anything_else(session: Session) -> None:
    a = person(session, "A")
    seen(session, "clients")
    storage.log_purchase(session, a, PurchaseDetails(day=TODAY, amount_cents=100))
    mark_segment_seen(session, "S")
    assert told(session) == {}
    storage.undo(session)
    assert told(session) == {"A": (True, BOUGHT)}


def test_who_was_seen_can_still_be_taken_back_and_reckons_nothing_anew(session: Session) -> None:
    person(session, "A")
    storage.save_segment(session, "S", read_segment(""))
    b = person(session, "B")
    mark_segment_seen(session, "S")
    entries = [entry for entry in storage.read_journal(session) if entry.verb == "contact.created"]
    storage.undo(session, entries[0].id)
    with pytest.raises(Refusal):
        storage.read_contact(session, b)
    assert told(session) == {}


def test_a_segment_that_is_gone_is_refused(session: Session) -> None:
    with pytest.raises(Refusal):
        mark_segment_seen(session, "None")
