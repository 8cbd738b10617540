"""The fields of the form of a contact: what each asks, and how a contact becomes answers and answers a contact.

Every way to reach somebody has a blank field after the last: one more can always be typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import Any

from fichier_tui.domain import commune
from fichier_tui.domain.contact import (
    COMPANY,
    PERSON,
    ContactDetails,
    EmailAddress,
    PhoneNumber,
    PostalAddress,
)
from fichier_tui.domain.full_name import capitalised, split_typed
from fichier_tui.domain.own_field import CHOICE, OwnField, is_value
from fichier_tui.domain.text import clean_line
from fichier_tui.exchange.email_address import read_email
from fichier_tui.exchange.telephone import read_phone
from fichier_tui.i18n import N_
from fichier_tui.ui.code_words import CIVILITIES, CONTACT_FIELDS, KINDS, LANGUAGES, SEXES, SOURCES
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.form_spec import Kind
from fichier_tui.ui.screens.card.address_fields import AddressFields
from fichier_tui.ui.screens.card.form_dialog import choices
from fichier_tui.ui.widgets.choosers import Choice
from fichier_tui.ui.widgets.reach import email_answer, email_of, phone_answer, phone_of

PLAIN = ("last_name", "first_name", "company_name", "job_title", "profession", "card_number", "household",
         "source_detail", "important")  # fmt: skip
CODED = ("kind", "civility", "sex", "language", "source")
OF_ADDRESS = ("street", "postcode", "town", "country")


def specs(
    details: ContactDetails,
    own_fields: Sequence[OwnField],
    addresses: AddressFields,
    hidden: Collection[str] = (),
) -> list[FieldSpec]:
    """The fields for a contact: as many telephones, e-mails and addresses as it has, and one more.

    A field that the shop took away (`hidden`) stands where this contact has something in it.
    """
    fields = _every_spec(details, own_fields, addresses)
    return [spec for spec in fields if spec.key not in hidden or getattr(details, spec.key, None)]


def _every_spec(details: ContactDetails, own_fields: Sequence[OwnField], addresses: AddressFields) -> list[FieldSpec]:
    fields = [_labelled("last_name"), _labelled("first_name")]
    phones, emails = _phone_fields(details), _email_fields(details)
    # A telephone and an e-mail side by side where there are two columns.
    for phone, email in zip_longest(phones, emails):
        fields += filter(None, (phone, email))
    fields += _address(0, addresses)
    fields += [
        _labelled("company_name"),
        _labelled("job_title"),
        _labelled("civility", "choice", choices=choices(CIVILITIES)),
        _labelled("sex", "choice", choices=choices(SEXES), free=False),
        _labelled("birth", "birth", hint=N_("14/7/58, or 14/7")),
        _labelled("profession"),
        _labelled("language", "choice", choices=choices(LANGUAGES)),
        FieldSpec("kind", N_("Kind"), "choice", choices=choices(KINDS), free=False),
        _labelled("source", "choice", choices=choices(SOURCES)),
        _labelled("source_detail", hint=N_("the fair, the friend who sent them…")),
        _labelled("card_number"),
        _labelled("household"),
        FieldSpec("tags", N_("Tags"), about_person=True, hint=N_("separated by commas")),
        FieldSpec("interests", N_("Likes"), about_person=True, hint=N_("separated by commas")),
        FieldSpec("first_contact_on", N_("Known since"), "day", past=True),
        *(_own(own, details.custom.get(own.key, "")) for own in own_fields),
        _labelled(
            "important", "note", rows=2, about_person=True, hint=N_("What whoever opens the card must see first")
        ),
    ]
    for place in range(1, len(details.addresses) + 1):
        fields += _address(place, addresses)
    return fields


def _labelled(key: str, kind: Kind = "line", **options: Any) -> FieldSpec:
    """A field called as everywhere."""
    return FieldSpec(key, CONTACT_FIELDS[key], kind, **options)


def _phone_label(place: int, count: int) -> str:
    """Of several, the first is the one that the lists show and that one calls."""
    if place:
        return N_("Other telephone")
    return N_("Main telephone") if count > 1 else N_("Telephone")


def _phone_fields(details: ContactDetails) -> list[FieldSpec]:
    """What is no number is kept as it was written, and must not keep the form from being saved."""
    numbers = [*(phone.number for phone in details.phones), ""]
    return [
        FieldSpec(f"phone_{place}", _phone_label(place, len(details.phones)), "line")
        if number and not read_phone(number)
        else FieldSpec(
            f"phone_{place}", _phone_label(place, len(details.phones)), "phone_and_kind", hint=N_("04 93…, 04 93… work")
        )
        for place, number in enumerate(numbers)
    ]


def _email_fields(details: ContactDetails) -> list[FieldSpec]:
    """The same for e-mails."""
    addresses = [*(email.address for email in details.emails), ""]
    return [
        FieldSpec(f"email_{place}", N_("E-mail"), "email_and_kind" if not address or read_email(address) else "line")
        for place, address in enumerate(addresses)
    ]


def _address(place: int, addresses: AddressFields) -> list[FieldSpec]:
    """Street, postcode, town, country."""
    return [
        FieldSpec(f"street_{place}", N_("Street")),
        FieldSpec(f"postcode_{place}", N_("Postcode"), "digits", search=partial(addresses.postcodes, place)),
        FieldSpec(f"town_{place}", N_("Town"), "proposed", search=partial(addresses.towns, place)),
        FieldSpec(f"country_{place}", N_("Country")),
    ]


def _own(own: OwnField, value: str) -> FieldSpec:
    """A field of the shop's own, its purpose in it while it is empty. What is no value of its type stays as it is."""
    key, hint = f"own_{own.key}", own.purpose
    if own.kind != CHOICE and not is_value(own.kind, own.choices, value):
        return FieldSpec(key, own.label, hint=hint)
    match own.kind:
        case "number":
            return FieldSpec(key, own.label, "decimal", hint=hint)
        case "date":
            return FieldSpec(key, own.label, "day", past=True, hint=hint)
        case "choice":
            # A choice that is offered no more stays on the cards that have it.
            offered = tuple(dict.fromkeys(filter(None, (*own.choices, value))))
            picks = tuple(Choice(text, text) for text in offered)
            return FieldSpec(key, own.label, "choice", choices=picks, free=False, hint=hint)
        case "yes_no":
            answers = (Choice("1", N_("yes")), Choice("0", N_("no")))
            return FieldSpec(key, own.label, "choice", choices=answers, free=False, hint=hint)
        case _:
            return FieldSpec(key, own.label, hint=hint, about_person=True)


