"""Several actions at once are one operation, which one undo takes back; birthdays as the file knows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, models
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.birthdays import birthdays
from fichier_tui.storage.journal import entries as journal
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.test_operations import every_table


def three(session: Session) -> list[Action]:
    """Three actions, the last for nobody in particular."""
    contact = contacts.create_contact(session, ContactDetails(last_name="Péron"))
    planned = [
        actions.plan_action(session, contact.id, ActionDetails("call", "un", DAY, "10:00")),
        actions.plan_action(session, contact.id, ActionDetails("email", "deux", DAY - dt.timedelta(days=3))),
        actions.plan_action(session, None, ActionDetails("task", "trois")),
    ]
    models.Staff.create(login="lea", name="Léa", role="reception", created_at=session.now())
    return planned


VERBS: dict[str, tuple[Callable[[Session, list[int]], object], Callable[[Action], bool]]] = {
    "done": (
        lambda session, ids: actions.complete_many(session, ids, "vus\nensemble"),
        lambda action: action.state == "done" and action.done_at is not None and action.result == "vus\nensemble",
    ),
    "postponed": (
        lambda session, ids: actions.postpone_many(session, dict.fromkeys(ids, DAY + dt.timedelta(days=9))),
        lambda action: action.details.day == DAY + dt.timedelta(days=9) and action.details.time in ("10:00", ""),
    ),
    "cancelled": (actions.cancel_many, lambda action: action.state == "cancelled"),
    "assigned": (
        lambda session, ids: actions.assign_many(session, ids, "lea"),
        lambda action: action.details.assigned_to == "lea",
    ),
}


@pytest.mark.parametrize("what", sorted(VERBS))
def test_three_at_once_are_one_operation_and_one_undo(session: Session, what: str) -> None:
    verb, holds = VERBS[what]
    ids = [action.id for action in three(session)]
    before, entry = every_table(session), session.last_entry()
    verb(session, ids)
    assert session.last_entry() == entry + 1
    assert all(holds(actions.read_action(session, number)) for number in ids)
    told = journal.read_journal(session)[0]
    assert (told.verb, told.detail["count"], told.contact_id) == (f"actions.{what}", 3, None)
    undoing.undo(session)
    assert every_table(session) == before


@pytest.mark.parametrize("what", sorted(VERBS))
def test_one_alone_is_told_by_its_name(session: Session, what: str) -> None:
    first = three(session)[0]
    VERBS[what][0](session, [first.id])
    told = journal.read_journal(session)[0]
    assert (told.verb, told.detail["name"], told.contact_id) == (f"action.{what}", "Péron", first.contact_id)


def test_what_was_done_together_is_open_again_together(session: Session) -> None:
    ids = [action.id for action in three(session)]
    actions.complete_many(session, ids)
    assert actions.open_actions(session) == ()
    assert actions.reopen_many(session, ids) == 3
    assert [action.done_at for action in actions.open_actions(session)] == [None, None, None]


def test_where_one_is_unknown_none_is_changed(session: Session) -> None:
    ids = [action.id for action in three(session)]
    before = every_table(session)
    with pytest.raises(Refusal, match=r"row\.unknown"):
        actions.complete_many(session, [*ids, 9_999])
    with pytest.raises(Refusal, match=r"staff\.unknown"):
        actions.assign_many(session, ids, "nobody")
    assert every_table(session) == before


def test_birthdays_of_the_next_days_come_in_order(session: Session) -> None:
    for name, birth in (
        ("Demain", "1958-11-22"),
        ("Aujourd'hui", "--11-21"),
        ("Semaine", "2000-11-28"),
        ("Trop tard", "1990-11-29"),
        ("Hier", "1990-11-20"),
        ("Inconnue", ""),
        ("Partie", "1990-11-22"),
    ):
        contacts.create_contact(session, ContactDetails(last_name=name, birth=birth))
    gone = models.Contact.get(models.Contact.last_name == "Partie")
    contacts.delete_contact(session, gone.id)
    found = birthdays(session, DAY)
    assert [(birthday.name, birthday.day.isoformat(), birthday.years) for birthday in found] == [
        ("Aujourd'hui", "2026-11-21", None),
        ("Demain", "2026-11-22", 68),
        ("Semaine", "2026-11-28", 26),
    ]
    assert [birthday.name for birthday in birthdays(session, DAY, 0)] == ["Aujourd'hui"]


def test_a_birthday_on_29_february_is_wished_on_the_28th_of_a_common_year(session: Session) -> None:
    contacts.create_contact(session, ContactDetails(last_name="Bissext", birth="2000-02-29"))
    assert [(b.day, b.years) for b in birthdays(session, dt.date(2026, 2, 25))] == [(dt.date(2026, 2, 28), 26)]
    assert [b.day for b in birthdays(session, dt.date(2028, 2, 25))] == [dt.date(2028, 2, 29)]


MEANWHILE: dict[str, tuple[Callable[[Session, int], object], str]] = {
    "moved": (lambda s, n: actions.postpone_action(s, n, DAY + dt.timedelta(days=4)), "action.moved_meanwhile"),
    "done": (lambda s, n: actions.complete_action(s, n, "Hers"), "action.done_meanwhile"),
    "given up": (lambda s, n: actions.cancel_action(s, n), "action.cancelled_meanwhile"),
}
MINE: dict[str, Callable[[Session, Action], object]] = {
    "postpone": lambda s, a: actions.postpone_action(s, a.id, DAY + dt.timedelta(days=9), seen=[a]),
    "postpone many": lambda s, a: actions.postpone_many(s, {a.id: DAY + dt.timedelta(days=9)}, seen=[a]),
    "complete": lambda s, a: actions.complete_action(s, a.id, "Mine", seen=[a]),
    "complete many": lambda s, a: actions.complete_many(s, [a.id], "Mine", seen=[a]),
    "give up": lambda s, a: actions.cancel_many(s, [a.id], seen=[a]),
}


@pytest.mark.parametrize("theirs", list(MEANWHILE))
@pytest.mark.parametrize("mine", list(MINE))
def test_what_another_did_meanwhile_is_told_and_not_overwritten(session: Session, theirs: str, mine: str) -> None:
    seen = actions.plan_action(session, None, ActionDetails("call", day=DAY))
    verb, code = MEANWHILE[theirs]
    verb(session, seen.id)
    after, entry = actions.read_action(session, seen.id), session.last_entry()
    if mine.startswith("complete") and theirs == "done":
        MINE[mine](session, seen)
        assert actions.read_action(session, seen.id).result == "Hers\nMine", "done once, with what both noted"
        return
    with pytest.raises(Refusal) as refused:
        MINE[mine](session, seen)
    assert (refused.value.code, refused.value.details["who"]) == (code, session.staff.name)
    assert (actions.read_action(session, seen.id), session.last_entry()) == (after, entry)


@pytest.mark.parametrize("mine", list(MINE))
def test_what_is_as_it_was_seen_is_written(session: Session, mine: str) -> None:
    seen = actions.plan_action(session, None, ActionDetails("call", day=DAY))
    MINE[mine](session, seen)
    assert actions.read_action(session, seen.id) != seen
