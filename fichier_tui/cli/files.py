"""`fichier new`, `backup` and `restore`: the file itself."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from fichier_tui import i18n
from fichier_tui.cli.common import (
    answer,
    asked_for,
    asked_twice,
    given_passphrase,
    json_option,
    passphrase_option,
    speaks,
    warn_of_weak,
)
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.staffing import FIRST_LOGIN, login_from
from fichier_tui.i18n import N_, _
from fichier_tui.ui.file_place_words import place_explained
from fichier_tui.ui.person import person_of_system


@click.command("new", cls=Verb, help=N_("Make a new file. With a passphrase given, nothing more is asked."))
@argument("file", type=click.Path(path_type=Path))
@option("--business", default="", help=N_("The name of the business."))
@option("--name", default="", help=N_("Your name."))
@option("--login", default="", help=N_("The short name by which you open the file; usually from your name."))
@json_option
@passphrase_option
@speaks
def new(file: Path, business: str, name: str, login: str, as_json: bool, passphrase_file: Path | None) -> None:
    """`fichier new`."""
    from fichier_tui.storage.location import look_at_place
    from fichier_tui.storage.opening import create_file
    from fichier_tui.storage.staff.passphrase import estimate_strength

    passphrase = given_passphrase(passphrase_file)
    if passphrase is None:
        if sys.stdin.isatty():
            business = business or asked_for(_("Name of the business"))
            name = name or asked_for(_("Your name"), person_of_system())
        passphrase = asked_twice(_("Passphrase"))
    login = login or login_from(name) or FIRST_LOGIN
    if estimate_strength(passphrase, (business, name, login)).code == "weak":
        warn_of_weak(is_new=True)
    made = create_file(file, passphrase=passphrase, business=business, name=name, login=login, language=i18n.language())

    place = look_at_place(made.folder.path)
    if not place.is_safe:
        click.echo("! " + "\n  ".join(place_explained(place)), err=True)

    def lines() -> Iterator[str]:
        yield _("Made: {path}").format(path=made.folder.path)
        yield _("You open it as: {login}").format(login=made.unlocked.login)
        yield _("Recovery code: {code}").format(code=made.recovery_code)
        yield _("Write it down and keep it away from this computer: it is shown this once, and kept nowhere.")

    values: dict[str, object] = {
        "path": str(made.folder.path),
        "login": made.unlocked.login,
        "recovery_code": made.recovery_code,
        "place": dataclasses.asdict(place),
    }
    answer(as_json, values, lines)
