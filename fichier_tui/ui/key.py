"""What a key is: one declaration for the binding and for everything that is said about it, in both languages.

The keys that mean the same everywhere are declared in `ui.keys`; a screen declares its own beside itself.
A key works on an AZERTY keyboard without AltGr, in every terminal: never `# @ [ ] { } | ~ \\`, never Ctrl+I, M, H or J
(Tab, Enter, Backspace, line feed), and F11 stays the window manager's. Declaring another one fails.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from textual.binding import ActiveBinding, Binding, BindingType

from fichier_tui.i18n import N_, _

# The groups of the help, in the order they are shown.
PLACES = "places"
CONTACT = "contact"
LIST = "list"
SCREEN = "screen"
FILE = "file"
GROUPS: dict[str, str] = {
    SCREEN: N_("On this screen"),
    LIST: N_("In lists"),
    CONTACT: N_("The contact"),
    PLACES: N_("Places"),
    FILE: N_("The program"),
}

# What an AZERTY keyboard types only with AltGr, and what a terminal cannot tell from Tab, Enter, Backspace, line feed.
UNSAFE_KEYS = frozenset(
    (
        *"#@[]{}|~\\`",
        "number_sign",
        "at",
        "left_square_bracket",
        "right_square_bracket",
        "left_curly_bracket",
        "right_curly_bracket",
        "vertical_line",
        "tilde",
        "backslash",
        "grave_accent",
        "ctrl+i",
        "ctrl+m",
        "ctrl+h",
        "ctrl+j",
        "f11",
    )
)


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """One key, and everything that is said about it. Words are message ids (`N_`), translated when they are shown."""

    id: str
    """Unique, stable: "visit", "segments.count"."""
    keys: str
    """As Textual names them; several are separated by commas, the first is the one shown."""
    action: str
    """What Textual runs: "visit", "go('planner')"."""
    words: str
    """What it does, in two to four words."""
    short: str = ""
    """One word for a narrow footer; `words` when empty."""
    tooltip: str = ""
    """A sentence for the help and the mouse."""
    rank: int = 50
    """Place in the queue for the footer: the lowest is kept longest."""
    group: str = SCREEN
    synonyms: str = ""
    """Other words under which the palette finds it."""
    elsewhere: str = N_("This key does nothing here.")
    """Why it is greyed where it does not apply."""
    in_footer: bool = True
    permission: str = ""
    """What one's role must allow for it (`domain.permission`); where it does not, the footer is without this key."""
    first: bool = False
    """Read before the focused widget sees the key (a text field would eat Ctrl+Z otherwise)."""

    def __post_init__(self) -> None:
        """Enter the key in the register; raise ValueError when its id is taken by another or its key is unsafe."""
        known = _declared.setdefault(self.id, self)
        if known != self:
            raise ValueError(f"two keys are called {self.id!r}")
        for key in self.keys.split(","):
            if key.strip() in UNSAFE_KEYS or "ctrl+alt" in key or "altgr" in key:
                raise ValueError(f"{self.id}: {key!r} is not safe on an AZERTY keyboard or in a terminal")

    def binding(self, action: str = "") -> Binding:
        """What Textual needs of it; a widget may name its own `action`. Its words are translated by `spoken`."""
        return Binding(
            self._with_capitals,
            action or self.action,
            self.words,
            tooltip=self.tooltip,
            id=self.id,
            priority=self.first,
        )

    @property
    def _with_capitals(self) -> str:
        """Its keys, each letter with its capital too: Caps Lock and a finger left on Shift are no other key."""
        names = [name.strip() for name in self.keys.split(",")]
        return ",".join([*names, *(name.upper() for name in names if len(name) == 1 and name.islower())])

    @property
    def shown_key(self) -> str:
        """The first of its keys, as it is printed on the keyboard."""
        return key_name(self.keys.split(",")[0].strip())

    @property
    def keyboard_order(self) -> tuple[int, int]:
        """Function keys by their number, then the others by rank."""
        first = self.keys.split(",")[0].strip()
        if first[0] == "f" and first[1:].isdigit():
            return (0, int(first[1:]))
        return (1, self.rank)


_declared: dict[str, Key] = {}

_KEY_NAMES: dict[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
    "backspace": N_("Backspace"),
    "tab": N_("Tab"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "exclamation_mark": "!",
    "question_mark": "?",
    "full_stop": ".",
    "slash": "/",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "percent_sign": "%",
    "dollar_sign": "$",
    "equals_sign": "=",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "ampersand": "&",
    "quotation_mark": '"',
    "apostrophe": "'",
    "underscore": "_",
}
_MODIFIER_NAMES: dict[str, str] = {"ctrl": "Ctrl", "alt": "Alt", "shift": N_("Shift")}


def declared(binding_id: str | None) -> Key | None:
    """The key declared under this id, or None."""
    return _declared.get(binding_id or "")


def bindings(*keys: Key) -> list[BindingType]:
    """What a screen or widget puts in its `BINDINGS`."""
    return [key.binding() for key in keys]


def key_name(key: str) -> str:
    """How a key is printed on the keyboard, in the language of the moment: "enter" is "Entrée"."""
    *modifiers, last = key.split("+")
    name = _(_KEY_NAMES[last]) if last in _KEY_NAMES else last.upper()
    return "+".join([*(_(_MODIFIER_NAMES[modifier]) for modifier in modifiers), name])


def spoken(active: Mapping[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """The active bindings with their words in the language of the moment."""
    return {name: _spoken_one(binding) for name, binding in active.items()}


def _spoken_one(active: ActiveBinding) -> ActiveBinding:
    key = declared(active.binding.id)
    words, tooltip = (key.words, key.tooltip) if key else (active.binding.description, active.binding.tooltip)
    words, tooltip = _(words), _(tooltip)
    return active._replace(
        binding=dataclasses.replace(active.binding, description=words, tooltip=tooltip), tooltip=tooltip
    )
