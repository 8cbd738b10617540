"""From Enter on a line of the list to the painted card: a contact of 1,000 events against one of 10."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import VisitDetails
from fichier_tui.storage import Session, create_contact
from fichier_tui.storage.visits import insert_visit
from tests.benchmarks.figures import Measured
from tests.benchmarks.files import DAY, copied, demonstration_of, opened
from tests.benchmarks.program import opened_list
from tests.benchmarks.searching import showing
from tests.benchmarks.terminal import Terminal

EVENTS = {"Zzmille": 1_000, "Zzdix": 10}
LATEST = "Looked for a boat"


def add_contact(session: Session, name: str, events: int) -> None:
    """A contact with so many visits, one a day, the latest of which has a note to be seen by."""
    contact = create_contact(session, ContactDetails(last_name=name))
    with session.operation("visit.logged", contact.id, name=name) as operation:
        for days in range(events):
            note = LATEST if days == 0 else f"Visit {days}"
            insert_visit(operation, contact.id, VisitDetails(DAY - dt.timedelta(days=days), note=note))


def opening(terminal: Terminal, name: str) -> float:
    """Milliseconds from Enter to the latest event; back to the whole list afterwards."""
    for letter in name[:-1]:
        terminal.press(letter)
    terminal.press(name[-1], showing(1))
    terminal.settle(0.3)
    time = terminal.press("enter", lambda text: LATEST in text)
    for _back in range(2):
        terminal.settle(0.3)
        terminal.press("escape")
    terminal.settle(0.3)
    return time


def measure(runs: int, _million: bool) -> Iterator[Measured]:
    """Both in the same program, in turn."""
    with copied(demonstration_of(1_000)) as path:
        with opened(path) as file:
            for name, events in EVENTS.items():
                file.call(add_contact, name, events)
        with opened_list(path) as terminal:
            for name in EVENTS:
                opening(terminal, name)  # the card's screen is imported at the first
            times = [{name: opening(terminal, name) for name in EVENTS} for _run in range(max(runs, 5) * 2)]
    many, few = (tuple(time[name] for time in times) for name in EVENTS)
    yield Measured("card of 1,000 events painted, against one of 10", many, few, 1.5)
