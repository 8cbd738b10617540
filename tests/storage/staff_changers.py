"""A program that changes its staff for ever, for the tests that kill it: each step is told before it and after it."""

from __future__ import annotations

import os
import random
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import (
    add_member,
    change_passphrase,
    create_contact,
    keyring,
    leave,
    new_recovery_sheet,
    open_file,
    reset_passphrase,
)
from fichier_tui.storage.thread import OpenFile

PAULS = "sept mots pour Paul"


def change_staff_for_ever(telling: Connection, path: Path, passphrase: str, seed: int) -> None:
    """Add, rename, give and change passphrases, print sheets, and let people leave; the owner's file all along.

    Tells ("ready",), then ("begin", what, value) and ("done", what, value) around each step.
    """
    chance = random.Random(seed)
    file = open_file(path, passphrase, "helene")
    telling.send(("ready", "", ""))
    own = passphrase
    number = 0
    while True:
        number += 1
        login = f"m{seed}x{number}"
        for what, value in (
            ("contact", f"Durand{seed}x{number}"),
            ("add", login),
            *chance.sample((("passphrase", f"phrase {login}"), ("sheet", keyring.new_recovery_code())), 1),
            ("reset", login),
            ("leave", login),
        ):
            telling.send(("begin", what, value))
            own = _done(file, what, value, own)
            telling.send(("done", what, value))


def _done(file: OpenFile, what: str, value: str, own: str) -> str:
    """One step through the real verbs; the owner's passphrase after it."""
    place, key = file.folder, file.key
    if what == "contact":
        file.call(create_contact, ContactDetails(last_name=value))
    elif what == "add":
        file.call(add_member, place, key, value, value, "sales", PAULS)
    elif what == "reset":
        file.call(reset_passphrase, place, key, value, f"{PAULS} again")
    elif what == "sheet":
        file.call(new_recovery_sheet, place, key, value)
    elif what == "leave":
        file.adopt(file.call(leave, place, key, value).key)
    else:
        file.call(change_passphrase, place, key, own, value, keyring.CHEAPEST)
        return value
    return own


def die_before(telling: Connection, path: Path, passphrase: str, what: str, value: str, step: int) -> None:
    """Take one step, and die, without any tidying, before the given operation on a file of the folder; or end well."""
    file = open_file(path, passphrase, "helene")
    left, folder = step, str(path)

    def before(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in ("open", "os.rename", "os.remove", "os.truncate") and str(arguments[0]).startswith(folder):
            left -= 1
            if left == 0:
                os._exit(9)

    sys.addaudithook(before)
    _done(file, what, value, passphrase)
    os._exit(0)
