"""How the lock screen opens a file.

The file's room is imported in the thread that asks for it: that takes longer than painting the screen.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile, Session


def read_logins(path: Path) -> tuple[str, ...]:
    """Who may open a file."""
    from fichier_tui.storage import logins_of

    return logins_of(path)


def open_by_passphrase(path: Path, passphrase: str, login: str | None, day: dt.date | None) -> OpenFile:
    """A file, opened by the passphrase of a member."""
    from fichier_tui.storage import open_file

    return open_file(path, passphrase, login, day=day)


def was_given(session: Session) -> bool:
    """Whether the passphrase that opened is one that an owner chose."""
    from fichier_tui.storage.staff.given_passphrase import has_given_passphrase

    return has_given_passphrase(session)


def kept_aside_lately(path: Path, now: dt.datetime) -> str:
    """The name of the file that a safety copy took the place of in the last minutes; "" for none."""
    from fichier_tui.storage.backup.swapping import lately_aside
    from fichier_tui.storage.folder import find_folder

    kept = lately_aside(find_folder(path), now)
    return "" if kept is None else kept.name


def restored_words(session: Session, kept: str) -> str:
    """That a safety copy has just taken the place of the file, for who opens it first; "" where none has."""
    from fichier_tui.domain.backup_rotation import read_backup_name
    from fichier_tui.storage.backup.copy_settings import last_restore
    from fichier_tui.storage.backup.swapping import LATELY
    from fichier_tui.ui import format as written

    restored = last_restore(session)
    if restored is None or not kept or abs(session.now() - restored[1]) >= LATELY:
        return ""
    copy = read_backup_name(restored[0])
    if copy is None:
        return ""
    time = written.clock(f"{copy.time[:2]}:{copy.time[2:4]}")
    return _("The copy of {day} at {time} is in place; the other file is kept as “{kept}”.").format(
        day=written.day(copy.day), time=time, kept=kept
    )


def open_by_sheet(path: Path, code: str, day: dt.date | None) -> OpenFile:
    """A file, opened by the code of its recovery sheet."""
    from fichier_tui.storage import open_unlocked, unlock_with_recovery_sheet
    from fichier_tui.storage.staff.attempts import note_opened_by_sheet

    place, key = unlock_with_recovery_sheet(path, code)
    file = open_unlocked(place, key, day=day)
    with suppress(Refusal):  # a full disk keeps no line of it, and keeps nobody out
        file.call(note_opened_by_sheet)
    return file
