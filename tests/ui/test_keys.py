"""Every key is declared once, safe on an AZERTY keyboard, and speaks both languages."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from fichier_tui import i18n
from fichier_tui.ui import keys
from fichier_tui.ui.keys_table import keys_table
from fichier_tui.ui.widgets.footer import KeyFooter
from tests.ui.example_screen import ExampleScreen, example_app


def test_every_global_key_is_safe_and_has_words_in_both_languages() -> None:
    for key in (*keys.GLOBAL_KEYS, *keys.LIST_KEYS, keys.SAVE):
        for name in key.keys.split(","):
            assert name not in keys.UNSAFE_KEYS
        i18n.use_language("fr")
        assert i18n._(key.tooltip) != key.tooltip, key.id
        assert key.tooltip
        i18n.use_language("en")


def test_no_two_global_keys_share_a_key() -> None:
    names = [name for key in (*keys.GLOBAL_KEYS, *keys.LIST_KEYS, keys.SAVE) for name in key.keys.split(",")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("unsafe", ["#", "at", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "f11", "ctrl+alt+a", "f5,tilde"])
def test_an_unsafe_key_cannot_be_declared(unsafe: str) -> None:
    with pytest.raises(ValueError, match="not safe"):
        keys.Key(f"test.{unsafe}", unsafe, "nothing", "Nothing")


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two keys"):
        keys.Key("help", "f5", "visit", "Visit")


@pytest.mark.parametrize(
    ("language", "key", "name"),
    [
        ("fr", "enter", "Entrée"),
        ("en", "enter", "Enter"),
        ("fr", "shift+f5", "Maj+F5"),
        ("fr", "ctrl+z", "Ctrl+Z"),
        ("fr", "semicolon", ";"),
        ("fr", "question_mark", "?"),
    ],
)
def test_keys_are_named_as_the_keyboard_prints_them(language: str, key: str, name: str) -> None:
    i18n.use_language(language)
    assert keys.key_name(key) == name


def test_the_table_for_the_readme_is_in_its_language_and_leaves_the_language_alone() -> None:
    table = keys_table("fr")
    assert "| F2 | Créer un contact | Une nouvelle personne ou société\u00a0; seul le nom est demandé. |" in table
    assert "| F10, Ctrl+P | Menu |" in table
    assert i18n.language() == "en"


def test_a_letter_is_its_capital_too_and_is_still_told_once() -> None:
    key = keys.Key("test.letter", "j,f5", "letter", "Letter")
    assert [binding.key for binding in Binding.make_bindings([key.binding()])] == ["j", "f5", "J"]
    assert key.shown_key == "J"


@pytest.mark.parametrize("pressed", ["o", "O"])
async def test_caps_lock_or_shift_does_not_make_a_letter_dead(pressed: str) -> None:
    class Lettered(ExampleScreen):
        """A screen with a letter of its own."""

        KEYS = (keys.Key("test.own", "o", "own", "Own", tooltip="Own."),)

        def action_own(self) -> None:
            """Say that it was done."""
            self.note("own done")

    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Lettered())
        await pilot.press(pressed)
        await pilot.pause()
        assert app.status.content.plain == "own done"
        assert [slot.text for slot in app.screen.query_one(KeyFooter).slots()].count("O Own") == 1
