"""The card of a contact in one reading: a screen that asked nine questions in turn would be seen to fill."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fichier_tui.domain.completeness import held, next_to_ask
from fichier_tui.domain.consent import CLOSED_STATES, consent_states
from fichier_tui.domain.contact import Contact, ContactRow
from fichier_tui.domain.history import Action, ConsentLine, Purchase, PurchaseDetails
from fichier_tui.domain.loyalty import NO_ACCOUNT, LoyaltyAccount
from fichier_tui.domain.notice import Informed
from fichier_tui.domain.own_field import OwnField
from fichier_tui.domain.recognition import Recognition, SeenBefore, recognise
from fichier_tui.domain.rfm import Scores
from fichier_tui.domain.rights import ERASURE, RightsRequest
from fichier_tui.domain.satisfaction import Complaint
from fichier_tui.storage.actions.calling import CallAnswer, call_answers
from fichier_tui.storage.actions.planning import open_actions
from fichier_tui.storage.consents.contactability import ChannelAnswer, channel_answers
from fichier_tui.storage.consents.lines import consent_history
from fichier_tui.storage.contacts import name_of, people_of, read_contact
from fichier_tui.storage.enriching import passed_over
from fichier_tui.storage.loyalty import read_loyalty
from fichier_tui.storage.rights.notices import notices_of
from fichier_tui.storage.rights.requests import open_requests_of
from fichier_tui.storage.satisfaction import open_complaints
from fichier_tui.storage.segments.rfm import ranks_at_hand, rfm_of
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings
from fichier_tui.storage.shop_fields import own_fields
from fichier_tui.storage.sponsors import sponsored_by
from fichier_tui.storage.timeline import count_timeline

_BOUGHT = (
    "SELECT day, COALESCE(product.name, '') FROM purchase LEFT JOIN product ON product.id = purchase.product_id"
    " WHERE contact_id = ?"
)


_CAME = "SELECT day, time FROM visit WHERE contact_id = ? AND day <= ? ORDER BY day DESC, time DESC, id DESC LIMIT 2"
_BOUGHT_BEFORE = "SELECT MAX(day) FROM purchase WHERE contact_id = ? AND day < ?"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the card of a contact shows, its timeline aside, which is read by the page."""

    contact: Contact
    recognition: Recognition
    consents: tuple[ConsentLine, ...]
    """The whole history, oldest first."""
    channels: tuple[ChannelAnswer, ...]
    """Whether it may be told of what the shop sells, channel by channel."""
    call: CallAnswer
    """Whether it may be called at this instant, to be sold something."""
    actions: tuple[Action, ...]
    """What is still to be done, by day and hour."""
    events: dict[str, int]
    """How many lines of each kind the timeline has."""
    own_fields: tuple[OwnField, ...]
    company: str = ""
    """The name of the company of the file that a person works for."""
    sponsor: str = ""
    people: tuple[ContactRow, ...] = ()
    """The persons who work at a company."""
    sponsored: tuple[str, ...] = ()
    """The names of those whom the contact sent."""
    loyalty: LoyaltyAccount = NO_ACCOUNT
    complaints: tuple[Complaint, ...] = ()
    """Those that wait for an answer, oldest first."""
    rfm: Scores | None = None
    """How the client ranks by recency, frequency and amount; none for who bought nothing, or not `ranked`."""
    ranked: bool = True
    """Whether ranks were at hand: in a big file they are read by pieces (`read_ranks`) once a card is shown."""
    informed: tuple[Informed, ...] = ()
    """What it was told of the use of its data, the latest first (RGPD 13)."""
    requests: tuple[RightsRequest, ...] = ()
    """What it asked under the RGPD and waits for, the most pressing first."""
    ask_next: str | None = None
    """The field most worth asking for: a name of `domain.completeness`."""


def read_card(session: Session, contact: int) -> Card:
    """The card of a contact. Raises Refusal("row.unknown")."""
    found = read_contact(session, contact)
    consents = consent_history(session, contact)
    actions = open_actions(session, contact=contact)
    settings = read_settings(session)
    ranked = ranks_at_hand(session)
    requests = open_requests_of(session, contact)
    wants_to_go = any(request.details.kind == ERASURE for request in requests)
    fields_held = held(found.details, consent_asked=bool(consents))
    closed = [channel for channel, state in consent_states(consents).items() if state in CLOSED_STATES]
    return Card(
        contact=found,
        recognition=recognise(
            found,
            _bought(session, contact),
            actions,
            session.today,
            settings.inactive_after_days,
            seen_before=_seen_before(session, contact),
        ),
        consents=consents,
        informed=notices_of(session, contact),
        channels=channel_answers(session, contact),
        call=call_answers(session, (contact,))[contact],
        actions=actions,
        events=count_timeline(session, contact),
        own_fields=own_fields(session),
        company=name_of(found.company_id) if found.company_id else "",
        sponsor=name_of(found.sponsor_id) if found.sponsor_id else "",
        sponsored=sponsored_by(session, contact),
        loyalty=read_loyalty(session, contact),
        complaints=open_complaints(session, contact) if found.summary.open_complaints else (),
        rfm=rfm_of(session, contact) if ranked else None,
        ranked=ranked,
        people=tuple(people_of(session, contact)) if found.details.kind == "company" else (),
        requests=requests,
        # Nothing is asked of who asked that the card be left as it is or erased, or is kept for invoices alone.
        ask_next=None
        if found.restricted_on is not None or found.archived or wants_to_go
        else next_to_ask(found.details.kind, fields_held, passed_over(session, contact), closed),
    )


def _bought(session: Session, contact: int) -> list[Purchase]:
    """What was bought when: all that habits are reckoned from, in one query for any number of purchases."""
    rows = session.database.connection().execute(_BOUGHT, (contact,))
    return [
        Purchase(0, contact, PurchaseDetails(day=dt.date.fromisoformat(day), product=product)) for day, product in rows
    ]


def _seen_before(session: Session, contact: int) -> SeenBefore | None:
    """The visit before that of today, or the purchase, where one is later."""
    execute, today = session.database.connection().execute, session.today.isoformat()
    came = execute(_CAME, (contact, today)).fetchall()
    if came and came[0][0] == today:  # the visit that is going on
        del came[0]
    bought = execute(_BOUGHT_BEFORE, (contact, today)).fetchone()[0]
    day, time = came[0] if came else ("", "")
    if bought and bought > day:
        return SeenBefore(dt.date.fromisoformat(bought), bought=True)
    return SeenBefore(dt.date.fromisoformat(day), time) if day else None
