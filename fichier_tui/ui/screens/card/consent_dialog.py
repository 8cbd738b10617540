"""What a contact accepts, asked in one key a channel: the exact sentence to say, then yes, no, or not now.

Nothing is overwritten: each answer is a line more in the history, with the sentence that it answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.consent import NOT_NOW, OPEN_STATES, consent_line, consent_state, has_ended
from fichier_tui.domain.consent_wording import WORDING_LANGUAGES
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import ConsentSheet, answer_consent, read_consent_sheet
from fichier_tui.storage.rights.notices import inform
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.card import consent_words as said
from fichier_tui.ui.screens.card.opening import oppose
from fichier_tui.ui.widgets.marked_options import MarkedOptions

YES = keys.Key(
    "consent.yes", "o,y", "answer('yes')", N_("Yes, accepts"), N_("Yes"),
    N_("The contact accepts to be written to on this channel."), rank=10,
)  # fmt: skip
NO = keys.Key(
    "consent.no", "n", "answer('no')", N_("No, or takes it back"), N_("No"),
    N_("The contact refuses this channel; where there was a yes, it is withdrawn."), rank=11,
)  # fmt: skip
LATER = keys.Key(
    "consent.later", "p", "answer('not_now')", N_("Not now"), N_("Later"),
    N_("No answer was given: nothing is written, and the question stays open."), rank=12,
)  # fmt: skip
OPPOSED = keys.Key(
    "consent.opposed", "x", "oppose", N_("Opposed to all"), N_("Stop"),
    N_("No more messages on any channel; no reason is needed."), rank=13,
    synonyms=N_("stop unsubscribe object opposition"),
)  # fmt: skip
MEDIUM = keys.Key(
    "consent.medium", "m", "medium", N_("How it was answered"), N_("How"),
    N_("At the counter, on paper, by telephone, on the web, by e-mail: the next of them."), rank=14,
    in_footer=False,
)  # fmt: skip
LANGUAGE = keys.Key(
    "consent.language", "l", "language", N_("The sentence in the other language"), N_("Language"),
    N_("The sentence to be said, in French or in English."), rank=15,
    in_footer=False,
)  # fmt: skip
CODE = keys.Key(
    "consent.code", "c", "code", N_("Confirm the e-mail address"), N_("Code"),
    N_("Send a code to who said yes to e-mails, or type the one that the client reads out (double opt-in)."), rank=16,
    synonyms=N_("double opt in confirm proof"),
    elsewhere=N_("A code confirms a yes to e-mails: there is none yet."), in_footer=False,
)  # fmt: skip
INFORM = keys.Key(
    "consent.inform", "i", "inform", N_("Was told what the data serves for"), N_("Informed"),
    N_("Notes that the notice was given (GDPR, article 13), with the rule on calls where a number was taken."), rank=17,
    synonyms=N_("inform information notice gdpr rgpd"), in_footer=False,
)  # fmt: skip
NEXT = keys.Key(
    "consent.next", "tab", "channel(1)", N_("Next channel"), "", N_("Go to the channel below."), rank=70,
    in_footer=False,
)  # fmt: skip
PREVIOUS = keys.Key(
    "consent.previous", "shift+tab", "channel(-1)", N_("Previous channel"), "", N_("Go to the channel above."),
    rank=71, in_footer=False,
)  # fmt: skip
MEDIA = ("counter", "paper", "phone", "web", "email")
LATEST = 2
"""Lines of history shown of a channel: the latest."""


class ConsentDialog(Dialog[None]):
    """The four channels; the letters answer for the one under the cursor. Closes when all have been dealt with."""

    KEYS = (YES, NO, LATER, OPPOSED, MEDIUM, LANGUAGE, CODE, INFORM, NEXT, PREVIOUS, keys.UNDO)
    HELP_WORDS = (
        N_("Say the sentence as it is written, then type the answer; the cursor goes to the next channel."),
        N_("Each answer is kept with the sentence, the day and your name; none is ever overwritten."),
        N_("The sentences are changed in the settings. They are no legal advice: have a jurist read them."),
    )
    DEFAULT_CSS = """
    ConsentDialog {
        /* What was done, or refused, is told under the box. */
        .dialog--box { width: 76; max-height: 100%; }
        &.-high .dialog--box { margin-bottom: 3; }
        /* The keys are always to be seen: what is too long takes the room of the history, which comes last. */
        Hints { dock: bottom; }
        #consent-sentence { height: auto; margin-top: 1; }
        #consent-rule { height: auto; color: $text-muted; }
        #consent-history {
            height: auto; margin-top: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
        &.-low OptionList { max-height: 3; }
        &.-low #consent-sentence { margin-top: 0; }
        &.-low #consent-history { display: none; }
        &.-low Hints { margin-top: 0; }
    }
    """

    def __init__(self, sheet: ConsentSheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.language = sheet.language
        self.medium = MEDIA[0]
        self.dealt_with: set[str] = set()
        """The channels that were answered, or passed, since the dialog was opened."""

    def heading(self) -> Content:
        """Whose consents."""
        return shown(_("Consents: {name}").format(name=self.sheet.name))

    def compose_box(self) -> Iterable[Widget]:
        """The channels, the sentence and its rule, the latest of the history."""
        return (
            MarkedOptions(*(Option(Content(channel), id=channel) for channel in CONSENT_CHANNELS)),
            Static(id="consent-sentence", markup=False),
            Static(id="consent-rule", markup=False),
            Static(id="consent-history", markup=False),
        )

    def on_mount(self) -> None:
        """Start on the first channel that there is something to ask for."""
        self._show(self._first_to_ask())

    @property
    def channel(self) -> str:
        """The channel under the cursor."""
        return CONSENT_CHANNELS[self.query_one(OptionList).highlighted or 0]

    def _first_to_ask(self) -> int:
        today = self.fichier.today()
        for place, channel in enumerate(CONSENT_CHANNELS):
            line = consent_line(self.sheet.lines, channel)
            if channel in self.sheet.reachable and (line is None or has_ended(line, today)):
                return place
        return 0

    async def _read(self) -> None:
        try:
            self.sheet = await self.fichier.ask(read_consent_sheet, self.sheet.contact)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            self.dismiss(None)
            return
        self._show(self.query_one(OptionList).highlighted or 0)

    def _show(self, cursor: int) -> None:
        today = self.fichier.today()
        lines = (Option(said.channel_line(self.sheet, one, today), id=one) for one in CONSENT_CHANNELS)
        self.query_one(MarkedOptions).replace(lines, cursor)
        self._show_sentence()

    def _show_history(self) -> None:
        """What was said by the channel under the cursor: the arrows lead to that of the others."""
        lines = [line for line in self.sheet.lines if line.channel == self.channel]
        latest = [said.line_said(line) for line in reversed(lines[-LATEST:])]
        self.query_one("#consent-history", Static).update(
            Content("\n").join([said.informed_line(self.sheet), *(latest or [shown(_("Nothing was asked yet."))])])
        )

    def _show_sentence(self) -> None:
        self._show_history()
        sentence = self.sheet.sentence(self.channel, self.language)
        self.query_one("#consent-sentence", Static).update(said.sentence_block(sentence))
        channel = self.channel
        lines = [said.answered_words(self.medium), said.verdict(self.sheet, channel)]
        if not self.sheet.answer(channel).answer.allowed:
            lines.insert(1, said.rule_words(channel))
        if channel == "email" and self._said_yes():
            lines.append(_("C confirms the address by a code that the client reads out"))
        self.query_one("#consent-rule", Static).update(shown_lines("\n".join(lines)))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another channel, another sentence."""
        self._show_sentence()

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        self._show(self.query_one(OptionList).highlighted or 0)
        super().refresh_words()

    def action_channel(self, step: int) -> None:
        """Go to another channel."""
        options = self.query_one(OptionList)
        options.highlighted = ((options.highlighted or 0) + step) % len(CONSENT_CHANNELS)

    def action_medium(self) -> None:
        """The next way of giving an answer."""
        self.medium = MEDIA[(MEDIA.index(self.medium) + 1) % len(MEDIA)]
        self._show_sentence()

    def action_language(self) -> None:
        """The sentence in the other language."""
        place = WORDING_LANGUAGES.index(self.language) + 1
        self.language = WORDING_LANGUAGES[place % len(WORDING_LANGUAGES)]
        self._show_sentence()

    async def action_answer(self, answer: str) -> None:
        """Record what was answered to the sentence on the screen, and go to the next channel."""
        channel = self.channel
        if answer != NOT_NOW:
            sentence = self.sheet.sentence(channel, self.language)
            try:
                state = await self.fichier.ask(
                    answer_consent, self.sheet.contact, channel, answer, sentence=sentence, medium=self.medium
                )
            except Refusal as refusal:
                self.fichier.refuse(refusal)
                return
            await self._recorded("consent.recorded", channel=channel, state=state)
        self.dealt_with.add(channel)
        self._go_on(channel)

    def _go_on(self, channel: str) -> None:
        """To the next channel by which the contact can be reached and that was not dealt with; close after the last."""
        asked = self.sheet.reachable or CONSENT_CHANNELS
        if self.dealt_with.issuperset(asked):
            self.dismiss(None)
            return
        place = CONSENT_CHANNELS.index(channel)
        following = CONSENT_CHANNELS[place + 1 :] + CONSENT_CHANNELS[:place]
        waiting = next((one for one in following if one in asked and one not in self.dealt_with), channel)
        self.query_one(OptionList).highlighted = CONSENT_CHANNELS.index(waiting)

    def disabled_reason(self, action: str) -> str | None:
        """A code confirms a yes."""
        if action == "code" and not self._said_yes():
            return _(CODE.elsewhere)
        return super().disabled_reason(action)

    def _said_yes(self) -> bool:
        return consent_state(self.sheet.lines, "email") in OPEN_STATES

    async def action_code(self) -> None:
        """The code of the double opt-in."""
        from fichier_tui.ui.screens.card.code_dialog import confirm_address

        await confirm_address(self.fichier, self.sheet.contact, self.sheet.name)

    async def action_inform(self) -> None:
        """I: the notice was given, in the way that is chosen for the answers."""
        try:
            await self.fichier.ask(inform, self.sheet.contact, self.medium)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        await self._recorded("notice.given")

    async def action_oppose(self) -> None:
        """Record an opposition on every channel."""
        await oppose(self.fichier, self.sheet.contact)
        await self._read()

    async def action_undo(self) -> None:
        """Take back the last answer: a slip of the finger."""
        await self.fichier.undo()
        self.dealt_with.clear()
        await self._read()

    async def _recorded(self, verb: str, **detail: object) -> None:
        self.fichier.tell(done(verb, name=self.sheet.name, **detail))
        await self.fichier.changed()
        await self._read()
