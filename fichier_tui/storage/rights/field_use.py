"""How much each field is used, and which of the program's own the form leaves out (`domain.field_use`)."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.field_use import FIELDS, HIDEABLE, FieldUse, is_hardly_used
from fichier_tui.domain.permission import RIGHTS, SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting
from fichier_tui.storage.shop import read_settings

_PLAIN = (
    "last_name", "first_name", "company_name", "job_title", "civility", "sex", "birth", "profession", "language",
    "source", "source_detail", "first_contact_on", "card_number", "household", "important",
)  # fmt: skip
_TABLES = {
    "phone": "phone",
    "email": "email",
    "address": "address",
    "notes": "note",
    "visits": "visit",
    "purchases": "purchase",
    "actions": "action",
    "behaviour": "behaviour_event",
    "satisfaction": "satisfaction",
    "loyalty": "loyalty_entry",
    "consents": "consent",
    "informed": "information",
}
_LABELS = {"tags": "tag", "interests": "interest"}
_KEY = "hidden_fields"


def field_use(session: Session) -> tuple[FieldUse, ...]:
    """Every field, the program's first, with how many cards have it. Raises Refusal("staff.not_allowed")."""
    session.require(RIGHTS)
    filled, contacts = _filled(session)
    row = session.database.connection().execute("SELECT MIN(created_at) FROM contact").fetchone()
    since = dt.date.fromisoformat(row[0][:10]) if row[0] else session.today
    hidden = hidden_fields(session)
    known = tuple(
        FieldUse(
            field.code,
            filled.get(field.code, 0),
            contacts,
            since,
            purpose=field.purpose,
            basis=field.basis,
            hidden=field.code in hidden,
        )
        for field in FIELDS
    )
    return known + _own(session, contacts, since)


def hardly_used(session: Session) -> tuple[FieldUse, ...]:
    """Those proposed for removal. Raises Refusal("staff.not_allowed")."""
    return tuple(use for use in field_use(session) if is_hardly_used(use, session.today))


def hidden_fields(session: Session) -> frozenset[str]:
    """The built-in fields that the form of a contact leaves out."""
    return frozenset(read_settings(session).hidden_fields) & frozenset(HIDEABLE)


def hide_field(session: Session, code: str, *, hidden: bool = True) -> None:
    """Leave a built-in field out of the form of a contact, or bring it back; what cards hold in it stays there.

    Raises Refusal: staff.not_allowed, field.needed (one that the form cannot do without).
    """
    session.require(SETTINGS)
    if code not in HIDEABLE:
        raise Refusal("field.needed", field=code)
    before = hidden_fields(session)
    after = before | {code} if hidden else before - {code}
    with session.operation("field.hidden" if hidden else "field.shown", field=code) as operation:
        keep_setting(operation, _KEY, sorted(after))


def _filled(session: Session) -> tuple[dict[str, int], int]:
    execute = session.database.connection().execute
    sums = ", ".join(f"COALESCE(SUM(COALESCE({name}, '') <> ''), 0)" for name in _PLAIN)
    contacts, sponsored, *counts = execute(
        f"SELECT COUNT(*), COALESCE(SUM(sponsor_id IS NOT NULL), 0), {sums} FROM contact WHERE deleted_at IS NULL"
    ).fetchone()
    filled = dict(zip(_PLAIN, counts, strict=True)) | {"sponsor": sponsored}
    live = "IN (SELECT id FROM contact WHERE deleted_at IS NULL)"
    for code, table in _TABLES.items():
        filled[code] = execute(f"SELECT COUNT(DISTINCT contact_id) FROM {table} WHERE contact_id {live}").fetchone()[0]
    for code, kind in _LABELS.items():
        filled[code] = execute(
            "SELECT COUNT(DISTINCT contact_id) FROM contact_tag JOIN tag ON tag.id = tag_id"
            f" WHERE tag.kind = ? AND contact_id {live}",
            (kind,),
        ).fetchone()[0]
    return filled, contacts


def _own(session: Session, contacts: int, since: dt.date) -> tuple[FieldUse, ...]:
    rows = session.database.connection().execute(
        "SELECT f.key, f.label, f.purpose, f.retired_at, f.public_id, (SELECT COUNT(*) FROM custom_value AS v"
        " JOIN contact AS c ON c.id = v.contact_id WHERE v.field_id = f.id AND v.value <> '' AND c.deleted_at IS NULL)"
        " FROM custom_field AS f ORDER BY f.position, f.id"
    )
    return tuple(
        FieldUse(
            key,
            count,
            contacts,
            _made_on(public_id, since, session.today),
            True,
            label,
            purpose,
            hidden=retired is not None,
        )
        for key, label, purpose, retired, public_id, count in rows
    )


def _made_on(public_id: str, since: dt.date, today: dt.date) -> dt.date:
    """The day on which a row was made: its public number begins with that instant, in milliseconds. One that comes from
    elsewhere may say anything: then as long as the file."""
    days = int(public_id[:12], 16) // 86_400_000
    made_on = dt.date.fromordinal(dt.date(1970, 1, 1).toordinal() + days) if days < 30_000 else since
    return made_on if since <= made_on <= today else since
