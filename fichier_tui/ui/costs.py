"""A better machine than on the day a passphrase was chosen: guessing it is made dearer, beside the work."""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from fichier_tui.domain.refusal import Refusal
from fichier_tui.ui.background import in_background

if TYPE_CHECKING:
    from fichier_tui.storage.keyring import KdfParameters
    from fichier_tui.storage.thread import OpenFile
    from fichier_tui.ui.app import FichierApp

MEASURED_EVERY = dt.timedelta(days=30)
# Seconds after an opening: the first screen is there by then, and does not make the machine seem slower than it is.
SETTLED_AFTER = 15


def raise_costs_later(app: FichierApp, file: OpenFile, passphrase: str) -> None:
    """After an opening: lock the slot anew with what this machine reaches, in the background; never cheaper."""
    app.set_timer(
        SETTLED_AFTER,
        lambda: in_background(app, partial(raise_now, app, file, passphrase), group="costs", exclusive=True),
    )


async def raise_now(app: FichierApp, file: OpenFile, passphrase: str) -> None:
    """Measure where a month has passed, then save a dearer slot if there is one."""
    from fichier_tui.storage import dearer_slot, raise_costs

    try:
        reached = await _reached(app)
        slot = await asyncio.to_thread(dearer_slot, file.folder, file.key, passphrase, reached)
        if slot is not None and app.file is file:
            await app.ask(raise_costs, file.folder, slot)
    except Refusal:
        return  # A full disk, the file locked meanwhile, too little memory: at another opening.


async def _reached(app: FichierApp) -> KdfParameters:
    """What this machine reaches in half a second: measured once a month, kept in its settings."""
    from fichier_tui.storage import keyring

    settings, today = app.settings, app.now().date()
    kept = keyring.KdfParameters(settings.argon2_memory, keyring.PASSES, keyring.LANES)
    if kept.are_allowed() and _is_recent(settings.argon2_measured_on, today):
        return kept
    measured = await asyncio.to_thread(keyring.choose_parameters)
    app.settings = app.settings.changed(argon2_memory=measured.memory, argon2_measured_on=today.isoformat())
    return measured


def _is_recent(day: str, today: dt.date) -> bool:
    try:
        return abs(today - dt.date.fromisoformat(day)) < MEASURED_EVERY
    except ValueError:
        return False
