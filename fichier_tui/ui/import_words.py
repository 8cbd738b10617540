"""The words of an import: what a column may fill, why a cell was not understood, why a column is proposed so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fichier_tui.domain.import_fields import CUSTOM_PREFIX
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format

if TYPE_CHECKING:
    from fichier_tui.storage import Decision

FIELDS: dict[str, str] = {
    "contact_type": N_("Client or prospect"),
    "civility": N_("Title (Mr, Mrs)"),
    "last_name": N_("Last name"),
    "first_name": N_("First name"),
    "middle_name": N_("Middle name"),
    "full_name": N_("Full name"),
    "company_name": N_("Company"),
    "job_title": N_("Position"),
    "sex": N_("Sex"),
    "birth": N_("Date of birth"),
    "profession": N_("Occupation"),
    "language": N_("Language"),
    "source": N_("Where the contact came from"),
    "first_contact": N_("First contact"),
    "card_number": N_("Card number"),
    "important": N_("Important"),
    "email": N_("E-mail"),
    "work_email": N_("E-mail at work"),
    "mobile": N_("Mobile"),
    "phone": N_("Telephone"),
    "home_phone": N_("Telephone at home"),
    "work_phone": N_("Telephone at work"),
    "fax": N_("Fax"),
    "street": N_("Street"),
    "street_number": N_("House number"),
    "street_more": N_("More of the address"),
    "postcode": N_("Postcode"),
    "town": N_("Town"),
    "region": N_("Region"),
    "country": N_("Country"),
    "work_street": N_("Street at work"),
    "work_postcode": N_("Postcode at work"),
    "work_town": N_("Town at work"),
    "work_region": N_("Region at work"),
    "work_country": N_("Country at work"),
    "other_street": N_("Street (other address)"),
    "other_postcode": N_("Postcode (other address)"),
    "other_town": N_("Town (other address)"),
    "other_region": N_("Region (other address)"),
    "other_country": N_("Country (other address)"),
    "purchase_day": N_("Purchase: date"),
    "purchase_end": N_("Purchase: departure"),
    "purchase_nights": N_("Purchase: nights"),
    "purchase_people": N_("Purchase: people"),
    "purchase_amount": N_("Purchase: amount"),
    "purchase_product": N_("Purchase: product"),
    "purchase_quantity": N_("Purchase: quantity"),
    "purchase_reference": N_("Purchase: reference"),
    "purchase_status": N_("Purchase: state of the booking"),
    "visit_day": N_("Visit"),
    "last_contact": N_("Last contact"),
    "appointment": N_("Appointment"),
    "offer_day": N_("Offer: date"),
    "offer_kind": N_("Offer: what"),
    "action_done": N_("Done: what"),
    "action_day": N_("Done: date"),
    "to_do": N_("To do: what"),
    "to_do_day": N_("To do: date"),
    "consent_email": N_("Accepts e-mail"),
    "consent_sms": N_("Accepts text messages"),
    "consent_phone": N_("Accepts calls"),
    "consent_post": N_("Accepts post"),
    "opposed_email": N_("Refuses e-mail"),
    "opposed_sms": N_("Refuses text messages"),
    "opposed_phone": N_("Refuses calls"),
    "opposed_post": N_("Refuses post"),
    "optin_email_time": N_("Newsletter: asked on"),
    "confirm_email_time": N_("Newsletter: confirmed on"),
    "unsub_email_time": N_("Newsletter: left on"),
    "dead_email_time": N_("Newsletter: undeliverable since"),
    "consent_day": N_("Consent: date"),
    "consent_proof": N_("Consent: proof"),
    "tags": N_("Tags"),
    "interests": N_("Interests"),
    "behaviour_form": N_("Form filled in"),
    "behaviour_page": N_("Page visited"),
    "note": N_("Note"),
    "ignore": N_("Leave out"),
    "keep": N_("Keep in the import note"),
}
"""By field of domain.import_fields."""

REASONS: dict[str, str] = {
    "cell.not_email": N_("this is no e-mail address"),
    "cell.not_phone": N_("this is no telephone number"),
    "cell.not_day": N_("this is no date"),
    "cell.not_birth": N_("this is no date of birth"),
    "cell.not_amount": N_("this is no amount in euros, or it may mean two"),
    "cell.not_number": N_("this is no whole number"),
    "cell.not_decimal": N_("this is no number"),
    "cell.not_yes_no": N_("this is neither yes nor no"),
    "cell.taken_as_no": N_("this is neither yes nor no: taken as a no, until the contact says"),
    "cell.not_choice": N_("this is not one of the possible values"),
    "cell.no_day": N_("there is no date of purchase on this row"),
    "cell.too_long": N_("this is too long for its place"),
    "cell.differs": N_("another row of the same contact says otherwise"),
    "cell.rented": N_("a bought or rented file proves no consent"),
    "cell.undated_yes": N_("a yes to calls lasts a year, and nothing says when it was given: to be asked again"),
    "cell.dead_address": N_("messages to this address came back for good: its yes is not taken over"),
    "row.nobody": N_("nothing says whom this row is about: left out"),
    "row.total": N_("this row is a total: left out"),
}
"""By reason of domain.import_plan: what follows "row 12, E-mail: "."""

PROPOSED_BY: dict[str, str] = {
    "heading": N_("known heading"),
    "words": N_("words of the heading"),
    "values": N_("what the column holds"),
    "remembered": N_("as last time"),
    "chosen": N_("your choice"),
    "unknown": N_("not recognised"),
}
"""By reason of domain.import_mapping."""


_RESEMBLES = {
    "phone": N_("telephone of somebody erased on {day}"),
    "email": N_("e-mail of somebody erased on {day}"),
}

_SAME = {"phone": N_("same telephone"), "email": N_("same e-mail")}

ENCODINGS: dict[str, str] = {
    "utf-8": N_("Unicode text"),
    "utf-16": N_("Unicode text"),
    "cp1252": N_("Windows text"),
    "mac_roman": N_("text of an old Mac"),
}
"""How the letters of a text file are written, as one who made it would say it."""


def field_words(field: str, labels: Mapping[str, str] | None = None) -> str:
    """What a column fills, in the language spoken now; a field of the shop's own by its label, else by its key."""
    words = FIELDS.get(field)
    if words is not None:
        return _(words)
    key = field.removeprefix(CUSTOM_PREFIX)
    return (labels or {}).get(key, key)


