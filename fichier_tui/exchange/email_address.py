"""E-mail addresses: read, lower case, never looked up on any network."""

from __future__ import annotations

import re

# Plain addresses, by far the most: read without loading the whole library.
_PLAIN = re.compile(
    r"[a-z0-9](?:[a-z0-9_+-]|\.(?!\.)){0,62}(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}"
)
_SPECIAL = ("test", "local", "invalid", "localhost", "example", "onion", "arpa")


def read_email(text: str) -> str | None:
    """The address in lower case, without "mailto:" nor angle brackets; None where it is no address.

    "Marie Dupont <marie@exemple.fr>" gives the part in brackets. Nothing is asked of the network.
    """
    address = text.strip()
    if address.endswith(">") and "<" in address:
        address = address[address.rindex("<") + 1 : -1].strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    address = address.lower()
    if _PLAIN.fullmatch(address) and address.rsplit(".", 1)[1] not in _SPECIAL and len(address) <= 254:
        return address
    if "@" not in address or len(address) > 254:
        return None
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None
