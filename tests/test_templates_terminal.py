"""Alt and the digit row through a real terminal, as a French keyboard and a newer protocol send it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.template import Template
from fichier_tui.storage import create_contact, find_contacts, open_file, timeline
from fichier_tui.storage.letters.templates import change_template
from tests.terminal import CTRL_Q, ENTER
from tests.test_story_terminal import opened
from tests.ui.front_app import PASSPHRASE, made_file

SENT = {
    "Alt+1": ("\x1b1", "Visite"),
    "Alt+& on AZERTY": ("\x1b&", "Visite"),
    "Alt+& by the newer protocol": ("\x1b[38;3u", "Visite"),
    "Alt+2": ("\x1b2", "Deux"),
    "Alt+é on AZERTY": ("\x1bé", "Deux"),
    "Alt+- on AZERTY": ("\x1b-", "Six"),
}


@pytest.mark.slow
def test_alt_and_the_digit_row_note_a_template_and_a_digit_alone_does_not(tmp_path: Path) -> None:
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE)
    file.call(create_contact, ContactDetails(last_name="Péron", first_name="Hélène", card_number="66"))
    for place, name in ((2, "Deux"), (6, "Six")):
        file.call(change_template, place, Template(name, f"v {place}p"))
    file.close()
    with opened(path, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Péron Hélène")
        for said, (keys, name) in SENT.items():
            terminal.type(keys)
            assert f"✓ {name}" in terminal.until("Ctrl+Z annule"), said
            terminal.type("\x1a")
            terminal.until("Annulé")
        terminal.type("\x1bOr\x1bOr")
        terminal.until("22")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
    file = open_file(path, PASSPHRASE)
    try:
        (contact,) = file.call(find_contacts, "Péron").ids
        assert not file.call(timeline, contact, kinds=("visit",))
    finally:
        file.close()
