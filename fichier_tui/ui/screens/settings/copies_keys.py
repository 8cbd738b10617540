"""The keys of the safety copies."""

from __future__ import annotations

from fichier_tui.domain import permission
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

NEW = keys.Key(
    "copies.new", "n,insert", "new", N_("Make a copy now"), N_("Copy now"),
    N_("An encrypted copy, read again before it counts, also in every place that is there."), 5,
    synonyms=N_("backup save safety"),
)  # fmt: skip
RESTORE = keys.Key(
    "copies.restore", "r", "restore", N_("Restore this copy…"), N_("Restore"),
    N_("In the place of the present file, which is kept, or as a new file."), 10, permission=permission.RESTORE,
    in_footer=False,
)  # fmt: skip
VERIFY = keys.Key(
    "copies.verify", "v", "verify", N_("Read this copy again"), N_("Verify"),
    N_("Every byte, every page, every row."), 15,
)  # fmt: skip
DRILL = keys.Key(
    "copies.drill", "x", "drill", N_("Restore drill"), N_("Drill"),
    N_("Takes the copy out as on the bad day, looks at all of it, and throws that away again."), 20,
)  # fmt: skip
PLACES = keys.Key(
    "copies.places", "p", "places", N_("Other places"), "",
    N_("A stick, a folder that another program synchronises: the copies are encrypted."), 25,
)  # fmt: skip
EVERY = keys.Key(
    "copies.every", "h", "every", N_("How often"), "", N_("After how many hours of use a copy is made."), 30,
    permission=permission.RESTORE,
)  # fmt: skip
DROP = keys.Key(
    "copies.drop", "delete", "drop", N_("Throw this copy away"), N_("Throw away"),
    N_("Everywhere it is. The only copy there is stays."), 35, permission=permission.RESTORE,
)  # fmt: skip

ASIDE = keys.Key(
    "copies.aside", "a", "aside", N_("Throw away what was kept aside"), N_("What was kept"),
    N_("The files in whose place a copy was put: they hold everybody they held."), 40, permission=permission.RESTORE,
)  # fmt: skip
