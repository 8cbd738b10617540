"""A segment in plain sentences: "Woman", "Age: 60 or more", "Bought in spring", "Accepts e-mail".

The sentences hold users' words (products, towns): give them to widgets as `Content` only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fichier_tui import i18n
from fichier_tui.domain.calendar_words import DAY as DAYS
from fichier_tui.domain.calendar_words import MONTH as MONTHS
from fichier_tui.domain.calendar_words import WEEK as WEEKS
from fichier_tui.domain.segment import And, Condition, Duration, Field, Node, Not, Or, SameEvent, field_of
from fichier_tui.domain.segment import fields as kinds
from fichier_tui.domain.segment.evaluation import event_of
from fichier_tui.domain.segment.fields import CUSTOM_PREFIX, FIGURE_PREFIX
from fichier_tui.domain.segment.grammar import Language
from fichier_tui.domain.segment.tree import AT_LEAST, AT_MOST, EQUAL, LESS, MORE, Value
from fichier_tui.domain.text import fold_joined
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format

AXES: dict[str, str] = {
    kinds.IDENTITY: N_("Who"),
    kinds.PLACE: N_("Where"),
    kinds.PURCHASE: N_("Purchases"),
    kinds.VISIT: N_("Visits"),
    kinds.ACTION: N_("Actions, offers"),
    kinds.CONSENT: N_("Consents"),
    kinds.LABEL: N_("Tags, segments"),
    kinds.CUSTOM: N_("Your own fields"),
    kinds.CARE: N_("Follow-up"),
}
FIELDS: dict[str, str] = {
    "name": N_("Name"),
    "kind": N_("Person or company"),
    "status": N_("Client or prospect"),
    "sex": N_("Sex"),
    "age": N_("Age"),
    "birthday": N_("Birthday"),
    "civility": N_("Title"),
    "profession": N_("Profession"),
    "language": N_("Language"),
    "source": N_("Source"),
    "email": N_("E-mail address"),
    "has": N_("Has on the card"),
    "phone": N_("Telephone number"),
    "card": N_("Loyalty card number"),
    "born": N_("Date of birth"),
    "sponsor": N_("Brought by"),
    "street": N_("Word in the street"),
    "seller": N_("Seller of a purchase"),
    "reference": N_("Invoice of a purchase"),
    "in_charge": N_("Person in charge of an action"),
    "priority": N_("Priority of an action"),
    "result": N_("Word in the result of an action"),
    "agreed_on": N_("Day of a consent"),
    "first_contact": N_("First contact"),
    "town": N_("Town"),
    "postcode": N_("Postcode"),
    "department": N_("Department"),
    "region": N_("Region"),
    "country": N_("Country"),
    "bought": N_("Product or category bought"),
    "product": N_("Product bought"),
    "category": N_("Category bought"),
    "season": N_("Season of purchase"),
    "bought_on": N_("Date of a purchase"),
    "price": N_("Amount of a purchase"),
    "people": N_("People at a purchase"),
    "purchases": N_("Number of purchases"),
    "revenue": N_("Total of purchases"),
    "mean_basket": N_("Mean basket"),
    "nights": N_("Total of nights"),
    "first_purchase": N_("First purchase"),
    "last_purchase": N_("Last purchase"),
    "rfm": N_("RFM class or scores"),
    "visits": N_("Number of visits"),
    "last_visit": N_("Last visit"),
    "last_seen": N_("Last seen"),
    "consent": N_("Accepts"),
    "refusal": N_("Refuses"),
    "not_asked": N_("Never asked about"),
    "tag": N_("Tag"),
    "interest": N_("Interest"),
    "segment": N_("In the segment"),
    "completeness": N_("Completeness of the card, in %"),
    "complaints": N_("Open complaints"),
    "actions": N_("Planned actions"),
    "next_action": N_("Next action"),
    "missing": N_("Missing on the card"),
    "situation": N_("Situation"),
    "job_title": N_("Job title"),
    "company": N_("Company or employer"),
    "household": N_("Household"),
    "source_detail": N_("Detail of the source"),
    "important": N_("Word in what matters most"),
    "note": N_("Word in the notes"),
    "added": N_("Card made"),
    "margin": N_("Total of margins"),
    "rhythm": N_("Days between purchases"),
    "month": N_("Month of purchase"),
    "weekday": N_("Weekday of purchase"),
    "quantity": N_("Quantity of a purchase"),
    "stay": N_("Nights of a purchase"),
    "visited_on": N_("Date of a visit"),
    "received": N_("Visit made"),
    "visit_season": N_("Season of a visit"),
    "visit_month": N_("Month of a visit"),
    "visit_weekday": N_("Weekday of a visit"),
    "visitors": N_("People at a visit"),
    "behaviour": N_("Interest shown"),
    "behaviour_on": N_("Date of an interest shown"),
    "behaviour_detail": N_("Word in an interest shown"),
    "action": N_("Action"),
    "action_state": N_("State of an action"),
    "action_on": N_("Date of an action"),
    "subject": N_("Word in the subject of an action"),
    "campaign": N_("Campaign"),
    "told": N_("Told of"),
    "told_by": N_("Told by"),
    "told_on": N_("Date of a telling"),
    "responded": N_("Bought after being told of"),
    "opinion": N_("Opinion"),
    "score": N_("Score given"),
    "opinion_on": N_("Date of an opinion"),
    "opinion_text": N_("Word in an opinion"),
    "contactable": N_("May be contacted by"),
    "confirmed": N_("Has confirmed"),
    "opposed": N_("Opposed to"),
    "verified": N_("Card verified"),
    "points": N_("Loyalty points"),
    "brought": N_("Contacts brought"),
}
FIGURES: dict[str, str] = {
    "population": N_("Inhabitants of the commune"),
    "median_income": N_("Median income of the commune"),
    "poverty_rate": N_("Poverty rate of the commune, in %"),
    "households": N_("Households of the commune"),
}
# What one would say for it, where neither its label nor the text form has the word.
CALLED: dict[str, str] = {
    "score": N_("satisfaction survey"),
    "opinion": N_("satisfaction survey"),
    "complaints": N_("dissatisfied"),
    "told": N_("informed heard"),
    "postcode": N_("zip"),
}
OF_FIGURES = N_("INSEE figures communes income population poverty households")
# Conditions that have a sentence of their own, by field and value.
SENTENCES: dict[tuple[str, Value], str] = {
    ("kind", "person"): N_("Person"),
    ("kind", "company"): N_("Company"),
    ("status", "client"): N_("Client"),
    ("status", "prospect"): N_("Prospect"),
    ("status", "active"): N_("Active client"),
    ("status", "inactive"): N_("Inactive client"),
    ("sex", "f"): N_("Woman"),
    ("sex", "m"): N_("Man"),
    ("civility", "mrs"): N_("Called Mrs"),
    ("civility", "mr"): N_("Called Mr"),
    ("has", "email"): N_("Has an e-mail address"),
    ("has", "phone"): N_("Has a telephone"),
    ("has", "address"): N_("Has a postal address"),
    ("has", "birth"): N_("Has a known birthday"),
    ("has", "card"): N_("Has a loyalty card"),
    ("has", "mobile"): N_("Has a mobile telephone"),
    ("has", "place"): N_("Has a town or a postcode"),
    ("has", "first_name"): N_("Has a first name"),
    ("has", "sex"): N_("Sex is known"),
    ("has", "profession"): N_("Profession is known"),
    ("has", "language"): N_("Language is known"),
    ("has", "source"): N_("Source is known"),
    ("has", "tag"): N_("Has a tag"),
    ("has", "interest"): N_("Has an interest"),
    ("has", "note"): N_("Has a note"),
    ("has", "important"): N_("Something matters on the card"),
    ("has", "verification"): N_("Card was verified once"),
    ("has", "information"): N_("Was told what their data serves for"),
    ("has", "sponsor"): N_("Was brought by somebody"),
    ("missing", "email"): N_("No e-mail address"),
    ("missing", "phone"): N_("No telephone"),
    ("missing", "mobile"): N_("No mobile telephone"),
    ("missing", "address"): N_("No postal address"),
    ("missing", "place"): N_("No town and no postcode"),
    ("missing", "birth"): N_("No known birthday"),
    ("missing", "first_name"): N_("No first name"),
    ("missing", "sex"): N_("Sex is not known"),
    ("missing", "profession"): N_("Profession is not known"),
    ("missing", "language"): N_("Language is not known"),
    ("missing", "source"): N_("Source is not known"),
    ("missing", "tag"): N_("No tag"),
    ("missing", "interest"): N_("No interest noted"),
    ("missing", "note"): N_("No note"),
    ("missing", "important"): N_("Nothing that matters on the card"),
    ("missing", "verification"): N_("Card was never verified"),
    ("missing", "information"): N_("Not told yet what their data serves for"),
    ("missing", "sponsor"): N_("Was brought by nobody"),
    ("missing", "card"): N_("No loyalty card"),
    ("situation", "deceased"): N_("Deceased"),
    ("situation", "restricted"): N_("Restricted on request"),
    ("season", "spring"): N_("Bought in spring"),
    ("season", "summer"): N_("Bought in summer"),
    ("season", "autumn"): N_("Bought in autumn"),
    ("season", "winter"): N_("Bought in winter"),
    ("weekday", "monday"): N_("Bought on a Monday"),
    ("weekday", "tuesday"): N_("Bought on a Tuesday"),
    ("weekday", "wednesday"): N_("Bought on a Wednesday"),
    ("weekday", "thursday"): N_("Bought on a Thursday"),
    ("weekday", "friday"): N_("Bought on a Friday"),
    ("weekday", "saturday"): N_("Bought on a Saturday"),
    ("weekday", "sunday"): N_("Bought on a Sunday"),
    ("visit_season", "spring"): N_("Came in spring"),
    ("visit_season", "summer"): N_("Came in summer"),
    ("visit_season", "autumn"): N_("Came in autumn"),
    ("visit_season", "winter"): N_("Came in winter"),
    ("visit_weekday", "monday"): N_("Came on a Monday"),
    ("visit_weekday", "tuesday"): N_("Came on a Tuesday"),
    ("visit_weekday", "wednesday"): N_("Came on a Wednesday"),
    ("visit_weekday", "thursday"): N_("Came on a Thursday"),
    ("visit_weekday", "friday"): N_("Came on a Friday"),
    ("visit_weekday", "saturday"): N_("Came on a Saturday"),
    ("visit_weekday", "sunday"): N_("Came on a Sunday"),
    ("consent", "email"): N_("Accepts e-mail"),
    ("consent", "sms"): N_("Accepts SMS"),
    ("consent", "phone"): N_("Accepts calls"),
    ("consent", "post"): N_("Accepts letters"),
    ("refusal", "email"): N_("Refuses e-mail"),
    ("refusal", "sms"): N_("Refuses SMS"),
    ("refusal", "phone"): N_("Refuses calls"),
    ("refusal", "post"): N_("Refuses letters"),
    ("not_asked", "email"): N_("Never asked about e-mail"),
    ("not_asked", "sms"): N_("Never asked about SMS"),
    ("not_asked", "phone"): N_("Never asked about calls"),
    ("not_asked", "post"): N_("Never asked about letters"),
    ("contactable", "email"): N_("May be contacted by e-mail"),
    ("contactable", "sms"): N_("May be contacted by SMS"),
    ("contactable", "phone"): N_("May be called"),
    ("contactable", "post"): N_("May be written a letter"),
    ("confirmed", "email"): N_("Has confirmed e-mail"),
    ("confirmed", "sms"): N_("Has confirmed SMS"),
    ("confirmed", "phone"): N_("Has confirmed calls"),
    ("confirmed", "post"): N_("Has confirmed letters"),
    ("opposed", "email"): N_("Has objected to e-mail"),
    ("opposed", "sms"): N_("Has objected to SMS"),
    ("opposed", "phone"): N_("Has objected to calls"),
    ("opposed", "post"): N_("Has objected to letters"),
    ("action", "call"): N_("Call, planned or done"),
    ("action", "email"): N_("E-mail, planned or done"),
    ("action", "letter"): N_("Letter, planned or done"),
    ("action", "sms"): N_("SMS, planned or done"),
    ("action", "appointment"): N_("Appointment, planned or done"),
    ("action", "offer"): N_("Offer, planned or done"),
    ("action", "task"): N_("Task, planned or done"),
    ("action_state", "planned"): N_("Action planned"),
    ("action_state", "late"): N_("Action late"),
    ("action_state", "done"): N_("Action done"),
    ("action_state", "cancelled"): N_("Action given up"),
    ("opinion", "score"): N_("Gave a score"),
    ("opinion", "review"): N_("Wrote a review"),
    ("opinion", "complaint"): N_("Made a complaint"),
}
_NUMBERS: dict[str, str] = {
    AT_LEAST: N_("{field}: {value} or more"),
    MORE: N_("{field}: more than {value}"),
    AT_MOST: N_("{field}: {value} or less"),
    LESS: N_("{field}: less than {value}"),
    EQUAL: N_("{field}: {value}"),
}
_DAYS: dict[str, str] = {
    AT_LEAST: N_("{field}: from {value} on"),
    MORE: N_("{field}: after {value}"),
    AT_MOST: N_("{field}: {value} or before"),
    LESS: N_("{field}: before {value}"),
    EQUAL: N_("{field}: {value}"),
}
_ELAPSED: dict[str, str] = {
    AT_LEAST: N_("{field}: {value} ago or more"),
    MORE: N_("{field}: more than {value} ago"),
    AT_MOST: N_("{field}: within the last {value}"),
    LESS: N_("{field}: less than {value} ago"),
    EQUAL: N_("{field}: {value} ago to the day"),
}
EVERY_PART, ONE_PART = N_("Everything that follows:"), N_("At least one of these:")
ONE_EVENT = {
    "purchase": N_("In one and the same purchase:"),
    "visit": N_("At one and the same visit:"),
    "action": N_("In one and the same action:"),
    "telling": N_("Told, at one and the same time:"),
    "behaviour": N_("In one and the same interest shown:"),
    "opinion": N_("In one and the same opinion:"),
}
COUNTED = N_("{condition}, counting only:")
EVERYBODY, WHO_MEET_ALL, WHO_MEET_ONE, NOBODY = (
    N_("All contacts"),
    N_("Contacts who meet all of this:"),
    N_("Contacts who meet at least one of these:"),
    N_("Nobody"),
)

Labels = Mapping[str, str]
"""What the shop calls its own fields, by key."""


def language() -> Language:
    """The language of the moment, as the text form wants it."""
    return "fr" if i18n.language() == "fr" else "en"


def field_words(code: str, labels: Labels) -> str:
    """What a field is called."""
    if code.startswith(CUSTOM_PREFIX):
        key = code.removeprefix(CUSTOM_PREFIX)
        # Typed by its name, or by a key that is no more.
        named = (label for label in labels.values() if fold_joined(label) == fold_joined(key))
        return labels.get(key) or next(named, key)
    if code.startswith(FIGURE_PREFIX):
        name = code.removeprefix(FIGURE_PREFIX)
        return _(FIGURES[name]) if name in FIGURES else _("Commune, {figure}").format(figure=name.replace("_", " "))
    return _(FIELDS[code])


def called_words(definition: Field) -> str:
    """By which other words a field is found: those of the text form, and what one would say for it."""
    said = [_(CALLED[definition.code])] if definition.code in CALLED else []
    if definition.code.startswith(FIGURE_PREFIX):
        said.append(_(OF_FIGURES))
    return " ".join([*definition.names.all(language()), *said])


def axis_words(code: str) -> str:
    """On which axis a field stands."""
    return _(AXES[field_of(code).axis])


def condition_sentence(condition: Condition, labels: Labels) -> str:
    """One condition as a short sentence."""
    own = SENTENCES.get((condition.field, condition.value))
    if own is not None:
        return _(own)
    definition, value = field_of(condition.field), condition.value
    template = _NUMBERS[EQUAL]
    if isinstance(value, Duration):
        template = _ELAPSED[condition.operator]
    elif isinstance(value, dt.date):
        template = _DAYS[condition.operator]
    elif definition.kind in kinds.ORDERED_KINDS or condition.operator != EQUAL:
        template = _NUMBERS[condition.operator]
    return _(template).format(field=field_words(condition.field, labels), value=value_words(condition))


def value_words(condition: Condition) -> str:
    """What a condition compares with, in words."""
    value, definition = condition.value, field_of(condition.field)
    if isinstance(value, Duration):
        return duration_words(value)
    if isinstance(value, dt.date):
        return format.day(value)
    if definition.kind == kinds.MONEY:
        return format.money(int(value), whole=int(value) % 100 == 0)
    if definition.kind == kinds.FIGURE:
        decimals = 2 if int(value) % 10 else 1 if int(value) % 100 else 0
        return format.number(int(value) / 100, decimals)
    if definition.kind == kinds.MONTH:
        return format.month(int(value))
    words = {str(code): words for code, words in definition.choices.items()}.get(str(value))
    return str(value) if words is None else words.first(language()).replace("_", " ")


def duration_words(duration: Duration) -> str:
    """ "18 months", "18 mois"."""
    count = duration.count
    if duration.unit == DAYS:
        words = ngettext("{count} day", "{count} days", count)
    elif duration.unit == WEEKS:
        words = ngettext("{count} week", "{count} weeks", count)
    elif duration.unit == MONTHS:
        words = ngettext("{count} month", "{count} months", count)
    else:
        words = ngettext("{count} year", "{count} years", count)
    return words.format(count=count)


def piece_sentence(node: Node, labels: Labels) -> str:
    """One piece of a segment on one line: a condition, or the heading of a group; its negation left out."""
    if isinstance(node, Not):
        return piece_sentence(node.part, labels)
    if isinstance(node, Condition):
        return condition_sentence(node, labels)
    if isinstance(node, SameEvent):
        return same_event_sentence(node, labels)
    if not node.parts:
        return _(EVERYBODY if isinstance(node, And) else NOBODY)
    return _(EVERY_PART if isinstance(node, And) else ONE_PART)


def same_event_sentence(same: SameEvent, labels: Labels) -> str:
    """The heading of the conditions of one and the same event."""
    if same.tally is None:
        return _(ONE_EVENT[event_of(same)])
    return _(COUNTED).format(condition=condition_sentence(same.tally, labels))


def outermost_sentence(node: And | Or) -> str:
    """The heading of the whole segment."""
    if not node.parts:
        return _(EVERYBODY if isinstance(node, And) else NOBODY)
    return _(WHO_MEET_ALL if isinstance(node, And) else WHO_MEET_ONE)


def summary_sentence(node: Node, labels: Labels) -> str:
    """A whole node on one line, for a list of choices: "Age: 18 or more, Age: 25 or less"."""
    if isinstance(node, And | Or) and node.parts:
        return ", ".join(summary_sentence(part, labels) for part in node.parts)
    if isinstance(node, SameEvent):
        of_event = ", ".join(condition_sentence(condition, labels) for condition in node.conditions)
        return of_event if node.tally is None else f"{same_event_sentence(node, labels)} {of_event}"
    if isinstance(node, Not):
        return _("Not: {condition}").format(condition=summary_sentence(node.part, labels))
    return piece_sentence(node, labels)
