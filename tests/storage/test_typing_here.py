"""A draft belongs to the window that types it while that one lives; once it is left, or has ended, to whoever comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from fichier_tui.storage import OpenFile, drop_draft, keep_draft, leave_draft, list_drafts, read_draft, take_draft
from fichier_tui.storage.typing_here import TypingHere
from tests.storage.shop_copied import Clock, opened_shop
from tests.storage.writers import start

KEY = "contact.new."


@pytest.fixture
def file(tmp_path: Path) -> Iterator[OpenFile]:
    """A file of one contact, open."""
    yield from opened_shop(tmp_path, Clock())


def locks_in(folder: Path) -> list[str]:
    """The files that are left of what was typed."""
    return [path.name for path in folder.glob("typing-*")]


def test_what_is_typed_here_is_no_other_windows_until_it_is_left(file: OpenFile) -> None:
    other = TypingHere(file.folder.path)
    kept = file.call(keep_draft, KEY, {"last_name": "Lacroix"})
    assert other.is_elsewhere(kept.id)
    assert file.call(list_drafts)[0].id == kept.id, "it is this window's own"
    file.call(leave_draft, kept)
    assert not other.is_elsewhere(kept.id)
    assert file.call(take_draft, KEY) == kept
    assert other.is_elsewhere(kept.id)
    file.call(drop_draft, KEY, kept)
    assert not other.is_elsewhere(kept.id)
    assert locks_in(file.folder.path) == []


def test_what_another_window_types_is_not_offered_before_that_one_has_ended(file: OpenFile) -> None:
    other = TypingHere(file.folder.path)
    theirs = file.call(keep_draft, KEY, {"last_name": "Lac"})
    file.call(leave_draft, theirs)
    other.hold(theirs.id)
    assert file.call(list_drafts) == ()
    assert file.call(take_draft, KEY) is None
    assert file.call(read_draft, KEY, theirs.id) == theirs, "asked for by its number it is there"
    mine = file.call(keep_draft, KEY, {"last_name": "Durand"})
    assert file.call(read_draft, KEY) == mine
    assert [draft.id for draft in file.call(list_drafts)] == [mine.id]
    other.close()
    assert {draft.id for draft in file.call(list_drafts)} == {mine.id, theirs.id}
    kept = file.call(read_draft, KEY)
    assert kept is not None
    assert kept.others == 1
    file.close()
    assert locks_in(file.folder.path) == []


def hold_for_ever(telling: Connection, folder: Path, number: int) -> None:
    """Another window that types, until it is killed."""
    typing = TypingHere(folder)
    typing.hold(number)
    telling.send("holds")
    threading.Event().wait()


def test_a_window_that_was_killed_types_nothing(file: OpenFile) -> None:
    kept = file.call(keep_draft, KEY, {"last_name": "Lacroix"})
    file.call(leave_draft, kept)
    process, receiving = start(hold_for_ever, file.folder.path, kept.id)
    assert receiving.recv() == "holds"
    assert file.call(list_drafts) == ()
    process.kill()
    process.join()
    assert file.call(list_drafts) == (kept,)
    assert locks_in(file.folder.path) == [f"typing-{kept.id}.lock"]
    TypingHere(file.folder.path)
    assert locks_in(file.folder.path) == []
