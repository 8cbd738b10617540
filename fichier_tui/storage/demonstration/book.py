"""What the makers of the demonstration share: the rows so far, the numbers given, and one guest as they draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from fichier_tui.storage.demonstration.chance import Chance, PublicIds
from fichier_tui.storage.demonstration.content import Demonstration
from fichier_tui.storage.demonstration.days import Days

_SEED, _SEEDS_APART = 74_400, 1_000_000


def _numbers() -> Callable[[], int]:
    return count(1).__next__


@dataclass(frozen=True, slots=True)
class Numbers:
    """The next number of each table; shared by all blocks of a file."""

    contact: Callable[[], int] = field(default_factory=_numbers)
    phone: Callable[[], int] = field(default_factory=_numbers)
    email: Callable[[], int] = field(default_factory=_numbers)
    address: Callable[[], int] = field(default_factory=_numbers)
    contact_tag: Callable[[], int] = field(default_factory=_numbers)
    custom_value: Callable[[], int] = field(default_factory=_numbers)
    note: Callable[[], int] = field(default_factory=_numbers)
    visit: Callable[[], int] = field(default_factory=_numbers)
    purchase: Callable[[], int] = field(default_factory=_numbers)
    action: Callable[[], int] = field(default_factory=_numbers)
    behaviour: Callable[[], int] = field(default_factory=_numbers)
    loyalty: Callable[[], int] = field(default_factory=_numbers)
    satisfaction: Callable[[], int] = field(default_factory=_numbers)
    consent: Callable[[], int] = field(default_factory=_numbers)
    household: Callable[[], int] = field(default_factory=_numbers)
    telephones: dict[str, int] = field(default_factory=dict)
    """How many telephone numbers were given out, by their beginning."""


@dataclass(slots=True)
class Guest:
    """A contact while it is being drawn; days are numbers of `Days`."""

    number: int
    habit: str
    """none | once | stays | regular | local | sleeper | company: how the guest buys."""
    kind: str = "person"
    last_name: str = ""
    first_name: str = ""
    company_name: str = ""
    company: int | None = None
    job_title: str = ""
    sex: str = ""
    civility: str = ""
    age: int | None = None
    birth: str = ""
    profession: str = ""
    country: str = "FR"
    street: str = ""
    postcode: str = ""
    town: str = ""
    language: str = ""
    source: str = ""
    since: int = 0
    last_event: int = 0
    card_number: str = ""
    sponsor: int | None = None
    household: str = ""
    important: str = ""
    accepted: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By channel: from which day, and until which, the guest agreed to be written to."""
    phones: list[tuple[str, str]] = field(default_factory=list)
    emails: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """One block in the making."""

    days: Days
    block: int
    numbers: Numbers
    people: Chance
    """Draws who the guests are: does not depend on the day."""
    events: Chance
    """Draws what they did."""
    public_ids: PublicIds
    rows: Demonstration = field(default_factory=Demonstration)
    guests: list[Guest] = field(default_factory=list)
    odd: int = 0
    """How many of the first guests test a screen."""
    addresses_given: dict[str, int] = field(default_factory=dict)
    """How many e-mail addresses begin alike."""
    furnished: Guest | None = None
    """The guest whose card shows everything."""
    complaining: list[int] = field(default_factory=list)
    """Contacts with an open complaint."""

    @classmethod
    def new(cls, days: Days, block: int, numbers: Numbers) -> Book:
        """An empty book; each block of a file has chances of its own."""
        seed = _SEED + _SEEDS_APART * block
        return cls(days, block, numbers, Chance(seed), Chance(seed + 1), PublicIds(seed))

    def staff(self) -> int:
        """Who of the staff did it: reception mostly, then sales, then the owner."""
        draw = self.events.draw()
        return 2 if draw < 0.68 else 3 if draw < 0.9 else 1
