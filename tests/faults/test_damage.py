"""A bit flipped in any page is found and named, and no wrong value is shown; each harm to a file has its sentence."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import create_file, open_file, read_contact
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.folder import PAGE_BYTES, FichierFolder
from fichier_tui.storage.health import check_file
from fichier_tui.storage.keyring import CHEAPEST
from tests.faults import scale
from tests.faults.opened import copied, known, made, opened
from tests.storage.opened import fingerprint
from tests.storage.writers import PASSPHRASE

KEY = made().unlocked
STEPS = scale.many(250, 2_500)
"""Things done in the file of which each page is damaged: a thousand pages in the full measure."""


def flip(path: Path, place: int, bit: int) -> None:
    """Turn one bit of a file."""
    with path.open("r+b") as stream:
        stream.seek(place)
        byte = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte[0] ^ (1 << bit)]))


@pytest.mark.slow
def test_a_bit_flipped_in_any_page_is_found_and_named_and_nothing_wrong_is_shown(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    folder = copied(tmp_path, steps=STEPS)
    key = made(STEPS).unlocked
    file = opened(folder, STEPS)
    right, _entry = known(file)
    contacts = [int(str(key[1])) for key in right if key[0] == "contact"]
    cards = {contact: file.call(read_contact, contact) for contact in contacts}
    file.close()
    count = folder.base.stat().st_size // PAGE_BYTES
    pages = range(1, count + 1, scale.many(8, 1))
    found = named = refused = shown_wrong = 0
    for page in pages:
        place, bit = (page - 1) * PAGE_BYTES + chance.randrange(16 if page == 1 else 0, PAGE_BYTES), chance.randrange(8)
        flip(folder.base, place, bit)
        try:
            file = opened(folder, STEPS)
        except Refusal as refusal:
            found += refusal.code == "file.damaged"
            named += 1  # it opens no more: the sentence names the file, and `--repair` the page
        else:
            try:
                health = file.call(check_file, folder, key)
                found += not health.is_sound
                named += [number for number, table in health.torn_tables if table] == [page]
                for contact in chance.sample(contacts, 5):
                    try:
                        shown_wrong += file.call(read_contact, contact) != cards[contact]
                    except Refusal:
                        refused += 1
            finally:
                file.close()
        flip(folder.base, place, bit)
    file = opened(folder, STEPS)
    assert known(file)[0] == right
    file.close()
    figures = {"found": found, "named": named, "wrong_values_shown": shown_wrong, "cards_refused": refused}
    scale.tell("a bit flipped in each page", pages=len(pages), **figures)
    assert (found, named, shown_wrong) == (len(pages), len(pages), 0)


def code_of(folder: FichierFolder) -> str:
    """By which refusal a file is not opened, "" for one that is."""
    try:
        open_file(folder.path, PASSPHRASE).close()
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.slow
def test_cut_off_at_each_page_it_is_refused_or_told_by_the_check_and_left_as_it_is(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    whole = folder.base.read_bytes()
    count = len(whole) // PAGE_BYTES
    sizes = [
        size for page in range(0, count, scale.many(24, 1)) for size in (page * PAGE_BYTES, page * PAGE_BYTES + 700)
    ]
    missed = []
    for size in sizes:
        folder.base.write_bytes(whole[:size])
        before = fingerprint(folder.path)
        try:
            file = open_file(folder.path, PASSPHRASE)
        except Refusal as refusal:
            if size % PAGE_BYTES and refusal.code != "file.truncated":
                missed.append((size, "not called truncated"))
            if refusal.code not in ("file.damaged", "file.empty", "file.truncated"):
                missed.append((size, refusal.code))
        else:
            if file.call(check_file, folder, KEY).is_sound:
                missed.append((size, "sound"))
            file.close()
        if fingerprint(folder.path) != before:
            missed.append((size, "written in"))
    scale.tell("cut off at each page", lengths=len(sizes), missed=len(missed))
    assert missed == []


def another(place: Path) -> FichierFolder:
    """Another file, of the same passphrase."""
    return create_file(place / "Other", passphrase=PASSPHRASE, login="marie", kdf=CHEAPEST).folder


HARMS: dict[str, tuple[str, Callable[[FichierFolder, FichierFolder], object]]] = {
    "keyring of another file": ("keyring.foreign", lambda ours, other: shutil.copy(other.keyring, ours.keyring)),
    "database of another file": ("keyring.foreign", lambda ours, other: shutil.copy(other.base, ours.base)),
    "keyring lost": ("keyring.missing", lambda ours, _other: ours.keyring.unlink()),
    "keyring empty": ("keyring.damaged", lambda ours, _other: ours.keyring.write_bytes(b"")),
    "keyring cut off": ("keyring.damaged", lambda ours, _other: os.truncate(ours.keyring, 400)),
    "database lost": ("file.gone", lambda ours, _other: ours.base.unlink()),
    "database empty": ("file.empty", lambda ours, _other: ours.base.write_bytes(b"")),
}


@pytest.mark.parametrize("harm", sorted(HARMS))
def test_each_harm_has_its_name_and_nothing_is_written_over(tmp_path: Path, harm: str) -> None:
    code, spoil = HARMS[harm]
    folder = copied(tmp_path)
    spoil(folder, another(tmp_path))
    before = fingerprint(folder.path)
    assert code_of(folder) == code
    assert fingerprint(folder.path) == before


@pytest.mark.slow
def test_each_byte_of_the_keyring_is_looked_at(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    whole = folder.keyring.read_bytes()
    chance = random.Random(20261122)
    places = range(0, len(whole), scale.many(23, 1))
    opened_all_the_same = []
    for place in places:
        spoiled = bytearray(whole)
        spoiled[place] ^= 1 << chance.randrange(8)
        folder.keyring.write_bytes(spoiled)
        if not (code := code_of(folder)) or code.partition(".")[0] != "keyring":
            opened_all_the_same.append((place, code))
    scale.tell("a bit flipped in each byte of the keyring", bytes=len(places), not_named=len(opened_all_the_same))
    assert opened_all_the_same == []


def test_an_old_file_put_back_under_the_present_keyring_is_told_by_the_copies(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    old = folder.base.read_bytes()
    file = opened(folder)
    file.call(lambda session: session.database.execute_sql("DELETE FROM draft"))
    from tests.faults.opened import work

    work(file, 21, 10)
    file.call(keep_copy, folder, KEY)
    file.close()
    folder.base.write_bytes(old)
    file = opened(folder)
    health = file.call(check_file, folder, KEY)
    file.close()
    assert not health.is_sound
    assert health.journal
