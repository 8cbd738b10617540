"""What a line of the journal did, row by row and field by field, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.journal.entries import Entry, first_line, journal_rows
from fichier_tui.storage.models import (
    Campaign,
    Contact,
    CustomField,
    JournalChange,
    JournalEntry,
    Offer,
    Product,
    Segment,
    Sending,
    Staff,
    Tag,
)
from fichier_tui.storage.operation import CHANGED, CREATED, unpacked
from fichier_tui.storage.rows import row_numbered
from fichier_tui.storage.session import Session

MOST = 60
"""The changes that are told one by one; of a longer line it is said how many more there are."""
# What a row points at, and by which of its columns that is called.
_NAMED: Mapping[str, tuple[Any, str]] = {
    "product_id": (Product, "name"),
    "offer_id": (Offer, "name"),
    "campaign_id": (Campaign, "name"),
    "segment_id": (Segment, "name"),
    "sending_id": (Sending, "name"),
    "tag_id": (Tag, "name"),
    "field_id": (CustomField, "label"),
    "staff_id": (Staff, "name"),
    "assigned_to_id": (Staff, "name"),
    "done_by_id": (Staff, "name"),
    "verified_by_id": (Staff, "name"),
}
_CONTACTS = ("contact_id", "company_id", "sponsor_id")
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a row, as the file keeps it; what points at another row is told by that one's name."""

    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class RowChange:
    """What was done to one row, or to `count` rows of a run: `kind` is created, changed, removed, erased or purged.

    `about` is the name of the contact whose row it is, where it is not the one that the line is about. `fields` is
    empty for a run, and for a row whose content was erased (`is_erased`).
    """

    table: str
    kind: str
    count: int
    about: str
    fields: tuple[FieldChange, ...]
    is_erased: bool


@dataclass(frozen=True, slots=True)
class LineDetail:
    """A line with its changes, the first of them; `more` is how many others there are."""

    entry: Entry
    changes: tuple[RowChange, ...]
    more: int


def read_line(session: Session, number: int) -> LineDetail:
    """What a line did. Raises Refusal: row.unknown, also for a line of somebody else that is not to be read."""
    found = journal_rows(session, [number])
    row = row_numbered(JournalEntry, number if found and number >= first_line(session) else 0)
    entry = found[0]
    changes = list(
        JournalChange.select().where(JournalChange.entry == row).order_by(JournalChange.position).limit(MOST)
    )
    total = JournalChange.select().where(JournalChange.entry == row).count()
    names = _Names()
    return LineDetail(entry, tuple(_told(change, entry, names) for change in changes), total - len(changes))


def rows_of(session: Session, number: int) -> dict[str, int]:
    """How many rows of each table a line touched: what is asked about before very many of them are taken back."""
    changes = JournalChange.select().where(JournalChange.entry == number)
    counted: dict[str, int] = {}
    for change in changes.iterator():
        counted[change.table] = counted.get(change.table, 0) + change.last_id - change.first_id + 1
    return counted


def _told(change: JournalChange, entry: Entry, names: _Names) -> RowChange:
    before, after = (_single(blob) for blob in (change.before, change.after))
    columns = [name for name in (after or before or {}) if name != "id"]
    fields = tuple(
        FieldChange(name, names.value(name, before.get(name)), names.value(name, after.get(name))) for name in columns
    )
    owner = next((one.get("contact_id") for one in (after, before) if one.get("contact_id")), None)
    if change.table == "contact" and change.first_id == change.last_id:
        owner = change.first_id
    about = names.contact(owner) if owner is not None and owner != entry.contact_id else ""
    is_erased = change.seal is not None and change.before is None and change.after is None
    return RowChange(
        table=change.table,
        kind=change.kind,
        count=change.last_id - change.first_id + 1,
        about=about,
        fields=fields if change.kind in (CREATED, CHANGED) or before else (),
        is_erased=is_erased,
    )


def _single(blob: bytes | None) -> dict[str, Any]:
    """The columns of one row; nothing for a run."""
    if blob is None:
        return {}
    kept = unpacked(blob)
    if "rows" not in kept:
        return dict(kept)
    return dict(zip(kept["columns"], kept["rows"][0], strict=True)) if len(kept["rows"]) == 1 else {}


class _Names:
    """How what a row points at is called, asked once each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, object], str] = {}

    def contact(self, number: object) -> str:
        """The name of a contact, "" where the file has it no more."""
        return self._asked("contact_id", number)

    def value(self, column: str, value: Any) -> Value:
        """A value as it is told."""
        if value is None or not (column in _NAMED or column in _CONTACTS):
            found: Value = value
            return found
        return self._asked(column, value) or None

    def _asked(self, column: str, number: object) -> str:
        key = (column, number)
        if key not in self._known:
            self._known[key] = self._read(column, number)
        return self._known[key]

    def _read(self, column: str, number: object) -> str:
        if column in _CONTACTS:
            return name_of(int(str(number))) if Contact.get_or_none(Contact.id == number) else ""
        table, name = _NAMED[column]
        row = table.get_or_none(table.id == number)
        return "" if row is None else str(getattr(row, name))
