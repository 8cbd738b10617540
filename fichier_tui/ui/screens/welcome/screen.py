"""The first run: language, business, passphrase, recovery code, and what to begin with. Under two minutes.

The file is made in a thread of its own (measuring this computer takes a second or two). Esc goes back a step and loses
nothing; once the file is made there is only forward.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, OptionList

from fichier_tui import i18n
from fichier_tui.domain.file_place import FilePlace
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.entrance import enter
from fichier_tui.ui.file_place_words import place_warning
from fichier_tui.ui.screens.front import SHOW, FrontScreen, SecretInput
from fichier_tui.ui.screens.lock.files import typed_path
from fichier_tui.ui.screens.welcome import keys as own
from fichier_tui.ui.screens.welcome import making
from fichier_tui.ui.screens.welcome.answers import Answers, passphrase_complaint
from fichier_tui.ui.screens.welcome.steps import (
    IMPORT,
    BeginStep,
    LanguageStep,
    Meter,
    PassphraseStep,
    RecoveryStep,
    ShopStep,
    Step,
)
from fichier_tui.ui.widgets.status_line import BUSY, NOTE

if TYPE_CHECKING:
    from fichier_tui.storage import NewFile
    from fichier_tui.storage.keyring import KdfParameters

DEMONSTRATION = "demo"
SUGGESTED_BITS = 88
STEPS = ("language", "shop", "passphrase", "recovery", "begin")
MADE_FROM = STEPS.index("recovery")
# Which key belongs to which steps only: elsewhere it is not even shown.
ONLY_IN = {
    "suggest": ("passphrase",),
    "show": ("passphrase",),
    "skip": ("recovery",),
    "open_file": STEPS[:MADE_FROM],
    "demonstration": STEPS[:MADE_FROM],
}


class WelcomeScreen(FrontScreen):
    """No file yet: make one. `kdf` is measured when it is not given."""

    TITLE_WORDS = N_("A new file")
    HELP_WORDS = (
        N_("Enter goes on to the next line and the next step; Esc goes back a step, and nothing typed is lost."),
        N_("The passphrase encrypts the file. Nobody, not even we, can open it without the passphrase or the code."),
    )
    KEYS: ClassVar[tuple[keys.Key, ...]] = (
        own.NEXT,
        own.OPEN_FILE,
        own.LOOK_AROUND,
        SHOW,
        own.SUGGEST,
        own.SKIP,
        own.UP,
        own.DOWN,
    )
    DEFAULT_CSS = """
    WelcomeScreen {
        Meter { margin-bottom: 1; }
        #code { text-align: center; width: 100%; margin-bottom: 1; }
        #question { margin-top: 1; }
        #name { margin-bottom: 0; }
        #login { margin-bottom: 1; }
    }
    """

    def __init__(self, *, day: dt.date | None = None, kdf: KdfParameters | None = None) -> None:
        super().__init__()
        self.day = day
        self.kdf = kdf
        self._made: NewFile | None = None
        self._working = False
        self._suggested = ""
        self._warned: FilePlace | None = None
        """The dangerous place that was told of."""

    def compose_panel(self) -> Iterable[Widget]:
        """Every step, one shown."""
        yield ContentSwitcher(
            LanguageStep("language"),
            ShopStep("shop"),
            PassphraseStep("passphrase"),
            RecoveryStep("recovery"),
            BeginStep("begin"),
            initial="language",
        )

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self.show_step("language")

    @property
    def step(self) -> str:
        """The code of the step shown."""
        switchers = self.query(ContentSwitcher)
        return (switchers.first().current or "") if switchers else STEPS[0]

    def crumbs(self) -> tuple[str, ...]:
        """How far one is."""
        step = STEPS.index(self.step or STEPS[0]) + 1
        return (_("new file"), _("step {step} of {steps}").format(step=step, steps=len(STEPS)))

    def show_step(self, code: str) -> None:
        """Turn the panel to a step."""
        self.query_one(ContentSwitcher).current = code
        step = self.query_one(f"#{code}", Step)
        self.hush()
        self.query_one(step.FIRST).focus()
        self.refresh_title()
        self.refresh_bindings()

    # From one step to the next

    async def action_next(self) -> None:
        """Enter on the last line, or Ctrl+S: the next step, when this one is complete."""
        await {
            "language": self._from_language,
            "shop": self._from_shop,
            "passphrase": self._from_passphrase,
            "recovery": self._from_recovery,
            "begin": self._from_begin,
        }[self.step]()

    async def _from_language(self) -> None:
        self.show_step("shop")

    async def _from_shop(self) -> None:
        if not clean_line(self._text("#business")):
            self.answer(lambda: _("How is the business called?"))
            self.query_one("#business").focus()
            return
        if not self._text("#place").strip():
            self.answer(lambda: _("Where is the file to be kept? For instance: ~/Documents/Shop.fichier"))
            self.query_one("#place").focus()
            return
        try:
            await asyncio.to_thread(making.check_place, self.answers())
        except Refusal as refusal:
            self.answer_refusal(refusal)
            self.query_one("#place").focus()
            return
        if not await self._may_lie_there():
            return
        self.show_step("passphrase")

    async def _may_lie_there(self) -> bool:
        """Say once what is dangerous about the place; Enter again keeps it."""
        place = await asyncio.to_thread(making.place_of_new, self.answers())
        if place.is_safe or place == self._warned:
            return True
        self._warned = place
        keep = N_("Choose another place, or press Enter again to keep it.")
        self.answer(lambda: f"{place_warning(place)} {_(keep)}")
        self.query_one("#place").focus()
        return False

    async def _from_passphrase(self) -> None:
        first, again = self._text("#first"), self._text("#again")
        _bits, strength = await asyncio.to_thread(making.strength, first, self.answers())
        if complaint := passphrase_complaint(first, again, strength):
            self.answer(lambda: _(complaint))
            self.query_one("#first" if strength == "weak" or not first else "#again").focus()
            return
        if not self._working:
            self._make(self.answers())

    @work(exclusive=True, group="make")
    async def _make(self, answers: Answers) -> None:
        """Make the file in a thread; then show its recovery code."""
        self._working = True
        self.answer(lambda: _("Making the file: this computer is being measured"), BUSY)
        fields = list(self.query_one("#passphrase").query(Input))
        for field in fields:
            field.disabled = True
        try:
            self._made = await asyncio.to_thread(making.make, answers, i18n.language(), self.kdf)
        except Refusal as refusal:
            self.answer_refusal(refusal)
            return
        finally:
            self._working = False
            for field in fields:
                field.disabled = False
        self._suggested = ""
        for secret in self.query(SecretInput):
            secret.taken()
        self.fichier.settings = self.fichier.settings.changed(last_file=str(self._made.folder.path.absolute()))
        self.query_one(RecoveryStep).show(self._made.recovery_code)
        self.show_step("recovery")

    async def _from_recovery(self) -> None:
        step = self.query_one(RecoveryStep)
        typed = self._text("#groups")
        if not step.is_proved(typed):
            complaint = (
                N_("These are not the two groups. Compare them with what you wrote down.")
                if typed.strip()
                else N_("Type the two groups that are asked for: so you know that the code is well written down.")
            )
            self.answer(lambda: _(complaint))
            self.query_one("#groups").focus()
            return
        self._past_recovery()

    def _past_recovery(self) -> None:
        self.query_one(RecoveryStep).forget()
        self.show_step("begin")

    @on(OptionList.OptionSelected, "#beginnings")
    async def _from_begin(self) -> None:
        options = self.query_one("#beginnings", OptionList)
        chosen = options.get_option_at_index(options.highlighted or 0).id
        if chosen == "demonstration":
            self.action_demonstration()
        elif self._made is not None and not self._working:
            self._working = True
            file = await asyncio.to_thread(making.open_made, self._made, self.day)
            app = self.fichier
            await enter(app, file)
            if chosen == IMPORT:
                await app.import_workbook()

    # What is typed

    def _text(self, selector: str) -> str:
        return self.query_one(selector, Input).value

    def answers(self) -> Answers:
        """What was answered so far."""
        return Answers(
            clean_line(self._text("#business")),
            clean_line(self._text("#name")),
            typed_path(self._text("#place")) or Answers().path,
            self._text("#first"),
        )

    def action_field(self, step: int) -> None:
        """Up and Down: the line before or after, as in every form; the first and the last stay."""
        fields = list(self.query_one(f"#{self.step}", Vertical).query(Input))
        place = next((place for place, field in enumerate(fields) if field.has_focus), None)
        if place is not None and 0 <= place + step < len(fields):
            self.set_focus(fields[place + step])

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line; from the last, to the next step."""
        fields = list(self.query_one(f"#{self.step}", Vertical).query(Input))
        place = fields.index(event.input)
        if event.input.id == "first" and await self._complains_at_once(event.value):
            return
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            await self.action_next()

    async def _complains_at_once(self, passphrase: str) -> bool:
        """Whether the passphrase will not do, said before it is typed a second time."""
        _bits, strength = await asyncio.to_thread(making.strength, passphrase, self.answers())
        if not (complaint := passphrase_complaint(passphrase, passphrase, strength)):
            return False
        self.answer(lambda: _(complaint))
        return True

    @on(Input.Changed, "#groups")
    def retype(self) -> None:
        """What was wrong with the groups is no more said while they are typed again."""
        self.hush()

    @on(Input.Changed, "#first")
    def measure(self, event: Input.Changed) -> None:
        """The estimate follows what is typed."""
        if event.value != self._suggested:
            self.hush()
        self._measure(event.value)

    @work(exclusive=True, group="measure")
    async def _measure(self, passphrase: str) -> None:
        bits, strength = await asyncio.to_thread(making.strength, passphrase, self.answers())
        if passphrase and passphrase == self._suggested:
            bits = SUGGESTED_BITS  # known, where the estimate can only see words
        meter = self.query_one(Meter)
        meter.bits, meter.strength = bits, strength if passphrase else ""

    @on(OptionList.OptionHighlighted, "#languages")
    def speak(self, event: OptionList.OptionHighlighted) -> None:
        """The language changes as one moves over it."""
        if event.option.id and event.option.id != i18n.language():
            self.fichier.use_language(event.option.id)

    @on(OptionList.OptionSelected, "#languages")
    async def choose_language(self, event: OptionList.OptionSelected) -> None:
        """Enter on a language goes on."""
        self.fichier.use_language(event.option.id or i18n.language())
        await self.action_next()

    # Keys

    async def action_back(self) -> None:
        """Esc: the step before; from the first, the screen before."""
        place = STEPS.index(self.step)
        if place:
            self.show_step(STEPS[place - 1])
        else:
            self.dismiss()

    def action_suggest(self) -> None:
        """F6: a passphrase drawn by chance, shown so that it can be written down; the second time one types it."""
        from fichier_tui.storage.staff.passphrase import suggest_passphrase

        first = self.query_one("#first", SecretInput)
        self._suggested = first.value = suggest_passphrase()
        first.password = False
        again = self.query_one("#again", SecretInput)
        again.value = ""
        again.focus()
        self.answer(lambda: _("Write it down, then type it here to learn it. F6 draws another."), NOTE)

    def action_skip(self) -> None:
        """F7: on without a proof, after a question."""
        from fichier_tui.ui.dialogs.question import confirmation

        def skip(answer: str | None) -> None:
            if answer == "yes":
                self._past_recovery()

        question = confirmation(
            _("Without the recovery code?"),
            _("If the passphrase is forgotten one day, nobody will ever open the file again: neither you nor we."),
            _("Yes, go on without it"),
            _("No, I am writing it down"),
        )
        self.app.push_screen(question, skip)

    def action_open_file(self) -> None:
        """F3: a file that exists already."""
        from fichier_tui.ui.screens.lock.screen import LockScreen

        self.app.push_screen(LockScreen(None, day=self.day))

    def action_demonstration(self) -> None:
        """F4: leave for the demonstration; the front door starts it."""
        self.app.exit(DEMONSTRATION)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key where it serves."""
        if action == "back" and STEPS.index(self.step) >= MADE_FROM:
            return False  # the file is made: there is only forward
        return super().check_action(action, parameters) if self.step in ONLY_IN.get(action, STEPS) else False

    def disabled_reason(self, action: str) -> str | None:
        """Whether there is a way back."""
        if action == "back":
            return self._no_way_back(self.step)
        return super().disabled_reason(action)

    def _no_way_back(self, step: str) -> str | None:
        if STEPS.index(step) >= MADE_FROM:
            return _("The file is made: there is only forward.")
        return super().disabled_reason("back") if step == STEPS[0] else None

    def refresh_words(self) -> None:
        """The question and the last choices hold translated words."""
        super().refresh_words()
        self.query_one(ShopStep).refresh_login()
        self.query_one(RecoveryStep).refresh_question()
        self.query_one(BeginStep).refresh_choices()
