"""What was erased is overwritten on the disk: the search words, the free pages, the write-ahead log.

SQLite leaves what it deletes in the pages of the full-text index, in free pages and in its log. `secure_delete` wipes
most of it; the rest goes by merging the index, rewriting the file and emptying the log. Once for several erasures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fichier_tui.domain.progress import Progress, nothing_said
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.session import Session

_DUE = "cleaning_due"
# The parts of the work, as they were measured on a file of 100,000 contacts.
_MERGED, _REWRITTEN = 0.2, 0.95


def cleaning_is_due(session: Session) -> None:
    """Note, in the transaction of an erasure, that pages are to be overwritten: a program that dies has it still."""
    models.Meta.replace(key=_DUE, value="1").execute()


def is_cleaning_due(session: Session) -> bool:
    """Whether something was erased since the file was last cleaned."""
    return models.Meta.get_or_none(models.Meta.key == _DUE) is not None


def clean_pages(session: Session, progress: Progress | None = None) -> bool:
    """Overwrite what was erased, if anything was; whether it was done.

    Another program on the file may be reading it: then it is put off, and done when the file is opened next, or here
    when it is asked for again. `progress` is told the part that is done, 0 to 1. Never inside an operation.
    """
    if not is_cleaning_due(session):
        return False
    overwrite(session.database.connection().execute, progress or nothing_said, str(session.database.database))
    return True


def overwrite(execute: Callable[..., Any], told: Progress, path: str) -> None:
    """Do it, by `execute` of a connection that is in no transaction. Raises Refusal("file.busy")."""
    told(0.0)
    execute("INSERT INTO contact_words (contact_words) VALUES ('optimize')")
    told(_MERGED)
    execute("VACUUM")
    told(_REWRITTEN)
    busy, *_pages = execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Refusal("file.busy", path=path)
    execute("DELETE FROM meta WHERE key = ?", (_DUE,))
    execute("PRAGMA wal_checkpoint(TRUNCATE)")
    told(1.0)
