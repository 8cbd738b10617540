"""Random segments and random contacts, small enough to meet each other often. Shared with the tests of the SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from fichier_tui.domain.awareness import Window
from fichier_tui.domain.commune import Commune, Communes
from fichier_tui.domain.contact import (
    INACTIVE_AFTER_DAYS,
    ContactDetails,
    ContactSummary,
    EmailAddress,
    PhoneNumber,
    PostalAddress,
)
from fichier_tui.domain.contactability import PROSPECTING, ContactabilityFacts, may_contact
from fichier_tui.domain.history import CONSENT_CHANNELS, CONSENT_STATES, ConsentLine
from fichier_tui.domain.rfm import Thresholds
from fichier_tui.domain.segment import (
    FIELDS,
    ActionFacts,
    And,
    BehaviourFacts,
    Condition,
    ContactFacts,
    Duration,
    Field,
    Node,
    Not,
    OfferFacts,
    OpinionFacts,
    Or,
    PurchaseFacts,
    SameEvent,
    VisitFacts,
    field_of,
)
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.event_fields import EVENTS, TALLIES
from fichier_tui.domain.segment.tree import DURATION_UNITS, EQUAL

COMMUNES = Communes(
    (
        Commune("06088", "NICE", "06000"),
        Commune("06088", "NICE", "06300"),
        Commune("2A004", "Cœur", "20167"),
        Commune("2B033", "Cœur"),
        Commune("97105", "ETE", "97100"),
        Commune("75101", "PARIS 01", "75001"),
        Commune("75102", "Prix"),
    ),
    {
        ("median_income", "06088"): 5000,
        ("median_income", "2A004"): 1250,
        ("median_income", "2B033"): -500,
        ("median_income", "97105"): 1,
        ("other", "75102"): 1,
        ("median_income", "75102"): 5001,
    },
)
TODAY = dt.date(2026, 9, 16)
TEXTS = ("massage", "Spa", "Été", "Nice", "Saint-Paul d'Anjou", "l'été à Nice", "Cœur", "and", "2025", "18m", "prix")
PATTERNS = (
    *TEXTS,
    "*",
    "n*",
    "*a*",
    "saint*anjou",
    "a*b*",
    'dit "Lou"',
    "a..b",
    "ou",
    "000",
    "500€",
    "euros",
    "2024-2025",
    "1/3/25",
    "T1/2025",
)
POSTCODES = ("", "06000", "06 300", "20167", "20200", "97100", "75001", "SW1A 1AA", "1000")
PHONES = ("+33612345678", "+33450000001", "+41791234567")
SPONSORS = ("", "Nice", "Saint-Paul d'Anjou")
KEPT = ("1", "0", "12", "12.5", "1 200,50", "-3", "2026-09-01", "2024-02-30")
BIRTHS = (
    "",
    "1966-09-16",
    "1966-09-17",
    "1958-07-14",
    "--03-02",
    "2000-02-29",
    "2026-09-17",
    "1958",
    "--13-40",
    "2001-02-30",
)
CATEGORY = {"": "", "massage": "Soin", "Spa": "Soin", "Été": "", "2025": "L'été à Nice"}
RFM = Thresholds((1, 31, 365, 548), (1, 1, 2, 2), (-1, 0, 4999, 5000))
RFM_PATTERNS = ("555", "55*", "***", "*11", "1*5", "3**", "**2", "4*1")
REGIONS = ("corse", "Île-de-France", "provence*", "guadeloupe", "*-*", "*", "*france*", "Nice", "l'été à Nice", "…")
CODES = {
    "birthday": range(1, 13),
    "month": (4, 8, 9),
    "visit_month": (4, 8, 9),
    "department": ("06", "2A", "2b", "971", "75"),
    "region": REGIONS,
    "phone": ("06*", "06 12 34 56 78", "*", "4179*", "0450*", "+41*"),
    "born": (dt.date(1966, 9, 16), dt.date(1966, 9, 17), dt.date(1958, 7, 14), dt.date(2001, 3, 1)),
}

CODES_ASKED = (*(code for code in FIELDS if code != "segment"), "custom.taille", "figure.median_income")
OFFERS = {
    1: OfferFacts("Été", "massage", Window(TODAY - dt.timedelta(days=366), TODAY)),
    2: OfferFacts("Spa", "", Window(None, TODAY - dt.timedelta(days=1))),
    3: OfferFacts("l'été à Nice", "Spa"),
}

days = st.sampled_from(
    [TODAY - dt.timedelta(days=age) for age in (-3, 0, 1, 30, 31, 365, 366, 548, 549, 730)] + [dt.date(2025, 4, 1)]
)
durations = st.builds(Duration, st.integers(0, 24), st.sampled_from(DURATION_UNITS))
small = st.integers(-2, 4)
cents = st.sampled_from((-500, -1, 0, 1, 1250, 4999, 5000, 5001, 10000))


def values_of(definition: Field, operator: str = EQUAL) -> st.SearchStrategy[object]:
    """Values that a condition on `definition` may compare with."""
    if definition.code in CODES:
        return st.sampled_from(list(CODES[definition.code]))
    if definition.kind == kinds.CHOICE:
        return st.sampled_from(list(definition.choices))
    if definition.kind == kinds.OPEN_CHOICE:
        return st.sampled_from([*definition.choices, *PATTERNS])
    if definition.kind == kinds.DAY:
        return days | durations
    if definition.kind == kinds.ANY:
        texts_or_dates = st.sampled_from([*PATTERNS, "oui", "no", "01/09/2026", "12", "12,5"])
        numbers = st.sampled_from(["12", "12,5", "-3", "1200.50", "0"])
        return (numbers | days | durations) if operator != EQUAL else texts_or_dates
    if definition.kind == kinds.POSTCODE:
        return st.sampled_from(("06*", "06000", "06300", "*", "20*0", "sw1a*"))
    if definition.kind == kinds.RFM:
        return st.sampled_from([*definition.choices, *RFM_PATTERNS])
    if definition.kind == kinds.NUMBER:
        return st.integers(58, 61) if definition.code == "age" else small
    return cents if definition.kind in (kinds.MONEY, kinds.FIGURE) else st.sampled_from(PATTERNS)


@st.composite
def conditions(draw: st.DrawFn, *, codes: Sequence[str] = CODES_ASKED) -> Condition:
    """One condition on any of these fields; of all but a reference to a segment when none are said."""
    definition = field_of(draw(st.sampled_from(codes)))
    operator = draw(st.sampled_from(definition.operators))
    value = draw(values_of(definition, operator))
    assert isinstance(value, str | int | dt.date | Duration)
    return Condition(definition.code, operator, value)


@st.composite
def same_events(draw: st.DrawFn) -> SameEvent:
    """Conditions of one and the same event, or how many events meet them."""
    event = draw(st.sampled_from(list(EVENTS)))
    counted = [code for code, (kind, _measure) in TALLIES.items() if kind == event]
    of_event = conditions(codes=[code for code, found in FIELDS.items() if found.event == event])
    tally = draw(st.none() | conditions(codes=counted)) if counted else None
    return SameEvent(tuple(draw(st.lists(of_event, min_size=1, max_size=3))), tally)


def _groups(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, max_size=3).map(tuple)
    return several.map(And) | several.map(Or) | parts.map(Not)


leaves: st.SearchStrategy[Node] = conditions() | same_events()
trees: st.SearchStrategy[Node] = st.recursive(leaves, _groups, max_leaves=6)

purchases = st.builds(
    PurchaseFacts,
    day=days,
    product=st.sampled_from(("", "massage", "Spa", "Été", "2025")),
    category=st.just(""),
    amount_cents=cents,
    nights=st.none() | small,
    people=st.none() | small,
    quantity=small,
    seller=st.sampled_from(("", "Lou", "Été Cœur")),
    reference=st.sampled_from(("", "2025", "Spa")),
).map(lambda p: replace(p, category=CATEGORY[p.product]))
visits = st.builds(VisitFacts, day=days, channel=st.sampled_from(("counter", "phone")), people=st.none() | small)
actions = st.builds(
    ActionFacts,
    kind=st.sampled_from(("call", "email", "task")),
    state=st.sampled_from(("open", "open", "done", "done", "done", "cancelled")),
    day=days,
    subject=st.sampled_from(("", *TEXTS)),
    offer=st.none() | st.sampled_from(list(OFFERS)),
    product=st.sampled_from(("", "massage", "Spa")),
    campaign=st.sampled_from(("", "Été", "ou")),
    in_charge=st.sampled_from(("", "Lou", "Été Cœur")),
    priority=st.sampled_from(("normal", "high", "urgent")),
    result=st.sampled_from(("", *TEXTS)),
)
behaviour = st.builds(
    BehaviourFacts, kind=st.sampled_from(("quote", "page")), day=days, detail=st.sampled_from(("", *TEXTS))
)
opinions = st.builds(
    OpinionFacts,
    kind=st.sampled_from(("score", "complaint")),
    day=days,
    score=st.none() | small,
    text=st.sampled_from(("", *TEXTS)),
)

consents = st.builds(
    ConsentLine,
    # Few channels and days, so that the lines of a history meet each other.
    channel=st.sampled_from(("email", "phone")),
    state=st.sampled_from(CONSENT_STATES),
    # A yes to calls ends after 365 days.
    day=st.sampled_from([TODAY - dt.timedelta(days=days) for days in (0, 1, 364, 365)]),
    recorded_at=st.sampled_from([dt.datetime(2026, 9, day, 8, tzinfo=dt.UTC) for day in (1, 2)]),
    medium=st.sampled_from(("", "counter", "import")),
)
texts = st.sampled_from(("", *TEXTS))
details = st.builds(
    ContactDetails,
    kind=st.sampled_from(("person", "company")),
    civility=st.sampled_from(("", "mrs", "mr")),
    last_name=texts,
    first_name=texts,
    company_name=texts,
    job_title=texts,
    household=texts,
    important=texts,
    source_detail=texts,
    sex=st.sampled_from(("", "f", "m")),
    birth=st.sampled_from(BIRTHS),
    profession=texts,
    language=st.sampled_from(("", "fr", "Été")),
    source=st.sampled_from(("", "fair", "prize_game", "Nice")),
    first_contact_on=st.none() | days,
    card_number=st.sampled_from(("", "123", "2025")),
    phones=st.lists(st.sampled_from([PhoneNumber(number) for number in PHONES]), max_size=2).map(tuple),
    emails=st.lists(st.sampled_from([EmailAddress("nice@spa.fr")]), max_size=1).map(tuple),
    addresses=st.lists(
        st.builds(
            PostalAddress,
            street=st.sampled_from(("", "1 rue de Nice", "Chalet\nL'été à Nice")),
            postcode=st.sampled_from(POSTCODES),
            town=texts,
            region=texts,
            country=st.sampled_from(("", "FR", "BE")),
        ),
        max_size=2,
    ).map(tuple),
    tags=st.lists(st.sampled_from(TEXTS), unique=True, max_size=2).map(tuple),
    interests=st.lists(st.sampled_from(TEXTS), unique=True, max_size=2).map(tuple),
    custom=st.dictionaries(st.just("taille"), texts | st.sampled_from(KEPT), max_size=1),
)
summaries = st.builds(
    ContactSummary,
    purchases=st.integers(0, 3),
    revenue_cents=cents,
    nights=small,
    first_purchase=st.none() | days,
    last_purchase=st.none() | days,
    visits=small,
    last_visit=st.none() | days,
    last_seen=st.none() | days,
    open_actions=small,
    next_action=st.none() | days,
    open_complaints=small,
    completeness=small,
    margin_cents=cents,
    gap_mean_days=st.none() | st.sampled_from((1.0, 2.5)),
)
contacts = st.builds(
    ContactFacts,
    details=details,
    summary=summaries,
    purchases=st.lists(purchases, max_size=3).map(tuple),
    consents=st.lists(consents, max_size=6).map(tuple),
    visits=st.lists(visits, max_size=2).map(tuple),
    actions=st.lists(actions, max_size=3).map(tuple),
    behaviour=st.lists(behaviour, max_size=2).map(tuple),
    opinions=st.lists(opinions, max_size=2).map(tuple),
    notes=st.lists(st.sampled_from(TEXTS), max_size=1).map(tuple),
    points=small,
    sponsored=st.booleans(),
    sponsor=st.sampled_from(SPONSORS),
    brought=st.integers(0, 2),
    added_on=days,
    verified_on=st.none() | days,
    restricted_on=st.none() | days,
    deceased_on=st.none() | days,
    deleted=st.sampled_from((False, False, False, True)),
    contactability=st.builds(
        ContactabilityFacts,
        deceased=st.sampled_from((False, False, True)),
        last_word=st.just(TODAY),
        consents=st.lists(consents, max_size=3).map(tuple),
        reachable=st.sampled_from((frozenset(), frozenset(("email", "phone")), frozenset(CONSENT_CHANNELS))),
    ),
).map(lambda facts: replace(facts, summary=_summed(facts), sponsor=facts.sponsor if facts.sponsored else ""))


def _summed(facts: ContactFacts) -> ContactSummary:
    """The summary as the file keeps it: it never contradicts the purchases."""
    bought = sorted(purchase.day for purchase in facts.purchases)
    return replace(
        facts.summary,
        purchases=len(bought),
        revenue_cents=sum(purchase.amount_cents for purchase in facts.purchases),
        first_purchase=bought[0] if bought else None,
        last_purchase=bought[-1] if bought else None,
    )


def _said(channel: str, state: str, days_ago: int, medium: str = "counter") -> ConsentLine:
    day = TODAY - dt.timedelta(days=days_ago)
    return ConsentLine(channel, state, day, dt.datetime(2026, 9, 1, tzinfo=dt.UTC), medium)


_LONG_AGO = TODAY - dt.timedelta(days=INACTIVE_AFTER_DAYS)
# Contacts on the edge of a rule, which chance would seldom draw.
_CORNERS = (
    ContactFacts(
        ContactDetails(),
        ContactSummary(purchases=1, first_purchase=TODAY, last_purchase=TODAY),
        purchases=(PurchaseFacts(TODAY, "Spa", "Soin"),),
        actions=(ActionFacts("email", "done", TODAY, offer=3),),
    ),
    ContactFacts(ContactDetails(), consents=(_said("sms", "opposed", 2), _said("email", "given", 1, medium="import"))),
    ContactFacts(
        ContactDetails(),
        ContactSummary(purchases=1, first_purchase=_LONG_AGO, last_purchase=_LONG_AGO),
        purchases=(PurchaseFacts(_LONG_AGO),),
    ),
    ContactFacts(ContactDetails(birth="1958-13-01", addresses=(PostalAddress(postcode="06 300"),))),
    ContactFacts(ContactDetails(birth=TODAY.replace(year=1966).isoformat())),
    ContactFacts(ContactDetails(birth=(TODAY.replace(year=1966) + dt.timedelta(days=1)).isoformat())),
    ContactFacts(ContactDetails(), ContactSummary(purchases=3, revenue_cents=-4)),
    ContactFacts(ContactDetails(addresses=(PostalAddress(postcode="06000", town="Nice"),))),
)
CORNERS = tuple(replace(facts, added_on=TODAY) for facts in _CORNERS)


def contactable_among(people: Sequence[ContactFacts]) -> dict[str, list[int]]:
    """By channel, the numbers (from 1) of those whom the rule allows to contact: what the SQL is given."""
    return {
        channel: [
            number
            for number, facts in enumerate(people, start=1)
            if may_contact(facts.contactability, channel, PROSPECTING, TODAY).allowed
        ]
        for channel in CONSENT_CHANNELS
    }
