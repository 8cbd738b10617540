"""The safety copies, the places where they go."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "backup.stopped": N_("The safety copy was stopped before it was ready. Nothing half made is left."),
    "copies.journal_changed": N_(
        "The copy {path} is whole, but somebody changed the journal before it was made. Where: fichier check"
    ),
    "copies.last_one": N_("{path} is the only safety copy of this file. Make a new one first (N), then throw it away."),
    "copies.none": N_("This file has no safety copy yet. Make one with: fichier backup FILE"),
    "copies.place_gone": N_("{path} is not there now. Plug it in: the newest copy goes there by itself."),
    "copies.place_missing": N_(
        "There is no such folder, so no copy goes there: {path}. Check its name, or plug the stick in, and try again."
    ),
    "copies.place_own": N_(
        "{path} is inside the file itself, which has its copies already. Choose a stick or another folder."
    ),
    "copies.place_unsound": N_(
        "What {path} gave back is not what was written there, so that copy does not count. Try another stick or disk."
    ),
}
