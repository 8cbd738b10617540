"""`fichier rights` in a terminal's words: a person's file, the requests, an erasure that is told first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fichier_tui.cli import main
from fichier_tui.domain.rights import ACCESS, RequestDetails
from fichier_tui.storage import OpenFile, create_file, open_unlocked
from fichier_tui.storage.keyring import CHEAPEST
from fichier_tui.storage.rights.requests import note_request
from tests.storage.forgotten import planted, with_a_life

PASSPHRASE = "été à Saint-Malo, 1987"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    made = create_file(tmp_path / "Shop", passphrase=PASSPHRASE, kdf=CHEAPEST)
    file: OpenFile = open_unlocked(made.folder, made.unlocked)
    file.call(with_a_life, 1)
    file.call(lambda session: note_request(session, 1, RequestDetails(ACCESS, session.today)))
    file.close()
    (tmp_path / "pass").write_text(PASSPHRASE, encoding="utf-8")
    return made.folder.path


def run(shop: Path, *arguments: str) -> Result:
    passphrase = str(shop.parent / "pass")
    return CliRunner().invoke(main, ["rights", str(shop), *arguments, "--passphrase-file", passphrase, "--lang", "en"])


def test_a_person_is_given_its_file(shop: Path) -> None:
    for name in ("her.pdf", "her.json"):
        assert run(shop, "access", "1", str(shop.parent / name)).exit_code == 0
        assert (shop.parent / name).stat().st_size > 1_000
    taken = run(shop, "portability", "1", str(shop.parent / "her.csv"), "--json")
    assert json.loads(taken.output)["name"] == planted(1).display_name
    assert run(shop, "access", "1", str(shop.parent / "her.pdf")).exit_code == 1, "there already"
    assert run(shop, "access", "1").exit_code == 2
    assert "rights FICHIER access|portability CONTACT SORTIE" in run(shop, "access", "1", "--lang", "fr").output
    assert run(shop, "access", "99", str(shop.parent / "x.pdf")).exit_code == 1


def test_a_contact_is_said_by_number_or_by_a_whole_name_that_only_one_has(shop: Path) -> None:
    who = planted(1)
    passphrase = ["--passphrase-file", str(shop.parent / "pass"), "--lang", "en"]
    for said in ("1", who.display_name.upper(), f"{who.first_name} {who.last_name}"):
        told = run(shop, "erase", said)
        assert told.exit_code == 1
        assert told.output.startswith(f"{who.display_name}, card 1, "), "whom, before what"
        assert who.addresses[0].town in told.output.splitlines()[0]
    assert (
        json.loads(run(shop, "access", who.display_name, str(shop.parent / "h.json"), "--json").output)["contact"] == 1
    )
    for said in ("99", who.last_name, "x", ""):
        unknown = run(shop, "erase", said, "--yes")
        assert unknown.exit_code == (1 if said else 2)
        assert (f"Nobody in the file is “{said}”" in unknown.output) is bool(said)
    CliRunner().invoke(main, ["add", str(shop), who.display_name, "--new", *passphrase])
    several = run(shop, "erase", who.display_name, "--yes")
    assert several.exit_code == 1
    assert f"2 contacts are called “{who.display_name}”: 1 {who.display_name}, 2 {who.display_name}." in several.output


def test_requests_are_listed_with_what_is_left(shop: Path) -> None:
    said = json.loads(run(shop, "requests", "--json").output)
    assert (said["waiting"], said["late"], len(said["requests"])) == (2, 0, 2)
    assert {one["kind"] for one in said["requests"]} == {"access", "erasure"}
    assert "left" in run(shop, "requests").output


def test_an_erasure_is_told_first_and_done_when_it_is_meant(shop: Path) -> None:
    told = run(shop, "erase", "1", "--json")
    assert told.exit_code == 1
    assert '"erased": false' in told.output
    aside = shop.with_name(f"{shop.name.removesuffix('.fichier')} 2026-08-12 101010.fichier")
    aside.mkdir()
    assert f"safety copies, A): {aside.stem}" in run(shop, "erase", "1").output, (
        "a restore put it aside, with everybody"
    )
    assert planted(1).last_name in run(shop, "requests").output
    done = run(shop, "erase", "1", "--yes")
    assert done.exit_code == 0
    assert "1 purchase" in done.output
    assert run(shop, "erase", "1", "--yes").exit_code == 1, "nobody is there any more"
    assert planted(1).last_name not in run(shop, "requests").output


def test_the_register_of_exports_says_to_whom_and_forgets_the_name_of_the_file(shop: Path) -> None:
    name = f"Data {planted(1).display_name}.pdf"
    assert run(shop, "access", "1", str(shop.parent / name)).exit_code == 0
    passphrase = ["--passphrase-file", str(shop.parent / "pass"), "--lang", "en"]

    def told(*arguments: str) -> str:
        return CliRunner().invoke(main, [arguments[0], str(shop), *arguments[1:], *passphrase]).output

    line = next(line for line in told("register", "exports").splitlines() if name in line)
    assert "access · handed to the person" in line
    assert run(shop, "erase", "1", "--yes").exit_code == 0
    for said in (told("register", "exports"), told("journal", "--changes"), told("journal", "--json", "--changes")):
        assert "Zwq0001" not in said
        assert "Ygh0001" not in said
    assert "access · handed to the person" in told("register", "exports"), "the line itself stays"


def test_an_import_tells_whom_it_does_not_bring_back(shop: Path) -> None:
    assert run(shop, "erase", "1", "--yes").exit_code == 0
    who = planted(1)
    table = shop.parent / "clients.csv"
    table.write_text(
        f"Nom;Prénom;Mobile\n{who.last_name};{who.first_name};{who.phones[0].number}\nMartin;Léa;0639980001\n"
        f"{who.last_name};Y.;{who.phones[0].number}\n",
        encoding="utf-8",
    )
    passphrase = ["--passphrase-file", str(shop.parent / "pass"), "--lang", "en"]
    told = CliRunner().invoke(main, ["import", str(shop), str(table), "--dry-run", *passphrase])
    assert "! 1 erased, not brought back" in told.output
    assert f"? row 4, {who.last_name} Y.: telephone of somebody erased on" in told.output
    assert "! 1 left out, perhaps erased. If they are other people: --others with their rows, or all." in told.output
    done = CliRunner().invoke(main, ["import", str(shop), str(table), "--json", *passphrase])
    assert (json.loads(done.output)["created"], json.loads(done.output)["erased"]) == (1, 1)
    held = {"rows": [4], "name": f"{who.last_name} Y.", "by": ["phone"]}
    assert json.loads(done.output)["held"] == [held]
    assert CliRunner().invoke(main, ["search", str(shop), who.last_name, *passphrase]).output.count(who.last_name) == 0
    other = CliRunner().invoke(main, ["import", str(shop), str(table), "--others", "4", "--json", *passphrase])
    assert (json.loads(other.output)["created"], json.loads(other.output)["held"]) == (1, [])
    new = ["add", str(shop), f"{who.last_name} {who.first_name}", "--new", "--phone", who.phones[0].number, *passphrase]
    refused = CliRunner().invoke(main, new)
    assert refused.exit_code == 1
    assert "asked to be forgotten" in refused.output
