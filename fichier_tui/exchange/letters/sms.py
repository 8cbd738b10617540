"""The list of a text message to many: numbers in E.164, each once, with the text of each contact and its length.

The messages leave by whatever service the shop has: this writes what it takes, .csv, .xlsx or .txt. Only numbers that
take messages are listed (`phonenumbers` knows the plan of each country; in France 06 and 07).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from fichier_tui.domain.contact import PhoneNumber
from fichier_tui.domain.contactability import SERVICE, SMS
from fichier_tui.domain.letter import LetterFacts, read_template
from fichier_tui.domain.paper_reasons import EMPTY_MESSAGE, SAME_NUMBER, UNREACHABLE
from fichier_tui.domain.permission import SEND
from fichier_tui.domain.phone import read_french_phone, takes_sms
from fichier_tui.domain.progress import Counting
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen, Sending, SendingDetails, nobody_left
from fichier_tui.domain.sms_length import SmsLength, has_stop, in_short_alphabet, sms_length
from fichier_tui.exchange.columns import COUNT, TEXT, Cell, Column
from fichier_tui.exchange.formula import guarded
from fichier_tui.exchange.letters.gathering import gather, read_common, without
from fichier_tui.exchange.whole_file import place_for, put_whole
from fichier_tui.i18n import N_, _
from fichier_tui.storage import OpenFile, Session
from fichier_tui.storage.letters.sendings import record_sent

CSV, XLSX, TXT = FORMATS = (".csv", ".xlsx", ".txt")
_HEADINGS = (
    ("mobile", N_("Mobile"), 16),
    ("last_name", N_("Last name"), 20),
    ("first_name", N_("First name"), 20),
    ("message", N_("Message"), 60),
    ("alphabet", N_("Alphabet"), 10),
    ("length", N_("Length"), 10),
    ("segments", N_("Messages to pay"), 12),
)
_SEVERAL = 2
_COUNTED = ("length", "segments")


@dataclass(frozen=True, slots=True)
class SmsLine:
    """One message: to whom, what, how long."""

    contact: int
    number: str
    """E.164."""
    last_name: str
    first_name: str
    text: str
    length: SmsLength

    @property
    def is_dear(self) -> bool:
        """Whether it costs more messages than it would without the letters outside the 7-bit alphabet."""
        if self.length.segments < _SEVERAL or not self.length.outside:
            return False
        plain = self.text.translate({ord(letter): "e" for letter in self.length.outside})
        return sms_length(plain).segments < self.length.segments


@dataclass(frozen=True, slots=True)
class SmsList:
    """What would be written, for whom, who is left out, and what to know before."""

    details: SendingDetails
    lines: tuple[SmsLine, ...]
    chosen: Chosen
    no_stop: int = 0
    """How many messages do not say how to be left alone (CPCE L. 34-5), where they have to."""
    with_holes: tuple[int, ...] = ()
    """The contacts of whom nothing is known for some field, and the text has nothing else to say."""

    @property
    def segments(self) -> int:
        """How many messages are paid for."""
        return sum(line.length.segments for line in self.lines)

    @property
    def dear(self) -> int:
        """How many texts cost more messages for a letter that they hold."""
        return sum(line.is_dear for line in self.lines)

    @property
    def outside(self) -> tuple[str, ...]:
        """The letters that do."""
        return tuple(dict.fromkeys(letter for line in self.lines if line.is_dear for letter in line.length.outside))


@dataclass(frozen=True, slots=True)
class SmsWritten:
    """What was written, where, and its line in the register."""

    path: Path
    chosen: Chosen
    sending: Sending


def compose_sms(
    file: OpenFile, details: SendingDetails, chosen: Chosen, *, short: bool = False, progress: Counting | None = None
) -> SmsList:
    """The messages of those whom the law retains, out of `details.text` (none: numbers alone).

    `short` writes each with the letters of the 7-bit alphabet where it has an equal (' for ’, e for ê).
    Raises Refusal: the faults of a template, export.cancelled, row.unknown.
    """
    common = file.call(read_common, details)
    template = read_template(details.text, common.labels)
    lines: list[SmsLine] = []
    reasons: dict[int, str] = {}
    taken: set[str] = set()
    with_holes: list[int] = []
    for one in gather(file, common, chosen, progress, by_post=False):
        text = template.fill(one.values).strip()
        text = in_short_alphabet(text) if short else text
        number = mobile_of(one.facts.details.phones)
        reason = one.reason or _reason(number, text, details, taken)
        if reason:
            reasons[one.contact] = reason
            continue
        taken.add(number)
        with_holes += (one.contact,) if template.missing(one.values) else ()
        lines.append(SmsLine(one.contact, number, *_called(one.facts), text, sms_length(text)))
    kept = without(chosen, reasons)
    numbers = {line.contact: line.number for line in lines}
    kept = replace(kept, retained=tuple((contact, numbers[contact]) for contact, _address in kept.retained))
    stopless = 0 if details.purpose == SERVICE or not details.text else sum(not has_stop(line.text) for line in lines)
    return SmsList(replace(details, channel=SMS), tuple(lines), kept, stopless, tuple(with_holes))


def write_sms(file: OpenFile, composed: SmsList, target: Path, *, overwrite: bool = False) -> SmsWritten:
    """Put the list in a file, private to the user, and enter it in the register.

    Raises Refusal: sms.format, export.exists, folder.missing, folder.readonly, disk.full, sending.nobody,
    sending.nameless.
    """
    file.call(Session.require, SEND)
    if not composed.lines:
        raise nobody_left(composed.chosen, SMS)
    format = target.suffix.lower()
    if format not in FORMATS:
        raise Refusal("sms.format", name=target.name)
    target = place_for(target, overwrite=overwrite)
    content = {CSV: _delimited, XLSX: _workbook, TXT: _plain}[format](composed.lines)
    details = replace(composed.details, medium=format[1:])
    entered: list[Sending] = []
    put_whole(
        target,
        content,
        overwrite=overwrite,
        enter=lambda: entered.append(file.call(record_sent, details, composed.chosen, file_name=target.name)),
    )
    return SmsWritten(target, composed.chosen, entered[0])


def mobile_of(phones: Sequence[PhoneNumber]) -> str:
    """The first number that takes messages, in E.164; "" where there is none."""
    return next((phone.number for phone in phones if phone.kind != "fax" and is_mobile(phone.number)), "")


@lru_cache(maxsize=50_000)
def is_mobile(number: str) -> bool:
    """Whether a number in E.164 takes messages: in France by its 06 or 07, elsewhere by its country's plan."""
    if number.startswith("+33"):
        return takes_sms(number, "") and read_french_phone(number) == number
    import phonenumbers
    from phonenumbers import PhoneNumberType

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    # In America nobody can tell a mobile by its number.
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) in kinds


