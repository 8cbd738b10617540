"""Letters and labels for those whom the law retains: composed, looked at, then written whole or not at all.

Two steps, so that a screen may say what would come before anything is written: `compose_…` makes the pages and tells
who is left out, `write_paper` puts them in a file, private to the user, and enters the sending in the register.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fichier_tui.domain.contactability import POST
from fichier_tui.domain.letter import read_template
from fichier_tui.domain.letter.template import Merge
from fichier_tui.domain.paper_reasons import UNPRINTABLE
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen, Sending, SendingDetails, nobody_left
from fichier_tui.exchange.letters import fonts
from fichier_tui.exchange.letters.gathering import Recipient, gather, read_common, without
from fichier_tui.exchange.letters.labels import LabelSheet, cannot_be_set, check_start, label_pages, sheets_needed
from fichier_tui.exchange.letters.pdf import Letter, Letterhead, letter_pages, unprintable_in
from fichier_tui.exchange.whole_file import place_for, put_whole
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.durable import fsync_folder, writing_in
from fichier_tui.storage.exporting import record_export
from fichier_tui.storage.letters.sendings import record_sent

DOCX, PDF, LABELS = "docx", "pdf", "labels"


@dataclass(frozen=True, slots=True)
class Composed:
    """What would be written, for whom, who is left out. `pages` is the file, or one for each contact by its name;
    nothing where nobody is retained."""

    details: SendingDetails
    pages: bytes | tuple[tuple[str, bytes], ...]
    chosen: Chosen
    replaced: tuple[str, ...] = ()
    """Letters printed without their accent, which no font here has."""
    sheets: int = 0
    """Of labels."""
    repeats_address: bool = False
    """Its text has the field of the address, which every letter bears above already."""
    with_holes: tuple[int, ...] = ()
    """The contacts of whom nothing is known for some field, and the text has nothing else to say."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, where, and its line in the register."""

    path: Path
    chosen: Chosen
    sending: Sending | None = None
    """None for what goes with another."""


def compose_word(
    file: OpenFile,
    details: SendingDetails,
    chosen: Chosen,
    model: Path,
    *,
    apart: bool = False,
    progress: Counting | None = None,
) -> Composed:
    """Letters out of a Word model, all in one document, or `apart` in one for each contact.

    Raises Refusal: letter.model_…, letter.unknown_field and the other faults of a template, letter.too_many,
    export.cancelled, row.unknown.
    """
    from fichier_tui.exchange.letters.docx import LETTERS_IN_ONE, Model, many_documents, one_document
    from fichier_tui.exchange.letters.docx_package import read_model

    common = file.call(read_common, details)
    read = Model(read_model(model), model.name, common.labels)
    good, reasons = _sorted(list(gather(file, common, chosen, progress)))
    if not good:
        return Composed(replace(details, channel=POST, medium=DOCX), b"", without(chosen, reasons))
    at_most = LETTERS_IN_ONE if apart else read.at_most
    if len(good) > at_most:
        raise Refusal("letter.too_many", limit=at_most)
    values = [one.values for one in good]
    pages: bytes | tuple[tuple[str, bytes], ...]
    if apart:
        made = many_documents(read, values)
        pages = tuple(zip(_names(good), made, strict=True))
    else:
        pages = one_document(read, values)
    with_holes = tuple(one.contact for one in good if any(code not in one.values for code in read.needed))
    return Composed(replace(details, channel=POST, medium=DOCX), pages, without(chosen, reasons), with_holes=with_holes)


def compose_pdf(
    file: OpenFile,
    details: SendingDetails,
    chosen: Chosen,
    *,
    head: Letterhead | None = None,
    progress: Counting | None = None,
) -> Composed:
    """Letters as a PDF, out of `details.text`. `head` is the business's name where it is not given.

    Raises Refusal: the faults of a template, letter.empty, export.cancelled, row.unknown.
    """
    common = file.call(read_common, details)
    template = read_template(details.text, common.labels)
    if not details.text.strip():
        raise Refusal("letter.empty")
    day = f"le {common.today}" if details.language == "fr" else common.today
    letters: list[Letter] = []
    reasons: dict[int, str] = {}
    with_holes: list[int] = []
    for one in gather(file, common, chosen, progress):
        letter = Letter(one.lines, day, template.fill(one.values))
        reason = one.reason or (UNPRINTABLE if unprintable_in(letter) else "")
        if reason:
            reasons[one.contact] = reason
        else:
            letters.append(letter)
            with_holes += (one.contact,) if template.missing(one.values) else ()
    pages = letter_pages(letters, head or Letterhead(common.business)) if letters else b""
    replaced = _replaced(line for letter in letters for line in (*letter.address, letter.text))
    repeats = any(isinstance(part, Merge) and part.code == "address" for part in template.parts)
    return Composed(
        replace(details, channel=POST, medium=PDF),
        pages,
        without(chosen, reasons),
        replaced,
        repeats_address=repeats,
        with_holes=tuple(with_holes),
    )


