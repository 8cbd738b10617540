"""What a program that is locked still has in its memory of the clients, and of the passphrase: nothing."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import create_contact, open_file
from tests.faults.scale import tell
from tests.terminal import CTRL_Q, ENTER, F12
from tests.test_story_terminal import opened
from tests.ui.front_app import PASSPHRASE, made_file

SURNAME = "Quistrebec"
"""That of every client here: one search finds any of them."""
FIRST_NAMES = tuple(["Anne", "Bruno", "Claire", "Denis", "Elsa", "Fabien", "Gilda", "Hugo", "Irma", "Jules"])
_READABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r")


def times_in_memory(process: int, text: str) -> int:
    """How often a text stands in the memory of a process, in UTF-8 or as Python keeps wide ones."""
    forms = tuple(text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le"))
    regions = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    found = 0
    with Path(f"/proc/{process}/mem").open("rb") as memory:
        for region in regions:
            if (place := _READABLE.match(region)) is None:
                continue
            start, end = int(place[1], 16), int(place[2], 16)
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, ValueError, OverflowError):  # the kernel's own pages
                continue
            found += sum(held.count(form) for form in forms)
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process")
def test_a_locked_program_has_forgotten_its_clients(tmp_path: Path) -> None:
    shop, _code = made_file(tmp_path)
    file = open_file(shop, PASSPHRASE)
    for name in FIRST_NAMES:
        file.call(create_contact, ContactDetails(last_name=SURNAME, first_name=name))
    file.close()
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until(SURNAME)
        try:
            open_then = times_in_memory(terminal.process_id, SURNAME)
        except PermissionError:
            pytest.skip("only the administrator may read the memory of this program: that is its hardening")
        assert open_then > len(FIRST_NAMES)  # else the search sees nothing
        terminal.type(F12)
        terminal.until("Phrase secrète")
        locked = sum(times_in_memory(terminal.process_id, text) for text in (SURNAME, PASSPHRASE))
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
    tell("memory of a locked program", names_while_open=open_then, names_and_passphrases_when_locked=locked)
    assert locked == 0
