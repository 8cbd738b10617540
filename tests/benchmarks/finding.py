"""How many contacts are found, and how soon, by what a receptionist types: shares against their goals, no times.

On the demonstration of 2,000 contacts: four keys, each way of using them for itself; one random typo; the sound;
pieces of telephones, e-mails, towns and cards. And the time of the look-ups behind it, in a file of 100,000, against
the search of a name that fits exactly.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from fichier_tui.storage import find_contacts
from fichier_tui.storage.session import Session
from tests import finding
from tests.benchmarks.figures import Measured, side_by_side, timed
from tests.benchmarks.files import demonstration_of, opened
from tests.finding import Person

TRIALS = 5_000
SEED = 20_261_122
IN_VAIN = ("lefaivre helene", "helene lefaivre", "mjrtin martine", "peronhelene", "xupont", "hper", "zzzzzz")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of all that was tried, against the goal that is not to be missed; no goal where there is none."""

    what: str
    found: float
    tried: int
    goal: float = 0.0

    def line(self) -> str:
        """One line: the share, its goal, and of how many."""
        said = "" if not self.goal else "ok" if self.found >= self.goal else "BELOW"
        goal = f"goal {self.goal:4.0%}" if self.goal else " " * 9
        return f"{self.what:<66} {self.found:6.1%}  {goal}  {said:<5}  of {self.tried:,}"


def measure(runs: int, million: bool) -> Iterator[Measured | Share]:
    """The shares, then the time of what is looked up where nothing fits."""
    del million
    with opened(demonstration_of(2_000)) as file:
        everybody = file.call(finding.people_of)
        single = finding.without_homonyms(everybody)
        random.Random(SEED).shuffle(single)
        for shares in (_four_keys, _slips):
            yield from file.call(shares, single)
    with opened(demonstration_of(100_000)) as file:
        for typed in IN_VAIN:
            yield file.call(_looked_up, typed, runs)


def _four_keys(session: Session, single: list[Person]) -> list[Share]:
    def share(what: str, people: list[Person], way: Callable[[Person], str], goal: float = 0.0) -> Share:
        return Share(f"in five rows by {what}", finding.share(session, people, way), len(people), goal)

    reachable = [person for person in single if person.phones]
    return [
        share("the initial and 3 letters of the surname (hper)", single, finding.one_and_three, 0.95),
        share("3 letters of the surname and the initial (perh)", single, finding.three_and_one),
        share("2 letters of either (pehe)", single, finding.two_and_two),
        share("2 letters of the surname, space, initial (pe h)", single, finding.two_space_one),
        share("4 letters of the surname (pero)", single, finding.surname),
        share("the last 4 digits of the telephone, where there is one", reachable, finding.end_of_phone, 0.95),
        share("the last 4 digits of the telephone, of all", single, finding.end_of_phone),
        Share("in five rows by any of the ways of a name", finding.share_by_any(session, single, finding.NAME_WAYS),
              len(single)),
    ]  # fmt: skip


def _slips(session: Session, single: list[Person]) -> list[Share]:
    recall, _missed = finding.recall_under_typo(session, single, TRIALS, SEED)
    heard, spellings = finding.recall_by_sound(session, single)
    shares = [
        Share("in ten rows by the full name with one random typo", recall, TRIALS, 0.97),
        Share("in ten rows by the full name as it sounds", heard, spellings, 0.97),
    ]
    for kind in ("phone", "e-mail", "town", "card"):
        found, tried = finding.share_of_pieces(session, single, kind)
        shares.append(Share(f"found by a piece of the {kind}", found, tried, 1.0))
    return shares


def _looked_up(session: Session, typed: str, runs: int) -> Measured:
    """With the words of the file at hand, as they are after the first letters."""
    find_contacts(session, typed, abbreviated=True)
    near = partial(timed, partial(find_contacts, session, typed, abbreviated=True))
    floor = partial(timed, partial(find_contacts, session, "martin"))
    return side_by_side(f"near names of '{typed}' in 100,000, against 'martin'", 10, runs, near, floor)
