"""E-mails that leave by other ways: one .eml a message in a folder, or the list of addresses for another program."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fichier_tui.domain.permission import SEND
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import EML, QUEUED, Chosen, Sending, SendingDetails
from fichier_tui.exchange.formula import guarded
from fichier_tui.exchange.letters.messages import build_message, fill_letter, message_id
from fichier_tui.exchange.letters.writing import open_letter
from fichier_tui.exchange.whole_file import place_for, put_whole
from fichier_tui.i18n import _
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.durable import from_home, fsync_folder, writing_in
from fichier_tui.storage.letters.facts import read_letter_facts
from fichier_tui.storage.letters.recipients import choose_recipients
from fichier_tui.storage.letters.sending_steps import drop_sending, record_written
from fichier_tui.storage.letters.sendings import prepare_sending, read_sending, recipients_of, record_sent
from fichier_tui.storage.letters.unsubscribing import recipient_tokens

LIST_FORMATS = (".csv", ".txt")
_BATCH = 500


def write_messages(
    file: OpenFile, details: SendingDetails, contacts: Sequence[int], folder: Path, progress: Counting | None = None
) -> Sending:
    """Write a message for each contact that may be written to into a new folder, and enter the sending.

    The files are numbered: their names say nothing of anybody. The folder appears whole or not at all. Raises Refusal:
    as `prepare_sending` and `open_letter`; folder.missing, export.exists, export.cancelled, disk.full, folder.readonly.
    """
    file.call(Session.require, SEND)
    target = _new_folder(folder)
    file.call(open_letter, details)
    sending = file.call(prepare_sending, replace(details, medium=EML), contacts)
    beside: Path | None = None
    try:
        with writing_in(target.parent):
            beside = Path(tempfile.mkdtemp(prefix=".fichier-", dir=target.parent))
            written = _write_all(file, sending, beside, progress)
            file.call(record_written, sending.id, written, target.name)
            if target.is_dir():
                target.rmdir()
            beside.replace(target)
            fsync_folder(target.parent)
    except BaseException:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
        if file.call(read_sending, sending.id).begun_at is None:
            file.call(drop_sending, sending.id)
        raise
    return file.call(read_sending, sending.id)


def write_list(
    file: OpenFile, details: SendingDetails, contacts: Sequence[int], target: Path, *, overwrite: bool = False
) -> Sending:
    """Write the addresses of those who may be written to: a .csv with their names, or a .txt of addresses alone.

    Raises Refusal: sending.nobody, export.format, export.exists, folder.missing, disk.full, folder.readonly.
    """
    file.call(Session.require, SEND)
    suffix = target.suffix.lower()
    if suffix not in LIST_FORMATS:
        raise Refusal("sending.list_format", name=target.name)
    target = place_for(target, overwrite=overwrite)
    chosen = file.call(choose_recipients, details.channel, details.purpose, contacts, campaign=details.campaign)
    content = _text(chosen) if suffix == ".txt" else _table(file, chosen)
    sendings: list[Sending] = []
    put_whole(
        target,
        content,
        overwrite=overwrite,
        enter=lambda: sendings.append(
            file.call(record_sent, replace(details, medium=suffix[1:]), chosen, file_name=target.name)
        ),
    )
    return sendings[0]


def _new_folder(folder: Path) -> Path:
    folder = from_home(folder)
    with writing_in(folder.parent):
        if not folder.parent.is_dir():
            raise Refusal("folder.missing", path=str(folder.parent))
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise Refusal("export.exists", path=str(folder))
    return folder


def _write_all(file: OpenFile, sending: Sending, folder: Path, progress: Counting | None) -> dict[int, str]:
    """The messages, a file each; the identity of each by its recipient."""
    letter = file.call(open_letter, sending.details)
    queued = file.call(recipients_of, sending.id, [QUEUED])
    now, today = file.call(lambda session: (session.now(), session.today))
    written: dict[int, str] = {}
    for start in range(0, len(queued), _BATCH):
        batch = queued[start : start + _BATCH]
        facts = file.call(read_letter_facts, [one.contact for one in batch])
        tokens = file.call(recipient_tokens, sending.public_id, batch)
        for one in batch:
            if progress is not None and not progress(len(written), len(queued)):
                raise Refusal("export.cancelled")
            token = tokens[one.id]
            try:
                message = fill_letter(letter, facts[one.contact], one.address, token, today)
            except Refusal:
                continue  # entered as failed: its address is none, or nothing is left of the text
            built = build_message(message, letter.mail, now, language=letter.language)
            built["X-Unsent"] = "1"  # a mail program opens it as a draft to be sent, not as a message that came in
            _write_one(folder / f"{len(written) + 1:05}.eml", built.as_bytes())
            written[one.id] = message_id(letter.mail, token)
    if progress is not None:
        progress(len(written), len(queued))
    return written


def _write_one(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _text(chosen: Chosen) -> bytes:
    return "".join(f"{address}\r\n" for _contact, address in chosen.retained).encode()


def _table(file: OpenFile, chosen: Chosen) -> bytes:
    facts = file.call(read_letter_facts, [contact for contact, _address in chosen.retained])
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("E-mail"), _("Last name"), _("First name"), _("Company")])
    for contact, address in chosen.retained:
        details = facts[contact].details
        cells = (address, details.last_name, details.first_name, details.company_name)
        writer.writerow([guarded(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")
