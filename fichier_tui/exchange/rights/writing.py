"""A person's file leaves: whole or not at all, and entered in the register of exports."""

from __future__ import annotations

from pathlib import Path

from fichier_tui.domain.permission import RIGHTS
from fichier_tui.domain.person_file import PersonFile
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.rights import ACCESS, PORTABILITY
from fichier_tui.exchange.rights.pages import Document, pages
from fichier_tui.exchange.rights.person_csv import portable_csv
from fichier_tui.exchange.rights.person_json import access_json, portable_json
from fichier_tui.exchange.whole_file import ended, place_for, put_whole
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.exporting import record_export

JSON, PDF, CSV = ".json", ".pdf", ".csv"
FORMATS = {ACCESS: (PDF, JSON), PORTABILITY: (JSON, CSV)}


def write_person(
    file: OpenFile,
    person: PersonFile,
    document: Document,
    target: Path,
    *,
    right: str = ACCESS,
    purpose: str = "",
    overwrite: bool = False,
) -> Path:
    """Write what `right` (access or portability) gives to `target`, whose ending says the format.

    `document` is the readable form, `purpose` what the register says of it. Raises Refusal: staff.not_allowed,
    rights.format, export.exists, folder.missing, folder.readonly, disk.full.
    """
    file.call(Session.require, RIGHTS)
    target = ended(target, FORMATS[right][0])
    format = target.suffix.lower()
    if format not in FORMATS[right]:
        raise Refusal("rights.format", name=target.name, formats=" ".join(FORMATS[right]))
    target = place_for(target, overwrite=overwrite)
    if right == PORTABILITY:
        content = portable_csv(person) if format == CSV else portable_json(person)
    else:
        content = pages(document) if format == PDF else access_json(person)
    put_whole(
        target,
        content,
        overwrite=overwrite,
        enter=lambda: file.call(
            record_export, format[1:], 1, purpose, target.name, aim=right, contact=person.contact.id
        ),
    )
    return target
