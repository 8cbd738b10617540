"""Who sits at this computer, as its system calls her: proposed where one's name is asked, never taken unseen."""

from __future__ import annotations

import os
import sys

from fichier_tui.domain.text import clean_line

FIRST_PERSON = 500
"""Numbers below are accounts of the system, on Linux and on Macs: nobody is called so."""


def person_of_system() -> str:
    """The full name of the person's account; empty where the system knows none, or only that of the account."""
    if sys.platform == "win32":
        return ""
    import pwd

    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return ""
    return person_of(account.pw_uid, account.pw_name, account.pw_gecos)


def person_of(number: int, account: str, told: str) -> str:
    """The name in what an account tells of its person: "Anne Roux,,,"; empty where that is no name of a person."""
    name = clean_line(told.partition(",")[0])
    return "" if number < FIRST_PERSON or name.lower() == account.lower() else name
