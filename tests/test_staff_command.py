"""`fichier staff` on a real file: everybody comes, changes, forgets and leaves without a screen."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fichier_tui.cli import main
from fichier_tui.patience import FILE_NAME
from fichier_tui.storage.keyring import new_recovery_code

PHRASES = {"owner": "sept mots pour ouvrir la boutique demain", "lea": "sept mots pour Léa et personne d'autre"}


class Shell:
    """Runs `fichier …`, each passphrase in a file of its own."""

    recovery = ""
    """The recovery code of the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = str(folder / "Shop.fichier")
        self.failures = folder / "settings" / FILE_NAME

    def holding(self, text: str) -> str:
        """The path of a file that holds this line."""
        path = self.folder / f"line-{abs(hash(text))}"
        path.write_text(f"{text}\n", encoding="utf-8")
        return str(path)

    def run(
        self, *words: str, phrase: str = PHRASES["owner"], login: str = "owner", status: int = 0, waits: bool = False
    ) -> Result:
        """The result of a verb, whose exit status must be `status`; nobody waits for the failures of before."""
        if not waits:
            self.failures.unlink(missing_ok=True)
        environment = {"FICHIER_CONFIG_DIR": str(self.folder / "settings"), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
        options = ["--passphrase-file", self.holding(phrase), *(["--as", login] if words[0] != "new" else [])]
        result = CliRunner().invoke(main, [*words, *options], env=environment)
        assert result.exit_code == status, result.output + repr(result.exception)
        for secret in PHRASES.values():
            assert secret not in result.output
        return result

    def json(self, *words: str, **options: Any) -> Any:
        """The answer of a verb with --json."""
        return json.loads(self.run(*words, "--json", **options).stdout)

    def staff(self, *words: str, **options: Any) -> Any:
        """The answer of `fichier staff`."""
        return self.json("staff", self.file, *words, **options)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A new file of the owner's with Léa of the sales."""
    shell = Shell(tmp_path)
    shell.recovery = shell.json("new", shell.file, "--name", "Hélène", "--login", "owner")["recovery_code"]
    added = shell.staff(
        "add", "Lea", "--name", "Léa", "--role", "sales", "--new-passphrase-file", shell.holding(PHRASES["lea"])
    )
    assert added == {"login": "lea", "name": "Léa", "role": "sales"}
    return shell


def test_who_does_not_say_who_it_is_is_told_how(shell: Shell) -> None:
    environment = {"FICHIER_CONFIG_DIR": str(shell.folder / "settings"), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    asked = ["stats", shell.file, "--passphrase-file", shell.holding(PHRASES["owner"])]
    result = CliRunner().invoke(main, asked, env=environment)
    assert (result.exit_code, result.stderr) == (
        1, "Several people open this file: owner, lea. Say who you are. Add --as LOGIN.\n",
    )  # fmt: skip


def test_the_list_says_who_opens_and_as_what(shell: Shell) -> None:
    answer = shell.staff()
    assert [(one["login"], one["role"], one["opens"], one["left_on"]) for one in answer["staff"]] == [
        ("owner", "owner", True, None),
        ("lea", "sales", True, None),
    ]
    assert (answer["recovery_sheet_at"], answer["older_copies"]) == (None, [])
    assert shell.run("staff", shell.file).stdout.splitlines() == ["owner  Hélène  Owner", "lea  Léa  Sales"]
    refused = shell.run("staff", shell.file, phrase=PHRASES["lea"], login="lea", status=1)
    assert "owner" in refused.stderr


def test_roles_and_names_are_changed(shell: Shell) -> None:
    assert shell.staff("role", "lea", "--role", "owner") == {"login": "lea", "role": "owner"}
    assert shell.staff("rename", "lea", "--name", "Léa Martin")["name"] == "Léa Martin"
    refused = shell.run("staff", shell.file, "role", "owner", "--role", "sales", status=1)
    assert "only owner" not in refused.stderr
    assert "another owner" in refused.stderr.lower()


def test_ones_own_passphrase_and_one_that_was_forgotten(shell: Shell) -> None:
    new, newer = shell.holding("sept mots tout neufs"), shell.holding("sept mots encore plus neufs")
    shell.staff("passphrase", "--new-passphrase-file", new, phrase=PHRASES["lea"], login="lea")
    shell.run("stats", shell.file, phrase=PHRASES["lea"], login="lea", status=1)
    shell.run("stats", shell.file, phrase="sept mots tout neufs", login="lea")
    shell.staff("forgotten", "lea", "--new-passphrase-file", newer)
    shell.run("stats", shell.file, phrase="sept mots encore plus neufs", login="lea")


def test_the_recovery_code_gives_the_owner_another_passphrase_then_another_sheet(shell: Shell) -> None:
    code = shell.holding(shell.recovery)
    new = shell.holding("sept mots retrouvés")
    said = shell.run(
        "staff", shell.file, "forgotten", "owner", "--recovery-file", code, "--new-passphrase-file", new
    ).stdout
    assert "staff FILE recovery" in said
    shell.run("stats", shell.file, status=1)
    sheet = shell.staff("recovery", phrase="sept mots retrouvés")["recovery_code"]
    assert len(sheet.replace("-", "")) == 40
    words = ("staff", shell.file, "forgotten", "owner", "--new-passphrase-file", new, "--recovery-file")
    assert "latest one printed" in shell.run(*words, code, status=1).stderr
    shell.run(*words, shell.holding(sheet))


def test_who_leaves_opens_nothing_and_the_copies_of_before_are_named(shell: Shell) -> None:
    before = shell.json("backup", shell.file)["path"]
    answer = shell.staff("leave", "lea")
    assert (answer["login"], answer["generation"], answer["older_copies"]) == ("lea", 2, [before])
    assert Path(answer["copy"]).is_file()
    assert "lea" in shell.run("stats", shell.file, phrase=PHRASES["lea"], login="lea", status=1).stderr
    assert "lea has left already" in shell.run("staff", shell.file, "leave", "lea", status=1).stderr
    missing = shell.run("staff", shell.file, "passphrase", "--new-passphrase-file", "not-there", status=1).stderr
    assert "There is no file of the name not-there" in missing
    lines = shell.run("staff", shell.file).stdout.splitlines()
    assert "left on" in lines[1]
    assert "may still be opened" in lines[2]
    shell.run("check", shell.file)
    assert "only owner" in shell.run("staff", shell.file, "leave", "owner", status=1).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "needs a LOGIN"),
        (("passphrase", "lea"), "not expected"),
        (("role", "lea"), "--role"),
        (("fire", "lea"), "fire"),
    ],
)
def test_wrong_usage_is_said_as_such(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in shell.run("staff", shell.file, *words, status=2).stderr


def test_without_a_new_passphrase_nothing_is_done(shell: Shell) -> None:
    assert "--new-passphrase-file" in shell.run("staff", shell.file, "add", "paul", status=1).stderr
    assert len(shell.staff()["staff"]) == 2
    assert "nobody" in shell.run("staff", shell.file, "stay", "lea", status=1).stderr.lower()


def test_a_passphrase_of_a_letter_is_refused_as_on_the_screen(shell: Shell) -> None:
    short = shell.holding("a")
    for words in (("passphrase",), ("forgotten", "lea"), ("add", "paul")):
        refused = shell.run("staff", shell.file, *words, "--new-passphrase-file", short, status=1)
        assert "too short" in refused.stderr
    assert "does not open" in shell.run("staff", shell.file, phrase="a", status=1).stderr
    assert len(shell.staff()["staff"]) == 2


def test_the_recovery_code_restores_a_copy_beside_and_in_place(shell: Shell) -> None:
    copy = shell.json("backup", shell.file)["path"]
    shell.run("add", shell.file, "Durand Paul", "--new")
    code, again = shell.holding(shell.recovery), str(shell.folder / "Again.fichier")
    for words in ((copy, again), (copy, "--in-place")):
        restored = shell.json("restore", *words, "--recovery-file", code)
        assert restored["erasures_applied"] is True
        assert shell.json("stats", restored["path"])["contacts"] == 0
    refused = shell.run("restore", copy, str(shell.folder / "No"), "--recovery-file", shell.holding("ABCD"), status=1)
    assert "recovery code" in refused.stderr


@pytest.mark.parametrize("door", ["list", "forgotten", "restore", "in place", "repair", "keyring"])
def test_every_door_counts_who_guesses_and_makes_wait(shell: Shell, door: str) -> None:
    copy = shell.json("backup", shell.file)["path"]
    if door == "keyring":
        (Path(shell.file) / "keyring.json").unlink()
    target, code = str(shell.folder / "Other.fichier"), ("--recovery-file", shell.holding(new_recovery_code()))
    words = {
        "list": ("staff", shell.file),
        "forgotten": ("staff", shell.file, "forgotten", "owner", *code),
        "restore": ("restore", copy, target),
        "in place": ("restore", copy, "--in-place"),
        "repair": ("check", shell.file, "--repair", target),
        "keyring": ("check", shell.file, "--restore-keyring", "--yes"),
    }[door]
    shell.failures.unlink(missing_ok=True)
    shell.run(*words, phrase="something else", status=1, waits=True)
    [(path, [failed])] = json.loads(shell.failures.read_text()).items()
    assert Path(path) == Path(shell.file)
    instant, _space, login = failed.partition(" ")
    assert login == ("" if door == "forgotten" else "owner")
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    shell.failures.write_text(json.dumps({path: [f"{ahead.isoformat()} {login}".strip()] * 5}))
    assert "The next attempt can be made in 16 s." in shell.run(*words, status=1, waits=True).stderr
    shell.failures.write_text(json.dumps({path: [failed.replace(instant, "2026-01-05T10:00:00+00:00")]}))
    if door == "forgotten":
        new = ("--new-passphrase-file", shell.holding(PHRASES["owner"]))
        words = (*words[:4], "--recovery-file", shell.holding(shell.recovery), *new)
    shell.run(*words, waits=True)
    assert json.loads(shell.failures.read_text()) == {}
    made = target if door == "repair" else shell.file
    lines = shell.json("journal", made)["lines"]
    [told] = [line for line in lines if line["verb"] == "opening.failed"]
    assert (told["staff"], told["detail"]["count"]) == ("", 1), "it is not the doing of who opened next"
    assert told["detail"]["tried"] == ("" if door == "forgotten" else "Hélène")


def test_a_passphrase_given_with_the_sheet_says_so(shell: Shell) -> None:
    code, new = shell.holding(shell.recovery), shell.holding("cinq autres mots pour Hélène")
    shell.run("staff", shell.file, "forgotten", "owner", "--recovery-file", code, "--new-passphrase-file", new)
    lines = shell.json("journal", shell.file, phrase="cinq autres mots pour Hélène")["lines"]
    assert [(line["staff"], line["words"]) for line in lines[:2]] == [
        ("Hélène", "New passphrase given: Hélène (with the recovery sheet)"),
        ("", "The file was opened with the recovery sheet"),
    ]


def test_the_role_is_looked_at_before_a_passphrase_is_asked_for(shell: Shell) -> None:
    refused = shell.run("staff", shell.file, "add", "zoe", phrase=PHRASES["lea"], login="lea", status=1)
    assert "--new-passphrase-file" not in refused.stderr
    assert refused.stderr.strip()


def test_who_leaves_is_told_by_name_and_what_to_do_with_the_copies_of_before(shell: Shell) -> None:
    shell.run("backup", shell.file)
    said = shell.run("staff", shell.file, "leave", "lea").output
    assert "Léa has left: " in said
    assert "May still be opened with an old passphrase" in said
    assert "throw these away, and the one on a stick" in said
