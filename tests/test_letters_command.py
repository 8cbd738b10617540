"""`fichier letters` and `fichier sms`: who gets one, who does not and why, and what is written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from tests.test_command_line import Shell


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shop with three clients: one who can be found, one without a street, one who objected."""
    shell = Shell(tmp_path_factory.mktemp("letters"))
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    source = shell.folder / "clients.csv"
    source.write_text(
        "Nom;Prénom;Civilité;Adresse;Code postal;Ville;Portable;Date d'achat;Montant\n"
        "Péron;Hélène;Mme;12, rue du Four;06000;Nice;0612345678;20/11/2026;60\n"
        "Durand;Paul;M.;;06000;Nice;0612345678;20/11/2026;60\n"
        "Balmat;Jacques;M.;5 rue Haute;74400;Chamonix;0493123456;20/11/2026;60\n",
        encoding="utf-8",
    )
    shell.json("import", shell.file, str(source), "--day", "2026-11-21")
    shell.json("add", shell.file, "Balmat Jacques stop:courrier", "--day", "2026-11-21")
    return shell


def text_file(shell: Shell, words: str) -> str:
    """A text in a file."""
    path = shell.folder / "texte.txt"
    path.write_text(words, encoding="utf-8")
    return str(path)


def test_letters_in_pdf_and_what_is_left_out(shell: Shell) -> None:
    out = shell.folder / "lettres.pdf"
    words = text_file(shell, "Objet : vœux\n\n{salutation},\n\nBonne année {prénom}.")
    told = shell.json("letters", shell.file, "client", str(out), "--text", words, "--dry-run", "--day", "2026-11-22")
    assert (told["retained"], told["written"], out.exists()) == (1, 0, False)
    assert {(one["reason"], one["count"]) for one in told["left_out"]} == {("no_street", 1), ("opposed", 1)}
    assert next(one["rule"] for one in told["left_out"] if one["reason"] == "opposed") == "R26"
    asked = shell.json("segment", shell.file, "client", "--channel", "post", "--day", "2026-11-22")["channels"]["post"]
    assert (asked["retained"], asked["left_out"]) == (told["retained"], told["left_out"]), "the same before and after"
    told = shell.json("letters", shell.file, "client", str(out), "--text", words, "--day", "2026-11-22")
    assert (told["retained"], told["written"], told["path"]) == (1, 1, str(out))
    assert told["sending"] is not None
    said = PdfReader(out).pages[0].extract_text()
    assert "Chez Léa" in said
    assert "Madame Hélène Péron\n12 RUE DU FOUR\n06000 NICE" in said
    assert "Bonne année Hélène." in said
    refused = shell.run("letters", shell.file, "client", str(out), "--text", words, "--day", "2026-11-22", status=1)
    assert str(out) in refused.stderr.replace("\n", "")


def test_a_model_is_made_then_filled_with_labels_beside(shell: Shell) -> None:
    model, out = shell.folder / "modèle.docx", shell.folder / "lettres.docx"
    shell.json("letters", "--model", str(model))
    assert "Chez Léa" not in "\n".join(line.text for line in Document(str(model)).paragraphs)
    shell.json("letters", shell.file, "--model", str(model), "--overwrite")
    assert "Chez Léa" in "\n".join(line.text for line in Document(str(model)).paragraphs)
    told = shell.json(
        "letters", shell.file, "client", str(out), "--docx", str(model), "--labels", "J8163", "--start", "14",
        "--day", "2026-11-22",
    )  # fmt: skip
    assert (told["written"], told["sheets"], told["labels"]) == (1, 1, 1)
    assert "06000 NICE" in "\n".join(line.text for line in Document(str(out)).paragraphs)
    assert len(PdfReader(told["labels_path"]).pages) == 1


def test_labels_alone(shell: Shell) -> None:
    out = shell.folder / "étiquettes.pdf"
    told = shell.json("letters", shell.file, "client", str(out), "--labels", "L7651", "--day", "2026-11-22")
    assert (told["written"], told["sheets"], told["path"]) == (1, 1, str(out))


def test_the_list_of_a_text_message(shell: Shell) -> None:
    out = shell.folder / "sms.csv"
    asked = ("sms", shell.file, "client", str(out), "--purpose", "service", "--day", "2026-11-22")
    told = shell.json(*asked, "--message", "Forêt : {prénom}, à demain", "--short")
    assert (told["retained"], told["written"], told["segments"], told["ucs2"]) == (1, 1, 1, 0)
    assert {one["reason"] for one in told["left_out"]} >= {"same_number"}
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == "+33612345678"
    assert rows[1][3] in ("Foret : Hélène, à demain", "Foret : Paul, à demain")
    said = shell.run(*asked[:3], "--dry-run", "--message", "-20 % {prénom}", language="fr", status=0).stdout
    assert "Rien n'a été écrit" in said


def test_the_answers_for_people_and_the_refusals(shell: Shell, tmp_path: Path) -> None:
    words = text_file(shell, "Bonjour {prenon}")
    out = str(tmp_path / "x.pdf")
    told = shell.run("letters", shell.file, "client", out, "--text", words, language="fr", status=1)
    assert "prénom" in told.stderr
    words = text_file(shell, "Bonjour {prénom}, {adresse}")
    said = shell.run("letters", shell.file, "client", out, "--text", words, "--day", "2026-11-22", language="fr").stdout
    assert "1 retenu, 2 écartés" in said
    assert "1 sans rue" in said
    assert "! chaque lettre porte déjà l'adresse" in said
    for wrong in (("--labels", "L9"), ("--docx", words), ("--docx", str(tmp_path / "none.docx")), ("--text", words)):
        target = str(tmp_path / ("y.docx" if wrong[0] != "--labels" else "y.pdf"))
        shell.run("letters", shell.file, "client", target, *wrong, status=1)
    shell.run("letters", shell.file, "client", out, status=2)
    shell.run("letters", shell.file, status=2)
    shell.run("sms", shell.file, "client", status=2)
    empty = shell.run("sms", shell.file, "client", str(tmp_path / "e.csv"), "--message", " ", status=1)
    assert "The text is empty" in empty.stderr
    gone = shell.run("sms", shell.file, "client", str(tmp_path / "e.csv"), "--text", "nowhere.txt", status=1)
    assert "There is no file of the name nowhere.txt" in gone.stderr
    nothing = ("send", shell.file, "client", "--list", str(tmp_path / "l.csv"), "--subject", "")
    assert "needs a subject" in shell.run(*nothing, status=1).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]
