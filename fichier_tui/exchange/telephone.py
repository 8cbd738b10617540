"""Telephone numbers of the whole world: read into E.164, written as their country writes them."""

from __future__ import annotations

from functools import lru_cache

from fichier_tui.domain.phone import format_phone, read_french_phone

FRENCH = 33
"""The calling code of France."""


def read_phone(text: str, country: str = "FR") -> str | None:
    """The E.164 form of a number written as people write it; `country` (ISO 3166-1) is where it was written.

    French numbers are read at once; others by `phonenumbers`, imported here because it is slow to load. None where
    it is no possible number: a digit missing, a digit too many.
    """
    if country == "FR" and not text.startswith("("):
        french = read_french_phone(text)
        if french is not None:
            return french
    if sum(character.isdigit() for character in text) < 4 or len(text) > 60:
        return None
    import phonenumbers

    candidate = f"+{text.strip()[2:]}" if text.strip().startswith("00") else text
    try:
        number = phonenumbers.parse(candidate, country)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_possible_number(number):
        return None
    # "061234567" lost a digit: as long as a French number without its 0, it would pass for one that begins with 0.
    # Numbers do begin so in a few countries (Italy, Ivory Coast), whose plan knows them.
    if number.italian_leading_zero and (number.country_code == FRENCH or not phonenumbers.is_valid_number(number)):
        return None
    written = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return read_french_phone(written) if number.country_code == FRENCH else written


@lru_cache(maxsize=4096)
def write_phone(number: str) -> str:
    """ "+33612345678" as "06 12 34 56 78", "+41227671111" as "+41 22 767 11 11"; what is no number as it is."""
    written = format_phone(number)
    if written != number or not (number.startswith("+") and number[1:].isascii() and number[1:].isdigit()):
        return written
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    grouped = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    # Hyphens would tell nothing that spaces do not, and break a line.
    grouped = grouped.replace("-", " ")
    # A number that the country's plan does not know is never shown with a digit more or less.
    return grouped if grouped.replace(" ", "") == number else number
