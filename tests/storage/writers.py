"""Other programs on the same file, for the tests: real processes that can be killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import (
    OpenFile,
    Session,
    create_contact,
    location,
    log_purchase,
    log_visit,
    models,
    open_file,
)
from fichier_tui.storage.backup.swapping import no_reader
from fichier_tui.storage.concurrent_edit import CONTACT, begin_edit, save_edit
from fichier_tui.storage.connection import pragma
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.visits import insert_visit
from tests.faults.scale import is_full

PASSPHRASE = "sept mots pour ouvrir la boutique demain"

# Processes are born of a server that has imported everything and holds no file: they start in milliseconds. What they
# do may stand in a module of tests, which each of them imports: what such a module needs is imported too.
COUNTER = "counter"

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(
    [
        "fichier_tui.storage",
        "tests.storage.writers",
        "pytest",
        "hypothesis",
        "tests.storage.shop_copied",
        "tests.faults.opened",
    ]
)


def start(work: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """Start `work(connection, …)` in a process of its own; what it sends can be received."""
    receiving, sending = _context.Pipe(duplex=False)
    process = _context.Process(target=work, args=(sending, *arguments), daemon=True)
    process.start()
    sending.close()
    return process, receiving


def let_wait(file: OpenFile) -> None:
    """In the gate other tests take the disk and the processors: how long a write may wait for others is no fault."""
    if not is_full():
        file.call(lambda session: session.database.execute_sql("PRAGMA busy_timeout = 120000"))


def write_for_ever(telling: Connection, path: Path) -> None:
    """Log visits and purchases and make contacts, one after the other; tell each once it is acknowledged."""
    file = open_file(path, PASSPHRASE)
    contact = file.call(create_contact, ContactDetails(last_name="Péron")).id
    number = 0
    while True:
        number += 1
        day = file.call(lambda session: session.today)
        if number % 5 == 0:
            made = file.call(create_contact, ContactDetails(last_name=f"Durand{number}"))
            telling.send(("contact", made.public_id))
        elif number % 2:
            visit = file.call(log_visit, contact, VisitDetails(day, note=f"visite {number}"))
            telling.send(("visit", visit.id))
        else:
            purchase = file.call(log_purchase, contact, PurchaseDetails(day, "Spa", number))
            telling.send(("purchase", purchase.id))


def write_visits(telling: Connection, path: Path, contact: int, count: int) -> None:
    """Log `count` visits of a contact, and tell when all are written."""
    file = open_file(path, PASSPHRASE)
    day = file.call(lambda session: session.today)
    for _number in range(count):
        file.call(log_visit, contact, VisitDetails(day))
    file.close()
    telling.send("done")


def increment(telling: Connection, path: Path, count: int) -> None:
    """Read a counter and write it one higher, `count` times; tell how long each took, in seconds, when all are done."""
    file = open_file(path, PASSPHRASE)
    let_wait(file)
    telling.send("ready")

    def once(session: Session) -> float:
        begun = time.monotonic()
        with session.database.atomic("IMMEDIATE"):
            row = models.Setting.get(models.Setting.key == COUNTER)
            models.Setting.update(value=str(int(row.value) + 1)).where(models.Setting.key == COUNTER).execute()
        return time.monotonic() - begun

    took = [file.call(once) for _number in range(count)]
    file.close()
    telling.send(took)


def add_tags(telling: Connection, path: Path, contact: int, mark: str, count: int) -> None:
    """Open the form of a contact and save it with one tag more, `count` times, as fast as it goes."""
    file = open_file(path, PASSPHRASE)
    let_wait(file)
    telling.send("ready")
    for number in range(count):
        begun = file.call(begin_edit, CONTACT, contact)
        mine = replace(begun.details, tags=(*begun.details.tags, f"{mark}{number}"))
        file.call(save_edit, CONTACT, contact, begun, mine)
    file.close()
    telling.send("done")


def stop_in_mid_write(telling: Connection, path: Path, contact: int) -> None:
    """Log a visit, and be stopped by the system in the middle of it, with the file's write lock; then go on."""
    file = open_file(path, PASSPHRASE)

    def stopped(session: Session) -> None:
        with session.operation("visit.logged", contact, name="") as operation:
            insert_visit(operation, contact, VisitDetails(session.today, note="arrêtée"))
            telling.send("in the middle")
            # To this thread: sent to the process, it may reach another one first, and this one goes on until then.
            signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)

    file.call(stopped)
    file.close()
    telling.send("done")


def go_on(process: BaseProcess, told: Connection) -> None:
    """Let a program that `stop_in_mid_write` go on, and wait until it has ended."""
    assert process.pid is not None
    # Again and again: on a laden machine it may not have come to its own stop yet, and would never go on.
    while not told.poll(0.05):
        os.kill(process.pid, signal.SIGCONT)
    assert told.recv() == "done"
    process.join()


def try_alone(telling: Connection, path: Path) -> None:
    """Tell whether anybody holds SQLite's lock on a file, as whoever replaces it asks."""
    try:
        with no_reader(FichierFolder(path)):
            telling.send("alone")
    except Refusal:
        telling.send("in use")


def hold_on_share(telling: Connection, path: Path, mounts: Path) -> None:
    """Open a file that the table of mounts says to lie on a share, write, tell how, and keep it open."""
    location.MOUNTS = mounts
    file = open_file(path, PASSPHRASE)
    file.call(create_contact, ContactDetails(last_name="Péron"))
    telling.send(file.call(lambda session: pragma(session.database, "journal_mode")))
    signal.pause()


def write_until_the_disk_refuses(telling: Connection, path: Path) -> None:
    """Log visits while the files of this process may not grow; tell what is said, then go on when they may again."""
    import resource

    file = open_file(path, PASSPHRASE)
    contact = file.call(create_contact, ContactDetails(last_name="Péron")).id
    day = file.call(lambda session: session.today)
    size = max(member.stat().st_size for member in path.iterdir() if member.is_file())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8_192, resource.RLIM_INFINITY))
    written, said = 0, ""
    while not said and written < 500:
        try:
            file.call(log_visit, contact, VisitDetails(day))
            written += 1
        except Refusal as refusal:
            said = refusal.code
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    file.call(log_visit, contact, VisitDetails(day))
    telling.send((contact, written + 1, said))
    file.close()
