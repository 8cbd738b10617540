"""What the file says of a contact, as short facts: flowing lines on a small screen, one a line on a wide one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from fichier_tui.domain.consent import BY_LIST, CLOSED_STATES, OPEN_STATES, consent_line
from fichier_tui.domain.contact import COMPANY, Contact, ContactDetails, PostalAddress
from fichier_tui.domain.contactability import PHONE, Answer
from fichier_tui.domain.field_use import FIELDS
from fichier_tui.domain.history import NOT_ASKED
from fichier_tui.domain.loyalty import LoyaltyAccount
from fichier_tui.domain.own_field import OwnField
from fichier_tui.i18n import _, ngettext, pgettext
from fichier_tui.storage import Card
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import (
    CIVILITIES,
    CONSENT_STATES,
    LANGUAGES,
    PHONE_KINDS,
    SOURCES,
    STATUSES,
    word,
)
from fichier_tui.ui.contactability_words import SHORT_CHANNELS, answer_words, call_words
from fichier_tui.ui.register_words import DATA, PURPOSES
from fichier_tui.ui.rfm_words import class_words
from fichier_tui.ui.safe import shown

ACCEPTED, REFUSED, UNKNOWN = "●", "✕", "○"
HOME_COUNTRY = "FR"
CHANNEL_WIDTH = 10
_NUMBER = re.compile(r"(\d+(?: (?:bis|ter)\b)?,?) (.+)", re.IGNORECASE)
"""What an address begins with: never at the end of a line, its street on the next."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the file says. `bare` when it says by itself what it is: a telephone number, an address."""

    label: str
    """Translated."""
    said: Content
    bare: bool = False


def heading(card: Card, today: dt.date, *, whole: bool = True) -> Content:
    """The name, the age, the status, the class of a client, with its scores where it is told whole: who this is."""
    contact, details = card.contact, card.contact.details
    civility = word(CIVILITIES, details.civility) + " " if details.civility else ""
    parts = [Content.assemble(civility, shown(contact.name, "bold $accent"))]
    if age := written.age(details.birth, today):
        parts.append(Content(age))
    status = card.recognition.status
    style = {"active": "$text-success", "inactive": "$text-warning"}.get(status, "$text-muted")
    parts.append(shown(word(STATUSES, status), style))
    if card.rfm is not None:
        parts.append(shown(class_words(card.rfm, whole=whole), "$text-muted"))
    if contact.deceased_on is not None:
        parts.append(shown(_("deceased"), "bold $text-warning"))
    if contact.restricted_on is not None:
        parts.append(shown("! " + _("restricted: no mailing"), "bold $text-warning"))
    if contact.archived:
        parts.append(shown("! " + _("archived"), "bold $text-warning"))
    elif contact.deleted_at is not None:
        parts.append(shown("! " + _("put aside"), "bold $text-error"))
    return Content(" · ").join(parts)


def filled(card: Card) -> Content:
    """How complete the card is."""
    per_cent = written.percent(card.contact.summary.completeness / 100)
    return shown(_("card {percent} filled").format(percent=per_cent), "$text-muted")


def verified(contact: Contact, today: dt.date) -> Content:
    """When the person confirmed the card, and to whom; of a card made today there was nothing to confirm yet."""
    if contact.verified_on is None and contact.created_at.astimezone().date() == today:
        return shown(_("card made today"), "$text-muted")
    if contact.verified_on is None:
        return shown(_("never verified"), "$text-muted")
    day = written.day(contact.verified_on)
    if not contact.verified_by:
        return shown(_("verified on {day}").format(day=day), "$text-muted")
    return shown(_("verified on {day} by {name}").format(day=day, name=contact.verified_by), "$text-muted")


def is_known_since(contact: Contact, day: dt.date) -> bool:
    """Whether “known since” says already that the card was made on that day."""
    made = contact.created_at.astimezone().date()
    return contact.verified_on is None and made == contact.details.first_contact_on == day


