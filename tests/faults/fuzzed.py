"""Foreign files that something happened to: the samples of this project, changed at random as files get broken.

Each is drawn from a number, so that one that did harm can be made again.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.hostile import HOSTILE

DATA = Path(__file__).parent.parent / "data"
SAMPLES = (
    "booking.csv",
    "brevo.csv",
    "google_contacts.csv",
    "hostile.csv",
    "hostile.xlsx",
    "mailchimp_unsubscribed.csv",
    "office_tourisme.xlsx",
    "outlook_fr.csv",
    "salon_clients.csv",
    "telephones.vcf",
)
_ENDINGS = (".csv", ".xlsx", ".vcf", ".xls", ".txt")
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "mac-roman", "utf-32")
_SEPARATORS = (b";", b",", b"\t", b"|", b"\x00", b'"', b"\r", b"\n")
_LONGEST_ROWS = 60

Change = Callable[[random.Random, bytes], bytes]


def fuzzed_file(number: int, folder: Path) -> Path:
    """The file of this number, in `folder`."""
    chance = random.Random(number)
    sample = DATA / chance.choice(SAMPLES)
    data = sample.read_bytes()
    if sample.suffix == ".xlsx":
        data = _with_changed_part(chance, data) if chance.random() < 0.7 else _changed(chance, data, _BYTES)
    else:
        lines = data.splitlines(keepends=True)
        data = b"".join(lines[: chance.randint(1, _LONGEST_ROWS)])
        data = _changed(chance, data, (*_BYTES, *_TEXTS))
    name = sample.name if chance.random() < 0.9 else sample.stem + chance.choice(_ENDINGS)
    path = folder / f"{number}-{name}"
    path.write_bytes(data)
    return path


def _changed(chance: random.Random, data: bytes, changes: tuple[Change, ...]) -> bytes:
    for _turn in range(chance.randint(1, 4)):
        data = chance.choice(changes)(chance, data)
    return data


def _with_changed_part(chance: random.Random, data: bytes) -> bytes:
    """A workbook whose zip is sound and one of whose parts is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed:
        parts = archive.namelist()
        hit = {chance.choice(parts) for _turn in range(chance.randint(1, 2))}
        for part in parts:
            content = archive.read(part)
            changed.writestr(part, _changed(chance, content, (*_BYTES, _with_hostile_cell)) if part in hit else content)
    return made.getvalue()


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def _flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _turn in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: _place(chance, data)]


def _without_a_piece(chance: random.Random, data: bytes) -> bytes:
    start = _place(chance, data)
    return data[:start] + data[start + chance.randint(1, 200) :]


def _with_a_piece_twice(chance: random.Random, data: bytes) -> bytes:
    start, length = _place(chance, data), chance.randint(1, 300)
    return data[:start] + data[start : start + length] * chance.randint(2, 5) + data[start + length :]


def _with_noise(chance: random.Random, data: bytes) -> bytes:
    start = _place(chance, data)
    return data[:start] + chance.randbytes(chance.randint(1, 40)) + data[start:]


def _with_a_separator(chance: random.Random, data: bytes) -> bytes:
    start = _place(chance, data)
    return data[:start] + chance.choice(_SEPARATORS) * chance.randint(1, 400) + data[start:]


def _with_other_separators(chance: random.Random, data: bytes) -> bytes:
    return data.replace(chance.choice(_SEPARATORS[:3]), chance.choice(_SEPARATORS))


def _in_another_encoding(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _with_hostile_cell(chance: random.Random, data: bytes) -> bytes:
    hostile = chance.choice(HOSTILE).encode("utf-8", "surrogatepass")
    places = [place for place, byte in enumerate(data) if byte in b";,\t>:"]
    start = chance.choice(places) + 1 if places else 0
    return data[:start] + hostile + data[start:]


def _with_lines_mixed(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


_BYTES: tuple[Change, ...] = (_flipped, _cut, _without_a_piece, _with_a_piece_twice, _with_noise)
_TEXTS: tuple[Change, ...] = (
    _with_a_separator,
    _with_other_separators,
    _in_another_encoding,
    _with_hostile_cell,
    _with_hostile_cell,
    _with_lines_mixed,
)
