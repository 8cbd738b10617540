"""A campaign as it is typed: which offer, to which segment, by which channel, on which days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from fichier_tui.domain.campaign import Campaign, CampaignDetails
from fichier_tui.i18n import N_, _
from fichier_tui.storage import create_campaign, list_offers, list_segments
from fichier_tui.storage.concurrent_edit import CAMPAIGN
from fichier_tui.ui.code_words import CHANNELS
from fichier_tui.ui.done import done
from fichier_tui.ui.form import FieldSpec
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.form_dialog import FormDialog, choices
from fichier_tui.ui.widgets.choosers import Choice, ChoiceInput


class CampaignDialog(FormDialog):
    """A new campaign, or one to be changed."""

    def __init__(self, campaign: Campaign | None = None, offer: int | None = None) -> None:
        """A new one is about `offer` unless another is chosen."""
        super().__init__(f"campaign.{campaign.id if campaign else 'new'}")
        self.campaign, self.offer = campaign, offer
        self.correct(CAMPAIGN, campaign.id if campaign else None)
        self.made: int | None = None
        """The number of what was created."""

    def heading(self) -> Content:
        """Which."""
        known = self.campaign
        return shown(_("Campaign: {name}").format(name=known.details.name) if known else _("New campaign"))

    def specs(self) -> Sequence[FieldSpec]:
        """Name, offer, to whom, how, when."""
        return (
            FieldSpec("name", N_("Name"), required=True),
            FieldSpec("offer", N_("Offer"), "choice", free=False, required=True),
            FieldSpec("segment", N_("Segment"), "choice", free=False, hint=N_("every contact")),
            FieldSpec("channel", N_("Channel"), "choice", choices=choices(CHANNELS), free=False, required=True),
            FieldSpec("starts_on", N_("From"), "day"),
            FieldSpec("ends_on", N_("Until"), "day", hint=N_("without end")),
        )

    async def values(self) -> Mapping[str, Any]:
        """Those of the campaign; a new one is by e-mail, from today."""
        offers = await self.fichier.ask(list_offers)
        segments = await self.fichier.ask(list_segments)
        offer: ChoiceInput = self.form.entry("offer")
        offer.choices = tuple(Choice(str(one.id), one.details.name) for one in offers)
        segment: ChoiceInput = self.form.entry("segment")
        segment.choices = tuple(Choice(str(one.id), one.name) for one in segments)
        new = CampaignDetails("", self.offer, starts_on=self.fichier.today())
        details: CampaignDetails = self.editing.details if self.editing else new
        return {
            "name": details.name,
            "offer": "" if details.offer is None else str(details.offer),
            "segment": "" if details.segment is None else str(details.segment),
            "channel": details.channel,
            "starts_on": details.starts_on,
            "ends_on": details.ends_on,
        }

    async def write(self, answers: dict[str, Any]) -> bool:
        """Save it."""
        details = CampaignDetails(
            name=answers["name"],
            offer=int(answers["offer"]) if answers["offer"] else None,
            segment=int(answers["segment"]) if answers["segment"] else None,
            channel=answers["channel"],
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
        )
        if self.editing is None:
            self.made = (await self.fichier.ask(create_campaign, details)).id
        elif not await self.editing.save(details):
            return False
        self.tell_done(done("campaign.changed" if self.campaign else "campaign.created", name=details.name))
        return True
