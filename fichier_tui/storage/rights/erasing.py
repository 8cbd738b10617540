"""Somebody is forgotten for good: everywhere in the file, with the sums of the accounts as they were.

Told before it is done (`what_goes`), never taken back. Of whom asked for it a keyed fingerprint stays, so that an
import does not bring the person back; what the person objected to stays on its list, not in clear. Safety copies hold
the person until they are rotated; one that is restored is told whom to forget again (`apply_erasures`). What the disk
held is overwritten afterwards (`storage.rights.cleaning`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence

from fichier_tui.domain.erasing import ANONYMISED, ERASED, Erasure, WhatGoes, invoices_since, known_again_by
from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import DONE, OPEN
from fichier_tui.storage import models
from fichier_tui.storage.consents.oppositions import fingerprint_key, fingerprint_of, renew_oppositions
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.details import read_details
from fichier_tui.storage.journal.owning import owned_by
from fichier_tui.storage.journal.scrub import scrub_contacts
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rights.cleaning import cleaning_is_due
from fichier_tui.storage.rights.emptying import empty, names_one_of, texts_of
from fichier_tui.storage.rows import NOBODY
from fichier_tui.storage.session import Session

_AMONG = "contact_id IN (SELECT value FROM json_each(?))"
# What was written freely elsewhere, where it may name somebody.
_ELSEWHERE = (
    ("note", "text"),
    ("action", "trim(subject || ' ' || note || ' ' || result)"),
    ("visit", "note"),
    ("purchase", "note"),
    ("satisfaction", "text"),
)
_WRITTEN = " UNION ALL ".join(
    (
        *(
            f"SELECT {text} FROM {table} WHERE {text} <> '' AND COALESCE(contact_id, 0) NOT IN"
            " (SELECT value FROM json_each(:wanted))"
            for table, text in _ELSEWHERE
        ),
        "SELECT name || ' ' || definition FROM segment",
        "SELECT subject || ' ' || text FROM sending",
    )
)


def what_goes(session: Session, ids: Collection[int]) -> WhatGoes:
    """What erasing these contacts takes away and leaves. Raises Refusal: staff.not_allowed, row.unknown."""
    session.require(RIGHTS)
    people = _people(ids)
    execute, wanted = session.database.connection().execute, json.dumps(people)

    def count(sql: str, *more: object) -> int:
        return int(execute(f"SELECT COUNT(*) FROM {sql} AND {_AMONG}", (*more, wanted)).fetchone()[0])

    purchases, cents, invoices = execute(
        "SELECT COUNT(*), COALESCE(SUM(amount_cents), 0), COALESCE(SUM(amount_cents > 0 AND day >= ?), 0)"
        f" FROM purchase WHERE {_AMONG}",
        (invoices_since(session.today).isoformat(), wanted),
    ).fetchone()
    named = texts_of(session.database.connection(), wanted)
    texts = execute(_WRITTEN, {"wanted": wanted}) if len(people) == 1 else ()
    return WhatGoes(
        contacts=len(people),
        name=name_of(people[0]) if len(people) == 1 else "",
        visits=count("visit WHERE TRUE"),
        purchases=purchases,
        cents=cents,
        invoices=invoices,
        consents=count("consent WHERE TRUE"),
        actions=count("action WHERE TRUE"),
        notes=count("note WHERE TRUE"),
        messages=count("sending_recipient WHERE state = 'sent'"),
        mentions=sum(names_one_of(row[0], named) for row in texts),
        opposed=execute(
            f"SELECT COUNT(DISTINCT contact_id) FROM consent WHERE state = 'opposed' AND {_AMONG}", (wanted,)
        ).fetchone()[0],
    )


def erase_contacts(session: Session, ids: Collection[int], *, kind: str = ERASED) -> tuple[Erasure, ...]:
    """Forget these contacts: `kind` is "erased" (they asked for it) or "anonymised" (the shop forgets by itself).

    One operation, which nothing takes back. Whatever they had asked for and waits is closed with it. Call
    `storage.rights.cleaning.clean_pages` afterwards, once for several. Raises Refusal: staff.not_allowed, row.unknown.
    """
    session.require(RIGHTS)
    asked = _people(ids)
    # The cards that were made one with theirs say the same of them, out of sight.
    people = sorted(owned_by(session.database.connection(), asked).contacts)
    details = read_details(session, people)
    with session.operation(f"contact.{kind}", asked[0] if len(asked) == 1 else None, count=len(asked)) as operation:
        scrub_contacts(operation, asked)
        for contact in people:
            renew_oppositions(operation, contact)
        rows = models.Contact.select().where(models.Contact.id.in_(people))
        public_ids = {row.id: row.public_id for row in rows}
        key, done = fingerprint_key(), []
        for contact in people:
            marks = tuple(fingerprint_of(key, text) for text in known_again_by(details[contact]))
            row = operation.create(
                models.Erasure,
                contact=contact,
                contact_public_id=public_ids[contact],
                kind=kind,
                at=session.now(),
                staff=session.staff.id or None,
            )
            done.append(
                Erasure(row.public_id, contact, row.contact_public_id, kind, row.at, marks if kind == ERASED else ())
            )
            _insert_fingerprints(operation, row.id, done[-1].fingerprints)
        _answer_requests(operation, people)
        _forget(operation, people)
    return tuple(done)


def anonymise_contacts(session: Session, ids: Collection[int]) -> tuple[Erasure, ...]:
    """Forget these contacts without their asking: as `erase_contacts`, but an import may bring them in anew."""
    session.require(RIGHTS)
    return erase_contacts(session, ids, kind=ANONYMISED)


def erasures_since(session: Session, since: dt.datetime | None = None) -> tuple[Erasure, ...]:
    """Everybody who was forgotten, after that instant: what a restored copy is to be told. The oldest first."""
    table, marks = models.Erasure, models.ErasedFingerprint
    query = table.select() if since is None else table.select().where(table.at > since)
    found: dict[int, list[str]] = {}
    for row in marks.select().order_by(marks.id):
        found.setdefault(row.erasure_id, []).append(row.fingerprint)
    return tuple(
        Erasure(row.public_id, row.contact, row.contact_public_id, row.kind, row.at, tuple(found.get(row.id, ())))
        for row in query.order_by(table.id)
    )


def apply_erasures(session: Session, erasures: Iterable[Erasure]) -> int:
    """Forget again, in a copy that was restored, everybody who was forgotten since; returns how many it still held.

    Whom it does not hold is put on the list all the same. No permission is asked for: who restores has that one.
    """
    there = {row.public_id for row in models.Erasure.select(models.Erasure.public_id)}
    missing = [erasure for erasure in erasures if erasure.public_id not in there]
    if not missing:
        return 0
    table = models.Contact
    wanted = [erasure.contact_public_id for erasure in missing]
    held = [
        row.id
        for start in range(0, len(wanted), 500)
        for row in table.select(table.id, table.kept).where(table.public_id.in_(wanted[start : start + 500]))
        if row.kept not in NOBODY
    ]
    with session.operation("contact.erased", None, count=len(held)) as operation:
        if held:
            scrub_contacts(operation, held)
        for contact in held:
            renew_oppositions(operation, contact)
        for erasure in missing:
            row = operation.create(
                models.Erasure,
                public_id=erasure.public_id,
                contact=erasure.contact,
                contact_public_id=erasure.contact_public_id,
                kind=erasure.kind,
                at=erasure.at,
                staff=session.staff.id or None,
            )
            _insert_fingerprints(operation, row.id, erasure.fingerprints)
        if held:
            _answer_requests(operation, sorted(held))
            _forget(operation, sorted(held))
    return len(held)


def _people(ids: Collection[int]) -> list[int]:
    """The contacts meant, in order. Raises Refusal("row.unknown") for none, or one that is nobody's card any more."""
    table, people = models.Contact, sorted(set(ids))
    known = {
        row.id
        for start in range(0, len(people), 500)
        for row in table.select(table.id, table.kept).where(table.id.in_(people[start : start + 500]))
        if row.kept not in NOBODY
    }
    if not people or known != set(people):
        raise Refusal("row.unknown")
    return people


def _forget(operation: Operation, people: Sequence[int]) -> None:
    session = operation.session
    empty(operation, people)
    cleaning_is_due(session)
    # What this program remembers of them, to search and to propose sooner.
    session.vocabulary, session.proposals, session.rfm, session.rfm_reading = {}, None, None, None
    session.whole_group = None


def _insert_fingerprints(operation: Operation, erasure: int, fingerprints: Sequence[str]) -> None:
    operation.create_many(
        models.ErasedFingerprint, ("erasure_id", "fingerprint"), [(erasure, mark) for mark in fingerprints]
    )


def _answer_requests(operation: Operation, people: Sequence[int]) -> None:
    """Whoever asked for it has the answer; whatever else they asked for has nobody left whom it concerns."""
    table = models.RightsRequest
    for row in table.select().where(table.contact.in_(people), table.state == OPEN):
        operation.change(row, state=DONE, done_on=operation.session.today)
