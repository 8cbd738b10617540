"""Every field, every reason of an import has its words, in both languages."""

from __future__ import annotations

import pytest

from fichier_tui import i18n
from fichier_tui.domain import import_mapping
from fichier_tui.domain.import_fields import FIELDS
from fichier_tui.domain.import_plan import REASONS
from fichier_tui.ui import import_words


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_shown_by_its_code(language: str) -> None:
    i18n.use_language(language)
    assert set(import_words.FIELDS) == set(FIELDS)
    assert set(import_words.REASONS) == set(REASONS)
    shown = [import_words.field_words(field) for field in FIELDS]
    assert len(set(shown)) == len(shown), "two fields called alike cannot be chosen between"
    reasons = (import_mapping.BY_HEADING, import_mapping.BY_WORDS, import_mapping.BY_VALUES, import_mapping.REMEMBERED)
    for reason in (*reasons, import_mapping.CHOSEN, import_mapping.UNKNOWN):
        assert import_words.proposed_by(reason)
    assert import_words.field_words("custom:taille") == "taille"
    assert (import_words.reason_words("cell.not_day") == "this is no date") == (language == "en")
