"""The keys of the segments: of their list, and of the one that is built."""

from __future__ import annotations

from fichier_tui.domain.permission import DELETE
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

NEW = keys.Key(
    "segments.new",
    "n,insert",
    "new",
    N_("New segment"),
    N_("New one"),
    N_("Choose contacts by conditions."),
    rank=5,
    synonyms=N_("create add filter"),
)
REMOVE = keys.Key(
    "segments.remove",
    "delete",
    "remove",
    N_("Delete the segment"),
    N_("Delete"),
    N_("The contacts stay; Ctrl+Z brings the segment back."),
    rank=30,
    permission=DELETE,
)
SAVE = keys.Key(
    "segments.save",
    "ctrl+s",
    "save",
    N_("Save the segment"),
    N_("Save"),
    N_("Under a name, to be used again."),
    rank=5,
    first=True,
)
SAVE_AS = keys.Key(
    "segments.save_as",
    "ctrl+t",
    "save_as",
    N_("Save under another name"),
    N_("Save as"),
    N_("A segment of its own; the one opened first stays as it is."),
    rank=40,
)
WHY = keys.Key(
    "segments.why",
    "question_mark",
    "why",
    N_("Why in, why out?"),
    N_("Why?"),
    N_("Of the name under the cursor; elsewhere of a contact that you look for."),
    rank=19,
    synonyms=N_("reason explain"),
)
