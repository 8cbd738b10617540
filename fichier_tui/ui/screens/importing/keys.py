"""The keys of the import, besides those of every screen."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui import keys

READ = keys.Key(
    "importing.read",
    "enter",
    "take",
    N_("Read this file"),
    N_("Read"),
    N_("Read the file under the cursor, or open the folder. Nothing is written yet."),
    2,
    keys.LIST,
)
CHOOSE = keys.Key(
    "importing.choose",
    "enter",
    "choose",
    N_("Change what this column becomes"),
    N_("Change"),
    N_("Type a few letters of what the column holds; a letter typed in the list does the same."),
    4,
    keys.LIST,
)
NEXT = keys.Key(
    "importing.next",
    "ctrl+s",
    "next",
    N_("Go on"),
    "",
    N_("On to the next step: read, see what would be done, import."),
    3,
)
IMPORT = keys.Key(
    "importing.write",
    "enter",
    "write",
    N_("Import"),
    "",
    N_("Write everything at once; Ctrl+Z takes it all back."),
    2,
    keys.LIST,
)
SHEET = keys.Key(
    "importing.sheet",
    "ctrl+f",
    "sheet",
    N_("Another sheet"),
    N_("Sheet"),
    N_("Which sheet of the workbook is read."),
    30,
)
HEADINGS = keys.Key(
    "importing.headings",
    "ctrl+l",
    "headings",
    N_("Row of the headings"),
    N_("Headings"),
    N_("Which row holds the names of the columns, when another one was taken for it."),
    31,
)
OTHER = keys.Key(
    "importing.other",
    "o",
    "other",
    N_("Another person"),
    N_("Other"),
    N_("Not the person who was erased, only the same telephone or e-mail: create it. Once more: no."),
    10,
    keys.LIST,
)
RIGHT = keys.Key(
    "importing.right",
    "right",
    "turn(1)",
    N_("Next view"),
    N_("View"),
    N_("Everybody, those to create, to complete, unchanged, then what was not understood."),
    4,
    keys.LIST,
)
LEFT = keys.Key(
    "importing.left",
    "left",
    "turn(-1)",
    N_("Previous view"),
    "",
    N_("The view before, above the list."),
    86,
    keys.LIST,
    in_footer=False,
)
