"""What Enter will write, said before it is written: pure functions from a line and what it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from textual.content import Content

from fichier_tui.domain.history import ActionDetails
from fichier_tui.domain.line import Line
from fichier_tui.domain.line.cancelling import no_show_words
from fichier_tui.domain.line.resolution import AS_NOTE, AS_RESULT, AS_SUBJECT, Duplicate, Fault, Resolution
from fichier_tui.i18n import _
from fichier_tui.ui import code_words, format
from fichier_tui.ui.recurrence import every_words
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.consent_words import quoted
from fichier_tui.ui.screens.counter.candidates import WHYS
from fichier_tui.ui.screens.counter.piece_words import (
    URGENT,
    VERBS,
    consent_words,
    day_words,
    nights_words,
)
from fichier_tui.ui.words import sentence

MUTED = "$text-muted"
SAID_ALREADY = ("line.usual_price", "line.new_product", "line.alike")
"""Warnings that stand in the sentences themselves."""


def written(line: Line, found: Resolution, today: dt.date) -> list[Content]:
    """One sentence for each thing that Enter writes, in order; what comes next last."""
    said = [content for code in found.writes for content in _said(code, line, found, today) if content.plain]
    if line.then is not None and found.then is not None:
        following = written(line.then, found.then, today)
        said += [Content.assemble(shown(_("Then"), MUTED), " ", content) for content in following]
    return said


def without_sentences(found: Resolution) -> Resolution:
    """The same where no sentence is to be said."""
    then = None if found.then is None else without_sentences(found.then)
    return replace(found, to_say=(), then=then)


def has_sentences(found: Resolution) -> bool:
    """Whether something is to be said before it is answered."""
    return bool(found.to_say) or (found.then is not None and has_sentences(found.then))


def _said(code: str, line: Line, found: Resolution, today: dt.date) -> Iterator[Content]:
    if code in ("contact", "details"):
        yield _details(code, line, found)
    elif code == "visit":
        note = _texts(line, found, AS_NOTE)
        yield _joined(_("Visit"), _when(line, found, today), format.people(line.people) if line.people else "", note)
    elif code == "purchase":
        yield _purchase(line, found, today)
    elif code == "consent":
        yield from _consents(found)
    elif code == "opposition":
        yield shown(_("Opposition to every message"))
    elif code == "note":
        yield _labelled(_("Note:"), _texts(line, found, AS_NOTE))
    elif code == "plan":
        yield _plan(line, found, today)
    elif code == "done":
        subject = found.action.details.subject if found.action else ""
        yield _labelled(_("Done:"), subject or _kind(found), _texts(line, found, AS_RESULT))
    elif code == "postponed":
        subject = found.action.details.subject if found.action else ""
        yield _labelled(_("Put off:"), subject or _kind(found), _when(line, found, today))
    elif code == "complaint":
        yield _labelled(_("Complaint, and a call back is planned:"), _texts(line, found, AS_NOTE))
    elif code == "cancelled" and found.action is not None:
        yield _cancelled(line, found, found.action.details, today)


def _cancelled(line: Line, found: Resolution, planned: ActionDetails, today: dt.date) -> Content:
    """What will not be, of which day and hour, and why."""
    day = day_words(planned.day, today) if planned.day else ""
    when = " ".join(filter(None, (day, format.clock(planned.time))))
    reason = " ; ".join(filter(None, (no_show_words(line), _texts(line, found, AS_RESULT))))
    return _labelled(_("Cancelled:"), planned.subject or _kind(found), when, reason)


def _details(code: str, line: Line, found: Resolution) -> Content:
    """What the card of the contact gets."""
    place = f"{line.postcode} {found.town}".strip()
    born = _("born {day}").format(day=format.birth_day(line.birth) or line.birth) if line.birth else ""
    source = code_words.word(code_words.SOURCES, line.source)
    phone, email = format.phone(line.phone), line.email
    if code == "details":  # one more, never instead of those that the card has
        known = (format.phone(found.beside[0]), found.beside[1])
        phone, email = (_added(*one) if one[0] else "" for one in zip((phone, email), known, strict=True))
    card = _("loyalty card {number}").format(number=line.card) if line.card else ""
    facts = (phone, email, place, card, born, source, *(f"*{tag}" for tag in line.tags))
    return _labelled(_("New card:") if code == "contact" else _("On the card:"), *facts)


def _added(words: str, known: str) -> str:
    """ "06 12 34 56 78 (beside 04 93 12 34 56)"; nothing beside where it is the first."""
    if words == known:
        return words
    return _("{words} (beside {known}, which stays)").format(words=words, known=known) if known else words


def _purchase(line: Line, found: Resolution, today: dt.date) -> Content:
    amount = shown("" if found.amount_cents is None else format.money(found.amount_cents))
    if amount.plain and ((line.quantity or 1) > 1 or (line.nights or 1) > 1):
        amount = shown(_("{amount} in total").format(amount=amount.plain))
    if found.price_from_product:
        amount = Content.assemble(amount, " ", shown(_("(usual price)"), MUTED))
    alone = "visit" not in found.writes
    product = shown(found.product)
    if found.product and not found.product_known:
        product = Content.assemble(product, " ", shown(_("(new product)"), "bold $text-warning"))
    parts = [
        product,
        amount,
        shown(f"× {line.quantity}" if line.quantity else ""),
        shown(nights_words(line.nights) if line.nights else ""),
        shown(format.people(line.people) if line.people and alone else ""),
        shown(_when(line, found, today) if alone else ""),
        shown(_texts(line, found, AS_NOTE) if alone else ""),
    ]
    return Content.assemble(_("Purchase:"), " ", Content(", ").join([part for part in parts if part.plain]))


def _plan(line: Line, found: Resolution, today: dt.date) -> Content:
    urgency = (_("urgent") if line.priority >= URGENT else _("important")) if line.priority else ""
    rhythm = every_words(line.every) if line.every else ""
    subject = ", ".join(filter(None, (found.left if found.left_as == AS_SUBJECT else "", line.product, line.note)))
    verb = _(VERBS[line.verb]) if line.verb in VERBS else ""
    verb = verb[:1].upper() + verb[1:]
    whose = _("for {name} to do").format(name=found.in_charge) if found.in_charge else ""
    return _joined(verb, _when(line, found, today), rhythm, urgency, whose, subject)


def _when(line: Line, found: Resolution, today: dt.date) -> str:
    day = day_words(found.day, today) if found.day is not None else ""
    return " ".join(filter(None, (day, format.clock(found.time or line.time))))


def _kind(found: Resolution) -> str:
    return code_words.word(code_words.ACTION_KINDS, found.action.details.kind) if found.action else ""


def _texts(line: Line, found: Resolution, code: str) -> str:
    """What is written in words: what was left of the name, the note, what the verb has no use for."""
    left = found.left if found.left_as == code else ""
    return " ; ".join(filter(None, (left, line.note, found.kept)))


def _joined(first: str, *others: str) -> Content:
    """ "Visit today, 4 people"."""
    return Content.assemble(shown(first), " ", Content(", ").join([shown(other) for other in others if other]))


def _labelled(label: str, *values: str) -> Content:
    """ "New card: 06 12 34 56 78, 06000 Nice"; nothing where there is nothing to say."""
    said = [shown(value) for value in values if value]
    return Content.assemble(shown(label), " ", Content(", ").join(said)) if said else Content("")


def remarks(found: Resolution) -> list[Content]:
    """What is said of it without forbidding: a day that seems odd, what has no use, who resembles the new contact."""
    said = [_mark(sentence(fault.refusal())) for fault in found.warnings if fault.code not in SAID_ALREADY]
    return [*said, *(_alike(duplicate) for duplicate in found.duplicates)]


def _alike(duplicate: Duplicate) -> Content:
    reasons = ", ".join(_(WHYS.get(reason, reason)) for reason in duplicate.reasons)
    alike = _("resembles it:") if reasons else _("resembles it")
    words = _("already in the file?") if duplicate.same else alike
    return Content.assemble(
        shown("!", "bold $text-warning"), " ", shown(duplicate.contact.name), " ", shown(f"{words} {reasons}", MUTED)
    )


def fault_words(fault: Fault) -> Content:
    """Why Enter would refuse."""
    return shown(sentence(fault.refusal()))


def _mark(words: str) -> Content:
    return Content.assemble(shown("!", "bold $text-warning"), " ", shown(words))


def _consents(found: Resolution) -> Iterator[Content]:
    """Each consent, and the sentence that it answers, word for word."""
    to_say = {sentence.channel: sentence for sentence in found.to_say}
    for channel, state in found.consents:
        said = consent_words(channel, state)
        words = shown(said[:1].upper() + said[1:])  # "SMS" keeps its capitals
        if channel in to_say:
            to_ask = quoted(to_say[channel].text, to_say[channel].language)
            said_so = Content(to_ask).stylize("italic")
            words = Content.assemble(words, " — ", shown(_("to be said:"), MUTED), " ", said_so)
        yield words
