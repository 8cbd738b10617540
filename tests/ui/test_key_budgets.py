"""The twelve tasks of the counter, key by key through the program on a real file: none takes more than its budget.

`pytest tests/ui/test_key_budgets.py` prints the count of each at the end (see `conftest.pytest_terminal_summary`).
What is done without keys (a draft, a list that was read) is not counted; every key of a text is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fichier_tui.domain.consent import consent_states
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.storage import (
    OpenFile,
    answer_consent,
    consent_history,
    create_contact,
    find_contacts,
    last_undoable,
    log_purchase,
    open_actions,
    plan_action,
    read_contact,
    timeline,
)
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.segments.builder import BuilderScreen
from fichier_tui.ui.screens.top_clients.screen import TopClientsScreen
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.card_app import struck
from tests.ui.import_app import furnish_home, statistics

MAELYS = ContactDetails(
    last_name="Oeuvrard",
    first_name="Maëlys",
    phones=(PhoneNumber("+33612987654"),),
    emails=(EmailAddress("maelys@example.org"),),
    addresses=(PostalAddress("3, rue des Bains", "74400", "Chamonix"),),
)


@dataclass(frozen=True, slots=True)
class Played:
    """What a task leaves: the file, the program on its last screen, the contact that it is about, the home folder."""

    file: OpenFile
    app: FichierApp
    contact: int
    home: Path


@dataclass(frozen=True, slots=True)
class Task:
    """A task, its budget in keys, what is struck ("=text" letter by letter) and what must then be true."""

    name: str
    budget: int
    keys: tuple[str, ...]
    check: Callable[[Played], None]
    on_card: bool = False
    """It begins on the contact's card, else on the list as it opens."""


def visited(played: Played) -> None:
    (event,) = played.file.call(timeline, played.contact, kinds=("visit",))
    assert event.day == DAY


def is_new_and_bought(played: Played) -> None:
    (contact,) = played.file.call(find_contacts, "durand-vasseur").ids
    card = played.file.call(read_contact, contact)
    assert (card.details.last_name, card.details.first_name) == ("Durand-Vasseur", "Paul")
    assert (card.summary.visits, card.summary.purchases, card.summary.revenue_cents) == (1, 1, 7_900)
    assert consent_states(played.file.call(consent_history, contact))["email"] == "given"


def found(played: Played) -> None:
    assert isinstance(played.app.screen, ContactsScreen)
    assert played.contact in list(played.app.screen.contacts.ids)[:5]


def planned(played: Played) -> None:
    (action,) = played.file.call(open_actions, contact=played.contact)
    assert (action.details.kind, action.details.day) == ("call", DAY + dt.timedelta(days=3))


def done_and_planned(played: Played) -> None:
    (following,) = played.file.call(open_actions, contact=played.contact)
    assert following.details.day == DAY + dt.timedelta(days=3)
    assert [event.state for event in played.file.call(timeline, played.contact, kinds=("action",))].count("done") == 1


def postponed(played: Played) -> None:
    (action,) = played.file.call(open_actions, contact=played.contact)
    assert action.details.day == DAY + dt.timedelta(days=1)


def segment_shown(played: Played) -> None:
    assert isinstance(played.app.screen, BuilderScreen)
    assert played.app.screen.survey is not None
    assert 0 < len(played.app.screen.survey.ids) < statistics(played.file).contacts


def exported(played: Played) -> None:
    (path,) = (played.home / "Documents").rglob("*.xlsx")
    sheet = load_workbook(path, read_only=True).active
    assert sheet is not None
    rows = sum(1 for _row in sheet.iter_rows())
    assert rows - 1 == statistics(played.file).contacts


def top_twenty(played: Played) -> None:
    assert isinstance(played.app.screen, TopClientsScreen)
    assert len(played.app.screen.top.rows) == 20


def withdrawn(played: Played) -> None:
    assert consent_states(played.file.call(consent_history, played.contact))["email"] == "withdrawn"


def merged(played: Played) -> None:
    twins = played.file.call(find_contacts, "oeuvrard").ids
    assert list(twins) == [played.contact]
    assert len(played.file.call(read_contact, played.contact).details.phones) == 2


def imported(played: Played) -> None:
    assert isinstance(played.app.screen, ContactsScreen)
    entry = played.file.call(last_undoable)
    assert entry is not None
    assert (entry.verb, entry.detail["purchases"]) == ("contacts.imported", 372)


WAIT = ""
"""Look at what is read from the disk before the next key: no key itself."""
FIND = {
    "part of a name": "=euvrar",
    "first letters": "=oeuv",
    "no accent": "=maelys",
    "end of the telephone": "=87654",
    "middle of the telephone": "=98765",
    "e-mail": "=maelys",
    "two letters swapped": "=oeuvar",
}
TASKS = (
    Task("log a visit, known client", 7, ("=oeuv m", "f5"), visited),
    Task(
        "new client, visit, purchase, consent",
        43,
        ("=:v c durand-vasseur paul massage ok:mail", "enter"),
        is_new_and_bought,
    ),
    *(Task(f"find: {how}", 6, (typed,), found) for how, typed in FIND.items()),
    Task("plan a follow-up, card open", 12, ("f7", "tab", "tab", "=+3", "ctrl+s"), planned, on_card=True),
    Task("done, and plan the next", 11, ("c", "=ok", "tab", "=+3", "ctrl+s"), done_and_planned, on_card=True),
    Task("postpone", 3, ("p", "enter", "enter"), postponed, on_card=True),
    Task("a segment", 31, ("ctrl+g", "n", "=F 60+ bought:spring ok:mail"), segment_shown),
    Task("export it", 3, ("f9", "n", "ctrl+s"), exported),
    Task("top 20 clients", 2, ("ctrl+t",), top_twenty),
    Task("a withdrawal of consent", 15, ("=oeuv", "ctrl+k", "up", "n"), withdrawn),
    Task("two cards made one", 7, ("=oeuv", "ctrl+u", "enter", "enter"), merged),
    Task(
        "import a workbook, the first time",
        21,
        ("ctrl+n", WAIT, "=office", "enter", WAIT, "ctrl+s", WAIT, "enter"),
        imported,
    ),
)


def furnished(file: OpenFile, task: Task) -> int:
    """The contact that a task is about, with what the task needs."""
    contact = file.call(create_contact, MAELYS).id
    if task.check in (done_and_planned, postponed):
        file.call(plan_action, contact, ActionDetails("call", "devis", DAY))
    if task.check is withdrawn:
        file.call(answer_consent, contact, "email", "yes")
    if task.check is merged:
        twin = ContactDetails(
            last_name="Oeuvrard", first_name="Maelys", phones=(*MAELYS.phones, PhoneNumber("+33493111213"))
        )
        file.call(create_contact, twin)
        file.call(log_purchase, contact, PurchaseDetails(DAY, "Massage 50 min", 7_900))
    return contact


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
async def test_a_task_takes_no_more_keys_than_its_budget(
    demo_file: OpenFile,
    task: Task,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    home = tmp_path / "home"
    furnish_home(home, monkeypatch, "office_tourisme.xlsx", "salon_clients.csv", "outlook_fr.csv")
    contact = furnished(demo_file, task)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        if task.on_card:
            await app.open_contact(contact)
            await settled(pilot)
        count = 0
        for waits, keys in groupby(task.keys, WAIT.__eq__):
            if waits:
                await settled(pilot)
            else:
                count += await struck(pilot, *keys)
        task.check(Played(demo_file, app, contact, home))
    record_property("keys", (task.name, count, task.budget))
    assert count <= task.budget
