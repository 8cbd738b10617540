"""Is whoever is being typed in the file already? How two contacts are alike, and what tells it.

Pure, and without a verdict: nothing is refused. What is found is one of four things, from the surest to the mere
mention, with the evidence that a person can judge: somebody in a queue is asked "is that you, in Nice?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fichier_tui.domain.commune import town_key
from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.domain.sound import sounds_of
from fichier_tui.domain.text import fold, fold_joined

CERTAIN, LIKELY, HOUSEHOLD, HOMONYM = LIKENESSES = ("certain", "likely", "household", "homonym")
"""The same card, telephone or e-mail and no other name · a near name and the same birth, postcode or town · another
name behind the same telephone, e-mail or door · the same name and nothing else."""
CARD, EMAIL, PHONE, BIRTH, ADDRESS, POSTCODE, TOWN, NAME, NEAR_NAME = EVIDENCE = (
    "card",
    "email",
    "phone",
    "birth",
    "address",
    "postcode",
    "town",
    "name",
    "near_name",
)

_SAME, _NEAR, _PARTLY, _UNKNOWN, _FAMILY, _OTHER = "same", "near", "partly", "unknown", "family", "other"
_AGREE = (_SAME, _NEAR)
# With fewer letters, one letter off is another name: Luc and Lou; two off are forgiven of long ones alone.
_FORGIVEN_FROM, _TWICE_FROM = 4, 9
# No name is longer, and each letter is compared with each.
_COMPARED = 60
# What makes another first name of one: Jean and Jeanne, Daniel and Danielle, Paul and Pauline are often a couple.
_FEMININE = re.compile("(?:[nlt]|in|ett)?e")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two contacts have alike: its code, and what it is ("+33612345678", "Nice")."""

    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a contact is like another: one of `LIKENESSES`, and why, the strongest first."""

    kind: str
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """For the order of several, the surest first."""
        return (LIKENESSES.index(self.kind), -len(self.evidence))


def likeness(typed: ContactDetails, known: ContactDetails) -> Likeness | None:
    """How `typed`, which may be half typed yet, is like a contact of the file; None where it is not."""
    names = _names(typed, known)
    reach, place = tuple(_same_reach(typed, known)), _same_place(typed, known)
    births = _births(typed.birth, known.birth)
    name = (Evidence(NAME if names == _SAME else NEAR_NAME),) if names in _AGREE else ()
    born = (Evidence(BIRTH, known.birth),) if births else ()
    if reach:
        if names in (_FAMILY, _OTHER):
            kind = LIKELY if reach[0].code == CARD else HOUSEHOLD
            return Likeness(kind, reach + place)
        return Likeness(CERTAIN if births is not False else HOUSEHOLD, reach + name + born + place)
    if names == _FAMILY and place and place[0].code == ADDRESS:
        return Likeness(HOUSEHOLD, place)
    if names not in (*_AGREE, _PARTLY):
        return None
    if births is False or names == _PARTLY:
        return Likeness(HOMONYM, name + place)
    if births or place:
        return Likeness(LIKELY, name + born + place)
    return Likeness(HOMONYM, name)


def _same_reach(one: ContactDetails, other: ContactDetails) -> Iterator[Evidence]:
    if _same(fold_joined(one.card_number), fold_joined(other.card_number)):
        yield Evidence(CARD, other.card_number)
    addresses = {email.address for email in one.emails} - {""}
    yield from (Evidence(EMAIL, email.address) for email in other.emails if email.address in addresses)
    numbers = {phone.number for phone in one.phones} - {""}
    yield from (Evidence(PHONE, phone.number) for phone in other.phones if phone.number in numbers)


def _same_place(one: ContactDetails, other: ContactDetails) -> tuple[Evidence, ...]:
    """The closest that an address of the one is to an address of the other."""
    best: Evidence | None = None
    for mine in one.addresses:
        for theirs in other.addresses:
            found = _same_address(mine, theirs)
            if found is not None and (best is None or EVIDENCE.index(found.code) < EVIDENCE.index(best.code)):
                best = found
    return () if best is None else (best,)


def _same_address(mine: PostalAddress, theirs: PostalAddress) -> Evidence | None:
    postcode = _same(fold_joined(mine.postcode), fold_joined(theirs.postcode))
    town = _same(town_key(mine.town), town_key(theirs.town))
    if (postcode or town) and _same(fold(mine.street), fold(theirs.street)):
        return Evidence(ADDRESS, " ".join(theirs.street.split()))
    if town:
        return Evidence(TOWN, theirs.town)
    return Evidence(POSTCODE, theirs.postcode) if postcode else None


def _same(mine: str, theirs: str) -> bool:
    """Whether both say something, and the same."""
    return bool(mine) and mine == theirs


def _births(one: str, other: str) -> bool | None:
    """Whether both were born on one day; None where what is known of both agrees, but is not all."""
    if not one or not other:
        return None
    if one[-5:] != other[-5:]:
        return False
    return None if one.startswith("--") or other.startswith("--") else one == other


# Names


def _names(one: ContactDetails, other: ContactDetails) -> str:
    mine, theirs = _parts(one), _parts(other)
    if not any(mine) or not any(theirs):
        return _UNKNOWN
    straight = _both(mine, theirs)
    return straight if straight in _AGREE else _swapped(mine, theirs) or straight


def _parts(details: ContactDetails) -> tuple[str, str]:
    """The last and the first name, folded and joined; that of a company stands alone."""
    last, first = fold_joined(details.last_name), fold_joined(details.first_name)
    return (last, first) if last or first else (fold_joined(details.company_name), "")


def _both(mine: tuple[str, str], theirs: tuple[str, str]) -> str:
    last, first = _surnames(mine[0], theirs[0]), _first_names(mine[1], theirs[1])
    if _OTHER in (last, first):
        return _FAMILY if last == _SAME else _OTHER
    if _UNKNOWN in (last, first):
        # A surname alone on both sides, or a company's, is all of the name.
        whole = last == _SAME and not mine[1] and not theirs[1]
        return _SAME if whole else _PARTLY if _SAME in (last, first) else _OTHER
    return _SAME if last == first == _SAME else _NEAR


def _swapped(mine: tuple[str, str], theirs: tuple[str, str]) -> str:
    """ "Hélène Péron" typed in the two fields the wrong way round: only where nothing else is off."""
    return _NEAR if all(mine) and mine == (theirs[1], theirs[0]) else ""


def _surnames(mine: str, theirs: str) -> str:
    """Near are those with a letter or two off ("Rox" for Roux), and those that are said alike."""
    if not mine or not theirs:
        return _UNKNOWN
    if mine == theirs:
        return _SAME
    near = letters_off(mine, theirs) <= _forgiven(max(len(mine), len(theirs))) or _said_alike(mine, theirs)
    return _NEAR if near else _OTHER


def _first_names(mine: str, theirs: str) -> str:
    """As surnames; but Michèle is not Michel, nor Jeanne Jean, and "Hé" or "H." may become Hélène."""
    if not mine or not theirs:
        return _UNKNOWN
    short, long = sorted((mine, theirs), key=len)
    if short != long and long.startswith(short):
        return _OTHER if _FEMININE.fullmatch(long.removeprefix(short)) else _NEAR
    if mine == theirs:
        return _SAME
    alike = (short[-1] == "e") == (long[-1] == "e") and _said_alike(mine, theirs)
    return _NEAR if alike or letters_off(mine, theirs) <= _forgiven(len(short)) else _OTHER


def _said_alike(mine: str, theirs: str) -> bool:
    """Lefèvre and Lefebvre, Philippe and Filipe."""
    sound = "".join(sounds_of(mine))
    return bool(sound) and sound == "".join(sounds_of(theirs))


def _forgiven(length: int) -> int:
    """How many letters may be off."""
    return 0 if length < _FORGIVEN_FROM else 1 if length < _TWICE_FROM else 2


def letters_off(one: str, other: str, most: int = 2) -> int:
    """How many letters are wrong, missing, too many, or swapped with their neighbour; `most` + 1 for anything more."""
    one, other = one[:_COMPARED], other[:_COMPARED]
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for column, theirs in enumerate(other, start=1):
            cost = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != theirs))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == theirs:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
