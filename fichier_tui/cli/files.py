"""`fichier new`, `backup` and `restore`: the file itself."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from fichier_tui import i18n
from fichier_tui.cli.common import (
    Asked,
    answer,
    asked_for,
    asked_twice,
    given_passphrase,
    json_option,
    on_file,
    opened,
    passphrase_for,
    passphrase_option,
    speaks,
)
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.i18n import N_, _
from fichier_tui.ui.file_place_words import place_explained


@click.command("new", cls=Verb, help=N_("Make a new file. With a passphrase given, nothing more is asked."))
@argument("file", type=click.Path(path_type=Path))
@option("--business", default="", help=N_("The name of the business."))
@option("--name", default="", help=N_("Your name."))
@option("--login", default="owner", show_default=True, help=N_("The short name by which you open the file."))
@json_option
@passphrase_option
@speaks
def new(file: Path, business: str, name: str, login: str, as_json: bool, passphrase_file: Path | None) -> None:
    """`fichier new`."""
    from fichier_tui.storage.location import look_at_place
    from fichier_tui.storage.opening import create_file
    from fichier_tui.storage.passphrase import estimate_strength

    passphrase = given_passphrase(passphrase_file)
    if passphrase is None:
        if sys.stdin.isatty():
            business = business or asked_for(_("Name of the business"))
            name = name or asked_for(_("Your name"))
        passphrase = asked_twice(_("Passphrase"))
    if estimate_strength(passphrase, (business, name, login)).code == "weak":
        click.echo(_("! This passphrase is weak: somebody who copies the file could guess it."), err=True)
    made = create_file(file, passphrase=passphrase, business=business, name=name, login=login, language=i18n.language())

    place = look_at_place(made.folder.path)
    if not place.is_safe:
        click.echo("! " + "\n  ".join(place_explained(place)), err=True)

    def lines() -> Iterator[str]:
        yield _("Made: {path}").format(path=made.folder.path)
        yield _("Recovery code: {code}").format(code=made.recovery_code)
        yield _("Write it down and keep it away from this computer: it is shown this once, and kept nowhere.")

    values: dict[str, object] = {
        "path": str(made.folder.path),
        "login": made.unlocked.login,
        "recovery_code": made.recovery_code,
        "place": dataclasses.asdict(place),
    }
    answer(as_json, values, lines)


@click.command("backup", cls=Verb, help=N_("Make an encrypted copy in its own folder, read back before it counts."))
@on_file
def backup(asked: Asked) -> None:
    """`fichier backup`."""
    from fichier_tui.storage import keep_copy

    with opened(asked) as file:
        made = file.call(keep_copy, file.folder, file.key)

    def lines() -> Iterator[str]:
        yield _("Copied and checked: {path}").format(path=made.path)

    answer(asked.as_json, {"path": str(made.path), "rows": dict(made.manifest.rows)}, lines)


@click.command("restore", cls=Verb, help=N_("Make a new file of a safety copy; the present one is never touched."))
@argument("copy", type=click.Path(path_type=Path))
@argument("file", type=click.Path(path_type=Path))
@option("--as", "login", metavar="LOGIN", help=N_("Who you are, when several people open the file."))
@json_option
@passphrase_option
@speaks
def restore(copy: Path, file: Path, login: str | None, as_json: bool, passphrase_file: Path | None) -> None:
    """`fichier restore`."""
    from fichier_tui.storage.backup import restore_backup, unlock_backup

    key = unlock_backup(copy, login, passphrase_for(passphrase_file, _("Passphrase")))
    made = restore_backup(copy, key, file)

    def lines() -> Iterator[str]:
        yield _("Restored: {path}").format(path=made.path)

    answer(as_json, {"path": str(made.path)}, lines)
