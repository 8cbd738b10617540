"""Sending by a real server with TLS: what it takes, what it refuses, when it hangs up; nobody twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.mail import STARTTLS, TLS, MailSettings
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import FAILED, LEFT_OUT, QUEUED, SENT, Sending, SendingDetails
from fichier_tui.exchange.letters.mail_server import is_no_address
from fichier_tui.exchange.letters.smtp import send_by_smtp, try_mail
from fichier_tui.storage import OpenFile, Session, create_contact, create_file, open_unlocked, record_consent
from fichier_tui.storage.journal.undoing import undo
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.letters.mail import has_mail_password, mail_password, read_mail, set_mail
from fichier_tui.storage.letters.sending_steps import answer_uncertain, retry_failed
from fichier_tui.storage.letters.sendings import prepare_sending, read_sending, recipients_of
from tests.exchange.mail_servers import PASSWORD, Taken, mail_server

# The server of the tests says so, not the program: behind TLS from the first byte it takes passwords without STARTTLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")

SPRING = SendingDetails("Spring", subject="Pour {prénom}", text="Bonjour {prénom},\n.\n..deux points\nÀ bientôt")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[OpenFile]:
    """A new file."""
    made = create_file(tmp_path / "Shop", passphrase="été à Saint-Malo, 1987", kdf=CHEAPEST)
    file = open_unlocked(made.folder, made.unlocked)
    yield file
    file.close()


@pytest.fixture(params=[STARTTLS, TLS])
def served(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The server by each way to secure it, trusted."""
    with mail_server(tmp_path, request.param) as (taken, mail):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        yield taken, mail


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Taken, MailSettings]]:
    """The server by STARTTLS, trusted."""
    with mail_server(tmp_path) as (taken, mail):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        yield taken, mail


def _willing(session: Session, names: list[str]) -> list[int]:
    contacts = []
    for name in names:
        details = ContactDetails(first_name=name, last_name="N", emails=(EmailAddress(f"{name}@example.org"),))
        contacts.append(create_contact(session, details).id)
        record_consent(session, contacts[-1], "email", "given")
    return contacts


def _prepared(file: OpenFile, mail: MailSettings, names: list[str], password: str = PASSWORD) -> Sending:
    file.call(set_mail, mail, password)
    return file.call(prepare_sending, SPRING, file.call(_willing, names))


def _states(file: OpenFile, sending: Sending) -> dict[str, str]:
    return {one.address.partition("@")[0]: one.state for one in file.call(recipients_of, sending.id)}


def test_each_gets_its_own_message_once(file: OpenFile, served: tuple[Taken, MailSettings]) -> None:
    taken, mail = served
    names = [f"n{place}" for place in range(10)]
    told: list[tuple[int, int]] = []
    sending = _prepared(file, mail, names)

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    sent = send_by_smtp(file, sending.id, progress=progress)
    assert sent.stopped is None
    assert sent.sending.counts == {SENT: 10}
    assert taken.addresses == [f"{name}@example.org" for name in names]
    assert b"Bonjour n3,\r\n.\r\n..deux points\r\n" in taken.messages[3][1].replace(b"=C3=80", b"")
    assert taken.message_ids == [one.message_id for one in file.call(recipients_of, sending.id)]
    assert len(set(taken.message_ids)) == 10
    assert told[0] == (0, 10)
    assert told[-1] == (10, 10)
    with pytest.raises(Refusal, match=r"sending\.ended"):
        send_by_smtp(file, sending.id)


def test_what_the_server_refuses_is_told_apart(file: OpenFile, server: tuple[Taken, MailSettings]) -> None:
    taken, mail = server
    sending = _prepared(file, mail, ["a", "gone", "old", "spam", "full", "later", "b"])
    sent = send_by_smtp(file, sending.id)
    assert sent.stopped is None
    assert taken.addresses == ["a@example.org", "b@example.org"]
    found = {one.address.partition("@")[0]: one for one in file.call(recipients_of, sending.id, [FAILED])}
    assert {name: one.bounced for name, one in found.items()} == {
        "gone": True, "old": True, "spam": False, "full": False, "later": False,
    }  # fmt: skip
    assert found["gone"].error == "550 5.1.1 No such user here"
    assert file.call(retry_failed, sending.id) == 2
    assert file.call(read_sending, sending.id).counts == {SENT: 2, FAILED: 3, QUEUED: 2}


def test_what_was_taken_without_an_answer_is_uncertain_and_not_sent_again(
    file: OpenFile, server: tuple[Taken, MailSettings]
) -> None:
    taken, mail = server
    sending = _prepared(file, mail, ["a", "silent", "b"])
    sent = send_by_smtp(file, sending.id)
    assert sent.stopped is None
    assert [one.address for one in sent.uncertain] == ["silent@example.org"]
    assert taken.addresses == ["a@example.org", "silent@example.org", "b@example.org"]
    assert taken.message_ids[1] == sent.uncertain[0].message_id
    again = send_by_smtp(file, sending.id)
    assert again.uncertain == sent.uncertain
    assert len(taken.messages) == 3
    assert file.call(answer_uncertain, [sent.uncertain[0].id], received=True) == 1
    assert send_by_smtp(file, sending.id).sending.counts == {SENT: 3}
    assert len(taken.messages) == 3


