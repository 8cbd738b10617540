"""One message: what a mail program reads in it, and what no name can make of it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.letter import LetterFacts, read_template
from fichier_tui.domain.mail import MailSettings, ascii_address, checked_mail
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters.messages import Letter, Message, build_message, fill_letter, flowed

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
MAIL = MailSettings(host="smtp.example.org", address="lea@example.org", sender_name="Chez Léa")
LONG = "Une très belle journée d'été à l'auberge, où Élise, Zoë et Jérôme — dès 9 h 30 — fêteront l'œuvre du chœur"
LETTER = Letter(
    read_template("Pour {prénom}"), read_template("{cher|Bonjour} {prénom},\n\nÀ bientôt."), MAIL, business="Chez Léa"
)


def _read(message: EmailMessage) -> EmailMessage:
    """As a mail program reads it."""
    read = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def _facts(**details: str) -> LetterFacts:
    return LetterFacts(1, ContactDetails(**details))  # type: ignore[arg-type]


def _message(letter: Letter = LETTER, **details: str) -> EmailMessage:
    return _read(
        build_message(fill_letter(letter, _facts(**details), "e@example.org", "0a1b.7", NOW.date()), letter.mail, NOW)
    )


def test_a_message_says_who_to_whom_when_and_how_to_stop() -> None:
    read = _message(first_name="Élise", last_name="Durand", sex="f")
    assert read["From"] == "Chez Léa <lea@example.org>"
    assert read["To"] == "Élise Durand <e@example.org>"
    assert read["Subject"] == "Pour Élise"
    assert read["Message-ID"] == "<0a1b.7@example.org>"
    assert email.utils.parsedate_to_datetime(read["Date"]) == NOW
    assert read["List-Unsubscribe"] == "<mailto:lea@example.org?subject=D%C3%A9sinscription%200a1b.7>"
    assert read["List-Unsubscribe-Post"] is None
    assert read.get_content_type() == "text/plain"
    assert read.get_param("format") == "flowed"
    assert read.get_content().replace("\r\n", "\n") == (
        "Chère Élise,\n\nÀ bientôt.\n\n-- \n"
        "Chez Léa vous envoie ce message parce que vous êtes dans son fichier de \nclients ou l'avez demandé.\n"
        "Pour ne plus en recevoir, répondez STOP ou écrivez à lea@example.org.\n"
    )


def test_the_foot_is_in_the_contact_s_language_and_a_matter_of_its_own_has_none() -> None:
    assert "To get no more of them, answer STOP" in _message(first_name="Ann", language="de").get_content()
    service = _message(replace(LETTER, purpose="service"), first_name="Ann")
    assert "STOP" not in service.get_content()
    assert service["List-Unsubscribe"] is None


def test_one_click_stands_only_where_one_click_is_enough() -> None:
    page = replace(LETTER, mail=replace(MAIL, unsubscribe_page="https://example.org/stop", reply_to="r@example.org"))
    read = _message(page, first_name="Ann")
    assert read["List-Unsubscribe"].endswith(", <https://example.org/stop>")
    assert read["List-Unsubscribe-Post"] is None
    assert read["Reply-To"] == "r@example.org"
    one_click = replace(LETTER, mail=replace(MAIL, unsubscribe_page="https://example.org/stop?who={token}"))
    read = _message(one_click, first_name="Ann")
    assert read["List-Unsubscribe"].endswith(", <https://example.org/stop?who=0a1b.7>")
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://example.org/stop?who=0a1b.7" in read.get_content()


def test_a_long_subject_is_folded_and_read_back() -> None:
    built = build_message(Message("e@example.org", "Ann", LONG, "x", "t.1"), MAIL, NOW)
    content = built.as_bytes()
    assert all(len(line) <= 78 for line in content.split(b"\r\n"))
    assert content.isascii()
    assert _read(built)["Subject"] == LONG


@pytest.mark.parametrize(
    "name",
    [
        "Élise\r\nBcc: x@example.org",
        "a\nSubject: b",
        "x\u2028y\x00z",
        "=?utf-8?b?DQpCY2M6IHg=?= =?utf-8?q?a?=",
        '"<a@b.fr>", c@d.fr',
        "=?utf-8?q?=0D=0A?=",
    ],
)
def test_no_name_becomes_a_header(name: str) -> None:
    read = _message(first_name=name, last_name="D")
    assert set(read.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "Content-Type", "MIME-Version",
        "Content-Transfer-Encoding",
    }  # fmt: skip
    assert [address.addr_spec for address in read["To"].addresses] == ["e@example.org"]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=300))
def test_whatever_is_written_leaves_as_one_message_to_one_address(first: str, last: str, text: str) -> None:
    letter = replace(LETTER, text=read_template("x" + text.replace("{", "").replace("}", "")))
    details = ContactDetails(first_name=first, last_name=last)
    message = fill_letter(letter, LetterFacts(1, details), "e@example.org", "t.1", NOW.date())
    content = build_message(message, MAIL, NOW).as_bytes()
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    head, _blank, _body = content.partition(b"\r\n\r\n")
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert len(names) == len(set(names)) == 9
    read = email.message_from_bytes(content, policy=email.policy.default)
    assert [address.addr_spec for address in read["To"].addresses] == ["e@example.org"]


@given(st.text(alphabet="abcé >\n-F", max_size=400))
def test_flowed_lines_are_joined_again_by_the_reader(text: str) -> None:
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    lines = flowed(text).removesuffix("\n").split("\n")
    assert all(len(line) <= 74 for line in lines if " " in line[:72])
    paragraphs, joined = [], ""
    for line in lines:
        line = line.removeprefix(" ") if not line.isspace() else line
        joined += line
        if not line.endswith(" "):
            paragraphs.append(joined)
            joined = ""
    assert "\n".join(paragraphs) == text


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("elise.durand+x@example.org", "elise.durand+x@example.org"),
        ("lea@médiathèque.fr", "lea@xn--mdiathque-53af.fr"),
        ("élise@example.org", None),
        ("a b@example.org", None),
        ("a@b@example.org", None),
        ("a@example.org\r\nRCPT TO:<x@y.fr>", None),
        ("a@example.org>", None),
        ("a@-x.fr", None),
        ("", None),
    ],
)
def test_only_addresses_that_servers_take(written: str, taken: str | None) -> None:
    assert ascii_address(written) == taken


def test_an_address_that_no_server_takes_and_an_empty_text_are_refused() -> None:
    with pytest.raises(Refusal, match=r"mail\.recipient"):
        fill_letter(LETTER, _facts(first_name="A"), "é@example.org", "t", NOW.date())
    with pytest.raises(Refusal, match=r"mail\.empty"):
        fill_letter(replace(LETTER, text=read_template("{ville}")), _facts(), "e@example.org", "t", NOW.date())


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (MailSettings(address="no"), "mail.address"),
        (replace(MAIL, host="a b"), "mail.host"),
        (replace(MAIL, address=""), "mail.no_address"),
        (replace(MAIL, port=0), "mail.port"),
        (replace(MAIL, security="none"), "mail.security"),
        (replace(MAIL, unsubscribe_page="http://example.org"), "mail.page"),
        (replace(MAIL, unsubscribe_page="https://example.org/<x>\r\ny"), "mail.page"),
        (replace(MAIL, batch=0), "mail.pace"),
    ],
)
def test_settings_that_cannot_be(settings: MailSettings, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked_mail(settings)
    assert refused.value.code == code
