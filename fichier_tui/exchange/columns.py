"""The columns of a file of contacts: their headings, in the language spoken, and what each says of a contact.

`EVERYTHING` is for people; `TO_IMPORT` leaves out what is reckoned, and comes back through our own import as it was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fichier_tui.exchange.telephone import write_phone
from fichier_tui.i18n import N_, _
from fichier_tui.storage.exporting import ExportedContact, ExportedField

TEXT, COUNT, EUROS, DAY, NUMBER = KINDS = ("text", "count", "euros", "day", "number")
# What a cell holds: text, a count or cents, a number, a day; None or "" for an empty one.
Cell = str | int | float | dt.date | None
# Between several values of one cell, as our own import and most programs take them apart.
BETWEEN = "; "

EVERYTHING, TO_IMPORT = COLUMN_SETS = ("everything", "to_import")
# In which of the two a column stands: what is reckoned is never imported, what is taken apart for the import is
# tiresome to read.
_BOTH, _ONLY_READ, _ONLY_IMPORTED = COLUMN_SETS, (EVERYTHING,), (TO_IMPORT,)

CIVILITY_WORDS = {"mrs": N_("Mrs"), "mr": N_("Mr")}
SEX_WORDS = {"f": N_("Woman"), "m": N_("Man")}
KIND_WORDS = {"person": N_("Person"), "company": N_("Company")}
STATUS_WORDS = {"prospect": N_("Prospect"), "active": N_("Active client"), "inactive": N_("Inactive client")}
CONSENT_WORDS = {
    "given": N_("Yes"),
    "confirmed": N_("Yes, confirmed"),
    "refused": N_("No"),
    "withdrawn": N_("No, withdrawn"),
    "opposed": N_("No, opposed"),
}
SOURCE_WORDS = {
    "fair": N_("Fair"),
    "conference": N_("Conference"),
    "appointment": N_("Appointment"),
    "quote": N_("Quote"),
    "prize_game": N_("Prize game"),
    "document_request": N_("Request for documents"),
    "web_form": N_("Web form"),
    "booking": N_("Booking"),
    "newsletter": N_("Newsletter"),
    "social_network": N_("Social network"),
    "order_form": N_("Order form"),
    "reception": N_("Reception"),
    "phone": N_("Telephone"),
    "review": N_("Review"),
    "invoice": N_("Invoice"),
    "survey": N_("Survey"),
    "loyalty_card": N_("Loyalty card"),
    "referral": N_("Referral"),
    "rented_file": N_("Rented file"),
}
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `heading` is what its first line says, already in the user's language; `width` in characters."""

    key: str
    heading: str
    kind: str
    width: int
    read: Callable[[ExportedContact], Cell]


@dataclass(frozen=True, slots=True)
class _Definition:
    """A column before it is spoken, and the sets where it stands."""

    key: str
    heading: str
    read: Callable[[ExportedContact], Cell]
    kind: str = TEXT
    width: int = 16
    sets: tuple[str, ...] = _BOTH


def _worded(words: dict[str, str], code: str) -> str:
    return _(words[code]) if code in words else code


def _phones(*kinds: str) -> Callable[[ExportedContact], Cell]:
    return lambda c: BETWEEN.join(write_phone(phone.number) for phone in c.details.phones if phone.kind in kinds)


def _place(part: str, kind: str = "") -> Callable[[ExportedContact], Cell]:
    """A part of the first address, or of the first of a kind."""

    def read(contact: ExportedContact) -> Cell:
        for address in contact.details.addresses:
            if not kind or address.kind == kind:
                return str(getattr(address, part))
        return None

    return read


def _emails(*kinds: str) -> Callable[[ExportedContact], Cell]:
    return lambda c: BETWEEN.join(e.address for e in c.details.emails if not kinds or e.kind in kinds)


def _plain(name: str) -> Callable[[ExportedContact], Cell]:
    return lambda c: getattr(c.details, name)


