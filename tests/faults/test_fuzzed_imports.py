"""Thousands of broken files are imported: no crash, no partial import, nothing that could act on a screen."""

from __future__ import annotations

import collections
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.importing import plan_foreign_file, read_foreign_file, write_foreign_file
from fichier_tui.storage import OpenFile, Session, undo
from fichier_tui.storage.backup import count_rows
from fichier_tui.storage.demonstration import open_new_demonstration
from fichier_tui.storage.health import check_file
from fichier_tui.ui.refusals import REFUSALS
from tests.faults.fuzzed import fuzzed_file
from tests.faults.scale import is_full, many, tell
from tests.hostile import CONTROL
from tests.ui.app_on_demo import DAY

# What grows with every operation, whatever it does to the clients.
_OWN = ("journal_entry", "journal_change", "import_mapping", "meta")
_LINES_ALLOWED = "\n"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[OpenFile]:
    """A small real file."""
    opened = open_new_demonstration(tmp_path / "Shop", DAY, scale=0.05)
    yield opened
    opened.close()


def rows_of(file: OpenFile) -> dict[str, int]:
    """How many rows each table has, but those that any operation adds to."""
    counted = file.call(lambda session: count_rows(session.database.connection()))
    return {table: count for table, count in counted.items() if table not in _OWN}


def texts_of(session: Session) -> Iterator[str]:
    """Every text of a contact and of what hangs on it."""
    connection = session.database.connection()
    for table in ("contact", "phone", "email", "address", "note", "purchase", "product", "tag"):
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            yield from (value for value in row if isinstance(value, str))


class GivenUp(Exception):
    """Somebody pressed Esc in the middle of an import."""


def imported(file: OpenFile, path: Path, chance: random.Random) -> str:
    """What became of one file: "refused", "given up", or "imported"; nothing else may happen, and nothing half."""
    before = rows_of(file)
    gives_up = chance.random() < 0.2
    turns = chance.randrange(4)

    def progress(_fraction: float) -> None:
        nonlocal turns
        turns -= 1
        if gives_up and turns < 0:
            raise GivenUp

    try:
        foreign = read_foreign_file(file, path)
        plan = plan_foreign_file(file, foreign)
        outcome = write_foreign_file(file, foreign, plan, progress)
    except Refusal as refusal:
        ended = refusal.code
    except GivenUp:
        ended = "given up"
    else:
        ended = ""
    if ended:
        assert ended == "given up" or ended in REFUSALS, (path.name, ended)
        assert rows_of(file) == before, path.name
        return ended if ended == "given up" else "refused"
    after = rows_of(file)
    assert after["contact"] - before["contact"] == outcome.created, path.name
    assert after["purchase"] - before["purchase"] == outcome.purchases, path.name
    if after != before:
        file.call(undo)
        taken_back = rows_of(file)
        assert {table: taken_back[table] for table in ("contact", "purchase", "phone", "email", "note")} == {
            table: before[table] for table in ("contact", "purchase", "phone", "email", "note")
        }, path.name
    return "imported"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(many(1, 4)))
def test_no_broken_file_harms(file: OpenFile, tmp_path: Path, part: int) -> None:
    count = many(40, 2_500)
    first = part * count if is_full() else 20_261_122
    became: collections.Counter[str] = collections.Counter()
    longest = 0.0
    for number in range(first, first + count):
        path = fuzzed_file(number, tmp_path)
        started = time.perf_counter()
        became[imported(file, path, random.Random(number))] += 1
        longest = max(longest, time.perf_counter() - started)
        path.unlink()
    health = file.call(check_file, file.folder, file.key)
    assert health.is_sound, health
    assert became["imported"] > count / 20  # else nothing was tried
    assert became["refused"] > count / 50
    told = {name.replace(" ", "_"): times for name, times in became.items()}
    tell("fuzzed imports", files=count, crashes=0, partial=0, longest_seconds=round(longest, 1), **told)


@pytest.mark.slow
def test_no_character_of_a_broken_file_could_act_on_a_terminal(file: OpenFile, tmp_path: Path) -> None:
    """The same files, left in the file this time: what is kept has no control character, no bidirectional override."""
    count = many(25, 1_000)
    with ThreadPoolExecutor(2) as pool:
        paths = list(pool.map(lambda number: fuzzed_file(number, tmp_path), range(50_000, 50_000 + count)))
    kept = 0
    for path in paths:
        try:
            foreign = read_foreign_file(file, path)
            kept += write_foreign_file(file, foreign, plan_foreign_file(file, foreign)).created
        except Refusal:
            continue
    assert kept > count
    texts = file.call(lambda session: list(texts_of(session)))
    assert [text for text in texts if CONTROL.search(text.replace(_LINES_ALLOWED, ""))] == []
    tell("texts of fuzzed files", files=count, contacts=kept, control_characters=0)
