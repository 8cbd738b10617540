"""How dates, money, numbers, telephones and counts are written in each language; the machine's locale plays no part."""

from __future__ import annotations

import datetime as dt

from fichier_tui import i18n
from fichier_tui.exchange.telephone import write_phone
from fichier_tui.i18n import N_, _, ngettext

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "−"

WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _french() -> bool:
    return i18n.language() == "fr"


def number(value: int | float, decimals: int = 0) -> str:
    """1234.5 with one decimal: "1 234,5" in French, "1,234.5" in English."""
    text = f"{abs(value):,.{decimals}f}"
    if _french():
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return (MINUS if value < 0 and text.strip("0.,") else "") + text


def decimal(kept: str, *, grouped: bool = True) -> str:
    """A number as the file keeps it ("1200.5"): "1 200,5" in French, "1,200.5" in English; other text as it is."""
    whole, point, decimals = kept.removeprefix("-").partition(".")
    if not (whole.isascii() and whole.isdigit() and (decimals.isdigit() or not point)):
        return kept
    sign = ("-" if not grouped else MINUS) if kept.startswith("-") else ""
    mark = "," if _french() else "."
    return sign + (number(int(whole)) if grouped else whole) + (f"{mark}{decimals}" if point else "")


def money(cents: int, *, whole: bool = False) -> str:
    """123450 cents: "1 234,50 €", "€1,234.50"; `whole` rounds to the euro, half away from zero."""
    euros, rest = divmod(abs(cents), 100)
    comma = "," if _french() else "."
    text = number(euros + (rest >= 50)) if whole else f"{number(euros)}{comma}{rest:02}"
    text = f"{text}{NO_BREAK_SPACE}€" if _french() else f"€{text}"
    return (MINUS if cents < 0 else "") + text


def percent(part: float, decimals: int = 0) -> str:
    """0.425: "43 %" in French, "43%" in English."""
    return number(part * 100, decimals) + (f"{NO_BREAK_SPACE}%" if _french() else "%")


def day(date: dt.date | None) -> str:
    """ "12/08/2026" in French, "12 Aug 2026" in English; empty for None."""
    if date is None:
        return ""
    if _french():
        return f"{date:%d/%m}/{date.year:04}"
    return f"{date.day} {_SHORT_MONTHS[date.month - 1]} {date.year:04}"


def day_short(date: dt.date | None, today: dt.date) -> str:
    """Without the year when it is this one: "12/08", "12 Aug"; else with two figures of it: "12/08/24", "12 Aug 24"."""
    if date is None:
        return ""
    year = "" if date.year == today.year else f"{date.year % 100:02}"
    if _french():
        return f"{date:%d/%m}" + (f"/{year}" if year else "")
    return f"{date.day} {_SHORT_MONTHS[date.month - 1]}" + (f" {year}" if year else "")


def day_long(date: dt.date, *, year: bool = True) -> str:
    """ "mercredi 12 août 2026", "Wednesday 12 August 2026"."""
    number_of_day = "1er" if _french() and date.day == 1 else str(date.day)
    words = f"{weekday(date)} {number_of_day} {month(date.month)}"
    return f"{words} {date.year}" if year else words


def weekday(date: dt.date) -> str:
    """The day's name: "mercredi", "Wednesday"."""
    return _(WEEKDAYS[date.weekday()])


def month(number_of_month: int) -> str:
    """The month's name, 1 to 12: "août", "August"."""
    return _(MONTHS[number_of_month - 1])


def relative(date: dt.date, today: dt.date) -> str:
    """How far a day is: "today", "in 3 days", "2 weeks ago", "il y a 2 ans". Rounded down."""
    days = (date - today).days
    if days in (-1, 0, 1):
        return (_("today"), _("tomorrow"), _("yesterday"))[days]
    count, unit = _distance(abs(days))
    words = {
        "day": ngettext("{count} day", "{count} days", count),
        "week": ngettext("{count} week", "{count} weeks", count),
        "month": ngettext("{count} month", "{count} months", count),
        "year": ngettext("{count} year", "{count} years", count),
    }[unit].format(count=count)
    return (_("in {duration}") if days > 0 else _("{duration} ago")).format(duration=words)


