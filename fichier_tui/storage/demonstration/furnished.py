"""The one card that shows everything: what a newcomer opens first, and what the pictures of the card are taken of."""

from __future__ import annotations

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.catalogue import INTERESTS, SALES, TAGS
from fichier_tui.storage.demonstration.people import email_address, telephone
from fichier_tui.storage.demonstration.permissions import answer
from fichier_tui.storage.demonstration.places import FICTION_LANDLINE_SOUTH_EAST, FICTION_MOBILE
from fichier_tui.storage.demonstration.plans import open_action
from fichier_tui.storage.demonstration.relations import behaviour, done, label, note, opinion
from fichier_tui.storage.demonstration.rows import CustomValueRow

_TAGS = ("VIP",)
_INTERESTS = ("Spa", "Randonnée", "Patrimoine")
_SECOND_ANSWERS = 800  # the day's number


def be_furnished(book: Book, guest: Guest) -> None:
    """Telephones, e-mail, profession and address."""
    guest.phones = [
        (telephone(book, FICTION_MOBILE, 4), "mobile"),
        (telephone(book, FICTION_LANDLINE_SOUTH_EAST, 4), "home"),
    ]
    guest.emails = [(email_address(book, f"{guest.first_name}|{guest.last_name}"), "home")]
    guest.profession, guest.source = "Institutrice", "reception"
    guest.street, guest.postcode, guest.town = "12 chemin des Alpages", "74400", "Chamonix-Mont-Blanc"
    guest.important = "Toujours demander Léa"
    book.furnished = guest


def furnish(book: Book, guest: Guest) -> None:
    """Consents of every kind, labels, own fields, notes, opinions, actions done and planned."""
    answer(book, guest, "email", "given", guest.since, "web")
    answer(book, guest, "email", "confirmed", guest.since + 1, "email")
    answer(book, guest, "sms", "refused", guest.since, "counter")
    answer(book, guest, "sms", "given", _SECOND_ANSWERS, "counter")
    answer(book, guest, "post", "given", guest.since, "paper")
    answer(book, guest, "post", "withdrawn", _SECOND_ANSWERS, "phone")
    for name in _TAGS:
        label(book, guest, 1 + TAGS.index(name))
    for name in _INTERESTS:
        label(book, guest, 1 + len(TAGS) + INTERESTS.index(name))
    for field, value in ((1, "Intermédiaire"), (2, "0")):
        book.rows.custom_values.append(CustomValueRow(book.numbers.custom_value(), guest.number, field, value))
    note(book, guest, "note", "Vient à pied depuis la gare, aime les soins du matin.")
    note(book, guest, "idea", "Offrir une entrée au spa pour l'anniversaire des clients fidèles.")
    behaviour(book, guest)
    done(book, guest)
    opinion(book, guest, ("review", 9, "Accueil parfait, merci à Camille."), guest.last_event, "")
    open_action(book, guest.number, ("call", "Proposer un soin pour son anniversaire", 2, "10:00", 15), SALES, 0)
