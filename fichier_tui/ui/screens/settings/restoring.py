"""To restore a copy: as what, under which passphrase, where."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage.backup import unlock_backup
from fichier_tui.storage.backup.copy_list import KeptCopy
from fichier_tui.storage.backup.copying import CopyTold, copy_beside
from fichier_tui.storage.backup.restores import PresentState, differences, restore_beside, restore_for_swap
from fichier_tui.storage.backup.swapping import swap
from fichier_tui.storage.folder import SUFFIX, FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.storage.thread import OpenFile
from fichier_tui.ui import copy_words
from fichier_tui.ui import format as written
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.attempts import counted
from fichier_tui.ui.copies_kept import this_machine, told_words
from fichier_tui.ui.dialogs.copy_work import with_bar
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.dialogs.typed import TypedDialog
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.lock.files import typed_path

IN_PLACE, NEW_FILE = "in_place", "new"


async def ask_of_restore(app: FichierApp, copy: KeptCopy, present: PresentState) -> None:
    """What one restores, and as what; then do it."""
    if copy.manifest is None:
        app.refuse(Refusal("backup.damaged", path=str(copy.path)))
        return
    facts = [
        f"{copy_words.when(copy)} · {copy_words.why(copy.name.before)} · {copy_words.size(copy.size)}",
        written.contacts(copy.manifest.rows.get("contact", 0)),
        _("Since then: {differences}.").format(differences=copy_words.since(differences(copy.manifest, present))),
        "",
        _("If it takes its place, the present file is kept beside it under a dated name, and the program locks."),
    ]
    if copy.is_of_old_key:
        facts.append(_("It is of an old key: whoever left since could open it again. Change the key afterwards."))
    choices = (
        Choice(NEW_FILE, _("A new file of it; the present one stays as it is"), "n"),
        Choice(IN_PLACE, _("In the place of the present file, which is kept"), "p"),
    )
    answer = await app.push_screen_wait(Question(_("Restore a safety copy"), shown_lines("\n".join(facts)), choices))
    if answer is None:
        return
    key = await key_of_copy(app, copy)
    if key is None:
        return
    if answer == NEW_FILE:
        await _restore_new(app, copy, key)
    else:
        await _restore_in_place(app, copy, key)


async def key_of_copy(app: FichierApp, copy: KeptCopy) -> UnlockedKey | None:
    """The key of a copy: that of the open file, or of a passphrase of its day; None where one leaves, or is wrong."""
    file = app.file
    if not isinstance(file, OpenFile):
        return None
    if copy.name.generation == file.key.generation:
        return file.key
    question = _("This copy is of an old key. Type a passphrase that opened the file on {day}.").format(
        day=written.day(copy.name.day)
    )
    typed = await app.push_screen_wait(TypedDialog(_("Passphrase of that day"), question, hidden=True))
    if typed is None:
        return None
    try:
        async with counted(app, file):
            return await asyncio.to_thread(unlock_backup, copy.path, file.key.login or None, typed)
    except Refusal as refusal:
        app.refuse(refusal)
        return None


async def _restore_new(app: FichierApp, copy: KeptCopy, key: UnlockedKey) -> None:
    file = app.file
    if not isinstance(file, OpenFile):
        return
    beside = file.folder.path.absolute()
    proposed = beside.with_name(f"{file.folder.name} {copy.name.day.isoformat()}{SUFFIX}")
    typed = await app.push_screen_wait(TypedDialog(_("A new file"), _("Where, and under which name?"), str(proposed)))
    target = typed_path(typed or "")
    if target is None:
        return
    made = await with_bar(
        app,
        N_("Restoring, and looking at every page…"),
        lambda work: restore_beside(file, copy.path, key, target, work.tell),
    )
    if made is not None:
        app.tell(shown(_("Restored: {path}").format(path=made.path)))


async def _restore_in_place(app: FichierApp, copy: KeptCopy, key: UnlockedKey) -> None:
    """A copy of the present file first; then the restored one, made beside; then the two change names as one leaves."""
    file = app.file
    if not isinstance(file, OpenFile):
        return
    made = await with_bar(app, N_("Restoring, and looking at every page…"), partial(_prepare, file, copy.path, key))
    if made is None:
        return
    told, restored = made
    if restored is None:
        app.refuse(told_words(told))
        return
    now = app.now()
    app.at_end = lambda: swap(restored, file.folder, now)
    await app.lock()


def _prepare(file: OpenFile, copy: Path, key: UnlockedKey, work: LongWork) -> tuple[CopyTold, FichierFolder | None]:
    """The present state copied, then the restored file; None where the present state could not be kept."""
    told = copy_beside(file, this_machine(), "restore", lambda part: work.tell(part / 2))
    if not told.is_good:
        return told, None
    return told, restore_for_swap(file, copy, key, lambda part: work.tell((1 + part) / 2))
