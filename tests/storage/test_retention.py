"""What has been kept long enough: found, held back, archived, erased, removed; the sums of the accounts stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.contactability import POST, PROSPECTING, may_contact
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.retention import ARCHIVE, ERASE, TELL
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.storage import (
    create_contact,
    delete_contact,
    find_contacts,
    keep_draft,
    log_purchase,
    log_visit,
    models,
    open_complaint,
    plan_action,
    record_consent,
)
from fichier_tui.storage.consents.contactability import contactability_facts
from fichier_tui.storage.demonstration import fill_with_demonstration
from fichier_tui.storage.exporting import record_export
from fichier_tui.storage.imports import import_contacts
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.rights.archiving import archive_contacts
from fichier_tui.storage.rights.notices import inform
from fichier_tui.storage.rights.requests import answer_request, note_request
from fichier_tui.storage.rights.retention import (
    DueCard,
    carry_out,
    due_cards,
    due_lines,
    hold_card,
    release_card,
)
from fichier_tui.storage.rights.retention_choices import change_retention
from fichier_tui.storage.session import Session
from fichier_tui.storage.statistics import read_statistics
from tests.storage.conftest import DAY, new_session

OLD = DAY - dt.timedelta(days=4 * 366)


def later(session: Session, days: int = 0, years: int = 0) -> Session:
    """The same file on a later day."""
    day = DAY.replace(year=DAY.year + years) + dt.timedelta(days=days)
    hours = dt.datetime.combine(day, dt.time(9), dt.UTC)
    return Session(session.database, session.staff, lambda: hours, day)


def prospect(session: Session, name: str = "Martin", since: dt.date = OLD) -> int:
    """Somebody who was entered long ago and never came."""
    return create_contact(session, ContactDetails(last_name=name, first_contact_on=since)).id


def client(session: Session, name: str = "Faure", on: dt.date = OLD, cents: int = 8_500) -> int:
    """Somebody who bought once, long ago."""
    contact = prospect(session, name, on)
    log_purchase(session, contact, PurchaseDetails(on, "Spa", cents))
    return contact


def found(session: Session) -> dict[int, DueCard]:
    """What is due, by contact."""
    return {card.id: card for card in due_cards(session)}


def test_who_is_due_and_what_becomes_of_them(session: Session) -> None:
    martin, faure = prospect(session), client(session)
    free = client(session, "Roux", cents=0)
    fresh = client(session, "Petit", DAY)
    seen = prospect(session, "Blanc")
    log_visit(session, seen, VisitDetails(DAY))
    said = prospect(session, "Noir")
    record_consent(session, said, "post", "refused")
    due = found(session)
    assert {number: card.due.action for number, card in due.items()} == {martin: ERASE, faure: ARCHIVE, free: ERASE}
    assert fresh not in due
    assert due[martin].name == "Martin"
    assert due[martin].due.since == OLD


def test_a_shorter_time_finds_more(session: Session) -> None:
    contact = prospect(session, since=DAY - dt.timedelta(days=400))
    assert found(session) == {}
    change_retention(session, "prospect", 12)
    assert set(found(session)) == {contact}


def test_what_waits_is_told_with_why_and_is_never_carried_out(session: Session) -> None:
    held, asking, complaining, meeting = (prospect(session, name) for name in ("A", "B", "C", "D"))
    hold_card(session, held, "unpaid invoice")
    request = note_request(session, asking, RequestDetails("access", DAY))
    open_complaint(session, complaining, "Too loud", DAY)
    plan_action(session, meeting, ActionDetails("appointment", day=DAY + dt.timedelta(3)))
    restricted = prospect(session, "E")
    models.Contact.update(restricted_on=DAY).where(models.Contact.id == restricted).execute()
    due = found(session)
    assert {number: card.due.held for number, card in due.items()} == {
        held: "held", asking: "request", meeting: "appointment", restricted: "restricted",
    }  # fmt: skip
    assert due[held].hold == "unpaid invoice"
    assert complaining not in due  # whoever complains is heard of
    assert carry_out(session, list(due), ()).erased == 0
    release_card(session, held)
    answer_request(session, request.id, "Sent by post")
    assert carry_out(session, list(due), ()).erased == 2
    assert set(found(session)) == {meeting, restricted}


def test_one_step_archives_and_erases_and_the_sums_stay(session: Session) -> None:
    martin, faure, roux = prospect(session), client(session), client(session, "Roux", OLD.replace(year=2015), 12_000)
    before = read_statistics(session, 548)
    told: list[float] = []
    done = carry_out(session, [martin, faure, roux], (), told.append)
    assert (done.archived, done.erased) == (1, 2)
    assert told[-1] == 1.0
    verbs = [entry.verb for entry in models.JournalEntry.select()]
    assert verbs.count("contact.archived") == 1, "the same as by hand, once for the whole step"
    after = read_statistics(session, 548)
    assert (after.contacts, after.revenue_cents, after.purchases) == (0, before.revenue_cents, before.purchases)
    assert list(find_contacts(session, "Faure").ids) == []
    assert found(session) == {}
    # Its invoice of 2022 is wanted until the end of 2032.
    assert set(found(later(session, years=6))) == set()
    (card,) = due_cards(later(session, years=7))
    assert (card.id, card.due.category, card.due.action) == (faure, "accounts", ERASE)
    assert carry_out(later(session, years=7), [faure], ()).erased == 1
    assert read_statistics(session, 548).revenue_cents == before.revenue_cents


def test_what_was_archived_comes_back_by_undo_and_what_was_erased_does_not(session: Session) -> None:
    faure, martin = client(session), prospect(session)
    archive_contacts(session, [faure])
    assert list(find_contacts(session, "Faure").ids) == []
    undo(session)
    assert list(find_contacts(session, "Faure").ids) == [faure]
    carry_out(session, [martin], ())
    with pytest.raises(Refusal, match=r"undo\.erased"):
        undo(session, session.last_entry())


def test_the_proof_of_a_consent_is_kept_three_years_after_its_end(session: Session) -> None:
    contact = prospect(session, "Yes", DAY)
    record_consent(session, contact, "email", "given")
    (card,) = due_cards(later(session, years=3))
    assert card.due.action == ARCHIVE
    carry_out(later(session, years=3), [contact], ())
    assert due_cards(later(session, years=5)) == ()
    (card,) = due_cards(later(session, years=6))
    assert (card.due.category, card.due.action) == ("consent_proof", ERASE)


def test_a_card_put_aside_goes_after_its_months(session: Session) -> None:
    contact = prospect(session, since=DAY)
    delete_contact(session, contact)
    (card,) = due_cards(later(session, days=182))
    assert (card.id, card.due.category, card.due.action) == (contact, "put_aside", ERASE)


def test_the_imported_without_a_source_are_to_be_told_within_a_month(session: Session) -> None:
    lines = (PlannedContact(ContactDetails(last_name="Seul"), (2,)),
             PlannedContact(ContactDetails(last_name="Su", source="fair"), (3,)),
             PlannedContact(ContactDetails(last_name="Dit"), (4,)))  # fmt: skip
    import_contacts(session, ImportPlan(lines), name="list.csv")
    inform(session, find_contacts(session, "Dit").ids[0], "post")
    (card,) = due_cards(later(session, days=30))
    assert (card.name, card.due.action) == ("Seul", TELL)
    assert due_cards(later(session, days=29)) == ()
    assert carry_out(later(session, days=30), [card.id], ()).erased == 0


def test_lines_that_were_kept_long_enough_are_counted_and_removed(session: Session) -> None:
    contact = prospect(session, since=DAY)
    request = note_request(session, contact, RequestDetails("access", DAY))
    answer_request(session, request.id, "Sent")
    record_export(session, "csv", 1, "mailing", "c.csv")
    keep_draft(session, "note.1", {"text": "Rappeler"})
    keep_draft(session, "screen.list", {"sort": "name"})
    assert due_lines(session) == ()
    after = later(session, years=5)
    assert {line.category: line.count for line in due_lines(after) if line.category != "journal"} == {
        "requests": 1, "drafts": 1, "exports": 1,
    }  # fmt: skip
    assert next(line.count for line in due_lines(after) if line.category == "journal") > 0
    done = carry_out(after, (), ("requests", "drafts"))
    assert done.lines == 2
    assert {line.category for line in due_lines(after)} == {"exports", "journal"}
    assert models.Draft.select().count() == 1
    carry_out(after, (), ("exports", "journal"))
    assert due_lines(after) == ()
    with pytest.raises(Refusal, match=r"undo\.purged"):
        undo(after, after.last_entry())


def test_the_question_is_offered_around_the_day(session: Session) -> None:
    contact = prospect(session, since=DAY.replace(year=2023) + dt.timedelta(days=20))
    assert due_cards(session) == ()
    (card,) = due_cards(session, soon=True)
    assert (card.id, card.may_be_asked) == (contact, True)


def test_no_reason_is_no_reason(session: Session) -> None:
    with pytest.raises(Refusal, match=r"retention\.no_reason"):
        hold_card(session, prospect(session), " ")


def test_the_clocks_and_the_rules_on_contacting_agree_on_the_demonstration(tmp_path: Path) -> None:
    """Whoever is due may not be solicited any more; whoever may be is not due: two independent readings of the file."""
    session = new_session(tmp_path)
    fill_with_demonstration(session, DAY)
    after = later(session, years=2)
    due = {card.id for card in due_cards(after) if card.due.category in ("prospect", "client")}
    live = [row.id for row in models.Contact.select(models.Contact.id).where(models.Contact.deleted_at.is_null())]
    facts = contactability_facts(after, live)
    silent = {
        number
        for number, one in facts.items()
        if not may_contact(replace(one, reachable=frozenset((POST,)), consents=(), restricted=False, deceased=False,
                                   birth="", listed={}), POST, PROSPECTING, after.today).allowed
    }  # fmt: skip
    assert len(due) > 500
    assert due == silent
    session.database.close()
