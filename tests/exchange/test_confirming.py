"""Double opt-in by a real server: the code in the message confirms, with its proof; nothing else does."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from fichier_tui.domain.confirmation import ATTEMPTS, VALID_DAYS, read_code, write_code
from fichier_tui.domain.consent import consent_state
from fichier_tui.domain.consent_wording import Sentence
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters.confirming import send_confirmation, write_confirmation
from fichier_tui.storage import (
    OpenFile,
    Session,
    answer_consent,
    change_contact,
    consent_history,
    create_contact,
    create_file,
    open_unlocked,
    read_contact,
    record_consent,
)
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.letters.confirmations import confirm_code, waiting_code
from fichier_tui.storage.letters.mail import set_mail
from tests.exchange.mail_servers import PASSWORD, Taken, mail_server

ELISE = ContactDetails(
    civility="mrs", first_name="Élise", last_name="Durand", emails=(EmailAddress("elise@example.org"),)
)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.instant = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.instant


@pytest.fixture
def clock() -> Clock:
    """The clock of the file."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[OpenFile]:
    """A new file."""
    made = create_file(tmp_path / "Shop", passphrase="été à Saint-Malo, 1987", business="Chez {Léa}", kdf=CHEAPEST)
    file = open_unlocked(made.folder, made.unlocked, clock=clock)
    yield file
    file.close()


@pytest.fixture
def server(tmp_path: Path, file: OpenFile, monkeypatch: pytest.MonkeyPatch) -> Iterator[Taken]:
    """The server of the shop, its settings in the file."""
    with mail_server(tmp_path) as (taken, mail):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        file.call(set_mail, mail, PASSWORD)
        yield taken


@pytest.fixture
def elise(file: OpenFile) -> int:
    """Somebody who said yes at the counter."""
    contact = file.call(create_contact, ELISE).id
    file.call(record_consent, contact, "email", "given")
    return contact


