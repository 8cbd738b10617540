"""What was typed anew completes the card that is there, and takes nothing away from it."""

from __future__ import annotations

from fichier_tui.domain.completing import complete_with
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress

KNOWN = ContactDetails(
    last_name="Péron",
    first_name="Hélène",
    phones=(PhoneNumber("+33612345678"),),
    addresses=(PostalAddress("3 rue d'Antibes", "06000", "Nice"),),
)


def test_what_the_card_lacks_is_added_and_what_it_has_stays() -> None:
    typed = ContactDetails(
        last_name="peron",
        first_name="helene",
        birth="1958-07-14",
        phones=(PhoneNumber("+33612345678"), PhoneNumber("+33493000000", "home")),
        emails=(EmailAddress("h@free.fr"),),
        addresses=(PostalAddress(postcode="06000", town="NICE CEDEX"),),
        tags=("vip",),
    )
    completed = complete_with(KNOWN, typed)
    assert completed.left_out == ()
    details = completed.details
    assert (details.last_name, details.birth, details.tags) == ("Péron", "1958-07-14", ("vip",))
    assert [phone.number for phone in details.phones] == ["+33612345678", "+33493000000"]
    assert [email.address for email in details.emails] == ["h@free.fr"]
    assert details.addresses == KNOWN.addresses


def test_what_was_typed_otherwise_is_told_and_replaces_nothing() -> None:
    typed = ContactDetails(
        last_name="Perron", first_name="Hélène", addresses=(PostalAddress(postcode="69001", town="Lyon"),)
    )
    completed = complete_with(KNOWN, typed)
    assert completed.details == KNOWN
    assert completed.left_out == ("last_name", "address")


def test_an_address_is_completed_and_a_first_one_added() -> None:
    bare = ContactDetails(last_name="Péron", addresses=(PostalAddress(town="Nice"),))
    typed = ContactDetails(last_name="Péron", addresses=(PostalAddress("1 rue Verte", "06000", "nice"),))
    assert complete_with(bare, typed).details.addresses == (PostalAddress("1 rue Verte", "06000", "Nice"),)
    nowhere = ContactDetails(last_name="Péron")
    assert complete_with(nowhere, typed).details.addresses == typed.addresses
