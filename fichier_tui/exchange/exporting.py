"""A file of contacts leaves: .xlsx or .csv, whole or not at all, and entered in the register of exports."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fichier_tui.domain.contactability import COPY, PROSPECTING, Answer, Retained
from fichier_tui.domain.permission import EXPORT
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.columns import EVERYTHING, Cell, Column, columns, name_of_sheet
from fichier_tui.exchange.delimited_file import write_delimited
from fichier_tui.exchange.whole_file import ended, place_for
from fichier_tui.exchange.workbook import write_workbook
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.consents.contactability import retained
from fichier_tui.storage.durable import fsync_folder, writing_in
from fichier_tui.storage.exporting import BATCH, export_batch, exported_fields, record_export, restricted_among

FORMATS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: where it is, how many contacts it holds, in which format ("xlsx", "csv"), who was left out and why."""

    path: Path
    contacts: int
    format: str
    chosen: Retained = field(default_factory=Retained)
    """Whom the law retained: of a copy of one's own data all but those who asked for their card to rest (R25)."""


def export_contacts(
    file: OpenFile,
    ids: Sequence[int],
    target: Path,
    *,
    column_set: str = EVERYTHING,
    purpose: str = "",
    channel: str = "",
    aim: str = PROSPECTING,
    overwrite: bool = False,
    progress: Counting | None = None,
) -> Exported:
    """Write these contacts to `target`, whose suffix says the format, and enter it in the register of exports.

    With a `channel` only those leave who may be contacted by it for that `aim` (`domain.contactability.PURPOSES`),
    and no address or number of another channel; without one it is a copy of the shop's own data, and the register
    says so. `purpose` is what the user says of it.

    Written beside and renamed: nobody ever sees half a file. Never call it on the thread of a screen. Raises Refusal:
    export.format, export.exists, export.too_many, export.cancelled, export.nobody, folder.missing, folder.readonly,
    disk.full.
    """
    file.call(Session.require, EXPORT)
    target = ended(target, FORMATS[0])
    format = target.suffix.lower()
    if format not in FORMATS:
        raise Refusal("export.format", name=target.name)
    place_for(target, overwrite=overwrite)
    chosen = columns(column_set, file.call(exported_fields), channel)
    if channel:
        allowed = file.call(retained, ids, channel, aim)
        if not allowed.retained:
            raise Refusal("export.nobody", count=len(allowed.left_out), chosen=allowed, channel=channel)
        ids = allowed.retained
    else:
        allowed = _all_but_restricted(file, ids)
    with writing_in(target.parent):
        written = _written_beside(target, format, chosen, _rows(file, ids, chosen, progress))
        try:
            count = written[1]
            # Entered before the file appears: the register may tell of one that failed to, never omit one.
            use: dict[str, Any] = {"channel": channel, "aim": aim if channel else COPY}
            use["left_out"] = allowed.by_reason()
            use["contact"] = ids[0] if len(ids) == 1 else None
            file.call(record_export, format[1:], count, purpose, target.name, **use)
            _appear(written[0], target, overwrite)
        finally:
            written[0].unlink(missing_ok=True)
    return Exported(target, count, format[1:], allowed)


def _all_but_restricted(file: OpenFile, ids: Sequence[int]) -> Retained:
    left_out = file.call(restricted_among, ids)
    rests = set(left_out)
    return Retained(
        tuple(number for number in ids if number not in rests),
        tuple((number, Answer(False, "restricted", "R25")) for number in left_out),
    )


def _rows(
    file: OpenFile, ids: Sequence[int], chosen: Sequence[Column], progress: Counting | None
) -> Iterator[list[Cell]]:
    readers = [column.read for column in chosen]
    for start in range(0, len(ids), BATCH):
        if progress is not None and not progress(start, len(ids)):
            raise Refusal("export.cancelled")
        for contact in file.call(export_batch, list(ids[start : start + BATCH])):
            yield [read(contact) for read in readers]
    if progress is not None:
        progress(len(ids), len(ids))


def _written_beside(
    target: Path, format: str, chosen: Sequence[Column], rows: Iterator[list[Cell]]
) -> tuple[Path, int]:
    """A file with a hidden name in the same folder, for its owner only, and how many rows it holds."""
    descriptor, name = tempfile.mkstemp(prefix=".fichier-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            if format == ".xlsx":
                count = write_workbook(stream, name_of_sheet(), chosen, rows)
            else:
                count = write_delimited(stream, chosen, rows)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name), count


def _appear(written: Path, target: Path, overwrite: bool) -> None:
    """Give the file its name, unless another has taken it meanwhile."""
    if not overwrite and target.exists():
        raise Refusal("export.exists", path=str(target))
    written.replace(target)
    fsync_folder(target.parent)
