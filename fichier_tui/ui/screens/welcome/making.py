"""What the first run does in threads: the strength of a passphrase, whether a file may be made there, making it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fichier_tui.ui.screens.welcome.answers import Answers

if TYPE_CHECKING:
    from fichier_tui.domain.file_place import FilePlace
    from fichier_tui.storage import NewFile, OpenFile
    from fichier_tui.storage.keyring import KdfParameters


def strength(passphrase: str, answers: Answers) -> tuple[int, str]:
    """Its bits, and the code of what they are worth; the names that were typed are guessed first."""
    from fichier_tui.storage.staff.passphrase import estimate_strength

    found = estimate_strength(passphrase, (answers.business, answers.name))
    return found.bits, found.code


def check_place(answers: Answers) -> None:
    """Raises Refusal where no file can be made at that path."""
    from fichier_tui.storage.folder import path_for_new

    path_for_new(answers.path)


def place_of_new(answers: Answers) -> FilePlace:
    """Where the file would lie."""
    from fichier_tui.storage.location import look_at_place

    return look_at_place(answers.path)


def make(answers: Answers, language: str, kdf: KdfParameters | None) -> NewFile:
    """The new file, with its recovery code. Raises Refusal."""
    from fichier_tui.storage import create_file

    return create_file(
        answers.path,
        passphrase=answers.passphrase,
        business=answers.business,
        language=language,
        name=answers.name,
        login=answers.login,
        kdf=kdf,
    )


def open_made(made: NewFile, day: dt.date | None) -> OpenFile:
    """The file that was made, open."""
    from fichier_tui.storage import open_unlocked

    return open_unlocked(made.folder, made.unlocked, day=day)
