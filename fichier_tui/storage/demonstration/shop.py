"""What the shop itself brings to the file: staff, products, labels, own fields, segments, offers, wordings."""

from __future__ import annotations

import json

from fichier_tui.domain.text import fold
from fichier_tui.storage.demonstration.book import Book
from fichier_tui.storage.demonstration.catalogue import (
    ARTICLES,
    BUSINESS_NAME,
    CAMPAIGNS,
    CUSTOM_FIELDS,
    INTERESTS,
    OFFERS,
    OWNER,
    SEGMENTS,
    STAFF,
    TAGS,
    WORDINGS,
)
from fichier_tui.storage.demonstration.permissions import SECOND_VERSION_FROM
from fichier_tui.storage.demonstration.rows import (
    CampaignRow,
    CustomFieldRow,
    OfferRow,
    ProductRow,
    SegmentRow,
    SeriesRow,
    SettingRow,
    StaffRow,
    TagRow,
    WordingRow,
)

_RULES = ("FREQ=WEEKLY", "FREQ=MONTHLY")

# The rule that the points of the demonstration follow (`trade`): one for ten euros, and what eighty are given for.
_SETTINGS: dict[str, object] = {
    "business": BUSINESS_NAME,
    "loyalty_points_per_euro": 1,
    "loyalty_per_euros": 10,
    "loyalty_rewards": [["Boisson chaude offerte", 30], ["Entrée spa offerte", 80]],
}


def shop(book: Book) -> None:
    """All rows that stand once in the file, in its first block."""
    rows, ids, days = book.rows, book.public_ids, book.days
    beginning = days.instant(0, 0)
    for key, value in _SETTINGS.items():
        rows.settings.append(SettingRow(key, json.dumps(value, ensure_ascii=False)))
    for number, (login, name, role) in enumerate(STAFF, 1):
        rows.staff.append(StaffRow(number, ids.next(), login, name, role, beginning, None, None))
    for number, article in enumerate(ARTICLES, 1):
        rows.products.append(
            ProductRow(
                number,
                ids.next(),
                article.name,
                fold(article.name),
                article.category,
                f"P{number:03d}",
                article.price_cents,
                article.cost_cents,
                int(article.by_night),
                None,
            )
        )
    for kind, names in (("tag", TAGS), ("interest", INTERESTS)):
        for name in names:
            rows.tags.append(TagRow(len(rows.tags) + 1, ids.next(), name, kind))
    for number, (key, label, kind, choices, purpose) in enumerate(CUSTOM_FIELDS, 1):
        words = json.dumps(choices, ensure_ascii=False)
        rows.custom_fields.append(
            CustomFieldRow(number, ids.next(), key, label, kind, words, purpose, number - 1, None)
        )
    for number, (name, definition) in enumerate(SEGMENTS, 1):
        rows.segments.append(SegmentRow(number, ids.next(), name, definition, days.instant(days.today - 300, 9), OWNER))
    for channel, *sentences in WORDINGS:
        for version, (text, since) in enumerate(zip(sentences, (0, SECOND_VERSION_FROM), strict=True), 1):
            number = len(rows.wordings) + 1
            rows.wordings.append(WordingRow(number, ids.next(), channel, version, "fr", text, days.instant(since, 0)))
    _offers(book)


def _offers(book: Book) -> None:
    """Offers, campaigns and recurrences."""
    rows, ids, days = book.rows, book.public_ids, book.days
    for number, (name, kind, article, text) in enumerate(OFFERS, 1):
        starts, ends = days.iso[days.today - 90 * number], days.iso[days.today - 90 * number + 120]
        rows.offers.append(OfferRow(number, ids.next(), name, kind, article + 1, starts, ends, text))
    for number, (name, offer, channel, ago, lasted) in enumerate(CAMPAIGNS, 1):
        starts, ends = days.iso[days.today - ago], days.iso[days.today - ago + lasted]
        rows.campaigns.append(CampaignRow(number, ids.next(), name, offer, None, channel, starts, ends))
    for number, rule in enumerate(_RULES, 1):
        rows.series.append(SeriesRow(number, ids.next(), rule, "due"))
