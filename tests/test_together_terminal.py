"""Two programs in two terminals on one file: what one writes, the other shows within two seconds, in every place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import create_contact, find_contacts, open_file, read_contact
from tests.faults.scale import is_full, tell
from tests.terminal import CTRL_S, ENTER, F4, F5, F6, F7, F8, Terminal
from tests.ui.front_app import PASSPHRASE, made_file

pytestmark = pytest.mark.slow
END = "\x1b[F"
WITHIN = 2
"""Seconds, where nothing else runs (`python -m tests.faults --full`): in the gate other tests take their part."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A file with two clients."""
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE)
    for last, first in (("Péron", "Hélène"), ("Durand", "Paul")):
        file.call(create_contact, ContactDetails(last_name=last, first_name=first))
    file.close()
    return path


@pytest.fixture
def counters(shop: Path, tmp_path: Path) -> Iterator[tuple[Terminal, Terminal]]:
    """The program open twice, at the list, with a preview beside it."""
    environment = {"FICHIER_CONFIG_DIR": str(tmp_path / "settings"), "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    words = ["-m", "fichier_tui", str(shop), "--lang", "fr"]
    with Terminal(words, environment, 120, 36) as one, Terminal(words, environment, 120, 36) as other:
        for terminal in (one, other):
            terminal.until("Phrase secrète")
            terminal.type(PASSPHRASE, ENTER)
            terminal.until("Durand Paul")
        yield one, other


def seen_within(terminal: Terminal, wanted: str, since: float, what: str) -> None:
    """Wait for what the other program wrote; how long it took is told, and with `--full` within two seconds."""
    terminal.until(wanted)
    took = time.monotonic() - since
    tell(f"seen by another program, {what}", after_s=round(took, 2))
    assert not is_full() or took < WITHIN


def test_a_visit_and_a_purchase_appear_in_the_list_the_preview_and_the_card(
    counters: tuple[Terminal, Terminal],
) -> None:
    reception, sales = counters
    reception.type("pero")
    reception.until(lambda shown: "Durand Paul" not in shown)
    sales.type("pero", ENTER)
    sales.until("Rien encore.")  # on the card alone: the name stands in the list already
    reception.type(F5)
    reception.until("Visite notée")
    since = time.monotonic()
    seen_within(sales, "à l'accueil", since, "a visit, on the card")
    sales.type(F6)
    sales.until("Quantité")
    sales.type("Spa", "\t", "28", CTRL_S)
    sales.until("Achat noté")
    seen_within(reception, "28,00 €", time.monotonic(), "a purchase, in the list")


def test_what_is_planned_appears_in_the_planner(counters: tuple[Terminal, Terminal]) -> None:
    reception, sales = counters
    sales.type(F8)
    sales.until("Agenda")
    reception.type("pero")
    reception.until(lambda shown: "Durand Paul" not in shown)
    reception.type(F7)
    reception.until("Sujet")
    reception.type("\t", "Massage", "\t", "+0j", CTRL_S)
    reception.until("Action prévue")
    seen_within(sales, "Massage", time.monotonic(), "an action, in the planner")


def test_an_edit_is_told_in_the_open_form_and_both_are_kept(counters: tuple[Terminal, Terminal], shop: Path) -> None:
    reception, sales = counters
    for terminal in counters:
        terminal.type("pero")
        terminal.until(lambda shown: "Durand Paul" not in shown)
        terminal.type(F4)
        terminal.until("Prénom")
    sales.type(END, "-Roux")
    sales.until("Péron-Roux")
    reception.type("\t", "\t", "0612345678", CTRL_S)
    reception.until("Contact enregistré")
    seen_within(sales, "a enregistré ceci entre-temps", time.monotonic(), "an edit, in the open form")
    assert "Péron-Roux" in sales.shown
    sales.type(CTRL_S)
    sales.until("modifié par")
    file = open_file(shop, PASSPHRASE)
    details = file.call(read_contact, file.call(find_contacts, "péron").ids[0]).details
    file.close()
    assert (details.last_name, [phone.number for phone in details.phones]) == ("Péron-Roux", ["+33612345678"])
