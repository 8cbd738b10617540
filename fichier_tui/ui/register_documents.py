"""The registers as documents, in the language spoken: of processing (RGPD 30), of exports, of breaches (RGPD 33.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from fichier_tui.domain.breach import Breach
from fichier_tui.domain.field_use import FieldUse
from fichier_tui.domain.processing import (
    EXPORTED,
    SENT,
    Activity,
    ExportLine,
    Measures,
    ProcessingRegister,
    Recipient,
)
from fichier_tui.domain.retention import CATEGORIES, months_of
from fichier_tui.domain.rights import ACCESS, PORTABILITY
from fichier_tui.exchange.registers.document import RegisterDocument, RegisterTable
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import OpenFile
from fichier_tui.storage.backup.making import list_backups
from fichier_tui.ui import format
from fichier_tui.ui.code_words import CHANNELS, word
from fichier_tui.ui.contactability_words import PURPOSES as AIMS
from fichier_tui.ui.register_words import (
    ACTIVITIES,
    BASES,
    BREACH_KINDS,
    BREACH_STATES,
    DATA,
    PEOPLE,
    PURPOSES,
    RETENTION,
    RISKS,
    end_words,
    months_words,
    time_words,
)
from fichier_tui.ui.rights_words import KINDS
from fichier_tui.ui.sending_words import reason_words

PROCESSING, EXPORTS, BREACHES = REGISTERS = ("processing", "exports", "breaches")


def copies_known(file: OpenFile) -> Measures:
    """What the folder of the file says of its safety copies; reads the disk, never on a screen's own thread."""
    copies = list_backups(file.folder)
    return Measures(0, 0, 0, 0, last_copy_on=copies[0][1].day if copies else None)


def processing_document(register: ProcessingRegister) -> RegisterDocument:
    """The register of processing."""
    return _document(
        _("Register of processing activities (GDPR, art. 30)"),
        register.controller.business,
        register.day,
        (
            RegisterTable(
                _("Who answers for the file"), (_("What"), _("Answer")), _controller(register), shares=(1, 3)
            ),
            RegisterTable(
                _("What data serves for"),
                (_("Purpose"), _("Legal basis"), _("People"), _("Data"), _("How long")),
                tuple(_activity(activity, register) for activity in register.activities),
                shares=(2, 1.6, 1.6, 3, 3),
            ),
            *_own_fields(register.own_fields()),
            RegisterTable(
                _("Who gets data"),
                (_("Who, or why"), _("How"), _("Times"), _("Contacts"), _("Last")),
                tuple(_recipient(one) for one in register.recipients if not _to_the_person(one))
                or ((_("nobody outside the business"), "", "", "", ""),),
                shares=(3, 2, 1, 1, 1.2),
            ),
            RegisterTable(
                _("How long data is kept"),
                (_("Data"), _("How long"), _("Then"), _("Source of the rule")),
                tuple(
                    (word(RETENTION, code), time_words(code, dict(register.chosen)), end_words(code), category.source)
                    for code, category in CATEGORIES.items()
                ),
                shares=(1.6, 3, 1.4, 2.4),
            ),
            RegisterTable(
                _("How data is kept safe"), (_("Measure"), _("Today")), _safety(register.measures), shares=(1, 2)
            ),
        ),
    )


def exports_document(lines: Sequence[ExportLine], business: str, day: dt.date) -> RegisterDocument:
    """The register of exports."""
    table = RegisterTable(
        _("Files of contacts that left"),
        (_("When"), _("Who"), _("File"), _("Noted as"), _("To be used"), _("Contacts"), _("Left out")),
        tuple(
            (
                format.instant(line.at),
                line.staff,
                f"{line.name} ({line.format})" if line.name else line.format,
                noted_words(line),
                use_words(line),
                format.number(line.contacts),
                left_out_words(line),
            )
            for line in lines
        ),
        shares=(1.5, 1, 1.8, 1.8, 1.4, 0.8, 2.4),
    )
    return _document(_("Register of exports"), business, day, (table,))


def breaches_document(breaches: Sequence[Breach], business: str, now: dt.datetime, day: dt.date) -> RegisterDocument:
    """The register of breaches: one table of two columns for each."""
    tables = tuple(
        RegisterTable(
            f"{format.instant(one.details.known_at)} · {word(BREACH_KINDS, one.details.kind)}",
            (_("What"), _("Answer")),
            tuple(breach_lines(one, now)),
            shares=(1, 3),
        )
        for one in breaches
    )
    empty = RegisterTable(_("No breach is known"), (_("What"), _("Answer")), ())
    return _document(_("Register of personal data breaches (GDPR, art. 33.5)"), business, day, tables or (empty,))


def breach_lines(breach: Breach, now: dt.datetime) -> Iterable[tuple[str, str]]:
    """What is known of one breach, question by question."""
    details = breach.details
    yield _("What happened"), details.nature
    yield _("Which data"), details.data
    yield _("People"), _count(details.people)
    yield _("Lines"), _count(details.records)
    yield _("Likely consequences"), details.consequences
    yield _("What was done"), details.measures
    yield _("Risk"), word(RISKS, details.risk) if details.risk else _("not judged yet")
    yield _("The CNIL is to be told by"), format.instant(breach.cnil_due_at)
    yield _("CNIL told on"), _instant(details.cnil_at)
    yield _("All told on"), _instant(details.cnil_completed_at)
    yield _("Why late, or not at all"), details.late_reason
    yield _("People told on"), format.day(details.people_told_on) if details.people_told_on else ""
    yield _("State"), word(BREACH_STATES, breach.state(now))
    yield _("Noted by"), breach.staff


