"""A few requests under the RGPD: two that wait, none late, and two that were answered."""

from __future__ import annotations

from fichier_tui.domain.dates import add_months
from fichier_tui.domain.rights import ACCESS, DONE, KNOWN, NUMBER, OPEN, PORTABILITY, REACHED, RECTIFICATION, due_on
from fichier_tui.storage.demonstration.book import Book
from fichier_tui.storage.demonstration.chance import PublicIds
from fichier_tui.storage.demonstration.rows import RightsRequestRow

_SEED = 679  # apart from all other identifiers: nothing else is drawn anew for them
# Kind, how it came, how the identity was checked, months and days before the day, the note, the answer.
_ASKED = (
    (ACCESS, "email", REACHED, 1, -6, "Demande par e-mail, veut tout savoir", ""),
    (RECTIFICATION, "counter", NUMBER, 0, 3, "A déménagé, donnera sa nouvelle adresse", ""),
    (PORTABILITY, "counter", KNOWN, 3, 0, "Change de région", "Fichier remis sur sa clé USB"),
    (ACCESS, "post", REACHED, 7, 12, "Lettre signée", "Dossier complet envoyé par la poste"),
)


def requests(book: Book) -> None:
    """Those of ordinary people with an e-mail address and a home: hostile and misspelt names have their own places."""
    days, public_ids = book.days, PublicIds(_SEED)
    misspelt = {number for pair in book.rows.planted.duplicates for number in pair}
    people = [
        guest.number
        for guest in book.guests[book.odd :]
        if guest.kind == "person" and guest.habit in ("stays", "once") and guest.emails and guest.town
        if guest.number not in misspelt
    ]
    for number, (contact, asked) in enumerate(zip(people, _ASKED, strict=False), 1):
        kind, way, identity, months, more_days, note, answer = asked
        received = add_months(days.day, -months).toordinal() - more_days
        received_on = days.day.fromordinal(received)
        answered = days.day.fromordinal(received + 9).isoformat() if answer else None
        book.rows.requests.append(
            RightsRequestRow(
                number,
                public_ids.next(),
                contact,
                kind,
                received_on.isoformat(),
                due_on(received_on).isoformat(),
                answered,
                DONE if answer else OPEN,
                note,
                "",
                way,
                identity,
                answer,
                None,
                "",
                1,
                f"{received_on.isoformat()}T10:00:00.000000Z",
            )
        )
