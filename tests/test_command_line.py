"""The verbs without a screen, on real files, as a script uses them."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fichier_tui.cli import main
from fichier_tui.cli.doors import make_folder
from fichier_tui.storage import Session, open_file
from fichier_tui.storage.backup.copy_settings import add_place, remember_place
from fichier_tui.ui.copies_kept import this_machine

PASSPHRASE = "sept mots pour ouvrir la boutique demain"


class Shell:
    """Runs `fichier …` with the passphrase in a file, as a cron would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.passphrase_file = folder / "passphrase"
        self.passphrase_file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        self.file = str(folder / "Shop.fichier")

    def run(self, *words: str, status: int = 0, language: str = "en") -> Result:
        """The result of a verb, whose exit status must be `status`."""
        environment = {
            "FICHIER_PASSPHRASE_FILE": str(self.passphrase_file),
            "FICHIER_CONFIG_DIR": str(self.folder / "settings"),
            "LANG": f"{language}_{language.upper()}.UTF-8",
            "LC_ALL": "",
        }
        result = CliRunner().invoke(main, words, env=environment)
        assert result.exit_code == status, result.output + repr(result.exception)
        return result

    def json(self, *words: str) -> Any:
        """The answer of a verb with --json."""
        return json.loads(self.run(*words, "--json").stdout)