def answers_of(details: ContactDetails, own_fields: Sequence[OwnField]) -> dict[str, Any]:
    """What the fields hold of a contact."""
    answers: dict[str, Any] = {name: getattr(details, name) for name in PLAIN}
    answers |= {name: getattr(details, name) or None for name in CODED}
    answers |= {f"phone_{place}": phone_answer(phone) for place, phone in enumerate(details.phones)}
    answers |= {f"email_{place}": email_answer(email) for place, email in enumerate(details.emails)}
    for place, address in enumerate(details.addresses or (PostalAddress(),)):
        answers |= {f"{name}_{place}": " ".join(getattr(address, name).split()) for name in OF_ADDRESS}
    answers |= {"tags": ", ".join(details.tags), "interests": ", ".join(details.interests)}
    answers |= {"birth": details.birth or None, "first_contact_on": details.first_contact_on}
    for own in own_fields:
        value = details.custom.get(own.key)
        answers[f"own_{own.key}"] = (_day(value) or value) if own.kind == "date" else value or None
    return answers


def details_from(answers: Mapping[str, Any], before: ContactDetails, own_fields: Sequence[OwnField]) -> ContactDetails:
    """The contact that the answers describe; what no field shows stays as it was `before`."""
    texts = {name: answers[name] or "" for name in (*PLAIN, *CODED, "birth") if name in answers}
    custom = dict(before.custom)
    for own in own_fields:
        value = answers[f"own_{own.key}"]
        custom[own.key] = value.isoformat() if isinstance(value, dt.date) else value or ""
    details = replace(
        before,
        **texts,
        first_contact_on=answers["first_contact_on"],
        phones=_phones(answers, before),
        emails=_emails(answers, before),
        addresses=_addresses(answers, before),
        tags=_names(answers["tags"]),
        interests=_names(answers["interests"]) if "interests" in answers else before.interests,
        custom=custom,
    )
    named = details.last_name or details.first_name
    # A company's name alone is that of a company.
    kind = COMPANY if details.company_name and not named and before.kind != COMPANY else details.kind
    return replace(details, kind=kind or PERSON)


