"""Offers, campaigns, proposals, calendars."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "campaign.dates": N_("{name} would end before it starts. Change one of the two days."),
    "campaign.nameless": N_("A campaign needs a name. Type what it is called."),
    "campaign.no_offer": N_("A campaign is about an offer. Choose which one {name} makes known."),
    "campaign.nobody": N_("Nobody is left to whom {name} may be sent. Choose another segment or another channel."),
    "campaign.unknown_channel": N_("There is no channel called {channel}. Choose one of the list."),
    "calendar.format": N_("{name} is no calendar: end the name with .ics."),
    "calendar.too_many": N_("The calendar {path} has more than {limit} events. Export a shorter period."),
    "calendar.unreadable": N_("{path} is no calendar, or a damaged one. Export it again as .ics."),
    "offer.dates": N_("{name} would end before it starts. Change one of the two days."),
    "offer.ended": N_("{name} has ended already. Enter changes its days."),
    "offer.nameless": N_("An offer needs a name. Type what it is called."),
    "offer.unknown_kind": N_("There is no kind of offer called {kind}. Choose one of the list."),
    "proposal.unknown_kind": N_("There is no kind of proposal called {kind}. Choose one of the list."),
}
