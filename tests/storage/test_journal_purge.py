"""The oldest lines go, the others hold on their own, and the program still knows what it goes by."""

from __future__ import annotations

import datetime as dt

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import ActionDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, import_contacts, models, visits
from fichier_tui.storage.actions import calendar
from fichier_tui.storage.actions import planning as actions
from fichier_tui.storage.imports import preview_import
from fichier_tui.storage.journal import entries as journal
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.journal.chain import Anchor, ChainFault, head_hash, verify_chain
from fichier_tui.storage.journal.purge import count_purgeable, purge_before
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY
from tests.storage.test_operations import every_table

KEY = bytes(range(32))
NEW_YEAR = dt.date(2027, 1, 1)


def on_day(session: Session, day: dt.date) -> None:
    """The clock goes on from the morning of that day."""
    start, turns = dt.datetime.combine(day, dt.time(9), dt.UTC), iter(range(100_000))
    session.clock = lambda: start + dt.timedelta(seconds=next(turns))
    session.day = day


def purge(session: Session, day: dt.date) -> int:
    """The lines before that day are removed in one step; how many."""
    with session.operation("journal.purged") as operation:
        return purge_before(operation, day)


@pytest.fixture
def years(session: Session) -> Session:
    """A file with the lines of two years; one of the second takes back one of the first."""
    planned = [
        PlannedContact(ContactDetails(last_name=f"Péron {n}", emails=(EmailAddress(f"p{n}@example.org"),)), (n,))
        for n in range(9)
    ]
    import_contacts(session, ImportPlan(contacts=tuple(planned)), name="clients.xlsx")
    contacts.change_contact(session, 2, ContactDetails(last_name="Péron", first_name="Léa"))
    action = actions.plan_action(session, 1, ActionDetails("appointment", day=NEW_YEAR + dt.timedelta(days=9)))
    for days in range(3):
        actions.postpone_action(session, action.id, NEW_YEAR + dt.timedelta(days=10 + days))
    visits.log_visit(session, 3, VisitDetails(DAY))
    visits.log_visit(session, 4, VisitDetails(DAY))
    on_day(session, NEW_YEAR)
    undoing.undo(session)
    visits.log_visit(session, 5, VisitDetails(NEW_YEAR))
    return session


def test_the_oldest_lines_go_and_the_chain_holds_from_there(years: Session) -> None:
    connection = years.database.connection()
    old, kept = Anchor(4, "0" * 64), Anchor(years.last_entry(), head_hash(connection))
    before = every_table(years)
    assert count_purgeable(years, NEW_YEAR) == 8
    assert purge(years, NEW_YEAR) == 8
    assert purge(years, NEW_YEAR) == 0
    assert every_table(years) == before
    assert [line.verb for line in journal.read_journal(years)] == ["journal.purged", "visit.logged", "undo"]
    assert list(journal.journal_numbers(years)) == [11, 10, 9]
    assert verify_chain(connection, KEY, (old, kept)) == ()
    assert connection.execute("SELECT count(*) FROM journal_entry WHERE id < 9 AND staff_id NOT NULL").fetchone() == (
        0,
    )
    assert connection.execute(
        "SELECT count(*) FROM journal_change WHERE entry_id < 9 AND after NOT NULL"
    ).fetchone() == (0,)
    connection.execute("DELETE FROM journal_entry WHERE id = 9")
    assert verify_chain(connection, KEY) == (ChainFault("removed", 9, 9),)


def test_what_the_program_goes_by_is_still_known(years: Session) -> None:
    def facts() -> tuple[object, ...]:
        rows = years.database.connection().execute("SELECT id FROM action").fetchall()
        details = ContactDetails(last_name="Péron", first_name="Léa", profession="Notaire")
        plan = ImportPlan(contacts=(PlannedContact(details, (2,)),))
        return calendar.sequence_of(years, rows[0][0]), [one.outcome for one in preview_import(years, plan)]

    before = facts()
    purge(years, NEW_YEAR)
    assert facts() == before


def test_after_a_purge_the_rest_is_taken_back_and_done_again_and_what_is_gone_is_not(years: Session) -> None:
    purge(years, NEW_YEAR)
    with pytest.raises(Refusal, match=r"undo\.for_good"):
        undoing.undo(years)
    with pytest.raises(Refusal, match=r"undo\.nothing"):
        undoing.undo(years, 2)
    undoing.undo(years, 10)
    undoing.undo(years, 9)  # a visit of the year before, taken back and now there again
    assert models.Visit.select().count() == 2
    assert verify_chain(years.database.connection(), KEY) == ()
    visits.log_visit(years, 5, VisitDetails(NEW_YEAR))
    undoing.undo(years)
    assert verify_chain(years.database.connection(), KEY) == ()
