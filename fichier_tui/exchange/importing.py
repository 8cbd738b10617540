"""The journey of a foreign file: read, mapped, planned, previewed, written; for the screen and the command line.

Each step can be shown and changed before the next. None of them may run on the thread of a screen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui.domain.import_fields import CUSTOM_PREFIX, IGNORE, KEEP, OWN_MARKS, OWN_RECKONED, heading_key
from fichier_tui.domain.import_mapping import Mapping, propose_mapping, remembered_mapping, signature
from fichier_tui.domain.import_plan import ImportPlan
from fichier_tui.domain.own_field import OwnField, refuse_sensitive
from fichier_tui.domain.permission import IMPORT
from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.planning import plan_import
from fichier_tui.exchange.reading import read_sheet
from fichier_tui.exchange.table import Table, find_table
from fichier_tui.i18n import _
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.durable import from_home
from fichier_tui.storage.imports import ImportOutcome, import_contacts, recall_mapping
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.shop_fields import every_own_field

if TYPE_CHECKING:
    from fichier_tui.storage.thread import OpenFile


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A foreign file that was read: its table, and the mapping by which it is to be understood."""

    path: Path
    table: Table
    mapping: Mapping
    own: tuple[OwnField, ...] = ()
    """The fields of the shop's own that are in use."""


def read_foreign_file(
    file: OpenFile, path: Path, *, sheet: str = "", header_row: int | None = None, progress: Progress = nothing_said
) -> ForeignFile:
    """Read a foreign file and map its columns: as the last file with these headings was, else as they seem to mean.

    `header_row` (from 1) is what the user says of it. Raises the refusals of `reading.read_sheet`.
    """
    table = find_table(read_sheet(from_home(path), sheet, progress), header_row)
    known = file.call(recall_mapping, signature(table.headings))
    mapping = None if known is None else remembered_mapping(known, table.headings)
    fields = file.call(every_own_field)
    own = tuple(used.field for used in fields if not used.field.retired)
    if mapping is not None:
        mapping = _without(mapping, {used.field.key for used in fields if used.field.retired})
    proposed = mapping or _with_own_fields(propose_mapping(table.headings, table.samples()), own)
    return ForeignFile(path, table, proposed, own)


def _without(mapping: Mapping, retired: set[str]) -> Mapping:
    """A mapping that was remembered fills no field that was retired since: the column goes to the note."""
    for place, column in enumerate(mapping.columns):
        if column.field.startswith(CUSTOM_PREFIX) and column.field.removeprefix(CUSTOM_PREFIX) in retired:
            mapping = mapping.changed(place, KEEP)
    return mapping


def _with_own_fields(mapping: Mapping, own: tuple[OwnField, ...]) -> Mapping:
    """A heading that is the name of one of the shop's own fields, and that nothing else claims, fills that field.

    In a file that Fichier wrote for people to read, what it reckoned is passed over.
    """
    known = {heading_key(one.label): one.key for one in own}
    headings = [heading_key(column.heading) for column in mapping.columns]
    ours = not OWN_MARKS.isdisjoint(headings)
    for place, heading in enumerate(headings):
        if ours and heading in OWN_RECKONED:
            mapping = mapping.changed(place, IGNORE)
        elif mapping.columns[place].field == KEEP and heading in known:
            mapping = mapping.changed(place, CUSTOM_PREFIX + known[heading])
    return mapping


def plan_foreign_file(file: OpenFile, foreign: ForeignFile, progress: Progress = nothing_said) -> ImportPlan:
    """What importing the file would write, reckoned from the day and the country of the open file.

    Raises Refusal("custom.sensitive_…") where a column would become a field that the law forbids.
    """
    today = file.call(lambda session: session.today)
    own = [used.field for used in file.call(every_own_field)]
    known = {CUSTOM_PREFIX + field.key for field in own}
    for column in foreign.mapping.columns:
        if column.field.startswith(CUSTOM_PREFIX) and column.field not in known:
            refuse_sensitive(column.heading)
    return plan_import(foreign.table, foreign.mapping, today, file.call(read_settings).country, progress, own=own)


def write_foreign_file(
    file: OpenFile,
    foreign: ForeignFile,
    plan: ImportPlan,
    progress: Progress = nothing_said,
    *,
    others: Collection[int] = (),
) -> ImportOutcome:
    """Write the plan as one operation, after a safety copy, and remember the mapping.

    `others` are the places in the plan of those who resemble somebody erased and are other people. What `progress`
    raises cancels the import: nothing of it is left.
    """
    file.call(Session.require, IMPORT)  # before the copy, which would be for nothing
    file.call(keep_copy, file.folder, file.key, "import")
    name = clean_line(foreign.path.name)
    return file.call(
        import_contacts,
        plan,
        name=name,
        custom_purpose=_("Imported with {name}").format(name=name),
        remember=(foreign.mapping.signature, foreign.mapping.to_json()),
        others=others,
        progress=progress,
    )