def _reckoned(name: str) -> Callable[[ExportedContact], Cell]:
    return lambda c: getattr(c.summary, name)


def _consent(channel: str) -> Callable[[ExportedContact], Cell]:
    return lambda c: _worded(CONSENT_WORDS, c.consents[channel]) if c.consents[channel] in CONSENT_WORDS else None


def _yes_or_no(channel: str) -> Callable[[ExportedContact], Cell]:
    """A consent as any program reads it; an opposition has its own column."""
    said = {"given": N_("Yes"), "confirmed": N_("Yes"), "refused": N_("No"), "withdrawn": N_("No")}
    return lambda c: _worded(said, c.consents[channel]) if c.consents[channel] in said else None


def _opposed(channel: str) -> Callable[[ExportedContact], Cell]:
    return lambda c: _("Yes") if c.consents[channel] == "opposed" else None


def _birth(contact: ExportedContact) -> Cell:
    """The day of birth; "14/07" where the year is unknown."""
    birth = contact.details.birth
    if birth.startswith("--") and len(birth) == 7:
        return f"{birth[5:]}/{birth[2:4]}"
    try:
        return dt.date.fromisoformat(birth)
    except ValueError:
        return birth


def _company(contact: ExportedContact) -> Cell:
    return contact.details.company_name or contact.employer