def _code(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    found = re.search(r"^\d{3} \d{3}$", message.get_content().replace("\r", ""), re.MULTILINE)
    assert found is not None
    return found[0]


def _state(file: OpenFile, contact: int) -> str:
    return consent_state(file.call(consent_history, contact), "email")


def _refused(file: OpenFile, contact: int, typed: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        file.call(confirm_code, contact, typed)
    return refused.value


def test_the_code_of_the_message_confirms_with_its_proof(
    file: OpenFile, server: Taken, elise: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "randbelow", lambda _limit: 483_915)  # another may stand in what is kept, by chance
    sent = send_confirmation(file, elise)
    [(address, content)] = server.messages
    assert (address, sent.address, sent.attempts_left) == ("elise@example.org", "elise@example.org", ATTEMPTS)
    read = email.message_from_bytes(content, policy=email.policy.default)
    assert read["Subject"] == "Chez {Léa} : confirmez votre adresse"
    code = _code(content)
    line = file.call(confirm_code, elise, f" {code.replace(' ', '-')} ")
    assert (line.state, line.medium, line.day) == ("confirmed", "email", dt.date(2026, 11, 21))
    assert line.wording.startswith("Acceptez-vous que Chez {Léa}")
    hashed = hashlib.sha256(content.rstrip(b"\r\n") + b"\r\n").hexdigest()
    assert line.proof.splitlines() == [
        "elise@example.org", f"Message-ID {read['Message-ID']}", "2026-11-21T09:00:00Z", f"SHA-256 {hashed}",
    ]  # fmt: skip
    assert _state(file, elise) == "confirmed"
    assert _refused(file, elise, code).code == "confirmation.none"
    kept = file.call(_dump)
    assert code not in kept
    assert not re.search(r"(?<![0-9a-f])483915(?![0-9a-f])", kept), "it is no part of what is drawn besides"


def test_the_message_says_that_a_question_was_asked_only_where_it_was(
    file: OpenFile, server: Taken, elise: int
) -> None:
    def sent() -> str:
        send_confirmation(file, elise)
        message = email.message_from_bytes(server.messages[-1][1], policy=email.policy.default)
        assert isinstance(message, email.message.EmailMessage)
        return " ".join(message.get_content().split())

    assert "Si votre réponse est oui, donnez-nous ce code" in sent(), "recorded without a sentence"
    asked = Sentence("email", "fr", 0, "Puis-je vous écrire ?")
    file.call(answer_consent, elise, "email", "yes", sentence=asked)
    assert _state(file, elise) == "given", "said twice, no code confirms it"
    said = sent()
    assert "après cette question : « Puis-je vous écrire ? »" in said
    line = file.call(confirm_code, elise, _code(server.messages[-1][1]))
    assert (line.state, line.wording) == ("confirmed", "Puis-je vous écrire ?")


def test_few_codes_may_be_tried(file: OpenFile, server: Taken, elise: int) -> None:
    send_confirmation(file, elise)
    code = read_code(_code(server.messages[0][1]))
    assert code is not None
    wrong = f"{(int(code) + 1) % 10**6:06}"
    tried = [_refused(file, elise, typed) for typed in (wrong, "12", "", "abcdef", wrong)]
    assert [refusal.details.get("left") for refusal in tried] == [4, 3, 2, 1, 0]
    assert _refused(file, elise, code).code == "confirmation.too_many"
    assert file.call(waiting_code, elise) is None
    assert _state(file, elise) == "given"
    send_confirmation(file, elise)
    file.call(confirm_code, elise, _code(server.messages[1][1]))
    assert _state(file, elise) == "confirmed"


def test_a_code_expires_and_the_next_one_replaces_it(file: OpenFile, server: Taken, elise: int, clock: Clock) -> None:
    first, second = send_confirmation(file, elise), send_confirmation(file, elise)
    old, new = (_code(content) for _address, content in server.messages)
    assert first.message_id != second.message_id
    if old != new:
        assert _refused(file, elise, old).code == "confirmation.wrong"
    clock.instant += dt.timedelta(days=VALID_DAYS)
    assert _refused(file, elise, new).code == "confirmation.expired"
    assert file.call(waiting_code, elise) is None


def test_a_code_says_nothing_for_another_or_of_another_address(file: OpenFile, server: Taken, elise: int) -> None:
    other = file.call(create_contact, ContactDetails(last_name="X", emails=(EmailAddress("x@example.org"),))).id
    file.call(record_consent, other, "email", "given")
    send_confirmation(file, elise)
    send_confirmation(file, other)
    code = _code(server.messages[0][1])
    if code != _code(server.messages[1][1]):
        assert _refused(file, other, code).code == "confirmation.wrong"
    card = file.call(read_contact, elise)
    file.call(_moved, card.id, card.version)
    assert _refused(file, elise, code).code == "confirmation.other_address"


def test_only_a_yes_is_confirmed(file: OpenFile, server: Taken) -> None:
    silent = file.call(create_contact, ELISE).id
    for state in ("", "refused", "withdrawn", "opposed"):
        if state:
            file.call(record_consent, silent, "email", state)
        with pytest.raises(Refusal, match=r"confirmation\.no_yes"):
            send_confirmation(file, silent)
    assert server.messages == []


def test_who_withdraws_before_the_code_is_not_confirmed(file: OpenFile, server: Taken, elise: int) -> None:
    send_confirmation(file, elise)
    file.call(record_consent, elise, "email", "opposed")
    assert _refused(file, elise, _code(server.messages[0][1])).code == "confirmation.no_yes"
    assert _state(file, elise) == "opposed"


def test_a_message_that_does_not_leave_has_no_code(file: OpenFile, server: Taken) -> None:
    gone = file.call(create_contact, ContactDetails(last_name="G", emails=(EmailAddress("gone@example.org"),))).id
    file.call(record_consent, gone, "email", "given")
    with pytest.raises(Refusal, match=r"mail\.refused"):
        send_confirmation(file, gone)
    assert file.call(waiting_code, gone) is None


def test_the_message_can_leave_by_another_program(file: OpenFile, tmp_path: Path, elise: int) -> None:
    target = tmp_path / "code.eml"
    with pytest.raises(Refusal, match=r"mail\.no_address"):
        write_confirmation(file, elise, target)
    file.call(set_mail, MailSettings(address="lea@example.org"))
    with pytest.raises(Refusal, match=r"mail\.not_set"):
        send_confirmation(file, elise)
    write_confirmation(file, elise, target)
    assert file.call(confirm_code, elise, _code(target.read_bytes())).state == "confirmed"


@pytest.mark.parametrize(
    ("typed", "code"), [("483 915", "483915"), ("483.915", "483915"), ("4839", None), ("٤٨٣٩١٥", None)]
)
def test_a_code_is_read_as_it_is_said(typed: str, code: str | None) -> None:
    assert read_code(typed) == code
    assert code is None or write_code(code) == "483 915"


def _moved(session: Session, contact: int, version: int) -> None:
    change_contact(
        session,
        contact,
        ContactDetails(last_name="Durand", emails=(EmailAddress("new@example.org"),)),
        read_version=version,
    )


def _dump(session: Session) -> str:
    execute = session.database.connection().execute
    tables = [row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(
        str(execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables if "contact_words" not in table
    )
