"""What the panel of the lock screen holds in turn: the passphrase, the recovery code, another file, the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from fichier_tui.i18n import N_, _
from fichier_tui.ui.base import Words
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.screens.front import Answered, LineField, SecretInput
from fichier_tui.ui.screens.lock.files import SUFFIX
from fichier_tui.ui.screens.lock.keys import OPEN
from fichier_tui.ui.widgets.marked_options import MarkedOptions

PATH_CELLS = 56
WAYS_OUT = (
    ("again", N_("Try again")),
    ("other", N_("Open another file")),
    ("new", N_("Make a new file")),
    ("quit", N_("Quit")),
)


class FileName(Static):
    """Which file is meant: the folder's name, and where it lies. Nothing of its content is known yet."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def render(self) -> Content:
        """The name, then the place, cut at its beginning rather than at its end."""
        return Content.assemble(
            shown(self.path.name.removesuffix(SUFFIX), "bold"), "\n", shown(place_of(self.path), "$text-muted")
        )


def place_of(path: Path, width: int = PATH_CELLS) -> str:
    """The folder that holds `path`, with `~` for one's own, its beginning cut when it is long."""
    folder = path.absolute().parent
    home = Path.home()
    words = f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
    return words.removesuffix("/.") if len(words) <= width else "…" + words[-(width - 1) :]


class OpeningSecret(SecretInput):
    """The passphrase that opens: the footer tells what Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [OPEN.binding()]


class OpeningLine(LineField):
    """A line whose Enter opens."""

    BINDINGS: ClassVar[list[BindingType]] = [OPEN.binding()]


class PassphraseForm(Vertical):
    """Who one is, when several people open the file, and the passphrase."""

    def __init__(self, hint: str) -> None:
        super().__init__(id="passphrase", classes="step")
        self.hint = hint
        self.people: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The fields, and what the demonstration tells."""
        if self.hint:
            yield Words(N_("This is the demonstration; its passphrase: {hint}"), classes="quiet hint", hint=self.hint)
        yield Words(N_("Who are you?"), classes="label login")
        who = MarkedOptions(id="who", classes="login", markup=False)
        who.can_focus = False  # the arrows choose while the passphrase is typed
        yield who
        yield Words(N_("Passphrase"), classes="label")
        yield OpeningSecret(id="secret")

    def show(self, people: Sequence[str], chosen: str) -> None:
        """These people open the file; the cursor on the one who did last."""
        self.people = tuple(people)
        cursor = self.people.index(chosen) if chosen in self.people else 0
        self.query_one(MarkedOptions).replace((Option(shown(login)) for login in self.people), cursor)

    @property
    def chosen(self) -> str | None:
        """Who one is; None where one person alone opens the file."""
        at = self.query_one(MarkedOptions).highlighted
        return None if len(self.people) < 2 or at is None else self.people[at]

    def move(self, step: int) -> None:
        """The one below or above; from the last to the first."""
        who = self.query_one(MarkedOptions)
        who.highlighted = ((who.highlighted or 0) + step) % max(len(self.people), 1)


class RecoveryForm(Vertical):
    """The code of the recovery sheet, read however it is typed."""

    def __init__(self) -> None:
        super().__init__(id="recovery", classes="step")

    def compose(self) -> ComposeResult:
        """One field for the eight groups."""
        yield Words(
            N_("Type the eight groups of the recovery code. Capitals, spaces and dashes do not matter."),
            classes="quiet",
        )
        yield Words(N_("Recovery code"), classes="label")
        yield OpeningLine(id="code", placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")


class OtherForm(Vertical):
    """Another file: one that was found near, or one whose path is typed."""

    def __init__(self) -> None:
        super().__init__(id="other", classes="step")
        self.found: list[Path] = []

    def compose(self) -> ComposeResult:
        """The files found, then the path."""
        yield Words(N_("Files found here:"), classes="label found")
        yield MarkedOptions(id="files", classes="found")
        yield Words(N_("Path of a file"), classes="label")
        yield OpeningLine(id="path", placeholder=f"~/Documents/…{SUFFIX}")

    def show(self, found: Iterable[Path]) -> None:
        """List these files."""
        self.found = list(found)
        options = self.query_one(MarkedOptions)
        options.replace((Option(_file_line(path)) for path in self.found), cursor=0)
        for widget in self.query(".found"):
            widget.display = bool(self.found)
        (options if self.found else self.query_one("#path")).focus()


def _file_line(path: Path) -> Content:
    return Content.assemble(fitted(path.name.removesuffix(SUFFIX), 28), "  ", shown(place_of(path, 24)))


class FaultForm(Vertical):
    """The file cannot be opened at all: what one can do."""

    def __init__(self) -> None:
        super().__init__(id="fault", classes="step")

    def compose(self) -> ComposeResult:
        """Why, then the ways out."""
        yield Answered(id="why")
        yield MarkedOptions(id="ways")

    def show(self) -> None:
        """The ways out in the language of the moment."""
        self.query_one(MarkedOptions).replace(Option(shown(_(words)), id=code) for code, words in WAYS_OUT)
