"""Foreign files are read whatever they are, within limits, and may be stopped at any moment."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import TEXT_LIMIT
from fichier_tui.exchange.reading import read_sheet
from fichier_tui.exchange.table import find_table

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_NAMESPACE = "http://schemas.openxmlformats.org"
_RELATIONS = f'<Relationships xmlns="{_NAMESPACE}/package/2006/relationships">{{}}</Relationships>'
_RELATION = f'<Relationship Id="{{}}" Type="{_NAMESPACE}/officeDocument/2006/relationships/{{}}" Target="{{}}"/>'
_WORKBOOK = (
    f'<workbook xmlns="{_NAMESPACE}/spreadsheetml/2006/main" '
    f'xmlns:r="{_NAMESPACE}/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def workbook_of(path: Path, cells: str, doctype: str = "") -> Path:
    """A workbook whose only sheet holds `cells`, in the format's own words."""
    main = f"{_NAMESPACE}/spreadsheetml/2006/main"
    sheet = f'{doctype}<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS.format(_RELATION.format("r1", "officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELATIONS.format(_RELATION.format("r1", "worksheet", "worksheets/sheet1.xml")),
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def one_cell(text: str) -> str:
    """The first row of a sheet, with one text in it."""
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def refusal_of(path: Path, seconds: float = 5.0) -> str:
    """The code by which a file is refused, in less than these seconds of the processor, of the child that reads too."""
    started = sum(os.times()[:4])
    with pytest.raises(Refusal) as refused:
        read_sheet(path)
    assert sum(os.times()[:4]) - started < seconds
    assert refused.value.details["path"] == str(path)
    return refused.value.code


def outcome(path: Path) -> str:
    """The code by which a file is refused, or its first cell."""
    try:
        return str(read_sheet(path, seconds=5).columns[0].cells[0])
    except Refusal as refusal:
        return refusal.code


def test_a_hand_made_workbook_is_read(tmp_path: Path) -> None:
    sheet = read_sheet(workbook_of(tmp_path / "a.xlsx", one_cell("Nom")))
    assert sheet.columns[0].cells == ["Nom"]


def test_one_cell_at_the_far_corner_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal_of(workbook_of(tmp_path / "corner.xlsx", cells)).startswith("import.too_")


def test_a_workbook_of_a_million_rows_and_hollow_columns_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    assert refusal_of(workbook_of(tmp_path / "hollow.xlsx", cells)).startswith("import.too_")


