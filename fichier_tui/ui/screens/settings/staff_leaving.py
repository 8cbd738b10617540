"""Somebody leaves: what it means is said before, how far it is meanwhile, what is left to think of afterwards."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.staff.departures import Departure, leave
from fichier_tui.storage.staff.members import MemberAccess
from fichier_tui.ui import format
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.progress import ProgressDialog
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.settings.staff_forms import file_of
from fichier_tui.ui.widgets.status_line import DONE

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

STOPPED = "staff.leaving_stopped"


class LeavingDialog(ProgressDialog):
    """The file is written anew under another key."""

    WORDS = N_("Everything is being written anew under another key. To stop is safe: nothing is lost at any moment.")
    STOPPED = STOPPED

    def __init__(self, access: MemberAccess) -> None:
        super().__init__()
        self.access = access
        self.departure: Departure | None = None
        """Once it is done."""

    def heading(self) -> Content:
        """Who leaves."""
        return shown(_("{name} leaves").format(name=self.access.member.name))

    def begin(self) -> None:
        """Once it is shown."""
        in_background(self, self._leave, group="leaving")

    async def _leave(self) -> None:
        app = self.fichier
        file = file_of(app)
        try:
            if not await app.copy_before("rekey"):
                self.dismiss(None)
                return
            async with app.without_copies():
                departure = await app.ask(leave, file.folder, file.key, self.access.member.login, self.working.tell)
                await asyncio.to_thread(file.adopt, departure.key)
        except Refusal as refusal:
            await app.changed()
            app.refuse(refusal)
            self.dismiss(None)
            return
        await app.changed()
        app.tell(done("staff.left", name=self.access.member.name), DONE)
        self.departure = departure
        self.dismiss(None)


def ask_to_leave(app: FichierApp, access: MemberAccess) -> None:
    """Ask first: what follows, and what does not."""
    name = access.member.name
    if access.is_leaving:
        body = _(
            "The departure is not finished: the program was stopped before everything was written under another key."
            " Until it is, what {name} copied meanwhile opens with the old passphrase."
        )
        yes = _("Finish it now")
    else:
        body = _(
            "{name} opens the file no more, on any computer. The file gets another key, under which everything is"
            " written anew: a few seconds. Everybody else keeps their passphrase, and the recovery sheet stays good."
            "\n\nWhat {name} noted stays, under the same name. Another program that has this file open is to be closed"
            " first."
        )
        yes = _("Yes, {name} leaves")
    question = Question(
        shown(_("{name} leaves").format(name=name)),
        shown_lines(body.format(name=name)),
        (Choice("no", _("No, change nothing"), "n"), Choice("yes", yes.format(name=name), yes[:1].lower())),
    )

    leaving = LeavingDialog(access)

    async def answered(answer: str | None) -> None:
        if answer == "yes":
            await app.push_screen(leaving, left)
            leaving.begin()

    async def left(_done: None) -> None:
        if leaving.departure is not None and leaving.departure.older_copies:
            await app.push_screen(_about_copies(access, leaving.departure), seen)

    async def seen(answer: str | None) -> None:
        if answer == "look":
            from fichier_tui.ui.screens.settings.sections import SECTIONS

            await next(section for section in SECTIONS if section.code == "copies").opener(app)

    app.push_screen(question, answered)


def _about_copies(access: MemberAccess, departure: Departure) -> Question:
    """The copies of before open with the passphrase of before: nothing can change that."""
    count = len(departure.older_copies)
    words = ngettext(
        "{count} safety copy was made before: whoever has it and knows {name}'s passphrase opens it. A copy under the"
        " new key is made, so the older one may go; the one on a stick too.",
        "{count} safety copies were made before: whoever has one and knows {name}'s passphrase opens it. A copy under"
        " the new key is made, so the older ones may go; those on a stick too.",
        count,
    ).format(count=format.number(count), name=access.member.name)
    look, later = _("Look at the copies now"), _("Later, among the safety copies")
    answers = (Choice("later", later, later[:1].lower()), Choice("look", look, look[:1].lower()))
    return Question(_("Copies of before"), shown(words), answers)
