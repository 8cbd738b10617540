"""Which contact is meant, where one is said in words: on the command line."""

from __future__ import annotations

from fichier_tui.domain.contact import COMPANY
from fichier_tui.domain.phone import read_french_phone
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.storage.rows import NOBODY
from fichier_tui.storage.session import Session

NAMED = 5
"""So many of those that bear one name are told."""
_EVERYBODY = (
    "SELECT id, public_id, kind, last_name, first_name, company_name FROM contact"
    f" WHERE COALESCE(kept, '') NOT IN {NOBODY}"
)

_MARKED = (
    "(card_number <> '' AND card_number = ?) OR id IN (SELECT contact_id FROM phone WHERE number = ?)"
    " OR id IN (SELECT contact_id FROM email WHERE lower(address) = ?)"
)


def contact_said(session: Session, text: str) -> int:
    """The contact of that number or public number, the only one of that whole name, in any order, or the only one
    of that loyalty card, telephone number or e-mail address.

    Cards that were put aside count too: what is done to one of two of a name is done to somebody.
    Raises Refusal: contact.not_found; contact.several, with those who bear the name.
    """
    text = text.strip()
    execute = session.database.connection().execute
    by_number = text.isascii() and text.isdecimal() and len(text) < 19
    found = execute(f"{_EVERYBODY} AND public_id = ?", (text,)).fetchall()
    if not found and by_number:
        found = execute(f"{_EVERYBODY} AND id = ?", (int(text),)).fetchall()
    if not found and not by_number and (wanted := sorted(fold(text).split())):
        found = [row for row in execute(_EVERYBODY) if sorted(fold(_whole_name(*row[2:])).split()) == wanted]
    if not found:
        marks = (text, read_french_phone(text) or text, text.lower())
        found = execute(f"{_EVERYBODY} AND ({_MARKED})", marks).fetchall()
    if not found:
        raise Refusal("contact.not_found", who=text)
    if len(found) > 1:
        names = ", ".join(f"{row[0]} {_whole_name(*row[2:])}" for row in found[:NAMED])
        raise Refusal("contact.several", who=text, count=len(found), names=names)
    return int(found[0][0])


def _whole_name(kind: str, last: str, first: str, company: str) -> str:
    return company if kind == COMPANY else f"{last} {first}".strip()
