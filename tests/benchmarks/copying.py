"""`python -m tests.benchmarks.copying [CONTACTS]`: how long a verb waits while a safety copy is made beside it."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import ListQuery, OpenFile, list_contacts, log_visit, read_card
from fichier_tui.storage.backup.copy_settings import add_place
from fichier_tui.storage.backup.copying import copy_beside
from tests.benchmarks.files import copied, demonstration_of, opened, scratch

MACHINE = "benchmark"


def used(file: OpenFile, contacts: list[int], going: threading.Event) -> dict[str, list[float]]:
    """The seconds that each verb took until `going` is cleared: a search, a card, a visit, in turn, as a hand asks."""
    today = file.call(lambda session: session.today)
    taken: dict[str, list[float]] = {"search": [], "card": [], "visit": []}
    turn = 0
    while going.is_set():
        contact = contacts[turn % len(contacts)]
        kind = ("search", "card", "visit")[turn % 3]
        start = time.perf_counter()
        if kind == "search":
            file.call(list_contacts, ListQuery(text="peron hel"))
        elif kind == "card":
            file.call(read_card, contact)
        else:
            file.call(log_visit, contact, VisitDetails(today))
        taken[kind].append(time.perf_counter() - start)
        turn += 1
        time.sleep(0.02)  # a hand is never faster
    return taken


def tell(name: str, taken: dict[str, list[float]]) -> None:
    """The usual, the one of a hundred and the longest, in milliseconds."""
    for kind, seconds in taken.items():
        ordered = [1000 * one for one in sorted(seconds)]
        middle, rare = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        figures = f"median {middle:6.1f}, p99 {rare:6.1f}, longest {ordered[-1]:6.1f}"
        print(f"{name:10} {kind:7} {len(ordered):5} times, {figures}")


def alone(file: OpenFile, contacts: list[int], seconds: float) -> dict[str, list[float]]:
    """The same without a copy."""
    going = threading.Event()
    going.set()
    threading.Timer(seconds, going.clear).start()
    return used(file, contacts, going)


def main(count: int) -> None:
    """Print the figures."""
    with copied(demonstration_of(count)) as path, opened(path) as file, scratch() as place:
        contacts = list(file.call(list_contacts, ListQuery(text="mar")).ids[:200])
        size = file.folder.base.stat().st_size
        print(f"{count:,} contacts, {size / 1e6:.0f} MB")
        alone(file, contacts, 2)
        tell("no copy", alone(file, contacts, 15))
        file.call(add_place, MACHINE, Path(place), file.folder, file.key.fichier_id)
        going = threading.Event()
        going.set()
        lasted: list[float] = []

        def copy() -> None:
            for _number in range(3):
                start = time.perf_counter()
                assert copy_beside(file, MACHINE).faults == ()
                lasted.append(time.perf_counter() - start)
            going.clear()

        threading.Thread(target=copy).start()
        tell("meanwhile", used(file, contacts, going))
        print("copy and place:", ", ".join(f"{seconds:.1f} s" for seconds in lasted))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
