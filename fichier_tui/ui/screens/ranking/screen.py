"""The classes of clients: how many are in each, what they bring in, by which rule; Enter shows who they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rfm import Thresholds
from fichier_tui.domain.segment import Condition
from fichier_tui.domain.segment.tree import EQUAL
from fichier_tui.i18n import N_, _
from fichier_tui.storage import find_segment, rfm_classes, rfm_thresholds
from fichier_tui.storage.segments.rfm import ClassFigures
from fichier_tui.storage.segments.saved import save_segment
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.code_words import word
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.done import done
from fichier_tui.ui.rfm_words import CLASS_NAMES, CLASS_SENTENCES, rule_words, rules_table, scores_table
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.segments.name_dialog import NameDialog
from fichier_tui.ui.screens.segments.showing import SHOW_IN_LIST, show_in_list
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

SAVE = keys.Key(
    "ranking.save",
    "s",
    "save_segment",
    N_("Save as a segment"),
    N_("Segment"),
    N_("A segment of this class, which follows the file like any other."),
    rank=22,
)
LITTLE = 26
"""Lines of a screen that has no room to spare."""
BAR = 8
"""Cells of a whole bar, in the columns of shares."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class with its figures, its shares of all clients and of their revenue, and of the greatest share (0 to 1)."""

    id: int
    figures: ClassFigures
    share: float
    revenue_share: float
    share_of_most: float
    revenue_of_most: float


def class_rows(classes: Sequence[ClassFigures]) -> dict[int, ClassRow]:
    """The rows by their place, from 1."""
    clients, cents = [one.clients for one in classes], [max(one.revenue_cents, 0) for one in classes]

    def part(value: int, whole: int) -> float:
        return value / whole if whole else 0.0

    return {
        place: ClassRow(
            place,
            one,
            part(one.clients, sum(clients)),
            part(one.revenue_cents, sum(cents)),
            part(one.clients, max(clients)),
            part(max(one.revenue_cents, 0), max(cents)),
        )
        for place, one in enumerate(classes, 1)
    }


def bar(part: float, width: int = BAR) -> str:
    """A share as a bar of at most `width` cells; the smallest that is not nothing is one thin cell."""
    full = round(max(0.0, min(part, 1.0)) * width)
    return "━" * full if full or part <= 0 else "╸"


COLUMNS = (
    Column[ClassRow]("name", N_("Class"), lambda row: shown(word(CLASS_NAMES, row.figures.code), "bold"), width=16),
    Column[ClassRow](
        "clients", N_("Clients"), lambda row: Content(format.number(row.figures.clients)), width=7, align="right"
    ),
    Column[ClassRow]("share", "", lambda row: Content(format.percent(row.share)), width=5, align="right"),
    Column[ClassRow]("bar", "", lambda row: Content(bar(row.share_of_most)).stylize("$accent"), width=BAR, priority=2),
    Column[ClassRow](
        "revenue",
        N_("Revenue"),
        lambda row: Content(format.money(row.figures.revenue_cents, whole=True)),
        width=11,
        align="right",
    ),
    Column[ClassRow](
        "revenue_share", "", lambda row: Content(format.percent(row.revenue_share)), width=5, align="right"
    ),
    Column[ClassRow](
        "revenue_bar", "", lambda row: Content(bar(row.revenue_of_most)).stylize("$secondary"), width=BAR, priority=3
    ),
)


