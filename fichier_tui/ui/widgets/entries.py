"""Fields that read what people type: amounts, numbers, days, hours, births, telephones, e-mail addresses.

Each shows beside itself what it understood, so that nothing is guessed silently. The unshifted digit row of a French
keyboard counts as digits. The reading is the rules' (`domain`, `exchange`), the wording is here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar

from fichier_tui.domain.dates import read_birth, read_day, read_time
from fichier_tui.domain.keyboard import azerty_digits, azerty_number
from fichier_tui.domain.money import read_amount
from fichier_tui.domain.own_field import read_number
from fichier_tui.exchange.email_address import read_email
from fichier_tui.exchange.telephone import read_phone
from fichier_tui.i18n import N_, _
from fichier_tui.ui import format as written
from fichier_tui.ui.widgets.entry import Entry

Today = dt.date | Callable[[], dt.date]
"""The day to reckon from; a function where the field outlives midnight."""


def the_day(today: Today) -> dt.date:
    """The day itself."""
    return today if isinstance(today, dt.date) else today()


class AmountInput(Entry[int]):
    """An amount of money, in cents: "380", "12,50", "1 234,50 €"."""

    WIDTH: ClassVar[int] = 12
    COMPLAINT: ClassVar[str] = N_("Not an amount: type for instance 380 or 12,50.")

    def read(self, text: str) -> int | None:
        return read_amount(azerty_number(text))

    def write(self, answer: int) -> str:
        euros, cents = divmod(abs(answer), 100)
        sign = "-" if answer < 0 else ""
        return f"{sign}{euros},{cents:02}" if cents else f"{sign}{euros}"

    def explain(self, answer: int) -> tuple[str, ...]:
        return (f"= {written.money(answer)}",)


class NumberInput(Entry[int]):
    """A whole number: people, nights, a quantity."""

    WIDTH: ClassVar[int] = 8
    COMPLAINT: ClassVar[str] = N_("Not a whole number.")

    def __init__(
        self,
        value: str = "",
        *,
        least: int = 0,
        most: int = 1_000_000,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Numbers from `least` to `most`, both included."""
        super().__init__(value, placeholder=placeholder, required=required, id=id, classes=classes)
        self.least = least
        self.most = most

    def read(self, text: str) -> int | None:
        digits = azerty_number(text)
        digits = "".join(character for character in digits if character not in " \u00a0\u202f")
        # Only ASCII digits, and few of them: int() would take "²" or a number of a thousand figures.
        if not (digits.isascii() and digits.removeprefix("-").isdigit() and len(digits) <= 12):
            return None
        number = int(digits)
        return number if self.least <= number <= self.most else None

    @property
    def problem(self) -> str | None:
        """The sentence that says what is wrong; it names the bounds."""
        found = super().problem
        if found is None or not self.value.strip() or (self.least, self.most) == (0, 1_000_000):
            return found
        return _("A whole number from {least} to {most}.").format(least=self.least, most=self.most)


class DecimalInput(Entry[str]):
    """A number with or without decimals, as a field of the shop's own keeps it: "42.5"."""

    WIDTH: ClassVar[int] = 16
    COMPLAINT: ClassVar[str] = N_("Not a number: type for instance 42 or 12,5.")

    def read(self, text: str) -> str | None:
        return read_number(azerty_number(text))

    def write(self, answer: str) -> str:
        return written.decimal(answer, grouped=False)

    def explain(self, answer: str) -> tuple[str, ...]:
        said = written.decimal(answer)
        return () if said.split() == self.value.split() else (f"= {said}",)


class DayInput(Entry[dt.date]):
    """A day: "15/9", "lundi", "+3j", "hier". A bare date is to come, or `past` for what has happened."""

    WIDTH: ClassVar[int] = 16
    COMPLAINT: ClassVar[str] = N_("Not a day: type for instance 15/9, monday, +3d or tomorrow.")

    def __init__(
        self,
        value: str = "",
        *,
        today: Today,
        past: bool = False,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, required=required, id=id, classes=classes)
        self.today = today
        self.past = past

    def read(self, text: str) -> dt.date | None:
        return read_day(text, the_day(self.today), past=self.past)

    def write(self, answer: dt.date) -> str:
        return f"{answer.day:02}/{answer.month:02}/{answer.year:04}"

    def explain(self, answer: dt.date) -> tuple[str, ...]:
        same_year = written.day_long(answer, year=answer.year != the_day(self.today).year)
        return (written.day_long(answer), same_year, f"{written.weekday(answer)} {written.day(answer)}")


class TimeInput(Entry[str]):
    """An hour, as "14:30": "14h30", "14h", "2pm", "midi"."""

    WIDTH: ClassVar[int] = 10
    COMPLAINT: ClassVar[str] = N_("Not an hour: type for instance 14h30.")

    def read(self, text: str) -> str | None:
        return read_time(text)

    def explain(self, answer: str) -> tuple[str, ...]:
        return (written.clock(answer),)


class BirthInput(Entry[str]):
    """A birth date, "1958-07-14", or "--07-14" without its year: "14/7/58"."""

    WIDTH: ClassVar[int] = 16
    COMPLAINT: ClassVar[str] = N_("Not a birth date: type for instance 14/7/1958, or 14/7.")

    def __init__(
        self,
        value: str = "",
        *,
        today: Today,
        placeholder: str = "",
        required: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, required=required, id=id, classes=classes)
        self.today = today

    def read(self, text: str) -> str | None:
        return read_birth(text, the_day(self.today))

    def write(self, answer: str) -> str:
        year, _dash, rest = answer.removeprefix("--").rpartition("-")
        parts = (rest, year) if answer.startswith("--") else (rest, year[5:], year[:4])
        return "/".join(parts)

    def explain(self, answer: str) -> tuple[str, ...]:
        day, age = written.birth_day(answer), written.age(answer, the_day(self.today))
        return (f"{day} · {age}", age) if age else (day,)


class PhoneInput(Entry[str]):
    """A telephone number, in its international form (E.164); `country` is where numbers without one belong."""

    WIDTH: ClassVar[int] = 20
    COMPLAINT: ClassVar[str] = N_("Not a telephone number.")
    country = "FR"

    def read(self, text: str) -> str | None:
        return read_phone(azerty_digits(text), self.country)

    def write(self, answer: str) -> str:
        return written.phone(answer)

    def explain(self, answer: str) -> tuple[str, ...]:
        shown = written.phone(answer)
        return () if shown.split() == self.value.split() else (shown,)


class EmailInput(Entry[str]):
    """An e-mail address."""

    COMPLAINT: ClassVar[str] = N_("Not an e-mail address: is a letter or the @ missing?")

    def read(self, text: str) -> str | None:
        return read_email(text)
