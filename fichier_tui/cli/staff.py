"""`fichier staff`: who opens the file and as what; passphrases, the recovery sheet, departures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fichier_tui.cli.attempts import counted, tell_of_attempts, tell_of_sheet
from fichier_tui.cli.common import (
    Asked,
    answer,
    asked_twice,
    given_passphrase,
    on_file,
    open_patiently,
    passphrase_for,
    refuse,
    warn_of_weak,
)
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.permission import RECEPTION, ROLES, STAFF
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.staff_words import role_words

if TYPE_CHECKING:
    from fichier_tui.storage import MemberAccess, Session
    from fichier_tui.storage.thread import OpenFile


WITH_LOGIN = ("add", "role", "rename", "forgotten", "leave", "stay")
ALONE = ("passphrase", "recovery")
COPIED = N_("Whoever copied the file before, and knows the old passphrase, still opens that copy with it.")


@dataclass(slots=True)
class Wish:
    """What was said besides the file and the action; `present` is the passphrase that opened it."""

    login: str
    name: str
    role: str | None
    new_passphrase_file: Path | None
    recovery_file: Path | None
    present: str = field(default="", repr=False)


@click.command(
    "staff",
    cls=Verb,
    help=N_(
        "Who opens the file, and as what: add, role, rename, passphrase, forgotten, leave, stay, recovery.\n\n"
        "Without an action, the list. passphrase changes one's own; forgotten gives LOGIN another one, by an owner or "
        "with the recovery code; leave gives the file another key, which LOGIN does not get (stay takes back a "
        "departure that was cut off); recovery makes a new recovery sheet."
    ),
)
@on_file
@argument("action", type=click.Choice((*WITH_LOGIN, *ALONE)), required=False, metavar="[ACTION]")
@argument("member", required=False, default="", metavar="[LOGIN]")
@option("--name", default="", help=N_("The name of the member of staff."))
@option("--role", type=click.Choice(ROLES), help=N_("What she or he may do; reception unless it is said."))
@option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Read the new passphrase from the first line of a file."),
)
@option(
    "--recovery-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("forgotten: open with the recovery code on the first line of a file."),
)
def staff(
    asked: Asked,
    action: str | None,
    member: str,
    name: str,
    role: str | None,
    new_passphrase_file: Path | None,
    recovery_file: Path | None,
) -> None:
    """`fichier staff`."""
    if (action in WITH_LOGIN) != bool(member):
        words = _("{login}: not expected here.") if member else _("{action} needs a LOGIN.")
        raise click.UsageError(words.format(action=action, login=member))
    wish = Wish(member, name, role, new_passphrase_file, recovery_file)
    with _opened(asked, action, wish) as file:
        ACTIONS[action or ""](asked, file, wish)


@contextmanager
def _opened(asked: Asked, action: str | None, wish: Wish) -> Iterator[OpenFile]:
    """The file, open by a passphrase, or by the recovery code where that was given."""
    from fichier_tui.storage import open_unlocked, unlock_with_recovery_sheet

    if wish.recovery_file is None:
        wish.present = passphrase_for(asked.passphrase_file, _("Passphrase"))
        file = open_patiently(asked.path, wish.present, asked.login, asked.day)
    elif action == "forgotten":
        with counted(asked.path):
            found = unlock_with_recovery_sheet(asked.path, given_passphrase(wish.recovery_file) or "")
        file = open_unlocked(*found, day=asked.day)
        tell_of_attempts(file, asked.path)
        tell_of_sheet(file)
    else:
        raise click.UsageError(_("The recovery code is for: forgotten."))
    try:
        yield file
    finally:
        file.close()


def _list(asked: Asked, file: OpenFile, _wish: Wish) -> None:
    from fichier_tui.storage import copies_of_older_keys, list_access, sheet_made_at
    from fichier_tui.storage.backup import list_backups

    access = file.call(list_access, file.folder)
    sheet = file.call(sheet_made_at)
    older = copies_of_older_keys(list_backups(file.folder), file.key)

    def lines() -> Iterator[str]:
        for one in access:
            yield _line(one)
        if older:
            yield ngettext(
                "! {count} safety copy of before the last departure may still be opened with an old passphrase.",
                "! {count} safety copies of before the last departure may still be opened with an old passphrase.",
                len(older),
            ).format(count=len(older))

    values: dict[str, object] = {
        "staff": [_values(one) for one in access],
        "recovery_sheet_at": sheet,
        "older_copies": [str(path) for path in older],
    }
    answer(asked.as_json, values, lines)


def _values(one: MemberAccess) -> dict[str, object]:
    return {
        "login": one.member.login,
        "name": one.member.name,
        "role": one.member.role,
        "opens": one.opens,
        "since": one.created_at,
        "passphrase_at": one.passphrase_at,
        "left_on": one.left_on,
        "departure_unfinished": one.is_leaving,
    }


def _line(one: MemberAccess) -> str:
    member = one.member
    if one.is_leaving:
        state = _("! has left, and the key of the file is not changed: fichier staff FILE leave {login}").format(
            login=member.login
        )
    elif one.left_on is not None:
        state = _("left on {day}").format(day=written.day(one.left_on))
    else:
        state = (
            ""
            if one.opens
            else _("! has no passphrase: fichier staff FILE forgotten {login}").format(login=member.login)
        )
    return "  ".join(part for part in (member.login, member.name, role_words(member.role), state) if part)


def _add(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import add_member

    file.call(_may_change_staff)  # before a passphrase is asked for in vain
    passphrase = _new_passphrase(wish, (wish.login, wish.name))
    made = file.call(add_member, file.folder, file.key, wish.login, wish.name, wish.role or RECEPTION, passphrase)
    _say(
        asked,
        {"login": made.login, "name": made.name, "role": made.role},
        _("Added: {name} opens the file as {login}, role: {role}.").format(
            name=made.name, login=made.login, role=role_words(made.role)
        ),
    )


def _role(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import change_role

    if wish.role is None:
        raise click.UsageError(_("Say which role, with --role."))
    changed = file.call(change_role, file.folder, file.key, wish.login, wish.role)
    _say(
        asked,
        {"login": changed.login, "role": changed.role},
        _("{name} opens the file with another role from now on: {role}.").format(
            name=changed.name, role=role_words(changed.role)
        ),
    )


def _rename(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import rename_member

    changed = file.call(rename_member, wish.login, wish.name)
    _say(asked, {"login": changed.login, "name": changed.name}, _("Renamed: {name}.").format(name=changed.name))


def _passphrase(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import change_passphrase

    new = _new_passphrase(wish, (file.key.login,))
    file.call(change_passphrase, file.folder, file.key, wish.present, new)
    _say(asked, {"login": file.key.login}, _("Passphrase changed."), _(COPIED))


def _forgotten(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import reset_passphrase

    by_sheet = file.key.signing_key is None
    file.call(_may_change_staff)
    file.call(reset_passphrase, file.folder, file.key, wish.login, _new_passphrase(wish, (wish.login,)))
    _say(
        asked,
        {"login": wish.login},
        _("{login} opens the file with the new passphrase, and no more with the one that was forgotten.").format(
            login=_name_of(file, wish.login)
        ),
        *([_("Now make a new recovery sheet: fichier staff FILE recovery")] if by_sheet else []),
    )


def _leave(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import leave

    if sys.stderr.isatty():
        click.echo(_("Everything is being written anew under another key…"), err=True)
    done = file.call(leave, file.folder, file.key, wish.login)
    file.adopt(done.key)
    lines = [
        _("{login} has left: the file has another key, and everything in it was written anew.").format(
            login=_name_of(file, wish.login)
        )
    ]
    if done.copy is None:
        lines.append(_("! No safety copy could be made under the new key: fichier backup FILE"))
    lines += [_("! May still be opened with an old passphrase: {path}").format(path=path) for path in done.older_copies]
    if done.older_copies and done.copy is not None:
        lines.append(
            _("A copy under the new key is made: throw these away, and the one on a stick, unless you need them.")
        )
    values: dict[str, object] = {
        "login": wish.login,
        "generation": done.key.generation,
        "copy": None if done.copy is None else str(done.copy),
        "older_copies": [str(path) for path in done.older_copies],
    }
    _say(asked, values, *lines)


def _stay(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage import stay

    file.call(stay, wish.login)
    _say(
        asked,
        {"login": wish.login},
        _("{login} stays, and opens the file as before.").format(login=_name_of(file, wish.login)),
    )


def _recovery(asked: Asked, file: OpenFile, _wish: Wish) -> None:
    from fichier_tui.storage import new_recovery_sheet

    code = file.call(new_recovery_sheet, file.folder, file.key)
    _say(
        asked,
        {"recovery_code": code},
        _("Recovery code: {code}").format(code=code),
        _("Write it down and keep it away from this computer: it is shown this once, and kept nowhere."),
        _("The sheet of before opens this file no more; it still opens the safety copies of before."),
    )


def _may_change_staff(session: Session) -> None:
    """Raises Refusal: staff.not_allowed."""
    session.require(STAFF)


def _name_of(file: OpenFile, login: str) -> str:
    """The name of a member of staff, who is told of by it."""
    from fichier_tui.storage import list_access

    return next((one.member.name for one in file.call(list_access, file.folder) if one.member.login == login), login)


def _new_passphrase(wish: Wish, known: tuple[str, ...]) -> str:
    """The new passphrase, out of the file that was named or typed twice: none too short, a weak one is warned about."""
    from fichier_tui.storage.staff.passphrase import estimate_strength, suggest_passphrase
    from fichier_tui.ui.screens.welcome.answers import SHORTEST

    if wish.new_passphrase_file is not None:
        passphrase = given_passphrase(wish.new_passphrase_file) or ""
    elif sys.stdin.isatty():
        click.echo(_("One that nobody guesses: {passphrase}").format(passphrase=suggest_passphrase()), err=True)
        passphrase = asked_twice(_("New passphrase"))
    else:
        refuse(_("No new passphrase: give --new-passphrase-file."))
    if 0 < len(passphrase) < SHORTEST:  # as on the screens, whose forms take none of these either
        refuse(_("This passphrase is too short: twelve characters at least. A sentence is easy to remember."))
    if passphrase and estimate_strength(passphrase, known).code == "weak":
        warn_of_weak()
    return passphrase


def _say(asked: Asked, values: dict[str, object], *lines: str) -> None:
    answer(asked.as_json, values, lambda: iter(lines))


Action = Callable[[Asked, Any, Wish], None]
ACTIONS: dict[str, Action] = {
    "": _list,
    "add": _add,
    "role": _role,
    "rename": _rename,
    "passphrase": _passphrase,
    "forgotten": _forgotten,
    "leave": _leave,
    "stay": _stay,
    "recovery": _recovery,
}
