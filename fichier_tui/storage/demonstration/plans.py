"""What is to be done: late, today at its hours, soon and later, so that the planner is never empty."""

from __future__ import annotations

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.catalogue import OWNER
from fichier_tui.storage.demonstration.phrases import PLANNED
from fichier_tui.storage.demonstration.rows import ActionRow

# What returns: (days from the day, subject, number of the series).
_RETURNING = ((1, "Compter la caisse de la semaine", 1), (11, "Préparer la lettre du mois", 2))
# Wishes without a day.
_SOMEDAY = ("Photographier les nouveaux gîtes", "Traduire la brochure en italien")
_PLANNED_DAYS_BEFORE = 25


def plans(book: Book) -> None:
    """All open actions; needs every guest of the block to be drawn."""
    companies = {guest.company_name: guest.number for guest in book.guests if guest.kind == "company"}
    clients = [guest for guest in book.guests if _is_called(guest)]
    complaints = 0
    for offset, time, minutes, kind, subject, staff, priority, who in PLANNED:
        contact: int | None
        if who == "complaint":
            contact = book.complaining[complaints % len(book.complaining)] if book.complaining else None
            complaints += 1
        elif who == "-":
            contact = None
        elif who == "birthday":
            contact = None if book.furnished is None else book.furnished.number
        else:
            contact = companies[who] if who else book.events.pick(clients).number
        open_action(book, contact, (kind, subject, offset, time, minutes), staff, priority)
    for offset, subject, series in _RETURNING:
        open_action(book, None, ("task", subject, offset, "", None), OWNER, 0, series)
    for subject in _SOMEDAY:
        open_action(book, None, ("task", subject, None, "", None), OWNER, 0)


def _is_called(guest: Guest) -> bool:
    return guest.kind == "person" and bool(guest.phones) and bool(guest.emails) and guest.habit in ("stays", "regular")


def open_action(
    book: Book,
    contact: int | None,
    what: tuple[str, str, int | None, str, int | None],
    staff: int,
    priority: int,
    series: int | None = None,
) -> None:
    """Plan something: (kind, subject, days from the day, hour, minutes)."""
    kind, subject, offset, time, minutes = what
    days = book.days
    planned_on = days.today - 1 - book.events.below(_PLANNED_DAYS_BEFORE) + min(offset or 0, 0)
    book.rows.actions.append(
        ActionRow(
            book.numbers.action(),
            book.public_ids.next(),
            contact,
            kind,
            subject,
            None if offset is None else days.iso[days.today + offset],
            time,
            minutes,
            "Accueil" if kind == "appointment" else "",
            priority,
            staff,
            "open",
            None,
            None,
            "",
            "",
            None,
            None,
            None,
            series,
            days.instant(planned_on, book.events.below(50)),
            staff,
        )
    )
