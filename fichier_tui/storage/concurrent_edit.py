"""Corrections by several people at once: read with a mark, and saved together with what others saved since.

A form reads what it corrects by `begin_edit` and writes it by `save_edit`, whatever it is: within one transaction the
row is read again, both edits are put together (`domain.concurrent_edit`), and the verb that corrects it writes the
whole. What both changed is refused with both values: nothing is written, and one chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import peewee as pw

from fichier_tui.domain.breach import BreachDetails
from fichier_tui.domain.campaign import CampaignDetails
from fichier_tui.domain.concurrent_edit import EditClash, changed_fields, merge_edits
from fichier_tui.domain.contact import ContactDetails, cleaned
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.loyalty import LoyaltyRules
from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.offer import OfferDetails
from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.domain.processing import Controller
from fichier_tui.domain.proposals import SeasonRules
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.retention import months_of
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.template import Template
from fichier_tui.domain.text import clean_line, clean_text
from fichier_tui.storage import models
from fichier_tui.storage.actions.planning import change_action, read_action
from fichier_tui.storage.contacts import change_contact
from fichier_tui.storage.details import read_details
from fichier_tui.storage.letters.mail import read_mail, set_mail
from fichier_tui.storage.letters.templates import change_template, read_templates
from fichier_tui.storage.loyalty import loyalty_rules, set_loyalty_rules
from fichier_tui.storage.notes import change_note, read_note
from fichier_tui.storage.offers.campaigns import change_campaign, read_campaign
from fichier_tui.storage.offers.offering import change_offer, read_offer
from fichier_tui.storage.offers.season_rules import season_rules, set_season_rules
from fichier_tui.storage.purchases import change_purchase, read_purchase
from fichier_tui.storage.rights.breaches import change_breach, clean_breach, read_breach
from fichier_tui.storage.rights.processing import change_controller, read_controller
from fichier_tui.storage.rights.requests import change_request, clean_request, read_request
from fichier_tui.storage.rights.retention import held_because, hold_card
from fichier_tui.storage.rights.retention_choices import change_retention, retention_choices
from fichier_tui.storage.rows import refuse_forgotten, row_numbered
from fichier_tui.storage.segments.saved import save_segment
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop_fields import change_own_field, every_own_field
from fichier_tui.storage.staff.members import read_member
from fichier_tui.storage.visits import change_visit, read_visit

T = TypeVar("T")
Key = int | str
"""What tells a row: its number, or the key of a field of the shop's own."""


@dataclass(frozen=True, slots=True)
class Editable(Generic[T]):
    """Something that a form corrects: how its details are read and written, and the tables that they lie in."""

    code: str
    read: Callable[[Session, Any], T]
    write: Callable[[Session, Any, T], object]
    tables: tuple[type[models.Table], ...]
    clean: Callable[[T], T] = lambda details: details
    of_contact: bool = False
    """Whether the rows are told by the contact they belong to, not by their own number."""


@dataclass(frozen=True, slots=True)
class Begun(Generic[T]):
    """What a form began with, and how far the journal had come by then."""

    details: T
    entry: int


