"""Telephone numbers and e-mail addresses of the whole world."""

import pytest

from fichier_tui.exchange.email_address import read_email
from fichier_tui.exchange.telephone import read_phone, write_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+33-450-00-00-01", "+33450000001"),
        ("+41 22 767 11 11", "+41227671111"),
        ("00 44 20 7946 0958", "+442079460958"),
        ("tel", None),
        ("", None),
        ("15", None),
        ("1" * 400, None),
        ("061234567", None),
        ("06 12 34 56 7", None),
        ("06123456789", None),
        ("+33 06 12 34 56 7", None),
        ("00 33 61 23 45 6", None),
        ("+41 022 767 11 1", None),
        ("+39 06 698 12345", "+390669812345"),
    ],
)
def test_a_telephone_number_is_read(text: str, number: str | None) -> None:
    assert read_phone(text) == number


def test_a_number_is_read_where_it_was_written() -> None:
    assert read_phone("022 767 11 11", "CH") == "+41227671111"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+41220038834", "+41 22 003 88 34"),
        ("+442079460958", "+44 20 7946 0958"),
        ("+12125550100", "+1 212 555 0100"),
        ("+390669812345", "+39 06 6981 2345"),
        ("+99912345678", "+99912345678"),
        ("+33061234567", "+33 061234567"),
        ("poste 12", "poste 12"),
        ("", ""),
    ],
)
def test_a_number_is_written_as_its_country_does(number: str, written: str) -> None:
    assert write_phone(number) == written
    assert not written.startswith("+4") or read_phone(written) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Marie.Dupont@Exemple.FR ", "marie.dupont@exemple.fr"),
        ("Marie Dupont <m@x.fr>", "m@x.fr"),
        ("mailto:a@b.fr", "a@b.fr"),
        ("-2+3@b.fr", "-2+3@b.fr"),
        ("élise@x.fr", "élise@x.fr"),
        ("x@", None),
        ("dupont.orange.fr", None),
        ("a..b@x.fr", None),
        ("a.@x.fr", None),
        ("a@b@c.fr", None),
        ("a b@c.fr", None),
        ("", None),
    ],
)
def test_an_address_is_read_without_any_network(text: str, address: str | None) -> None:
    assert read_email(text) == address
