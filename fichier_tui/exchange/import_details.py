"""Who a contact is, from the columns of its rows."""

from __future__ import annotations

from typing import Any

from fichier_tui.domain.contact import COMPANY, PERSON, ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.import_fields import CUSTOM_PREFIX
from fichier_tui.domain.import_values import plain
from fichier_tui.domain.text import fold
from fichier_tui.exchange.import_cells import Columns

_SINGLE = (
    "civility",
    "last_name",
    "first_name",
    "company_name",
    "job_title",
    "sex",
    "birth",
    "profession",
    "language",
    "source",
    "card_number",
    "important",
)
_COMPANY_WORDS = frozenset(
    ("societe", "entreprise", "company", "association", "professionnel", "pro", "collectivite", "groupe")
)
_PERSON_WORDS = frozenset(("particulier", "personne", "individuel", "person", "individual", "b2c"))
# What the file reckons by itself from purchases: nothing to keep.
PROSPECT_WORDS = frozenset(("prospect", "2", "lead"))
CLIENT_WORDS = frozenset(
    ("client", "cliente", "1", "3", "customer", "oui", "o", "x", "yes", "prospect client", "client prospect")
)
_NOBODY_WORDS = frozenset(("0", "non", "n", "no"))


class DetailsReader:
    """Builds the ContactDetails of a group of rows."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.differing: list[tuple[int, str, str]] = []
        """(row, heading, value) of cells that say otherwise than another row of the same contact."""
        self.emails: list[tuple[EmailAddress, ...]] = _together(columns, ("email", "work_email"))
        self.phones: list[tuple[PhoneNumber, ...]] = _together(
            columns, ("mobile", "phone", "home_phone", "work_phone", "fax")
        )
        self._addresses = _addresses(columns)
        self._tags = _together(columns, ("tags",))
        self._interests = _together(columns, ("interests",))
        self._headings = columns.headings
        self._singles = [
            (name, columns.values[(name, 1)], columns.headings.get((name, 1), name))
            for name in _SINGLE
            if (name, 1) in columns.values
        ]
        self._middle = columns.values.get(("middle_name", 1))
        self._first_contact = columns.values.get(("first_contact", 1))
        self._types = columns.values.get(("contact_type", 1))
        self._custom = [
            (field.removeprefix(CUSTOM_PREFIX), columns.headings[(field, slot)], values)
            for (field, slot), values in columns.values.items()
            if field.startswith(CUSTOM_PREFIX) and slot == 1
        ]

    def of(self, rows: list[int], has_purchases: bool) -> ContactDetails:
        """The contact of these rows: the first word of each field holds, all ways to reach it are kept."""
        first = rows[0]
        alone = len(rows) == 1
        said: dict[str, Any] = {}
        for name, values, heading in self._singles:
            value = values[first] if alone else self._agreed(rows, values, heading)
            if value:
                said[name] = value
        if self._middle is not None:
            middle = self._agreed(rows, self._middle, self._headings[("middle_name", 1)])
            if middle:
                said["first_name"] = f"{said.get('first_name', '')} {middle}".strip()
        if self._first_contact is not None:
            self._earliest(rows, self._first_contact, said)
        tags = self._tags[first] if alone else _union(self._tags, rows)
        if self._types is not None:
            tags = self._type_of(rows, said, tags, has_purchases)
        if "sex" not in said and "civility" in said:
            said["sex"] = "f" if said["civility"] == "mrs" else "m"
        if "kind" not in said and "company_name" in said and "last_name" not in said and "first_name" not in said:
            said["kind"] = COMPANY
        if self._custom:
            said["custom"] = {
                key: plain(value)
                for key, heading, values in self._custom
                if (value := self._agreed(rows, values, heading)) is not None
            }
        return ContactDetails(
            phones=self.phones[first] if alone else _distinct_phones(_union(self.phones, rows)),
            emails=self.emails[first] if alone else _distinct_emails(_union(self.emails, rows)),
            addresses=self._addresses[first] if alone else _distinct_addresses(_union(self._addresses, rows)),
            tags=tags,
            interests=self._interests[first] if alone else _union(self._interests, rows),
            **said,
        )

    def _agreed(self, rows: list[int], values: list[Any], heading: str) -> Any:
        """The first value of a field over the rows; others that differ go to the note."""
        value = None
        for row in rows:
            other = values[row]
            if not other or other == value:
                continue
            if value is None:
                value = other
            elif fold(str(other)) != fold(str(value)):
                self._columns.keep(row, heading, str(other))
                self.differing.append((row, heading, str(other)))
        return value

    def _earliest(self, rows: list[int], days: list[Any], said: dict[str, Any]) -> None:
        """The first of the days on which the contact was met; the others go to the note."""
        told = sorted({day for row in rows if (day := days[row])})
        if told:
            said["first_contact_on"] = told[0]
            for day in told[1:]:
                self._columns.keep(rows[0], self._headings[("first_contact", 1)], plain(day))

    def _type_of(
        self, rows: list[int], said: dict[str, Any], tags: tuple[str, ...], has_purchases: bool
    ) -> tuple[str, ...]:
        """The kind of contact; a word that is none of ours becomes a tag, and so does a client without a purchase."""
        found = list(tags)
        for row in rows:
            text = self._types[row] if self._types is not None else None
            if not text:
                continue
            word = fold(text)
            if word in _COMPANY_WORDS:
                said["kind"] = COMPANY if "company_name" in said or "first_name" not in said else PERSON
            elif word in PROSPECT_WORDS or word in _PERSON_WORDS or word in _NOBODY_WORDS:
                continue
            elif word not in CLIENT_WORDS or not has_purchases:
                found.append("Client" if word in ("1", "3", "oui", "o", "x", "yes") else text)
        if said.get("kind") == COMPANY and "company_name" not in said and "last_name" in said:
            said["company_name"] = said.pop("last_name")
        return tuple(dict.fromkeys(found))


def _together(columns: Columns, fields: tuple[str, ...]) -> list[Any]:
    """By row, the values of all the columns of these fields, one after the other, each once."""
    sources = [values for field in fields for _, values in columns.repeated.get(field, [])]
    if not sources:
        return [()] * columns.rows
    if len(sources) == 1:
        return [value or () for value in sources[0]]
    together = []
    for row in zip(*sources, strict=True):
        filled = [value for value in row if value]
        together.append(filled[0] if len(filled) == 1 else _reached(filled) if filled else ())
    return together


def _reached(values: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Several cells of one row: a number or an address that stands in two of them is kept once."""
    found: dict[str, Any] = {}
    for item in (item for value in values for item in value):
        found.setdefault(getattr(item, "number", None) or getattr(item, "address", None) or str(item), item)
    return tuple(found.values())


