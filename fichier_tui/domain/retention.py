"""How long each kind of data is kept, and what is due on a day (CONSENT R02 to R07, R35).

Each category has its time, where the law or the CNIL says so, and the bounds within which the shop may choose: shorter
is its own affair, longer is refused, and what the law wants kept is not cut. Months are calendar ones: what began on
29 February ends on the 28th in a common year. Whatever is due is only proposed; one confirmed step does it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from fichier_tui.domain.contactability import ANSWER_DAYS
from fichier_tui.domain.dates import add_months
from fichier_tui.domain.refusal import Refusal

ERASE, ARCHIVE, PURGE, TELL, KEEP = ACTIONS = ("erase", "archive", "purge", "tell", "keep")
"""Erase the person; put the card in the archive, out of everything but the accounts; remove lines of a register; tell
the person where its data comes from; nothing, it is kept as long as the file."""
PROSPECT, CLIENT, ACCOUNTS, PUT_ASIDE, UNSOURCED = "prospect", "client", "accounts", "put_aside", "unsourced"
REQUESTS, CONSENT_PROOF, OPPOSITIONS, JOURNAL = "requests", "consent_proof", "oppositions", "journal"
DRAFTS, CODES, SENDINGS, EXPORTS, BREACHES = "drafts", "codes", "sendings", "exports", "breaches"
ACCOUNTS_YEARS = 10
CNIL_TRADE = "CNIL, référentiel gestion commerciale (délib. 2021-131)"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of data and its time. `least` and `most` bound what the shop may choose, in months."""

    code: str
    action: str
    months: int
    least: int
    most: int
    source: str
    """The text that the time comes from, as French law names it; "Fichier" where it is the product's own choice."""

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.least == self.most


_ALL = (
    Category(PROSPECT, ERASE, 36, 1, 36, CNIL_TRADE),
    Category(CLIENT, ARCHIVE, 36, 1, 36, CNIL_TRADE),
    Category(ACCOUNTS, ERASE, 12 * ACCOUNTS_YEARS, 120, 120, "C. com., art. L. 123-22"),
    Category(PUT_ASIDE, ERASE, 6, 1, 36, "RGPD, art. 5.1.e"),
    Category(UNSOURCED, TELL, 1, 1, 1, "RGPD, art. 14.3"),
    Category(REQUESTS, PURGE, 60, 12, 60, "RGPD, art. 5.2 ; Fichier"),
    Category(CONSENT_PROOF, ERASE, 36, 36, 60, "RGPD, art. 7.1 ; décret 2026-662"),
    Category(OPPOSITIONS, KEEP, 0, 0, 0, "RGPD, art. 21 ; délib. CNIL 2016-264, art. 5"),
    Category(JOURNAL, PURGE, 12, 6, 12, "CNIL, délib. 2021-122 (journalisation)"),
    Category(DRAFTS, PURGE, 1, 1, 12, "RGPD, art. 5.1.c ; Fichier"),
    Category(CODES, PURGE, 1, 1, 12, "RGPD, art. 5.1.c ; Fichier"),
    Category(SENDINGS, PURGE, 36, 1, 36, CNIL_TRADE),
    Category(EXPORTS, PURGE, 60, 12, 60, "RGPD, art. 5.2 ; Fichier"),
    Category(BREACHES, PURGE, 60, 60, 120, "RGPD, art. 33.5 ; Fichier"),
)
CATEGORIES: dict[str, Category] = {category.code: category for category in _ALL}

HELD_BECAUSE = ("held", "restricted", "request", "complaint", "appointment", "stay_asked")
"""Why what is due waits: the shop said so with its reason; the person asked for restriction (RGPD 18); one of its
requests, a complaint or an appointment is open; it was asked whether to stay, and has thirty days to answer (R04)."""


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """All that the clocks look at of one card."""

    last_word: dt.date
    """The last day on which something came from the contact, as `domain.contactability` reckons it."""
    client: bool = False
    """It bought something."""
    last_invoice: dt.date | None = None
    """The last purchase that had a price: what the accounts want kept."""
    consent_ended_on: dt.date | None = None
    """The latest day on which a yes of the contact ended, or will by itself: it was withdrawn, or is of one year."""
    consent_stands: bool = False
    """A yes without an end: it ends with the use of the card, the day on which the clock runs out."""
    archived_on: dt.date | None = None
    """Since when the card is out of everything but the archive."""
    put_aside_on: dt.date | None = None
    imported_on: dt.date | None = None
    """The day on which it came from a foreign file that did not say where its data was from, where nothing was heard of
    the person since, nor was it informed."""
    held: bool = False
    restricted: bool = False
    open_request: bool = False
    open_complaint: bool = False
    appointment_ahead: bool = False
    stay_asked_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A clock of one card: what is to be done from `day` on, reckoned from `since`; `held` says why it waits."""

    category: str
    action: str
    since: dt.date
    day: dt.date
    held: str = ""

    def is_due(self, today: dt.date) -> bool:
        """Whether the day has come, held back or not."""
        return self.day <= today


def checked_months(category: str, months: int) -> int:
    """A time that the shop chose.

    Raises Refusal: retention.unknown, retention.fixed, retention.too_long, retention.too_short.
    """
    known = CATEGORIES.get(category)
    if known is None:
        raise Refusal("retention.unknown", category=category)
    if known.fixed and months != known.months:
        raise Refusal("retention.fixed", source=known.source)
    if months > known.most:
        raise Refusal("retention.too_long", most=known.most, source=known.source)
    if months < known.least:
        raise Refusal("retention.too_short", least=known.least, source=known.source)
    return months


def months_of(category: str, chosen: Mapping[str, int]) -> int:
    """The time of a category: what the shop chose, else the program's."""
    return chosen.get(category, CATEGORIES[category].months)


