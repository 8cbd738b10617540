"""The keys of the lock screen."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui import keys

NEW_FILE = keys.Key(
    "lock.new_file", "f2", "new_file", N_("New file"), tooltip=N_("Make a file of your own, in a few steps."), rank=40
)
OPEN = keys.Key("lock.open", "enter", "submit", N_("Open"), tooltip=N_("Open the file with what is typed."), rank=1)
OTHER_FILE = keys.Key(
    "lock.other_file",
    "f3",
    "other_file",
    N_("Another file"),
    N_("Other file"),
    N_("Open a file that lies elsewhere."),
    20,
)
RECOVERY = keys.Key(
    "lock.recovery",
    "f4",
    "recovery",
    N_("Recovery code"),
    N_("Recovery"),
    N_("The passphrase is lost: type the recovery code that was written down."),
    25,
)
WHO = keys.Key(
    "lock.who", "down", "who(1)", N_("Somebody else"), N_("Who"), N_("The one below among those who open the file."), 10
)
WHO_BEFORE = keys.Key(
    "lock.who_before", "up", "who(-1)", N_("The one above"), "", N_("The one above among those who open the file."), 11,
    in_footer=False,
)  # fmt: skip
