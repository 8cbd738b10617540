"""A one-line entry in a real file: whom it means, what it writes, what it refuses; and one undo takes it all back."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.domain.line import Line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import actions, consent_history, contacts, journal, models, purchases
from fichier_tui.storage.line import enter_line, resolve_line
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.test_operations import every_table


def add(session: Session, last: str, first: str = "", phone: str = "", **more: object) -> int:
    """A contact of the file."""
    details = ContactDetails(last_name=last, first_name=first, phones=(PhoneNumber(phone),) if phone else (), **more)  # type: ignore[arg-type]
    return contacts.create_contact(session, details).id


@pytest.fixture
def people(session: Session) -> dict[str, int]:
    """Those of the examples."""
    return {
        "peron": add(session, "Péron", "Hélène", "+33612345678", emails=(EmailAddress("h.peron@free.fr"),)),
        "dupont": add(session, "Dupont", "Marie"),
        "lefevre": add(session, "Lefèvre", "Rose", addresses=(PostalAddress("", "06000", "Nice"),)),
        "gauthier": add(session, "Gauthier", "Anne"),
        "martin": add(session, "Martin", "Avril"),
        "paul": add(session, "Martin", "Paul", "+33493000001"),
    }


def test_a_visit_of_somebody_known(session: Session, people: dict[str, int]) -> None:
    entered = enter_line(session, Line("v péron h", verb="visit", who="péron h"))
    assert (entered.contact, entered.name, entered.created) == (people["peron"], "Péron Hélène", False)
    assert (entered.verb, entered.writes) == ("visit.logged", ("visit",))
    assert contacts.read_contact(session, people["peron"]).summary.visits == 1


def test_everything_about_a_new_contact_is_one_operation(session: Session, people: dict[str, int]) -> None:
    before, entries = every_table(session), session.last_entry()
    line = Line(
        "v c durand paul 0493123456 06000 spa =60 ok:mail", verb="visit", new=True, who="durand paul",
        phone="+33493123456", postcode="06000", product="spa", amount_cents=6000, consents=(("email", "yes"),),
        then=Line("r lundi", verb="call", date=DAY + dt.timedelta(2)),
    )  # fmt: skip
    entered = enter_line(session, line)
    assert entered.created
    assert entered.writes == ("contact", "visit", "purchase", "consent", "plan")
    card = contacts.read_contact(session, entered.contact)
    assert card.name == "Durand Paul"
    assert [place.town for place in card.details.addresses] == ["Nice"]
    assert (card.summary.visits, card.summary.revenue_cents, card.summary.open_actions) == (1, 6000, 1)
    assert [line.state for line in consent_history(session, card.id)] == ["given"]
    assert models.Purchase.get().visit == models.Visit.get()
    assert session.last_entry() == entries + 1
    journal.undo(session)
    assert every_table(session) == before


def test_homonyms_are_refused_with_those_who_fit(session: Session, people: dict[str, int]) -> None:
    resolution = resolve_line(session, Line("v martin", verb="visit", who="martin"))
    assert resolution.contact is None
    assert {one.contact.name for one in resolution.candidates} == {"Martin Avril", "Martin Paul"}
    with pytest.raises(Refusal, match=r"line\.several"):
        enter_line(session, Line("v martin", verb="visit", who="martin"))
    chosen = enter_line(session, Line("v martin", verb="visit", who="martin"), people["paul"])
    assert chosen.name == "Martin Paul"
    told = Line("v martin", verb="visit", who="martin", phone="+33493000001")
    assert resolve_line(session, told).contact == people["paul"]


def test_words_left_over_are_shown_and_written(session: Session, people: dict[str, int]) -> None:
    line = Line("a lefevre chaise longue 45€", verb="purchase", who="lefevre chaise longue", amount_cents=4500)
    resolution = resolve_line(session, line)
    assert (resolution.contact, resolution.named, resolution.left) == (people["lefevre"], "lefevre", "chaise longue")
    assert (resolution.left_as, resolution.product, resolution.product_known) == ("product", "chaise longue", False)
    assert [(one.words, one.taken) for one in resolution.ambiguous] == [("chaise longue", "product")]
    enter_line(session, line)
    assert purchases.purchases_of(session, people["lefevre"])[0].details.product == "chaise longue"


def test_the_usual_price_is_taken_where_none_is_said(session: Session, people: dict[str, int]) -> None:
    purchases.log_purchase(session, people["martin"], PurchaseDetails(DAY, "Spa", 8500))
    resolution = resolve_line(
        session, Line("a dupont spa x2", verb="purchase", who="dupont", product="Spa", quantity=2)
    )
    assert (resolution.amount_cents, resolution.price_from_product) == (17000, True)


def test_what_is_done_and_what_comes_next(session: Session, people: dict[str, int]) -> None:
    action = actions.plan_action(session, people["dupont"], ActionDetails("call", "devis", DAY))
    line = Line(
        "ok dupont ; très intéressée puis rdv mardi 14h", verb="done", who="dupont", note="très intéressée",
        then=Line(verb="meeting", date=DAY + dt.timedelta(3), time="14:00"),
    )  # fmt: skip
    entered = enter_line(session, line)
    assert entered.writes == ("done", "plan")
    assert actions.read_action(session, action.id).result == "très intéressée"
    (left,) = actions.open_actions(session, contact=people["dupont"])
    assert (left.details.kind, left.details.time) == ("appointment", "14:00")
    with pytest.raises(Refusal, match=r"line\.nothing_open"):
        enter_line(session, Line("ok péron", verb="done", who="péron"))
