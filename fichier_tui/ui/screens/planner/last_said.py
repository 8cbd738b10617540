"""Under the planner's list: how to reach whom the cursor is on, what for in full, and what was said last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker

from fichier_tui.domain.contactability import PROSPECTING
from fichier_tui.domain.history import TimelineEvent
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Session, read_rows, timeline
from fichier_tui.storage.consents.contactability import ChannelAnswer, channel_answers
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.contactability_words import ways_words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.events import Line, what

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

REST = 0.06
"""The cursor may pass by: a contact is read once it stays this long (seconds)."""
EXCHANGES = ("visit", "action", "note", "satisfaction")
READ, SHOWN = 30, 3
MUTED = "$text-muted"


@dataclass(frozen=True, slots=True)
class Said:
    """How a contact is reached, and the last exchanges with it."""

    name: str = ""
    phone: str = ""
    events: tuple[TimelineEvent, ...] = ()
    answers: tuple[ChannelAnswer, ...] = ()
    """By which channels it may be contacted."""


@dataclass(frozen=True, slots=True)
class Telling:
    """By which channel one would tell a contact something, and why one may not: what the law says of it."""

    words: str
    """The sentence that the answer stands in, translated, with a place for {channels} or {whether}."""
    channel: str = "phone"
    purpose: str = PROSPECTING
    hours: str = ""
    """What is known of the hours of calls, said instead where calling is not closed."""


def read_said(session: Session, contact: int, purpose: str = PROSPECTING) -> Said:
    """What is shown of a contact: what is still to be done is no exchange; those with words come first."""
    rows = read_rows(session, [contact])
    events = timeline(session, contact, kinds=EXCHANGES, limit=READ)
    past = [event for event in events if event.kind != "action" or event.state == "done"]
    past = [event for event in past if event.day <= session.today]
    told = sorted(past, key=lambda event: not event.text)[:SHOWN]
    return Said(
        rows[0].name if rows else "",
        rows[0].phone if rows else "",
        tuple(told),
        channel_answers(session, contact, purpose) if rows else (),
    )


class LastSaid(Static):
    """Three lines, more on a wide screen; nothing where the line concerns nobody."""

    DEFAULT_CSS = """
    LastSaid { height: 4; padding: 0 1; border-top: solid $line; }
    PlannerScreen.-two-panes LastSaid { height: 6; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.said = Said()
        self.words = Content("")
        """What is shown."""
        self._what = ""
        self._telling: Telling | None = None
        self._wanted: tuple[int, str] | None = None
        self._timer: Timer | None = None
        self._reading: Worker[None] | None = None

    def look_at(self, contact: int | None, what: str, telling: Telling | None = None, *, again: bool = False) -> None:
        """Show this soon: whom, what is to be done or why it is proposed, and by which channels one may tell it.
        `again` reads what is shown already.
        """
        self._what, self._telling = what, telling
        wanted = None if contact is None else (contact, telling.purpose if telling else PROSPECTING)
        if wanted == self._wanted and not again:
            self._paint()
            return
        self._wanted, self.said = wanted, Said()
        self._paint()
        if self._timer is not None:
            self._timer.stop()
        if contact is not None and self.display:
            self._timer = self.set_timer(REST, self._start)

    def _start(self) -> None:
        if self._reading is None:
            self._reading = in_background(self, self._read, group="said")

    async def _read(self) -> None:
        """Read the contact wanted, and again while another one is wanted meanwhile."""
        app = cast("FichierApp", self.app)
        try:
            read: tuple[int, str] | None = None
            while self._wanted is not None and read != self._wanted:
                read = self._wanted
                try:
                    said = await app.ask(read_said, *read)
                except Refusal:
                    said = Said()
                if read == self._wanted:
                    self.said = said
                    self._paint()
        finally:
            self._reading = None

    def _paint(self) -> None:
        self.words = Content("\n").join(self._lines(cast("FichierApp", self.app).today()))
        self.update(self.words)

    def _lines(self, today: dt.date) -> Iterator[Content]:
        """Telephone and what is to be done; then what was said, the latest first."""
        head = [shown(format.phone(self.said.phone), "bold")] if self.said.phone else []
        head += [shown(text) for text in (self.said.name, self._what) if text]
        if head:
            yield Content(" · ").join(head)
        if self._telling is not None and self.said.answers:
            ways = ways_words(self.said.answers, self._telling.channel, self._telling.hours)
            yield shown(self._telling.words.format(channels=ways, whether=ways))
        if self._wanted is not None and self.said.name and not self.said.events:
            yield shown(_("Nothing was said yet."), MUTED)
        for event in self.said.events:
            yield Content.assemble(shown(format.day_short(event.day, today), MUTED), "  ", what(Line(0, event)))
