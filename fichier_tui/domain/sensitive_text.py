"""Words of health, religion, opinion… in a free text on a person: what the law wants out of a note (CONSENT R29, R30).

A warning, never an obstacle: the writer decides. Some words say it outright ("cancer de la prostate"), others only come
near it and may be what the service needs ("allergique aux fruits à coque"). A word that sounds alike but is harmless is
in the tables too, the longest reading wins: "chien malade", "rue de la Santé", "M. Catholique" are left in peace.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sensitive import NATIONAL_NUMBER, Judgement
from fichier_tui.domain.sensitive_lexicon import FORBIDDEN, HARMLESS, HARMLESS_AROUND, NEAR, SCORN, SCORNFUL, entries
from fichier_tui.domain.text import fold

__all__ = ["CODES", "SCORNFUL", "judge_text", "warning_of", "warnings", "worst"]

CODES = {
    ("health", True): "note.tells_health",
    ("beliefs", True): "note.tells_beliefs",
    ("politics", True): "note.tells_politics",
    ("union", True): "note.tells_union",
    ("sex_life", True): "note.tells_sex_life",
    ("origin", True): "note.tells_origin",
    ("body", True): "note.tells_body",
    ("offences", True): "note.tells_offences",
    (NATIONAL_NUMBER, True): "note.tells_number",
    ("health", False): "note.near_health",
    ("beliefs", False): "note.near_beliefs",
    ("origin", False): "note.near_origin",
    (SCORNFUL, False): "note.scornful",
}
"""By category and whether it is forbidden, the code of the sentence that warns, which names the article of law."""

_STARTS = 3
"""Letters by which the entries of the tables are found."""
_TOKENS = re.compile(r"[^\W_]+|[.,!?;:()\n]")
# A person, or a place, called so: read in the text as it was written, for its capital letters.
_CALLED_SO = re.compile(
    r"\b(?:MM?|Mmes?|Mlle|Mr|Mrs|Ms|Miss|Me|Dr|Pr|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Ff]amille)\b\.?\s+"
    r"(?:[A-ZÀ-Þ][\w'’-]*\s?)+"
    r"|\b[Ss](?:ain)?te?s?[\s-]\w+"
    r"|\b(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]d|[Bb]oulevard|[Pp]lace|[Qq]uai|[Ii]mpasse|[Cc]hemin|[Aa]llée|[Cc]ours"
    r"|[Ss]quare|[Ff]aubourg|[Rr]oute|[Pp]assage|[Vv]illa|[Rr]ésidence|[Ll]otissement|[Pp]ont|[Pp]arc|[Ss]tation"
    r"|[Gg]are|[Ll]ycée|[Cc]ollège|[Éé]cole|[Hh]ôtel|[Cc]entre|[Cc]abinet|[Ss]tade|[Cc]afé|[Bb]ar|[Rr]estaurant)\s+"
    r"(?:(?:de|du|des|la|le|les)\s+|d['’]|l['’])*[A-ZÀ-Þ][\w-]*"
)
# 1 85 05 78 006 084 36: sex, year, month, department, commune, order, and the key that proves it.
_NUMBER = re.compile(r"(?<!\w)[12][\s.]?\d\d[\s.]?\d\d[\s.]?(?:\d\d|2[ABab])[\s.]?\d{3}[\s.]?\d{3}[\s./-]?\d\d(?!\w)")
_Entry = tuple[re.Pattern[str], str, bool]


def _index() -> dict[str, tuple[_Entry, ...]]:
    """The entries by the letters that they begin with; a category of nothing is harmless."""
    index: dict[str, list[_Entry]] = {}
    tables = [(words, category, True) for category, words in FORBIDDEN.items()]
    tables += [(words, category, False) for category, words in NEAR.items()]
    tables += [(HARMLESS, "", False), (SCORN, SCORNFUL, False)]
    for words, category, forbidden in tables:
        for entry in entries(words):
            start = entry[:_STARTS].partition(" ")[0]
            index.setdefault(start, []).append((re.compile(rf"{entry}\b"), category, forbidden))
    return {start: tuple(entries) for start, entries in index.items()}


_INDEX = _index()


@lru_cache(maxsize=2048)
def judge_text(text: str) -> tuple[Judgement, ...]:
    """What in a text tells of what the law protects, each word as it was written, once, in the order of the text."""
    found: dict[str, Judgement] = {}
    for start, end, category, forbidden in _judged(text):
        word = " ".join(text[start:end].split())
        found.setdefault(fold(word), Judgement(category, word, forbidden))
    return tuple(found.values())


def worst(text: str) -> Judgement | None:
    """The one to warn of: what is forbidden before what only comes near it; None for an ordinary text."""
    found = judge_text(text)
    return next((one for one in found if one.forbidden), found[0] if found else None)


def warnings(text: str) -> tuple[Refusal, ...]:
    """What to say of each word of a text, in its order, as refusals that refuse nothing; none for an ordinary one."""
    return tuple(warning_of(judgement) for judgement in judge_text(text))


def warning_of(judgement: Judgement) -> Refusal:
    """What to say of one word."""
    return Refusal(CODES[judgement.category, judgement.forbidden], word=judgement.word)


def _judged(text: str) -> Iterator[tuple[int, int, str, bool]]:
    for number in _NUMBER.finditer(text):
        if _has_its_key(number[0]):
            yield *number.span(), NATIONAL_NUMBER, True
    tokens = list(_TOKENS.finditer(text))
    if not tokens:
        return
    words = [fold(token[0]) or "." for token in tokens]
    starts, length = [], 0
    for word in words:
        starts.append(length)
        length += len(word) + 1
    hits = list(_hits(" ".join(words), words, starts))
    if not hits:
        return
    harmless = [called.span() for called in _CALLED_SO.finditer(text)]
    for first, last, category, forbidden in hits:
        start, end = tokens[first].start(), tokens[last].end()
        if not any(start < closed and opened < end for opened, closed in harmless):
            yield start, end, category, forbidden


def _hits(folded: str, words: list[str], starts: list[int]) -> Iterator[tuple[int, int, str, bool]]:
    """First and last token of each reading that is not harmless, left to right, the longest first."""
    around: list[tuple[int, int]] | None = None
    reached = 0
    for place, word in enumerate(words):
        if place < reached:
            continue
        best: tuple[int, str, bool] | None = None
        for pattern, category, forbidden in _INDEX.get(word[:_STARTS], ()):
            match = pattern.match(folded, starts[place])
            if match and (best is None or (match.end(), not category, forbidden) > (best[0], not best[1], best[2])):
                best = match.end(), category, forbidden
        if best is None:
            continue
        end, category, forbidden = best
        reached = bisect_right(starts, end - 1)
        if not category:
            continue
        if around is None:
            around = [match.span() for pattern in HARMLESS_AROUND for match in pattern.finditer(folded)]
        if not any(opened <= starts[place] and end <= closed for opened, closed in around):
            yield place, reached - 1, category, forbidden


def _has_its_key(number: str) -> bool:
    """Whether the last two digits are the key of the thirteen others (97 less their rest; Corsica has letters)."""
    digits = re.sub(r"[\s./-]", "", number).upper()
    body = digits[:13].replace("2A", "19", 1) if digits[5:7] == "2A" else digits[:13]
    body = body.replace("2B", "18", 1) if digits[5:7] == "2B" else body
    return body.isdigit() and 97 - int(body) % 97 == int(digits[13:])
