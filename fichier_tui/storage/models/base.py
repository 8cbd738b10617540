"""What all tables share: the database they are bound to, and the columns of stable identity."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Iterator

import peewee as pw

# Bound by `storage.database` when a file is opened. One file is open in a process at a time.
bound_database = pw.DatabaseProxy()


def new_public_id() -> str:
    """A stable identifier that means nothing: 32 hexadecimal digits, growing with time (as UUID version 7 does).

    Growing, because a random one would touch another page of the index at each row of an import.
    """
    return next(public_ids(1))


def public_ids(count: int) -> Iterator[str]:
    """Identifiers for `count` rows made together: the same instant and chance, then their place in the run."""
    start = f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(6)}"
    for place in range(count):
        yield f"{start}{place:08x}"


class InstantField(pw.Field):
    """An instant in UTC, kept as ISO 8601 text with a Z: sorts as text, read by any tool."""

    field_type = "TEXT"

    def db_value(self, value: dt.datetime | None) -> str | None:
        """The text kept in the file. Raises ValueError for an instant without a zone."""
        if value is None or isinstance(value, str):
            return value
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def python_value(self, value: str | None) -> dt.datetime | None:
        """The instant, in UTC."""
        return None if value is None else dt.datetime.fromisoformat(value)


class Table(pw.Model):
    """A table of the file."""

    class Meta:
        """Peewee's settings, inherited by every table."""

        database = bound_database
        legacy_table_names = False


class Noun(Table):
    """A table whose rows have a name of their own outside the file: `public_id`."""

    public_id = pw.FixedCharField(32, unique=True, default=new_public_id)
