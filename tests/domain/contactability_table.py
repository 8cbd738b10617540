"""The truth table: every row is written out by hand from docs/contactability.md, none is reckoned.

What is not said of a contact: a prospect, a person, adult as far as is known, with an address of every kind, heard of
ten days before the day asked about, with no line of consent.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from fichier_tui.domain.contact import COMPANY
from fichier_tui.domain.history import CONSENT_CHANNELS, ConsentLine

EVERY = frozenset(CONSENT_CHANNELS)
NOON = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 21)
BEFORE, SINCE = dt.date(2026, 8, 10), dt.date(2026, 8, 11)
"""The last day of the old law on calls, and the first of the new one."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    says: str
    """What stands in the law, or in the choice of the program."""
    channel: str
    expected: str
    """The reason and the rule; a + before them for a yes."""
    day: dt.date = DAY
    purpose: str = "prospecting"
    facts: dict[str, Any] = field(default_factory=dict)


def day(text: str) -> dt.date:
    """A day in ISO form."""
    return dt.date.fromisoformat(text)


def said(channel: str, state: str, on: str = "2026-06-01", medium: str = "counter", proof: str = "") -> ConsentLine:
    """A line of a consent."""
    return ConsentLine(channel, state, day(on), NOON, medium, proof=proof)


def consent(*lines: ConsentLine, **others: Any) -> dict[str, Any]:
    """The facts of whoever said this."""
    return {"consents": lines, **others}


CLIENT: dict[str, Any] = {"client": True, "dealings": True, "last_sale": day("2026-09-01")}
INFORMED: dict[str, Any] = {**CLIENT, "informed_at_sale": frozenset({"email", "sms"})}
BUSINESS: dict[str, Any] = {"kind": COMPANY}
BUSINESS_CLIENT: dict[str, Any] = {**CLIENT, **BUSINESS}

