"""The third step: what an import would do, contact by contact, and what was not understood. Nothing is written yet."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from fichier_tui.domain.import_plan import ImportPlan, PlannedContact, Refused
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Decision, ImportOutcome, count_outcome
from fichier_tui.storage.imports import HELD
from fichier_tui.ui import format
from fichier_tui.ui.import_words import erased_words, notes_to_check, reason_words, same_words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.importing import keys as own
from fichier_tui.ui.screens.importing.held import turned
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList

REFUSED = "refused"
VIEWS: dict[str, tuple[str, str]] = {
    "all": (N_("All contacts"), N_("All")),
    "created": (N_("To create"), N_("Create")),
    "updated": (N_("To complete"), N_("Complete")),
    "unchanged": (N_("Unchanged"), N_("Unchanged")),
    HELD: (N_("To look at"), N_("Look")),
    REFUSED: (N_("Not understood"), N_("Not understood")),
}
_OUTCOMES: dict[str, tuple[str, str, str]] = {
    "created": ("+ ", N_("to create"), "$text-success"),
    "updated": ("~ ", N_("to complete"), "$accent"),
    "unchanged": ("= ", N_("unchanged"), "$text-muted"),
    HELD: ("? ", N_("to look at"), "$text-warning"),
    "erased": ("! ", N_("erased"), "$text-warning"),
}
ROWS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything this step shows; made off the screen's own time."""

    plan: ImportPlan
    decisions: tuple[Decision, ...]
    outcome: ImportOutcome
    to_check: int
    """How many contacts come with a note whose words should be looked at (see `domain.sensitive_text`)."""
    views: dict[str, array[int]]
    """By view, the places of its lines among the decisions, or among what was refused."""
    whose: dict[int, str]
    """By row of which something was not understood, the contact whose note keeps it; nobody for a row left out."""


def made_preview(plan: ImportPlan, decisions: tuple[Decision, ...]) -> Preview:
    """Sort the decisions by what they are."""
    views: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    for place, decision in enumerate(decisions):
        views[decision.outcome].append(place)
    views["all"] = array("q", range(len(decisions)))
    views[REFUSED] = array("q", range(len(plan.refused)))
    unclear = {refused.row for refused in plan.refused}
    whose = {
        row: decision.planned.details.display_name
        for decision in (decisions if unclear else ())
        for row in decision.planned.rows
        if row in unclear
    }
    return Preview(plan, decisions, count_outcome(decisions), plan.to_check, dict(views), whose)


# A list has the arrows for itself, in vain: nothing is as wide. Bound here, they are in the line of keys.
_VIEWS_BESIDE: list[BindingType] = [own.RIGHT.binding("screen.turn(1)"), own.LEFT.binding("screen.turn(-1)")]
Line = tuple[int, Decision]
RefusedLine = tuple[int, Refused]


class Decisions(Lines[Line]):
    """Contacts: Enter imports; a click only moves the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [own.IMPORT.binding("screen.write"), *_VIEWS_BESIDE]

    def action_select(self) -> None:
        """A second click on a line is no order to import."""


class NotUnderstood(Lines[RefusedLine]):
    """What was not understood, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = _VIEWS_BESIDE


