"""Contacts with something in every table, and what the disk still says of them: its pages, decrypted."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.rights import ERASURE, RequestDetails
from fichier_tui.storage import (
    Session,
    add_note,
    change_contact,
    complete_action,
    create_contact,
    keep_draft,
    log_purchase,
    log_visit,
    models,
    object_everywhere,
    open_complaint,
    plan_action,
    read_contact,
    record_export,
    record_opinion,
)
from fichier_tui.storage.rights.requests import note_request

PAGE, RESERVED = 4096, 80
KEY = bytes(range(32))


def planted(number: int) -> ContactDetails:
    """Somebody whose every text is found nowhere else."""
    return ContactDetails(
        last_name=f"Zwq{number:04}ovic",
        first_name=f"Ygh{number:04}ine",
        birth=f"19{number % 80 + 10}-07-14",
        important=f"Important {number:04} qxz",
        household=f"hous{number:04}qxz",
        card_number=f"77{number:06}",
        phones=(PhoneNumber(f"+3369{number:04}731"),),
        emails=(EmailAddress(f"zwq{number:04}@qxz-example.org"),),
        addresses=(PostalAddress(f"{number} rue Qxz{number:04}ienne", "74400", f"Bourgqxz{number:04}"),),
        tags=(f"tag{number:04}qxz",),
        interests=("ski",),
    )


def planted_texts(number: int) -> tuple[str, ...]:
    """What tells that person, as it may stand in a page."""
    return (f"Zwq{number:04}ovic", f"zwq{number:04}", f"Ygh{number:04}ine", f"69{number:04}731", f"{number:04}qxz")


def with_a_life(session: Session, number: int) -> int:
    """That person, with a line in every table that has contacts."""
    details = planted(number)
    contact = create_contact(session, details).id
    said = planted_texts(number)[0]
    log_visit(session, contact, VisitDetails(session.today, "10:00", note=f"Visit {said}"))
    day = session.today - dt.timedelta(days=number % 300)
    log_purchase(session, contact, PurchaseDetails(day, "Spa", 4_000 + number, note=f"For {said}", reference=said))
    planned = plan_action(session, contact, ActionDetails("call", f"Call {said}", session.today))
    complete_action(session, planned.id, f"Said {said}")
    plan_action(session, contact, ActionDetails("task", f"Task {said}", session.today))
    add_note(session, contact, f"Note on {said}")
    record_opinion(session, contact, 9, f"Happy, {said}")
    open_complaint(session, contact, f"Cold, says {said}")
    object_everywhere(session, contact)
    note_request(session, contact, RequestDetails(ERASURE, session.today, note=f"Letter of {said}"))
    keep_draft(session, f"note.{contact}", {"text": f"Draft on {said}"})
    keep_draft(session, f"counter.{number}.typed", {"line": f"v {details.display_name}"})
    models.LoyaltyEntry.create(contact=contact, points=5, reason="earned", day=session.today, note=said)
    models.BehaviourEvent.create(contact=contact, kind="form", day=session.today, detail=said, created_at=session.now())
    export = f"Personal data {details.display_name} {session.today}.pdf"
    record_export(session, "pdf", 1, "access", export, aim="access", contact=contact)
    record_export(session, "eml", 1, "service", f"{said}.eml")
    changed = read_contact(session, contact)
    change_contact(session, contact, planted(number), read_version=changed.version)
    return contact


def pages_in_clear(path: Path) -> bytes:
    """Every page of a file and of its log, decrypted: what somebody who holds the key could read with other tools."""
    whole = path.read_bytes()
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    log = path.with_name(path.name + "-wal")
    if log.exists():
        content = log.read_bytes()
        pages += [content[start + 24 : start + 24 + PAGE] for start in range(32, len(content), 24 + PAGE)]
    return b"".join(_in_clear(page) for page in pages)


def _in_clear(page: bytes) -> bytes:
    """A page of SQLCipher 4: AES-256-CBC, start value and seal at the end; the first one begins with the salt."""
    if len(page) < PAGE:
        return b""
    start = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    found = b""
    for body in (page[: PAGE - RESERVED], page[16 : PAGE - RESERVED]):
        if len(body) % 16 == 0:
            decryptor = Cipher(algorithms.AES(KEY), modes.CBC(start)).decryptor()
            found += decryptor.update(body)
    return found


def spellings(text: str) -> tuple[bytes, ...]:
    """A text as it may stand in bytes."""
    plain, coded = text.encode(), base64.b64encode(text.encode()).rstrip(b"=")
    return (plain, text.lower().encode(), text.encode("utf-16-le"), plain.hex().encode(), coded)
