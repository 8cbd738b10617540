"""The two blocks that say who the contact is: the lines on top, and the facts beside the history or above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from fichier_tui.i18n import _
from fichier_tui.storage import Card
from fichier_tui.ui import format as written
from fichier_tui.ui.base import TWO_PANES
from fichier_tui.ui.rights_words import waiting_content
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.card import facts
from fichier_tui.ui.screens.card.facts import Fact
from fichier_tui.ui.screens.card.recognition import recognition_line

DOT = " · "
MOST_LINES = 2
"""Of each paragraph, where the history needs the room."""
LABELS = 14
"""Cells of the labels where facts stand one a line."""


class Head(Static):
    """Who this is, how complete the card is, the line of recognition, what must not be missed."""

    card: reactive[Card | None] = reactive(None, layout=True)

    def __init__(self, today: dt.date) -> None:
        super().__init__(markup=False)
        self.today = today

    def render(self) -> Content:
        """The name at the left, the completeness at the right; below, the recognition; then the warning."""
        if self.card is None:
            return Content("")
        left, right = facts.heading(self.card, self.today), facts.filled(self.card)
        width = self.content_size.width
        gap = width - left.cell_length - right.cell_length
        if gap < 2:
            left = facts.heading(self.card, self.today, whole=False)
            gap = width - left.cell_length - right.cell_length
        if gap < 2:
            right = right.truncate(max(width - left.cell_length - 2, 0), ellipsis=True)
            gap = max(width - left.cell_length - right.cell_length, 1)
        lines = [Content.assemble(left, " " * gap, right)]
        lines += [line] if (line := recognition_line(self.card.recognition, self.today, width, MOST_LINES)) else []
        if self.card.complaints:
            lines.append(_complaint(self.card, self.today).truncate(width, ellipsis=True))
        if self.card.requests:
            lines.append(waiting_content(self.card.requests, self.today).truncate(width, ellipsis=True))
        if important := self.card.contact.details.important:
            lines.append(shown_lines(f"! {important}", "bold $text-warning"))
        return Content("\n").join(lines)


def _complaint(card: Card, today: dt.date) -> Content:
    """The oldest complaint that is open, and the key that answers it."""
    complaint = card.complaints[0]
    words = _("Complaint of {day} (R answers it): {said}")
    return shown(
        "! " + words.format(day=written.day_short(complaint.day, today), said=complaint.said), "bold $text-error"
    )


class Facts(Static):
    """What the file says, the totals, the consents."""

    card: reactive[Card | None] = reactive(None, layout=True)
    in_full: reactive[bool] = reactive(False, layout=True)
    """Whether every fact is shown although the window is narrow: the history makes room."""

    def __init__(self, today: dt.date) -> None:
        super().__init__(markup=False)
        self.today = today

    def render(self) -> Content:
        """One fact a line beside the history, flowing lines above it."""
        if self.card is None:
            return Content("")
        one_a_line = self.in_full or self.screen.size.width >= TWO_PANES
        return Content("\n").join(self._one_a_line(self.card) if one_a_line else self._flowing(self.card))

    def _flowing(self, card: Card) -> Iterable[Content]:
        width = self.content_size.width or self.screen.size.width - 2
        reach = [fact.said for fact in facts.reach(card.contact.details)]
        if reach:
            yield from _cut(Content(DOT).join(reach), width)
        about = [
            fact.said if fact.bare else Content.assemble(shown(fact.label, "$text-muted"), " ", fact.said)
            for fact in facts.about(card)
        ]
        if not facts.is_known_since(card.contact, self.today):
            about.append(facts.verified(card.contact, self.today))
        yield from _cut(Content(DOT).join(about), width)
        yield from _cut(facts.totals(card, self.today), width)
        yield Content("  ").join(facts.consents(card))

    def _one_a_line(self, card: Card) -> Iterable[Content]:
        width = max(self.content_size.width, 30)
        for fact in (*facts.reach(card.contact.details), *facts.about(card)):
            yield from _labelled(fact, width)
        yield from _labelled(Fact(_("Verified"), facts.verified(card.contact, self.today)), width)
        yield Content("")
        yield from facts.totals(card, self.today).split(DOT)
        yield from (Content(""), shown(_("May we write or call?"), "bold $accent"))
        yield from facts.channels(card, self.today, width)


def _cut(said: Content, width: int) -> Iterable[Content]:
    """At most two lines of it: the key for all details shows the rest."""
    lines = said.wrap(max(width, 20))
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1] = lines[MOST_LINES - 1].truncate(width - 2).append(" …")
    yield from lines[:MOST_LINES]


def _labelled(fact: Fact, width: int) -> Iterable[Content]:
    """A label in its column, the fact beside it, in as many lines as it needs."""
    label = shown(fact.label, "$text-muted")
    indent = " " * LABELS
    if (cells := cell_len(label.plain)) >= LABELS:
        # Too long for the column: the fact goes on behind it.
        first, *more = Content.assemble(label, " ", fact.said).wrap(max(width, 10))
        yield first
        if more:
            rest = Content(" ").join(more).wrap(max(width - LABELS, 10))
            yield from (Content(indent).append(part) for part in rest)
        return
    for number, part in enumerate(fact.said.wrap(max(width - LABELS, 10))):
        yield Content.assemble(label, " " * (LABELS - cells), part) if not number else Content(indent).append(part)
