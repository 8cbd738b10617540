"""What the file proposes for a day: read once, then kept up with the journal, contact by contact."""

from __future__ import annotations

import datetime as dt
import json
from bisect import insort
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from fichier_tui.domain.contactability import PURPOSES
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.proposals import (
    CROSS_SELL,
    KINDS,
    Circumstances,
    Proposal,
    Seasons,
    birthday,
    complaint,
    consent_due,
    drifting_client,
    rank,
    retention_due,
    seasons_of,
)
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.actions.planning import insert_action, read_action
from fichier_tui.storage.consents.contactability import open_channels
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.journal.touched import touched_since
from fichier_tui.storage.offers.baskets import Baskets, cross_sell
from fichier_tui.storage.offers.dismissals import Dismissals, insert_dismissal
from fichier_tui.storage.offers.proposal_facts import read_articles, read_facts
from fichier_tui.storage.offers.season_rules import season_rules
from fichier_tui.storage.purchase_facts import read_baskets
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import read_settings

Ranked = tuple[tuple[object, ...], Proposal]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with the name of its contact."""

    public_id: str
    name: str
    proposal: Proposal
    channels: tuple[str, ...] = ()
    """By which the contact may be contacted about it, where they were asked for."""


@dataclass(slots=True)
class Kept:
    """What was reckoned for a day, and up to which entry of the journal."""

    circumstances: Circumstances
    inactive_after_days: int
    entry: int
    ranked: list[Ranked]
    """In order. Without those of cross-selling, which all depend on one another: they are made when asked for."""
    baskets: Baskets
    barred: set[int]
    dismissals: Dismissals


def proposals(
    session: Session,
    day: dt.date | None = None,
    *,
    kinds: Collection[str] = KINDS,
    limit: int | None = None,
    channels: bool = False,
) -> tuple[Proposed, ...]:
    """What the file proposes on a day, by default the session's: the most pressing kinds first.

    `limit` is how many of each kind at most. Raises Refusal("proposal.unknown_kind").
    """
    for kind in kinds:
        if kind not in KINDS:
            raise Refusal("proposal.unknown_kind", kind=kind)
    kept = _kept(session, day or session.today)
    found: list[Proposal] = []
    counts = dict.fromkeys(kinds, 0)
    for _rank, proposal in kept.ranked:
        if proposal.kind in counts and (limit is None or counts[proposal.kind] < limit):
            counts[proposal.kind] += 1
            found.append(proposal)
    if CROSS_SELL in counts:
        found += _cross_sell(session, kept, limit)
        found.sort(key=rank)
    return _named(session, found, kept.circumstances.today, channels)


def count_proposals(session: Session, day: dt.date | None = None, *, kinds: Collection[str] = KINDS) -> int:
    """How many proposals there are of these kinds; those of cross-selling, which are made as asked for, aside."""
    return sum(proposal.kind in kinds for _rank, proposal in _kept(session, day or session.today).ranked)


def plan_proposal(session: Session, proposal: Proposal, details: ActionDetails) -> Action:
    """Make an action of a proposal, which is then made no more.

    Raises Refusal: action.unknown_kind, staff.unknown.
    """
    with session.operation(
        "proposal.planned", proposal.contact, name=name_of(proposal.contact), kind=details.kind
    ) as operation:
        row = insert_action(operation, proposal.contact, details)
        operation.change(row, product=proposal.product_id)
        if not _is_seen_by_rules(proposal):
            insert_dismissal(operation, proposal, for_good=False)
    return read_action(session, row.id)


def dismiss_proposal(session: Session, proposal: Proposal, *, for_good: bool = False) -> None:
    """Do not propose it any more: for good, or not for this season."""
    verb = "proposal.dismissed_for_good" if for_good else "proposal.dismissed"
    with session.operation(verb, proposal.contact, name=name_of(proposal.contact)) as operation:
        insert_dismissal(operation, proposal, for_good=for_good)


def _is_seen_by_rules(proposal: Proposal) -> bool:
    """Whether the rule itself keeps quiet while the action is open."""
    return proposal.kind in ("season", "drifting")


def _kept(session: Session, today: dt.date) -> Kept:
    """What was reckoned, brought up to date with the journal; reckoned anew for another day or other rules."""
    settings, rules = read_settings(session), season_rules(session)
    kept: Kept | None = session.proposals
    entry = session.last_entry()
    if kept is not None and (
        kept.circumstances.today == today
        and kept.circumstances.seasons.rules == rules
        and kept.inactive_after_days == settings.inactive_after_days
    ):
        touched = touched_since(session, kept.entry)
        if touched is not None:
            if touched:
                _refresh(session, kept, touched)
            kept.entry = entry
            return kept
    circumstances = Circumstances(Seasons(today, rules), read_articles(session))
    dismissals = Dismissals.read(session, today)
    baskets = Baskets(read_baskets(session))
    kept = Kept(circumstances, settings.inactive_after_days, entry, [], baskets, set(), dismissals)
    kept.ranked = sorted(_reckoned(session, kept, None))
    session.proposals = kept
    return kept


def _refresh(session: Session, kept: Kept, touched: Collection[int]) -> None:
    """Reckon anew what concerns these contacts."""
    kept.circumstances = replace(kept.circumstances, articles=read_articles(session), categories={})
    kept.dismissals.reread(session, kept.circumstances.today, touched)
    kept.baskets.replace(touched, read_baskets(session, touched))
    kept.barred -= set(touched)
    kept.ranked = [ranked for ranked in kept.ranked if ranked[1].contact not in touched]
    for ranked in _reckoned(session, kept, touched):
        insort(kept.ranked, ranked)


def _reckoned(session: Session, kept: Kept, ids: Collection[int] | None) -> list[Ranked]:
    """What the rules make of everybody, or of these contacts."""
    circumstances = kept.circumstances
    today = circumstances.today
    facts = read_facts(session, circumstances.seasons, ids)
    kept.barred |= facts.barred
    found: list[Proposal | None] = []
    for contact, lines in facts.lines.items():
        found += seasons_of(contact, lines, facts.planned.get(contact, ()), circumstances)
    # Where anything is planned, somebody turns to the contact already.
    found += (drifting_client(*one, today) for one in facts.rhythms if one[0] not in facts.planned)
    found += (birthday(contact, birth, today) for contact, birth in facts.births)
    found += (complaint(contact, made_on, said, today) for contact, made_on, said in facts.complaints)
    found += (consent_due(contact, line, today) for contact, line in facts.consents)
    found += (retention_due(contact, day, today) for contact, day in facts.last_words)
    return [
        (rank(one), one)
        for one in found
        if one is not None and one.contact not in kept.barred and not kept.dismissals.hide(one)
    ]


def _cross_sell(session: Session, kept: Kept, limit: int | None) -> Iterator[Proposal]:
    """Of those who still come, what they lack."""
    since = kept.circumstances.today - dt.timedelta(days=kept.inactive_after_days)
    return cross_sell(session, kept.baskets, kept.circumstances, since, kept.barred, kept.dismissals, limit)


def _named(session: Session, found: Sequence[Proposal], today: dt.date, with_channels: bool) -> tuple[Proposed, ...]:
    contacts = {proposal.contact for proposal in found}
    rows = session.database.connection().execute(
        "SELECT id, public_id, display_name FROM contact JOIN contact_summary ON contact_id = id"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(contacts)),),
    )
    names = {number: (public_id, name) for number, public_id, name in rows}
    channels: dict[tuple[int, str], tuple[str, ...]] = {}
    for purpose in PURPOSES if with_channels else ():
        about = {proposal.contact for proposal in found if proposal.purpose == purpose}
        opened = open_channels(session, about, purpose, today) if about else {}
        channels |= {(contact, purpose): allowed for contact, allowed in opened.items()}
    return tuple(
        Proposed(*names[proposal.contact], proposal, channels.get((proposal.contact, proposal.purpose), ()))
        for proposal in found
        if proposal.contact in names
    )
