"""May we contact this person? Derived for a contact, a channel, a purpose and a day; never stored.

Every answer carries its reason and the rule that it rests on (`domain.law`, docs/contactability.md). The first rule
that refuses gives the reason; what is doubtful is no. A refusal never weakens by what is added to it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from fichier_tui.domain.consent import (
    BY_LIST,
    IMPORTED,
    OPEN_STATES,
    OPPOSED,
    REFUSED,
    WITHDRAWN,
    consent_line,
    has_ended,
    last_day,
)
from fichier_tui.domain.contact import COMPANY, PERSON, SOURCES_WITHOUT_CONSENT
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.history import CONSENT_CHANNELS, ConsentLine
from fichier_tui.domain.law import CALLS_NEED_CONSENT_FROM, PROGRAM, source_of
from fichier_tui.domain.postal_address import INCOMPLETE

PURPOSES = PROSPECTING, SERVICE, STAY = ("prospecting", "service", "stay")
"""What for: to sell; about the contact's own appointment or purchase; the one question whether to stay in the file."""
EMAIL, SMS, PHONE, POST = CONSENT_CHANNELS
SILENCE_MONTHS = 36
"""Three years after the last word from the contact, prospecting ends (R02, R03)."""
ANSWER_DAYS = 30
"""How long before that day the question may be put, and how long after (R04)."""
ADULT_YEARS, YOUNG_YEARS = 18, 15
COPY = "copy"
"""What a file serves for that goes to nobody: the shop's own copy of its data."""
ALLOWED = ("consent", "similar_products", "business", "not_opposed", "own_matter", "may_stay")
"""The reasons of a yes."""
REFUSED_BECAUSE = (
    "opposed",
    "withdrawn",
    "refused",
    "not_asked",
    "ended",
    "bloctel",
    "bought_file",
    "silent",
    "minor",
    "minor_not_asked",
    "birth_unreadable",
    "deceased",
    "restricted",
    "erasure_asked",
    "put_aside",
    "consent_unreadable",
    "no_dealings",
    "stay_not_due",
    "stay_asked",
    "stay_too_late",
    "unreachable",
    "invalid",
    *INCOMPLETE,
)
"""The reasons of a no, in the order in which counts are shown."""


@dataclass(frozen=True, slots=True)
class ContactabilityFacts:
    """All that the rules look at of one contact."""

    kind: str = PERSON
    """A person is a consumer, employed or not: what it is called for cannot be told, so the stricter law holds."""
    birth: str = ""
    """ISO date, --MM-DD, or nothing."""
    source: str = ""
    deceased: bool = False
    restricted: bool = False
    erasure_asked: bool = False
    """It asked to be erased, and waits for the answer."""
    put_aside: bool = False
    last_word: dt.date | None = None
    """The last day on which something came from the contact: a visit, a purchase, an answer; else its collection."""
    client: bool = False
    """It bought something."""
    dealings: bool = False
    """It has a purchase, a visit, an appointment, or asked for something: there is something to write about."""
    last_sale: dt.date | None = None
    """The last purchase with a price, up to the day."""
    informed_at_sale: frozenset[str] = frozenset()
    """The channels whose address the contact itself gave here, and for which the shop says that it told so (R09)."""
    consents: tuple[ConsentLine, ...] = ()
    listed: Mapping[str, dt.date] = field(default_factory=dict, hash=False)
    """By channel, since when the list of oppositions closes an address or number of this contact (R07)."""
    reachable: frozenset[str] = frozenset()
    """The channels for which there is an address or a number that can be used."""
    unusable: frozenset[str] = frozenset()
    """Those for which there is one, but none that can be used."""
    incomplete: str = ""
    """What its postal address lacks, a code of `postal_address.INCOMPLETE`, where none of them is whole."""
    stay_asked_on: dt.date | None = None
    """When the contact was last asked whether to stay."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether, why (a code of `ALLOWED` or `REFUSED_BECAUSE`), and by which rule (a key of `domain.law.SOURCES`)."""

    allowed: bool
    reason: str
    rule: str

    @property
    def source(self) -> str:
        """The text of law that the rule rests on."""
        return source_of(self.rule, self.reason)


