"""Facts of contacts written as rows of a real file, summaries as they are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.purchase import totals
from fichier_tui.domain.segment import ContactFacts
from fichier_tui.domain.text import fold
from fichier_tui.storage import models
from tests.domain.segment_trees import CATEGORY, COMMUNES, OFFERS, SPONSORS


def instant(day: dt.date, time: dt.time) -> dt.datetime:
    """That hour on the clock of the shop, wherever the tests run: a day is the shop's, not that of Greenwich."""
    return dt.datetime.combine(day, time).astimezone(dt.UTC)


MADE_ON = dt.date(2026, 9, 1)
NOON = instant(MADE_ON, dt.time(12))
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
    "job_title",
    "household",
    "important",
    "source_detail",
)
OF_FACTS = ("verified_on", "restricted_on", "deceased_on")
SPONSOR = 1_000_000
"""Who brought those of whom no other contact of the test is said to have brought any."""
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
    "margin_cents",
    "gap_mean_days",
)


def insert(contacts: Sequence[ContactFacts]) -> None:
    """Write these contacts, numbered from 1 in their order."""
    for commune in COMMUNES.towns:
        models.Town.create(
            insee=commune.insee, name=commune.name, key=commune.key, postcode=commune.postcode, area=commune.area
        )
    for (name, insee), hundredths in COMMUNES.figures.items():
        models.TownFigure.create(name=name, insee=insee, hundredths=hundredths)
    for code, offer in OFFERS.items():
        models.Offer.create(
            id=code,
            name=offer.name,
            product=_product(offer.product),
            starts_on=offer.window.first,
            ends_on=offer.window.last,
        )
    for place, name in enumerate(SPONSORS):
        _insert_card(SPONSOR - place, deleted=True, name=name)
    for number, facts in enumerate(contacts, start=1):
        details = facts.details
        models.Contact.create(
            id=number,
            **{name: getattr(details, name) for name in SCALARS},
            **{name: getattr(facts, name) for name in OF_FACTS},
            sponsor=SPONSOR - SPONSORS.index(facts.sponsor) if facts.sponsored else None,
            created_at=instant(facts.added_on or MADE_ON, dt.time(12)),
            updated_at=NOON,
            deleted_at=NOON if facts.deleted else None,
        )
        for place in range(facts.brought):
            _insert_card(SPONSOR + 1 + 3 * number + place, sponsor=number)
        # One that was put aside counts for nobody.
        _insert_card(SPONSOR + 3 + 3 * number, sponsor=number, deleted=True)
        bought = totals(
            [(p.day.isoformat(), p.amount_cents, None, p.nights) for p in sorted(facts.purchases, key=lambda p: p.day)]
        )
        models.ContactSummary.insert(
            contact=number,
            live=not facts.deleted,
            sort_key=fold(_name_in_lists(details)),
            paid_cents=bought.paid_cents,
            bought_months=bought.months,
            bought_weekdays=bought.weekdays,
            **{name: getattr(facts.summary, name) for name in SUMMARY},
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


def _name_in_lists(details: ContactDetails) -> str:
    """As `storage.summary` has it, of those who have a name."""
    name = f"{details.last_name} {details.first_name}".strip()
    return details.company_name or name if details.kind == "company" or not name else name


def _insert_card(number: int, sponsor: int | None = None, *, deleted: bool = False, name: str = "") -> None:
    """A contact who is in no list: it only brings, or was brought."""
    models.Contact.create(
        id=number,
        last_name=name,
        sponsor=sponsor,
        created_at=NOON,
        updated_at=NOON,
        deleted_at=NOON if deleted else None,
    )


def _product(name: str) -> models.Product | None:
    if not name:
        return None
    found: models.Product = models.Product.get_or_create(
        name_key=fold(name), defaults={"name": name, "category": CATEGORY.get(name, "")}
    )[0]
    return found


def _staff(name: str) -> models.Staff | None:
    if not name:
        return None
    found: models.Staff = models.Staff.get_or_create(name=name, defaults={"login": fold(name), "created_at": NOON})[0]
    return found


def _insert_history(number: int, facts: ContactFacts) -> None:
    for bought in facts.purchases:
        product = _product(bought.product)
        models.Purchase.create(
            contact=number,
            product=product,
            day=bought.day,
            amount_cents=bought.amount_cents,
            nights=bought.nights,
            people=bought.people,
            quantity=bought.quantity,
            staff=_staff(bought.seller),
            reference=bought.reference,
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
    _insert_events(number, facts)
    for text in facts.notes:
        models.Note.create(contact=number, day=MADE_ON, text=text, created_at=NOON)
    for points in (10, facts.points - 10):
        models.LoyaltyEntry.create(contact=number, points=points, reason="earned", day=MADE_ON)


def _insert_events(number: int, facts: ContactFacts) -> None:
    for visit in facts.visits:
        models.Visit.create(contact=number, day=visit.day, channel=visit.channel, people=visit.people, created_at=NOON)
    for place, action in enumerate(facts.actions):
        done = action.state == "done"
        # The offer is told of by the action itself or by its campaign; the day is that on which it was done.
        campaign = models.Campaign.get_or_create(name=action.campaign, offer=action.offer if place % 2 else None)[0]
        models.Action.create(
            contact=number,
            kind=action.kind,
            state=action.state,
            day=action.day if not done or place % 2 else None,
            done_at=instant(action.day, dt.time(23, 59)) if done and action.day else None,
            subject=action.subject,
            offer=None if place % 2 else action.offer,
            product=_product(action.product),
            campaign=campaign,
            assigned_to=_staff(action.in_charge),
            priority=("normal", "high", "urgent").index(action.priority),
            result=action.result,
            created_at=NOON,
        )
    for event in facts.behaviour:
        models.BehaviourEvent.create(
            contact=number, kind=event.kind, day=event.day, detail=event.detail, created_at=NOON
        )
    for opinion in facts.opinions:
        models.Satisfaction.create(
            contact=number, kind=opinion.kind, day=opinion.day, score=opinion.score, text=opinion.text
        )
