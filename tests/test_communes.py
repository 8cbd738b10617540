"""`fichier communes`: official files taken over by the command line, used in a segment, taken over once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_command_line import Shell

DATA = Path(__file__).parent / "data"


@pytest.fixture
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shop with two contacts."""
    shell = Shell(tmp_path_factory.mktemp("communes"))
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    shell.json("add", shell.file, "Péron Hélène", "--new", "--postcode", "06000", "--town", "Nice")
    shell.json("add", shell.file, "Balmat Jacques", "--new", "--postcode", "74400", "--town", "Chamonix Mont Blanc")
    return shell


def test_postcodes_then_figures_then_a_segment(shell: Shell) -> None:
    laposte, figures = str(DATA / "laposte.csv"), str(DATA / "insee_figures.csv")
    assert shell.json("communes", shell.file, laposte, "--dry-run")["written"] is False
    assert shell.json("communes", shell.file)["communes"] == 0
    taken = shell.json("communes", shell.file, laposte)
    assert (taken["added"], taken["known"], taken["communes"], taken["written"]) == (14, 0, 11, True)
    assert shell.json("communes", shell.file, laposte)["added"] == 0

    taken = shell.json("communes", shell.file, "--figures", figures)
    assert taken["columns"]["median_income"] == "MED21"
    assert taken["figures"]["town.median_income"] == 5 + 20
    assert taken["refused"] == [{"row": 8, "column": "CODGEO", "value": "Total"}]
    assert shell.json("communes", shell.file, "--figures", figures)["figures_added"] == 0

    found = shell.json("segment", shell.file, "commune.revenu_median > 22000")
    assert (found["count"], found["text_en"]) == (1, "town.median_income > 22000")
    assert found["contacts"][0]["name"] == "Balmat Jacques"
    assert shell.json("segment", shell.file, "town.population < 5000")["count"] == 0


def test_the_answer_for_people_and_the_refusals(shell: Shell, tmp_path: Path) -> None:
    shell.run("communes", shell.file, str(DATA / "laposte.csv"))
    said = shell.run("communes", shell.file, str(DATA / "laposte_recent.csv"), language="fr").stdout
    assert "Codes postaux" in said
    # No adjective that would have to agree with a count: "0 connus" is wrong.
    assert " de plus, 2 déjà là" in said
    chosen = shell.run(
        "communes", shell.file, "--figures", str(DATA / "insee_figures.csv"), "--column", "PMUN21=Habitants",
        language="fr",
    ).stdout  # fmt: skip
    assert "commune.habitants" in chosen
    hostile = tmp_path / "hostile.csv"
    hostile.write_bytes(b"Nom;Prenom\nDurand;Jean\n")
    refused = shell.run("communes", shell.file, str(hostile), status=1)
    assert "INSEE" in refused.stderr
    assert "Nom, Prenom" in refused.stderr
    shell.run("communes", shell.file, str(tmp_path / "nowhere.csv"), status=1)
    missing = shell.run("communes", shell.file, "--figures", str(DATA / "laposte.csv"), status=1)
    assert "--column" in missing.stderr
    shell.run("communes", shell.file, "--column", "MED21", status=2)
