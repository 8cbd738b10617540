"""The program is killed (`kill -9`) at any instant of writing: what was acknowledged is there, what was not is not half
there."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.storage import create_file
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import CHEAPEST, UnlockedKey
from fichier_tui.storage.opening import open_unlocked
from tests.faults import scale
from tests.faults.opened import is_sound, known, wrong_with
from tests.faults.work import Facts, Work, written_since
from tests.storage.writers import PASSPHRASE, start

KILLS = scale.many(25, 1_000)
KILLS_OF_A_FILE = 50
"""Then another file is taken, so that looking at all of it stays quick."""
MOST = 60 if scale.is_full() else 12
"""Things acknowledged before the kill: counted, for how many come within a time is told by what else runs."""
LONGEST = 0.02
"""Seconds after the last of them: some work on, and are killed in the middle of the next."""


def work_for_ever(telling: Connection, path: Path, key: tuple[Any, ...], seed: int) -> None:
    """Do one thing after the other; tell, once each is acknowledged, the journal's number and the rows it wrote."""
    file = open_unlocked(FichierFolder(path), UnlockedKey(*key))
    work, last = file.call(lambda session: (Work(session, seed), session.last_entry()))
    telling.send((last, {}))
    while True:

        def step(session: Any, last: int = last) -> tuple[int, Facts]:
            work.step()
            return session.last_entry(), written_since(session, last)

        last, facts = file.call(step)
        telling.send((last, facts))


def told_until(told: Connection, count: int, seconds: float) -> Iterator[tuple[int, Facts]]:
    """So many things that the program acknowledges, and those of the time after."""
    for _thing in range(count):
        yield told.recv()
    instant = time.monotonic() + seconds
    while (left := instant - time.monotonic()) > 0 and told.poll(left):
        yield told.recv()


def told_before_death(told: Connection) -> Iterator[tuple[int, Facts]]:
    """What it had acknowledged and nobody had heard yet. The last message may be cut by the kill: it is none."""
    while told.poll():
        try:
            yield told.recv()
        except (EOFError, OSError):
            return


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    acknowledged = finished = 0
    wrong: list[object] = []
    for kill in range(KILLS):
        if kill % KILLS_OF_A_FILE == 0:
            new = create_file(tmp_path / f"Shop{kill}", passphrase=PASSPHRASE, kdf=CHEAPEST)
            file = open_unlocked(new.folder, new.unlocked)
            acknowledged_rows, entry = known(file)
            file.close()
        key = new.unlocked
        plain = (key.fichier_id, key.generation, key.salt, key.login, key.slot_id, key.dek, None)
        process, told = start(work_for_ever, new.folder.path, plain, kill)
        first, _nothing = told.recv()
        assert first >= entry
        for last, facts in told_until(told, chance.randrange(MOST), chance.uniform(0, LONGEST)):
            acknowledged, entry = acknowledged + 1, last
            acknowledged_rows.update(facts)
        process.kill()
        process.join()
        for last, facts in told_before_death(told):
            acknowledged, entry = acknowledged + 1, last
            acknowledged_rows.update(facts)
        acknowledged_rows = {name: row for name, row in acknowledged_rows.items() if row is not None}
        file = open_unlocked(new.folder, key)
        wrong += wrong_with(file, acknowledged_rows, entry)
        acknowledged_rows, after = known(file)
        finished, entry = finished + (after > entry), after
        if not is_sound(file):
            wrong.append(("unsound", kill))
        file.close()
    scale.tell(
        "killed while writing",
        kills=KILLS,
        acknowledged=acknowledged,
        finished_unheard=finished,
        lost_or_partial=len(wrong),
    )
    assert wrong == []
    assert acknowledged > KILLS
