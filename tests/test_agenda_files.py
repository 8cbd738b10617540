"""`fichier agenda` into files and out of them, on a real file, as a script uses it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_command_line import Shell

DAY = ("--day", "2026-11-21")


@pytest.fixture
def shop(tmp_path: Path) -> Shell:
    """A shop with an appointment of a contact and a task of nobody."""
    shell = Shell(tmp_path)
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    shell.json("add", shell.file, "Péron Hélène", "--new", *DAY)
    shell.json("add", shell.file, "rdv Péron Hélène demain 14h30", *DAY)
    shell.json("add", shell.file, "t commander des fleurs lundi", *DAY)
    return shell


def export(shop: Shell, *options: str) -> Any:
    return shop.json("agenda", shop.file, "--ics", str(shop.folder / "shop.ics"), *options, *DAY)


def test_a_calendar_kept_up_to_date_is_written_only_when_something_changed(shop: Shell) -> None:
    path = shop.folder / "shop.ics"
    assert export(shop) == {"path": str(path), "appointments": 1, "contacts": 0, "changed": True}
    assert "Péron" not in path.read_text(encoding="utf-8")
    before = path.stat()
    assert path.stat().st_mode & 0o077 == 0
    assert export(shop)["changed"] is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    named = export(shop, "--names", "--purpose", "agenda du téléphone")
    assert (named["changed"], named["contacts"]) == (True, 1)
    assert "Péron Hélène" in path.read_text(encoding="utf-8")
    assert export(shop, "--names", "--tasks")["appointments"] == 2
    assert export(shop, "--days", "1")["appointments"] == 0
    assert list(shop.folder.glob(".fichier-*")) == []


def test_a_file_that_is_not_ours_is_left_alone(shop: Shell) -> None:
    path = shop.folder / "shop.ics"
    path.write_text("BEGIN:VCALENDAR\nPRODID:-//Other//EN\nEND:VCALENDAR\n", encoding="utf-8")
    result = shop.run("agenda", shop.file, "--ics", str(path), *DAY, status=1)
    assert "already a file" in result.stderr
    assert "Other" in path.read_text(encoding="utf-8")
    assert export(shop, "--overwrite")["changed"] is True
    assert ".ics" in shop.run("agenda", shop.file, "--ics", str(shop.folder / "x.txt"), *DAY, status=1).stderr


def test_a_calendar_goes_in_and_its_sentence_is_said_in_french(shop: Shell) -> None:
    source = shop.folder / "in.ics"
    source.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261123T100000\nSUMMARY:Banque\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART:nonsense\nSUMMARY:Flou\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    take = ("agenda", shop.file, "--import-ics", str(source), *DAY)
    assert shop.json(*take, "--dry-run")["created"] == 1
    answer = shop.json(*take)
    assert (answer["created"], answer["refused"]) == (1, [{"summary": "Flou", "reason": "day"}])
    assert shop.json("agenda", shop.file, "--day", "2026-11-23")["due"][0]["subject"] == "Banque"
    said = shop.run(*take, language="fr").stdout
    assert "sans changement\u00a0: 1" in said
    assert "Flou a été laissé de côté" in said
    assert "at a time" in shop.run("agenda", shop.file, "--ics", "x.ics", "--import-ics", "y.ics", status=2).output


def test_one_line_for_a_status_bar(shop: Shell) -> None:
    brief = ("agenda", shop.file, "--brief", "--day", "2026-11-22")
    assert shop.run(*brief, language="fr").stdout.replace("\u00a0", " ") == "14 h 30 Péron Hélène\n"
    answer = shop.json("agenda", shop.file, "--brief", "--day", "2026-11-25")
    assert answer == {"day": "2026-11-25", "late": 2, "next": None}


def test_the_sheet_of_a_day_is_written_once(shop: Shell) -> None:
    for name in ("sheet.pdf", "sheet.txt"):
        target = str(shop.folder / name)
        answer = shop.json("agenda", shop.file, "--sheet", target, "--day", "2026-11-22")
        assert (answer["appointments"], answer["contacts"]) == (1, 1)
        assert "already a file" in shop.run("agenda", shop.file, "--sheet", target, *DAY, status=1).stderr
    assert "Péron Hélène" in (shop.folder / "sheet.txt").read_text(encoding="utf-8")
    assert (shop.folder / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert ".pdf" in shop.run("agenda", shop.file, "--sheet", str(shop.folder / "x.doc"), *DAY, status=1).stderr
