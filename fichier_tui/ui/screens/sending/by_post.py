"""Letters and labels: composed when they are looked at, written whole when they leave."""

from __future__ import annotations

from dataclasses import replace

from fichier_tui.domain.letter import Template, read_template
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen, SendingDetails
from fichier_tui.exchange.letters.docx import Model, letter_text
from fichier_tui.exchange.letters.docx_package import read_model
from fichier_tui.exchange.letters.gathering import read_common
from fichier_tui.exchange.letters.labels import label_sheet
from fichier_tui.exchange.letters.paper import (
    Composed,
    compose_labels,
    compose_pdf,
    compose_word,
    write_paper,
)
from fichier_tui.i18n import ngettext
from fichier_tui.storage import OpenFile, read_letter_facts
from fichier_tui.ui import format
from fichier_tui.ui.long_work import LongWork
from fichier_tui.ui.paper_words import print_warnings
from fichier_tui.ui.screens.sending.draft import SendingDraft
from fichier_tui.ui.screens.sending.look_step import Left, Page
from fichier_tui.ui.screens.sending.merged import field_words
from fichier_tui.ui.screens.sending.ways import LABELS, WORD


def composed(file: OpenFile, draft: SendingDraft, chosen: Chosen, work: LongWork) -> Composed:
    """Make the pages of all of them. Raises Refusal as the way's own `compose_…`."""
    details = _details(draft)
    if draft.way is WORD:
        return compose_word(file, details, chosen, draft.model, progress=work.goes_on)
    if draft.way is LABELS:
        sheet = label_sheet(draft.sheet)
        return compose_labels(file, details, chosen, sheet, start=draft.start, progress=work.goes_on)
    return compose_pdf(file, details, chosen, progress=work.goes_on)


def warnings_of(made: Composed) -> tuple[str, ...]:
    """What is to be known before it is written."""
    sheets = ngettext("{count} sheet of labels", "{count} sheets of labels", made.sheets)
    counted = (sheets.format(count=format.number(made.sheets)),) if made.sheets else ()
    return (*counted, *print_warnings(made))


def page_of(file: OpenFile, draft: SendingDraft, contact: int) -> Page:
    """What one contact gets. Raises Refusal."""
    details = _details(draft)
    common = file.call(read_common, details)
    facts = file.call(read_letter_facts, [contact]).get(contact)
    if facts is None:
        raise Refusal("row.unknown")
    found = common.recipient(facts)
    values, address = found.values, "\n".join(found.lines)
    if draft.way is LABELS:
        return Page(values.get("full_name", ""), "", text=address)
    if draft.way is WORD:
        model = Model(read_model(draft.model), draft.model.name, common.labels)
        lacking = tuple(field_words(code) for code in model.needed if code not in values)
        return Page(values.get("full_name", ""), "", text=letter_text(model, values), lacking=lacking)
    template: Template = read_template(details.text, common.labels)
    text = template.fill(values)
    lacking = tuple(map(field_words, template.missing(values)))
    return Page(values.get("full_name", ""), "", "", f"{address}\n\n{text}", lacking)


def write(file: OpenFile, draft: SendingDraft, made: Composed, *, overwrite: bool) -> Left:
    """Write the file, and enter it. Raises Refusal."""
    written = write_paper(file, made, draft.path, overwrite=overwrite)
    assert written.sending is not None, "it goes with no other"
    return Left(written.sending, written.path)


def _details(draft: SendingDraft) -> SendingDetails:
    """The subject of a letter on paper is its first paragraph."""
    details = draft.details
    if not details.subject:
        return details
    label = "Objet\u00a0:" if details.language == "fr" else "Subject:"
    return replace(details, text=f"{label} {details.subject}\n\n{details.text}")
