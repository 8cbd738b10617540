"""A reader of cards plugged into a real terminal: its burst arrives as bytes, between keys that a person strikes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import create_contact, open_file
from tests.terminal import CTRL_Q, ENTER, ESCAPE, F3, F8, Terminal
from tests.test_story_terminal import opened
from tests.ui.front_app import PASSPHRASE, made_file

CARD, NOBODYS = "2900000000018", "3760123456789"
UNSHIFTED = CARD.translate(str.maketrans("0123456789", "à&é\"'(-è_ç"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A file with two clients, one of whom has a card."""
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE)
    for last, card in (("Péron", CARD), ("Durand", "")):
        file.call(create_contact, ContactDetails(last_name=last, card_number=card))
    file.close()
    return path


def on_card(name: str) -> Callable[[str], bool]:
    """Whether the card of that contact is shown."""
    return lambda shown: name in shown and "Historique" in shown


@pytest.mark.slow
def test_a_card_is_scanned_on_every_kind_of_screen(shop: Path, tmp_path: Path) -> None:
    with opened(shop, tmp_path / "settings") as terminal:
        _unlock(terminal)
        # On the list, where letters search.
        _scan(terminal, CARD + ENTER)
        terminal.until(on_card("Péron"))
        terminal.type(ESCAPE)
        terminal.until("Durand")
        # On the planner, where digits are views; unshifted as a French keyboard gives them, with a new line besides.
        terminal.type(F8)
        planner = terminal.until("N ajoute quelque chose")  # with what was read for it: it is looked at again below
        _scan(terminal, UNSHIFTED + ENTER + "\n")
        terminal.until(on_card("Péron"))
        terminal.type(ESCAPE)
        terminal.until(lambda shown: shown.splitlines()[:12] == planner.splitlines()[:12])
        # A card of nobody, then given to a contact.
        _scan(terminal, NOBODYS + ENTER)
        terminal.until(NOBODYS)
        terminal.type(F3)
        terminal.until("Durand")
        terminal.type("durand")
        terminal.until(lambda shown: "Péron" not in shown and "Durand" in shown)
        terminal.type(ENTER)
        terminal.until(on_card("Durand"))
        terminal.type("l")
        terminal.until("Carte de fidélité donnée")
        # In a field, where the burst is taken out again.
        terminal.type("n")
        terminal.until("Texte")
        terminal.type("bonjour")
        terminal.until("bonjour")
        _scan(terminal, CARD + ENTER)
        terminal.until(on_card("Péron"))
        terminal.type(ESCAPE)
        terminal.until("bonjour")
        assert CARD not in terminal.shown
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0


def _scan(terminal: Terminal, sent: str) -> None:
    terminal.rest(0.1)
    terminal.type(sent)


def _unlock(terminal: Terminal) -> None:
    terminal.until("Phrase secrète")
    terminal.type(PASSPHRASE, ENTER)
    terminal.until("Durand")
