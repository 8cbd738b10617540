"""The words of the registers that the law asks for: purposes, grounds, people, data, times, breaches."""

from __future__ import annotations

import datetime as dt

from fichier_tui.domain.retention import ARCHIVE, CATEGORIES, months_of
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.code_words import CONTACT_FIELDS, word

ACTIVITIES: dict[str, str] = {
    "clients": N_("Serve clients, keep the history of their visits and purchases"),
    "planning": N_("Plan appointments, calls and what is to be done"),
    "offers": N_("Make offers known to those who may be contacted"),
    "loyalty": N_("Reward loyalty and referrals"),
    "opinions": N_("Hear opinions, answer complaints"),
    "accounts": N_("Keep invoices as the law asks"),
    "rights": N_("Answer requests about personal data"),
    "safety": N_("Keep the file safe: who opens it, who did what"),
}
BASES: dict[str, str] = {
    "contract": N_("Contract (GDPR, art. 6.1.b)"),
    "interest": N_("Legitimate interest (GDPR, art. 6.1.f)"),
    "consent": N_("Consent, or legitimate interest by post and to companies (GDPR, art. 6.1.a and f)"),
    "duty": N_("Legal obligation (GDPR, art. 6.1.c)"),
}
PEOPLE: dict[str, str] = {
    "client": N_("Clients"),
    "prospect": N_("Prospects"),
    "company": N_("Companies and who works there"),
    "staff": N_("Members of staff"),
}
PURPOSES: dict[str, str] = {
    "serve": N_("serve the person"),
    "reach": N_("reach the person"),
    "offer": N_("make offers at the right time"),
    "choose": N_("choose whom an offer concerns"),
    "reward": N_("reward loyalty"),
    "listen": N_("hear opinions and complaints"),
    "account": N_("keep invoices"),
    "prove": N_("prove what the law asks"),
}
DATA: dict[str, str] = CONTACT_FIELDS | {
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "first_contact_on": N_("Known since"),
    "sponsor": N_("Sent by"),
    "tags": N_("Tags"),
    "interests": N_("Likes"),
    "notes": N_("Notes"),
    "visits": N_("Visits"),
    "purchases": N_("Purchases"),
    "actions": N_("Actions"),
    "behaviour": N_("Forms, events, pages visited"),
    "satisfaction": N_("Opinions and complaints"),
    "loyalty": N_("Loyalty points"),
    "consents": N_("Consents"),
    "informed": N_("Information given"),
}
RETENTION: dict[str, str] = {
    "prospect": N_("Prospects without news"),
    "client": N_("Clients without news"),
    "accounts": N_("Invoices"),
    "consent_proof": N_("Proof of consents"),
    "put_aside": N_("Cards put aside"),
    "unsourced": N_("Imported, source not told"),
    "requests": N_("Requests answered"),
    "oppositions": N_("List of oppositions"),
    "journal": N_("Journal"),
    "drafts": N_("Drafts never saved"),
    "codes": N_("Codes to confirm an address"),
    "sendings": N_("Addresses of messages sent"),
    "exports": N_("Register of exports"),
    "breaches": N_("Register of breaches"),
}
RETENTION_SHORT: dict[str, str] = {
    "prospect": N_("Prospects"),
    "client": N_("Clients"),
    "accounts": N_("Invoices"),
    "consent_proof": N_("Proofs"),
    "put_aside": N_("Put aside"),
    "unsourced": N_("Without source"),
    "requests": N_("Requests"),
    "oppositions": N_("Oppositions"),
    "journal": N_("Journal"),
    "drafts": N_("Drafts"),
    "codes": N_("Codes"),
    "sendings": N_("Addresses"),
    "exports": N_("Exports"),
    "breaches": N_("Breaches"),
}
"""The same where a column is narrow."""
COUNTED_FROM: dict[str, str] = {
    "prospect": N_("since the person was last heard of"),
    "client": N_("since the person was last heard of"),
    "accounts": N_("from the end of the year of the invoice"),
    "consent_proof": N_("since the consent ended"),
    "put_aside": N_("since the card was put aside"),
    "unsourced": N_("since the import"),
    "requests": N_("since the answer"),
    "oppositions": N_("as a keyed fingerprint, so that nobody who objected is solicited again"),
    "journal": N_("since it was written"),
    "drafts": N_("since it was typed"),
    "codes": N_("since the code ended"),
    "sendings": N_("since the sending"),
    "exports": N_("since the export"),
    "breaches": N_("since it was known"),
}
ACTIONS: dict[str, str] = {
    "erase": N_("erase"),
    "archive": N_("archive, else erase"),
    "purge": N_("remove"),
    "tell": N_("tell the person"),
    "keep": N_("keep"),
}
DONE_TO: dict[str, str] = {
    "erase": N_("to erase"),
    "archive": N_("to archive"),
    "tell": N_("to be told"),
}
HELD: dict[str, str] = {
    "held": N_("kept"),
    "restricted": N_("restricted at the person's request"),
    "request": N_("a request of the person is open"),
    "complaint": N_("a complaint is open"),
    "appointment": N_("an appointment is ahead"),
    "stay_asked": N_("asked whether to stay, has thirty days to answer"),
}
HELD_SHORT: dict[str, str] = {
    "held": N_("kept"),
    "restricted": N_("restricted"),
    "request": N_("request open"),
    "complaint": N_("complaint open"),
    "appointment": N_("appointment ahead"),
    "stay_asked": N_("answer awaited"),
}
"""The same where a column is narrow."""
BREACH_KINDS: dict[str, str] = {
    "stolen_device": N_("computer or stick stolen"),
    "lost_device": N_("computer or stick lost"),
    "wrong_recipient": N_("sent to the wrong person"),
    "seen_by_others": N_("seen by who should not"),
    "intrusion": N_("intrusion"),
    "ransom": N_("ransomware"),
    "destroyed": N_("data destroyed or lost"),
    "other": N_("something else"),
}
RISKS: dict[str, str] = {
    "none": N_("no risk for the people"),
    "risk": N_("a risk: tell the CNIL"),
    "high": N_("a high risk: tell the CNIL and the people"),
}
BREACH_STATES: dict[str, str] = {
    "no_notice": N_("register only"),
    "to_judge": N_("judge the risk"),
    "to_notify": N_("tell the CNIL"),
    "late": N_("tell the CNIL, late already"),
    "first_step": N_("CNIL told, the rest to follow"),
    "notified": N_("CNIL told"),
}
BREACH_STATES_SHORT: dict[str, str] = BREACH_STATES | {
    "late": N_("late: the CNIL"),
    "first_step": N_("CNIL: rest to follow"),
}
"""The same where a column is narrow."""
PEOPLE_WAIT: dict[str, str] = {
    "to_notify": N_("tell CNIL and people"),
    "late": N_("late: CNIL, people"),
    "first_step": N_("CNIL: rest; the people"),
    "notified": N_("tell the people"),
}
"""The same where the people, at high risk, are not told yet."""
WAYS: dict[str, str] = {
    "counter": N_("at the counter"),
    "paper": N_("on paper"),
    "email": N_("by e-mail"),
    "phone": N_("by telephone"),
    "post": N_("by post"),
    "web": N_("on the site"),
}
MISSING: dict[str, str] = {
    "business": N_("name of the business"),
    "name": N_("who answers"),
    "address": N_("postal address"),
    "contact": N_("e-mail or telephone"),
}


