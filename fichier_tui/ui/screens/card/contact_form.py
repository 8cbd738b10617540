"""The form of a contact, new or known: only a name is required; a draft is kept, nobody's work overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual import work
from textual.binding import ActiveBinding
from textual.content import Content
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.completing import complete_with
from fichier_tui.domain.contact import Contact, ContactDetails, cleaned
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import fold
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import (
    create_contact,
    own_fields,
    read_contact,
)
from fichier_tui.storage.concurrent_edit import CONTACT
from fichier_tui.storage.rights.field_use import hidden_fields
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.done import done
from fichier_tui.ui.draft import Draft
from fichier_tui.ui.editing import Editing
from fichier_tui.ui.form import Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card import keys
from fichier_tui.ui.screens.card.address_fields import AddressFields
from fichier_tui.ui.screens.card.alike import AlikeNotice, find_alike
from fichier_tui.ui.screens.card.contact_fields import answers_of, beside, details_from, specs, with_capitals
from fichier_tui.ui.screens.card.facts import known_purposes, purposes
from fichier_tui.ui.words import sentence

NEW = "contact.new"
LONGEST = {"last_name": 80, "first_name": 80, "company_name": 160}
"""Characters of what is typed anew; what the file has already, from an import, stays."""
LOOKED_UP = ("last_name", "first_name", "phone", "email", "company_name", "birth", "card_number", "street", "postcode",
             "town")  # fmt: skip
"""The fields that tell whether the contact may be in the file already, without their place among several."""


class ContactForm(FichierScreen[int]):
    """Gives the number of the contact that was saved; None where nothing was."""

    PLACE = "contacts"
    AT_WORK = True
    TITLE_WORDS = N_("Contact")
    HELP_WORDS = (
        N_("Only a name is required, or a way to reach somebody. Enter goes to the next field, Ctrl+S saves at once."),
        N_("Esc leaves: what was typed is kept as a draft, which comes back with the form."),
    )
    KEYS = (keys.SAVE, keys.LEAVE, keys.FRESH, keys.INSTEAD)
    CSS_PATH = "contact_form.tcss"

    def __init__(
        self, contact: Contact | None, start: ContactDetails | None = None, *, added: ContactDetails | None = None
    ) -> None:
        """For a known contact, or a new one that starts as `start`; `added` is what to propose for a known one."""
        super().__init__()
        self.contact = contact
        self.details = contact.details if contact else start or ContactDetails()
        # A form that starts from another search is another draft: nobody gets somebody else's telephone.
        self.came_back = False
        """Whether it was told that the person was erased: saved again, it is its own will."""
        self.draft = Draft(self, f"contact.{contact.id}" if contact else f"{NEW}.{fold(self.details.display_name)}")
        self.editing = Editing(self, CONTACT, contact.id, lambda: self.form) if contact else None
        self.own: tuple[OwnField, ...] = ()
        self.hidden: frozenset[str] = frozenset()
        """The fields of the program that the shop took away."""
        self.form = Form(())
        self.saving = False
        self.notice = Static(id="notice", markup=False)
        self.alike = AlikeNotice()
        self.added = added
        self.instead: ContactDetails | None = None
        """What is proposed for the card that was opened instead."""

    async def prepare(self) -> None:
        """Read what the form needs, before it is shown. Raises Refusal."""
        self.own = await self.fichier.ask(own_fields)
        self.hidden = await self.fichier.ask(hidden_fields)
        if self.editing is not None:
            self.details = await self.editing.begin()
        self.addresses = AddressFields(self.fichier)
        self.form = self._new_form(self.added or self.details)
        await self._fill()
        if self.added is not None:
            self._add(self.added)
        elif self.contact is None:
            await self._look_up()

    async def _fill(self) -> None:
        """What the card says, over it what had been typed."""
        self.form.fill(answers_of(self.details, self.own))
        draft, since = await self.draft.read(), await self._saved_since_draft()
        self.form.restore(beside(draft, answers_of(self.details, self.own)) if since else draft)
        if self.draft.there:
            self._notify(Content("\n").join(filter(None, (self.draft.words(), since))))

    async def _saved_since_draft(self) -> Content | None:
        """Who saved the card since the draft was kept."""
        if self.draft.kept is None or self.editing is None:
            return None
        return await self.editing.since_draft(self.draft.kept.saved_at)

    def _new_form(self, details: ContactDetails) -> Form:
        form = Form(specs(details, self.own, self.addresses, self.hidden), today=self.fichier.today)
        self.addresses.form = form
        return form

    def _add(self, added: ContactDetails) -> None:
        """Put what the contact lacks in its fields, to be saved or left."""
        before, now = answers_of(self.details, self.own), answers_of(added, self.own)
        labels = {spec.key: _(spec.label) for spec in self.form.specs}
        new = [key for key in labels if (now.get(key) or "") != (before.get(key) or "")]
        for key in new:
            self.form.entry(key).set_answer(now[key])
        fields = ", ".join(labels[key] for key in new)
        self._notify(shown(_("Added from what you typed: {fields}. Ctrl+S keeps it.").format(fields=fields)))

    def start(self) -> None:
        """Put the cursor where one begins."""
        named = self.contact is None and self.form.answers()["last_name"] and self.form.answers()["first_name"]
        self.form.go_to("phone_0" if named else "last_name")

    def compose_body(self) -> Iterable[Widget]:
        """What is to be known, then the fields."""
        return (self.notice, self.alike, self.form)

    def more_help(self) -> Iterable[Content]:
        """What each field serves for."""
        return [*purposes(self.own), *known_purposes()]

    def crumbs(self) -> tuple[str, ...]:
        """Whose form, and who else types in it."""
        name = self.contact.name if self.contact else _("New contact")
        typing = self.editing.typing_words() if self.editing else ""
        # In one with the name: of several crumbs only the last is sure to be read whole.
        return (_("Card"), f"{name} · {typing}") if typing else (name,)

    def _notify(self, words: Content | None) -> None:
        """Say something above the fields; None takes it away."""
        self.notice.update(words or Content(""))
        self.notice.set_class(words is not None, "-there")

    def disabled_reason(self, action: str) -> str | None:
        """What belongs to a card waits until the form is saved or left."""
        if action == "fresh" and not self.draft.there:
            return _(keys.FRESH.elsewhere)
        if action == "instead" and self.alike.first is None:
            return _(keys.INSTEAD.elsewhere)
        if action in ("new_contact", "undo", "drafts", "journal", "visit", "purchase", "plan", "edit"):
            return _("Save with Ctrl+S first, or leave with Esc: the draft is kept.")
        return super().disabled_reason(action)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Save and leave are told in every field."""
        return keys.with_form_keys(super().active_bindings, self)

    def action_save(self) -> None:
        """Save, if everything can be read."""
        self.form.action_save()

    def action_leave(self) -> None:
        """Leave; the draft is kept."""
        self.form.action_leave()

    async def action_fresh(self) -> None:
        """Forget the draft; another one of the same form, typed in another program, comes in its place."""
        try:
            await self.draft.drop()
            self._notify(None)
            await self._fill()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.start()
        self.refresh_bindings()

    async def keep_typed(self) -> None:
        """Keep what is typed, and see who else types here."""
        await self.draft.keep(self.form.draft())
        if self.editing is not None and await self.editing.see_who_types(self.draft.key):
            self.refresh_title()

    def refresh_words(self) -> None:
        """The form has words of its own."""
        self.form.refresh_words()
        super().refresh_words()

    async def on_form_left(self, event: Form.Left) -> None:
        """Keep what was typed, and leave."""
        event.stop()
        if await self.draft.keep_to_leave(event.draft):
            self.dismiss(None)

    def on_form_saved(self, event: Form.Saved) -> None:
        """Write, once; what somebody else saved meanwhile is kept with it."""
        event.stop()
        if not self.saving and not self._is_too_long(event.answers):
            self.saving = True
            in_background(self, partial(self._save, event.answers), group="save")

    def _is_too_long(self, answers: dict[str, Any]) -> bool:
        """Whether something was pasted where a name goes; it is said under its field, and nothing is cut."""
        for key, most in LONGEST.items():
            typed = str(answers.get(key) or "")
            if len(typed) > most and typed != getattr(self.details, key):
                words = ngettext("{count} letter at most.", "{count} letters at most.", most).format(count=most)
                self.form.refuse(key, words)
                return True
        return False

    async def _save(self, answers: dict[str, Any]) -> None:
        try:
            # Asked before it is written: the file learns towns from its own addresses.
            doubts = await self.addresses.doubts(details_from(answers, self.details, self.own), self.details)
            contact = await self._write(answers)
            if contact is not None:
                await self.draft.saved()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        finally:
            self.saving = False
        if contact is not None:
            words = done("contact.changed" if self.contact else "contact.created", name=contact.name)
            meanwhile = self.editing.told if self.editing else Content("")
            self.say(words.append(doubts).append(meanwhile))
            await self.fichier.changed()
            self.dismiss(contact.id)

    async def _write(self, answers: dict[str, Any]) -> Contact | None:
        answers = await self.addresses.completed(answers)
        if self.editing is None:
            details = details_from(answers, ContactDetails(), self.own)
            if await self._is_known(details):
                return None
            return await self._create(with_capitals(details))
        if not await self.editing.save(details_from(answers, self.details, self.own)):
            return None
        return await self.fichier.ask(read_contact, int(self.editing.key))

    async def _create(self, details: ContactDetails) -> Contact:
        """Somebody who was erased is told of once: Ctrl+S again says that the person came back."""
        try:
            return await self.fichier.ask(create_contact, details, came_back=self.came_back)
        except Refusal as refusal:
            self.came_back = refusal.code == "contact.erased_before"
            raise

    async def others_wrote(self) -> None:
        """Somebody saved the same card: it is said at once, before it is saved here."""
        if self.editing is None or self.saving:
            return
        try:
            words = await self.editing.look(lambda: details_from(self.form.answers(), self.details, self.own))
            # The same person's other program may have dropped the draft of this very card with its own.
            await self.draft.look()
        except Refusal as refusal:
            words = shown(sentence(refusal))
        if words is not None:
            self._notify(words)

    # Whether it is in the file already

    def on_form_edited(self, event: Form.Edited) -> None:
        """Look for the contact as it is typed."""
        event.stop()
        if self.contact is None and event.key.rstrip("_0123456789") in LOOKED_UP:
            self._look_up_soon()
        if event.key.startswith(AddressFields.KEYS):
            self._fill_in(event.key)

    @work(group="fill in")
    async def _fill_in(self, key: str) -> None:
        await self.addresses.edited(key)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The towns of a postcode are shown where one is to be chosen."""
        self.addresses.entered(event.widget)

    def _typed(self) -> ContactDetails:
        return details_from(self.form.answers(), ContactDetails(), self.own)

    @work(group="look up", exclusive=True)
    async def _look_up_soon(self) -> None:
        await self._look_up()

    async def _look_up(self) -> None:
        try:
            self.alike.tell(await find_alike(self.fichier, self._typed()))
        except Refusal:  # a search that was stopped by the next letter
            return
        self.refresh_bindings()

    async def _is_known(self, details: ContactDetails) -> bool:
        """Whether the file certainly holds the contact, and it was not said yet: Ctrl+S again then saves it."""
        found = await find_alike(self.fichier, details)
        certain = self.alike.to_warn_of(found)
        self.alike.tell(found)
        self.refresh_bindings()
        if certain:
            self.refuse(
                _("In the file already: {key} opens that card, Ctrl+S again saves a new one. {name}").format(
                    name=certain[0].row.name, key=keys.INSTEAD.shown_key
                )
            )
        return bool(certain)

    async def action_instead(self) -> None:
        """Open the card that is there already; what it lacks is proposed, what it says otherwise stays a draft."""
        first = self.alike.first
        if first is None or self.saving:
            return
        self.saving = True
        try:
            known = await self.fichier.ask(read_contact, first.row.id)
            completed = complete_with(known.details, cleaned(self._typed()))
            if completed.left_out or not all(field.answering.problem is None for field in self.form.fields.values()):
                if not await self.draft.keep_to_leave(self.form.draft()):
                    return
            else:
                await self.draft.saved()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        finally:
            self.saving = False
        self.instead = None if completed.details == known.details else completed.details
        self.dismiss(known.id)
