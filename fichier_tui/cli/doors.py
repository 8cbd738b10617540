"""`fichier FILE` and `fichier demo`: the doors to the screens."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from pathlib import Path

import click

from fichier_tui.cli.common import day_option, passphrase_for, passphrase_option, speaks
from fichier_tui.i18n import _

DEMONSTRATION = "Valmont.fichier"


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "login", metavar="LOGIN", help="Who you are, when several people open the file.")
@passphrase_option
@day_option
@speaks
def open_(file: Path, login: str | None, passphrase_file: Path | None, day: dt.date | None) -> None:
    """Open the program on FILE."""
    from fichier_tui.storage.opening import open_file
    from fichier_tui.ui.start import LOCKED, run

    opened = open_file(file, passphrase_for(passphrase_file, _("Passphrase")), login, day=day)
    if run(opened, day=day) == LOCKED:
        _start_anew(sys.argv[1:])


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@day_option
@click.option("--locked", is_flag=True, hidden=True, help="Begin at the lock screen of a demonstration already made.")
@click.option("--kept", is_flag=True, hidden=True, help="FOLDER was given by the user: it is not removed at the end.")
@speaks
def demo(folder: Path | None, day: dt.date | None, locked: bool, kept: bool) -> None:
    """Open the program on a demonstration: four years of an invented tourist office in the Alps.

    It is made for the present day (or --day) in a temporary folder and removed at the end; with FOLDER it is made
    there and kept. It is encrypted like any file, and its lock screen tells its passphrase.
    """
    from fichier_tui.ui.start import LOCKED, run_demonstration

    kept = kept or (folder is not None and not locked)
    place = folder or Path(tempfile.mkdtemp(prefix="fichier-demo-"))
    ending = ""
    try:
        ending = run_demonstration(place / DEMONSTRATION, day=day, locked=locked)
    finally:
        if not kept and ending != LOCKED:
            shutil.rmtree(place, ignore_errors=True)
    if ending == LOCKED:
        words = ["demo", str(place), "--locked", *(["--kept"] if kept else [])]
        _start_anew(words + ([] if day is None else ["--day", day.isoformat()]))


def _start_anew(words: list[str]) -> None:
    """Execute the program anew in this process, so that nothing of the file stays in memory; it begins locked."""
    os.execv(sys.executable, [sys.executable, "-m", "fichier_tui", *words])