def months_words(months: int) -> str:
    """ "3 years", "18 months"; "as long as the file" for 0."""
    if not months:
        return _("as long as the file")
    if months % 12 == 0:
        years = months // 12
        return ngettext("{count} year", "{count} years", years).format(count=format.number(years))
    return ngettext("{count} month", "{count} months", months).format(count=format.number(months))


def time_words(category: str, chosen: dict[str, int]) -> str:
    """ "3 years since the person was last heard of"."""
    return f"{months_words(months_of(category, chosen))} {word(COUNTED_FROM, category)}"


def end_words(category: str) -> str:
    """What is done at the end of the time."""
    action = CATEGORIES[category].action
    return word(ACTIONS, ARCHIVE if category in ("client", "prospect", "put_aside") else action)


TEXTS: dict[str, str] = {
    "note": N_("note"),
    "visit": N_("visit"),
    "purchase": N_("purchase"),
    "action": N_("action"),
    "satisfaction": N_("opinion"),
    "card": N_("card"),
}
TOLD_OF: dict[str, str] = {
    "health": N_("health"),
    "beliefs": N_("beliefs"),
    "politics": N_("political opinions"),
    "union": N_("trade union"),
    "sex_life": N_("sex life"),
    "origin": N_("origin"),
    "body": N_("body"),
    "offences": N_("offences"),
    "national_number": N_("social security no."),
    "scornful": N_("scorn"),
}
LAPTOP_FAULTS: dict[str, str] = {
    "weak_phrase": N_("the passphrase may be weak"),
    "file_open": N_("the file may have been open"),
    "key_beside": N_("the passphrase or the recovery sheet may have been with it"),
    "clear_files": N_("files in clear may have been on it"),
}


def exports_words(count: int) -> str:
    """ "12 files"."""
    return ngettext("{count} file", "{count} files", count).format(count=format.number(count))


def breaches_words(waiting: int) -> str:
    """How many breaches have something left to be told; nothing where none has."""
    if not waiting:
        return ""
    return "! " + ngettext("{count} waits", "{count} wait", waiting).format(count=format.number(waiting))


def hardly_used_words(count: int) -> str:
    """ "! 3 hardly used"; nothing where every field serves."""
    if not count:
        return ""
    return "! " + ngettext("{count} hardly used", "{count} hardly used", count).format(count=format.number(count))


def review_words(last: dt.date | None, *, due: bool) -> str:
    """When the notes were last gone through."""
    if last is None:
        return _("never gone through yet")
    words = _("gone through on {day}").format(day=format.day(last))
    return f"! {words}" if due else words
