"""What is shown once, to be noted on paper: a first passphrase, a recovery sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from fichier_tui.domain.history import StaffMember
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.base import Words
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.welcome.steps import RecoveryStep
from fichier_tui.ui.widgets.status_line import NOTE

NOTED = keys.Key(
    "handover.noted", "enter", "close", N_("It is noted"), N_("Noted"), N_("It is on paper: it is not shown again."), 1
)
CHECK = keys.Key(
    "sheet.check", "enter", "check", N_("Check the two groups"), N_("Check"),
    N_("That they are those on the paper: the code is then forgotten here."), 1,
)  # fmt: skip


class HandoverDialog(Dialog[None]):
    """A first passphrase: with the login, on a slip of paper for whom it is."""

    KEYS = (NOTED,)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_(
            "Note it on paper and give it from hand to hand, not by e-mail."
            " Whoever gets it chooses another one at once."
        ),
    )
    DEFAULT_CSS = """
    HandoverDialog { .handover { height: auto; } }
    """

    def __init__(self, member: StaffMember, passphrase: str) -> None:
        super().__init__()
        self.member, self._passphrase = member, passphrase

    def heading(self) -> Content:
        """For whom."""
        return shown(_("To be handed over: {name}").format(name=self.member.name))

    def compose_box(self) -> Iterable[Widget]:
        """The login and the passphrase, then what to do."""
        return (Static(self._words(), classes="handover", markup=False),)

    def _words(self) -> Content:
        width = max(cell_len(_("Login")), cell_len(_("Passphrase"))) + 3
        login = Content.assemble(_label(_("Login"), width), shown(self.member.login, "bold"))
        phrase = Content.assemble(_label(_("Passphrase"), width), shown(self._passphrase, "bold $accent"))
        told = _(
            "Note it on paper and give it from hand to hand: it is shown this once. Whoever gets it chooses another"
            " one in the settings (Ctrl+O)."
        )
        return Content("\n").join([login, phrase, Content(""), shown(told)])

    def refresh_words(self) -> None:
        """The words are stored translated."""
        super().refresh_words()
        self.query_one(".handover", Static).update(self._words())

    def __repr__(self) -> str:
        """Never what is shown."""
        return "HandoverDialog()"


def _label(words: str, width: int) -> Content:
    return Content.assemble(shown(words, "$text-muted"), " " * (width - cell_len(words)))


class SheetDialog(Dialog[bool]):
    """A recovery code just drawn: two of its groups are asked back, and only then is it that of the file.

    Gives True once they were right; left before, the sheet that one has stays good.
    """

    KEYS = (CHECK,)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The code opens the file for whoever holds it: keep the paper where the keys of the house are."),
        N_("The sheet before opens this file no more. Older copies of the file open with the sheet of their time."),
    )
    DEFAULT_CSS = """
    SheetDialog {
        RecoveryStep { height: auto; }
        #code { margin: 0 0 1 0; }
        .heading, RecoveryStep Words { margin-bottom: 1; height: auto; }
        #groups { margin: 1 0; }
        .quiet { height: auto; color: $text-muted; }
        &.-low .quiet, &.-low .heading { display: none; }
        &.-low #groups, &.-low #code, &.-low RecoveryStep Words { margin: 0; }
    }
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def heading(self) -> Content:
        """Its name."""
        return shown(_("New recovery sheet"))

    def compose_box(self) -> Iterable[Widget]:
        """The code in two lines, the question, a field, what follows."""
        words = N_("Once the two groups are right, the sheet before opens this file no more. Esc changes nothing.")
        return (RecoveryStep("sheet"), Words(words, classes="quiet"))

    def on_mount(self) -> None:
        """Show the code."""
        super().on_mount()
        self.query_one(RecoveryStep).show(self._code)
        self._code = ""
        self.query_one("#groups").focus()

    @on(Input.Submitted, "#groups")
    def action_check(self) -> None:
        """Enter: the two groups."""
        step = self.query_one(RecoveryStep)
        if not step.is_proved(self.query_one("#groups", Input).value):
            self.fichier.tell(_("Those are not the two groups. Look at the paper and type them again."), NOTE)
            return
        step.forget()
        self.dismiss(True)

    def action_close(self) -> None:
        """Esc: the sheet that one has stays good."""
        self.query_one(RecoveryStep).forget()
        self.fichier.tell(_("No other sheet was made: the one that you have stays good."), NOTE)
        self.dismiss(False)

    def refresh_words(self) -> None:
        """The question is stored translated."""
        super().refresh_words()
        self.query_one(RecoveryStep).refresh_question()

    def __repr__(self) -> str:
        """Never what is shown."""
        return "SheetDialog()"
