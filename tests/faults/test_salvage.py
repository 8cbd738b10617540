"""Out of a damaged file all that is not on the torn page is saved, whichever page that is."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fichier_tui.cli import main
from fichier_tui.cli.checking import torn_lines
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.backup.copies import keep_copy
from fichier_tui.storage.backup.copy_settings import add_place
from fichier_tui.storage.backup.copying import copy_beside
from fichier_tui.storage.backup.places import copies_in
from fichier_tui.storage.connection import connect
from fichier_tui.storage.demonstration import open_new_demonstration
from fichier_tui.storage.folder import PAGE_BYTES, FichierFolder
from fichier_tui.storage.health import check_file
from fichier_tui.storage.journal.purge import purge_before
from fichier_tui.storage.opening import open_unlocked
from fichier_tui.storage.salvage import Salvaged, salvage_file
from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.rows import LEAF, Tree, kind_of, read_leaf, read_tree
from fichier_tui.storage.session import Session
from tests.faults import scale
from tests.faults.opened import copied, is_sound, known, made, opened, work
from tests.faults.work import Facts
from tests.storage.opened import fingerprint
from tests.storage.writers import PASSPHRASE

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
KEY = made().unlocked


def pages_of(folder: FichierFolder) -> Pages:
    """The pages of a file."""
    return Pages(folder.base, KEY.dek, KEY.salt)


@functools.cache
def places() -> dict[tuple[str, object], set[int]]:
    """On which pages each row of the file of these tests lies."""
    pages = pages_of(made().folder)
    found: dict[tuple[str, object], set[int]] = {}
    for row in read_tree(pages, 1).rows.values():
        if row[0] != "table" or not isinstance(row[3], int):
            continue
        for number in read_tree(pages, row[3]).pages:
            page, leaf = pages.page(number), Tree()
            if page is not None and kind_of(page, number) == LEAF:
                read_leaf(pages, number, leaf)
            for one, values in leaf.rows.items():
                # What the file knows of itself is called by its name.
                found[str(row[1]), values[0] if row[1] == "meta" else one] = leaf.pages | {number}
    return found


@functools.cache
def content() -> Facts:
    """All rows of that file."""
    file = opened(made().folder)
    rows, _entry = known(file)
    file.close()
    return rows


def tear(folder: FichierFolder, page: int) -> None:
    """Flip a bit in the middle of a page."""
    with folder.base.open("r+b") as stream:
        stream.seek((page - 1) * PAGE_BYTES + PAGE_BYTES // 2)
        byte = stream.read(1)
        stream.seek(-1, 1)
        stream.write(bytes([byte[0] ^ 0x10]))


def scramble(path: Path) -> None:
    """A file of another key: every page is torn."""
    path.write_bytes(bytes(byte ^ 0x55 for byte in path.read_bytes()))


def saved(folder: FichierFolder, target: Path, *, with_copy: bool = False) -> tuple[Salvaged, Facts, bool]:
    """What a salvage tells, the rows of the new file, and whether it is sound."""
    told = salvage_file(folder, KEY, target, now=NOW, with_copy=with_copy)
    file = opened(told.folder)
    rows, _entry = known(file)
    sound = is_sound(file)
    file.close()
    return told, rows, sound


def at(key: tuple[str, object]) -> set[int]:
    """The pages of a row; drafts are found by their key, and are never on the page that is looked at."""
    return places().get(key, set())


@pytest.mark.slow
def test_with_any_one_page_torn_all_rows_of_all_others_are_saved(tmp_path: Path) -> None:
    count = pages_of(made().folder).count
    torn = range(1, count + 1, scale.many(16, 1))
    rows_back = lost_of_page = wrong = unsound = 0
    for page in torn:
        folder = copied(tmp_path, f"Torn{page}")
        tear(folder, page)
        before = fingerprint(folder.path)
        told, rows, sound = saved(folder, tmp_path / f"New{page}")
        assert fingerprint(folder.path) == before
        assert list(told.torn) == [page]
        for key, row in content().items():
            if rows.get(key) == row:
                rows_back += 1
            elif page in at(key) or key[0] == "draft":
                lost_of_page += 1
            else:
                wrong += 1
        unsound += not sound
        assert told.unplaced == 0, told
        shutil.rmtree(folder.path)
        shutil.rmtree(told.folder.path)
    scale.tell(
        "one page torn, salvaged",
        pages=len(torn),
        rows_saved=rows_back,
        lost_with_their_page=lost_of_page,
        others_lost=wrong,
    )
    assert (wrong, unsound) == (0, 0)


def test_what_the_newest_copy_has_of_a_lost_page_is_offered_and_taken_when_wanted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = opened(folder)
    file.call(keep_copy, folder, KEY)
    file.call(lambda session: session.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)"))
    file.close()
    pages = pages_of(folder)
    # A page of contacts that came by imports: the journal tells that they were there, and not what they said.
    counts = {name: tree for name, tree in leaves_of(pages, "contact").items()}
    page = max(counts, key=lambda number: len(counts[number]))
    tear(folder, page)
    bare, rows, sound = saved(folder, tmp_path / "Bare")
    assert sound
    contacts = next(table for table in bare.tables if table.table == "contact")
    assert contacts.lost == len(counts[page])
    assert contacts.in_copy == contacts.still_lost > 0
    assert contacts.stand_ins == contacts.still_lost
    names = {row[5] for key, row in rows.items() if key[0] == "contact" and isinstance(row, tuple)}
    assert names >= {row[5] for key, row in content().items() if key[0] == "contact" and isinstance(row, tuple)}
    whole, rows, sound = saved(folder, tmp_path / "Whole", with_copy=True)
    assert sound
    assert sum(table.still_lost for table in whole.tables) == 0
    assert rows == content()


def test_a_copy_is_looked_for_in_every_place_of_copies_and_one_may_be_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    stick = tmp_path / "Stick"
    stick.mkdir()
    file = opened(folder)
    # From whatever machine: the path is there, and that is enough.
    file.call(add_place, "comptoir", stick, folder, KEY.fichier_id)
    told = copy_beside(file, "comptoir")
    file.call(lambda session: session.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)"))
    file.close()
    assert told.path is not None
    [(there, _name)] = copies_in(stick, KEY.fichier_id)
    shutil.rmtree(folder.backups)
    leaves = leaves_of(pages_of(folder), "contact")
    page = max(leaves, key=lambda number: len(leaves[number]))
    tear(folder, page)
    found, _rows, sound = saved(folder, tmp_path / "Found", with_copy=True)
    assert (found.copy, found.copy_used, sound) == (there, True, True)
    assert sum(table.still_lost for table in found.tables) == 0
    # The place is gone, and the copy lies elsewhere.
    named = there.rename(tmp_path / there.name)
    bare, _rows, _sound = saved(folder, tmp_path / "Bare", with_copy=True)
    assert (bare.copy, bare.copy_used) == (None, False)
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    words = ["--repair", str(tmp_path / "Named"), "--copy", str(named), "--passphrase-file", str(tmp_path / "words")]
    told_of = ["--repair", str(tmp_path / "Poor"), "--passphrase-file", str(tmp_path / "words"), "--lang", "en"]
    poor = CliRunner().invoke(main, ["check", str(folder.path), *told_of])
    assert f"Name it: fichier check {folder.path} --repair NEW --copy COPY" in poor.output
    done = CliRunner().invoke(main, ["check", str(folder.path), *words, "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert (answer["copy"], answer["copy_used"]) == (str(named), True)
    assert sum(one["lost"] - one["from_journal"] - one["from_copy"] for one in answer["tables"]) == 0
    named.write_bytes(named.read_bytes()[:-100])
    with pytest.raises(Refusal, match=r"backup\."):
        salvage_file(folder, KEY, tmp_path / "Never", now=NOW, chosen=named)
    assert not (tmp_path / "Never.fichier").exists()


@pytest.mark.parametrize("end", [min, max])
def test_lines_whose_changes_are_all_torn_say_that_there_were_some(
    tmp_path: Path, end: Callable[[list[int]], int]
) -> None:
    folder = copied(tmp_path)
    leaves = leaves_of(pages_of(folder), "journal_change")
    page = next(
        number for number, rows in leaves.items() if end([*rows]) == end([end([*one]) for one in leaves.values()])
    )
    file = opened(folder)
    line_of = dict(
        file.call(lambda session: session.database.execute_sql("SELECT id, entry_id FROM journal_change").fetchall())
    )
    file.close()
    tear(folder, page)
    told, _rows, sound = saved(folder, tmp_path / "New")
    lost = next(table.lost for table in told.tables if table.table == "journal_change")
    whole = {line for number, line in line_of.items() if number not in leaves[page]}
    lines = {line_of[number] for number in leaves[page]} - whole
    assert sound
    assert lines
    assert len(lines) <= lost <= len(leaves[page])


def leaves_of(pages: Pages, name: str) -> dict[int, set[int]]:
    """The rows of each leaf of a table."""
    root = next(row[3] for row in read_tree(pages, 1).rows.values() if row[1] == name and isinstance(row[3], int))
    found: dict[int, set[int]] = {}
    for number in read_tree(pages, root).pages:
        page, leaf = pages.page(number), Tree()
        if page is not None and kind_of(page, number) == LEAF:
            read_leaf(pages, number, leaf)
            found[number] = set(leaf.rows)
    return found


def test_what_the_log_holds_is_saved_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = opened(folder)
    file.call(lambda session: session.database.execute_sql("PRAGMA wal_autocheckpoint = 0"))
    work(file, 11, 20)
    rows, _entry = known(file)
    left = FichierFolder(tmp_path / "Left.fichier")
    shutil.copytree(folder.path, left.path)  # as a power cut would leave it
    file.close()
    told, back, sound = saved(left, tmp_path / "New")
    assert (told.torn, back, sound) == ({}, rows, True)


def test_several_torn_pages_take_only_their_own_rows(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    count = pages_of(folder).count
    torn = set(random.Random(5).sample(range(1, count + 1), 8))
    for page in torn:
        tear(folder, page)
    told, rows, sound = saved(folder, tmp_path / "New")
    assert set(told.torn) == torn
    gone = [key for key, row in content().items() if rows.get(key) != row and key[0] != "draft"]
    assert sound
    assert not [key for key in gone if not torn & at(key)]


def test_a_truncated_file_gives_the_rows_that_are_left(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    count = pages_of(folder).count
    os.truncate(folder.base, count // 2 * PAGE_BYTES + 100)
    kept = set(range(1, count // 2 + 1))
    _told, rows, sound = saved(folder, tmp_path / "New")
    assert sound
    assert not [key for key, row in content().items() if rows.get(key) != row and at(key) and at(key) <= kept]


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b""), lambda path: path.unlink(), scramble])
def test_where_nothing_can_be_read_nothing_is_made(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    folder = copied(tmp_path)
    harm(folder.base)
    with pytest.raises(Refusal, match=r"salvage\.nothing"):
        salvage_file(folder, KEY, tmp_path / "New", now=NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Shop.fichier"]


def test_it_is_an_owners_business_and_never_over_a_file(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    database = connect(folder.base, KEY.dek)
    database.execute_sql("UPDATE staff SET role = 'reception'")
    database.close()
    with pytest.raises(Refusal, match=r"staff\.not_allowed"):
        salvage_file(folder, KEY, tmp_path / "New", now=NOW)
    with pytest.raises(Refusal, match=r"file\.exists"):
        salvage_file(folder, KEY, folder.path, now=NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Shop.fichier"]


def test_the_command_saves_a_file_that_opens_no_more(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    tear(folder, 1)
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    words = ["--passphrase-file", str(tmp_path / "words"), "--lang", "en"]
    refused = CliRunner().invoke(main, ["check", str(folder.path), *words])
    assert refused.exit_code == 1
    assert "--repair NEW" in refused.output
    done = CliRunner().invoke(main, ["check", str(folder.path), "--repair", str(tmp_path / "New"), *words])
    assert done.exit_code == 0, done.output
    assert "! Page 1 is damaged: list of the tables" in done.output
    sound = CliRunner().invoke(main, ["check", str(tmp_path / "New"), *words])
    assert sound.output.startswith("The file is sound.")


def test_a_check_names_what_each_torn_page_held(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    page = min(leaves_of(pages_of(folder), "purchase"))
    tear(folder, page)
    file = opened(folder)
    assert file.call(check_file, folder, KEY).torn_tables == ((page, "purchase"),)
    file.close()


@pytest.mark.parametrize("torn", [(1,), (2,), tuple(range(6, 200, 40))])
def test_a_check_names_the_torn_pages_of_a_file_that_cannot_be_opened(tmp_path: Path, torn: tuple[int, ...]) -> None:
    folder = copied(tmp_path)
    for page in torn:
        tear(folder, page)
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    words = ["--passphrase-file", str(tmp_path / "words"), "--lang", "en"]
    found = CliRunner().invoke(main, ["check", str(folder.path), *words])
    assert found.exit_code == 1
    assert all(re.search(rf"! Page {page} is damaged", found.output) for page in torn), found.output
    assert "--repair NEW" in found.output
    told = json.loads(CliRunner().invoke(main, ["check", str(folder.path), "--json", *words]).stdout)
    assert (told["sound"], [page for page, _table in told["torn_tables"]]) == (False, list(torn))


@functools.cache
def purged() -> FichierFolder:
    """A file whose first year was purged from its journal, and of which a copy was made before."""
    folder = copied(Path(tempfile.mkdtemp()))
    file = opened(folder)
    file.call(keep_copy, folder, KEY)
    year, seconds = dt.datetime.now(dt.UTC) + dt.timedelta(days=400), itertools.count()

    def a_year_later(session: Session) -> None:
        session.clock = lambda: year + dt.timedelta(seconds=next(seconds))
        session.day = year.date()

    file.call(a_year_later)
    work(file, 11, 120)

    def purge(session: Session) -> None:
        with session.operation("retention.purged") as operation:
            assert purge_before(operation, year.date()) > 100

    file.call(purge)
    file.call(lambda session: session.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)"))
    file.close()
    return folder


@pytest.mark.parametrize("table", ["journal_entry", "journal_change", "journal_head"])
@pytest.mark.parametrize("with_copy", [False, True])
def test_lines_that_were_purged_are_not_lost(tmp_path: Path, table: str, with_copy: bool) -> None:
    leaves = leaves_of(pages_of(purged()), table)
    found = 0
    for page, rows in list(leaves.items())[:: max(1, len(leaves) // 2)]:
        folder = FichierFolder(tmp_path / f"Torn{page}.fichier")
        shutil.copytree(purged().path, folder.path)
        tear(folder, page)
        told, _rows, sound = saved(folder, tmp_path / f"New{page}", with_copy=with_copy)
        lost = {one.table: one.lost for one in told.tables if one.lost}
        assert sound
        assert told.relinked
        found += lost.get(table, 0)
        assert lost.keys() <= {table}
        assert lost.get(table, 0) <= len(rows)
    assert found > 0


@pytest.mark.slow
@pytest.mark.parametrize("table", ["visit", "contact", "action"])
def test_what_the_journal_does_not_tell_is_told_lost_and_nothing_else_changes(tmp_path: Path, table: str) -> None:
    file = open_new_demonstration(tmp_path / "Demo", dt.date(2026, 11, 21), scale=0.1)
    folder, key = file.folder, file.key
    before, _entry = known(file)
    file.close()
    pages = Pages(folder.base, key.dek, key.salt)
    leaves = leaves_of(pages, table)
    page = sorted(leaves, key=lambda number: min(leaves[number]))[len(leaves) // 2]
    tear(folder, page)
    told = salvage_file(folder, key, tmp_path / "New", now=NOW)
    new = open_unlocked(told.folder, key)
    after, _entry = known(new)
    sound = is_sound(new)
    new.close()
    assert sound
    other = {name for name in before if before[name] != after.get(name)}
    assert other == {(table, number) for number in leaves[page]}
    assert next(one for one in told.tables if one.table == table).still_lost == len(leaves[page])


def test_a_page_that_held_nothing_is_called_so(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = opened(folder)
    file.call(lambda session: session.database.execute_sql("DELETE FROM contact_summary"))
    file.call(lambda session: session.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)"))
    file.close()
    free = pages_of(folder).free()
    first = pages_of(folder).page(1)
    assert first is not None
    for page in (int.from_bytes(first[32:36], "big"), max(free)):  # that which lists the others, and another
        tear(folder, page)
        told, _rows, sound = saved(folder, tmp_path / f"New{page}")
        assert (told.torn, sound) == ({page: "free"}, True)
        tear(folder, page)


def test_damaged_pages_in_a_row_are_one_line() -> None:
    torn = [(3, "contact"), *((page, "purchase") for page in range(176, 264)), (264, "")]
    lines = list(torn_lines(torn))
    assert len(lines) == 3
    assert lines[0] == "! Page 3 is damaged: contacts"
    assert lines[1] == "! Pages 176–263 are damaged: purchases"
