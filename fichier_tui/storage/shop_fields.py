"""The fields of the shop's own: made, changed, put in order, retired, brought back, deleted; each an operation.

What a field may be called and how its values are kept is `domain.own_field`'s to say.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import peewee as pw

from fichier_tui.domain.own_field import OwnField, OwnFieldDetails, checked, is_value, new_key
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class UsedField:
    """A field, and how many contacts have a value in it."""

    field: OwnField
    values: int

    @property
    def id(self) -> str:
        """The key of the field."""
        return self.field.key


def own_fields(session: Session) -> tuple[OwnField, ...]:
    """The fields in use, in the order of the settings."""
    return tuple(_own(row) for row in _rows() if row.retired_at is None)


def every_own_field(session: Session) -> tuple[UsedField, ...]:
    """Every field, those in use first, each with the number of its values."""
    counts = pw.fn.COUNT(models.CustomValue.id)
    held = dict(models.CustomValue.select(models.CustomValue.field, counts).group_by(models.CustomValue.field).tuples())
    found = [UsedField(_own(row), held.get(row.id, 0)) for row in _rows()]
    return tuple(sorted(found, key=lambda used: used.field.retired))


def create_own_field(session: Session, details: OwnFieldDetails) -> OwnField:
    """A new field, after the others. Raises the refusals of `domain.own_field.checked`."""
    session.require(SETTINGS)
    rows = _rows()
    details = checked(details, map(_own, rows))
    with session.operation("custom.created", name=details.label) as operation:
        row = operation.create(
            models.CustomField,
            key=new_key(details.label, (row.key for row in rows)),
            label=details.label,
            kind=details.kind,
            choices=_packed(details.choices),
            purpose=details.purpose,
            position=max((row.position for row in rows), default=-1) + 1,
        )
    return _own(row)


def change_own_field(session: Session, key: str, details: OwnFieldDetails) -> OwnField:
    """Another name, purpose, type or other choices. Values that are no choice any more are kept as they are.

    Raises the refusals of `checked`, and custom.unknown, custom.kind_fixed (it has values already).
    """
    session.require(SETTINGS)
    row = _row(key)
    details = checked(details, (_own(other) for other in _rows() if other.id != row.id))
    if details.kind != row.kind and _values_of(row).exists():
        raise Refusal("custom.kind_fixed", name=row.label)
    with session.operation("custom.changed", name=details.label) as operation:
        operation.change(
            row,
            label=details.label,
            kind=details.kind,
            choices=_packed(details.choices),
            purpose=details.purpose,
        )
    return _own(row)


def move_own_field(session: Session, key: str, step: int) -> None:
    """One place up (-1) or down (1) among the fields in use; at the end nothing changes. Raises custom.unknown."""
    session.require(SETTINGS)
    moved = _row(key)
    rows = [row for row in _rows() if row.retired_at is None]
    place = next((place for place, row in enumerate(rows) if row.id == moved.id), None)
    if place is None or not 0 <= place + step < len(rows):
        return
    rows.insert(place + step, rows.pop(place))
    with session.operation("custom.moved", name=moved.label) as operation:
        for position, row in enumerate(rows):
            operation.change(row, position=position)


def retire_own_field(session: Session, key: str) -> None:
    """Show a field nowhere any more; its values stay. Raises custom.unknown."""
    session.require(SETTINGS)
    row = _row(key)
    with session.operation("custom.retired", name=row.label) as operation:
        if row.retired_at is None:
            operation.change(row, retired_at=session.now())


def restore_own_field(session: Session, key: str) -> None:
    """Show a retired field again, with the values it had. Raises custom.unknown."""
    session.require(SETTINGS)
    row = _row(key)
    with session.operation("custom.restored", name=row.label) as operation:
        operation.change(row, retired_at=None)


def delete_own_field(session: Session, key: str, *, with_values: bool = False) -> int:
    """Delete a field, and its values only when that is said. Returns how many went with it.

    Raises Refusal: custom.unknown, custom.has_values.
    """
    session.require(SETTINGS)
    row = _row(key)
    values = list(_values_of(row))
    if values and not with_values:
        raise Refusal("custom.has_values", name=row.label, count=len(values))
    with session.operation("custom.removed", name=row.label) as operation:
        for value in values:
            operation.remove(value)
        operation.remove(row)
    return len(values)


def bring_own_values(operation: Operation, contact: models.Contact, wanted: dict[str, str]) -> None:
    """Bring the values of a contact to these; what is not among them goes.

    Raises Refusal: custom.unknown, custom.wrong_value (a new value that is not of the type of its field).
    """
    present = {
        value.field.key: value
        for value in models.CustomValue.select(models.CustomValue, models.CustomField)
        .join(models.CustomField)
        .where(models.CustomValue.contact == contact)
    }
    for key, text in wanted.items():
        if key in present:
            if text and text != present[key].value:
                _refuse_wrong(present[key].field, text)
                operation.change(present[key], value=text)
            continue
        field = models.CustomField.get_or_none(models.CustomField.key == key)
        if field is None:
            raise Refusal("custom.unknown", field=key)
        if text:
            _refuse_wrong(field, text)
            operation.create(models.CustomValue, contact=contact, field=field, value=text)
    for key, value in present.items():
        if not wanted.get(key):
            operation.remove(value)


def _refuse_wrong(row: models.CustomField, text: str) -> None:
    if not is_value(row.kind, json.loads(row.choices), text):
        raise Refusal("custom.wrong_value", field=row.label, value=text)


def _rows() -> list[models.CustomField]:
    field = models.CustomField
    return list(field.select().order_by(field.position, field.id))


def _row(key: str) -> models.CustomField:
    row: models.CustomField | None = models.CustomField.get_or_none(models.CustomField.key == key)
    if row is None:
        raise Refusal("custom.unknown", field=key)
    return row


def _values_of(row: models.CustomField) -> pw.ModelSelect:
    values: pw.ModelSelect = models.CustomValue.select().where(models.CustomValue.field == row)
    return values


def _own(row: models.CustomField) -> OwnField:
    choices = tuple(json.loads(row.choices))
    return OwnField(row.key, row.label, row.kind, choices, row.purpose, row.retired_at is not None)


def _packed(choices: Sequence[str]) -> str:
    return json.dumps(list(choices), ensure_ascii=False)
