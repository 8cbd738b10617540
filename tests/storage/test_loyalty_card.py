"""Whose a card is, and giving one."""

from __future__ import annotations

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import Session, card_holders, create_contact, delete_contact, give_card, read_contact, undo


def contact(session: Session, name: str, card: str = "") -> int:
    return create_contact(session, ContactDetails(last_name=name, card_number=card)).id


def test_a_card_is_found_however_its_number_was_written(session: Session) -> None:
    spaced, plain = contact(session, "Péron", "2900 0000-00018"), contact(session, "Durand", "FID-42")
    contact(session, "Martin")
    assert [holder.contact_id for holder in card_holders(session, "2900000000018")] == [spaced]
    assert [holder.name for holder in card_holders(session, "fid42")] == ["Durand"]
    assert [holder.contact_id for holder in card_holders(session, "FID-42")] == [plain]
    assert card_holders(session, "290000") == ()
    assert card_holders(session, "") == ()
    assert card_holders(session, "--") == ()


def test_a_contact_put_aside_has_no_card(session: Session) -> None:
    number = contact(session, "Péron", "2900000000018")
    delete_contact(session, number)
    assert card_holders(session, "2900000000018") == ()


def test_a_card_is_given_taken_back_and_never_given_twice(session: Session) -> None:
    first, second = contact(session, "Péron"), contact(session, "Durand")
    give_card(session, first, " 2900000000018 ")
    assert read_contact(session, first).details.card_number == "2900000000018"
    with pytest.raises(Refusal) as refused:
        give_card(session, second, "2900 000000018")
    assert refused.value.code == "card.taken"
    assert refused.value.details["name"] == "Péron"
    undo(session)
    assert read_contact(session, first).details.card_number == ""
    give_card(session, second, "2900000000018")
    assert [holder.contact_id for holder in card_holders(session, "2900000000018")] == [second]
