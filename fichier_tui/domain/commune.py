"""French communes: their code, their postcodes, how their names are compared and written, which one an address is in.

Sources of the rules: La Poste's "base officielle des codes postaux" and INSEE's "code officiel géographique". No table
is bundled: the file learns communes from its own addresses and from the official files that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from fichier_tui.domain.text import fold

HUNDREDTHS = 100
"""Figures of communes are kept as whole hundredths: 14.5 % is 1450."""
_ARRONDISSEMENTS: dict[str, tuple[int, int, str]] = {
    "75056": (75101, 75120, "paris"),
    "69123": (69381, 69389, "lyon"),
    "13055": (13201, 13216, "marseille"),
}
"""The three communes that are cut up, with the codes of their parts: La Poste knows the parts, INSEE both."""
_CUT_UP = {key: (first, last) for first, last, key in _ARRONDISSEMENTS.values()}
_ARRONDISSEMENT = re.compile(rf"({'|'.join(_CUT_UP)}) \d{{1,2}}(?: ?(?:er|e|eme|ieme))?(?: arrondissement)?")
_INSEE = re.compile(r"(?:\d\d|2[AB])\d{3}", re.ASCII)
_POSTCODE = re.compile(r"\d{5}", re.ASCII)
_NOT_IN_A_NAME = re.compile(r"[^0-9a-z]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lès", "sous", "sur")
)
_ARTICLES = ("le", "la", "les")


@dataclass(frozen=True, slots=True)
class Commune:
    """A line of an official file: `insee` ("06088", "2A004"), name, one of its postcodes ("" where it says none)."""

    insee: str
    name: str
    postcode: str = ""

    @property
    def key(self) -> str:
        """Its name as names of towns are compared."""
        return town_key(self.name)

    @property
    def area(self) -> str:
        """Where no other commune has that name."""
        return area_of(self.postcode or _postcode_like(self.insee), self.name)


@dataclass(frozen=True, slots=True)
class Communes:
    """What official files said: communes, and their figures in hundredths by (name of the figure, INSEE code)."""

    towns: tuple[Commune, ...] = ()
    figures: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def figure(self, name: str, postcode: str, town: str) -> tuple[int, ...]:
        """The figure of the commune that an address is in; none where it is unknown."""
        key, area = town_key(town), area_of(postcode, town)
        codes = {commune.insee for commune in self.towns if area and (commune.key, commune.area) == (key, area)}
        return tuple(self.figures[name, code] for code in sorted(codes) if (name, code) in self.figures)


NO_COMMUNES = Communes()


@lru_cache(maxsize=50_000)
def town_key(town: str) -> str:
    """A town as it is compared: folded, Saint for St, without its CEDEX: "NICE CEDEX 3" is "Nice", "Lyon 3e" Lyon."""
    words = fold(town).split()
    if "cedex" in words:
        words = words[: words.index("cedex")]
    key = " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
    found = _ARRONDISSEMENT.fullmatch(key)
    return found[1] if found else key


@lru_cache(maxsize=50_000)
def area_of(postcode: str, town: str) -> str:
    """Within which no two communes have one name: the département, or the postcode where a commune is cut up; "" where
    the postcode is no French one. CEDEX and wrong postcodes of the same département lead to the same commune."""
    code = postcode.replace(" ", "")
    if not _POSTCODE.fullmatch(code):
        return ""
    if town_key(town) in _CUT_UP:
        return code
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def _postcode_like(insee: str) -> str:
    """What postcodes of the département of an INSEE code look like: Corsica's are those of 20."""
    return f"20{insee[2:]}" if insee[:2] in ("2A", "2B") else insee


def read_insee(text: str) -> str:
    """The code of a commune: "1001", which a spreadsheet made of 01001, too; "" for anything else."""
    code = text.replace(" ", "").upper()
    code = code.zfill(5) if code.isascii() and code.isdigit() and len(code) == 4 else code
    return code if _INSEE.fullmatch(code) else ""


def read_postcode(text: str) -> str:
    """A French postcode of five digits: "1000" is 01000; "" for anything else."""
    code = text.replace(" ", "")
    code = code.zfill(5) if code.isascii() and code.isdigit() and len(code) == 4 else code
    return code if _POSTCODE.fullmatch(code) else ""


def town_name(name: str) -> str:
    """A name in capitals as it is written: "SAINT LAURENT DU VAR" is Saint-Laurent-du-Var, "LE HAVRE" Le Havre.

    A name with small letters is left as it is. Accents that the capitals had not are not guessed. Rule of the
    Commission nationale de toponymie: hyphens throughout, but after the article in front.
    """
    if name != name.upper() or not any(character.isalpha() for character in name):
        return name
    words = name.lower().replace("'", " ").replace("-", " ").split()
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
    if len(words) > 1 and words[-1].isdigit() and words[0] in _CUT_UP:
        return words[0].capitalize()
    head = ""
    if len(words) > 1 and words[0] in (*_ARTICLES, "l"):
        article, *words = words
        head = "L'" if article == "l" else f"{article.capitalize()} "
    return head + "-".join(_within(words)).replace("l'-", "l'").replace("d'-", "d'")


def _within(words: list[str]) -> Iterable[str]:
    for place, word in enumerate(words):
        if word in ("d", "l") and place + 1 < len(words):
            yield f"{word}'" if place else f"{word.upper()}'"
        elif place and word in _SMALL_WORDS:
            yield word
        else:
            yield word.capitalize()


def with_capitals(town: str) -> str:
    """ "saint-laurent-du-var" typed without a capital is Saint-Laurent-du-Var; one with any is left as it is."""
    if town != town.lower():
        return town
    return _LETTERS.sub(
        lambda word: word[0] if word[0] in _SMALL_WORDS and word.start() else word[0].capitalize(), town
    )


def figure_name(text: str) -> str:
    """The name of a figure as segments write it: "Revenu médian (€)" is revenu_median; "" where nothing is left."""
    return _NOT_IN_A_NAME.sub("_", fold(text)).strip("_")


def with_parts(figures: Mapping[str, int]) -> dict[str, int]:
    """Figures by INSEE code; those of Paris, Lyon and Marseille stand for each arrondissement that has none."""
    given = dict(figures)
    for whole, (first, last, _key) in _ARRONDISSEMENTS.items():
        if whole in given:
            for code in range(first, last + 1):
                given.setdefault(str(code), given[whole])
    return given
