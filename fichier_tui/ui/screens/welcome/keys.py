"""The keys of the first run."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui import keys

NEXT = keys.Key(
    "welcome.next",
    "enter,ctrl+s",
    "next",
    N_("Next step"),
    N_("Next"),
    N_("On to the next step, when this one is complete."),
    5,
)
SUGGEST = keys.Key(
    "welcome.suggest",
    "f6",
    "suggest",
    N_("Suggest a phrase"),
    N_("Suggest"),
    N_("Five words that mean nothing, drawn by chance: 88 bits."),
    20,
)
OPEN_FILE = keys.Key(
    "welcome.open_file",
    "f3",
    "open_file",
    N_("Open a file"),
    "",
    N_("A file made on this computer or brought from another one."),
    25,
)
LOOK_AROUND = keys.Key(
    "welcome.demonstration",
    "f4",
    "demonstration",
    N_("Demonstration"),
    "",
    N_("An invented tourist office with its clients; nothing of it is kept."),
    30,
)
SKIP = keys.Key(
    "welcome.skip",
    "f7",
    "skip",
    N_("Skip the code"),
    N_("Skip"),
    N_("Go on without writing it down. Without the code, a forgotten passphrase loses the file for ever."),
    35,
)
UP = keys.Key("welcome.up", "up", "field(-1)", N_("Previous field"), "", N_("The line above."), 80, in_footer=False)
DOWN = keys.Key("welcome.down", "down", "field(1)", N_("Next field"), "", N_("The line below."), 81, in_footer=False)
