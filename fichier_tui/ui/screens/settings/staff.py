"""Who opens the file, and as what: they come, forget their passphrase, change, leave. One's own passphrase, for all."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from fichier_tui.domain.permission import STAFF
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage import keyring
from fichier_tui.storage.staff.members import MemberAccess, list_access, list_staff, new_recovery_sheet, sheet_made_at
from fichier_tui.ui import format, keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen, show_list
from fichier_tui.ui.screens.settings.staff_forms import (
    MemberDialog,
    NewMemberDialog,
    file_of,
    show_staff_form,
)
from fichier_tui.ui.screens.settings.staff_handover import SheetDialog
from fichier_tui.ui.screens.settings.staff_leaving import ask_to_leave
from fichier_tui.ui.screens.settings.staff_passphrases import ForgottenDialog, OwnPassphraseDialog
from fichier_tui.ui.staff_words import role_words
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

NEW = keys.Key(
    "staff.new", "n,insert", "new", N_("Somebody new"), N_("Add"),
    N_("A name, a login, a role, a first passphrase to be handed over."), 5, synonyms=N_("add member hire employee"),
)  # fmt: skip
MINE = keys.Key(
    "staff.mine", "p", "mine", N_("My passphrase"), N_("Mine"), N_("Change your own passphrase."), 12,
    synonyms=N_("password change own"),
)  # fmt: skip
FORGOTTEN = keys.Key(
    "staff.forgotten", "o", "forgotten", N_("New passphrase for somebody"), N_("Passphrase"),
    N_("A first one for the one under the cursor, or one in place of what was forgotten, which ends."), 14,
    synonyms=N_("forgotten reset lost first password"),
)  # fmt: skip
SHEET = keys.Key(
    "staff.sheet", "s", "sheet", N_("New recovery sheet"), N_("Sheet"),
    N_("Another code to be noted on paper; the sheet before opens this file no more."), 16,
    synonyms=N_("recovery code print"),
)  # fmt: skip
LEAVES = keys.Key(
    "staff.leaves", "delete", "leave", N_("Leaves the house"), N_("Leaves"),
    N_("Opens the file no more: it gets another key, and everybody else keeps their passphrase."), 18,
    synonyms=N_("departure remove fire revoke"),
)  # fmt: skip


class StaffScreen(ListScreen[MemberAccess]):
    """A line for each person, those who left at the end."""

    TITLE_WORDS = N_("Staff")
    HELP_WORDS = (
        N_("Each person has a login, a role and a passphrase that nobody else knows. Have two owners: one may be ill."),
        N_("N adds somebody, Enter changes the name or the role, O gives a first passphrase, or another."),
        N_(
            "Del when somebody leaves: the file gets another key. What was copied before opens with the old passphrase."
        ),
    )
    KEYS = (NEW, MINE, FORGOTTEN, SHEET, LEAVES)
    ON_ROW = ("edit", "forgotten", "leave")
    NO_ROW = N_("There is nobody here.")
    FRAMED = True

    def __init__(self) -> None:
        super().__init__()
        self._sheet_at: dt.datetime | None = None
        """When the recovery sheet was made anew; None for the one that came with the file."""

    def columns(self) -> tuple[Column[MemberAccess], ...]:
        """Who, as what, since when, with which passphrase."""
        return (
            Column("name", N_("Name"), self._called, width=16, flex=2, most=36),
            Column("login", N_("Login"), lambda access: shown(access.member.login), width=10, flex=1, most=20),
            Column("role", N_("Role"), lambda access: Content(role_words(access.member.role)), width=10),
            Column("since", N_("Since"), self._since, width=10, priority=3),
            Column("passphrase", N_("Passphrase"), self._passphrase, width=20, flex=1, most=34, priority=2),
        )

    def crumbs(self) -> tuple[str, ...]:
        """The settings, then its name."""
        return (_("Settings"), _(self.TITLE_WORDS))

    def number_of(self, row: MemberAccess) -> int:
        """The number in the table."""
        return row.member.id

    async def read(self, app: FichierApp) -> None:
        """Everybody, those who work here first."""
        self.take(await app.ask(list_access, file_of(app).folder))
        self._sheet_at = await app.ask(sheet_made_at)

    def heading(self) -> Content:
        """How many work here."""
        return Content(format.people(sum(access.left_on is None for access in self.rows.values())))

    def show_rows(self) -> None:
        """Under the list, which recovery sheet opens the file."""
        super().show_rows()
        if self._sheet_at is not None and not self.is_left:
            day = format.day_short(self._sheet_at.astimezone().date(), self.fichier.today())
            self.query_one("#listed").border_subtitle = shown(_("recovery sheet of {day}").format(day=day))

    def _called(self, access: MemberAccess) -> Content:
        if access.left_on is not None:
            return shown(access.member.name, "$text-muted")
        return shown(access.member.name, "bold")

    def _since(self, access: MemberAccess) -> Content:
        return Content(format.day_short(access.created_at.astimezone().date(), self.fichier.today()))

    def _passphrase(self, access: MemberAccess) -> Content:
        today = self.fichier.today()
        if access.is_leaving:
            return shown(_("departure not finished"), "$text-warning")
        if access.left_on is not None:
            return shown(_("left {day}").format(day=format.day_short(access.left_on, today)), "$text-muted")
        if not access.opens:
            return shown(_("none yet (O)"), "$text-warning")
        if access.passphrase_at is None:
            return Content(_("has one"))
        day = format.day_short(access.passphrase_at.astimezone().date(), today)
        return Content(_("of {day}").format(day=day))

    def _is_oneself(self, access: MemberAccess) -> bool:
        return access.member.login == file_of(self.fichier).key.login

    def disabled_reason(self, action: str) -> str | None:
        """Who left comes back by nothing; of oneself one's own passphrase is changed."""
        if (chosen := self.chosen) is not None and action in self.ON_ROW:
            if chosen.left_on is not None and not (action == "leave" and chosen.is_leaving):
                return _("{name} has left.").format(name=chosen.member.name)
            if action == "forgotten" and self._is_oneself(chosen):
                return _("This is you: P changes your passphrase.")
            if action == "leave" and self._is_oneself(chosen):
                return _("This is you: another owner does that.")
        return super().disabled_reason(action)

    # Keys

    async def action_new(self) -> None:
        """N."""
        await show_staff_form(self.fichier, NewMemberDialog(self.expect))

    @on(PagedList.Selected)
    async def action_edit(self) -> None:
        """Enter, or F4: the name and the role."""
        if (chosen := self.chosen) is not None:
            if (reason := self.disabled_reason("edit")) is not None:
                self.refuse(reason)
                return
            await show_staff_form(self.fichier, MemberDialog(chosen.member))

    async def action_mine(self) -> None:
        """P."""
        await show_staff_form(self.fichier, OwnPassphraseDialog())

    async def action_forgotten(self) -> None:
        """O."""
        if self.chosen is not None:
            await show_staff_form(self.fichier, ForgottenDialog(self.chosen.member))

    async def action_sheet(self) -> None:
        """S: the sheet in the drawer is worth nothing once the new one is checked."""
        await make_sheet(self.fichier)

    def action_leave(self) -> None:
        """Del."""
        if self.chosen is not None:
            ask_to_leave(self.fichier, self.chosen)


