"""What is typed in a field: cleaned, read, explained, taken back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from fichier_tui import i18n
from fichier_tui.domain.text import clean_typed
from fichier_tui.ui.screens.card.form_dialog import KIND_CHOICES
from fichier_tui.ui.widgets.chooser import rank
from fichier_tui.ui.widgets.choosers import Choice, ChoiceInput, SuggestInput, Suggestion
from fichier_tui.ui.widgets.drop_list import DropList
from fichier_tui.ui.widgets.entries import (
    AmountInput,
    BirthInput,
    DayInput,
    EmailInput,
    NumberInput,
    PhoneInput,
    TimeInput,
)
from fichier_tui.ui.widgets.entry import LineInput
from fichier_tui.ui.widgets.field import Field
from fichier_tui.ui.widgets.note_input import NoteInput
from tests.ui.form_app import TODAY


class FieldApp(App[None]):
    """One field alone, and a line below for the focus to go to."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { align: left top; }"

    def __init__(self, make: Callable[[], Widget], above: int = 0) -> None:
        super().__init__()
        self.make = make
        self.above = above

    def compose(self) -> ComposeResult:
        self.entry: Any = self.make()
        self.field = Field("Label", self.entry)
        self.field.styles.margin = (self.above, 0, 0, 0)
        yield self.field
        yield LineInput(id="other")

    def on_mount(self) -> None:
        """Begin in the field."""
        self.screen.set_focus(self.entry)


def paste(app: FieldApp, text: str) -> None:
    """As a terminal does it."""
    app.post_message(events.Paste(text))


READ: list[tuple[Callable[[], Any], str, object, str]] = [
    (AmountInput, "380", 38000, "= €380.00"),
    (AmountInput, "12,50", 1250, "= €12.50"),
    (AmountInput, "\"(à", 35000, "= €350.00"),
    (AmountInput, "beaucoup", None, ""),
    (NumberInput, "12", 12, ""),
    (NumberInput, "&é", 12, ""),
    (lambda: NumberInput(least=1, most=9), "10", None, ""),
    (NumberInput, "²", None, ""),
    (NumberInput, "9" * 400, None, ""),
    (lambda: DayInput(today=TODAY), "lundi", dt.date(2026, 11, 23), "Monday 23 November 2026"),
    (lambda: DayInput(today=TODAY, past=True), "lundi", dt.date(2026, 11, 16), "Monday 16 November 2026"),
    (lambda: DayInput(today=lambda: TODAY), "+3j", dt.date(2026, 11, 25), "Wednesday 25 November 2026"),
    (lambda: DayInput(today=TODAY), "un jour", None, ""),
    (TimeInput, "14h30", "14:30", "14:30"),
    (lambda: BirthInput(today=TODAY), "14/7/58", "1958-07-14", "14 Jul 1958 · 68 years old"),
    (lambda: BirthInput(today=TODAY), "14/7", "--07-14", "14 Jul"),
    (PhoneInput, "0612345678", "+33612345678", "06 12 34 56 78"),
    (PhoneInput, "06 12 34 56 78", "+33612345678", ""),
    (PhoneInput, "12", None, ""),
    (EmailInput, "A.B@Exemple.fr", "a.b@exemple.fr", ""),
    (EmailInput, "a.b@", None, ""),
    (LineInput, "  deux   mots ", "deux mots", ""),
]  # fmt: skip


@pytest.mark.parametrize(("make", "typed", "answer", "understood"), READ)
async def test_a_field_reads_what_people_type_and_says_what_it_understood(
    make: Callable[[], Any], typed: str, answer: object, understood: str
) -> None:
    app = FieldApp(make)
    async with app.run_test():
        app.entry.value = typed
        assert app.entry.answer == answer
        assert (app.entry.understood[:1] or ("",))[0].replace("\u00a0", " ") == understood
        assert (app.entry.problem is None) == (answer is not None)


WRITTEN: list[tuple[Callable[[], Any], object]] = [
    (AmountInput, 123450),
    (AmountInput, 38000),
    (NumberInput, 7),
    (lambda: DayInput(today=TODAY), dt.date(2031, 2, 1)),
    (lambda: DayInput(today=TODAY, past=True), dt.date(2019, 12, 31)),
    (TimeInput, "09:05"),
    (lambda: BirthInput(today=TODAY), "1958-07-14"),
    (lambda: BirthInput(today=TODAY), "--07-14"),
    (PhoneInput, "+33612345678"),
    (PhoneInput, "+41227671111"),
    (EmailInput, "h.peron@free.fr"),
]


@pytest.mark.parametrize(("make", "answer"), WRITTEN)
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_a_field_shows_of_an_answer_it_reads_back(
    make: Callable[[], Any], answer: object, language: str
) -> None:
    i18n.use_language(language)
    app = FieldApp(make)
    async with app.run_test():
        app.entry.set_answer(answer)
        assert app.entry.answer == answer
        app.entry.set_answer(None)
        assert app.entry.value == ""


