"""A real encrypted file in which every text that somebody may write is hostile, for the screens to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from fichier_tui.domain.contact import COMPANY, PERSON, ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.text import clean_line
from fichier_tui.storage import (
    Session,
    add_note,
    complete_action,
    create_contact,
    create_file,
    keyring,
    log_purchase,
    log_visit,
    models,
    open_unlocked,
    plan_action,
    record_consent,
    save_segment,
)
from fichier_tui.ui.places import Shop
from screenshots.stage import DAY, INSTANT, Stage
from tests.hostile import HOSTILE

RUNS = "[@click=app.quit]cliquez[/] [@click=app.bell()]ici[/@click]"
"""What would run an action if it were taken for markup; the name of the contact whose card is opened."""
SEGMENTS = 12
Text = Callable[[], str]


def hostile_stage(folder: Path) -> Stage:
    """A file of as many contacts as there are hostile texts; in each field another one."""
    path = folder / "Hostile"
    made = create_file(
        path, passphrase="quatre mots sans suite", business=RUNS, name=RUNS, kdf=keyring.CHEAPEST, clock=lambda: INSTANT
    )
    file = open_unlocked(made.folder, made.unlocked, clock=lambda: INSTANT, day=DAY)
    try:
        contact = file.call(_fill)
    finally:
        file.close()
    return Stage(
        file.folder.path,
        file.key,
        contact,
        typed="cliquez",
        shop=Shop(RUNS, RUNS, locked=False),
        workbook="hostile.xlsx",
    )


def _fill(session: Session) -> int:
    texts = cycle(text for text in HOSTILE if clean_line(text))

    def text() -> str:
        return next(texts)

    with session.operation("test") as operation:
        for number, kind in enumerate(("text", "choice", "yes_no", "text")):
            operation.create(
                models.CustomField,
                key=f"own_{number}",
                label=clean_line(text()),
                kind=kind,
                purpose=clean_line(text()),
            )
    last = 0
    for name in (*HOSTILE, RUNS):
        last = create_contact(session, _details(name, text)).id
        _history(session, last, text)
    for number in range(SEGMENTS):
        save_segment(session, f"{number} {text()}"[:200], read_segment("F 60+"))
    save_segment(session, RUNS, read_segment("F"))
    return last


def _details(name: str, text: Text) -> ContactDetails:
    """A contact whose name is `name`; every second one a company."""
    hostile: Iterator[str] = iter([text() for _field in range(20)])
    return ContactDetails(
        kind=COMPANY if len(name) % 2 else PERSON,
        last_name=name or "vide",
        first_name=next(hostile),
        company_name=name or "vide",
        # The segments of this file hold everybody: an empty one is not exported, nor written to.
        sex="f",
        birth="1950-06-15",
        job_title=next(hostile),
        profession=next(hostile),
        language=next(hostile),
        source=next(hostile),
        source_detail=next(hostile),
        card_number=next(hostile),
        household=next(hostile),
        important=next(hostile),
        phones=(PhoneNumber(next(hostile)), PhoneNumber(next(hostile), "home")),
        emails=(EmailAddress(next(hostile)),),
        addresses=(PostalAddress(next(hostile), next(hostile), next(hostile), next(hostile), next(hostile)),),
        tags=(next(hostile), RUNS),
        interests=(next(hostile), RUNS),
        custom={"own_0": next(hostile), "own_3": RUNS},
    )


def _history(session: Session, contact: int, text: Text) -> None:
    """What happened: late, today and soon."""
    day = DAY - dt.timedelta(days=contact % 9)
    log_visit(session, contact, VisitDetails(day, note=text()))
    product = clean_line(text())
    log_purchase(session, contact, PurchaseDetails(day, product, 1_000 + contact, note=text(), reference=text()))
    add_note(session, contact, text())
    record_consent(session, contact, "email", "given", proof=text(), wording=text())
    for offset in (-2, 0, 3):
        planned = ActionDetails("call", clean_line(text()), DAY + dt.timedelta(days=offset), place=text(), note=text())
        action = plan_action(session, contact, planned)
        if offset == 0 and contact % 2:
            complete_action(session, action.id, text())
    with session.operation("test") as operation:
        common = {"contact": contact, "day": day}
        operation.create(models.BehaviourEvent, kind="form", detail=clean_line(text()), created_at=INSTANT, **common)
        operation.create(models.Satisfaction, kind="complaint", state="open", text=clean_line(text()), **common)
        operation.create(models.LoyaltyEntry, points=2, reason="earned", note=clean_line(text()), **common)
