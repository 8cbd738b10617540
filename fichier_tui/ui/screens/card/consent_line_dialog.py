"""One line of the history of a consent, with the very sentence that was said: proof is shown, never changed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.history import ConsentLine
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import CHANNELS, CONSENT_MEDIA, CONSENT_STATES, LANGUAGES, word
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.consent_words import quoted, version_words


class ConsentLineDialog(Dialog[None]):
    """When, how, by whom, after which sentence."""

    HELP_WORDS = (N_("What was said of a consent stays as it is: it is the proof. What changed since is a line more."),)
    DEFAULT_CSS = """
    ConsentLineDialog Static { height: auto; }
    """

    def __init__(self, line: ConsentLine, name: str) -> None:
        super().__init__()
        self.line, self.contact_name = line, name

    def heading(self) -> Content:
        """Whose consent, for what."""
        return shown(f"{self.contact_name} · {word(CHANNELS, self.line.channel)}")

    def compose_box(self) -> Iterable[Widget]:
        """One fact a line, then the sentence."""
        return (Static(self._words(), id="consent-line", markup=False),)

    def refresh_words(self) -> None:
        """The facts hold translated words."""
        self.query_one("#consent-line", Static).update(self._words())
        super().refresh_words()

    def _words(self) -> Content:
        line = self.line
        facts = [
            (_("Answer"), word(CONSENT_STATES, line.state)),
            (_("Day"), written.day(line.day)),
            (_("Recorded"), written.instant(line.recorded_at)),
            (_("How"), word(CONSENT_MEDIA, line.medium)),
            (_("By"), line.staff),
            (_("Proof"), line.proof),
        ]
        width = max(cell_len(label) for label, _said in facts) + 2
        lines = [
            Content.assemble(shown(label, "$text-muted"), " " * (width - cell_len(label)), shown(said))
            for label, said in facts
            if said
        ]
        return Content("\n").join([*lines, Content(""), *self._sentence()])

    def _sentence(self) -> Iterable[Content]:
        line = self.line
        if not line.wording:
            yield shown(_("No sentence was noted with this answer."), "$text-muted")
            return
        which = f"{word(LANGUAGES, line.wording_language)}, {version_words(line.wording_version)}"
        yield shown(_("The sentence that was said ({which}):").format(which=which), "$text-muted")
        yield Content(quoted(line.wording, line.wording_language)).stylize("bold")
