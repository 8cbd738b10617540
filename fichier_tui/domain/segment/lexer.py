"""The text form of a segment cut into tokens, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fichier_tui.domain.segment.fault import NOT_CLOSED, TOO_LONG, UNEXPECTED, Fault, SegmentError

OPEN, CLOSE, COMMA, OPERATOR, MINUS, WORD, QUOTED = "(", ")", ",", "operator", "-", "word", "quoted"
# Longer than any segment that a person typed; a saved one is read at each count.
LENGTH_LIMIT = 4_000

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
    | (?P<operator>>=|<=|!=|<>|[=:<>≥≤≠])
    | "(?P<quoted>(?:[^"]|"")*)" | «\s*(?P<french>[^»]*?)\s*» | “(?P<curly>[^”]*)”
    | (?P<word>[^\s()",:<>=≥≤≠«»“”!]+)""",
    re.VERBOSE,
)
_OPERATORS = {":": ":", "≥": ">=", "≤": "<=", "≠": "!=", "<>": "!="}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text. `text` is what it means (a quoted text without its quotes)."""

    kind: str
    text: str
    position: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`. Raises SegmentError where a quote is not closed or a sign means nothing."""
    if len(text) > LENGTH_LIMIT:
        raise SegmentError(Fault(TOO_LONG, LENGTH_LIMIT, text[LENGTH_LIMIT : LENGTH_LIMIT + 20]))
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            code = NOT_CLOSED if text[position] in '"«“' else UNEXPECTED
            raise SegmentError(Fault(code, position, text[position : position + 20]))
        tokens += _token(found, tokens)
        position = found.end()
    return tokens


def _token(found: re.Match[str], before: list[Token]) -> list[Token]:
    kind, start, end = found.lastgroup or "", found.start(), found.end()
    written = found[0]
    if kind == "space":
        return []
    if kind in ("quoted", "french", "curly"):
        value = found[kind].replace('""', '"') if kind == "quoted" else found[kind]
        return [Token(QUOTED, value, start, end)]
    if kind == "operator":
        return [Token(OPERATOR, _OPERATORS.get(written, written), start, end)]
    if kind != "word":
        return [Token(written, written, start, end)]
    # A minus after an operator, or after the comma of a list of values, is the sign of a number.
    is_value = bool(before) and (before[-1].kind == OPERATOR or (before[-1].kind == COMMA and before[-1].end == start))
    if written[0] in "-−" and not is_value:
        minus = Token(MINUS, written[0], start, start + 1)
        return [minus, Token(WORD, written[1:], start + 1, end)] if len(written) > 1 else [minus]
    return [Token(WORD, written, start, end)]
