"""Sheets of labels: their places add up to a sheet, and no address is ever cut."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters import fonts
from fichier_tui.exchange.letters.labels import (
    SHEET_HEIGHT,
    SHEET_WIDTH,
    SHEETS,
    cannot_be_set,
    label_pages,
    label_sheet,
    setting,
    sheets_needed,
)

PLAIN = ("Madame Hélène Péron", "Bât. B", "12 RUE DU FOUR", "06000 NICE")
LONG = ("Mme Marie-Ange de Saint-Germain-en-Laye", "12 AVENUE DU GENERAL LECLERC DE HAUTEC", "06000 NICE")
# As printed on the packs: width, height, labels on a sheet.
PRINTED = {
    "L7159": (63.5, 33.9, 24),
    "L7160": (63.5, 38.1, 21),
    "L7161": (63.5, 46.6, 18),
    "L7162": (99.1, 33.9, 16),
    "L7163": (99.1, 38.1, 14),
    "L7165": (99.1, 67.7, 8),
    "L7173": (99.1, 57.0, 10),
    "L7651": (38.1, 21.2, 65),
    "3422": (70.0, 35.0, 24),
    "3474": (70.0, 37.0, 24),
    "3475": (70.0, 36.0, 24),
}


def texts(pages: bytes) -> list[list[tuple[str, float, float]]]:
    """Of each page, the texts with their places in millimetres from the left and the top."""
    found = []
    for page in PdfReader(io.BytesIO(pages)).pages:
        here: list[tuple[str, float, float]] = []

        def visit(
            text: str,
            _cm: object,
            place: list[float],
            _font: object,
            _size: object,
            to: list[tuple[str, float, float]] = here,
        ) -> None:
            if text.strip():
                to.append((text.strip(), place[4] * 25.4 / 72, SHEET_HEIGHT - place[5] * 25.4 / 72))

        page.extract_text(visitor_text=visit)
        found.append(here)
    return found


@pytest.mark.parametrize("code", SHEETS)
def test_the_labels_of_a_sheet_are_those_of_the_pack_and_fit_on_it(code: str) -> None:
    sheet = SHEETS[code]
    assert (sheet.width, sheet.height, sheet.count) == PRINTED[code]
    first, last = sheet.place(0), sheet.place(sheet.count - 1)
    assert first[0] >= 0
    assert first[1] >= 0
    # As much white at the right and below as at the left and above.
    assert last[0] + sheet.width == pytest.approx(SHEET_WIDTH - first[0])
    assert last[1] + sheet.height == pytest.approx(SHEET_HEIGHT - first[1])


def test_the_margins_are_those_of_avery() -> None:
    margins = {code: (round(SHEETS[code].left, 2), round(SHEETS[code].top, 2)) for code in SHEETS}
    assert margins["L7160"] == (7.25, 15.15)
    assert margins["L7163"] == (4.65, 15.15)
    assert margins["L7165"] == (4.65, 13.1)
    assert margins["L7651"] == (4.75, 10.7)
    assert margins["3474"] == (0.0, 0.5)


def test_sheets_are_known_by_their_usual_names() -> None:
    assert [label_sheet(name).code for name in ("L7163", "l7163", "J8163", "Avery L7651", "j8651", "3474")] == [
        "L7163", "L7163", "L7163", "L7651", "L7651", "3474",
    ]  # fmt: skip
    with pytest.raises(Refusal) as caught:
        label_sheet("L9999")
    assert "L7163" in str(caught.value.details["codes"])


@pytest.mark.parametrize("code", SHEETS)
@pytest.mark.parametrize("lines", [PLAIN, LONG, ("M" * 38,) * 6, ("i",)])
def test_an_address_stays_within_its_label(code: str, lines: tuple[str, ...]) -> None:
    sheet = SHEETS[code]
    found = setting(lines, sheet)
    if found is None:
        assert cannot_be_set(lines, sheet) == "label_too_small"
        return
    for line in lines:
        assert fonts.width(line, fonts.PLAIN, found.size) * found.squeeze / 100 <= (sheet.width - 4) * 72 / 25.4
    assert len(lines) * found.size <= (sheet.height - 3) * 72 / 25.4
    assert 5.5 <= found.size <= 10
    assert 84 <= found.squeeze <= 100


def test_a_long_address_is_smaller_and_on_the_smallest_label_left_out() -> None:
    plain, long = setting(PLAIN, SHEETS["L7160"]), setting(LONG, SHEETS["L7160"])
    assert plain is not None
    assert long is not None
    assert long.size < plain.size
    assert cannot_be_set(("M" * 38,) * 6, SHEETS["L7651"]) == "label_too_small"
    assert cannot_be_set(("王小明", "06000 NICE"), SHEETS["L7160"]) == "unprintable"


def test_labels_begin_where_the_sheet_was_left() -> None:
    sheet = SHEETS["L7163"]
    addresses = [(f"Client {number}", "06000 NICE") for number in range(5)]
    pages = texts(label_pages(addresses, sheet, start=13))
    assert [[text for text, _x, _y in page if text.startswith("Client")] for page in pages] == [
        ["Client 0", "Client 1"],
        ["Client 2", "Client 3", "Client 4"],
    ]
    assert len(pages) == sheets_needed(5, sheet, 13) == 2
    where = {text: (left, top) for page in pages for text, left, top in page}
    for client, number in (("Client 0", 12), ("Client 1", 13), ("Client 2", 0), ("Client 3", 1), ("Client 4", 2)):
        left, top = sheet.place(number)
        assert left < where[client][0] < left + sheet.width
        assert top < where[client][1] < top + sheet.height


@pytest.mark.parametrize("start", [0, 15, -1])
def test_a_sheet_does_not_begin_outside_itself(start: int) -> None:
    with pytest.raises(Refusal) as caught:
        label_pages([PLAIN], SHEETS["L7163"], start=start)
    assert caught.value.code == "labels.start"


def test_nobody_gets_no_sheet_and_an_outline_draws_all_places() -> None:
    with pytest.raises(Refusal):
        label_pages([], SHEETS["L7163"])
    plain, drawn = (label_pages([PLAIN], SHEETS["L7163"], outline=outline) for outline in (False, True))
    assert len(drawn) > len(plain)
    assert PdfReader(io.BytesIO(drawn)).pages[0].mediabox.width == pytest.approx(595.28, abs=0.01)


def test_all_of_french_is_printed_and_what_is_not_is_told() -> None:
    french = "àâäæçéèêëîïôœöùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ€«»’…–—°"
    for weight in (fonts.PLAIN, fonts.BOLD):
        assert fonts.printable(french, weight) == french
        assert fonts.replaced(french, weight) == fonts.unprintable(french, weight) == ()
        assert fonts.printable("A\u202fb\u00a0c\u0301", weight) == "A\u00a0b\u00a0ć"
    assert fonts.unprintable("王 שלום مرحبا") == ("王", "ש", "ל", "ו", "ם", "م", "ر", "ح", "ب", "ا")


def test_letters_that_our_font_lacks_lose_their_accent_where_no_other_font_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "_FOLDERS", {})
    caches = (fonts.faces, fonts.pieces, fonts._width_of_one, fonts._drawn, fonts._font_of)
    for cache in caches:
        cache.cache_clear()
    try:
        assert fonts.printable("Ștefan Wójcik Őry", fonts.PLAIN) == "Stefan Wójcik Ory"
        assert fonts.replaced("Ștefan Wójcik Őry") == ("Ș", "Ő")
        assert fonts.unprintable("Мария") == ("М", "а", "р", "и", "я")
    finally:
        monkeypatch.undo()
        for cache in caches:
            cache.cache_clear()
