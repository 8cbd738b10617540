"""100,000 contacts as a styled workbook, against openpyxl writing the same cells without any style."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from fichier_tui.exchange.columns import EVERYTHING, Cell, columns
from fichier_tui.exchange.exporting import export_contacts
from fichier_tui.storage import OpenFile, export_batch, exported_fields, list_contacts
from fichier_tui.storage.contact_list import ListQuery
from fichier_tui.storage.exporting import BATCH
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import copied, demonstration_of, opened, scratch

MOST_RUNS = 3
"""A run takes minutes: 100,000 rows of some forty cells, twice."""


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """Every column there is; the floor is given its cells ready made."""
    with copied(demonstration_of(100_000)) as path, opened(path) as file, scratch() as place:
        ids = file.call(list_contacts, ListQuery()).ids
        cells = rows_of(file, ids.tolist())
        yield side_by_side(
            f"export of {len(ids):,} rows × {len(cells[0])} columns, against openpyxl", 1.3, min(runs, MOST_RUNS),
            lambda: timed(lambda: export_contacts(file, ids, place / "ours.xlsx", overwrite=True)),
            lambda: timed(lambda: write_plainly(cells, place / "floor.xlsx")),
        )  # fmt: skip


def rows_of(file: OpenFile, ids: list[int]) -> list[list[Cell]]:
    """The cells that the export writes."""
    readers = [column.read for column in columns(EVERYTHING, file.call(exported_fields))]
    batches = (file.call(export_batch, ids[start : start + BATCH]) for start in range(0, len(ids), BATCH))
    return [[read(contact) for read in readers] for batch in batches for contact in batch]


def write_plainly(rows: list[list[Cell]], path: Path) -> None:
    """The quickest that openpyxl can."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(row)
    workbook.save(path)
