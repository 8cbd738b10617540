"""To forget somebody for good, or to keep a card for its invoices alone: told, asked twice, done, the disk cleaned."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from fichier_tui.domain.erasing import ANONYMISED, ERASED, WhatGoes
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage.backup.swapping import kept_aside
from fichier_tui.storage.rights.archiving import archive_contacts
from fichier_tui.storage.rights.cleaning_beside import clean_beside
from fichier_tui.storage.rights.erasing import erase_contacts, what_goes
from fichier_tui.storage.thread import OpenFile
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.question import Choice, Question, confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.erasing_words import goes_lines, stays_lines
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import BUSY, DONE

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

ARCHIVE = "archive"


class ForgetQuestion(Question):
    """Wide: much is told before."""

    DEFAULT_CSS = """
    ForgetQuestion {
        .dialog--box { width: 90; padding: 0 2; max-height: 100%; }
        &.-low .dialog--box > Static { max-height: 7; overflow-y: auto; }
    }
    """


async def ask_to_forget(app: FichierApp, contacts: Sequence[int]) -> None:
    """Tell what goes and what stays, and ask; then ask once more."""
    try:
        told = await app.ask(what_goes, contacts)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    aside = await asyncio.to_thread(kept_aside, app.file.folder) if isinstance(app.file, OpenFile) else ()
    lines = (*goes_lines(told), *stays_lines(told, app.today(), aside=aside))
    question = ForgetQuestion(
        _heading(told, _("Forget {who} for good?")),
        Content("\n").join(shown(line) for line in lines),
        (
            Choice("no", _("No, change nothing"), "n"),
            Choice(ERASED, _("Erase: the person asked for it"), "e"),
            Choice(ANONYMISED, _("Make anonymous: the shop forgets by itself"), "a"),
            Choice(ARCHIVE, _("Put in the archive: kept for its invoices alone"), "r"),
        ),
    )

    async def answered(answer: str | None) -> None:
        if answer == ARCHIVE:
            in_background(app, partial(_archive, app, contacts, told), group="write")
        elif answer in (ERASED, ANONYMISED):
            await _ask_again(app, contacts, told, answer)

    await app.push_screen(question, answered)


async def _ask_again(app: FichierApp, contacts: Sequence[int], told: WhatGoes, kind: str) -> None:
    question = confirmation(
        _heading(told, _("Really forget {who}?")),
        _("This is never taken back: neither Ctrl+Z nor the journal brings anything of it back."),
        _("Yes, forget for good"),
    )

    def answered(answer: str | None) -> None:
        if answer == "yes":
            in_background(app, partial(_forget, app, contacts, kind), group="write")

    await app.push_screen(question, answered)


def _heading(told: WhatGoes, words: str) -> Content:
    who = told.name or ngettext("{count} contact", "{count} contacts", told.contacts).format(
        count=format.number(told.contacts)
    )
    return shown(words.format(who=who))


async def _forget(app: FichierApp, contacts: Sequence[int], kind: str) -> None:
    try:
        if not await app.copy_before("erasure"):
            return
        await app.ask(erase_contacts, contacts, kind=kind)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await _leave_cards(app, contacts)
    await app.changed()
    app.tell(done(f"contact.{kind}", count=len(contacts)), DONE)
    in_background(app, partial(clean_the_disk, app), group="cleaning", exclusive=True)


async def _archive(app: FichierApp, contacts: Sequence[int], told: WhatGoes) -> None:
    try:
        await app.ask(archive_contacts, contacts)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.changed()
    app.tell(done("contact.archived", name=told.name or str(told.contacts)), DONE)


async def _leave_cards(app: FichierApp, contacts: Sequence[int]) -> None:
    """The card of somebody who is no more is left, before it would say that it cannot be read."""
    from fichier_tui.ui.screens.card.screen import CardScreen

    while isinstance(app.screen, CardScreen) and app.screen.contact in contacts:
        await app.pop_screen()


async def clean_the_disk(app: FichierApp) -> None:
    """Overwrite what was erased; put off where another program has the file. Says so while it lasts."""
    from fichier_tui.storage.rights.cleaning import is_cleaning_due

    if not await app.ask(is_cleaning_due):
        return
    said, file = app.status, app.file
    if not isinstance(file, OpenFile):
        return
    app.tell(_("The pages of the disk are being overwritten; go on working meanwhile…"), BUSY)
    busy = app.status
    work = LongWork("cleaning.stopped")
    try:
        # Beside the file's thread: one searches meanwhile, and it gives way to what is written.
        await work.run(lambda work: clean_beside(file, work.tell))
    except asyncio.CancelledError:
        work.stop()
        raise
    except Refusal:
        app.tell(_("The disk is cleaned the next time the file is opened: another program has it now."))
        return
    if app.status is busy:  # else something was said since: it stays
        app.tell(said.content if said.content.plain else _("The pages of the disk were overwritten."), DONE)
