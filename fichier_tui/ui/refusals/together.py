"""Several people at once, and where the file lies."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "edit.clash": N_("{who} changed the same thing meanwhile, to something else. Nothing was overwritten: choose one."),
}
