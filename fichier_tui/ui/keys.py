"""Every key of the program, declared once: the footer, the help of F1, the palette and the README's table read it here.

A screen declares its own keys beside itself, with `Key(…)`; those that mean the same everywhere are below. A key works
on an AZERTY keyboard without AltGr, in every terminal: never `# @ [ ] { } | ~ \\`, never Ctrl+I, M, H or J (Tab, Enter,
Backspace, line feed), and F11 stays the window manager's. A test holds it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from textual.binding import ActiveBinding, Binding, BindingType

from fichier_tui import i18n
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
            self.keys, action or self.action, self.words, tooltip=self.tooltip, id=self.id, priority=self.first
        )

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

HELP = Key(
    "help", "f1", "help", N_("Help"), rank=0, group=FILE, tooltip=N_("What one does here, and every key of this place.")
)
NEW_CONTACT = Key(
    "contact.new",
    "f2",
    "new_contact",
    N_("New contact"),
    N_("New"),
    N_("A new person or company; only a name is required."),
    10,
    CONTACT,
    synonyms=N_("create add client customer person company record"),
)
SEARCH = Key(
    "contact.search",
    "f3",
    "go('contacts')",
    N_("Contacts"),
    "",
    N_("The list of contacts; once there, the search field."),
    20,
    PLACES,
    synonyms=N_("search find list clients customers people"),
    in_footer=False,
)
EDIT = Key(
    "contact.edit",
    "f4",
    "edit",
    N_("Edit"),
    "",
    N_("Change what the file says of this contact."),
    40,
    CONTACT,
    synonyms=N_("change correct modify"),
    elsewhere=N_("Choose a contact first: F3 shows the list."),
)
VISIT = Key(
    "contact.visit",
    "f5",
    "visit",
    N_("Log a visit"),
    N_("Visit"),
    N_("Someone came in, called or wrote: note it."),
    15,
    CONTACT,
    synonyms=N_("came call note reception"),
    elsewhere=N_("Choose a contact first: F3 shows the list."),
)
PURCHASE = Key(
    "contact.purchase",
    "f6",
    "purchase",
    N_("Note a purchase"),
    N_("Purchase"),
    N_("What was bought, for how much, and when."),
    25,
    CONTACT,
    synonyms=N_("sale buy sell amount"),
    elsewhere=N_("Choose a contact first: F3 shows the list."),
)
PLAN = Key(
    "contact.plan",
    "f7",
    "plan",
    N_("Plan something"),
    N_("Plan"),
    N_("A call, an appointment, a task, on a day."),
    30,
    CONTACT,
    synonyms=N_("call back appointment task reminder action"),
    elsewhere=N_("Choose a contact first: F3 shows the list."),
)
PLANNER = Key(
    "planner",
    "f8",
    "go('planner')",
    N_("Planner"),
    "",
    N_("What is late, what is for today, what comes next."),
    22,
    PLACES,
    synonyms=N_("today agenda calendar week month tasks"),
    in_footer=False,
)
SEGMENTS = Key(
    "segments",
    "ctrl+g",
    "go('segments')",
    N_("Segments"),
    "",
    N_("Groups of contacts chosen by conditions: who, where, what, when."),
    24,
    PLACES,
    synonyms=N_("filter group target conditions mailing"),
    in_footer=False,
)
EXPORT = Key(
    "export",
    "f9",
    "export",
    N_("Export"),
    "",
    N_("Write what is shown to a spreadsheet."),
    45,
    FILE,
    synonyms=N_("excel csv spreadsheet file write"),
    elsewhere=N_("There is nothing to export here."),
)
PALETTE = Key(
    "palette",
    "f10,ctrl+p",
    "palette",
    N_("Menu"),
    rank=1,
    group=FILE,
    tooltip=N_("Every command by its name; contacts and segments too."),
    synonyms=N_("commands palette"),
)
LOCK = Key(
    "lock",
    "f12",
    "lock",
    N_("Lock"),
    rank=70,
    group=FILE,
    tooltip=N_("Close the file at once; the passphrase opens it again."),
    synonyms=N_("leave close session away"),
)
BACK = Key(
    "back",
    "escape",
    "back",
    N_("Back"),
    rank=60,
    group=FILE,
    tooltip=N_("Back to where you were; nothing typed is lost."),
    elsewhere=N_("You are at the beginning. Ctrl+Q closes the program."),
)
UNDO = Key(
    "undo",
    "ctrl+z",
    "undo",
    N_("Undo"),
    rank=35,
    group=FILE,
    tooltip=N_("Take back the last thing done, whatever it was."),
    synonyms=N_("cancel take back mistake"),
)
SETTINGS = Key(
    "settings",
    "ctrl+o",
    "settings",
    N_("Settings"),
    rank=80,
    group=FILE,
    tooltip=N_("Language, colours."),
    synonyms=N_("language french english theme colours dark light options"),
    in_footer=False,
)
QUIT = Key(
    "quit",
    "ctrl+q",
    "quit",
    N_("Quit"),
    rank=90,
    group=FILE,
    tooltip=N_("Close the file and the program."),
    synonyms=N_("exit leave close"),
    in_footer=False,
    first=True,
)
# Not bound everywhere: a screen with a list or a form takes them.
OPEN = Key("open", "enter", "open", N_("Open"), rank=12, group=LIST, tooltip=N_("Open the line under the cursor."))
MARK = Key(
    "mark",
    "space",
    "mark",
    N_("Mark"),
    rank=55,
    group=LIST,
    tooltip=N_("Mark this line; what is done next applies to every marked line."),
)
SAVE = Key("save", "ctrl+s", "save", N_("Save"), rank=5, group=SCREEN, tooltip=N_("Save and go back."), first=True)

# Bound on every full screen of the program.
GLOBAL_KEYS = (
    HELP,
    NEW_CONTACT,
    SEARCH,
    EDIT,
    VISIT,
    PURCHASE,
    PLAN,
    PLANNER,
    SEGMENTS,
    EXPORT,
    PALETTE,
    LOCK,
    BACK,
    UNDO,
    SETTINGS,
    QUIT,
)
LIST_KEYS = (OPEN, MARK)

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
    "equals_sign": "=",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
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


def keys_table(language: str, keys: Iterable[Key] = (*GLOBAL_KEYS, *LIST_KEYS, SAVE)) -> str:
    """The keys as a Markdown table in `language`, for the README."""
    before = i18n.language()
    i18n.use_language(language)
    try:
        lines = ["| " + _("Key") + " | " + _("What it does") + " | |", "|---|---|---|"]
        for key in keys:
            names = ", ".join(key_name(name.strip()) for name in key.keys.split(","))
            lines.append(f"| {names} | {_(key.words)} | {_(key.tooltip)} |")
        return "\n".join(lines) + "\n"
    finally:
        i18n.use_language(before)
