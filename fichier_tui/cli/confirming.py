"""`fichier confirm`: the code of a double opt-in, sent to a contact, then typed as the contact reads it out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written


@click.command(
    "confirm",
    cls=Verb,
    help=N_("Confirm the e-mail address of a contact who said yes: send a code, then type it (double opt-in)."),
)
@on_file
@argument("contact", type=int)
@option("--send", is_flag=True, help=N_("Send a code by the mail server of the settings."))
@option("--eml", type=click.Path(path_type=Path), metavar="OUT.eml", help=N_("Write the message with its code."))
@option("--code", help=N_("The code that the contact read out."))
def confirm(asked: Asked, contact: int, send: bool, eml: Path | None, code: str | None) -> None:
    """`fichier confirm`."""
    from fichier_tui.cli.agenda_files import only_one
    from fichier_tui.exchange.letters.confirming import send_confirmation, write_confirmation
    from fichier_tui.storage.letters.confirmations import confirm_code, waiting_code

    only_one(**{"--send": send, "--eml": eml, "--code": code})
    line = None
    with opened(asked) as file:
        if send:
            waiting = send_confirmation(file, contact)
        elif eml is not None:
            waiting = write_confirmation(file, contact, eml)
        else:
            line = file.call(confirm_code, contact, code) if code is not None else None
            waiting = file.call(waiting_code, contact)

    def lines() -> Iterator[str]:
        if line is not None:
            yield _("Confirmed: the proof is with the consent.")
        elif waiting is None:
            yield _("No code waits for this contact.")
        else:
            yield _("A code was sent to {address}; it is valid until {when}, {left} attempts are left.").format(
                address=waiting.address, when=written.instant(waiting.expires_at), left=waiting.attempts_left
            )

    values: dict[str, object] = {
        "contact": contact,
        "state": "confirmed" if line is not None else "waiting" if waiting is not None else "none",
        "address": None if waiting is None else waiting.address,
        "expires_at": None if waiting is None else waiting.expires_at,
        "attempts_left": None if waiting is None else waiting.attempts_left,
        "message_id": None if waiting is None else waiting.message_id,
        "proof": None if line is None else line.proof,
    }
    answer(asked.as_json, values, lines)
