"""E-mail: sent by the shop's server, written as files of messages, or as a list of addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen
from fichier_tui.exchange.letters import email
from fichier_tui.exchange.letters.smtp import send_anew, send_by_smtp
from fichier_tui.exchange.letters.writing import Preview, lacked_by, open_letter, preview_letter
from fichier_tui.i18n import ngettext
from fichier_tui.storage import OpenFile, Session, read_letter_facts
from fichier_tui.ui import format
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.screens.sending.draft import SendingDraft
from fichier_tui.ui.screens.sending.look_step import Left, Page, Prepared
from fichier_tui.ui.screens.sending.merged import field_words
from fichier_tui.ui.screens.sending.ways import ADDRESSES, EML, SMTP
from fichier_tui.ui.words import sentence


def looked_at(file: OpenFile, draft: SendingDraft, chosen: Chosen) -> Prepared:
    """What is to be known before it leaves. Raises Refusal: letter.…, mail.no_address, mail.not_set."""
    if draft.way is ADDRESSES:
        return Prepared(chosen)
    letter, today = file.call(open_letter, draft.details), file.call(lambda session: session.today)
    if draft.way is SMTP and not letter.mail.may_send:
        raise Refusal("mail.not_set")
    lacked = file.call(lacked_by, letter, chosen.retained, today)
    counts = Counter(code for codes in lacked.values() for code in codes).most_common()
    return Prepared(chosen, tuple(_lacked(code, count) for code, count in counts), with_holes=frozenset(lacked))


def page_of(file: OpenFile, draft: SendingDraft, contact: int, address: str) -> Page:
    """What one contact gets. Raises Refusal."""
    if draft.way is ADDRESSES:
        details = file.call(read_letter_facts, [contact])[contact].details
        person = f"{details.first_name} {details.last_name}".strip()
        return Page(
            person or details.company_name, "", text="\n".join(filter(None, (address, person, details.company_name)))
        )
    preview = file.call(_preview, draft, contact, address)
    if preview.message is None:
        return Page("", address, text=sentence(preview.refusal) if preview.refusal else "")
    message = preview.message
    text = f"{message.text}\n\n-- \n{message.foot}" if message.foot else message.text
    return Page(message.name, address, message.subject, text, tuple(map(field_words, message.missing)))


def _preview(session: Session, draft: SendingDraft, contact: int, address: str) -> Preview:
    letter = open_letter(session, draft.details)
    return next(iter(preview_letter(session, letter, [(contact, address)], session.today)))


def send(file: OpenFile, draft: SendingDraft, contacts: Sequence[int], work: LongWork, *, overwrite: bool) -> Left:
    """Send or write. Raises Refusal."""
    if draft.way is EML:
        sending = email.write_messages(file, draft.details, contacts, draft.path, work.goes_on)
        return Left(sending, draft.path)
    if draft.way is ADDRESSES:
        sending = email.write_list(file, draft.details, contacts, draft.path, overwrite=overwrite)
        return Left(sending, draft.path)
    sent = send_anew(file, draft.details, contacts, progress=work.goes_on, wait=work.waits)
    return Left(sent.sending, None, sent.stopped)


def resumed(file: OpenFile, number: int, work: LongWork) -> Left:
    """Send what waits of a sending. Raises Refusal where nothing could begin."""
    sent = send_by_smtp(file, number, progress=work.goes_on, wait=work.waits)
    return Left(sent.sending, None, sent.stopped)


def _lacked(code: str, count: int) -> str:
    words = ngettext(
        "! {count} contact has nothing for {field}: write what stands in after a |.",
        "! {count} contacts have nothing for {field}: write what stands in after a |.",
        count,
    )
    return words.format(count=format.number(count), field=field_words(code))
