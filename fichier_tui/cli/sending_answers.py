"""What `fichier send` answers, and `fichier sendings`: the register of what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from fichier_tui.cli.channels import members_of
from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import (
    FAILED,
    LEFT_OUT,
    QUEUED,
    SENDING,
    SENT,
    Chosen,
    LeftOut,
    Sending,
    SendingDetails,
    SendingRecipient,
)
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.exchange.letters.writing import Preview
    from fichier_tui.storage.thread import OpenFile


def say_dry_run(asked: Asked, file: OpenFile, details: SendingDetails, chosen: Chosen) -> None:
    """What would be sent: to how many, who is left out, what is missing, the first message."""
    from fichier_tui.exchange.letters.writing import lacking, open_letter, preview_letter

    previews: list[Preview] = []
    missing: dict[str, int] = {}
    if details.subject and details.text:
        letter = file.call(open_letter, details)
        today = file.call(lambda session: session.today)
        missing = file.call(lacking, letter, chosen.retained, today)
        previews = file.call(lambda session: list(preview_letter(session, letter, chosen.retained[:1], today)))

    def lines() -> Iterator[str]:
        yield _("Nothing was written. It would give:")
        yield from _counted(chosen)
        for field, count in missing.items():
            yield _("{count} without a value for {field}").format(
                count=written.number(count), field=_field_name(field, details.language)
            )
        for preview in previews:
            if preview.message is not None:
                yield ""
                yield preview.message.subject
                yield preview.message.text

    values = {**_values(chosen, None), "missing": missing, "preview": previews[0].message if previews else None}
    answer(asked.as_json, values, lines)


def say_sending(
    asked: Asked, file: OpenFile, sending: Sending, chosen: Chosen | None = None, stopped: Refusal | None = None
) -> None:
    """How far a sending went, what is uncertain, what failed and why it stopped."""
    from fichier_tui.storage.letters.sending_steps import uncertain_recipients
    from fichier_tui.storage.letters.sendings import recipients_of

    uncertain = file.call(uncertain_recipients, sending.id)
    recipients = file.call(recipients_of, sending.id)
    failed = [one for one in recipients if one.state == FAILED]

    def lines() -> Iterator[str]:
        if chosen is not None:
            yield from _counted(chosen)
        yield _counts(sending)
        for one in failed:
            yield f"! {one.address}: {one.error}"
        for one in uncertain:
            yield _("? {address}, {message_id}: it was going when the program stopped; ask whether it arrived").format(
                address=one.address, message_id=one.message_id
            )
        if stopped is not None:
            yield sentence(stopped)

    values = {
        **_values(_chosen_before(recipients) if chosen is None else chosen, sending),
        "uncertain": [
            {"contact": one.contact, "address": one.address, "message_id": one.message_id, "at": one.at}
            for one in uncertain
        ],
        "failures": [
            {"contact": one.contact, "address": one.address, "error": one.error, "bounced": one.bounced}
            for one in failed
        ],
        "stopped": None if stopped is None else stopped.code,
    }
    answer(asked.as_json, values, lines)


@click.command("sendings", cls=Verb, help=N_("The register of sendings: what was sent to how many, and what waits."))
@on_file
def sendings(asked: Asked) -> None:
    """`fichier sendings`."""
    from fichier_tui.storage.letters.sendings import list_sendings

    with opened(asked) as file:
        found = file.call(list_sendings)

    def lines() -> Iterator[str]:
        for one in found:
            day = written.day(one.created_at.astimezone().date())
            yield f"{day}  {one.details.name}  ({one.details.medium})"
            yield "  " + _counts(one)
        if not found:
            yield _("Nothing was sent yet.")

    flat = [
        {
            "sending": one.id,
            "name": one.details.name,
            "channel": one.details.channel,
            "medium": one.details.medium,
            "purpose": one.details.purpose,
            "segment": one.details.segment,
            "offer": one.offer_name,
            "campaign": one.campaign_name,
            "by": one.staff,
            "created_at": one.created_at,
            "begun_at": one.begun_at,
            "ended_at": one.ended_at,
            "waiting": one.count(QUEUED),
            "uncertain": one.count(SENDING),
            "sent": one.count(SENT),
            "failed": one.count(FAILED),
            "left_out": one.count(LEFT_OUT),
        }
        for one in found
    ]
    answer(asked.as_json, {"count": len(found), "sendings": flat}, lines)


def _counts(sending: Sending) -> str:
    words = _("Sending {number}: sent {sent}, failed {failed}, waiting {waiting}")
    if sending.count(SENDING):
        words = _("Sending {number}: sent {sent}, failed {failed}, waiting {waiting}, uncertain {uncertain}")
    if not sending.sends:
        words = _("Sending {number}: written {sent}, failed {failed}")
    return words.format(
        number=sending.id,
        sent=written.number(sending.count(SENT)),
        failed=written.number(sending.count(FAILED)),
        waiting=written.number(sending.count(QUEUED)),
        uncertain=written.number(sending.count(SENDING)),
    )


def _values(chosen: Chosen, sending: Sending | None) -> dict[str, object]:
    return {
        "sending": None if sending is None else sending.id,
        **members_of(chosen),
        "sent": 0 if sending is None else sending.count(SENT),
        "failed": 0 if sending is None else sending.count(FAILED),
        "waiting": 0 if sending is None else sending.count(QUEUED),
    }


def _chosen_before(recipients: Sequence[SendingRecipient]) -> Chosen:
    """Whom a sending of the register goes to, and who was left out of it."""
    return Chosen(
        tuple((one.contact, one.address) for one in recipients if one.state != LEFT_OUT),
        tuple(LeftOut(one.contact, one.reason, one.rule) for one in recipients if one.state == LEFT_OUT),
    )


def _counted(chosen: Chosen) -> Iterator[str]:
    from fichier_tui.ui.sending_words import chosen_words

    yield chosen_words(chosen, "email")


def _field_name(code: str, language: str) -> str:
    from fichier_tui.domain.letter import MERGE_FIELDS

    names = MERGE_FIELDS.get(code)
    return "{" + (code if names is None else names.shown(language)) + "}"


def note_bounce(asked: Asked, address: str) -> None:
    """A message came back: its address gets nothing more."""
    from fichier_tui.storage.letters.sending_steps import mark_bounced

    with opened(asked) as file:
        count = file.call(mark_bounced, address)

    def lines() -> Iterator[str]:
        yield _("Nothing is sent to {address} any more.").format(address=address)

    answer(asked.as_json, {"address": address, "bounced": count}, lines)


def note_unsubscribed(asked: Asked, token: str) -> None:
    """Somebody answered STOP, or opened the page: it is opposed to e-mails from now on."""
    from fichier_tui.storage import read_contact
    from fichier_tui.storage.letters.unsubscribing import unsubscribe

    with opened(asked) as file:
        contact = file.call(read_contact, file.call(unsubscribe, token))

    def lines() -> Iterator[str]:
        yield _("{name} gets no more e-mails.").format(name=contact.name)

    answer(asked.as_json, {"contact": contact.id, "name": contact.name}, lines)
