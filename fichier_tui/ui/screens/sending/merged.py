"""The fields of a text as they are shown."""

from __future__ import annotations

from fichier_tui.domain.letter import MERGE_FIELDS, OWN_PREFIX
from fichier_tui.i18n import language


def field_words(code: str) -> str:
    """A field as one writes it: "{prénom}", "{champ.taille}"."""
    names = MERGE_FIELDS.get(code)
    if names is not None:
        return f"{{{names.shown(language())}}}"
    prefix = "champ." if language() == "fr" else "field."
    return f"{{{prefix}{code.removeprefix(OWN_PREFIX)}}}"
