"""Text messages: a list of numbers with the text of each, which another service sends."""

from __future__ import annotations

from fichier_tui.domain.sending import Chosen
from fichier_tui.exchange.letters.sms import SmsList, compose_sms, write_sms
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import OpenFile
from fichier_tui.ui import format
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.paper_words import sms_warnings
from fichier_tui.ui.screens.sending.draft import SendingDraft
from fichier_tui.ui.screens.sending.look_step import Left, Page


def composed(file: OpenFile, draft: SendingDraft, chosen: Chosen, work: LongWork) -> SmsList:
    """The messages of all of them. Raises Refusal as `compose_sms`."""
    return compose_sms(file, draft.details, chosen, progress=work.goes_on)


def warnings_of(made: SmsList) -> tuple[str, ...]:
    """How many are paid for, and what is to be known before they leave."""
    words = ngettext("{count} message to pay for", "{count} messages to pay for", made.segments)
    return (words.format(count=format.number(made.segments)), *sms_warnings(made.no_stop, made.dear, made.outside))


def page_of(made: SmsList, contact: int) -> Page:
    """What one contact gets."""
    line = next(line for line in made.lines if line.contact == contact)
    length = line.length
    words = ngettext(
        "{units} letters: {count} message to pay for", "{units} letters: {count} messages to pay for", length.segments
    ).format(units=format.number(length.units), count=format.number(length.segments))
    if line.is_dear:
        letters = " ".join(letter for letter in length.outside if letter.strip())
        words += " — " + _("dearer for {letters}: each of them makes all of it longer").format(letters=letters)
    name = f"{line.first_name} {line.last_name}".strip()
    return Page(name, line.number, text=f"{line.text}\n\n— {words}")


def write(file: OpenFile, draft: SendingDraft, made: SmsList, *, overwrite: bool) -> Left:
    """Write the list, and enter it. Raises Refusal."""
    written = write_sms(file, made, draft.path, overwrite=overwrite)
    return Left(written.sending, written.path)
