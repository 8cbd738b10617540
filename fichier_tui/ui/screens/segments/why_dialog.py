"""Why is this one in the segment, or out of it? Of the contact under the cursor, or of any that one looks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.contact import ContactRow
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Node
from fichier_tui.domain.segment.explaining import Explanation, Reason
from fichier_tui.i18n import N_, _
from fichier_tui.storage import Session, read_contact
from fichier_tui.storage.segments import explain_segment
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.planner.add_dialog import found_rows
from fichier_tui.ui.segment_reasons import MET, NOT_MET, reason_line, verdict
from fichier_tui.ui.segment_words import Labels
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.marked_options import MarkedOptions
from fichier_tui.ui.words import sentence

TAKE = keys.Key(
    "why.take", "enter", "take", N_("Say why"), N_("Why?"), N_("Of the contact under the cursor."), rank=1, first=True
)
DOWN = keys.Key(
    "why.down", "down", "move(1)", N_("Next"), tooltip=N_("The line below."), rank=3, in_footer=False, first=True
)
UP = keys.Key(
    "why.up", "up", "move(-1)", N_("Previous"), tooltip=N_("The line above."), rank=4, in_footer=False, first=True
)


class WhyDialog(Dialog[None]):
    """Says of one contact after the other why it is in a segment or not."""

    KEYS = (TAKE, DOWN, UP)
    HELP_WORDS = (
        N_("What decides comes first, with what the card says: a tick for what is met, a cross for what is not."),
        N_("Type a name to ask about anybody else, in the segment or out of it; Enter says why."),
    )
    DEFAULT_CSS = """
    WhyDialog {
        align: center top;
        .dialog--box { margin-top: 2; width: 76; padding: 0 1; }
        Input { margin: 1 0; }
        OptionList > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
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
        options = MarkedOptions(markup=False)
        options.can_focus = False
        options.display = False
        yield LineInput(id="asked", placeholder=_("The name of a contact"))
        yield options
        yield VerticalScroll(Static(id="reasons", markup=False), id="reasons-box", can_focus=False)

    def on_mount(self) -> None:
        """The contact that was pointed at is explained at once."""
        super().on_mount()
        self.query_one(LineInput).focus()
        if self.contact is not None:
            in_background(self, partial(self._explain, self.contact), group="why", exclusive=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.refresh_bindings()
        in_background(self, partial(self._find, event.value), group="finding", exclusive=True)

    async def _find(self, typed: str) -> None:
        rows = await self.fichier.ask(found_rows, typed) if typed.strip() else ()
        self.found, self.found_for = tuple(rows), typed
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_row(row)) for row in self.found])
        options.display = bool(typed.strip())
        options.highlighted = 0 if self.found else None
        self.query_one("#reasons-box").display = not typed.strip()

    def disabled_reason(self, action: str) -> str | None:
        """There must be somebody to ask about."""
        if action == "take" and self.is_mounted and not self.query_one(LineInput).value.strip():
            return _("Type the name of a contact first.")
        return super().disabled_reason(action)

    def action_move(self, step: int) -> None:
        """The cursor of the names; while reasons are shown, they are scrolled."""
        options = self.query_one(OptionList)
        if options.display and self.found:
            options.highlighted = ((options.highlighted or 0) + step) % len(self.found)
        else:
            self.query_one("#reasons-box").scroll_relative(y=step, animate=False)

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        self.query_one(OptionList).highlighted = event.option_index
        await self.action_take()

    async def action_take(self) -> None:
        """Enter: the reasons of the one under the cursor."""
        entry = self.query_one(LineInput)
        if entry.value != self.found_for:
            # A burst of keys ends with Enter before the last letter was looked for.
            await self._find(entry.value)
        if self.found:
            chosen = self.found[self.query_one(OptionList).highlighted or 0]
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
