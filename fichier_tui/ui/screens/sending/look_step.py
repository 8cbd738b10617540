"""The third step: what each contact gets, one after the other, before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen, Sending
from fichier_tui.exchange.letters.paper import Composed
from fichier_tui.exchange.letters.sms import SmsList
from fichier_tui.i18n import _
from fichier_tui.ui import format
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.sending import keys


@dataclass(frozen=True, slots=True)
class Page:
    """What one contact gets."""

    name: str
    to: str
    """The address or the number."""
    subject: str = ""
    text: str = ""
    lacking: tuple[str, ...] = ()
    """The fields that are empty for this contact, where the text has nothing else to say."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is about to leave; each page is filled when it is looked at."""

    chosen: Chosen = field(default_factory=Chosen)
    warnings: tuple[str, ...] = ()
    """In the language of the moment."""
    made: Composed | SmsList | None = None
    """The pages, where they are composed before one looks at them."""
    lately: int = 0
    """How many of the warnings, the first ones, are recalled in the last question: who was written to lately."""
    with_holes: frozenset[int] = frozenset()
    """The contacts of whom nothing is known for some field, and the text has nothing else to say."""


@dataclass(frozen=True, slots=True)
class Left:
    """What left: its line in the register, where it was written, and why it did not go on to the end."""

    sending: Sending
    path: Path | None = None
    stopped: Refusal | None = None


class Paper(VerticalScroll):
    """What one contact gets: ← → turn to the others, Enter sends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        keys.SEND.binding("screen.send"),
        keys.RIGHT.binding("screen.turn(1)"),
        keys.LEFT.binding("screen.turn(-1)"),
        keys.HOLE.binding("screen.turn_to_hole"),
        Binding("home", "screen.turn_to(0)", show=False),
        Binding("end", "screen.turn_to(-1)", show=False),
    ]


class LookStep(Vertical):
    """One line of counts, one of warnings, and the paper."""

    DEFAULT_CSS = """
    LookStep {
        #warnings { height: auto; max-height: 5; padding: 0 1; color: $text-warning; }
        Paper {
            height: 1fr; padding: 0 2; border: round $line; border-title-color: $accent; border-title-style: bold;
            border-subtitle-color: $text-muted; scrollbar-size-vertical: 1;
            &:focus { border: round $accent; }
        }
        #page { height: auto; max-width: 100; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.prepared = Prepared()
        self.place = 0

    def compose(self) -> ComposeResult:
        """The warnings, then the paper."""
        yield Static(id="warnings", markup=False)
        with Paper():
            yield Static(id="page", markup=False)

    @property
    def paper(self) -> Paper:
        """Where the keys go."""
        return self.query_one(Paper)

    @property
    def recipient(self) -> tuple[int, str] | None:
        """Whose page is looked at, and the address where it goes."""
        retained = self.prepared.chosen.retained
        return retained[self.place] if retained else None

    def show(self, prepared: Prepared) -> None:
        """From the first contact."""
        self.prepared, self.place = prepared, 0
        warnings = Content("\n").join(shown(warning) for warning in prepared.warnings)
        line = self.query_one("#warnings", Static)
        line.display = bool(prepared.warnings)
        line.update(warnings)

    def turn_to(self, place: int) -> bool:
        """Look at that contact, -1 the last; False where it is the one that is looked at."""
        count = len(self.prepared.chosen.retained)
        wanted = count - 1 if place < 0 else min(place, count - 1)
        changed = wanted != self.place and count > 0
        self.place = max(0, wanted)
        return changed

    @property
    def next_hole(self) -> int | None:
        """The place of the next contact with an empty field, after the last that of the first; None where none."""
        retained = self.prepared.chosen.retained
        around = (*range(self.place + 1, len(retained)), *range(self.place + 1))
        return next((place for place in around if retained[place][0] in self.prepared.with_holes), None)

    def put(self, page: Page) -> None:
        """Show what the contact gets."""
        paper = self.paper
        count = len(self.prepared.chosen.retained)
        place = _("{place} of {count}").format(place=format.number(self.place + 1), count=format.number(count))
        paper.border_title = Content.assemble(place, " · ", shown(page.name))
        paper.border_subtitle = shown(page.to.replace("\n", ", "))
        parts = []
        if page.lacking:
            words = _("Nothing is known for: {fields}").format(fields=", ".join(page.lacking))
            parts += [shown(f"! {words}", "$text-warning"), Content("")]
        if page.subject:
            parts += [shown(page.subject, "bold"), Content("")]
        parts.append(shown_lines(page.text))
        self.query_one("#page", Static).update(Content("\n").join(parts))
        paper.scroll_home(animate=False)