def test_a_server_that_hangs_up_at_one_address_does_not_hold_the_others_up(
    file: OpenFile, server: tuple[Taken, MailSettings]
) -> None:
    taken, mail = server
    sending = _prepared(file, mail, ["a", "hangup", "b"])
    sent = send_by_smtp(file, sending.id)
    assert sent.stopped is None
    assert _states(file, sending) == {"a": SENT, "hangup": FAILED, "b": SENT}
    assert taken.addresses == ["a@example.org", "b@example.org"]
    assert taken.asked.count("hangup@example.org") == 2


def test_who_withdraws_during_a_sending_gets_nothing(file: OpenFile, server: tuple[Taken, MailSettings]) -> None:
    taken, mail = server
    sending = _prepared(file, mail, [f"n{place}" for place in range(8)])
    last = file.call(recipients_of, sending.id)[-1].contact

    def withdrawn(_seconds: float) -> bool:
        file.call(record_consent, last, "email", "withdrawn")
        return True

    sent = send_by_smtp(file, sending.id, wait=withdrawn)
    assert sent.sending.counts == {SENT: 7, LEFT_OUT: 1}
    assert "n7@example.org" not in taken.addresses


def test_a_sending_stops_when_asked_and_goes_on(file: OpenFile, server: tuple[Taken, MailSettings]) -> None:
    taken, mail = server
    sending = _prepared(file, mail, [f"n{place}" for place in range(8)])
    stopped = send_by_smtp(file, sending.id, progress=lambda done, _total: done < 3)
    assert stopped.stopped is not None
    assert stopped.stopped.code == "sending.paused"
    assert stopped.sending.counts == {SENT: 3, QUEUED: 5}
    paused = send_by_smtp(file, sending.id, wait=lambda _seconds: False)
    assert paused.sending.counts == {SENT: 7, QUEUED: 1}
    assert send_by_smtp(file, sending.id).sending.counts == {SENT: 8}
    assert len(set(taken.addresses)) == len(taken.addresses) == 8


@pytest.mark.parametrize(
    ("change", "password", "code"),
    [
        ({}, "wrong", "mail.login"),
        ({"host": "localhost"}, PASSWORD, "mail.certificate"),
        ({"port": 1}, PASSWORD, "mail.unreachable"),
        ({"security": TLS}, PASSWORD, "mail.tls"),
        ({"host": ""}, PASSWORD, "mail.not_set"),
    ],
)
def test_nothing_begins_where_the_server_is_not_reached(
    file: OpenFile, server: tuple[Taken, MailSettings], change: dict[str, Any], password: str, code: str
) -> None:
    taken, mail = server
    sending = _prepared(file, replace(mail, **change), ["a"], password)
    with pytest.raises(Refusal) as refused:
        send_by_smtp(file, sending.id)
    assert refused.value.code == code
    assert PASSWORD not in str(refused.value.details)
    assert file.call(read_sending, sending.id).begun_at is None
    assert taken.messages == []


def test_an_authority_that_is_not_known_is_refused(
    file: OpenFile, server: tuple[Taken, MailSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    taken, mail = server
    sending = _prepared(file, mail, ["a"])
    with pytest.raises(Refusal, match=r"mail\.certificate") as refused:
        send_by_smtp(file, sending.id)
    assert "does not know the authority" in str(refused.value.details["why"])
    assert taken.connections <= 1  # it said its name, and nothing after


def test_a_sender_that_is_not_allowed_stops_it_all(file: OpenFile, server: tuple[Taken, MailSettings]) -> None:
    taken, mail = server
    sending = _prepared(file, replace(mail, address="nobody@example.org"), ["a", "b"])
    sent = send_by_smtp(file, sending.id)
    assert sent.stopped is not None
    assert sent.stopped.code == "mail.sender_refused"
    assert sent.sending.counts == {QUEUED: 2}
    assert taken.messages == []


def test_the_settings_can_be_tried(file: OpenFile, served: tuple[Taken, MailSettings]) -> None:
    taken, mail = served
    file.call(set_mail, mail, PASSWORD)
    assert try_mail(file) == "lea@example.org"
    assert taken.addresses == ["lea@example.org"]


def test_the_password_is_in_no_journal_and_goes_to_no_other_server(file: OpenFile) -> None:
    mail = MailSettings("smtp.example.org", user="lea", address="lea@example.org")
    file.call(set_mail, mail, PASSWORD)
    assert file.call(mail_password) == PASSWORD
    everywhere = file.call(_dump)
    assert "lea@example.org" in everywhere
    assert everywhere.count("mot de passe") == 1
    file.call(set_mail, replace(mail, sender_name="Léa"))
    assert file.call(has_mail_password)
    file.call(set_mail, replace(mail, host="smtp.example.com"))
    assert not file.call(has_mail_password)
    assert file.call(read_mail).host == "smtp.example.com"
    file.call(set_mail, replace(mail, host="smtp.example.com"), "another")
    assert file.call(mail_password) == "another"
    file.call(undo)
    assert (file.call(read_mail).host, file.call(mail_password)) == ("smtp.example.org", "")


def _dump(session: Session) -> str:
    execute = session.database.connection().execute
    tables = [row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [str(execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables if "contact_words" not in table]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("code", "answer", "none"),
    [
        (550, "550 5.1.1 unknown", True),
        (550, "550 5.2.1 disabled", True),
        (550, "550 5.2.2 over quota", False),
        (550, "550 5.7.1 spam", False),
        (554, "554 5.1.0 rejected", True),
        (554, "554 no", False),
        (553, "553 no", True),
        (450, "450 5.1.1 odd", False),
    ],
)
def test_a_dead_address_is_told_from_an_unwanted_message(code: int, answer: str, none: bool) -> None:
    assert is_no_address(code, answer) == none
