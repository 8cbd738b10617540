"""A page of sections, each with what stands in it in a few words: the settings, the RGPD centre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.settings.sections import Section
from fichier_tui.ui.staff_words import NOT_ALLOWED
from fichier_tui.ui.widgets.marked_options import MarkedOptions

GAP = 3
"""Cells between the longest name and what is set."""
STATE_CELLS = 40


class SectionList(MarkedOptions):
    """The sections; Enter or a click opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.OPEN.binding("select")]


class SectionPage(FichierScreen[None]):
    """A line for each section, and a sentence about the one under the cursor. Its class sets `SECTIONS`."""

    SECTIONS: ClassVar[Sequence[Section]]
    AUTO_FOCUS = "SectionList"
    DEFAULT_CSS = """
    SectionPage {
        #sections-box {
            height: 1fr; margin: 0 1; padding: 1 1; border: round $line; border-title-color: $accent;
            border-title-style: bold;
            &:focus-within { border: round $accent; }
        }
        SectionList, SectionList:focus {
            height: auto; max-height: 1fr; border: none; padding: 0; background: $surface;
            background-tint: $foreground 0%; scrollbar-size-vertical: 1;
        }
        SectionList:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
        #section-words { height: auto; margin: 1 2 0 2; color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, str] = {}
        """What stands in each section, as it was last read."""

    def crumbs(self) -> tuple[str, ...]:
        """Its name."""
        return (_(self.TITLE_WORDS),)

    def compose_body(self) -> Iterable[Widget]:
        """The sections, and a sentence about the one under the cursor."""
        with Vertical(id="sections-box"):
            yield SectionList(*self._options(), id="sections")
            yield Static(id="section-words", markup=False)

    def on_mount(self) -> None:
        """The first section, and what stands in each."""
        self.show()
        in_background(self, self.reread, group="reading", exclusive=True)

    async def reread(self) -> None:
        """Read what stands in each section."""
        try:
            await self.read()
        except Refusal as refusal:
            self.refuse(refusal)
        if not self.is_left:
            self.show()

    async def read(self) -> None:
        """What is shown, but for the sections that are not for whoever looks. Raises Refusal."""
        self.states = {
            section.code: await section.state(self.fichier)
            for section in self.SECTIONS
            if section.state is not None and self.fichier.shop.may(section.permission)
        }

    def show(self) -> None:
        """Put on the page what was read."""
        self.query_one("#sections-box").border_title = Content(_(self.TITLE_WORDS))
        self.query_one(SectionList).replace(self._options())

    def _options(self) -> list[Option]:
        width = max(cell_len(_(section.words)) for section in self.SECTIONS) + GAP
        return [Option(self._line(section, width), id=section.code) for section in self.SECTIONS]

    def _line(self, section: Section, width: int) -> Content:
        name = _(section.words)
        gap = " " * (width - cell_len(name))
        if not self.fichier.shop.may(section.permission):
            return Content.assemble(name, gap, shown(_("reserved"))).stylize("italic $text-disabled")
        state = fitted(self.states.get(section.code, ""), STATE_CELLS)
        return Content.assemble(name, gap, state.stylize("bold"))

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        in_background(self, self.reread, group="reading", exclusive=True)

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        section = self.SECTIONS[event.option_index]
        words = [_(section.tooltip)]
        if not self.fichier.shop.may(section.permission):
            words.append(_(NOT_ALLOWED[section.permission]))
        self.query_one("#section-words", Static).update(Content(" ".join(words)))

    @on(OptionList.OptionSelected)
    async def _open(self, event: OptionList.OptionSelected) -> None:
        section = self.SECTIONS[event.option_index]
        if self.fichier.shop.may(section.permission):
            await section.opener(self.fichier)
        else:
            self.refuse(_(NOT_ALLOWED[section.permission]))
