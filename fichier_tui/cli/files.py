"""`fichier new`, `check` and `backup`: the file itself."""

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
    given_passphrase,
    json_option,
    on_file,
    opened,
    passphrase_for,
    passphrase_option,
    refuse,
    speaks,
)
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui.words import sentence


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
    from fichier_tui.storage.opening import create_file
    from fichier_tui.storage.passphrase import estimate_strength

    passphrase = given_passphrase(passphrase_file)
    if passphrase is None:
        if sys.stdin.isatty():
            business = business or asked_for(_("Name of the business"))
            name = name or asked_for(_("Your name"))
        passphrase = _ask_twice()
    if estimate_strength(passphrase, (business, name, login)).code == "weak":
        click.echo(_("! This passphrase is weak: somebody who copies the file could guess it."), err=True)
    made = create_file(file, passphrase=passphrase, business=business, name=name, login=login, language=i18n.language())

    def lines() -> Iterator[str]:
        yield _("Made: {path}").format(path=made.folder.path)
        yield _("Recovery code: {code}").format(code=made.recovery_code)
        yield _("Write it down and keep it away from this computer: it is shown this once, and kept nowhere.")

    values: dict[str, object] = {
        "path": str(made.folder.path),
        "login": made.unlocked.login,
        "recovery_code": made.recovery_code,
    }
    answer(as_json, values, lines)


def _ask_twice() -> str:
    first = asked_for(_("Passphrase"), hidden=True)
    if first != asked_for(_("The same again"), hidden=True):
        refuse(_("The two passphrases differ. Nothing was made."))
    return first


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


@click.command(
    "check",
    cls=Verb,
    help=N_("Look at the whole file and its newest copy; status 1 when anything is wrong."),
)
@on_file
def check(asked: Asked) -> None:
    """`fichier check`."""
    from fichier_tui.storage.health import check_file
    from fichier_tui.ui.chain_words import chain_sentence

    with opened(asked) as file:
        found = file.call(check_file, file.folder, file.key)

    def lines() -> Iterator[str]:
        if found.is_sound:
            yield _("The file is sound.")
        faults = (*found.torn_pages, *found.table_faults)
        for fault in faults:
            yield _("! Damaged: {fault}").format(fault=fault)
        if faults:
            yield sentence(Refusal("file.damaged", path=str(file.folder.path)))
        if found.orphans:
            yield _("! Rows that point to a row that is not there: {count}").format(count=found.orphans)
        if found.stale_summaries:
            yield _("! Contacts whose figures are not those of their purchases: {count}").format(
                count=found.stale_summaries
            )
        for broken in found.journal:
            yield f"! {chain_sentence(broken)}"
        for code in filter(None, (found.keyring, found.newest_copy_fault)):
            path = found.newest_copy if code == found.newest_copy_fault else file.folder.keyring
            yield f"! {sentence(Refusal(code, path=str(path)))}"
        yield ngettext("{count} safety copy.", "{count} safety copies.", found.copies).format(count=found.copies)

    answer(asked.as_json, {"sound": found.is_sound} | dataclasses.asdict(found), lines)
    if not found.is_sound:
        raise SystemExit(1)
