"""The fields of a contact in the words of a letter: in the language of the letter, not in that of the screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fichier_tui.domain.contact import COMPANY, ContactDetails
from fichier_tui.domain.letter.facts import LetterFacts
from fichier_tui.domain.letter.fields import OWN_PREFIX
from fichier_tui.domain.own_field import DATE, NUMBER, YES, YES_NO, OwnField
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.exchange.telephone import write_phone

_MRS, _MR = "mrs", "mr"
_BY_SEX = {"f": _MRS, "m": _MR}
_CIVILITIES = {"fr": {_MRS: "Madame", _MR: "Monsieur"}, "en": {_MRS: "Mrs", _MR: "Mr"}}
_DEAR = {"fr": {_MRS: "Chère", _MR: "Cher"}, "en": {_MRS: "Dear", _MR: "Dear", "": "Dear"}}
# The ending of a past participle; in English there is none to agree.
_ENDING = {"fr": {_MRS: "e", _MR: "", "": "(e)"}, "en": {}}
_ANYBODY = {"fr": "Madame, Monsieur", "en": "Dear Sir or Madam"}
_YES_NO = {"fr": ("oui", "non"), "en": ("yes", "no")}
_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
_MONTHS = {"fr": tuple(_FRENCH_MONTHS.split()), "en": tuple(_ENGLISH_MONTHS.split())}


def merge_values(
    facts: LetterFacts,
    *,
    language: str,
    today: dt.date,
    business: str = "",
    own: Sequence[OwnField] = (),
    address: Sequence[str] = (),
    offer: str = "",
    offer_until: dt.date | None = None,
) -> dict[str, str]:
    """The values of one contact by code of field; what it lacks is absent, so that a default takes its place.

    `language` is that of the letter ("fr", "en"); `address` the lines of the postal address, where the letter has one.
    """
    language = language if language in _MONTHS else "en"
    details = facts.details
    written = {
        **_called(facts, language),
        **_reached(details),
        "job_title": details.job_title,
        "address": "\n".join(address),
        "favourite_product": facts.favourite_product,
        "card_number": details.card_number,
        "sponsor": facts.sponsor,
        "business": business,
        "offer": offer,
    }
    values = {
        **{code: clean_text(value) for code, value in written.items()},
        "last_visit": day_in_words(facts.last_visit, language),
        "last_purchase": day_in_words(facts.last_purchase, language),
        "points": "" if facts.points is None else _number(str(facts.points), language),
        "birthday": _birthday(details.birth, language),
        "today": day_in_words(today, language),
        "offer_until": day_in_words(offer_until, language),
        **{OWN_PREFIX + field.key: _own(field, details.custom.get(field.key, ""), language) for field in own},
    }
    # A man's ending is nothing, and nothing lacks: the only value that may be empty.
    return {code: value for code, value in values.items() if value or code == "e"}


def day_in_words(day: dt.date | None, language: str) -> str:
    """ "1er mars 2026", "1 March 2026"; empty for None."""
    if day is None:
        return ""
    return f"{_day_and_month(day, language)} {day.year}"


def _day_and_month(day: dt.date, language: str) -> str:
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]}"


def civility_of(details: ContactDetails) -> str:
    """ "mrs", "mr" or "": as it is called, else by its sex; a company is called neither."""
    if details.kind == COMPANY:
        return ""
    return details.civility if details.civility in (_MRS, _MR) else _BY_SEX.get(details.sex, "")


def _called(facts: LetterFacts, language: str) -> dict[str, str]:
    details, code = facts.details, civility_of(facts.details)
    first, last = clean_line(details.first_name), clean_line(details.last_name)
    person = details.kind != COMPANY
    civility = _CIVILITIES[language].get(code, "")
    full_name = f"{first} {last}".strip() if person else clean_line(details.company_name)
    titled = f"{civility} {last}" if civility and last else full_name
    if language == "fr":
        # In a French letter the name does not follow: "Madame,".
        salutation = civility or _ANYBODY["fr"]
    else:
        salutation = f"Dear {titled}" if person and titled else _ANYBODY["en"]
    return {
        "salutation": salutation,
        "dear": _DEAR[language].get(code, ""),
        "e": _ENDING[language].get(code, ""),
        "civility": civility,
        "titled_name": titled,
        "first_name": first if person else "",
        "last_name": last if person else "",
        "full_name": full_name,
        "company": details.company_name or facts.employer,
    }


def _reached(details: ContactDetails) -> dict[str, str]:
    place = next((one for one in details.addresses if one.town or one.postcode), None)
    return {
        "postcode": "" if place is None else place.postcode,
        "town": "" if place is None else place.town,
        "email": details.emails[0].address if details.emails else "",
        "phone": write_phone(details.phones[0].number) if details.phones else "",
    }


def _birthday(birth: str, language: str) -> str:
    try:
        day = dt.date.fromisoformat(f"2000-{birth[2:]}" if birth.startswith("--") else birth)
    except ValueError:
        return ""
    return _day_and_month(day, language)


def _own(field: OwnField, kept: str, language: str) -> str:
    if not kept:
        return ""
    if field.kind == YES_NO:
        return _YES_NO[language][kept != YES]
    if field.kind == NUMBER:
        return _number(kept, language)
    if field.kind == DATE:
        try:
            return day_in_words(dt.date.fromisoformat(kept), language)
        except ValueError:
            return ""
    return clean_text(kept)


def _number(kept: str, language: str) -> str:
    """ "1200.5" as one writes it: "1 200,5", "1,200.5"."""
    whole, point, decimals = kept.partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    if language == "fr":
        return grouped.replace(",", "\u202f") + (f",{decimals}" if point else "")
    return grouped + (f".{decimals}" if point else "")
