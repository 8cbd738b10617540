"""What was typed and never saved: taken up again with Enter, dropped with Delete."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import KeptDraft, drop_draft, list_drafts, list_segments, typed_elsewhere
from fichier_tui.ui import keys
from fichier_tui.ui.background import in_background
from fichier_tui.ui.dialogs.dialog import Dialog
from fichier_tui.ui.draft import when
from fichier_tui.ui.safe import fitted, shown
from fichier_tui.ui.widgets.marked_options import MarkedOptions

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

WORDS_CELLS = 34
TAKE_UP = keys.Key(
    "drafts.take_up", "enter", "take_up", N_("Take it up again"), N_("Take up"),
    N_("Show the form again as it was left."), rank=5, first=True,
)  # fmt: skip
DROP = keys.Key(
    "drafts.drop", "delete", "drop", N_("Drop the draft; again keeps it"), N_("Drop"),
    N_("Nothing is lost before this list is closed: the same key keeps the draft after all."), rank=10,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftKind:
    """What a draft was typed in (a message id), and what shows that form again."""

    words: str
    take_up: Callable[[FichierApp, KeptDraft], Awaitable[None]]


class DraftsDialog(Dialog[KeptDraft]):
    """Gives the draft to be taken up."""

    KEYS = (TAKE_UP, DROP)
    HELP_WORDS = (
        N_("What you typed in a form and did not save, also where the program or the current was cut."),
        N_("Enter shows the form again as it was. Delete drops the draft; it is gone once this list is closed."),
    )
    DEFAULT_CSS = """
    DraftsDialog .dialog--box { width: 76; }
    """

    def __init__(self, drafts: Sequence[KeptDraft]) -> None:
        super().__init__()
        self.drafts = tuple(drafts)
        self.dropped: set[int] = set()
        """Their numbers."""

    def heading(self) -> Content:
        """Its name."""
        return shown(_("Typed and not saved"))

    def compose_box(self) -> Iterable[Widget]:
        """A line for each, the latest first."""
        return (MarkedOptions(*self._options()),)

    def _options(self) -> list[Option]:
        today = self.fichier.today()
        return [
            Option(_line(draft, today, dropped=draft.id in self.dropped), id=str(draft.id)) for draft in self.drafts
        ]

    def _chosen(self) -> KeptDraft:
        return self.drafts[self.query_one(OptionList).highlighted or 0]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        in_background(self, self.action_take_up)

    async def action_take_up(self) -> None:
        """Show the form again."""
        draft = self._chosen()
        self.dropped.discard(draft.id)
        await self._drop_for_good()
        self.dismiss(draft)

    def action_drop(self) -> None:
        """Drop it, or keep it after all."""
        self.dropped ^= {self._chosen().id}
        self._show()

    def action_close(self) -> None:
        """Esc: what was dropped is gone now."""
        in_background(self, self._close)

    async def _close(self) -> None:
        await self._drop_for_good()
        self.dismiss(None)

    async def leaving(self) -> None:
        """The same when the program ends or locks."""
        await self._drop_for_good()

    async def _drop_for_good(self) -> None:
        try:
            for draft in self.drafts:
                if draft.id in self.dropped:
                    await self.fichier.ask(drop_draft, draft.key, draft)
        except Refusal as refusal:
            self.fichier.refuse(refusal)
        self.dropped = set()

    def _show(self) -> None:
        self.query_one(MarkedOptions).replace(self._options())

    def refresh_words(self) -> None:
        """The lines hold translated words."""
        super().refresh_words()
        self._show()


async def show_drafts(app: FichierApp) -> None:
    """Show what was typed and not saved, and take up again what is chosen there."""

    async def take_up(draft: KeptDraft | None) -> None:
        if draft is not None:
            app.chosen_draft = draft
            try:
                await KINDS[draft.kind].take_up(app, draft)
            except Refusal as refusal:
                app.refuse(refusal)

    if app.status.stays:  # that there are drafts
        app.hush()
    try:
        drafts = [draft for draft in await app.ask(list_drafts) if draft.kind in KINDS]
        elsewhere = await app.ask(typed_elsewhere)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    if drafts:
        await app.push_screen(DraftsDialog(drafts), take_up)
    elif elsewhere:
        words = ngettext(
            "Everything that was typed here is saved; another window is typing {count} form.",
            "Everything that was typed here is saved; other windows are typing {count} forms.",
            elsewhere,
        )
        app.tell(words.format(count=elsewhere), "note")
    else:
        app.tell(_("Everything that was typed is saved."), "note")


def _line(draft: KeptDraft, today: dt.date, *, dropped: bool) -> Content:
    """ "Purchase  Péron Hélène — at 14:02"."""
    about = draft.subject or " ".join(" ".join(draft.values.values()).split())
    words = fitted(f"{_(KINDS[draft.kind].words)} {about}".strip(), WORDS_CELLS)
    line = Content.assemble(words, " " * (WORDS_CELLS + 2 - words.cell_length), when(draft.saved_at, today))
    return Content.assemble(line, "  ", shown(_("dropped"), "bold")) if dropped else line


async def _contact(app: FichierApp, draft: KeptDraft) -> None:
    if draft.number is None:
        await app.new_contact(draft.key.partition(".new.")[2])
    else:
        await app.edit_contact(draft.number)


async def _purchase(app: FichierApp, draft: KeptDraft) -> None:
    await app.log_purchase(draft.number or 0)


async def _plan(app: FichierApp, draft: KeptDraft) -> None:
    await app.plan_action(draft.number or None)


async def _note(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.card import opening

    await opening.note_down(app, draft.number or 0)


async def _complaint(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.card import opening

    await opening.note_complaint(app, draft.number or 0)


async def _complete(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.card import opening

    await opening.complete(app, draft.number or 0)


async def _correction(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.card import opening

    await opening.correct(app, draft.kind.removesuffix("_line"), draft.number or 0)


async def _segment(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.segments.builder import BuilderScreen

    saved = {segment.id: segment for segment in await app.ask(list_segments)}
    if draft.number is not None and draft.number not in saved:
        raise Refusal("segment.unknown", name=draft.subject)
    await app.go("segments")
    await app.push_screen(BuilderScreen(saved[draft.number] if draft.number is not None else None))


async def _counter(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.counter import opening

    await opening.take_up(app, draft)


async def _own_field(app: FichierApp, _draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.settings.field_form import OwnFieldDialog

    await show_form(app, OwnFieldDialog())


async def _template(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.storage.letters.templates import read_templates
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.settings.template_form import TemplateDialog

    place = int(draft.key[-1])
    await show_form(app, TemplateDialog(place, (await app.ask(read_templates))[place - 1]))


async def _offer(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.storage import read_offer
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.offers.form import OfferDialog
    from fichier_tui.ui.screens.offers.opening import open_offers

    offer = None if draft.number is None else await app.ask(read_offer, draft.number)
    await open_offers(app)
    await show_form(app, OfferDialog(offer))


async def _campaign(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.storage.offers.campaigns import read_campaign
    from fichier_tui.ui.screens.card.form_dialog import show_form
    from fichier_tui.ui.screens.list_screen import show_list
    from fichier_tui.ui.screens.offers.campaign_form import CampaignDialog
    from fichier_tui.ui.screens.offers.campaigns import CampaignsScreen

    campaign = None if draft.number is None else await app.ask(read_campaign, draft.number)
    await show_list(app, CampaignsScreen())
    await show_form(app, CampaignDialog(campaign))


def _setting(code: str) -> Callable[[FichierApp, KeptDraft], Awaitable[None]]:
    """Opens the form of a section of the settings."""

    async def take_up(app: FichierApp, _draft: KeptDraft) -> None:
        from fichier_tui.ui.screens.settings.sections import SECTIONS

        await next(section for section in SECTIONS if section.code == code).opener(app)

    return take_up


async def _member(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.storage.staff.members import list_staff
    from fichier_tui.ui.screens.settings.staff import open_staff
    from fichier_tui.ui.screens.settings.staff_forms import MemberDialog, NewMemberDialog, show_staff_form

    members = {member.id: member for member in await app.ask(list_staff)}
    if draft.number is not None and draft.number not in members:
        raise Refusal("row.unknown")
    await open_staff(app)
    form = NewMemberDialog() if draft.number is None else MemberDialog(members[draft.number])
    await show_staff_form(app, form)


async def _sending(app: FichierApp, draft: KeptDraft) -> None:
    from fichier_tui.ui.screens.sending.screen import SendingScreen

    values = draft.values
    campaign = int(values["campaign"]) if values.get("campaign") else None
    way = draft.key.partition(".")[2]
    contacts = json.loads(values.get("contacts", "[]"))
    await app.push_screen(SendingScreen(contacts, draft.subject, campaign, way=way, purpose=values.get("purpose", "")))


KINDS = {
    "sending": DraftKind(N_("Write"), _sending),
    "offer": DraftKind(N_("Offer"), _offer),
    "campaign": DraftKind(N_("Campaign"), _campaign),
    "counter": DraftKind(N_("Counter"), _counter),
    "contact": DraftKind(N_("Contact"), _contact),
    "purchase": DraftKind(N_("Purchase"), _purchase),
    "plan": DraftKind(N_("To do"), _plan),
    "note": DraftKind(N_("Note"), _note),
    "complete": DraftKind(N_("Done"), _complete),
    "segment": DraftKind(N_("Segment"), _segment),
    "visit_line": DraftKind(N_("Visit"), _correction),
    "purchase_line": DraftKind(N_("Purchase"), _correction),
    "action_line": DraftKind(N_("To do"), _correction),
    "note_line": DraftKind(N_("Note"), _correction),
    "mail": DraftKind(N_("Sending e-mails"), _setting("mail")),
    "loyalty_rules": DraftKind(N_("Loyalty points"), _setting("loyalty")),
    "season_rules": DraftKind(N_("Proposals of the season"), _setting("proposals")),
    "similar_products": DraftKind(N_("Similar products"), _setting("similar")),
    "member": DraftKind(N_("Somebody in the staff"), _member),
    "own_field": DraftKind(N_("New field"), _own_field),
    "template": DraftKind(N_("Template"), _template),
    "complaint": DraftKind(N_("Complaint"), _complaint),
    "satisfaction_line": DraftKind(N_("Complaint"), _correction),
}
"""By what the draft's key begins with. A new form adds its own."""
