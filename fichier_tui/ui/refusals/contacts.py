"""Contacts, and what is noted of them."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "action.unknown_kind": N_("There is no kind of action called {kind}. Choose one of the list."),
    "card.taken": N_("The card {number} is that of {name} already. Take another card, or change that contact first."),
    "complaint.closed": N_("That complaint was answered already. Its answer stands in the history."),
    "complaint.empty": N_("The complaint is empty. Type what the contact said, or press Esc."),
    "complaint.no_answer": N_("A complaint is closed with its answer. Type what was answered, or press Esc."),
    "consent.unknown": N_("There is no consent {state} for the channel {channel}. Choose one of the list."),
    "contact.changed_elsewhere": N_(
        "{name} was saved by somebody else meanwhile, so nothing was overwritten. Open the card again and compare."
    ),
    "contact.not_found": N_(
        "Nobody in the file is “{who}”. Say the number of the contact, which “fichier search” shows, or the whole name."
    ),
    "contact.several": N_("{count} contacts are called “{who}”: {names}. Say the number of the one you mean."),
    "contact.nameless": N_("A contact needs a name, an e-mail or a telephone number. Type one of them."),
    "action.long_past": N_(
        "{day} is more than a year ago: what is planned lies ahead. Correct the day; what was done is noted as a visit."
    ),
    "loyalty.below_zero": N_("A balance is not below zero. Type the points that the contact should have."),
    "loyalty.no_points": N_("No points were said. Type how many are used."),
    "loyalty.no_reason": N_("A correction needs a reason: it stays in the history. Type a few words."),
    "loyalty.reward_incomplete": N_("A reward needs a name and its points. Write for instance: 80 Spa for two"),
    "loyalty.too_few": N_("Points wanted: {points}, and there are only {balance}. Choose another reward."),
    "loyalty.wrong_rule": N_("Points cannot be below zero, nor be given for less than one euro. Type another number."),
    "merge.kinds": N_("{person} is a person and {company} a company: they cannot become one card."),
    "merge.same": N_("That is one card already. Mark two different ones."),
    "note.empty": N_("The note is empty. Type something, or press Esc."),
    "opinion.empty": N_("There is nothing to note. Type a score, or what the contact said."),
    "opinion.score": N_("A score goes from 0 to {highest}. Type another number."),
    "recurrence.over": N_("That recurrence has no day to come. Say another one."),
    "recurrence.unreadable": N_("“{rule}” is no recurrence. Say for instance: chaque mois, tous les lundis."),
    "sponsor.itself": N_("Nobody sends themselves. Choose another contact."),
    "sponsor.loop": N_(
        "{sponsor} was sent by {name}, perhaps through others: it cannot be the other way round too. "
        "Choose another sponsor."
    ),
    "wording.empty": N_("Write the sentence to be said: a consent that nobody was asked for proves nothing."),
}
