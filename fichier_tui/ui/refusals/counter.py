"""One line at the counter."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "line.alike": N_("{name} is in the file already and resembles this contact."),
    "line.call_forbidden": N_("{name} may not be called to be sold anything: {why}."),
    "line.closed_day": N_("“{words}” is a day on which the shop is closed, by its hours in the settings."),
    "line.comes_again": N_("It comes again: the next one stays as planned, and is given up on the card."),
    "line.contradicted": N_("“{words}” was not written: the card of {name} says something else. Correct it there."),
    "line.for_nobody": N_("“{words}” names nobody: it is a task of the shop."),
    "line.future": N_("“{words}” is still to come. Say a day that is past, or plan it: rdv, rappel."),
    "line.holiday": N_("“{words}” is a public holiday."),
    "line.huge_amount": N_("“{words}” makes far more than usual. Check the amount before Enter."),
    "line.known_already": N_(
        "{name} is in the file already, with the same name. Choose that one, or ask for a new one."
    ),
    "line.left": N_(
        "“{words}” is no name of {name}. Choose that contact, say the words after a ; or add “c” for a new one."
    ),
    "line.other_person": N_(
        "“{words}” is {name}, and this line is about {of}. Backspace at its beginning takes {of} out; after “;” it is "
        "a note."
    ),
    "line.many": N_("{total} contacts fit “{words}”, such as {names}. Say more, or choose one."),
    "line.near": N_("Nobody is called “{words}”; {name} is near. Choose that one, or type the name again."),
    "line.new_product": N_("{product} is a new product: it is added to those of the shop."),
    "line.no_address": N_("A yes to letters, and no postal address is known: ask for it."),
    "line.no_email": N_("A yes to e-mails, and no e-mail address is known: ask for it."),
    "line.no_mobile": N_("A yes to SMS, and no mobile number is known: ask for it."),
    "line.no_phone": N_("A yes to calls, and no telephone is known: ask for it."),
    "line.no_amount": N_("For how much was {product} sold? Type for instance =38; =0 for a gift."),
    "line.no_channel": N_("Say which channel: ok:mail,sms or non:tel."),
    "line.no_contact": N_("The line names nobody. Type a name, or the end of a telephone number."),
    "line.no_day": N_("Until when? Type a day: +3j, lundi, 12/12."),
    "line.no_product": N_("What was sold, or for how much? Type a product, or an amount as =38."),
    "line.no_segment": N_("There is no segment called “{words}”. Type the name of one that is saved."),
    "line.nobody": N_("Nobody in the file fits “{words}”. Type it otherwise, or add “c” for a new contact."),
    "line.not_said": N_(
        "“{words}” is not known as something that one does: is {product} sold? “a” before it notes a purchase, “n” a "
        "note, “complaint” a complaint."
    ),
    "line.nothing": N_("The line says nothing to write. Begin for instance with v for a visit, a for a purchase."),
    "line.nothing_open": N_("Nothing is planned for {name}: there is nothing to mark as done or to postpone."),
    "line.nothing_to_cancel": N_(
        "Nothing of the kind is planned for {name}: there is nothing to cancel. “annule rappel” cancels a call, "
        "“n” makes a note."
    ),
    "line.past": N_("“{words}” is past already: it will stand among what is late."),
    "line.second_product": N_(
        "“{words}” is a second product, and a line sells one. Note the first, then the other: a lefevre massage =22."
    ),
    "line.segment": N_("{name} is a segment: nothing was written. Open it with the key of the segments."),
    "line.several": N_("Several contacts fit “{words}”: {names}. Say more, or choose one."),
    "line.several_actions": N_("Several things are planned for {name}: {subjects}. Say which."),
    "line.too_long": N_("A line has {limit} characters at most. Say less of it at once."),
    "line.twice": N_("The line says the like of “{words}” already. Keep one of the two, or put it after a ;"),
    "line.unread": N_("“{words}” cannot be read. Correct it, or put it after a ;"),
    "line.unused": N_("“{words}” says nothing of that: it was kept as a note."),
    "line.usual_price": N_("The amount is the usual price of {product}."),
}