def _reason(number: str, text: str, details: SendingDetails, taken: set[str]) -> str:
    if not number:
        return UNREACHABLE
    if number in taken:
        return SAME_NUMBER
    return EMPTY_MESSAGE if details.text and not text else ""


def _called(facts: LetterFacts) -> tuple[str, str]:
    details = facts.details
    return details.last_name or details.company_name, details.first_name


def _rows(lines: Sequence[SmsLine]) -> list[list[Cell]]:
    return [
        [
            one.number,
            one.last_name,
            one.first_name,
            one.text,
            one.length.alphabet,
            one.length.units,
            one.length.segments,
        ]
        for one in lines
    ]


def _delimited(lines: Sequence[SmsLine]) -> bytes:
    """UTF-8 with its mark, semicolons. A number is digits after its +, which runs nothing; the rest is guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_(heading) for _key, heading, _width in _HEADINGS])
    for number, *rest in _rows(lines):
        writer.writerow([number, *(guarded(cell) if isinstance(cell, str) else cell for cell in rest)])
    return text.getvalue().encode("utf-8-sig")


def _workbook(lines: Sequence[SmsLine]) -> bytes:
    from fichier_tui.exchange.workbook import write_workbook

    columns = [
        Column(key, _(heading), COUNT if key in _COUNTED else TEXT, width, lambda _contact: None)
        for key, heading, width in _HEADINGS
    ]
    stream = io.BytesIO()
    write_workbook(stream, "SMS", columns, _rows(lines))
    return stream.getvalue()


def _plain(lines: Sequence[SmsLine]) -> bytes:
    """A number a line, with its text after a tab where there is one."""
    rows = ("\t".join(part for part in (one.number, " ".join(one.text.split())) if part) for one in lines)
    return ("\r\n".join(rows) + "\r\n").encode()
