"""How complete a card is, in per cent, and what is most worth asking for next (FEATURES K10).

The weights say what serves the contact and the shop most: to be reached, to be allowed to, to be found again. A
consent counts once it was asked on any channel, whatever the answer: a refusal is an answer. The birth date weighs
little on purpose, for the law wants no more than is needed (CONSENT R31).
"""

from __future__ import annotations

from collections.abc import Collection

from fichier_tui.domain.contact import COMPANY, ContactDetails

LAST_NAME, FIRST_NAME, COMPANY_NAME = "last_name", "first_name", "company_name"
PHONE, EMAIL, PLACE, BIRTH, SOURCE, CONSENT = "phone", "email", "place", "birth", "source", "consent"

# Per cent. The order is that in which equals are asked for.
PERSON_WEIGHTS = {
    LAST_NAME: 20,
    PHONE: 20,
    CONSENT: 15,
    EMAIL: 15,
    PLACE: 10,
    FIRST_NAME: 10,
    SOURCE: 5,
    BIRTH: 5,
}
COMPANY_WEIGHTS = {
    COMPANY_NAME: 25,
    PHONE: 20,
    EMAIL: 20,
    PLACE: 20,
    CONSENT: 10,
    SOURCE: 5,
}

# The channel that a field is for.
_CHANNELS = {PHONE: "phone", EMAIL: "email"}


def held(details: ContactDetails, *, consent_asked: bool) -> frozenset[str]:
    """Which of the fields that count are there. A town or a postcode is a place."""
    found = {
        LAST_NAME: details.last_name,
        FIRST_NAME: details.first_name,
        COMPANY_NAME: details.company_name,
        PHONE: details.phones,
        EMAIL: details.emails,
        PLACE: any(address.town or address.postcode for address in details.addresses),
        BIRTH: details.birth,
        SOURCE: details.source,
        CONSENT: consent_asked,
    }
    return frozenset(name for name, value in found.items() if value)


def completeness(kind: str, fields_held: Collection[str]) -> int:
    """Per cent of the weights that the card holds."""
    return sum(weight for name, weight in weights(kind).items() if name in fields_held)


def next_to_ask(
    kind: str, fields_held: Collection[str], passed_over: Collection[str] = (), closed: Collection[str] = ()
) -> str | None:
    """The field that weighs most among those missing and not passed over; None when there is none to ask for.

    A consent is only worth asking once there is a telephone number or an e-mail address to use. The way to reach
    somebody by a channel of `closed`, to which they said no, is never asked for.
    """
    reachable = PHONE in fields_held or EMAIL in fields_held
    missing = {
        name: weight
        for name, weight in weights(kind).items()
        if name not in fields_held
        and name not in passed_over
        and _CHANNELS.get(name) not in closed
        and (name != CONSENT or reachable)
    }
    return max(missing, key=lambda name: missing[name], default=None)


def weights(kind: str) -> dict[str, int]:
    """What each field counts for, for a person or a company."""
    return COMPANY_WEIGHTS if kind == COMPANY else PERSON_WEIGHTS
