"""The card of one contact: who it is on top, what is to be done, and one history of everything, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.history import Action
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import TIMELINE_KINDS as KINDS
from fichier_tui.storage import Card, read_card, timeline
from fichier_tui.storage.segments.rfm import read_ranks
from fichier_tui.ui import format as written
from fichier_tui.ui import keys as common
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import TWO_PANES
from fichier_tui.ui.code_words import TIMELINE_KINDS, word
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import keys
from fichier_tui.ui.screens.card.ask_line import AskLine
from fichier_tui.ui.screens.card.asking import AskingActions
from fichier_tui.ui.screens.card.blocks import Facts, Head
from fichier_tui.ui.screens.card.events import Line, action_columns, history_columns
from fichier_tui.ui.screens.card.facts import purposes
from fichier_tui.ui.screens.card.loyalty import LoyaltyActions
from fichier_tui.ui.screens.card.rights import RightsActions
from fichier_tui.ui.widgets.paged_list import PagedList

NEAR = 50
"""Lines above and below among which a line of the history is looked for once others wrote."""


class CardScreen(LoyaltyActions, AskingActions, RightsActions):
    """One contact. `card` is what was read of it."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Contact card")
    HELP_WORDS = (
        N_("Everything that the file knows of one contact: who it is, what is to be done, what happened."),
        N_(
            "F5 notes a visit at once; F5 again completes it. Enter corrects the line under the cursor, Del removes it."
        ),
        N_("Tab goes from the history to what is planned, and back."),
        N_("The class of a client is by how lately (R), how often (F) and for how much (M) they bought; 5 is best."),
    )
    KEYS = (
        common.OPEN, keys.ASK, keys.NOTE, keys.COMPLETE, keys.CONSENTS, keys.POSTPONE, keys.FILTER, keys.DETAILS,
        keys.VERIFY,
        keys.LOYALTY, keys.COMPLAINT, keys.OPPOSE, keys.OPINION, keys.SPONSOR, keys.TOLD, keys.LINK, keys.DELETE,
        keys.MERGE, keys.RIGHTS,
    )  # fmt: skip
    CSS_PATH = "card.tcss"

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.contact = card.contact.id
        self.card = card
        self.kind = ""
        """The kind of lines that the history shows; empty for all."""
        self.opposing = False
        self.logged_visit: int | None = None
        """The visit that F5 noted since the card was opened: F5 again completes it."""

    def compose_body(self) -> Iterable[Widget]:
        """Head, facts, what is planned, the history."""
        today = self.fichier.today
        planned: PagedList[Action] = PagedList(
            action_columns(today), self._read_planned, letters=True, rests=False, id="planned"
        )
        history: PagedList[Line] = PagedList(
            history_columns(today, ""),
            self._read_history,
            empty=shown(_("Nothing yet.")),
            letters=True,
            rests=False,
            id="history",
        )
        planned.display = False
        return (
            Head(today()),
            AskLine(today, self._find_places),
            Container(
                VerticalScroll(Facts(today()), id="facts", can_focus=False),
                Vertical(planned, history, id="history-side"),
                id="panes",
            ),
        )

    @property
    def history(self) -> PagedList[Line]:
        """The list of what happened."""
        return self.query_one("#history", PagedList)

    @property
    def planned(self) -> PagedList[Action]:
        """The list of what is to be done."""
        return self.query_one("#planned", PagedList)

    def on_mount(self) -> None:
        """Show what was read; the history has the keys."""
        self.seen_since = (self.contact, self.fichier.now())
        self.set_focus(self.history)
        self._show()
        if not self.card.ranked:
            in_background(self, self._rank, group="ranks", exclusive=True)

    async def _rank(self) -> None:
        """In a big file: read what ranks rest on by pieces, between which the keys are served; then tell the class."""
        while not await self.fichier.ask(read_ranks):
            pass
        await self.reread()

    async def contact_meant(self) -> int | None:
        """Whose card it is."""
        return self.contact

    def more_help(self) -> Iterable[Content]:
        """What the shop's own fields serve for."""
        return purposes(self.card.own_fields)

    def crumbs(self) -> tuple[str, ...]:
        """The contact's name."""
        return (self.card.contact.name,)

    async def reread(self) -> None:
        """Read everything again; a contact that is no more closes its card."""
        followed = self.history.cursor_row if self.fichier.by_others else None
        try:
            self.card = await self.fichier.ask(read_card, self.contact)
            place = None if followed is None else await self._place_of(followed)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            if self.is_current:
                self.dismiss()
            return
        # Meanwhile it may have been left, or not be drawn yet: then it shows what was read when it is.
        if self.is_mounted and not self.is_left:
            self._show(place)

    async def _place_of(self, line: Line) -> int | None:
        """Where a line of the history stands now that others added to it; None where it is gone."""
        first = max(0, line.id - NEAR)
        kinds = (self.kind,) if self.kind else KINDS
        found = await self.fichier.ask(timeline, self.contact, kinds=kinds, limit=2 * NEAR, offset=first)
        meant = line.event.kind, line.event.id
        return next((first + place for place, event in enumerate(found) if (event.kind, event.id) == meant), None)

    def _show(self, place: int | None = None) -> None:
        self.set_class(self.card.contact.restricted_on is not None, "-restricted")
        self.query_one(Head).card = self.card
        self.query_one(AskLine).propose(self.card.ask_next)
        self.query_one(Facts).card = self.card
        self.query_one(Facts).tooltip = Content("\n").join(purposes(self.card.own_fields)) or None
        self._show_planned(self.card)
        self._show_history(now=place)
        self.refresh_title()
        self.refresh_bindings()

    def _show_planned(self, card: Card) -> None:
        planned = self.planned
        if not card.actions and planned.has_focus:
            self.history.focus()
        planned.display = bool(card.actions)
        planned.styles.height = len(card.actions) + 1
        planned.show(action.id for action in card.actions)

    def _show_history(self, *, keep_cursor: bool = True, now: int | None = None) -> None:
        events = self.card.events
        if self.kind and not events.get(self.kind):
            self.kind = ""
        count = events[self.kind] if self.kind else sum(events.values())
        shown_kind = word(TIMELINE_KINDS, self.kind) if self.kind else _("everything")
        title = _("History: {kind}, {count}").format(kind=shown_kind, count=written.number(count))
        self.history.set_columns(history_columns(self.fichier.today, title))
        self.history.show(range(count), keep_cursor=keep_cursor, now=now)

    async def _read_planned(self, ids: Sequence[int]) -> Sequence[Action]:
        wanted = set(ids)
        return [action for action in self.card.actions if action.id in wanted]

    async def _read_history(self, places: Sequence[int]) -> Sequence[Line]:
        """A page of the history: its lines are known by their place."""
        first = places[0]
        kinds = (self.kind,) if self.kind else KINDS
        found = await self.fichier.ask(timeline, self.contact, kinds=kinds, limit=len(places), offset=first)
        return [Line(first + number, event) for number, event in enumerate(found)]

    async def action_counter(self) -> None:
        """`:`: the counter, about this contact."""
        await self.fichier.to_counter(contact=self.contact)

    def action_filter(self) -> None:
        """Show the next kind that the history has, then everything again."""
        there = ["", *(kind for kind in KINDS if self.card.events.get(kind))]
        self.kind = there[(there.index(self.kind) + 1) % len(there)]
        self._show_history(keep_cursor=False)

    def action_details(self) -> None:
        """Every fact instead of the history, and back."""
        block, around = self.query_one(Facts), self.query_one("#facts", VerticalScroll)
        block.in_full = around.can_focus = not block.in_full
        self.set_class(block.in_full, "-in-full")
        self.set_focus(around if block.in_full else self.history)

    def disabled_reason(self, action: str) -> str | None:
        """Two panes show everything already."""
        if action == "details" and self.size.width >= TWO_PANES:
            return _("Everything is shown already: the window is wide enough.")
        if self.query(Facts) and self.query_one(Facts).in_full and action in ("open", "delete"):
            return _("The details are shown: D shows the history again.")
        return super().disabled_reason(action)

    def refresh_words(self) -> None:
        """The title of the history and its empty state hold translated words."""
        self.history.set_empty(shown(_("Nothing yet.")))
        self.query_one(AskLine).refresh_words()
        self._show_history()
        super().refresh_words()
