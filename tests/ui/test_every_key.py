"""Every key of every screen, dialog and widget of the program is declared, named, explained and safe."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.binding import Binding
from textual.widget import Widget

import fichier_tui.ui
from fichier_tui import i18n
from fichier_tui.ui import keys
from fichier_tui.ui.keyed_screen import KeyedScreen


def every_class() -> Iterator[type[Widget]]:
    """Every screen and widget class of the package."""
    for module in pkgutil.walk_packages(fichier_tui.ui.__path__, "fichier_tui.ui."):
        importlib.import_module(module.name)
    waiting: list[type[Widget]] = [Widget]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("fichier_tui."):
                yield kind


def own_bindings(kind: type[Widget]) -> list[Binding]:
    """The bindings that the class itself adds."""
    return list(Binding.make_bindings(kind.__dict__.get("BINDINGS", ())))


def test_every_key_that_is_shown_has_an_id_and_all_are_safe() -> None:
    for kind in every_class():
        for binding in own_bindings(kind):
            # What edits the text of a field is the keyboard's custom, shown nowhere.
            assert binding.id or not binding.show, f"{kind.__name__}: {binding.key} has no id"
            assert binding.key not in keys.UNSAFE_KEYS, f"{kind.__name__}: {binding.key}"


def test_every_key_of_a_screen_is_declared_with_words_and_a_sentence_in_both_languages() -> None:
    for kind in every_class():
        if not issubclass(kind, KeyedScreen):
            continue
        for binding in own_bindings(kind):
            key = keys.declared(binding.id)
            assert key is not None, f"{kind.__name__}: {binding.key} is not declared"
            assert key.tooltip, f"{kind.__name__}: {key.id} has no sentence"
            i18n.use_language("fr")
            assert i18n._(key.tooltip) != key.tooltip, f"{key.id} has no French"
            i18n.use_language("en")


def test_every_key_is_called_as_the_keyboard_prints_it() -> None:
    for kind in every_class():
        for binding in own_bindings(kind):
            key = keys.declared(binding.id)
            for name in key.keys.split(",") if key else ():
                printed = keys.key_name(name.strip())
                assert "_" not in printed.rpartition("+")[2][1:], f"{key}: {printed}"
                assert printed != name.strip().upper() or len(printed.rpartition("+")[2]) <= 3, f"{key}: {printed}"


def test_every_full_screen_tells_what_one_does_there() -> None:
    for kind in every_class():
        if issubclass(kind, KeyedScreen) and kind.__dict__.get("PLACE"):
            assert kind.HELP_WORDS, kind.__name__
