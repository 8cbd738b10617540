"""The forms of the staff: somebody new, another name or role; those of passphrases alone are in `staff_passphrases`.

A name, a login, a role that were typed are kept as a draft; a passphrase never is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.permission import RECEPTION
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.staffing import login_from
from fichier_tui.domain.text import clean_line
from fichier_tui.i18n import N_, _
from fichier_tui.storage import OpenFile
from fichier_tui.storage.concurrent_edit import MEMBER, MemberDetails
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff.members import add_member, change_role, read_member, rename_member
from fichier_tui.ui import keys
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec, Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices, show_form
from fichier_tui.ui.screens.card.keys import FRESH, LEAVE, SAVE
from fichier_tui.ui.screens.settings.staff_handover import HandoverDialog
from fichier_tui.ui.screens.welcome.answers import passphrase_complaint
from fichier_tui.ui.screens.welcome.steps import Meter
from fichier_tui.ui.staff_words import MAY, ROLES
from fichier_tui.ui.widgets.entry import Entry
from fichier_tui.ui.widgets.status_line import BUSY
from fichier_tui.ui.words import sentence

GIVE_UP = keys.Key(
    "staff.give_up", "escape", "leave", N_("Leave, change nothing"), N_("Leave"),
    N_("Go back without saving; nothing of what was typed is kept."), rank=60,
)  # fmt: skip
SUGGESTED_BITS = 88
# Under which field a refusal is said; any other is about the passphrase.
_FAULTY = {
    "login.taken": "login",
    "login.invalid": "login",
    "staff.nameless": "name",
    "staff.unknown_role": "role",
    "staff.last_owner": "role",
    "staff.oneself": "role",
    "passphrase.wrong": "old",
}


def file_of(app: FichierApp) -> OpenFile:
    """The open file, whose folder and key the verbs of the staff need. Raises Refusal("file.locked")."""
    if not isinstance(app.file, OpenFile):
        raise Refusal("file.locked")
    return app.file


class StaffForm(FormDialog):
    """What the forms have in common: a line that tells of the role, a measure of the passphrase."""

    KEYS: ClassVar[tuple[keys.Key, ...]] = (SAVE, GIVE_UP)
    MEASURED: ClassVar[str] = "passphrase"
    """The field whose passphrase is measured."""
    TOLD: ClassVar[str] = ""
    """A sentence that stands under the fields (a message id)."""
    DEFAULT_CSS = """
    StaffForm {
        Meter { height: 1; margin: 0 2; }
        .staff--told { height: auto; margin: 1 2 0 2; color: $text-muted; }
    }
    """

    def __init__(self, draft_key: str = "") -> None:
        super().__init__(draft_key)
        self.meter = Meter()
        self.told = Static(classes="staff--told", markup=False)
        self.strength = ""
        self.proposed = ""
        self.handover: HandoverDialog | None = None
        """What is to be handed over, once it is saved."""

    def compose_box(self) -> Iterable[Widget]:
        """The fields, how hard the passphrase is to guess, what it means."""
        yield from super().compose_box()
        if self.MEASURED in self.form.fields:
            yield self.meter
        yield self.told

    async def prepare(self) -> None:
        """Measure what is proposed, and tell what it means."""
        await super().prepare()
        self._tell()
        if self.MEASURED in self.form.fields:
            await self._measure()

    def on_form_edited(self, event: Form.Edited) -> None:
        """What is typed is measured; another role may do other things."""
        if event.key == self.MEASURED:
            in_background(self, self._measure, group="measure", exclusive=True)
        self._tell()

    async def _measure(self) -> None:
        from fichier_tui.storage.staff.passphrase import estimate_strength

        typed = self.typed(self.MEASURED)
        shop = self.fichier.shop
        names = [self.typed(name) for name in ("name", "login") if name in self.form.fields]
        known = (shop.business, shop.staff, *names)
        found = await asyncio.to_thread(estimate_strength, typed, known)
        self.strength = found.code if typed else ""
        bits = SUGGESTED_BITS if typed and typed == self.proposed else found.bits
        self.meter.bits, self.meter.strength = bits, self.strength

    def typed(self, key: str) -> str:
        """What stands in a field, as it is."""
        entry = self.form.entry(key)
        return entry.value if isinstance(entry, Entry) else ""

    def hide(self, *names: str) -> None:
        """These fields show dots."""
        for name in names:
            entry = self.form.entry(name)
            assert isinstance(entry, Entry)
            entry.password = True

    def _tell(self) -> None:
        role = self.form.answers().get("role")
        self.told.update(Content(_(MAY[role]) if role in MAY else _(self.TOLD) if self.TOLD else ""))

    def refuse_at(self, refusal: Refusal) -> None:
        """Say it under the field that it is about."""
        field = _FAULTY.get(refusal.code, self.MEASURED)
        self.form.refuse(field if field in self.form.fields else self.form.specs[0].key, sentence(refusal))

    def complains(self, passphrase: str, again: str) -> bool:
        """Whether the passphrase is not taken; why is said under its field."""
        complaint = passphrase_complaint(passphrase, again, self.strength)
        if complaint:
            self.form.refuse(self.MEASURED if passphrase == again or not again else "again", _(complaint))
        return bool(complaint)

    def refresh_words(self) -> None:
        """What is told is stored translated."""
        super().refresh_words()
        self._tell()


async def show_staff_form(app: FichierApp, form: StaffForm) -> None:
    """Show a form of the staff; what is to be handed over is shown once it has closed."""

    def hand_over() -> None:
        if form.handover is not None:
            app.push_screen(form.handover)

    await show_form(app, form, hand_over)


def propose_passphrase() -> str:
    """One that means nothing, of `SUGGESTED_BITS`."""
    from fichier_tui.storage.staff.passphrase import suggest_passphrase

    return suggest_passphrase()


class NewMemberDialog(StaffForm):
    """Somebody new: a name, a login, a role, a first passphrase to be handed over."""

    KEYS = (SAVE, LEAVE, FRESH)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The login is what is chosen at the lock screen; it stays with the lines of the journal."),
        N_("The first passphrase is proposed: note it on paper, hand it over; whoever gets it chooses another one."),
    )

    def __init__(self, told: Callable[[int], object] = lambda _number: None) -> None:
        """`told` is given the number of whom was added, before the list is read again."""
        super().__init__("member.new")
        self._tell_number = told
        self._login = ""
        """The login that was proposed last."""

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Somebody new"))

    def specs(self) -> Sequence[FieldSpec]:
        """Everything is asked; only the name has to be typed."""
        return (
            FieldSpec("name", N_("Name"), required=True, hint=N_("what everybody calls her or him")),
            FieldSpec("login", N_("Login"), required=True),
            FieldSpec("role", N_("Role"), "choice", choices=choices(ROLES), free=False, required=True),
            FieldSpec("passphrase", N_("First passphrase"), required=True, secret=True),
        )

    async def values(self) -> Mapping[str, Any]:
        """The reception, and a passphrase that means nothing."""
        self.proposed = propose_passphrase()
        return {"role": RECEPTION, "passphrase": self.proposed}

    def on_form_edited(self, event: Form.Edited) -> None:
        """The login follows the name until somebody types another."""
        super().on_form_edited(event)
        if event.key == "name":
            entry = self.form.entry("login")
            proposed = login_from(self.typed("name"))
            if isinstance(entry, Entry) and entry.value in ("", self._login):
                entry.set_typed(proposed)
            self._login = proposed

    async def write(self, answers: dict[str, Any]) -> bool:
        """The keyring and the table, then the passphrase once more, to be handed over."""
        passphrase = self.typed("passphrase")
        if self.complains(passphrase, passphrase):
            return False
        file = file_of(self.fichier)
        self.fichier.tell(_("A key is being made for {name}…").format(name=clean_line(answers["name"])), BUSY)
        try:
            made = await self.fichier.ask(
                add_member, file.folder, file.key, answers["login"], answers["name"], answers["role"], passphrase
            )
        except Refusal as refusal:
            self.fichier.hush()
            self.refuse_at(refusal)
            return False
        self.tell_done(done("staff.added", name=made.name))
        self._tell_number(made.id)
        self.handover = HandoverDialog(made, passphrase)
        return True


class MemberDialog(StaffForm):
    """Another name or another role."""

    KEYS = (SAVE, LEAVE, FRESH)
    HELP_WORDS: ClassVar[tuple[str, ...]] = (
        N_("The login stays, for the journal knows it. The new role holds at once, on every computer."),
    )

    def __init__(self, member: StaffMember) -> None:
        super().__init__(f"member.{member.id}")
        self.member = member
        self.correct(MEMBER, member.id)

    def heading(self) -> Content:
        """Whose."""
        return shown(self.member.name)

    def specs(self) -> Sequence[FieldSpec]:
        """The name and the role."""
        return (
            FieldSpec("name", N_("Name"), required=True),
            FieldSpec("role", N_("Role"), "choice", choices=choices(ROLES), free=False, required=True),
        )

    async def values(self) -> Mapping[str, Any]:
        """As they are by now."""
        now = self.member if self.editing is None else self.editing.details
        return {"name": now.name, "role": now.role}

    async def write(self, answers: dict[str, Any]) -> bool:
        """Each change is an operation of its own; both are done, or none."""
        assert self.editing is not None
        file, login, before = file_of(self.fichier), self.member.login, self.editing.details
        mine = MemberDetails(clean_line(answers["name"]), answers["role"])

        def write(session: Session, number: int, details: MemberDetails) -> None:
            # The role last: it is in the keyring too, which no transaction takes back.
            now = read_member(session, number)
            if details.name != now.name:
                rename_member(session, login, details.name)
            if details.role != now.role:
                change_role(session, file.folder, file.key, login, details.role)

        try:
            if not await self.editing.save(mine, write):
                return False
        except Refusal as refusal:
            self.refuse_at(refusal)
            return False
        if mine.role != before.role:
            self.tell_done(done("staff.role_changed", name=mine.name))
        elif mine != before or self.editing.told:
            self.tell_done(done("staff.renamed", name=mine.name))
        return True
