"""How long a text message is: in which alphabet it goes, and how many messages it is paid for.

Source: 3GPP TS 23.038 (GSM 03.38), § 6.2.1, the 7-bit default alphabet and its extension, and 3GPP TS 23.040 for what
is sent in several: 160 septets in one message, 153 in each of several; 70 units of UCS-2 in one, 67 in each of several.
One letter outside the alphabet (ê, ç, ’) makes the whole message UCS-2, twice as dear.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

GSM7, UCS2 = "GSM-7", "UCS-2"
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
"""Each takes two septets, which stay in one message."""
_ONE = {GSM7: 160, UCS2: 70}
_OF_SEVERAL = {GSM7: 153, UCS2: 67}
# Signs for which the alphabet has an equal that nobody misses.
_EQUALS = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-",
        "…": "...", "•": "-", "·": "-", "×": "x", "œ": "oe", "Œ": "OE", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\t": " ",
    }
)  # fmt: skip
_QUOTED = re.compile(r"«\s*|\s*»")
_STOP = re.compile(r"\bSTOP\b(?:\s+SMS)?(?:\s+(?:au|to))?\s*:?\s*[3-8]\d{4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SmsLength:
    """Of a message: its alphabet, how many units of it (septets, or 16 bits), how many messages it is sent as."""

    alphabet: str
    units: int
    segments: int
    outside: tuple[str, ...] = ()
    """The letters outside the 7-bit alphabet, each once."""


def sms_length(text: str) -> SmsLength:
    """The length of a message. Nothing is no message: 0 segments."""
    outside = tuple(dict.fromkeys(letter for letter in text if letter not in _BASIC and letter not in _EXTENDED))
    alphabet = UCS2 if outside else GSM7
    sizes = [_units(letter, alphabet) for letter in text]
    units = sum(sizes)
    if units <= _ONE[alphabet]:
        return SmsLength(alphabet, units, 1 if units else 0, outside)
    segments, left = 1, _OF_SEVERAL[alphabet]
    for size in sizes:
        if size > left:
            # What takes two units is not cut between two messages.
            segments, left = segments + 1, _OF_SEVERAL[alphabet]
        left -= size
    return SmsLength(alphabet, units, segments, outside)


def in_short_alphabet(text: str) -> str:
    """The text with what the 7-bit alphabet has instead of what it lacks: ' for ’, e for ê. What has no equal stays."""
    text = unicodedata.normalize("NFC", _QUOTED.sub('"', text)).translate(_EQUALS)
    return "".join(letter if letter in _BASIC or letter in _EXTENDED else _without_accent(letter) for letter in text)


def has_stop(text: str) -> bool:
    """Whether a message says how to be left alone: "STOP au 36111".

    CPCE L. 34-5 asks of each message an address to which one may object without cost; in France it is the word STOP to
    a number of five digits that begins with 3 to 8 (CNIL; Association française du multimédia mobile, 36xxx).
    """
    return _STOP.search(text) is not None


def _units(letter: str, alphabet: str) -> int:
    if alphabet == UCS2:
        return 2 if ord(letter) > 0xFFFF else 1
    return 2 if letter in _EXTENDED else 1


def _without_accent(letter: str) -> str:
    under = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return under if under and all(part in _BASIC for part in under) else letter
