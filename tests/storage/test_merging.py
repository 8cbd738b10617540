"""Two cards made one: nothing lost, nothing twice, and undone to the byte."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.merging import differences, merge_cards
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    Session,
    add_note,
    compare_cards,
    consent_history,
    create_contact,
    find_contacts,
    log_purchase,
    log_visit,
    merge_contacts,
    models,
    plan_action,
    read_contact,
    record_consent,
    timeline,
    undo,
)
from fichier_tui.storage.rights.retention import hold_card
from fichier_tui.storage.summary import count_stale
from tests.ui.card_app import every_row

DAY = dt.date(2026, 8, 12)
KEPT = ContactDetails(
    last_name="Péron",
    first_name="Hélène",
    phones=(PhoneNumber("+33612345678"),),
    birth="1958-07-14",
    tags=("vip",),
    addresses=(PostalAddress("", "06000", "Nice"),),
)
OTHER = ContactDetails(
    last_name="PERON",
    first_name="Helene",
    phones=(PhoneNumber("+33612345678"), PhoneNumber("+33493111213")),
    emails=(EmailAddress("h.peron@free.fr"),),
    birth="1958-07-15",
    profession="Luthière",
    tags=("vip", "presse"),
    addresses=(PostalAddress("", "06000", "NICE"),),
)


@pytest.fixture
def cards(session: Session) -> tuple[int, int]:
    """The same person twice, with a history on each."""
    kept, other = (create_contact(session, details).id for details in (KEPT, OTHER))
    for contact in (kept, kept, other):
        log_visit(session, contact, VisitDetails(DAY))
    log_purchase(session, other, PurchaseDetails(DAY, "Massage", 7_900))
    plan_action(session, other, ActionDetails("call", day=DAY))
    add_note(session, other, "Aime le calme")
    record_consent(session, other, "email", "given", medium="counter")
    return kept, other


def test_the_fields_that_contradict_are_those_to_choose_and_spelling_is_none() -> None:
    assert [(one.field, one.kept, one.other) for one in differences(KEPT, OTHER)] == [
        ("birth", "1958-07-14", "1958-07-15")
    ]


def test_everything_is_put_together_and_the_chosen_value_wins() -> None:
    merged = merge_cards(KEPT, OTHER)
    assert (merged.last_name, merged.first_name, merged.birth, merged.profession) == (
        "Péron",
        "Hélène",
        "1958-07-14",
        "Luthière",
    )
    assert [phone.number for phone in merged.phones] == ["+33612345678", "+33493111213"]
    assert merged.emails == OTHER.emails
    assert merged.tags == ("vip", "presse")
    assert len(merged.addresses) == 1
    assert merge_cards(KEPT, OTHER, {"birth"}).birth == "1958-07-15"


def test_own_fields_are_chosen_like_the_others() -> None:
    kept, other = ContactDetails(custom={"a": "1", "b": ""}), ContactDetails(custom={"a": "2", "b": "x", "c": "y"})
    assert [one.field for one in differences(kept, other)] == ["own_a"]
    assert merge_cards(kept, other).custom == {"a": "1", "b": "x", "c": "y"}
    assert merge_cards(kept, other, {"own_a"}).custom["a"] == "2"


def test_the_history_goes_over_and_undo_separates_them_to_the_byte(session: Session, cards: tuple[int, int]) -> None:
    kept, other = cards
    before = every_row(session)
    merged = merge_contacts(session, compare_cards(session, other, kept))
    assert merged.id == kept
    assert (merged.summary.visits, merged.summary.purchases, merged.summary.revenue_cents) == (3, 1, 7_900)
    assert merged.summary.open_actions == 1
    assert {event.kind for event in timeline(session, kept)} >= {"visit", "purchase", "note"}
    assert [line.state for line in consent_history(session, kept)] == ["given"]
    assert read_contact(session, other).deleted_at is not None
    assert list(find_contacts(session, "peron").ids) == [kept]
    assert list(find_contacts(session, "0493111213").ids) == [kept]
    assert count_stale(session.database) == 0
    undo(session)
    assert every_row(session) == before
    assert sorted(find_contacts(session, "peron").ids) == sorted(cards)
    assert count_stale(session.database) == 0


def test_links_to_the_other_card_follow_and_nobody_becomes_their_own_sponsor(
    session: Session, cards: tuple[int, int]
) -> None:
    kept, other = cards
    friend = create_contact(session, ContactDetails(last_name="Durand")).id
    with session.operation("contact.changed") as operation:
        operation.change(models.Contact.get_by_id(friend), sponsor=other)
        operation.change(models.Contact.get_by_id(kept), sponsor=other)
    merge_contacts(session, compare_cards(session, kept, other))
    assert read_contact(session, friend).sponsor_id == kept
    assert read_contact(session, kept).sponsor_id is None


def test_a_card_saved_meanwhile_is_not_merged(session: Session, cards: tuple[int, int]) -> None:
    compared = compare_cards(session, *cards)
    merge_contacts(session, compared)
    with pytest.raises(Refusal) as refused:
        merge_contacts(session, compared)
    assert refused.value.code == "contact.changed_elsewhere"


def test_a_person_and_a_company_stay_two_and_one_card_is_one(session: Session, cards: tuple[int, int]) -> None:
    company = create_contact(session, ContactDetails(kind="company", company_name="Péron SARL")).id
    person = read_contact(session, cards[0]).name
    for one, other in ((cards[0], company), (company, cards[0])):
        with pytest.raises(Refusal) as refused:
            compare_cards(session, one, other)
        assert refused.value.code == "merge.kinds"
        assert refused.value.details == {"person": person, "company": "Péron SARL"}
    with pytest.raises(Refusal) as refused:
        compare_cards(session, cards[0], cards[0])
    assert refused.value.code == "merge.same"


@pytest.mark.parametrize(("own", "reason"), [("", "a lawsuit"), ("unpaid", "unpaid · a lawsuit"), ("a lawsuit",) * 2])
def test_what_holds_the_other_card_back_holds_the_one_that_is_kept(
    session: Session, cards: tuple[int, int], own: str, reason: str
) -> None:
    kept, other = cards
    hold_card(session, other, "a lawsuit")
    if own:
        hold_card(session, kept, own)

    def holds() -> set[tuple[int, str]]:
        return {(row.contact_id, row.reason) for row in models.RetentionHold.select()}

    before = holds()
    merge_contacts(session, compare_cards(session, kept, other))
    assert holds() == {(kept, reason)}
    undo(session)
    assert holds() == before
