"""Every key that means the same everywhere, declared once: footer, F1, palette and the README's table read it here.

`keys.Key`, `keys.bindings` and the rest of `ui.key` are given on from here, so that a screen imports `keys` alone.
"""

from __future__ import annotations

from fichier_tui.domain import permission
from fichier_tui.i18n import N_
from fichier_tui.ui.key import (
    CONTACT,
    FILE,
    GROUPS,
    LIST,
    PLACES,
    SCREEN,
    UNSAFE_KEYS,
    Key,
    bindings,
    declared,
    key_name,
    spoken,
)
from fichier_tui.ui.template_keys import TEMPLATES

__all__ = [
    "APP_KEYS",
    "CONTACT",
    "FILE",
    "GLOBAL_KEYS",
    "GROUPS",
    "LIST",
    "LIST_KEYS",
    "PLACES",
    "SCREEN",
    "TEMPLATES",
    "UNSAFE_KEYS",
    "Key",
    "bindings",
    "declared",
    "key_name",
    "spoken",
]

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
COUNTER = Key(
    "counter",
    "colon",
    "counter",
    N_("Counter"),
    "",
    N_("One line says who came, what was bought, what comes next; Enter notes it all."),
    18,
    PLACES,
    synonyms=N_("one line entry quick type visit purchase reception"),
    in_footer=False,
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
    permission=permission.EXPORT,
    elsewhere=N_("There is nothing to export here."),
)
IMPORT = Key(
    "import",
    "ctrl+n",
    "import_workbook",
    N_("Import a workbook…"),
    N_("Import"),
    N_("Bring in the contacts and purchases of a spreadsheet or an export of another program."),
    46,
    FILE,
    synonyms=N_("excel csv spreadsheet take over bring in load read ods vcf"),
    permission=permission.IMPORT,
    in_footer=False,
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
    first=True,
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
JOURNAL = Key(
    "journal",
    "ctrl+y",
    "journal",
    N_("Journal"),
    rank=84,
    group=FILE,
    tooltip=N_("What was done, when and by whom; any of it can be taken back, days later too."),
    synonyms=N_("history undo log operations who"),
    in_footer=False,
    first=True,
)
OFFERS = Key(
    "offers",
    "ctrl+e",
    "offers",
    N_("Offers"),
    rank=83,
    group=PLACES,
    tooltip=N_("Who heard of each offer, who has not, who bought since."),
    synonyms=N_("promotion discount campaign told awareness"),
    in_footer=False,
    first=True,
)
DRAFTS = Key(
    "drafts",
    "ctrl+d",
    "drafts",
    N_("Drafts"),
    rank=82,
    group=FILE,
    tooltip=N_("What was typed and not saved: take it up again, or drop it."),
    synonyms=N_("unsaved resume recover lost form"),
    in_footer=False,
    first=True,
)
SETTINGS = Key(
    "settings",
    "ctrl+o",
    "settings",
    N_("Settings"),
    rank=80,
    group=FILE,
    tooltip=N_("Language, colours, the shop, its own fields, its templates."),
    synonyms=N_("language french english theme colours dark light options own fields templates"),
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
HOW_TO_QUIT = Key(
    "how_to_quit",
    "ctrl+c",
    "how_to_quit",
    N_("How to quit"),
    rank=99,
    group=FILE,
    tooltip=N_("Ctrl+C copies what is selected; Ctrl+Q quits."),
    in_footer=False,
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
    tooltip=N_("Mark this line; what can be done to several at once applies to every marked line."),
)
SAVE = Key("save", "ctrl+s", "save", N_("Save"), rank=5, group=SCREEN, tooltip=N_("Save and go back."), first=True)

# Bound on the application: they work in dialogs too.
APP_KEYS = (LOCK, QUIT, HOW_TO_QUIT)
# Bound on every full screen of the program.
GLOBAL_KEYS = (
    HELP,
    NEW_CONTACT,
    SEARCH,
    EDIT,
    VISIT,
    PURCHASE,
    PLAN,
    COUNTER,
    PLANNER,
    SEGMENTS,
    EXPORT,
    IMPORT,
    PALETTE,
    BACK,
    UNDO,
    JOURNAL,
    OFFERS,
    DRAFTS,
    SETTINGS,
)
LIST_KEYS = (OPEN, MARK)