_DEFINITIONS = (
    _Definition(
        "kind", N_("Kind of contact"), lambda c: _worded(KIND_WORDS, c.details.kind), width=12, sets=_ONLY_READ
    ),
    _Definition("last_name", N_("Last name"), _plain("last_name"), width=22),
    _Definition("first_name", N_("First name"), _plain("first_name"), width=18),
    _Definition("civility", N_("Civility"), lambda c: _worded(CIVILITY_WORDS, c.details.civility), width=9),
    _Definition("company", N_("Company"), _company, width=24),
    _Definition("job_title", N_("Job title"), _plain("job_title"), width=18),
    _Definition(
        "status", N_("Client or prospect"), lambda c: _worded(STATUS_WORDS, c.status), width=14, sets=_ONLY_READ
    ),
    _Definition("mobile", N_("Mobile"), _phones("mobile"), width=17),
    _Definition("phone", N_("Telephone"), _phones("home", "other"), width=17, sets=_ONLY_READ),
    _Definition("home_phone", N_("Home phone"), _phones("home"), width=17, sets=_ONLY_IMPORTED),
    _Definition("other_phone", N_("Telephone"), _phones("other"), width=17, sets=_ONLY_IMPORTED),
    _Definition("work_phone", N_("Work phone"), _phones("work"), width=17),
    _Definition("fax", N_("Fax"), _phones("fax"), width=15),
    _Definition("email", N_("E-mail"), _emails(), width=30, sets=_ONLY_READ),
    _Definition("home_email", N_("E-mail"), _emails("home", "other"), width=30, sets=_ONLY_IMPORTED),
    _Definition("work_email", N_("Work e-mail"), _emails("work"), width=30, sets=_ONLY_IMPORTED),
    _Definition("street", N_("Address"), _place("street"), width=30, sets=_ONLY_READ),
    _Definition("postcode", N_("Postcode"), _place("postcode"), width=11, sets=_ONLY_READ),
    _Definition("town", N_("Town"), _place("town"), width=20, sets=_ONLY_READ),
    _Definition("region", N_("Region"), _place("region"), width=16, sets=_ONLY_READ),
    _Definition("country", N_("Country"), _place("country"), width=9, sets=_ONLY_READ),
    _Definition("home_street", N_("Address"), _place("street", "home"), width=30, sets=_ONLY_IMPORTED),
    _Definition("home_postcode", N_("Postcode"), _place("postcode", "home"), width=11, sets=_ONLY_IMPORTED),
    _Definition("home_town", N_("Town"), _place("town", "home"), width=20, sets=_ONLY_IMPORTED),
    _Definition("home_region", N_("Region"), _place("region", "home"), width=16, sets=_ONLY_IMPORTED),
    _Definition("home_country", N_("Country"), _place("country", "home"), width=9, sets=_ONLY_IMPORTED),
    _Definition("work_street", N_("Business Street"), _place("street", "work"), width=30, sets=_ONLY_IMPORTED),
    _Definition("work_postcode", N_("Business Postal Code"), _place("postcode", "work"), sets=_ONLY_IMPORTED),
    _Definition("work_town", N_("Business City"), _place("town", "work"), width=20, sets=_ONLY_IMPORTED),
    _Definition("work_region", N_("Business State"), _place("region", "work"), sets=_ONLY_IMPORTED),
    _Definition("work_country", N_("Business Country"), _place("country", "work"), sets=_ONLY_IMPORTED),
    _Definition("other_street", N_("Other Street"), _place("street", "other"), width=30, sets=_ONLY_IMPORTED),
    _Definition("other_postcode", N_("Other Postal Code"), _place("postcode", "other"), sets=_ONLY_IMPORTED),
    _Definition("other_town", N_("Other City"), _place("town", "other"), width=20, sets=_ONLY_IMPORTED),
    _Definition("other_region", N_("Other State"), _place("region", "other"), sets=_ONLY_IMPORTED),
    _Definition("other_country", N_("Other Country"), _place("country", "other"), sets=_ONLY_IMPORTED),
    _Definition("birth", N_("Date of birth"), _birth, DAY, 13),
    _Definition("sex", N_("Sex"), lambda c: _worded(SEX_WORDS, c.details.sex), width=9),
    _Definition("profession", N_("Profession"), _plain("profession"), width=18),
    _Definition("language", N_("Language"), _plain("language"), width=9),
    _Definition("source", N_("Source"), lambda c: _worded(SOURCE_WORDS, c.details.source), width=18),
    _Definition("source_detail", N_("Details of the source"), _plain("source_detail"), width=20),
    _Definition("first_contact", N_("First contact on"), _plain("first_contact_on"), DAY, 14),
    _Definition("card_number", N_("Card number"), _plain("card_number"), width=15),
    _Definition("household", N_("Household"), _plain("household"), width=12, sets=_ONLY_READ),
    _Definition("important", N_("Important"), _plain("important"), width=28),
    _Definition("tags", N_("Tags"), lambda c: BETWEEN.join(c.details.tags), width=22),
    _Definition("interests", N_("Interests"), lambda c: BETWEEN.join(c.details.interests), width=22),
    _Definition("consent_email", N_("Accepts e-mail"), _consent("email"), sets=_ONLY_READ),
    _Definition("consent_sms", N_("Accepts SMS"), _consent("sms"), sets=_ONLY_READ),
    _Definition("consent_phone", N_("Accepts calls"), _consent("phone"), sets=_ONLY_READ),
    _Definition("consent_post", N_("Accepts letters"), _consent("post"), sets=_ONLY_READ),
    _Definition("yes_email", N_("Accepts e-mail"), _yes_or_no("email"), sets=_ONLY_IMPORTED),
    _Definition("yes_sms", N_("Accepts SMS"), _yes_or_no("sms"), sets=_ONLY_IMPORTED),
    _Definition("yes_phone", N_("Accepts calls"), _yes_or_no("phone"), sets=_ONLY_IMPORTED),
    _Definition("yes_post", N_("Accepts letters"), _yes_or_no("post"), sets=_ONLY_IMPORTED),
    _Definition("opposed_email", N_("Opposed to e-mail"), _opposed("email"), sets=_ONLY_IMPORTED),
    _Definition("opposed_sms", N_("Opposed to SMS"), _opposed("sms"), sets=_ONLY_IMPORTED),
    _Definition("opposed_phone", N_("Opposed to calls"), _opposed("phone"), sets=_ONLY_IMPORTED),
    _Definition("opposed_post", N_("Opposed to letters"), _opposed("post"), sets=_ONLY_IMPORTED),
    _Definition("purchases", N_("Number of purchases"), _reckoned("purchases"), COUNT, 11, _ONLY_READ),
    _Definition("revenue", N_("Total of purchases"), _reckoned("revenue_cents"), EUROS, 14, _ONLY_READ),
    _Definition("mean_basket", N_("Mean basket"), _reckoned("mean_basket_cents"), EUROS, 13, _ONLY_READ),
    _Definition("first_purchase", N_("First purchase"), _reckoned("first_purchase"), DAY, 13, _ONLY_READ),
    _Definition("last_purchase", N_("Last purchase"), _reckoned("last_purchase"), DAY, 13, _ONLY_READ),
    _Definition("nights", N_("Total of nights"), _reckoned("nights"), COUNT, 10, _ONLY_READ),
    _Definition("visits", N_("Number of visits"), _reckoned("visits"), COUNT, 10, _ONLY_READ),
    _Definition("last_visit", N_("Last visit on"), _reckoned("last_visit"), DAY, 13, _ONLY_READ),
    _Definition("next_action", N_("Next action on"), _reckoned("next_action"), DAY, 13, _ONLY_READ),
    _Definition("verified_on", N_("Verified on"), lambda c: c.verified_on, DAY, 13, _ONLY_READ),
)