def _distance(days: int) -> tuple[int, str]:
    """Days as the unit one would say: days up to two weeks, weeks up to two months, months up to two years."""
    if days < 14:
        return days, "day"
    if days < 61:
        return days // 7, "week"
    if days < 730:
        return days * 12 // 365, "month"
    return days * 100 // 36525, "year"


def clock(time: str) -> str:
    """ "14:30": "14 h 30" in French, the same in English; "14:00" is "14 h"; nothing where no hour was said."""
    if not time:
        return ""
    hours, _colon, minutes = time.partition(":")
    if not _french():
        return time
    words = f"{int(hours)}{NO_BREAK_SPACE}h"
    return words if minutes in ("", "00") else f"{words}{NO_BREAK_SPACE}{minutes}"


def instant(when: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """A UTC instant on the shop's clock (`zone`, or the machine's): "12/08/2026 à 14 h 30"."""
    local = when.astimezone(zone)
    return _("{day} at {time}").format(day=day(local.date()), time=clock(f"{local:%H:%M}"))


def duration(minutes: int) -> str:
    """90 minutes: "1 h 30"; 45: "45 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK_SPACE}min"
    return f"{hours}{NO_BREAK_SPACE}h" + (f"{NO_BREAK_SPACE}{rest:02}" if rest else "")


def age_years(birth: str, today: dt.date) -> int | None:
    """Whole years since an ISO birth date; None when the year is unknown ("--07-14") or there is none."""
    try:
        born = dt.date.fromisoformat(birth)
    except ValueError:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def age(birth: str, today: dt.date) -> str:
    """ "58 ans", "58 years old"; empty when unknown."""
    years = age_years(birth, today)
    return "" if years is None else ngettext("{count} year old", "{count} years old", years).format(count=years)


def birth_day(birth: str) -> str:
    """A birth as the file keeps it: "14/07/1958"; without its year "14/07" ("14 Jul")."""
    try:
        if birth.startswith("--"):
            leap = dt.date.fromisoformat(f"2000-{birth[2:]}")
            return day_short(leap, leap)
        return day(dt.date.fromisoformat(birth))
    except ValueError:
        return ""


def phone(e164: str) -> str:
    """ "06 12 34 56 78", "+41 22 767 11 11", with no-break spaces."""
    return write_phone(e164).replace(" ", NO_BREAK_SPACE)


def contacts(count: int) -> str:
    """ "1 234 contacts"."""
    return ngettext("{count} contact", "{count} contacts", count).format(count=number(count))


def people(count: int) -> str:
    """ "3 people"."""
    return ngettext("{count} person", "{count} people", count).format(count=number(count))


def purchases(count: int) -> str:
    """ "3 purchases"."""
    return ngettext("{count} purchase", "{count} purchases", count).format(count=number(count))


def visits(count: int) -> str:
    """ "3 visits"."""
    return ngettext("{count} visit", "{count} visits", count).format(count=number(count))


def ordinal_visit(count: int) -> str:
    """The place of a visit: "4e", "1re" in French (a visit is feminine there); "4th", "1st", "22nd" in English."""
    if _french():
        return f"{number(count)}{'re' if count == 1 else 'e'}"
    last = 0 if count % 100 in (11, 12, 13) else count % 10
    return number(count) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


def actions(count: int) -> str:
    """ "3 actions planned"."""
    return ngettext("{count} action planned", "{count} actions planned", count).format(count=number(count))


def operations(count: int) -> str:
    """ "1 operation", "12 operations"."""
    return ngettext("{count} operation", "{count} operations", count).format(count=number(count))


def lines(count: int) -> str:
    """ "3 lines"."""
    return ngettext("{count} line", "{count} lines", count).format(count=number(count))
