"""Letters: the fields of a contact that a text may hold, and the small language by which it holds them."""

from __future__ import annotations

from fichier_tui.domain.letter.facts import LetterFacts
from fichier_tui.domain.letter.fields import MERGE_FIELDS, OWN_PREFIX, field_names, find_field
from fichier_tui.domain.letter.template import Merge, Template, read_template, template_faults

__all__ = [
    "MERGE_FIELDS",
    "OWN_PREFIX",
    "LetterFacts",
    "Merge",
    "Template",
    "field_names",
    "find_field",
    "read_template",
    "template_faults",
]
