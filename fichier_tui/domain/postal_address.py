"""The postal address of a contact as La Poste reads it: at most six lines of 38 characters, in their order.

Sources: AFNOR NF Z10-011 (revised as XP Z10-011, 19 January 2013) and La Poste, Service national de l'adresse, "Les 6
règles d'or de la norme" (laposte.fr/sna): from who to where; six lines at most, none blank; 38 characters a line;
no punctuation from the line of the street on; the last three lines in capitals, without accents; set flush left.

1 the addressee (a company: its name) · 2 within the building: apartment, floor, staircase, "chez" (a company: to whose
attention) · 3 outside the building: building, residence, entrance, zone · 4 number and street · 5 place name, BP, CS ·
6 postcode and town, with its CEDEX. Abroad, the country stands alone on the last line, in French, in capitals
(Universal Postal Union, S42): it takes one of the six, which fits windows and labels.

An address that cannot be written so is never cut: it has a reason instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fichier_tui.domain.commune import read_postcode, town_key
from fichier_tui.domain.contact import COMPANY, ContactDetails, PostalAddress
from fichier_tui.domain.country_names import SERVED_AS_FRANCE, country_code, country_line
from fichier_tui.domain.postal_addressee import addressee_lines
from fichier_tui.domain.postal_shortening import LINE_LIMIT, as_short_as_may_be, broken, packed, shortened
from fichier_tui.domain.text import clean_line, clean_text, fold

LINES_LIMIT = 6
NO_NAME, NO_ADDRESS, NO_STREET, NO_TOWN = "no_name", "no_address", "no_street", "no_town"
NO_POSTCODE, WRONG_POSTCODE = "no_postcode", "wrong_postcode"
UNKNOWN_COUNTRY, TOO_LONG = "unknown_country", "too_long"
REASONS = (NO_NAME, NO_ADDRESS, NO_STREET, NO_POSTCODE, WRONG_POSTCODE, NO_TOWN, UNKNOWN_COUNTRY, TOO_LONG)
"""Why nothing can be sent by post to a contact."""
INCOMPLETE = (NO_NAME, NO_STREET, NO_POSTCODE, WRONG_POSTCODE, NO_TOWN, UNKNOWN_COUNTRY)
"""Those that are told before its lines are set."""

_SEPARATORS = re.compile(r"\s*[,;\n]\s*|\s+[-–—·]\s+")
_SERVICE_BOX = re.compile(r"\s+(?=(?:B\.?\s?P\.?|C\.?S\.?|TSA)\s*\d)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\d{1,5}(?: ?(?:bis|ter|quater|[a-z]))?(?: ?(?:a|et) ?\d{1,5})?")
_INSIDE = re.compile(
    r"(?:appartements?|appt|appart|apt|app|etage|\d{1,2} ?(?:er|e|eme|ieme|nd)? ?etage|rdc|escalier|esc|"
    r"rez de chaussee|porte|couloir|chez|c o|studio|logement|chambre|boite (?:a|aux) lettres|bal|service|"
    r"a l attention|etg)\b"
)
_OUTSIDE = re.compile(
    r"(?:residences?|res|batiments?|bat|bt|immeuble|imm|entree|ent|tour|bloc|pavillon|hall|cage|galerie|"
    r"centre (?:commercial|d affaires)|ccal|zone|za|zi|zac|zae|zone d activites?|parc d activites?|pole|technopole|"
    r"espace|lotissement|lot|domaine|camping|villa|le clos|les jardins)\b"
)
_SPECIAL = re.compile(r"(?:b ?p|boite postale|c ?s|tsa|lieu dit|lieudit|ld|hameau|poste restante|quartier|qua)\b")
_STREET = re.compile(
    r"(?:\d{1,5}(?: ?(?:bis|ter|quater|quinquies|[a-z]))?(?: (?:a|et) \d{1,5})? [a-z]|"
    r"(?:rue|avenue|av|ave|bd|bld|boulevard|chemin|che|ch|impasse|imp|allees?|all|place|pl|route|rte|quai|cours|square|sq|"
    r"passage|rond point|sentier|montee|traverse|ruelle|venelle|faubourg|fg|esplanade|promenade|voie|chaussee|corniche|"
    r"cite|clos|mail|parvis|sente|cote|villa) )"
)
_NUMERO = re.compile(r"\bn\s?[°º]\s?", re.IGNORECASE)
_REPEATED_NUMBER = re.compile(r"^(\d{1,5})(BIS|TER|QUATER)\b")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"})
_CUT_UP = ("paris", "lyon", "marseille")
# Where the town comes before the postcode, with the region between them for the first three.
_WITH_REGION = frozenset(("US", "CA", "AU"))
_TOWN_FIRST = _WITH_REGION | {"NZ", "IN", "SG", "JP", "TH", "PK", "SA", "ID", "TW", "LV", "UA"}
_POSTCODE_BELOW = frozenset(("GB", "GG", "JE", "IM", "IE", "ZA", "KE"))


@dataclass(frozen=True, slots=True)
class PostalBlock:
    """The lines of an address, or why there are none."""

    lines: tuple[str, ...] = ()
    reason: str = ""
    """One of REASONS where there are no lines."""
    country: str = "FR"
    """ISO 3166-1 alpha-2."""
    street: tuple[str, ...] = ()
    """The lines between the addressee and the town, for a letter that sets those itself."""


def postal_block(details: ContactDetails, *, employer: str = "") -> PostalBlock:
    """The address of a contact as it is printed; of several, the best that is complete.

    A person is written to at home first, a company at work first. `employer` is the company of the file where a person
    works, for a letter that goes there.
    """
    wanted = ("work", "other", "home") if details.kind == COMPANY else ("home", "other", "work")
    places = sorted(details.addresses, key=lambda place: wanted.index(place.kind) if place.kind in wanted else 1)
    first = PostalBlock(reason=NO_ADDRESS)
    for rank, place in enumerate(places):
        block = _block(details, place, employer)
        if not block.reason:
            return block
        if rank == 0:
            first = block
    return first


def what_lacks(place: PostalAddress) -> str:
    """Why no letter reaches an address, a code of INCOMPLETE; "" where one does, its length aside."""
    code = country_code(place.country)
    if not code:
        return UNKNOWN_COUNTRY
    last = _last_lines(place.postcode, place.town, place.region, code)
    if isinstance(last, str) and last != TOO_LONG:
        return last
    # Without taking it apart: it is asked of a whole file.
    return "" if any(map(str.isalnum, _NUMERO.sub("", place.street))) else NO_STREET


def capitals(text: str) -> str:
    """A text in capitals without accents, punctuation or double spaces: the last lines of an address."""
    text = _NUMERO.sub(" ", text).translate(_LIGATURES).upper()
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.upper()).split())


@lru_cache(maxsize=50_000)
def _last_lines(postcode: str, town: str, region: str, code: str) -> tuple[str, ...] | str:
    """The lines of the town, or a reason: many live in each."""
    if code in SERVED_AS_FRANCE:
        return _french_last(postcode, town)
    return _foreign_last(postcode, town, region, code)


def _block(details: ContactDetails, place: PostalAddress, employer: str) -> PostalBlock:
    code = country_code(place.country)
    if not code:
        return PostalBlock(reason=UNKNOWN_COUNTRY, country="")
    french = code in SERVED_AS_FRANCE
    last = _last_lines(place.postcode, place.town, place.region, code)
    if isinstance(last, str):
        return PostalBlock(reason=last, country=code)
    middle = _french_middle(place.street) if french else _foreign_middle(place.street)
    if not any(middle):
        return PostalBlock(reason=NO_STREET, country=code)
    company = details.company_name or employer if place.kind == "work" else ""
    for tight in (False, True):
        head = addressee_lines(details, company, tight=tight)
        if not head:
            return PostalBlock(reason=NO_NAME, country=code)
        between = _arranged(middle, LINES_LIMIT - len(last) - len(head))
        lines = (*head, *between, *last)
        if between and len(lines) <= LINES_LIMIT and max(map(len, lines)) <= LINE_LIMIT:
            return PostalBlock(lines, country=code, street=tuple(between))
    return PostalBlock(reason=TOO_LONG, country=code)


# What the two kinds of addresses share: groups of pieces, set on lines.
def _arranged(groups: Sequence[Sequence[str]], room: int) -> list[str]:
    """The groups one after the other on at most `room` lines; none where they do not fit.

    Where room lacks, what is within the building and what is outside it share a line, abbreviated; the street never.
    """
    lines = _within([line for group in groups for line in packed(group)])
    if len(lines) <= room:
        return lines
    for short in (shortened, as_short_as_may_be):
        before = packed([short(piece) or piece for group in groups[:2] for piece in group])
        after = [line for group in groups[2:] for line in packed([short(piece) or piece for piece in group])]
        lines = _within([*before, *after])
        if len(lines) <= room:
            return lines
    return []


def _within(lines: Sequence[str]) -> list[str]:
    """The lines, those that are too long abbreviated, else broken; all of them too long where one cannot be."""
    fitting: list[str] = []
    for line in lines:
        short = shortened(line)
        parts = (short,) if short is not None else broken(as_short_as_may_be(line))
        fitting += parts or (line,)
    return fitting


# France.
def _french_last(postcode: str, town: str) -> tuple[str] | str:
    """The line of postcode and town, or a reason."""
    written = re.sub(r"^F(?:R|RANCE)?\s*[-–]\s*", "", clean_line(postcode), flags=re.IGNORECASE)
    if not written:
        return NO_POSTCODE
    digits = read_postcode(written)
    if not digits or digits.startswith(("00", "99")):
        return WRONG_POSTCODE
    town = capitals(clean_line(town))
    if not town:
        return NO_TOWN
    if "CEDEX" not in town.split() and town_key(town) in _CUT_UP:
        town = town_key(town).upper()
    line = shortened(f"{digits} {town}")
    return TOO_LONG if line is None else (line,)


def _french_middle(street: str) -> tuple[list[str], ...]:
    """Pieces within the building, outside it, the street, and the place name or the box."""
    inside: list[str] = []
    outside: list[str] = []
    ways: list[str] = []
    special: list[str] = []
    for piece in _pieces(street):
        folded = fold(piece)
        if _INSIDE.match(folded):
            inside.append(piece)
        elif _SPECIAL.match(folded):
            special.append(piece)
        elif _STREET.match(folded) and not (ways and _STREET.match(fold(ways[0]))):
            outside += ways
            ways = [piece]
        elif _OUTSIDE.match(folded):
            outside.append(piece)
        elif ways:
            special.append(piece)
        else:
            ways.append(piece)
    if not ways:
        ways, special, outside = (special, [], outside) if special else (outside, [], [])
    elif not _STREET.match(fold(ways[0])):
        # Nothing looks like a street: the last that was said is the nearest to one, the rest comes before it.
        outside, ways = [*outside, *ways[:-1]], ways[-1:]
    return inside, outside, [_way(piece) for piece in ways], [capitals(piece) for piece in special]


def _way(piece: str) -> str:
    return _REPEATED_NUMBER.sub(r"\1 \2", capitals(piece))


def _pieces(street: str) -> list[str]:
    """The street as it was typed, taken apart; a number goes with what follows it."""
    found: list[str] = []
    for part in _SEPARATORS.split(_NUMERO.sub("", clean_text(street))):
        for piece in _SERVICE_BOX.split(part):
            piece = clean_line(piece.strip(" ."))
            if not fold(piece):
                continue
            if found and _NUMBER_ALONE.fullmatch(fold(found[-1])):
                found[-1] += f" {piece}"
            else:
                found.append(piece)
    return found


# Other countries.
def _foreign_middle(street: str) -> tuple[list[str], ...]:
    """The lines as they were typed: each country has its own order."""
    lines = [clean_line(line) for line in clean_text(street).split("\n")]
    return ([], [], *([line] for line in lines if fold(line)))


def _foreign_last(postcode: str, town: str, region: str, code: str) -> tuple[str, ...] | str:
    """The lines of town and country, or a reason. A postcode is not asked for: several countries have none."""
    town = clean_line(town).upper()
    if not fold(town):
        return NO_TOWN
    postcode = re.sub(rf"^{code}\s*-\s*", "", clean_line(postcode).upper())
    if code in _POSTCODE_BELOW:
        lines = [town, postcode]
    elif code in _TOWN_FIRST:
        region = clean_line(region).upper() if code in _WITH_REGION else ""
        lines = [" ".join(part for part in (town, region, postcode) if part)]
    else:
        lines = [f"{postcode} {town}".strip()]
    fitting = [part for line in lines if line for part in (broken(line) or (line,))]
    return TOO_LONG if max(map(len, fitting)) > LINE_LIMIT else (*fitting, country_line(code))
