"""A line of an address that is too long for its 38 places, made shorter as La Poste allows, or broken between words.

Sources: AFNOR NF Z10-011, annexes of abbreviations (kinds of streets, titles), and La Poste's Service national de
l'adresse, "Les règles d'abréviation des noms de voies": nothing is abbreviated that fits; then the kind of the street,
the titles, the French first names to their initial, the articles; never the last word, by which the street is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fichier_tui.domain.full_name import has_first_name
from fichier_tui.domain.text import fold

LINE_LIMIT = 38
"""Characters of a line, spaces included (NF Z10-011)."""

_KINDS = {
    "allee": "ALL", "allees": "ALL", "ancien": "ANC", "ancienne": "ANC", "appartement": "APP", "arcade": "ARC",
    "autoroute": "AUT", "avenue": "AV", "barriere": "BRE", "bastide": "BSTD", "batiment": "BAT", "batiments": "BAT",
    "boulevard": "BD", "carrefour": "CAR", "centre": "CTRE", "chalet": "CHL", "chaussee": "CHS", "chemin": "CHE",
    "cheminement": "CHEM", "cite": "CITE", "corniche": "COR", "cottage": "COTT", "descente": "DSC", "domaine": "DOM",
    "ecluse": "ECL", "eglise": "EGL", "enceinte": "EN", "enclos": "ENC", "entree": "ENT", "escalier": "ESC",
    "espace": "ESPA", "esplanade": "ESP", "etage": "ETG", "faubourg": "FG", "ferme": "FRM", "fontaine": "FON",
    "forum": "FORM", "galerie": "GAL", "hameau": "HAM", "hippodrome": "HIP", "immeuble": "IMM", "impasse": "IMP",
    "jardin": "JARD", "lieu": "LD", "lotissement": "LOT", "manoir": "MAN", "marche": "MAR", "montee": "MTE",
    "moulin": "MLN", "musee": "MUS", "palais": "PAL", "parvis": "PRV", "passage": "PAS", "passerelle": "PLE",
    "pavillon": "PAV", "peristyle": "PSTY", "petit": "PT", "petite": "PTE", "place": "PL", "placis": "PLCI",
    "plateau": "PLT", "pointe": "PNT", "porche": "PCH", "porte": "PTE", "poterne": "POT", "presquile": "PRQ",
    "promenade": "PROM", "quartier": "QUA", "raidillon": "RAID", "rempart": "REM", "residence": "RES",
    "residences": "RES", "rocade": "ROC", "rond": "RPT", "rotonde": "RTD", "route": "RTE", "sentier": "SEN",
    "square": "SQ", "station": "STA", "terrain": "TRN", "terrasse": "TSSE", "traverse": "TRA", "village": "VLGE",
    "villa": "VLA", "zone": "ZONE",
}  # fmt: skip
_TITLES = {
    "abbe": "ABBE", "adjudant": "ADJ", "amiral": "AMIRAL", "artisanale": "ART", "artisanal": "ART", "aviateur": "AVIAT",
    "avocat": "AVT", "baron": "BON", "cardinal": "CDL", "capitaine": "CNE", "chanoine": "CHNE", "chevalier": "CHEV",
    "colonel": "CEL", "commandant": "CDT", "commandeur": "CDR", "commercial": "CCAL", "commerciale": "CCAL",
    "comte": "CTE", "comtesse": "CTSE", "conseiller": "CONSEIL", "docteur": "DR", "doyen": "DOY", "ecole": "EC",
    "frere": "FRE", "freres": "FRES", "general": "GAL", "gouverneur": "GOUV", "grand": "GD", "grande": "GDE",
    "grands": "GDS", "grandes": "GDES", "haut": "HT", "haute": "HTE", "hautes": "HTES", "hauts": "HTS",
    "hopital": "HOP", "industriel": "IND", "industrielle": "IND", "ingenieur": "ING", "inspecteur": "INSP",
    "international": "INTL", "internationale": "INTLE", "lieutenant": "LTT", "madame": "MME", "mademoiselle": "MLLE",
    "maitre": "ME", "marechal": "MAL", "marquis": "MIS", "messieurs": "MM", "monseigneur": "MGR", "monsieur": "M",
    "national": "NAL", "nationale": "NALE", "notre": "ND", "pasteur": "PAST", "president": "PDT", "prince": "PCE",
    "professeur": "PR", "recteur": "RECT", "regiment": "RGT", "sainte": "STE", "saint": "ST", "sergent": "SGT",
    "vicomte": "VTE",
}  # fmt: skip
_SMALL = {"sous": "S", "sur": "S"}
_FIRMS = {
    "association": "ASS", "compagnie": "CIE", "cooperative": "COOP", "departement": "DPT", "departemental": "DTAL",
    "departementale": "DTALE", "direction": "DIR", "etablissement": "ETS", "etablissements": "ETS", "federation": "FED",
    "fondation": "FOND", "generale": "GALE", "groupement": "GPT", "institut": "INST", "international": "INTL",
    "laboratoire": "LABO", "regional": "RAL", "regionale": "RALE", "restaurant": "REST", "service": "SCE",
    "societe": "STE", "syndicat": "SYND", "universite": "UNIV",
}  # fmt: skip
# Two words that have one abbreviation.
_PAIRS = (("rond", "point"), ("notre", "dame"), ("lieu", "dit"))
_ARTICLES = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"))
_WORDS = re.compile(r"\S+")


def shortened(line: str, limit: int = LINE_LIMIT, *, firm: bool = False) -> str | None:
    """The line with as few abbreviations as make it fit; None where none makes it. `firm`: it is a company's name."""
    if len(line) <= limit:
        return line
    for words in _shorter(line.split(), firm):
        candidate = " ".join(words)
        if len(candidate) <= limit:
            return candidate
    return None