def totals(card: Card, today: dt.date) -> Content:
    """Purchases, revenue, mean basket, nights, visits, since when."""
    summary = card.contact.summary
    parts = []
    if summary.purchases:
        parts.append(shown(written.purchases(summary.purchases)))
        parts.append(shown(written.money(summary.revenue_cents), "bold"))
        # The mean of one purchase is that purchase.
        if summary.mean_basket_cents is not None and summary.purchases > 1:
            parts.append(shown(_("basket {amount}").format(amount=written.money(summary.mean_basket_cents))))
    else:
        parts.append(shown(_("no purchase yet"), "$text-muted"))
    if summary.nights:
        words = ngettext("{count} night", "{count} nights", summary.nights)
        parts.append(shown(words.format(count=written.number(summary.nights))))
    if summary.visits:
        parts.append(shown(written.visits(summary.visits)))
    if summary.first_purchase is not None:
        day = written.day_short(summary.first_purchase, today)
        parts.append(shown(_("client since {day}").format(day=day)))
        if summary.last_purchase is not None and summary.last_purchase != summary.first_purchase:
            last = written.day_short(summary.last_purchase, today)
            parts.append(shown(_("last purchase {day}").format(day=last)))
    return Content(" · ").join(parts)


def consents(card: Card) -> list[Content]:
    """Each channel with its mark, and what was said of it; a yes that may be used no more says why."""
    parts = []
    for one in card.channels:
        line = consent_line(card.consents, one.channel)
        state = NOT_ASKED if line is None else line.state
        said = "" if line is None else word(CONSENT_STATES, state)
        if state in OPEN_STATES and not one.answer.allowed:
            said = "! " + answer_words(one.answer, one.channel)
        mark = shown(*channel_mark(one.answer))
        parts.append(Content.assemble(mark, f" {_(SHORT_CHANNELS[one.channel])} ", shown(said, "$text-muted")).rstrip())
    return [*parts, *_from_the_list(card)]


def channels(card: Card, today: dt.date, width: int) -> Iterator[Content]:
    """Each channel with its mark: whether it may be used, why, and until when; in as many lines as it needs."""
    for one in card.channels:
        line = consent_line(card.consents, one.channel)
        said = answer_words(one.answer, one.channel, one.until, None if line is None else line.day)
        if one.channel == PHONE and one.answer.allowed and not card.call.now.allowed:
            said = f"{said}; {call_words(card.call, today)}"
        name = f"{_(SHORT_CHANNELS[one.channel]):<{CHANNEL_WIDTH}}"
        for place, part in enumerate(shown(said, "$text-muted").wrap(max(width - CHANNEL_WIDTH - 2, 12))):
            start = Content.assemble(shown(*channel_mark(one.answer)), " ", name)
            yield Content.assemble(start if not place else " " * (CHANNEL_WIDTH + 2), part)
    yield from _from_the_list(card)
    yield from _not_informed(card)


def _not_informed(card: Card) -> Iterator[Content]:
    """Nobody told the person yet what its data serves for (RGPD 13); a company is nobody's data."""
    if not card.informed and card.contact.details.kind != COMPANY:
        yield shown(_("not informed yet, GDPR 13 (A, then I)"), "$text-muted")


def _from_the_list(card: Card) -> Iterator[Content]:
    """An opposition that nobody told here says so."""
    if any(line.medium == BY_LIST and consent_line(card.consents, line.channel) == line for line in card.consents):
        yield shown("! " + _("known from the list of oppositions"), "$text-warning")


def channel_mark(answer: Answer) -> tuple[str, str]:
    """● may be contacted, ✕ said no, ○ may not for another reason; and its style."""
    if answer.allowed:
        return ACCEPTED, "bold $text-success"
    return consent_mark(answer.reason)


def consent_mark(state: str) -> tuple[str, str]:
    """● accepted, ✕ refused, ○ not asked; and its style."""
    if state in OPEN_STATES:
        return ACCEPTED, "bold $text-success"
    if state in CLOSED_STATES:
        return REFUSED, "bold $text-error"
    return UNKNOWN, "$text-muted"


def reach(details: ContactDetails) -> Iterator[Fact]:
    """Telephones, e-mails, addresses."""
    for phone in details.phones:
        kind = "" if phone.kind in ("mobile", "") else f"({word(PHONE_KINDS, phone.kind)})"
        yield Fact(
            _("Telephone"),
            Content.assemble(shown(written.phone(phone.number)), " " * bool(kind), shown(kind, "$text-muted")),
            True,
        )
    for email in details.emails:
        yield Fact(_("E-mail"), shown(email.address), True)
    for place in details.addresses:
        line = address_line(place)
        numbered = _NUMBER.fullmatch(line) if place.street else None
        # Joined after they were cleaned, which makes a space of a no-break space.
        parts = [line] if numbered is None else numbered.groups()
        yield Fact(_("Address"), Content(written.NO_BREAK_SPACE).join(shown(part) for part in parts), True)


def address_line(place: PostalAddress) -> str:
    """An address on one line."""
    town = f"{place.postcode} {place.town}".strip()
    country = "" if place.country in ("", HOME_COUNTRY) else place.country
    return ", ".join(part for part in (" ".join(place.street.split()), town, place.region, country) if part)


