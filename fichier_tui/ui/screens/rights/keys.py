"""The keys of the RGPD centre."""

from __future__ import annotations

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

NEW = keys.Key(
    "rights.new", "n", "new", N_("Request of somebody not in the file"), N_("Stranger"),
    N_("Somebody asks whether you know anything of them: it has its month too. On a card, I notes a request."), rank=14,
    synonyms=N_("request gdpr rgpd access unknown"),
)  # fmt: skip
ANSWER = keys.Key(
    "rights.answer", "a", "answer", N_("Note the answer"), N_("Answered"),
    N_("The person has its answer: note what it was. The request leaves the list of those that wait."), rank=16,
    synonyms=N_("done close reply"), permission=RIGHTS,
)  # fmt: skip
REFUSE = keys.Key(
    "rights.refuse", "r", "refuse_request", N_("Refuse, with the reason"), N_("Refuse"),
    N_("The law lets you refuse some requests; the person is told why, and that it may complain to the CNIL."), rank=40,
    synonyms=N_("reject deny"), permission=RIGHTS,
)  # fmt: skip
EXTEND = keys.Key(
    "rights.extend", "p", "extend", N_("Two months more"), N_("Extend"),
    N_("A complex request may take two months more, if the person is told why within the first month."), rank=42,
    synonyms=N_("postpone longer delay"), permission=RIGHTS,
)  # fmt: skip
CARD = keys.Key(
    "rights.card", "s", "card", N_("Open the card"), N_("Card"), N_("The card of the contact who asks."), rank=30,
    synonyms=N_("contact person open"),
)  # fmt: skip
FILE = keys.Key(
    "rights.file", "f9", "export", N_("Give the whole file"), N_("File"),
    N_("Everything known of who asks, as pages to read or as JSON; or what the person takes elsewhere."), rank=18,
    permission=RIGHTS, synonyms=N_("pdf json access portability export"),
)  # fmt: skip
FORGET = keys.Key(
    "rights.forget", "delete", "forget", N_("Forget for good, or archive"), N_("Forget"),
    N_("What goes and what stays is told, and asked twice: an erasure is never taken back."), rank=44,
    permission=RIGHTS, synonyms=N_("erase anonymise archive delete"),
)  # fmt: skip
LEAVE_ARCHIVE = keys.Key(
    "rights.leave_archive", "r", "leave_archive", N_("Out of the archive"), N_("Bring back"),
    N_("The contact is a client again: its card is in the list, the search and the sendings."), rank=20,
    permission=RIGHTS, synonyms=N_("restore back active again"),
)  # fmt: skip