@dataclass(frozen=True, slots=True)
class Retained:
    """Of many contacts, those that may be contacted, and the others each with its answer, both in the order given."""

    retained: tuple[int, ...] = ()
    left_out: tuple[tuple[int, Answer], ...] = ()

    def by_reason(self) -> dict[tuple[str, str], int]:
        """How many are left out by each (reason, rule), in the order of `REFUSED_BECAUSE`, then of rules."""
        counts = Counter((answer.reason, answer.rule) for _contact, answer in self.left_out)
        return {key: counts[key] for key in sorted(counts, key=lambda key: (REFUSED_BECAUSE.index(key[0]), key[1]))}


def may_contact(facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date) -> Answer:
    """Whether a contact may be contacted by a channel, for a purpose, on a day.

    For calls there is also the hour (`domain.calling`). Raises ValueError for no channel or purpose of the lists.
    """
    if channel not in CONSENT_CHANNELS or purpose not in PURPOSES:
        raise ValueError(f"no channel or purpose: {channel}, {purpose}")
    refusal = _never(facts)
    if refusal is not None:
        return refusal
    answer = _BY_PURPOSE[purpose](facts, channel, today)
    return _unless_out_of_reach(answer, facts, channel) if answer.allowed else answer


def held_line(facts: ContactabilityFacts, channel: str, today: dt.date) -> ConsentLine | None:
    """The line of a channel that holds on a day: a yes said later is not heard, a no always is."""
    if not facts.consents:
        return None
    return consent_line(
        (line for line in facts.consents if line.state not in OPEN_STATES or line.day <= today), channel
    )


def holds_until(facts: ContactabilityFacts, channel: str, purpose: str, today: dt.date) -> dt.date | None:
    """The last day on which a yes holds by itself; None where it has no end, or where the answer is no."""
    answer = may_contact(facts, channel, purpose, today)
    if not answer.allowed or purpose == SERVICE or facts.last_word is None:
        return None
    due_on = _three_years_after(facts.last_word)
    ends = [due_on + dt.timedelta(days=ANSWER_DAYS if purpose == STAY else -1)]
    line = held_line(facts, channel, today)
    if answer.reason == "consent" and line is not None:
        ends += filter(None, [last_day(line)])
    if answer.reason == "similar_products" and facts.last_sale is not None:
        ends.append(_three_years_after(facts.last_sale) - dt.timedelta(days=1))
    return min(ends)


@lru_cache
def _no(reason: str, rule: str) -> Answer:
    return Answer(False, reason, rule)


def _never(facts: ContactabilityFacts) -> Answer | None:
    """What closes every channel whatever the purpose."""
    if facts.put_aside:
        return _no("put_aside", "R05")
    if facts.deceased:
        return _no("deceased", "R27")
    return _no("restricted", "R25") if facts.restricted else None


def _unless_out_of_reach(answer: Answer, facts: ContactabilityFacts, channel: str) -> Answer:
    if channel in facts.reachable:
        return answer
    if channel == POST and facts.incomplete:
        return _no(facts.incomplete, PROGRAM)
    return _no("invalid" if channel in facts.unusable else "unreachable", PROGRAM)


def _prospecting(facts: ContactabilityFacts, channel: str, today: dt.date) -> Answer:
    line = held_line(facts, channel, today)
    return (
        _wants_to_go(facts)
        or _too_young(facts, line, today)
        or _closed(facts, channel, line)
        or _of_bought_file(facts, channel, line)
        or _silent(facts, today)
        or _ground(facts, channel, line, today)
    )


def _service(facts: ContactabilityFacts, channel: str, today: dt.date) -> Answer:
    """About its own appointment or purchase: no prospecting, but there must be one (RGPD 6.1.b)."""
    return Answer(True, "own_matter", "R01") if facts.dealings else _no("no_dealings", "R01")


def _stay(facts: ContactabilityFacts, channel: str, today: dt.date) -> Answer:
    """The one question goes by the channels that would be open, were it not for the silence, when it is due."""
    line = held_line(facts, channel, today)
    answer = (
        _wants_to_go(facts)
        or _too_young(facts, line, today)
        or _closed(facts, channel, line)
        or _of_bought_file(facts, channel, line)
        or _ground(facts, channel, line, today)
    )
    if not answer.allowed or facts.last_word is None:
        return answer if not answer.allowed else _no("stay_too_late", "R05")
    due_on, margin = _three_years_after(facts.last_word), dt.timedelta(days=ANSWER_DAYS)
    if today < due_on - margin:
        return _no("stay_not_due", "R04")
    if today > due_on + margin:
        return _no("stay_too_late", "R05")
    if facts.stay_asked_on is not None and facts.stay_asked_on >= facts.last_word:
        return _no("stay_asked", "R04")
    return Answer(True, "may_stay", "R04")


