"""A line cut into tokens, each with its place; what stands in quotes is one token, and so is "après midi"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from fichier_tui.domain.dates import plain
from fichier_tui.domain.text import fold

NEXT_WORDS = frozenset(("puis", "then", "ensuite", ">", "->", "=>", "→"))
"""What parts a line from what comes next."""
# What is quoted; the marks that part a line; "après midi"; else whatever stands between spaces.
_TOKEN = re.compile(
    r"""\"[^"\s][^"]*\"(?=[\s;,]|$)|'[^'\s][^']*'(?=[\s;,]|$)"""
    r"""|«[^«»]*»|“[^“”]*”|;|>|(?i:apr[eè]s midi)(?=[\s;,!]|$)|[^\s;]+"""
)
QUOTES = ('"', "«", "“", "'")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two spaces. `folded` is in lower case, without accents and end marks; signs are kept."""

    start: int
    end: int
    raw: str
    folded: str
    quoted: bool = False

    @property
    def name(self) -> str:
        """The token as it stands in a name: as it was typed, without quotes and commas."""
        return self.raw[1:-1].strip() if self.quoted else self.raw.strip(",").lstrip('"«“')

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital and goes on in small letters, as a name does."""
        return self.raw[:1].isupper() and not self.raw[1:].isupper()


def text_key(words: str) -> str:
    """What names a piece among those turned back into text: its words folded, mere signs as they are."""
    return " ".join(fold(word) or word for word in words.split())


@lru_cache(maxsize=20_000)
def _folded(raw: str) -> str:
    return plain(raw).strip('():, ."«»“”').replace("apres midi", "apres-midi")


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`; marks of urgency at the end of a word are a token of their own ("10h!")."""
    tokens = []
    for found in _TOKEN.finditer(text):
        raw, start, end = found[0], found.start(), found.end()
        if not raw.strip(","):
            continue
        quoted = raw[0] in QUOTES and len(raw) > 2 and raw[-1] in "'\"»”"
        if not quoted and raw[-1] == "!" and (word := raw.rstrip("!")):
            end_of_word = start + len(word)
            tokens.append(Token(start, end_of_word, word, _folded(word)))
            tokens.append(Token(end_of_word, end, raw[len(word) :], raw[len(word) :]))
        elif not quoted and raw.strip("!") == "":
            tokens.append(Token(start, end, raw, raw))
        else:
            tokens.append(Token(start, end, raw, _folded(raw), quoted))
    return tokens


@dataclass(frozen=True, slots=True)
class Parts:
    """A line cut at its free note and at what comes next."""

    tokens: list[Token]
    note: tuple[int, int] | None = None
    """The place of the free note."""
    following: tuple[Token, list[Token]] | None = None
    """The word that parts, and the tokens after it."""


def parts_of(
    text: str,
    tokens: list[Token],
    kept: Collection[str],
    is_step: Callable[[list[Token]], bool],
    *,
    last: bool = False,
) -> Parts:
    """Cut `tokens` at the first ";" and at the first word of NEXT_WORDS; what is in `kept` is no cut.

    In a free note "puis" is a word as any other unless `is_step` says of what follows that it is a step; after
    the `last` step there is no other.
    """
    cut = next((place for place, token in enumerate(tokens) if token.raw == ";"), len(tokens))
    following = None if last else _following(tokens, cut, kept, is_step)
    if following is not None and following < cut:
        cut = following
    note = None
    if cut < len(tokens) and tokens[cut].raw == ";":
        end = tokens[following].start if following is not None else tokens[-1].end
        note = _trimmed(text, tokens[cut].end, end)
        if note is not None and text_key(text[note[0] : note[1]]) in kept:
            note, cut = None, len(tokens) if following is None else following
    return Parts(
        [token for token in tokens[:cut] if token.raw != ";"],
        note,
        None if following is None else (tokens[following], tokens[following + 1 :]),
    )


def _following(
    tokens: list[Token], cut: int, kept: Collection[str], is_step: Callable[[list[Token]], bool]
) -> int | None:
    """Where the word that begins what comes next stands, if there is one with something on both sides."""
    for place in range(1, len(tokens) - 1):
        token = tokens[place]
        if token.folded not in NEXT_WORDS or token.quoted or text_key(token.raw) in kept:
            continue
        if place < cut or token.raw == ">" or is_step(tokens[place + 1 :]):
            return place
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place without its outer spaces; None where nothing is said there."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def has_word(token: Token) -> bool:
    """Whether there is a letter or a digit in the token."""
    return _WORD.search(token.raw) is not None
