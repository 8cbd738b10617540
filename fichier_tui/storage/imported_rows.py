"""The rows of an import: those of new contacts written by the run, so that 100,000 cost seconds, not minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fichier_tui.domain.consent import BY_LIST, OPPOSED
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.import_plan import PlannedAction, PlannedContact
from fichier_tui.domain.own_field import refuse_sensitive
from fichier_tui.domain.text import clean_line, clean_text, fold
from fichier_tui.storage import models
from fichier_tui.storage.consents.oppositions import OppositionList, heed_oppositions
from fichier_tui.storage.contacts import write_reach
from fichier_tui.storage.details import PLAIN_COLUMNS
from fichier_tui.storage.models.base import public_ids
from fichier_tui.storage.operation import Operation
from fichier_tui.storage.rows import row_numbered

IMPORT_NOTE = "import"
_IDENTITY = ("public_id", "created_at", "created_by_id", "updated_at", "version", "deleted_at")
_ACTION_COLUMNS = (
    "contact_id", "kind", "subject", "day", "time", "minutes", "place", "priority", "note", "assigned_to_id", "state",
    "done_at", "done_by_id", "result", "created_at", "created_by_id", "public_id",
)  # fmt: skip
_PURCHASE_COLUMNS = (
    "contact_id", "product_id", "day", "quantity", "amount_cents", "cost_cents", "nights", "people", "note",
    "reference", "staff_id", "created_at", "public_id",
)  # fmt: skip


class WritingImport:
    """Writes what a plan holds, within one operation. Its texts were cleaned as they came in (`exchange`)."""

    def __init__(self, operation: Operation, custom_labels: dict[str, str], custom_purpose: str) -> None:
        self.operation = operation
        self.session = operation.session
        self.now = models.Contact.created_at.db_value(self.session.now())
        self.today = self.session.today.isoformat()
        self.staff = self.session.staff.id or None
        self.products = {row.name_key: row for row in models.Product.select()}
        self.tags = {(row.kind, row.name): row.id for row in models.Tag.select()}
        self.ids = public_ids(2**32)
        self.custom = self._custom_fields(custom_labels, custom_purpose)
        self.oppositions = OppositionList(self.session)

    def create(self, contacts: Sequence[PlannedContact], told: Callable[[float], None]) -> None:
        """The rows of new contacts, table by table."""
        columns = (*PLAIN_COLUMNS, *_IDENTITY)
        rows = [self._contact(contact) for contact in contacts]
        numbers = self.operation.create_many(models.Contact, columns, rows)
        told(0.2)
        numbered = [(number, contact.details) for number, contact in zip(numbers, contacts, strict=True)]
        self._reach(numbered)
        told(0.35)
        self._labels(numbered)
        self._custom_values(numbered)
        self._heed_oppositions(numbered)  # before the file's own are on the list
        self.add_history(list(zip(numbers, contacts, strict=True)))
        told(0.6)

    def update(self, contact: int, planned: PlannedContact, *, changed: bool) -> None:
        """Complete a contact that is known already."""
        if changed:
            row = row_numbered(models.Contact, contact)
            self.operation.change(row, **{name: getattr(planned.details, name) for name in PLAIN_COLUMNS})
            write_reach(self.operation, row, planned.details)
            self.operation.change(row, version=row.version + 1, updated_at=self.session.now())
            heed_oppositions(self.operation, contact, planned.details)
        self.add_history([(contact, planned)])

    def add_history(self, contacts: Sequence[tuple[int, PlannedContact]]) -> None:
        """Purchases, visits, actions, consents, behaviour and notes of contacts that have their number."""
        self._purchases(contacts)
        self._run(
            models.Visit,
            ("contact_id", "day", "time", "channel", "people", "note", "staff_id", "created_at", "public_id"),
            (
                (number, v.day.isoformat(), clean_line(v.time), v.channel, v.people, clean_text(v.note), self.staff,
                 self.now, next(self.ids))
                for number, contact in contacts for v in contact.visits
            ),
        )  # fmt: skip
        self._run(
            models.Action,
            _ACTION_COLUMNS,
            (self._action(number, action) for number, contact in contacts for action in contact.actions),
        )
        self._run(
            models.Consent,
            ("contact_id", "channel", "state", "day", "recorded_at", "medium", "staff_id", "proof", "public_id"),
            (
                (number, c.channel, c.state, c.day.isoformat(), self.now, c.medium, self.staff, clean_text(c.proof),
                 next(self.ids))
                for number, contact in contacts for c in contact.consents
            ),
        )  # fmt: skip
        self._keep_oppositions([contact for _number, contact in contacts])
        self._run(
            models.BehaviourEvent,
            ("contact_id", "kind", "day", "detail", "created_at", "public_id"),
            (
                (number, b.kind, b.day.isoformat(), clean_text(b.detail), self.now, next(self.ids))
                for number, contact in contacts
                for b in contact.behaviour
            ),
        )
        self._run(
            models.Note,
            ("contact_id", "kind", "day", "text", "staff_id", "created_at", "public_id"),
            (
                (number, kind, self.today, clean_text(text), self.staff, self.now, next(self.ids))
                for number, contact in contacts
                for kind, text in (*(("note", note) for note in contact.notes), (IMPORT_NOTE, contact.import_note))
                if text
            ),
        )

    def _keep_oppositions(self, contacts: Iterable[PlannedContact]) -> None:
        """What the foreign file says of oppositions goes on the list, which outlives the contacts."""
        said = (
            (contact.details, {c.channel: c.day for c in contact.consents if c.state == OPPOSED})
            for contact in contacts
        )
        self._run(
            models.Opposition,
            ("fingerprint", "channel", "day", "recorded_at", "public_id"),
            (
                (fingerprint, channel, day.isoformat(), self.now, next(self.ids))
                for details, closed in said
                if closed
                for fingerprint, channel, day in self.oppositions.add(details, closed)
            ),
        )

    def _heed_oppositions(self, contacts: Sequence[tuple[int, ContactDetails]]) -> None:
        """Whoever is on the list of oppositions comes in opposed, whatever the foreign file says."""
        if not self.oppositions.closed:
            return
        self._run(
            models.Consent,
            ("contact_id", "channel", "state", "day", "recorded_at", "medium", "staff_id", "proof", "public_id"),
            (
                (number, channel, OPPOSED, day.isoformat(), self.now, BY_LIST, self.staff, "", next(self.ids))
                for number, details in contacts
                for channel, day in self.oppositions.closes(details).items()
            ),
        )

    def remember_mapping(self, signature: str, mapping: str) -> None:
        """How this kind of file was read, for the next one."""
        row = models.ImportMapping.get_or_none(models.ImportMapping.signature == signature)
        if row is None:
            self.operation.create(
                models.ImportMapping, signature=signature, mapping=mapping, used_at=self.session.now()
            )
        elif row.mapping != mapping:
            self.operation.change(row, mapping=mapping, used_at=self.session.now())

    def _contact(self, contact: PlannedContact) -> tuple[object, ...]:
        plain = [getattr(contact.details, name) for name in PLAIN_COLUMNS]
        # Whoever said yes in 2019 was met in 2019, not on the day on which the list came in (CONSENT R02).
        told = [consent.day.isoformat() for consent in contact.consents]
        day = contact.details.first_contact_on
        first = min((self.today, *told)) if day is None else day.isoformat()
        plain[PLAIN_COLUMNS.index("first_contact_on")] = first
        return (*plain, next(self.ids), self.now, self.staff, self.now, 1, None)

    def _reach(self, contacts: Sequence[tuple[int, ContactDetails]]) -> None:
        self._run(
            models.Phone,
            ("contact_id", "number", "kind", "position"),
            ((number, p.number, p.kind, place) for number, d in contacts for place, p in enumerate(d.phones)),
        )
        self._run(
            models.Email,
            ("contact_id", "address", "kind", "position"),
            ((number, e.address, e.kind, place) for number, d in contacts for place, e in enumerate(d.emails)),
        )
        self._run(
            models.Address,
            ("contact_id", "street", "postcode", "town", "region", "country", "kind", "position"),
            (
                (number, a.street, a.postcode, a.town, a.region, a.country, a.kind, place)
                for number, d in contacts
                for place, a in enumerate(d.addresses)
            ),
        )

    def _labels(self, contacts: Sequence[tuple[int, ContactDetails]]) -> None:
        self._run(
            models.ContactTag,
            ("contact_id", "tag_id"),
            [
                (number, self._tag(kind, name))
                for number, details in contacts
                for kind, names in (("tag", details.tags), ("interest", details.interests))
                for name in names
            ],
        )

    def _custom_values(self, contacts: Sequence[tuple[int, ContactDetails]]) -> None:
        self._run(
            models.CustomValue,
            ("contact_id", "field_id", "value"),
            (
                (number, self.custom[key], value)
                for number, details in contacts
                for key, value in details.custom.items()
                if value and key in self.custom
            ),
        )

    def _purchases(self, contacts: Sequence[tuple[int, PlannedContact]]) -> None:
        rows: list[tuple[object, ...]] = []
        for number, contact in contacts:
            for p in contact.purchases:
                product = self._product(p.product)
                cost = None
                if product is not None and product.cost_cents is not None:
                    cost = product.cost_cents * p.quantity * ((p.nights or 1) if product.by_night else 1)
                rows.append(
                    (
                        number, None if product is None else product.id, p.day.isoformat(), p.quantity, p.amount_cents,
                        cost, p.nights, p.people, clean_text(p.note), clean_line(p.reference), self.staff, self.now,
                        next(self.ids),
                    )
                )  # fmt: skip
        self._run(models.Purchase, _PURCHASE_COLUMNS, rows)

    def _action(self, number: int, action: PlannedAction) -> tuple[object, ...]:
        details = action.details
        done = (self.now, self.staff) if action.state == "done" else (None, None)
        return (
            number, details.kind, clean_line(details.subject), None if details.day is None else details.day.isoformat(),
            clean_line(details.time), details.minutes, clean_line(details.place), details.priority,
            clean_text(details.note), self.staff, action.state, *done, "", self.now, self.staff, next(self.ids),
        )  # fmt: skip

    def _product(self, name: str) -> models.Product | None:
        name = clean_line(name)
        key = fold(name) or name
        if not key:
            return None
        known: models.Product | None = self.products.get(key)
        if known is None:
            known = self.products[key] = self.operation.create(models.Product, name=name, name_key=key)
        return known

    def _tag(self, kind: str, name: str) -> int:
        if (kind, name) not in self.tags:
            self.tags[kind, name] = self.operation.create(models.Tag, kind=kind, name=name).id
        return int(self.tags[kind, name])

    def _custom_fields(self, labels: dict[str, str], purpose: str) -> dict[str, int]:
        fields = {row.key: row.id for row in models.CustomField.select()}
        for key, label in labels.items():
            if key not in fields:
                refuse_sensitive(label)
                row = self.operation.create(
                    models.CustomField, key=key, label=clean_line(label), kind="text", purpose=clean_text(purpose)
                )
                fields[key] = row.id
        return fields

    def _run(self, table: type[models.Table], columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        self.operation.create_many(table, columns, list(rows))
