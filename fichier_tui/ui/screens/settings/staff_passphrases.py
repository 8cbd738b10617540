"""The forms of the staff that ask for a passphrase alone: one that was forgotten, one's own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.await_complete import AwaitComplete
from textual.content import Content

from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage.staff.members import change_passphrase, reset_passphrase
from fichier_tui.ui import keys
from fichier_tui.ui.attempts import counted
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.keys import SAVE
from fichier_tui.ui.screens.front import SHOW
from fichier_tui.ui.screens.settings.staff_forms import GIVE_UP, StaffForm, file_of, propose_passphrase
from fichier_tui.ui.screens.settings.staff_handover import HandoverDialog
from fichier_tui.ui.widgets.entry import Entry
from fichier_tui.ui.widgets.status_line import BUSY, NOTE


class ForgottenDialog(StaffForm):
    """A new passphrase for somebody who forgot hers; also for the owner who came by the recovery sheet."""

    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The passphrase that was forgotten opens the file no more. Hand the new one over on paper."),
    )

    def __init__(self, member: StaffMember, *, by_sheet: bool = False) -> None:
        super().__init__()
        self.member, self.by_sheet = member, by_sheet

    def heading(self) -> Content:
        """Whose."""
        return shown(_("New passphrase: {name}").format(name=self.member.name))

    def dismiss(self, result: bool | None = None) -> AwaitComplete:
        """Who came by the sheet and leaves learns that the passphrase of before still stands."""
        if self.by_sheet and not result:
            words = _("Nothing was changed: the passphrase of before still opens the file, and so does this sheet.")
            self.fichier.tell(words, NOTE)
        return super().dismiss(result)

    def specs(self) -> Sequence[FieldSpec]:
        """One field, in which it can be read."""
        return (FieldSpec("passphrase", N_("Passphrase"), required=True, secret=True),)

    async def values(self) -> Mapping[str, Any]:
        """One that means nothing is proposed."""
        self.proposed = propose_passphrase()
        return {"passphrase": self.proposed}

    def _tell(self) -> None:
        words = (
            N_("You came by the recovery sheet. Note this passphrase, or type your own: it opens the file from now on.")
            if self.by_sheet
            else N_("The one that was forgotten opens the file no more. Note this one on paper and hand it over.")
        )
        self.told.update(Content(_(words)))

    async def write(self, answers: dict[str, Any]) -> bool:
        """Another slot; whoever came by the sheet goes on as that owner."""
        passphrase = self.typed("passphrase")
        if self.complains(passphrase, passphrase):
            return False
        file = file_of(self.fichier)
        self.fichier.tell(_("A key is being made for {name}…").format(name=self.member.name), BUSY)
        try:
            key = await self.fichier.ask(reset_passphrase, file.folder, file.key, self.member.login, passphrase)
        except Refusal as refusal:
            self.fichier.hush()
            self.refuse_at(refusal)
            return False
        await asyncio.to_thread(file.adopt, key)
        self.tell_done(done("staff.passphrase_reset", name=self.member.name))
        if not self.by_sheet:
            self.handover = HandoverDialog(self.member, passphrase)
        return True


class OwnPassphraseDialog(StaffForm):
    """One's own passphrase: everybody may change it."""

    KEYS: ClassVar[tuple[keys.Key, ...]] = (SAVE, SHOW, GIVE_UP)
    MEASURED = "new"
    TOLD = N_(
        "This does not protect against somebody who copied the file before and knows the old passphrase: that copy"
        " still opens with it."
    )
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("Type the passphrase that you have, then the new one twice. Nobody else's changes."),
        N_("A sentence of several words that nobody would put together is easy to remember and hard to guess."),
    )

    def heading(self) -> Content:
        """Its name."""
        return shown(_("My passphrase"))

    def specs(self) -> Sequence[FieldSpec]:
        """The old one, the new one twice."""
        return (
            FieldSpec("old", N_("The one you have"), required=True, secret=True),
            FieldSpec("new", N_("The new one"), required=True, secret=True),
            FieldSpec("again", N_("The same again"), required=True, secret=True),
        )

    async def prepare(self) -> None:
        """All three show dots."""
        await super().prepare()
        self.hide("old", "new", "again")

    def action_show(self) -> None:
        """F5: see what is typed, or hide it again."""
        for name in ("old", "new", "again"):
            entry = self.form.entry(name)
            assert isinstance(entry, Entry)
            entry.password = not entry.password

    async def write(self, answers: dict[str, Any]) -> bool:
        """It costs what this machine can bear to guess: a second."""
        new = self.typed("new")
        if self.complains(new, self.typed("again")):
            return False
        file = file_of(self.fichier)
        self.fichier.tell(_("Your key is being made…"), BUSY)
        try:
            async with counted(self.fichier, file):
                await self.fichier.ask(change_passphrase, file.folder, file.key, self.typed("old"), new)
        except Refusal as refusal:
            self.fichier.hush()
            self.refuse_at(refusal)
            return False
        self.tell_done(done("staff.passphrase_changed", name=self.fichier.shop.staff))
        return True
