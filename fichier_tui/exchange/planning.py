"""From a table and its mapping to a plan: contacts, each with all that its rows say, and what was not understood."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Sequence
from itertools import chain

from fichier_tui.domain import import_plan as reasons
from fichier_tui.domain.full_name import name_order, split_name
from fichier_tui.domain.import_fields import CUSTOM_PREFIX
from fichier_tui.domain.import_mapping import Mapping
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact, Refused
from fichier_tui.domain.import_values import plain
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.text import clean_line, fold_joined
from fichier_tui.exchange.import_cells import Columns, read_columns
from fichier_tui.exchange.import_details import DetailsReader
from fichier_tui.exchange.import_events import EventsReader
from fichier_tui.exchange.import_groups import Grouping, Identities
from fichier_tui.exchange.import_proofs import refuse_unproven
from fichier_tui.exchange.table import Table

_TOLD_EVERY = 2_000
_READING, _GROUPING = 0.45, 0.55


def plan_import(
    table: Table,
    mapping: Mapping,
    today: dt.date,
    country: str = "FR",
    progress: Progress = nothing_said,
    *,
    own: Sequence[OwnField] = (),
) -> ImportPlan:
    """What an import of `table` would write. Pure but for time: the same table gives the same plan on the same day.

    `country` is where telephone numbers were written, `own` the fields of the shop's own, whose values are read by
    their type. What `progress` raises stops it.
    """
    collecting = gc.isenabled()
    gc.disable()  # a million small objects, none of them garbage: the collector would walk them again and again
    try:
        return _plan(table, mapping, today, country, progress, own)
    finally:
        if collecting:
            gc.enable()


def _plan(
    table: Table, mapping: Mapping, today: dt.date, country: str, progress: Progress, own: Sequence[OwnField]
) -> ImportPlan:
    """The work of `plan_import`."""
    columns = read_columns(table, mapping, today, country, lambda fraction: progress(fraction * _READING), own)
    _split_full_names(columns, table)
    for column, long in _cut_cells(table):
        columns.refused += [Refused(row, table.headings[column], reasons.CELL_TOO_LONG) for row in long]
    unheard = refuse_unproven(columns, table)
    details = DetailsReader(columns)
    named, nobody = _named_rows(columns, details)
    columns.refused += [Refused(table.rows[row] + 1, "", reasons.ROW_NOBODY, _row_text(table, row)) for row in nobody]
    columns.refused += [Refused(row, "", reasons.ROW_TOTAL) for row in table.totals]
    progress(_READING)
    groups = Grouping(_identities(columns, details)).groups(named)
    progress(_GROUPING)
    events = EventsReader(columns, table, today, unheard=unheard)
    contacts = _contacts(table, columns, groups, details, events, progress)
    labels = {
        column.field.removeprefix(CUSTOM_PREFIX): column.heading
        for column in mapping.columns
        if column.field.startswith(CUSTOM_PREFIX)
    }
    refused = sorted(columns.refused, key=lambda refused: (refused.row, refused.column))
    return ImportPlan(tuple(contacts), tuple(refused), labels)


def _contacts(
    table: Table,
    columns: Columns,
    groups: list[list[int]],
    details: DetailsReader,
    events: EventsReader,
    progress: Progress,
) -> list[PlannedContact]:
    """The contacts of the groups of rows, in order."""
    contacts = []
    numbers = table.rows
    kept = columns.kept
    notes = columns.repeated.get("note", [])
    for place, rows in enumerate(groups):
        if not place % _TOLD_EVERY:
            progress(_GROUPING + (1 - _GROUPING) * place / len(groups))
        happened = events.of(rows)
        contact = details.of(rows, happened.client_words)
        lines: tuple[str, ...] = ()
        remarks: tuple[str, ...] = ()
        if kept:
            lines = tuple(dict.fromkeys(chain.from_iterable(kept.get(row, ()) for row in rows)))
        if notes:
            remarks = tuple(dict.fromkeys(plain(values[row]) for _, values in notes for row in rows if values[row]))
        contacts.append(
            PlannedContact(
                details=contact,
                rows=tuple([numbers[row] + 1 for row in rows]),
                purchases=happened.purchases,
                visits=happened.visits,
                actions=happened.actions,
                consents=happened.consents,
                behaviour=happened.behaviour,
                notes=remarks,
                import_note="\n".join(lines),
            )
        )
    for row, heading, value in details.differing:
        columns.refused.append(Refused(numbers[row] + 1, heading, reasons.CELL_DIFFERS, value))
    return contacts


def _cut_cells(table: Table) -> list[tuple[int, list[int]]]:
    """By column of the table, the rows (from 1) whose cell was too long and cut."""
    found: dict[int, list[int]] = {}
    rows = {row: place for place, row in enumerate(table.rows)} if table.sheet.cut else {}
    for row, column in table.sheet.cut:
        if row in rows and column in table.origin:
            found.setdefault(table.origin.index(column), []).append(row + 1)
    return list(found.items())


def _split_full_names(columns: Columns, table: Table) -> None:
    """Take full names apart, where the row has no last and first name of its own; a name told twice is told once."""
    slot = 1
    while ("full_name", slot) in columns.values:
        names = columns.values.pop(("full_name", slot))
        heading = columns.headings[("full_name", slot)]
        order = _heading_order(heading) or name_order({name for name in names[:5_000] if name})
        split = {name: split_name(name, order) for name in set(names) if name}
        parts = [columns.values.setdefault((field, 1), [None] * columns.rows) for field in _NAME_FIELDS]
        for row, name in enumerate(names):
            if not name:
                continue
            if not any(part[row] for part in parts[:2]):
                for part, value in zip(parts, split[name], strict=True):
                    if value and not part[row]:
                        part[row] = value
                    elif value and part[row] != value and part is not parts[3]:
                        columns.keep(row, heading, name)
            elif sorted(_letters(name)) != sorted(_letters(f"{parts[0][row] or ''}{parts[1][row] or ''}")):
                columns.keep(row, heading, name)
        slot += 1


_NAME_FIELDS = ("last_name", "first_name", "company_name", "civility")


def _letters(name: str) -> str:
    """The letters of a name, by which "Dupont, Marie" and "Marie Dupont" are the same."""
    return fold_joined(name)


def _heading_order(heading: str) -> str | None:
    """The order that a heading names: "Nom et prénom", "Prénom Nom"."""
    words = fold_joined(heading)
    if words.startswith("prenom") and "nom" in words[6:]:
        return "first_last"
    return "last_first" if words.startswith("nom") and "prenom" in words else None


def _named_rows(columns: Columns, details: DetailsReader) -> tuple[list[int], list[int]]:
    """The rows that say whom they are about, and those that do not."""
    said = zip(
        columns.of("last_name"),
        columns.of("first_name"),
        columns.of("company_name"),
        details.emails,
        details.phones,
        strict=True,
    )
    named: list[int] = []
    nobody: list[int] = []
    for row, facts in enumerate(said):
        (named if any(facts) else nobody).append(row)
    return named, nobody


def _row_text(table: Table, row: int) -> str:
    """What a row that is left out holds, on one line."""
    cells = (plain(column.cell(row)) for column in table.columns)
    return clean_line(" | ".join(cell for cell in cells if cell))


def _identities(columns: Columns, details: DetailsReader) -> Identities:
    """What the rows may be joined by."""
    return Identities(
        last_names=_folded(columns.of("last_name")),
        first_names=_folded(columns.of("first_name")),
        companies=_folded(columns.of("company_name")),
        emails=[tuple([email.address for email in emails]) if emails else () for emails in details.emails],
        phones=[tuple([phone.number for phone in phones]) if phones else () for phones in details.phones],
        births=[birth or "" for birth in columns.of("birth")],
        postcodes=[postcode or "" for postcode in columns.of("postcode")],
        cards=[card or "" for card in columns.of("card_number")],
    )


def _folded(names: Sequence[str | None]) -> list[str]:
    """Names folded and joined, each different one once."""
    folded: dict[str | None, str] = {name: fold_joined(name) if name else "" for name in set(names)}
    return [folded[name] for name in names]
