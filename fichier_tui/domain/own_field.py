"""A field of the shop's own (FEATURES K9): its name, its type, its purpose; and its values, read and kept by type.

A value is kept as text: a number with a decimal point, a day in ISO form, yes and no as "1" and "0", a choice in the
words of the choice. The rules are here; where the fields are kept is `storage.shop_fields`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fichier_tui.domain import sensitive
from fichier_tui.domain.dates import read_day
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sensitive import judge_name
from fichier_tui.domain.text import clean_line, clean_text, fold, fold_joined

TEXT, NUMBER, DATE, CHOICE, YES_NO = KINDS = ("text", "number", "date", "choice", "yes_no")
YES, NO = "1", "0"
# A name heads a column; a list of choices is read at a glance.
NAME_LIMIT, CHOICES_LIMIT = 60, 60

# The law that each kind of name is refused by is said in the words of its code.
SENSITIVE_CODES: dict[str, str] = {
    sensitive.HEALTH: "custom.sensitive_health",
    sensitive.BELIEFS: "custom.sensitive_beliefs",
    sensitive.POLITICS: "custom.sensitive_politics",
    sensitive.UNION: "custom.sensitive_union",
    sensitive.SEX_LIFE: "custom.sensitive_sex_life",
    sensitive.ORIGIN: "custom.sensitive_origin",
    sensitive.BODY: "custom.sensitive_body",
    sensitive.OFFENCES: "custom.sensitive_offences",
    sensitive.NATIONAL_NUMBER: "custom.sensitive_number",
}
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)
_KEPT_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?", re.ASCII)
_YES_WORDS = frozenset(("1", "o", "oui", "y", "yes", "x", "vrai", "true", "ok"))
_NO_WORDS = frozenset(("0", "n", "non", "no", "faux", "false"))


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the shop's own, in the order of its settings. `kind` is text, number, date, choice or yes_no."""

    key: str
    """Its stable name: values, segments and columns refer to it; a new label does not change it."""
    label: str
    kind: str
    choices: tuple[str, ...]
    purpose: str
    retired: bool = False
    """Shown nowhere any more; its values are kept."""


@dataclass(frozen=True, slots=True)
class OwnFieldDetails:
    """What one says of a field when one makes or changes it."""

    label: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    purpose: str = ""


def checked(details: OwnFieldDetails, others: Iterable[OwnField] = ()) -> OwnFieldDetails:
    """The details, cleaned. `others` are the fields that there are besides.

    Raises Refusal: custom.nameless, custom.unknown_kind, custom.purpose (none is given: RGPD 5.1.b),
    custom.exists (another is called so), custom.choices (a choice of fewer than two), custom.sensitive_… (RGPD 9, 10).
    """
    label = clean_line(details.label)[:NAME_LIMIT].strip()
    if not fold(label):
        raise Refusal("custom.nameless")
    refuse_sensitive(label)
    if details.kind not in KINDS:
        raise Refusal("custom.unknown_kind", kind=details.kind)
    if any(fold_joined(other.label) == fold_joined(label) for other in others):
        raise Refusal("custom.exists", name=label)
    choices = distinct_choices(details.choices) if details.kind == CHOICE else ()
    if details.kind == CHOICE and len(choices) < 2:
        raise Refusal("custom.choices", name=label)
    purpose = clean_text(details.purpose)
    if not fold(purpose):
        raise Refusal("custom.purpose", name=label)
    return replace(details, label=label, choices=choices, purpose=purpose)


def refuse_sensitive(name: str) -> None:
    """Raise Refusal("custom.sensitive_…") for a name that the law forbids (see `domain.sensitive`)."""
    judgement = judge_name(name)
    if judgement is not None and judgement.forbidden:
        raise Refusal(SENSITIVE_CODES[judgement.category], name=clean_line(name), word=judgement.word)


def distinct_choices(choices: Iterable[str]) -> tuple[str, ...]:
    """The choices cleaned, each once, blanks left out."""
    found: dict[str, str] = {}
    for choice in choices:
        text = clean_line(choice)
        if fold(text):
            found.setdefault(fold(text), text)
    return tuple(found.values())[:CHOICES_LIMIT]


def new_key(label: str, taken: Iterable[str]) -> str:
    """The stable name of a new field: "Niveau de ski" is `niveau_de_ski`, the next of that name `niveau_de_ski_2`."""
    used = set(taken)
    first = fold(label).replace(" ", "_")[:40] or "champ"
    return next(
        key for count in range(1, len(used) + 2) if (key := first if count == 1 else f"{first}_{count}") not in used
    )


def read_value(kind: str, choices: Sequence[str], text: str, today: dt.date) -> str | None:
    """What somebody typed as it is kept; "" for a blank, None where it is no value of this type."""
    text = clean_text(text) if kind == TEXT else clean_line(text)
    if not text or kind == TEXT:
        return text
    if kind == NUMBER:
        return read_number(text)
    if kind == DATE:
        day = read_day(text, today, past=True)
        return None if day is None else day.isoformat()
    if kind == YES_NO:
        word = fold(text)
        return YES if word in _YES_WORDS else NO if word in _NO_WORDS else None
    return next((choice for choice in choices if fold(choice) == fold(text)), None)


def read_number(text: str) -> str | None:
    """ "1 200,50" as it is kept: "1200.5"; None where it is no number."""
    found = _NUMBER.fullmatch(_SPACES.sub("", text).replace("−", "-"))
    if found is None:
        return None
    whole, _point, decimals = found[0].removeprefix("+").replace(",", ".").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    digits, decimals = digits.lstrip("0") or "0", decimals.rstrip("0")
    kept = f"{digits}.{decimals}" if decimals else digits
    return kept if kept == "0" else sign + kept


def is_value(kind: str, choices: Sequence[str], value: str) -> bool:
    """Whether `value` is one that the file may keep for this type; a blank is none, and always may be."""
    if not value or kind == TEXT:
        return True
    if kind == NUMBER:
        return _KEPT_NUMBER.fullmatch(value) is not None
    if kind == DATE:
        try:
            return dt.date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return value in ((YES, NO) if kind == YES_NO else choices)