_BY_PURPOSE = {PROSPECTING: _prospecting, SERVICE: _service, STAY: _stay}


def _wants_to_go(facts: ContactabilityFacts) -> Answer | None:
    """Who asked to be erased objects to being sold to, until the request is answered (RGPD 17.1.c, 21.2)."""
    return _no("erasure_asked", "R21") if facts.erasure_asked else None


def _too_young(facts: ContactabilityFacts, line: ConsentLine | None, today: dt.date) -> Answer | None:
    """Under fifteen never, under eighteen only by the person's own word (R28). Companies have no age."""
    birth = facts.birth
    if not birth or birth.startswith("--") or facts.kind == COMPANY:
        return None
    try:
        born_on = dt.date.fromisoformat(birth)
    except ValueError:
        return _no("birth_unreadable", "R28")
    if born_on.year < today.year - ADULT_YEARS:
        return None
    if born_on > add_months(today, -12 * YOUNG_YEARS):
        return _no("minor", "R28")
    grown = born_on <= add_months(today, -12 * ADULT_YEARS)
    own_word = line is not None and line.state in OPEN_STATES and line.medium != IMPORTED
    closed = line is not None and line.state not in OPEN_STATES
    return None if grown or own_word or closed else _no("minor_not_asked", "R28")


def _closed(facts: ContactabilityFacts, channel: str, line: ConsentLine | None) -> Answer | None:
    """What the contact said no to: by itself, or by the list of oppositions."""
    state = "" if line is None else line.state
    if line is not None and state == OPPOSED:
        return _no("opposed", "R07" if line.medium == BY_LIST else "R26")
    since = facts.listed.get(channel)
    if since is not None and not (
        line is not None and state in OPEN_STATES and line.medium != IMPORTED and line.day >= since
    ):
        return _no("opposed", "R07")
    if state == WITHDRAWN:
        return _no("withdrawn", "R18")
    if state == REFUSED:
        return _no("refused", _rule_of(facts, channel))
    return None if state in ("", *OPEN_STATES) else _no("consent_unreadable", "R18")


def _of_bought_file(facts: ContactabilityFacts, channel: str, line: ConsentLine | None) -> Answer | None:
    """A bought or rented file proves nothing: only what the contact said since opens more than post (R38)."""
    if facts.source not in SOURCES_WITHOUT_CONSENT or channel == POST:
        return None
    proven = line is not None and line.state in OPEN_STATES and (line.medium != IMPORTED or line.proof != "")
    return None if proven else _no("bought_file", "R38")


def _silent(facts: ContactabilityFacts, today: dt.date) -> Answer | None:
    if facts.last_word is not None and today < _three_years_after(facts.last_word):
        return None
    return _no("silent", "R03" if facts.client else "R02")


def _ground(facts: ContactabilityFacts, channel: str, line: ConsentLine | None, today: dt.date) -> Answer:
    """What allows the channel, where nothing closes it; `line` is a yes, or nothing."""
    rule = _rule_of(facts, channel)
    if channel == POST:
        return Answer(True, "not_opposed", rule)
    if facts.kind == COMPANY:
        return Answer(True, "business", rule)
    if line is not None:
        # Before the law bounded it the program already did: one year, whatever the day.
        return _no("ended", "R11") if has_ended(line, today) else Answer(True, "consent", rule)
    if channel == PHONE:
        # Whoever was on Bloctel was not to be called either, and the program cannot know who was.
        return _no("bloctel" if today < CALLS_NEED_CONSENT_FROM else "not_asked", rule)
    if channel in facts.informed_at_sale and _sold_to_lately(facts, today):
        return Answer(True, "similar_products", "R09")
    return _no("not_asked", rule)


@lru_cache(maxsize=4096)
def _three_years_after(day: dt.date) -> dt.date:
    return add_months(day, SILENCE_MONTHS)


def _sold_to_lately(facts: ContactabilityFacts, today: dt.date) -> bool:
    sale = facts.last_sale
    return sale is not None and sale <= today < _three_years_after(sale)


def _rule_of(facts: ContactabilityFacts, channel: str) -> str:
    """The rule that governs a channel for that kind of contact."""
    if channel == POST:
        return "R16"
    if facts.kind == COMPANY:
        return "R15" if channel == PHONE else "R10"
    return "R11" if channel == PHONE else "R08"
