"""After an import: the list of contacts on what came in, and the sentence that says how to take it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import ImportOutcome, imported_contacts
from fichier_tui.ui import format
from fichier_tui.ui.done import done
from fichier_tui.ui.import_words import erased_words, held_words, notes_to_check
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.widgets.status_line import DONE, NOTE, PARTLY

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


async def show_imported(app: FichierApp, path: Path, outcome: ImportOutcome, unclear: int, to_check: int) -> None:
    """Leave the import for the list; it shows what came in alone where there was somebody before.

    Of what was not understood the number is recalled, kept in notes where nobody would look for it, and that the
    journal tells it row by row; and of the contacts whose notes tell of health, beliefs…, which are to be read again.
    """
    came_in = await app.ask(imported_contacts, outcome.entry) if outcome.entry is not None else ()
    await app.changed()
    await app.go(ContactsScreen.PLACE)
    if isinstance(app.screen, ContactsScreen) and came_in:
        app.screen.show_within(clean_line(path.name), came_in)
    if outcome.created or outcome.updated:
        counts = {"created": outcome.created, "updated": outcome.updated, "purchases": outcome.purchases}
        told = done("contacts.imported", **counts)
        if unclear:
            words = ngettext("{count} not understood", "{count} not understood", unclear)
            where = _("{words} (Ctrl+Y, D)").format(words=words.format(count=format.number(unclear)))
            mark = Content(f" · ! {where}").stylize("$text-warning")
            cut = told.plain.rfind(" — ")
            told = Content.assemble(told[:cut], mark, told[cut:])
        held = (outcome.erased, erased_words), (outcome.held, held_words), (to_check, notes_to_check)
        for count, words_of in held:
            if count:
                told = Content.assemble(told, Content(f" · ! {words_of(count)}").stylize("$text-warning"))
        app.tell(told, PARTLY if unclear or any(count for count, _words in held) else DONE)
    elif outcome.erased or outcome.held:
        both = ((outcome.erased, erased_words), (outcome.held, held_words))
        app.tell(shown(" · ".join(words_of(count) for count, words_of in both if count)), NOTE)
    else:
        app.tell(shown(_("Everything in this file was there already: nothing was changed.")), NOTE)
