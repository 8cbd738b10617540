"""The command line obeys the roles as the screens do, and whoever guesses waits there too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fichier_tui.cli import main
from fichier_tui.domain.permission import EXPORT, IMPORT, RIGHTS, ROLES, SEND, SETTINGS, STAFF, TOTALS, may
from fichier_tui.storage import listed, open_unlocked, read_journal
from fichier_tui.storage.demonstration import PASSPHRASE, login_of, open_new_demonstration
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.keyring import UnlockedKey
from fichier_tui.ui.staff_words import NOT_ALLOWED
from tests.ui.app_on_demo import DAY

DATA = Path(__file__).parent / "data"
EVERYBODY = ""
# The words after FILE; OUT is a place in a folder that holds nothing else.
COMMANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "search": (EVERYBODY, ("search", "FILE", "a")),
    "add": (EVERYBODY, ("add", "FILE", "Nouvelle Cliente", "--new", "--visit")),
    "agenda": (EVERYBODY, ("agenda", "FILE")),
    "segment": (EVERYBODY, ("segment", "FILE", "clients")),
    "stats": (TOTALS, ("stats", "FILE")),
    "rfm": (TOTALS, ("rfm", "FILE")),
    "profile": (TOTALS, ("segment", "FILE", "clients", "--profile")),
    "export": (EXPORT, ("export", "FILE", "OUT.csv")),
    "ics": (EXPORT, ("agenda", "FILE", "--ics", "OUT.ics")),
    "sheet": (EXPORT, ("agenda", "FILE", "--sheet", "OUT.txt")),
    "import": (IMPORT, ("import", "FILE", str(DATA / "salon_clients.csv"))),
    "import, to see": (IMPORT, ("import", "FILE", str(DATA / "salon_clients.csv"), "--dry-run")),
    "sendings": (SEND, ("sendings", "FILE")),
    "list": (SEND, ("send", "FILE", "clients", "--list", "OUT.csv", "--name", "list")),
    "sms": (SEND, ("sms", "FILE", "clients", "OUT.csv", "--message", "Bonjour", "--name", "sms")),
    "labels": (SEND, ("letters", "FILE", "clients", "OUT.pdf", "--labels", "L7160", "--name", "labels")),
    "sms, to see": (SEND, ("sms", "FILE", "clients", "--message", "Bonjour", "--dry-run")),
    "labels, to see": (SEND, ("letters", "FILE", "clients", "OUT.pdf", "--labels", "L7160", "--dry-run")),
    "journal": (EVERYBODY, ("journal", "FILE")),
    "requests": (EVERYBODY, ("rights", "FILE", "requests")),
    "backup": (EVERYBODY, ("backup", "FILE")),
    "check": (EVERYBODY, ("check", "FILE")),
    "staff": (STAFF, ("staff", "FILE")),
    "access": (RIGHTS, ("rights", "FILE", "access", "1", "OUT.json")),
    "erase": (RIGHTS, ("rights", "FILE", "erase", "2", "--yes")),
    "retention": (RIGHTS, ("retention", "FILE")),
    "register": (RIGHTS, ("register", "FILE", "exports", "OUT.xlsx")),
    "communes": (SETTINGS, ("communes", "FILE", str(DATA / "laposte.csv"))),
}


class Office:
    """A demonstration with three people, and the command line on it."""

    def __init__(self, folder: Path, key: UnlockedKey) -> None:
        self.folder, self.out = folder, folder / "out"
        self.out.mkdir()
        self.place, self.key = FichierFolder(folder / "Valmont.fichier"), key
        (folder / "words").write_text(PASSPHRASE, encoding="utf-8")
        (folder / "wrong").write_text("something else", encoding="utf-8")
        (folder / "text").write_text("Bonjour {prénom}", encoding="utf-8")

    def run(self, *words: str, role: str = "owner", passphrase: str = "words") -> Result:
        """The result of a command as somebody of a role."""
        places = {"FILE": str(self.folder / "Valmont.fichier"), "TEXT": str(self.folder / "text")}
        told = [places.get(word, str(self.out / word) if word.startswith("OUT") else word) for word in words]
        environment = {
            "FICHIER_PASSPHRASE_FILE": str(self.folder / passphrase),
            "FICHIER_CONFIG_DIR": str(self.folder / "settings"),
            "LANG": "en_GB.UTF-8",
            "LC_ALL": "",
        }
        asked = [*told, "--as", login_of(role), "--day", DAY.isoformat()]
        return CliRunner().invoke(main, asked, env=environment)

    def journal(self) -> list[Any]:
        """What was done, newest first."""
        file = open_unlocked(self.place, self.key, day=DAY)
        try:
            return list(file.call(read_journal))
        finally:
            file.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UnlockedKey]:
    """A small demonstration, closed, and its key. Never written in again: copies of it are."""
    file = open_new_demonstration(tmp_path_factory.mktemp("office") / "Valmont", DAY, scale=0.02, role="owner")
    file.close()
    return file.folder.path, file.key


@pytest.fixture
def office(made: tuple[Path, UnlockedKey], tmp_path: Path) -> Office:
    """That demonstration, for this test alone: which others ran before it here is told by the number of processors."""
    path, key = made
    shutil.copytree(path, tmp_path / path.name)
    return Office(tmp_path, key)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_role_and_each_command(office: Office, command: str, role: str) -> None:
    permission, words = COMMANDS[command]
    allowed = permission == EVERYBODY or may(role, permission)
    before = [] if allowed else office.journal()
    result = office.run(*words, role=role)
    if allowed:
        assert result.exit_code == 0, result.output + repr(result.exception)
    else:
        assert (result.exit_code, result.stderr.strip()) == (1, NOT_ALLOWED[permission])
        assert office.journal() == before
        assert not list(office.out.iterdir()), "nothing is written for who may not"


EVERYONE = "client OR prospect"
PAGE = 5


@pytest.fixture
def short_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that the few people of this file fill several times over, whichever of them other tests erased."""
    monkeypatch.setattr(listed, "PAGE", PAGE)


