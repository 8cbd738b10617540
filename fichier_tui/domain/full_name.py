"""A name in one cell taken apart: "DUPONT Marie", "Marie Dupont", "Dupont, Marie", "Chalet du Lac SARL"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fichier_tui.domain.import_values import read_civility
from fichier_tui.domain.text import fold

_PARTICLES = frozenset(
    ("de", "du", "des", "d'", "le", "la", "les", "van", "von", "den", "der", "da", "di", "dos", "el", "ben", "de la")
)
_COMPANY = re.compile(
    r"\b(sarl|sas|sasu|eurl|sa|sci|scea|gaec|snc|scop|gmbh|ltd|llc|inc|association|asso|mairie|commune|hotel|restaurant|"
    r"camping|gite|gites|ecole|college|lycee|office|comite|club|syndicat|entreprise|societe|ets|etablissements|chalet|auberge)\b"
)
_COMMON_FIRST_NAMES = (
    "marie jean pierre michel andre philippe rene louis alain jacques bernard marcel daniel roger paul robert claude "
    "henri christian nicolas georges patrick gerard laurent julien olivier eric thomas alexandre david stephane pascal "
    "francois christophe sebastien frederic thierry vincent guy maurice antoine dominique bruno romain maxime kevin "
    "benjamin lucas hugo jules leo gabriel raphael arthur nathan ethan louise emma alice chloe lea manon jade lina "
    "jeanne francoise monique catherine nathalie isabelle jacqueline anne sylvie martine madeleine suzanne denise "
    "christine valerie sandrine celine nicole veronique stephanie aurelie julie sophie emilie camille laura sarah "
    "helene brigitte yvonne marguerite germaine andree simone paulette yvette ginette odette michele chantal annie "
    "corinne laetitia virginie caroline elodie melanie pauline mathilde marion anais lucie clara charlotte juliette "
    "zoe marc luc yves gilles didier serge joel denis jerome fabrice arnaud cedric guillaume mathieu matthieu emmanuel "
    "franck ludovic xavier victor simon adrien florian quentin alexis clement damien fabien gregory herve hubert tom"
)
_FIRST_NAMES = frozenset(_COMMON_FIRST_NAMES.split())

# Small words of a name keep their small letter: "de la Tour".
_SMALL = frozenset(("de", "du", "des", "la", "le", "les", "d", "l", "van", "von", "der", "den", "di", "da", "y", "et"))

LAST_FIRST, FIRST_LAST = "last_first", "first_last"


def has_first_name(words: Iterable[str]) -> bool:
    """Whether one of the words is a common first name."""
    return any(part in _FIRST_NAMES for word in words for part in fold(word).split())


def name_order(names: Iterable[str]) -> str:
    """Whether a column of names writes the family name first: the common first names tell; French files mostly do."""
    before = after = 0
    for name in names:
        words = fold(name).split()
        if len(words) >= 2 and "," not in name:
            before += words[0] in _FIRST_NAMES
            after += words[-1] in _FIRST_NAMES
    return FIRST_LAST if before > after else LAST_FIRST


def split_name(name: str, order: str) -> tuple[str, str, str, str]:
    """(last name, first name, company name, civility) of a name in one cell. A single word is a last name."""
    head, _, rest = name.partition(" ")
    civility = read_civility(head) if rest and head != "M" else None
    if civility:
        return (*_split(rest.strip(), order), civility)
    return (*_split(name, order), "")


def _split(name: str, order: str) -> tuple[str, str, str]:
    """(last name, first name, company name)."""
    if _COMPANY.search(fold(name)):
        return "", "", name
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        return last, first, ""
    words = name.split()
    if len(words) < 2:
        return name, "", ""
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if any(capitals) and not all(capitals):
        family = [word for word, capital in zip(words, capitals, strict=True) if capital]
        given = [word for word, capital in zip(words, capitals, strict=True) if not capital]
        return " ".join(family), " ".join(given), ""
    place = _boundary(words, order)
    if order == FIRST_LAST:
        return " ".join(words[place:]), " ".join(words[:place]), ""
    return " ".join(words[:place]), " ".join(words[place:]), ""


def _boundary(words: list[str], order: str) -> int:
    """Where the second part begins; particles go with the family name."""
    if order == FIRST_LAST:
        place = len(words) - 1
        while place > 1 and words[place - 1].lower() in _PARTICLES:
            place -= 1
        return place
    place = 1
    while place < len(words) - 1 and words[place - 1].lower() in _PARTICLES:
        place += 1
    return place


def capitalised(name: str) -> str:
    """ "péron-lefèvre" typed without a capital becomes "Péron-Lefèvre"; a name with one is left as it was typed."""
    if name != name.lower():
        return name
    letters, start = list(name), 0
    for place, letter in enumerate([*name, " "]):
        if not (letter.isalpha()):
            if name[start:place] not in _SMALL or start == 0:
                letters[start : start + 1] = [part.upper() for part in letters[start : start + 1]]
            start = place + 1
    return "".join(letters)


def split_typed(name: str) -> tuple[str, str]:
    """(last name, first name) of a name typed at the counter, last name first, with capitals where it had none."""
    last, _space, first = name.strip().partition(" ")
    while fold(last.rpartition(" ")[2]) in _SMALL and first:
        more, _space, first = first.partition(" ")
        last = f"{last} {more}"
    return capitalised(last), capitalised(first.strip())
