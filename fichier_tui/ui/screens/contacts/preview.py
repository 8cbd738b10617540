"""A look at the contact under the cursor, beside the list on a wide screen: what one needs before opening the card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker

from fichier_tui.domain.history import TimelineEvent
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Card, Session, read_card, timeline
from fichier_tui.ui import code_words, format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.card.facts import channels, heading, reach, totals
from fichier_tui.ui.screens.card.recognition import recognition_line

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

# The cursor may pass by: a contact is read once it stays this long (seconds).
REST = 0.06
PURCHASES = 4
ACTIONS = 3
HEAD = "bold $accent"
MUTED = "$text-muted"
DAY_WIDTH = 9
AMOUNT_WIDTH = 11


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of one contact."""

    card: Card
    purchases: tuple[TimelineEvent, ...]


def read_look(session: Session, contact: int) -> Look:
    """Everything for the preview, in one go. Raises Refusal("row.unknown")."""
    return Look(read_card(session, contact), timeline(session, contact, kinds=("purchase",), limit=PURCHASES))


class Preview(VerticalScroll, can_focus=False):
    """Reads a contact when the cursor rests on it; what comes too late is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self.words = Content("")
        """What is shown."""
        self._wanted: int | None = None
        self._timer: Timer | None = None
        self._reading: Worker[None] | None = None

    @property
    def fichier(self) -> FichierApp:
        """The application, by its own type."""
        return cast("FichierApp", self.app)

    def on_mount(self) -> None:
        """One text, which scrolls."""
        self.mount(Static(markup=False))

    def on_show(self) -> None:
        """The screen became wide enough."""
        self.look_at(self._wanted, again=True)

    def look_at(self, contact: int | None, *, again: bool = False) -> None:
        """Show this contact soon; None for nobody. `again` reads it although it is shown already."""
        if contact == self._wanted and not again:
            return
        self._wanted = contact
        if self._timer is not None:
            self._timer.stop()
        if contact is None:
            self._show(None)
        elif self.display:
            self._timer = self.set_timer(REST, self._start)

    def _start(self) -> None:
        if self._reading is None:
            self._reading = in_background(self, self._read, group="preview")

    async def _read(self) -> None:
        """Read the contact wanted, and again while another one is wanted meanwhile."""
        try:
            read: int | None = None
            while self._wanted is not None and read != self._wanted:
                read = self._wanted
                try:
                    look = await self.fichier.ask(read_look, read)
                except Refusal:
                    look = None
                if read == self._wanted:
                    self._show(look)
        finally:
            self._reading = None

    def _show(self, look: Look | None) -> None:
        self.look = look
        self.words = Content("") if look is None else Content("\n").join(self._lines(look))
        for text in self.query(Static):
            text.update(self.words)
        self.scroll_home(animate=False)

    def _lines(self, look: Look) -> Iterator[Content]:
        """Who it is, what one recognises them by, how to reach them, what is planned, bought, allowed."""
        card, today = look.card, self.fichier.today()
        yield heading(card, today)
        if known := recognition_line(card.recognition, today):
            yield known
        if card.contact.details.important:
            yield shown_lines(card.contact.details.important, "bold $text-warning")
        if ways := [fact.said for fact in reach(card.contact.details)]:
            yield from (Content(""), *ways)
        yield from self._planned(card)
        yield from self._bought(look)
        width = self.scrollable_content_region.width
        yield from (Content(""), shown(_("May we write or call?"), HEAD), *channels(card, today, width))

    def _planned(self, card: Card) -> Iterator[Content]:
        if card.actions:
            yield from (Content(""), shown(_("To do"), HEAD))
        today = self.fichier.today()
        for action in card.actions[:ACTIONS]:
            details = action.details
            late = details.day is not None and details.day < today
            when = f"{format.day_short(details.day, today)} {format.clock(details.time) if details.time else ''}"
            what = details.subject or code_words.word(code_words.ACTION_KINDS, details.kind)
            mark = Content("! ").stylize("bold $text-warning") if late else Content("")
            yield Content.assemble(mark, shown(when, MUTED), " " if when.strip() else "", shown(what))

    def _bought(self, look: Look) -> Iterator[Content]:
        if not look.purchases:
            return
        today = self.fichier.today()
        yield from (Content(""), shown(_("Purchases"), HEAD), totals(look.card, today))
        room = max(8, self.scrollable_content_region.width - DAY_WIDTH - AMOUNT_WIDTH - 2)
        for purchase in look.purchases:
            day = Content(f"{format.day_short(purchase.day, today):<{DAY_WIDTH}} ").stylize(MUTED)
            product = shown(purchase.subject or "—").truncate(room, ellipsis=True, pad=True)
            yield Content.assemble(day, product, f" {format.money(purchase.amount_cents or 0):>{AMOUNT_WIDTH}}")
