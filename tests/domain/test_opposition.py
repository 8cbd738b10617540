"""By what somebody who objected is known again."""

from __future__ import annotations

import dataclasses

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.opposition import identifiers

PERON = ContactDetails(
    last_name="Péron",
    first_name="Hélène",
    birth="1958-07-14",
    phones=(PhoneNumber("+33612345678"), PhoneNumber("+33493123456", "home")),
    emails=(EmailAddress("h.peron@free.fr"),),
    addresses=(PostalAddress("3, rue des Bains", "06000", "Nice"),),
)
EVERY = ("email", "sms", "phone", "post")


def closed(details: ContactDetails) -> dict[str, tuple[str, ...]]:
    """The channels by identifier."""
    return {identifier.text: identifier.channels for identifier in identifiers(details)}


def test_each_way_to_reach_somebody_closes_the_channels_it_leads_to() -> None:
    assert closed(PERON) == {
        "phone:+33612345678": ("phone", "sms"),
        "phone:+33493123456": ("phone", "sms"),
        "email:h.peron@free.fr": ("email",),
        "birth:helene peron:1958-07-14": EVERY,
        "address:helene peron:06000:3 rue des bains": ("post",),
    }


SAME = [
    dataclasses.replace(PERON, last_name="PERON", first_name="helene"),
    dataclasses.replace(PERON, last_name="Hélène", first_name="Péron"),
    dataclasses.replace(PERON, emails=(EmailAddress("H.Peron@Free.fr"),)),
    dataclasses.replace(PERON, addresses=(PostalAddress("3 RUE DES BAINS", "06000", "NICE"),)),
    dataclasses.replace(PERON, civility="mrs", profession="notaire", addresses=(*PERON.addresses, PostalAddress())),
]


@pytest.mark.parametrize("details", SAME)
def test_one_is_known_again_however_it_was_written(details: ContactDetails) -> None:
    assert closed(details) == closed(PERON)


NOBODY = [
    ContactDetails(last_name="Martin"),
    ContactDetails(last_name="Martin", birth="--07-14"),
    ContactDetails(last_name="Martin", addresses=(PostalAddress(postcode="06000", town="Nice"),)),
    ContactDetails(kind="company", company_name="Spa Martin", birth="1958-07-14"),
    ContactDetails(),
]


@pytest.mark.parametrize("details", NOBODY)
def test_a_name_alone_closes_nothing(details: ContactDetails) -> None:
    assert closed(details) == {}
