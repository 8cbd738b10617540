"""What a contact accepts, channel by channel: one key records a yes, a no, a withdrawal; one an opposition to all.

Nothing is overwritten: each answer is a line more in the history, which stands below.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.consent import consent_line
from fichier_tui.domain.history import CONSENT_CHANNELS, NOT_ASKED, ConsentLine
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import consent_history, object_everywhere, record_consent
from fichier_tui.ui import format as written
from fichier_tui.ui import keys
from fichier_tui.ui.code_words import CHANNELS, CONSENT_MEDIA, CONSENT_STATES, word
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.facts import consent_mark
from fichier_tui.ui.widgets.marked_options import MarkedOptions

YES = keys.Key(
    "consent.yes", "o,y", "record('given')", N_("Yes, accepts"), N_("Yes"),
    N_("The contact accepts to be written to on this channel."), rank=10,
)  # fmt: skip
NO = keys.Key(
    "consent.no", "n", "record('refused')", N_("No, refuses"), N_("No"),
    N_("The contact was asked, and refuses this channel."), rank=11,
)  # fmt: skip
WITHDRAWN = keys.Key(
    "consent.withdrawn", "r,w", "record('withdrawn')", N_("Takes it back"), N_("Withdrawn"),
    N_("The contact had accepted this channel, and takes it back."), rank=12,
)  # fmt: skip
OPPOSED = keys.Key(
    "consent.opposed", "x", "oppose", N_("Opposed to all"), "",
    N_("No more messages on any channel; no reason is needed."), rank=13,
)  # fmt: skip
CHANNEL_WIDTH = 18
STATE_WIDTH = 14
LATEST = 6
"""Lines of history shown: the latest."""


class ConsentDialog(Dialog[None]):
    """The four channels; the letters record for the one under the cursor."""

    KEYS = (YES, NO, WITHDRAWN, OPPOSED)
    HELP_WORDS = (
        N_("Choose a channel with the arrows, then type the answer that was given at the counter."),
        N_("Each answer is kept with its day and your name; none is ever overwritten."),
    )
    DEFAULT_CSS = """
    ConsentDialog {
        .dialog--box { width: 76; }
        #consent-history { height: auto; margin-top: 1; color: $text-muted; }
        &.-low #consent-history { max-height: 4; }
    }
    """

    def __init__(self, contact: int, name: str, lines: tuple[ConsentLine, ...]) -> None:
        super().__init__()
        self.contact, self.contact_name, self.lines = contact, name, lines

    def heading(self) -> Content:
        """Whose consents."""
        return shown(_("Consents: {name}").format(name=self.contact_name))

    def compose_box(self) -> Iterable[Widget]:
        """The channels, then the history."""
        return (
            MarkedOptions(*(Option(Content(channel), id=channel) for channel in CONSENT_CHANNELS)),
            Static(id="consent-history", markup=False),
        )

    def on_mount(self) -> None:
        """Show the history."""
        self._show()

    async def _read(self) -> None:
        try:
            self.lines = await self.fichier.ask(consent_history, self.contact)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            self.dismiss(None)
            return
        self._show()

    def _show(self) -> None:
        options = self.query_one(OptionList)
        cursor = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._channel(channel), id=channel) for channel in CONSENT_CHANNELS)
        options.highlighted = cursor
        latest = [_said(line) for line in reversed(self.lines[-LATEST:])]
        self.query_one("#consent-history", Static).update(
            Content("\n").join(latest) if latest else shown(_("Nothing was asked yet."))
        )

    def _channel(self, channel: str) -> Content:
        line = consent_line(self.lines, channel)
        state = NOT_ASKED if line is None else line.state
        mark = consent_mark(state)[0]
        since = "" if line is None else _("since {day}").format(day=written.day(line.day))
        # The mark without its colour: it also stands on the cursor's ground.
        return Content.assemble(
            f"{mark} {word(CHANNELS, channel):<{CHANNEL_WIDTH}}",
            Content(f"{word(CONSENT_STATES, state):<{STATE_WIDTH}}").stylize("bold"),
            since,
        )

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        self._show()
        super().refresh_words()

    async def action_record(self, state: str) -> None:
        """Record what was answered for the channel under the cursor, and go to the next."""
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        channel = CONSENT_CHANNELS[place]
        try:
            await self.fichier.ask(record_consent, self.contact, channel, state)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        said = f"{self.contact_name}, {word(CHANNELS, channel)} {word(CONSENT_STATES, state)}"
        await self._recorded("consent.recorded", said)
        options.highlighted = min(place + 1, len(CONSENT_CHANNELS) - 1)

    async def action_oppose(self) -> None:
        """Record an opposition on every channel."""
        try:
            await self.fichier.ask(object_everywhere, self.contact)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        await self._recorded("consent.opposed", self.contact_name)

    async def _recorded(self, verb: str, name: str) -> None:
        self.fichier.tell(done(verb, name=name))
        await self.fichier.changed()
        await self._read()


def _said(line: ConsentLine) -> Content:
    """ "12/08/2026  e-mail accepted, at the counter, Léa"."""
    words = f"{word(CHANNELS, line.channel)} {word(CONSENT_STATES, line.state)}"
    rest = ", ".join(part for part in (word(CONSENT_MEDIA, line.medium), line.staff, line.proof) if part)
    return Content.assemble(shown(written.day(line.day)), "  ", shown(words), ", ", shown(rest))
