"""Several people at once, and where the file lies."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "action.done_meanwhile": N_("{who} noted this as done meanwhile. Nothing was overwritten: leave, and look again."),
    "action.cancelled_meanwhile": N_("{who} gave this up meanwhile. Nothing was overwritten: leave, and look again."),
    "action.reopened_meanwhile": N_(
        "{who} opened this again meanwhile. Nothing was overwritten: leave, and look again."
    ),
    "action.moved_meanwhile": N_(
        "{who} gave this another day or hour meanwhile. Nothing was overwritten: leave, and look again."
    ),
    "edit.clash": N_("{who} changed the same thing meanwhile, to something else. Nothing was overwritten: choose one."),
    "place.in_use": N_(
        "{path} lies on a network share, where one program at a time may open it, and another has it open. "
        "Close it there first."
    ),
}
