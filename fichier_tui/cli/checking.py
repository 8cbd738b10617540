"""`fichier check`: is the file sound; and what to do where it is not: save what can be read, put a keyring back."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fichier_tui.cli.attempts import counted, tell_made_of_attempts
from fichier_tui.cli.common import Asked, answer, asked_for, on_file, open_patiently, passphrase_for
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.chain_words import chain_sentence
from fichier_tui.ui.file_place_words import conflict_steps, conflict_words, place_explained, place_warning
from fichier_tui.ui.table_words import table_word
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.domain.copies import CopyWarning
    from fichier_tui.storage.folder import FichierFolder
    from fichier_tui.storage.health import FileHealth
    from fichier_tui.storage.keyring import UnlockedKey
    from fichier_tui.storage.salvage import Salvaged, TableSalvage

YES = ("yes", "y", "oui", "o")


@click.command(
    "check",
    cls=Verb,
    help=N_(
        "Look at the whole file and its newest copy; status 1 when anything is wrong.\n\n"
        "With --repair NEW, all that can be read of a damaged file goes into a new one, "
        "and the damaged file stays as it is."
    ),
)
@option("--repair", type=click.Path(path_type=Path), metavar="NEW", help=N_("Save what can be read into a new file."))
@option("--with-copy", is_flag=True, help=N_("With --repair: take what was lost from the newest sound copy."))
@option(
    "--copy",
    "chosen",
    type=click.Path(path_type=Path),
    metavar="COPY",
    help=N_("With --repair: take what was lost from this copy."),
)
@option(
    "--restore-keyring", "heal", is_flag=True, help=N_("Put an earlier keyring in the place of a lost or damaged one.")
)
@option("--yes", is_flag=True, help=N_("With --restore-keyring: do not ask before it is put back."))
@on_file
def check(asked: Asked, repair: Path | None, with_copy: bool, chosen: Path | None, heal: bool, yes: bool) -> None:
    """`fichier check`."""
    if heal:
        _put_keyring_back(asked, yes)
        return
    if repair is not None:
        _repair(asked, repair, with_copy, chosen)
        return
    from fichier_tui.storage.location import look_at_place, look_for_conflicts
    from fichier_tui.ui.copies_kept import warning_words

    found, place, late = _looked_at(asked)
    lies, conflicts = look_at_place(place), look_for_conflicts(place)
    values = {"sound": found.is_sound, "place": dataclasses.asdict(lies), "conflict_copies": list(conflicts)}
    values["copy_warnings"] = [dataclasses.asdict(one) for one in late]

    def lines() -> Iterator[str]:
        yield from _lines(found, place)
        for warning in late:
            yield f"! {warning_words(warning)}"
        if conflicts:
            yield f"! {conflict_words(conflicts)}"
            yield conflict_steps(conflicts)
        yield place_explained(lies)[0] if lies.is_safe else f"! {place_warning(lies)}"

    answer(asked.as_json, values | dataclasses.asdict(found), lines)
    if conflicts or not found.is_sound:
        raise SystemExit(1)


def _looked_at(asked: Asked) -> tuple[FileHealth, Path, tuple[CopyWarning, ...]]:
    """What was found, where the file is, and what is to be told of its copies; also where it cannot be opened."""
    from fichier_tui.storage.backup.copying import copy_warnings
    from fichier_tui.storage.health import check_damaged, check_file
    from fichier_tui.ui.copies_kept import this_machine

    passphrase = passphrase_for(asked.passphrase_file, _("Passphrase"))
    try:
        file = open_patiently(asked.path, passphrase, asked.login, asked.day)
    except Refusal as refusal:
        if refusal.code != "file.damaged":
            raise
        place, key = _unlocked(asked, passphrase)
        return check_damaged(place, key), place.path, ()
    with contextlib.closing(file):
        found = file.call(check_file, file.folder, file.key)
        return found, file.folder.path, tuple(file.call(copy_warnings, this_machine()))


def _lines(found: FileHealth, place: Path) -> Iterator[str]:
    if found.is_sound:
        yield _("The file is sound.")
    yield from torn_lines(found.torn_tables)
    faults = (*(() if found.torn_tables else found.torn_pages), *found.table_faults)
    for fault in faults:
        yield _("! Damaged: {fault}").format(fault=fault)
    if found.torn_pages or found.table_faults:
        yield sentence(Refusal("file.damaged", path=str(place)))
    if found.orphans:
        yield _("! Rows that point to a row that is not there: {count}").format(count=found.orphans)
    if found.stale_summaries:
        yield _("! Contacts whose figures are not those of their purchases: {count}").format(
            count=found.stale_summaries
        )
    for broken in found.journal:
        yield f"! {chain_sentence(broken)}"
    if found.journal:
        yield _(
            "From there on the journal proves nothing. "
            "The safety copies from before can be read: fichier restore COPY NEW."
        )
    for code in filter(None, (found.keyring, found.newest_copy_fault)):
        path = found.newest_copy if code == found.newest_copy_fault else place / "keyring.json"
        yield f"! {sentence(Refusal(code, path=str(path), folder=str(place)))}"
    yield ngettext("{count} safety copy.", "{count} safety copies.", found.copies).format(count=found.copies)


def _unlocked(asked: Asked, passphrase: str) -> tuple[FichierFolder, UnlockedKey]:
    """The key of a file that may be too damaged to be opened; who guesses waits here too. Raises Refusal."""
    from fichier_tui.storage.salvage import unlock_damaged

    with counted(asked.path, asked.login):
        return unlock_damaged(asked.path, passphrase, asked.login)


def _repair(asked: Asked, target: Path, with_copy: bool, chosen: Path | None) -> None:
    """Save into a new file; tell table by table what was saved and what is lost."""
    from fichier_tui.storage.salvage import salvage_file

    place, key = _unlocked(asked, passphrase_for(asked.passphrase_file, _("Passphrase")))
    told = salvage_file(place, key, target, now=dt.datetime.now(dt.UTC), with_copy=with_copy, chosen=chosen)
    tell_made_of_attempts(told.folder, key, asked.path)
    values = {"path": str(told.folder.path)} | {
        field.name: getattr(told, field.name) for field in dataclasses.fields(told) if field.name != "folder"
    }
    answer(asked.as_json, values, lambda: _told(told, place.path, is_chosen=chosen is not None))


def _put_keyring_back(asked: Asked, sure: bool) -> None:
    """Tell which keyring was found, of when it is and who opens with it; put it back for an owner who says so."""
    from fichier_tui.storage.folder import find_folder
    from fichier_tui.storage.keyring.healing import find_keyrings, heal_keyring

    place = find_folder(asked.path)
    found = find_keyrings(place)
    if not found:
        raise Refusal("keyring.none_kept", path=str(place.path))
    kept = found[0]
    words = _("Found: {path}, of {day}; it opens for {logins}.").format(
        path=kept.path, day=format.day(kept.at.astimezone().date()), logins=", ".join(kept.logins)
    )
    click.echo(clean_line(words), err=True)
    click.echo(_("Whoever changed a passphrase since opens with the one before."), err=True)
    passphrase = passphrase_for(asked.passphrase_file, _("Passphrase"))
    if not sure and not (sys.stdin.isatty() and asked_for(_("Put it back (yes, no)")).strip().lower() in YES):
        raise Refusal("keyring.not_confirmed")
    with counted(asked.path, asked.login):
        key = heal_keyring(place, kept, passphrase, asked.login, dt.datetime.now(dt.UTC))
    tell_made_of_attempts(place, key, asked.path)
    values: dict[str, object] = {"path": str(place.keyring), "from": str(kept.path), "logins": list(kept.logins)}
    answer(asked.as_json, values, lambda: iter((_("Put back: {path}").format(path=place.keyring),)))


def _told(told: Salvaged, damaged: Path, *, is_chosen: bool) -> Iterator[str]:
    """All of it; `is_chosen`: the copy was named, so none is looked for elsewhere."""
    if not told.torn:
        yield _("No page is damaged; a new file was made all the same.")
    yield from torn_lines(sorted(told.torn.items()))
    yield _("Rows saved, table by table:")
    for saved in told.tables:
        yield _of_table(saved)
    if told.unplaced:
        yield _("! Rows of which nothing says what they are: {count}").format(count=told.unplaced)
    waiting = sum(table.in_copy - table.from_copy for table in told.tables)
    if waiting and told.copy is not None:
        yield _("The copy {name} has {count} of what is lost. To take it too, run this again with --with-copy.").format(
            name=told.copy.name, count=waiting
        )
    elif any(table.still_lost for table in told.tables) and not told.copy_used:
        yield _no_help(told)
    is_lost = any(table.still_lost for table in told.tables)
    if is_lost and not is_chosen and (told.copy is None or "setting" in told.torn.values()):
        # Where the settings are torn, the places where copies go are not known: a newer one may lie there.
        yield sentence(Refusal("salvage.copy_elsewhere", path=str(damaged)))
    if sum(table.still_lost for table in told.tables) > waiting:
        yield _(
            "Data of clients was lost: that is a breach (GDPR, article 33). Note it in the register of the settings."
        )
    yield _("Saved: {path}").format(path=told.folder.path)
    yield _("The damaged file was left as it is: keep it until you have looked at the new one.")


def torn_lines(pages: Iterable[tuple[int, str]]) -> Iterator[str]:
    """A line for each run of damaged pages that hold the same."""
    runs: list[tuple[int, int, str]] = []
    for page, table in pages:
        if runs and runs[-1][1:] == (page - 1, table):
            runs[-1] = (runs[-1][0], page, table)
        else:
            runs.append((page, page, table))
    for first, last, table in runs:
        if first == last:
            yield _("! Page {page} is damaged: {what}").format(page=first, what=table_word(table))
        else:
            words = _("! Pages {first}–{last} are damaged: {what}")
            yield words.format(first=first, last=last, what=table_word(table))


def _no_help(told: Salvaged) -> str:
    """Why no copy brings back what is lost."""
    if told.copy is None:
        return _("There is no sound safety copy of this key: what is lost cannot be taken from one.")
    return _("The copy {name} has nothing of what is lost: it is from before.").format(name=told.copy.name)


def _of_table(table: TableSalvage) -> str:
    """One line: how many rows were saved, how many are lost, what was put back and from where."""
    parts = [format.number(table.saved)]
    parts += [
        words.format(count=count)
        for words, count in (
            (_("from the journal: {count}"), table.from_journal),
            (_("from the copy: {count}"), table.from_copy),
            (_("losses: {count}"), table.still_lost),
            (_("of these known in part: {count}"), table.stand_ins),
            (_("without what they belong to: {count}"), table.left_out),
        )
        if count
    ]
    mark = "! " if table.still_lost or table.left_out else "  "
    return mark + _("{what}: {told}").format(what=table_word(table.table), told=" · ".join(parts))
