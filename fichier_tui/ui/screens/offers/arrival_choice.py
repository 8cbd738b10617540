"""What arrives: a product or a category, by its first letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.proposals import Arriving
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _
from fichier_tui.storage import find_arriving
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.form import Form
from fichier_tui.ui.form_spec import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.choosers import Suggestion

_CATEGORY = "category"


class OneChoice(Form):
    """A form of one field: what is taken from the list needs no second Enter."""

    def action_go_on(self) -> None:
        """There is no next field."""
        self.action_save()


class ArrivingDialog(Dialog[Arriving]):
    """Gives what arrives."""

    SAVES = False
    HELP_WORDS = (N_("Type the first letters of a product or of a category, then Enter: its best buyers come."),)

    def __init__(self, proposed: Arriving | None = None) -> None:
        super().__init__()
        self.proposed = proposed

    def heading(self) -> Content:
        """The question."""
        return shown(_("What arrives?"))

    def compose_box(self) -> Iterable[Widget]:
        """One field."""
        yield OneChoice((FieldSpec("what", N_("What"), "suggest", search=self.find, required=True, free=False),))

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Form).go_to("what")

    async def find(self, text: str) -> Sequence[Suggestion]:
        """Categories and products of that name; before anything is typed, what is meant most likely comes first."""
        try:
            found = await self.fichier.ask(find_arriving, text)
        except Refusal:
            return ()
        first = () if text or self.proposed is None else (self.proposed,)
        return tuple(_suggested(one) for one in dict.fromkeys((*first, *found)))

    @on(Form.Saved)
    def _saved(self, message: Form.Saved) -> None:
        chosen: Suggestion = message.answers["what"]
        self.dismiss(Arriving(chosen.words, None if chosen.code == _CATEGORY else int(chosen.code)))

    @on(Form.Left)
    def _left(self) -> None:
        self.dismiss(None)


def _suggested(one: Arriving) -> Suggestion:
    if one.product_id is None:
        return Suggestion(_CATEGORY, one.name, _("category"))
    return Suggestion(str(one.product_id), one.name)


async def choose_arriving(app: FichierApp, proposed: str = "") -> None:
    """Ask what arrives (`proposed` is the name of a product), then show its best buyers."""
    from fichier_tui.ui.screens.offers.arrival import open_arrival

    try:
        found = await app.ask(find_arriving, proposed) if proposed else ()
    except Refusal as refusal:
        app.refuse(refusal)
        return
    exact = next((one for one in found if one.product_id is not None and fold(one.name) == fold(proposed)), None)

    async def chosen(arriving: Arriving | None) -> None:
        if arriving is not None:
            await open_arrival(app, arriving)

    await app.push_screen(ArrivingDialog(exact), chosen)
