"""Files made to take the machine with them: refused in a sentence, quickly, in little memory."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fichier_tui.ui.refusals import REFUSALS
from tests.exchange.test_reading import one_cell, workbook_of
from tests.faults.scale import tell

SECONDS = 10.0
"""Of the processor, on a machine that does other things too; a bomb that goes off takes minutes."""
MEBIBYTES = 700
"""The child that reads may take 1,536 MiB of addresses, of which it uses less."""

_PIECE = 1 << 20

_TRY = """
import json, resource, sys, time
from pathlib import Path
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.reading import read_sheet
try:
    sheet = read_sheet(Path(sys.argv[1]))
    became = "read"
except Refusal as refusal:
    became = refusal.code
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
ours = resource.getrusage(resource.RUSAGE_SELF)
# Not our own ru_maxrss: a process inherits that of whoever started it.
status = Path("/proc/self/status")
most = int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.exists() else 0
print(json.dumps([became, spent.ru_utime + spent.ru_stime + ours.ru_utime, max(spent.ru_maxrss, most) >> 10]))
"""


def huge_text(path: Path) -> Path:
    """A cell of two gigabytes, in a text file (of holes: it takes no room on the disk)."""
    with path.with_suffix(".csv").open("wb") as stream:
        stream.write(b"Nom;Remarques\nDupont;")
        stream.seek(2 << 30)
        stream.write(b"\n")
        return Path(stream.name)


def long_cell(path: Path) -> Path:
    """A cell of 90 MB, just below what a file may weigh."""
    with path.with_suffix(".csv").open("wb") as stream:
        stream.write(b"Nom;Remarques\nDupont;")
        for _turn in range(90):
            stream.write(b"x" * _PIECE)
        stream.write(b"\n")
        return Path(stream.name)


def open_quotes(path: Path) -> Path:
    """Quotation marks that never close, over forty thousand lines."""
    made = path.with_suffix(".csv")
    made.write_bytes(b'Nom;Remarques\n"' + b'Dupont;"x\n' * 40_000)
    return made


def million_columns(path: Path) -> Path:
    """A line of a million columns."""
    made = path.with_suffix(".csv")
    made.write_bytes(b";".join(b"c%d" % number for number in range(1_000_000)) + b"\n" + b";" * 999_999 + b"\n")
    return made


def million_columns_of_a_workbook(path: Path) -> Path:
    """The same in a workbook, which has 16,384 at most."""
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(1_000_000))
    return workbook_of(path.with_suffix(".xlsx"), f'<row r="1">{cells}</row>')


def zip_bomb(path: Path) -> Path:
    """Six hundred megabytes of one letter in less than one."""
    return _with_large_part(path, 600)


def _with_large_part(path: Path, mebibytes: int) -> Path:
    """A workbook with a part of so much, written piece by piece: this process stays small, which its child inherits."""
    made = workbook_of(path.with_suffix(".xlsx"), one_cell("Nom"))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _turn in range(mebibytes):
            part.write(b"x" * _PIECE)
    return made


def lying_zip(path: Path) -> Path:
    """A part of 300 MB that says it has a hundred bytes."""
    made = _with_large_part(path, 300)
    data = bytearray(made.read_bytes())
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if struct.unpack_from("<I", data, start + place)[0] > 1_000_000:
                struct.pack_into("<I", data, start + place, 100)
            start += 4
    made.write_bytes(bytes(data))
    return made


def deep_nesting(path: Path) -> Path:
    """A hundred thousand elements, each in the one before."""
    return workbook_of(path.with_suffix(".xlsx"), "<a>" * 100_000 + "</a>" * 100_000)


def endless_card(path: Path) -> Path:
    """A card that is begun a hundred thousand times and never ends."""
    made = path.with_suffix(".vcf")
    made.write_bytes(b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dupont;Marie\r\n" * 100_000)
    return made


BOMBS = (huge_text, long_cell, open_quotes, million_columns, million_columns_of_a_workbook, zip_bomb, lying_zip,
         deep_nesting, endless_card)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="counts the memory of children")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_does_not_go_off(bomb: Callable[[Path], Path], tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb")
    run = subprocess.run([sys.executable, "-c", _TRY, str(path)], capture_output=True, text=True, check=True)
    became, seconds, mebibytes = json.loads(run.stdout)
    assert became == "read" or became in REFUSALS
    assert seconds < SECONDS
    assert mebibytes < MEBIBYTES
    tell(f"bomb {bomb.__name__}", became=became, processor_seconds=round(seconds, 1), mebibytes=mebibytes)
