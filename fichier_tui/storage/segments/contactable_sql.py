"""Whom the rule on contacting clearly allows or refuses, told in SQL; the doubtful rest is left to the rule itself.

`domain.contactability.may_contact` needs ten microseconds a contact, SQL one. What is decided here is decided as it
does, for prospecting (a test compares them): everything that takes more than a comparison (who is young, of a bought
file, silent for three years to a few days, reached by an odd address) is doubtful. What the list of oppositions closes
is not looked at.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.consent import GIVEN, IMPORTED, LASTS, OPEN_STATES, OPPOSED
from fichier_tui.domain.contact import COMPANY, SOURCES_WITHOUT_CONSENT
from fichier_tui.domain.contactability import ADULT_YEARS, EMAIL, PHONE, POST, SILENCE_MONTHS, SMS
from fichier_tui.domain.dates import add_months
from fichier_tui.storage.consents.contactability_facts import WANT_TO_GO
from fichier_tui.storage.consents.last_words import SAID, SEEN
from fichier_tui.storage.segments.comparing import EVERYBODY, Fragment

NO, YES, DOUBTFUL = "0", "1", "NULL"
# On either side of three years of silence and of an age, so many days are left to the rule.
_MARGIN = dt.timedelta(days=3)
_OPEN = ", ".join(map(repr, OPEN_STATES))
_OTHERS = ", ".join(map(repr, SOURCES_WITHOUT_CONSENT))
# The line of a channel that holds, as `domain.contactability.held_line`: a yes said later is not heard.
_HELD = (
    f"(SELECT CASE WHEN k.state IN ({_OPEN}) AND k.day <= ? AND c.kind <> '{COMPANY}' THEN 'ended' ELSE k.state END"
    " FROM consent k WHERE k.channel = ? AND k.contact_id = s.contact_id"
    f" AND NOT (k.state IN ({_OPEN}) AND k.day > ?)"
    f" AND NOT (k.medium = '{IMPORTED}' AND k.state IN ({_OPEN}) AND EXISTS (SELECT 1 FROM consent o"
    f" WHERE o.contact_id = k.contact_id AND o.channel = k.channel AND o.state = '{OPPOSED}'))"
    " ORDER BY k.day DESC, k.recorded_at DESC, k.id DESC LIMIT 1)"
)
# A person needs a yes, to a business one may write until it says no, and to anybody by post.
_PERHAPS_OPEN = (
    f"s.contact_id IN (SELECT contact_id FROM consent WHERE channel = ? AND state IN ({_OPEN})"
    f" UNION ALL SELECT id FROM contact WHERE kind = '{COMPANY}')"
)
_CLOSED = f"COALESCE({_HELD}, CASE c.kind WHEN '{COMPANY}' THEN '{GIVEN}' ELSE '' END) NOT IN ({_OPEN})"
# Few ever said no: only their history is read.
_CLOSED_POST = (
    f"s.contact_id IN (SELECT contact_id FROM consent WHERE channel = '{POST}' AND state NOT IN ({_OPEN}))"
    f" AND COALESCE({_HELD}, '{GIVEN}') NOT IN ({_OPEN})"
)
_SAID_SINCE = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE contact_id = s.contact_id AND day >= ? AND {condition})"
    for table, condition in SAID
)
_ADULT = (
    f"(c.kind = '{COMPANY}' OR c.birth = '' OR c.birth LIKE '--%'"
    " OR c.birth > '0001' AND c.birth < ? AND date(c.birth) = c.birth)"
)


@dataclass(frozen=True, slots=True)
class _Case:
    """What is answered where a test holds; values that the SQL of the test takes."""

    test: str
    answer: str
    parameters: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class _Way:
    """By channel: whether there is something to reach the contact by, and whether it can surely be used."""

    there: str
    usable: str


_ADDRESS = "EXISTS (SELECT 1 FROM address a WHERE a.contact_id = s.contact_id AND a.street <> '' AND a.town <> ''"
# Of another country no postcode is asked (`domain.postal_address`); only those whose code is surely one are told here.
_WHOLE = (
    " AND (a.country IN ('', 'FR') AND a.postcode GLOB '[0-9][0-9][0-9][0-9][0-9]'"
    " AND substr(a.postcode, 1, 2) NOT IN ('00', '99') OR a.country IN ('BE', 'CH', 'DE', 'ES', 'GB', 'IT', 'NL'))"
    " AND a.town GLOB '*[a-zA-Z0-9]*'"
    " AND a.street GLOB '*[a-zA-Z0-9]*' AND a.street NOT GLOB '*[°º]*')"
    " AND c.last_name || c.first_name || c.company_name <> ''"
)
_RINGS = "t.contact_id = s.contact_id AND t.number LIKE '+%' AND t.kind <> 'fax'"
_WAYS = {
    EMAIL: _Way(
        "(s.email <> '' OR EXISTS (SELECT 1 FROM email e WHERE e.contact_id = s.contact_id))",
        "s.email NOT GLOB '*[^a-zA-Z0-9.@_+-]*' AND length(replace(s.email, '@', '')) = length(s.email) - 1"
        " AND s.email NOT GLOB '*[.@].*' AND instr(s.email, '@') > 1 AND substr(s.email, -1) <> '.'"
        " AND instr(substr(s.email, instr(s.email, '@') + 2), '.') > 0",
    ),
    PHONE: _Way(f"EXISTS (SELECT 1 FROM phone t WHERE {_RINGS})", "TRUE"),
    SMS: _Way(
        f"EXISTS (SELECT 1 FROM phone t WHERE {_RINGS} AND CASE WHEN t.number LIKE '+33%'"
        " THEN substr(t.number, 4, 1) IN ('6', '7') ELSE t.kind <> 'home' END)",
        "TRUE",
    ),
    POST: _Way(f"{_ADDRESS})", f"{_ADDRESS}{_WHOLE}"),
}


def candidates(channel: str, *, informs_at_sale: bool) -> Fragment:
    """Over `contact_summary s`, those whom the rule may allow at all: nobody else is looked at."""
    if channel == POST or informs_at_sale:
        return EVERYBODY
    return _PERHAPS_OPEN, [channel]


def verdict(channel: str, today: dt.date, *, informs_at_sale: bool) -> Fragment:
    """1, 0 or NULL (doubtful) of each candidate, for prospecting by a channel on a day.

    Over `contact_summary s` and its `contact c`.

    `informs_at_sale`: the shop tells its clients at the sale, which may open a channel that nobody was asked about.
    """
    way = _WAYS[channel]
    due = add_months(today, -SILENCE_MONTHS)
    ended = (today - dt.timedelta(days=LASTS[channel])).isoformat() if channel in LASTS else ""
    # A sale may open what was never asked: whether it does is left to the rule.
    unasked = f"CASE WHEN s.purchases > 0 THEN {DOUBTFUL} ELSE {NO} END" if informs_at_sale else NO
    cases = [_Case("c.deceased_on IS NOT NULL OR c.restricted_on IS NOT NULL", NO)]
    cases.append(_Case(f"NOT {way.there}", NO))
    cases.append(_Case(f"NOT {_ADULT}", DOUBTFUL, (f"{today.year - ADULT_YEARS:04}",)))
    if channel == POST:
        cases.append(_Case(_CLOSED_POST, NO, (ended, channel, today.isoformat())))
    else:
        cases.append(_Case(f"c.source IN ({_OTHERS})", DOUBTFUL))
        cases.append(_Case(_CLOSED, unasked, (ended, channel, today.isoformat())))
    before, after = (due - _MARGIN).isoformat(), (due + _MARGIN).isoformat()
    silent = f"{SEEN} < ? AND NOT ({_SAID_SINCE})"
    cases.append(_Case(silent, NO, (before,) * (1 + len(SAID))))
    cases.append(_Case(silent, DOUBTFUL, (after,) * (1 + len(SAID))))
    cases.append(_Case(f"s.contact_id IN ({WANT_TO_GO})", NO))
    cases.append(_Case(way.usable, YES))
    sql = " ".join(f"WHEN {case.test} THEN {case.answer}" for case in cases)
    return f"CASE {sql} ELSE {DOUBTFUL} END", [value for case in cases for value in case.parameters]
