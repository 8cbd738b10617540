"""Telephone numbers of the whole world, read into E.164."""

from __future__ import annotations

from fichier_tui.domain.phone import read_french_phone


def read_phone(text: str, country: str = "FR") -> str | None:
    """The E.164 form of a number written as people write it; `country` (ISO 3166-1) is where it was written.

    French numbers are read at once; others by `phonenumbers`, imported here because it is slow to load. None where
    it is no possible number.
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
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
