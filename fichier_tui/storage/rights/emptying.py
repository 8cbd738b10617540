"""The rows of people who are forgotten: all that is theirs goes, what was sold to them stays with nobody's name.

Written straight, not through the operation, whose journal would keep what is to be forgotten. Nothing is taken back.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from fichier_tui.domain.erasing import COUNTED, EMPTIED, SOLD, SOLD_ASIDE
from fichier_tui.domain.text import fold
from fichier_tui.storage import models
from fichier_tui.storage.drafts import OF_CONTACTS, OF_LINES, SCREENS
from fichier_tui.storage.journal.file_names import forget_file_names
from fichier_tui.storage.models.base import public_ids
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.search.index import national_digits

_AMONG = "IN (SELECT value FROM json_each(?))"
_LINES_OF = f"SELECT id FROM {{table}} WHERE contact_id {_AMONG}"
# What is more than lines that go with the contact: see below.
_APART = frozenset(
    ("contact_summary", "visit", "purchase", "action", "sending_recipient", "rights_request", "export_record")
)
_GOES = tuple(
    table._meta.table_name
    for table in models.TABLES
    if "contact_id" in table._meta.columns and table._meta.table_name not in _APART
)
_CARD = (
    "UPDATE contact SET kind = 'person', company_id = NULL, civility = '', last_name = '', first_name = '',"
    " company_name = '', job_title = '', sex = '', birth = '', profession = '', language = '', source = '',"
    " source_detail = '', first_contact_on = NULL, card_number = '', sponsor_id = NULL, household = '', important = '',"
    " verified_on = NULL, verified_by_id = NULL, restricted_on = NULL, deceased_on = NULL, created_by_id = NULL,"
    f" created_at = ?, updated_at = ?, version = version + 1, deleted_at = ?, kept = '{EMPTIED}' WHERE id {_AMONG}"
)
_SALES = "product_id, day, quantity, amount_cents, cost_cents, nights, people"
# So many of the lines that stand there already are shuffled with the new ones, whose order would tie them together.
_SHUFFLED = 2_000
_NOON = "T12:00:00.000000Z"


def empty(operation: Operation, ids: Sequence[int]) -> None:
    """Take away all that these contacts have, but for what was sold and the number of the card."""
    connection = operation.session.database.connection()
    wanted = json.dumps(list(ids))
    forget_file_names(connection, ids)
    _drop_drafts(connection, ids, wanted)
    for counted in (True, False):
        _keep_sales(operation, counted, wanted)
    series = {
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT series_id FROM action WHERE series_id NOT NULL AND contact_id {_AMONG}", (wanted,)
        )
    }
    connection.execute(f"DELETE FROM action WHERE contact_id {_AMONG}", (wanted,))
    connection.execute(
        f"DELETE FROM series WHERE id {_AMONG} AND id NOT IN (SELECT series_id FROM action WHERE series_id NOT NULL)",
        (json.dumps(sorted(series)),),
    )
    labels = connection.execute(f"SELECT tag_id FROM contact_tag WHERE contact_id {_AMONG}", (wanted,))
    tags = [row[0] for row in labels]
    for table in _GOES:
        connection.execute(f"DELETE FROM {table} WHERE contact_id {_AMONG}", (wanted,))
    connection.execute(
        f"DELETE FROM tag WHERE id {_AMONG} AND id NOT IN (SELECT tag_id FROM contact_tag)", (json.dumps(tags),)
    )
    connection.execute(
        "UPDATE sending_recipient SET address = '', message_id = '', error = '',"
        " reason = CASE WHEN state IN ('queued', 'sending') THEN 'gone' ELSE reason END,"
        f" state = CASE WHEN state IN ('queued', 'sending') THEN 'left_out' ELSE state END WHERE contact_id {_AMONG}",
        (wanted,),
    )
    connection.execute(
        f"UPDATE rights_request SET note = '', who = '', answer = '', extension_reason = '' WHERE contact_id {_AMONG}",
        (wanted,),
    )
    for link in ("company_id", "sponsor_id"):
        connection.execute(f"UPDATE contact SET {link} = NULL WHERE {link} {_AMONG}", (wanted,))
    now = models.Contact.created_at.db_value(operation.session.now())
    connection.execute(_CARD, (now, now, now, wanted))
    operation.touched.update(ids)
    operation.worded.update(ids)


def _keep_sales(operation: Operation, counted: bool, wanted: str) -> None:
    """What was sold to them, and that somebody came, goes over to the card of all who were forgotten."""
    connection = operation.session.database.connection()
    codes = ", ".join(f"'{code}'" for code in COUNTED)
    whose = (
        f"contact_id {_AMONG} AND contact_id IN (SELECT id FROM contact WHERE"
        f" {'' if counted else 'NOT '}(deleted_at IS NULL OR COALESCE(kept, '') IN ({codes})))"
    )
    sales = connection.execute(f"SELECT {_SALES} FROM purchase WHERE {whose}", (wanted,)).fetchall()
    visits = connection.execute(f"SELECT day, channel, people FROM visit WHERE {whose}", (wanted,)).fetchall()
    if not sales and not visits:
        return
    card = _card_of_all(operation, SOLD if counted else SOLD_ASIDE)
    connection.execute(f"DELETE FROM purchase WHERE {whose}", (wanted,))
    connection.execute(f"DELETE FROM visit WHERE {whose}", (wanted,))
    _put_shuffled(connection, card, "purchase", _SALES, sales, {"note": "", "reference": ""})
    _put_shuffled(connection, card, "visit", "day, channel, people", visits, {"note": "", "time": ""})
    operation.touched.add(card)


def _put_shuffled(
    connection: Any, card: int, table: str, columns: str, rows: list[tuple[Any, ...]], others: dict[str, str]
) -> None:
    latest = connection.execute(
        f"SELECT id FROM {table} WHERE contact_id = ? ORDER BY id DESC LIMIT ?", (card, _SHUFFLED)
    ).fetchall()
    among = json.dumps([row[0] for row in latest])
    rows = [*rows, *connection.execute(f"SELECT {columns} FROM {table} WHERE id {_AMONG}", (among,)).fetchall()]
    connection.execute(f"DELETE FROM {table} WHERE id {_AMONG}", (among,))
    random.SystemRandom().shuffle(rows)
    day = columns.split(", ").index("day")
    names = (*columns.split(", "), *others, "contact_id", "created_at", "public_id")
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [
            (*row, *others.values(), card, row[day] + _NOON, public_id)
            for row, public_id in zip(rows, public_ids(len(rows)), strict=True)
        ],
    )


def _card_of_all(operation: Operation, kept: str) -> int:
    """The card that holds what was sold to those who were forgotten; made when it is first needed."""
    found = models.Contact.get_or_none(models.Contact.kept == kept)
    if found is None:
        now = operation.session.now()
        found = operation.create(models.Contact, created_at=now, updated_at=now, deleted_at=now, kept=kept)
    return int(found.id)


def _drop_drafts(connection: Any, ids: Sequence[int], wanted: str) -> None:
    """What was typed about them and not saved."""
    lines = {
        kind: {row[0] for row in connection.execute(_LINES_OF.format(table=table._meta.table_name), (wanted,))}
        for kind, table in OF_LINES.items()
    } | {kind: set(ids) for kind in OF_CONTACTS}
    named = texts_of(connection, wanted)
    for row, key, value in connection.execute("SELECT id, key, value FROM draft").fetchall():
        kind, _point, number = key.partition(".")
        about = number.isdecimal() and int(number) in lines.get(kind, ())
        passed_over = key.startswith(SCREENS) and any(f'"{contact}.' in value for contact in ids)
        if about or passed_over or names_one_of(f"{key} {value}", named):
            connection.execute("DELETE FROM draft WHERE id = ?", (row,))


def texts_of(connection: Any, wanted: str) -> frozenset[str]:
    """By what a text may name them: telephones as they are dialled, e-mails and whole names folded."""
    found = [row[0] for row in connection.execute(f"SELECT address FROM email WHERE contact_id {_AMONG}", (wanted,))]
    phones = connection.execute(f"SELECT number FROM phone WHERE contact_id {_AMONG}", (wanted,))
    for last, first, company in connection.execute(
        f"SELECT last_name, first_name, company_name FROM contact WHERE id {_AMONG}", (wanted,)
    ):
        found += [f"{last} {first}", f"{first} {last}"] if last and first else [company] if company else []
    return frozenset(filter(None, (*map(fold, found), *(national_digits(row[0]) for row in phones))))


def names_one_of(text: str, named: frozenset[str]) -> bool:
    """Whether a text holds a telephone, an e-mail or a whole name of those."""
    folded, digits = fold(text), "".join(filter(str.isdecimal, text))
    return any(name in folded or (name.isdecimal() and name[1:] in digits) for name in named)
