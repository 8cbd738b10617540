"""The official files of communes, as they are published and as they should not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from fichier_tui.domain.commune import Commune
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.communes import read_communes, read_figures

DATA = Path(__file__).parent.parent / "data"


def test_la_poste_in_windows_1252_with_semicolons() -> None:
    found = read_communes(DATA / "laposte.csv")
    assert len(found.communes) == 14
    assert Commune("01001", "L ABERGEMENT CLEMENCIAT", "01400") in found.communes
    assert Commune("2A004", "AJACCIO", "20000") in found.communes
    assert found.faults == ()


def test_la_poste_as_it_is_published_now() -> None:
    found = read_communes(DATA / "laposte_recent.csv")
    assert found.communes == (
        Commune("06123", "SAINT-LAURENT-DU-VAR", "06700"),
        Commune("74056", "Chamonix-Mont-Blanc", "74400"),
        Commune("01002", "L'Abergement-de-Varey", "01640"),
    )


def test_the_list_of_insee_has_no_postcode_and_no_part_of_a_commune_is_taken() -> None:
    found = read_communes(DATA / "insee_communes.csv")
    assert [(one.insee, one.postcode) for one in found.communes] == [
        ("01001", ""), ("2B033", ""), ("06123", ""), ("75115", ""),
    ]  # fmt: skip
    assert found.communes[0].name == "L'Abergement-Clémenciat"


def test_the_figures_of_insee_are_recognised_and_secret_ones_left_out() -> None:
    found = read_figures(DATA / "insee_figures.csv")
    assert found.headings == {
        "population": "PMUN21",
        "median_income": "MED21",
        "poverty_rate": "TP6021",
        "households": "NBMENFISC21",
    }
    assert found.figures["median_income"]["06088"] == 2_004_050
    assert found.figures["median_income"]["74056"] == 2_605_025
    assert found.figures["households"]["06088"] == 15_842_000
    assert found.figures["poverty_rate"] == {"06088": 2_100, "74056": 1_255, "2A004": 1_700, "75056": 1_500}
    assert "74290" not in found.figures["median_income"]
    assert [(fault.row, fault.value) for fault in found.faults] == [(8, "Total")]


def test_a_column_is_chosen_and_named() -> None:
    found = read_figures(DATA / "insee_figures.csv", ["med21", "PMUN21=Habitants (2021)", "TP6021=taux pauvreté"])
    assert found.headings == {"median_income": "MED21", "habitants_2021": "PMUN21", "poverty_rate": "TP6021"}


def written(folder: Path, content: bytes, name: str = "communes.csv") -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"hello\n", "communes.no_code"),
        (b"Nom;Telephone\nNice;0612345678\n", "communes.no_code"),
        (b"Code_commune_INSEE;Code_postal\n06088;06000\n", "communes.no_name"),
        (
            b"Code_commune_INSEE;Nom_commune;Code_postal\nxx;Nice;06000\n06088;;06000\n06088;Nice;abc\n",
            "communes.nothing",
        ),
        (b"Code_commune_INSEE;Nom_commune;Code_postal\n", "communes.nothing"),
        (bytes(range(256)) * 40, "communes.no_code"),
    ],
)
def test_what_is_no_such_file_gives_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_communes(written(tmp_path, content))
    assert refused.value.code == code


def test_lines_that_cannot_be_read_are_told_by_their_row(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        b"Export du 3 mai\n\nCode_commune_INSEE;Nom_commune;Code_postal\n06088;NICE;06000\n?;NICE;06000\n06088;NICE;?\n"
        b'06123;"ST LAURENT\x1b[31m DU VAR";06700\n74056;CHAMONIX;74400/74400\n',
    )
    found = read_communes(path)
    assert found.communes == (
        Commune("06088", "NICE", "06000"),
        Commune("06123", "ST LAURENT[31m DU VAR", "06700"),
        Commune("74056", "CHAMONIX", "74400"),
    )
    assert [(fault.row, fault.column, fault.value) for fault in found.faults] == [
        (5, "Code_commune_INSEE", "?"),
        (6, "Code_postal", "?"),
    ]


def test_figures_that_are_no_numbers_or_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, b"CODGEO;MED21;autre\n06088;1e9;=1+1\n06123;nan;inf\n")
    with pytest.raises(Refusal) as refused:
        read_figures(path)
    assert refused.value.code == "communes.nothing"
    with pytest.raises(Refusal) as refused:
        read_figures(path, ["Revenu"])
    assert (refused.value.code, refused.value.details["columns"]) == ("communes.no_figure", "CODGEO, MED21, autre")
    with pytest.raises(Refusal) as refused:
        read_figures(written(tmp_path, b"CODGEO;autre\n06088;1\n", "other.csv"))
    assert refused.value.code == "communes.no_figure"
    with pytest.raises(Refusal) as refused:
        read_figures(tmp_path / "nowhere.csv")
    assert refused.value.code == "import.no_file"
