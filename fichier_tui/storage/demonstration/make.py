"""A demonstration file on the disk, made and opened in about a second, no question asked.

Encrypted like any other. Its passphrase is public, because what it holds is invented, so its derivation is the
cheapest that a keyring may name: measuring this machine would take longer than all the rest.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fichier_tui.storage import keyring
from fichier_tui.storage.demonstration.catalogue import BUSINESS_NAME, OWNER_LOGIN, OWNER_NAME, STAFF
from fichier_tui.storage.demonstration.write import fill_with_demonstration
from fichier_tui.storage.keyring import KdfParameters, changing
from fichier_tui.storage.keyring.derivation import MEMORY_BOUNDS
from fichier_tui.storage.opening import Clock, NewFile, create_file, open_file, open_unlocked, system_clock
from fichier_tui.storage.thread import OpenFile

PASSPHRASE = "la neige tombe sur Valmont"
_CHEAPEST = KdfParameters(memory=MEMORY_BOUNDS[0], passes=1, lanes=4)


def open_new_demonstration(
    path: Path,
    day: dt.date,
    *,
    language: str = "fr",
    scale: float = 1.0,
    cards_only: bool = False,
    role: str = "",
    clock: Clock = system_clock,
) -> OpenFile:
    """Make a file at `path`, fill it with the demonstration of `day`, and open it as its owner on that day.

    With a `role`, all three who work there have the passphrase, and it is opened as the one of that role. `scale` and
    `cards_only` as in `demonstration_blocks`. Raises the refusals of `create_file`.
    """
    made = create_file(
        path,
        passphrase=PASSPHRASE,
        business=BUSINESS_NAME,
        language=language,
        name=OWNER_NAME,
        login=OWNER_LOGIN,
        kdf=_CHEAPEST,
        clock=clock,
    )
    file = open_unlocked(made.folder, made.unlocked, clock=clock, day=day)
    try:
        file.call(fill_with_demonstration, day, scale, cards_only=cards_only)
        if not role:
            return file
        _let_everybody_in(made)
    except BaseException:
        file.close()
        raise
    file.close()
    return open_file(made.folder.path, PASSPHRASE, login_of(role), clock=clock, day=day)


def login_of(role: str) -> str:
    """Who has that role in the demonstration: Hélène, Camille or Léa; nobody where none is given."""
    return next((login for login, _name, known in STAFF if known == role), "")


def _let_everybody_in(made: NewFile) -> None:
    """A slot for each of the others, under the same passphrase."""
    kept = keyring.load(made.folder)
    for login, _name, _role in STAFF[1:]:
        kept = changing.with_member(kept, made.unlocked, login, PASSPHRASE, _CHEAPEST)
    keyring.save(made.folder, kept)
