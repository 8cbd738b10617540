"""The samples come in as their truth tells, through the same verbs as a user's, into a real encrypted file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.storage import open_file, undo
from fichier_tui.storage.backup import read_backup
from tests.test_command_line import PASSPHRASE, Shell

DATA = Path(__file__).parent / "data"
TRUTH: dict[str, dict[str, Any]] = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
DAY = ("--day", "2026-11-21")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A new, empty shop."""
    shell = Shell(tmp_path)
    shell.json("new", shell.file)
    return shell


def test_the_tourist_office_comes_in_to_the_cent(shell: Shell) -> None:
    truth = TRUTH["office_tourisme.xlsx"]
    answer = shell.json("import", shell.file, str(DATA / "office_tourisme.xlsx"), *DAY)
    figures = shell.json("stats", shell.file, *DAY)
    assert (answer["header_row"], answer["rows"]) == (truth["header_row"], truth["rows"])
    assert answer["created"] == figures["contacts"] == truth["contacts"]
    assert read_backup(Path(answer["copy"])).rows["contact"] == truth["contacts"], "not that of before the import alone"
    assert figures["purchases"] == truth["purchases"]
    assert figures["revenue_cents"] == truth["cents"]
    assert figures["nights"] == truth["nights"]
    assert figures["prospects"] == truth["prospects"]
    assert figures["email_consents"] == truth["email_yes"]
    assert figures["sms_consents"] == truth["sms_yes"]


def test_the_salon_comes_in_with_its_three_bad_addresses_kept_in_notes(shell: Shell) -> None:
    truth = TRUTH["salon_clients.csv"]
    answer = shell.json("import", shell.file, str(DATA / "salon_clients.csv"), *DAY)
    assert (answer["encoding"], answer["delimiter"]) == (truth["encoding"], truth["delimiter"])
    assert answer["created"] == truth["rows"]
    bad = [refused for refused in answer["refused"] if refused["reason"] == "cell.not_email"]
    assert len(bad) == truth["bad_emails"]


def test_outlook_comes_in(shell: Shell) -> None:
    truth = TRUTH["outlook_fr.csv"]
    answer = shell.json("import", shell.file, str(DATA / "outlook_fr.csv"), *DAY)
    assert (answer["encoding"], answer["delimiter"], answer["created"]) == (
        truth["encoding"],
        truth["delimiter"],
        truth["contacts"],
    )


def test_those_who_are_blacklisted_are_opposed(shell: Shell) -> None:
    truth = TRUTH["brevo.csv"]
    assert shell.json("import", shell.file, str(DATA / "brevo.csv"), *DAY)["created"] == truth["contacts"]
    figures = shell.json("stats", shell.file)
    assert figures["contacts"] == truth["contacts"]


@pytest.mark.parametrize("name", ["office_tourisme.xlsx", "salon_clients.csv", "outlook_fr.csv", "hostile.xlsx"])
def test_the_same_file_twice_changes_nothing_and_undo_takes_all_back(shell: Shell, name: str) -> None:
    first = shell.json("import", shell.file, str(DATA / name), *DAY)
    before = shell.json("stats", shell.file)
    again = shell.json("import", shell.file, str(DATA / name), "--day", "2026-12-24")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    assert shell.json("stats", shell.file) == before
    file = open_file(Path(shell.file), PASSPHRASE)
    file.call(undo)
    file.close()
    after = shell.json("stats", shell.file)
    assert (after["contacts"], after["purchases"], after["actions_open"]) == (0, 0, 0)
    assert shell.json("check", shell.file)["sound"] is True


def test_a_dry_run_says_the_same_and_writes_nothing(shell: Shell) -> None:
    planned = shell.json("import", shell.file, str(DATA / "office_tourisme.xlsx"), "--dry-run", *DAY)
    assert planned["created"] == TRUTH["office_tourisme.xlsx"]["contacts"]
    assert shell.json("stats", shell.file)["contacts"] == 0


def test_a_column_may_be_read_otherwise_and_that_is_remembered(shell: Shell) -> None:
    source = str(DATA / "salon_clients.csv")
    changed = shell.json("import", shell.file, source, "--map", "Adresse=keep", *DAY)
    assert changed["mapping"]["Adresse"] == "keep"
    assert shell.json("import", shell.file, source, *DAY)["mapping"]["Adresse"] == "keep"


def test_a_workbook_alone_goes_into_the_file_opened_last(shell: Shell) -> None:
    source = str(DATA / "outlook_fr.csv")
    shell.run("import", source, status=2)
    settings = shell.folder / "settings" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(f"last_file = {json.dumps(shell.file)}\n", encoding="utf-8")
    assert shell.json("import", source)["created"] == TRUTH["outlook_fr.csv"]["contacts"]


def test_what_was_imported_is_exported_and_comes_back_the_same(shell: Shell, tmp_path: Path) -> None:
    shell.json("import", shell.file, str(DATA / "office_tourisme.xlsx"), *DAY)
    for suffix in ("xlsx", "csv"):
        target = tmp_path / f"contacts.{suffix}"
        assert shell.json("export", shell.file, str(target), "--purpose", "essai")["contacts"] == 180
        again = shell.json("import", shell.file, str(target), *DAY)
        assert (again["created"], again["purchases"]) == (0, 0)
        assert "contacts" in shell.run("export", shell.file, str(target), status=1).stderr