class RankingScreen(FichierScreen[None]):
    """A line for each class; under it, or beside it, its rule and what the scores are."""

    PLACE = "segments"
    TITLE_WORDS = N_("Classes of clients (RFM)")
    HELP_WORDS = (
        N_("Each client has three scores: how lately (R), how often (F) and for how much (M) they bought; 5 is best."),
        N_("A score is the fifth of the clients that one is in; equal values always have equal scores."),
        N_("The three scores make one of nine classes. Enter shows who is in the class, S makes a segment of it."),
    )
    KEYS = (SAVE, SHOW_IN_LIST)
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    RankingScreen {
        #panes { height: 1fr; layout: horizontal; padding: 0 1; }
        #left { width: 1fr; }
        #classes-box, #rule, #rules {
            border-top: solid $line; border-title-color: $accent; border-title-style: bold;
            border-subtitle-color: $text-muted;
        }
        #classes-box { height: 11; }
        #rule { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #rules { display: none; width: 38; height: 1fr; margin-left: 1; padding: 0 1; }
        &.-two-panes #rules { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[int, ClassRow] = {}
        self.thresholds = Thresholds()

    def compose_body(self) -> Iterable[Widget]:
        """The classes, and the rule of the one under the cursor."""
        self.list: PagedList[ClassRow] = PagedList(COLUMNS, self._load, id="classes", letters=True)
        with Container(id="panes"):
            with Vertical(id="left"):
                yield Vertical(self.list, id="classes-box")
                yield VerticalScroll(Static(id="sentences", markup=False), id="rule", can_focus=False)
            yield VerticalScroll(Static(id="table", markup=False), id="rules", can_focus=False)

    def on_mount(self) -> None:
        """Read the classes."""
        in_background(self, self.reread, group="ranking", exclusive=True)

    def crumbs(self) -> tuple[str, ...]:
        """Its name."""
        return (_("Classes"),)

    @property
    def chosen(self) -> ClassRow | None:
        """The class under the cursor."""
        return self.rows.get(self.list.cursor_id or 0)

    async def _load(self, ids: Sequence[int]) -> Sequence[ClassRow]:
        return [self.rows[number] for number in ids if number in self.rows]

    async def reread(self) -> None:
        """Count the classes anew: any write may move a client to another."""
        self.thresholds = await self.fichier.ask(rfm_thresholds)
        found = await self.fichier.ask(rfm_classes)
        self.rows = class_rows(found)
        self._show()

    def _show(self) -> None:
        self.list.show(list(self.rows))
        clients = sum(row.figures.clients for row in self.rows.values())
        cents = sum(row.figures.revenue_cents for row in self.rows.values())
        self.query_one("#classes-box").border_title = Content(
            _("Who bought: {clients}, {revenue}").format(
                clients=format.contacts(clients), revenue=format.money(cents, whole=True)
            )
        )
        self._show_rule()
        self.refresh_bindings()

    @on(PagedList.Highlighted)
    def _moved(self) -> None:
        self._show_rule()
        self.refresh_bindings()

    def _show_rule(self) -> None:
        row, box = self.chosen, self.query_one("#rule")
        if row is None:
            return
        code = row.figures.code
        box.border_title = Content(word(CLASS_NAMES, code))
        box.border_subtitle = Content(_("scores: 5 is best"))
        # On a small screen there is no room for a blank line.
        blank = [Content("")] if self.size.height > LITTLE else []
        lines = [Content(word(CLASS_SENTENCES, code)), *blank, rule_words(code), *blank, *scores_table(self.thresholds)]
        self.query_one("#sentences", Static).update(Content("\n").join(lines))
        self.query_one("#rules").border_title = Content(_("All the rules"))
        self.query_one("#table", Static).update(Content("\n").join(rules_table(code)))

    def on_resize(self, event: events.Resize) -> None:
        """A higher window has room for blank lines."""
        if self.rows:
            self._show_rule()

    def refresh_words(self) -> None:
        """What is stored is translated anew."""
        super().refresh_words()
        if self.rows:
            self._show()

    # Keys

    def disabled_reason(self, action: str) -> str | None:
        """A class of nobody has nobody to show."""
        if action in ("show_in_list", "export") and self.is_mounted:
            row = self.chosen
            if row is None or not row.figures.clients:
                return _("Nobody is in this class today.")
        return super().disabled_reason(action)

    def _condition(self) -> Condition | None:
        row = self.chosen
        return None if row is None else Condition("rfm", EQUAL, row.figures.code)

    @on(PagedList.Selected)
    async def _open(self) -> None:
        row = self.chosen
        if row is not None and row.figures.clients:
            await self.action_show_in_list()
        else:
            self.note(_("Nobody is in this class today."))

    async def action_show_in_list(self) -> None:
        """Enter, Ctrl+L: the list of contacts with only these."""
        if (condition := self._condition()) is not None:
            ids = await self.fichier.ask(find_segment, condition)
            # This screen may be one of those that are left: it cannot wait for its own end.
            self.app.call_later(show_in_list, self.fichier, word(CLASS_NAMES, str(condition.value)), ids)

    async def action_export(self) -> None:
        """F9."""
        if (condition := self._condition()) is not None:
            export_from(self, await self.fichier.ask(find_segment, condition), word(CLASS_NAMES, str(condition.value)))

    def action_save_segment(self) -> None:
        """S: a segment of the class, under a name."""
        condition = self._condition()
        if condition is None:
            return

        async def save(name: str | None) -> None:
            if not name:
                return
            try:
                await self.fichier.ask(save_segment, name, condition)
            except Refusal as refusal:
                self.refuse(refusal)
                return
            self.say(done("segment.saved", name=name))
            await self.fichier.changed()

        self.app.push_screen(NameDialog(word(CLASS_NAMES, str(condition.value))), save)
