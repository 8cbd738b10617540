"""The journal cannot be changed without it showing: every tampering is found, and the line named."""

from __future__ import annotations

import contextlib
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, migrations, notes, visits
from fichier_tui.storage.connection import connect
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.journal.chain import Anchor, ChainFault, head_hash, seal_head, verify_chain
from fichier_tui.storage.journal.chaining import chain_everything
from fichier_tui.storage.journal.lines import lines_of
from fichier_tui.storage.journal.links import Facts, hash_of
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY, new_session
from tests.storage.test_operations import STEPS

KEY = bytes(range(32))
TRIALS = 150
LINES = 24
TAKING_BACK = ("undo", "redo", "any")
Tampering = Callable[[Any, random.Random], int]
"""Tampers with the journal behind the program's back, and says the number of the line that is to be named."""


def faults(session: Session, *anchors: Anchor) -> tuple[ChainFault, ...]:
    """What is wrong with the journal of a file."""
    return verify_chain(session.database.connection(), KEY, anchors)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A file of two dozen lines, some of them taken back."""
    session = new_session(tmp_path_factory.mktemp("journal"))
    for number in range(6):
        contact = contacts.create_contact(session, ContactDetails(last_name=f"Péron {number}"))
        visits.log_visit(session, contact.id, VisitDetails(DAY, note="ok"))
        notes.add_note(session, contact.id, f"note {number}")
        undoing.undo(session)
    yield session
    session.database.close()


def _some(chance: random.Random, first: int = 1, last: int = LINES) -> int:
    return chance.randint(first, last)


def _edit_entry(connection: Any, chance: random.Random) -> int:
    number = _some(chance)
    column, value = chance.choice(
        [("at", "2020-01-01T00:00:00.000000Z"), ("staff_id", None), ("verb", "visit.removed"), ("contact", 77),
         ("public_id", "0" * 32), ("hash", bytes(32)), ("previous", bytes([1] * 32)), ("commitment", bytes(32))]
    )  # fmt: skip
    connection.execute(f"UPDATE journal_entry SET {column} = ? WHERE id = ?", (value, number))
    return number


def _edit_detail(connection: Any, chance: random.Random) -> int:
    number = _some(chance)
    column, value = chance.choice([("detail", '{"name": "Durand"}'), ("salt", bytes(16)), ("salt", None)])
    connection.execute(f"UPDATE journal_entry SET {column} = ? WHERE id = ?", (value, number))
    return number


def _edit_change(connection: Any, chance: random.Random) -> int:
    rows = connection.execute("SELECT id, entry_id FROM journal_change ORDER BY id").fetchall()
    row, number = chance.choice(rows)
    how = chance.choice(
        [
            "SET after = '{}', before = '{\"a\": 1}'",
            "SET kind = 'moved'",
            "SET first_id = first_id + 1",
            "SET table_name = 'product'",
            "SET position = position + 40",
            "SET before = 7",
            "SET position = 'x', kind = 9",
            "SET seal = zeroblob(32), before = NULL, after = NULL",
        ]
    )
    if chance.random() < 0.2:
        connection.execute("DELETE FROM journal_change WHERE id = ?", (row,))
    else:
        connection.execute(f"UPDATE journal_change {how} WHERE id = ?", (row,))
    return int(number)


def _delete(connection: Any, chance: random.Random) -> int:
    number = _some(chance, last=LINES - 1)
    connection.execute("DELETE FROM journal_entry WHERE id = ?", (number,))
    return number


def _delete_last(connection: Any, chance: random.Random) -> int:
    first = _some(chance, first=LINES - 8)
    connection.execute("DELETE FROM journal_entry WHERE id >= ?", (first,))
    return first


def _swap(connection: Any, chance: random.Random) -> int:
    one, other = sorted(chance.sample(range(1, LINES + 1), 2))
    for table, column in (("journal_entry", "id"), ("journal_change", "entry_id")):
        for before, after in ((one, 9_999), (other, one), (9_999, other)):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (after, before))
    return one


def _insert(connection: Any, chance: random.Random) -> int:
    """A line that looks genuine: somebody else's, with hashes of its own, at the end or between two others."""
    number = _some(chance, first=2, last=LINES + 1)
    for table, column in (("journal_entry", "id"), ("journal_change", "entry_id")):
        connection.execute(f"UPDATE {table} SET {column} = -{column} - 1 WHERE {column} >= ?", (number,))
        connection.execute(f"UPDATE {table} SET {column} = -{column} WHERE {column} < 0")
    before = next(lines_of(connection, number - 1, number - 1))
    facts = Facts(number, "f" * 32, before.facts.at, 1, "visit.logged", 1, None)
    hash_ = hash_of(before.hash, facts, before.commitment)
    connection.execute(
        "INSERT INTO journal_entry (id, public_id, at, staff_id, verb, contact, detail, salt, commitment, previous,"
        " hash) VALUES (?, ?, ?, 1, 'visit.logged', 1, '{}', ?, ?, ?, ?)",
        (number, facts.public_id, facts.at, bytes(16), before.commitment, before.hash, hash_),
    )
    return number


