"""A field of the shop's own made for a column of a foreign file: its purpose is asked, as in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fichier_tui.domain.import_fields import CUSTOM_PREFIX
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.importing import ForeignFile
from fichier_tui.exchange.own_values import proposed_field
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.screens.settings.field_form import OwnFieldDialog

SEARCHED = 5_000
"""Rows by which the type of the field is proposed."""


async def make_field(
    screen: FichierScreen[Any], foreign: ForeignFile, place: int, become: Callable[[str, ForeignFile], None]
) -> None:
    """Ask for the field; once it is made, the column fills it."""
    app = screen.fichier
    column, cells = foreign.mapping.columns[place], foreign.table.samples(SEARCHED)[place]
    dialog = OwnFieldDialog(proposed=proposed_field(column.heading, cells, app.today()))
    try:
        await dialog.prepare()
    except Refusal as refusal:
        app.refuse(refusal)
        return

    def made(written: bool | None) -> None:
        if written and dialog.saved is not None:
            become(CUSTOM_PREFIX + dialog.saved.key, replace(foreign, own=(*foreign.own, dialog.saved)))

    await app.push_screen(dialog, made)
    dialog.form.go_to("purpose")
