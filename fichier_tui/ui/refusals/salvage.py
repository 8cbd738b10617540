"""What is saved out of a damaged file."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "salvage.nothing": N_(
        "Not one page of {path} can be read with this key. It was left as it is. Make a new file of the latest copy "
        "in its folder backups: fichier restore COPY NEW"
    ),
}