def ends_on(category: str, since: dt.date, chosen: Mapping[str, int]) -> dt.date:
    """The first day on which what began `since` is due. Of the accounts, the year is the calendar one."""
    if category == ACCOUNTS:
        return dt.date(since.year + 1 + months_of(ACCOUNTS, chosen) // 12, 1, 1)
    return add_months(since, months_of(category, chosen))


def begun_by(category: str, today: dt.date, chosen: Mapping[str, int]) -> dt.date:
    """The latest day such that what began on it is due today: `ends_on` the other way round."""
    months = months_of(category, chosen)
    since = add_months(today, -months)
    while ends_on(category, since + dt.timedelta(days=1), chosen) <= today:
        since += dt.timedelta(days=1)
    return since


def clock(facts: RetentionFacts, chosen: Mapping[str, int], today: dt.date) -> Due:
    """The clock that runs for a card: one whole card has one, whatever the day; `held` is of that day."""
    if facts.archived_on is not None:
        archive = _archive(facts, chosen, facts.archived_on) or (facts.archived_on, ACCOUNTS, facts.archived_on)
        day, category, since = archive
        return Due(category, ERASE, since, day, _held(facts, category, today))
    category, since = _what_runs(facts)
    day = ends_on(category, since, chosen)
    wanted = _archive(facts, chosen, day)
    action = ARCHIVE if wanted is not None and wanted[0] > max(day, today) else ERASE
    return Due(category, action, since, day, _held(facts, category, today))


def source_clock(facts: RetentionFacts, chosen: Mapping[str, int]) -> Due | None:
    """The month within which a person is told where its data comes from; None for most."""
    if facts.imported_on is None or facts.archived_on is not None or facts.put_aside_on is not None:
        return None
    return Due(UNSOURCED, TELL, facts.imported_on, ends_on(UNSOURCED, facts.imported_on, chosen))


def may_be_asked(due: Due, facts: RetentionFacts, today: dt.date) -> bool:
    """Whether the one question whether to stay may go out: thirty days before the day and after, and only once."""
    margin = dt.timedelta(days=ANSWER_DAYS)
    asked = facts.stay_asked_on is not None and facts.stay_asked_on >= facts.last_word
    return due.category in (PROSPECT, CLIENT) and due.day - margin <= today <= due.day + margin and not asked


def _archive(
    facts: RetentionFacts, chosen: Mapping[str, int], life_ended_on: dt.date
) -> tuple[dt.date, str, dt.date] | None:
    """Until when the archive wants the card, why and since when: its invoices, the proof of its consents."""
    found = []
    if facts.last_invoice is not None:
        found.append((ends_on(ACCOUNTS, facts.last_invoice, chosen), ACCOUNTS, facts.last_invoice))
    ended_on = life_ended_on if facts.consent_stands else facts.consent_ended_on
    if ended_on is not None:
        found.append((ends_on(CONSENT_PROOF, ended_on, chosen), CONSENT_PROOF, ended_on))
    return max(found, default=None)


def _what_runs(facts: RetentionFacts) -> tuple[str, dt.date]:
    if facts.put_aside_on is not None:
        return PUT_ASIDE, facts.put_aside_on
    return (CLIENT if facts.client else PROSPECT), facts.last_word


def _held(facts: RetentionFacts, category: str, today: dt.date) -> str:
    """The first of `HELD_BECAUSE` that applies."""
    asked = facts.stay_asked_on
    answering = (
        category in (PROSPECT, CLIENT)
        and asked is not None
        and asked >= facts.last_word
        and today <= asked + dt.timedelta(days=ANSWER_DAYS)
    )
    reasons = (
        facts.held,
        facts.restricted,
        facts.open_request,
        facts.open_complaint,
        facts.appointment_ahead,
        answering,
    )
    return next((code for code, holds in zip(HELD_BECAUSE, reasons, strict=True) if holds), "")
