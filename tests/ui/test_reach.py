"""The kind of a telephone or an e-mail: one word in its field, in either language; without one, the usual kind."""

from __future__ import annotations

import pytest
from textual.app import App

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber
from fichier_tui.storage import OpenFile, create_contact, read_contact
from fichier_tui.ui.screens.card.contact_form import ContactForm
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.widgets.reach import (
    KindEmailInput,
    KindPhoneInput,
    email_answer,
    email_of,
    phone_answer,
    phone_of,
)
from tests.ui.card_app import drawn, every_row, opened, struck

PHONES = [
    ("06 12 34 56 78", "+33612345678", "mobile"),
    ("04 93 12 34 56", "+33493123456", "home"),
    ("04 93 12 34 56 bureau", "+33493123456", "work"),
    ("bureau 0493123456", "+33493123456", "work"),
    ("0493123456 Pro", "+33493123456", "work"),
    ("06 12 34 56 78 travail", "+33612345678", "work"),
    ("04 93 12 34 56 télécopie", "+33493123456", "fax"),
    ("04 93 12 34 56 fixe", "+33493123456", "home"),
    ("à'ç\"&é\"'(- bureau", "+33493123456", "work"),
    ("04 93 12 34 56 voisin", None, ""),
    ("bureau", None, ""),
]
EMAILS = [
    ("h.peron@free.fr", "h.peron@free.fr", "home"),
    ("H.Peron@Free.fr pro", "h.peron@free.fr", "work"),
    ("h.peron@free.fr autre", "h.peron@free.fr", "other"),
    ("h.peron@free.fr perso", "h.peron@free.fr", "home"),
    ("h.peron@free.fr lundi", None, ""),
]
KEPT = [
    *(PhoneNumber("+33612345678", kind) for kind in ("mobile", "home", "work", "fax", "other", "pager")),
    PhoneNumber("+447911123456", "mobile"),
    PhoneNumber("06 12 ou 13", "work"),
    PhoneNumber("sur place", "home"),
]


async def test_the_word_for_a_kind_is_read_before_or_after() -> None:
    async with App[None]().run_test():
        for typed, number, kind in PHONES:
            answer = KindPhoneInput(typed).answer
            assert (phone_of(answer) if answer else None) == (PhoneNumber(number, kind) if number else None), typed
        for typed, address, kind in EMAILS:
            answer = KindEmailInput(typed).answer
            assert (email_of(answer) if answer else None) == (EmailAddress(address, kind) if address else None), typed


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_what_is_written_is_read_back(language: str) -> None:
    i18n.use_language(language)
    async with App[None]().run_test():
        for phone in KEPT:
            answer = phone_answer(phone)
            assert phone_of(answer, phone.kind) == phone
            if phone.number.startswith("+"):
                field = KindPhoneInput()
                field.set_answer(answer)
                assert field.answer == answer
            email = EmailAddress("a@b.fr", phone.kind)
            assert email_of(email_answer(email), email.kind) == email


async def test_a_kind_is_typed_seen_and_kept(demo_file: OpenFile) -> None:
    details = ContactDetails(
        last_name="Zimmermann",
        phones=(PhoneNumber("+33493123456", "work"), PhoneNumber("sonner deux fois", "other")),
        emails=(EmailAddress("z@mairie.fr", "work"),),
    )
    contact = demo_file.call(create_contact, details).id
    before = demo_file.call(every_row)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.edit_contact(contact)
        await struck(pilot)
        assert "04 93 12 34 56 travail" in drawn(pilot).replace("\N{NO-BREAK SPACE}", " ")
        assert "z@mairie.fr travail" in drawn(pilot)
        assert drawn(pilot).count("Téléphone principal") == 1, "the one that is called, of the two there are"
        assert drawn(pilot).count("Autre téléphone") == 2
        await struck(pilot, "ctrl+s")
        assert demo_file.call(every_row) == before
        await app.edit_contact(contact)
        assert isinstance(app.screen, ContactForm)
        app.screen.form.go_to("phone_0")
        await struck(pilot, "end", "ctrl+w", "=fax", "ctrl+s")
        phones = demo_file.call(read_contact, contact).details.phones
        assert phones == (PhoneNumber("+33493123456", "fax"), PhoneNumber("sonner deux fois", "other"))
        await struck(pilot, "f2", "=ziegler", "enter", "enter", "=0493123457 bureau", "ctrl+s")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.card.contact.details.phones == (PhoneNumber("+33493123457", "work"),)