@pytest.fixture(scope="module")
def made_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a shop with one contact, made by the verbs alone. Never written in again: copies of it are."""
    shell = Shell(tmp_path_factory.mktemp("shop"))
    made = shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    assert len(made["recovery_code"].replace("-", "")) == 40
    shell.json(
        "add", shell.file, "Péron Hélène", "--new", "--phone", "06 12 34 56 78", "--visit", "--product", "Spa",
        "--amount", "85,50", "--consent", "email=yes", "--day", "2026-11-20",
    )  # fmt: skip
    return shell.folder


@pytest.fixture
def shell(made_shop: Path, tmp_path: Path) -> Shell:
    """That shop, for this test alone: which others ran before it here is told by the number of processors."""
    return Shell(shutil.copytree(made_shop, tmp_path / "shop"))


def test_what_is_added_is_counted(shell: Shell) -> None:
    figures = shell.json("stats", shell.file)
    wanted = {
        "contacts": 1, "clients": 1, "prospects": 0, "purchases": 1, "revenue_cents": 8550, "nights": 0, "visits": 1,
        "actions_open": 0, "email_consents": 1, "sms_consents": 0,
    }  # fmt: skip
    assert {name: figures[name] for name in wanted} == wanted


def test_a_contact_is_found_by_the_end_of_its_telephone(shell: Shell) -> None:
    found = shell.json("search", shell.file, "5678")
    assert [contact["name"] for contact in found["contacts"]] == ["Péron Hélène"]


def test_a_segment_tells_who_may_be_contacted_and_why_the_others_may_not(shell: Shell) -> None:
    told = shell.json("segment", shell.file, "achat:spa", "--channel", "sms", "--day", "2026-11-20")
    assert (told["count"], told["retained"]) == (1, 0)
    assert told["left_out"] == [
        {"reason": "not_asked", "rule": "R08", "source": "CPCE, art. L. 34-5", "count": 1},
    ]
    both = shell.json(
        "segment", shell.file, "achat:spa", "--channel", "email", "--channel", "post", "--day", "2026-11-20"
    )
    assert both["channels"]["email"]["left_out_ids"][0] == {"id": 1, "reason": "unreachable", "rule": "R37"}
    assert both["channels"]["post"]["left_out_ids"][0]["reason"] == "unreachable"
    about = shell.json("segment", shell.file, "achat:spa", "--channel", "sms", "--purpose", "service")
    assert (about["retained"], about["purpose"]) == (1, "service")
    assert about["channels"]["sms"]["retained_ids"] == [contact["id"] for contact in about["contacts"]]
    said = shell.run("segment", shell.file, "achat:spa", "--channel", "phone", "--day", "2026-08-11").stdout
    assert "0 retained, 1 left out: 1 without consent to calls" in said
    assert "[R11: French consumer code, L. 223-1" in said


def test_an_export_for_a_channel_says_who_is_left_out(shell: Shell, tmp_path: Path) -> None:
    told = shell.json("export", shell.file, str(tmp_path / "sms.csv"), "--channel", "sms", "--purpose", "service")
    assert (told["retained"], told["left_out"], told["purpose"]) == (1, [], "service")
    refused = shell.run(
        "export", shell.file, str(tmp_path / "2.csv"), "--channel", "sms", "--purpose", "greetings", status=1
    )
    assert "Nobody, of 1, may be contacted so" in refused.stderr
    copy = shell.run("export", shell.file, str(tmp_path / "copy.csv")).stdout
    assert "nobody is to be contacted with it" in copy


def test_a_segment_is_counted(shell: Shell) -> None:
    assert shell.json("segment", shell.file, "achat:spa")["count"] == 1
    assert shell.json("segment", shell.file, "not bought:spa")["count"] == 0


def test_a_condition_may_begin_with_a_minus(shell: Shell) -> None:
    assert shell.json("segment", shell.file, "-achat:spa")["text"] == "non achat:spa"
    assert shell.json("segment", "--day", "2026-11-20", shell.file, "-60+ -tag:presse")["count"] == 1
    assert "1 contact" in shell.run("segment", shell.file, "--", "-(F ou H)").stdout
    assert shell.json("segment", shell.file, "-homme")["text"] == "non H", "no help is asked for"
    assert "Usage" in shell.run("segment", "-h").stdout
    letters = shell.json("letters", shell.file, "-tag:presse", "x.pdf", "--labels", "L7160", "--dry-run")
    assert letters["retained"] + sum(one["count"] for one in letters["left_out"]) == 1


def test_a_word_that_nobody_in_the_file_has_is_said(shell: Shell) -> None:
    said = shell.run("segment", shell.file, "achat:spaa", language="fr")
    assert said.stdout.strip() == "0 contact"
    assert "spaa" in said.stderr
    assert said.stderr.strip().endswith("Mots proches\u00a0: Spa")
    told = shell.json("segment", shell.file, "tag:inconnu achat:spa")
    assert [words for words in told["warnings"] if "inconnu" in words] == told["warnings"] != []
    assert shell.json("segment", shell.file, "achat:spa")["warnings"] == []


def test_a_purpose_without_a_channel_is_answered_for_each(shell: Shell) -> None:
    told = shell.json("segment", shell.file, "achat:spa", "--purpose", "service")
    assert told["purpose"] == "service"
    assert list(told["channels"]) == ["email", "sms", "phone", "post"]


def test_a_segment_says_why_a_contact_is_in_it_or_is_not(shell: Shell) -> None:
    inside = shell.json("segment", shell.file, "achat:spa", "--why", "1")["why"]
    assert (inside["in"], [reason["holds"] for reason in inside["reasons"]]) == (True, [True])
    outside = shell.json("segment", shell.file, "achat:spa montant>1000000", "--why", "1")["why"]
    assert outside["in"] is False
    first, second = outside["reasons"]
    assert (first["asked"], first["holds"], first["deciding"]) == ("revenue > 1000000", False, True)
    assert (second["holds"], second["deciding"]) == (True, False)
    said = shell.run("segment", shell.file, "achat:spa montant>1000000", "--why", "1").stdout.splitlines()
    assert said[0] == "Péron Hélène is not in this segment."
    assert said[1].startswith("  ✗ Total of purchases: €")
    assert said[1].endswith(", asked: more than €1,000,000")
    assert (
        "Nobody in the file is “999”" in shell.run("segment", shell.file, "achat:spa", "--why", "999", status=1).stderr
    )


@pytest.fixture(scope="module")
def seasonal(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shop where Madame Faure has a massage every spring, and Monsieur Blanc had two."""
    shell = Shell(tmp_path_factory.mktemp("seasonal"))
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    for name, days in {
        "Faure Anne": ("2023-04-12", "2024-05-03", "2025-04-20"), "Blanc Paul": ("2024-04-12", "2025-04-12"),
    }.items():  # fmt: skip
        for place, day in enumerate(days):
            new = () if place else ("--new", "--email", "a.faure@example.org", "--consent", "email=yes")
            shell.json("add", shell.file, name, *new, "--product", "Massage", "--amount", "80", "--day", day)
    return shell


