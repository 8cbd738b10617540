"""`fichier add FILE "line"` on a real file: every example of the grammar, what is refused, what is only said."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.test_command_line import Shell

DAY = "2026-11-21"
"""A Saturday."""
KEYS = {
    "verb", "who", "new", "product", "amount_cents", "quantity", "people", "nights", "date", "time", "phone", "email",
    "postcode", "birth", "consents", "source", "tags", "priority", "every", "note", "then", "unread", "ambiguous",
}  # fmt: skip
BESIDE = {"contact", "created", "saved", "writes", "candidates", "duplicates", "warnings", "refused"}
NOTHING: dict[str, Any] = {
    "verb": "", "who": "", "new": False, "product": "", "amount_cents": None, "quantity": None, "people": None,
    "nights": None, "date": None, "time": "", "phone": "", "email": "", "postcode": "", "birth": "", "consents": {},
    "source": "", "tags": [], "priority": 0, "every": "", "note": "", "then": None, "unread": [], "ambiguous": [],
}  # fmt: skip


class Counter(Shell):
    """The shell of a shop, whose day is fixed."""

    def add(self, line: str, *options: str, status: int = 0) -> Any:
        """The answer to a line."""
        return json.loads(self.run("add", self.file, line, "--json", "--day", DAY, *options, status=status).stdout)

    def add_words(self, line: str, *options: str, status: int = 0, language: str = "fr") -> Any:
        """What is said of a line to people."""
        return self.run("add", self.file, line, "--day", DAY, *options, status=status, language=language)

    def fingerprint(self) -> dict[str, str]:
        """Every file of the shop by the hash of its bytes; SQLite's own shared memory says nothing."""
        return {
            str(path.relative_to(self.file)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(Path(self.file).rglob("*"))
            if path.is_file() and path.suffix != ".db-shm"
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """The people of the examples, each made by a line."""
    counter = Counter(tmp_path_factory.mktemp("made"))
    counter.json("new", counter.file, "--business", "Chez Léa", "--name", "Léa", "--lang", "fr")
    for line in (
        "c Dupont Marie 0611111111",
        "c Lefèvre Rose 06000",
        "c Gauthier Anne",
        "c Martin Paul",
        "c Faure Luc",
        'c "Martin Avril"',
    ):
        answer = counter.add(line)
        assert (answer["created"], answer["saved"]) == (True, True)
    return counter


@pytest.fixture
def counter(made: Counter, tmp_path: Path) -> Counter:
    """A copy of that shop for one test."""
    copy = Counter(tmp_path)
    shutil.copytree(made.file, copy.file)
    return copy


def said(answer: dict[str, Any]) -> dict[str, Any]:
    """What the line says that is not nothing."""
    assert set(answer) == KEYS | BESIDE
    return {name: answer[name] for name in NOTHING if answer[name] != NOTHING[name]}


EXAMPLES: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "v dupont m": ({"verb": "visit", "who": "dupont m"}, "Dupont Marie", ["visit"]),
    "v dupont spa =85": (
        {"verb": "visit", "who": "dupont", "product": "spa", "amount_cents": 8500}, "Dupont Marie",
        ["visit", "purchase"],
    ),
    "visite Dupont 4p ; anniversaire de mariage": (
        {"verb": "visit", "who": "Dupont", "people": 4, "note": "anniversaire de mariage"}, "Dupont Marie", ["visit"],
    ),
    "a lefevre massage 120€ x2": (
        {"verb": "purchase", "who": "lefevre", "product": "massage", "amount_cents": 12000, "quantity": 2},
        "Lefèvre Rose", ["purchase"],
    ),
    "achat Faure nuitée 3n 2p 356,50 € hier": (
        {"verb": "purchase", "who": "Faure", "product": "nuitée", "nights": 3, "people": 2, "amount_cents": 35650,
         "date": "2026-11-20"},
        "Faure Luc", ["purchase"],
    ),
    "c Péron Hélène 0612345678 h.peron@free.fr 06000 née 14/7/58 via salon ok:mail,sms": (
        {"verb": "contact", "who": "Péron Hélène", "new": True, "phone": "+33612345678", "email": "h.peron@free.fr",
         "postcode": "06000", "birth": "1958-07-14", "source": "salon", "consents": {"email": "yes", "sms": "yes"}},
        "Péron Hélène", ["contact", "consent"],
    ),
    "v c Durand Paul 0493123456 spa =60 ok:mail": (
        {"verb": "visit", "who": "Durand Paul", "new": True, "phone": "+33493123456", "product": "spa",
         "amount_cents": 6000, "consents": {"email": "yes"}},
        "Durand Paul", ["contact", "visit", "purchase", "consent"],
    ),
    "r dupont demain 14h": (
        {"verb": "call", "who": "dupont", "date": "2026-11-22", "time": "14:00"}, "Dupont Marie", ["plan"],
    ),
    "rappeler Mme Gauthier mardi à 14h30 ; devis salon printemps": (
        {"verb": "call", "who": "Mme Gauthier", "date": "2026-11-24", "time": "14:30", "note": "devis salon printemps"},
        "Gauthier Anne", ["plan"],
    ),
    "rdv lefevre 3/12 10h !": (
        {"verb": "meeting", "who": "lefevre", "date": "2026-12-03", "time": "10:00", "priority": 1}, "Lefèvre Rose",
        ["plan"],
    ),
    "stop mail gauthier": (
        {"verb": "stop", "who": "gauthier", "consents": {"email": "no"}}, "Gauthier Anne", ["consent"],
    ),
    "m faure chaque mois *vip": (
        {"verb": "email", "who": "faure", "every": "FREQ=MONTHLY", "tags": ["vip"]}, "Faure Luc", ["details", "plan"],
    ),
    'a "Martin Avril" restaurant =42,50 le 12': (
        {"verb": "purchase", "who": "Martin Avril", "product": "restaurant", "amount_cents": 4250,
         "date": "2026-11-12"},
        "Martin Avril", ["purchase"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_read_and_written(counter: Counter, line: str) -> None:
    wanted, name, parts = EXAMPLES[line]
    answer = counter.add(line)
    assert said(answer) == wanted
    assert answer["saved"]
    assert answer["contact"]["name"] == name
    assert answer["contact"]["public_id"]
    assert answer["created"] is ("contact" in parts)
    assert answer["writes"]["parts"] == parts


def test_what_is_done_then_what_comes_next_then_what_is_put_off(counter: Counter) -> None:
    counter.add("r dupont lundi ; devis")
    answer = counter.add("ok dupont ; très intéressée puis rdv mardi 14h")
    assert said(answer) == {
        "verb": "done", "who": "dupont", "note": "très intéressée",
        "then": NOTHING | {"verb": "meeting", "date": "2026-11-24", "time": "14:00"},
    }  # fmt: skip
    counter.add("rep dupont +3j")
    agenda = counter.json("agenda", counter.file, "--days", "30", "--day", DAY)
    assert [(action["kind"], action["day"], action["time"]) for action in agenda["due"]] == [
        ("appointment", "2026-11-27", "14:00")
    ]


def test_a_dry_run_says_all_and_writes_nothing(counter: Counter) -> None:
    before = counter.fingerprint()
    answer = counter.add("v c Durand Paul 0493123456 06000 spa =60 ok:mail puis r lundi", "--dry-run")
    assert (answer["saved"], answer["created"]) == (False, True)
    assert answer["contact"] == {"id": None, "public_id": None, "name": "Durand Paul"}
    assert answer["writes"]["parts"] == ["contact", "visit", "purchase", "consent"]
    assert answer["writes"]["then"]["parts"] == ["plan"]
    counter.add("v dupont", "--dry-run")
    counter.add_words("v dupont", "--dry-run")
    refused = counter.add("v zzyzx", "--dry-run", status=1)
    assert refused["refused"]["code"] == "line.nobody"
    assert counter.fingerprint() == before


@pytest.mark.parametrize("line", ["v zzyzx", "v martin", "v dupont 31/2", "a dupont", "c dupont marie 0611111111"])
def test_a_dry_run_ends_as_the_real_one_would(counter: Counter, line: str) -> None:
    before = counter.fingerprint()
    dry = counter.add_words(line, "--dry-run", status=1)
    assert "Rien n'a été écrit" in dry.stdout
    assert dry.stderr == counter.add_words(line, status=1).stderr
    answer = counter.add(line, "--dry-run", status=1)
    assert answer == counter.add(line, status=1)
    assert counter.fingerprint() == before


def test_homonyms_are_refused_with_those_who_fit_and_one_is_chosen(counter: Counter) -> None:
    answer = counter.add("v martin", status=1)
    assert answer["refused"]["code"] == "line.several"
    assert "martin" in answer["refused"]["text"]
    assert (answer["saved"], answer["contact"]) == (False, None)
    found = {one["name"]: one for one in answer["candidates"]}
    assert set(found) == {"Martin Paul", "Martin Avril"}
    for chosen in (str(found["Martin Paul"]["id"]), found["Martin Paul"]["public_id"]):
        assert counter.add("v martin", "--contact", chosen)["contact"]["name"] == "Martin Paul"
    assert counter.json("stats", counter.file)["visits"] == 2
    said_to_people = counter.add_words("v martin", status=1).stderr
    assert f"--contact {found['Martin Paul']['id']}  Martin Paul" in said_to_people
    assert (
        "Nobody in the file is “9999”"
        in counter.add_words("v martin", "--contact", "9999", status=1, language="en").stderr
    )


@pytest.mark.parametrize("line", ['a "Entrée spa 06 h" =30', 'a Dupont "Entrée spa 06 h" =30', "a Zorbex m =30"])
def test_what_is_bought_is_whole_whatever_a_number_of_who_is_chosen_begins_with(counter: Counter, line: str) -> None:
    """Dupont Marie has a telephone that begins so: neither "06" nor "m" is her name."""
    marie = counter.add("v dupont marie", "--dry-run")["contact"]["id"]
    answer = counter.add(line, "--contact", str(marie), "--dry-run")
    assert answer["contact"]["name"] == "Dupont Marie"
    assert answer["writes"]["product"] == ("Entrée spa 06 h" if '"' in line else "Zorbex m")


def test_one_who_is_known_is_not_made_again_unless_asked(counter: Counter) -> None:
    answer = counter.add("c dupont marie 0611111111", status=1)
    assert answer["refused"]["code"] == "line.known_already"
    assert [one["name"] for one in answer["duplicates"]] == ["Dupont Marie"]
    assert "--as-new" in counter.add_words("c dupont marie 0611111111", status=1).stderr
    assert counter.add("c dupont marie 0611111111", "--as-new")["created"]
    assert counter.add("v zzyzx anna", "--as-new")["contact"]["name"] == "Zzyzx Anna"


def test_words_left_over_are_shown_and_never_dropped(counter: Counter) -> None:
    answer = counter.add("a lefevre chaise longue 45€")
    assert (answer["who"], answer["product"], answer["note"]) == ("lefevre", "chaise longue", "")
    assert answer["ambiguous"] == [{"words": "chaise longue", "taken": "product", "others": ["who", "note"]}]
    again = counter.add("a lefevre chaise longue x2")
    assert (again["amount_cents"], again["writes"]["amount_cents"], again["writes"]["price_from_product"]) == (
        None, 9000, True,
    )  # fmt: skip
    visit = counter.add("v lefevre très pressée")
    assert (visit["who"], visit["note"]) == ("lefevre", "très pressée")


@pytest.mark.parametrize(
    ("line", "code", "piece"),
    [
        ("v", "line.no_contact", ""),
        ("v zzyzx", "line.nobody", "zzyzx"),
        ("v dupont 31/2", "line.unread", "31/2"),
        ("v dupont dans 3 jours", "line.future", "dans 3 jours"),
        ("rep dupont lundi", "line.nothing_open", "Dupont Marie"),
        ("a dupont", "line.no_product", ""),
        ("dupont", "line.nothing", ""),
        ("", "line.no_contact", ""),
    ],
)
def test_a_refusal_names_the_piece_and_writes_nothing(counter: Counter, line: str, code: str, piece: str) -> None:
    before = counter.fingerprint()
    answer = counter.add(line, status=1)
    assert answer["refused"]["code"] == code
    assert piece in answer["refused"]["text"]
    assert piece in counter.add_words(line, status=1).stderr
    assert counter.fingerprint() == before


def test_it_is_said_calmly_in_both_languages(counter: Counter) -> None:
    french = counter.add_words("v lefevre chaise longue =45").stdout
    assert "Lefèvre Rose" in french
    assert "chaise longue" in french
    english = counter.add_words("v lefevre", "--dry-run", language="en").stdout
    assert "Nothing was written" in english


def test_a_task_of_the_shop_has_no_contact(counter: Counter) -> None:
    answer = counter.add("t commander des fleurs demain")
    assert (answer["saved"], answer["contact"], answer["note"]) == (True, None, "commander des fleurs")
    assert "ranger la réserve" in counter.add_words("t ranger la réserve").stdout


def test_a_segment_is_only_named(counter: Counter) -> None:
    answer = counter.add("s fidèles", status=1)
    assert answer["refused"]["code"] == "line.no_segment"


def test_a_long_note_is_kept_whole_and_what_is_longer_is_refused(counter: Counter) -> None:
    answer = counter.add("v dupont ; " + "bien " * 300)
    assert answer["note"] == ("bien " * 300).strip()
    assert "2000" in counter.add_words("v dupont ; " + "bien " * 400, status=1).stderr


def test_options_and_a_line_do_not_mix(counter: Counter) -> None:
    counter.add_words("Dupont", "--visit", "--dry-run", status=2)
