"""`fichier send` as a script uses it; killed three times in the middle, and nobody gets a message twice."""

from __future__ import annotations

import email
import email.policy
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from fichier_tui.cli.common import read_text
from fichier_tui.cli.sending import answered, send
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.law import SOURCES
from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import Session, create_contact, create_file, open_unlocked, record_consent
from fichier_tui.storage.consents.giving import insert_consent
from fichier_tui.storage.contacts import insert_contact
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.letters.mail import set_mail
from screenshots.quiet import PATIENCE
from tests.exchange.mail_servers import PASSWORD, Taken, mail_server
from tests.faults.scale import many

OPENING = "été à Saint-Malo, 1987"
MANY = many(250, 1_000)


class Shop:
    """A file and the server by which it sends; `fichier …` runs as another program."""

    def __init__(self, folder: Path, taken: Taken, mail: MailSettings, people: int) -> None:
        self.folder, self.taken = folder, taken
        self.opened = made = create_file(folder / "Shop", passphrase=OPENING, business="Chez Léa", kdf=CHEAPEST)
        file = open_unlocked(made.folder, made.unlocked)
        file.call(_people, people)
        file.call(set_mail, mail, PASSWORD)
        file.close()
        (folder / "passphrase").write_text(OPENING, encoding="utf-8")
        (folder / "spring.txt").write_text("{cher|Bonjour} {prénom},\n\nÀ bientôt !\n", encoding="utf-8")
        self.environment = {
            **os.environ,
            "FICHIER_PASSPHRASE_FILE": str(folder / "passphrase"),
            "FICHIER_CONFIG_DIR": str(folder / "settings"),
            "SSL_CERT_FILE": str(folder / "ca.pem"),
            "LANG": "en_GB.UTF-8",
            "LC_ALL": "",
        }

    def command(self, *words: str, verb: str = "send") -> list[str]:
        """`fichier send` on the file, with its text; or another verb."""
        text = ["tous", "--subject", "Pour {prénom}", "--text", str(self.folder / "spring.txt")]
        anew = verb == "send" and "--resume" not in words
        file = str(self.folder / "Shop.fichier")
        return [sys.executable, "-m", "fichier_tui", verb, file, *(text if anew else []), *words, "--json"]

    def run(self, *words: str, status: int = 0, verb: str = "send") -> Any:
        """The answer of the verb; of a refusal its sentence."""
        command = self.command(*words, verb=verb)
        ran = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert ran.returncode == status, ran.stderr
        return json.loads(ran.stdout) if status == 0 else ran.stderr

    def killed(self, after: int, *words: str) -> None:
        """Run it, and kill it once the server has taken so many messages."""
        self.taken.wanted, self.taken.reached, self.taken.killed = after, threading.Event(), threading.Event()
        running = subprocess.Popen(
            self.command(*words), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert self.taken.reached.wait(PATIENCE)
        running.send_signal(signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL
        self.taken.killed.set()


def _people(session: Session, count: int) -> None:
    with session.operation("contacts.imported") as operation:
        for place in range(count):
            details = ContactDetails(first_name=f"P{place:03}", emails=(EmailAddress(f"p{place:03}@example.org"),))
            row = insert_contact(operation, details)
            insert_consent(operation, row.id, "email", "given", "counter")
    create_contact(session, ContactDetails(first_name="Silent", emails=(EmailAddress("silent@example.org"),)))
    opposed = create_contact(session, ContactDetails(first_name="Opposed", emails=(EmailAddress("o@example.org"),)))
    record_consent(session, opposed.id, "email", "opposed")


@pytest.fixture
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    """As many who accept as the test asks for, one who was never asked and one who objects."""
    with mail_server(tmp_path) as (taken, mail):
        yield Shop(tmp_path, taken, mail, getattr(request, "param", 12))


def left_out(said: dict[str, Any]) -> dict[str, int]:
    """How many are left out for each reason."""
    return {one["reason"]: one["count"] for one in said["left_out"]}


def test_a_dry_run_says_who_and_what_and_writes_nothing(shop: Shop) -> None:
    said = shop.run("--dry-run")
    assert (said["retained"], left_out(said), said["sending"]) == (12, {"not_asked": 1, "opposed": 1}, None)
    assert {(one["rule"], one["source"]) for one in said["left_out"]} >= {("R26", SOURCES["R26"])}
    assert (len(said["retained_ids"]), len(said["left_out_ids"])) == (12, 2)
    assert said["preview"]["subject"] == "Pour P000"
    assert said["preview"]["text"] == "Bonjour P000,\n\nÀ bientôt !"
    assert said["missing"] == {}
    assert shop.run("--dry-run", "--subject", "{ville}")["missing"] == {"town": 12}
    assert "{prénom}" in shop.run("--dry-run", "--subject", "{prenon}", status=1)
    assert shop.taken.messages == []


def test_messages_are_written_as_files_that_name_nobody(shop: Shop) -> None:
    folder = shop.folder / "letters"
    said = shop.run("--eml", str(folder))
    assert (said["retained"], sum(left_out(said).values()), said["sent"], said["failed"]) == (12, 2, 12, 0)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{place:05}.eml" for place in range(1, 13)]
    read = email.message_from_bytes((folder / names[3]).read_bytes(), policy=email.policy.default)
    assert read["To"] == "P003 <p003@example.org>"
    assert read["X-Unsent"] == "1", "a draft to be sent, not received mail"
    assert read.get_content().startswith("Bonjour P003,")
    assert (folder / names[0]).stat().st_mode & 0o777 == 0o600
    assert "letters" in shop.run("--eml", str(folder), status=1)
    assert list(shop.folder.glob(".fichier-*")) == []


@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_the_list_holds_those_who_may_be_written_to(shop: Shop, suffix: str) -> None:
    target = shop.folder / f"list{suffix}"
    said = shop.run("--list", str(target), "--limit", "3")
    assert (said["retained"], sum(left_out(said).values()), said["sent"]) == (3, 2, 3)
    (noted,) = shop.run(verb="sendings")["sendings"]
    assert (noted["left_out"], noted["name"]) == (2, "Pour …"), "who was left out stays noted, with a limit too"
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert [line.partition(";")[0] for line in lines[suffix == ".csv" :]] == [
        f"p{place:03}@example.org" for place in range(3)
    ]


def test_what_the_server_refuses_is_said_and_a_bounce_is_noted(shop: Shop) -> None:
    file = open_unlocked(shop.opened.folder, shop.opened.unlocked)
    for name in ("gone", "spam", "later"):
        contact = file.call(
            create_contact, ContactDetails(first_name=name, emails=(EmailAddress(f"{name}@example.org"),))
        )
        file.call(record_consent, contact.id, "email", "given")
    file.close()
    said = shop.run("--smtp")
    assert (said["sent"], said["failed"], said["waiting"]) == (12, 3, 0)
    assert {one["address"].partition("@")[0]: one["bounced"] for one in said["failures"]} == {
        "gone": True, "spam": False, "later": False,
    }  # fmt: skip
    assert "451 4.7.0 Try again later" in [one["error"] for one in said["failures"]]
    assert shop.run("--resume", "1")["failed"] == 3
    assert len(shop.taken.messages) == 12
    assert left_out(shop.run("--dry-run"))["bounced"] == 1
    bounced = ["--bounced", "p003@example.org"]
    assert shop.run(*bounced) == {"address": "p003@example.org", "bounced": 1}
    assert left_out(shop.run("--dry-run"))["bounced"] == 2


def test_who_unsubscribes_by_the_link_gets_nothing_more(shop: Shop) -> None:
    shop.run("--smtp")
    read = email.message_from_bytes(shop.taken.messages[3][1], policy=email.policy.default)
    subject = unquote(read["List-Unsubscribe"].partition("subject=")[2].rstrip(">"))
    assert subject.startswith("Désinscription ")
    assert shop.run("--unsubscribed", subject)["name"] == "P003"
    said = shop.run("--dry-run")
    assert left_out(said) == {"not_asked": 1, "opposed": 2}
    assert "stands for nobody" in shop.run("--unsubscribed", "0" * 32 + ".1", status=1)


def test_a_server_that_is_not_reached_leaves_nothing_begun(shop: Shop) -> None:
    shop.environment["SSL_CERT_FILE"] = "/dev/null"
    assert "127.0.0.1" in shop.run("--smtp", status=1)
    assert "number 1" in shop.run("--resume", "1", status=1)


def test_what_is_interrupted_is_in_the_register_and_not_begun_anew(shop: Shop) -> None:
    shop.killed(5, "--smtp")
    assert "sending 1" in shop.run("--smtp", status=1)
    [one] = shop.run(verb="sendings")["sendings"]
    assert (one["sending"], one["name"], one["left_out"], one["ended_at"]) == (1, "Pour …", 2, None)
    assert one["sent"] + one["uncertain"] + one["waiting"] == 12
    given_up = shop.run("--resume", "1", "--give-up")
    assert given_up["waiting"] == 0
    addresses = [address for address, _message in shop.taken.messages]
    assert len(set(addresses)) == len(addresses)
    assert len(addresses) in (5, 6)  # one may have been on its way when the program died


@pytest.mark.slow
@pytest.mark.parametrize("shop", [MANY], indirect=True)
def test_killed_three_times_everybody_gets_one_message(shop: Shop) -> None:
    for after in (MANY * 15 // 100, MANY * 42 // 100, MANY * 73 // 100):
        before = shop.run("--resume", "1", "--dry-run") if shop.taken.messages else None
        if before is not None:
            # What was going when it was killed: the user looks into the mailbox, and says.
            arrived = set(shop.taken.message_ids)
            assert len(before["uncertain"]) <= 1
            answers = [
                word
                for one in before["uncertain"]
                for word in ("--received" if one["message_id"] in arrived else "--not-received", one["message_id"])
            ]
            shop.killed(after, "--resume", "1", *answers)
        else:
            shop.killed(after, "--smtp")
    said = shop.run("--resume", "1", "--dry-run")
    arrived = set(shop.taken.message_ids)
    for one in said["uncertain"]:
        shop.run("--resume", "1", "--received" if one["message_id"] in arrived else "--not-received", one["message_id"])
    said = shop.run("--resume", "1")
    assert (said["retained"], sum(left_out(said).values()), said["sent"], said["failed"]) == (MANY, 2, MANY, 0)
    assert (said["waiting"], said["uncertain"], said["stopped"]) == (0, [], None)
    assert sorted(shop.taken.addresses) == sorted(f"p{place:03}@example.org" for place in range(MANY))
    assert len(set(shop.taken.message_ids)) == MANY


UNCERTAIN = ("<1@x>", "<2@x>", "<3@x>")


@pytest.mark.parametrize(
    ("words", "received", "not_received"),
    [
        (("--not-received", "<2@x>", "--received", "all"), {1, 3}, {2}),
        (("--received", "<1@x>", "--not-received", "all"), {1}, {2, 3}),
        (("--received", "<1@x>", "--not-received", "<3@x>"), {1}, {3}),
    ],
)
def test_a_message_that_is_named_is_what_it_is_named(
    words: tuple[str, ...], received: set[int], not_received: set[int]
) -> None:
    options = {"--received": (), "--not-received": ()} | {words[0]: (words[1],), words[2]: (words[3],)}
    found = answered(UNCERTAIN, options["--received"], options["--not-received"])
    assert found == ({f"<{one}@x>" for one in received}, {f"<{one}@x>" for one in not_received})


@pytest.mark.parametrize(
    "words",
    [
        ("--resume", "1", "--smtp"),
        ("--resume", "1", "--received", "all", "--not-received", "all"),
        ("--resume", "1", "--received", "<1@x>", "--not-received", "<1@x>"),
    ],
)
def test_what_contradicts_itself_is_a_wrong_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = CliRunner().invoke(send, [str(tmp_path), *words])
    assert ran.exit_code == 2
    assert ("--resume goes on" if "--smtp" in words else "name the same message") in " ".join(ran.output.split())


def test_a_text_that_is_not_utf8_is_told_so(tmp_path: Path) -> None:
    text = tmp_path / "lettre.txt"
    text.write_bytes("À bientôt".encode("cp1252"))
    with pytest.raises(Refusal, match=r"text\.not_utf8"):
        read_text(text)
