"""Who sent whom: no circle, however long; the best ones."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    Session,
    compare_cards,
    create_contact,
    delete_contact,
    log_visit,
    merge_contacts,
    read_card,
    read_contact,
    set_sponsor,
    sponsored_by,
    top_clients,
    undo,
)
from fichier_tui.storage.sponsors import line_of_sponsors
from tests.storage.conftest import DAY


@pytest.fixture
def people(session: Session) -> list[int]:
    """Five contacts, known since 2022, 2023, … in their order."""
    return [
        create_contact(
            session,
            ContactDetails(last_name=name, first_contact_on=dt.date(2022 + place, 6, 1), source="phone" * (place == 4)),
        ).id
        for place, name in enumerate(("Alba", "Brun", "Clerc", "Duval", "Émile"))
    ]


def test_a_sponsor_is_on_both_cards_and_taken_back(session: Session, people: list[int]) -> None:
    alba, brun, clerc, _duval, emile = people
    set_sponsor(session, clerc, alba)
    set_sponsor(session, brun, alba)
    set_sponsor(session, emile, alba)
    assert read_card(session, brun).sponsor == "Alba"
    assert sponsored_by(session, alba) == read_card(session, alba).sponsored == ("Brun", "Clerc", "Émile")
    assert read_contact(session, brun).details.source == "referral"
    assert read_contact(session, emile).details.source == "phone", "what is known is kept"
    undo(session)
    assert sponsored_by(session, alba) == ("Brun", "Clerc")
    set_sponsor(session, brun, None)
    assert read_card(session, brun).sponsor == ""


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_a_circle_is_refused_whatever_its_length(session: Session, people: list[int], length: int) -> None:
    for one, other in pairwise(people[: length + 1]):
        set_sponsor(session, other, one)
    with pytest.raises(Refusal) as refused:
        set_sponsor(session, people[0], people[length])
    assert refused.value.code == "sponsor.loop"
    assert read_card(session, people[0]).sponsor == ""


def test_nobody_sends_themselves_and_a_circle_of_old_does_not_hang(session: Session, people: list[int]) -> None:
    from fichier_tui.storage import models

    alba, brun, clerc, *_others = people
    with pytest.raises(Refusal) as refused:
        set_sponsor(session, alba, alba)
    assert refused.value.code == "sponsor.itself"
    models.Contact.update(sponsor=brun).where(models.Contact.id == alba).execute()
    models.Contact.update(sponsor=alba).where(models.Contact.id == brun).execute()
    set_sponsor(session, clerc, brun)
    assert read_card(session, clerc).sponsor == "Brun"


@pytest.mark.parametrize("kept", [0, 2])
def test_two_cards_made_one_close_no_circle(session: Session, people: list[int], kept: int) -> None:
    """Alba sent Brun, who sent Clerc; then Alba and Clerc turn out to be the same person."""
    alba, brun, clerc, duval, _emile = people
    for contact, sponsor in ((brun, alba), (clerc, brun), (alba, duval)):
        set_sponsor(session, contact, sponsor)
    log_visit(session, people[kept], VisitDetails(DAY))
    merged = merge_contacts(session, compare_cards(session, alba, clerc))
    assert merged.id == people[kept]
    assert read_card(session, merged.id).sponsor == "Duval"
    assert read_contact(session, brun).sponsor_id == merged.id
    assert line_of_sponsors(session, brun) == {brun, merged.id, duval}


def test_the_best_sponsors_over_a_period(session: Session, people: list[int]) -> None:
    alba, brun, clerc, duval, emile = people
    for contact, sponsor in ((brun, alba), (clerc, alba), (duval, brun), (emile, alba)):
        set_sponsor(session, contact, sponsor)
    top = top_clients(session, by="referrals")
    assert [(row.name, row.value) for row in top.rows] == [("Alba", 3), ("Brun", 1)]
    assert (top.whole, top.clients) == (4, 2)
    recent = top_clients(session, dt.date(2025, 1, 1), dt.date(2026, 12, 31), by="referrals")
    assert [(row.name, row.value, row.share) for row in recent.rows] == [("Alba", 1, 0.5), ("Brun", 1, 0.5)]
    delete_contact(session, emile)
    assert top_clients(session, by="referrals").whole == 3
