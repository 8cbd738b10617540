"""`fichier send`: a text to whom the law lets be written to, by the mail server, as files, or as a list."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, option
from fichier_tui.domain.contactability import PROSPECTING, PURPOSES
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import FAILED, LEFT_OUT, QUEUED, SENT, Chosen, Sending, SendingDetails
from fichier_tui.i18n import LANGUAGES, N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.exchange.letters.writing import Preview
    from fichier_tui.storage.thread import OpenFile

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for besides the file."""

    segment: str | None
    subject: str
    text: Path | None
    name: str
    eml: Path | None
    listed: Path | None
    smtp: bool
    resume: int | None
    dry_run: bool
    limit: int | None
    campaign: int | None
    offer: int | None
    purpose: str
    language: str
    received: tuple[str, ...]
    not_received: tuple[str, ...]


@click.command(
    "send",
    cls=Verb,
    help=N_("Send a text to a segment by e-mail, as far as the law lets it: --smtp, --eml FOLDER or --list FILE."),
)
@on_file
@click.argument("segment", required=False)
@option("--subject", default="", help=N_("The subject; it may hold fields: {first_name}."))
@option("--text", type=click.Path(path_type=Path, dir_okay=False), help=N_("The file of the text, in UTF-8."))
@option("--name", default="", help=N_("What the register calls it; else its subject."))
@option("--eml", type=click.Path(path_type=Path), metavar="FOLDER", help=N_("Write the messages into a new folder."))
@option(
    "--list", "listed", type=click.Path(path_type=Path), metavar="OUT", help=N_("Write the addresses: .csv or .txt.")
)
@option("--smtp", is_flag=True, help=N_("Send them by the mail server of the settings."))
@option("--resume", type=int, metavar="NUMBER", help=N_("Go on with a sending that was interrupted."))
@option("--dry-run", is_flag=True, help=N_("Say what would be done, and write nothing."))
@option("--limit", type=click.IntRange(min=1), help=N_("To how many at most."))
@option("--campaign", type=int, metavar="NUMBER", help=N_("The campaign that it belongs to."))
@option("--offer", type=int, metavar="NUMBER", help=N_("The offer that it tells of."))
@option("--purpose", type=click.Choice(PURPOSES), default=PROSPECTING, show_default=True, help=N_("What for."))
@option("--letter-language", "language", type=click.Choice(LANGUAGES), help=N_("The language of the text."))
@option(
    "--received", multiple=True, metavar="MESSAGE-ID", help=N_("With --resume: this uncertain one arrived (or “all”).")
)
@option(
    "--not-received", multiple=True, metavar="MESSAGE-ID", help=N_("With --resume: it did not, send it (or “all”).")
)
@option("--bounced", metavar="ADDRESS", help=N_("A message to this address came back: send it nothing more."))
def send(asked: Asked, **options: Any) -> None:
    """`fichier send`."""
    language, bounced = options.pop("language"), options.pop("bounced")
    wish = Wish(**options, language=language or "")
    if bounced is not None:
        _note_bounce(asked, bounced)
        return
    ways = [way for way in (wish.eml, wish.listed, wish.smtp or None, wish.resume) if way is not None]
    if len(ways) != 1 and not (wish.dry_run and not ways):
        raise click.UsageError(_("Say one way to send: --smtp, --eml FOLDER, --list FILE or --resume NUMBER."))
    with opened(asked) as file:
        if wish.resume is not None:
            _resume(asked, file, wish)
        else:
            _begin(asked, file, wish)


def _note_bounce(asked: Asked, address: str) -> None:
    from fichier_tui.storage.sending_steps import mark_bounced

    with opened(asked) as file:
        count = file.call(mark_bounced, address)

    def lines() -> Iterator[str]:
        yield _("Nothing is sent to {address} any more.").format(address=address)

    answer(asked.as_json, {"address": address, "bounced": count}, lines)


