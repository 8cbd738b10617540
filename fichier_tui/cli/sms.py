"""`fichier sms`: the list of a text message for a segment, as far as the law lets it be sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fichier_tui.cli.channels import members_of, written_options
from fichier_tui.cli.common import Asked, answer, on_file, opened, read_text
from fichier_tui.cli.spoken import ConditionVerb, argument, option
from fichier_tui.domain.contactability import SMS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import SendingDetails
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format as written

if TYPE_CHECKING:
    from fichier_tui.exchange.letters.sms import SmsList, SmsWritten


@click.command(
    "sms",
    cls=ConditionVerb,
    help=N_("The list of a text message for a segment, as far as the law lets it go: .csv, .xlsx or .txt."),
)
@on_file
@argument("segment")
@argument("target", metavar="OUT", type=click.Path(path_type=Path), required=False)
@option("--text", type=click.Path(path_type=Path, dir_okay=False), help=N_("The file of the text, in UTF-8."))
@option("--message", metavar="TEXT", help=N_("The text itself; it may hold fields: {first_name}."))
@option("--short", is_flag=True, help=N_("Write e for ê, ' for ’: such letters make a message dearer."))
@written_options
def sms(
    asked: Asked,
    segment: str,
    target: Path | None,
    text: Path | None,
    message: str | None,
    short: bool,
    name: str,
    purpose: str,
    offer: int | None,
    campaign: int | None,
    language: str | None,
    dry_run: bool,
    overwrite: bool,
) -> None:
    """`fichier sms`."""
    from fichier_tui.cli.plans import find_members
    from fichier_tui.exchange.letters.sms import compose_sms, write_sms
    from fichier_tui.storage import read_settings
    from fichier_tui.storage.letters.recipients import choose_for_sending

    if target is None and not dry_run:
        raise click.UsageError(_("Say where to: fichier sms FILE SEGMENT OUT.csv"))
    if text is not None and message is not None:
        raise click.UsageError(_("One of these at a time: {options}").format(options="--text, --message"))
    with opened(asked) as file:
        details = SendingDetails(
            name or segment,
            channel=SMS,
            text=_text(text, message),
            language=language or file.call(read_settings).language,
            segment=segment,
            offer=offer,
            campaign=campaign,
            purpose=purpose,
        )
        _tree, ids = find_members(file, segment)
        chosen = file.call(choose_for_sending, SMS, purpose, list(ids), campaign=campaign)
        composed = compose_sms(file, details, chosen, short=short)
        done = None if dry_run or target is None else write_sms(file, composed, target, overwrite=overwrite)
    _say(asked, composed, done)


def _text(file: Path | None, message: str | None) -> str:
    """The text; none, for the numbers alone, only where neither option is there. Raises Refusal."""
    if file is not None:
        return read_text(file)
    if message is not None and not message.strip():
        raise Refusal("letter.empty_text")
    return message or ""


def _say(asked: Asked, composed: SmsList, done: SmsWritten | None) -> None:
    from fichier_tui.ui.paper_words import sms_warnings
    from fichier_tui.ui.sending_words import chosen_words

    def lines() -> Iterator[str]:
        if done is None:
            yield _("Nothing was written. It would give:")
        yield chosen_words(composed.chosen, SMS)
        if composed.segments:
            yield ngettext("{count} message to pay", "{count} messages to pay", composed.segments).format(
                count=written.number(composed.segments)
            )
        yield from sms_warnings(composed.no_stop, composed.dear, composed.outside)
        if done is None and composed.lines and composed.lines[0].text:
            yield ""
            yield f"{composed.lines[0].number}  {composed.lines[0].text}"
        if done is not None:
            yield _("{contacts} written to {path}").format(
                contacts=written.contacts(len(done.chosen.retained)), path=done.path
            )

    values: dict[str, object] = {
        **members_of(composed.chosen),
        "written": 0 if done is None else len(done.chosen.retained),
        "path": None if done is None else str(done.path),
        "sending": None if done is None else done.sending.id,
        "segments": composed.segments,
        "ucs2": composed.dear,
        "outside_gsm7": list(composed.outside),
        "without_stop": composed.no_stop,
    }
    answer(asked.as_json, values, lines)
