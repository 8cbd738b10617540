"""What the RGPD centre holds, in the order shown. A new register is a line in `ENTRIES`.

What an opener shows is imported when it is first asked for: the program starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fichier_tui.i18n import N_
from fichier_tui.ui.screens.settings.sections import Section

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


async def _open_requests(app: FichierApp) -> None:
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.rights.requests import RequestsScreen

    await show_list(app, RequestsScreen())


async def _requests_state(app: FichierApp) -> str:
    from fichier_tui.storage.rights import requests_due
    from fichier_tui.ui.rights_words import due_words

    return due_words(await app.ask(requests_due))


ENTRIES: tuple[Section, ...] = (
    Section(
        "requests",
        N_("Requests"),
        N_("What people ask about their own data: access, correction, erasure… Each is answered within a month."),
        _open_requests,
        _requests_state,
    ),
)
