"""The keys of the card: letters, since nothing is typed here; the same in both languages."""

from __future__ import annotations

from textual.binding import ActiveBinding
from textual.dom import DOMNode

from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys

VERIFY = keys.Key(
    "card.verify", "v", "verify", N_("Verified today"), N_("Verified"),
    N_("The person confirmed that the card is right: stamp it with the day and your name."), rank=46,
    synonyms=N_("check confirm stamp right"),
)  # fmt: skip
NOTE = keys.Key(
    "card.note", "n", "note_down", N_("Write a note"), N_("Note"),
    N_("A note on this contact; as an idea, it is shared by the team."), rank=32,
    synonyms=N_("remark comment idea write"),
)  # fmt: skip
FILTER = keys.Key(
    "card.filter", "f", "filter", N_("Filter the history"), N_("Filter"),
    N_("Only visits, only purchases, … then everything again."), rank=42,
    synonyms=N_("history timeline kind show only"),
)  # fmt: skip
COMPLETE = keys.Key(
    "card.complete", "c", "complete", N_("Done, and the next"), N_("Done"),
    N_("The planned action is done: note its result and, in the same gesture, plan the next."), rank=33,
    synonyms=N_("complete finish action result"),
)  # fmt: skip
POSTPONE = keys.Key(
    "card.postpone", "p", "postpone", N_("Postpone"), N_("Postpone"),
    N_("Put the planned action off to another day."), rank=36,
    synonyms=N_("later put off delay action"),
)  # fmt: skip
CONSENTS = keys.Key(
    "card.consents", "a,ctrl+k", "consents", N_("Consents"), N_("Consents"),
    N_("What the contact accepts, by channel: record a yes, a no, a withdrawal, an opposition."), rank=34,
    synonyms=N_("permission opt in out rgpd gdpr stop unsubscribe"),
)  # fmt: skip
LOYALTY = keys.Key(
    "card.loyalty", "l", "loyalty", N_("Loyalty: points and card"), N_("Loyalty"),
    N_("Use a reward, correct the points; after a scan that nobody answers to, give that card to this contact."),
    rank=47, synonyms=N_("points reward card scan balance correct"),
)  # fmt: skip
ASK = keys.Key(
    "card.ask", "e", "ask", N_("Fill what is asked for"), N_("Ask"),
    N_("The one thing most worth asking for: say the sentence, type the answer, Enter saves it."), rank=31,
    synonyms=N_("complete enrich missing field fill"),
    elsewhere=N_("Nothing is missing on this card, or all of it was passed over today."),
)  # fmt: skip
PASS = keys.Key(
    "ask.pass", "escape", "leave", N_("Not today"), N_("Not today"),
    N_("Do not ask this today; the next thing worth asking for is proposed."), rank=20,
)  # fmt: skip
OPPOSE = keys.Key(
    "card.oppose", "x", "oppose", N_("Opposed to all"), N_("Opposed"),
    N_("No more messages on any channel: X, and X again; no reason is needed. Ctrl+Z takes a slip back."), rank=47,
    synonyms=N_("stop unsubscribe object opposition"),
)  # fmt: skip
OPINION = keys.Key(
    "card.opinion", "o", "opinion", N_("Score from 0 to 10, review"), N_("Opinion"),
    N_("What the contact thinks of us: a score from 0 to 10, a few words, or both."), rank=53,
    synonyms=N_("satisfaction score review happy nps"),
)  # fmt: skip
COMPLAINT = keys.Key(
    "card.complaint", "r", "complain", N_("Complaint: note it, answer it"), N_("Complaint"),
    N_("Note a complaint, which plans a call-back; where one is open, its answer closes it."), rank=49,
    synonyms=N_("complain unhappy alert answer"),
)  # fmt: skip
SPONSOR = keys.Key(
    "card.sponsor", "b", "sponsor", N_("Sent by whom"), N_("Sponsor"),
    N_("The contact who sent this one; both cards show it, and the best sponsors are among the top clients."),
    rank=54, synonyms=N_("referral sponsor brought friend"),
)  # fmt: skip
TOLD = keys.Key(
    "card.told", "t", "told", N_("Told about an offer"), N_("Tell"),
    N_("The contact heard of an offer just now: Enter takes the one told last."), rank=45,
    synonyms=N_("offer promotion inform heard campaign"),
)  # fmt: skip
LINK = keys.Key(
    "card.link", "s", "link", N_("Company, people"), N_("Company"),
    N_("Go to the card of the company, or to that of one of its people."), rank=48,
    synonyms=N_("employer employees colleagues open"),
    elsewhere=N_("This contact is linked to no other."),
)  # fmt: skip
DELETE = keys.Key(
    "card.delete", "delete", "delete", N_("Take this line away"), N_("Delete"),
    N_("Remove the visit, the purchase or the note under the cursor, or give the action up."), rank=50,
    synonyms=N_("remove erase line"),
)  # fmt: skip
DETAILS = keys.Key(
    "card.details", "d", "details", N_("All details"), N_("Details"),
    N_("The telephone, address, tastes…: every fact, one a line; again for the history."), rank=44,
    synonyms=N_("facts identity address more show"),
)  # fmt: skip
MERGE = keys.Key(
    "card.merge", "u", "merge", N_("Another card of the same person"), N_("Make one"),
    N_("The cards that look like this one: the two become one, with both histories."), rank=52,
    synonyms=N_("merge duplicate join unite twice"), in_footer=False,
)  # fmt: skip
RIGHTS = keys.Key(
    "card.rights", "i", "rights", N_("Request about personal data"), N_("Data"),
    N_("The contact asks what you know of it, to correct it, to be forgotten…: one letter notes it, with its month."),
    rank=55, synonyms=N_("gdpr rgpd access erasure forget portability restriction objection request"), in_footer=False,
)  # fmt: skip
SAVE = keys.Key(
    "form.save", "ctrl+s", "save", N_("Save"), rank=5, tooltip=N_("Save and go back."),
    synonyms=N_("keep record done"),
)  # fmt: skip
LEAVE = keys.Key(
    "form.leave", "escape", "leave", N_("Leave, the draft is kept"), N_("Leave"),
    N_("Go back without saving; what was typed comes back with the form."), rank=60,
)  # fmt: skip
FRESH = keys.Key(
    "form.fresh", "ctrl+r", "fresh", N_("Drop the draft"), N_("No draft"),
    N_("Forget what was typed before and start from what the file says."), rank=50,
    elsewhere=N_("There is no draft to drop."),
)  # fmt: skip
FREE = keys.Key(
    "form.free", "ctrl+t", "free", N_("Free slots"), N_("Slots"),
    N_("The next hours at which nothing is planned for that person, while the shop is open: Enter takes one."), rank=9,
    synonyms=N_("slot available hour when appointment"),
)  # fmt: skip
INSTEAD = keys.Key(
    "form.instead", "f4", "instead", N_("Open that one instead"), N_("That one"),
    N_("Open the card that is in the file already; what was typed and what it lacks is proposed to be added to it."),
    rank=8, synonyms=N_("duplicate known already same"),
    elsewhere=N_("Nobody in the file looks like the contact typed here."),
)  # fmt: skip


def with_form_keys(active: dict[str, ActiveBinding], node: DOMNode) -> dict[str, ActiveBinding]:
    """The active keys of a form with save and leave told whichever field has the cursor: some use Esc for a list."""
    for key in (SAVE, LEAVE):
        found = active.get(key.keys)
        if found is None or keys.declared(found.binding.id) is None:
            words = key.binding()
            active[key.keys] = ActiveBinding(node, words, True, _(key.tooltip))
    return active