@dataclass(frozen=True, slots=True)
class Meanwhile(Generic[T]):
    """What others saved since a form began: the details of now, the fields that they changed, the names."""

    details: T
    fields: tuple[str, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedEdit(Generic[T]):
    """What was written; the fields of it that came from others, those that both changed among them, and the names."""

    details: T
    taken: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteText:
    """What is corrected of a note."""

    text: str


@dataclass(frozen=True, slots=True)
class HoldReason:
    """What is corrected of a card that is kept although its time has come; empty where it is not."""

    reason: str


@dataclass(frozen=True, slots=True)
class RetentionTime:
    """What is corrected of how long a category is kept, told by its code."""

    months: int


@dataclass(frozen=True, slots=True)
class MemberDetails:
    """What is corrected of a member of staff."""

    name: str
    role: str


def begin_edit(session: Session, what: Editable[T], key: Key) -> Begun[T]:
    """What a form is filled with. Raises Refusal("row.unknown")."""
    # The mark first: what is saved between the two is told of once more, never missed.
    entry = session.last_entry()
    return Begun(what.read(session, key), entry)


def saved_since(session: Session, what: Editable[T], key: Key, begun: Begun[T]) -> Meanwhile[T] | None:
    """What others saved while one types; None where it is as it was. Raises Refusal("row.unknown")."""
    now = what.read(session, key)
    fields = changed_fields(begun.details, now)
    return Meanwhile(now, fields, _who(session, what, key, begun.entry)) if fields else None


def save_edit(
    session: Session,
    what: Editable[T],
    key: Key,
    begun: Begun[T],
    mine: T,
    *,
    write: Callable[[Session, Any, T], object] | None = None,
) -> SavedEdit[T]:
    """Save an edit together with what others saved since it began, in one transaction; by `write` if not as usual.

    Raises EditClash (both changed the same: nothing is written), Refusal("row.unknown"), and what the verb raises.
    """
    mine = what.clean(mine)
    try:
        with session.database.atomic("IMMEDIATE"):
            theirs = what.read(session, key)
            merge = merge_edits(begun.details, mine, theirs)
            who = _who(session, what, key, begun.entry) if theirs != begun.details else ()
            if merge.clashes:
                raise EditClash(merge.clashes, theirs, session.last_entry(), who)
            (write or what.write)(session, key, merge.merged)
    except BaseException:
        # The verb counted what it wrote; it was taken back with the transaction around it.
        session.rfm, session.vocabulary = None, {}
        raise
    return SavedEdit(merge.merged, merge.taken, merge.both, who)


def writers_since(session: Session, what: Editable[Any], key: Key, instant: dt.datetime) -> tuple[str, ...]:
    """The names of those who wrote in these rows after an instant."""
    entry = models.JournalEntry
    before = entry.select(pw.fn.MAX(entry.id)).where(entry.at <= instant).scalar()
    return _who(session, what, key, int(before or 0))


def _who(session: Session, what: Editable[Any], key: Key, entry: int) -> tuple[str, ...]:
    """The names of those who wrote in these rows since that entry, in the order of their writing."""
    names = [table._meta.table_name for table in what.tables]
    marks = ", ".join("?" * len(names))
    of_row, parameters = "", []
    if what.of_contact:
        of_row, parameters = "AND e.contact = ?", [key]
    elif isinstance(key, int) and models.Setting not in what.tables:
        of_row, parameters = "AND c.first_id <= ? AND c.last_id >= ?", [key, key]
    rows = session.database.connection().execute(
        "SELECT s.name FROM journal_entry AS e JOIN journal_change AS c ON c.entry_id = e.id"
        f" JOIN staff AS s ON s.id = e.staff_id WHERE e.id > ? AND c.table_name IN ({marks}) {of_row} ORDER BY e.id",
        (entry, *names, *parameters),
    )
    return tuple(dict.fromkeys(row[0] for row in rows if row[0]))


def _contact_details(session: Session, contact: int) -> ContactDetails:
    refuse_forgotten(contact)
    found = read_details(session, [contact])
    if contact not in found:
        raise Refusal("row.unknown")
    return found[contact]


def _own_field(session: Session, key: str) -> OwnFieldDetails:
    own = next((used.field for used in every_own_field(session) if used.field.key == key), None)
    if own is None:
        raise Refusal("custom.unknown", key=key)
    return OwnFieldDetails(own.label, own.kind, own.choices, own.purpose)


def _cleaned_field(details: OwnFieldDetails) -> OwnFieldDetails:
    choices = tuple(filter(None, map(clean_line, details.choices)))
    return replace(details, label=clean_line(details.label), choices=choices, purpose=clean_text(details.purpose))


@dataclass(frozen=True, slots=True)
class SegmentConditions:
    """What is corrected of a saved segment: its form in English, as one thing."""

    conditions: str


def _segment(session: Session, key: int) -> SegmentConditions:
    return SegmentConditions(row_numbered(models.Segment, key).definition)


def _change_segment(session: Session, key: int, segment: SegmentConditions) -> None:
    row = row_numbered(models.Segment, key)
    save_segment(session, row.name, read_segment(segment.conditions), replace=True)


def _template(session: Session, place: int) -> Template:
    templates: Sequence[Template] = read_templates(session)
    return templates[place - 1]


def _hold(session: Session, contact: int, hold: HoldReason) -> None:
    # Two reasons to keep one card both hold: they stand in one line.
    hold_card(session, contact, " · ".join(hold.reason.splitlines()))


def _member(session: Session, number: int) -> MemberDetails:
    member = read_member(session, number)
    return MemberDetails(member.name, member.role)


def _change_member(_session: Session, _number: int, _details: MemberDetails) -> None:
    # A role is in the keyring too, whose place and key only the form knows: it gives `write` to `save_edit`.
    raise Refusal("file.locked")


CONTACT = Editable(
    "contact", _contact_details, change_contact,
    (models.Contact, models.Phone, models.Email, models.Address, models.ContactTag, models.CustomValue),
    clean=cleaned, of_contact=True,
)  # fmt: skip
VISIT: Editable[VisitDetails] = Editable(
    "visit", lambda s, key: read_visit(s, key).details, change_visit, (models.Visit,)
)
PURCHASE: Editable[PurchaseDetails] = Editable(
    "purchase", lambda s, key: read_purchase(s, key).details, change_purchase, (models.Purchase,)
)
ACTION: Editable[ActionDetails] = Editable(
    "action", lambda s, key: read_action(s, key).details, change_action, (models.Action,)
)
NOTE: Editable[NoteText] = Editable(
    "note", lambda s, key: NoteText(read_note(s, key).text), lambda s, key, note: change_note(s, key, note.text),
    (models.Note,),
)  # fmt: skip
OFFER: Editable[OfferDetails] = Editable(
    "offer", lambda s, key: read_offer(s, key).details, change_offer, (models.Offer,)
)
CAMPAIGN: Editable[CampaignDetails] = Editable(
    "campaign", lambda s, key: read_campaign(s, key).details, change_campaign, (models.Campaign,)
)
BREACH: Editable[BreachDetails] = Editable(
    "breach", lambda s, key: read_breach(s, key).details, change_breach, (models.Breach,), clean=clean_breach
)
REQUEST: Editable[RequestDetails] = Editable(
    "request", lambda s, key: read_request(s, key).details, change_request, (models.RightsRequest,),
    clean=clean_request,
)  # fmt: skip
HOLD: Editable[HoldReason] = Editable(
    "hold", lambda s, key: HoldReason(held_because(s, key)), _hold, (models.RetentionHold,), of_contact=True,
    clean=lambda hold: HoldReason("\n".join(map(clean_line, hold.reason.splitlines()))),
)  # fmt: skip
MEMBER: Editable[MemberDetails] = Editable(
    "member", _member, _change_member, (models.Staff,),
    clean=lambda member: replace(member, name=clean_line(member.name)),
)  # fmt: skip
SEGMENT: Editable[SegmentConditions] = Editable("segment", _segment, _change_segment, (models.Segment,))
OWN_FIELD: Editable[OwnFieldDetails] = Editable(
    "own_field", _own_field, change_own_field, (models.CustomField,), clean=_cleaned_field
)
# What is set for the shop has one row a setting and no number of its own: `key` tells nothing, but for a template.
TEMPLATE: Editable[Template] = Editable("template", _template, change_template, (models.Setting,))
LOYALTY: Editable[LoyaltyRules] = Editable(
    "loyalty", lambda s, _key: loyalty_rules(s), lambda s, _key, rules: set_loyalty_rules(s, rules), (models.Setting,)
)
SEASON: Editable[SeasonRules] = Editable(
    "season", lambda s, _key: season_rules(s), lambda s, _key, rules: set_season_rules(s, rules), (models.Setting,)
)
MAIL: Editable[MailSettings] = Editable(
    "mail", lambda s, _key: read_mail(s), lambda s, _key, mail: set_mail(s, mail), (models.Setting,)
)
CONTROLLER: Editable[Controller] = Editable(
    "controller", lambda s, _key: read_controller(s), lambda s, _key, known: change_controller(s, known),
    (models.Setting,),
)  # fmt: skip
RETENTION_TIME: Editable[RetentionTime] = Editable(
    "retention_time", lambda s, key: RetentionTime(months_of(key, retention_choices(s))),
    lambda s, key, time: change_retention(s, key, time.months), (models.Setting,),
)  # fmt: skip
