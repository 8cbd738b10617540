"""To write to contacts: by which way, what, a look at what each gets, then it leaves. One screen, Esc goes back a step.

Nothing leaves before the last question. Who may be written to is asked of the law at the beginning and again as it
leaves; what was typed is kept, way by way.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from textual import on
from textual.binding import ActiveBinding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from fichier_tui.domain.contactability import PURPOSES
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, language
from fichier_tui.storage.letters.mail import read_mail
from fichier_tui.ui.background import in_background
from fichier_tui.ui.contactability_words import retained_counts
from fichier_tui.ui.dialogs.export import short_path
from fichier_tui.ui.dialogs.picking import Pick, Picker
from fichier_tui.ui.dialogs.question import confirmation, replacing
from fichier_tui.ui.key import Key
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.list_screen import show_list
from fichier_tui.ui.screens.sending import keys as own
from fichier_tui.ui.screens.sending.draft import SendingDraft, draft_of
from fichier_tui.ui.screens.sending.leaving import (
    field_examples,
    owner_names,
    page_of,
    prepare,
    reach_of,
    send,
    text_faults,
)
from fichier_tui.ui.screens.sending.look_step import LookStep
from fichier_tui.ui.screens.sending.models import make_word_model
from fichier_tui.ui.screens.sending.register import SendingsScreen
from fichier_tui.ui.screens.sending.telling import question_of, tell_left
from fichier_tui.ui.screens.sending.text_step import TextStep
from fichier_tui.ui.screens.sending.way_step import Ways, WayStep
from fichier_tui.ui.screens.sending.ways import SMTP, SUBJECT, TEXT, WAYS, WORD, Way
from fichier_tui.ui.screens.work_screen import WorkScreen
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.paged_list import PagedList
from fichier_tui.ui.widgets.steps import StepsLine, ToldLine

CODES = [way.code for way in WAYS]
EXISTS = "export.exists"
# Beside the field {e}, whose value is but a letter or nothing.
AGREEMENT = N_("agreement in French: invité(e)")
"""The refusal of a file that is there already."""
STEPS = {
    "way": N_("By which way"),
    "text": N_("What is written"),
    "look": N_("What each gets"),
    "sent": N_("It leaves"),
}
ONLY_IN = {
    "choose": ("way",),
    "purpose": ("way",),
    "field": ("text",),
    "send": ("look",),
    "turn": ("look",),
    "turn_to_hole": ("look",),
}


class SendingScreen(WorkScreen):
    """Writes to `contacts`; `name` is what they have in common: a segment, a campaign."""

    PLACE = "segments"
    TITLE_WORDS = N_("Write to contacts")
    HELP_WORDS = (
        N_("Choose the way; at each stands to how many you may write, and below why the others are left out."),
        N_("Then write the text, with the fields of each contact, or choose your Word model."),
        N_("Look at what each gets with the arrows. Nothing leaves before the last question."),
        N_("Esc goes back a step and loses nothing; while the program sends, it stops after the message under way."),
    )
    KEYS = (own.NEXT, own.FIELD, own.MAKE_MODEL, own.REGISTER)
    STOPPED = "sending.stopped"
    WAITED = N_("Your letter was waiting here. Tab goes on with it; the same key once more leaves it.")
    DEFAULT_CSS = "SendingScreen ContentSwitcher { height: 1fr; }"

    def __init__(
        self, contacts: Sequence[int], name: str, campaign: int | None = None, *, way: str = "", purpose: str = ""
    ) -> None:
        """`way` and `purpose` where a draft is taken up: its text is shown at once."""
        super().__init__()
        self.taken_up = way, purpose
        self.contacts, self.name_of_them, self.campaign = array("q", contacts), name, campaign
        self.draft: SendingDraft | None = None
        """What is about to leave, once it was looked at."""

    def compose_body(self) -> Iterable[Widget]:
        """The two lines, then every step, one shown."""
        yield StepsLine(STEPS)
        yield ToldLine()
        yield ContentSwitcher(WayStep(id="way"), TextStep(id="text"), LookStep(id="look"), initial="way")

    def on_mount(self) -> None:
        """Ask who may be written to, and what was typed last."""
        self.show_step("way")
        in_background(self, self._begin, group="begin")

    async def _begin(self) -> None:
        try:
            await self.query_one(TextStep).read(self.fichier, self.name_of_them)
        except Refusal as refusal:
            self.refuse(refusal)
        way, purpose = self.taken_up
        if purpose in PURPOSES:
            self.query_one(WayStep).choose_purpose(purpose)
        await self.reread()
        if way in CODES:
            self.query_one(WayStep).list.cursor = CODES.index(way)
            self.action_choose()

    async def reread(self) -> None:
        """Consents may have changed: count again."""
        self.query_one(WayStep).forget()
        await self._count()

    async def _count(self) -> None:
        """Ask to how many one may write for the purpose that is chosen."""
        way_step = self.query_one(WayStep)
        purpose = way_step.purpose
        if any(asked == purpose for _channel, asked in way_step.reach):
            return
        try:
            way_step.mail = await self.fichier.ask(read_mail)
            way_step.owners = None if self.fichier.shop.may(SETTINGS) else await self.fichier.ask(owner_names)
            way_step.show(purpose, await self.fichier.ask(reach_of, self.contacts, purpose, self.campaign))
        except Refusal as refusal:
            self.refuse(refusal)
        self.refresh_bindings()

    @property
    def step(self) -> str:
        """The code of the step shown."""
        return (self.query_one(ContentSwitcher).current or "way") if self.query(ContentSwitcher) else "way"

    @property
    def way(self) -> Way:
        """The way that is chosen."""
        return self.query_one(WayStep).way

    def crumbs(self) -> tuple[str, ...]:
        """To whom, and by which way once it is chosen."""
        return (_("Write"), self.name_of_them, *((_(self.way.words),) if self.step != "way" else ()))

    # Steps

    def show_step(self, code: str) -> None:
        """Turn to a step."""
        self.query_one(ContentSwitcher).current = code
        self.query_one(StepsLine).step = code
        self._tell()
        if code == "way":
            self.set_focus(self.query_one(Ways))
        elif code == "text":
            self.query_one(TextStep).start()
        else:
            self.set_focus(self.query_one(LookStep).paper)
        self.refresh_title()
        self.refresh_bindings()

    def _tell(self) -> None:
        line = self.query_one(ToldLine)
        found = self.query_one(WayStep).retained()
        if self.step == "look":  # the paper and the numbers leave out some more
            found = self.query_one(LookStep).prepared.chosen
        if self.step == "way" or found is None:
            line.told = Content(_("Nothing leaves before you have seen what each gets."))
        else:
            line.told = shown(retained_counts(found))

    # The way

    @on(PagedList.Highlighted, "#ways")
    def _way_moved(self) -> None:
        self.query_one(WayStep).refresh_reach()
        self.refresh_bindings()

    @on(PagedList.Selected, "#ways")
    def action_choose(self) -> None:
        """Enter on a way: on to what is written."""
        found = self.query_one(WayStep).retained()
        if found is None:
            return
        if not found.retained:
            if not found.left_out:
                self.refuse(_("There is nobody to write to. Choose another segment."))
                return
            self.refuse(_("Nobody may be written to by this way for that: below stands why."))
            return
        self.query_one(TextStep).show(self.way)
        self.show_step("text")
        if lacks := self.query_one(WayStep).lacks:
            # Before anything is written, not after: the text stays while the settings are shown over it.
            self.refuse(lacks)

    @on(Chips.Chosen)
    def _purpose_clicked(self, event: Chips.Chosen) -> None:
        self.query_one(WayStep).choose_purpose(event.code)
        in_background(self, self._count, group="reach", exclusive=True)

    def action_purpose(self, step: int) -> None:
        """← and →: another purpose."""
        self.query_one(WayStep).turn(step)
        in_background(self, self._count, group="reach", exclusive=True)

    # The text

    async def action_next(self) -> None:
        """Ctrl+S: on."""
        if self.step == "way":
            self.action_choose()
        elif self.step == "text":
            self.query_one(TextStep).form.action_save()

    async def action_field(self) -> None:
        """Ctrl+F: the fields of a contact, by a few letters; beside each what it is for the first of them."""
        step = self.query_one(TextStep)
        found = self.query_one(WayStep).retained()
        if found is None:
            return
        try:
            examples = await self.fichier.ask(field_examples, found.retained[0][0], language())
        except Refusal as refusal:
            self.refuse(refusal)
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                step.insert(f"{{{name}}}")

        picks = [Pick(name, name, _(AGREEMENT) if name == "e" else example) for name, example in examples]
        await self.app.push_screen(Picker(Content(_("Insert a field")), picks, ""), chosen)

    async def action_model(self) -> None:
        """Ctrl+T: the program's own Word model, chosen at once."""
        try:
            path = await make_word_model(self.fichier)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.query_one(TextStep).take_model(short_path(path))

    @on(TextStep.Written)
    def _written(self, event: TextStep.Written) -> None:
        self.look_ahead(event.answers)

    @on(TextStep.Left)
    def _text_left(self) -> None:
        self.show_step("way")

    def look_ahead(self, answers: dict[str, Any]) -> None:
        """Read the text or the model, and show what the first contact gets."""
        found = self.query_one(WayStep).retained()
        if found is None:
            return

        async def job() -> None:
            await self.keep_typed()
            if refused := await self._text_refused(answers):
                self.refuse(refused)
                return
            draft = draft_of(
                self.way,
                self.query_one(WayStep).purpose,
                answers,
                name=self.name_of_them,
                language=language(),
                campaign=self.campaign,
            )
            file = self.open_file
            prepared = await self.do(
                _("Looking at what each gets"), lambda working: prepare(file, draft, found, working)
            )
            self.draft = draft
            look = self.query_one(LookStep)
            look.show(prepared)
            await self._show_page()
            self.show_step("look")

        self.start(job)

    async def _text_refused(self, answers: dict[str, Any]) -> str:
        """What the settings lack, or all that is wrong in the texts, told where it stands; empty where nothing."""
        step, way_step = self.query_one(TextStep), self.query_one(WayStep)
        way_step.mail = await self.fichier.ask(read_mail)
        if way_step.lacks:
            return way_step.lacks
        texts = {key: answers[key] or "" for key in (SUBJECT, TEXT) if key in answers}
        faults = await self.fichier.ask(text_faults, texts)
        return step.refuse(faults) if faults else ""

    # What each gets

    async def _show_page(self) -> None:
        look = self.query_one(LookStep)
        if self.draft is not None and look.recipient is not None:
            look.put(await asyncio.to_thread(page_of, self.open_file, self.draft, look.prepared, *look.recipient))

    async def action_turn(self, step: int) -> None:
        """← and →: another contact."""
        look = self.query_one(LookStep)
        await self.action_turn_to(max(0, look.place + step))

    async def action_turn_to(self, place: int) -> None:
        """Home and End: the first, the last."""
        if self.query_one(LookStep).turn_to(place):
            try:
                await self._show_page()
            except Refusal as refusal:
                self.refuse(refusal)

    async def action_turn_to_hole(self) -> None:
        """V: the next contact with an empty field."""
        if (place := self.query_one(LookStep).next_hole) is not None:
            await self.action_turn_to(place)

    def footer_words(self, key: Key) -> tuple[str, str]:
        """A file is written, and sent by nobody here."""
        if key is own.SEND and self.draft is not None and self.draft.way is not SMTP:
            return N_("Write the file"), N_("Write")
        return super().footer_words(key)

    # Sending

    def action_send(self) -> None:
        """Enter on the paper: one question, then it leaves."""
        draft, prepared = self.draft, self.query_one(LookStep).prepared
        if draft is None or self.is_busy or not prepared.chosen.retained:
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.send(overwrite=False)

        title, body, yes = question_of(draft, prepared)
        self.put_question(confirmation(title, body, yes, by_enter=True), answered)

    def send(self, *, overwrite: bool) -> None:
        """Send or write; then the screen goes away, and the status line says what was done."""
        draft, prepared, text = self.draft, self.query_one(LookStep).prepared, self.query_one(TextStep)
        if draft is None:
            return

        async def job() -> None:
            file, words = self.open_file, _("Sending") if draft.way is SMTP else _("Writing")
            try:
                left = await self.do(
                    words,
                    lambda working: send(file, draft, prepared, self.contacts, working, overwrite=overwrite),
                    writes=True,
                )
            except Refusal as refusal:
                if refusal.code != EXISTS or self.is_left:
                    raise
                self._ask_to_replace(draft)
                return
            await text.forget(self.fichier)
            self.fichier.call_later(tell_left, self.fichier, left)
            await self.fichier.changed()
            self.dismiss()

        self.start(job)

    def _ask_to_replace(self, draft: SendingDraft) -> None:
        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.send(overwrite=True)

        self.put_question(replacing(draft.path), answered)

    # The frame

    async def action_back(self) -> None:
        """Esc: stop the work, else the step before, else leave."""
        if self.working is not None:
            self.working.stop()
        elif self.step == "look":
            self.show_step("text")
        elif self.step == "text":
            self.show_step("way")
        else:
            with contextlib.suppress(Refusal):  # a full disk keeps no draft; the way is open all the same
                await self.keep_typed()
                await self.query_one(TextStep).leave(self.fichier)
            self.dismiss()

    async def action_register(self) -> None:
        """E: what was sent."""
        await show_list(self.fichier, SendingsScreen())

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The form keeps Ctrl+S and Esc to itself: they are told as what they do here."""
        active = super().active_bindings
        if self.step == "text":
            active["ctrl+s"] = ActiveBinding(self, own.NEXT.binding(), True, _(own.NEXT.tooltip))
        return active

    def disabled_reason(self, action: str) -> str | None:
        """Each key where it serves; none but Esc while there is work."""
        if action in ONLY_IN and self.step not in ONLY_IN[action]:
            return _("This key does nothing at this step.")
        if action == "next" and self.step == "look":
            return _("Enter goes on: one question, then it leaves.")
        if action == "model" and (self.step != "text" or self.way is not WORD):
            return _("Choose letters from a Word model first.")
        if action == "turn_to_hole" and not self.query_one(LookStep).prepared.with_holes:
            return _("No field is empty for any of them.")
        if action == "field" and not self.way.merges:
            return _("This way has no text of its own.")
        if self.is_busy and action in ("next", "send", "choose", "register"):
            return _("The program is at work: wait a moment, or press Esc to stop it.")
        return super().disabled_reason(action)

    async def keep_typed(self) -> None:
        """What is typed comes back the next time that one writes."""
        about = {
            "to": self.name_of_them,
            "contacts": json.dumps(self.contacts.tolist()),
            "campaign": str(self.campaign or ""),
            "purpose": self.query_one(WayStep).purpose,
        }
        text = self.query_one(TextStep)
        await text.keep(self.fichier, about)
        if self.fichier.is_leaving:
            await text.leave(self.fichier)

    def refresh_words(self) -> None:
        """Counts, reasons and hints are stored translated."""
        super().refresh_words()
        self.query_one(WayStep).refresh_words()
        self.query_one(TextStep).refresh_words()
        self._tell()
