"""The cells of a foreign file, read by the meaning of their column.

A workbook gives every number as a float and dates as dates, serials or text; a column decides the order of day and
month for all its cells. Every reader answers None for what it cannot read: the cell then goes to the import note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from fichier_tui.domain.calendar_words import MONTHS
from fichier_tui.domain.money import cents_of_number, read_amount
from fichier_tui.domain.text import fold, fold_joined

Cell = str | float | dt.date
"""What a cell may hold: cleaned text ("" for a blank), a number, a date or a datetime."""

DMY, MDY = "dmy", "mdy"
# Excel counts days from here; the 30th, because it believes that 1900 had a 29th of February.
_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_NUMERIC_DAY = re.compile(r"^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})(?:[T\s,]+\d{1,2}[:hH].*)?$")
_WORDED_DAY = re.compile(r"^(?:[a-z]+\s+)?(\d{1,2})(?:er)?\s+([a-z]+)\s+(\d{2}|\d{4})(?:\s+\d{1,2}\s*[:h].*)?$")
_AMERICAN_DAY = re.compile(r"^([a-z]+)\s+(\d{1,2})\s+(\d{4})$")
_COMPACT_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T\d.*)?$")
_DAY_MONTH = re.compile(r"^-{0,2}(\d{1,2})[-/. ](\d{1,2})$")
_NO_DAY = re.compile(r"^[0/.\-\s]*0[0/.\-\s:]*$")
_COUNT = re.compile(r"^(\d{1,6})(?:[.,]0+)?\s*(\D{0,20})$")
_YES_WORDS = (
    "o|oui|x|1|y|yes|true|vrai|ok|on|coche|inscrit|inscrite|optin|opt in|abonne|subscribed|accepte|accord|d accord"
    "|oui confirme|yes confirmed"
)
_YES = frozenset(_YES_WORDS.split("|"))
_NO_WORDS = (
    "n|non|0|no|false|faux|off|refus|refuse|ko|desinscrit|optout|opt out|unsubscribed|pas d accord"
    "|non retire|non oppose|no withdrawn|no opposed"
)
_NO = frozenset(_NO_WORDS.split("|"))
_ENGLISH_AMOUNT = re.compile(r"\d,\d{3}\.\d|^\D*\d+\.\d{2}\D*$")
_FRENCH_AMOUNT = re.compile(r",\d{1,2}\D*$")

_CIVILITIES = {
    "m": "mr", "mr": "mr", "monsieur": "mr", "mister": "mr", "herr": "mr", "sr": "mr",
    "mme": "mrs", "mrs": "mrs", "ms": "mrs", "madame": "mrs", "mlle": "mrs", "melle": "mrs", "mademoiselle": "mrs",
    "miss": "mrs", "frau": "mrs",
}  # fmt: skip
_SEXES = {
    "f": "f", "femme": "f", "female": "f", "feminin": "f", "w": "f", "woman": "f", "mme": "f", "fille": "f",
    "m": "m", "h": "m", "homme": "m", "male": "m", "masculin": "m", "man": "m", "garcon": "m", "mr": "m",
    "non specifie": "", "unspecified": "", "inconnu": "", "autre": "", "non precise": "", "nc": "",
}  # fmt: skip
_LANGUAGES = {
    "francais": "fr", "french": "fr", "anglais": "en", "english": "en", "allemand": "de", "german": "de",
    "deutsch": "de", "italien": "it", "italian": "it", "italiano": "it", "espagnol": "es", "spanish": "es",
    "espanol": "es", "neerlandais": "nl", "dutch": "nl", "portugais": "pt", "portuguese": "pt", "russe": "ru",
}  # fmt: skip
_COUNTRIES = {
    "france": "FR", "francaise": "FR", "fra": "FR", "france metropolitaine": "FR", "belgique": "BE", "belgium": "BE",
    "suisse": "CH", "switzerland": "CH", "schweiz": "CH", "allemagne": "DE", "germany": "DE", "deutschland": "DE",
    "italie": "IT", "italy": "IT", "italia": "IT", "espagne": "ES", "spain": "ES", "espana": "ES", "luxembourg": "LU",
    "royaume uni": "GB", "united kingdom": "GB", "uk": "GB", "angleterre": "GB", "pays bas": "NL", "netherlands": "NL",
    "portugal": "PT", "monaco": "MC", "etats unis": "US", "united states": "US", "usa": "US", "canada": "CA",
}  # fmt: skip
_SOURCES = {
    "salon": "fair", "foire": "fair", "foire salon": "fair", "fair": "fair", "conference": "conference",
    "jeu concours": "prize_game", "concours": "prize_game", "tombola": "prize_game", "devis": "quote",
    "formulaire web": "web_form", "formulaire": "web_form", "formulaire de contact": "web_form",
    "reservation": "booking", "newsletter": "newsletter", "reseaux sociaux": "social_network",
    "facebook": "social_network", "instagram": "social_network", "bon de commande": "order_form",
    "accueil": "reception", "telephone": "phone", "avis": "review", "facture": "invoice", "enquete": "survey",
    "carte de fidelite": "loyalty_card", "parrainage": "referral", "bouche a oreille": "referral",
    "rendez vous": "appointment", "demande de documentation": "document_request",
    "fichier loue": "rented_file", "fichier achete": "rented_file", "location de fichier": "rented_file",
    "achat de fichier": "rented_file", "base achetee": "rented_file", "base louee": "rented_file",
    "formulaire en ligne": "web_form", "reseau social": "social_network", "appointment": "appointment",
    "quote": "quote", "prize game": "prize_game", "request for documents": "document_request", "web form": "web_form",
    "booking": "booking", "social network": "social_network", "order form": "order_form", "reception": "reception",
    "review": "review", "invoice": "invoice", "survey": "survey", "loyalty card": "loyalty_card",
    "referral": "referral", "rented file": "rented_file", "telephone call": "phone",
}  # fmt: skip
_ACTION_WORDS = (
    ("sms", "sms"), ("mail", "email"), ("courriel", "email"), ("courrier", "letter"), ("lettre", "letter"),
    ("brochure", "letter"), ("carte postale", "letter"), ("rdv", "appointment"), ("rendez vous", "appointment"),
    ("visite", "appointment"), ("appel", "call"), ("telephon", "call"), ("phone", "call"), ("relanc", "call"),
    ("offre", "offer"),
)  # fmt: skip


def plain(cell: Cell) -> str:
    """A cell as the text that one would type: 6000.0 is "6000", a date in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat()


