"""The sentences by which the shop asks for consents, by channel and language. To change one makes a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import Sentence, change_sentence, current_sentences
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import CHANNELS, LANGUAGES, word
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.consent_words import quoted, rule_words, version_words
from fichier_tui.ui.screens.card.form_dialog import FormDialog, show_form
from fichier_tui.ui.widgets.marked_options import MarkedOptions

CHANNEL_WIDTH = 18
LANGUAGE_WIDTH = 10


class SentenceList(MarkedOptions):
    """The sentences; Enter or a click opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.OPEN.binding("select")]


class SentencesDialog(Dialog[None]):
    """A line for each channel and language; below, the sentence under the cursor and the rule behind it."""

    KEYS = (keys.UNDO,)
    HELP_WORDS = (
        N_("Enter changes the sentence under the cursor. Who was asked by the former one keeps it in its history."),
        N_("A sentence must say who asks, for what, by which channel, and that one may take it back at any time."),
        N_("The sentences of the program are no legal advice: have a jurist read yours."),
    )
    DEFAULT_CSS = """
    SentencesDialog {
        .dialog--box { width: 76; }
        #sentence-text { height: auto; margin-top: 1; }
        #sentence-rule { height: auto; color: $text-muted; }
        &.-low OptionList { max-height: 4; }
        &.-low #sentence-text, &.-low Hints { margin-top: 0; }
    }
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        super().__init__()
        self.sentences = tuple(sentences)

    def heading(self) -> Content:
        """What these are."""
        return shown(_("Sentences of consent"))

    def compose_box(self) -> Iterable[Widget]:
        """The list, the sentence, its rule."""
        return (
            SentenceList(),
            Static(id="sentence-text", markup=False),
            Static(id="sentence-rule", markup=False),
        )

    def on_mount(self) -> None:
        """Fill the list."""
        self._show(0)

    def _show(self, cursor: int) -> None:
        lines = (Option(_line(one), id=f"{one.channel}-{one.language}") for one in self.sentences)
        self.query_one(MarkedOptions).replace(lines, cursor)
        self._show_sentence(self.sentences[cursor])

    def _show_sentence(self, sentence: Sentence) -> None:
        said = Content(quoted(sentence.text, sentence.language)).stylize("bold")
        self.query_one("#sentence-text", Static).update(said)
        self.query_one("#sentence-rule", Static).update(shown(rule_words(sentence.channel)))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another sentence."""
        self._show_sentence(self.sentences[event.option_index])

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change it."""
        form = SentenceForm(self.sentences[event.option_index])
        await show_form(self.fichier, form)

    async def on_screen_resume(self) -> None:
        """Back from the form: read again."""
        await self._read()

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self.fichier.undo()
        await self._read()

    async def _read(self) -> None:
        try:
            self.sentences = await self.fichier.ask(current_sentences)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
            return
        self._show(self.query_one(OptionList).highlighted or 0)

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        self._show(self.query_one(OptionList).highlighted or 0)
        super().refresh_words()


class SentenceForm(FormDialog):
    """The words of one sentence."""

    FIRST = "text"

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(f"sentence.{sentence.channel}.{sentence.language}")
        self.sentence = sentence

    def heading(self) -> Content:
        """Which sentence."""
        return shown(
            _("Sentence: {channel}, {language}").format(
                channel=word(CHANNELS, self.sentence.channel), language=word(LANGUAGES, self.sentence.language)
            )
        )

    def compose_box(self) -> Iterable[Widget]:
        """The rule stands under the field."""
        return (*super().compose_box(), Static(shown(rule_words(self.sentence.channel), "$text-muted"), markup=False))

    def specs(self) -> Sequence[FieldSpec]:
        """Its words."""
        return (FieldSpec("text", N_("To say"), "note", rows=7),)

    async def values(self) -> Mapping[str, Any]:
        """The sentence in use."""
        return {"text": self.sentence.text}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Make a new version."""
        sentence = self.sentence
        await self.fichier.ask(change_sentence, sentence.channel, sentence.language, answers["text"] or "")
        self.fichier.tell(done("wording.changed"))
        return True


async def open_sentences(app: FichierApp) -> None:
    """Show the sentences."""
    try:
        sentences = await app.ask(current_sentences)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(SentencesDialog(sentences))


async def sentences_state(app: FichierApp) -> str:
    """How many sentences are the shop's own."""
    own = sum(1 for one in await app.ask(current_sentences) if one.version)
    if not own:
        return _("the program's own")
    return ngettext("{count} of the shop's own", "{count} of the shop's own", own).format(count=own)


def _line(sentence: Sentence) -> Content:
    """ "e-mail            French    version 2"."""
    channel, language = word(CHANNELS, sentence.channel), word(LANGUAGES, sentence.language)
    return Content.assemble(
        Content(f"{channel:<{CHANNEL_WIDTH}}").stylize("bold"),
        f"{language:<{LANGUAGE_WIDTH}}",
        version_words(sentence.version),
    )