def _union(values: list[tuple[Any, ...]], rows: list[int]) -> tuple[Any, ...]:
    """The values of several rows, each once, in order."""
    return tuple(dict.fromkeys(item for row in rows for item in values[row]))


def _distinct_phones(phones: tuple[PhoneNumber, ...]) -> tuple[PhoneNumber, ...]:
    """Each number once."""
    return tuple({phone.number: phone for phone in reversed(phones)}.values())[::-1] if len(phones) > 1 else phones


def _distinct_emails(emails: tuple[EmailAddress, ...]) -> tuple[EmailAddress, ...]:
    """Each address once."""
    return tuple({email.address: email for email in reversed(emails)}.values())[::-1] if len(emails) > 1 else emails


def _distinct_addresses(addresses: tuple[PostalAddress, ...]) -> tuple[PostalAddress, ...]:
    """Each place once, however it is spelled; one that says no more than another is left out."""
    if len(addresses) < 2:
        return addresses
    kept: list[tuple[tuple[str, ...], PostalAddress]] = []
    for address in addresses:
        parts = _parts(address)
        if any(_says_all(other, parts) for other, _ in kept):
            continue
        kept = [(other, place) for other, place in kept if not _says_all(parts, other)]
        kept.append((parts, address))
    return tuple(address for _, address in kept)


def _parts(address: PostalAddress) -> tuple[str, ...]:
    """An address as it is compared."""
    country = "" if address.country == "FR" else fold(address.country)
    return (address.kind, fold(address.street), address.postcode, fold(address.town), fold(address.region), country)


def _says_all(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether every part of `other` is blank, or the same in `one`."""
    return all(not theirs or mine == theirs for mine, theirs in zip(one, other, strict=True))


# Where postcodes have four digits, ISO 3166-1: the column of postcodes is read before the country of each row is known.
FOUR_DIGITS = frozenset({"AT", "BE", "CH", "DK", "LI", "LU", "NO"})


def _addresses(columns: Columns) -> list[tuple[PostalAddress, ...]]:
    """By row, its postal addresses; a country alone is none, unless it is abroad."""
    by_kind: list[list[PostalAddress | None]] = []
    for prefix, kind in (("", "home"), ("work_", "work"), ("other_", "other")):
        names = [f"{prefix}{part}" for part in ("street", "postcode", "town", "region", "country")]
        if any((name, 1) in columns.values for name in names) or (
            not prefix and ("street_more" in columns.repeated or ("street_number", 1) in columns.values)
        ):
            by_kind.append(_places(columns, names, kind))
    if not by_kind:
        return [()] * columns.rows
    if len(by_kind) == 1:
        return [(address,) if address is not None else () for address in by_kind[0]]
    return [tuple([address for address in row if address is not None]) for row in zip(*by_kind, strict=True)]


def _places(columns: Columns, names: list[str], kind: str) -> list[PostalAddress | None]:
    """By row, its address of one kind."""
    streets, postcodes, towns, regions, countries = (columns.of(name) for name in names)
    if kind == "home":
        streets = _whole_streets(columns, streets)
    found: list[PostalAddress | None] = []
    for street, postcode, town, region, country in zip(streets, postcodes, towns, regions, countries, strict=True):
        if country in FOUR_DIGITS and postcode and len(postcode) == 5 and postcode.startswith("0"):
            postcode = postcode[1:]  # the zero that a French postcode would have lost
        if street or postcode or town or region or (country and country != "FR"):
            found.append(PostalAddress(street or "", postcode or "", town or "", region or "", country or "FR", kind))
        else:
            found.append(None)
    return found


def _whole_streets(columns: Columns, streets: list[Any]) -> list[Any]:
    """The street with its number and its further lines."""
    numbers = columns.values.get(("street_number", 1))
    more = [values for _, values in columns.repeated.get("street_more", [])]
    if numbers is None and not more:
        return streets
    whole = []
    for row, street in enumerate(streets):
        line = " ".join(part for part in ((numbers[row] if numbers else "") or "", street or "") if part)
        whole.append("\n".join(part for part in (line, *(values[row] or "" for values in more)) if part))
    return whole