def contacts_told(office: Office, role: str, *words: str) -> list[dict[str, Any]]:
    """The contacts that a command gives to another program."""
    result = office.run(*words, "--json", role=role)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    return list(told.get("contacts", told.get("proposals")))


def test_the_reception_is_told_that_it_reads_its_own_lines_of_the_journal_alone(office: Office) -> None:
    assert "your own lines alone" in office.run("journal", "FILE", role="reception").stdout
    assert "your own lines alone" not in office.run("journal", "FILE", "--limit", "0", role="sales").stdout
    assert office.run("journal", "FILE", "--limit", "-3").exit_code == 2


@pytest.mark.usefixtures("short_page")
def test_no_command_gives_the_reception_the_whole_file_nor_anything_to_add_up(office: Office) -> None:
    """What she may not have as a file is not printed either: it would be one with « > all.json »."""
    for words in (("segment", "FILE", EVERYONE, "--limit", "5000"), ("search", "FILE", "a", "--limit", "5000")):
        told = contacts_told(office, "reception", *words)
        assert len(contacts_told(office, "sales", *words)) > len(told) == PAGE, words
        assert {row["revenue_cents"] for row in told} == {None}
        reached = {row["phone"] for row in told} | {row["email"] for row in told}
        assert (reached == {None}) == (words[0] == "segment"), "who is looked for by name can be called"
    assert {one["worth_cents"] for one in contacts_told(office, "reception", "proposals", "FILE")} == {None}
    assert len(contacts_told(office, "reception", "proposals", "FILE")) <= PAGE
    printed = office.run("segment", "FILE", EVERYONE, role="reception").stdout
    assert "@" not in printed
    assert "are not listed: sales or the owner give out whole lists" in printed
    channels = office.run("segment", "FILE", "clients", "--channel", "post", "--json", role="reception").stdout
    assert "retained_ids" not in channels
    assert json.loads(channels)["retained"] > 0
    letter = ("--subject", "Bonjour", "--text", "TEXT", "--dry-run")
    to_see = office.run("send", "FILE", "clients", *letter, role="reception")
    assert to_see.stderr.strip() == NOT_ALLOWED[SEND]


@pytest.mark.usefixtures("short_page")
@pytest.mark.parametrize(
    "words", [("segment", "FILE", EVERYONE), ("search", "FILE", "a", "--limit", "99"), ("rfm", "FILE")]
)
def test_what_a_command_gives_out_of_the_file_has_its_line_in_the_register(
    office: Office, words: tuple[str, ...]
) -> None:
    before = len(office.journal())
    count = len(contacts_told(office, "sales", *words))
    noted, *older = office.journal()
    assert len(older) == before
    assert (noted.verb, noted.detail) == ("export.recorded", {"name": f"fichier {words[0]}", "contacts": count})
    contacts_told(office, "sales", *words, "--limit", "3")
    assert len(office.journal()) == before + 1, "three lines are no file"


def test_who_guesses_waits_and_the_journal_tells(office: Office) -> None:
    assert "does not open this file" in office.run("search", "FILE", "a", passphrase="wrong").stderr
    kept = office.folder / "settings" / "failed-attempts.json"
    [(name, [failed])] = json.loads(kept.read_text()).items()
    # As if the clock had been set back since: it counts from the moment of the next attempt, however late that comes.
    kept.write_text(json.dumps({name: [failed.replace("20", "21", 1)]}))
    waiting = office.run("search", "FILE", "a")
    assert (waiting.exit_code, waiting.stderr.strip()) == (1, "The next attempt can be made in 1 s.")
    kept.write_text(json.dumps({name: [failed.replace("20", "19", 1)]}))
    assert office.run("search", "FILE", "a").exit_code == 0
    assert json.loads(kept.read_text()) == {}
    [told] = [entry for entry in office.journal() if entry.verb == "opening.failed"]
    assert told.detail["count"] == 1