def as_short_as_may_be(line: str, *, firm: bool = False) -> str:
    """The line with every abbreviation, for one that is broken all the same."""
    last = line.split()
    for words in _shorter(line.split(), firm):
        last = words
    return " ".join(last)


def broken(line: str, limit: int = LINE_LIMIT) -> tuple[str, ...]:
    """The line over several, broken between words; nothing where one word alone is too long."""
    lines: list[str] = []
    for word in line.split():
        if len(word) > limit:
            return ()
        if lines and len(lines[-1]) + 1 + len(word) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def packed(pieces: Sequence[str], limit: int = LINE_LIMIT) -> list[str]:
    """Pieces put on as few lines as they fit on, in their order; a piece that is too long stays alone."""
    lines: list[str] = []
    for piece in pieces:
        if lines and len(lines[-1]) + 1 + len(piece) <= limit:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines


def _shorter(words: list[str], firm: bool) -> Iterator[list[str]]:
    """The words a little shorter each time."""
    words = list(words)
    for table in (_KINDS, _FIRMS, _TITLES, _SMALL) if firm else (_KINDS, _TITLES, _SMALL):
        place = 0
        while place < len(words) - 1:
            if _abbreviate(words, place, table):
                yield words
            place += 1
    if not firm:
        for place, word in enumerate(words[:-1]):
            if place and len(word) > 2 and has_first_name([word]):
                words[place] = word[0]
                yield words
    place = 1
    while place < len(words) - 1:
        if fold(words[place]) in _ARTICLES:
            del words[place]
            yield words
        else:
            place += 1


def _abbreviate(words: list[str], place: int, table: dict[str, str]) -> bool:
    """Whether the word at `place` (with the next, of a pair) was abbreviated."""
    key = fold(words[place])
    pair = next((pair for pair in _PAIRS if pair[0] == key), None)
    if key not in table or (pair is not None and (place > len(words) - 3 or fold(words[place + 1]) != pair[1])):
        return False
    short = table[key] if words[place].isupper() else table[key].capitalize()
    if len(short) >= len(words[place]) and pair is None:
        return False
    words[place : place + (1 if pair is None else 2)] = [short]
    return True