def with_capitals(details: ContactDetails) -> ContactDetails:
    """Names and towns that were typed without a capital get theirs: nobody needs Shift at the counter."""
    return replace(
        details,
        last_name=capitalised(details.last_name),
        first_name=capitalised(details.first_name),
        addresses=tuple(replace(address, town=commune.with_capitals(address.town)) for address in details.addresses),
    )


def beside(draft: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, str]:
    """A draft of a card that somebody saved since: a telephone or an e-mail goes to the blank field after those that
    stand there now, where another may have been added in its place.
    """
    moved = dict(draft)
    for name in ("phone", "email"):
        typed = [key for key in draft if key.startswith(f"{name}_") and draft[key]]
        blank = f"{name}_{len(_numbered(answers, name))}"
        if len(typed) == 1 and typed[0] != blank:
            moved[blank] = moved.pop(typed[0])
    return moved


def _numbered(answers: Mapping[str, Any], name: str) -> list[tuple[int, str]]:
    """The answers `name_0`, `name_1`, … that say something."""
    found = [(int(key.rpartition("_")[2]), value) for key, value in answers.items() if key.startswith(f"{name}_")]
    return sorted((place, value) for place, value in found if value)


def _phones(answers: Mapping[str, Any], before: ContactDetails) -> tuple[PhoneNumber, ...]:
    known = {phone.number: phone.kind for phone in before.phones}
    return tuple(phone_of(answer, known.get(answer, "")) for _place, answer in _numbered(answers, "phone"))


def _emails(answers: Mapping[str, Any], before: ContactDetails) -> tuple[EmailAddress, ...]:
    known = {email.address: email.kind for email in before.emails}
    return tuple(email_of(answer, known.get(answer, "")) for _place, answer in _numbered(answers, "email"))


def _addresses(answers: Mapping[str, Any], before: ContactDetails) -> tuple[PostalAddress, ...]:
    found = []
    for place in range(len(before.addresses) + 1):
        if f"town_{place}" not in answers:
            break
        old = before.addresses[place] if place < len(before.addresses) else PostalAddress()
        said = {name: answers[f"{name}_{place}"] or "" for name in OF_ADDRESS}
        if said["street"] == " ".join(old.street.split()):
            said["street"] = old.street
        if said["street"] or said["postcode"] or said["town"]:
            found.append(replace(old, **said))
    return tuple(found)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (clean_line(name) for name in text.split(","))))


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value or "")
    except ValueError:
        return None


def guessed(typed: str) -> ContactDetails:
    """A new contact from what was searched for: a telephone number, an e-mail, or a last name and a first name."""
    typed = clean_line(typed)
    if "@" in typed:
        return ContactDetails(emails=(EmailAddress(typed.lower()),))
    if (number := read_phone(typed)) is not None:
        return ContactDetails(phones=(PhoneNumber(number),))
    last, first = split_typed(typed)
    return ContactDetails(last_name=last, first_name=first)
