"""Which files there are to import, and where: the most recent first. A file's name is anything its maker wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fichier_tui.domain.text import fold
from fichier_tui.ui.screens.lock.files import typed_path

IMPORTABLE = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv", ".vcf", ".vcard")
MOST = 2_000
"""Entries of a folder that are looked at: a folder of a million files must not hold up the screen."""
_NOT_OPENED = (".fichier",)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be imported, or a folder to look into; `modified` in seconds, `size` in bytes."""

    path: Path
    is_folder: bool = False
    modified: float = 0.0
    size: int = 0
    is_parent: bool = False
    """Whether it is the folder above the one that is shown."""


def start_folders(last: str = "") -> tuple[Path, ...]:
    """Where to look first: the folder used last, downloads, documents, desktop, home, and where the program runs."""
    import platformdirs

    wanted = [
        *([Path(last)] if last else []),
        platformdirs.user_downloads_path(),
        platformdirs.user_documents_path(),
        platformdirs.user_desktop_path(),
        Path.home(),
        Path.cwd(),
    ]
    return tuple(dict.fromkeys(folder for folder in wanted if _is_folder(folder)))


def find_files(folder: Path | None, typed: str, starts: Sequence[Path]) -> list[Found]:
    """What is offered for `typed`, seen from `folder` (None: the files of every start folder together).

    A path may be typed, pasted or dropped: it is then followed from wherever it begins.
    """
    if _is_path(typed):
        return _by_path(folder or Path.home(), typed)
    words = fold(typed).split()
    if folder is not None:
        return _files(folder, words) + _parent(folder) + _folders(folder, words)
    found = {entry.path: entry for start in starts for entry in _files(start, words)}
    places = [Found(start, is_folder=True) for start in starts if _matches(start.name, words)]
    below = [entry for start in starts for entry in _folders(start, words)] if words else []
    known = {place.path for place in places}
    return [*_recent_first(found.values()), *places, *(entry for entry in below if entry.path not in known)]


def _is_path(typed: str) -> bool:
    return "/" in typed or os.sep in typed or typed.lstrip("'\" ").startswith(("~", "file:"))


def _by_path(folder: Path, typed: str) -> list[Found]:
    path = typed_path(typed)
    if path is None:
        return []
    path = folder / path
    if _is_folder(path):
        return _files(path, []) + _parent(path) + _folders(path, [])
    if path.is_file():
        return [_found(path)]
    words = fold(path.name).split()
    return _files(path.parent, words) + _folders(path.parent, words) if _is_folder(path.parent) else []


def _files(folder: Path, words: Sequence[str]) -> list[Found]:
    """The importable files of a folder, most recent first."""
    found = [
        _found(Path(entry.path))
        for entry in _entries(folder)
        if entry.name.lower().endswith(IMPORTABLE) and _matches(entry.name, words) and _safely(entry.is_file)
    ]
    return _recent_first(found)


def _folders(folder: Path, words: Sequence[str]) -> list[Found]:
    """The folders of a folder, by name."""
    found = [
        Found(Path(entry.path), is_folder=True)
        for entry in _entries(folder)
        if _matches(entry.name, words) and not entry.name.endswith(_NOT_OPENED) and _safely(entry.is_dir)
    ]
    return sorted(found, key=lambda entry: fold(entry.path.name))


def _parent(folder: Path) -> list[Found]:
    return [] if folder.parent == folder else [Found(folder.parent, is_folder=True, is_parent=True)]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, but what is hidden and the lock files of office programs; nothing where it may not be."""
    entries = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if not entry.name.startswith((".", "~$")):
                    entries.append(entry)
                if len(entries) >= MOST:
                    break
    except OSError:
        return []
    return entries


def _found(path: Path) -> Found:
    try:
        about = path.stat()
    except OSError:
        return Found(path)
    return Found(path, modified=about.st_mtime, size=about.st_size)


def _recent_first(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda entry: (-entry.modified, entry.path.name))


def _matches(name: str, words: Sequence[str]) -> bool:
    folded = fold(name)
    return all(word in folded for word in words)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _safely(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except OSError:
        return False
