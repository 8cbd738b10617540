"""A queue at the counter: forty things said, typed through a real terminal at 80×24 by hands that never wait.

What `test_forty_entries` enters one by one is struck here while the line before is still being written.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, TimelineEvent
from fichier_tui.storage import (
    OpenFile,
    create_contact,
    list_contacts,
    log_purchase,
    open_actions,
    open_file,
    plan_action,
    read_contact,
    read_journal,
    timeline,
)
from fichier_tui.storage.contact_list import ListQuery
from tests.terminal import CTRL_Q, DOWN, ENTER, ESCAPE, F5, Terminal
from tests.ui.front_app import PASSPHRASE, made_file

DAY = dt.date(2026, 11, 20)
PAUSE = 0.12
"""Seconds between two lines: a hand that reaches for Enter is no reader of cards."""
BEFORE = dt.date(2026, 1, 15)
CLIENTS = (
    ("Péron", "Hélène", "+33612345678", "74400"),
    ("Lefèvre", "Philippe", "+33611111111", "74000"),
    ("Dupont", "Marie", "+33622222222", "74000"),
    ("Dupont", "Jean", "+33633333333", "38000"),
    ("Gauthier", "Claire", "+33644444444", "69003"),
    ("Martin", "Avril", "+33655555555", "73000"),
    ("Le Goff", "Yann", "+33666666666", "29200"),
    ("Faure", "Élodie", "+33677777777", "05000"),
    ("N'Guyen", "Linh", "+33688888888", "75013"),
    ("Mardi", "Sophie", "+33699999999", "74400"),
)
PRODUCTS = (("Entrée spa 2 h", 2_500), ("Massage 50 min", 7_900), ("Nuitée", 8_900), ("Carte cadeau", 5_000))


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: the keys after which it is noted, whom it is about, what the file then holds of it."""

    keys: str
    who: str
    held: tuple[str, ...]


