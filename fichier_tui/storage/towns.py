"""Postcodes and towns: what the file's own addresses say, completed by the official files that it was given.

What the shop writes most stands first; what only the official files know follows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fichier_tui.domain.commune import town_key, town_name
from fichier_tui.domain.text import fold
from fichier_tui.storage.session import Session

PROPOSED = 12
# Of the contacts in whose words a town may be, so many are read: enough to meet every town that one means.
_SAMPLED = 3_000
# By the index of postcodes alone; then some addresses of each: of 30,000 in one postcode there is no need to read all.
_POSTCODES = (
    "SELECT postcode FROM address WHERE postcode >= ? AND postcode < ? GROUP BY postcode ORDER BY COUNT(*) DESC"
)
_OF_POSTCODE = (
    "SELECT town, postcode, COUNT(*) FROM (SELECT town, postcode FROM address WHERE postcode = ? LIMIT ?) GROUP BY town"
)
_OF_TOWN = (
    "SELECT town, postcode, COUNT(*) FROM address WHERE contact_id IN"
    " (SELECT rowid FROM contact_words WHERE contact_words MATCH ? LIMIT ?) GROUP BY town, postcode"
)
_OFFICIAL = (
    "SELECT insee, name, postcode FROM town WHERE postcode <> '' AND {condition} ORDER BY postcode, key LIMIT 500"
)
_AFTER_EVERY_TEXT = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode and a town that go together."""

    postcode: str
    town: str

    @property
    def key(self) -> tuple[str, str, bool]:
        """Two writings of one place have one; a CEDEX is written apart."""
        return self.postcode, town_key(self.town), "cedex" in fold(self.town).split()


def towns_of_postcode(session: Session, postcode: str) -> tuple[str, ...]:
    """The towns that a postcode is that of, the usual one first; none where nobody told of it."""
    postcode = postcode.strip()
    if not postcode:
        return ()
    places = _merged(
        session,
        _learned(session, _OF_POSTCODE, postcode, _SAMPLED),
        _official(session, "postcode = ?", postcode),
    )
    return tuple(place.town for place in places)[:PROPOSED]


def postcodes_of_town(session: Session, town: str) -> tuple[str, ...]:
    """The postcodes of a town, the usual one first."""
    key = town_key(town)
    if not key:
        return ()
    words = " AND ".join(f'"{word}"' for word in fold(town).split())
    learned = (place for place in _learned(session, _OF_TOWN, words, _SAMPLED) if town_key(place.town) == key)
    places = _merged(session, learned, _official(session, "key = ?", key))
    return tuple(dict.fromkeys(place.postcode for place in places if place.postcode))[:PROPOSED]


def find_places(session: Session, typed: str, limit: int = PROPOSED) -> tuple[Place, ...]:
    """The places whose postcode, or the name of whose town, begins as what is typed; the usual ones first."""
    typed = typed.strip()
    if not typed:
        return ()
    if typed[0].isdigit():
        end = typed + _AFTER_EVERY_TEXT
        rows = session.database.connection().execute(f"{_POSTCODES} LIMIT ?", (typed, end, limit)).fetchall()
        learned = [place for row in rows for place in _learned(session, _OF_POSTCODE, row[0], _SAMPLED // limit)]
        return _merged(session, learned, _official(session, "postcode >= ? AND postcode < ?", typed, end))[:limit]
    words = fold(typed).split()
    if not words:
        return ()
    expression = " AND ".join(f'"{word}"*' for word in words)
    wanted = town_key(typed)
    learned = [place for place in _learned(session, _OF_TOWN, expression, _SAMPLED) if _begins(place.town, wanted)]
    official = _official(session, "key >= ? AND key < ?", wanted, wanted + _AFTER_EVERY_TEXT)
    return _merged(session, learned, official)[:limit]


def list_figures(session: Session) -> tuple[tuple[str, int], ...]:
    """The figures of communes that the file has: their names, and of how many communes each is known."""
    rows = session.database.connection().execute("SELECT name, COUNT(*) FROM town_figure GROUP BY name ORDER BY name")
    return tuple((str(name), int(count)) for name, count in rows)


def count_communes(session: Session) -> int:
    """How many communes official files told of."""
    return int(session.database.connection().execute("SELECT COUNT(DISTINCT insee) FROM town").fetchone()[0])


def _begins(town: str, wanted: str) -> bool:
    """Whether a town begins so, or one of its words does: "hilaire" is Saint-Hilaire."""
    return f" {wanted}" in f" {town_key(town)}"


def _learned(session: Session, sql: str, *parameters: object) -> Iterable[Place]:
    """What addresses say, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for town, postcode, count in session.database.connection().execute(sql, parameters):
        if town:
            counts[str(town), str(postcode)] += count
    return [Place(postcode, town) for (town, postcode), _count in counts.most_common()]


def _official(session: Session, condition: str, *parameters: object) -> list[Place]:
    """What official files say, in the best writing that any of them has."""
    execute = session.database.connection().execute
    rows = execute(_OFFICIAL.format(condition=condition), parameters).fetchall()
    codes = json.dumps(sorted({row[0] for row in rows}))
    written = {
        insee: name
        for insee, name in execute(
            "SELECT insee, name FROM town WHERE insee IN (SELECT value FROM json_each(?))", (codes,)
        )
        if name != name.upper()
    }
    # La Poste gives each arrondissement its name; people write that of the town.
    return [Place(postcode, town_name(written.get(insee, name))) for insee, name, postcode in rows]


def _merged(session: Session, learned: Iterable[Place], official: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once: in the order of use, in the official writing; a place used once that the official files do not
    know, though they know its postcode, is a slip of the pen."""
    known = {place.key: place for place in official}
    postcodes = {place.postcode for place in known.values()}
    found: dict[tuple[str, str, bool], Place] = {}
    for place in learned:
        if place.key in known:
            found.setdefault(place.key, known[place.key])
        elif place.key not in found and (place.postcode not in postcodes or place.key[2]):
            found[place.key] = Place(place.postcode, town_name(place.town))
    return tuple({**found, **{key: place for key, place in known.items() if key not in found}}.values())
