"""`python -m tests.benchmarks.export [contacts]`: an export against openpyxl writing the same cells unstyled."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from fichier_tui import storage
from fichier_tui.exchange.columns import EVERYTHING, Cell, columns
from fichier_tui.exchange.exporting import export_contacts
from fichier_tui.storage.demonstration import fill_with_demonstration
from fichier_tui.storage.exporting import BATCH
from fichier_tui.storage.keyring import CHEAPEST

DAY = dt.date(2026, 11, 22)


def main(contacts: int) -> None:
    """Print the times of reading, of both formats, and of openpyxl, and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = storage.create_file(folder / "Shop", passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST)
        file = storage.open_unlocked(made.folder, made.unlocked, day=DAY)
        file.call(fill_with_demonstration, DAY, contacts / 2_000)
        ids = file.call(storage.list_contacts, storage.ListQuery()).ids
        start = time.perf_counter()
        export_contacts(file, ids, folder / "clients.xlsx")
        ours = time.perf_counter() - start
        start = time.perf_counter()
        export_contacts(file, ids, folder / "clients.csv")
        delimited = time.perf_counter() - start
        chosen = columns(EVERYTHING)
        start = time.perf_counter()
        batches = (
            file.call(storage.export_batch, list(ids[place : place + BATCH])) for place in range(0, len(ids), BATCH)
        )
        lines = [[column.read(contact) for column in chosen] for batch in batches for contact in batch]
        reading = time.perf_counter() - start
        file.close()
        theirs = _openpyxl(folder / "bare.xlsx", lines)
    print(f"{len(lines)} contacts × {len(chosen)} columns")
    print(f"reading and making the cells {reading:.1f} s, .csv in all {delimited:.1f} s, .xlsx in all {ours:.1f} s")
    print(f"openpyxl write-only, unstyled, the same cells, reading left out {theirs:.1f} s")
    print(f"ratio .xlsx {ours / theirs:.2f} (goal 1.3)")


def _openpyxl(path: Path, lines: list[list[Cell]]) -> float:
    from openpyxl import Workbook

    start = time.perf_counter()
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet()
    for line in lines:
        page.append([None if isinstance(value, str) and value.startswith("=") else value for value in line])
    workbook.save(path)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
