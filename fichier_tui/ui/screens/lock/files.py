"""Which files there are to open, and what a typed, dropped or pasted path means."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUFFIX = ".fichier"
"""As in `storage.folder`, which takes too long to import before the first screen is painted."""
MOST = 12


def documents() -> Path:
    """The user's documents folder, or the home folder where there is none."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def files_near(path: Path) -> list[Path]:
    """The Fichier files beside `path`, in the documents, at home and here; not deeper: a disk may be large and slow."""
    found: list[Path] = []
    for folder in (path.absolute().parent, documents(), Path.home(), Path.cwd()):
        for candidate in _in(folder):
            if candidate not in found:
                found.append(candidate)
    return found[:MOST]


def _in(folder: Path) -> Iterable[Path]:
    try:
        return sorted(entry for entry in folder.glob(f"*{SUFFIX}") if entry.is_dir())
    except OSError:
        return ()


def typed_path(text: str) -> Path | None:
    """The path meant by `text`: quotes of a shell, a `file:` address and `~` are understood. None when it is empty."""
    text = text.strip().strip("'\"").strip()
    if text.startswith("file:"):
        text = unquote(urlsplit(text).path)
    with suppress(RuntimeError):  # the home of somebody whom this machine does not know
        return Path(text).expanduser() if text else None
    return Path(text)
