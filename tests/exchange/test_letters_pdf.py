"""Letters as a PDF: the address in the window, a page of their own for each, numbers where there are several."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters import fonts, window
from fichier_tui.exchange.letters.pdf import Letter, Letterhead, address_size, letter_pages, unprintable_in, wrapped
from fichier_tui.i18n import use_language
from tests.exchange.test_letters_labels import texts

HEAD = Letterhead("Chalet des Œillets", ("12 chemin du Port", "74000 Annecy"), "Annecy")
ADDRESS = (
    "Madame Hélène Péron",
    "Appt 12",
    "Rés. Les Pins",
    "3 BIS AVENUE DU MARECHAL JUIN",
    "BP 45",
    "06203 NICE CEDEX 3",
)
TEXT = "Objet : vos nuits\n\nMadame,\n\nLa nuit est à 60 €.\nVenez.\n\n\n\nHélène"


def pages_of(*letters: Letter) -> list[list[tuple[str, float, float]]]:
    """The texts of each page, with their places in millimetres."""
    use_language("fr")
    try:
        return texts(letter_pages(letters, HEAD))
    finally:
        use_language("en")


def test_a_letter_says_who_to_whom_when_and_what() -> None:
    (page,) = pages_of(Letter(ADDRESS, "le 1er mars 2026", TEXT))
    said = [text for text, _left, _top in page]
    assert said[:3] == ["Chalet des Œillets", "12 chemin du Port", "74000 Annecy"]
    assert "Annecy, le 1er mars 2026" in said
    assert said[said.index("Objet : vos nuits") :] == [
        "Objet : vos nuits",
        "Madame,",
        "La nuit est à 60 €.",
        "Venez.",
        "Hélène",
    ]
    where = {text: top for text, _left, top in page}
    assert where["Hélène"] - where["Venez."] > 2 * (where["Venez."] - where["La nuit est à 60 €."])


@pytest.mark.parametrize("address", [ADDRESS, ("M" * 38,) * 6])
def test_the_address_is_in_what_always_shows_of_a_window(address: tuple[str, ...]) -> None:
    (page,) = pages_of(Letter(address, "", TEXT))
    placed = [(text, left, top) for text, left, top in page if text in address]
    assert len(placed) == len(address)
    for text, left, top in placed:
        assert left == pytest.approx(window.LEFT, abs=0.1)
        assert window.TOP < top < window.TOP + window.LINE * 6
        assert fonts.width(text, fonts.PLAIN, address_size(address)) * 0.7 < window.SHOWN_WIDTH * 72 / 25.4


def test_each_letter_has_pages_of_its_own_and_numbers_where_there_are_several() -> None:
    long = "\n\n".join(f"Paragraphe {number}. " + "Quelques mots de plus. " * 12 for number in range(20))
    pages = pages_of(Letter(ADDRESS, "", TEXT), Letter(ADDRESS, "", long), Letter(ADDRESS, "", TEXT))
    said = ["\n".join(text for text, _left, _top in page) for page in pages]
    assert len(pages) > 4
    numbers = [next((line for line in page.split("\n") if line.startswith("Page ")), "") for page in said]
    count = len(pages) - 2
    assert numbers == ["", *(f"Page {number} sur {count}" for number in range(1, count + 1)), ""]
    for number in range(20):
        assert sum(f"Paragraphe {number}." in page for page in said) == 1
    for page in pages:
        assert max(top for text, _left, top in page if not text.startswith("Page ")) < 297 - 20


def test_no_paragraph_leaves_a_line_alone_on_a_page() -> None:
    for filling in range(20, 32):
        text = "\n\n".join(["Un."] * filling + ["mot " * 60])
        for page in pages_of(Letter(ADDRESS, "", text)):
            lines = [words for words, _left, _top in page if words.startswith("mot")]
            assert len(lines) != 1


def test_lines_are_as_wide_as_the_page_at_most() -> None:
    rows = wrapped("Une phrase assez longue pour être coupée, et " + "x" * 300, 200.0, fonts.PLAIN, 10)
    assert all(fonts.width(row, fonts.PLAIN, 10) <= 200 for row in rows)
    assert "".join(rows).replace(" ", "") == ("Une phrase assez longue pour être coupée, et " + "x" * 300).replace(
        " ", ""
    )
    assert wrapped("", 200.0, fonts.PLAIN, 10) == [""]


def test_nobody_gets_no_letter_and_what_cannot_be_printed_is_known_before() -> None:
    with pytest.raises(Refusal) as caught:
        letter_pages([], HEAD)
    assert caught.value.code == "letter.nobody"
    assert unprintable_in(Letter(("王",), "", "x")) == ("王",)
    assert PdfReader(io.BytesIO(letter_pages([Letter((), "", "x")], HEAD))).metadata is not None
