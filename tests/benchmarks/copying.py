"""`python -m tests.benchmarks.copying [CONTACTS]`: how long a verb waits while a safety copy is made beside it."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import ListQuery, OpenFile, list_contacts, log_visit, read_card
from fichier_tui.storage.copy_settings import add_place
from fichier_tui.storage.copying import copy_beside
from tests.benchmarks.files import copied, demonstration_of, opened, scratch

MACHINE = "benchmark"


def used(file: OpenFile, contacts: list[int], going: threading.Event) -> list[float]:
    """The seconds that each verb took until `going` is cleared: a search, a card, a visit, in turn, without a pause."""
    taken = []
    turn = 0
    while going.is_set():
        contact = contacts[turn % len(contacts)]
        start = time.perf_counter()
        if turn % 3 == 0:
            file.call(list_contacts, ListQuery(text="per"))
        elif turn % 3 == 1:
            file.call(read_card, contact)
        else:
            file.call(log_visit, contact, VisitDetails(file.call(lambda session: session.today)))
        taken.append(time.perf_counter() - start)
        turn += 1
        time.sleep(0.005)  # a hand is never faster
    return taken


def told(name: str, taken: list[float]) -> str:
    """The longest, and the one of a hundred."""
    ordered = sorted(taken)
    return (
        f"{name}: {len(taken)} verbs, median {1000 * ordered[len(ordered) // 2]:.1f} ms, "
        f"p99 {1000 * ordered[int(len(ordered) * 0.99)]:.1f} ms, longest {1000 * ordered[-1]:.1f} ms"
    )


def alone(file: OpenFile, contacts: list[int], seconds: float) -> list[float]:
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
        print(told("no copy", alone(file, contacts, 5)))
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
        print(told("meanwhile", used(file, contacts, going)))
        print("copy and place:", ", ".join(f"{seconds:.1f} s" for seconds in lasted))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
