"""What happened with a contact, from the columns of its rows: purchases, visits, actions, consents, behaviour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from fichier_tui.domain import import_plan as reasons
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.import_fields import heading_key
from fichier_tui.domain.import_plan import PlannedAction, PlannedBehaviour, PlannedConsent, Refused
from fichier_tui.domain.import_values import action_kind, plain
from fichier_tui.domain.text import clean_line, fold
from fichier_tui.exchange.import_cells import Columns
from fichier_tui.exchange.import_proofs import Unheard
from fichier_tui.exchange.table import Table

_CHANNELS = ("email", "sms", "phone", "post")
_FINE = frozenset(("ok", "confirmed", "confirme", "confirmee", "paid", "paye", "payee"))
_GOODS = ("amount", "product", "reference")
_SINGLE = (
    "visit_day",
    "last_contact",
    "appointment",
    "offer_day",
    "offer_kind",
    "action_done",
    "action_day",
    "to_do",
    "to_do_day",
    "optin_email_time",
    "confirm_email_time",
    "unsub_email_time",
    "consent_day",
    "first_contact",
)
_NIGHTS_LIMIT = 3_650


@dataclass(slots=True)
class Happened:
    """Everything of one contact that has a day. Not frozen: it lives for one turn of a loop of 100,000."""

    purchases: tuple[PurchaseDetails, ...] = ()
    visits: tuple[VisitDetails, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    consents: tuple[PlannedConsent, ...] = ()
    behaviour: tuple[PlannedBehaviour, ...] = ()

    @property
    def client_words(self) -> bool:
        """Whether "Client" in the file says no more than the purchases do."""
        return bool(self.purchases)


class EventsReader:
    """Builds what happened with the contact of a group of rows."""

    def __init__(self, columns: Columns, table: Table, today: dt.date, *, unheard: Unheard) -> None:
        self._columns, self._table, self._today, self._unheard = columns, table, today, unheard
        slots = sorted({slot for name, slot in columns.values if name.startswith("purchase_")})
        self._slots = [
            {
                part: columns.of(f"purchase_{part}", slot)
                for part in ("day", "end", "nights", "people", "amount", "product", "quantity", "reference", "status")
            }
            for slot in slots
        ]
        if (
            self._slots
            and all(day is None for day in self._slots[0]["day"][:1])
            and ("purchase_day", 1) not in columns.values
        ):
            self._slots[0]["day"] = columns.blanks
        for slot in self._slots[1:]:
            if all(day is None for day in slot["day"]):
                slot["day"] = self._slots[0]["day"]
        self._single = {name: columns.values[(name, 1)] for name in _SINGLE if (name, 1) in columns.values}
        self._has_visits = "visit_day" in self._single or "last_contact" in self._single
        self._has_actions = any(
            name in self._single
            for name in ("appointment", "offer_day", "offer_kind", "action_done", "action_day", "to_do", "to_do_day")
        )
        self._behaviour = [
            (kind, heading, values)
            for field, kind in (("behaviour_form", "form"), ("behaviour_page", "page"))
            for heading, values in columns.repeated.get(field, [])
        ]
        self._asked = [
            (channel, state, heading, values)
            for state in ("given", "opposed")
            for channel in _CHANNELS
            for heading, values in columns.repeated.get(f"{'consent' if state == 'given' else 'opposed'}_{channel}", [])
        ]
        self._proofs = columns.repeated.get("consent_proof", [])
        self._has_newsletter = bool(self._proofs) or any(
            name in self._single for name in ("optin_email_time", "confirm_email_time", "unsub_email_time")
        )
        self._has_consents = bool(self._asked) or self._has_newsletter or "consent_day" in self._single
        self._same: dict[tuple[str, str, dt.date, str, str], PlannedConsent] = {}

    def of(self, rows: list[int]) -> Happened:
        """What happened with the contact of these rows."""
        purchases: list[PurchaseDetails] = []
        behaviour: list[PlannedBehaviour] = []
        for row in rows:
            for place, slot in enumerate(self._slots):
                self._purchase(row, place + 1, slot, purchases, behaviour)
        actions = self._actions(rows) if self._has_actions else ()
        consents = self._consents(rows) if self._has_consents else ()
        for kind, _, values in self._behaviour:
            behaviour += [PlannedBehaviour(kind, self._day_of(row), plain(values[row])) for row in rows if values[row]]
        return Happened(
            tuple(purchases),
            self._visits(rows),
            actions,
            consents,
            tuple(dict.fromkeys(behaviour)) if behaviour else (),
        )

    def _value(self, name: str, row: int) -> Any:
        """The value of a single field, None where no column fills it."""
        values = self._single.get(name)
        return values[row] if values is not None else None

    def _day_of(self, row: int) -> dt.date:
        """The day that stands for a row: its first contact, its first purchase, or that of the import."""
        day = self._value("first_contact", row) or (self._slots[0]["day"][row] if self._slots else None)
        return day or self._today

    def _purchase(
        self,
        row: int,
        number: int,
        slot: dict[str, list[Any]],
        purchases: list[PurchaseDetails],
        behaviour: list[PlannedBehaviour],
    ) -> None:
        """The purchase of a row, if it has one; a booking that was cancelled is behaviour, and no purchase."""
        day = slot["day"][row]
        amount, product = slot["amount"][row], slot["product"][row]
        if not day:
            self._dayless(row, number, slot)
            return
        status = slot["status"][row]
        if status and _is_cancelled(status):
            words = [slot["reference"][row], status, product, self._written(row, number, "amount")]
            behaviour.append(PlannedBehaviour("booking", day, " · ".join(plain(word) for word in words if word)))
            for part in ("end", "nights", "people", "quantity"):
                self._keep(row, number, part, slot)
            return
        nights = slot["nights"][row]
        end = slot["end"][row]
        if end:
            stay = (end - day).days
            if nights is None and 0 <= stay <= _NIGHTS_LIMIT:
                nights = stay
            elif nights != stay:
                self._keep(row, number, "end", slot)
        quantity = slot["quantity"][row]
        purchases.append(
            PurchaseDetails(
                day=day,
                product=product or "",
                amount_cents=amount or 0,
                quantity=quantity if quantity else 1,
                nights=nights,
                people=slot["people"][row],
                note=status if status and fold(status) not in _FINE else "",
                reference=slot["reference"][row] or "",
            )
        )

    def _dayless(self, row: int, number: int, slot: dict[str, list[Any]]) -> None:
        """Goods with no day are no purchase that could be entered: kept in the note, and reported."""
        for part in slot:
            if part != "day" and slot[part][row] not in (None, ""):
                heading, text = self._keep(row, number, part, slot)
                if part in _GOODS:
                    self._columns.refused.append(Refused(self._table.rows[row] + 1, heading, reasons.CELL_NO_DAY, text))

    def _keep(self, row: int, number: int, part: str, slot: dict[str, list[Any]]) -> tuple[str, str]:
        """Keep a part of a purchase in the note, as the file has it."""
        heading = self._columns.headings.get((f"purchase_{part}", number), part)
        text = self._written(row, number, part)
        if slot[part][row] not in (None, ""):
            self._columns.keep(row, heading, text)
        return heading, text

    def _written(self, row: int, number: int, part: str) -> str:
        """A cell of a purchase as the file has it."""
        return self._raw(row, f"purchase_{part}", number)

    def _visits(self, rows: list[int]) -> tuple[VisitDetails, ...]:
        """Visits and last contacts, each day once."""
        found = [
            VisitDetails(day=day, channel=channel)
            for name, channel in (("visit_day", "counter"), ("last_contact", "other"))
            if name in self._single
            for row in rows
            if (day := self._single[name][row])
        ]
        return tuple(dict.fromkeys(found)) if found else ()

    def _actions(self, rows: list[int]) -> tuple[PlannedAction, ...]:
        """What was done and what is to be done: appointments, offers, actions, things to do; each once."""
        found: list[PlannedAction] = []
        for row in rows:
            appointment = self._value("appointment", row)
            if appointment:
                found.append(self._action(ActionDetails("appointment", day=appointment)))
            offer, offered = self._value("offer_kind", row), self._value("offer_day", row)
            if offer or offered:
                found.append(self._action(ActionDetails("offer", subject=clean_line(offer or ""), day=offered or None)))
            done = self._value("action_done", row)
            if done:
                day = self._value("action_day", row) or None
                found.append(PlannedAction(ActionDetails(action_kind(done), subject=clean_line(done), day=day), "done"))
            elif self._value("action_day", row):
                self._keep_single(row, "action_day")
            to_do = self._value("to_do", row)
            if to_do or self._value("to_do_day", row):
                text = to_do or ""
                day = self._value("to_do_day", row) or None
                found.append(
                    PlannedAction(
                        ActionDetails(
                            action_kind(text),
                            subject=clean_line(text),
                            day=day,
                            note=text if clean_line(text) != text else "",
                        )
                    )
                )
        return tuple(dict.fromkeys(found))

    def _action(self, details: ActionDetails) -> PlannedAction:
        """An action that is done if its day has passed."""
        return PlannedAction(details, "done" if details.day is not None and details.day < self._today else "open")

    def _consents(self, rows: list[int]) -> tuple[PlannedConsent, ...]:
        """The consents of a contact, each state of a channel once, in the order of their days; a doubt is a no."""
        found: dict[tuple[str, str], PlannedConsent] = {}
        for row in rows:
            day = self._value("consent_day", row) or self._today
            for channel, state, heading, values in self._asked:
                answer = values[row]
                if answer is None:
                    continue
                said, words = answer
                if state == "opposed" and said is False:
                    continue
                if said and state == "given" and row in self._unheard[channel]:
                    continue
                told = state if said else "refused"
                if (channel, told) not in found:
                    found[channel, told] = self._consent(channel, told, day, heading, words)
            if self._value("consent_day", row) and not any(values[row] is not None for *_, values in self._asked):
                self._keep_single(row, "consent_day")
            if self._has_newsletter:
                self._newsletter(row, found)
        if not found:
            return ()
        for channel in _CHANNELS if len(found) > 1 else ():
            if (channel, "given") in found and ((channel, "refused") in found or (channel, "opposed") in found):
                self._columns.kept.setdefault(rows[0], []).append(found.pop((channel, "given")).proof)
            if (channel, "confirmed") in found and (channel, "refused") in found:
                self._columns.kept.setdefault(rows[0], []).append(found.pop((channel, "confirmed")).proof)
        return tuple(sorted(found.values(), key=_day_of_consent))

    def _keep_single(self, row: int, name: str) -> None:
        """Keep a day that says nothing without its neighbour in the note."""
        heading = self._columns.headings[(name, 1)]
        self._columns.keep(row, heading, self._raw(row, name))

    def _consent(self, channel: str, state: str, day: dt.date, heading: str, words: str) -> PlannedConsent:
        """A consent; most say the same as another, and are one object."""
        key = (channel, state, day, heading, words)
        consent = self._same.get(key)
        if consent is None:
            consent = self._same[key] = PlannedConsent(channel, state, day, f"{heading} = {words}")
        return consent

    def _newsletter(self, row: int, found: dict[tuple[str, str], PlannedConsent]) -> None:
        """What a newsletter program tells: opted in, confirmed (the proof of a double opt-in), unsubscribed."""
        proofs = [(heading, plain(values[row])) for heading, values in self._proofs if values[row]]
        asked = self._value("optin_email_time", row)
        confirmed = self._value("confirm_email_time", row)
        left = self._value("unsub_email_time", row)
        told_leaving = [f"{heading} = {text}" for heading, text in proofs if heading_key(heading).startswith("unsub")]
        if left is None and (told_leaving or self._raw(row, "unsub_email_time")):
            left = self._today  # it left on a day that cannot be read
        told_coming = [
            f"{heading} = {text}" for heading, text in proofs if not heading_key(heading).startswith("unsub")
        ]
        if asked or confirmed:
            state = "confirmed" if confirmed else "given"
            told_coming = [self._line(row, "optin_email_time"), self._line(row, "confirm_email_time"), *told_coming]
            if row not in self._unheard["email"]:
                self._take_consent(row, found, state, confirmed or asked, told_coming)
                told_coming = []
        if left:
            proof = [self._line(row, "unsub_email_time"), *told_leaving]
            told_leaving = []
            self._take_consent(row, found, "opposed", left, proof)
        for line in filter(None, (*told_coming, *told_leaving)):
            self._columns.kept.setdefault(row, []).append(line)

    def _take_consent(
        self, row: int, found: dict[tuple[str, str], PlannedConsent], state: str, day: dt.date, proof: list[str]
    ) -> None:
        """A state of e-mail with its proof; where another column said it already, the proof is kept in the note."""
        lines = [line for line in proof if line]
        if ("email", state) in found:
            self._columns.kept.setdefault(row, []).extend(lines)
        else:
            found["email", state] = PlannedConsent("email", state, day, "\n".join(lines))

    def _line(self, row: int, name: str) -> str:
        """A cell as the file has it, with its heading; "" where it is blank."""
        heading = self._columns.headings.get((name, 1), "")
        text = self._raw(row, name)
        return f"{heading} = {text}" if text else ""

    def _raw(self, row: int, field: str, slot: int = 1) -> str:
        """What the file has in the cell that fills a field; in all of them where the user chose several."""
        places = self._columns.sources.get((field, slot), [])
        texts = (plain(self._table.columns[place].cell(row)) for place in places)
        return " / ".join(dict.fromkeys(text for text in texts if text))


def _day_of_consent(consent: PlannedConsent) -> dt.date:
    """By what consents are ordered."""
    return consent.day


def _is_cancelled(status: str) -> bool:
    """Whether the words of a booking say that nobody came."""
    words = fold(status)
    return "cancel" in words or "annul" in words or words in ("no show", "noshow")
