"""A day's work of three people, with what goes wrong in it: every byte written is searched for every client."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.permission import RECEPTION, SALES
from fichier_tui.storage import OpenFile, open_file
from fichier_tui.storage.models import ExportRecord
from fichier_tui.storage.staff.members import add_member
from tests.faults.scale import many, tell
from tests.terminal import CTRL_Q, ENTER, ESCAPE, F2, F5, F8, F9, F12, ROOT, Terminal
from tests.test_nothing_in_clear import everything_written, forms, found_in
from tests.ui.front_app import PASSPHRASE, made_file

CLIENTS = 700
"""A name, a telephone and an e-mail of each: more than 2,000 things to look for."""
PASSPHRASES = {RECEPTION: "l'accueil ouvre tôt le matin", SALES: "la vendeuse appelle avant midi"}
NOTE = "Parlait-du-chalet-des-Marmottes"
UNSAVED = "Vauquelin-Dutertre"

# In every Python of this day: each file that is opened to be written, by its name.
_WATCHER = """
import os, sys
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            fd = os.open(os.environ["OPENED_TO_WRITE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            os.write(fd, os.fsencode(arguments[0]) + b"\\n")
            os.close(fd)
if "OPENED_TO_WRITE" in os.environ:
    guarded = []
    def hook(event, arguments):
        if not guarded:
            guarded.append(1)
            try: watch(event, arguments)
            finally: guarded.clear()
    sys.addaudithook(hook)
"""


class Day:
    """The counter's computer: a home, a place for temporary files, a file, and what came from elsewhere."""

    def __init__(self, place: Path) -> None:
        self.home = place / "home"
        self.home.mkdir()
        self.asked_for = place / "asked for"
        """What the user asked to be written in clear, and what came in: not searched."""
        self.asked_for.mkdir()
        watcher = place / "watcher"
        watcher.mkdir()
        (watcher / "sitecustomize.py").write_text(_WATCHER, encoding="utf-8")
        self.opened = place / "opened to write"
        self.clients = _clients(self.asked_for / "clients.csv")
        self.environment = {
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "FICHIER_CONFIG_DIR": str(self.home / "settings"),
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join((str(watcher), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENED_TO_WRITE": str(self.opened),
        }
        self.shop, self.code = made_file(self.home)
        self.terminals: list[Terminal] = []
        file = open_file(self.shop, PASSPHRASE)
        for role, passphrase in PASSPHRASES.items():
            file.call(add_member, file.folder, file.key, role, role.title(), role, passphrase)
        file.close()

    def run(self, *words: str, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
        """The command line, with a passphrase out of a file that the user made."""
        kept = self.asked_for / "passphrase"
        kept.write_text(passphrase + "\n", encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "fichier_tui", *words],
            env=self.environment | {"FICHIER_PASSPHRASE_FILE": str(kept), "PATH": os.environ["PATH"]},
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )

    def sits_down(self, login: str, passphrase: str) -> Terminal:
        """Somebody opens the program."""
        words = ["-m", "fichier_tui", str(self.shop), "--lang", "fr", "--as", login]
        terminal = Terminal(words, self.environment)
        self.terminals.append(terminal)
        terminal.until("Phrase secrète")
        terminal.type(passphrase, ENTER)
        terminal.until(lambda shown: "Phrase secrète" not in shown and self.clients[0][0][:4] in shown)
        return terminal

    def in_the_file(self, login: str) -> OpenFile:
        """The file, to look into it."""
        passphrase = PASSPHRASES.get(login, PASSPHRASE)
        return open_file(self.shop, passphrase, login)


def _clients(path: Path) -> list[tuple[str, str, str]]:
    """Names, telephones and e-mails that nobody else has, written as a workbook brings them."""
    chance = random.Random(6)
    pieces = ("bor", "dil", "fan", "gur", "jol", "kep", "mus", "nav", "pir", "quo", "ras", "tev", "vul", "zam")
    found: dict[str, tuple[str, str, str]] = {}
    while len(found) < CLIENTS:
        name = "".join(chance.choice(pieces) for _turn in range(3)).capitalize()
        number = len(found)
        found[name] = (name, f"06{41000000 + number * 7919:08d}"[:10], f"{name.lower()}.{number}@exemple-courriel.fr")
    clients = sorted(found.values())
    lines = [
        "Nom;Prénom;Téléphone;Courriel;Code postal;Ville",
        *(f"{n};Zoé;{t};{m};74000;Annecy" for n, t, m in clients),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return clients


def _looked_for(day: Day) -> Iterator[bytes]:
    """Every form in which a client, a note or a passphrase might stand in a byte."""
    texts = {text for client in day.clients for text in client} | {
        NOTE,
        UNSAVED,
        PASSPHRASE,
        *PASSPHRASES.values(),
        day.code,
    }
    texts |= {f"+33{number[1:]}" for _name, number, _mail in day.clients}
    for text in sorted(texts):
        yield from (form for form in forms(text) if len(form) >= 8)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at the limits of processes")
def test_a_day_leaves_nothing_in_clear(tmp_path: Path) -> None:
    day = Day(tmp_path)
    _owner_imports(day)
    _reception_works(day)
    _sales_exports(day)
    _something_goes_wrong(day)
    _owner_closes(day)
    written = everything_written(day.home)
    forms_looked_for = list(_looked_for(day))
    assert found_in(written, forms_looked_for) == []
    assert b"SQLite format 3" not in written
    for terminal in day.terminals:
        assert not any(name in terminal.title for name, _number, _mail in day.clients)
        assert found_in(terminal.left_behind(), forms_looked_for) == []
    _only_there(day)
    tell(
        "a day's work searched", texts=3 * many(100, CLIENTS), forms=len(forms_looked_for), bytes=len(written), found=0
    )


def _owner_imports(day: Day) -> None:
    """The owner brings the sheet in, and the sheet is hers: it is not searched."""
    done = day.run("import", str(day.shop), str(day.asked_for / "clients.csv"), "--as", "owner", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["created"] == CLIENTS


def _reception_works(day: Day) -> None:
    """A visit with a note; an export that is refused; a lock; a form left open when the current goes."""
    name = day.clients[5][0]
    with day.sits_down(RECEPTION, PASSPHRASES[RECEPTION]) as terminal:
        terminal.type(name.lower())
        terminal.until(lambda shown: day.clients[0][0] not in shown and name in shown)
        terminal.type(F5)
        terminal.until("Visite notée")
        terminal.type(":")
        terminal.until("Comptoir")
        terminal.type(f"n {name.lower()} {NOTE}", ENTER)
        terminal.until("Note")
        terminal.type(ESCAPE)
        terminal.until("F5 Visite")
        terminal.type(F9)
        terminal.until("qui écrit des fichiers")
        terminal.type(F12)
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASES[RECEPTION], ENTER)
        terminal.until(day.clients[0][0])
        terminal.type(F2)
        terminal.until("Prénom")
        terminal.type(UNSAVED)
        terminal.until(UNSAVED)
        terminal.kill()


def _sales_exports(day: Day) -> None:
    """The planner; an export that was asked for, which stands in the register; the one line taken back."""
    target = day.asked_for / "export.csv"
    with day.sits_down(SALES, PASSPHRASES[SALES]) as terminal:
        terminal.type(F8)
        terminal.until("Agenda")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
    refused = day.run("export", str(day.shop), str(target), "--as", RECEPTION, passphrase=PASSPHRASES[RECEPTION])
    assert refused.returncode == 1
    assert not target.exists()
    done = day.run("export", str(day.shop), str(target), "--as", SALES, passphrase=PASSPHRASES[SALES])
    assert done.returncode == 0, done.stderr
    assert day.clients[9][2] in target.read_text(encoding="utf-8-sig")
    file = day.in_the_file("owner")
    records = file.call(lambda session: [(row.name, row.contacts, row.staff_id) for row in ExportRecord.select()])
    file.close()
    assert [(name, contacts) for name, contacts, _staff in records] == [("export.csv", CLIENTS)]
    assert records[0][2] is not None


def _something_goes_wrong(day: Day) -> None:
    """The program is ended as a fault of the machine would end it: no picture of its memory is written."""
    with day.sits_down("owner", PASSPHRASE) as terminal:
        limits = Path(f"/proc/{terminal.process_id}/limits").read_text(encoding="utf-8")
        assert re.search(r"Max core file size\s+0\s+0", limits)
        os.kill(terminal.process_id, signal.SIGABRT)
        assert terminal.ended() == -signal.SIGABRT


def _owner_closes(day: Day) -> None:
    """A safety copy, a look at everything, and the end of the day."""
    for verb in ("backup", "check"):
        done = day.run(verb, str(day.shop), "--as", "owner")
        assert done.returncode == 0, done.stdout + done.stderr
    with day.sits_down("owner", PASSPHRASE) as terminal:
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0


def _only_there(day: Day) -> None:
    """Everything that Python opened to write was searched, or was asked for."""
    opened = {Path(os.fsdecode(line)) for line in day.opened.read_bytes().splitlines() if line}
    allowed = (day.home, day.asked_for, Path("/dev"), Path("/proc"))
    outside = {path for path in opened if path.is_absolute() and not any(path.is_relative_to(one) for one in allowed)}
    assert outside == set()
    assert any(path.is_relative_to(day.home) for path in opened)
