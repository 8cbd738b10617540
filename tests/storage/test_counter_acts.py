"""What a counter does besides visits, in one line: a complaint, a loyalty card, an appointment that is not kept."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.line.resolution import Entered, Resolution
from fichier_tui.domain.recurrence import Recurrence
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, open_complaints
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.line.reading import enter_line, resolve_line
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.test_operations import every_table


@pytest.fixture
def dupont(session: Session) -> int:
    """Somebody of whom these lines are."""
    return contacts.create_contact(session, ContactDetails(last_name="Dupont", first_name="Marie")).id


def enter(session: Session, text: str) -> Entered:
    """What the line wrote."""
    return enter_line(session, read_line(text, DAY))


def resolve(session: Session, text: str) -> Resolution:
    """What the line comes to."""
    return resolve_line(session, read_line(text, DAY))


def plan(session: Session, contact: int, kind: str, ahead: int, subject: str = "") -> Action:
    """Something planned, so many days from today."""
    details = ActionDetails(kind, subject=subject, day=DAY + dt.timedelta(ahead))
    return actions.plan_action(session, contact, details)


def test_a_complaint_is_kept_with_its_call_back_as_one_operation(session: Session, dupont: int) -> None:
    before = every_table(session)
    entered = enter(session, "réclamation dupont ; la couleur a viré")
    assert (entered.verb, entered.writes) == ("complaint.opened", ("complaint",))
    (complaint,) = open_complaints(session, dupont)
    (call,) = actions.open_actions(session, contact=dupont)
    assert (complaint.said, complaint.call_on) == ("la couleur a viré", call.details.day)
    undoing.undo(session)
    assert every_table(session) == before
    enter(session, "dupont se plaint du bruit ; trois fois")
    assert [one.said for one in open_complaints(session, dupont)] == ["du bruit ; trois fois"]
    with pytest.raises(Refusal, match=r"complaint\.empty"):
        enter(session, "réclamation dupont")


def test_a_loyalty_card_is_given_once_and_never_taken_away(session: Session, dupont: int) -> None:
    other = contacts.create_contact(session, ContactDetails(last_name="Martin", card_number="77 001"))
    before = every_table(session)
    assert enter(session, "dupont carte fidélité 12345").writes == ("details",)
    assert contacts.read_contact(session, dupont).details.card_number == "12345"
    assert resolve(session, "v carte 12345").contact == dupont
    again = resolve(session, "dupont carte 67890")
    assert [one.code for one in (*again.faults, *again.warnings)] == ["line.nothing", "line.contradicted"]
    with pytest.raises(Refusal, match=r"card\.taken") as taken:
        enter(session, "c Petit Anne carte 77001")
    assert taken.value.details["name"] == other.name
    undoing.undo(session)
    assert every_table(session) == before


@pytest.mark.parametrize(
    ("text", "subject", "reason"),
    [
        ("annule rdv dupont", "demain", ""),
        ("cancel dupont appointment", "demain", ""),
        ("annule rdv dupont ; grippée", "demain", "grippée"),
        (f"dupont annule son rdv {DAY + dt.timedelta(9):%d/%m/%Y}", "plus tard", ""),
        ("annule rappel dupont", "appel", ""),
        ("absent dupont", "hier", "absent"),
        ("no show dupont ; second time", "hier", "no show ; second time"),
    ],
)
def test_what_is_cancelled_is_what_is_meant(
    session: Session, dupont: int, text: str, subject: str, reason: str
) -> None:
    ahead = {"jadis": -20, "hier": -1, "demain": 1, "plus tard": 9}
    planned = [plan(session, dupont, "appointment", days, name) for name, days in ahead.items()]
    planned.append(plan(session, dupont, "call", 0, "appel"))
    before = every_table(session)
    entered = enter(session, text)
    assert (entered.verb, entered.writes) == ("action.cancelled", ("cancelled",))
    read = [actions.read_action(session, one.id) for one in planned]
    assert {one.details.subject: one.result for one in read if one.state == "cancelled"} == {subject: reason}
    undoing.undo(session)
    assert every_table(session) == before


def test_nothing_else_is_cancelled_where_no_such_thing_is_planned(session: Session, dupont: int) -> None:
    plan(session, dupont, "call", 1)
    for text in ("annule rdv dupont", "absent dupont"):
        with pytest.raises(Refusal, match=r"line\.nothing_to_cancel"):
            enter(session, text)
    plan(session, dupont, "appointment", 2, "coupe")
    with pytest.raises(Refusal, match=r"line\.nothing_to_cancel"):
        enter(session, "annule rdv dupont demain")
    assert resolve(session, "annule rdv dupont zorglub").contact is None


def test_an_appointment_that_comes_again_comes_the_next_time(session: Session, dupont: int) -> None:
    details = ActionDetails("appointment", subject="coupe", day=DAY)
    weekly = actions.plan_action(session, dupont, details)
    actions.change_recurrence(session, weekly.id, details, Recurrence("FREQ=WEEKLY"))
    assert [one.code for one in resolve(session, "annule rdv dupont").warnings] == ["line.comes_again"]
    enter(session, "annule rdv dupont puis rdv dans 3 jours")
    days = [one.details.day for one in actions.open_actions(session, contact=dupont)]
    assert days == [DAY + dt.timedelta(3), DAY + dt.timedelta(7)]


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("annule rdv dupont", True),
        ("absent dupont", True),
        ("réclamation dupont ; la couleur a viré", True),
        ("annule rdv ; grippe", False),
        ("réclamation la couleur a viré", False),
    ],
)
def test_from_another_card_the_surname_of_a_client_is_asked(
    session: Session, dupont: int, text: str, is_another: bool
) -> None:
    martin = contacts.create_contact(session, ContactDetails(last_name="Martin", first_name="Paul")).id
    plan(session, martin, "appointment", 0)
    found = resolve_line(session, read_line(text, DAY, inside_card=True), martin, inside_card=True)
    assert [fault.code for fault in found.faults] == ["line.other_person"] * is_another
