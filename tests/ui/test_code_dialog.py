"""The code of a double opt-in at the counter: sent after a question, typed as it is read out, wrong ones counted."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.consent import consent_state
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.storage import OpenFile, consent_history, create_contact, record_consent
from fichier_tui.storage.letters.mail import set_mail
from fichier_tui.ui.dialogs.question import Question
from fichier_tui.ui.screens.card.code_dialog import CodeDialog
from fichier_tui.ui.screens.card.consent_dialog import ConsentDialog
from tests.exchange.mail_servers import PASSWORD, Taken, mail_server
from tests.ui.app_on_demo import settled
from tests.ui.card_app import drawn, opened, struck


@pytest.fixture
def server(demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Taken]:
    """The server of the shop, set."""
    with mail_server(tmp_path) as (taken, mail):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        demo_file.call(set_mail, mail, PASSWORD)
        yield taken


@pytest.fixture
def elise(demo_file: OpenFile) -> int:
    """Somebody who can be written to."""
    details = ContactDetails(first_name="Élise", last_name="Durandard", emails=(EmailAddress("elise@example.org"),))
    return demo_file.call(create_contact, details).id


def _code(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    found = re.search(r"^\d{3} \d{3}$", message.get_content().replace("\r", ""), re.MULTILINE)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_code_is_sent_and_typed_at_the_counter(
    demo_file: OpenFile, server: Taken, elise: int, language: str
) -> None:
    app = opened(demo_file, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(elise)
        await struck(pilot, "a", "c")
        assert server.messages == []
        assert isinstance(app.screen, ConsentDialog)
        assert "e-mails" in app.status.content.plain
        demo_file.call(record_consent, elise, "email", "given")
        await struck(pilot, "escape", "a", "c")
        assert isinstance(app.screen, Question)
        assert "elise@example.org" in drawn(pilot)
        await struck(pilot, "e" if language == "fr" else "s", "enter")
        await settled(pilot)
        assert server.addresses == ["elise@example.org"]
        assert "elise@example.org" in app.status.content.plain
        code = _code(server.messages[0][1])
        wrong = "000 001" if code != "000 001" else "000 002"
        await struck(pilot, "c")
        assert isinstance(app.screen, CodeDialog)
        await struck(pilot, f"={wrong}", "enter")
        assert isinstance(app.screen, CodeDialog)
        assert "4" in app.status.content.plain
        app.screen.form.entry("code").value = ""
        await struck(pilot, "ctrl+r")
        assert len(server.messages) == 2
        await struck(pilot, f"={_code(server.messages[1][1])}", "enter")
        assert isinstance(app.screen, ConsentDialog)
    lines = demo_file.call(consent_history, elise)
    assert consent_state(lines, "email") == "confirmed"
    assert "SHA-256" in lines[-1].proof


async def test_without_a_server_it_is_said(demo_file: OpenFile, elise: int) -> None:
    demo_file.call(record_consent, elise, "email", "given")
    app = opened(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_contact(elise)
        await struck(pilot, "a", "c", "s", "enter")
        await settled(pilot)
        assert "Sending e-mails is not set" in app.status.content.plain
