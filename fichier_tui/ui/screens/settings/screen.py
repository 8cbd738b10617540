"""The settings: a calm list of sections, each with what is set there in a few words; Enter opens one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.refusals.staff import NOT_ALLOWED
from fichier_tui.ui.safe import fitted
from fichier_tui.ui.screens.settings.sections import SECTIONS, Section
from fichier_tui.ui.widgets.marked_options import MarkedOptions

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

GAP = 3
"""Cells between the longest name and what is set."""
STATE_CELLS = 40


class SectionList(MarkedOptions):
    """The sections; Enter or a click opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.OPEN.binding("select")]


class SettingsScreen(FichierScreen[None]):
    """A line for each section."""

    TITLE_WORDS = N_("Settings")
    HELP_WORDS = (
        N_("Choose a section with the arrows; Enter opens it."),
        N_("What is set for the shop goes with the file, and Ctrl+Z takes it back."),
    )
    AUTO_FOCUS = "SectionList"
    DEFAULT_CSS = """
    SettingsScreen {
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
        """What is set in each section, as it was last read."""

    def crumbs(self) -> tuple[str, ...]:
        """Its name."""
        return (_(self.TITLE_WORDS),)

    def compose_body(self) -> Iterable[Widget]:
        """The sections, and a sentence about the one under the cursor."""
        with Vertical(id="sections-box"):
            yield SectionList(*self._options(), id="sections")
            yield Static(id="section-words", markup=False)

    def on_mount(self) -> None:
        """The first section, and what is set in each."""
        self.query_one("#sections-box").border_title = Content(_(self.TITLE_WORDS))
        in_background(self, self.reread, group="reading", exclusive=True)

    async def reread(self) -> None:
        """Read what is set in each section."""
        try:
            self.states = {
                section.code: await section.state(self.fichier)
                for section in SECTIONS
                if section.state is not None and self.fichier.shop.may(section.permission)
            }
        except Refusal as refusal:
            self.refuse(refusal)
        self._show()

    def _options(self) -> list[Option]:
        width = max(cell_len(_(section.words)) for section in SECTIONS) + GAP
        return [Option(self._line(section, width), id=section.code) for section in SECTIONS]

    def _line(self, section: Section, width: int) -> Content:
        name = _(section.words)
        state = fitted(self.states.get(section.code, ""), STATE_CELLS)
        line = Content.assemble(name, " " * (width - cell_len(name)), state.stylize("bold"))
        return line if self.fichier.shop.may(section.permission) else line.stylize("italic $text-disabled")

    def _show(self) -> None:
        self.query_one(SectionList).replace(self._options())

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        self.query_one("#sections-box").border_title = Content(_(self.TITLE_WORDS))
        in_background(self, self.reread, group="reading", exclusive=True)

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        section = SECTIONS[event.option_index]
        words = [_(section.tooltip)]
        if not self.fichier.shop.may(section.permission):
            words.append(_(NOT_ALLOWED[section.permission]))
        self.query_one("#section-words", Static).update(Content(" ".join(words)))

    @on(OptionList.OptionSelected)
    async def _open(self, event: OptionList.OptionSelected) -> None:
        section = SECTIONS[event.option_index]
        if self.fichier.shop.may(section.permission):
            await section.opener(self.fichier)
        else:
            self.refuse(_(NOT_ALLOWED[section.permission]))

    def disabled_reason(self, action: str) -> str | None:
        """One is there already."""
        if action == "settings":
            return _("You are in the settings.")
        return super().disabled_reason(action)


async def open_settings(app: FichierApp) -> None:
    """Ctrl+O. While no file is open, what this computer sets is all there is."""
    from fichier_tui.ui.dialogs.settings import SettingsDialog

    screen = SettingsDialog() if app.shop.locked or app.file is None else SettingsScreen()
    await app.push_screen(screen)
