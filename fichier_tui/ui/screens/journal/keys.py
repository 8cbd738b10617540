"""The keys of the journal."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui import keys as common

TAKE_BACK = common.Key(
    "journal.take_back", "delete", "undo", N_("Take this line back"), N_("Take line back"),
    N_("Undo the line under the cursor, whoever did it and whenever; what rests on it must be taken back first."),
    rank=10, group=common.LIST, synonyms=N_("undo cancel restore"),
)  # fmt: skip
AGAIN_WORDS = N_("Do again")
"""What the same key does on a line that took something back."""
DETAIL = common.Key(
    "journal.detail", "d", "detail", N_("What changed"), N_("Detail"),
    N_("What the line under the cursor did, field by field, before and after."),
    rank=9, group=common.LIST, synonyms=N_("before after fields values"),
)  # fmt: skip
FILTER = common.Key(
    "journal.filter", "ctrl+f", "filter", N_("Filter"), N_("Filter"),
    N_("Only the lines of a person, of a kind, of some days, or with some words."),
    rank=14, group=common.LIST, synonyms=N_("search find only who when"),
)  # fmt: skip
SHOW = common.Key(
    "journal.show", "ctrl+s", "save", N_("Show"), rank=5, tooltip=N_("Show only the lines that were asked for."),
)  # fmt: skip
ALL = common.Key(
    "journal.all", "backspace", "all", N_("Show every line"), N_("Every line"),
    N_("Without the filter."),
    rank=16, group=common.LIST, synonyms=N_("clear filter everything"),
)  # fmt: skip
CONTACT = common.Key(
    "journal.contact", "c", "about", N_("Only about this contact"), N_("This contact"),
    N_("Only the lines about the contact of the line under the cursor."),
    rank=15, group=common.LIST, synonyms=N_("person client card history"),
)  # fmt: skip
