"""The words of requests under the RGPD: what is asked, how it came, how one knows who asks, how long is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.content import Content

from fichier_tui.domain.person_file import Holder
from fichier_tui.domain.rights import DONE, OPEN, SOON_DAYS, RequestsDue, RightsRequest
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.code_words import word
from fichier_tui.ui.register_words import MISSING
from fichier_tui.ui.safe import shown

KINDS = {
    "access": N_("access"),
    "rectification": N_("correction"),
    "erasure": N_("erasure"),
    "restriction": N_("restriction"),
    "portability": N_("portability"),
    "objection": N_("objection"),
    "withdrawal": N_("withdrawal of a consent"),
    "post_mortem": N_("after a death"),
}
ASKED = {
    "access": N_("Access: what do you know about me?"),
    "rectification": N_("Correction: this is wrong"),
    "erasure": N_("Erasure: forget me"),
    "restriction": N_("Restriction: keep it, do not use it"),
    "portability": N_("Portability: my data, to take elsewhere"),
    "objection": N_("Objection: stop using it for that"),
    "withdrawal": N_("Withdrawal: I take my consent back"),
    "post_mortem": N_("After a death: from the family"),
}
"""The same as the person says it: the answers of a question."""
WAITING = {
    "access": N_("access asked for"),
    "rectification": N_("correction asked for"),
    "erasure": N_("erasure asked for"),
    "restriction": N_("restriction asked for"),
    "portability": N_("portability asked for"),
    "objection": N_("objection noted"),
    "withdrawal": N_("withdrawal of a consent noted"),
    "post_mortem": N_("asked for after a death"),
}
"""The same while it waits: what the head of a card says."""
LETTERS = {
    "access": "a",
    "rectification": "c",
    "erasure": "e",
    "restriction": "l",
    "portability": "p",
    "objection": "o",
    "withdrawal": "r",
    "post_mortem": "d",
}
"""The letter that notes each at once: that of its French name (limitation, opposition, retrait, décès)."""
WAYS = {
    "counter": N_("at the counter"),
    "phone": N_("by telephone"),
    "email": N_("by e-mail"),
    "post": N_("by post"),
    "web": N_("on the web"),
    "other": N_("other"),
}
IDENTITIES = {
    "known": N_("known in person"),
    "number": N_("gave the client or card number"),
    "reached": N_("wrote or called from what is on the card"),
    "details": N_("answered questions on the card"),
    "not_checked": N_("not checked yet"),
}


def left_words(request: RightsRequest, today: dt.date) -> str:
    """ "12 days left", "today at the latest", "3 days late"; when it was answered."""
    if request.state != OPEN:
        day = "" if request.done_on is None else format.day_short(request.done_on, today)
        return (_("answered {day}") if request.state == DONE else _("refused {day}")).format(day=day).rstrip()
    left = request.days_left(today)
    if left < 0:
        return ngettext("{count} day late", "{count} days late", -left).format(count=format.number(-left))
    if left == 0:
        return _("today at the latest")
    return ngettext("{count} day left", "{count} days left", left).format(count=format.number(left))


def left_content(request: RightsRequest, today: dt.date) -> Content:
    """The same with its mark and its colour."""
    words = left_words(request, today)
    if request.state != OPEN:
        return Content("✓ " + words).stylize("$text-muted")
    if request.is_late(today):
        return Content("! " + words).stylize("bold $text-error")
    if request.days_left(today) <= SOON_DAYS:
        return Content("! " + words).stylize("$text-warning")
    return Content("  " + words)


def waiting_words(request: RightsRequest, today: dt.date) -> str:
    """ "erasure asked for, 30 days left" """
    return f"{word(WAITING, request.details.kind)}, {left_words(request, today)}"


def waiting_content(requests: Sequence[RightsRequest], today: dt.date) -> Content:
    """What a contact asked and waits for, in one line, the most pressing first."""
    mark, style = "", "$text-muted"
    if any(one.is_late(today) for one in requests):
        mark, style = "! ", "bold $text-error"
    elif any(one.days_left(today) <= SOON_DAYS for one in requests):
        mark, style = "! ", "$text-warning"
    said = list(dict.fromkeys(waiting_words(one, today) for one in requests))
    return shown(mark + " · ".join(said), style)


def unreachable_words(holder: Holder) -> str:
    """What the pages handed to a person do not say of the business; empty where nothing is missing."""
    wanted = ", ".join(word(MISSING, code) for code in holder.missing())
    words = _("The file does not say how to reach you: {missing}. Type it in the register of processing.")
    return words.format(missing=wanted) if wanted else ""


def due_words(due: RequestsDue) -> str:
    """How many wait: "3 to answer, 1 late"; "none waits"."""
    if not due.open:
        return _("none waits")
    parts = [ngettext("{count} to answer", "{count} to answer", due.open).format(count=format.number(due.open))]
    if due.late:
        parts.append(_("{count} late").format(count=format.number(due.late)))
    return ", ".join(parts)
