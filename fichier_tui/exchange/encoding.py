"""Bytes of unknown origin into text: the encoding guessed, and letters that another program garbled put right."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What accented French letters become; none of these pairs occurs in French.
_GARBLED_UTF8 = ("Ã©", "Ã¨", "Ãª", "Ã§", "Ã®", "Ã´", "Ã«", "Ã¢", "Ã‰", "Å“")
_GARBLED_MAC = ("È", "Ë", "Í", "Î", "Ù", "‡", "Á", "Ó")
_FRENCH = frozenset("éèêëàâäçîïôöùûüœæÉÈÊËÀÂÇÎÏÔÙÛŒ°€’«»–…")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. A byte that the encoding has not is shown as U+FFFD, never refused."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), name.removesuffix("-le").removesuffix("-be")
    if b"\x00" in data[:4096]:
        name = "utf-16-be" if data[:4096:2].count(0) > data[1:4096:2].count(0) else "utf-16-le"
        return data.decode(name, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    sample = bytes(byte for byte in data[:200_000] if byte >= 0x80)
    # In MacRoman é is 8E and è 8F, which French in Windows-1252 never uses.
    name = "mac_roman" if _french_share(sample, "mac_roman") > _french_share(sample, "cp1252") else "cp1252"
    return data.decode(name, "replace"), name


def _french_share(sample: bytes, encoding: str) -> int:
    """How many of the bytes are letters and signs of French in an encoding."""
    return sum(character in _FRENCH for character in sample.decode(encoding, "replace"))


def repair(text: str) -> str:
    """A text whose accents were read in the wrong encoding, put right where that is certain; else as it is.

    "PrÃ©nom" is UTF-8 read as Windows-1252; "PrÈnom", "SociÈtÈ" is Windows-1252 read as MacRoman.
    """
    if text.isascii():
        return text
    if any(mark in text for mark in _GARBLED_UTF8):
        return _recoded(text, "cp1252", "utf-8")
    return text


def repair_mac(text: str) -> str:
    """ "PrÈnom" as "Prénom". Only for a file whose headings show it: "È" is a letter of French capitals."""
    return text if text.isascii() else _recoded(text, "mac_roman", "cp1252")


def shows_mac(headings: list[str]) -> bool:
    """Whether headings were Windows-1252 read as MacRoman: a capital accented letter after a small one."""
    return any(
        letter in _GARBLED_MAC and place and heading[place - 1].islower()
        for heading in headings
        for place, letter in enumerate(heading)
    )


def _recoded(text: str, wrong: str, right: str) -> str:
    """Undo a reading in the wrong encoding; the text as it is where that cannot be."""
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return text
