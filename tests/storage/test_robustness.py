"""What must not be lost, whatever happens: two programs at once, a damaged page, a disk that refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import create_contact, create_file, open_file, read_contact
from fichier_tui.storage.health import check_file
from fichier_tui.storage.keyring import CHEAPEST
from tests.storage.writers import PASSPHRASE, start, write_until_the_disk_refuses, write_visits

VISITS_EACH = 500


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A new file, closed."""
    return create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path


def read_one(shop: Path, contact: int) -> None:
    """Open, read a contact, close."""
    file = open_file(shop, PASSPHRASE)
    try:
        file.call(read_contact, contact)
    finally:
        file.close()


@pytest.mark.slow
def test_two_programs_write_at_once_and_no_write_is_lost(shop: Path) -> None:
    file = open_file(shop, PASSPHRASE)
    contact = file.call(create_contact, ContactDetails(last_name="Péron")).id
    others = [start(write_visits, shop, contact, VISITS_EACH) for _number in range(2)]
    for process, told in others:
        assert told.recv() == "done"
        process.join()
    assert file.call(read_contact, contact).summary.visits == 2 * VISITS_EACH
    assert file.call(check_file, file.folder, file.key).is_sound
    file.close()


def test_each_program_sees_what_the_other_wrote(shop: Path) -> None:
    file = open_file(shop, PASSPHRASE)
    contact = file.call(create_contact, ContactDetails(last_name="Péron")).id
    version = file.call(lambda session: session.last_entry())
    process, told = start(write_visits, shop, contact, 1)
    assert told.recv() == "done"
    process.join()
    assert file.call(lambda session: session.last_entry()) > version
    assert file.call(read_contact, contact).summary.visits == 1
    file.close()


def test_a_page_damaged_in_the_middle_is_said_and_nothing_wrong_is_shown(shop: Path) -> None:
    file = open_file(shop, PASSPHRASE)
    for number in range(200):
        file.call(create_contact, ContactDetails(last_name=f"Péron {number}"))
    place = file.folder.base
    file.close()
    data = bytearray(place.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 + 100] ^= 0xFF
    place.write_bytes(data)
    with pytest.raises(Refusal, match=r"file\.damaged"):
        read_one(shop, 100)


def test_a_disk_that_refuses_in_mid_commit_is_said_and_nothing_acknowledged_is_lost(shop: Path) -> None:
    process, told = start(write_until_the_disk_refuses, shop)
    contact, visits, said = told.recv()
    process.join()
    assert said in ("disk.faulty", "disk.full")
    file = open_file(shop, PASSPHRASE)
    assert file.call(read_contact, contact).summary.visits == visits
    assert file.call(check_file, file.folder, file.key).is_sound
    file.close()