class PreviewStep(Vertical):
    """A line of views, and the list of the one that is chosen."""

    DEFAULT_CSS = """
    PreviewStep {
        Chips { margin-top: 1; }
        #lines { height: 1fr; border-top: solid $line; border-title-color: $accent; border-title-style: bold; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.preview: Preview | None = None
        self.view = "all"

    def compose(self) -> ComposeResult:
        """Both lists, one shown."""
        self.contacts = Decisions(
            (
                Column[Line]("outcome", N_("What"), _outcome, width=13),
                Column[Line]("name", N_("Name"), _name, width=20, flex=2),
                Column[Line]("town", N_("Town"), _town, width=12, flex=1, priority=3),
                Column[Line]("with", N_("With"), _with, width=20, flex=2, priority=2),
                Column[Line]("rows", N_("Rows"), _rows_of, width=8, priority=4),
            ),
            self._contacts,
            id_of=lambda line: line[0],
            empty=Content(_("No contact here.\nThe right arrow shows another view.")),
            id="decisions",
        )
        self.refused = NotUnderstood(
            (
                Column[RefusedLine]("row", N_("Row"), _row, width=7, align="right"),
                Column[RefusedLine]("name", N_("Name"), self._whose, width=16, flex=2, priority=2),
                Column[RefusedLine]("column", N_("Column"), _column, width=10, flex=1, priority=4),
                Column[RefusedLine]("value", N_("What it holds"), _value, width=12, flex=2, priority=3),
                Column[RefusedLine]("reason", N_("Why it was not understood"), _reason, width=32, flex=3),
            ),
            self._refused,
            id_of=lambda line: line[0],
            empty=Content(_("Everything was understood.\nThe right arrow shows the contacts: Enter imports them.")),
            id="refused",
        )
        self.refused.display = False
        yield Chips(VIEWS, self.view)
        with Vertical(id="lines"):
            yield self.contacts
            yield self.refused

    def _whose(self, line: RefusedLine) -> Content:
        return shown((self.preview.whose.get(line[1].row, "") if self.preview else "") or "—")

    async def _contacts(self, ids: Sequence[int]) -> list[Line]:
        preview = self.preview
        return [] if preview is None else [(number, preview.decisions[number]) for number in ids]

    async def _refused(self, ids: Sequence[int]) -> list[RefusedLine]:
        preview = self.preview
        return [] if preview is None else [(number, preview.plan.refused[number]) for number in ids]

    @property
    def list_shown(self) -> PagedList[Line] | PagedList[RefusedLine]:
        """The list of the present view."""
        return self.refused if self.view == REFUSED else self.contacts

    def show(self, preview: Preview) -> None:
        """Show a preview, from its beginning."""
        self.preview = preview
        self.refused.show(preview.views[REFUSED], keep_cursor=False)
        self.show_view("all")

    def show_view(self, view: str, *, keep_cursor: bool = False) -> None:
        """Show one of VIEWS; the keys go to its list."""
        if self.preview is None:
            return
        self.view = view
        self.query_one(Chips).chosen = view
        ids = self.preview.views.get(view, array("q"))
        self.contacts.display = view != REFUSED
        self.refused.display = view == REFUSED
        if view != REFUSED:
            self.contacts.show(ids, keep_cursor=keep_cursor)
        if self.screen.focused in (None, self.contacts, self.refused):
            self.list_shown.focus()
        frame = self.query_one("#lines")
        if view == REFUSED:
            count = len(ids)
            words = ngettext("{count} not understood, kept in notes", "{count} not understood, kept in notes", count)
            frame.border_title = Content(words.format(count=format.number(count)))
        else:
            told = format.contacts(len(ids))
            why = _("with the telephone or the e-mail of somebody erased")
            frame.border_title = Content(f"{told} {why}" if view == HELD and len(ids) else told)

    def row_of(self, place: int) -> tuple[tuple[Refused, ...], str]:
        """(all that was not understood in the row of that line, whose card keeps it)."""
        if self.preview is None:
            return (), ""
        row = self.preview.plan.refused[place].row
        together = tuple(refused for refused in self.preview.plan.refused if refused.row == row)
        return together, self.preview.whose.get(row, "")

    @property
    def held(self) -> int | None:
        """The place of the contact under the cursor, if it may be somebody erased."""
        place = self.contacts.cursor_id if self.view != REFUSED else None
        if self.preview is None or place is None or not self.preview.decisions[place].resembles:
            return None
        return place

    def turn_held(self) -> None:
        """The contact under the cursor is another person, or no longer; the view stays where it is."""
        if self.preview is not None and (place := self.held) is not None:
            self.preview = made_preview(self.preview.plan, turned(self.preview.decisions, place))
            self.show_view(self.view, keep_cursor=True)

    def turn(self, step: int) -> None:
        """The view beside."""
        codes = list(VIEWS)
        self.show_view(codes[(codes.index(self.view) + step) % len(codes)])

    @on(Chips.Chosen)
    def _clicked(self, message: Chips.Chosen) -> None:
        message.stop()
        self.show_view(message.code)

    def refresh_words(self) -> None:
        """The frame's title is stored translated."""
        self.show_view(self.view)


def counts_told(preview: Preview) -> Content:
    """The line of counts."""
    outcome = preview.outcome
    words = _("{created} to create · {updated} to complete · {unchanged} unchanged · {purchases}").format(
        created=format.number(outcome.created),
        updated=format.number(outcome.updated),
        unchanged=format.number(outcome.unchanged),
        purchases=format.purchases(outcome.purchases),
    )
    told = Content(words).stylize("$foreground")
    if count := outcome.erased:
        told = told.append(Content(" · ! " + erased_words(count)).stylize("$text-warning"))
    if count := outcome.held:
        words = ngettext("{count} to look at", "{count} to look at", count).format(count=format.number(count))
        told = told.append(Content(f" · ? {words}").stylize("$text-warning"))
    if count := len(preview.plan.refused):
        unclear = ngettext("{count} not understood", "{count} not understood", count)
        told = told.append(Content(" · ! " + unclear.format(count=format.number(count))).stylize("$text-warning"))
    if count := preview.to_check:
        told = told.append(Content(" · ! " + notes_to_check(count)).stylize("$text-warning"))
    return told


def _outcome(line: Line) -> Content:
    mark, words, style = _OUTCOMES[line[1].outcome]
    return Content(mark + _(words)).stylize(style)


def _name(line: Line) -> Content:
    return shown(line[1].planned.details.display_name)


def _town(line: Line) -> Content:
    return shown(next((address.town for address in line[1].planned.details.addresses if address.town), ""))


def _with(line: Line) -> Content:
    decision = line[1]
    resembles = (same_words(decision),) if decision.resembles else ()
    return Content(", ".join((*resembles, *_added(decision.planned))))


def _added(planned: PlannedContact) -> Iterable[str]:
    """What comes with a contact, in words."""
    if planned.purchases:
        cents = sum(purchase.amount_cents for purchase in planned.purchases)
        yield f"{format.purchases(len(planned.purchases))} {format.money(cents)}"
    if planned.visits:
        yield format.visits(len(planned.visits))
    if planned.actions:
        count = len(planned.actions)
        yield ngettext("{count} action", "{count} actions", count).format(count=count)
    if planned.consents:
        count = len(planned.consents)
        yield ngettext("{count} consent", "{count} consents", count).format(count=count)
    if planned.notes or planned.import_note:
        yield _("a note")


def _rows_of(line: Line) -> Content:
    rows = line[1].planned.rows
    more = "…" if len(rows) > ROWS_SHOWN else ""
    return Content(", ".join(map(str, rows[:ROWS_SHOWN])) + more).stylize("$text-muted")


def _row(line: RefusedLine) -> Content:
    return Content(format.number(line[1].row))


def _column(line: RefusedLine) -> Content:
    return shown(line[1].column or "—")


def _value(line: RefusedLine) -> Content:
    return shown(line[1].value)


def _reason(line: RefusedLine) -> Content:
    return shown(reason_words(line[1].reason))
