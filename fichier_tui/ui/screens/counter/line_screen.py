"""The line of the counter and its pieces: read at each letter, and answered by the file on its own thread.

An answer that was overtaken by another letter is dropped; `answered` waits for that to the line as it stands.
"""

from __future__ import annotations

from textual import on
from textual.worker import Worker

from fichier_tui.domain.line import Line
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.line.vocabulary import NO_WORDS, Vocabulary
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import line_vocabulary
from fichier_tui.ui.background import in_background
from fichier_tui.ui.screens.contacts.acting import ActingScreen
from fichier_tui.ui.screens.counter import changing
from fichier_tui.ui.screens.counter.candidates import Candidates
from fichier_tui.ui.screens.counter.entry_line import CounterLine
from fichier_tui.ui.screens.counter.line_chips import LineChips
from fichier_tui.ui.screens.counter.piece_words import Chip, chips_of
from fichier_tui.ui.screens.counter.reading import Asked, Seen, look


class LineScreen(ActingScreen[None]):
    """What the line says, piece by piece. `CounterScreen` chooses and writes."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()
        """What the line says, as it was read last."""
        self.subject: int | None = None
        """The contact of the card that one came from."""
        self.picked: int | None = None
        """Who was chosen in the list."""
        self.action: int | None = None
        """What is done or put off, where it was chosen in the list."""
        self.as_text: frozenset[str] = frozenset()
        """The words of pieces that were turned back into words."""
        self.seen: Seen | None = None
        """What the file said last."""
        self.vocabulary: Vocabulary | None = None
        self._cycle: changing.Cycle | None = None
        """The meanings of the piece that Space was pressed on."""
        self._to_read: Asked | None = None
        self._reading: Worker[None] | None = None

    @property
    def entry(self) -> CounterLine:
        """Where one types."""
        return self.query_one(CounterLine)

    @property
    def candidates(self) -> Candidates:
        """Whom the line may mean."""
        return self.query_one(Candidates)

    @property
    def chips(self) -> LineChips:
        """What was understood."""
        return self.query_one(LineChips)

    # What the screen does of it

    def show_seen(self) -> None:
        """The file answered."""
        raise NotImplementedError

    def show_remark(self) -> None:
        """Another piece is chosen."""
        raise NotImplementedError

    # Reading

    @on(CounterLine.Typed)
    def _typed(self) -> None:
        self.take_typed()

    def take_typed(self, *, again: bool = False) -> None:
        """Read the line as it stands, and ask the file about it; nothing where that was done."""
        text = self.entry.value
        if text == self.line.text and not again:
            return
        before = self.line.text
        self.line = self._read_as(text)
        if not text.strip() or not before.strip():
            self.picked, self.action, self.as_text = None, None, frozenset()
        self.chips.chips = chips_of(self.line, self.fichier.today())
        self._keep_chosen(again)
        self._ask()

    def _read_as(self, text: str) -> Line:
        """What a text says, read as the line is."""
        words = self.vocabulary or NO_WORDS
        inside = self.subject is not None
        return read_line(text, self.fichier.today(), words, as_text=self.as_text, inside_card=inside)

    def _keep_chosen(self, stays: bool) -> None:
        """The pieces changed: after a letter typed, the keys are the line's again."""
        last = len(self.chips.chips) - 1
        if self.chips.chosen is not None:
            self.chips.chosen = min(self.chips.chosen, last) if stays and last >= 0 else None

    def _ask(self) -> None:
        """Ask the file whom the line means; what is asked already is answered first, and dropped."""
        self._to_read = Asked(self.line, self.subject, self.picked, self.action)
        if self._reading is None:
            self._reading = in_background(self, self._read, group="look")

    async def _read(self) -> None:
        """Ask until nothing newer is to be asked."""
        try:
            while self._to_read is not None:
                await self._read_once()
        finally:
            self._reading = None
        self.refresh_bindings()

    async def _read_once(self) -> None:
        try:
            if self.vocabulary is None:
                self.vocabulary = await self.fichier.ask(line_vocabulary)
                self.take_typed(again=True)
            asked, self._to_read = self._to_read or Asked(self.line), None
            seen = await self.fichier.ask(look, asked)
        except Refusal as refusal:
            self._to_read = self.seen = None
            self.refuse(refusal)
            return
        if self._to_read is None and seen.names - self.as_text:
            self.as_text |= seen.names
            self.take_typed(again=True)
        elif self._to_read is None:
            self.seen = seen
            self.show_seen()

    @property
    def is_to_answer(self) -> bool:
        """Whether the file has not yet answered to the line as it stands."""
        return self._reading is not None or self.entry.value != self.line.text

    async def answered(self) -> Seen | None:
        """What the file says to the line as it stands: everything typed before has been asked."""
        self.take_typed()
        while self._reading is not None:
            await self._reading.wait()
        return self.seen if self.seen is not None and self.seen.asked.line is self.line else None

    async def reread(self) -> None:
        """The file changed: its words, and whom the line means."""
        self.vocabulary = None
        self._ask()

    # The pieces

    @property
    def chosen_chip(self) -> Chip | None:
        """The piece that the keys are on."""
        chips, place = self.chips.chips, self.chips.chosen
        return chips[place] if place is not None and place < len(chips) else None

    def action_pieces(self) -> None:
        """Tab: to the pieces, the first that is unclear or else the last; Tab again: back."""
        self.take_typed()
        if self.chips.chosen is not None or not self.chips.chips:
            self.leave_pieces()
            return
        unclear = [place for place, chip in enumerate(self.chips.chips) if chip.ambiguity or chip.unread]
        self._choose_chip(unclear[0] if unclear else len(self.chips.chips) - 1)

    def leave_pieces(self) -> None:
        """Back to the line."""
        self._choose_chip(None)

    def _choose_chip(self, place: int | None) -> None:
        self.chips.chosen = place
        self.chips.refresh(layout=True)
        self.show_remark()
        self.refresh_bindings()

    def action_turn_piece(self, step: int) -> None:
        """← and →: the piece beside."""
        if self.chips.chosen is not None:
            self._choose_chip((self.chips.chosen + step) % len(self.chips.chips))

    def action_as_text(self) -> None:
        """Backspace: the piece is only words."""
        chip = self.chosen_chip
        if chip is None or chip.presumed:
            self.note(_("This was not typed: it follows from the rest."))
            return
        if chip.piece is not None and chip.piece.slot in changing.WORDS:
            self.note(_("These are plain words already."))
            return
        words = chip.piece.words if chip.piece else chip.words
        self._change(changing.as_text(self.entry.value, words, self.as_text))

    def action_next_reading(self) -> None:
        """Space: the piece is the next thing that it may mean."""
        chip, cycle = self.chosen_chip, self._cycle
        if chip is not None and cycle is not None and self.entry.value == cycle.now.text and _is_at(chip, cycle.start):
            pass  # pressed again: the meaning after that, and at last the first again
        elif chip is not None and chip.ambiguity is not None:
            cycle = changing.cycle_of(self.entry.value, chip.ambiguity, self.as_text, self._read_as)
        else:
            self.note(_("This piece has one meaning only. Backspace makes it plain words."))
            return
        if len(cycle.readings) == 1:
            self.note(_("Type it otherwise: 3/12 or “le 12” for a day, 14h for an hour."))
            return
        self._cycle = cycle.next()
        self._change(self._cycle.now)
        chips = self.chips.chips
        self._choose_chip(next((place for place, one in enumerate(chips) if _is_at(one, cycle.start)), 0))

    def _change(self, changed: changing.Changed) -> None:
        self.as_text = changed.as_text
        self.entry.set_typed(changed.text)
        self.take_typed(again=True)
        self._choose_chip(self.chips.chosen)


def _is_at(chip: Chip, start: int) -> bool:
    """Whether the piece holds that place of the line."""
    place = chip.piece or chip.ambiguity
    return place is not None and place.start <= start < place.end
