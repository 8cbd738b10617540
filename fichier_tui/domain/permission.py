"""Who may do what: three roles, and what each of them may do beyond the work of the counter.

What everybody may do (visits, purchases, new and changed contacts, consents, notes, plans, one's own Ctrl+Z) has no
permission. A role is what the program offers and keeps a trace of; whoever holds a passphrase and writes programs can
read the file all the same (docs/security.md).
"""

from __future__ import annotations

RECEPTION, SALES, OWNER = ROLES = ("reception", "sales", "owner")

EXPORT = "export"
"""Write files of contacts, and the registers."""
IMPORT = "import"
"""Bring a foreign file in."""
DELETE = "delete"
"""Remove a contact, a purchase, any other row. To take back what one has just noted is no removal."""
TOTALS = "totals"
"""See what the whole shop makes: revenue, top clients, ranking, statistics."""
SEND = "send"
"""Write to many at once."""
UNDO_OTHERS = "undo_others"
"""Take back what somebody else did."""
JOURNAL = "journal"
"""Read what others did."""
SETTINGS = "settings"
"""Change what the shop sets."""
STAFF = "staff"
"""Say who opens the file, and as what."""
RESTORE = "restore"
"""Put an older copy in the place of the file, repair it, say where copies go."""
RIGHTS = "rights"
"""Carry out what the law asks: erasure, access, retention, registers. Anybody notes a request."""

PERMISSIONS = (
    EXPORT, IMPORT, DELETE, TOTALS, SEND, UNDO_OTHERS, JOURNAL, SETTINGS, STAFF, RESTORE, RIGHTS,
)  # fmt: skip

_GIVEN: dict[str, frozenset[str]] = {
    RECEPTION: frozenset(),
    SALES: frozenset((EXPORT, IMPORT, DELETE, TOTALS, SEND, UNDO_OTHERS, JOURNAL)),
    OWNER: frozenset(PERMISSIONS),
}


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission. A role that is not known has none; raises ValueError for no permission."""
    if permission not in PERMISSIONS:
        raise ValueError(f"{permission} is no permission")
    return permission in _GIVEN.get(role, frozenset())