# The columns by which contacts are reached by each channel; a file for one of them has none of the others.
_WAYS = {
    "email": ("email", "home_email", "work_email"),
    "sms": ("mobile", "phone", "home_phone", "other_phone", "work_phone"),
    "phone": ("mobile", "phone", "home_phone", "other_phone", "work_phone"),
    "post": tuple(d.key for d in _DEFINITIONS if d.key.endswith(("street", "postcode", "town", "region", "country"))),
}
_EVERY_WAY = frozenset(key for keys in _WAYS.values() for key in keys) | {"fax"}


def columns(column_set: str, shop_fields: Iterable[ExportedField] = (), channel: str = "") -> tuple[Column, ...]:
    """The columns of a set, in the language spoken now; the shop's own fields come last.

    For a `channel` (`domain.history.CONSENT_CHANNELS`), no address or number of another one. Raises ValueError for a
    set that is none of `COLUMN_SETS`.
    """
    if column_set not in COLUMN_SETS:
        raise ValueError(f"no such set of columns: {column_set!r}")
    left_out = _EVERY_WAY.difference(_WAYS[channel]) if channel else frozenset()
    definitions = [d for d in _DEFINITIONS if column_set in d.sets and d.key not in left_out]
    spoken = [Column(d.key, _(d.heading), d.kind, d.width, d.read) for d in definitions]
    raw = column_set == TO_IMPORT
    return (*spoken, *(_custom_column(shop_field, raw=raw) for shop_field in shop_fields))


_CUSTOM_KINDS = {"number": NUMBER, "date": DAY}


def _custom_column(shop_field: ExportedField, *, raw: bool) -> Column:
    """A field of the shop's own, typed for people, or `raw` as it is kept."""
    kind = "text" if raw else shop_field.kind
    read: Callable[[str], Cell] = {"number": _number, "date": _day, "yes_no": _yes_no}.get(kind, str)
    return Column(
        f"custom.{shop_field.key}",
        shop_field.label,
        _CUSTOM_KINDS.get(kind, TEXT),
        max(12, min(30, len(shop_field.label) + 2)),
        lambda c: read(c.details.custom.get(shop_field.key, "")),
    )


def _number(text: str) -> Cell:
    if not _NUMBER.fullmatch(text):
        return text
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _day(text: str) -> Cell:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _yes_no(text: str) -> Cell:
    return {"1": _("Yes"), "0": _("No")}.get(text, text)


def name_of_sheet() -> str:
    """What the one sheet of a workbook is called."""
    return _("Contacts")
