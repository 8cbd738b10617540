"""The times of retention that the shop chose, within the bounds of the law (`domain.retention`)."""

from __future__ import annotations

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.retention import CATEGORIES, checked_months
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting, kept_setting

_KEY = "retention"


def retention_choices(session: Session) -> dict[str, int]:
    """The times that the shop chose, in months, by category; those of the program are not among them."""
    return {code: months for code, months in kept_setting(_KEY, ()) if code in CATEGORIES}


def change_retention(session: Session, category: str, months: int) -> None:
    """Choose the time of a category. Raises Refusal: staff.not_allowed, those of `domain.retention.checked_months`."""
    session.require(RIGHTS)
    months = checked_months(category, months)
    with session.operation("retention.changed", category=category, months=months) as operation:
        # Within the transaction: all categories lie in one row, and another program may have just chosen one.
        chosen = retention_choices(session) | {category: months}
        value = sorted((code, many) for code, many in chosen.items() if many != CATEGORIES[code].months)
        keep_setting(operation, _KEY, value)
