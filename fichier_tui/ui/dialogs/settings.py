"""The settings of this machine: language and colours, changed as one looks at them, kept at once."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fichier_tui import i18n
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys, themes
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.safe import shown

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
NEXT = keys.Key(
    "settings.next", "right", "turn(1)", N_("Next value"), N_("Next"), N_("The value after this one."), 11, first=True
)
PREVIOUS = keys.Key(
    "settings.previous",
    "left",
    "turn(-1)",
    N_("Previous value"),
    N_("Previous"),
    N_("The value before this one."),
    10,
    first=True,
)


class SettingsDialog(Dialog[None]):
    """A line for each setting; the arrows, Enter or a click turn its value."""

    KEYS = (PREVIOUS, NEXT)
    HELP_WORDS = (N_("Choose a setting with the up and down arrows, and its value with the left and right ones."),)

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Settings"))

    def compose_box(self) -> Iterable[Widget]:
        """The settings and where they are kept."""
        return (OptionList(*self._lines()),)

    def _lines(self) -> list[Option]:
        values = (
            ("language", _("Language"), LANGUAGE_NAMES[i18n.language()]),
            ("theme", _("Colours"), _(themes.NAMES[self.app.theme])),
        )
        return [
            Option(Content.assemble(f"{name:<14}‹ ", shown(value, "bold"), " ›"), id=code)
            for code, name, value in values
        ]

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        self._show()

    def _show(self) -> None:
        options = self.query_one(OptionList)
        cursor = options.highlighted
        options.clear_options()
        options.add_options(self._lines())
        options.highlighted = cursor

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes the next value."""
        self.action_turn(1)

    def action_turn(self, step: int) -> None:
        """Give the setting under the cursor its next or previous value."""
        options = self.query_one(OptionList)
        if options.highlighted == 0:
            self.fichier.use_language(_turned(i18n.LANGUAGES, i18n.language(), step))
        else:
            self.fichier.use_theme(_turned(tuple(themes.THEMES), self.app.theme, step))
            self._show()


def _turned(values: tuple[str, ...], present: str, step: int) -> str:
    """The value `step` places after the present one, round and round."""
    return values[(values.index(present) + step) % len(values)]