async def make_sheet(app: FichierApp) -> None:
    """Another recovery sheet: its code is shown, checked, and only then is it that of the file."""
    code = keyring.new_recovery_code()

    async def checked(is_right: bool | None) -> None:
        if not is_right:
            return
        try:
            file = file_of(app)
            await app.ask(new_recovery_sheet, file.folder, file.key, code)
        except Refusal as refusal:
            app.refuse(refusal)
            return
        app.tell(done("staff.sheet_made"))
        await app.changed()

    await app.push_screen(SheetDialog(code), checked)


async def choose_after_recovery(app: FichierApp) -> None:
    """The file was opened with the recovery sheet: a new passphrase for its owner, then another sheet."""
    form = ForgottenDialog(await app.ask(lambda session: session.staff), by_sheet=True)
    await show_form(app, form, lambda: in_background(app, partial(make_sheet, app), group="sheet"))


async def open_staff(app: FichierApp) -> None:
    """The staff for an owner, one's own passphrase for everybody else."""
    if app.shop.may(STAFF):
        await show_list(app, StaffScreen())
    else:
        await show_staff_form(app, OwnPassphraseDialog())


async def staff_state(app: FichierApp) -> str:
    """How many work here; for who may not change that, who one is."""
    if app.shop.may(STAFF):
        return format.people(len(await app.ask(list_staff)))
    return f"{app.shop.staff}, {role_words(app.shop.role).lower()}"
