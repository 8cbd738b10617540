"""A day's work through the real verbs, and what it left in the file: the same seed does the same things."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    change_contact,
    create_contact,
    import_contacts,
    keep_draft,
    log_purchase,
    log_visit,
    merge_contacts,
    plan_action,
    read_contact,
    redo,
    undo,
)
from fichier_tui.storage.drafts import drop_draft
from fichier_tui.storage.merging import compare_cards
from fichier_tui.storage.models import TABLES, JournalChange, JournalEntry
from fichier_tui.storage.operation import REMOVED, unpacked
from fichier_tui.storage.session import Session

Key = tuple[str, object]
Facts = dict[Key, object]
"""Rows by (table, id), None for one that is not there; drafts by ("draft", key)."""

# What is reckoned from the others is looked at by `check`, and the journal by its numbers.
_DERIVED = ("contact_summary", "journal_entry", "journal_change", "journal_head", "draft")
_CONTENT = [table._meta.table_name for table in TABLES if table._meta.table_name not in _DERIVED]


class Work:
    """One thing after the other, drawn by chance; `step` returns when the verb has acknowledged it."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.chance = random.Random(seed)
        self.done: dict[str, int] = {}
        self._verbs: list[Callable[[], object]] = [
            *[self._visit, self._purchase, self._edit] * 3,
            *[self._create, self._plan, self._undo] * 2,
            self._redo,
            self._import,
            self._merge,
            self._keep_draft,
            self._drop_draft,
        ]

    def step(self) -> None:
        """Do one thing; nothing where it has no object (nothing to undo)."""
        verb = self.chance.choice(self._verbs) if len(self._living()) > 3 else self._create
        try:
            verb()
        except Refusal as refusal:
            if refusal.code.partition(".")[0] not in ("undo", "redo", "merge", "contact"):
                raise
        else:
            name = verb.__name__.strip("_")
            self.done[name] = self.done.get(name, 0) + 1

    def _living(self) -> list[int]:
        execute = self.session.database.connection().execute
        rows = execute("SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 40").fetchall()
        return [row[0] for row in rows]

    def _contact(self) -> int:
        return self.chance.choice(self._living())

    def _create(self) -> int:
        number = self.chance.randrange(10**6)
        details = ContactDetails(last_name=f"Péron{number}", phones=(PhoneNumber(f"+336{number:08}"),))
        return create_contact(self.session, details).id

    def _visit(self) -> object:
        note = f"visite {self.chance.random()}" * self.chance.choice((1, 1, 300))
        return log_visit(self.session, self._contact(), VisitDetails(self.session.today, note=note))

    def _purchase(self) -> object:
        details = PurchaseDetails(self.session.today, "Spa", self.chance.randrange(1, 10**6))
        return log_purchase(self.session, self._contact(), details)

    def _edit(self) -> object:
        contact = self._contact()
        details = read_contact(self.session, contact).details
        return change_contact(self.session, contact, replace(details, profession=f"n° {self.chance.random()}"))

    def _plan(self) -> object:
        day = self.session.today + dt.timedelta(self.chance.randrange(60))
        return plan_action(self.session, self._contact(), ActionDetails("call", "rappeler", day=day))

    def _undo(self) -> object:
        return undo(self.session)

    def _redo(self) -> object:
        return redo(self.session)

    def _import(self) -> object:
        numbers = [self.chance.randrange(10**6) for _line in range(self.chance.randrange(2, 40))]
        planned = tuple(
            PlannedContact(
                ContactDetails(last_name=f"Durand{number}", emails=(EmailAddress(f"d{number}@example.org"),)),
                (row,),
                purchases=(PurchaseDetails(self.session.today, "Ski", 5000 + row),),
            )
            for row, number in enumerate(numbers, 2)
        )
        return import_contacts(self.session, ImportPlan(planned), name="clients.xlsx")

    def _merge(self) -> object:
        return merge_contacts(self.session, compare_cards(self.session, self._contact(), self._contact()))

    def _keep_draft(self) -> None:
        keep_draft(self.session, f"contact.{self.chance.randrange(6)}", {"last_name": f"{self.chance.random()}"})

    def _drop_draft(self) -> None:
        drop_draft(self.session, f"contact.{self.chance.randrange(6)}")


def everything(session: Session) -> Facts:
    """All rows that were written, those reckoned from them left out."""
    execute = session.database.connection().execute
    rows: Facts = {(table, row[0]): row for table in _CONTENT for row in execute(f'SELECT * FROM "{table}"')}
    rows.pop(("meta", "copies"), None)  # when the last copy was made: no work of anybody's
    return rows | _drafts(session)


def _drafts(session: Session) -> Facts:
    rows = session.database.connection().execute("SELECT key, value FROM draft ORDER BY key").fetchall()
    return {("draft", key): value for key, value in rows}


def written_since(session: Session, entry: int) -> Facts:
    """The rows that the operations after that journal entry wrote, as they are now, and all drafts."""
    changes = JournalChange.select().where(JournalChange.entry > entry)
    facts: Facts = {("draft", f"contact.{number}"): None for number in range(6)} | _drafts(session)
    execute = session.database.connection().execute
    for change in changes:
        for number in range(change.first_id, change.last_id + 1):
            facts[change.table, number] = execute(
                f'SELECT * FROM "{change.table}" WHERE rowid = ?', (number,)
            ).fetchone()
    return facts


def partly_written(session: Session, entry: int) -> list[Key]:
    """The rows of that operation, the last one, that are not as it says it left them."""
    wrong: list[Key] = []
    connection = session.database.connection()
    for change in JournalChange.select().where(JournalChange.entry == entry):
        for number in range(change.first_id, change.last_id + 1):
            cursor = connection.execute(f'SELECT * FROM "{change.table}" WHERE rowid = ?', (number,))
            row = cursor.fetchone()
            names = [column[0] for column in cursor.description]
            after = unpacked(change.after) if change.after is not None and change.kind != REMOVED else {}
            is_there = row is not None
            if is_there == (change.kind == REMOVED) or any(
                row[names.index(name)] != value for name, value in after.items()
            ):
                wrong.append((change.table, number))
    return wrong


def entries_after(session: Session, entry: int) -> list[int]:
    """The numbers of the journal entries after that one."""
    return [row.id for row in JournalEntry.select(JournalEntry.id).where(JournalEntry.id > entry)]