@pytest.mark.parametrize(
    "tamper",
    [_edit_entry, _edit_detail, _edit_change, _delete, _delete_last, _swap, _insert],
    ids=lambda one: one.__name__,
)
def test_each_tampering_is_found_and_the_line_named(filled: Session, tamper: Tampering) -> None:
    connection = filled.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for trial in range(TRIALS):
        with filled.database.atomic("IMMEDIATE") as transaction:
            number = tamper(connection, random.Random(trial))
            found = faults(filled)
            transaction.rollback()
        assert found, trial
        assert found[0].entry == number, (trial, found)
    assert not faults(filled)


def _put(connection: Any, numbers: list[int]) -> None:
    """The lines of these numbers one after the other, in that order, from the least of them on."""
    for table, column in (("journal_entry", "id"), ("journal_change", "entry_id")):
        for number in numbers:
            connection.execute(f"UPDATE {table} SET {column} = -{column} WHERE {column} = ?", (number,))
        for place, number in enumerate(numbers, min(numbers)):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (place, -number))


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ([9, 8], [("moved", 8, 9), ("moved", 9, 8)]),
        ([2, 1], [("moved", 1, 2), ("moved", 2, 1)]),
        ([LINES, LINES - 1], [("moved", LINES - 1, LINES), ("moved", LINES, LINES - 1)]),
        ([12, 9, 10, 11, 8], [("moved", 8, 12), ("moved", 12, 8)]),
        ([10, 8, 9], [("moved", 8, 10)]),
        ([9, 10, 8], [("moved", 8, 9), ("moved", 9, 10), ("moved", 10, 8)]),
        ([LINES, LINES - 2, LINES - 1], [("moved", LINES - 2, LINES)]),
    ],
)
def test_of_a_journal_put_in_another_order_no_line_is_accused_that_stands_where_it_stood(
    filled: Session, order: list[int], told: list[tuple[str, int, int]]
) -> None:
    connection = filled.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    with filled.database.atomic("IMMEDIATE") as transaction:
        _put(connection, order)
        found = faults(filled)
        transaction.rollback()
    assert [(one.code, one.entry, one.other) for one in found] == told


def test_of_a_line_put_in_and_another_taken_out_both_are_named_alone(filled: Session) -> None:
    connection = filled.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    with filled.database.atomic("IMMEDIATE") as transaction:
        at = _insert(connection, random.Random(3))
        assert 2 < at < LINES - 6
        # Line 18 stands at 19 now: it goes, and those behind it close up.
        connection.execute("DELETE FROM journal_entry WHERE id = 19")
        connection.execute("DELETE FROM journal_change WHERE entry_id = 19")
        _put(connection, [18, *range(20, LINES + 2)])
        found = faults(filled)
        transaction.rollback()
    assert sorted({one.entry for one in found}) == [at, 18]


def test_a_line_cut_off_leaves_a_gap_that_later_ones_do_not_fill(session: Session) -> None:
    for number in range(4):
        contacts.create_contact(session, ContactDetails(last_name=f"Péron {number}"))
    session.database.execute_sql("DELETE FROM journal_entry WHERE id >= 3")
    assert faults(session) == (ChainFault("truncated", 3, 4),)
    contacts.create_contact(session, ContactDetails(last_name="Durand"))
    assert faults(session) == (ChainFault("removed", 3, 4),)


