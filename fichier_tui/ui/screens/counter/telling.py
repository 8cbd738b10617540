"""The words around the line: titles, examples, what is said of one piece, what Enter would do. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.content import Content

from fichier_tui.domain.line import Ambiguity, Line
from fichier_tui.domain.line.resolution import Fault
from fichier_tui.i18n import N_, _
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.counter.piece_words import SLOTS, Chip, ambiguity_words, chips_of, others_words, parts
from fichier_tui.ui.screens.counter.reading import Seen, only_looks_up
from fichier_tui.ui.screens.counter.sentences import fault_words, remarks, written

EXAMPLES = (
    (N_("v peron h spa =85"), N_("a visit and a purchase")),
    (N_("v c Durand Paul 0612345678 ok:mail"), N_("a new contact who agrees to e-mails")),
    (N_("r dupont tomorrow 2pm ; spring offer"), N_("a call to make, and what about")),
)
KEPT_WIDTH = 40
STILL_TO_SAY = (
    "line.no_contact",
    "line.nobody",
    "line.several",
    "line.many",
    "line.near",
    "line.left",
    "line.nothing",
    "line.no_product",
)
"""Faults of a line that is being typed rather than wrong."""


def examples(templates: Sequence[tuple[str, str]]) -> Content:
    """What one may type, while nothing is; then (key, name) of each of the shop's templates."""
    lines = [
        Content.assemble(shown(_(line), "bold $accent"), "  ", shown(_(meaning), "$text-muted"))
        for line, meaning in EXAMPLES
    ]
    named = [Content.assemble(shown(key, "bold $accent"), " ", shown(name)) for key, name in templates]
    if named:
        lines.append(Content("  ").join(named))
    return Content("\n").join(lines)


def who_title(line: Line, seen: Seen) -> Content:
    """What the list is of."""
    if seen.asked.subject is not None:
        return Content("")
    if seen.came_last:
        return Content(_("Last visits"))
    if len(seen.meant.actions) > 1:
        return Content(_("Which one?"))
    if seen.meant.more:
        return Content(_("Who? There are more: type more of the name"))
    return Content(_("Who?"))


def remark(line: Line, chip: Chip | None, kept: str, today: dt.date) -> Content:
    """The line under the pieces: about the one that is chosen, else what is unclear or was put aside."""
    if chip is not None:
        return _of_piece(chip, today)
    if kept:
        return Content.assemble(_("Put aside, ↑ brings it back:"), " ", fitted(kept, KEPT_WIDTH).stylize("$foreground"))
    for one in chips_of(line, today):
        if one.ambiguity is not None:
            return _unclear(ambiguity_words(one.ambiguity, today))
        if one.unread:
            words = _("“{words}” is not understood: correct it, or Tab then Backspace makes it plain words.")
            if any(one.words in part.twice for part in parts(line)):
                words = _("The line says the like of “{words}” already: keep one of the two.")
            return _unclear(words.format(words=one.words))
    return Content("")


def _unclear(words: str) -> Content:
    return Content.assemble(shown("?", "bold $text-warning"), " ", shown(words))


def _of_piece(chip: Chip, today: dt.date) -> Content:
    if chip.ambiguity is not None:
        return shown(_("Space takes its other meaning, Backspace makes it plain words, Enter goes back to the line."))
    if chip.presumed:
        return shown(_("This was not typed: it follows from the rest."))
    return shown(_("Backspace makes it plain words, ← → go along, Enter goes back to the line."))


def told(line: Line, seen: Seen, today: dt.date) -> Content:
    """For whom, and what Enter writes or why it would not."""
    meant = seen.meant
    lines: list[Content] = []
    if meant.segment:
        return Content.assemble(
            shown(meant.segment, "bold"), "\n", shown(_("Enter shows these contacts."), "$text-muted")
        )
    if meant.name:
        mark = Content.assemble(" ", shown(_("new contact"), "bold $text-warning")) if meant.new else Content("")
        lines.append(Content.assemble(shown(meant.name, "bold"), mark))
    lines += [Content.assemble("· ", sentence) for sentence in written(line, meant, today)]
    lines += remarks(meant)
    lines += [_unclear(_left_words(one, today)) for one in meant.ambiguous]
    if only_looks_up(line, seen):
        lines.append(shown(_("Enter opens the card, F5 notes a visit."), "$text-muted"))
    elif meant.faults:
        lines.append(_forbids(meant.faults[0]))
    return Content("\n").join(lines)


def _left_words(one: Ambiguity, today: dt.date) -> str:
    """ "“sauna” is taken as a product; a ; before it makes it a note."""
    words = _("“{words}” is taken as {taken}; it may also be {others}.")
    return words.format(words=one.words, taken=_(SLOTS.get(one.taken, one.taken)), others=others_words(one, today))


def _forbids(fault: Fault) -> Content:
    """Why Enter would not note it yet; who is meant is only still to be said."""
    if fault.code in STILL_TO_SAY:
        return fault_words(fault).stylize("$text-muted")
    return Content.assemble(shown("!", "bold $text-warning"), " ", fault_words(fault))
