"""Locks never last: programs that write at once, one that is killed in the middle of a write, one that is stopped."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import OpenFile, create_contact, create_file, log_visit, models, open_file, read_contact
from fichier_tui.storage.connection import BUSY_MILLISECONDS
from fichier_tui.storage.health import check_file
from fichier_tui.storage.keyring import CHEAPEST
from tests.faults.scale import is_full, many, tell
from tests.storage.writers import COUNTER, PASSPHRASE, add_tags, go_on, increment, start, stop_in_mid_write

PROGRAMS = 8
GOAL_P99 = 0.2
"""Seconds that one write in a hundred may wait for the others, where nothing else runs: `python -m tests.faults`."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A new file, closed."""
    return create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST).folder.path


def visit(file: OpenFile, contact: int) -> float:
    """Log a visit; how long it took, in seconds."""
    begun = time.monotonic()
    file.call(log_visit, contact, VisitDetails(file.call(lambda session: session.today)))
    return time.monotonic() - begun


def test_eight_programs_count_together_and_not_one_is_lost(shop: Path) -> None:
    count = many(200, 10_000)
    file = open_file(shop, PASSPHRASE)
    file.call(lambda _session: models.Setting.create(key=COUNTER, value="0"))
    others = [start(increment, shop, count) for _number in range(PROGRAMS)]
    took: list[float] = []
    for _process, told in others:
        assert told.recv() == "ready"
    for process, told in others:
        took += told.recv()
        process.join()
    value = file.call(lambda _session: models.Setting.get(models.Setting.key == COUNTER).value)
    assert int(value) == PROGRAMS * count == len(took)
    took.sort()
    p99, worst = took[len(took) * 99 // 100], took[-1]
    tell(f"{PROGRAMS} programs count at once", writes=len(took), p99_ms=round(p99 * 1000), worst_ms=round(worst * 1000))
    # In the gate other tests take the processor from these eight; that nobody waited in vain is said by every write.
    assert not is_full() or p99 < GOAL_P99
    file.close()


def test_four_programs_edit_one_card_at_once_and_no_edit_is_lost(shop: Path) -> None:
    file = open_file(shop, PASSPHRASE)
    contact = file.call(create_contact, ContactDetails(last_name="Péron", tags=("vip",))).id
    others = [start(add_tags, shop, contact, mark, 25) for mark in "abcd"]
    for _process, told in others:
        assert told.recv() == "ready"
    for process, told in others:
        assert told.recv() == "done"
        process.join()
    tags = set(file.call(read_contact, contact).details.tags)
    assert tags == {"vip"} | {f"{mark}{number}" for mark in "abcd" for number in range(25)}
    file.close()


def test_a_program_killed_in_the_middle_of_a_write_leaves_no_lock_and_no_half(shop: Path) -> None:
    file = open_file(shop, PASSPHRASE)
    contact = file.call(create_contact, ContactDetails(last_name="Péron")).id
    process, told = start(stop_in_mid_write, shop, contact)
    assert told.recv() == "in the middle"
    process.kill()
    process.join()
    took = visit(file, contact)  # refused as busy, if the dead still held the file
    assert not is_full() or took < BUSY_MILLISECONDS / 1000, "it waited for the dead"
    assert file.call(read_contact, contact).summary.visits == 1
    assert file.call(check_file, file.folder, file.key).is_sound
    file.close()


def test_one_stopped_in_the_middle_makes_others_wait_so_long_and_loses_nothing(shop: Path) -> None:
    patience = many(300, BUSY_MILLISECONDS)
    file = open_file(shop, PASSPHRASE)
    file.call(lambda session: session.database.execute_sql(f"PRAGMA busy_timeout = {patience}"))
    contact = file.call(create_contact, ContactDetails(last_name="Péron")).id
    process, told = start(stop_in_mid_write, shop, contact)
    assert told.recv() == "in the middle"
    begun = time.monotonic()
    with pytest.raises(Refusal, match=r"file\.busy"):
        visit(file, contact)
    waited = time.monotonic() - begun
    assert waited > patience / 1000 * 0.8
    if is_full():  # how much longer is told by the processor that the others leave
        assert waited < patience / 1000 + 2
    assert file.call(read_contact, contact).summary.visits == 0, "one reads all the same, what was there before"
    go_on(process, told)
    visit(file, contact)
    assert file.call(read_contact, contact).summary.visits == 2
    tell("a program stopped in mid-write", others_waited_s=round(waited, 1))
    file.close()
