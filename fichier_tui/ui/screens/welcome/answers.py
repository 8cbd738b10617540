"""What was answered so far in the first run, and what must still be said: the rules of the steps, without a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from fichier_tui.domain.staffing import FIRST_LOGIN, login_from
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_
from fichier_tui.ui.screens.lock.files import SUFFIX

SHORTEST = 12
"""Characters: fewer are tried one after the other, whatever they are."""
LONGEST_NAME = 60
# Windows gives these names to devices, with or without an ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')

STRENGTHS: dict[str, str] = {
    "weak": N_("weak"),
    "fair": N_("acceptable"),
    "good": N_("good"),
    "strong": N_("strong"),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the new file will be made with."""

    business: str = ""
    name: str = ""
    path: Path = Path()
    passphrase: str = field(default="", repr=False)

    @property
    def login(self) -> str:
        """By which the file is opened: it follows from the name."""
        return login_from(self.name) or FIRST_LOGIN


def file_name(business: str) -> str:
    """A name for the folder, from that of the business: what a disk of any system takes, never a path."""
    name = _UNSAFE.sub(" ", clean_line(business))
    name = " ".join(name.split()).strip(". ")[:LONGEST_NAME].strip(". ")
    return (f"{name} file" if _DEVICES.fullmatch(name) else name or "Fichier") + SUFFIX


def passphrase_complaint(passphrase: str, again: str, strength: str) -> str:
    """Why this passphrase is not taken (a message id); empty when it is. `strength` is the estimate's code."""
    if not passphrase.strip():
        return N_("Choose a passphrase: nobody reads the file without it.")
    if len(passphrase) < SHORTEST:
        return N_("This passphrase is too short: twelve characters at least. A sentence is easy to remember.")
    if strength == "weak":
        return N_("This passphrase is too easy to guess. Put several words that nobody would put together.")
    if not again:
        return N_("Type the passphrase once more, to be sure of it.")
    return "" if passphrase == again else N_("The two are not the same. Type them again; F5 shows them.")