def day_order(cells: Iterable[Cell]) -> str:
    """Whether the column writes the day or the month first: what is impossible decides, else the day."""
    day_first = month_first = 0
    for cell in cells:
        if isinstance(cell, str):
            found = _NUMERIC_DAY.match(cell) or _DAY_MONTH.match(cell)
            if found and len(found[1]) <= 2:
                day_first += int(found[1]) > 12
                month_first += int(found[2]) > 12
    return MDY if month_first > day_first else DMY


def is_no_day(cell: Cell) -> bool:
    """Whether the cell is a program's way of writing no date: "0/0/00", "0000-00-00", 0."""
    return cell == 0.0 if isinstance(cell, float) else isinstance(cell, str) and _NO_DAY.match(cell) is not None


def read_cell_day(cell: Cell, order: str, today: dt.date) -> dt.date | None:
    """The day of a cell: a date, a serial, or text in the column's `order`; a two-digit year is near today."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float):
        return _day_of_number(cell, 18_000, 80_000)
    found = _parts(cell, order)
    if found is None:
        return None
    year, month, day = found
    if year < 100:
        year += 2000 if year <= today.year % 100 + 10 else 1900
    return _day(year, month, day)


def read_cell_birth(cell: Cell, order: str, today: dt.date) -> str | None:
    """A birth date as the file keeps it: ISO, or --MM-DD where the year is missing; None if to come or absurd."""
    if isinstance(cell, str):
        short = _DAY_MONTH.match(cell)
        if short:
            first, second = int(short[1]), int(short[2])
            iso = cell.startswith("--")
            month, day = (first, second) if order == MDY or iso else (second, first)
            return f"--{month:02}-{day:02}" if _day(2000, month, day) else None
        found = _parts(cell, order)
        if found is None:
            return None
        year, month, day = found
        if year < 100:
            year = _birth_year(year, today)
        elif year == 1604:
            return f"--{month:02}-{day:02}"  # how Apple writes a birthday without its year
        born = _day(year, month, day)
    elif isinstance(cell, float):
        born = _day_of_number(cell, 1, 80_000)
    else:
        born = cell.date() if isinstance(cell, dt.datetime) else cell
    if born is None or born > today or born.year < today.year - 125:
        return None
    return born.isoformat()


def read_cell_amount(cell: Cell, *, english: bool = False) -> int | None:
    """The cents of a cell; `english` where the column writes thousands with a comma."""
    if isinstance(cell, float):
        return cents_of_number(cell) if abs(cell) < 1e11 else None
    if not isinstance(cell, str):
        return None
    cents = read_amount(cell)
    if cents is None and english and re.fullmatch(r"\D*\d{1,3},\d{3}\D*", cell):
        return read_amount(cell.replace(",", ""))
    return cents


def writes_english_amounts(cells: Iterable[Cell]) -> bool:
    """Whether a column of amounts has a decimal point, and never a decimal comma."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return any(_ENGLISH_AMOUNT.search(text) for text in texts) and not any(_FRENCH_AMOUNT.search(t) for t in texts)