@pytest.mark.skipif(sys.platform == "win32", reason="counts the memory of children")
def test_bombs_cost_little_memory(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from fichier_tui.exchange.reading import read_sheet\n"
        "try: read_sheet(Path(sys.argv[1]))\nexcept Exception as refusal: print(refusal)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    for column in ("AD", "ZZ", "XFD"):
        cells = f'<row r="1048576"><c r="A1"><v>1</v></c><c r="{column}1048576"><v>1</v></c></row>'
        path = workbook_of(tmp_path / f"{column}.xlsx", cells)
        run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        refusal, kibibytes = run.stdout.split()
        assert refusal.startswith("import.too_")
        assert int(kibibytes) < 200 << 10


def test_what_unpacks_to_much_more_than_its_size_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "cell.xlsx"
    workbook_of(path, one_cell("x" * 30_000_000))
    assert path.stat().st_size < 100_000
    assert refusal_of(path, 1.0) == "import.too_large"


def test_thousands_of_parts_are_refused(tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "parts.xlsx", "")
    with zipfile.ZipFile(path, "a") as archive:
        for part in range(2_001):
            archive.writestr(f"xl/{part}.xml", "")
    assert refusal_of(path) == "import.too_large"


def test_a_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    path = workbook_of(tmp_path / "ha.xlsx", one_cell("&e9;"), doctype)
    assert outcome(path) in ("import.empty", "import.unreadable", "&e9;", "")


def test_a_cell_too_long_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"Nom;Remarques\nPéron;{'x' * 5_000_000}\n", encoding="utf-8")
    sheet = read_sheet(path)
    assert sheet.cut == ((1, 1),)
    assert max(len(str(cell)) for cell in sheet.columns[1].cells) == TEXT_LIMIT


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "import.empty"),
        ("a.csv", b"", "import.empty"),
        ("a.csv", b"\n\n", "import.empty"),
        ("a.xlsx", b"not a zip at all", "import.unreadable"),
        ("a.xlsx", b"PK\x03\x04 broken", "import.unreadable"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "import.unreadable"),
        ("a.pdf", b"%PDF-1.7", "import.kind_unknown"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal_of(path) == code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.csv") == "import.no_file"


def test_three_hundred_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(";".join(f"c{n}" for n in range(300)) + "\n", encoding="utf-8")
    assert refusal_of(path) == "import.too_many_columns"


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "slow.csv"
    path.write_text("Nom\n" * 10, encoding="utf-8")
    with pytest.raises(Refusal, match=r"import\.too_slow"):
        read_sheet(path, seconds=0)


class Enough(Exception):
    """Somebody pressed Esc."""


@pytest.mark.skipif(sys.platform == "win32", reason="looks at processes by their signals")
def test_whoever_looks_at_the_bar_may_stop_it_and_the_child_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[int] = []

    class Seen(subprocess.Popen[bytes]):
        """A child whose number is noted: the tests before may have left others that nobody waited for."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            children.append(self.pid)

    monkeypatch.setattr(subprocess, "Popen", Seen)
    path = tmp_path / "stopped.csv"
    path.write_text("Nom;Prénom\n" + "Péron;Hélène\n" * 100, encoding="utf-8")

    def stop(fraction: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        read_sheet(path, progress=stop)
    (child,) = children
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


def test_the_bar_only_goes_forward(tmp_path: Path) -> None:
    path = tmp_path / "bar.csv"
    path.write_text("Nom;Prénom\n" + "Péron;Hélène\n" * 1000, encoding="utf-8")
    told: list[float] = []
    read_sheet(path, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_each_kind_of_cell_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Nom", "CP", "Date", "Heure", "Oui", "Vide"])
    page.append(["Pé\u200bron  x", 6000, dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 14, 30), True, None])  # noqa: DTZ001
    path = tmp_path / "kinds.xlsx"
    book.save(path)
    table = find_table(read_sheet(path))
    assert [column.cell(0) for column in table.columns] == [
        "Péron x",
        6000.0,
        dt.date(2024, 2, 29),
        dt.datetime(2024, 2, 29, 14, 30),  # noqa: DTZ001
        1.0,
        "",
    ]


def test_the_sheet_that_looks_like_a_table_is_taken_and_any_other_may_be_asked_for(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Lisez-moi"
    page.append(["Voici le fichier de nos clients"])
    clients = book.create_sheet("Clients")
    clients.append(["Nom", "Prénom", "Email"])
    clients.append(["Péron", "Hélène", "h@x.fr"])
    path = tmp_path / "sheets.xlsx"
    book.save(path)
    assert (read_sheet(path).name, read_sheet(path).others) == ("Clients", ("Lisez-moi",))
    assert read_sheet(path, "Lisez-moi").columns[0].cells == ["Voici le fichier de nos clients"]


ACCENTED = "Prénom;Société\nHélène;Café de l'Église à Nîmes\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ACCENTED.encode("utf-8"), "utf-8"),
        (ACCENTED.encode("utf-8-sig"), "utf-8"),
        (ACCENTED.encode("cp1252"), "cp1252"),
        (ACCENTED.encode("mac_roman"), "mac_roman"),
        (ACCENTED.encode("utf-16"), "utf-16"),
        (ACCENTED.encode("utf-16-be"), "utf-16"),
        (ACCENTED.encode("utf-8").decode("cp1252").encode("utf-8"), "utf-8"),
        (ACCENTED.encode("cp1252").decode("mac_roman").encode("utf-8"), "utf-8"),
    ],
)
def test_the_encoding_is_guessed_and_garbled_accents_put_right(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    sheet = read_sheet(path)
    assert sheet.encoding == encoding
    assert [column.cells for column in sheet.columns] == [
        ["Prénom", "Hélène"],
        ["Société", "Café de l'Église à Nîmes"],
    ]


def test_an_excel_text_in_unicode_has_tabs(tmp_path: Path) -> None:
    path = tmp_path / "unicode.txt"
    path.write_bytes("Nom\tVille\r\nPéron\tNîmes\r\n".encode("utf-16"))
    sheet = read_sheet(path)
    assert (sheet.delimiter, sheet.rows, len(sheet.columns)) == ("\t", 2, 2)


def test_the_child_says_nothing_on_the_screen(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refusal_of(workbook_of(tmp_path / "b.xlsx", "<row><c r='?'><v>1</v></c></row><row r='x'>"))
    assert capfd.readouterr() == ("", "")


def test_bytes_changed_at_random_never_do_more_than_a_refusal(tmp_path: Path) -> None:
    whole = bytearray((Path(__file__).parent.parent / "data" / "hostile.xlsx").read_bytes())
    for place in range(0, len(whole), len(whole) // 6):
        changed = bytearray(whole)
        changed[place : place + 40] = bytes(40)
        path = tmp_path / f"{place}.xlsx"
        path.write_bytes(changed)
        assert outcome(path) == "Nom" or outcome(path).startswith("import.")
