"""The counter: type, see, act. The line keeps the focus; every key is done before the next is looked at.

What the line says is `LineScreen`'s, the way in and out `KeepingScreen`'s; here is whom it is for, and Enter.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.input import Selection

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import enter_line
from fichier_tui.ui import keys as common
from fichier_tui.ui.background import in_background
from fichier_tui.ui.places import COUNTER
from fichier_tui.ui.screens.contacts.acting import ON_CONTACT
from fichier_tui.ui.screens.counter import keys
from fichier_tui.ui.screens.counter.beginning import BeginningScreen
from fichier_tui.ui.screens.counter.candidates import NEW, Candidates, Row
from fichier_tui.ui.screens.counter.confirming import confirmed
from fichier_tui.ui.screens.counter.drafts import Kept
from fichier_tui.ui.screens.counter.entry_line import CounterLine
from fichier_tui.ui.screens.counter.line_chips import LineChips
from fichier_tui.ui.screens.counter.piece_words import chips_of
from fichier_tui.ui.screens.counter.reading import Seen, is_called_so, is_name_alone, only_looks_up, within
from fichier_tui.ui.screens.counter.sentences import has_sentences
from fichier_tui.ui.screens.counter.telling import examples, remark, told, who_title
from fichier_tui.ui.screens.segments.showing import show_in_list
from fichier_tui.ui.templates import template_name

WRITES_MOST, WHO_LEAST = 14, 4
"""Rows, as `counter.tcss` has them where one pane stands above the other."""


class CounterScreen(BeginningScreen):
    """One line, one list."""

    PLACE = COUNTER
    TITLE_WORDS = N_("Counter")
    HELP_WORDS = (
        N_("Type what a customer says in one line: who, what, how much, what comes next. Enter notes it all at once."),
        N_("v is a visit, a a purchase, r a call, rdv an appointment, n a note, c a new contact; then the name."),
        N_("complaint notes one and plans the call back, cancel gives up an appointment, card 12345 gives a card."),
        N_("The arrows choose who is meant; a name alone opens the card. What bears a ? may mean something else."),
        N_('What follows ; is a note, what follows "then" comes next. Quotes around a name keep it as it is.'),
    )
    KEYS = keys.EVERY
    CSS_PATH = "counter.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#line"

    def compose_body(self) -> Iterable[Widget]:
        """The line, its pieces, whom it may mean, what it would write."""
        subject = Static(id="subject", markup=False)
        subject.display = False
        yield Horizontal(Static(":", id="prompt", markup=False), subject, CounterLine(), id="line-row")
        yield LineChips()
        yield Static(id="remark", markup=False)
        yield Container(
            Vertical(Candidates(self.fichier.today, id="candidates"), id="who"),
            VerticalScroll(Static(id="told", markup=False), id="writes", can_focus=False),
            id="panes",
        )

    def on_mount(self) -> None:
        """What was put aside, then who came last."""
        self.entry.placeholder = _("Who, what, how much, what comes next…")
        self._ask()

    # What is shown

    def show_seen(self) -> None:
        """Whom the line may mean, what is said of it, what Enter would write."""
        seen = self.seen
        if seen is None or not self.is_mounted:
            return
        today = self.fichier.today()
        self.candidates.rows, self.candidates.at = seen.rows, seen.at
        self.candidates.display = bool(seen.rows) or not self.line.text.strip()
        self.candidates.empty = Content(_("Nobody has come yet.\nF2 creates the first contact."))
        self.query_one("#who").border_title = who_title(self.line, seen)
        self.show_remark()
        writes = self.query_one("#writes")
        empty = not self.line.text.strip()
        writes.border_title = _("For instance") if empty else _("Enter will write")
        self.query_one("#told", Static).update(examples(self._templates()) if empty else told(self.line, seen, today))
        cut = not empty and not self._may_be_read(seen)
        writes.border_subtitle = _("cut off here: noted without the sentences to be said") if cut else ""
        self.refresh_bindings()

    def _may_be_read(self, seen: Seen) -> bool:
        """Whether all the sentences to be said have room on the screen: none is kept as said that nobody saw."""
        if not has_sentences(seen.meant):
            return True
        box, panes = self.query_one("#writes"), self.query_one("#panes")
        two = self.has_class("-two-panes")
        room = box.content_size.height if two else min(WRITES_MOST, panes.size.height - WHO_LEAST) - 1
        text = told(self.line, seen, self.fichier.today())
        return text.get_height({}, box.content_size.width) <= room

    def _templates(self) -> list[tuple[str, str]]:
        """(key, name) of the templates that there are."""
        return [
            (key.shown_key, template_name(template, self.fichier.today()))
            for key, template in zip(common.TEMPLATES, self.fichier.templates, strict=False)
            if template.line
        ]

    def show_remark(self) -> None:
        """The line under the pieces."""
        text = self.query_one("#remark", Static)
        chip = self.chosen_chip
        words = remark(self.line, chip, self.kept.text if not self.entry.value else "", self.fichier.today())
        text.update(words)
        text.set_class(bool(words.plain), "-there")

    def refresh_words(self) -> None:
        """The chips and the sentences hold translated words."""
        super().refresh_words()
        self.entry.placeholder = _("Who, what, how much, what comes next…")
        self.chips.chips = chips_of(self.line, self.fichier.today())
        self.show_seen()

    # Choosing

    @property
    def contact_shown(self) -> int | None:
        """The contact that is meant, as far as is known now."""
        if self.subject is not None:
            return self.subject
        return None if self.seen is None else self.seen.contact

    async def contact_meant(self) -> int | None:
        """The contact that is meant by the line as it stands."""
        await self.answered()
        if self.contact_shown is None:
            self.refuse(_("Choose a contact with the arrows first."))
        return self.contact_shown

    def acted(self) -> None:
        """A form was shown for somebody: the next letter begins another line, unless this one says more than a name."""
        if is_name_alone(self.line):
            self.entry.selection = Selection(0, len(self.entry.value))

    async def action_new_contact(self) -> None:
        """F2: the form of a new contact, begun with the name of the line."""
        await self.answered()
        await self.fichier.new_contact(self.line.who)
        self.acted()

    async def action_visit(self) -> None:
        """F5: somebody came; a name alone has served."""
        if (contact := await self.contact_meant()) is not None:
            await self.fichier.log_visit(contact)
            if is_name_alone(self.line) and self.seen is not None and only_looks_up(self.line, self.seen):
                self._clear()

    def disabled_reason(self, action: str) -> str | None:
        """Nobody is known to be missing before the file has answered; Esc always leads somewhere."""
        waits = (*ON_CONTACT, "template", "consents")
        if action == "template" and self.is_mounted and not self.entry.value.strip():
            return None
        if action == "back" or (action in waits and self.is_mounted and self.is_to_answer):
            return None
        if action == "pieces" and not (self.is_mounted and self.chips.chips):
            return _(keys.PIECES.elsewhere)
        return super().disabled_reason(action)

    def footer_words(self, key: common.Key) -> tuple[str, str]:
        """On a piece Enter writes nothing: it goes back to the line."""
        on_piece = key is keys.ENTER and self.is_mounted and self.chips.chosen is not None
        return keys.ENTER_ON_PIECE if on_piece else super().footer_words(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the pieces are letters of the line as long as none is chosen."""
        if action in keys.OF_PIECES and not (self.is_mounted and self.chips.chosen is not None):
            return False
        return super().check_action(action, parameters)

    async def action_choose(self, step: int) -> None:
        """↓ and ↑: the person below or above; ↑ from the first: the line put aside, or the pieces."""
        if self.chips.chosen is not None:
            self.leave_pieces()
            return
        seen = await self.answered()
        if seen is None:
            return
        at = seen.at if seen.at is not None else -1 if step > 0 else 0
        if at + step < 0:
            await self._above()
        elif seen.rows:
            self._pick(seen.rows[min(at + step, len(seen.rows) - 1)])

    def _pick(self, row: Row) -> None:
        if row.action is not None:
            self.action = row.id
        else:
            self.picked = row.id
        self._ask()

    @on(Candidates.Clicked)
    def _clicked(self, message: Candidates.Clicked) -> None:
        self.set_focus(self.entry)
        self._pick(message.row)

    async def _above(self) -> None:
        """↑ from the first person."""
        if not self.entry.value and self.kept.text:
            await self.take_up()
        elif self.chips.chips:
            self.action_pieces()

    # Enter

    async def action_enter_line(self) -> None:
        """Enter: write all that the line says; where it is not clear for whom, ask."""
        if self.chips.chosen is not None:
            self.leave_pieces()
            return
        seen = await self.answered()
        if seen is None:
            return
        if self._looks_up(seen):
            self._open(seen)
        elif seen.meant.segment:
            in_background(self, partial(self._show_segment, seen.meant.segment), group="open")
        elif not await self._asks(seen):
            await self._write(seen)

    def _looks_up(self, seen: Seen) -> bool:
        """Whether the line names somebody of the file, and says nothing of them."""
        return not self.line.text.strip() or only_looks_up(self.line, seen)

    def _open(self, seen: Seen) -> None:
        """The card; on an empty line, that of whom the arrows chose."""
        if seen.contact is not None and (self.line.text.strip() or self.picked is not None):
            in_background(self, partial(self._open_card, seen.contact), group="open")
        elif not self.fichier.status.content.plain:  # one Enter too many takes away no word of what was noted
            self.note(_("Nothing is written yet: type a name, or choose one with ↑ and ↓."))

    async def _open_card(self, contact: int) -> None:
        await self.fichier.open_contact(contact)
        self._clear()

    async def _show_segment(self, name: str) -> None:
        """The list of contacts, with those of a segment alone."""
        self._clear()
        try:
            found = await self.fichier.ask(within, name)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await show_in_list(self.fichier, name, found)

    async def _asks(self, seen: Seen) -> bool:
        """Whether one must choose first: several fit, nobody does, the new one is known, several things are planned."""
        known = bool(seen.meant.faults) and seen.meant.faults[0].code == "line.known_already"
        known |= seen.is_new and self.picked is None and is_called_so(seen.rows[0])
        if not seen.rows or not (seen.meant.faults or known) or (seen.at is not None and not known):
            return False
        if seen.came_last:
            return False  # nobody was named: those who came last are there to be chosen, not to be taken
        first = seen.rows[0]
        self._pick(first)
        if first.action is not None:
            self.refuse(_("Which one? ↑ and ↓ choose, Enter notes it."))
        elif first.id == NEW:
            self.refuse(_("Nobody of that name. Enter again creates this contact; or correct the name."))
        elif known:
            await self._tell_known()
        else:
            self.refuse(_("For whom? ↑ and ↓ choose, Enter notes it."))
        return True

    async def _tell_known(self) -> None:
        """The one to be created is in the file: what Enter does there depends on whether there is anything to note."""
        seen = await self.answered()
        if seen is not None and only_looks_up(self.line, seen):
            self.refuse(_("Already in the file by that name: Enter opens that card, ↓ creates another."))
        else:
            self.refuse(_("Already in the file by that name: Enter notes it there, ↓ creates another."))

    async def _write(self, seen: Seen) -> None:
        """As it was resolved for the row under the cursor, nothing else."""
        new = seen.is_new
        contact = None if new else seen.contact
        try:
            entered = await self.fichier.ask(
                enter_line,
                self.line,
                contact,
                as_new=new and self.picked == NEW,
                inside_card=self.subject is not None,
                action=self.action,
                sentences_shown=self._may_be_read(seen),
            )
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if entered.entry:
            self.noted = (entered.entry, Kept(self.line.text, self.subject))
            self.say(confirmed(self.line, entered, self.fichier.today()))
        else:
            self.note(_("The file says so already: there was nothing to write."))
        self._clear()
        await self._keep_now()
        await self.fichier.changed()
