"""The card of one guest: its loyalty card and sponsor, then the rows in which it is kept."""

from __future__ import annotations

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.days import SLOTS
from fichier_tui.storage.demonstration.phrases import IMPORTANT
from fichier_tui.storage.demonstration.rows import AddressRow, ContactRow, EmailRow, PhoneRow

_VERY_OLD = 84
# The one contact who asked that its data be used no more (RGPD 18).
_RESTRICTED = 700
_CARD_SHARE = {"regular": 0.7, "local": 0.75, "stays": 0.25, "sleeper": 0.4, "once": 0.05}


def give_card(book: Book, guest: Guest) -> None:
    """A loyalty card for the faithful (thirteen digits, as scanners read), a sponsor for a few, a warning for fewer."""
    chance = book.people
    if chance.draw() < _CARD_SHARE.get(guest.habit, 0.0) and guest.kind == "person":
        digits = f"290{guest.number:09d}"
        odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
        guest.card_number = f"{digits}{(-odd - 3 * even) % 10}"
    place = chance.below(len(book.guests))
    sponsor = book.guests[place]
    # Sponsors have smaller numbers than the sponsored: there is never a loop.
    if chance.draw() < 0.06 and sponsor.number < guest.number and sponsor.kind == guest.kind == "person":
        guest.sponsor = sponsor.number
        guest.source = "referral"
    if chance.draw() < 0.012:
        guest.important = chance.pick(IMPORTANT)


def write_card(book: Book, guest: Guest) -> None:
    """The rows of the card: the contact, and how to reach it."""
    book.rows.contacts.append(_contact(book, guest))
    rows, numbers = book.rows, book.numbers
    for position, (number, kind) in enumerate(guest.phones):
        rows.phones.append(PhoneRow(numbers.phone(), guest.number, number, kind, position))
    for position, (address, kind) in enumerate(guest.emails):
        rows.emails.append(EmailRow(numbers.email(), guest.number, address, kind, position))
    if guest.town:
        kind = "home" if guest.kind == "person" and guest.company is None else "work"
        rows.addresses.append(
            AddressRow(
                numbers.address(),
                guest.number,
                guest.street,
                guest.postcode,
                guest.town,
                "",
                guest.country,
                kind,
                0,
            )
        )


def _contact(book: Book, guest: Guest) -> ContactRow:
    days, chance = book.days, book.events
    created = days.instant(guest.since, chance.below(SLOTS))
    verified = chance.draw()
    verified_on = days.iso[chance.between(guest.since, days.today - 1)] if verified < 0.45 else None
    updated = days.instant(guest.last_event, SLOTS - 1) if guest.last_event > guest.since else created
    version = 1 + (guest.last_event > guest.since)
    restricted = days.iso[days.today - 1] if guest.number == _RESTRICTED else None
    deceased = days.iso[guest.last_event + 60] if guest.habit == "sleeper" and (guest.age or 0) > _VERY_OLD else None
    return ContactRow(
        guest.number,
        book.public_ids.next(),
        guest.kind,
        guest.company,
        guest.civility,
        guest.last_name,
        guest.first_name,
        guest.company_name,
        guest.job_title,
        guest.sex,
        guest.birth,
        guest.profession,
        guest.language,
        guest.source,
        "",
        days.iso[guest.since],
        guest.card_number,
        guest.sponsor,
        guest.household,
        guest.important,
        verified_on,
        1 + int(verified * 6.6) if verified_on else None,
        restricted,
        deceased,
        created,
        book.staff(),
        updated,
        version,
        None,
    )
