"""`fichier send`: a text to whom the law lets be written to, by the mail server, as files, or as a list."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fichier_tui.cli.common import Asked, on_file, opened, read_text
from fichier_tui.cli.sending_answers import note_bounce, note_unsubscribed, say_dry_run, say_sending
from fichier_tui.cli.spoken import ConditionVerb, argument, option
from fichier_tui.domain.contactability import PROSPECTING, PURPOSES
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import SAME_ADDRESS, Chosen, SendingDetails
from fichier_tui.i18n import LANGUAGES, N_, _

if TYPE_CHECKING:
    from fichier_tui.exchange.letters.smtp import Sent
    from fichier_tui.storage.thread import OpenFile

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for besides the file."""

    segment: str | None
    subject: str | None
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
    give_up: bool


@click.command(
    "send",
    cls=ConditionVerb,
    help=N_("Send a text to a segment by e-mail, as far as the law lets it: --smtp, --eml FOLDER or --list FILE."),
)
@on_file
@argument("segment", required=False)
@option("--subject", help=N_("The subject; it may hold fields: {first_name}."))
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
@option("--give-up", is_flag=True, help=N_("With --resume: send no more of it."))
@option("--bounced", metavar="ADDRESS", help=N_("A message to this address came back: send it nothing more."))
@option("--unsubscribed", metavar="TOKEN", help=N_("Who this token of a message stands for wants no more e-mails."))
def send(asked: Asked, **options: Any) -> None:
    """`fichier send`."""
    language, bounced, token = options.pop("language"), options.pop("bounced"), options.pop("unsubscribed")
    wish = Wish(**options, language=language or "")
    if bounced is not None:
        note_bounce(asked, bounced)
        return
    if token is not None:
        note_unsubscribed(asked, token)
        return
    ways = [way for way in (wish.eml, wish.listed, wish.smtp or None, wish.resume) if way is not None]
    if wish.resume is not None and len(ways) > 1:
        raise click.UsageError(_("--resume goes on as the sending began: give it without another way to send."))
    if (EVERY in wish.received and EVERY in wish.not_received) or set(wish.received) & set(wish.not_received):
        raise click.UsageError(_("--received and --not-received name the same message. Say one of the two."))
    if len(ways) != 1 and not (wish.dry_run and not ways):
        raise click.UsageError(_("Say one way to send: --smtp, --eml FOLDER, --list FILE or --resume NUMBER."))
    with opened(asked) as file:
        if wish.resume is not None:
            _resume(asked, file, wish)
        else:
            _begin(asked, file, wish)


def _begin(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.cli.plans import find_members
    from fichier_tui.exchange.letters.email import write_list, write_messages
    from fichier_tui.exchange.letters.smtp import send_anew
    from fichier_tui.storage.letters.recipients import choose_for_sending

    if wish.segment is None:
        raise click.UsageError(_("Say whom to send it to: a condition, or the name of a segment."))
    _tree, ids = find_members(file, wish.segment)
    chosen = file.call(choose_for_sending, "email", wish.purpose, list(ids), campaign=wish.campaign)
    details = _details(file, wish)
    if wish.limit is not None:
        chosen = Chosen(chosen.retained[: wish.limit], chosen.left_out)
        # Who is left out stays in the register, with the reason; not who shares an address with one beyond the limit.
        kept = {*chosen.contacts, *(one.contact for one in chosen.left_out if one.reason != SAME_ADDRESS)}
        ids = [contact for contact in ids if contact in kept]
    if wish.dry_run:
        say_dry_run(asked, file, details, chosen)
        return
    contacts = list(ids)
    if wish.listed is not None:
        say_sending(asked, file, write_list(file, details, contacts, wish.listed), chosen)
    elif wish.eml is not None:
        say_sending(asked, file, write_messages(file, details, contacts, wish.eml), chosen)
    else:
        _send(asked, file, partial(send_anew, file, details, contacts), chosen)


def _resume(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.exchange.letters.smtp import send_by_smtp
    from fichier_tui.storage.letters.sending_steps import (
        answer_uncertain,
        give_up_sending,
        retry_failed,
        uncertain_recipients,
    )
    from fichier_tui.storage.letters.sendings import read_sending

    assert wish.resume is not None
    sending = file.call(read_sending, wish.resume)
    uncertain = file.call(uncertain_recipients, sending.id)
    said = answered([one.message_id for one in uncertain], wish.received, wish.not_received)
    for received, which in zip((True, False), said, strict=True):
        meant = [one.id for one in uncertain if one.message_id in which]
        if meant and not wish.dry_run:
            file.call(answer_uncertain, meant, received=received)
    if wish.dry_run:
        say_sending(asked, file, sending)
        return
    if wish.give_up:
        file.call(give_up_sending, sending.id)
    else:
        file.call(retry_failed, sending.id)
    sending = file.call(read_sending, sending.id)
    if sending.ended_at is not None:
        say_sending(asked, file, sending)
    else:
        _send(asked, file, partial(send_by_smtp, file, sending.id), None)


def answered(
    uncertain: Iterable[str], received: tuple[str, ...], not_received: tuple[str, ...]
) -> tuple[set[str], set[str]]:
    """Which messages arrived and which did not: one that is named is what it is named, whatever is said of all."""
    known = set(uncertain)
    arrived, lost = (known & set(named) for named in (received, not_received))
    rest = known - arrived - lost
    return arrived | (rest if EVERY in received else set()), lost | (rest if EVERY in not_received else set())


def _send(asked: Asked, file: OpenFile, send: Callable[..., Sent], chosen: Chosen | None) -> None:
    """Send anew, or go on: Ctrl+C stops after the message under way."""
    with _stopped_by_ctrl_c() as stop:
        sent = send(progress=lambda _done, _total: not stop.is_set(), wait=lambda seconds: not stop.wait(seconds))
    say_sending(asked, file, sent.sending, chosen, sent.stopped)


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

    text = read_text(wish.text) if wish.text is not None else ""
    subject = wish.subject or ""
    if wish.subject is not None and not subject.strip():
        raise Refusal("mail.empty")
    details = SendingDetails(
        wish.name or _without_fields(subject) or wish.segment or "",
        subject=subject,
        text=text,
        language=wish.language or file.call(read_settings).language,
        segment=wish.segment or "",
        campaign=wish.campaign,
        offer=wish.offer,
        purpose=wish.purpose,
    )
    if wish.listed is None:
        if not (subject and text):
            raise Refusal("mail.empty")
        file.call(open_letter, details)
    return details


def _without_fields(subject: str) -> str:
    """A subject as a name: "Pour {prénom} : le printemps" is "Pour … : le printemps"."""
    name = re.sub(r"\{[^{}]*\}", "…", subject).strip(" ,:;")
    return name[:1].upper() + name[1:]
