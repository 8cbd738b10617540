"""The steps of the first run, one panel each. All are there from the beginning, so that going back loses nothing."""

from __future__ import annotations

import secrets
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui import i18n
from fichier_tui.domain.staffing import FIRST_LOGIN, login_from
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _
from fichier_tui.ui.base import Words
from fichier_tui.ui.dialogs.settings import LANGUAGE_NAMES
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.front import LineField, SecretInput
from fichier_tui.ui.screens.lock.files import documents
from fichier_tui.ui.screens.welcome.answers import STRENGTHS, file_name
from fichier_tui.ui.widgets.marked_options import MarkedOptions

GROUPS_ASKED = 2
METER_CELLS = 20
METER_FULL_BITS = 90
METER_STYLES = {"weak": "$text-error", "fair": "$text-warning", "good": "$text-success", "strong": "$text-success"}
IMPORT = "import_workbook"
"""The application's own way to bring in a foreign file; the choice is offered where it has one."""
BEGINNINGS = (
    (IMPORT, N_("Bring in a workbook (Excel, LibreOffice, .csv)")),
    ("empty", N_("Start with an empty file")),
    ("demonstration", N_("Look at the demonstration first")),
)


class Step(Vertical):
    """A panel of the first run; `FIRST` is what the cursor goes to."""

    FIRST = ""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, classes="step")


class LanguageStep(Step):
    """The language, which changes as one moves."""

    FIRST = "#languages"

    def compose(self) -> ComposeResult:
        """A sentence in both languages' own words, then the two."""
        yield Words(N_("Your clients in one encrypted file, on your own computer."), classes="heading")
        yield Words(N_("Language"), classes="label")
        yield MarkedOptions(*(Option(shown(LANGUAGE_NAMES[code]), id=code) for code in i18n.LANGUAGES), id="languages")

    def on_mount(self) -> None:
        """Begin on the language spoken."""
        self.query_one(OptionList).highlighted = i18n.LANGUAGES.index(i18n.language())


class ShopStep(Step):
    """Whose file it is, and where it lies."""

    FIRST = "#business"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """Three lines; the place follows the business's name until it is changed by hand, the login one's own."""
        yield Words(N_("Name of the business"), classes="label")
        yield LineField(id="business")
        yield Words(N_("Your name"), classes="label")
        yield LineField(getattr(self.app, "person", ""), id="name")
        yield Static(id="login")
        yield Words(N_("Where the file is kept"), classes="label")
        yield LineField(id="place")

    def on_mount(self) -> None:
        """The login of the name that is proposed."""
        self.refresh_login()

    def refresh_login(self) -> None:
        """Say by which login the file will be opened, in the language of the moment."""
        name = self.query_one("#name", Input).value
        words = _("You will open the file as: {login}").format(login=login_from(name) or FIRST_LOGIN)
        if not clean_line(name):
            words = _("Your login is made of your name.")
        self.query_one("#login", Static).update(shown(words, "$text-muted"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Propose a place for the file, say the login."""
        if event.input.id == "name":
            self.refresh_login()
        place = self.query_one("#place", Input)
        if event.input.id == "business" and place.value in ("", self._proposed):
            path = documents() / file_name(event.value)
            home = Path.home()
            self._proposed = f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
            place.value = self._proposed


class Meter(Static):
    """How hard the passphrase is to guess: a bar, a word, the bits."""

    bits: reactive[int] = reactive(0)
    strength: reactive[str] = reactive("")

    def render(self) -> Content:
        """Nothing while nothing is typed."""
        if not self.strength:
            return shown(
                _("Several words of your own are easy to remember and hard to guess: a sentence."), "$text-muted"
            )
        full = min(METER_CELLS, max(1, self.bits * METER_CELLS // METER_FULL_BITS))
        words = _("{strength}, about {bits} bits").format(strength=_(STRENGTHS[self.strength]), bits=self.bits)
        style = METER_STYLES[self.strength]
        return Content.assemble(("━" * full, style), ("─" * (METER_CELLS - full), "$line"), "  ", shown(words, style))


class PassphraseStep(Step):
    """The passphrase twice, its strength as one types."""

    FIRST = "#first"

    def compose(self) -> ComposeResult:
        """Both fields and the estimate between them."""
        words = N_("The passphrase opens the file, and is kept nowhere: do not lose it. Twelve characters at least.")
        yield Words(words, classes="heading")
        yield Words(N_("Passphrase"), classes="label")
        yield SecretInput(id="first")
        yield Meter()
        yield Words(N_("The same again"), classes="label")
        yield SecretInput(id="again")


class RecoveryStep(Step):
    """The recovery code, to be written down; two of its groups are asked back."""

    FIRST = "#groups"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._code: tuple[str, ...] = ()
        self.asked: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        """The code in two lines of four numbered groups, then the question."""
        yield Words(N_("If the passphrase is ever lost, only this recovery code opens the file."), classes="heading")
        yield Static(id="code")
        yield Words(N_("Write it down now, and keep it away from this computer. It is shown this once."))
        yield Static(id="question", classes="label")
        yield LineField(id="groups")

    def show(self, code: str) -> None:
        """Show this code, and draw the groups to ask back."""
        self._code = tuple(code.split("-"))
        self.asked = tuple(sorted(secrets.SystemRandom().sample(range(len(self._code)), GROUPS_ASKED)))
        half = len(self._code) // 2
        groups = [
            Content.assemble((f"{place} ", "$text-muted"), (group, "bold $accent"))
            for place, group in enumerate(self._code, 1)
        ]
        lines = [Content("   ").join(groups[:half]), Content("   ").join(groups[half:])]
        self.query_one("#code", Static).update(Content("\n").join(lines))
        self.refresh_question()

    def refresh_question(self) -> None:
        """Ask in the language of the moment."""
        if self.asked:
            first, second = (place + 1 for place in self.asked)
            words = _("To be sure, type groups {first} and {second}:").format(first=first, second=second)
            self.query_one("#question", Static).update(shown(words))

    def is_proved(self, typed: str) -> bool:
        """Whether these are the groups that were asked for, however they were typed."""
        from fichier_tui.storage.keyring.recovery import as_typed

        return as_typed(typed) == "".join(self._code[place] for place in self.asked)

    def forget(self) -> None:
        """The code is kept nowhere, not even here."""
        self._code, self.asked = (), ()
        self.query_one("#code", Static).update(Content(""))
        self.query_one("#groups", Input).value = ""


class BeginStep(Step):
    """The file is made: what to begin with."""

    FIRST = "#beginnings"

    def compose(self) -> ComposeResult:
        """The ways to begin."""
        yield Words(N_("Your file is ready."), classes="heading")
        yield MarkedOptions(id="beginnings")

    def on_mount(self) -> None:
        """In the language of the moment."""
        self.refresh_choices()

    def refresh_choices(self) -> None:
        """Put the words anew."""
        self.query_one(MarkedOptions).replace(
            Option(shown(_(words)), id=code)
            for code, words in BEGINNINGS
            if code != IMPORT or hasattr(self.app, IMPORT)
        )
