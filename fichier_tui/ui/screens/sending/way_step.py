"""The first step: by which way, what for; and at once how many that leaves, and why the others are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain.contactability import PURPOSES
from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format
from fichier_tui.ui.contactability_words import retained_counts
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.sending import keys
from fichier_tui.ui.screens.sending.ways import EML, SMTP, WAYS, Way
from fichier_tui.ui.sending_words import left_out_lines
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.lines import Lines
from fichier_tui.ui.words import sentence

PURPOSE_WORDS: dict[str, tuple[str, str]] = {
    "prospecting": (N_("News and offers"), N_("Offers")),
    "service": (N_("About their own booking or purchase"), N_("Service")),
    "stay": (N_("Ask whether they wish to stay in the file"), N_("Ask whether to stay")),
}
Row = tuple[int, Way]


class Ways(Lines[Row]):
    """The ways: Enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        keys.CHOOSE.binding("select"),
        keys.PURPOSE_RIGHT.binding("screen.purpose(1)"),
        keys.PURPOSE_LEFT.binding("screen.purpose(-1)"),
    ]


class WayStep(Vertical):
    """The purposes, the ways, and who is left out."""

    DEFAULT_CSS = """
    WayStep {
        Chips { margin-top: 1; }
        #ways-box, #reach-box { border-top: solid $line; border-title-color: $accent; border-title-style: bold; }
        #ways-box { height: 9; }
        #reach-box { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.purpose = PURPOSES[0]
        self.reach: dict[tuple[str, str], Chosen] = {}
        """By channel and purpose, who may be written to, where it was asked."""
        self.mail: MailSettings | None = None
        """Whom messages come from and by which server they leave, once it was asked."""
        self.owners: tuple[str, ...] | None = None
        """Who sets that, where one's own role does not."""

    def compose(self) -> ComposeResult:
        """One line, one list, one text."""
        columns = (
            Column[Row]("way", N_("Way"), lambda row: Content(_(row[1].words)), width=30, flex=1, most=36),
            Column[Row]("told", N_("What it makes"), lambda row: _told(row[1]), width=24, flex=3, priority=2),
            Column[Row]("count", N_("Contacts"), self._count, width=16, align="right"),
        )
        self.list: Ways = Ways(columns, self._rows, id_of=lambda row: row[0], id="ways")
        yield Chips(PURPOSE_WORDS, self.purpose)
        with Vertical(id="ways-box"):
            yield self.list
        with VerticalScroll(id="reach-box", can_focus=False):
            yield Static(id="reach", markup=False)

    def on_mount(self) -> None:
        """The ways are always the same."""
        self.list.show(range(len(WAYS)))

    async def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [(number, WAYS[number]) for number in ids]

    def _count(self, row: Row) -> Content:
        found = self.reach.get((row[1].channel, self.purpose))
        if found is None:
            return Content("…")
        total = len(found.retained) + len(found.left_out)
        words = _("{count} of {total}").format(count=format.number(len(found.retained)), total=format.number(total))
        return Content(words)

    @property
    def way(self) -> Way:
        """The one under the cursor."""
        return WAYS[self.list.cursor_id or 0]

    def retained(self) -> Chosen | None:
        """Who may be written to by that way; None before it is known."""
        return self.reach.get((self.way.channel, self.purpose))

    @property
    def lacks(self) -> str:
        """What the settings lack for the way under the cursor, in words, with whom to ask where one's role does not set
        it; empty where nothing."""
        if self.mail is None:
            return ""
        code = ""
        if self.way is SMTP and not self.mail.may_send:
            code = "mail.not_set"
        elif self.way is EML and not self.mail.may_write:
            code = "mail.no_address"
        if code and self.owners is not None:
            asked = ", ".join(self.owners) or _("the owner")
            words = _("E-mails cannot leave yet: who sends them is not set. Ask {names} to set it.")
            return words.format(names=asked)
        return f"{sentence(Refusal(code))} (Ctrl+O)" if code else ""

    def forget(self) -> None:
        """The file changed: nothing is known any more of who may be written to."""
        self.reach.clear()

    def show(self, purpose: str, reach: Mapping[str, Chosen]) -> None:
        """Who may be written to for a purpose, by channel."""
        self.reach |= {(channel, purpose): chosen for channel, chosen in reach.items()}
        self.refresh_words()

    def turn(self, step: int) -> None:
        """The purpose beside."""
        self.choose_purpose(PURPOSES[(PURPOSES.index(self.purpose) + step) % len(PURPOSES)])

    def choose_purpose(self, purpose: str) -> None:
        """What for."""
        self.purpose = purpose
        self.query_one(Chips).chosen = purpose
        self.refresh_words()

    def refresh_words(self) -> None:
        """The counts and the reasons, in the language of the moment."""
        self.list.reload()
        self.refresh_reach()

    def refresh_reach(self) -> None:
        """Who gets it by the way under the cursor, and why the others do not."""
        found = self.retained()
        lines = [shown(_(self.way.words), "bold"), Content(_(self.way.told)).stylize("$text-muted"), Content("")]
        if self.lacks:
            lines[2:2] = [shown(f"! {self.lacks}", "$text-warning")]
        if found is not None:
            lines += [shown(retained_counts(found), "bold"), *left_out_lines(found, self.way.channel)]
        self.query_one("#reach-box").border_title = Content(_("Who gets it"))
        self.query_one("#ways-box").border_title = Content(_("By which way"))
        self.query_one("#reach", Static).update(Content("\n").join(lines))


def _told(way: Way) -> Content:
    return Content(_(way.told)).stylize("$text-muted")