def reason_words(reason: str) -> str:
    """Why a cell or a row was not understood."""
    return _(REASONS[reason])


def proposed_by(reason: str) -> str:
    """Where the proposal for a column comes from."""
    return _(PROPOSED_BY[reason])


def erased_words(count: int) -> str:
    """How many people of the file were erased at their own request, and are not brought back."""
    words = ngettext("{count} erased, not brought back", "{count} erased, not brought back", count)
    return words.format(count=format.number(count))


def held_words(count: int) -> str:
    """How many are not created, for they may be somebody who was erased, under another name."""
    words = ngettext("{count} left out, perhaps erased", "{count} left out, perhaps erased", count)
    return words.format(count=format.number(count))


def resembles_words(decision: Decision) -> str:
    """What a contact has of somebody erased: "e-mail and telephone of somebody erased on 21 Nov 2026"."""
    both = len(decision.resembles) > 1
    words = _("telephone and e-mail of somebody erased on {day}") if both else _(_RESEMBLES[decision.resembles[0]])
    return words.format(day=format.day(decision.resembled_on))


def same_words(decision: Decision) -> str:
    """The same where a column is narrow: "same telephone"."""
    return _("same telephone, e-mail") if len(decision.resembles) > 1 else _(_SAME[decision.resembles[0]])


def notes_to_check(count: int) -> str:
    """How many contacts come with a note that tells of health, beliefs…: told, never refused."""
    words = ngettext(
        "{count} contact with a note to go through (GDPR, art. 9: F10, notes)",
        "{count} contacts with a note to go through (GDPR, art. 9: F10, notes)",
        count,
    )
    return words.format(count=format.number(count))
