"""`fichier FILE` and `fichier demo`: the doors to the screens."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fichier_tui import collector, i18n
from fichier_tui.cli.common import (
    PASSPHRASE_VARIABLE,
    day_option,
    given_passphrase,
    open_patiently,
    passphrase_option,
    refuse,
    speaks,
)
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.permission import ROLES
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _

if TYPE_CHECKING:
    from fichier_tui.ui.start import Ending

DEMONSTRATION = "Valmont.fichier"


@click.command("open", cls=Verb, help=N_("Open the program on FILE, or on the one opened last."))
@argument("file", type=click.Path(path_type=Path), required=False)
@option("--as", "login", metavar="LOGIN", help=N_("Who you are, when several people open the file."))
@option("--locked", is_flag=True, hidden=True)
@passphrase_option
@day_option
@speaks
@collector.put_off()
def open_(
    file: Path | None, login: str | None, locked: bool, passphrase_file: Path | None, day: dt.date | None
) -> None:
    """`fichier open`."""
    with _uncovered(locked):
        ending = _opened(file, login, locked, passphrase_file, day)
    if ending.told and sys.stdout.isatty():
        click.echo(ending.told)
    _follow(ending, login, day)


def _opened(
    file: Path | None, login: str | None, locked: bool, passphrase_file: Path | None, day: dt.date | None
) -> Ending:
    """Open the program, and say how it ended. Raises Refusal where there is no such file."""
    from fichier_tui.ui.start import run, run_open

    if file is not None and not (file.exists() or Path(f"{file}.fichier").exists()):
        raise Refusal("file.missing", path=str(file))
    given = None if locked or file is None else given_passphrase(passphrase_file)
    if file is not None and given is not None:
        require_terminal()
        return run_open(open_patiently(file, given, login, day), day=day)
    if not sys.stdin.isatty():
        refuse(_("No passphrase: give --passphrase-file, or set {variable}.").format(variable=PASSPHRASE_VARIABLE))
    return run(file, login=login, day=day)


@click.command(
    "demo",
    cls=Verb,
    help=N_(
        "Open the program on a demonstration: four years of an invented tourist office in the Alps.\n\n"
        "It is made for the present day (or --day) in a temporary folder and removed at the end; with FOLDER it is "
        "made there and kept, the folder too where it is not there yet. "
        "It is encrypted like any file, and its lock screen tells its passphrase."
    ),
)
@argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@option(
    "--as",
    "role",
    type=click.Choice(ROLES),
    help=N_("Open it as Camille of the reception, Léa of sales or Hélène, its owner."),
)
@day_option
@option("--locked", is_flag=True, hidden=True)
@option("--kept", is_flag=True, hidden=True)
@speaks
@collector.put_off()
def demo(folder: Path | None, role: str | None, day: dt.date | None, locked: bool, kept: bool) -> None:
    """`fichier demo`."""
    from fichier_tui.ui import start

    require_terminal()

    kept = kept or (folder is not None and not locked)
    if folder is not None:
        make_folder(folder)
    place = folder or Path(tempfile.mkdtemp(prefix="fichier-demo-"))
    path = place / DEMONSTRATION
    ending = start.Ending("", None)
    try:
        with _uncovered(locked):
            ending = start.run_demonstration(path, day=day, locked=locked, role=role or "")
    finally:
        is_locked = ending == start.Ending(start.LOCKED, path)
        if not kept and not is_locked:
            shutil.rmtree(place, ignore_errors=True)
    if is_locked:
        who = ["--as", role] if role else []
        _start_anew(["demo", str(place), "--locked", *(["--kept"] if kept else []), *who, *_day_words(day)])
    _follow(ending, None, day)


def require_terminal() -> None:
    """Leave with a sentence where nobody could see a screen, nor type: the program would wait for keys for ever."""
    if not (sys.stdin.isatty() or sys.stderr.isatty()):
        refuse(_("Fichier shows screens, and here is no terminal to show them on. Start it in one, without a pipe."))


def make_folder(folder: Path) -> None:
    """Make the folder that was named, where what it stands in is there; what cannot be made is refused later on."""
    if folder.parent.is_dir():
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)


def _follow(ending: Ending, login: str | None, day: dt.date | None) -> None:
    """Start anew when the screens asked for it: locked on the same file, or on the demonstration."""
    from fichier_tui.ui import start

    if ending.how == start.LOCKED:
        file = [] if ending.path is None else [str(ending.path)]
        _start_anew(["open", *file, "--locked", *(["--as", login] if login else []), *_day_words(day)])
    elif ending.how == start.DEMONSTRATION:
        _start_anew(["demo", *_day_words(day)])


def _day_words(day: dt.date | None) -> list[str]:
    return [] if day is None else ["--day", day.isoformat()]


def _start_anew(words: list[str]) -> None:
    """Execute the program anew in this process, so that nothing of the file stays in memory; it begins locked."""
    spoken = ["--lang", i18n.language()] if i18n.asked_for() else []
    with _uncovered(True):
        os.execv(sys.executable, [sys.executable, "-m", "fichier_tui", *words, *spoken])


@contextlib.contextmanager
def _uncovered(locked: bool) -> Iterator[None]:
    """Whoever locked left an empty screen to the program started anew (`ui.staying`): a failure is told on the usual
    one."""
    try:
        yield
    except BaseException:
        if locked and sys.stdout.isatty():
            sys.stdout.write("\x1b[0m\x1b[?1049l\x1b[?25h")
            sys.stdout.flush()
        raise
