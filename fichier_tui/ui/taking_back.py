"""Before very much is taken back at once, or what another client's card tells of: one question, with what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from fichier_tui.i18n import _
from fichier_tui.storage import Entry
from fichier_tui.storage.backup.restores import COUNTED
from fichier_tui.storage.journal.detail import rows_of
from fichier_tui.ui.copy_words import rows_words
from fichier_tui.ui.dialogs.question import Question, confirmation
from fichier_tui.ui.done import operation_words, taken_back
from fichier_tui.ui.safe import shown, shown_lines

if TYPE_CHECKING:
    from fichier_tui.ui.working import WorkingApp

MANY = 20
"""From how many rows of the trade on an operation is not taken back without a question."""


async def question_before(app: WorkingApp, entry: Entry) -> Question | None:
    """The question before Ctrl+Z takes back the last thing done; None where it goes without. Raises Refusal."""
    return await large_question(app, entry) if entry.contact_id is None else other_question(app, entry)


def other_question(app: WorkingApp, entry: Entry) -> Question | None:
    """The question of a card where one sees nothing of it: it is of another contact, from before one came to this."""
    seen = app.full_screen.seen_since if app.full_screen is not None else None
    if seen is None or entry.contact_id == seen[0] or entry.at >= seen[1]:
        return None
    lines = (
        operation_words(entry.verb, entry.detail, is_erased=entry.is_erased),
        _("That was the last thing done, before this card was opened."),
    )
    return confirmation(_("Take this back?"), shown_lines("\n".join(lines)), _("Yes, take it back"))


async def large_question(app: WorkingApp, entry: Entry) -> Question | None:
    """The question before an operation is taken back; None where it touched few rows. Raises Refusal."""
    counted = {} if entry.verb == "undo" else await app.ask(rows_of, entry.id)
    told = {table: counted[table] for table in COUNTED if table in counted}
    if sum(told.values()) < MANY:
        return None
    what = ", ".join(rows_words(table, count) for table, count in told.items())
    lines = (
        operation_words(entry.verb, entry.detail, is_erased=entry.is_erased),
        _("It concerns: {rows}.").format(rows=what),
        _("All is as before then. In the journal (Ctrl+Y), Delete on the new line “Taken back” does it again."),
    )
    return confirmation(_("Take all of this back?"), shown_lines("\n".join(lines)), _("Yes, take it all back"))


def largely_taken_back(entry: Entry, how: str) -> Content:
    """What is said once it is done, and `how` (translated) to have it again."""
    return Content.assemble(taken_back(entry.verb, entry.detail), " — ", shown(how))
