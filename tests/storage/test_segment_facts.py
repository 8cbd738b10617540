"""What is read of each contact says what the SQL of the whole file says, on an invented shop with all its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.offer import OfferDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Circumstances, ContactFacts, holds, read_segment
from fichier_tui.storage import OpenFile, create_offer, find_segment, models
from fichier_tui.storage.demonstration import open_new_demonstration
from fichier_tui.storage.segments.facts import read_facts, with_file
from fichier_tui.storage.segments.saved import circumstances_of, explain_segment
from fichier_tui.storage.session import Session

TEXTS = (
    "F 60+ achat:printemps ok:mail",
    "dernier>18m montant>500 cp:74*",
    "achats(12m)>=2 panier(2025)>50",
    "montant(2025)>200 ou nuits(24m)>=3",
    "achat(samedi 24m) sauf achat:juillet",
    "séjour>=2 ou personnes>=3",
    "visite(comptoir 12m) -visite:1m",
    "visites(2026)>=2",
    "action:faite action:prévue",
    "action(appel en-retard) ou action:abandonnée",
    "dit:* sauf dit(* 3m)",
    "dit:sms ou dit:mail",
    "réagi:*",
    "campagne:*",
    "comportement:devis ou comportement(page 12m)",
    "note<=7 ou avis:réclamation",
    "réclamation",
    "manque:mail,prénom sauf sans carte",
    "avec parrain ou filleuls>=1",
    "points>=100 ou points<0",
    "vérifié>6m ou manque:vérification",
    "créé<=12m",
    "marge>100 rythme<200",
    "situation:décédé,restreint",
    "remarque:* ou important:*",
    "confirmé:mail ou opposé:sms",
    "contactable:mail sauf contactable:sms",
    "non contactable:courrier F",
    "contactable:mail,sms ou contactable:tél",
    "rfm:champions -tag:presse",
    "employeur:* ou fonction:* ou foyer:*",
)
# Invented shops have nobody of these.
NOBODY_HERE = ("situation:décédé,restreint",)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenFile]:
    """A small shop with everything that happens in one."""
    folder = Path(tmp_path_factory.mktemp("facts")) / "shop.fichier"
    file = open_new_demonstration(folder, dt.date(2026, 6, 15), scale=0.3)
    file.call(tell)
    yield file
    file.close()


def tell(session: Session) -> None:
    """Some were told of an offer long enough ago to have bought since."""
    offer = create_offer(session, OfferDetails("Tout à moitié prix"))
    long_ago = dt.datetime(2023, 3, 1, 22, 30, tzinfo=dt.UTC)
    for contact in range(1, 60):
        models.Action.create(
            contact=contact, kind="email", state="done", done_at=long_ago, offer=offer.id, created_at=long_ago
        )


@pytest.fixture(scope="module")
def everybody(shop: OpenFile) -> dict[int, ContactFacts]:
    """All contacts, those put aside included."""

    def read(session: Session) -> dict[int, ContactFacts]:
        ids = [row[0] for row in session.database.connection().execute("SELECT id FROM contact")]
        return read_facts(session, ids)

    return shop.call(read)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_read_of_each_says_what_the_sql_says(
    shop: OpenFile, everybody: dict[int, ContactFacts], text: str
) -> None:
    tree = read_segment(text)

    def reckoned_from(session: Session) -> Circumstances:
        return with_file(session, circumstances_of(session, tree), everybody.values())

    circumstances = shop.call(reckoned_from)
    found = set(shop.call(find_segment, tree))
    assert found == {number for number, facts in everybody.items() if holds(tree, facts, circumstances)}
    assert found or text in NOBODY_HERE


def test_why_agrees_with_who_is_in(shop: OpenFile) -> None:
    tree = read_segment("F 60+ achat:printemps contactable:mail")
    inside = set(shop.call(find_segment, tree))
    for contact in range(1, 40):
        assert shop.call(explain_segment, tree, contact).inside == (contact in inside)


def test_a_contact_that_is_no_more_has_no_why(shop: OpenFile) -> None:
    with pytest.raises(Refusal, match=r"row\.unknown"):
        shop.call(explain_segment, read_segment("F"), 10**9)


def test_the_law_is_not_asked_for_a_question_that_nobody_waits_for(shop: OpenFile) -> None:
    def superseded() -> None:
        raise Refusal("query.interrupted")

    with pytest.raises(Refusal, match=r"query\.interrupted"):
        shop.call(find_segment, read_segment("contactable:mail"), go_on=superseded)
    assert shop.call(find_segment, read_segment("F contactable:mail"), go_on=lambda: None)
