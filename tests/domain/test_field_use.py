"""Fields that hardly anybody fills: the bounds of the rule, and what is never proposed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.field_use import BASES, FIELDS, HIDEABLE, PURPOSES, FieldUse, is_hardly_used
from fichier_tui.ui.code_words import CONTACT_FIELDS
from fichier_tui.ui.register_words import BASES as BASES_WORDS
from fichier_tui.ui.register_words import DATA
from fichier_tui.ui.register_words import PURPOSES as PURPOSES_WORDS

TODAY = dt.date(2026, 11, 22)
OLD = dt.date(2026, 5, 22)
SKI = FieldUse("ski", 1, 100, OLD, own=True, label="Ski level", purpose="the right lesson")


@pytest.mark.parametrize(
    ("use", "proposed"),
    [
        (SKI, True),
        (replace(SKI, filled=0), True),
        (replace(SKI, filled=2), False),
        (replace(SKI, filled=1, contacts=50), False),
        (replace(SKI, filled=1, contacts=99), False),
        (replace(SKI, filled=19, contacts=1_000), True),
        (replace(SKI, filled=20, contacts=1_000), False),
        (replace(SKI, since=OLD + dt.timedelta(1)), False),
        (replace(SKI, hidden=True), False),
        (FieldUse("profession", 0, 5_000, OLD), True),
        (FieldUse("profession", 0, 5_000, OLD, hidden=True), False),
        (FieldUse("last_name", 0, 5_000, OLD), False),
        (FieldUse("consents", 0, 5_000, OLD), False),
    ],
)
def test_what_is_proposed_for_removal(use: FieldUse, proposed: bool) -> None:
    assert is_hardly_used(use, TODAY) is proposed


def test_every_field_of_a_card_has_its_purpose_and_ground_and_words() -> None:
    codes = {field.code for field in FIELDS}
    assert set(CONTACT_FIELDS) <= codes
    assert codes == set(DATA)
    assert {field.purpose for field in FIELDS} == set(PURPOSES) == set(PURPOSES_WORDS)
    assert {field.basis for field in FIELDS} <= set(BASES) == set(BASES_WORDS)
    assert set(HIDEABLE) <= set(ContactDetails.__slots__)