def noted_words(line: ExportLine) -> str:
    """What the user noted it as; what the program enters by itself it enters by a code."""
    return word(AIMS, line.purpose) if line.purpose in AIMS else line.purpose


def use_words(line: ExportLine) -> str:
    """By which channel, for what: "e-mail, prospecting"; handed to the person; a copy of one's own data for none."""
    if line.aim in (ACCESS, PORTABILITY):
        return _("handed to the person")
    parts = (word(CHANNELS, line.channel) if line.channel else "", word(AIMS, line.aim) if line.aim in AIMS else "")
    return ", ".join(filter(None, parts)) or _("the shop's own copy")


def left_out_words(line: ExportLine) -> str:
    """How many were left out, by reason with its rule."""
    return _("; ").join(
        f"{reason_words(reason, count, line.channel or 'post')} ({rule})"
        if rule
        else reason_words(reason, count, "post")
        for (reason, rule), count in line.left_out.items()
    )


def field_name(use: FieldUse) -> str:
    """What a field is called."""
    return use.label if use.own else word(DATA, use.code)


def field_purpose(use: FieldUse) -> str:
    """What it serves for: the shop's own words, or the program's."""
    return use.purpose if use.own else word(PURPOSES, use.purpose)


def _document(title: str, business: str, day: dt.date, tables: tuple[RegisterTable, ...]) -> RegisterDocument:
    said = _("as of {day}").format(day=format.day(day))
    foot = _("Made by Fichier from the file itself. No legal advice.")
    subtitle = " · ".join(filter(None, (business, said)))
    return RegisterDocument(title, subtitle, tables, foot, _("page {number}"))


def _controller(register: ProcessingRegister) -> tuple[tuple[str, str], ...]:
    controller = register.controller
    return (
        (_("Business"), controller.business or _("to be filled in")),
        (_("Person in charge"), controller.name or _("to be filled in")),
        (_("Address"), controller.address or _("to be filled in")),
        (_("Contact"), " · ".join(filter(None, (controller.email, controller.phone))) or _("to be filled in")),
        (_("Data protection officer"), controller.dpo or _("none")),
        (_("Transfers outside the European Union"), controller.transfers or _("none")),
    )


def _activity(activity: Activity, register: ProcessingRegister) -> tuple[str, ...]:
    people = (f"{word(PEOPLE, code)} ({format.number(register.counts.get(code, 0))})" for code in activity.people)
    times = (
        _("{what}: {time}").format(what=word(RETENTION, code), time=months_words(months_of(code, register.chosen)))
        for code in activity.retention
    )
    return (
        word(ACTIVITIES, activity.code),
        word(BASES, activity.basis),
        "\n".join(people),
        ", ".join(word(DATA, code) for code in activity.data) or _("name, role, what they did and when"),
        "\n".join(times),
    )


def _own_fields(fields: Sequence[FieldUse]) -> Iterable[RegisterTable]:
    if fields:
        yield RegisterTable(
            _("Fields of the shop's own"),
            (_("Field"), _("Serves to"), _("Filled")),
            tuple((use.label, use.purpose, format.percent(use.filled / use.contacts)) for use in fields),
            shares=(2, 4, 1),
        )


def _recipients(found: Sequence[Recipient]) -> tuple[tuple[str, ...], ...]:
    rows = tuple(_recipient(one) for one in found if not _to_the_person(one))
    return rows or ((_("nobody outside the business"), "", "", "", ""),)


def _to_the_person(one: Recipient) -> bool:
    """Whether it is somebody's own data, handed to that person: no recipient in the sense of the article."""
    rights = {KINDS[ACCESS], KINDS[PORTABILITY]}
    return one.kind == EXPORTED and one.name in rights | set(map(_, rights))


def _recipient(one: Recipient) -> tuple[str, ...]:
    if one.kind == EXPORTED:
        name, how = one.name or _("no reason was typed"), _("file of contacts")
    elif one.kind == SENT:
        channel, _gap, medium = one.name.partition(" ")
        name, how = word(CHANNELS, channel), medium
    else:
        name, how = one.name, _("mail server, which carries the messages")
    times = format.number(one.times) if one.times else ""
    return (name, how, times, format.number(one.contacts) if one.contacts else "", format.day(one.last_on))


def _safety(measures: Measures) -> tuple[tuple[str, str], ...]:
    members = ngettext("{count} person", "{count} persons", measures.members).format(
        count=format.number(measures.members)
    )
    owners = ngettext("{count} owner", "{count} owners", measures.owners).format(count=format.number(measures.owners))
    copy = format.day(measures.last_copy_on) if measures.last_copy_on else _("no copy yet")
    lines = format.number(measures.journal_lines)
    return (
        (_("Encryption"), _("the whole file and its copies, AES-256 (SQLCipher), key generation {number}").format(
            number=measures.key_generation)),
        (_("Access"), _("opened by {members}, of whom {owners}; each with a passphrase (Argon2id) and a role").format(
            members=members, owners=owners)),
        (_("Journal"), _("{lines} lines: who did what and when, chained and sealed").format(lines=lines)),
        (_("Safety copies"), _("encrypted and verified; the last on {day}").format(day=copy)),
        (_("Locking"), _("by itself after a few minutes without a key; nothing is written in clear")),
    )  # fmt: skip


def _count(number: int | None) -> str:
    return "" if number is None else format.number(number)


def _instant(when: dt.datetime | None) -> str:
    return format.instant(when) if when else ""


__all__ = [
    "BREACHES",
    "EXPORTS",
    "PROCESSING",
    "REGISTERS",
    "breach_lines",
    "breaches_document",
    "copies_known",
    "exports_document",
    "field_name",
    "field_purpose",
    "left_out_words",
    "months_words",
    "noted_words",
    "processing_document",
    "use_words",
]
