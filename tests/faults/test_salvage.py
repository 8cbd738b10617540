"""Out of a damaged file all that is not on the torn page is saved, whichever page that is."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
from pathlib import Path

import pytest

from fichier_tui.storage.folder import PAGE_BYTES, FichierFolder
from fichier_tui.storage.salvage import Salvaged, salvage_file
from fichier_tui.storage.salvage.pages import Pages
from fichier_tui.storage.salvage.rows import LEAF, Tree, kind_of, read_leaf, read_tree
from tests.faults import scale
from tests.faults.opened import copied, is_sound, known, made, opened
from tests.faults.work import Facts
from tests.storage.opened import fingerprint

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
            for one in leaf.rows:
                found[str(row[1]), one] = leaf.pages | {number}
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
    torn = range(1, count + 1, scale.many(9, 1))
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
