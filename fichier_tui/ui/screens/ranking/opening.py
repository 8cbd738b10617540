"""The way to the classes of clients: from the best clients, from the segments, from the palette anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from fichier_tui.domain.permission import TOTALS
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.command import Command
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp
    from fichier_tui.ui.base import FichierScreen

RANKING = keys.Key(
    "ranking.open",
    "r",
    "ranking",
    N_("Classes of clients (RFM)"),
    N_("Classes"),
    N_("Champions, loyal, at risk, lost: by how lately, how often and for how much they bought."),
    rank=15,
    synonyms=N_("rfm recency frequency amount champions loyal risk lost"),
    permission=TOTALS,
)


async def open_ranking(app: FichierApp) -> None:
    """Show the classes of clients."""
    from fichier_tui.ui.screens.ranking.screen import RankingScreen

    await app.push_screen(RankingScreen())


def ranking_command(screen: FichierScreen[Any]) -> Iterator[Command]:
    """The command of the palette, on every screen of an open file that has no key for it."""
    if not screen.fichier.shop.locked:
        run = partial(open_ranking, screen.fichier)
        yield Command(RANKING.id, shown(_(RANKING.words)), run, synonyms=_(RANKING.synonyms), permission=TOTALS)
