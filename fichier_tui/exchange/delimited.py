"""Delimited text (.csv, .txt, .tsv): records taken apart so that one bad quote never swallows the rows after it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from fichier_tui.exchange.formula import holds_guarded, unguarded

DELIMITERS = (";", ",", "\t", "|")
# A quoted cell with line breaks in it: a note of a few lines, never a hundred.
_LINES_IN_A_RECORD = 100
_SAMPLED = 200


def read_records(text: str) -> tuple[list[list[str]], str]:
    """The rows of a text and its delimiter. Blank lines are rows with no cell."""
    csv.field_size_limit(1 << 30)  # a long cell is cut afterwards, and reported: never a reason to stop
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    delimiter = guess_delimiter(lines)
    rows = list(_rows(lines, delimiter))
    if holds_guarded(text):
        rows = [[unguarded(cell) if cell[:1] == "'" else cell for cell in row] for row in rows]
    return rows, delimiter


def guess_delimiter(lines: list[str]) -> str:
    """The delimiter that gives most lines the same number of columns; ";" where none divides anything."""
    sample = [line for line in lines[:_SAMPLED] if line.strip()]
    if sample and sample[0][:4].lower() == "sep=" and len(sample[0].strip()) == 5:
        return sample[0].strip()[4]  # how Excel names it on the first line

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = Counter(len(_split(line, delimiter)) for line in sample)
        counts.pop(1, None)
        if not counts:
            return 0, 0
        columns, lines_alike = max(counts.items(), key=lambda item: (item[1], item[0]))
        return lines_alike, columns

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best) > (0, 0) else ";"


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Each record taken apart. A line with an odd number of quotes either goes on below, or its quote is a letter."""
    if lines and lines[0][:4].lower() == "sep=" and len(lines[0].strip()) == 5:
        yield []
        lines = lines[1:]
    plain: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.count('"') % 2 == 0:
            plain.append(line)
            place += 1
            continue
        yield from _one_record_a_line(plain, delimiter)
        plain = []
        length = _record_length(lines, place, delimiter)
        record = "\n".join(lines[place : place + length])
        yield _split(record, delimiter) if length > 1 or _closes(record, delimiter) else record.split(delimiter)
        place += length
    yield from _one_record_a_line(plain, delimiter)


def _one_record_a_line(lines: list[str], delimiter: str) -> list[list[str]]:
    """Lines whose quotes are even taken apart, all at once where they are right, else each on its own."""
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        records = []
    if len(records) == len(lines):
        return records
    return [_split(line, delimiter) if _closes(line, delimiter) else line.split(delimiter) for line in lines]


def _record_length(lines: list[str], place: int, delimiter: str) -> int:
    """How many lines the record at `place` has: 1 where its quote is never closed as a quote should be."""
    if _closes(lines[place], delimiter):
        return 1
    quotes = 0
    for length in range(1, min(_LINES_IN_A_RECORD, len(lines) - place) + 1):
        quotes += lines[place + length - 1].count('"')
        if quotes % 2 == 0 and _closes("\n".join(lines[place : place + length]), delimiter):
            return length
    return 1


def _closes(record: str, delimiter: str) -> bool:
    """Whether every cell that begins with a quote ends with one, just before a delimiter or the end."""
    place, end = 0, len(record)
    while place <= end:
        if not record.startswith('"', place):
            place = record.find(delimiter, place) + 1
            if not place:
                return True
            continue
        place += 1
        while True:
            place = record.find('"', place)
            if place < 0:
                return False
            if not record.startswith('""', place):
                break
            place += 2
        place += 1
        if place < end and record[place] != delimiter:
            return False
        place += 1
    return True


def _split(record: str, delimiter: str) -> list[str]:
    """One record taken apart by the rules of the format."""
    return next(csv.reader([record], delimiter=delimiter), [])
