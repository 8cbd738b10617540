"""The sentences of what is refused, one table an area: one sentence for what is so, one for what to do.

A placeholder is a detail of the refusal. `ui/words.py` says them.
"""

from __future__ import annotations

from fichier_tui.ui.refusals import (
    contacts,
    copies,
    counter,
    exchange,
    journal,
    letters,
    registers,
    rights,
    salvage,
    segments,
    selling,
    settings,
    staff,
    the_file,
    together,
)

_AREAS = (
    contacts,
    copies,
    counter,
    exchange,
    journal,
    letters,
    registers,
    rights,
    salvage,
    segments,
    selling,
    settings,
    staff,
    the_file,
    together,
)

REFUSALS: dict[str, str] = {code: words for area in _AREAS for code, words in area.REFUSALS.items()}
