"""`python -m tests.benchmarks.cleaning [CONTACTS]`: how long a verb waits while what was erased is overwritten."""

from __future__ import annotations

import sys
import threading
import time

from fichier_tui.storage import ListQuery, list_contacts
from fichier_tui.storage.rights.cleaning import clean_pages
from fichier_tui.storage.rights.cleaning_beside import clean_beside
from fichier_tui.storage.rights.erasing import erase_contacts
from tests.benchmarks.copying import alone, tell, used
from tests.benchmarks.files import copied, demonstration_of, opened


def main(count: int) -> None:
    """Print the figures."""
    with copied(demonstration_of(count)) as path, opened(path) as file:
        contacts = list(file.call(list_contacts, ListQuery(text="mar")).ids[:200])
        tell("before", alone(file, contacts, 10))
        file.call(erase_contacts, [contacts.pop()])
        start = time.perf_counter()
        file.call(clean_pages)
        print(f"on the file's thread: {time.perf_counter() - start:.1f} s, in which no verb is answered")
        file.call(erase_contacts, [contacts.pop()])
        going, times = threading.Event(), [0.0]
        going.set()

        def clean() -> None:
            start = time.perf_counter()
            clean_beside(file)
            times[0] = time.perf_counter() - start
            going.clear()

        threading.Thread(target=clean).start()
        tell("beside", used(file, contacts, going))
        print(f"beside the work: {times[0]:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
