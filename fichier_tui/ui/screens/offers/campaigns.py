"""The campaigns: which offer was made known to whom, by which channel, and how many used it."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from textual import on
from textual.content import Content

from fichier_tui.domain.awareness import TOLD
from fichier_tui.domain.campaign import CALLED, Campaign
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage import campaign_audience, list_campaigns, send_campaign
from fichier_tui.ui import format
from fichier_tui.ui import keys as common
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.code_words import CHANNELS, word
from fichier_tui.ui.dialogs.export import export_from
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import show_form
from fichier_tui.ui.screens.list_screen import ListScreen
from fichier_tui.ui.screens.offers import keys
from fichier_tui.ui.screens.offers.campaign_form import CampaignDialog
from fichier_tui.ui.screens.offers.screen import counted
from fichier_tui.ui.screens.sending.keys import WRITE
from fichier_tui.ui.screens.sending.opening import open_sending
from fichier_tui.ui.sending_words import reason_words
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList


class CampaignsScreen(ListScreen[Campaign]):
    """A line for each campaign, the latest first."""

    PLACE = "contacts"
    TITLE_WORDS = N_("Campaigns")
    HELP_WORDS = (
        N_("F9 writes whoever may be sent the campaign to a spreadsheet, for the mailing; S notes that it was sent."),
        N_("Only those who accept the channel are in it; how many are left out, and why, is said before."),
        N_("By telephone S plans the calls: each contact was told once its call is done. Enter shows who."),
    )
    KEYS = (common.OPEN, keys.NEW_CAMPAIGN, WRITE, keys.SEND)
    EMPTY = N_("No campaign yet.\nN makes the first: an offer, a segment, a channel.")
    NO_ROW = N_("There is no campaign here yet: N makes one.")
    ON_ROW = ("open", "edit", "send", "export", "write_to")
    NEEDS: ClassVar[dict[str, str]] = {"edit": SEND}

    def __init__(self, offer: int | None = None) -> None:
        """A new campaign is about `offer` unless another is chosen."""
        super().__init__()
        self.offer = offer

    def columns(self) -> tuple[Column[Campaign], ...]:
        """Its offer, its segment, its channel, how far it went."""
        return COLUMNS

    def crumbs(self) -> tuple[str, ...]:
        """The offers, then its name."""
        return (_("Offers"), _(self.TITLE_WORDS))

    async def read(self, app: FichierApp) -> None:
        """Every campaign."""
        self.take(await app.ask(list_campaigns))

    def heading(self) -> Content:
        """How many there are."""
        count = len(self.rows)
        return Content(ngettext("{count} campaign", "{count} campaigns", count).format(count=format.number(count)))

    @on(PagedList.Selected)
    async def action_open(self) -> None:
        """Enter: who heard of its offer."""
        from fichier_tui.ui.screens.offers.who import open_who

        chosen = self.chosen
        if chosen is not None and chosen.details.offer is not None:
            await open_who(self.fichier, chosen.details.offer, TOLD)

    async def action_new(self) -> None:
        """N: one more."""
        form = CampaignDialog(offer=self.offer)
        await show_form(self.fichier, form, lambda: self.expect(form.made))

    async def action_edit(self) -> None:
        """F4: correct it."""
        if self.chosen is not None:
            await show_form(self.fichier, CampaignDialog(self.chosen))

    async def _audience(self, campaign: Campaign) -> Chosen | None:
        try:
            return await self.fichier.ask(campaign_audience, campaign.id)
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    async def action_export(self) -> None:
        """F9: whoever may be sent it."""
        campaign = self.chosen
        if campaign is None or (found := await self._audience(campaign)) is None:
            return
        if found.contacts:
            export_from(self, found.contacts, campaign.details.name, campaign.details.channel)
        else:
            self.refuse(Refusal("campaign.nobody", name=campaign.details.name))

    async def action_write_to(self) -> None:
        """W: write to them from here; it is noted in the campaign."""
        campaign = self.chosen
        if campaign is None or (found := await self._audience(campaign)) is None:
            return
        if found.contacts:
            await open_sending(self.fichier, found.contacts, campaign.details.name, campaign.id)
        else:
            self.refuse(Refusal("campaign.nobody", name=campaign.details.name))

    async def action_send(self) -> None:
        """S: mark it as sent, after having said to how many, and how many are left out."""
        campaign = self.chosen
        if campaign is None or (found := await self._audience(campaign)) is None:
            return
        if not found.contacts:
            self.refuse(Refusal("campaign.nobody", name=campaign.details.name))
            return

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                await self._send(campaign)

        yes = _("Yes, plan the calls") if campaign.details.channel == CALLED else _("Yes, mark it as sent")
        title = shown(campaign.details.name)
        await self.app.push_screen(confirmation(title, audience_words(found, campaign), yes), answered)

    async def _send(self, campaign: Campaign) -> None:
        try:
            count = await self.fichier.ask(send_campaign, campaign.id)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        verb = "campaign.planned" if campaign.details.channel == CALLED else "campaign.sent"
        self.say(done(verb, name=campaign.details.name, count=count))
        await self.fichier.changed()


def audience_words(found: Chosen, campaign: Campaign) -> Content:
    """To how many, by what; then how many are left out, a line for each reason, the most first."""
    code = campaign.details.channel
    channel = word(CHANNELS, code)
    lines = [
        Content(
            ngettext(
                "To {count} contact, by {channel}.", "To {count} contacts, by {channel}.", len(found.contacts)
            ).format(count=format.number(len(found.contacts)), channel=channel)
        )
    ]
    if found.left_out:
        lines.append(Content(_("Left out:")).stylize("$text-muted"))
        reasons = Counter(one.reason for one in found.left_out).most_common()
        lines += [Content(f"  {reason_words(reason, count, code)}") for reason, count in reasons]
    return Content("\n").join(lines)


COLUMNS: tuple[Column[Campaign], ...] = (
    Column("name", N_("Campaign"), lambda row: shown(row.details.name), width=18, flex=2, most=40),
    Column("offer", N_("Offer"), lambda row: shown(row.offer_name), width=14, flex=2, most=40, priority=3),
    Column("segment", N_("Segment"), lambda row: _segment(row), width=17, flex=1, most=24, priority=2),
    Column("channel", N_("Channel"), lambda row: shown(word(CHANNELS, row.details.channel)), width=11),
    Column("when", N_("From"), lambda row: Content(format.day(row.details.starts_on)), width=11, priority=2),
    Column("sent", N_("Told"), lambda row: Content(format.number(row.sent)), width=9, align="right"),
    Column("planned", N_("To call"), lambda row: _planned(row), width=10, align="right", priority=3),
    Column("used", N_("Bought"), lambda row: _used(row), width=13, align="right"),
)


def _segment(row: Campaign) -> Content:
    return shown(row.segment_name) if row.segment_name else Content(_("every contact")).stylize("$text-muted")


def _planned(row: Campaign) -> Content:
    return Content(format.number(row.planned) if row.planned else "")


def _used(row: Campaign) -> Content:
    return counted(row.used, row.used / row.sent if row.sent else None)
