"""Cards kept for their invoices, cards left as they are: out of everything but what they are kept for."""

from __future__ import annotations

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    ListQuery,
    Session,
    change_contact,
    compare_cards,
    create_contact,
    export_batch,
    find_contacts,
    import_contacts,
    journal_numbers,
    list_contacts,
    log_purchase,
    log_visit,
    merge_contacts,
    models,
    preview_import,
    read_card,
    read_contact,
    read_statistics,
    undo,
)
from fichier_tui.storage.consents.contactability import answers
from fichier_tui.storage.rights.archiving import archive_contacts, leave_archive, list_archive, read_archived
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.storage.rights.restricting import lift_restriction, note_death, restrict_contact
from fichier_tui.storage.summary import count_stale
from tests.storage.conftest import DAY

WHO = ContactDetails(last_name="Péron", first_name="Hélène", emails=(EmailAddress("helene@example.org"),))


@pytest.fixture
def contact(session: Session) -> int:
    number = create_contact(session, WHO).id
    log_purchase(session, number, PurchaseDetails(DAY, "Spa", 4_200))
    return number


def refused(code: str, verb: object, *arguments: object, **options: object) -> None:
    with pytest.raises(Refusal) as found:
        verb(*arguments, **options)  # type: ignore[operator]
    assert found.value.code == code


def test_the_archive_is_in_the_order_of_names_whatever_their_accents(session: Session) -> None:
    names = ("Breton", "Bénard", "Élie", "Dumas")
    archive_contacts(session, [create_contact(session, ContactDetails(last_name=name)).id for name in names])
    assert [row.name for row in list_archive(session)] == ["Bénard", "Breton", "Dumas", "Élie"]


def test_an_archived_card_counts_in_the_totals_and_is_found_nowhere(session: Session, contact: int) -> None:
    before = read_statistics(session, 548)
    archive_contacts(session, [contact])
    after = read_statistics(session, 548)
    assert (after.revenue_cents, after.purchases) == (before.revenue_cents, before.purchases) == (4_200, 1)
    assert after.contacts == 0
    assert len(find_contacts(session, "peron").ids) == len(list_contacts(session, ListQuery()).ids) == 0
    assert not answers(session, [contact], "email", "service")[contact].allowed
    assert export_batch(session, [contact]) == []
    assert [row.id for row in list_archive(session)] == [contact]
    assert read_contact(session, contact).archived
    assert count_stale(session.database) == 0
    undo(session)
    assert list_archive(session) == []
    assert not read_contact(session, contact).archived


def test_each_reading_of_the_archive_is_told_and_only_the_owner_reads(session: Session, contact: int) -> None:
    archive_contacts(session, [contact])
    lines = len(journal_numbers(session))
    assert read_archived(session, contact).name == "Péron Hélène"
    assert read_card(session, contact).contact.archived
    assert len(journal_numbers(session)) == lines + 1
    other = create_contact(session, ContactDetails(last_name="Martin")).id
    refused("row.unknown", read_archived, session, other)
    models.Staff.update(role="sales").execute()
    refused("staff.not_allowed", read_card, session, contact)
    refused("staff.not_allowed", list_archive, session)


def test_the_archive_is_left_and_erased_like_any_card(session: Session, contact: int) -> None:
    archive_contacts(session, [contact])
    leave_archive(session, contact)
    assert list(find_contacts(session, "peron").ids) == [contact]
    archive_contacts(session, [contact])
    erase_contacts(session, [contact])
    assert read_statistics(session, 548).revenue_cents == 4_200
    assert list_archive(session) == []


def test_a_restricted_card_is_changed_by_nobody_and_no_file_holds_it(session: Session, contact: int) -> None:
    restrict_contact(session, contact)
    assert read_contact(session, contact).restricted_on == DAY
    refused("contact.restricted", change_contact, session, contact, ContactDetails(last_name="Autre"))
    twin = create_contact(session, ContactDetails(last_name="Peron", first_name="Hélène")).id
    refused("contact.restricted", merge_contacts, session, compare_cards(session, contact, twin))
    assert export_batch(session, [contact]) == []
    assert not answers(session, [contact], "email", "service")[contact].allowed
    more = ImportPlan(
        (PlannedContact(ContactDetails(last_name="Péron", profession="Pilote", emails=WHO.emails), (2,)),)
    )
    assert [decision.outcome for decision in preview_import(session, more)] == ["unchanged"]
    import_contacts(session, more, name="x.csv")
    assert read_contact(session, contact).details.profession == ""
    log_visit(session, contact, VisitDetails(DAY))
    lift_restriction(session, contact)
    assert change_contact(session, contact, ContactDetails(last_name="Autre")).name == "Autre"


def test_a_death_is_noted_and_corrected(session: Session, contact: int) -> None:
    note_death(session, contact, DAY)
    assert answers(session, [contact], "post", "prospecting")[contact].reason == "deceased"
    note_death(session, contact, None)
    assert read_contact(session, contact).deceased_on is None