def about(card: Card) -> Iterator[Fact]:
    """Everything else that the file says of the contact."""
    details = card.contact.details
    yield from _work(card)
    if details.birth:
        yield Fact(_born(details), shown(written.birth_day(details.birth) or details.birth))
    if details.profession:
        yield Fact(_("Profession"), shown(details.profession), True)
    if details.language:
        yield Fact(_("Language"), shown(word(LANGUAGES, details.language)))
    if details.source:
        detail = f" ({details.source_detail})" if details.source_detail else ""
        yield Fact(_("Source"), shown(word(SOURCES, details.source) + detail))
    if details.card_number:
        yield Fact(_("Card no."), shown(details.card_number))
    yield from _points(card.loyalty)
    if details.household:
        yield Fact(_("Household"), shown(details.household))
    if card.sponsor:
        yield Fact(_("Sent by"), shown(card.sponsor))
    if card.sponsored:
        yield Fact(_("Sent us"), shown(", ".join(card.sponsored)))
    if details.tags:
        yield Fact(_("Tags"), shown(", ".join(details.tags), "$secondary"))
    if details.interests:
        yield Fact(_("Likes"), shown(", ".join(details.interests), "$secondary"))
    for own in card.own_fields:
        if value := details.custom.get(own.key):
            yield Fact(own.label, shown(own_value(own, value)))
    if details.first_contact_on is not None:
        yield Fact(_("Known since"), shown(written.day(details.first_contact_on)))


def known_purposes() -> list[Content]:
    """What the fields of the program serve for, those of one purpose in one line (`domain.field_use`)."""
    words = _("{purpose}: {fields}")
    fields = {purpose: [word(DATA, one.code) for one in FIELDS if one.purpose == purpose] for purpose in PURPOSES}
    return [
        shown(words.format(purpose=_(PURPOSES[purpose]).capitalize(), fields=", ".join(names)), "$text-muted")
        for purpose, names in fields.items()
    ]


def purposes(own_fields: Iterable[OwnField]) -> list[Content]:
    """What the shop's own fields serve for, a line each."""
    serves = _("serves to")
    return [
        Content.assemble(shown(own.label, "bold"), f" {serves} ", shown(_within(own.purpose))) for own in own_fields
    ]


def _within(purpose: str) -> str:
    """A purpose within a sentence: without its capital, unless it is that of a word all in capitals ("RDV")."""
    return purpose if purpose[1:2].isupper() else purpose[:1].lower() + purpose[1:]


def _points(account: LoyaltyAccount) -> Iterator[Fact]:
    """The balance and the reward that comes next, where there is anything to tell."""
    if not account.entries and not (account.card_number and account.rules.points):
        return
    said = shown(written.number(account.balance), "bold")
    if (coming := account.next_reward) is not None:
        if coming.missing:
            words = _("{count} more for {reward}")
            words = words.format(count=written.number(coming.missing), reward=coming.reward.name)
            said = Content.assemble(said, " ", shown(f"({words})", "$text-muted"))
        else:
            said = Content.assemble(said, " → ", shown(coming.reward.name, "$text-success"))
    yield Fact(_("Points"), said)


def _born(details: ContactDetails) -> str:
    """The label of a birth: in French it agrees with the person, where one knows."""
    sex = details.sex or {"mrs": "f", "mr": "m"}.get(details.civility, "")
    return {"f": pgettext("of a woman", "Born"), "m": pgettext("of a man", "Born")}.get(sex) or _("Born")


def _work(card: Card) -> Iterator[Fact]:
    details = card.contact.details
    if details.kind == "company":
        if card.people:
            yield Fact(_("People"), shown(", ".join(row.name for row in card.people), "$secondary"))
        return
    company = card.company or details.company_name
    if company:
        job = f"({details.job_title})" if details.job_title else ""
        style = "underline $secondary" if card.contact.company_id else ""
        yield Fact(_("Company"), Content.assemble(shown(company, style), " " * bool(job), shown(job, "$text-muted")))
    elif details.job_title:
        yield Fact(_("Job"), shown(details.job_title))


def own_value(own: OwnField, value: str) -> str:
    """The value of one of the shop's own fields, as one reads it."""
    if own.kind == "yes_no":
        return _("yes") if value == "1" else _("no")
    if own.kind == "date":
        try:
            return written.day(dt.date.fromisoformat(value))
        except ValueError:
            return value
    return written.decimal(value) if own.kind == "number" else value