def test_an_end_written_without_the_key_stays_broken_whatever_is_written_after(session: Session) -> None:
    contacts.create_contact(session, ContactDetails(last_name="Péron"))
    session.database.execute_sql("UPDATE journal_head SET mac = zeroblob(32)")
    assert faults(session) == (ChainFault("end", 0),)
    contacts.create_contact(session, ContactDetails(last_name="Durand"))
    assert faults(session) == (ChainFault("end", 0),)
    seal_head(session.database.connection(), KEY)
    assert faults(session) == (ChainFault("end", 0),)
    session.database.execute_sql("DELETE FROM journal_head")
    assert faults(session) == (ChainFault("end", 0),)
    contacts.create_contact(session, ContactDetails(last_name="Martin"))
    assert faults(session)[0] == ChainFault("end", 0)


def test_the_end_is_sealed_anew_when_the_file_is_given_another_key(session: Session) -> None:
    contacts.create_contact(session, ContactDetails(last_name="Péron"))
    connection, other = session.database.connection(), bytes(32)
    seal_head(connection, other, former=KEY)
    assert verify_chain(connection, other) == ()
    assert faults(session) == (ChainFault("end", 0),)


def test_who_writes_all_anew_with_the_key_of_the_file_meets_what_a_copy_kept(session: Session) -> None:
    connection = session.database.connection()
    for number in range(6):
        contacts.create_contact(session, ContactDetails(last_name=f"Péron {number}"))
        if number == 3:
            anchor = Anchor(4, head_hash(connection))
    assert faults(session, anchor) == ()
    connection.execute("UPDATE journal_entry SET verb = 'contact.changed' WHERE id = 2")
    chain_everything(session.database)
    assert faults(session) == ()
    assert faults(session, anchor) == (ChainFault("anchor", 4),)
    connection.execute("DELETE FROM journal_entry WHERE id > 3")
    chain_everything(session.database)
    assert faults(session, anchor) == (ChainFault("anchor", 4),)


@settings(max_examples=15, deadline=None)
@example([("change", 0), ("undo", 0), ("change", 0), ("any", 1)])  # a tag taken back, made anew, put back
@given(
    st.lists(st.tuples(st.sampled_from([*sorted(STEPS), "undo", "redo", "any"]), st.integers(0, 5_000)), max_size=20)
)
def test_whatever_is_done_taken_back_and_done_again_the_journal_holds(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = new_session(Path(folder))
        for name, number in steps:
            with contextlib.suppress(Refusal):
                if name in STEPS:
                    STEPS[name](session, number)
                elif name == "any":  # a line of any day, an undo and a redo among them
                    undoing.undo(session, 1 + number % max(1, session.last_entry()))
                else:
                    {"undo": undoing.undo, "redo": undoing.redo}[name](session)
        assert faults(session) == ()
        # Linked anew from its rows alone, as a file of an earlier program is: the marks are the same.
        marks = "SELECT id, undone_by_id FROM journal_entry ORDER BY id"
        before = session.database.execute_sql(marks).fetchall()
        chain_everything(session.database)
        assert session.database.execute_sql(marks).fetchall() == before
        assert faults(session) == ()
        session.database.close()


def test_a_file_of_an_earlier_program_is_linked_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    database = connect(tmp_path / "base.db", KEY)
    step = next(number for number, path in enumerate(migrations.STEPS, 1) if path.stem.endswith("_journal_chain"))
    migrations.migrate(database, until=step - 1)
    for number in range(1, 6):
        database.execute_sql(
            "INSERT INTO journal_entry (id, public_id, at, verb, detail) VALUES (?, ?, '2026-01-01', 'note', '{}')",
            (number, f"{number:032}"),
        )
        database.execute_sql(
            "INSERT INTO journal_change (entry_id, position, table_name, kind, first_id, last_id, after)"
            " VALUES (?, 0, 'note', 'created', 1, 1, ?)",
            (number, b"{}"),
        )
    migrations.migrate(database)
    assert verify_chain(database.connection(), KEY) == ()
    database.execute_sql("UPDATE journal_change SET after = NULL WHERE entry_id = 3")
    assert verify_chain(database.connection(), KEY) == (ChainFault("content", 3),)
    database.close()
