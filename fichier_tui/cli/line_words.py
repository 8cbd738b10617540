"""The answer of `fichier add` for people: who, what was written, what could be read otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from fichier_tui.domain.line import Ambiguity, Line
from fichier_tui.domain.line.resolution import Entered, Resolution
from fichier_tui.i18n import N_, _
from fichier_tui.storage.counter import VERBS_ALONE
from fichier_tui.ui.done import operation_words
from fichier_tui.ui.words import sentence

READINGS = {
    "verb": N_("what is done"),
    "new": N_("a new contact"),
    "who": N_("the name"),
    "product": N_("a product"),
    "amount": N_("an amount"),
    "quantity": N_("how many"),
    "people": N_("people"),
    "nights": N_("nights"),
    "date": N_("a day"),
    "time": N_("a time"),
    "phone": N_("a telephone number"),
    "email": N_("an e-mail"),
    "postcode": N_("a postcode"),
    "birth": N_("a birth"),
    "consent": N_("a consent"),
    "source": N_("where the contact comes from"),
    "tag": N_("a label"),
    "priority": N_("urgent"),
    "every": N_("what comes again"),
    "note": N_("a note"),
    "subject": N_("what about"),
    "result": N_("the result"),
    "then": N_("what comes next"),
}
"""What the slots of a line, and what becomes of words that name nobody, are called."""


def line_words(line: Line, resolution: Resolution, entered: Entered | None) -> Iterator[str]:
    """A few sentences, a line each."""
    if entered is None:
        yield _("Nothing was written: this is only what the line says.")
    yield from _written(resolution, resolution.name or resolution.left)
    for ambiguity in (*line.ambiguous, *resolution.ambiguous):
        yield _ambiguous(ambiguity)
    for fault in (*resolution.warnings, *(resolution.faults[:1] if entered is None else ())):
        yield sentence(fault.refusal())


def _written(resolution: Resolution, name: str) -> Iterator[str]:
    for code in resolution.writes:
        yield operation_words(VERBS_ALONE[code], {"name": name})
    if resolution.then is not None:
        yield from _written(resolution.then, name)


def _ambiguous(ambiguity: Ambiguity) -> str:
    others = ", ".join(_(READINGS[other]) if other in READINGS else other for other in ambiguity.others)
    return _("“{words}” was read as {taken}; it could also be: {others}.").format(
        words=ambiguity.words, taken=_(READINGS.get(ambiguity.taken, ambiguity.taken)), others=others
    )
