"""Choose one of many by a few letters: what a column of an import becomes, a sheet, the row of the headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.offering import DOWN, UP, OfferingDialog, OfferingLine
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.widgets.chooser import rank

# Cells of a line in the list: the box without its frame, its margins, the cursor and the scroll bar.
LINE = 64
AROUND = 9
"""Lines of a box that are not the list's: what is seen above it, its frame, its field and its keys."""
PART = 0.9
"""How much of the screen a box may take."""
TAKE = keys.Key("picking.take", "enter", "choose", N_("Choose"), tooltip=N_("Take what the cursor is on."), rank=1)


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the choices; its words may be somebody's. `group` heads those that follow one another in it."""

    code: str
    words: str
    aside: str = ""
    group: str = ""


class Picker(OfferingDialog[str]):
    """Gives the code of what was chosen."""

    KEYS = (TAKE, DOWN, UP)
    HELP_WORDS = (N_("Type a few letters of what you look for; the arrows choose, Enter takes it."),)
    DEFAULT_CSS = """
    Picker {
        OptionList > .option-list--option-disabled { color: $accent; }
    }
    """

    def __init__(self, title: Content, picks: Sequence[Pick], present: str, typed: str = "") -> None:
        """The cursor begins on `present`; `typed` stands in the field already."""
        super().__init__()
        self.picks = tuple(picks)
        self.present = present
        self._title = title
        self._begun = typed

    def heading(self) -> Content:
        """What is chosen."""
        return self._title

    def compose_box(self) -> Iterable[Widget]:
        """The field and the list."""
        field = OfferingLine(self._begun, id="asked", placeholder=_("A few letters of what you look for"))
        field.select_on_focus = False
        return (field, self.make_options())

    def on_mount(self) -> None:
        """Everything, or what the first letter finds."""
        self.offer(self._begun)
        field = self.query_one(OfferingLine)
        field.focus()
        field.cursor_position = len(field.value)

    def on_resize(self) -> None:
        """As high as all the choices, or as the screen allows; it stays so while letters make them fewer."""
        lines = len(self.picks) + len({pick.group for pick in self.picks if pick.group})
        self.options.styles.height = max(3, min(lines, int(self.size.height * PART) - AROUND))

    def offer(self, typed: str) -> None:
        """Follow each letter."""
        self.offered_for = typed
        wanted = fold(typed)
        if wanted:
            ranked = [(rank(f"{pick.words} {pick.aside}", wanted), pick) for pick in self.picks]
            found = [pick for place in (0, 1, 2) for given, pick in ranked if given == place]
        else:
            found = list(self.picks)
        options = self.options
        options.clear_options()
        group = ""
        for pick in found:
            if not wanted and pick.group != group:
                group = pick.group
                options.add_option(Option(shown(group, "bold"), disabled=True))
            options.add_option(Option(self._line(pick), id=pick.code))
        if not found:
            options.add_option(Option(shown(_("Nothing of that name.")), disabled=True))
            return
        codes = [pick.code for pick in found]
        here = self.present if self.present in codes and not wanted else codes[0]
        options.highlighted = options.get_option_index(here)

    def _line(self, pick: Pick) -> Content:
        mark = "● " if pick.code == self.present else "  "
        aside = fitted(pick.aside, LINE // 2)
        words = fitted(pick.words, LINE - 4 - aside.cell_length)
        gap = " " * max(1, LINE - 2 - words.cell_length - aside.cell_length)
        return Content.assemble(mark, words, gap, aside.stylize("italic"))

    async def action_choose(self) -> None:
        """Close with what is under the cursor."""
        self.take_typed()
        chosen = self.options.highlighted_option
        if chosen is not None and chosen.id is not None:
            self.dismiss(chosen.id)