KEYS: list[tuple[Sequence[str], str]] = [
    ([*"deux mots", "ctrl+backspace"], "deux "),
    ([*"deux mots", "ctrl+w"], "deux "),
    ([*"deux mots", "ctrl+backspace", "ctrl+z"], "deux mots"),
    ([*"deux mots", "ctrl+z"], "deux"),
    ([*"deux mots", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z"], ""),
    ([*"ab", "ctrl+z", "c"], "c"),
    ([*"12", "\u00a0", "3"], "12\u00a03"),
    ([*"e", "\u0301"], "é"),
    ([*"abc", "home", "delete", "end", "backspace"], "b"),
    ([*"[b]x"], "[b]x"),
]


@pytest.mark.parametrize(("keys", "text"), KEYS)
async def test_keys_edit_as_hands_expect(keys: Sequence[str], text: str) -> None:
    app = FieldApp(LineInput)
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        assert app.entry.value == text


PASTED = [
    ("Péron\nHélène\r\n06000\n", "Péron Hélène 06000"),
    ("\x1b]52;c;ZXZpbA==\x07Durand", "]52;c;ZXZpbA==Durand"),
    ("1\u202f234,50\u00a0€", "1\u202f234,50\u00a0€"),
    ("An\u200bne \u202eesrever", "Anne esrever"),
    ("\t a \t b", " a b"),
    ("x" * 9000, "x" * 500),
]


@pytest.mark.parametrize(("pasted", "text"), PASTED, ids=range(len(PASTED)))
async def test_a_paste_comes_in_clean_and_loses_no_line(pasted: str, text: str) -> None:
    app = FieldApp(LineInput)
    async with app.run_test() as pilot:
        await pilot.pause()
        paste(app, pasted)
        await pilot.pause()
        assert app.entry.value == text
        await pilot.press("ctrl+z")
        assert app.entry.value == ""


def test_what_is_typed_keeps_its_spaces_and_is_cleaned_once_for_all() -> None:
    assert clean_typed("  a  b ") == "  a  b "
    for text, _ in PASTED:
        assert clean_typed(clean_typed(text)) == clean_typed(text)


async def test_a_search_field_leaves_ctrl_z_to_the_screen_once_nothing_typed_is_left() -> None:
    undone: list[str] = []

    class Undoing(FieldApp):
        BINDINGS = [("ctrl+z", "undo", "Undo")]

        def action_undo(self) -> None:
            undone.append("last operation")

    app = Undoing(lambda: LineInput(takes_back=False))
    async with app.run_test() as pilot:
        await pilot.press(*"pero h", "ctrl+z")
        await pilot.pause()
        assert (undone, app.entry.value) == ([], "pero")
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert (undone, app.entry.value) == (["last operation"], "")


async def test_a_field_complains_once_it_is_left_and_not_while_one_types() -> None:
    app = FieldApp(AmountInput)
    async with app.run_test() as pilot:
        await pilot.press(*"beau")
        assert app.field.size.height == 1
        await pilot.press("tab")
        await pilot.pause()
        assert app.field.size.height == 2
        assert "Not an amount" in app.field.render_line(1).text
        assert "!" in app.field.render_line(0).text
        await pilot.press("shift+tab", "home", "1")
        await pilot.pause()
        assert app.field.size.height == 1


async def test_a_note_keeps_its_lines_and_nothing_that_hides() -> None:
    app = FieldApp(NoteInput)
    async with app.run_test() as pilot:
        await pilot.pause()
        paste(app, "un\x1b[31m\r\ndeux\u202e\n")
        await pilot.press("enter", "x", "enter", "enter", "enter")
        assert app.entry.answer == "un[31m\ndeux\nx"
        await pilot.press("tab")
        assert app.focused is app.query_one("#other")


TITLES = (Choice("mrs", "Mrs"), Choice("mr", "Mr"), Choice("oeuvre", "Œuvre"), Choice("cafe", "Grand Café"))
CHOSEN: list[tuple[bool, Sequence[str], object]] = [
    (False, [*"mr", "enter"], "mrs"),
    (False, [*"mr", "down", "enter"], "mr"),
    (False, ["down", "down", "tab"], "mr"),
    (False, ["down", "down", "down", "up", "enter"], "mr"),
    (False, [*"oeu", "tab"], "oeuvre"),
    (False, [*"cafe", "tab"], "cafe"),
    (False, [*"zz", "tab"], None),
    (False, [*"m", "escape", "tab"], None),
    (True, [*"mr", "right"], "mrs"),
    (True, [*"Mr", "backspace", "tab"], "M"),
    (True, [*"Mr", "escape", "tab"], "mr"),
    (True, [*"zz", "tab"], "zz"),
    (True, [*"cafe", "tab"], "cafe"),
]


@pytest.mark.parametrize(("free", "keys", "answer"), CHOSEN)
async def test_a_few_letters_choose(free: bool, keys: Sequence[str], answer: object) -> None:
    app = FieldApp(lambda: ChoiceInput(TITLES, free=free))
    async with app.run_test() as pilot:
        entry = app.entry
        await pilot.press(*keys)
        await pilot.pause()
        assert entry.answer == answer
        assert not entry.opened


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("typed", "kind"),
    [("r", "call"), ("rdv", "appointment"), ("t", "task"), ("m", "email"), ("s", "sms")],
)
async def test_the_letters_of_the_counter_choose_what_they_mean_there(typed: str, kind: str, language: str) -> None:
    i18n.use_language(language)
    app = FieldApp(lambda: ChoiceInput(KIND_CHOICES))
    async with app.run_test() as pilot:
        await pilot.press(*typed, "tab")
        await pilot.pause()
        assert app.entry.answer == kind


@pytest.mark.parametrize("above", [0, 5, 12, 22])
async def test_the_list_never_covers_its_field_nor_leaves_the_screen(above: int) -> None:
    app = FieldApp(lambda: ChoiceInput([Choice(str(number), f"Choice {number}") for number in range(40)]), above)
    async with app.run_test(size=(80, 24)) as pilot:
        entry = app.entry
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        region = app.screen.query_one(DropList).region
        assert not region.overlaps(entry.region)
        assert Region(0, 0, 80, 24).contains_region(region)
        shown = [app.screen.query_one(DropList).render_line(y).text for y in range(region.height - 2)]
        assert any(line.startswith("› Choice 11 ") for line in shown)


async def test_a_click_in_the_list_takes_the_choice() -> None:
    app = FieldApp(lambda: ChoiceInput(TITLES))
    async with app.run_test(size=(80, 24)) as pilot:
        entry = app.entry
        await pilot.press("down")
        await pilot.pause()
        await pilot.click(DropList, offset=(5, 2))
        await pilot.pause()
        assert entry.answer == "mr"
        assert entry.has_focus


async def test_a_fixed_choice_speaks_the_language() -> None:
    i18n.use_language("fr")
    app = FieldApp(lambda: ChoiceInput([Choice("next", "Next field")], answer="next"))
    async with app.run_test():
        assert (app.entry.value, app.entry.answer) == ("Champ suivant", "next")


PRODUCTS = (Suggestion("1", "Spa", "60 €"), Suggestion("2", "Soin [b]visage[/b]"), Suggestion("3", "Massage"))


async def find_products(typed: str) -> Sequence[Suggestion]:
    """Those whose names hold what was typed."""
    return [product for product in PRODUCTS if rank(product.words, typed.lower()) is not None]


SUGGESTED: list[tuple[bool, Sequence[str], Suggestion | None]] = [
    (True, [*"ma", "tab"], PRODUCTS[2]),
    (True, [*"nouveau soin", "tab"], Suggestion("", "nouveau soin")),
    (True, ["down", "down", "tab"], PRODUCTS[0]),
    (True, ["s", "down", "tab"], PRODUCTS[1]),
    (False, [*"vis", "tab"], PRODUCTS[1]),
    (False, [*"zz", "tab"], None),
]


@pytest.mark.parametrize(("free", "keys", "answer"), SUGGESTED)
async def test_a_search_proposes(free: bool, keys: Sequence[str], answer: Suggestion | None) -> None:
    app = FieldApp(lambda: SuggestInput(find_products, free=free))
    async with app.run_test() as pilot:
        entry = app.entry
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert entry.answer == answer


async def test_late_answers_of_a_search_are_dropped() -> None:
    gate = asyncio.Event()

    async def slow(typed: str) -> Sequence[Suggestion]:
        if typed == "s":
            await gate.wait()
        return [Suggestion(typed, f"{typed} found")]

    app = FieldApp(lambda: SuggestInput(slow))
    async with app.run_test() as pilot:
        entry = app.entry
        await pilot.press("s", "p")
        gate.set()
        await app.workers.wait_for_complete()
        await pilot.press("tab")
        assert entry.answer == Suggestion("sp", "sp found")


async def test_a_draft_of_a_suggestion_keeps_its_code() -> None:
    app = FieldApp(lambda: SuggestInput(find_products))
    async with app.run_test():
        app.entry.set_answer(PRODUCTS[0])
        kept = app.entry.typed
        app.entry.set_answer(None)
        assert app.entry.answer is None
        app.entry.set_typed(kept)
        assert app.entry.answer == Suggestion("1", "Spa")