FORTY = (
    Said(f"v pero h{ENTER}", "Péron Hélène", ("visit 20/11",)),
    Said(f"v lefevre spa{ENTER}", "Lefèvre Philippe", ("visit 20/11", "purchase 20/11 Entrée spa 2 h 25.00")),
    Said(f"v dupont marie =12{ENTER}", "Dupont Marie", ("visit 20/11", "purchase 20/11  12.00")),
    Said(f"a gauthier massage x2{ENTER}", "Gauthier Claire", ("purchase 20/11 Massage 50 min 158.00 x2",)),
    Said(f'a "Martin Avril" restaurant =42,50 hier{ENTER}', "Martin Avril", ("purchase 19/11 restaurant 42.50",)),
    Said(f"r pero h demain 14h{ENTER}", "Péron Hélène", ("call 21/11 14:00",)),
    Said(f"rdv le goff 3/12 10h{ENTER}", "Le Goff Yann", ("appointment 03/12 10:00",)),
    Said(f"n faure ; préfère le matin{ENTER}", "Faure Élodie", ("note 20/11 préfère le matin",)),
    Said(
        f"v c Zonca Renata 0478123456 spa =60 ok:mail{ENTER}",
        "Zonca Renata",
        ("visit 20/11", "purchase 20/11 Entrée spa 2 h 60.00", "consent email given"),
    ),
    Said(f"v linh 4p ; anniversaire{ENTER}", "N'Guyen Linh", ("visit 20/11 4p anniversaire",)),
    Said(f"v dupont{ENTER}{DOWN}{ENTER}", "Dupont *", ("visit 20/11",)),
    Said(f"a peron nuitée 3n 2p =267{ENTER}", "Péron Hélène", ("purchase 20/11 Nuitée 267.00 3n 2p",)),
    Said(f"stop faure{ENTER}", "Faure Élodie", ("consent * opposed",) * 4),
    Said(f"v 5678{ENTER}", "Péron Hélène", ("visit 20/11",)),
    Said(f"m gauthier lundi ; devis mariage{ENTER}", "Gauthier Claire", ("email 23/11 devis mariage",)),
    Said(f"c Abelard Tom 0611223344 via salon non:sms{ENTER}", "Abelard Tom", ("consent sms refused",)),
    Said(f"v mardi sophie{ENTER}", "Mardi Sophie", ("visit 20/11",)),
    Said(f"v le goff hier{ENTER}", "Le Goff Yann", ("visit 19/11",)),
    Said(f"a faure carte cadeau{ENTER}", "Faure Élodie", ("purchase 20/11 Carte cadeau 50.00",)),
    Said(f"ok lefevre ; d'accord puis rdv mardi 14h30{ENTER}", "Lefèvre Philippe", ("done", "appointment 24/11 14:30")),
    Said(f"rep gauthier devis 30/11{ENTER}", "Gauthier Claire", ("call 30/11 Devis",)),
    Said(f"pero h{F5}", "Péron Hélène", ("visit 20/11",)),
    Said(f"v xylo benoit{ENTER}{ENTER}", "Xylo Benoit", ("visit 20/11",)),
    Said(f"a xylo spa x2{ENTER}", "Xylo Benoit", ("purchase 20/11 Entrée spa 2 h 50.00 x2",)),
    Said(f"consent xylo ok:mail,sms{ENTER}", "Xylo Benoit", ("consent email given", "consent sms given")),
    Said(f"rappeler Mme Gauthier jeudi à 9h ; traiteur{ENTER}", "Gauthier Claire", ("call 26/11 09:00 traiteur",)),
    Said(f"v DUPONT JEAN{ENTER}", "Dupont Jean", ("visit 20/11",)),
    Said(f"visite renata zonca massage{ENTER}", "Zonca Renata", ("visit 20/11", "purchase 20/11 Massage 50 min 79.00")),
    Said(f"a nguyen 15€ tisane{ENTER}", "N'Guyen Linh", ("purchase 20/11 tisane 15.00",)),
    Said(f"v yann ; parking plein{ENTER}", "Le Goff Yann", ("visit 20/11 parking plein",)),
    Said(f"t martin avril demain ; préparer la salle{ENTER}", "Martin Avril", ("task 21/11 préparer la salle",)),
    Said(f"n pero h 12/11 ; sauna en panne{ENTER}", "Péron Hélène", ("note 12/11 sauna en panne",)),
    Said(f"v élodie faure =0 carte cadeau{ENTER}", "Faure Élodie", ("visit 20/11", "purchase 20/11 Carte cadeau 0.00")),
    Said(f"a mardi massage 70 euros il y a 3 jours{ENTER}", "Mardi Sophie", ("purchase 17/11 Massage 50 min 70.00",)),
    Said(f"v abelard 2p spa =50{ENTER}", "Abelard Tom", ("visit 20/11 2p", "purchase 20/11 Entrée spa 2 h 50.00 2p")),
    Said(f"r abelard +3j{ENTER}", "Abelard Tom", ("call 23/11",)),
    Said(f"v claire g 15h{ENTER}", "Gauthier Claire", ("visit 20/11",)),
    Said(f"rdv dupont jean 24/12 18h ! ; réveillon{ENTER}", "Dupont Jean", ("appointment 24/12 18:00 réveillon",)),
    Said(f"a pero h spa{ENTER}", "Péron Hélène", ("purchase 20/11 Entrée spa 2 h 25.00",)),
    Said(f"v sophie mardi puis r lundi{ENTER}", "Mardi Sophie", ("visit 20/11", "call 23/11")),
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A file with ten clients, four products, and two things planned."""
    path, _code = made_file(tmp_path)
    file = open_file(path, PASSPHRASE, day=DAY)
    for number, (last, first, phone, postcode) in enumerate(CLIENTS):
        details = ContactDetails(
            last_name=last,
            first_name=first,
            phones=(PhoneNumber(phone),),
            emails=(EmailAddress(f"c{number}@example.org"),),
            addresses=(PostalAddress(postcode=postcode),),
        )
        contact = file.call(create_contact, details).id
        for product, cents in PRODUCTS:
            file.call(log_purchase, contact, PurchaseDetails(BEFORE, product, cents))
        if last in ("Lefèvre", "Gauthier"):
            file.call(plan_action, contact, ActionDetails("call", "Devis", DAY))
    file.close()
    return path


def held(event: TimelineEvent) -> str:
    """A line of the file in the words of the list."""
    day = f"{event.day:%d/%m}"
    if event.kind == "consent":
        return f"consent {'*' if event.state == 'opposed' else event.subject} {event.state}"
    if event.kind == "purchase":
        extra = [f"x{event.quantity}" if event.quantity != 1 else "", f"{event.nights}n" if event.nights else ""]
        extra.append(f"{event.people}p" if event.people else "")
        amount = f"{(event.amount_cents or 0) / 100:.2f}"
        return " ".join([f"purchase {day} {event.subject} {amount}", *filter(None, extra)])
    if event.kind == "visit":
        return " ".join(filter(None, ["visit", day, f"{event.people}p" if event.people else "", event.text]))
    return f"{event.kind} {day} {event.text}"


def everything(file: OpenFile) -> Counter[tuple[str, str]]:
    """What the file holds of this day's doing: (who, what)."""
    found: Counter[tuple[str, str]] = Counter()
    for number in file.call(list_contacts, ListQuery()).ids:
        name = file.call(read_contact, number).name
        for event in file.call(timeline, number, kinds=("visit", "purchase", "note", "consent"), limit=100):
            if event.day != BEFORE:
                found[(name, held(event))] += 1
        for event in file.call(timeline, number, kinds=("action",), limit=100):
            if event.state == "done":
                found[(name, "done")] += 1
        for action in file.call(open_actions, contact=number):
            plan = action.details
            words = [plan.kind, f"{plan.day:%d/%m}", plan.time, plan.subject]
            found[(name, " ".join(filter(None, words)))] += 1
    return found


@pytest.mark.slow
def test_whatever_is_struck_ahead_is_all_in_the_file(shop: Path, tmp_path: Path) -> None:
    assert len(FORTY) == 40
    words = ["-m", "fichier_tui", "open", str(shop), "--lang", "fr", "--day", DAY.isoformat()]
    environment = {"FICHIER_CONFIG_DIR": str(tmp_path / "settings"), "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    with Terminal(words, environment) as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Gauthier Claire")
        terminal.type(":")
        terminal.until("Venus en dernier")
        for said in FORTY:
            terminal.type(said.keys)
            terminal.rest(PAUSE)
        terminal.until(lambda shown: "Noté : Mardi Sophie" in shown and "Venus en dernier" in shown)
        terminal.type(ESCAPE)
        terminal.until("Prospects")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
    file = open_file(shop, PASSPHRASE, day=DAY)
    try:
        found = everything(file)
        wanted = Counter((said.who, one) for said in FORTY for one in said.held)
        either = [key for key in found - wanted if key[0].startswith("Dupont") and key[1] == "visit 20/11"]
        assert len(either) == 1, "the one of the two whom the arrow chose"
        wanted[either[0]] += 1
        del wanted[("Dupont *", "visit 20/11")]
        assert found == wanted
        assert len(file.call(read_journal, limit=100)) >= 40
    finally:
        file.close()
