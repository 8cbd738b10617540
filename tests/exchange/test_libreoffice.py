"""What leaves, opened by LibreOffice where it is installed: the right types, a page for each letter, no warning."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fichier_tui import storage
from fichier_tui.exchange.exporting import export_contacts
from fichier_tui.exchange.letters.paper import compose_word, write_paper
from fichier_tui.exchange.letters.sms import compose_sms, write_sms
from tests.exchange.test_letters_written import LETTER, MESSAGE, chosen, file, model_file  # noqa: F401

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]


@pytest.fixture
def profile(tmp_path: Path) -> str:
    """A profile of its own: another LibreOffice may be open."""
    return f"-env:UserInstallation=file://{tmp_path}/profile"


def converted(path: Path, kind: str, profile: str) -> Path:
    """A file as LibreOffice reads it and writes it again."""
    assert OFFICE is not None
    folder = path.parent / "converted"
    done = subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)],
        capture_output=True,
        text=True,
        timeout=1_200,  # it starts in two seconds; on a laden machine, whenever it may
        check=True,
    )
    assert "Error" not in done.stdout + done.stderr
    return folder / f"{path.stem}.{kind}"


def test_an_export_opens_with_the_right_types(file: storage.OpenFile, tmp_path: Path, profile: str) -> None:  # noqa: F811
    ids = sorted(file.call(storage.list_contacts, storage.ListQuery()).ids)
    exported = export_contacts(file, ids, tmp_path / "clients.xlsx").path
    page = load_workbook(converted(exported, "xlsx", profile)).active
    assert page is not None
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    assert len(rows) == 6
    line = dict(zip(map(str, rows[0]), rows[1], strict=True))
    german = dict(zip(map(str, rows[0]), rows[5], strict=True))
    assert (line["Code postal"], line["Portable"], line["Total des achats"]) == ("06000", "06 12 34 56 78", 60)
    assert str(german["Portable"]).startswith("+49")
    assert isinstance(line["Dernier achat"], dt.datetime)
    assert [cell.data_type for row in page.iter_rows() for cell in row if cell.data_type in ("f", "e")] == []
    assert dict(zip(map(str, rows[0]), rows[4], strict=True))["Société"] == "=Hôtel"


def test_letters_of_word_and_lists_open(file: storage.OpenFile, tmp_path: Path, profile: str) -> None:  # noqa: F811
    composed = compose_word(file, LETTER, chosen(file, LETTER), model_file(tmp_path))
    letters = write_paper(file, composed, tmp_path / "lettres.docx")
    pages = PdfReader(converted(letters.path, "pdf", profile)).pages
    assert len(pages) == len(letters.chosen.retained)
    assert "Madame Hélène Péron\n5 RUE DU FOUR\n06000 NICE" in pages[0].extract_text()
    listed = write_sms(file, compose_sms(file, MESSAGE, chosen(file, MESSAGE)), tmp_path / "sms.xlsx")
    page = load_workbook(converted(listed.path, "xlsx", profile)).active
    assert page is not None
    assert page["A2"].value == "+33612345678"
