"""A small file that leaves whole or not at all: written beside, made certain, then given its name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.durable import from_home, fsync_folder, replace, writing_in


def ended(target: Path, suffix: str) -> Path:
    """A name with its ending: the usual one where none was typed. A folder is no name."""
    target = from_home(target)
    if not target.name or target.suffix:
        return target
    with writing_in(target.parent):
        return target if target.is_dir() else target.with_name(target.name + suffix)


def place_for(target: Path, *, overwrite: bool) -> Path:
    """Where it can be written. Raises Refusal: folder.missing, export.exists, folder.unwritable, folder.readonly."""
    target = from_home(target)
    with writing_in(target.parent):  # a name too long for the disk, a folder one may not look into
        if not target.parent.is_dir():
            raise Refusal("folder.missing", path=str(target.parent))
        if target.is_dir() or (target.exists() and not overwrite):
            raise Refusal("export.exists", path=str(target))
    return target


def put_whole(target: Path, content: bytes, *, overwrite: bool, enter: Callable[[], object]) -> None:
    """Write `content` to `target`, for its owner only. `enter` is called before the file appears: the register of
    exports may tell of one that failed to, never omit one. Raises Refusal: export.exists, and those of
    `writing_in`.
    """
    with writing_in(target.parent):
        descriptor, name = tempfile.mkstemp(prefix=".fichier-", suffix=".part", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            if not overwrite and target.exists():
                raise Refusal("export.exists", path=str(target))
            enter()
            replace(beside, target)
            fsync_folder(target.parent)
        finally:
            beside.unlink(missing_ok=True)
