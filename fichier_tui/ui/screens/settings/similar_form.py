"""Whether clients are told, as they give their address, of messages on similar products: only then may they be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content

from fichier_tui.i18n import N_, _
from fichier_tui.storage import change_setting, read_settings
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog
from fichier_tui.ui.widgets.choosers import Choice

YES, NO = "yes", "no"


class SimilarProductsDialog(FormDialog):
    """One question, answered no until the shop says otherwise."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The law lets one write to a client about products like those bought, without having asked, on conditions."),
        N_("The client gave the address at that sale, was told what for, could refuse then, and can in each message."),
        N_("It concerns e-mails and SMS for three years after a sale; never calls. This is no legal advice."),
    )

    def __init__(self) -> None:
        super().__init__("similar_products")

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Similar products"))

    def specs(self) -> Sequence[FieldSpec]:
        """Yes or no."""
        return (
            FieldSpec(
                "informs",
                N_("Clients are told"),
                "choice",
                required=True,
                choices=(Choice(NO, N_("no")), Choice(YES, N_("yes"))),
                free=False,
            ),
        )

    async def values(self) -> Mapping[str, Any]:
        """The present answer."""
        return {"informs": YES if (await self.fichier.ask(read_settings)).informs_at_sale else NO}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Set it."""
        await self.fichier.ask(change_setting, "informs_at_sale", answers["informs"] == YES)
        self.fichier.tell(done("setting.changed", key="informs_at_sale"))
        return True


def similar_words(informs: bool) -> str:
    """ "not used", or that clients are told."""
    return _("clients are told") if informs else _("not used")
