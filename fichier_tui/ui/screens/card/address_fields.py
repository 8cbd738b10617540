"""Postcode and town while they are typed: each proposes what goes with the other, and fills it where there is one.

What somebody typed is never replaced; what was filled in here follows what it was filled in for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.commune import town_key
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Place, Session, find_places, postcodes_of_town, towns_of_postcode
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.form import Form
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.facts import HOME_COUNTRY
from fichier_tui.ui.widgets.choosers import Suggestion
from fichier_tui.ui.widgets.proposed import ProposedInput

POSTCODE, TOWN = "postcode", "town"
_SHORTEST = 2
# A French postcode: with fewer digits there is nothing to fill in yet.
_WHOLE = 5


class AddressFields:
    """The postcodes and towns of one form; `form` is set once the form is there."""

    KEYS = (f"{POSTCODE}_", f"{TOWN}_")

    def __init__(self, app: FichierApp) -> None:
        self.app = app
        self.form = Form(())
        self._filled: dict[str, str] = {}
        """What stands in a field because it was filled in here, by the key of the field."""
        self._typed_over: set[str] = set()
        """The fields that somebody edited, if only to empty them."""

    # What the lists hold

    async def postcodes(self, place: int, typed: str) -> Sequence[Suggestion]:
        """Those of the town that is typed already; else those that begin so, each with its town."""
        town = self._typed(TOWN, place)
        if town and not typed:
            return [Suggestion("", code, town) for code in await self._ask_texts(postcodes_of_town, town)]
        if len(typed) < _SHORTEST:
            return ()
        if len(typed) == _WHOLE and len(towns := await self._ask_texts(towns_of_postcode, typed)) > 1:
            return [Suggestion(town, typed, town) for town in towns]
        places = [one for one in await self._ask_places(typed) if one.postcode.startswith(typed)]
        return _grouped([(one.postcode, one.town) for one in places])

    async def towns(self, place: int, typed: str) -> Sequence[Suggestion]:
        """Those of the postcode that is typed already; else those whose name begins so, each with its postcode."""
        postcode, key = self._typed(POSTCODE, place), town_key(typed)
        if postcode:
            towns = await self._ask_texts(towns_of_postcode, postcode)
            fitting = [town for town in towns if f" {key}" in f" {town_key(town)}"]
            if fitting or not typed:
                return [Suggestion("", town, postcode) for town in fitting or towns]
        if len(key) < _SHORTEST:
            return ()
        return _grouped([(one.town, one.postcode) for one in await self._ask_places(typed)])

    # What follows what

    async def edited(self, key: str) -> None:
        """A field was edited: fill in what goes with it."""
        name, _sign, place = key.rpartition("_")
        # Only what was typed: a contact that is opened is not changed by that.
        if key not in self.form.draft():
            return
        other = f"{TOWN if name == POSTCODE else POSTCODE}_{place}"
        entry = self.form.entry(key)
        if self._filled.get(key) != entry.answer:
            self._filled.pop(key, None)
            self._typed_over.add(key)
        if self._stands(other):
            return
        taken = entry.taken_from
        meant = taken.code if taken is not None and taken.code else await self._only(name, entry.answer)
        if self.form.entry(key) is entry and not self._stands(other):
            self._fill(other, meant)

    async def completed(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The answers with the towns that are not filled in yet: the key that saves may come before them."""
        draft = self.form.draft()
        for key in [key for key in draft if key.startswith(f"{POSTCODE}_")]:
            town = f"{TOWN}_{key.rpartition('_')[2]}"
            if not answers[town] and town not in self._typed_over:
                answers = answers | {town: await self._only(POSTCODE, answers[key])}
        return answers

    async def doubts(self, details: ContactDetails, before: ContactDetails) -> Content:
        """What to look at again once the contact is saved: a new town that is none of its postcode's; or nothing."""
        for place in details.addresses:
            if place in before.addresses or not place.town or place.country not in ("", HOME_COUNTRY):
                continue
            towns = await self._ask_texts(towns_of_postcode, place.postcode)
            if towns and town_key(place.town) not in {town_key(town) for town in towns}:
                words = _("? {town} is not in {postcode}").format(town=place.town, postcode=place.postcode)
                return Content(" · ").append(shown(words))
        return Content("")

    async def _only(self, name: str, typed: str) -> str:
        """The one that goes with what is typed; "" where there is none or there are several."""
        if name == POSTCODE:
            found = await self._ask_texts(towns_of_postcode, typed) if len(typed) == _WHOLE else ()
        else:
            found = await self._ask_texts(postcodes_of_town, typed)
        return found[0] if len(found) == 1 else ""

    def entered(self, widget: Widget) -> None:
        """A field has the cursor: an empty town whose postcode is that of several shows them."""
        for key, field in self.form.fields.items():
            if field.entry is widget and isinstance(widget, ProposedInput) and key.startswith(f"{TOWN}_"):
                if not widget.typed and self._typed(POSTCODE, int(key.rpartition("_")[2])):
                    widget.action_list_down()
                return

    def _stands(self, key: str) -> bool:
        """Whether somebody typed in a field, or it came with the contact."""
        answer = self.form.entry(key).answer
        return bool(answer) and answer != self._filled.get(key)

    def _fill(self, key: str, text: str) -> None:
        if text != self.form.entry(key).answer:
            self._filled[key] = text
            entry = self.form.entry(key)
            entry.set_answer(text)
            if entry.has_focus:  # what is typed next takes its place, as it would have a moment ago
                entry.action_select_all()

    def _typed(self, name: str, place: int) -> str:
        """What stands in a field by somebody's hand."""
        key = f"{name}_{place}"
        return str(self.form.entry(key).answer) if key in self.form.fields and self._stands(key) else ""

    async def _ask_texts(self, verb: Callable[[Session, str], tuple[str, ...]], text: str) -> tuple[str, ...]:
        try:
            return await self.app.ask(verb, text)
        except Refusal:  # a question that was stopped by the next letter
            return ()

    async def _ask_places(self, typed: str) -> Sequence[Place]:
        try:
            return await self.app.ask(find_places, typed)
        except Refusal:
            return ()


def _grouped(pairs: Sequence[tuple[str, str]]) -> list[Suggestion]:
    """A line for each of the first texts; where one second text goes with it, taking it takes both."""
    together: dict[str, list[str]] = {}
    for first, second in pairs:
        together.setdefault(first, []).append(second)
    return [
        Suggestion(others[0] if len(others) == 1 else "", first, ", ".join(others))
        for first, others in together.items()
    ]
