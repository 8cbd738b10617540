"""`fichier backup` and `fichier restore`: the safety copies, made, listed, drilled, put back."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fichier_tui.cli.attempts import counted, tell_made_of_attempts, tell_of_attempts
from fichier_tui.cli.common import (
    Asked,
    answer,
    given_passphrase,
    json_option,
    on_file,
    opened,
    passphrase_for,
    passphrase_option,
    speaks,
)
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.domain.copies import NONE_YET, TOO_OLD, CopyWarning
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile
    from fichier_tui.storage.backup.copying import CopyTold
    from fichier_tui.storage.folder import FichierFolder
    from fichier_tui.storage.keyring import UnlockedKey

# What a copy is taken for: the present file cannot be opened whatever passphrase is typed.
BEYOND_OPENING = (
    "file.damaged",
    "file.empty",
    "file.gone",
    "file.missing",
    "file.not_encrypted",
    "file.not_fichier",
    "file.truncated",
    "keyring.damaged",
    "keyring.foreign",
    "keyring.missing",
)


@click.command(
    "backup",
    cls=Verb,
    help=N_(
        "Make an encrypted copy in its own folder, read back before it counts, and bring it to the places that are set."
        "\n\n"
        "With --list, name the copies there are; with --drill, take the newest out and look at all of it."
    ),
)
@option("--to", type=click.Path(path_type=Path), metavar="FOLDER", help=N_("Bring it to this folder too, this once."))
@option("--list", "as_list", is_flag=True, help=N_("List the copies, and make none."))
@option("--drill", "as_drill", is_flag=True, help=N_("The restore drill of the newest copy."))
@on_file
def backup(asked: Asked, to: Path | None, as_list: bool, as_drill: bool) -> None:
    """`fichier backup`."""
    with opened(asked) as file:
        if as_list:
            _list(asked, file)
        elif as_drill:
            _drill(asked, file)
        else:
            _make(asked, file, to)


def _make(asked: Asked, file: OpenFile, to: Path | None) -> None:
    """A copy, and what came of each place; status 1 where there is none, or a place has none."""
    from fichier_tui.storage.backup.copying import copy_beside

    told = copy_beside(file, platform.node())
    brought = _bring(file, told, to)
    faults = [*told.faults, *([brought] if isinstance(brought, Refusal) else [])]

    def lines() -> Iterator[str]:
        if told.path is not None:
            yield _("Copied and checked: {path}").format(path=told.path)
        for place in told.places:
            if place.refusal is None:
                yield _("Copied and checked: {path}").format(path=place.place)
        if isinstance(brought, Path):
            yield _("Copied and checked: {path}").format(path=brought)
        for fault in faults:
            yield f"! {sentence(fault)}"

    values: dict[str, object] = {
        "path": None if told.path is None else str(told.path),
        "rows": {} if told.manifest is None else dict(told.manifest.rows),
        "places": [
            {"place": one.place, "refused": "" if one.refusal is None else one.refusal.code} for one in told.places
        ],
        "to": str(brought) if isinstance(brought, Path) else None,
        "refused": [fault.code for fault in faults],
    }
    answer(asked.as_json, values, lines)
    if faults:
        raise SystemExit(1)


def _bring(file: OpenFile, told: CopyTold, to: Path | None) -> Path | Refusal | None:
    """The copy in the folder that was named, or why it is not there."""
    from fichier_tui.storage.backup.places import bring, make_shelf

    if to is None or told.path is None:
        return None
    try:
        make_shelf(to.absolute(), file.folder, file.key.fichier_id)
        now = file.call(lambda session: session.now())
        return bring(told.path, to.absolute(), file.folder, file.key, now)
    except Refusal as refusal:
        return refusal


def _list(asked: Asked, file: OpenFile) -> None:
    """Every copy there is, newest first, and what is known of them."""
    from fichier_tui.domain.backup_rotation import kept_in_doubt
    from fichier_tui.storage.backup.copy_list import list_kept_copies
    from fichier_tui.storage.backup.copying import copy_state
    from fichier_tui.storage.backup.restores import differences, present_state
    from fichier_tui.ui import copy_words

    state = file.call(copy_state, platform.node())
    now, today = file.call(present_state), file.call(lambda session: session.today)
    copies = list_kept_copies(state, file.folder, file.key)
    in_doubt = kept_in_doubt((copy.name for copy in copies if "" in copy.places), state.known.held_for)

    def lines() -> Iterator[str]:
        for copy in copies:
            told_by = copy.manifest
            since = _("cannot be read") if told_by is None else copy_words.since(differences(told_by, now))
            old = ["! " + _("of an old key")] if copy.is_of_old_key else []
            told = [copy_words.when(copy), copy_words.why(copy.name.before), copy_words.size(copy.size), since, *old]
            yield " · ".join([*told, str(copy.path)])
        known = state.known
        if known.made_at is None:
            yield _("No safety copy yet: fichier backup FILE makes one.")
        else:
            yield copy_words.last_copy(known, today)
        if known.drilled_at is None:
            yield _("No restore drill yet: fichier backup FILE --drill makes one.")
        else:
            yield copy_words.last_drill(known)
        if doubt := copy_words.kept_in_doubt(known, len(in_doubt)):
            yield f"! {doubt}"
        yield from (f"! {_warned(warning)}" for warning in state.warnings if warning.code != NONE_YET)

    values: dict[str, object] = {
        "copies": [
            {
                "path": str(copy.path),
                "day": copy.name.day,
                "time": copy.name.time,
                "before": copy.name.before,
                "bytes": copy.size,
                "rows": {} if copy.manifest is None else dict(copy.manifest.rows),
                "journal_sequence": copy.name.sequence,
                "generation": copy.name.generation,
                "old_key": copy.is_of_old_key,
                "kept_in_doubt": copy.name in in_doubt,
                "verified_at": None if copy.checked_at is None else copy.checked_at,
                "paths": [str(path) for path in copy.paths],
            }
            for copy in copies
        ],
        "last_copy_at": state.known.made_at,
        "last_drill_at": state.known.drilled_at,
        "last_drill_refused": state.known.drill_code,
        "last_drill_of": state.known.drilled,
        "places": list(state.settings.places),
        "warnings": [warning.code for warning in state.warnings],
    }
    answer(asked.as_json, values, lines)


def _warned(warning: CopyWarning) -> str:
    """What is to be told of copies that are too old; the screens name their keys."""
    from fichier_tui.ui.copies_kept import place_name

    day = written.day(warning.since.astimezone().date()) if warning.since is not None else ""
    place = place_name(warning.place)
    if warning.code == TOO_OLD:
        return _("The last good safety copy is of {day}: fichier backup FILE makes one.").format(day=day)
    if day:
        return _("{place} has had no safety copy since {day}. Plug it in, then: fichier backup FILE").format(
            place=place, day=day
        )
    return _("{place} never had a safety copy. Plug it in, then: fichier backup FILE").format(place=place)


def _drill(asked: Asked, file: OpenFile) -> None:
    """The newest copy, taken out and looked at."""
    from fichier_tui.storage.backup import list_backups
    from fichier_tui.storage.backup.copy_list import drill_copy

    copies = list_backups(file.folder)
    if not copies:
        raise Refusal("copies.none")
    path = copies[0][0]
    found = drill_copy(file, path, file.key)

    def lines() -> Iterator[str]:
        yield _("Taken out, looked at, sound: {path}").format(path=path)

    answer(asked.as_json, {"path": str(path), "sound": True, "rows": dict(found.rows)}, lines)


@click.command(
    "restore",
    cls=Verb,
    help=N_(
        "Make a new file of a safety copy; the present one is never touched.\n\n"
        "With --in-place, the restored file takes the place of the present one, which is kept beside it under a dated "
        "name. FILE is then the present one, and may be left out where the copy lies in its folder."
    ),
)
@argument("copy", type=click.Path(path_type=Path))
@argument("file", type=click.Path(path_type=Path), required=False)
@option("--in-place", is_flag=True, help=N_("Put it in the place of the present file, which is kept."))
@option("--as", "login", metavar="LOGIN", help=N_("Who you are, when several people open the file."))
@option(
    "--recovery-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Open with the recovery code on the first line of a file, instead of a passphrase."),
)
@json_option
@passphrase_option
@speaks
def restore(
    copy: Path,
    file: Path | None,
    in_place: bool,
    login: str | None,
    recovery_file: Path | None,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """`fichier restore`."""
    from fichier_tui.storage.backup import unlock_backup, unlock_backup_with_recovery
    from fichier_tui.storage.folder import FichierFolder
    from fichier_tui.storage.opening import open_file as open_at

    present = _present(copy, file if in_place else None)
    if not in_place and file is None:
        raise click.UsageError(_("Name the new file, or say --in-place."))
    if in_place and present is None:
        raise click.UsageError(_("Name the file in whose place the copy goes."))
    guarded = copy if present is None else present.path
    opening: Callable[[Path], OpenFile]
    if recovery_file is None:
        passphrase = passphrase_for(passphrase_file, _("Passphrase"))
        with counted(guarded, login):
            key = unlock_backup(copy, login, passphrase)
        opening = partial(open_at, passphrase=passphrase, login=login)
    else:
        code = given_passphrase(recovery_file) or ""
        with counted(guarded):
            key = unlock_backup_with_recovery(copy, code)
        opening = partial(_open_with_sheet, code=code)
    open_file = None if present is None else _opened(present, opening, login, in_place=in_place)
    try:
        made, kept = _restored(copy, key, file, present if in_place else None, open_file)
        if open_file is not None and not in_place:
            tell_of_attempts(open_file, guarded)
    finally:
        if open_file is not None:
            open_file.close()
    tell_made_of_attempts(FichierFolder(made), key, guarded)

    def lines() -> Iterator[str]:
        yield _("Restored: {path}").format(path=made)
        if kept is not None:
            yield _("The file that was there is kept: {path}").format(path=kept)
        if open_file is None:
            yield _("! The present file was not opened: whoever was erased in it since that copy is in this one again.")

    values: dict[str, object] = {
        "path": str(made),
        "kept": None if kept is None else str(kept),
        "erasures_applied": open_file is not None,
    }
    answer(as_json, values, lines)


def _present(copy: Path, named: Path | None) -> FichierFolder | None:
    """The present file: the one named, else the one in whose folder the copy lies."""
    from fichier_tui.storage.folder import SUFFIX, FichierFolder, find_folder

    if named is not None:
        return find_folder(named)
    folder = FichierFolder(copy.absolute().parent.parent)
    return folder if folder.path.suffix == SUFFIX and copy.absolute().parent == folder.backups else None


def _opened(
    present: FichierFolder, opening: Callable[[Path], OpenFile], login: str | None, *, in_place: bool
) -> OpenFile | None:
    """The present file, which knows whoever was erased since; None where it cannot be opened.

    Raises Refusal where it opens otherwise and is to be replaced: only who may open it says so.
    """
    try:
        if not in_place:
            return opening(present.path)
        with counted(present.path, login):
            return opening(present.path)
    except Refusal as refusal:
        if in_place and refusal.code not in BEYOND_OPENING:
            raise
        return None


def _open_with_sheet(path: Path, code: str) -> OpenFile:
    """The file, for whoever holds the recovery sheet: as an owner."""
    from fichier_tui.storage.opening import open_unlocked, unlock_with_recovery_sheet

    return open_unlocked(*unlock_with_recovery_sheet(path, code))


def _restored(
    copy: Path, key: UnlockedKey, new: Path | None, replaced: FichierFolder | None, file: OpenFile | None
) -> tuple[Path, Path | None]:
    """Where the restored file is, and where the one is kept that it took the place of."""
    from fichier_tui.storage.backup import restore_backup
    from fichier_tui.storage.backup.copies import keep_copy
    from fichier_tui.storage.backup.restores import finish_alone, restore_beside, restore_for_swap
    from fichier_tui.storage.backup.restoring import prepare_in_place
    from fichier_tui.storage.backup.swapping import swap
    from fichier_tui.storage.opening import system_clock

    def alone(place: FichierFolder) -> None:
        finish_alone(place, key, copy, system_clock)

    if replaced is None:
        target = new or Path()
        made = restore_beside(file, copy, key, target) if file else restore_backup(copy, key, target, alone)
        return made.path, None
    if file is None:
        prepared = prepare_in_place(copy, key, replaced, alone)
    else:
        file.call(keep_copy, file.folder, file.key, "restore")
        prepared = restore_for_swap(file, copy, key)
        file.close()
    return replaced.path, swap(prepared, replaced, system_clock()).path
