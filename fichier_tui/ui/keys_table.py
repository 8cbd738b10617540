"""The keys of every screen as the README tells them."""

from __future__ import annotations

from collections.abc import Iterable

from fichier_tui import i18n
from fichier_tui.i18n import _
from fichier_tui.ui.keys import GLOBAL_KEYS, LIST_KEYS, LOCK, QUIT, SAVE, Key, key_name


def keys_table(language: str, keys: Iterable[Key] = (*GLOBAL_KEYS, LOCK, QUIT, *LIST_KEYS, SAVE)) -> str:
    """The keys as a Markdown table in `language`, for the README."""
    before = i18n.language()
    i18n.use_language(language)
    try:
        lines = ["| " + _("Key") + " | " + _("What it does") + " | |", "|---|---|---|"]
        for key in keys:
            names = ", ".join(key_name(name.strip()) for name in key.keys.split(","))
            lines.append(f"| {names} | {_(key.words)} | {_(key.tooltip)} |")
        return "\n".join(lines) + "\n"
    finally:
        i18n.use_language(before)
