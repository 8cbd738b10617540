"""Every code that the file keeps has its word, in both languages."""

from __future__ import annotations

import pytest

from fichier_tui import i18n
from fichier_tui.domain import contact, contactability, history, law, merging, offer, own_field, rfm, sending
from fichier_tui.storage.timeline import TIMELINE_KINDS
from fichier_tui.ui import code_words, contactability_words, rfm_words

LISTS = [
    (history.ACTION_KINDS, code_words.ACTION_KINDS),
    (history.ACTION_STATES, code_words.ACTION_STATES),
    (history.CONSENT_CHANNELS, code_words.CHANNELS),
    ((history.NOT_ASKED, *history.CONSENT_STATES), code_words.CONSENT_STATES),
    (history.CONSENT_MEDIA, code_words.CONSENT_MEDIA),
    (history.VISIT_CHANNELS, code_words.VISIT_CHANNELS),
    (history.BEHAVIOUR_KINDS, code_words.BEHAVIOUR_KINDS),
    (history.NOTE_KINDS, code_words.NOTE_KINDS),
    (contactability.PURPOSES, contactability_words.PURPOSES),
    (contactability.ALLOWED, contactability_words.WHY_YES),
    (tuple(r for r in contactability.REFUSED_BECAUSE if r != "unreachable"), contactability_words.WHY_NO),
    (contactability.REFUSED_BECAUSE, contactability_words.COUNTED),
    (history.CONSENT_CHANNELS, contactability_words.WITHOUT),
    (rfm.CLASSES, rfm_words.CLASS_NAMES),
    (rfm.CLASSES, rfm_words.CLASS_SENTENCES),
    (offer.OFFER_KINDS, code_words.OFFER_KINDS),
    (sending.OWN_REASONS, code_words.NOT_SENT),
    (sending.STATES, code_words.SENDING_STATES),
    (own_field.KINDS, code_words.OWN_FIELD_KINDS),
    (TIMELINE_KINDS, code_words.TIMELINE_KINDS),
    (contact.SOURCES, code_words.SOURCES),
    (contact.STATUSES, code_words.STATUSES),
    (contact.CIVILITIES, code_words.CIVILITIES),
    (contact.SEXES, code_words.SEXES),
    (contact.PHONE_KINDS, code_words.PHONE_KINDS),
    (contact.ADDRESS_KINDS, code_words.ADDRESS_KINDS),
    (merging.PLAIN, code_words.CONTACT_FIELDS),
]


@pytest.mark.parametrize(("codes", "table"), LISTS)
def test_every_code_has_its_word_in_the_order_of_the_rules(codes: tuple[str, ...], table: dict[str, str]) -> None:
    assert tuple(table) == tuple(codes)


def test_the_texts_of_law_are_called_in_french_as_the_rules_call_them() -> None:
    i18n.use_language("fr")
    said = {rule: i18n._(words).replace("\u00a0", " ") for rule, words in contactability_words.SOURCES.items()}
    assert said == law.SOURCES


def test_a_source_of_the_shop_s_own_is_shown_as_it_is() -> None:
    assert code_words.word(code_words.SOURCES, "Marché de Noël") == "Marché de Noël"
