"""How hard a passphrase is to guess, as a result for the screens: nothing here refuses."""

from __future__ import annotations

import math
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# A copied folder is attacked offline. At ten million guesses a second (a thousand graphics cards against Argon2id with
# 64 MiB), 40 bits hold a day, 50 bits four years, 65 bits a hundred thousand years; seven words drawn by dice have 90.
STRONG_BITS, GOOD_BITS, FAIR_BITS = 65, 50, 40
# The estimator looks at this many characters: what follows only makes the phrase stronger.
LOOKED_AT = 72


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate: bits of guessing, and its code for the screens, "weak", "fair", "good" or "strong"."""

    bits: int
    code: str


def estimate_strength(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """How hard this is to guess; `known` are words that a neighbour would try: the shop, the login, the name.

    By zxcvbn, which knows common passwords, names and keyboards, but no French: so that a French sentence is not taken
    for random letters, a phrase of words is worth at most what its words can be.
    """
    from zxcvbn import zxcvbn

    phrase = unicodedata.normalize("NFC", passphrase).strip()
    if not phrase:
        return Strength(0, "weak")
    found = zxcvbn(phrase[:LOOKED_AT], user_inputs=[word for word in known if word])
    bits = min(float(found["guesses_log10"]) * math.log2(10), _most_bits(phrase))
    return Strength(int(bits), _code(bits))


# One word of a vocabulary of 8,000 has 13 bits, as in the lists for dice; a short word (le, de, chat) has less choice.
WORD_BITS, LETTER_BITS = 13, 3


# A letter of each, at the same place on French and English keyboards: 60 syllables, so 17.7 bits a word of three and
# 88 bits in all, where seven words drawn by dice have 90; and no word list whose licence must be known.
CONSONANTS, VOWELS = "bcdfghjklnprstv", "eiou"
SYLLABLES, WORDS = 3, 5


def suggest_passphrase() -> str:
    """Five words that can be said and mean nothing, "tedoru kilope …": 88 bits, drawn by the system's generator.

    No word comes twice: one phrase in twenty thousand would, and be worth no more than four.
    """
    words: list[str] = []
    while len(words) < WORDS:
        word = "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _syllable in range(SYLLABLES))
        if word not in words:
            words.append(word)
    return " ".join(words)


def _most_bits(phrase: str) -> float:
    """What a phrase of words can be worth at most; no limit when it has figures or signs."""
    words = phrase.lower().replace("-", " ").replace("'", " ").split()
    if len(words) < 2 or not all(word.isalpha() for word in words):
        return math.inf
    return sum(min(WORD_BITS, LETTER_BITS * len(word)) for word in set(words))


def _code(bits: float) -> str:
    if bits >= STRONG_BITS:
        return "strong"
    if bits >= GOOD_BITS:
        return "good"
    return "fair" if bits >= FAIR_BITS else "weak"
