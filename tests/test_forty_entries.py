"""A receptionist's Saturday: forty entries in a row, typed in a real terminal, then the file compared with the list."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.line.reading import read_line
from fichier_tui.storage import OpenFile, Session, enter_line, line_vocabulary, models, open_file
from tests.terminal import CTRL_Q, CTRL_Z, DOWN, ENTER, Terminal
from tests.ui.front_app import PASSPHRASE, made_file

LIST = tomllib.loads((Path(__file__).parent / "data" / "forty_entries.toml").read_text(encoding="utf-8"))
DAY: dt.date = LIST["day"]
ENTRIES: list[dict[str, Any]] = LIST["entry"]
URGENCY = ("", " !", " !!")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The file of the morning."""
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE, day=DAY)
    for line in LIST["before"]:
        file.call(enter_line, read_line(line, DAY, file.call(line_vocabulary)), as_new=True)
    file.close()
    return path


@pytest.mark.slow
def test_forty_entries_in_a_row_and_the_file_holds_what_was_said(shop: Path, tmp_path: Path) -> None:
    assert len(ENTRIES) == 40
    file = open_file(shop, PASSPHRASE, day=DAY)
    morning = file.call(held)
    words = ["-m", "fichier_tui", str(shop), "--lang", "fr", "--day", DAY.isoformat()]
    settings = {"FICHIER_CONFIG_DIR": str(tmp_path / "settings"), "PYTHONUTF8": "1"}
    with Terminal(words, settings | {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}) as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Dupont Marie")
        terminal.type(":")
        terminal.until("Qui, quoi, combien")
        for entry in ENTRIES:
            _enter(terminal, file, entry)
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
    wanted = Counter((name, fact) for entry in ENTRIES for name, facts in entry["holds"].items() for fact in facts)
    found = file.call(held) - morning
    assert sorted((found - wanted).elements()) == []
    assert sorted((wanted - found).elements()) == []
    assert morning - file.call(held) == Counter()
    file.close()


def _enter(terminal: Terminal, file: OpenFile, entry: dict[str, Any]) -> None:
    """Type a line, answer what is asked, and wait until the file has it."""
    written = file.call(Session.last_entry)
    terminal.type(entry["typed"], ENTER)
    if "pick" in entry:
        terminal.until("Pour qui ?")
        while entry["pick"] not in (row := _row_chosen(terminal.until("›"))):
            terminal.type(DOWN)
            terminal.until(partial(_has_moved, row))
        terminal.type(ENTER)
    if "again" in entry:
        terminal.until(entry["again"])
        assert file.call(Session.last_entry) == written
        terminal.type(ENTER)
    terminal.until(lambda shown: file.call(Session.last_entry) == written + 1 and "Ctrl+Z annule" in shown)
    terminal.until("Qui, quoi, combien")
    if entry.get("undone"):
        terminal.type(CTRL_Z)
        terminal.until(lambda shown: file.call(Session.last_entry) == written + 2 and "Annulé" in shown)


def _row_chosen(shown: str) -> str:
    """The line under the cursor in the list of people; empty while it is being painted."""
    return next((line for line in shown.splitlines() if line.startswith("›")), "")


def _has_moved(row: str, shown: str) -> bool:
    """Whether another line is under the cursor."""
    return _row_chosen(shown) not in ("", row)


def held(session: Session) -> Counter[tuple[str, str]]:
    """Everything that the file says of anybody, a fact a line: (name of the contact, fact)."""
    with session.database.atomic():
        return Counter(_facts())


def _facts() -> Iterator[tuple[str, str]]:
    names = {row.contact_id: row.display_name for row in models.ContactSummary.select()}
    yield from _of_the_cards(names)
    for visit in models.Visit.select():
        people = f" {visit.people}p" if visit.people else ""
        yield names[visit.contact_id], f"visit {visit.day} {visit.time}".rstrip() + people + _text(visit.note)
    for one in models.Purchase.select():
        counts = (f"x{one.quantity}" if one.quantity > 1 else "", f"{one.nights}n" if one.nights else "",
                  f"{one.people}p" if one.people else "")  # fmt: skip
        product = one.product.name if one.product else ""
        parts = ("purchase", str(one.day), product, f"{one.amount_cents / 100:.2f}", *counts)
        yield names[one.contact_id], " ".join(filter(None, parts)) + _text(one.note)
    for consent in models.Consent.select():
        yield names[consent.contact_id], f"consent {consent.channel} {consent.state}"
    for note in models.Note.select():
        yield names[note.contact_id], f"note {note.day}" + _text(note.text)
    for action in models.Action.select():
        state = "" if action.state == "open" else f" {action.state}"
        again = f" again {action.series.rule}" if action.series_id else ""
        said = f"{action.kind} {action.day} {action.time}".rstrip() + URGENCY[action.priority] + state + again
        name = "" if action.contact_id is None else names[action.contact_id]
        yield name, said + _text(action.subject) + _text(action.note) + _text(action.result)


def _of_the_cards(names: dict[int, str]) -> Iterator[tuple[str, str]]:
    for contact in models.Contact.select():
        name = names[contact.id]
        yield from ((name, f"phone {row.number}") for row in contact.phones)
        yield from ((name, f"e-mail {row.address}") for row in contact.emails)
        yield from ((name, f"postcode {row.postcode} {row.town}".rstrip()) for row in contact.addresses)
        yield from ((name, f"tag {row.tag.name}") for row in contact.contact_tags)
        if contact.birth:
            yield name, f"born {contact.birth}"
        yield name, f"source {contact.source}"


def _text(text: str) -> str:
    return f": {text}" if text else ""
