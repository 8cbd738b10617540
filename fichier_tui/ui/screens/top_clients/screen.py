"""Who the best clients are: over which period, by what, how many of them. Nothing is stored: it is reckoned anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.worker import Worker

from fichier_tui.domain.period import ALL, Period, named_period
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import TopClient, TopClients, top_clients
from fichier_tui.storage.top_clients import REFERRALS
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.screens.contacts.people_screen import PeopleScreen
from fichier_tui.ui.screens.ranking.opening import RANKING, open_ranking
from fichier_tui.ui.screens.top_clients.columns import COUNTS, MEASURES, top_columns
from fichier_tui.ui.screens.top_clients.dates import DatesDialog
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.paged_list import PagedList

PERIODS: dict[str, tuple[str, str]] = {
    "all": (N_("Everything"), N_("Ever")),
    "twelve_months": (N_("12 months"), N_("12 months")),
    "this_year": (N_("This year"), N_("Year")),
    "last_year": (N_("Last year"), N_("Last")),
    "spring": (N_("Spring"), N_("Spring")),
    "summer": (N_("Summer"), N_("Summer")),
    "autumn": (N_("Autumn"), N_("Autumn")),
    "winter": (N_("Winter"), N_("Winter")),
}
LIMITS = (20, 50, 100, 1_000)

NEXT = keys.Key(
    "top.next",
    "right",
    "turn_period(1)",
    N_("Next period"),
    N_("Period"),
    N_("The next of the periods above the list."),
    14,
    keys.LIST,
)
PREVIOUS = keys.Key(
    "top.previous",
    "left",
    "turn_period(-1)",
    N_("Previous period"),
    "",
    N_("The period before, above the list."),
    85,
    keys.LIST,
    in_footer=False,
)
DATES = keys.Key("top.dates", "d", "dates", N_("Two dates"), N_("Dates"), N_("From one day to another."), 16, keys.LIST)
MEASURE = keys.Key(
    "top.measure",
    "m",
    "measure",
    N_("By revenue, margin, purchases"),
    N_("By…"),
    N_("What the best are the best by."),
    17,
    keys.LIST,
)
LIMIT = keys.Key("top.limit", "n", "limit", N_("How many"), "", N_("The first 20, 50, 100 or 1000."), 18, keys.LIST)


class TopClientsScreen(PeopleScreen[TopClient]):
    """A line for each of the best clients."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Top clients")
    HELP_WORDS = (
        N_("The left and right arrows choose the period; a season is the latest that has begun."),
        N_("The share is that of the whole period; the last column adds up the shares from the first line on."),
    )
    KEYS = (NEXT, PREVIOUS, DATES, MEASURE, LIMIT, RANKING)
    DEFAULT_CSS = "TopClientsScreen #people { border-subtitle-color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__()
        self.period = "twelve_months"
        """A code of PERIODS; empty for two dates."""
        self.days: Period = (None, None)
        self.by = "revenue"
        self.limit = LIMITS[0]
        self.top = TopClients((), 0, 0)
        self._rows: dict[int, TopClient] = {}
        self._reading: Worker[None] | None = None
        self._again = False

    def compose_body(self) -> Iterable[Widget]:
        """The periods, then the list."""
        self.people = PagedList(
            top_columns(self.by), self._rows_of, id_of=lambda row: row.contact_id, empty=self._nobody(), letters=True
        )
        yield Chips(PERIODS, self.period)
        yield self.people_box()

    def on_mount(self) -> None:
        """The last twelve months first."""
        self._show_period(self.period)

    def crumbs(self) -> tuple[str, ...]:
        """Its name."""
        return (_(self.TITLE_WORDS),)

    async def _rows_of(self, ids: Sequence[int]) -> list[TopClient]:
        return [self._rows[number] for number in ids if number in self._rows]

    # Reading

    def _show_period(self, code: str) -> None:
        self.period = code
        self.days = named_period(code, self.fichier.today())
        self._ask()

    def _ask(self) -> None:
        self._again = True
        if self._reading is None:
            self._reading = in_background(self, self._read, group="top")

    async def _read(self) -> None:
        try:
            while self._again:
                self._again = False
                try:
                    top = await self.fichier.ask(top_clients, *self.days, by=self.by, limit=self.limit)
                except Refusal as refusal:
                    self.refuse(refusal)
                    return
                if not self._again:
                    self._show(top)
        finally:
            self._reading = None

    def _show(self, top: TopClients) -> None:
        self.top, self._rows = top, {row.contact_id: row for row in top.rows}
        self.people.set_columns(top_columns(self.by))
        self.people.set_empty(self._nobody())
        self.people.show([row.contact_id for row in top.rows])
        self.show_words()
        self.refresh_bindings()

    def _nobody(self) -> Content:
        """What stands in an empty list."""
        if self.by == REFERRALS:
            return Content(_("Nobody sent us anybody then.\nThe right arrow shows another period."))
        return Content(_("Nobody bought anything then.\nThe right arrow shows another period."))

    def show_words(self) -> None:
        """The period above, the whole in the box."""
        frame, chips, top = self.query_one("#people"), self.query_one(Chips), self.top
        chips.chosen, chips.chip = self.period, "" if self.period else self._days_words()
        whole = format.number(top.whole) if self.by in COUNTS else format.money(top.whole)
        frame.border_title = Content(
            _("{shown} of {clients} · {measure}: {whole}").format(
                shown=format.number(len(top.rows)),
                clients=format.number(top.clients),
                measure=_(MEASURES[self.by]),
                whole=whole,
            )
        )
        frame.border_subtitle = Content(self._days_words())

    def _days_words(self) -> str:
        first, last = self.days
        if self.period == ALL or first is None or last is None:
            return ""
        return _("{first} to {last}").format(first=format.day(first), last=format.day(last))

    async def reread(self) -> None:
        """The file changed."""
        self._ask()

    def refresh_words(self) -> None:
        """The counts are stored translated."""
        super().refresh_words()
        self.show_words()
        self.people.reload()

    # Choosing

    @on(Chips.Chosen)
    def _clicked(self, message: Chips.Chosen) -> None:
        self._show_period(message.code)

    @on(Chips.Removed)
    def _dates_away(self) -> None:
        self._show_period(ALL)

    def action_turn_period(self, step: int) -> None:
        """← and →: the period beside."""
        codes = list(PERIODS)
        here = codes.index(self.period) if self.period else -1 if step > 0 else 0
        self._show_period(codes[(here + step) % len(codes)])

    def action_measure(self) -> None:
        """By revenue, by margin, by number of purchases, by whom they sent, in turn."""
        measures = list(MEASURES)
        self.by = measures[(measures.index(self.by) + 1) % len(measures)]
        self._ask()

    def action_limit(self) -> None:
        """More of them, then 20 again."""
        self.limit = LIMITS[(LIMITS.index(self.limit) + 1) % len(LIMITS)]
        self._ask()

    async def action_ranking(self) -> None:
        """R: the classes of clients."""
        await open_ranking(self.fichier)

    async def action_dates(self) -> None:
        """Two days."""

        def show(days: tuple[dt.date, dt.date] | None) -> None:
            if days is not None:
                self.period, self.days = "", days
                self._ask()

        await self.app.push_screen(DatesDialog(self.fichier.today), show)