def test_a_season_is_proposed_with_its_dates(seasonal: Shell) -> None:
    answer = seasonal.json("proposals", seasonal.file, "--day", "2026-03-10")
    assert (answer["day"], answer["count"]) == ("2026-03-10", 1)
    (proposal,) = answer["proposals"]
    assert len(proposal["contact"].pop("public_id")) == 32
    assert proposal == {
        "kind": "season",
        "contact": {"id": 1, "name": "Faure Anne"},
        "product": "Massage",
        "category": "",
        "because": {
            "dates": ["2023-04-12", "2024-05-03", "2025-04-20"], "years": 3, "expected_on": "2026-04-20", "feast": "",
        },
        "until": "2026-05-11",
        "worth_cents": 8000,
        "channels": ["email"],
    }  # fmt: skip
    assert seasonal.json("proposals", seasonal.file, "--day", "2026-03-10", "--kind", "drifting")["count"] == 0
    assert seasonal.json("proposals", seasonal.file, "--day", "2026-03-10", "--limit", "1")["count"] == 1
    assert seasonal.json("proposals", seasonal.file, "--day", "2026-01-10")["proposals"] == []


def test_the_whole_number_of_proposals_is_told_beside_the_few_that_are_asked_for(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    for name in ("Faure Anne", "Blanc Paul"):
        for place, day in enumerate(("2023-04-12", "2024-05-03", "2025-04-20")):
            new = () if place else ("--new", "--email", f"{name[:5]}@example.org", "--consent", "email=yes")
            shell.json("add", shell.file, name, *new, "--product", "Massage", "--amount", "80", "--day", day)
    answer = shell.json("proposals", shell.file, "--day", "2026-03-10", "--limit", "1")
    assert (answer["count"], len(answer["proposals"])) == (2, 1)


def test_a_season_is_proposed_in_words(seasonal: Shell) -> None:
    said = seasonal.run("proposals", seasonal.file, "--day", "2026-03-10", language="fr").stdout
    assert "Faure Anne  Massage chaque printemps\u00a0: 12/04/23, 03/05/24, 20/04/25" in said
    assert "1 proposition." in said
    said = seasonal.run("proposals", seasonal.file, "--day", "2026-03-10").stdout
    assert "Faure Anne  Massage every spring: 12 Apr 23, 3 May 24, 20 Apr 25" in said
    assert "Nothing to propose." in seasonal.run("proposals", seasonal.file, "--day", "2026-01-10").stdout
    seasonal.run("proposals", seasonal.file, "--kind", "magic", status=2)


def test_the_journal_is_read_with_what_each_line_changed(shell: Shell) -> None:
    found = shell.json("journal", shell.file, "--by", "lea", "--words", "péron", "--limit", "1", "--changes")
    assert len(found["hash"]) == 64
    [line] = found["lines"]
    assert (line["staff"], line["undone"], line["is_erased"]) == ("Léa", False, False)
    told = {(one["table"], field["column"]): field["after"] for one in line["changes"] for field in one["fields"]}
    assert told["purchase", "amount_cents"] == 8_550
    assert shell.json("journal", shell.file, "--since", "2099-01-01")["count"] == 0
    said = shell.run("journal", shell.file, "--changes", "--kind", "visits", language="fr").stdout.replace("\xa0", " ")
    assert "Montant 85,50 €" in said
    assert "le journal finit au n°" in said
    assert "nobody" in shell.run("journal", shell.file, "--by", "nobody", status=1).stderr


def test_an_entry_for_somebody_unknown_is_refused_with_a_sentence(shell: Shell) -> None:
    before = shell.json("stats", shell.file)
    result = shell.run("add", shell.file, "Durand", "--visit", status=1)
    assert "Nobody fits Durand" in result.stderr
    assert shell.json("stats", shell.file) == before


def test_the_agenda_of_an_empty_plan(shell: Shell) -> None:
    answer = shell.json("agenda", shell.file, "--day", "2026-11-21")
    assert answer == {"day": "2026-11-21", "late": [], "due": []}


def test_a_backup_is_made_and_the_file_found_sound(shell: Shell) -> None:
    made = shell.json("backup", shell.file)
    assert Path(made["path"]).is_file()
    checked = shell.json("check", shell.file)
    assert checked["sound"] is True
    assert checked["rows"]["contact"] == 1


def test_a_check_tells_of_a_place_that_has_had_no_copy_for_a_week(shell: Shell, tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    file = open_file(Path(shell.file), PASSPHRASE)
    week = dt.datetime.now(dt.UTC) - dt.timedelta(days=8)

    def unseen_for_a_week(session: Session) -> None:
        session.clock = lambda: week
        add_place(session, this_machine(), stick, file.folder, file.key.fichier_id)
        remember_place(session, this_machine(), str(stick), "copies.place_gone")

    file.call(unseen_for_a_week)
    file.close()
    checked = shell.run("check", shell.file).output
    assert checked.startswith("The file is sound.")
    assert "! STICK never had a safety copy." in checked
    assert [one["place"] for one in shell.json("check", shell.file)["copy_warnings"]] == [str(stick)]


def test_a_copy_becomes_a_file_again_and_the_present_one_is_not_touched(shell: Shell) -> None:
    before = shell.json("stats", shell.file)
    copy = shell.json("backup", shell.file)["path"]
    shell.json("add", shell.file, "Durand Paul", "--new")
    again = str(shell.folder / "Again.fichier")
    assert shell.json("restore", copy, again)["path"] == again
    assert shell.json("stats", again) == before
    assert shell.json("stats", shell.file)["contacts"] == before["contacts"] + 1
    assert "already" in shell.run("restore", copy, again, status=1).stderr
    damaged = shell.folder / "damaged.fclbak"
    data = bytearray(Path(copy).read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    assert "damaged" in shell.run("restore", str(damaged), str(shell.folder / "Other"), status=1).stderr
    assert not (shell.folder / "Other.fichier").exists()


def test_copies_are_listed_drilled_and_brought_to_a_folder(shell: Shell) -> None:
    told = shell.run("backup", shell.file, "--list").stdout
    assert "No restore drill yet: fichier backup FILE --drill makes one." in told
    assert not re.search(r"\b[NX] makes|Ctrl\+", told), "keys of the screens"
    usb = shell.folder / "USB"
    usb.mkdir()
    made = shell.json("backup", shell.file, "--to", str(usb))
    assert Path(made["to"]).read_bytes() == Path(made["path"]).read_bytes()
    assert Path(made["to"]).is_relative_to(usb)
    shell.json("add", shell.file, "Durand Paul", "--new")
    listed = shell.json("backup", shell.file, "--list")
    assert listed["copies"][0]["path"] == made["path"]
    assert listed["copies"][0]["verified_at"]
    assert listed["warnings"] == []
    assert "+1 contact" in shell.run("backup", shell.file, "--list", "--lang", "en").stdout
    assert shell.json("backup", shell.file, "--drill")["sound"] is True
    assert shell.json("backup", shell.file, "--list")["last_drill_at"]
    assert (
        "no copy goes there"
        in shell.run("backup", shell.file, "--to", str(usb / "none"), "--lang", "en", status=1).stdout
    )


def test_a_copy_takes_the_place_of_the_present_file_which_is_kept(shell: Shell) -> None:
    contacts = shell.json("stats", shell.file)["contacts"]
    copy = shell.json("backup", shell.file)["path"]
    shell.json("add", shell.file, "Durand Paul", "--new")
    shell.json("backup", shell.file)  # the one before the last is put back
    restored = shell.json("restore", copy, "--in-place")
    assert restored["erasures_applied"] is True
    assert shell.json("stats", shell.file)["contacts"] == contacts
    assert shell.json("stats", restored["kept"])["contacts"] == contacts + 1
    # Beyond opening: the copy alone says who may.
    (Path(shell.file) / "base.db").write_bytes(b"")
    copy = str(Path(shell.file) / "backups" / Path(copy).name)
    assert shell.json("restore", copy, shell.file, "--in-place")["erasures_applied"] is False
    assert shell.json("stats", shell.file)["contacts"] == contacts


def test_what_the_program_writes_is_for_its_user_alone(shell: Shell) -> None:
    modes = {path.name: path.stat().st_mode & 0o077 for path in Path(shell.file).rglob("*")}
    assert {name: mode for name, mode in modes.items() if mode} == {}


def test_a_wrong_passphrase_is_refused_in_the_language_of_the_user(shell: Shell) -> None:
    wrong = shell.folder / "wrong"
    wrong.write_text("une autre phrase", encoding="utf-8")
    result = shell.run("stats", shell.file, "--passphrase-file", str(wrong), status=1, language="fr")
    assert "phrase" in result.stderr
    assert PASSPHRASE not in result.output


@pytest.mark.parametrize(
    "words", [("stats",), ("search", "x"), ("stats", "x", "--day", "hier"), ("stats", "x", "--lang", "de")]
)
def test_wrong_usage_is_status_two(shell: Shell, words: tuple[str, ...]) -> None:
    shell.run(*words, status=2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("segment",), "Argument manquant 'FICHIER'"),
        (("segment", "x", "y", "--channel", "pigeon"), "'pigeon' n'est aucun de 'email', 'sms', 'phone', 'post'."),
        (("stats", "x", "--day", "2026-02-31"), "ce jour n'existe pas : 2026-02-31"),
        (("stats", "x", "--day", "hier"), "hier n'est pas un jour, écrivez AAAA-MM-JJ"),
        (("stats", "x", "--foo"), "Pas d'option '--foo'."),
        (("demo", "a", "b"), "demo [OPTIONS] [DOSSIER]"),
    ],
)
def test_wrong_usage_is_said_in_french(shell: Shell, words: tuple[str, ...], said: str) -> None:
    told = shell.run(*words, status=2, language="fr").stderr.replace("\u00a0", " ")
    assert said in told
    assert not re.search(r"\b(FILE|FOLDER|TEXT|not|such)\b", told)
    assert "FILE" in shell.run("segment", status=2).stderr


def test_the_folder_of_a_demonstration_is_made_in_one_that_is_there(tmp_path: Path) -> None:
    make_folder(tmp_path / "new")
    make_folder(tmp_path / "new")
    make_folder(tmp_path / "none" / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_file_that_is_not_there_is_said(shell: Shell) -> None:
    assert "no Fichier file" in shell.run("stats", str(shell.folder / "Nothing"), status=1).stderr


def test_clients_are_ranked_with_their_scores_and_class(shell: Shell) -> None:
    file = str(shell.folder / "Ranked.fichier")
    shell.run("new", file, "--business", "Valmont", "--name", "Hélène")
    for place, amount in enumerate(("10", "20", "30", "40", "50")):
        shell.run("add", file, f"Client{place}", "--new", "--product", "Spa", "--amount", amount)
    shell.run("add", file, "Prospect", "--new")
    ranked = shell.json("rfm", file)
    assert ranked["count"] == 5
    assert ranked["thresholds"]["amount_cents"] == [1000, 2000, 3000, 4000]
    assert [row["m"] for row in ranked["contacts"]] == [1, 2, 3, 4, 5]
    assert set(ranked["contacts"][0]) == {
        "id", "name", "recency_days", "frequency", "amount_cents", "r", "f", "m", "class",
    }  # fmt: skip
    # All on the same day, once each: the lowest score of frequency, the best of recency.
    assert {(row["r"], row["f"], row["class"]) for row in ranked["contacts"]} == {(5, 1, "new")}
    assert shell.json("rfm", file, "--class", "lost")["count"] == 0
    assert shell.json("segment", file, "rfm:nouveaux")["count"] == 5
    said = shell.run("rfm", file, "--lang", "fr").stdout.splitlines()
    assert said[0] == "Notes : la date, le nombre, le montant des achats ; 5 est la meilleure."
    assert "Nouveaux" in said[1]
    assert ranked["later_purchases"] is False
    past = shell.run("rfm", file, "--day", "2020-01-02", "--lang", "fr").stdout
    assert "Les achats faits après le 02/01/2020 comptent aussi." in past
    assert "Purchases made after" in shell.run("segment", file, "clients", "--day", "2020-01-02").stderr
    assert shell.json("segment", file, "clients", "--day", "2020-01-02")["later_purchases"] is True
    profile = shell.json("segment", file, "achat:spa", "--profile")["profile"]
    assert (profile["segment"]["contacts"], profile["whole"]["contacts"]) == (5, 6)
    assert profile["segment"]["traits"]["product"] == {"Spa": 5}
    assert profile["segment"]["mean_basket_cents"] == 3000
    assert profile["typical"] == []
    assert "Panier" in shell.run("segment", file, "achat:spa", "--profile", "--lang", "fr").stdout


def test_the_screens_are_not_started_without_a_terminal(shell: Shell) -> None:
    for words in (("demo",), ("open", shell.file)):
        assert "no terminal" in shell.run(*words, status=1).stderr
