"""The small dialogs of the list: its order, its filter, its columns. A letter chooses at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _
from fichier_tui.storage import SavedSegment, find_segment, list_segments
from fichier_tui.storage.own_columns import OWN_PREFIX
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.contacts.columns import DEFAULT, NAME
from fichier_tui.ui.screens.contacts.filters import FILTERS
from fichier_tui.ui.widgets.list_painter import MARK
from fichier_tui.ui.widgets.marked_options import MarkedOptions
from fichier_tui.ui.widgets.status_line import NOTE

# Sort key, its words, and whether one wants the greatest first.
SORTS: tuple[tuple[str, str, bool], ...] = (
    ("", N_("Best match first"), False),
    ("name", N_("Name"), False),
    ("town", N_("Town"), False),
    ("last_seen", N_("Last seen"), True),
    ("last_purchase", N_("Bought last"), True),
    ("revenue", N_("Revenue"), True),
    ("purchases", N_("Purchases"), True),
    ("visits", N_("Visits"), True),
    ("next_action", N_("Next action"), False),
    ("complaints", N_("Open complaint"), True),
    ("completeness", N_("How much is filled in"), False),
    ("phone", N_("Telephone"), False),
    ("email", N_("E-mail"), False),
)
COLUMN_WORDS: dict[str, str] = {
    "name": N_("Name"),
    "mark": N_("Marks: complaint, to do"),
    "town": N_("Town"),
    "phone": N_("Telephone"),
    "last_seen": N_("Last seen"),
    "revenue": N_("Revenue"),
    "purchases": N_("Purchases"),
    "visits": N_("Visits"),
    "next_action": N_("Next action"),
    "email": N_("E-mail"),
    "last_purchase": N_("Bought last"),
    "completeness": N_("How much is filled in"),
}
CHOOSE = keys.Key(
    "choice.choose", "enter", "choose", N_("Choose"), tooltip=N_("Take what the cursor is on."), rank=1, first=True
)
TURN = keys.Key(
    "columns.turn", "space", "turn", N_("Show or hide"), tooltip=N_("Show or hide this column."), rank=2, first=True
)
USUAL = keys.Key(
    "columns.usual", "backspace", "usual", N_("The usual ones"), tooltip=N_("The columns of the beginning."), rank=5
)
DONE = keys.Key(
    "columns.done", "enter", "done", N_("Done"), tooltip=N_("Show the list with these columns."), rank=1, first=True
)
LETTERS = 2
"""Cells of the letter before an answer."""


def letters_for(words: Iterable[str]) -> list[str]:
    """A letter for each of the words, the first of one of them if possible, none twice; empty where none is left."""
    taken: set[str] = set()
    found = []
    for text in words:
        initials = "".join(word[0] for word in fold(text).split())
        letter = next((letter for letter in initials + fold(text) if letter.isalpha() and letter not in taken), "")
        taken.add(letter)
        found.append(letter)
    return found


class SortDialog(Dialog[tuple[str, bool]]):
    """Gives the sort key and whether the greatest comes first; the present order chosen again is turned round."""

    KEYS = (CHOOSE,)
    HELP_WORDS = (N_("Type a letter, or choose with the arrows. The present order chosen again is turned round."),)
    DEFAULT_CSS = "SortDialog { .dialog--box { width: 40; } OptionList { max-height: 16; } }"

    def __init__(
        self,
        sort: str,
        descending: bool,
        searching: bool,
        own: Sequence[OwnField] = (),
        hidden: Collection[str] = (),
    ) -> None:
        super().__init__()
        more = tuple((OWN_PREFIX + field.key, field.label, False) for field in own)
        known = tuple(sort for sort in SORTS if sort[0] not in hidden)
        self.sorts = (*(known if searching else known[1:]), *more)
        self.present = (sort or ("" if searching else "name"), descending)
        self.letters = letters_for(_(words) for _code, words, _first in self.sorts)

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Sort by"))

    def compose_box(self) -> Iterable[Widget]:
        """The orders; an arrow beside the present one."""
        sort, descending = self.present
        lines = []
        for letter, (code, words, _first) in zip(self.letters, self.sorts, strict=True):
            arrow = (" ▼" if descending else " ▲") if code and code == sort else ""
            lines.append(Option(_lettered(letter, shown(_(words) + arrow))))
        options = MarkedOptions(*lines)
        codes = [code for code, _words, _first in self.sorts]
        options.highlighted = codes.index(sort) if sort in codes else 0
        yield options

    def on_key(self, event: events.Key) -> None:
        """A letter chooses."""
        if event.character and event.character.lower() in self.letters:
            event.stop()
            self._choose(self.letters.index(event.character.lower()))

    def action_choose(self) -> None:
        """Enter chooses."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click chooses."""
        self._choose(event.option_index)

    def _choose(self, place: int) -> None:
        code, _words, greatest_first = self.sorts[place]
        again = code == self.present[0] and code
        self.dismiss((code, not self.present[1] if again else greatest_first))


