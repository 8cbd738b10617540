"""Writing a .csv that a French Excel opens by a double click: UTF-8 with its mark, semicolons, decimal commas."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from fichier_tui.exchange.columns import BETWEEN, EUROS, Cell, Column
from fichier_tui.exchange.formula import guarded

# Columns of telephones: a number of another country is dialled with 00 there, for no cell may begin with a +.
_PHONES = ("mobile", "phone", "home_phone", "other_phone", "work_phone", "fax")


def write_delimited(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the headings and the rows, and return how many rows there were. EUROS cells are given in cents."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_written(column, value) for column, value in zip(columns, row, strict=True)])
        count += 1
    text.flush()
    text.detach()
    return count


def _written(column: Column, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if value.startswith("+") and column.key in _PHONES and value[1:2].isdigit():
            value = BETWEEN.join("00" + part[1:] if part.startswith("+") else part for part in value.split(BETWEEN))
        return guarded(value)
    if isinstance(value, dt.date):
        return f"{value:%d/%m}/{value.year:04}"
    if column.kind == EUROS and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value) // 100},{abs(value) % 100:02}"
    return str(value).replace(".", ",")
