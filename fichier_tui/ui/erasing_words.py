"""What an erasure takes away and what it leaves, in words: told before it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fichier_tui.domain.erasing import WhatGoes, copies_until
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui import format

if TYPE_CHECKING:
    from fichier_tui.storage.folder import FichierFolder


def goes_lines(told: WhatGoes) -> Iterator[str]:
    """What goes."""
    counts = (
        (told.visits, ngettext("{count} visit", "{count} visits", told.visits)),
        (told.actions, ngettext("{count} action", "{count} actions", told.actions)),
        (told.notes, ngettext("{count} note", "{count} notes", told.notes)),
        (told.consents, ngettext("{count} line of consent", "{count} lines of consent", told.consents)),
        (told.messages, ngettext("{count} address of a message", "{count} addresses of messages", told.messages)),
    )
    parts = [words.format(count=format.number(count)) for count, words in counts if count]
    yield _("Goes: name, addresses, numbers, what was written, the journal; {parts}.").format(
        parts=", ".join(parts) or _("nothing else")
    )
    if told.consents:
        yield _("So does the proof of the consents: where a dispute is likely, archive instead.")


def stays_lines(
    told: WhatGoes, today: dt.date, *, asked_for: bool = True, aside: Sequence[FichierFolder] = ()
) -> Iterator[str]:
    """What stays, and where the program cannot reach; `aside` are the files that a safety copy took the place of."""
    if told.purchases:
        yield _("Stays: {purchases}, {amount}, with nobody's name: your totals are the same.").format(
            purchases=format.purchases(told.purchases), amount=format.money(told.cents)
        )
    if told.invoices:
        words = ngettext(
            "{count} of them is less than ten years old: keep its invoice in your accounts.",
            "{count} of them are less than ten years old: keep their invoices in your accounts.",
            told.invoices,
        )
        yield words.format(count=format.number(told.invoices))
    if asked_for:
        yield _("Stays: an unreadable fingerprint, so that no import brings the person back.")
    if told.mentions:
        words = ngettext(
            "{count} text elsewhere (note, plan, segment) names this person: read it yourself.",
            "{count} texts elsewhere (notes, plans, segments) name this person: read them yourself.",
            told.mentions,
        )
        yield words.format(count=format.number(told.mentions))
    words = _("Safety copies keep the person until {day}; one that is restored erases again.")
    yield words.format(day=format.day(copies_until(today)))
    if aside:
        words = ngettext(
            "The file put aside by a restore keeps the person too: throw it away (Ctrl+O, safety copies, A): {names}",
            "The files put aside by a restore keep the person too: throw them away (Ctrl+O, safety copies, A): {names}",
            len(aside),
        )
        yield words.format(names=", ".join(folder.name for folder in aside))
    yield _("What left the program, and papers, are yours to look through.")
