"""Who is erased is named nowhere in the journal any more, and the journal still holds."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedConsent, PlannedContact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, import_contacts, merging, models, notes, purchases, visits
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.consents import giving as consents
from fichier_tui.storage.journal import entries as journal
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.journal.chain import ChainFault, verify_chain
from fichier_tui.storage.journal.filter import JournalFilter
from fichier_tui.storage.journal.scrub import is_scrubbed, scrub_contacts
from fichier_tui.storage.operation import unpacked
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.test_operations import STEPS

KEY = bytes(range(32))
WORDS = ("Zyxandre", "Qvalterm", "612999888", "zyx.q@example.org", "rue du Zéphyrin", "aime le zinzolin")
"""By which the person to be forgotten is named; nobody else is."""
PERSON = ContactDetails(
    last_name=WORDS[1],
    first_name=WORDS[0],
    phones=(PhoneNumber(f"+33{WORDS[2]}"),),
    emails=(EmailAddress(WORDS[3]),),
    addresses=(PostalAddress(WORDS[4], "74400", "Chamonix"),),
)


def told(session: Session) -> str:
    """All that the journal holds, in one text."""
    execute = session.database.connection().execute
    parts: list[Any] = [row[0] for row in execute("SELECT detail FROM journal_entry")]
    for blobs in execute("SELECT before, after FROM journal_change"):
        parts += [unpacked(blob) for blob in blobs if blob is not None]
    return repr(parts)


def erase(session: Session, *ids: int) -> int:
    """Erase contacts from the journal, as an erasure does; the number of its line."""
    with session.operation("contact.erased", ids[0] if len(ids) == 1 else None, count=len(ids)) as operation:
        scrub_contacts(operation, ids)
    return session.last_entry()


def live(session: Session, contact: int) -> None:
    """A life in the file: what a person may leave in it."""
    visits.log_visit(session, contact, VisitDetails(DAY, note=WORDS[5]))
    visit = models.Visit.select().order_by(models.Visit.id.desc()).get().id
    visits.change_visit(session, visit, VisitDetails(DAY, note=f"{WORDS[5]}, encore"))
    purchase = purchases.log_purchase(session, contact, PurchaseDetails(DAY, "Spa", 8_500, note=WORDS[5]))
    purchases.remove_purchase(session, purchase.id)
    undoing.undo(session)
    notes.add_note(session, contact, WORDS[5])
    undoing.undo(session)
    undoing.redo(session)
    consents.record_consent(session, contact, "email", "given")
    plan = actions.plan_action(session, contact, ActionDetails("call", day=DAY, subject=WORDS[5]))
    actions.complete_many(session, [plan.id])
    contacts.change_contact(session, contact, PERSON)


def test_who_is_erased_is_named_nowhere_and_the_journal_holds(session: Session) -> None:
    chance = random.Random(3)
    for _name, step in sorted(STEPS.items()) * 2:
        step(session, chance.randrange(5_000))
    person = contacts.create_contact(session, PERSON).id
    other = contacts.create_contact(session, ContactDetails(last_name="Durand", first_name="Paul")).id
    live(session, person)
    visits.log_visit(session, other, VisitDetails(DAY, note="calme"))
    visited = session.last_entry()
    assert all(word in told(session) for word in WORDS)
    erasing = erase(session, person)
    assert not [word for word in WORDS if word.lower() in told(session).lower()]
    assert "Durand" in told(session)
    assert verify_chain(session.database.connection(), KEY) == ()
    lines = [line for line in journal.read_journal(session, JournalFilter(contact=person)) if line.id != erasing]
    assert all(line.is_erased for line in lines)
    about = [line.id for line in lines]
    assert len(about) >= 12
    for number in about:
        assert is_scrubbed(session, number)
        with pytest.raises(Refusal, match=r"undo\.(scrubbed|already)"):
            undoing.undo(session, number)
    assert not is_scrubbed(session, visited)
    undoing.undo(session, visited)
    assert verify_chain(session.database.connection(), KEY) == ()


def test_of_an_import_only_the_rows_of_the_person_go(session: Session) -> None:
    others = [ContactDetails(last_name="Durand", first_name=f"P{number}") for number in range(40)]
    agreed = (PlannedConsent("email", "given", DAY),)
    plan = ImportPlan(
        contacts=tuple(
            PlannedContact(details, (row,), consents=agreed) for row, details in enumerate([*others, PERSON], 2)
        )
    )
    made = import_contacts(session, plan, name="clients.xlsx").entry
    assert made is not None
    undoing.undo(session, made)
    undoing.redo(session)
    [person] = [row.id for row in models.Contact.select().where(models.Contact.last_name == WORDS[1])]
    assert all(word in told(session) for word in WORDS[:5])
    erase(session, person)
    assert not [word for word in WORDS if word.lower() in told(session).lower()]
    assert verify_chain(session.database.connection(), KEY) == ()
    with pytest.raises(Refusal, match=r"undo\.scrubbed"):
        undoing.undo(session, made)


def test_a_card_that_was_merged_into_another_is_forgotten_with_it(session: Session) -> None:
    one, two = (contacts.create_contact(session, details).id for details in (PERSON, PERSON))
    live(session, two)
    live(session, one)
    merging.merge_contacts(session, merging.compare_cards(session, one, two))
    kept = journal.read_journal(session, limit=1)[0].contact_id
    assert kept is not None
    erase(session, kept)
    assert not [word for word in WORDS if word.lower() in told(session).lower()]
    assert verify_chain(session.database.connection(), KEY) == ()


def test_what_is_done_to_the_rows_in_the_same_operation_leaves_no_content(session: Session) -> None:
    person = contacts.create_contact(session, PERSON).id
    live(session, person)
    with session.operation("contact.erased", person) as operation:
        scrub_contacts(operation, [person])
        for row in models.Note.select().where(models.Note.contact == person):
            operation.remove(row)
        operation.change(models.Contact.get_by_id(person), last_name="", first_name="")
    assert not [word for word in WORDS if word.lower() in told(session).lower()]
    assert verify_chain(session.database.connection(), KEY) == ()


def test_erased_twice_or_many_at_once_the_journal_holds_and_what_is_left_is_still_watched(session: Session) -> None:
    people = [contacts.create_contact(session, ContactDetails(last_name=f"Péron {n}")).id for n in range(12)]
    numbers = [actions.plan_action(session, one, ActionDetails("call", day=DAY)).id for one in people]
    actions.postpone_many(session, {number: DAY + dt.timedelta(days=3) for number in numbers})
    planned = session.last_entry()
    erase(session, *people[:3])
    erase(session, people[3])
    erase(session, people[3])
    connection = session.database.connection()
    assert verify_chain(connection, KEY) == ()
    assert is_scrubbed(session, planned)
    left = connection.execute(
        "SELECT position FROM journal_change WHERE entry_id = ? AND after NOT NULL ORDER BY position", (planned,)
    ).fetchall()
    assert left
    connection.execute(
        "UPDATE journal_change SET after = '{}' WHERE entry_id = ? AND position = ?", (planned, left[0][0])
    )
    assert verify_chain(connection, KEY) == (ChainFault("content", planned),)


def test_what_somebody_erases_behind_the_programs_back_is_named(session: Session) -> None:
    person = contacts.create_contact(session, PERSON).id
    live(session, person)
    erasing = erase(session, person)
    connection = session.database.connection()
    connection.execute("UPDATE journal_change SET first_id = 3 WHERE entry_id = ? AND kind = 'erased'", (erasing,))
    assert {fault.code for fault in verify_chain(connection, KEY)} == {"erased", "content"}
