"""Whether whoever is typed is in the file already, asked at every key, against the search for the name alone.

Contacts spread over the file are typed as a receptionist does: the name, with its town, with a telephone, with a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from fichier_tui.domain.contact import ContactDetails, PostalAddress
from fichier_tui.storage import ListQuery, find_contacts, find_duplicates, list_contacts, read_details
from tests.benchmarks.figures import Measured, timed
from tests.benchmarks.files import demonstration_of, opened

TYPED = 100
SEARCHED = 40

WAYS: dict[str, Callable[[ContactDetails], ContactDetails]] = {
    "name": lambda known: ContactDetails(last_name=known.last_name, first_name=known.first_name),
    "name and town": lambda known: ContactDetails(
        last_name=known.last_name, first_name=known.first_name, addresses=(PostalAddress(town=_town(known)),)
    ),
    "name, town, telephone": lambda known: ContactDetails(
        last_name=known.last_name,
        first_name=known.first_name,
        phones=known.phones[:1],
        addresses=(PostalAddress(town=_town(known)),),
    ),
    "name less a letter, town": lambda known: ContactDetails(
        last_name=known.last_name[:2] + known.last_name[3:],
        first_name=known.first_name,
        addresses=(PostalAddress(town=_town(known)),),
    ),
}


def _town(known: ContactDetails) -> str:
    return known.addresses[0].town if known.addresses else ""


def measure(runs: int, million: bool) -> Iterator[Measured]:
    """Each way, all of them typed as often as there are runs: the median and what 95 in 100 do not exceed."""
    with opened(demonstration_of(100_000)) as file:
        ids = file.call(list_contacts, ListQuery()).ids
        chosen = [ids[place * len(ids) // TYPED] for place in range(TYPED)]
        known = [details for details in file.call(read_details, chosen).values() if details.last_name]
        for way, typed in WAYS.items():
            ours: list[float] = []
            floor: list[float] = []
            for _run in range(runs):
                for details in map(typed, known):
                    name = f"{details.last_name} {details.first_name}"
                    floor.append(timed(partial(file.call, find_contacts, name, SEARCHED)))
                    ours.append(timed(partial(file.call, find_duplicates, details)))
            measured = Measured(f"duplicates in 100,000 by {way}", tuple(ours), tuple(floor), 2)
            yield measured
            yield replace(measured, what="  the same, 95 in 100", percentile=0.95, goal=3)
