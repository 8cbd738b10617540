"""What is done about members of staff, as the journal names it."""

from __future__ import annotations

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

OF_KEYS = (ADDED, ROLE_CHANGED, PASSPHRASE_CHANGED, PASSPHRASE_RESET, SHEET_MADE, LEFT, STAYED)
"""What changes who opens the file, or as what: no Ctrl+Z takes it back, another change does."""
