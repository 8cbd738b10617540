"""The segment as one line of text: what may come next is proposed, what cannot be read is underlined."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text
from textual.actions import SkipAction
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from fichier_tui.domain.segment import Fault, Node, SegmentError, read_segment
from fichier_tui.domain.segment.completion import Suggestion, Vocabulary, complete
from fichier_tui.domain.segment.fault import MISSING_VALUE, UNKNOWN_WORD
from fichier_tui.domain.segment.meaning import may_begin
from fichier_tui.domain.text import fold, fold_joined
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.safe import shown
from fichier_tui.ui.segment_words import language
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.words import sentence

TAKE = keys.Key(
    "segments.take",
    "tab",
    "take",
    N_("Take the word"),
    N_("Take"),
    N_("Put the first proposed word in the line; where there is none, go to the conditions."),
    rank=8,
)
DOWN = keys.Key(
    "segments.to_conditions",
    "down",
    "to_conditions",
    N_("To the conditions"),
    N_("Conditions"),
    N_("From the text to the sentences under it; Shift+Tab comes back."),
    rank=60,
    in_footer=False,
)
# How many words are proposed under the line.
PROPOSED = 6


class SegmentLine(LineInput):
    """Where the text form is typed. It tells the tree at each change that can be read."""

    BINDINGS = keys.bindings(TAKE, DOWN)

    class Read(Message):
        """The line can be read: `tree` is what it says."""

        def __init__(self, tree: Node) -> None:
            super().__init__()
            self.tree = tree

    class Left(Message):
        """Enter, or Tab with nothing to take: go to the conditions."""

    class Moved(Message):
        """The keys are here, or no longer."""

    fault: reactive[SegmentError | None] = reactive[SegmentError | None](None)
    """What cannot be read, once it is worth a word."""
    proposals: reactive[tuple[Suggestion, ...]] = reactive[tuple[Suggestion, ...]](())
    """What may stand at the cursor."""
    doubts: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What the line asks that nobody in the file can meet, in sentences."""
    takes: reactive[bool] = reactive(default=False)
    """Whether Tab takes the first of them."""

    def __init__(self, vocabulary: Vocabulary, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.speak()
        self.vocabulary = vocabulary
        self.highlighter = _Underline(self)
        self._unread: SegmentError | None = None
        self._put: str | None = None

    def speak(self) -> None:
        """Show the example in the language of the moment."""
        self.placeholder = _("For instance: {example}").format(example=_("F 60+ bought:spring ok:mail"))

    def put(self, text: str) -> None:
        """Show the text of a tree that was changed elsewhere, without telling it back."""
        if text == self.value:
            return
        self._put = text
        self.fault = self._unread = None
        self.set_typed(text)

    def watch_value(self, value: str) -> None:
        """Read what is typed; tell it where it can be read."""
        if value == self._put:
            self.proposals = ()
            return
        self._put = None
        try:
            tree = read_segment(value)
        except SegmentError as error:
            self._unread = error
        else:
            self._unread = None
            self.post_message(self.Read(tree))
        self._propose()

    def on_blur(self) -> None:
        """What is unfinished is wrong once one leaves."""
        self.fault, self.proposals = self._unread, ()

    def on_focus(self) -> None:
        """Propose again."""
        self._propose()

    def watch_has_focus(self, value: bool) -> None:
        """The hint under it says how one goes on from here."""
        super().watch_has_focus(value)
        self.post_message(self.Moved())

    def watch_takes(self) -> None:
        """The footer says what Tab does now."""
        if self.is_attached:
            self.screen.refresh_bindings()

    def _propose(self) -> None:
        found = complete(self.value, self.cursor_position, self.vocabulary, language(), PROPOSED + 1)
        typed = [one for one in found if self.value[one.start : one.end].strip() != one.text.strip()]
        self.proposals = tuple(typed[:PROPOSED])
        self.takes = bool(typed) and (self._wants_value() or (bool(self._word()) and not self._is_finished(found)))
        self._suggestion = ""
        if self.takes and self._word() and self.cursor_position == len(self.value):
            text, begun = typed[0].text, self.value[typed[0].start :]
            # A quote that opens before what was typed cannot be shown behind it.
            if fold(text).startswith(fold(begun)) and text.startswith('"') == begun.startswith('"'):
                self._suggestion = self.value + text[len(begun) :]
        self.fault = None if self._unfinished() else self._unread
        self.refresh()

    def _word(self) -> str:
        """The word before the cursor."""
        before = self.value[: self.cursor_position]
        return before[self.proposals[0].start :].strip() if self.proposals else ""

    def _wants_value(self) -> bool:
        """Whether a value is missing where the cursor stands: "rfm:"."""
        fault = None if self._unread is None else self._unread.fault
        return fault is not None and fault.code == MISSING_VALUE and fault.position == self.cursor_position

    def _is_finished(self, found: tuple[Suggestion, ...]) -> bool:
        """Whether the line can be read and its last word is a whole one: "F" is not the beginning of a field."""
        word = fold_joined(self._word())
        return self._unread is None and any(fold_joined(one.text) == word for one in found)

    def _unfinished(self) -> bool:
        """Whether what cannot be read is what is being typed right now."""
        if self._unread is None:
            return True
        fault: Fault = self._unread.fault
        at_end = fault.position + len(fault.text) >= len(self.value.rstrip())
        if fault.code == UNKNOWN_WORD and self.value.endswith(" ") and not may_begin(fault.text):
            return False  # a space ended it: what follows cannot make anything of it
        return self.has_focus and at_end and self.cursor_position == len(self.value) and bool(self.proposals)

    def action_take(self) -> None:
        """Take the first proposal, or go on."""
        if self.takes and self.proposals:
            text, cursor = self.proposals[0].applied(self.value)
            self.replace(text, 0, len(self.value))
            self.cursor_position = cursor
            self._propose()
        else:
            self.post_message(self.Left())

    def forget_past(self) -> None:
        """It was saved: Ctrl+Z is meant for the saving now."""
        self._past = []

    def action_take_back(self) -> None:
        """Ctrl+Z takes back what was typed; where nothing was, what the screen takes back."""
        if not self._past:
            raise SkipAction
        super().action_take_back()

    async def action_submit(self) -> None:
        """Enter: to the conditions, or say what is wrong."""
        self.fault, self.proposals, self._suggestion = self._unread, (), ""
        if self._unread is None:
            self.post_message(self.Left())

    async def action_to_conditions(self) -> None:
        """Down: as Enter."""
        await self.action_submit()

    @property
    def is_read(self) -> bool:
        """Whether the line says a segment."""
        return self._unread is None


class _Underline(Highlighter):
    """Underlines the piece that cannot be read."""

    def __init__(self, line: SegmentLine) -> None:
        self.line = line

    def highlight(self, text: Text) -> None:
        """Called by the field when it draws."""
        error = self.line.fault
        if error is not None and error.fault.text:
            text.stylize("bold underline", error.fault.position, error.fault.position + len(error.fault.text))


class LineHint(Static):
    """Under the line: what may be typed next, or what cannot be read, its place shown by a mark."""

    DEFAULT_CSS = """
    LineHint { height: 2; color: $text-muted; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
        &.-faulty { height: auto; min-height: 2; max-height: 4; text-wrap: wrap; }
    }
    """

    def __init__(self, line: SegmentLine) -> None:
        super().__init__(markup=False)
        self.line = line

    def on_mount(self) -> None:
        """Follow the line."""
        self.watch(self.line, "fault", self._follow)
        self.watch(self.line, "proposals", self._follow)
        self.watch(self.line, "takes", self._follow)
        self.watch(self.line, "doubts", self._follow)

    def _follow(self) -> None:
        self.set_class(self.line.fault is not None or bool(self._doubts), "-faulty")
        self.refresh(layout=True)

    def render(self) -> Content:
        """The mark and the sentence, or the proposals."""
        error = self.line.fault
        if error is not None:
            column = max(0, error.fault.position - int(self.line.scroll_x))
            mark = shown("▲", "bold $text-error")
            words = Content(sentence(error)).stylize("$text-error")
            return Content.assemble(" " * column, mark, "\n", words)
        proposals, way = self.line.proposals, self._way()
        if self._doubts:
            doubts = [Content.assemble(shown("!", "bold"), " ", shown(one)) for one in self._doubts]
            return Content.assemble(Content("\n").join(doubts).stylize("$text-warning"), "\n", way)
        if not proposals:
            return Content.assemble("\n", way)
        words = Content("  ").join(
            [
                shown(one.text.strip(), "bold" if self.line.takes and not place else "")
                for place, one in enumerate(proposals)
            ]
        )
        return Content.assemble("→ ", words, "\n", way)

    @property
    def _doubts(self) -> tuple[str, ...]:
        """What is worth a word now: not while the line proposes how to go on."""
        return () if self.line.fault is not None or self.line.proposals else self.line.doubts

    def _way(self) -> Content:
        """How one goes on from here."""
        if self.line.has_focus:
            return Content(_("↓ or Enter: to the conditions"))
        return Content(_("A adds a condition, Enter changes one; Shift+Tab goes back to the text"))
