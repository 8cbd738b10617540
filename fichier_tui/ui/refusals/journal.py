"""What is taken back, and done again."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "undo.told": N_("That line tells what happened while the file was closed: there is nothing to take back."),
    "redo.nothing": N_("There is nothing to do again."),
    "undo.already": N_("That was taken back already. In the journal, Delete on the line that says so does it again."),
    "undo.consent": N_(
        "What a person said of its consent another day is not taken back: record what it says today, a withdrawal."
    ),
    "undo.for_good": N_("Lines of the journal that were removed do not come back, nor what was erased with them."),
    "undo.later": N_("That cannot be taken back: something done later rests on it. Take that back first."),
    "undo.nothing": N_("There is nothing to take back."),
    "undo.scrubbed": N_("That concerned somebody whose data were erased since: it cannot be taken back any more."),
    "undo.sent": N_("A message that was sent cannot be taken back: it has left, and the register keeps its line."),
    "undo.staff": N_(
        "Who opens the file, and as what, is not taken back by Ctrl+Z: change it again among the members of staff."
    ),
    "undo.standing": N_("An export cannot be taken back: the file has left, and the register keeps its line."),
}