class FilterDialog(Dialog[str | tuple[str, tuple[int, ...]]]):
    """Gives the code of a filter, or the name of a segment with its contacts."""

    KEYS = (CHOOSE,)
    HELP_WORDS = (N_("Type the letter of a filter, or choose a segment with the arrows."),)
    DEFAULT_CSS = "FilterDialog { .dialog--box { width: 52; } OptionList { max-height: 18; } }"

    def __init__(self, present: str) -> None:
        super().__init__()
        self.present = present
        self.letters = letters_for(_(words[0]) for words in FILTERS.values())
        self.segments: tuple[SavedSegment, ...] = ()

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Show only"))

    def compose_box(self) -> Iterable[Widget]:
        """The filters; the segments come when they are read."""
        lines = [
            Option(_lettered(letter, shown(_(words[0]))))
            for letter, words in zip(self.letters, FILTERS.values(), strict=True)
        ]
        options = MarkedOptions(*lines)
        options.highlighted = list(FILTERS).index(self.present) if self.present in FILTERS else 0
        yield options

    def on_mount(self) -> None:
        """The segments come when they are read."""
        in_background(self, self._read)

    async def _read(self) -> None:
        self.segments = await self.fichier.ask(list_segments)
        self.query_one(OptionList).add_options(
            Option(_lettered("", Content.assemble("◆ ", fitted(segment.name, 40)))) for segment in self.segments
        )

    def on_key(self, event: events.Key) -> None:
        """A letter chooses."""
        if event.character and event.character.lower() in self.letters:
            event.stop()
            self.dismiss(list(FILTERS)[self.letters.index(event.character.lower())])

    def action_choose(self) -> None:
        """Enter chooses."""
        self.query_one(OptionList).action_select()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click chooses."""
        if event.option_index < len(FILTERS):
            self.dismiss(list(FILTERS)[event.option_index])
            return
        segment = self.segments[event.option_index - len(FILTERS)]
        self.dismiss((segment.name, tuple(await self.fichier.ask(find_segment, segment.tree))))


class ColumnsDialog(Dialog[tuple[str, ...]]):
    """Gives the columns to show."""

    KEYS = (DONE, TURN, USUAL)
    HELP_WORDS = (N_("Space shows or hides a column. On a narrow screen the least important ones give way."),)
    DEFAULT_CSS = "ColumnsDialog { .dialog--box { width: 48; } OptionList { max-height: 16; } }"

    def __init__(self, chosen: tuple[str, ...], own: Sequence[OwnField] = (), hidden: Collection[str] = ()) -> None:
        super().__init__()
        self.chosen = {NAME, *chosen}
        known = {code: words for code, words in COLUMN_WORDS.items() if code not in hidden}
        self.columns = known | {OWN_PREFIX + field.key: field.label for field in own}
        """The words of each column, message ids or names that the shop gave."""

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Columns"))

    def compose_box(self) -> Iterable[Widget]:
        """Every column, those that are shown with a mark."""
        yield MarkedOptions(*self._lines())

    def _lines(self) -> list[Option]:
        return [
            Option(Content(f"{MARK if code in self.chosen else ' '} {_(words)}"))
            for code, words in self.columns.items()
        ]

    def _show(self) -> None:
        self.query_one(MarkedOptions).replace(self._lines())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click shows or hides."""
        self.query_one(OptionList).highlighted = event.option_index
        self.action_turn()

    def action_turn(self) -> None:
        """Show or hide the column under the cursor; the name always stays."""
        code = list(self.columns)[self.query_one(OptionList).highlighted or 0]
        if code == NAME:
            self.fichier.tell(_("The name always stays in the list."), NOTE)
            return
        self.chosen ^= {code}
        self._show()

    def action_usual(self) -> None:
        """As nobody had chosen."""
        self.chosen = set(DEFAULT)
        self._show()

    def action_done(self) -> None:
        """Show the list so."""
        self.dismiss(tuple(code for code in self.columns if code in self.chosen))


def _lettered(letter: str, words: Content) -> Content:
    """The letter that chooses, before the words."""
    return Content.assemble(Content(f"{letter.upper():<{LETTERS}}").stylize("bold"), " ", words)
