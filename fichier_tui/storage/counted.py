"""Whose purchases count in the totals of the shop, though they are in no list."""

from __future__ import annotations

from fichier_tui.domain.erasing import COUNTED

_CODES = ", ".join(f"'{code}'" for code in COUNTED)


def counted_among(column: str) -> str:
    """The condition (SQL) that a contact is one of them: archived, or the card of what was sold to the forgotten."""
    return f"{column} IN (SELECT id FROM contact WHERE kept IN ({_CODES}))"
