"""Requests under the RGPD, erasure, restriction."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "cleaning.stopped": N_("The pages of the disk are overwritten another time: when the file is opened next."),
    "contact.erased_before": N_(
        "{name} asked to be forgotten, and was. Create a new card only if this person came back: choose it as new, "
        "or save once more."
    ),
    "contact.forgotten": N_(
        "This person was forgotten meanwhile, as the law asks: nothing more is written of them. Leave with Esc."
    ),
    "contact.restricted": N_(
        "{name} asked that this card be left as it is. Lift the restriction first: I on the card, then S."
    ),
    "undo.erased": N_("Who was forgotten does not come back: nothing of that person is kept, not even to undo."),
    "rights.answered": N_("That request was answered already. Its answer stands in the list of requests."),
    "rights.extended": N_("That request was extended already, and the law allows it once. Answer it by its day."),
    "rights.format": N_("{name}: that right is given as {formats}. Give the file one of these endings."),
    "rights.kind": N_("There is no request called {kind}. Choose one of the list."),
    "rights.later": N_("That day is not possible: a request is answered after it came, and neither is in the future."),
    "rights.no_reason": N_("The person must be told why. Write the reason in a few words, or press Esc."),
    "rights.nobody": N_("Who asks? Open the card of the contact, or type the name of the person."),
    "rights.too_late": N_(
        "The first month is over: the law allows no extension any more. Answer this request as soon as you can."
    ),
}
