"""One person's whole file in words: what is handed to the person who asks for it (RGPD 15, CONSENT R23)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from fichier_tui.domain.history import Action, ConsentLine
from fichier_tui.domain.person_file import DoneLine, HappenedLine, PersonFile, SoldLine
from fichier_tui.exchange.rights.pages import Document, Line, Section
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import (
    ACTION_KINDS,
    ACTION_STATES,
    ADDRESS_KINDS,
    BEHAVIOUR_KINDS,
    CHANNELS,
    CIVILITIES,
    CONSENT_MEDIA,
    CONSENT_STATES,
    CONTACT_FIELDS,
    LANGUAGES,
    LOYALTY_REASONS,
    NOTE_KINDS,
    PHONE_KINDS,
    SATISFACTION_KINDS,
    SEXES,
    SOURCES,
    STATUSES,
    VISIT_CHANNELS,
    word,
)
from fichier_tui.ui.contactability_words import answer_words
from fichier_tui.ui.done import DONE, OTHER
from fichier_tui.ui.proposal_words import KIND_WORDS
from fichier_tui.ui.register_words import WAYS as NOTICE_WAYS
from fichier_tui.ui.register_words import months_words
from fichier_tui.ui.rfm_words import class_words
from fichier_tui.ui.rights_words import IDENTITIES, KINDS, WAYS, left_words
from fichier_tui.ui.screens.card.facts import own_value

_PLAIN = ("last_name", "first_name", "company_name", "job_title", "profession", "card_number", "important")
_CODED = {"civility": CIVILITIES, "sex": SEXES, "language": LANGUAGES}
_IN_PASSING = {
    "contacts.imported": N_("Brought in or completed by an import"),
    "campaign.planned": N_("Call planned"),
    "offer.told": N_("Offer told"),
    "offer.told_many": N_("Offer told"),
    **dict.fromkeys(
        ("sending.prepared", "sending.begun", "sending.sent", "sending.recorded", "campaign.sent"),
        N_("Message prepared"),
    ),
    **dict.fromkeys(("sending.answered", "sending.given_up", "sending.retried"), N_("State of a message noted")),
    "sending.bounced": N_("A message came back"),
}
"""What was done to many at once, or names them first, as it is told to one of them."""
COMPLAINT_STATES = {"open": N_("open"), "closed": N_("closed")}
USES = (
    (
        N_("What it serves for"),
        N_(
            "To serve you and keep the history of what you bought (contract); to keep the accounts (legal obligation); "
            "to tell you of our offers where you agreed to it, or where the law allows it, until you object."
        ),
    ),
    (
        N_("Who receives it"),
        N_("The staff of the business, and those who carry its messages: its mail server, the post, an SMS provider."),
    ),
    (
        N_("How long"),
        N_(
            "For our offers, {silent} after our last contact; for what the accounts need, {accounts}; for the proof of "
            "a consent, {proof} after its end. Safety copies are overwritten within twelve months."
        ),
    ),
    (
        N_("Your rights"),
        N_(
            "You may have it corrected or erased, restrict its use, take it elsewhere, object to it, take a consent "
            "back at any time, and say what becomes of it after your death; {how}. You may complain "
            "to the CNIL (3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr)."
        ),
    ),
    (
        N_("Decisions"),
        N_("No machine decides by itself. Classes and proposals only help the staff to choose whom to turn to."),
    ),
)


def person_document(person: PersonFile) -> Document:
    """All of it, in the language of the moment."""
    found = (
        (N_("Who holds your data"), _holder(person)),
        (N_("Who you are"), _identity(person)),
        (N_("Where it comes from"), _origin(person)),
        (N_("What you accept"), _consents(person)),
        (N_("What you bought"), map(_sold, person.purchases)),
        (N_("Your visits and calls"), _happened(person.visits, VISIT_CHANNELS)),
        (N_("What was said and planned"), map(_action, person.actions)),
        (N_("What we wrote to you"), _messages(person)),
        (N_("Addresses we made sure of"), _happened(person.confirmations, CHANNELS)),
        (N_("What you thought of us"), _happened(person.opinions, SATISFACTION_KINDS)),
        (N_("What interested you"), _happened(person.behaviour, BEHAVIOUR_KINDS)),
        (N_("What is not proposed to you"), _not_proposed(person)),
        (N_("What was noted"), _happened(person.notes, NOTE_KINDS)),
        (N_("Loyalty points"), _points(person)),
        (N_("What is derived from it"), _derived(person)),
        (N_("What you asked for"), _requests(person)),
        (N_("What was done with your card"), _journal(person)),
        (N_("What it serves for, and your rights"), _uses(person)),
    )
    sections = [(heading, tuple(line for line in lines if line.text)) for heading, lines in found]
    return Document(
        title=_("Your personal data"),
        subtitle=_("{name} · {day}").format(name=person.contact.name, day=written.day(person.day)),
        introduction=_(
            "Everything that {business} knows of you in its customer file, as it stands on this day. The names of "
            "other people are left out of it."
        ).format(business=person.holder.business or _("the business")),
        sections=tuple(Section(_(heading), lines) for heading, lines in sections if lines),
    )


def _uses(person: PersonFile) -> Iterator[Line]:
    how = _("write to the business") if person.holder.reachable else _("ask for it where you are received")
    silent, accounts, proof = map(months_words, person.kept_months)
    for label, text in USES:
        said = _(text).replace("{how}", how).replace("{silent}", silent)
        yield Line(_(label), said.replace("{accounts}", accounts).replace("{proof}", proof))


def _holder(person: PersonFile) -> Iterator[Line]:
    holder = person.holder
    yield Line(_("Business"), holder.business)
    yield Line(_("Who answers for it"), holder.name)
    yield Line(_("Address"), holder.address)
    yield Line(_("E-mail"), holder.email)
    yield Line(_("Telephone"), written.phone(holder.phone) if holder.phone.startswith("+") else holder.phone)


def _identity(person: PersonFile) -> Iterator[Line]:
    contact, details = person.contact, person.contact.details
    for name, table in _CODED.items():
        yield Line(word(CONTACT_FIELDS, name), word(table, getattr(details, name)))
    for name in _PLAIN:
        yield Line(word(CONTACT_FIELDS, name), getattr(details, name))
    yield Line(word(CONTACT_FIELDS, "birth"), written.birth_day(details.birth) if details.birth else "")
    yield Line(
        _("Telephone"), ", ".join(_of_kind(written.phone(one.number), PHONE_KINDS, one.kind) for one in details.phones)
    )
    yield Line(_("E-mail"), ", ".join(_of_kind(one.address, ADDRESS_KINDS, one.kind) for one in details.emails))
    for place in details.addresses:
        town = f"{place.postcode} {place.town}".strip()
        lines = (place.street.replace("\n", ", "), town, place.region, place.country)
        yield Line(_("Address"), _of_kind(", ".join(filter(None, lines)), ADDRESS_KINDS, place.kind))
    yield Line(_("Labels"), ", ".join(details.tags))
    yield Line(_("Interests"), ", ".join(details.interests))
    for own in person.own:
        words = _("{value} (serves for: {purpose})")
        value = own_value(own.field, own.value)
        yield Line(own.field.label, words.format(value=value, purpose=own.field.purpose))
    yield Line(_("Works at"), person.employer)
    if person.household:
        yield Line(_("Household"), _("others of your household: {count}").format(count=person.household))
    yield Line(_("Confirmed on"), written.day(contact.verified_on) if contact.verified_on else "")
    yield Line(_("Restricted since"), written.day(contact.restricted_on) if contact.restricted_on else "")
    yield Line(_("Kept because"), person.kept_because)


def _of_kind(text: str, table: dict[str, str], kind: str) -> str:
    return f"{text} ({word(table, kind)})" if kind else text


def _origin(person: PersonFile) -> Iterator[Line]:
    details = person.contact.details
    source = ", ".join(filter(None, (word(SOURCES, details.source), details.source_detail)))
    yield Line(_("Source"), source or _("from you, or not noted"))
    yield Line(_("First contact"), written.day(details.first_contact_on) if details.first_contact_on else "")
    yield Line(_("Card made on"), written.day(person.contact.created_at.astimezone().date()))
    if person.sponsor_known:
        yield Line(_("Sent by"), _("another client, whose name is not told"))
    if person.sponsored:
        yield Line(_("Clients you sent"), written.number(person.sponsored))
    for one in person.informed:
        yield Line(_("Informed on"), ", ".join(filter(None, (written.day(one.day), word(NOTICE_WAYS, one.code)))))


def _consents(person: PersonFile) -> Iterator[Line]:
    for channel, answer in person.channels:
        whether = _("our offers may reach you so") if answer.allowed else _("our offers do not reach you so")
        yield Line(word(CHANNELS, channel), f"{whether} ({answer_words(answer, channel)})")
    yield from map(_consent, reversed(person.consents))


def _consent(line: ConsentLine) -> Line:
    parts = [word(CHANNELS, line.channel), word(CONSENT_STATES, line.state), word(CONSENT_MEDIA, line.medium)]
    said = "\n" + _("« {sentence} »").format(sentence=line.wording) if line.wording else ""
    proof = f"\n{line.proof}" if line.proof else ""
    return Line(written.day(line.day), ", ".join(filter(None, parts)) + said + proof)


def _sold(line: SoldLine) -> Line:
    parts = [line.product or _("purchase"), written.money(line.amount_cents)]
    if line.quantity != 1:
        parts.append(f"× {line.quantity}")
    nights = ngettext("{count} night", "{count} nights", line.nights or 0).format(count=line.nights)
    parts += [nights if line.nights else "", _people(line.people), line.category, line.reference, line.note]
    return Line(written.day(line.day), ", ".join(filter(None, parts)))


def _people(count: int | None) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=count) if count else ""


def _happened(lines: Iterable[HappenedLine], table: dict[str, str]) -> Iterator[Line]:
    for line in lines:
        score = f"{line.number}/10" if table is SATISFACTION_KINDS and line.number is not None else ""
        people = _people(line.number) if table is VISIT_CHANNELS else ""
        time = written.clock(line.time) if line.time else ""
        state = word(COMPLAINT_STATES, line.state)
        said = (time, word(table, line.code), score, people, state, line.text)
        yield Line(written.day(line.day), ", ".join(filter(None, said)))


def _action(action: Action) -> Line:
    details = action.details
    day = details.day or (action.done_at.astimezone().date() if action.done_at else None)
    parts = [
        word(ACTION_KINDS, details.kind),
        details.subject,
        written.clock(details.time) if details.time else "",
        written.duration(details.minutes) if details.minutes else "",
        details.place,
        word(ACTION_STATES, action.state),
    ]
    return Line(written.day(day) if day else "", ", ".join(filter(None, (*parts, action.result, details.note))))


def _messages(person: PersonFile) -> Iterator[Line]:
    for line in person.messages:
        said = (word(CHANNELS, line.channel), line.subject, line.address)
        yield Line(written.day(line.day), ", ".join(filter(None, said)))


def _points(person: PersonFile) -> Iterator[Line]:
    if person.points:
        yield Line(_("Balance"), written.number(person.balance))
    for line in person.points:
        said = (f"{line.number or 0:+}", word(LOYALTY_REASONS, line.code), line.text)
        yield Line(written.day(line.day), ", ".join(filter(None, said)))


def _not_proposed(person: PersonFile) -> Iterator[Line]:
    for line in person.not_proposed:
        until = _("until {day}").format(day=written.day(line.until)) if line.until else ""
        yield Line(written.day(line.day), ", ".join(filter(None, (word(KIND_WORDS, line.code), line.text, until))))


def _derived(person: PersonFile) -> Iterator[Line]:
    summary = person.contact.summary
    yield Line(_("Status"), word(STATUSES, person.status))
    if person.rfm is not None:
        recency, frequency, amount = person.rfm
        scores = _("how lately {recency} of 5, how often {frequency} of 5, how much {amount} of 5")
        told = scores.format(recency=recency, frequency=frequency, amount=amount)
        yield Line(_("Class"), f"{class_words(person.rfm, whole=False)}, {told}")
    if summary.purchases:
        total = ", ".join((written.purchases(summary.purchases), written.money(summary.revenue_cents)))
        yield Line(_("In all"), total)
    yield Line(_("Card filled"), written.percent(summary.completeness / 100))


def _requests(person: PersonFile) -> Iterator[Line]:
    for one in person.requests:
        details = one.details
        how = (word(WAYS, details.way), word(IDENTITIES, details.identity))
        due = _("Answer by {day}").format(day=written.day(one.due_on))
        longer = _("Extended on {day}").format(day=written.day(one.extended_on)) if one.extended_on else ""
        told = (due, left_words(one, person.day), details.note, one.answer, longer, one.extension_reason)
        said = (word(KINDS, details.kind), *how, *told)
        yield Line(written.day(one.details.received_on), ", ".join(filter(None, said)))


def _journal(person: PersonFile) -> Iterator[Line]:
    for day, lines in groupby(person.journal, key=lambda line: line.at.astimezone().date()):
        yield Line(written.day(day), ", ".join(dict.fromkeys(_done(line) for line in lines)))


def _done(line: DoneLine) -> str:
    """What was done, without the name: "Visit noted"; "Taken back — Visit noted"."""
    if line.verb in ("undo", "redo"):
        how = _("Done again") if line.verb == "redo" else _("Taken back")
        return f"{how} — {_without_name(line.undone)}" if line.undone else how
    return _without_name(line.verb)


def _without_name(verb: str) -> str:
    if verb.startswith("actions."):
        verb = verb.replace("actions.", "action.", 1)
    if (words := _IN_PASSING.get(verb)) is not None:
        return _(words)
    return _(DONE.get(verb, OTHER)).partition("{")[0].rstrip(" :\u00a0,(–—")
