"""The RGPD centre: what waits for an answer, and the registers; one calm page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import OPEN, RightsRequest
from fichier_tui.i18n import N_, _
from fichier_tui.storage.rights import list_requests
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.code_words import word
from fichier_tui.ui.refusals.staff import NOT_ALLOWED
from fichier_tui.ui.rights_words import KINDS, left_content
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.rights.entries import ENTRIES
from fichier_tui.ui.screens.settings.screen import GAP, STATE_CELLS, SectionList
from fichier_tui.ui.screens.settings.sections import Section

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

SHOWN = 6
"""How many of the requests that wait are told on the page; all of them stand in their list."""
LEFT_CELLS = 24
KIND_CELLS = 16


class RightsScreen(FichierScreen[None]):
    """A line for each register, and the requests that wait."""

    TITLE_WORDS = N_("Personal data")
    HELP_WORDS = (
        N_("What the law (GDPR) asks of who keeps a file of people; each line opens what it names."),
        N_("A request is noted on a card, by I; it is answered within a month, and what is late is told everywhere."),
    )
    AUTO_FOCUS = "SectionList"
    DEFAULT_CSS = """
    RightsScreen {
        #entries-box {
            height: auto; margin: 0 1; padding: 1 1; border: round $line; border-title-color: $accent;
            border-title-style: bold;
            &:focus-within { border: round $accent; }
        }
        #waiting-box {
            height: 1fr; margin: 0 1; padding: 0 1; border: round $line; border-title-color: $accent;
            border-title-style: bold;
        }
        SectionList, SectionList:focus {
            height: auto; max-height: 12; border: none; padding: 0; background: $surface;
            background-tint: $foreground 0%; scrollbar-size-vertical: 1;
        }
        SectionList:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
        #entry-words { height: auto; margin: 1 2 0 2; color: $text-muted; }
        #waiting { height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, str] = {}
        """What stands in each register, in a few words, as it was last read."""
        self.waiting: tuple[RightsRequest, ...] = ()
        """The requests that wait, the most pressing first."""

    def crumbs(self) -> tuple[str, ...]:
        """Its name."""
        return (_(self.TITLE_WORDS),)

    def compose_body(self) -> Iterable[Widget]:
        """The registers, a sentence about the one under the cursor, what waits."""
        with Vertical(id="entries-box"):
            yield SectionList(*self._options(), id="entries")
            yield Static(id="entry-words", markup=False)
        with Vertical(id="waiting-box"):
            yield Static(id="waiting", markup=False)

    def on_mount(self) -> None:
        """Read what stands in each."""
        self._show()
        in_background(self, self.reread, group="reading", exclusive=True)

    async def reread(self) -> None:
        """The file changed."""
        try:
            self.states = {
                entry.code: await entry.state(self.fichier)
                for entry in ENTRIES
                if entry.state is not None and self.fichier.shop.may(entry.permission)
            }
            self.waiting = tuple(one for one in await self.fichier.ask(list_requests) if one.state == OPEN)
        except Refusal as refusal:
            self.refuse(refusal)
        if not self.is_left:
            self._show()

    def _options(self) -> list[Option]:
        width = max(cell_len(_(entry.words)) for entry in ENTRIES) + GAP
        return [Option(self._line(entry, width), id=entry.code) for entry in ENTRIES]

    def _line(self, entry: Section, width: int) -> Content:
        name = _(entry.words)
        state = fitted(self.states.get(entry.code, ""), STATE_CELLS)
        line = Content.assemble(name, " " * (width - cell_len(name)), state.stylize("bold"))
        return line if self.fichier.shop.may(entry.permission) else line.stylize("italic $text-disabled")

    def _show(self) -> None:
        self.query_one("#entries-box").border_title = Content(_(self.TITLE_WORDS))
        self.query_one("#waiting-box").border_title = Content(_("What waits for an answer"))
        self.query_one(SectionList).replace(self._options())
        self.query_one("#waiting", Static).update(Content("\n").join(self._waiting_lines()))

    def _waiting_lines(self) -> Iterable[Content]:
        if not self.waiting:
            yield Content(_("No request waits. On a card, I notes one.")).stylize("$text-muted")
        today = self.fichier.today()
        for request in self.waiting[:SHOWN]:
            left = left_content(request, today)
            kind = fitted(word(KINDS, request.details.kind), KIND_CELLS)
            gaps = (LEFT_CELLS - left.cell_length, KIND_CELLS + 1 - kind.cell_length)
            yield Content.assemble(left, " " * gaps[0], kind, " " * gaps[1], shown(request.name))
        if len(self.waiting) > SHOWN:
            yield Content(_("and {count} more").format(count=len(self.waiting) - SHOWN)).stylize("$text-muted")

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        in_background(self, self.reread, group="reading", exclusive=True)

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        entry = ENTRIES[event.option_index]
        words = [_(entry.tooltip)]
        if not self.fichier.shop.may(entry.permission):
            words.append(_(NOT_ALLOWED[entry.permission]))
        self.query_one("#entry-words", Static).update(Content(" ".join(words)))

    @on(OptionList.OptionSelected)
    async def _open(self, event: OptionList.OptionSelected) -> None:
        entry = ENTRIES[event.option_index]
        if self.fichier.shop.may(entry.permission):
            await entry.opener(self.fichier)
        else:
            self.refuse(_(NOT_ALLOWED[entry.permission]))


async def open_rights(app: FichierApp) -> None:
    """Show the RGPD centre, from the settings and from the menu."""
    await app.push_screen(RightsScreen())
