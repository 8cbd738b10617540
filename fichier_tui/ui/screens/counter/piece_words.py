"""What was understood of a line, piece by piece, in the words of who reads it: pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fichier_tui import i18n
from fichier_tui.domain.line import YES, Ambiguity, Line, Piece
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import code_words, format
from fichier_tui.ui.recurrence import every_words

VERBS = {
    "visit": N_("visit"),
    "purchase": N_("purchase"),
    "call": N_("call"),
    "meeting": N_("appointment"),
    "email": N_("e-mail to write"),
    "todo": N_("task"),
    "note": N_("note"),
    "complaint": N_("complaint"),
    "done": N_("done"),
    "postpone": N_("put off"),
    "cancel": N_("cancel"),
    "contact": N_("contact"),
    "stop": N_("opposition"),
    "consent": N_("consent"),
    "segment": N_("segment"),
}
SLOTS = {
    "verb": N_("what is done"),
    "new": N_("a new contact"),
    "who": N_("a name"),
    "product": N_("a product"),
    "amount": N_("an amount"),
    "quantity": N_("a quantity"),
    "people": N_("a number of people"),
    "nights": N_("a number of nights"),
    "date": N_("a day"),
    "time": N_("an hour"),
    "phone": N_("a telephone"),
    "email": N_("an e-mail"),
    "postcode": N_("a postcode"),
    "card": N_("a loyalty card"),
    "birth": N_("a birth date"),
    "consent": N_("a consent"),
    "source": N_("where the contact comes from"),
    "tag": N_("a tag"),
    "priority": N_("a priority"),
    "every": N_("a rhythm"),
    "note": N_("a note"),
    "subject": N_("what about"),
    "result": N_("the result"),
    "then": N_("what comes next"),
}
_FRENCH_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
URGENT = 2
_OF_A_VERB = frozenset(("date", "time", "people", "nights", "quantity", "priority", "every"))


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece as it is shown. `piece` is None for what was not typed, or for the name."""

    words: str
    piece: Piece | None = None
    ambiguity: Ambiguity | None = None
    presumed: bool = False
    unread: bool = False


def day_words(day: dt.date, today: dt.date) -> str:
    """ "jeu. 3 déc.", "Thu 3 Dec"; today, tomorrow and yesterday by their names; the year where it is not this one."""
    if day == today:
        return format.relative(day, today)
    year = "" if day.year == today.year else f" {day.year}"
    if i18n.language() == "fr":
        number = "1er" if day.day == 1 else str(day.day)
        words = f"{format.weekday(day)[:3]}. {number} {_FRENCH_MONTHS[day.month - 1]}{year}"
    else:
        words = f"{format.weekday(day)[:3]} {day.day} {format.month(day.month)[:3]}{year}"
    return f"{format.relative(day, today)} {words}" if abs((day - today).days) == 1 else words


def nights_words(count: int) -> str:
    """ "3 nights"."""
    return ngettext("{count} night", "{count} nights", count).format(count=format.number(count))


def consent_words(channel: str, state: str) -> str:
    """ "e-mail: accepted", for a state of the file."""
    answer = code_words.word(code_words.CONSENT_STATES, state)
    return _("{channel}: {state}").format(channel=code_words.word(code_words.CHANNELS, channel), state=answer)


def _said_consents(value: str) -> str:
    """ "email sms yes" as it is said: "e-mail, SMS: yes"."""
    *channels, answer = value.split()
    said = ", ".join(code_words.word(code_words.CHANNELS, channel) for channel in channels)
    return _("{channel}: {state}").format(channel=said, state=_("yes") if answer == YES else _("no"))


def value_words(slot: str, value: str | int | dt.date, today: dt.date) -> str:
    """What a piece means. What the user typed comes back as it is: give it to `shown`."""
    if isinstance(value, dt.date):
        return day_words(value, today)
    if isinstance(value, int):
        return _number_words(slot, value)
    labelled = {
        "verb": _(VERBS.get(value, value)) if slot == "verb" else "",
        "new": _("new contact"),
        "who": _("name: {words}").format(words=value),
        "product": _("product: {words}").format(words=value),
        "time": format.clock(value) if slot == "time" else "",
        "phone": _("tel. {number}").format(number=format.phone(value)),
        "postcode": _("postcode {code}").format(code=value),
        "card": _("loyalty card {number}").format(number=value),
        "birth": _("born {day}").format(day=format.birth_day(value) or value),
        "consent": _said_consents(value) if slot == "consent" else "",
        "source": _("through: {source}").format(source=code_words.word(code_words.SOURCES, value)),
        "tag": _("tag: {words}").format(words=value),
        "every": every_words(value),
        "note": _("note: {words}").format(words=value),
        "then": _("then"),
    }
    return labelled.get(slot) or value


def _number_words(slot: str, value: int) -> str:
    words = {
        "amount": format.money(value),
        "quantity": f"× {value}",
        "people": format.people(value),
        "nights": nights_words(value),
        "priority": "!! " + _("urgent") if value >= URGENT else "! " + _("important"),
    }
    return words.get(slot, str(value))


def parts(line: Line) -> Iterator[Line]:
    """The line, then what comes next, and so on."""
    part: Line | None = line
    while part is not None:
        yield part
        part = part.then


def chips_of(line: Line, today: dt.date) -> tuple[Chip, ...]:
    """What was understood, in the order of the text."""
    pieces = {(piece.start, piece.end, piece.slot): piece for part in parts(line) for piece in part.pieces}
    ambiguous = [one for part in parts(line) for one in part.ambiguous]
    # Without a verb nothing is planned or sold: what was said of it is kept as a note.
    noted = {piece.start for part in parts(line) if not part.verb for piece in part.pieces if piece.slot in _OF_A_VERB}
    placed: list[tuple[int, int, Chip]] = []
    for piece in pieces.values():
        unclear = next((one for one in ambiguous if one.start < piece.end and piece.start < one.end), None)
        slot, value = ("note", piece.words) if piece.start in noted else (piece.slot, piece.value)
        placed.append((piece.start, 1, Chip(value_words(slot, value, today), piece, unclear)))
    at = 0
    for part in parts(line):
        if part.verb and part.presumed:
            placed.append((at, 0, Chip(_("{words} (understood)").format(words=_(VERBS[part.verb])), presumed=True)))
        for words in part.unread:
            unclear = next((one for one in ambiguous if one.words == words and not one.taken), None)
            place = unclear.start if unclear else line.text.find(words)
            placed.append((place if place >= 0 else len(line.text), 1, Chip(words, None, unclear, unread=True)))
        at = max((piece.end for piece in part.pieces), default=at)
    return tuple(chip for _start, _order, chip in sorted(placed, key=lambda one: one[:2]))


def ambiguity_words(one: Ambiguity, today: dt.date) -> str:
    """ "“mardi” is read as a day; it may also be a name: Tab, then Space." """
    others = others_words(one, today)
    if not one.taken:
        return _("“{words}” may be {others}: Tab, then Space.").format(words=one.words, others=others)
    words = _("“{words}” is read as {taken}; it may also be {others}: Tab, then Space.")
    return words.format(words=one.words, taken=_(SLOTS.get(one.taken, one.taken)), others=others)


def others_words(one: Ambiguity, today: dt.date) -> str:
    """ "a name or an hour"."""
    return _(" or ").join(_other_words(other, today) for other in one.others)


def _other_words(other: str, today: dt.date) -> str:
    """A slot, a day, or a name of the file."""
    if other in SLOTS:
        return _(SLOTS[other])
    try:
        return day_words(dt.date.fromisoformat(other), today)
    except ValueError:
        return other
