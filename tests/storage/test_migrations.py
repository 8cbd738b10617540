"""The steps from one version of the file to the next."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import create_contact, log_purchase, migrations
from fichier_tui.storage.connection import connect, fault_of
from fichier_tui.storage.session import Session
from fichier_tui.storage.summary import count_stale
from tests.storage.schema import schema_of_models

RECKONED = "paid_cents, bought_months, bought_weekdays"


def test_the_steps_make_the_tables_of_the_models(tmp_path: Path) -> None:
    database = connect(tmp_path / "base.db", bytes(32))
    migrations.migrate(database)
    rows = database.execute_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'contact_words%' AND type <> 'trigger'"
    ).fetchall()
    made = {re.sub(r"\s+", " ", row[0]) for row in rows}
    assert made == {re.sub(r"\s+", " ", statement) for statement in schema_of_models(tmp_path)}
    database.close()


def test_each_step_has_its_own_number_in_order() -> None:
    """Two of one number would change places by their names, and a file between them would lack one for ever."""
    assert [int(step.name[1:5]) for step in migrations.STEPS] == list(range(1, migrations.CURRENT_VERSION + 1))


def test_a_file_goes_up_step_by_step_and_keeps_its_rows(tmp_path: Path) -> None:
    database = connect(tmp_path / "base.db", bytes(32))
    migrations.migrate(database, until=1)
    database.execute_sql("INSERT INTO setting (key, value) VALUES ('business', '\"Chez Léa\"')")
    assert migrations.pending(database) == migrations.CURRENT_VERSION - 1
    migrations.migrate(database)
    assert migrations.pending(database) == 0
    assert database.execute_sql("SELECT value FROM setting").fetchall() == [('"Chez Léa"',)]
    database.close()


def test_what_a_step_reckons_of_purchases_is_what_every_write_reckons(session: Session) -> None:
    bought = ((dt.date(2024, 2, 29), 1200), (dt.date(2025, 3, 1), -300), (dt.date(2025, 3, 2), 500))
    for last_name, purchases in (("Garnier", bought), ("Leroy", bought[:1]), ("Petit", ())):
        card = create_contact(session, ContactDetails(last_name=last_name))
        for day, cents in purchases:
            log_purchase(session, card.id, PurchaseDetails(day, amount_cents=cents))
    execute = session.database.execute_sql
    kept = execute(f"SELECT {RECKONED} FROM contact_summary ORDER BY contact_id").fetchall()
    assert kept == [(1700, 0b110, 0b1010001), (1200, 0b10, 0b10000), (0, 0, 0)]
    execute("UPDATE contact_summary SET paid_cents = 0, bought_months = 0, bought_weekdays = 0")
    (step,) = (path for path in migrations.STEPS if path.stem.endswith("_bought"))
    for statement in migrations.statements(step):
        if statement.startswith("UPDATE"):
            execute(statement)
    assert execute(f"SELECT {RECKONED} FROM contact_summary ORDER BY contact_id").fetchall() == kept
    assert count_stale(session.database) == 0


def test_a_file_of_a_later_program_is_refused(tmp_path: Path) -> None:
    database = connect(tmp_path / "base.db", bytes(32))
    migrations.migrate(database)
    database.execute_sql(f"PRAGMA user_version = {migrations.CURRENT_VERSION + 1}")
    with pytest.raises(Refusal, match=r"file\.newer"):
        migrations.pending(database)
    database.close()


def test_a_wrong_key_is_told_from_an_open_file_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "base.db"
    database = connect(path, bytes(32))
    migrations.migrate(database)
    database.close()
    before = path.read_bytes()
    with pytest.raises(Refusal, match=r"file\.damaged"):
        connect(path, bytes(31) + b"\x01")
    assert path.read_bytes() == before
    assert not before.startswith(b"SQLite format 3")


def test_a_short_key_is_never_taken_as_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "base.db", bytes(31))
    assert not (tmp_path / "base.db").exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("database or disk is full", "disk.full"),
        ("disk I/O error", "disk.faulty"),
        ("file is not a database", "file.damaged"),
        ("no such table: contact", ""),
    ],
)
def test_a_full_disk_is_never_taken_for_a_damaged_file(said: str, code: str) -> None:
    rolled_back = RuntimeError("cannot rollback - no transaction is active")
    rolled_back.__context__ = RuntimeError(said)
    assert fault_of(rolled_back) == code
