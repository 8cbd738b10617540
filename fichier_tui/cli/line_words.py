"""The answer of `fichier add` for people: who, what was written, what could be read otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fichier_tui.domain.line import Ambiguity, Line
from fichier_tui.domain.line.resolution import Entered, Resolution
from fichier_tui.i18n import _
from fichier_tui.ui import format
from fichier_tui.ui.screens.counter.piece_words import SLOTS, others_words
from fichier_tui.ui.screens.counter.sentences import SAID_ALREADY, without_sentences, written
from fichier_tui.ui.words import sentence


def line_words(line: Line, resolution: Resolution, entered: Entered | None, today: dt.date) -> Iterator[str]:
    """A few sentences, a line each."""
    name = resolution.name or resolution.left
    if entered is not None:
        yield _("Noted: {name}").format(name=name)
    else:
        yield _("Nothing was written: this is only what the line says.")
        yield from filter(None, [name])
    if entered is not None:
        resolution = without_sentences(resolution)  # nobody was asked anything: a command was given
    for content in written(line, resolution, today):
        yield f"  {content.plain}"
    for ambiguity in (*line.ambiguous, *resolution.ambiguous):
        yield _ambiguous(ambiguity, today)
    for warning in resolution.warnings:
        if warning.code not in SAID_ALREADY or warning.code == "line.alike":
            yield sentence(warning.refusal())
    if entered is None and resolution.segment:
        yield sentence(resolution.faults[0].refusal())


def choices(resolution: Resolution) -> Iterator[str]:
    """Who may be meant where it is not clear, each with the option that chooses it."""
    alike = [one.contact for one in resolution.duplicates if one.same]
    if resolution.contact is not None or (resolution.new and not alike):
        return
    for row in (*(one.contact for one in resolution.candidates), *alike):
        parts = (row.name, row.town, format.phone(row.phone), row.email)
        yield f"  --contact {row.id}  " + "  ".join(filter(None, parts))
    if alike:
        yield "  --as-new"


def _ambiguous(one: Ambiguity, today: dt.date) -> str:
    taken, others = SLOTS.get(one.taken, one.taken), others_words(one, today)
    if not taken:
        return _("“{words}” was not read; it may be {others}.").format(words=one.words, others=others)
    return _("“{words}” was read as {taken}; it may also be {others}.").format(
        words=one.words, taken=_(taken), others=others
    )
