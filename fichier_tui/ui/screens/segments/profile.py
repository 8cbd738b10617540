"""Who the contacts of a segment are, and what is typical of them beside the whole file."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.permission import TOTALS
from fichier_tui.domain.profile import Group, Profile
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.segment import Node
from fichier_tui.i18n import N_, _
from fichier_tui.storage.segments.profile import segment_group, segment_profile, segment_reach
from fichier_tui.storage.segments.saved import find_segment
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.profile_words import facts_lines, legend, typical_lines
from fichier_tui.ui.screens.segments.showing import SHOW_IN_LIST, show_in_list

PROFILE = keys.Key(
    "segments.profile",
    "p",
    "profile",
    N_("Profile of the segment"),
    N_("Profile"),
    N_("Who its contacts are: age, towns, products; and what is typical of them beside the whole file."),
    rank=18,
    synonyms=N_("portrait typical median age basket"),
    permission=TOTALS,
)


class ProfileScreen(FichierScreen[None]):
    """The facts, then what is typical: under them, or beside them where there is room."""

    PLACE = "segments"
    TITLE_WORDS = N_("Profile of the segment")
    HELP_WORDS = (
        N_("Who the contacts of the segment are, and what is more or less frequent here than in the whole file."),
        N_("It is an observation: it says nothing about why. What the segment itself asks for is left out."),
    )
    KEYS = (SHOW_IN_LIST,)
    AUTO_FOCUS = "#panes"
    DEFAULT_CSS = """
    ProfileScreen {
        #panes { height: 1fr; width: 100%; padding: 0 1; scrollbar-size-vertical: 1; }
        .box {
            height: auto; width: 1fr; padding: 0 1; border-top: solid $line; border-title-color: $accent;
            border-title-style: bold;
        }
        &.-two-panes #panes { layout: horizontal; }
    }
    """

    def __init__(self, name: str, tree: Node) -> None:
        super().__init__()
        self.segment_name = name
        self.segment_tree = tree
        self.group: Group | None = None
        self.profile: Profile | None = None
        self.reach: dict[str, int] | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Two boxes in one that scrolls."""
        with VerticalScroll(id="panes"):
            yield Vertical(Static(id="facts", markup=False), id="facts-box", classes="box")
            yield Vertical(Static(id="typical", markup=False), id="typical-box", classes="box")

    def on_mount(self) -> None:
        """Read it."""
        in_background(self, self.reread, group="profile", exclusive=True)

    def crumbs(self) -> tuple[str, ...]:
        """The segment, then what this is."""
        return (self.segment_name, _("Profile"))

    async def reread(self) -> None:
        """The segment alone first, which is quick; then beside the whole file, then whom one may write to."""
        ask, tree = self.fichier.ask, self.segment_tree
        try:
            self.group = await ask(segment_group, tree)
            self._show()
            self.profile = await ask(segment_profile, tree)
            self._show()
            self.reach = await ask(segment_reach, tree)
            self._show()
        except Refusal as refusal:
            self.refuse(refusal)

    def _show(self) -> None:
        if self.group is None:
            return
        profile = self.profile
        self.query_one("#facts-box").border_title = Content(_("Who they are"))
        self.query_one("#typical-box").border_title = Content(_("What is typical of them"))
        roomy = self.has_class("-two-panes")
        width = self.size.width // (2 if roomy else 1) - 6
        whole = None if profile is None else profile.whole
        facts = facts_lines(self.group, whole, self.reach, width, roomy=roomy)
        self.query_one("#facts", Static).update(Content("\n").join(facts))
        if profile is None:
            lines = [Content(_("Comparing with the whole file…")).stylize("$text-muted")]
        else:
            lines = [*typical_lines(profile, bars=roomy), *legend(profile)]
        self.query_one("#typical", Static).update(Content("\n").join(lines))

    def on_resize(self, event: events.Resize) -> None:
        """Bars come and go with the room."""
        self._show()

    def refresh_words(self) -> None:
        """What is stored is translated anew."""
        super().refresh_words()
        self._show()

    async def action_show_in_list(self) -> None:
        """Ctrl+L."""
        ids = await self.fichier.ask(find_segment, self.segment_tree)
        # This screen may be one of those that are left: it cannot wait for its own end.
        self.app.call_later(show_in_list, self.fichier, self.segment_name, ids)

    async def action_export(self) -> None:
        """F9."""
        export_from(self, await self.fichier.ask(find_segment, self.segment_tree), self.segment_name)
