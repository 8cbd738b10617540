"""Templates: the shop's usual things (a visit, a night, a spa) as lines of the one-line entry that name nobody.

They are noted for the contact that is chosen, by Alt and a digit. What a line says is `domain.line`'s to tell; here is
which lines may be a template.
"""

from __future__ import annotations

from dataclasses import dataclass

from fichier_tui.domain.line import Line
from fichier_tui.domain.refusal import Refusal

PLACES = 9
"""Alt+1 to Alt+9."""
NAME_LIMIT = 40
LOGGED = ("visit", "purchase", "call", "meeting", "email", "todo", "note")
"""What a template may note. A consent needs its sentence said, and "done" something that was planned."""


@dataclass(frozen=True, slots=True)
class Template:
    """One of them; without a `line` its place is free."""

    name: str = ""
    line: str = ""
    """As it is typed: "v", "a nuitée 1n", "v spa =28"."""


def check_template(line: Line) -> None:
    """Whether a line, read as inside a card, may be a template.

    Raises Refusal: template.no_verb, template.verb, template.person (it says whom), template.unread, template.note.
    """
    if not line.verb:
        raise Refusal("template.no_verb", line=line.text)
    if line.unread:
        raise Refusal("template.unread", words=line.unread[0])
    if line.new or line.quoted or line.phone or line.email or line.postcode or line.birth:
        raise Refusal("template.person", line=line.text)
    if line.verb not in LOGGED or line.consents:
        raise Refusal("template.verb", line=line.text)
    if line.verb == "note" and not (line.note or line.who):
        raise Refusal("template.note")
    if line.then is not None:
        check_template(line.then)
