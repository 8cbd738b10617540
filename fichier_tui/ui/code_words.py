"""The words for the codes that the file keeps: kinds of actions, channels, states, sources. One table for each list.

A code that is none of the list is shown as it is: the shop may have its own sources.
"""

from __future__ import annotations

from fichier_tui.i18n import N_, _

ACTION_KINDS = {
    "call": N_("call"),
    "email": N_("e-mail"),
    "letter": N_("letter"),
    "sms": N_("SMS"),
    "appointment": N_("appointment"),
    "offer": N_("offer"),
    "task": N_("task"),
}
NOT_SENT = {
    "already": N_("in this campaign already"),
    "same_address": N_("another contact has the same address"),
    "bounced": N_("the address refused a message for good"),
    "gone": N_("no more in the file"),
    "given_up": N_("the sending was given up"),
}
SENDING_STATES = {
    "queued": N_("waiting"),
    "sending": N_("uncertain"),
    "sent": N_("sent"),
    "failed": N_("failed"),
    "left_out": N_("left out"),
}
OFFER_KINDS = {
    "discount": N_("discount"),
    "gift": N_("gift"),
    "event": N_("event"),
    "loyalty": N_("for regulars"),
    "novelty": N_("novelty"),
    "other": N_("other"),
}
ACTION_STATES = {"open": N_("to do"), "done": N_("done"), "cancelled": N_("given up")}
CHANNELS = {"email": N_("e-mail"), "sms": N_("SMS"), "phone": N_("telephone"), "post": N_("post")}
CONSENT_STATES = {
    "not_asked": N_("not asked"),
    "given": N_("accepted"),
    "confirmed": N_("confirmed"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
    "opposed": N_("opposed"),
}
CONSENT_MEDIA = {
    "counter": N_("at the counter"),
    "paper": N_("on paper"),
    "web": N_("on the web"),
    "phone": N_("by telephone"),
    "email": N_("by e-mail"),
    "import": N_("from a file"),
    "list": N_("from the list of oppositions"),
}
VISIT_CHANNELS = {
    "counter": N_("at the counter"),
    "phone": N_("by telephone"),
    "event": N_("at an event"),
    "other": N_("other"),
}
BEHAVIOUR_KINDS = {
    "form": N_("form filled in"),
    "page": N_("page visited"),
    "event": N_("event attended"),
    "newsletter": N_("newsletter"),
    "quote": N_("quote asked for"),
    "booking": N_("booking"),
    "other": N_("other"),
}
NOTE_KINDS = {"note": N_("note"), "idea": N_("idea"), "import": N_("from an import")}
OWN_FIELD_KINDS = {
    "text": N_("text"),
    "number": N_("number"),
    "date": N_("date"),
    "choice": N_("choice in a list"),
    "yes_no": N_("yes or no"),
}
SATISFACTION_KINDS = {"score": N_("score"), "review": N_("review"), "complaint": N_("complaint")}
LOYALTY_REASONS = {"earned": N_("points earned"), "used": N_("points used"), "corrected": N_("points corrected")}
TIMELINE_KINDS = {
    "visit": N_("visit"),
    "purchase": N_("purchase"),
    "action": N_("action"),
    "consent": N_("consent"),
    "note": N_("note"),
    "behaviour": N_("interest"),
    "satisfaction": N_("satisfaction"),
    "loyalty": N_("loyalty"),
}
KINDS = {"person": N_("person"), "company": N_("company")}
STATUSES = {"prospect": N_("prospect"), "active": N_("active client"), "inactive": N_("inactive client")}
CIVILITIES = {"mrs": N_("Mrs"), "mr": N_("Mr")}
SEXES = {"f": N_("woman"), "m": N_("man")}
PHONE_KINDS = {
    "mobile": N_("mobile"),
    "home": N_("home"),
    "work": N_("work"),
    "fax": N_("fax"),
    "other": N_("other"),
}
ADDRESS_KINDS = {"home": N_("home"), "work": N_("work"), "other": N_("other")}
SOURCES = {
    "fair": N_("fair"),
    "conference": N_("conference"),
    "appointment": N_("appointment"),
    "quote": N_("quote"),
    "prize_game": N_("prize game"),
    "document_request": N_("request for documents"),
    "web_form": N_("web form"),
    "booking": N_("booking"),
    "newsletter": N_("newsletter"),
    "social_network": N_("social networks"),
    "order_form": N_("order form"),
    "reception": N_("reception"),
    "phone": N_("telephone"),
    "review": N_("review"),
    "invoice": N_("invoice"),
    "survey": N_("survey"),
    "loyalty_card": N_("loyalty card"),
    "referral": N_("referral"),
    "rented_file": N_("bought or rented file"),
}
LANGUAGES = {
    "fr": N_("French"),
    "en": N_("English"),
    "de": N_("German"),
    "it": N_("Italian"),
    "es": N_("Spanish"),
    "nl": N_("Dutch"),
    "pt": N_("Portuguese"),
}

CONTACT_FIELDS = {
    "civility": N_("Civility"),
    "last_name": N_("Last name"),
    "first_name": N_("First name"),
    "company_name": N_("Company"),
    "job_title": N_("Job"),
    "sex": N_("Sex"),
    "birth": N_("Born"),
    "profession": N_("Profession"),
    "language": N_("Language"),
    "source": N_("Source"),
    "source_detail": N_("Which one"),
    "card_number": N_("Card no."),
    "household": N_("Household"),
    "important": N_("Important"),
}
"""What a form, and the choice between two cards, call the plain fields of a contact."""
CALENDAR_FAULTS = {
    "uid": N_("it has no identity"),
    "day": N_("its day or its hour cannot be read"),
    "rule": N_("it comes again in a way that the planner does not know"),
    "one_of_series": N_("it moves one day of something that comes again"),
}


def word(table: dict[str, str], code: str) -> str:
    """The word for a code of one of the tables above, in the language spoken now; the code itself where it has none."""
    return _(table[code]) if code in table else code


def words(table: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """All (code, word) of a table, in its order: for a choice."""
    return tuple((code, _(text)) for code, text in table.items())
