"""To whom a sending goes: whom the law retains, each with its address; and who is left out, and why."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from fichier_tui.domain.permission import SEND
from fichier_tui.domain.sending import ALREADY, BOUNCED, GONE, SAME_ADDRESS, SENT, Chosen, LeftOut
from fichier_tui.storage import models
from fichier_tui.storage.consents.contactability import retained
from fichier_tui.storage.consents.contactability_facts import is_usable_email
from fichier_tui.storage.session import Session

_LABELS = "labels"
_AMONG = "(SELECT value FROM json_each(?))"


def choose_recipients(
    session: Session,
    channel: str,
    purpose: str,
    contacts: Sequence[int],
    *,
    campaign: int | None = None,
    taken: Collection[str] = (),
) -> Chosen:
    """Who of these contacts is to be sent something, each with its address, and who is left out and why.

    An e-mail address gets one message, whoever shares it; `taken` are those that had theirs. By post and SMS the
    address is left to whoever writes it.
    """
    numbers = list(dict.fromkeys(contacts))
    live = _live(session, numbers)
    allowed = retained(session, [number for number in numbers if number in live], channel, purpose)
    left_out = {contact: LeftOut(contact, answer.reason, answer.rule) for contact, answer in allowed.left_out}
    left_out |= {number: LeftOut(number, GONE) for number in numbers if number not in live}
    if campaign is not None:
        left_out |= {number: LeftOut(number, ALREADY) for number in _in_campaign(session, campaign, allowed.retained)}
    candidates = [number for number in allowed.retained if number not in left_out]
    addresses: dict[int, str] = {}
    if channel == "email":
        addresses, without = _addresses(session, candidates, taken)
        left_out |= {number: LeftOut(number, reason) for number, reason in without.items()}
    return Chosen(
        tuple((number, addresses.get(number, "")) for number in candidates if number not in left_out),
        tuple(left_out[number] for number in numbers if number in left_out),
    )


def choose_for_sending(
    session: Session, channel: str, purpose: str, contacts: Sequence[int], campaign: int | None = None
) -> Chosen:
    """The same for something that is to be sent, or looked at before. Raises Refusal: staff.not_allowed."""
    session.require(SEND)
    return choose_recipients(session, channel, purpose, contacts, campaign=campaign)


def had_lately(session: Session, channel: str, contacts: Sequence[int], since: dt.datetime) -> tuple[int, str]:
    """How many of these were sent something by this channel since then, and the name of the latest such sending.

    Labels are no message: they go on the envelopes of one. Raises Refusal: staff.not_allowed.
    """
    session.require(SEND)
    rows = (
        models.SendingRecipient.select(models.SendingRecipient.contact, models.Sending.name)
        .join(models.Sending)
        .where(
            models.Sending.channel == channel,
            models.Sending.medium != _LABELS,
            models.Sending.created_at >= since,
            models.SendingRecipient.state == SENT,
        )
        .order_by(models.Sending.created_at.desc())
    )
    wanted = set(contacts)
    had = [(contact, name) for contact, name in rows.tuples() if contact in wanted]
    return len({contact for contact, _name in had}), had[0][1] if had else ""


def bounced_addresses(session: Session, addresses: Iterable[str]) -> set[str]:
    """Of these addresses, those that were refused for good the last time something was sent there."""
    wanted = json.dumps(list({address.lower() for address in addresses}))
    rows = session.database.connection().execute(
        "SELECT address FROM ("
        " SELECT address, bounced_at, ROW_NUMBER() OVER (PARTITION BY address ORDER BY at DESC, id DESC) AS place"
        f" FROM sending_recipient WHERE state IN ('sent', 'failed') AND address IN {_AMONG}"
        ") WHERE place = 1 AND bounced_at IS NOT NULL",
        (wanted,),
    )
    return {row[0] for row in rows}


def _live(session: Session, contacts: Sequence[int]) -> set[int]:
    rows = session.database.connection().execute(
        f"SELECT id FROM contact WHERE deleted_at IS NULL AND id IN {_AMONG}", (json.dumps(list(contacts)),)
    )
    return {row[0] for row in rows}


def _in_campaign(session: Session, campaign: int, contacts: Sequence[int]) -> set[int]:
    rows = session.database.connection().execute(
        f"SELECT contact_id FROM action WHERE campaign_id = ? AND contact_id IN {_AMONG}",
        (campaign, json.dumps(list(contacts))),
    )
    return {row[0] for row in rows}


def _addresses(
    session: Session, contacts: Sequence[int], had: Collection[str]
) -> tuple[dict[int, str], dict[int, str]]:
    """The first address of each that can be used, and why the others have none."""
    execute, wanted = session.database.connection().execute, json.dumps(list(contacts))
    known: dict[int, list[str]] = defaultdict(list)
    for contact, address in execute(
        f"SELECT contact_id, address FROM email WHERE contact_id IN {_AMONG} ORDER BY position, id", (wanted,)
    ):
        if is_usable_email(address):
            known[contact].append(address)
    dead = bounced_addresses(session, [address for addresses in known.values() for address in addresses])
    found: dict[int, str] = {}
    without: dict[int, str] = {}
    taken = {address.lower() for address in had}
    for contact in contacts:
        alive = [address for address in known[contact] if address.lower() not in dead]
        if not alive:
            without[contact] = BOUNCED if known[contact] else "unreachable"
        elif alive[0].lower() in taken:
            without[contact] = SAME_ADDRESS
        else:
            found[contact] = alive[0]
            taken.add(alive[0].lower())
    return found, without
