"""A colleague named in what is planned: "rdv péron mardi 14h avec Léa" is Léa's, where she works here."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from fichier_tui.domain.line import Line
from fichier_tui.domain.text import fold
from fichier_tui.storage.line.entry import PLANS
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff.members import list_staff

_WITH = ("avec", "with")
_LONGEST_NAME = 3


def with_colleague(session: Session, line: Line, *, alone: bool) -> Line:
    """The line and what follows it, without "avec Léa" where one of that name works here: she is in charge then.

    `alone`: no other word needs to name somebody, as inside a card. A client of that name is then typed without "avec".
    """
    if line.then is not None:
        line = replace(line, then=with_colleague(session, line.then, alone=True))
    words = line.who.split()
    places = [place for place, word in enumerate(words[:-1]) if fold(word) in _WITH]
    if line.verb not in PLANS or line.quoted or not places:
        return line
    called = _logins(session)
    for place in places:
        for end in range(min(place + 1 + _LONGEST_NAME, len(words)), place + 1, -1):
            login = called.get(fold(" ".join(words[place + 1 : end])))
            rest = [*words[:place], *words[end:]]
            if login is not None and (rest or alone):
                return replace(line, who=" ".join(rest), in_charge=login)
    return line


def colleague_called(session: Session, login: str) -> str:
    """The name of a colleague."""
    return next((member.name for member in list_staff(session) if member.login == login), login)


def _logins(session: Session) -> dict[str, str]:
    """By what each colleague is called: the whole name, or the first name or login, unless two are called so."""
    staff = list_staff(session)
    names = {one.login: {fold(one.name).partition(" ")[0], fold(one.login), fold(one.name)} for one in staff}
    bearers = Counter(name for called in names.values() for name in called)
    return {name: login for login, called in names.items() for name in called if bearers[name] == 1}
