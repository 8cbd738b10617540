"""The RGPD centre: what waits for an answer, and the registers; one calm page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.rights import OPEN, RightsRequest
from fichier_tui.i18n import N_, _
from fichier_tui.storage.rights.requests import list_requests
from fichier_tui.ui.code_words import word
from fichier_tui.ui.rights_words import KINDS, left_content
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.rights.entries import ENTRIES
from fichier_tui.ui.screens.settings.section_page import SectionPage

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

SHOWN = 6
"""How many of the requests that wait are told on the page; all of them stand in their list."""
LEFT_CELLS = 24
KIND_CELLS = 16


class RightsScreen(SectionPage):
    """A line for each register, and the requests that wait."""

    TITLE_WORDS = N_("Personal data")
    HELP_WORDS = (
        N_("What the law (GDPR) asks of who keeps a file of people; each line opens what it names."),
        N_("A request is noted on a card, by I; it is answered within a month, and what is late is told everywhere."),
    )
    SECTIONS = ENTRIES
    DEFAULT_CSS = """
    RightsScreen {
        #sections-box { height: auto; }
        SectionList, SectionList:focus { max-height: 12; }
        #waiting-box {
            height: 1fr; margin: 0 1; padding: 0 1; border: round $line; border-title-color: $accent;
            border-title-style: bold;
        }
        #waiting { height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.waiting: tuple[RightsRequest, ...] = ()
        """The requests that wait, the most pressing first."""

    def compose_body(self) -> Iterable[Widget]:
        """The registers, a sentence about the one under the cursor, what waits."""
        yield from super().compose_body()
        with Vertical(id="waiting-box"):
            yield Static(id="waiting", markup=False)

    async def read(self) -> None:
        """What stands in each register, and the requests that wait."""
        await super().read()
        self.waiting = tuple(one for one in await self.fichier.ask(list_requests) if one.state == OPEN)

    def show(self) -> None:
        """The requests under the registers."""
        super().show()
        self.query_one("#waiting-box").border_title = Content(_("What waits for an answer"))
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


async def open_rights(app: FichierApp) -> None:
    """Show the RGPD centre, from the settings and from the menu."""
    await app.push_screen(RightsScreen())
