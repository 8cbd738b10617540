"""The times of retention that the shop chose, within the bounds of the law (`domain.retention`)."""

from __future__ import annotations

import json

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.retention import CATEGORIES, checked_months
from fichier_tui.storage import models
from fichier_tui.storage.session import Session

_KEY = "retention"


def retention_choices(session: Session) -> dict[str, int]:
    """The times that the shop chose, in months, by category; those of the program are not among them."""
    row = models.Setting.get_or_none(models.Setting.key == _KEY)
    return {} if row is None else {code: months for code, months in json.loads(row.value) if code in CATEGORIES}


def change_retention(session: Session, category: str, months: int) -> None:
    """Choose the time of a category. Raises Refusal: staff.not_allowed, those of `domain.retention.checked_months`."""
    session.require(RIGHTS)
    chosen = retention_choices(session) | {category: checked_months(category, months)}
    value = json.dumps(sorted((code, many) for code, many in chosen.items() if many != CATEGORIES[code].months))
    with session.operation("retention.changed", category=category, months=months) as operation:
        row = models.Setting.get_or_none(models.Setting.key == _KEY)
        if row is None:
            operation.create(models.Setting, key=_KEY, value=value)
        else:
            operation.change(row, value=value)
