"""What has been kept long enough: card by card and register by register, and the one step that does it."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.retention import ACCOUNTS, ACTIONS, CONSENT_PROOF, TELL
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import OpenFile
from fichier_tui.storage.concurrent_edit import HOLD, HoldReason
from fichier_tui.storage.rights.cleaning_beside import clean_beside
from fichier_tui.storage.rights.retention import (
    DueCard,
    DueLines,
    RetentionDone,
    carry_out,
    due_cards,
    due_lines,
    release_card,
)
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.code_words import word
from fichier_tui.ui.dialogs.progress import ProgressDialog
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.register_words import DONE_TO, HELD_SHORT, RETENTION, RETENTION_SHORT
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.screens.card.opening import open_contact
from fichier_tui.ui.screens.list_screen import ListScreen, show_list
from fichier_tui.ui.screens.registers import keys
from fichier_tui.ui.screens.registers.times import TimesScreen
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.widgets.paged_list import PagedList

_REGISTERS_FROM = 1 << 40
"""Numbers of the lines that are no cards."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is due: a card, or lines of a register."""

    id: int
    card: DueCard | None = None
    lines: DueLines | None = None


class RetentionScreen(ListScreen[Line]):
    """A line for each card and each register."""

    TITLE_WORDS = N_("Retention")
    BELOW = (N_("Personal data"),)
    HELP_WORDS = (
        N_("Nobody may keep data for ever (GDPR, article 5.1.e). What has had its time stands here, the longest due "
           "first; what comes due within thirty days stands below."),
        N_("C archives, erases and removes it, once you have agreed; the sums of the accounts stay. H keeps a card, "
           "with its reason; L asks those whose time comes whether to stay; T shows every time with its source."),
    )  # fmt: skip
    KEYS = (common.OPEN, keys.CARRY_OUT, keys.HOLD, keys.ASK_STAY, keys.TIMES)
    EMPTY = N_("Nothing has been kept too long.\nT shows how long each kind of data is kept.")
    NO_ROW = N_("Nothing has been kept too long.")
    ON_ROW = ("open", "hold", "carry_out")
    FRAMED = True

    def columns(self) -> Sequence[Column[Line]]:
        """Since when, what is to be done, who."""
        return (
            Column("day", N_("Due on"), self._day, width=12),
            Column("action", N_("What"), self._what, width=19, flex=1, most=40),
            Column("name", N_("Who, or what"), _name, width=18, flex=2),
            Column("category", N_("Kind"), self._kind, width=16, flex=1, priority=2),
            Column("since", N_("Counted from"), _since, width=13, priority=3),
        )

    def make_list(self) -> PagedList[Line]:
        """Nothing is marked here."""
        return Lines(self.columns(), self.load, letters=True)

    async def read(self, app: FichierApp) -> None:
        """What is due now and soon, then the registers."""
        cards = await app.ask(due_cards, soon=True)
        lines = await app.ask(due_lines)
        self.take(
            [
                *(Line(card.id, card=card) for card in cards),
                *(Line(_REGISTERS_FROM + place, lines=one) for place, one in enumerate(lines)),
            ]
        )

    def heading(self) -> Content:
        """What C would do."""
        return Content(plan_words(self.to_do(), self.registers()))

    def to_do(self) -> list[DueCard]:
        """The cards that are due, and not held back."""
        today = self.fichier.today()
        cards = (row.card for row in self.rows.values() if row.card is not None)
        return [card for card in cards if card.due.is_due(today) and not card.due.held and card.due.action != TELL]

    def waiting(self) -> int:
        """How many cards are due and stay all the same: a request is open, an appointment is to come."""
        today = self.fichier.today()
        cards = (row.card for row in self.rows.values() if row.card is not None)
        return sum(bool(card.due.held) and card.due.is_due(today) for card in cards)

    def registers(self) -> list[DueLines]:
        """The registers with lines that are due."""
        return [row.lines for row in self.rows.values() if row.lines is not None]

    def _day(self, row: Line) -> Content:
        if row.card is None:
            return Content(format.day(row.lines.by)) if row.lines else Content("")
        due = row.card.due
        late = due.is_due(self.fichier.today())
        return Content(format.day(due.day)).stylize("bold" if late and not due.held else "$text-muted")

    def _what(self, row: Line) -> Content:
        if row.card is None:
            return Content(_("to remove")).stylize("$text-warning")
        card = row.card
        if card.due.held:
            return shown(card.hold or word(HELD_SHORT, card.due.held), "$text-muted")
        if not card.due.is_due(self.fichier.today()):
            return shown(_("soon"), "$text-muted")
        return shown(word(DONE_TO, card.due.action), "$text-warning")

    def _kind(self, row: Line) -> Content:
        category = row.card.due.category if row.card is not None else row.lines.category if row.lines else ""
        words = RETENTION if self.has_class("-two-panes") else RETENTION_SHORT
        return shown(word(words, category), "$text-muted")

    def disabled_reason(self, action: str) -> str | None:
        """What C and L need."""
        chosen = self.chosen
        if action == "carry_out" and not self.to_do() and not self.registers():
            return _("Nothing is due today.")
        if action in ("open", "hold") and chosen is not None and chosen.card is None:
            return _("These are lines of a register, not a card.")
        if action == "open" and chosen is not None and chosen.card is not None and in_archive(chosen.card):
            return _("This card is in the archive: it is read from there.")
        if action == "ask_stay" and not self._askable():
            return _("Nobody is to be asked today: it goes out within thirty days of the day, once.")
        return super().disabled_reason(action)

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: the card."""
        if self.chosen is None or self.chosen.card is None:
            return
        if in_archive(self.chosen.card):
            self.note(self.disabled_reason("open") or "")
        else:
            await open_contact(self.fichier, self.chosen.card.id)

    async def action_hold(self) -> None:
        """H: keep it, with its reason; or let it go."""
        if self.chosen is None or (card := self.chosen.card) is None:
            return
        if card.hold:
            await self.do(release_card, card.id, said="retention.released", name=card.name)
        else:
            await show_form(self.fichier, HoldDialog(card))

    async def action_times(self) -> None:
        """T: every time."""
        await show_list(self.fichier, TimesScreen())

    async def action_ask_stay(self) -> None:
        """L: write to those whose time comes."""
        from fichier_tui.domain.contactability import STAY
        from fichier_tui.ui.screens.sending.screen import SendingScreen

        if wanted := self._askable():
            await self.app.push_screen(SendingScreen(wanted, _("Stay in the file?"), purpose=STAY))

    def _askable(self) -> list[int]:
        cards = (row.card for row in self.rows.values() if row.card is not None)
        return [card.id for card in cards if card.may_be_asked and not card.due.held]

    async def action_carry_out(self) -> None:
        """C: do it, once it is agreed to."""
        cards, registers = self.to_do(), self.registers()
        if not cards and not registers:
            return
        waiting = waiting_words(self.waiting())
        body = Content.assemble(
            shown(plan_words(cards, registers), "bold"),
            "\n" if waiting else "",
            shown(waiting),
            "\n\n",
            shown(_("What is erased or removed is not taken back, not even by Ctrl+Z. The sums of the accounts stay.")),
        )
        question = confirmation(_("Do what is due"), body, _("Yes, do it"))

        def answered(answer: str | None) -> None:
            if answer == "yes":
                in_background(self, self._carry_out, group="retention", exclusive=True)

        await self.app.push_screen(question, answered)

    async def _carry_out(self) -> None:
        file = self.fichier.file
        if not isinstance(file, OpenFile):
            self.refuse(Refusal("file.locked"))
            return
        if not await self.fichier.copy_before("retention"):
            return
        cards = [card.id for card in self.to_do()]
        categories = [one.category for one in self.registers()]
        dialog = RetentionProgress()
        await self.app.push_screen(dialog)
        try:
            told = await asyncio.to_thread(_carried_out, file, cards, categories, dialog.working)
        except Refusal as refusal:
            self.refuse(refusal)
        else:
            self.say(Content(done_words(told)))
        finally:
            dialog.dismiss(None)
        await self.fichier.changed()


class RetentionProgress(ProgressDialog):
    """How far it is. Esc stops after the batch under way: the rest is still due."""

    HELP_WORDS = (N_("Esc stops after the cards under way; the rest stays due."),)
    WORDS = N_("Archiving, erasing, removing…")
    STOPPED = "retention.stopped"

    def heading(self) -> Content:
        """Its name."""
        return shown(_("What has been kept long enough"))


class HoldDialog(FormDialog):
    """Why a card is kept although its time has come."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The reason stands in the list until you take it away (H again): a lawsuit, an unpaid invoice."),
    )

    def __init__(self, card: DueCard) -> None:
        super().__init__()
        self.card = card
        self.correct(HOLD, card.id)

    def heading(self) -> Content:
        """Whose."""
        return shown(_("Keep this card: {name}").format(name=self.card.name))

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return (FieldSpec("reason", N_("Reason"), required=True, hint=N_("lawsuit, unpaid invoice…")),)

    async def values(self) -> Mapping[str, Any]:
        """The one it has by now."""
        return {"reason": self.card.hold if self.editing is None else self.editing.details.reason}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Keep it."""
        if self.editing is not None and not await self.editing.save(HoldReason(answers["reason"])):
            return False
        self.tell_done(done("retention.held", name=self.card.name))
        return True


def _carried_out(file: OpenFile, cards: Sequence[int], categories: Sequence[str], working: LongWork) -> RetentionDone:
    told = file.call(carry_out, cards, categories, lambda part: working.tell(0.8 * part))
    if told.erased:
        # Where another program reads the file it is put off to the next opening: what was erased is gone all the same.
        with contextlib.suppress(Refusal):
            clean_beside(file)
    return told


def in_archive(card: DueCard) -> bool:
    """Whether it is kept for its invoices, or its proofs, alone: each reading of those is told by the journal."""
    return card.due.category in (ACCOUNTS, CONSENT_PROOF)


def plan_words(cards: Sequence[DueCard], registers: Sequence[DueLines]) -> str:
    """ "12 to archive · 3 to erase · 40 lines to remove"; that nothing is due."""
    counts = Counter(card.due.action for card in cards)
    parts = [f"{format.number(counts[action])} {word(DONE_TO, action)}" for action in ACTIONS if counts[action]]
    if lines := sum(one.count for one in registers):
        parts.append(
            ngettext("{count} line to remove", "{count} lines to remove", lines).format(count=format.number(lines))
        )
    return " · ".join(parts) or _("Nothing is due today.")


def waiting_words(count: int) -> str:
    """That so many cards stay for now; empty for none."""
    if not count:
        return ""
    words = ngettext(
        "{count} card whose time has come stays: the list says why it waits.",
        "{count} cards whose time has come stay: the list says why each waits.",
        count,
    )
    return words.format(count=format.number(count))


def done_words(told: RetentionDone) -> str:
    """ "12 archived · 3 erased · 40 lines removed"."""
    parts = (
        (told.archived, ngettext("{count} archived", "{count} archived", told.archived)),
        (told.erased, ngettext("{count} erased", "{count} erased", told.erased)),
        (told.lines, ngettext("{count} line removed", "{count} lines removed", told.lines)),
    )
    return " · ".join(words.format(count=format.number(count)) for count, words in parts if count)


def _name(row: Line) -> Content:
    if row.card is not None:
        return shown(row.card.name)
    count = row.lines.count if row.lines else 0
    return Content(ngettext("{count} line", "{count} lines", count).format(count=format.number(count)))


def _since(row: Line) -> Content:
    return Content(format.day(row.card.due.since) if row.card is not None else "").stylize("$text-muted")