TABLE = (
    # R08: e-mail and SMS to consumers, only after a yes.
    Row("a prospect never asked", "email", "not_asked R08"),
    Row("a prospect never asked", "sms", "not_asked R08"),
    Row("a client never asked: a purchase is no consent", "email", "not_asked R08", facts=CLIENT),
    Row("a client never asked: a purchase is no consent", "sms", "not_asked R08", facts=CLIENT),
    Row("a prospect who said yes", "email", "+consent R08", facts=consent(said("email", "given"))),
    Row("a prospect who said yes", "sms", "+consent R08", facts=consent(said("sms", "given"))),
    Row("a client who said yes", "email", "+consent R08", facts=consent(said("email", "given"), **CLIENT)),
    Row("a client who said yes", "sms", "+consent R08", facts=consent(said("sms", "given"), **CLIENT)),
    Row("a yes confirmed by the code", "email", "+consent R08", facts=consent(said("email", "confirmed"))),
    Row("a yes to another channel opens nothing", "sms", "not_asked R08", facts=consent(said("email", "given"))),
    Row("a yes to e-mail of two years ago still holds, with a word since", "email", "+consent R08",
        facts=consent(said("email", "given", "2024-06-01"))),
    Row("a yes of the day itself", "email", "+consent R08", facts=consent(said("email", "given", "2026-11-21"))),
    Row("a yes of tomorrow is not said yet", "email", "not_asked R08",
        facts=consent(said("email", "given", "2026-11-22"))),
    Row("asked, and refused", "email", "refused R08", facts=consent(said("email", "refused"))),
    Row("asked, and refused", "sms", "refused R08", facts=consent(said("sms", "refused"), **CLIENT)),
    # R18: a yes is taken back as easily as it was given.
    Row("withdrawn", "email", "withdrawn R18", facts=consent(said("email", "given"), said("email", "withdrawn"))),
    Row("withdrawn", "sms", "withdrawn R18", facts=consent(said("sms", "given"), said("sms", "withdrawn"))),
    Row("withdrawn", "phone", "withdrawn R18", facts=consent(said("phone", "given"), said("phone", "withdrawn"))),
    Row("withdrawn tomorrow is no already", "email", "withdrawn R18",
        facts=consent(said("email", "given"), said("email", "withdrawn", "2026-11-22"))),
    Row("withdrawn, then yes again to the staff", "email", "+consent R08",
        facts=consent(said("email", "withdrawn"), said("email", "given", "2026-07-01"))),
    Row("a state that nobody can read is no", "email", "consent_unreadable R18",
        facts=consent(said("email", "peut-être"))),
    # R26 and R07: the right to object, absolute.
    Row("opposed", "email", "opposed R26", facts=consent(said("email", "opposed"))),
    Row("opposed", "sms", "opposed R26", facts=consent(said("sms", "opposed"))),
    Row("opposed", "phone", "opposed R26", facts=consent(said("phone", "opposed"))),
    Row("opposed", "post", "opposed R26", facts=consent(said("post", "opposed"))),
    Row("a client who opposed", "post", "opposed R26", facts=consent(said("post", "opposed"), **CLIENT)),
    Row("a company that opposed", "email", "opposed R26", facts=consent(said("email", "opposed"), **BUSINESS)),
    Row("a company that opposed", "phone", "opposed R26", facts=consent(said("phone", "opposed"), **BUSINESS)),
    Row("a company that opposed", "post", "opposed R26", facts=consent(said("post", "opposed"), **BUSINESS)),
    Row("a yes out of another file does not lift an opposition", "email", "opposed R26",
        facts=consent(said("email", "opposed"), said("email", "given", "2026-07-01", "import"))),
    Row("a yes to the staff lifts it", "email", "+consent R08",
        facts=consent(said("email", "opposed"), said("email", "given", "2026-07-01"))),
    Row("opposed to e-mail, silent on post: letters go", "post", "+not_opposed R16",
        facts=consent(said("email", "opposed"))),
    Row("opposed by the list that outlives the cards", "email", "opposed R07",
        facts=consent(said("email", "opposed", medium="list"))),
    Row("the address is that of somebody who objected", "email", "opposed R07",
        facts={"listed": {"email": day("2026-03-01")}}),
    Row("the household's number is on the list", "sms", "opposed R07",
        facts=consent(said("sms", "given", "2026-01-01"), listed={"sms": day("2026-03-01")})),
    Row("it said yes itself since", "sms", "+consent R08",
        facts=consent(said("sms", "given", "2026-06-01"), listed={"sms": day("2026-03-01")})),
    Row("since, but by another file", "sms", "opposed R07",
        facts=consent(said("sms", "given", "2026-06-01", "import"), listed={"sms": day("2026-03-01")})),
    Row("the list closes e-mail, not post", "post", "+not_opposed R16",
        facts={"listed": {"email": day("2026-03-01")}}),
    # R09: similar products, only where the shop says that it informed, and only for what was given here.
    Row("a client, informed as the address was taken", "email", "+similar_products R09", facts=INFORMED),
    Row("a client, informed as the number was taken", "sms", "+similar_products R09", facts=INFORMED),
    Row("the exception is not for calls", "phone", "not_asked R11", facts=INFORMED),
    Row("informed, but nothing was sold", "email", "not_asked R08",
        facts={"informed_at_sale": frozenset({"email"})}),
    Row("informed, and refused", "email", "refused R08", facts=consent(said("email", "refused"), **INFORMED)),
    Row("informed, and opposed", "email", "opposed R26", facts=consent(said("email", "opposed"), **INFORMED)),
    Row("the sale is of two years, eleven months, thirty days ago", "email", "+similar_products R09",
        facts={**INFORMED, "last_sale": day("2023-11-22")}),
    Row("the sale is of three years ago to the day", "email", "not_asked R08",
        facts={**INFORMED, "last_sale": day("2023-11-21")}),
    Row("the sale is yet to come", "email", "not_asked R08", facts={**INFORMED, "last_sale": day("2026-11-22")}),
    # R10, R15, R16: businesses.
    Row("a company never asked", "email", "+business R10", facts=BUSINESS),
    Row("a company never asked", "sms", "+business R10", facts=BUSINESS),
    Row("a company never asked", "phone", "+business R15", facts=BUSINESS),
    Row("a company never asked", "phone", "+business R15", facts=BUSINESS, day=BEFORE),
    Row("a company never asked", "phone", "+business R15", facts=BUSINESS, day=SINCE),
    Row("a company never asked", "post", "+not_opposed R16", facts=BUSINESS),
    Row("a company that buys", "email", "+business R10", facts=BUSINESS_CLIENT),
    Row("a company that buys", "phone", "+business R15", facts=BUSINESS_CLIENT),
    Row("a company that said no", "email", "refused R10", facts=consent(said("email", "refused"), **BUSINESS)),
    Row("a company that said no", "sms", "refused R10", facts=consent(said("sms", "refused"), **BUSINESS)),
    Row("a company that said no", "phone", "refused R15", facts=consent(said("phone", "refused"), **BUSINESS)),
    Row("a company whose yes to calls is old", "phone", "+business R15",
        facts=consent(said("phone", "given", "2025-01-01"), **BUSINESS)),
    # R11: calls to consumers.
    Row("a prospect never asked, the old law: Bloctel cannot be known", "phone", "bloctel R11", day=BEFORE),
    Row("a prospect never asked, the new law", "phone", "not_asked R11", day=SINCE),
    Row("a client never asked, the old law", "phone", "bloctel R11", day=BEFORE, facts=CLIENT),
    Row("a client never asked: a past purchase is no contract in progress", "phone", "not_asked R11", day=SINCE,
        facts=CLIENT),
    Row("yes, the old law", "phone", "+consent R11", day=BEFORE, facts=consent(said("phone", "given"))),
    Row("yes, the new law", "phone", "+consent R11", day=SINCE, facts=consent(said("phone", "given"))),
    Row("a client's yes", "phone", "+consent R11", day=SINCE, facts=consent(said("phone", "given"), **CLIENT)),
    Row("refused, the old law", "phone", "refused R11", day=BEFORE, facts=consent(said("phone", "refused"))),
    Row("refused, the new law", "phone", "refused R11", day=SINCE, facts=consent(said("phone", "refused"))),
    Row("opposed, the old law", "phone", "opposed R26", day=BEFORE, facts=consent(said("phone", "opposed"))),
    Row("opposed, the new law", "phone", "opposed R26", day=SINCE, facts=consent(said("phone", "opposed"))),
    Row("the 364th day of a yes", "phone", "+consent R11", facts=consent(said("phone", "given", "2025-11-23"))),
    Row("the 365th day of a yes", "phone", "+consent R11", facts=consent(said("phone", "given", "2025-11-22"))),
    Row("the day after", "phone", "ended R11", facts=consent(said("phone", "given", "2025-11-21"))),
    Row("a yes ends the same before the new law", "phone", "ended R11", day=BEFORE,
        facts=consent(said("phone", "given", "2025-08-01"))),
    Row("ended, then said again", "phone", "+consent R11",
        facts=consent(said("phone", "given", "2025-01-01"), said("phone", "confirmed", "2026-01-10"))),
    # R16: post, unless opposed.
    Row("a prospect never asked", "post", "+not_opposed R16"),
    Row("a client never asked", "post", "+not_opposed R16", facts=CLIENT),
    Row("refused when asked: taken for an objection", "post", "refused R16", facts=consent(said("post", "refused"))),
    Row("withdrawn", "post", "withdrawn R18", facts=consent(said("post", "withdrawn"))),
    Row("the same before the new law on calls", "post", "+not_opposed R16", day=BEFORE),
    # R02 and R03: three years of silence.
    Row("a prospect, three years less a day", "post", "+not_opposed R16", facts={"last_word": day("2023-11-22")}),
    Row("a prospect, three years to the day", "post", "silent R02", facts={"last_word": day("2023-11-21")}),
    Row("a prospect, three years and a day", "post", "silent R02", facts={"last_word": day("2023-11-20")}),
    Row("a client, three years less a day", "post", "+not_opposed R16",
        facts={**CLIENT, "last_word": day("2023-11-22")}),
    Row("a client, three years to the day", "post", "silent R03", facts={**CLIENT, "last_word": day("2023-11-21")}),
    Row("a client, three years and a day", "post", "silent R03", facts={**CLIENT, "last_word": day("2023-11-20")}),
    Row("a word of 29 February ends on 28 February", "post", "silent R02", day=day("2027-02-28"),
        facts={"last_word": day("2024-02-29")}),
    Row("the day before", "post", "+not_opposed R16", day=day("2027-02-27"), facts={"last_word": day("2024-02-29")}),
    Row("a yes does not outlive the silence", "email", "silent R02",
        facts=consent(said("email", "given", "2023-11-01"), last_word=day("2023-11-01"))),
    Row("nor for a company", "email", "silent R03", facts={**BUSINESS_CLIENT, "last_word": day("2023-11-21")}),
    Row("nothing is known of a last word", "post", "silent R02", facts={"last_word": None}),
    # R38: bought and rented files.
    Row("out of a rented file", "email", "bought_file R38", facts={"source": "rented_file"}),
    Row("out of a rented file", "sms", "bought_file R38", facts={"source": "rented_file"}),
    Row("out of a rented file", "phone", "bought_file R38", facts={"source": "rented_file"}),
    Row("out of a rented file", "post", "+not_opposed R16", facts={"source": "rented_file"}),
    Row("a company out of a rented file", "email", "bought_file R38", facts={"source": "rented_file", **BUSINESS}),
    Row("its yes without a proof", "email", "bought_file R38",
        facts=consent(said("email", "given", medium="import"), source="rented_file")),
    Row("its yes with the proof", "email", "+consent R08",
        facts=consent(said("email", "given", medium="import", proof="form 12"), source="rented_file")),
    Row("it said yes to the staff since", "email", "+consent R08",
        facts=consent(said("email", "given"), source="rented_file")),
    Row("out of the shop's own older file, with a yes", "email", "+consent R08",
        facts=consent(said("email", "given", medium="import"), source="fair")),
    # R25, R27: restricted, dead, put aside.
    Row("dead", "post", "deceased R27", facts={**CLIENT, "deceased": True}),
    Row("dead, whatever it had said", "email", "deceased R27",
        facts=consent(said("email", "given"), deceased=True)),
    Row("dead: not even about its purchase", "post", "deceased R27", purpose="service",
        facts={**CLIENT, "deceased": True}),
    Row("restricted", "email", "restricted R25", facts=consent(said("email", "given"), restricted=True)),
    Row("restricted: not even about its purchase", "phone", "restricted R25", purpose="service",
        facts={**CLIENT, "restricted": True}),
    Row("asked to be erased, not answered yet", "post", "erasure_asked R21", facts={**CLIENT, "erasure_asked": True}),
    Row("asked to be erased, though it had said yes", "email", "erasure_asked R21",
        facts=consent(said("email", "given"), erasure_asked=True)),
    Row("asked to be erased: its own purchase remains", "post", "+own_matter R01", purpose="service",
        facts={**CLIENT, "erasure_asked": True}),
    Row("asked to be erased: nor whether to stay", "post", "erasure_asked R21", purpose="stay",
        facts={**CLIENT, "erasure_asked": True}),
    Row("put aside", "post", "put_aside R05", facts={"put_aside": True}),
    # R28: minors.
    Row("fourteen until tomorrow", "email", "minor R28", facts=consent(said("email", "given"), birth="2011-11-22")),
    Row("fourteen until tomorrow", "post", "minor R28", facts={"birth": "2011-11-22"}),
    Row("fifteen today, never asked", "post", "minor_not_asked R28", facts={"birth": "2011-11-21"}),
    Row("fifteen today, its own yes", "email", "+consent R08",
        facts=consent(said("email", "given"), birth="2011-11-21")),
    Row("fifteen, a yes out of a file", "email", "minor_not_asked R28",
        facts=consent(said("email", "given", medium="import"), birth="2011-11-21")),
    Row("seventeen until tomorrow", "post", "minor_not_asked R28", facts={"birth": "2008-11-22"}),
    Row("eighteen today", "post", "+not_opposed R16", facts={"birth": "2008-11-21"}),
    Row("seventeen, informed at a sale", "email", "minor_not_asked R28", facts={**INFORMED, "birth": "2009-01-01"}),
    Row("a birthday without its year", "post", "+not_opposed R16", facts={"birth": "--11-21"}),
    Row("a birth that nobody can read", "post", "birth_unreadable R28", facts={"birth": "1958?"}),
    Row("a company has no age", "email", "+business R10", facts={**BUSINESS, "birth": "2020-01-01"}),
    # Out of reach.
    Row("no address", "email", "unreachable R37",
        facts=consent(said("email", "given"), reachable=frozenset({"post"}))),
    Row("no address and no consent: the law is told first", "email", "not_asked R08", facts={"reachable": frozenset()}),
    Row("a number that is none", "phone", "invalid R37",
        facts=consent(said("phone", "given"), reachable=frozenset(), unusable=frozenset({"phone"}))),
    Row("an address without its street", "post", "no_street R37",
        facts={"reachable": frozenset({"email"}), "incomplete": "no_street"}),
    Row("no name to write on it", "post", "no_name R37", facts={"reachable": frozenset(), "incomplete": "no_name"}),
    Row("without its postcode", "post", "no_postcode R37",
        facts={"reachable": frozenset(), "incomplete": "no_postcode"}),
    Row("with a wrong one", "post", "wrong_postcode R37",
        facts={"reachable": frozenset(), "incomplete": "wrong_postcode"}),
    Row("without its town", "post", "no_town R37", facts={"reachable": frozenset(), "incomplete": "no_town"}),
    Row("in a country of no name", "post", "unknown_country R37", purpose="service",
        facts={**CLIENT, "reachable": frozenset(), "incomplete": "unknown_country"}),
    Row("no street, and opposed: the law is told first", "post", "opposed R26",
        facts=consent(said("post", "opposed"), reachable=frozenset(), incomplete="no_street")),
    # About its own matters: no prospecting.
    Row("a client who opposed is told that its order is ready", "sms", "+own_matter R01", purpose="service",
        facts=consent(said("sms", "opposed"), **CLIENT)),
    Row("a client never asked is rung about its booking", "phone", "+own_matter R01", purpose="service", day=SINCE,
        facts=CLIENT),
    Row("four years later too", "post", "+own_matter R01", purpose="service",
        facts={**CLIENT, "last_word": day("2022-01-01")}),
    Row("a child has its lesson", "sms", "+own_matter R01", purpose="service",
        facts={**CLIENT, "birth": "2015-01-01"}),
    Row("nothing to be told", "email", "no_dealings R01", purpose="service"),
    Row("nothing to be told, whatever it accepts", "email", "no_dealings R01", purpose="service",
        facts=consent(said("email", "given"))),
    Row("no number", "sms", "unreachable R37", purpose="service", facts={**CLIENT, "reachable": frozenset({"email"})}),
    # R04: one question, when three years are over.
    Row("thirty-one days before", "post", "stay_not_due R04", purpose="stay", facts={"last_word": day("2023-12-22")}),
    Row("thirty days before", "post", "+may_stay R04", purpose="stay", facts={"last_word": day("2023-12-21")}),
    Row("on the day", "post", "+may_stay R04", purpose="stay", facts={"last_word": day("2023-11-21")}),
    Row("thirty days after", "post", "+may_stay R04", purpose="stay", facts={"last_word": day("2023-10-22")}),
    Row("thirty-one days after: to be erased", "post", "stay_too_late R05", purpose="stay",
        facts={"last_word": day("2023-10-21")}),
    Row("asked already", "post", "stay_asked R04", purpose="stay",
        facts={"last_word": day("2023-11-21"), "stay_asked_on": day("2026-11-01")}),
    Row("asked before its last word", "post", "+may_stay R04", purpose="stay",
        facts={"last_word": day("2023-11-21"), "stay_asked_on": day("2020-11-01")}),
    Row("by e-mail, with a yes of the time", "email", "+may_stay R04", purpose="stay",
        facts=consent(said("email", "given", "2023-11-21"), last_word=day("2023-11-21"))),
    Row("by e-mail, never asked", "email", "not_asked R08", purpose="stay", facts={"last_word": day("2023-11-21")}),
    Row("who opposed is not asked", "post", "opposed R26", purpose="stay",
        facts=consent(said("post", "opposed"), last_word=day("2023-11-21"))),
    Row("by telephone the yes has ended since", "phone", "ended R11", purpose="stay",
        facts=consent(said("phone", "given", "2023-11-21"), last_word=day("2023-11-21"))),
)  # fmt: skip
