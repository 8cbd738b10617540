"""What the status line says once a line was noted: who, and what was written, to be read back to the customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from textual.content import Content

from fichier_tui.domain.line import Line
from fichier_tui.domain.line.resolution import Entered, Resolution
from fichier_tui.i18n import N_, _
from fichier_tui.storage.counter import ENTERED
from fichier_tui.ui import format
from fichier_tui.ui.done import earned_words, operation_words, undoable
from fichier_tui.ui.screens.counter.sentences import without_sentences, written

# Verbs whose sentence says what was done already; the label of what was written is left out behind it.
_LABELS = {
    "visit.logged": N_("Visit"),
    "action.done": N_("Done:"),
    "action.postponed": N_("Put off:"),
    "action.cancelled": N_("Cancelled:"),
}
_TOLD = (*_LABELS, "purchase.logged", "action.planned", "consent.recorded", ENTERED)
# What one has just typed, word for word: it is not repeated.
_TYPED = ("note", "contact", "details")


def confirmed(line: Line, entered: Entered, today: dt.date) -> Content:
    """ "Action planned: Lacombe Jeanne · Appointment Tue 24/11 15:00 — Ctrl+Z undoes"."""
    label = _(_LABELS[entered.verb]) if entered.verb in _LABELS else ""
    told = _written(line, without_sentences(entered.resolution), today) if entered.verb in _TOLD else ()
    said = operation_words(entered.verb, {"name": entered.name})
    if entered.verb == ENTERED:
        said = _("Noted: {name}").format(name=entered.name)
    earned = earned_words(entered.points) if entered.points else ""
    what = [words.removeprefix(label).strip() for words in told]
    return undoable(" · ".join(filter(None, (said, *what, earned))), entered.verb)


def _written(line: Line, found: Resolution, today: dt.date) -> Iterator[str]:
    """Each thing in some words; the day of what has happened only where it is not today."""
    if line.verb in ("visit", "purchase") and found.day == today:
        found = replace(found, day=None)
    for code in found.writes:
        if code == "purchase":
            yield _bought(line, found)
        elif code not in _TYPED:
            yield from (one.plain for one in written(line, replace(found, writes=(code,), then=None), today))
    if line.then is not None and found.then is not None:
        yield from (one.plain for one in written(line, replace(found, writes=()), today))


def _bought(line: Line, found: Resolution) -> str:
    """The amount first: where there is little room, the end is cut off."""
    amount = "" if found.amount_cents is None else format.money(found.amount_cents)
    many = f"× {line.quantity}" if (line.quantity or 1) > 1 else ""
    return " ".join(filter(None, (amount, found.product, many)))
