"""Facts of contacts written as rows of a real file, summaries as they are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fichier_tui.domain.segment import ContactFacts
from fichier_tui.domain.text import fold
from fichier_tui.storage import models
from tests.domain.segment_trees import COMMUNES

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
SCALARS = (
    "kind",
    "civility",
    "last_name",
    "first_name",
    "company_name",
    "sex",
    "birth",
    "profession",
    "language",
    "source",
    "first_contact_on",
    "card_number",
)
SUMMARY = (
    "purchases",
    "revenue_cents",
    "nights",
    "first_purchase",
    "last_purchase",
    "visits",
    "last_visit",
    "last_seen",
    "open_actions",
    "next_action",
    "open_complaints",
    "completeness",
)


def insert(contacts: Sequence[ContactFacts]) -> None:
    """Write these contacts, numbered from 1 in their order."""
    for commune in COMMUNES.towns:
        models.Town.create(
            insee=commune.insee, name=commune.name, key=commune.key, postcode=commune.postcode, area=commune.area
        )
    for (name, insee), hundredths in COMMUNES.figures.items():
        models.TownFigure.create(name=name, insee=insee, hundredths=hundredths)
    for number, facts in enumerate(contacts, start=1):
        details = facts.details
        models.Contact.create(
            **{name: getattr(details, name) for name in SCALARS},
            created_at=NOON,
            updated_at=NOON,
            deleted_at=NOON if facts.deleted else None,
        )
        models.ContactSummary.insert(
            contact=number, live=not facts.deleted, **{name: getattr(facts.summary, name) for name in SUMMARY}
        ).execute()
        for phone in details.phones:
            models.Phone.create(contact=number, number=phone.number)
        for email in details.emails:
            models.Email.create(contact=number, address=email.address)
        for address in details.addresses:
            models.Address.create(
                contact=number,
                street=address.street,
                postcode=address.postcode,
                town=address.town,
                region=address.region,
                country=address.country,
            )
        for kind, names in (("tag", details.tags), ("interest", details.interests)):
            for name in names:
                tag, _ = models.Tag.get_or_create(kind=kind, name=name)
                models.ContactTag.create(contact=number, tag=tag)
        for key, value in details.custom.items():
            field, _ = models.CustomField.get_or_create(
                key=key, defaults={"label": key, "kind": "text", "purpose": "tests"}
            )
            models.CustomValue.create(contact=number, field=field, value=value)
        _insert_history(number, facts)


def _insert_history(number: int, facts: ContactFacts) -> None:
    for bought in facts.purchases:
        product = None
        if bought.product:
            product, _ = models.Product.get_or_create(
                name_key=fold(bought.product), defaults={"name": bought.product, "category": bought.category}
            )
        models.Purchase.create(
            contact=number,
            product=product,
            day=bought.day,
            amount_cents=bought.amount_cents,
            nights=bought.nights,
            people=bought.people,
            created_at=NOON,
        )
    for line in facts.consents:
        models.Consent.create(
            contact=number,
            channel=line.channel,
            state=line.state,
            day=line.day,
            recorded_at=line.recorded_at,
            medium=line.medium,
        )