def read_cell_count(cell: Cell) -> int | None:
    """A number of nights, people or things: 2.0, "2", "2 nuits", "1 semaine" (seven nights)."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and 0 <= cell < 1_000_000 else None
    found = _COUNT.match(cell) if isinstance(cell, str) and cell.isascii() else None
    if found is None:
        return None
    unit = fold(found[2])
    if unit in ("semaine", "semaines", "week", "weeks"):
        return int(found[1]) * 7
    known = (
        "",
        "nuit",
        "nuits",
        "nuitee",
        "nuitees",
        "night",
        "nights",
        "pers",
        "personne",
        "personnes",
        "people",
        "pax",
    )
    return int(found[1]) if unit in known else None


def read_yes_no(cell: Cell) -> bool | None:
    """Yes for O, oui, x, 1, true; no for N, non, 0; a date says yes (it is when it was said); else None."""
    if isinstance(cell, float):
        return {1.0: True, 0.0: False}.get(cell)
    if isinstance(cell, dt.date):
        return True
    if cell in ("✓", "✔", "☑", "☒", "X"):
        return True
    word = fold(cell)
    return True if word in _YES else False if word in _NO else None


def read_postcode(cell: Cell, country: str = "FR") -> str:
    """A postcode as text; a French one that lost its first 0 in a workbook has it again."""
    text = plain(cell).strip()
    if country == "FR" and re.fullmatch(r"\d{4}|\d{2} ?\d{3}|\d{5}\.0", text):
        return text.replace(" ", "").removesuffix(".0").zfill(5)
    return text


def read_civility(cell: Cell) -> str | None:
    """The code of domain.contact.CIVILITIES."""
    return _CIVILITIES.get(fold(plain(cell)))


def read_sex(cell: Cell) -> str | None:
    """The code of domain.contact.SEXES; "" for "Non spécifié", which says nothing."""
    return _SEXES.get(fold(plain(cell)))


def read_language(cell: Cell) -> str:
    """The ISO 639-1 code of a language, or the words as they are."""
    text = plain(cell)
    word = fold(text)
    if re.fullmatch(r"[a-z]{2}( [a-z]{2})?", word):
        return word[:2]
    return _LANGUAGES.get(word, text)


def read_country(cell: Cell) -> str:
    """The ISO 3166-1 code of a country, or the words as they are."""
    text = plain(cell)
    return text.upper() if re.fullmatch(r"[A-Za-z]{2}", text) else _COUNTRIES.get(fold(text), text)


def read_source(cell: Cell) -> str:
    """The code of domain.contact.SOURCES for the usual words, else the words as they are."""
    text = plain(cell)
    return _SOURCES.get(fold(text), text)


def action_kind(text: str) -> str:
    """The kind of action that words speak of: "Rappeler" is a call; a task where they say nothing of it."""
    words = fold(text)
    return next((kind for word, kind in _ACTION_WORDS if word in words), "task")


def is_total(text: str) -> bool:
    """Whether a cell is the label of a total row."""
    return (
        re.fullmatch(r"(sous|grand)?(total|totaux|somme|moyenne|subtotal)(general|generaux|ttc|ht)?", fold_joined(text))
        is not None
    )


def _parts(text: str, order: str) -> tuple[int, int, int] | None:
    """Year, month and day of a written date, unchecked."""
    found = _NUMERIC_DAY.match(text)
    if found:
        first, second, third = int(found[1]), int(found[2]), int(found[3])
        if len(found[1]) >= 3:
            return (first, second, third) if len(found[1]) == 4 and len(found[3]) <= 2 else None
        if len(found[3]) not in (2, 4):
            return None
        return (third, first, second) if order == MDY else (third, second, first)
    compact = _COMPACT_DAY.match(text)
    if compact:
        return int(compact[1]), int(compact[2]), int(compact[3])
    words = fold(text)
    worded = _WORDED_DAY.match(words)
    if worded and worded[2] in MONTHS:
        return int(worded[3]), MONTHS[worded[2]], int(worded[1])
    american = _AMERICAN_DAY.match(words)
    if american and american[1] in MONTHS:
        return int(american[3]), MONTHS[american[1]], int(american[2])
    return None


def _birth_year(two_digits: int, today: dt.date) -> int:
    """The century of a birth: a client is at least ten years old, unless that would make him over a hundred."""
    recent = 2000 + two_digits
    return (
        recent
        if recent <= today.year - 10 or (recent <= today.year and today.year - recent + 100 > 100)
        else recent - 100
    )


def _day_of_number(number: float, lowest: int, highest: int) -> dt.date | None:
    """An Excel serial, or a number like 20240131, as a day."""
    if lowest <= number < highest:
        return _SERIAL_ORIGIN + dt.timedelta(days=int(number))
    compact = _COMPACT_DAY.match(str(int(number))) if 1e7 <= number < 1e8 else None
    return _day(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
