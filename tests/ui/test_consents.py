"""Consents asked at the counter: the sentence said word for word, an answer in one key, a withdrawal in ten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fichier_tui.domain.consent import consent_states
from fichier_tui.domain.consent_wording import default_wording
from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.storage import (
    OpenFile,
    answer_consent,
    consent_history,
    create_contact,
    current_sentences,
    delete_contact,
    object_everywhere,
    read_consent_sheet,
)
from fichier_tui.ui.screens.card.consent_dialog import ConsentDialog
from fichier_tui.ui.screens.card.consent_line_dialog import ConsentLineDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.counter.screen import CounterScreen
from fichier_tui.ui.screens.settings.sentences import SentenceForm, SentencesDialog, open_sentences
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.card_app import drawn, every_row, opened, said, struck

MAELYS = ContactDetails(
    last_name="Péron-Œuvrard",
    first_name="Maëlys",
    phones=(PhoneNumber("+33612345678"),),
    emails=(EmailAddress("m.peron@example.org"),),
    addresses=(PostalAddress("3, rue des Bains", "74400", "Chamonix"),),
)
BUDGET_OF_A_WITHDRAWAL = 15


@pytest.fixture
def maelys(demo_file: OpenFile) -> int:
    """A contact that nobody else of the demonstration resembles, who was never asked."""
    return demo_file.call(create_contact, MAELYS).id


def states(file: OpenFile, contact: int) -> tuple[str, ...]:
    """E-mail, SMS, telephone, post."""
    return tuple(consent_states(file.call(consent_history, contact)).values())


def words_on(screen: str) -> str:
    """What is drawn in the frame, or where there is none on the screen, without frames and line breaks."""
    framed = [line.split("│")[1] for line in screen.splitlines() if line.count("│") == 2]
    return " ".join((" ".join(framed) or screen).replace("│", " ").split())


async def test_each_channel_is_asked_by_its_sentence_and_answered_in_one_key(demo_file: OpenFile, maelys: int) -> None:
    sentences = {one.channel: one for one in demo_file.call(current_sentences) if one.language == "fr"}
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(maelys)
        await struck(pilot, "a")
        for key, channel in (("o", "email"), ("n", "sms"), ("p", "phone"), ("o", "post")):
            assert isinstance(app.screen, ConsentDialog)
            assert app.screen.channel == channel
            assert sentences[channel].text.split("?")[0] in words_on(drawn(pilot))
            await struck(pilot, key)
        assert isinstance(app.screen, CardScreen)  # all were dealt with
        assert states(demo_file, maelys) == ("given", "refused", "not_asked", "given")
        line = demo_file.call(consent_history, maelys)[0]
        assert (line.wording, line.wording_version) == (sentences["email"].text, sentences["email"].version)
        assert (line.medium, line.staff) == ("counter", "Hélène")
        assert "● e-mail accepté" in drawn(pilot)
        # The one that was passed is asked first the next time.
        await struck(pilot, "a")
        assert isinstance(app.screen, ConsentDialog)
        assert app.screen.channel == "phone"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_keys_are_seen_whatever_the_length_of_the_sentence(
    demo_file: OpenFile, maelys: int, size: tuple[int, int], language: str
) -> None:
    for channel in ("email", "sms"):
        demo_file.call(answer_consent, maelys, channel, "yes")
    sheet = demo_file.call(read_consent_sheet, maelys)
    shop = "Office de tourisme de Valmont et de la vallée"
    own = tuple(
        replace(one, version=0, text=default_wording(one.channel, one.language, shop)) for one in sheet.sentences
    )
    app = opened(demo_file, language)
    async with app.run_test(size=size) as pilot:
        await app.open_contact(maelys)
        dialog = ConsentDialog(replace(sheet, sentences=own, language=language))
        await app.push_screen(dialog)
        for _channel in range(4):
            await struck(pilot, "tab")
            lines = [line.split("│")[1].strip() for line in drawn(pilot).splitlines() if line.count("│") == 2]
            assert any(line.startswith("O ") and "N " in line for line in lines), dialog.channel
            assert ":" not in lines, "a colon alone on its line"
            said_whole = " ".join(" ".join(lines).split())
            assert dialog.sheet.sentence(dialog.channel, language).text.split(";")[0].strip() in said_whole.replace(
                "\N{NO-BREAK SPACE}", " "
            )


async def test_no_text_message_is_offered_to_a_landline(demo_file: OpenFile) -> None:
    landline = replace(MAELYS, phones=(PhoneNumber("+33493000001"),))
    contact = demo_file.call(create_contact, landline).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "a")
        assert "pas de mobile" in drawn(pilot)
        await struck(pilot, "o")
        assert isinstance(app.screen, ConsentDialog)
        assert app.screen.channel == "phone"


async def test_how_and_in_which_language_it_was_answered_is_one_key_away(demo_file: OpenFile, maelys: int) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(maelys)
        await struck(pilot, "a", "m", "l")
        assert "sur papier" in drawn(pilot)
        assert "Do you agree that Office de tourisme de Valmont sends you" in words_on(drawn(pilot))
        await struck(pilot, "o")
        (line,) = demo_file.call(consent_history, maelys)
        assert (line.medium, line.wording_language, line.wording_version) == ("paper", "en", 1)
        await struck(pilot, "tab", "tab", "shift+tab", "n", "ctrl+z")
        assert isinstance(app.screen, ConsentDialog)
        assert states(demo_file, maelys) == ("given", "not_asked", "not_asked", "not_asked")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_stranger_is_asked_in_its_own_language(demo_file: OpenFile, size: tuple[int, int]) -> None:
    contact = demo_file.call(create_contact, replace(MAELYS, language="en")).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=size) as pilot:
        await app.open_contact(contact)
        await struck(pilot, "a")
        assert "Do you agree that Office de tourisme de Valmont sends you" in words_on(drawn(pilot))


async def test_a_withdrawal_from_anywhere_is_well_within_its_budget(demo_file: OpenFile, maelys: int) -> None:
    demo_file.call(answer_consent, maelys, "email", "yes")
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await struck(pilot, "f8")
        keys = await struck(pilot, "f3", "=oeuvra", "ctrl+k")
        assert isinstance(app.screen, ConsentDialog)
        assert app.screen.channel == "sms"  # the first that was never asked
        keys += await struck(pilot, "up", "n", "escape")
        assert states(demo_file, maelys)[0] == "withdrawn"
        assert keys <= BUDGET_OF_A_WITHDRAWAL
        assert "retiré" in said(pilot)


async def test_at_the_counter_the_contact_that_the_line_means_is_asked(demo_file: OpenFile, maelys: int) -> None:
    app = app_on_demo(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.go("counter")
        await struck(pilot, "=oeuvra", "ctrl+k", "o", "p", "p", "p")
        assert isinstance(app.screen, CounterScreen)
        assert states(demo_file, maelys) == ("given", "not_asked", "not_asked", "not_asked")
        await struck(pilot, "ctrl+z")
        assert set(states(demo_file, maelys)) == {"not_asked"}


async def test_an_opposition_is_one_key_struck_twice_on_the_card_and_one_to_take_it_back(
    demo_file: OpenFile, maelys: int
) -> None:
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(maelys)
        before = demo_file.call(every_row)
        # X is beside C: struck once, then something else, it does nothing.
        await struck(pilot, "x")
        assert "X à nouveau ferme tous les canaux" in said(pilot)
        await struck(pilot, "f1", "escape", "x")
        assert set(states(demo_file, maelys)) == {"not_asked"}
        await struck(pilot, "x")
        assert set(states(demo_file, maelys)) == {"opposed"}
        assert "Opposition" in said(pilot)
        await struck(pilot, "x")
        assert "déjà" in said(pilot)
        assert len(demo_file.call(consent_history, maelys)) == 4
        await struck(pilot, "ctrl+z")
        assert demo_file.call(every_row) == before


async def test_whoever_objected_and_was_deleted_comes_back_opposed_and_the_card_says_why(
    demo_file: OpenFile, maelys: int
) -> None:
    demo_file.call(object_everywhere, maelys)
    demo_file.call(delete_contact, maelys)
    again = demo_file.call(create_contact, ContactDetails(last_name="Autre", phones=MAELYS.phones)).id
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(again)
        await struck(pilot, "home", "enter")
        assert isinstance(app.screen, ConsentLineDialog)
        assert "d'après la liste des oppositions" in drawn(pilot)
        await struck(pilot, "escape", "delete")
        assert "fait partie de l'historique" in said(pilot)
        assert states(demo_file, again) == ("not_asked", "opposed", "opposed", "not_asked")


async def test_the_history_tells_which_sentence_was_read(demo_file: OpenFile, maelys: int) -> None:
    said_then = next(one for one in demo_file.call(current_sentences) if one.language == "fr")
    demo_file.call(answer_consent, maelys, "email", "yes", sentence=said_then)
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(maelys)
        await settled(pilot)
        assert f"phrase n° {said_then.version}" in words_on(drawn(pilot))
        await struck(pilot, "home", "enter")
        assert said_then.text.split("?")[0] in words_on(drawn(pilot))
        assert "Hélène" in drawn(pilot)


async def test_a_sentence_changed_in_the_settings_is_a_new_version_said_from_then_on(
    demo_file: OpenFile, maelys: int
) -> None:
    before = next(one for one in demo_file.call(current_sentences) if one.language == "fr")
    app = opened(demo_file, "fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_sentences(app)
        await struck(pilot, "enter")
        assert isinstance(app.screen, SentenceForm)
        await struck(pilot, "=Merci. ", "ctrl+s")
        assert isinstance(app.screen, SentencesDialog)
        after = next(one for one in demo_file.call(current_sentences) if one.language == "fr")
        assert after.version == before.version + 1
        assert "Merci." in after.text
        assert f"version {after.version}" in drawn(pilot)
        await struck(pilot, "escape")
        await app.open_contact(maelys)
        await struck(pilot, "a", "o")
        (line,) = demo_file.call(consent_history, maelys)
        assert (line.wording, line.wording_version) == (after.text, after.version)


@pytest.mark.parametrize(
    ("language", "no", "source"),
    [
        ("en", "No: never said yes", "R08: French CPCE code, L. 34-5"),
        ("fr", "Non\u00a0: n'a pas dit oui", "R08\u00a0: CPCE, art. L. 34-5"),
    ],
)
async def test_the_law_is_told_with_its_source(
    demo_file: OpenFile, maelys: int, language: str, no: str, source: str
) -> None:
    """On the card whether and why, a line a channel; on A the text that it rests on, before and after the answer."""
    app = opened(demo_file, language)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_contact(maelys)
        await pilot.pause()
        assert {"fr": "○ e-mail    n'a pas dit oui", "en": "○ e-mail    never said yes"}[language] in drawn(pilot)
        await struck(pilot, "a")
        assert " ".join(no.split()) in words_on(drawn(pilot))
        assert " ".join(source.split()) in words_on(drawn(pilot))
        await struck(pilot, {"fr": "o", "en": "y"}[language], "shift+tab")
        assert {"fr": "Oui : a dit oui, jusqu'au 11/08/2029", "en": "Yes: said yes, until"}[language] in words_on(
            drawn(pilot)
        )
