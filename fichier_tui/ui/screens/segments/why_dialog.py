"""Why is this one in the segment, or out of it? Of the contact under the cursor, or of any that one looks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Node
from fichier_tui.domain.segment.explaining import Explanation, Reason
from fichier_tui.i18n import N_, _
from fichier_tui.storage import Session, read_contact
from fichier_tui.storage.segments.saved import explain_segment
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.offering import DOWN, UP, OfferingDialog, OfferingLine
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.planner.add_dialog import found_rows
from fichier_tui.ui.segment_reasons import MET, NOT_MET, reason_line, verdict
from fichier_tui.ui.segment_words import Labels
from fichier_tui.ui.words import sentence

TAKE = keys.Key(
    "why.take", "enter", "choose", N_("Say why"), N_("Why?"), N_("Of the contact under the cursor."), rank=1
)


class WhyDialog(OfferingDialog[None]):
    """Says of one contact after the other why it is in a segment or not."""

    KEYS = (TAKE, DOWN, UP)
    HELP_WORDS = (
        N_("What decides comes first, with what the card says: a tick for what is met, a cross for what is not."),
        N_("Type a name to ask about anybody else, in the segment or out of it; Enter says why."),
    )
    DEFAULT_CSS = """
    WhyDialog {
        .dialog--box { width: 76; }
        #reasons-box { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
        #reasons { height: auto; }
    }
    """

    def __init__(self, tree: Node, labels: Labels, contact: int | None = None) -> None:
        """`contact` is asked about at once."""
        super().__init__()
        self.segment_tree, self.labels, self.contact = tree, labels, contact
        self.found: tuple[ContactRow, ...] = ()
        self.found_for = ""
        """What was typed when these were found."""

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Why in, why out?"))

    def compose_box(self) -> Iterable[Widget]:
        """The field, whom it finds, and the reasons."""
        options = self.make_options()
        options.display = False
        yield OfferingLine(id="asked", placeholder=_("The name of a contact"))
        nobody = Static(shown(_("Nobody of that name in the whole file.")), id="nobody")
        nobody.display = False
        yield options
        yield nobody
        yield VerticalScroll(Static(id="reasons", markup=False), id="reasons-box", can_focus=False)

    def on_mount(self) -> None:
        """The contact that was pointed at is explained at once."""
        super().on_mount()
        self.query_one(OfferingLine).focus()
        if self.contact is not None:
            in_background(self, partial(self._explain, self.contact), group="why", exclusive=True)

    def offer(self, typed: str) -> None:
        """Look for whom it may mean."""
        self.offered_for = typed
        self.refresh_bindings()
        in_background(self, partial(self._find, typed), group="finding", exclusive=True)

    async def _find(self, typed: str) -> None:
        rows = await self.fichier.ask(found_rows, typed) if typed.strip() else ()
        self.found, self.found_for = tuple(rows), typed
        self.options.replace((Option(_row(row)) for row in self.found), cursor=0)
        nobody = bool(typed.strip()) and not self.found
        self.options.display = bool(self.found)
        self.query_one("#nobody").display = nobody
        self.query_one("#reasons-box").display = not typed.strip()

    def disabled_reason(self, action: str) -> str | None:
        """There must be somebody to ask about."""
        if action == "choose" and self.is_mounted and not self.query_one(OfferingLine).value.strip():
            return _("Type the name of a contact first.")
        return super().disabled_reason(action)

    def action_move(self, step: int) -> None:
        """The cursor of the names; while reasons are shown, they are scrolled."""
        if self.options.display and self.found:
            super().action_move(step)
        else:
            self.query_one("#reasons-box").scroll_relative(y=step, animate=False)

    async def action_choose(self) -> None:
        """Enter: the reasons of the one under the cursor."""
        entry = self.query_one(OfferingLine)
        if entry.value != self.found_for:
            # A burst of keys ends with Enter before the last letter was looked for.
            await self._find(entry.value)
        if self.found:
            chosen = self.found[self.options.highlighted or 0]
            entry.set_typed("")
            await self._find("")
            await self._explain(chosen.id)

    async def _explain(self, contact: int) -> None:
        try:
            name, explained, today = await self.fichier.ask(_asked, self.segment_tree, contact)
        except Refusal as refusal:
            self.query_one("#reasons", Static).update(shown(sentence(refusal), "$text-error"))
            return
        self.contact = contact
        lines = [shown(verdict(explained, name), "bold"), Content("")]
        lines += [_drawn(reason, self.labels, today) for reason in explained.reasons]
        self.query_one("#reasons", Static).update(Content("\n").join(lines))


def _asked(session: Session, tree: Node, contact: int) -> tuple[str, Explanation, dt.date]:
    """The name of a contact, why it is in or out, and the day."""
    return read_contact(session, contact).name, explain_segment(session, tree, contact), session.today


def _row(row: ContactRow) -> Content:
    return Content.assemble(" ", shown(row.name), "  ", shown(row.town, "$text-muted"))


def _drawn(reason: Reason, labels: Labels, today: dt.date) -> Content:
    """What decides stands out; the rest is there, muted."""
    mark = shown(MET, "bold $text-success") if reason.holds else shown(NOT_MET, "bold $text-error")
    words = shown(reason_line(reason, labels, today), "" if reason.deciding else "$text-muted")
    return Content.assemble(mark, " ", words)
