"""What a segment looks at, read whole for a few contacts: to say why one is in or out, by the plain evaluation."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from fichier_tui.domain.awareness import Window
from fichier_tui.domain.commune import Commune, Communes, area_of, town_key
from fichier_tui.domain.contact import ContactDetails, ContactSummary
from fichier_tui.domain.contactability import ContactabilityFacts
from fichier_tui.domain.history import ConsentLine
from fichier_tui.domain.segment import (
    ActionFacts,
    BehaviourFacts,
    Circumstances,
    ContactFacts,
    OfferFacts,
    OpinionFacts,
    PurchaseFacts,
    VisitFacts,
)
from fichier_tui.storage.consents.contactability import contactability_facts
from fichier_tui.storage.details import read_details
from fichier_tui.storage.segments.columns import ACTION_DAY, ACTION_OFFER, OF_EVENT, SCALARS
from fichier_tui.storage.session import Session

T = TypeVar("T")
_SUMMARY = tuple(ContactSummary.__slots__)
_SUMMARY_DAYS = ("first_purchase", "last_purchase", "last_visit", "last_seen", "next_action")
_CARD = (
    f"SELECT s.contact_id, c.deleted_at, c.sponsor_id, {SCALARS['brought']}, {SCALARS['points']}, {SCALARS['added']},"
    f" {SCALARS['sponsor']},"
    " EXISTS (SELECT 1 FROM information i WHERE i.contact_id = s.contact_id),"
    f" c.verified_on, c.restricted_on, c.deceased_on, {', '.join(f's.{name}' for name in _SUMMARY)}"
    " FROM contact_summary s JOIN contact c ON c.id = s.contact_id"
)


def read_facts(session: Session, ids: Collection[int]) -> dict[int, ContactFacts]:
    """All that conditions look at of each of these contacts; one that is no more is left out."""
    rows = _Rows(session, ids)
    details, contactability = read_details(session, ids), contactability_facts(session, ids)
    purchases, visits, actions = rows.purchases(), rows.visits(), rows.actions()
    behaviour, opinions, consents, notes = rows.behaviour(), rows.opinions(), rows.consents(), rows.notes()
    found = {}
    for (
        number,
        deleted,
        sponsor,
        brought,
        points,
        added,
        name,
        informed,
        verified,
        restricted,
        deceased,
        *summary,
    ) in rows.of(f"{_CARD} WHERE s.contact_id IN :ids"):
        found[number] = ContactFacts(
            details=details.get(number, ContactDetails()),
            summary=_summary(dict(zip(_SUMMARY, summary, strict=True))),
            purchases=purchases[number],
            consents=consents[number],
            visits=visits[number],
            actions=actions[number],
            behaviour=behaviour[number],
            opinions=opinions[number],
            notes=notes[number],
            points=points,
            sponsored=sponsor is not None,
            sponsor=name.strip(),
            brought=brought,
            added_on=_day(added),
            verified_on=_day(verified),
            informed=bool(informed),
            restricted_on=_day(restricted),
            deceased_on=_day(deceased),
            deleted=deleted is not None,
            contactability=contactability.get(number, ContactabilityFacts(put_aside=True)),
        )
    return found


def with_file(session: Session, circumstances: Circumstances, facts: Collection[ContactFacts]) -> Circumstances:
    """The circumstances with the offers of the shop and the communes that these contacts live in."""
    execute = session.database.connection().execute
    offers = {
        number: OfferFacts(name, product or "", Window(_day(first), _day(last)))
        for number, name, product, first, last in execute(
            "SELECT o.id, o.name, r.name, o.starts_on, o.ends_on FROM offer o"
            " LEFT JOIN product r ON r.id = o.product_id"
        )
    }
    places = {(town_key(a.town), area_of(a.postcode, a.town)) for one in facts for a in one.details.addresses}
    towns: list[Commune] = []
    for place in sorted(place for place in places if all(place)):
        towns += (
            Commune(*row) for row in execute("SELECT insee, name, postcode FROM town WHERE key = ? AND area = ?", place)
        )
    codes = json.dumps(sorted({town.insee for town in towns}))
    figures = {
        (name, insee): hundredths
        for name, insee, hundredths in execute(
            "SELECT name, insee, hundredths FROM town_figure WHERE insee IN (SELECT value FROM json_each(?))", (codes,)
        )
    }
    return replace(circumstances, offers=offers, communes=Communes(tuple(towns), figures))


class _Rows:
    """The rows of each kind of event of some contacts."""

    def __init__(self, session: Session, ids: Collection[int]) -> None:
        self._execute = session.database.connection().execute
        self._ids = json.dumps(list(ids))

    def of(self, sql: str) -> Iterator[Any]:
        """The rows of a statement in which :ids stands for the contacts."""
        found: Iterator[Any] = self._execute(sql.replace(":ids", "(SELECT value FROM json_each(?))"), (self._ids,))
        return found

    def grouped(self, sql: str, made: Callable[..., T]) -> Mapping[int, tuple[T, ...]]:
        """What is made of each row, by the contact in its first column."""
        found: dict[int, tuple[T, ...]] = defaultdict(tuple)
        for number, *values in self.of(sql):
            found[number] += (made(*values),)
        return found

    def purchases(self) -> Mapping[int, tuple[PurchaseFacts, ...]]:
        return self.grouped(
            "SELECT p.contact_id, p.day, COALESCE(r.name, ''), COALESCE(r.category, ''), p.amount_cents, p.nights,"
            " p.people, p.quantity, COALESCE(m.name, ''), p.reference FROM purchase p"
            " LEFT JOIN product r ON r.id = p.product_id LEFT JOIN staff m ON m.id = p.staff_id"
            " WHERE p.contact_id IN :ids ORDER BY p.day, p.id",
            lambda day, *rest: PurchaseFacts(dt.date.fromisoformat(day), *rest),
        )

    def visits(self) -> Mapping[int, tuple[VisitFacts, ...]]:
        return self.grouped(
            "SELECT contact_id, day, channel, people FROM visit WHERE contact_id IN :ids ORDER BY day, id",
            lambda day, *rest: VisitFacts(dt.date.fromisoformat(day), *rest),
        )

    def actions(self) -> Mapping[int, tuple[ActionFacts, ...]]:
        return self.grouped(
            f"SELECT a.contact_id, a.kind, a.state, {ACTION_DAY}, a.subject, {ACTION_OFFER}, COALESCE(r.name, ''),"
            f" COALESCE(k.name, ''), COALESCE(m.name, ''), {OF_EVENT['priority']}, a.result"
            " FROM action a LEFT JOIN product r ON r.id = a.product_id LEFT JOIN staff m ON m.id = a.assigned_to_id"
            " LEFT JOIN campaign k ON k.id = a.campaign_id WHERE a.contact_id IN :ids ORDER BY 4, a.id",
            lambda kind, state, day, *rest: ActionFacts(kind, state, _day(day), *rest),
        )

    def behaviour(self) -> Mapping[int, tuple[BehaviourFacts, ...]]:
        return self.grouped(
            "SELECT contact_id, kind, day, detail FROM behaviour_event WHERE contact_id IN :ids ORDER BY day, id",
            lambda kind, day, detail: BehaviourFacts(kind, dt.date.fromisoformat(day), detail),
        )

    def opinions(self) -> Mapping[int, tuple[OpinionFacts, ...]]:
        return self.grouped(
            "SELECT contact_id, kind, day, score, text FROM satisfaction WHERE contact_id IN :ids ORDER BY day, id",
            lambda kind, day, score, text: OpinionFacts(kind, dt.date.fromisoformat(day), score, text),
        )

    def consents(self) -> Mapping[int, tuple[ConsentLine, ...]]:
        return self.grouped(
            "SELECT contact_id, channel, state, day, recorded_at, medium FROM consent WHERE contact_id IN :ids"
            " ORDER BY id",
            lambda channel, state, day, at, medium: ConsentLine(
                channel, state, dt.date.fromisoformat(day), dt.datetime.fromisoformat(at), medium
            ),
        )

    def notes(self) -> Mapping[int, tuple[str, ...]]:
        return self.grouped("SELECT contact_id, text FROM note WHERE contact_id IN :ids ORDER BY day, id", str)


def _summary(values: dict[str, Any]) -> ContactSummary:
    return ContactSummary(**values | {name: _day(values[name]) for name in _SUMMARY_DAYS})


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