def compose_labels(
    file: OpenFile,
    details: SendingDetails,
    chosen: Chosen,
    sheet: LabelSheet,
    *,
    start: int = 1,
    outline: bool = False,
    progress: Counting | None = None,
) -> Composed:
    """Labels, from label `start` of the first sheet on; `outline` draws where they are, to try on plain paper.

    Raises Refusal: labels.start, export.cancelled.
    """
    common = file.call(read_common, details)
    addresses: list[tuple[str, ...]] = []
    reasons: dict[int, str] = {}
    for one in gather(file, common, chosen, progress):
        reason = one.reason or cannot_be_set(one.lines, sheet)
        if reason:
            reasons[one.contact] = reason
        else:
            addresses.append(one.lines)
    check_start(sheet, start)
    pages = label_pages(addresses, sheet, start=start, outline=outline) if addresses else b""
    return Composed(
        replace(details, channel=POST, medium=LABELS),
        pages,
        without(chosen, reasons),
        _replaced(line for address in addresses for line in address),
        sheets_needed(len(addresses), sheet, start),
    )


def write_paper(
    file: OpenFile, composed: Composed, target: Path, *, overwrite: bool = False, goes_with_another: bool = False
) -> Written:
    """Put what was composed in a file (in a new folder, for one document each), and enter it in the register.

    What `goes_with_another`, labels for letters that were just written, is no sending of its own: it is entered in the
    register of exports alone. Raises Refusal: export.exists, folder.missing, folder.readonly, disk.full,
    sending.nobody, sending.nameless.
    """
    file.call(Session.require, SEND)
    entered: list[Sending] = []
    details, chosen = composed.details, composed.chosen
    if not chosen.retained:
        raise nobody_left(chosen, POST)

    def enter() -> None:
        if goes_with_another:
            file.call(
                record_export, details.medium, len(chosen.retained), details.purpose, target.name,
                channel=details.channel, aim=details.purpose, left_out=chosen.by_reason(),
                contact=chosen.retained[0][0] if len(chosen.retained) == 1 else None,
            )  # fmt: skip
        else:
            entered.append(file.call(record_sent, details, chosen, file_name=target.name))

    if isinstance(composed.pages, bytes):
        target = place_for(target, overwrite=overwrite)
        put_whole(target, composed.pages, overwrite=overwrite, enter=enter)
    else:
        target = place_for(target, overwrite=False)
        _put_folder(target, composed.pages, enter)
    return Written(target, chosen, entered[0] if entered else None)


def _put_folder(target: Path, pages: Sequence[tuple[str, bytes]], enter: Callable[[], object]) -> None:
    """Write one file for each into a new folder, which appears whole or not at all."""
    with (
        writing_in(target.parent),
        tempfile.TemporaryDirectory(prefix=".fichier-", suffix=".part", dir=target.parent) as beside,
    ):
        folder = Path(beside, target.name)
        folder.mkdir(mode=0o700)
        for name, content in pages:
            page = folder / name
            with page.open("xb") as stream:
                page.chmod(0o600)
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        fsync_folder(folder)
        enter()
        folder.rename(target)
        fsync_folder(target.parent)


def _sorted(gathered: Sequence[Recipient]) -> tuple[list[Recipient], dict[int, str]]:
    """Those who get a letter, and the others by their reason."""
    return [one for one in gathered if not one.reason], {one.contact: one.reason for one in gathered if one.reason}


def _names(good: Sequence[Recipient]) -> Iterator[str]:
    """A name for each document: "0001 Péron Hélène.docx"; nothing in it that a system would not have."""
    digits = max(4, len(str(len(good))))
    for number, one in enumerate(good, start=1):
        called = " ".join(re.sub(r"[^\w' -]+", " ", one.facts.details.display_name).split())[:60].strip()
        yield f"{number:0{digits}} {called}".strip() + ".docx"


def _replaced(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(letter for line in lines for letter in fonts.replaced(line)))
