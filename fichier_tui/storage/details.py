"""The details of many contacts at once: eight queries for one or for 20,000."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.storage.session import Session

# The columns of the table `contact` that a form fills, under the same names in `ContactDetails`.
PLAIN_COLUMNS = (
    "kind",
    "civility",
    "last_name",
    "first_name",
    "company_name",
    "job_title",
    "sex",
    "birth",
    "profession",
    "language",
    "source",
    "source_detail",
    "first_contact_on",
    "card_number",
    "household",
    "important",
)
_AMONG = "(SELECT value FROM json_each(?))"
_LINES = {
    "phones": f"SELECT contact_id, number, kind FROM phone WHERE contact_id IN {_AMONG} ORDER BY position, id",
    "emails": f"SELECT contact_id, address, kind FROM email WHERE contact_id IN {_AMONG} ORDER BY position, id",
    "addresses": (
        "SELECT contact_id, street, postcode, town, region, country, kind FROM address"
        f" WHERE contact_id IN {_AMONG} ORDER BY position, id"
    ),
    "labels": (
        "SELECT contact_id, tag.kind, tag.name FROM contact_tag JOIN tag ON tag.id = tag_id"
        f" WHERE contact_id IN {_AMONG} ORDER BY tag.name"
    ),
    "custom": (
        "SELECT contact_id, custom_field.key, value FROM custom_value JOIN custom_field ON custom_field.id = field_id"
        f" WHERE contact_id IN {_AMONG} ORDER BY custom_field.position, custom_field.id"
    ),
}


def read_details(session: Session, ids: Collection[int]) -> dict[int, ContactDetails]:
    """The details of these contacts by number; one that is no more is left out."""
    execute = session.database.connection().execute
    wanted = json.dumps(sorted(ids))
    lines: dict[str, dict[int, list[Any]]] = {}
    for name, sql in _LINES.items():
        grouped: dict[int, list[Any]] = defaultdict(list)
        for row in execute(sql, (wanted,)):
            grouped[row[0]].append(row[1:])
        lines[name] = grouped
    names = ", ".join(PLAIN_COLUMNS)
    found = {}
    for number, *plain in execute(f"SELECT id, {names} FROM contact WHERE id IN {_AMONG}", (wanted,)):
        values = dict(zip(PLAIN_COLUMNS, plain, strict=True))
        day = values.pop("first_contact_on")
        labels = lines["labels"].get(number, ())
        found[number] = ContactDetails(
            **values,
            first_contact_on=None if day is None else dt.date.fromisoformat(day),
            phones=tuple(PhoneNumber(*line) for line in lines["phones"].get(number, ())),
            emails=tuple(EmailAddress(*line) for line in lines["emails"].get(number, ())),
            addresses=tuple(PostalAddress(*line) for line in lines["addresses"].get(number, ())),
            tags=tuple(name for kind, name in labels if kind == "tag"),
            interests=tuple(name for kind, name in labels if kind == "interest"),
            custom=dict(lines["custom"].get(number, ())),
        )
    return found
