"""The fields of the card that are seldom asked: what is missing on it, who vouches for it, what it earned."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.awareness import TELLING_KINDS
from fichier_tui.domain.consent import OPEN_STATES
from fichier_tui.domain.contactability import PROSPECTING, may_contact
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.segment.facts import Circumstances, ContactFacts
from fichier_tui.domain.segment.field import (
    ACTION,
    CARE,
    CHOICE,
    CONSENT,
    DAY,
    IDENTITY,
    MONEY,
    NUMBER,
    PLACE,
    POSTCODE,
    PURCHASE,
    TEXT,
    WORDS,
    Field,
    one,
)
from fichier_tui.domain.segment.grammar import CHANNEL_WORDS, HAS_WORDS, SITUATION_WORDS, Words
from fichier_tui.domain.segment.matching import day_of


def _held(facts: ContactFacts, circumstances: Circumstances) -> tuple[str, ...]:
    details = facts.details
    held = {
        "email": details.emails,
        "phone": details.phones,
        "mobile": any(phone.kind == "mobile" for phone in details.phones),
        "address": any(address.street for address in details.addresses),
        "place": any(address.town or address.postcode for address in details.addresses),
        "birth": details.birth,
        "first_name": details.first_name,
        "sex": details.sex,
        "profession": details.profession,
        "language": details.language,
        "source": details.source,
        "tag": details.tags,
        "interest": details.interests,
        "note": facts.notes,
        "important": details.important,
        "verification": facts.verified_on,
        "sponsor": facts.sponsored,
        "card": details.card_number,
        "information": facts.informed,
    }
    return tuple(code for code, value in held.items() if value)


def _missing(facts: ContactFacts, circumstances: Circumstances) -> tuple[str, ...]:
    held = _held(facts, circumstances)
    return tuple(code for code in HAS_WORDS if code not in held)


def _situation(facts: ContactFacts) -> tuple[str, ...]:
    days = {"deceased": facts.deceased_on, "restricted": facts.restricted_on}
    return tuple(code for code, day in days.items() if day is not None)


def _contactable(facts: ContactFacts, circumstances: Circumstances) -> tuple[str, ...]:
    """The channels by which the contact may be told of what the shop sells: the rule of `domain.contactability`."""
    known, today = facts.contactability, circumstances.today
    return tuple(channel for channel in CONSENT_CHANNELS if may_contact(known, channel, PROSPECTING, today).allowed)


def _responded(facts: ContactFacts, circumstances: Circumstances) -> tuple[str, ...]:
    """The offers of which the contact heard and bought since: the rule of `domain.awareness`."""
    found = []
    for number, offer in circumstances.offers.items():
        days = [a.day for a in facts.actions if a.offer == number and a.state == "done" and a.kind in TELLING_KINDS]
        told = [day for day in days if day is not None]
        bought = [p.day for p in facts.purchases if not offer.product or offer.product == p.product]
        if told and any(offer.window.holds(day) and day >= min(told) for day in bought):
            found.append(offer.name)
    return tuple(found)


def _phones(facts: ContactFacts) -> tuple[str, ...]:
    """As they are dialled in France: "0612345678"; those of other countries with their code, "41791234567"."""
    numbers = (phone.number for phone in facts.details.phones)
    return tuple("0" + number[3:] if number.startswith("+33") else number.lstrip("+") for number in numbers)


def _born(facts: ContactFacts) -> dt.date | None:
    """The day of birth, where its year is known and there was such a day."""
    try:
        return None if day_of(facts.details.birth) is None else dt.date.fromisoformat(facts.details.birth)
    except ValueError:
        return None


CARD_FIELDS = (
    Field("has", IDENTITY, CHOICE, Words("avec", "with has"), _held, choices=HAS_WORDS),
    Field("missing", IDENTITY, CHOICE, Words("manque", "missing lacks"), _missing, choices=HAS_WORDS),
    Field(
        "situation",
        IDENTITY,
        CHOICE,
        Words("situation", "situation"),
        lambda f, c: _situation(f),
        choices=SITUATION_WORDS,
    ),
    Field(
        "contactable",
        CONSENT,
        CHOICE,
        Words("contactable joignable", "contactable reachable"),
        _contactable,
        choices=CHANNEL_WORDS,
    ),
    Field(
        "agreed_on",
        CONSENT,
        DAY,
        Words("accord_le", "agreed_on"),
        lambda f, c: tuple(line.day for line in f.consents if line.state in OPEN_STATES),
    ),
    Field("phone", IDENTITY, POSTCODE, Words("tél téléphone", "phone telephone"), lambda f, c: _phones(f)),
    Field("card", IDENTITY, TEXT, Words("carte", "card"), lambda f, c: one(f.details.card_number)),
    Field("born", IDENTITY, DAY, Words("naissance né née", "birth born"), lambda f, c: one(_born(f)), own_usual=()),
    Field("sponsor", IDENTITY, WORDS, Words("parrain marraine", "sponsor"), lambda f, c: one(f.sponsor)),
    Field(
        "street",
        PLACE,
        WORDS,
        Words("rue adresse", "street address"),
        lambda f, c: tuple(address.street for address in f.details.addresses),
    ),
    Field("job_title", IDENTITY, TEXT, Words("fonction", "job_title"), lambda f, c: one(f.details.job_title)),
    Field("company", IDENTITY, TEXT, Words("employeur", "employer"), lambda f, c: one(f.details.company_name)),
    Field("household", IDENTITY, TEXT, Words("foyer", "household"), lambda f, c: one(f.details.household)),
    Field(
        "source_detail",
        IDENTITY,
        WORDS,
        Words("précision", "source_detail"),
        lambda f, c: one(f.details.source_detail),
    ),
    Field("important", IDENTITY, WORDS, Words("important", "important"), lambda f, c: one(f.details.important)),
    Field("note", IDENTITY, WORDS, Words("remarque", "remark"), lambda f, c: f.notes),
    Field("added", IDENTITY, DAY, Words("créé créée", "added"), lambda f, c: one(f.added_on)),
    Field("margin", PURCHASE, MONEY, Words("marge", "margin"), lambda f, c: one(f.summary.margin_cents)),
    Field(
        "rhythm",
        PURCHASE,
        NUMBER,
        Words("rythme", "rhythm"),
        lambda f, c: one(f.summary.gap_mean_days),
        own_usual=("<= 30", "<= 90", "<= 365", "> 365"),
    ),
    Field("responded", ACTION, TEXT, Words("réagi", "responded"), _responded, vocabulary="offers"),
    Field("verified", CARE, DAY, Words("vérifié vérifiée", "verified"), lambda f, c: one(f.verified_on)),
    Field(
        "points",
        CARE,
        NUMBER,
        Words("points", "points"),
        lambda f, c: one(f.points),
        own_usual=(">= 50", ">= 100", ">= 500"),
    ),
    Field("brought", CARE, NUMBER, Words("filleuls", "brought"), lambda f, c: one(f.brought)),
)
