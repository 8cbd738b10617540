"""What is done about members of staff, as the journal names it."""

from __future__ import annotations

from fichier_tui.domain.text import clean_line, fold

FIRST_LOGIN = "owner"
"""That of who makes a file and gives no name."""
_LONGEST_LOGIN = 20
ADDED = "staff.added"
ROLE_CHANGED = "staff.role_changed"
RENAMED = "staff.renamed"
PASSPHRASE_CHANGED = "staff.passphrase_changed"
PASSPHRASE_RESET = "staff.passphrase_reset"
SHEET_MADE = "staff.sheet_made"
LEFT = "staff.left"
STAYED = "staff.stayed"

ATTEMPTS_FAILED = "opening.failed"
"""Somebody could not open the file before: it is told, and there is nothing to take back."""
OPENED_BY_SHEET = "opening.by_sheet"
"""The recovery sheet opened the file, whoever held it: told alike."""

OF_KEYS = (ADDED, ROLE_CHANGED, PASSPHRASE_CHANGED, PASSPHRASE_RESET, SHEET_MADE, LEFT, STAYED)
"""What changes who opens the file, or as what: no Ctrl+Z takes it back, another change does."""


def login_from(name: str) -> str:
    """What somebody called so would type at the lock: the first word, in small letters without accents."""
    first, *_others = fold(clean_line(name)).split() or [""]
    return first[:_LONGEST_LOGIN]
