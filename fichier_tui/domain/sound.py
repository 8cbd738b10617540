"""How a name sounds in French: names that are said alike have one key, however they are written.

Lefèvre, Lefebvre and Lefaivre are LEFEVR; Philippe and Filipe are FILIP; Thibault and Tibo are TIBO. The key follows
the tradition of FONEM (G. Bouchard, P. Brard, Y. Lavoie, "FONEM : un code de transcription phonétique pour la
reconstitution automatique des familles saguenayennes", Population 36/6, 1981) and of Phonex (F. Brouard, 1999):
spelling is read from left to right, each group of letters for the sound that it has where it stands, endings that are
not said left out. Unlike Soundex, vowels count and no key is cut, so that few names meet that one would not take for
each other. It is a means of finding, never of identity.

Sounds have one character each: 1 an, 2 in and un, 3 on, 4 gn, 5 ch, 6 oi, 7 eu, 8 ou, Y as in Mayard.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fichier_tui.domain.text import fold

# Where N or M closes a syllable it is no consonant: the vowel before it is said through the nose.
_CLOSED = "(?![naeiouyh0])"
_BEFORE_VOWEL = "(?=[aeiouy0])"

# What is read, for what sound, the first that fits at a place before those that follow. The letters are those of
# `fold`; 0 is a final É, which says that it is said.
_SPELLINGS: tuple[tuple[str, str | None], ...] = (
    # Endings, most of whose letters are not said.
    (r"[ae][iy]ers?$", "EYER"),  # Meyer, Mayer, Maier
    (r"(?:eau|au)(?:l?[td]|l?x|l)?s?$", "O"),  # Rousseau, Renault, Arnaud, Devaux
    (r"o(?:t|s|st|p|d|z)?s?$", "O"),  # Michot, Legros, Prévost, Ducroz
    (r"ou(?:l?x|l?t|d|p)?s?$", "8"),  # Leroux, Giroud
    (r"o[iy](?:x|t|st|d)?s?$", "6"),  # Delacroix, Benoist, Leroy
    (r"(?:eu|oeu)(?:x|d|f)?s?$", "7"),  # Mathieu, Bœuf
    (r"[ae][iy](?:x|t|d)?s?$", "E"),  # Gervais, Rey
    (r"(?:(?<=[ig])|(?<=[ou]y)|(?<=gn)|(?<=ill)|(?<=[^s]ch)|(?<=^ch))ers?$", "E"),  # Garnier, Roger, Boucher
    (r"e(?:t|st)s?$|ez$", "E"),  # Bonnet, Genest, Martinez
    (r"(?<=[lnr])t?z$|tz$", "S"),  # Schultz, Schulz
    (r"(?<=.)(?:es?|[sz])?$", ""),  # Denise, Thomas, Ruiz
    (r"(?<=[oe]n)[dtcg]?s?$|(?<=an)[dtcg]?s?$|(?<=in)[dtg]?s?$|(?<=un)[td]?s?$", ""),  # Durand, Leblanc, Vincent
    (r"(?<=er)c[qk]?s?$|(?<=r)[dtgs]s?$|(?<=m)[pb]s?$|(?<=m)s$|(?<=l)s$", ""),  # Leclercq, Bernard, Deschamps
    (r"(?:tt|dt)s?$|(?:(?<=^[^aeiouy][^aeiouy]i)|(?<=^[^aeiouy]{3}i)|(?<=^[^aeiouy]{4}i))[td]$", "T"),  # Schmitt
    (r"(?<=[aeiouy])[dtp]s?$", ""),  # Petit
    # Vowels said through the nose.
    (r"o[iu]in" + _CLOSED, "82"),
    (r"oin" + _CLOSED, "82"),  # Godoin
    (r"(?<=[jg])ea(?:n|m(?=[bp]))" + _CLOSED, "1"),  # Jean
    (r"(?<=[iy])en" + _CLOSED, "2"),  # Julien
    (r"(?:[ae]i|[iyu])n" + _CLOSED + r"|(?:ai|[iyu])m(?=[bp])", "2"),  # Germain, Martin, Brun, Rimbaud
    (r"[ae]n" + _CLOSED + r"|[ae]m(?=[bp])", "1"),  # Vincent, Lambert
    (r"on" + _CLOSED + r"|om(?=[bp])", "3"),  # Dupont, Colomb
    # Vowels.
    (r"aill|ail$|ai(?=[aou0])|ay" + _BEFORE_VOWEL, "AY"),  # Maillard, Mayard
    (r"eill|eil$|ey" + _BEFORE_VOWEL, "EY"),
    (r"ouill|ouil$", "8Y"),
    (r"(?:o?eu|u[e])(?:ill|il$)", "7Y"),
    (r"(?<=[jg])e(?=[ao])", ""),  # Georges
    (r"eau|aul(?=t)|au", "O"),
    (r"oeu|eu", "7"),
    (r"ou|oo", "8"),
    (r"o[iy]", "6"),
    (r"[ae][iy]|(?<=^l)ae", "E"),  # Lefaivre, Laetitia
    (r"[iy]", "I"),
    (r"0", "E"),
    # Consonants.
    (r"sch", "5"),
    (r"ch(?=[rl])|(?<=^mi)ch(?=ae)", "K"),  # Christophe, Michaël
    (r"ch|sh", "5"),
    (r"sc(?=[eiy])", "S"),
    (r"cc(?=[eiy])", "KS"),
    (r"c(?=[eiy0])", "S"),
    (r"c?qu|cq|ck|cc?|q", "K"),
    (r"(?<=.)gn", "4"),  # Agnès
    (r"gu(?=[eiy0])|gh", "G"),  # Guérin
    (r"g(?=[eiy0])", "J"),
    (r"ph", "F"),
    (r"b(?=v)|p(?=t[aeiouy])", ""),  # Lefebvre, Baptiste
    (r"(?<=^de)s(?=[bcdfgjklmnpqrv])|(?<=e)s(?=n)|(?<=i)s(?=l)|(?<=[aeo]i)s(?=tr)", ""),  # Desmarets, Mesnard
    (r"(?<=[aeiouy])s" + _BEFORE_VOWEL, "Z"),  # Isabelle
    (r"x(?=.)|(?<=[aei])x", "KS"),
    (r"x", ""),
    (r"w", "V"),
    (r"h", ""),
    (r"[a-z]", None),
)
_ALL = re.compile("|".join(f"({spelling})" for spelling, _sound in _SPELLINGS))
_SOUNDS = tuple(sound for _spelling, sound in _SPELLINGS)
_TWICE = re.compile(r"(.)\1+")
# An E that one skips between two consonants, with a vowel on either side: Catherine, Pelletier.
_SKIPPED = re.compile(r"(?<=[AeEIOU1-36-8][BDFGJKLMNPRSTVZ45])e(?=[BDFGJKLMNPRSTVZ45][AeEIOU1-36-8])")
_SAID_END = re.compile("[éÉ](?=[eE]?[sS]?\\b)")
_SHORTEST = 3


def sounds_of(name: str) -> tuple[str, ...]:
    """The key of each word of a name; words of fewer than three letters, or of others than Latin ones, have none."""
    said = _SAID_END.sub("0", name.replace("ç", "ss").replace("Ç", "SS")) if not name.isascii() else name
    return tuple(key for word in fold(said).split() if (key := _key(word)))


def sound_of(word: str) -> str:
    """The key of one word, "" where it has none."""
    return next(iter(sounds_of(word)), "")


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """The key of one folded word, in which 0 is a final É."""
    letters = word.replace("0", "")
    if len(word) < _SHORTEST or not letters.isascii() or not letters.isalpha():
        return ""
    read = _TWICE.sub(r"\1", _ALL.sub(_sound, word))
    return _TWICE.sub(r"\1", _SKIPPED.sub("", read).upper())


def _sound(match: re.Match[str]) -> str:
    """The sound of what was read; a letter without a rule is its own, an E that may be skipped staying small."""
    sound = _SOUNDS[(match.lastindex or 1) - 1]
    return sound if sound is not None else match[0] if match[0] == "e" else match[0].upper()