def _begin(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.cli.plans import find_members
    from fichier_tui.exchange.letters.email import write_list, write_messages
    from fichier_tui.storage.recipients import choose_recipients
    from fichier_tui.storage.sendings import prepare_sending

    if wish.segment is None:
        raise click.UsageError(_("Say whom to send it to: a condition, or the name of a segment."))
    details = _details(file, wish)
    _tree, ids = find_members(file, wish.segment)
    chosen = file.call(choose_recipients, "email", wish.purpose, list(ids), campaign=wish.campaign)
    if wish.limit is not None:
        chosen = Chosen(chosen.retained[: wish.limit], chosen.left_out)
    if wish.dry_run:
        _say_dry_run(asked, file, details, chosen)
        return
    contacts = [contact for contact, _address in chosen.retained] if wish.limit is not None else list(ids)
    if wish.listed is not None:
        _say(asked, file, write_list(file, details, contacts, wish.listed), chosen)
    elif wish.eml is not None:
        _say(asked, file, write_messages(file, details, contacts, wish.eml), chosen)
    else:
        _send(asked, file, file.call(prepare_sending, details, contacts), chosen)


def _resume(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.storage.sending_steps import answer_uncertain, retry_failed, uncertain_recipients
    from fichier_tui.storage.sendings import read_sending

    assert wish.resume is not None
    sending = file.call(read_sending, wish.resume)
    uncertain = file.call(uncertain_recipients, sending.id)
    for received, which in ((True, wish.received), (False, wish.not_received)):
        meant = [one.id for one in uncertain if EVERY in which or one.message_id in which]
        if meant and not wish.dry_run:
            file.call(answer_uncertain, meant, received=received)
    if wish.dry_run:
        _say(asked, file, sending)
        return
    file.call(retry_failed, sending.id)
    sending = file.call(read_sending, sending.id)
    if sending.ended_at is not None:
        _say(asked, file, sending)
    else:
        _send(asked, file, sending, None)


def _send(asked: Asked, file: OpenFile, sending: Sending, chosen: Chosen | None) -> None:
    from fichier_tui.exchange.letters.smtp import send_by_smtp
    from fichier_tui.storage.sending_steps import drop_sending
    from fichier_tui.storage.sendings import read_sending

    with _stopped_by_ctrl_c() as stop:
        try:
            sent = send_by_smtp(
                file,
                sending.id,
                progress=lambda _done, _total: not stop.is_set(),
                wait=lambda seconds: not stop.wait(seconds),
            )
        except Refusal:
            # The server was not reached: nothing has begun, and nothing is left of a sending just prepared.
            if chosen is not None and file.call(read_sending, sending.id).begun_at is None:
                file.call(drop_sending, sending.id)
            raise
    _say(asked, file, sent.sending, chosen, sent.stopped)


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[threading.Event]:
    """Ctrl+C lets the message that is going end, and stops after it."""
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _details(file: OpenFile, wish: Wish) -> SendingDetails:
    from fichier_tui.exchange.letters.writing import open_letter
    from fichier_tui.storage import read_settings

    text = ""
    if wish.text is not None:
        try:
            text = wish.text.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal("file.unreadable", path=str(wish.text)) from error
    details = SendingDetails(
        wish.name or _without_fields(wish.subject) or wish.segment or "",
        subject=wish.subject,
        text=text,
        language=wish.language or file.call(read_settings).language,
        segment=wish.segment or "",
        campaign=wish.campaign,
        offer=wish.offer,
        purpose=wish.purpose,
    )
    if wish.listed is None:
        if not (wish.subject and text.strip()):
            raise Refusal("mail.empty")
        file.call(open_letter, details)
    return details


def _without_fields(subject: str) -> str:
    """A subject as a name: "Pour {prénom} : le printemps" without its fields."""
    return re.sub(r"\s*\{[^{}]*\}", "", subject).strip(" ,:;")


def _say_dry_run(asked: Asked, file: OpenFile, details: SendingDetails, chosen: Chosen) -> None:
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


def _say(
    asked: Asked, file: OpenFile, sending: Sending, chosen: Chosen | None = None, stopped: Refusal | None = None
) -> None:
    from fichier_tui.storage.sending_steps import uncertain_recipients
    from fichier_tui.storage.sendings import recipients_of

    uncertain = file.call(uncertain_recipients, sending.id)
    failed = file.call(recipients_of, sending.id, [FAILED])

    def lines() -> Iterator[str]:
        if chosen is not None:
            yield from _counted(chosen)
        yield _("Sending {number}: sent {sent}, failed {failed}, waiting {waiting}").format(
            number=sending.id,
            sent=written.number(sending.count(SENT)),
            failed=written.number(sending.count(FAILED)),
            waiting=written.number(sending.count(QUEUED)),
        )
        for one in failed:
            yield f"! {one.address}: {one.error}"
        for one in uncertain:
            yield _("? {address}, {message_id}: it was going when the program stopped; ask whether it arrived").format(
                address=one.address, message_id=one.message_id
            )
        if stopped is not None:
            yield sentence(stopped)

    values = {
        **_values(chosen, sending),
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


def _values(chosen: Chosen | None, sending: Sending | None) -> dict[str, object]:
    reasons = {} if chosen is None else chosen.by_reason()
    retained = len(chosen.retained) if chosen is not None else None
    if sending is not None and retained is None:
        retained = sum(sending.counts.values()) - sending.count(LEFT_OUT)
    return {
        "sending": None if sending is None else sending.id,
        "retained": retained,
        "left_out": sum(reasons.values()) if chosen is not None or sending is None else sending.count(LEFT_OUT),
        "reasons": [{"reason": reason, "rule": rule, "count": count} for (reason, rule), count in reasons.items()],
        "sent": 0 if sending is None else sending.count(SENT),
        "failed": 0 if sending is None else sending.count(FAILED),
        "waiting": 0 if sending is None else sending.count(QUEUED),
    }


def _counted(chosen: Chosen) -> Iterator[str]:
    from fichier_tui.ui.sending_words import chosen_words

    yield chosen_words(chosen, "email")


def _field_name(code: str, language: str) -> str:
    from fichier_tui.domain.letter import MERGE_FIELDS

    names = MERGE_FIELDS.get(code)
    return "{" + (code if names is None else names.shown(language)) + "}"
