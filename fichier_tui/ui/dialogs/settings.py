"""The settings: of this machine (language, colours, when it locks itself), and of the shop, which go with the file.

The machine's change as one looks at them; when it locks itself is set only while a file is open. The shop's are written
when the dialog closes, each as an operation that Ctrl+Z takes back; they are shown only while a file is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from fichier_tui import i18n
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui import keys, themes
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.marked_options import MarkedOptions

if TYPE_CHECKING:
    from fichier_tui.storage import ShopSettings
    from fichier_tui.ui.app import FichierApp

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
DAYS_IN_A_MONTH = 365 / 12
MONTHS = (3, 6, 9, 12, 15, 18, 24, 36, 48, 60)
HALF_HOURS = tuple(f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48))
OPENING_DAYS = {
    "12345": N_("Monday to Friday"),
    "123456": N_("Monday to Saturday"),
    "1234567": N_("Monday to Sunday"),
    "23456": N_("Tuesday to Saturday"),
    "234567": N_("Tuesday to Sunday"),
}
NAME_CELLS, VALUE_CELLS = 28, 26
BUSINESS = "business"
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
Value = TypeVar("Value", str, int)


@dataclass(frozen=True, slots=True)
class Line:
    """A setting: its code, its words, what it is now, and what gives it another value; None where one types it."""

    code: str
    words: str
    value: str
    turn: Callable[[int], None] | None = None


class SettingsDialog(Dialog[None]):
    """A line for each setting; the arrows, Enter or a click turn its value."""

    KEYS = (PREVIOUS, NEXT)
    HELP_WORDS = (
        N_("Choose a setting with the up and down arrows, and its value with the left and right ones."),
        N_("What is set for the shop goes with the file, and Ctrl+Z takes it back."),
    )
    DEFAULT_CSS = """
    SettingsDialog LineInput { display: none; margin-top: 1; &.-typing { display: block; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept: ShopSettings | None = None
        self._changes: dict[str, str | int] = {}

    def heading(self) -> Content:
        """Its name."""
        return shown(_("This computer and the shop"))

    def compose_box(self) -> Iterable[Widget]:
        """The settings, and where a name is typed."""
        return (MarkedOptions(*self._options()), LineInput(id=BUSINESS))

    def on_mount(self) -> None:
        """Read what the shop has set, if its file is open."""
        super().on_mount()
        if not self.fichier.shop.locked and self.fichier.file is not None:
            in_background(self, self._read_shop)

    async def _read_shop(self) -> None:
        from fichier_tui.storage import read_settings

        self._kept = await self.fichier.ask(read_settings)
        self._show()

    # What there is to set

    def lines(self) -> list[Line]:
        """Every setting in the language of the moment."""
        minutes = self.fichier.settings.auto_lock_minutes
        after = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
        machine = [
            Line("language", _("Language"), LANGUAGE_NAMES[i18n.language()], self._turn_language),
            Line("theme", _("Colours"), _(themes.NAMES[self.app.theme]), self._turn_theme),
        ]
        if self.fichier.is_open():  # whoever finds it locked must not lengthen the lock of who works here
            machine.append(Line("auto_lock", _("Locks itself after"), after, self._turn_minutes))
        return machine + self._shop_lines()

    def _shop_lines(self) -> list[Line]:
        if self._kept is None or not self.fichier.shop.may(SETTINGS):
            return []
        months = self._months()
        inactive = ngettext("{count} month", "{count} months", months).format(count=months)
        opening, closing = str(self._now("opening_hour")), str(self._now("closing_hour"))
        days = str(self._now("opening_days"))
        return [
            Line(BUSINESS, _("Name of the business"), str(self._now(BUSINESS))),
            Line("inactive_after_days", _("A client is inactive after"), inactive, self._turn_months),
            Line("opening_hour", _("Opens at"), written.clock(opening), self._turner("opening_hour")),
            Line("closing_hour", _("Closes at"), written.clock(closing), self._turner("closing_hour")),
            Line("opening_days", _("Open on"), _(OPENING_DAYS.get(days, days)), self._turn_opening_days),
        ]

    def _now(self, code: str) -> str | int:
        """What is set now in the dialog."""
        value: str | int = self._changes.get(code, getattr(self._kept, code))
        return value

    def _months(self) -> int:
        return round(int(self._now("inactive_after_days")) / DAYS_IN_A_MONTH)

    # Turning

    def _turn_language(self, step: int) -> None:
        self.fichier.use_language(turned(i18n.LANGUAGES, i18n.language(), step))

    def _turn_theme(self, step: int) -> None:
        self.fichier.use_theme(turned(tuple(themes.THEMES), self.app.theme, step))

    def _turn_minutes(self, step: int) -> None:
        settings = self.fichier.settings
        self.fichier.settings = settings.changed(auto_lock_minutes=turned(MINUTES, settings.auto_lock_minutes, step))

    def _turn_months(self, step: int) -> None:
        self._changes["inactive_after_days"] = round(turned(MONTHS, self._months(), step) * DAYS_IN_A_MONTH)

    def _turn_opening_days(self, step: int) -> None:
        self._changes["opening_days"] = turned(tuple(OPENING_DAYS), str(self._now("opening_days")), step)

    def _turner(self, code: str) -> Callable[[int], None]:
        def turn(step: int) -> None:
            self._changes[code] = turned(HALF_HOURS, str(self._now(code)), step)

        return turn

    def action_turn(self, step: int) -> None:
        """Give the setting under the cursor its next or previous value."""
        lines = self.lines()
        line = lines[min(self.query_one(OptionList).highlighted or 0, len(lines) - 1)]
        if line.turn is None:
            self._type(line.value)
        else:
            line.turn(step)
        self._show()

    @on(OptionList.OptionSelected)
    def take_next(self) -> None:
        """Enter or a click takes the next value."""
        self.action_turn(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, the arrows move in it."""
        if action == "turn" and self.query(LineInput) and self.query_one(LineInput).has_focus:
            return False
        return super().check_action(action, parameters)

    # The name

    def _type(self, value: str) -> None:
        field = self.query_one(LineInput)
        field.set_typed(value)
        field.add_class("-typing")
        field.focus()
        self.refresh_bindings()

    @on(Input.Submitted)
    def take_name(self) -> None:
        """Enter takes the name that was typed."""
        self._take_typed()
        self.query_one(OptionList).focus()
        self._show()

    def _take_typed(self) -> None:
        field = self.query_one(LineInput)
        name = clean_line(field.value)
        if field.has_class("-typing") and name:
            self._changes[BUSINESS] = name
        field.remove_class("-typing")

    # Showing and keeping

    def _options(self) -> list[Option]:
        return [Option(_option(line), id=line.code) for line in self.lines()]

    def _show(self) -> None:
        self.query_one(MarkedOptions).replace(self._options())

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        self._show()

    def action_close(self) -> None:
        """Leave; what the shop has set anew is written now."""
        self._take_typed()
        if self._changes:
            in_background(self.app, self.leaving)
        self.dismiss(None)

    async def leaving(self) -> None:
        """Write what the shop has set anew, each as an operation."""
        app = self.fichier
        changes = {code: value for code, value in self._changes.items() if value != getattr(self._kept, code)}
        self._changes = {}
        if changes:
            await keep_shop_settings(app, changes)


async def keep_shop_settings(app: FichierApp, changes: dict[str, str | int]) -> None:
    """Write these settings in the file, and say how to take the last of them back."""
    from fichier_tui.storage import change_setting

    try:
        for code, value in changes.items():
            await app.ask(change_setting, code, value)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    if BUSINESS in changes:
        app.shop = replace(app.shop, business=str(changes[BUSINESS]))
    app.tell(done("setting.changed"))
    await app.changed()


def _option(line: Line) -> Content:
    name = line.words + " " * max(1, NAME_CELLS - cell_len(line.words))
    value = fitted(line.value, VALUE_CELLS).stylize("bold")
    return Content.assemble(name, "‹ ", value, " ›") if line.turn else Content.assemble(name, "  ", value)


def turned(values: Sequence[Value], present: Value, step: int) -> Value:
    """The value `step` places after the present one, round and round; from a value between two, the nearest one on."""
    if present in values:
        return values[(values.index(present) + step) % len(values)]
    beyond = [value for value in values if (value > present if step > 0 else value < present)]
    return (beyond[0] if step > 0 else beyond[-1]) if beyond else values[0 if step > 0 else -1]
