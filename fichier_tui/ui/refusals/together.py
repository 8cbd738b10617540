"""Several people at once, and where the file lies."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "edit.clash": N_("{who} changed the same thing meanwhile, to something else. Nothing was overwritten: choose one."),
    "place.in_use": N_(
        "{path} lies on a network share, where one program at a time may open it, and another has it open. "
        "Close it there first."
    ),
}
