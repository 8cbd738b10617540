"""What a person takes elsewhere as a table: a line for each thing, in words that any program reads (RGPD 20)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from fichier_tui.domain.person_file import PersonFile
from fichier_tui.exchange.formula import guarded
from fichier_tui.exchange.rights.person_json import portable_json

HEADINGS = ("section", "number", "name", "value")


def portable_csv(person: PersonFile) -> bytes:
    """The same as `portable_json`: section, place within it, name, value; UTF-8 with its mark, semicolons."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    values = json.loads(portable_json(person))
    for section, content in values.items():
        for number, name, value in _flat(content):
            writer.writerow([section, number, name, guarded(value)])
    return stream.getvalue().encode("utf-8-sig")


def _flat(content: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(content, dict):
        for name, value in content.items():
            if isinstance(value, list):
                yield from ((place, f"{name}.{inner}", text) for place, inner, text in _flat(value))
            else:
                yield "", name, _text(value)
    elif isinstance(content, list):
        for place, one in enumerate(content, 1):
            if isinstance(one, dict):
                yield from ((str(place), name, _text(value)) for name, value in one.items())
            else:
                yield str(place), "", _text(one)
    else:
        yield "", "", _text(content)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
