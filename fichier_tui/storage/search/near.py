"""Who may be meant where few contacts fit what was typed: the near ones, the nearest first.

One word may be written otherwise: with a particle more, in the middle of a longer one, with the same sound, with one
letter wrong, missing, added or swapped, joined to its neighbour or not parted from it. "perh" may be Péron Hélène. Only
where that finds nobody may all words be.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fichier_tui.domain.sought import Part, Sought
from fichier_tui.domain.sound import sound_of
from fichier_tui.storage.search.index import SOUND
from fichier_tui.storage.search.words import (
    beginning,
    beginnings_in_file,
    begins_word_of_file,
    either,
    fitting,
    is_word_of_file,
    known,
    whole,
    words_around,
)
from fichier_tui.storage.session import Session

# Below this many letters, a typo can make any word of any other: only where other words say who is meant.
_ALONE_FROM = 4
_MOST_PARTS = 6
_MOST_WORDS = 24
_MOST_TYPOS = 72
_MOST_CONTACTS = 500
_SHORTEST_SOUND = 3
_ABBREVIATED = range(3, 7)
_ADDED = ("le", "la", "de", "du", "des", "l", "d")

# How far from what was typed: the nearest first.
_PARTICLE, _JOINED, _WITHIN, _SOUND, _SOUND_BEGINS = 0.5, 0.5, 0.6, 0.7, 1.05
_TYPO, _TYPO_BEGINS, _TYPO_FIRST = 1.0, 0.1, 0.05
_ABBREVIATION, _LONG_ABBREVIATION = 0.4, 1.3
_LONGER = 0.06
_ELSEWHERE = 2.0


@dataclass(slots=True)
class _Forms:
    """The other forms in which one part is looked for, each with its distance."""

    part: Part
    beginnings: dict[str, float] = field(default_factory=dict)
    wholes: dict[str, float] = field(default_factory=dict)
    sounds: dict[str, float] = field(default_factory=dict)
    sounds_begin: dict[str, float] = field(default_factory=dict)
    _distances: dict[str, float] = field(default_factory=dict)

    def expressions(self) -> list[str]:
        """All of them, in the language of the index."""
        return [
            *(beginning(word) for word in self.beginnings),
            *(whole(word) for word in self.wholes),
            *(whole(SOUND + key) for key in self.sounds),
            *(beginning(SOUND + key) for key in self.sounds_begin),
        ]

    def distance(self, name: str) -> float:
        """How far the part is from one word of a name."""
        if name not in self._distances:
            self._distances[name] = self._reckoned(name)
        return self._distances[name]

    def _reckoned(self, name: str) -> float:
        if name.startswith(self.part.word) or (self.part.joined and name.startswith(self.part.joined)):
            return 0.0
        near = [self.wholes.get(name, _ELSEWHERE)]
        near += [
            distance + (0 if name == word else _LONGER)
            for word, distance in self.beginnings.items()
            if name.startswith(word)
        ]
        if self.sounds and (key := sound_of(name)):
            near.append(self.sounds.get(key, _ELSEWHERE))
            near += [distance for start, distance in self.sounds_begin.items() if key.startswith(start)]
        return min(near)


def near_contacts(session: Session, sought: Sought, found: frozenset[int], *, abbreviated: bool) -> list[int]:
    """The contacts that are near, the nearest first, without those already `found`; none for a number alone, nor for
    a whole sentence."""
    parts = sought.parts
    if len(parts) > _MOST_PARTS or all(part.word.isdecimal() for part in parts):
        return []
    begins_from = _ALONE_FROM + bool(found) if len(parts) == 1 else _ALONE_FROM
    unknown = [at for at, part in enumerate(parts) if not _begins_a_word(session, part)]
    # Where a word begins none of the file, it is the one that is written otherwise.
    places = unknown if len(unknown) == 1 else range(len(parts) if not unknown else 0)
    forms = [
        _forms(session, part, begins_from, alone=len(parts) == 1) if at in places or len(unknown) > 1 else _Forms(part)
        for at, part in enumerate(parts)
    ]
    candidates = _Candidates(session, found)
    one_off = [
        " AND ".join(either(forms[at].expressions()) if at == place else fitting(part) for at, part in enumerate(parts))
        for place in places
        if forms[place].expressions()
    ]
    candidates.fit(one_off, forms)
    candidates.fit_with(_spaced_otherwise(session, sought), _JOINED)
    if not candidates and len(parts) > 1:
        forms = [one if one.expressions() else _forms(session, one.part, begins_from, alone=False) for one in forms]
        every = [either([fitting(one.part), *one.expressions()]) for one in forms]
        candidates.fit([" AND ".join(every)], forms)
    if abbreviated and len(sought.words) == 1:
        candidates.abbreviated(sought.words[0])
    return candidates.nearest()


def _begins_a_word(session: Session, part: Part) -> bool:
    """Whether anybody fits the part, which for a number is taken to be so."""
    return any(word and (word.isdecimal() or begins_word_of_file(session, word)) for word in (part.word, part.joined))


def _forms(session: Session, part: Part, begins_from: int, *, alone: bool) -> _Forms:
    """The forms of one part; of a word of fewer letters than `begins_from` not those that begin with a typo."""
    forms = _Forms(part)
    word = part.word
    if word.isdecimal() or len(word) < (_ALONE_FROM if alone else 2):
        return forms
    for key in filter(None, map(sound_of, (word, part.joined))):
        forms.sounds[key] = _SOUND
        if len(key) >= _SHORTEST_SOUND:
            forms.sounds_begin[key] = _SOUND_BEGINS
    if len(word) >= _ALONE_FROM:
        forms.beginnings = {added + word: _PARTICLE for added in _ADDED}
        forms.beginnings |= dict.fromkeys(words_around(session, word, _MOST_WORDS), _WITHIN)
    typos = _typos(session, word)
    if len(word) < begins_from:
        forms.wholes = {term: distance for term, distance in typos.items() if is_word_of_file(session, term)}
    else:
        forms.beginnings = typos | forms.beginnings
    return forms


def _typos(session: Session, word: str) -> dict[str, float]:
    """What words of the file begin with, one letter off `word`: whole words before beginnings, the first letter
    being right before it being wrong."""
    found: list[tuple[bool, bool, str]] = []
    for length in (len(word) - 1, len(word), len(word) + 1):
        beginnings = beginnings_in_file(session, length)
        near = process.extract(word, beginnings, scorer=OSA.distance, score_cutoff=1, limit=_MOST_TYPOS)
        found += [(not is_word_of_file(session, term), term[0] != word[0], term) for term, _distance, _place in near]
    return {
        term: _TYPO + (_TYPO_BEGINS if begins else 0) + (_TYPO_FIRST if first else 0)
        for begins, first, term in sorted(found)[:_MOST_TYPOS]
    }


def _spaced_otherwise(session: Session, sought: Sought) -> list[str]:
    """Two words that are one ("marie claude", "per on"), one word that is two ("peronhelene", "peron,helene")."""
    words = [part.word for part in sought.parts]
    joined = [
        " AND ".join(map(beginning, (*words[:at], words[at] + words[at + 1], *words[at + 2 :])))
        for at in range(len(words) - 1)
    ]
    for at, word in enumerate(words):
        for cut in range(2, len(word) - 1):
            if is_word_of_file(session, word[:cut]):
                # With another letter in the place of the space, or none.
                for rest in (word[cut:], word[cut + 1 :]):
                    parted = (*map(beginning, words[:at]), whole(word[:cut]), beginning(rest))
                    joined.append(" AND ".join((*parted, *map(beginning, words[at + 1 :]))))
    return joined


def _surnames(beginning: str) -> list[str]:
    """How a surname begins, and with its particle apart: "leg", "le g"."""
    apart = [
        f"{one} {beginning[len(one) :]}" for one in _ADDED if len(one) < len(beginning) and beginning.startswith(one)
    ]
    return [beginning, *apart]


def _distance(name: list[str], forms: list[_Forms]) -> float:
    """How far the parts are from a name, each from another of its words: one that has none is found elsewhere."""
    pairs = sorted((one.distance(word), at, place) for at, one in enumerate(forms) for place, word in enumerate(name))
    told: dict[int, float] = {}
    taken: set[int] = set()
    for distance, at, place in pairs:
        if at not in told and place not in taken and distance < _ELSEWHERE:
            told[at] = distance
            taken.add(place)
    return sum(told.get(at, _ELSEWHERE) for at in range(len(forms)))


class _Candidates:
    """Contacts that may be meant, with their distance from what was typed."""

    def __init__(self, session: Session, found: frozenset[int]) -> None:
        self._execute = session.database.connection().execute
        self._found = found
        self._columns = f"contact_id, sort_key, {known(session.today)}"
        self._ranks: dict[int, tuple[float, int, str, int]] = {}

    def __len__(self) -> int:
        return len(self._ranks)

    def fit(self, expressions: list[str], forms: list[_Forms]) -> None:
        """Those that one of these expressions finds, as far as their names are from the parts."""
        for number, name, how_known in self._matching(expressions):
            self._take(number, name, how_known, _distance(name.split(), forms))

    def fit_with(self, expressions: list[str], distance: float) -> None:
        """Those that one of these expressions finds, all so far."""
        for number, name, how_known in self._matching(expressions):
            self._take(number, name, how_known, distance)

    def abbreviated(self, word: str) -> None:
        """Those of whose surname and first name the word may be the beginnings: "perh", "pehe", "hper"."""
        if len(word) not in _ABBREVIATED or not word.isalpha():
            return
        distance = _ABBREVIATION if len(word) <= _ALONE_FROM else _LONG_ABBREVIATION
        for cut in range(2, len(word)):
            # The longer the piece of the surname, the likelier; the first name after it, or before.
            for place, (surname, first) in enumerate(((word[:cut], word[cut:]), (word[-cut:], word[:-cut]))):
                for begins in _surnames(surname):
                    rows = self._execute(
                        f"SELECT {self._columns} FROM contact_summary WHERE live = 1 AND sort_key BETWEEN ? AND ?"
                        f" AND instr(sort_key, ?) > 0 ORDER BY 3 DESC LIMIT {_MOST_CONTACTS}",
                        (begins, f"{begins}\x7f", f" {first}"),
                    )
                    for number, name, how_known in rows:
                        self._take(number, name, how_known, distance + 0.02 * (len(word) - cut) + 0.01 * place)

    def nearest(self) -> list[int]:
        """Their numbers, the nearest first, among equals the best known, then by name."""
        return [rank[-1] for rank in sorted(self._ranks.values())]

    def _matching(self, expressions: list[str]) -> list[tuple[int, str, int]]:
        if not expressions:
            return []
        rows: list[tuple[int, str, int]] = self._execute(
            f"SELECT {self._columns} FROM contact_summary WHERE +live AND contact_id IN (SELECT rowid FROM"
            f" contact_words WHERE contact_words MATCH ? LIMIT {_MOST_CONTACTS})",
            (either(expressions) if len(expressions) == 1 else " OR ".join(f"({one})" for one in expressions),),
        ).fetchall()
        return rows

    def _take(self, number: int, name: str, how_known: int, distance: float) -> None:
        rank = (round(distance, 3), -how_known, name, number)
        if number not in self._found and rank < self._ranks.get(number, (99.0, 0, "", 0)):
            self._ranks[number] = rank
