"""The whole program in a real terminal: a client found, a visit logged, the program closed, locked, opened again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import (
    Session,
    create_contact,
    find_contacts,
    list_drafts,
    models,
    open_file,
    read_settings,
    timeline,
)
from tests.terminal import ALTERNATE_OFF, CTRL_D, CTRL_Q, ENTER, F2, F5, F12, Terminal
from tests.test_nothing_in_clear import everything_written, forms
from tests.ui.front_app import PASSPHRASE, made_file

NAMES = ("Péron", "Hélène", "Durand", "Vauquelin")


def opened(path: Path, settings: Path) -> Terminal:
    """The program on this file, in French, at its lock screen."""
    words = ["-m", "fichier_tui", str(path), "--lang", "fr"]
    home = settings.parent
    return Terminal(
        words, {"FICHIER_CONFIG_DIR": str(settings), "PYTHONUTF8": "1", "HOME": str(home), "TMPDIR": str(home)}
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A file with two clients."""
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE)
    for last, first in (("Péron", "Hélène"), ("Durand", "Paul")):
        file.call(create_contact, ContactDetails(last_name=last, first_name=first))
    file.close()
    return path


@pytest.mark.slow
def test_a_visit_logged_is_there_when_the_program_is_opened_again(shop: Path, tmp_path: Path) -> None:
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Durand Paul")
        terminal.type("pero h")
        terminal.until(lambda shown: "Durand" not in shown and "Péron Hélène" in shown)
        terminal.type(F5)
        terminal.until("Visite notée")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
        _nothing_stays(terminal)
        _nothing_is_readable(tmp_path)
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Durand Paul")
        terminal.type("pero", ENTER)
        assert "Péron" in terminal.until("Visite")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
    file = open_file(shop, PASSPHRASE)
    found = file.call(find_contacts, "péron")
    assert [event.kind for event in file.call(timeline, found.ids[0])].count("visit") == 1
    file.close()


@pytest.mark.slow
def test_f12_locks_and_the_passphrase_opens_again(shop: Path, tmp_path: Path) -> None:
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Durand Paul")
        for _turn in range(2):
            terminal.type(F12)
            terminal.until(lambda shown: "Phrase secrète" in shown and not any(name in shown for name in NAMES))
            terminal.type(PASSPHRASE, ENTER)
            terminal.until("Durand Paul")
        assert ALTERNATE_OFF not in terminal.raw  # or what stood in the terminal before would show for a moment
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
        assert terminal.raw.count(ALTERNATE_OFF) == 1
        _nothing_stays(terminal)


@pytest.mark.slow
def test_a_file_that_is_gone_when_it_is_locked_is_told_where_it_is_read(shop: Path, tmp_path: Path) -> None:
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Durand Paul")
        shop.rename(shop.with_name("elsewhere.fichier"))
        terminal.type(F12)
        assert terminal.ended() != 0
        assert shop.name.encode() in terminal.left_behind()


@pytest.mark.slow
def test_what_was_typed_survives_kill_9_and_is_offered_again(shop: Path, tmp_path: Path) -> None:
    file = open_file(shop, PASSPHRASE)
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Durand Paul")
        terminal.type(F2)
        terminal.until("Prénom")
        terminal.type("Vauquelin")
        terminal.until("Vauquelin")
        terminal.until(lambda _shown: file.call(_drafts_in_the_rows) == ["Vauquelin"])
        terminal.kill()
    file.close()
    _nothing_is_readable(tmp_path)
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("1 brouillon")
        terminal.type(CTRL_D)
        terminal.until(lambda shown: "Saisi sans être enregistré" in shown and "Vauquelin" in shown)
        terminal.type(ENTER)
        terminal.until(lambda shown: "Brouillon gardé" in shown and "Vauquelin" in shown)
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0


@pytest.mark.slow
@pytest.mark.parametrize("signalled", [False, True], ids=["vanished", "closed"])
def test_the_program_ends_with_its_terminal_and_keeps_what_was_typed(
    shop: Path, tmp_path: Path, *, signalled: bool
) -> None:
    with opened(shop, tmp_path / "settings") as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Durand Paul")
        terminal.type(F2)
        terminal.until("Prénom")
        terminal.type("Vauquelin")
        terminal.until("Vauquelin")
        if signalled:
            terminal.hang_up()
            assert terminal.ended() == 0
            _nothing_stays(terminal)
        else:
            # 120: Python's own, for a standard output that cannot be emptied any more.
            assert terminal.vanish() in (0, 120)
    file = open_file(shop, PASSPHRASE)
    assert [one.values for one in file.call(list_drafts)] == [{"last_name": "Vauquelin"}]
    file.close()


@pytest.mark.slow
def test_a_new_file_asks_for_the_business_and_the_name_then_twice_for_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "Boutique"
    environment = {"FICHIER_CONFIG_DIR": str(tmp_path / "settings"), "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    with Terminal(["-m", "fichier_tui", "new", str(path), "--lang", "fr"], environment) as terminal:
        for question, typed in (
            ("Nom de l'établissement", "Salon Léa"),
            ("Votre nom", "Léa"),
            ("Phrase secrète", PASSPHRASE),
            ("La même, encore une fois", PASSPHRASE),
        ):
            terminal.until(f"{question}\u00a0:")
            terminal.type(typed, ENTER)
        terminal.until("Code de secours")
        assert terminal.ended() == 0
        _nothing_stays(terminal)
    file = open_file(path, PASSPHRASE)
    assert file.call(read_settings).business == "Salon Léa"
    assert file.call(lambda session: session.staff.name) == "Léa"
    file.close()


def _drafts_in_the_rows(_session: Session) -> list[str]:
    """The last names typed in any window: the verb offers no other window what one is typing."""
    return [json.loads(draft.value).get("last_name", "") for draft in models.Draft.select()]


def _nothing_is_readable(home: Path) -> None:
    """No name and no passphrase in any byte that the program wrote: file, log, settings, temporary files."""
    written = everything_written(home)
    assert not [form for name in (*NAMES, PASSPHRASE) for form in forms(name) if len(form) >= 6 and form in written]


def _nothing_stays(terminal: Terminal) -> None:
    """No name and no passphrase in the window's title, in its history, or below the program once it has ended."""
    for name in (*NAMES, PASSPHRASE):
        assert name not in terminal.title
        assert name.encode() not in terminal.left_behind()
    assert PASSPHRASE.encode() not in terminal.raw
