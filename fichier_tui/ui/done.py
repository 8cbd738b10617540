"""The sentence for each operation of the journal: what the status line says when it is done, and when it is taken back.

A verb of `storage` writes a code and its details in the journal; the words are here, in both languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from textual.content import Content

from fichier_tui.domain.erasing import ERASED_VERBS
from fichier_tui.domain.sending import LEAVING
from fichier_tui.domain.staffing import ATTEMPTS_FAILED, OF_KEYS, OPENED_BY_SHEET, PASSPHRASE_RESET
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.code_words import CHANNELS, CONSENT_STATES, word
from fichier_tui.ui.rights_words import KINDS as RIGHTS_KINDS
from fichier_tui.ui.safe import shown

DONE: dict[str, str] = {
    "action.assigned": N_("Person in charge changed: {name}"),
    "action.cancelled": N_("Action given up: {name}"),
    "action.changed": N_("Action changed: {name}"),
    "action.done": N_("Action done: {name}"),
    "action.planned": N_("Action planned: {name}"),
    "action.postponed": N_("Action postponed: {name}"),
    "action.reopened": N_("Action open again: {name}"),
    "actions.assigned": N_("Person in charge changed, actions: {count}"),
    "actions.cancelled": N_("Actions given up: {count}"),
    "actions.done": N_("Actions done: {count}"),
    "actions.planned": N_("Actions planned ({count}): {name}"),
    "actions.postponed": N_("Actions postponed: {count}"),
    "actions.reopened": N_("Actions open again: {count}"),
    "archive.read": N_("Read in the archive: {name}"),
    "breach.changed": N_("Breach completed in the register"),
    "breach.ended": N_("Breach closed in the register"),
    "breach.noted": N_("Breach noted in the register"),
    "breach.told": N_("The CNIL was told: noted in the register"),
    "calendar.imported": N_("Calendar taken into the planner: {name}"),
    "calendar.kept": N_("Calendar kept up to date: {name}"),
    "calendar.kept_no_more": N_("No calendar file is kept up to date any more"),
    "campaign.changed": N_("Campaign saved: {name}"),
    "campaign.created": N_("Campaign created: {name}"),
    "campaign.planned": N_("Calls planned ({count}): {name}"),
    "campaign.sent": N_("Marked as sent to {people}: {name}"),
    "card.given": N_("Loyalty card given: {name}"),
    "complaint.closed": N_("Complaint answered: {name}"),
    "complaint.opened": N_("Complaint noted, a call-back is planned: {name}"),
    "communes.taken": N_("Communes taken over: {name}"),
    "confirmation.dropped": N_("Code to confirm the address given up: {name}"),
    "confirmation.sent": N_("Code sent to confirm the address: {name}"),
    "consent.opposed": N_("Opposition to every message noted: {name}"),
    "consent.recorded": N_("Consent noted: {name}"),
    "contact.anonymised": N_("Made anonymous for good, cards: {count}"),
    "contact.archived": N_("Put in the archive: {name}"),
    "contact.changed": N_("Contact saved: {name}"),
    "contact.created": N_("Contact created: {name}"),
    "contact.deceased": N_("Noted as deceased: {name}"),
    "contact.deleted": N_("Contact deleted: {name}"),
    "contact.erased": N_("Forgotten for good, cards: {count}"),
    "contact.not_deceased": N_("Not deceased after all: {name}"),
    "contact.restricted": N_("Left as it is from now on: {name}"),
    "contact.sponsored": N_("Sponsor noted: {name}"),
    "contact.unarchived": N_("Out of the archive: {name}"),
    "contact.unrestricted": N_("Restriction lifted: {name}"),
    "contact.verified": N_("Contact verified: {name}"),
    "contacts.imported": N_("{contacts} and {purchases} imported"),
    "contacts.merged": N_("Two cards made one: {name}"),
    "copies.every": N_("A safety copy as one works, after {name} h"),
    "copies.place_added": N_("Safety copies go there too: {name}"),
    "copies.place_removed": N_("Safety copies go there no more: {name}"),
    "counter.entered": N_("Noted at the counter: {name}"),
    "custom.changed": N_("Field saved: {name}"),
    "custom.created": N_("Field created: {name}"),
    "custom.moved": N_("Field moved: {name}"),
    "custom.removed": N_("Field deleted: {name}"),
    "custom.restored": N_("Field back in use: {name}"),
    "custom.retired": N_("Field retired, its values are kept: {name}"),
    "file.restored": N_("File restored from the safety copy {name}"),
    "export.recorded": N_("Export noted in the register: {name}"),
    "file.salvaged": N_("File made of all that could be read in a damaged one; rows lost: {lost}"),
    "journal.lost": N_("A line that was lost with a damaged page"),
    "journal.purged": N_("Oldest lines of the journal removed: {count}"),
    "field.hidden": N_("Field left out of the form, what it holds is kept"),
    "field.shown": N_("Field back in the form"),
    "loyalty.corrected": N_("Points corrected, balance {points}: {name}"),
    "loyalty.rules_changed": N_("Rules of the loyalty points changed"),
    "loyalty.used": N_("Points used ({points}): {name}"),
    "mail.changed": N_("Sending of e-mails set: {name}"),
    "note.added": N_("Note added: {name}"),
    "note.changed": N_("Note saved: {name}"),
    "note.removed": N_("Note removed: {name}"),
    "notes.reviewed": N_("Noted: the notes were gone through today"),
    "notice.changed": N_("Information notice changed"),
    "notice.given": N_("Informed of the use of their data: {name}"),
    "offer.changed": N_("Offer saved: {name}"),
    "offer.created": N_("Offer created: {name}"),
    "offer.ended": N_("Offer ended: {name}"),
    "offer.told": N_("{name} was told of: {offer}"),
    "offer.told_many": N_("{people} told of: {name}"),
    ATTEMPTS_FAILED: N_("Failed attempts to open the file: {count}, the last {name}"),
    OPENED_BY_SHEET: N_("The file was opened with the recovery sheet"),
    "opinion.recorded": N_("Opinion noted: {name}"),
    "oppositions.taken": N_("Oppositions made since the copy taken over: {count}"),
    "proposal.dismissed": N_("Not proposed any more this season: {name}"),
    "proposal.dismissed_for_good": N_("Never proposed again: {name}"),
    "proposal.planned": N_("Action planned: {name}"),
    "purchase.changed": N_("Purchase saved: {name}"),
    "purchase.logged": N_("Purchase noted: {name}"),
    "purchase.removed": N_("Purchase removed: {name}"),
    "request.answered": N_("Request answered: {name}"),
    "request.changed": N_("Request saved: {name}"),
    "request.extended": N_("Request extended by two months: {name}"),
    "request.noted": N_("Request noted: {name}"),
    "request.refused": N_("Request refused: {name}"),
    "season_rules.changed": N_("Proposals of the season set anew"),
    "segment.removed": N_("Segment removed: {name}"),
    "segment.renamed": N_("Segment renamed: {name}"),
    "segment.seen": N_("Taken note of who is in the segment: {name}"),
    "segment.saved": N_("Segment saved: {name}"),
    "sending.answered": N_("Uncertain messages answered for ({count}): {name}"),
    "sending.begun": N_("Sending begun, {messages}: {name}"),
    "sending.bounced": N_("A message to {name} came back, nothing is sent there any more"),
    "sending.given_up": N_("Given up before {messages} left: {name}"),
    "sending.ended": N_("Sending ended: {name}"),
    "sending.prepared": N_("Sending prepared for {people}: {name}"),
    "sending.recorded": N_("Written for {people}: {name}"),
    "sending.retried": N_("Failed messages that wait again ({count}): {name}"),
    "sending.sent": N_("Sent to {people}: {name}"),
    "retention.held": N_("Kept although its time has come: {name}"),
    "retention.purged": N_("What had been kept long enough was removed"),
    "retention.released": N_("Not kept any longer than its time: {name}"),
    "retention.changed": N_("Time for which data is kept changed"),
    "setting.changed": N_("Setting changed"),
    "staff.added": N_("{name} may open the file now"),
    "staff.left": N_("{name} has left, and opens the file no more"),
    "staff.passphrase_changed": N_("Passphrase changed: {name}"),
    "staff.passphrase_reset": N_("New passphrase given: {name}"),
    "staff.renamed": N_("Member of staff renamed: {name}"),
    "staff.role_changed": N_("Role changed: {name}"),
    "staff.sheet_made": N_("New recovery sheet made"),
    "staff.stayed": N_("{name} has not left after all"),
    "wording.changed": N_("Sentence of consent changed"),
    "template.changed": N_("Template saved: {name}"),
    "visit.changed": N_("Visit saved: {name}"),
    "visit.logged": N_("Visit noted: {name}"),
    "visit.removed": N_("Visit removed: {name}"),
}
OTHER = N_("Done")
# What was set, where the shop sets it by hand; the words of its line in the settings.
SETTINGS = {
    "business": N_("Name of the business"),
    "inactive_after_days": N_("A client is inactive after"),
    "opening_hour": N_("Opens at"),
    "closing_hour": N_("Closes at"),
    "opening_days": N_("Open on"),
    "informs_at_sale": N_("Similar products"),
    "language": N_("Language"),
    "country": N_("Country"),
    "templates": N_("Templates"),
    "loyalty_points_per_euro": N_("Loyalty points"),
    "loyalty_per_euros": N_("Loyalty points"),
    "loyalty_rewards": N_("Rewards"),
    "season_years": N_("Proposals of the season"),
    "season_weeks_ahead": N_("Proposals of the season"),
    "season_weeks_around": N_("Proposals of the season"),
    "controller": N_("Who answers for the file"),
    "controller_address": N_("Who answers for the file"),
    "controller_email": N_("Who answers for the file"),
    "controller_phone": N_("Who answers for the file"),
    "controller_name": N_("Who answers for the file"),
    "dpo": N_("Protection officer"),
    "transfers": N_("Outside the EU"),
    "notes_reviewed_on": N_("Notes to go through"),
    "hidden_fields": N_("What each field serves for"),
    "calendar_path": N_("Calendar"),
    "calendar_machine": N_("Calendar"),
    "calendar_names": N_("Calendar"),
    "calendar_tasks": N_("Calendar"),
}
"""By its key, what a setting is called in the journal; `controller` is the form of several of them."""
CONTACTS_ALONE = N_("Import done: {contacts}")
# Of what is large, it is said that all of it can be taken back.
WHOLE = ("calendar.imported", "contacts.imported")
# What may give loyalty points.
EARNING = ("purchase.logged", "counter.entered")
# Of what left, by which channel and to which segment.
LEFT = ("sending.prepared", "sending.recorded", "sending.sent")
# What was asked under the RGPD.
REQUESTS = ("request.noted", "request.changed", "request.answered", "request.refused")
# A file or a message that left cannot be called back.
STANDING = ("export.recorded", *ERASED_VERBS, *LEAVING, *OF_KEYS, ATTEMPTS_FAILED, OPENED_BY_SHEET)


def operation_words(verb: str, detail: Mapping[str, object], *, is_erased: bool = False) -> str:
    """What was done, in the language of the moment; plain text that holds users' words. `is_erased`: of whom nothing is
    known any more."""
    if verb in ("undo", "redo"):
        of_what = {key: value for key, value in detail.items() if key != "undone"}
        if verb == "undo":
            of_what = _given_back(str(detail.get("undone")), of_what)
        how = _("Done again") if verb == "redo" else _("Taken back")
        if "undone" not in detail:
            return how + " — " + _("erased person") if is_erased else how
        return how + " — " + operation_words(str(detail["undone"]), of_what, is_erased=is_erased)
    name = str(detail.get("name") or (_("erased person") if is_erased else _("unnamed")))
    words = DONE.get(verb, OTHER)
    if verb == "contacts.imported" and not _count(detail, "purchases"):
        words = CONTACTS_ALONE
    if verb == "setting.changed" and (setting := SETTINGS.get(str(detail.get("key")))) is not None:
        return _("Setting changed: {setting}").format(setting=_(setting))
    if verb == "consent.recorded" and detail.get("channel"):
        channel, state = word(CHANNELS, str(detail["channel"])), word(CONSENT_STATES, str(detail.get("state")))
        name = f"{name}, {channel} {state}"
    if verb in REQUESTS:
        name = ", ".join(filter(None, (name, word(RIGHTS_KINDS, str(detail.get("kind") or "")))))
    if verb == ATTEMPTS_FAILED and detail.get("last"):
        name = format.instant(dt.datetime.fromisoformat(str(detail["last"])))
        if detail.get("tried"):
            name = _("{day}; passphrase tried: {name}").format(day=name, name=detail["tried"])
    if verb == PASSPHRASE_RESET and detail.get("sheet"):
        name = _("{name} (with the recovery sheet)").format(name=name)
    if verb in LEFT:
        parts = [name, word(CHANNELS, str(detail.get("channel") or "")), str(detail.get("segment") or "")]
        name = ", ".join(dict.fromkeys(part for part in parts if part))
    count = _count(detail, "count")
    said = _(words).format(
        name=name,
        count=detail.get("count", ""),
        people=format.contacts(count),
        messages=ngettext("{count} message", "{count} messages", count).format(count=format.number(count)),
        lost=format.number(_count(detail, "lost")),
        offer=detail.get("offer", ""),
        points=format.number(_count(detail, "points")),
        contacts=format.contacts(_count(detail, "created") + _count(detail, "updated")),
        purchases=format.purchases(_count(detail, "purchases")),
    )
    if verb == "contacts.imported" and detail.get("name"):
        said = f"{said} · {name}"
    if verb == "contacts.imported" and (unclear := _count(detail, "unclear")):
        words = ngettext("{count} not understood", "{count} not understood", unclear)
        return f"{said} · ! {words.format(count=format.number(unclear))}"
    points = _count(detail, "points") if verb in EARNING else 0
    return f"{said}, {earned_words(points)}" if points else said


def earned_words(points: int) -> str:
    """ "+11 points"."""
    return ngettext("{count} point", "{count} points", abs(points)).format(count=f"{points:+}")


def rests_on_it(later: object) -> str:
    """Why an operation cannot be taken back: the later one, a line of the journal, by its sentence, author and day."""
    from fichier_tui.storage.journal.entries import (
        Entry,  # the first screen is painted before the file's room is imported
    )

    if not isinstance(later, Entry):
        raise TypeError("a line of the journal")
    words = _("That cannot be taken back: “{what}” ({who}, {day}) rests on it. Take that back first.")
    return words.format(
        what=operation_words(later.verb, later.detail), who=later.staff or "—", day=format.instant(later.at)
    )


def _given_back(verb: str, detail: Mapping[str, object]) -> dict[str, object]:
    """The details of what is taken back: the points that it gave are gone."""
    return {**detail, "points": -_count(detail, "points")} if verb in EARNING else dict(detail)


def _count(detail: Mapping[str, object], name: str) -> int:
    """A number among the details; 0 where there is none."""
    value = detail.get(name)
    return value if isinstance(value, int) else 0


def done(verb: str, **detail: object) -> Content:
    """For the status line after a write: "Visit noted: Péron Hélène — Ctrl+Z undoes"."""
    if verb in STANDING:
        return shown(operation_words(verb, detail))
    return undoable(operation_words(verb, detail), verb)


def undoable(said: str, verb: str = "") -> Content:
    """The same for a sentence of its own; `said` may hold users' words."""
    undo = _("Ctrl+Z takes it all back") if verb in WHOLE else _("Ctrl+Z undoes")
    return shown(f"{said} — {undo}")


def taken_back(verb: str, detail: Mapping[str, object]) -> Content:
    """For the status line after Ctrl+Z: "Taken back — Visit noted: Péron Hélène"; "Done again — …" of an undo."""
    if verb in ("undo", "redo"):
        return shown(operation_words("redo" if verb == "undo" else "undo", detail))
    said = _("Taken back") + " — " + operation_words(verb, _given_back(verb, detail))
    stays = " — " + _("the file stays") if verb == "sending.recorded" else ""
    return shown(said + stays)
