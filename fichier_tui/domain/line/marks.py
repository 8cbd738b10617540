"""What stands in a line by its mark or its keyword: labels, urgency, sources, consents."""

from __future__ import annotations

from fichier_tui.domain.contact import SOURCES
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.import_values import read_source
from fichier_tui.domain.keyboard import azerty_digits
from fichier_tui.domain.line.line import NO, YES
from fichier_tui.domain.line.scan import Scan
from fichier_tui.domain.segment.grammar import CHANNEL_WORDS, SOURCE_WORDS
from fichier_tui.domain.text import fold

_CHANNEL_FORMS = {
    "email": "mails emails e-mails courriels mel mels mailing mailings newsletter newsletters",
    "sms": "texto textos texts textes",
    "phone": "appel appels appeler calls phones",
    "post": "courriers lettres letters papier",
}
CHANNELS: dict[str, str] = {
    word: code
    for code, words in CHANNEL_WORDS.items()
    for word in (*words.folded(), *_CHANNEL_FORMS[code].split(), *([] if code != "email" else ["e-mail"]))
}
_ALL = frozenset(["tout", "tous", "toutes", "all", "everything"])
CONSENT_KEYWORDS = {
    "ok": YES, "oui": YES, "yes": YES, "consent": YES, "accord": YES, "optin": YES,
    "non": NO, "no": NO, "refus": NO, "stop": NO,
}  # fmt: skip
SOURCE_KEYWORDS = ("via", "source", "origine", "canal")
PRIORITIES = {
    "!": 1, "!!": 2, "urgent": 2, "urgente": 2, "prioritaire": 1, "priority": 1,
}  # fmt: skip
_LONGEST_SOURCE = 4
_SEGMENT_SOURCES = {word: code for code, words in SOURCE_WORDS.items() for word in words.folded()}


def take_marks(scan: Scan) -> None:
    """Read labels, urgency, sources and consents."""
    for place in range(len(scan.tokens)):
        if scan.free(place):
            _ = _tag(scan, place) or _priority(scan, place) or _consents(scan, place) or _source(scan, place)
    if scan.verb in ("stop", "consent"):
        _bare_channels(scan)


def _tag(scan: Scan, place: int) -> bool:
    """`*vip`; "*2" is a quantity."""
    raw = scan.tokens[place].raw.rstrip(",.")
    if len(raw) < 2 or raw[0] not in "*#" or not raw[1].isalpha() or azerty_digits(raw[1:]) != raw[1:]:
        return False
    tag = scan.vocabulary.tag(raw[1:])
    if any(found.slot == "tag" and fold(str(found.value)) == fold(tag) for found in scan.found):
        scan.refuse(place, place + 1)
    else:
        scan.take("tag", place, place + 1, tag)
    return True


def _priority(scan: Scan, place: int) -> bool:
    raw = scan.tokens[place].raw
    priority = 2 if raw.startswith("!!") and not raw.strip("!") else PRIORITIES.get(scan.tokens[place].folded, 0)
    return bool(priority) and (scan.take("priority", place, place + 1, priority) or True)


def _consents(scan: Scan, place: int) -> bool:
    """`ok:mail,sms`, also with spaces behind the marks."""
    raw = scan.tokens[place].raw
    keyword, colon, listed = raw.partition(":")
    answer = CONSENT_KEYWORDS.get(fold(keyword))
    if not colon or answer is None:
        return False
    last = place + 1
    while (listed.endswith(",") or not listed) and scan.free(last) and _channels_of(scan.tokens[last].raw):
        listed += scan.tokens[last].raw
        last += 1
    channels = _channels_of(listed)
    if not channels:
        if not listed and answer == YES:
            return False
        scan.refuse(place, last)
        return True
    _say(scan, place, last, channels, answer)
    return True


def _channels_of(listed: str) -> tuple[str, ...]:
    """The channels named between commas; nothing if one of them is none."""
    found: list[str] = []
    for word in listed.strip(",").split(","):
        folded = fold(word)
        if folded in _ALL:
            found.extend(CONSENT_CHANNELS)
        else:
            found.append(CHANNELS.get(folded) or CHANNELS.get(folded.replace(" ", "")) or "")
    return () if "" in found else tuple(dict.fromkeys(found))


def _say(scan: Scan, first: int, last: int, channels: tuple[str, ...], answer: str) -> None:
    """Note the answer for each channel; a channel that has its answer already makes the piece unread."""
    said = {word for found in scan.found if found.slot == "consent" for word in str(found.value).split()[:-1]}
    if said & set(channels):
        scan.refuse(first, last)
    else:
        scan.take("consent", first, last, " ".join((*channels, answer)))


def _bare_channels(scan: Scan) -> None:
    """Behind `stop` and `consent`, the channels as mere words: "stop mail et sms péron"; "tout" is every channel."""
    answer = NO if scan.verb == "stop" else YES
    for place in range(len(scan.tokens)):
        if not scan.free(place):
            continue
        channels = _channels_of(scan.tokens[place].raw)
        if not channels:
            continue
        first = place
        while first and scan.word(first - 1) in (
            "les",
            "des",
            "de",
            "d'",
            "et",
            "and",
            "par",
            "by",
            "ou",
            "or",
            "the",
            "la",
            "le",
        ):
            first -= 1
        _say(scan, first, place + 1, channels, answer)


def _source(scan: Scan, place: int) -> bool:
    """`via salon`, `source: site web`: the longest known source, else one word as it was typed."""
    keyword, colon, rest = scan.tokens[place].raw.partition(":")
    if fold(keyword) not in SOURCE_KEYWORDS:
        return False
    if not colon and scan.tokens[place].capital and scan.begins(place):
        scan.doubt(place, place + 1, "who", "source")
        return False
    if colon and rest:
        scan.take("source", place, place + 1, _known(scan, rest) or rest)
        return True
    first = place + 1
    for last in range(min(first + _LONGEST_SOURCE, len(scan.tokens)), first, -1):
        if scan.free(first, last):
            words = " ".join(token.raw for token in scan.tokens[first:last])
            known = _known(scan, words)
            if known or last == first + 1:
                scan.take("source", place, last, known or scan.tokens[first].name)
                return True
    return False


def _known(scan: Scan, words: str) -> str | None:
    """The code of the source that is meant, or the file's own name for it."""
    folded = fold(words)
    source = read_source(words)
    if source not in SOURCES:
        source = next((code for code in SOURCES if code.replace("_", " ") == folded), "")
    return source or _SEGMENT_SOURCES.get(folded.replace(" ", "")) or scan.vocabulary.source(words)
