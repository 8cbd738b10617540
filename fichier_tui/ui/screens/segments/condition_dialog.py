"""One condition: a few letters find its field, or the whole of it; then a value, shown as the sentence it makes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from fichier_tui.domain.segment import Condition, Node, SegmentError, field_of
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.completion import Vocabulary
from fichier_tui.domain.segment.fault import Fault
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.offering import DOWN, UP, OfferingDialog, OfferingLine
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.segments.offers import (
    Offer,
    asks_figures,
    first_offers,
    has_sentences,
    is_one_line,
    typed_of,
    value_offers,
)
from fichier_tui.ui.segment_words import Labels, field_words
from fichier_tui.ui.words import sentence

CHOOSE = keys.Key(
    "condition.choose",
    "enter",
    "choose",
    N_("Choose"),
    tooltip=N_("Take this condition, or go on to its value."),
    rank=1,
)
# Cells of a line in the list: the box without its frame, its margins and the scroll bar.
LINE = 62
_HINTS = {
    kinds.NUMBER: N_("A number; or 60+, <30, 30-45"),
    kinds.MONEY: N_("An amount in euros; or 500+, <30, 30-45"),
    kinds.FIGURE: N_("A number; or 60+, <30, 30-45"),
    kinds.DAY: N_("A date, a year, or a time elapsed: 18m"),
    kinds.POSTCODE: N_("A postcode, or its beginning: 06*"),
    "phone": N_("A number, or its beginning: 06*"),
    kinds.DEPARTMENT: N_("A department: 06, 2A"),
    kinds.RFM: N_("A class, or scores: 55*"),
}


class ConditionDialog(OfferingDialog[Node]):
    """Gives the condition that was chosen (a period or a range may be several), or None."""

    KEYS = (CHOOSE, DOWN, UP)
    HELP_WORDS = (
        N_("Type a few letters of what is asked (town, age, accepts…), choose with the arrows, then type the value."),
        N_("A condition of the text form works too: 60+, F, town:Nice."),
        N_("Of a number the arrows choose: or more, more than, or less, less than, exactly; 60+, <30, 30-45 say it."),
    )
    DEFAULT_CSS = """
    ConditionDialog {
        OptionList { max-height: 50vh; }
        #fault { color: $text-error; height: auto; display: none; }
        &.-faulty #fault { display: block; }
    }
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        labels: Labels,
        *,
        condition: Condition | None = None,
        event: str = "",
    ) -> None:
        """`condition` is the one to be changed; `event` offers only what can be said of one event of that kind."""
        super().__init__()
        self.vocabulary, self.labels, self.event = vocabulary, labels, event
        self.condition = condition
        self.field = condition.field if condition is not None and is_one_line(condition.field) else ""
        self.offers: list[Offer] = []

    def heading(self) -> Content:
        """The field, once it is known."""
        return shown(field_words(self.field, self.labels) if self.field else _("Condition"))

    def compose_box(self) -> Iterable[Widget]:
        """The field to type in, what it finds, what is wrong."""
        return (OfferingLine(id="asked"), self.make_options(), Static(id="fault", markup=False))

    def on_mount(self) -> None:
        """Everything is offered before a letter is typed; a condition that is changed begins with its value."""
        super().on_mount()
        entry = self.query_one(OfferingLine)
        self._hint()
        if self.condition is not None and self.field and not has_sentences(self.field):
            entry.set_typed(typed_of(self.condition))
            entry.select_all()
        entry.focus()
        self.offer(entry.value)
        self._put_cursor_on(self.condition)

    def _hint(self) -> None:
        kind = field_of(self.field).kind if self.field else ""
        if self.field == "phone":
            kind = self.field
        words = _(_HINTS[kind]) if kind in _HINTS else _("A few letters, or a word with *")
        self.query_one(OfferingLine).placeholder = words if self.field else _("What is asked: town, age, accepts…")

    def offer(self, typed: str) -> None:
        """Offer what it may mean."""
        fault = None
        self.offered_for = typed
        if self.field:
            self.offers, fault = value_offers(self.field, typed, self.vocabulary, self.labels)
        else:
            self.offers = first_offers(typed, self.vocabulary, self.labels, event=self.event)
        self._show_fault(fault, typed)
        self.options.replace((Option(_drawn(offer)) for offer in self.offers), cursor=0)
        self.options.display = bool(self.offers)

    def _show_fault(self, fault: Fault | None, typed: str) -> None:
        nothing = not self.offers and bool(typed.strip())
        self.set_class(nothing, "-faulty")
        words = _("Nothing of that name.") if fault is None else sentence(SegmentError(_without_place(fault)))
        if not self.field and not self.vocabulary.of("figures") and asks_figures(typed):
            words = _(
                "The figures of communes are asked for once the file has them:"
                " Settings, Postcodes and communes; or fichier communes FILE --figures CSV."
            )
        self.query_one("#fault", Static).update(shown(words if nothing else ""))

    def _put_cursor_on(self, condition: Condition | None) -> None:
        for place, offer in enumerate(self.offers):
            if condition is not None and offer.node == condition:
                self.options.highlighted = place

    async def action_choose(self) -> None:
        """Give the condition, or go on to the value."""
        self.take_typed()
        if not self.offers:
            return
        offer = self.offers[self.options.highlighted or 0]
        if offer.node is not None:
            self.dismiss(offer.node)
            return
        self.field = offer.field
        self.refresh_heading()
        self.query_one(OfferingLine).set_typed("")
        self._hint()
        self.offer("")

    def action_close(self) -> None:
        """Esc: back to the fields, then out."""
        if self.field and self.condition is None:
            self.field = ""
            self.refresh_heading()
            self._hint()
            self.query_one(OfferingLine).set_typed("")
            self.offer("")
        else:
            super().action_close()


def _without_place(fault: Fault) -> Fault:
    """The piece that is wrong, as it stands in this field rather than in a whole segment."""
    return Fault(fault.code, 0, fault.text, fault.suggestions)


def _drawn(offer: Offer) -> Content:
    aside = shown(offer.aside, "$text-muted")
    words = shown(offer.words).truncate(LINE - aside.cell_length - 2, ellipsis=True)
    gap = " " * (LINE - words.cell_length - aside.cell_length)
    return Content.assemble(" ", words, gap, aside)
