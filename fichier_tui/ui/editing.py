"""A form that corrects what others may correct at the same time: it says so while one types, and loses nothing.

A form makes an `Editing` of what it corrects, fills its fields with `await editing.begin()`, writes by
`await editing.save(details)`, and shows what `await editing.look()` says when the file changed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.content import Content

from fichier_tui.domain.concurrent_edit import BOTH, MINE, THEIRS, Clash, EditClash, changed_fields, merge_edits
from fichier_tui.domain.contact import EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.domain.segment import read_segment, write_segment
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.concurrent_edit import Begun, Editable, Key, begin_edit, save_edit, saved_since, writers_since
from fichier_tui.storage.drafts import who_types
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import PHONE_KINDS, word
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.safe import shown
from fichier_tui.ui.segment_words import language
from fichier_tui.ui.widgets.reach import email_answer, usual_kind

if TYPE_CHECKING:
    from fichier_tui.storage import Session
    from fichier_tui.ui.form import Form
    from fichier_tui.ui.keyed_screen import KeyedScreen

T = TypeVar("T")

# The field of a form under which a field of the details is typed, where they are not called alike.
_TYPED_AS = {
    "phones": "phone_0", "emails": "email_0", "amount_cents": "amount", "weeks_ahead": "ahead",
    "weeks_around": "around", "pause_seconds": "pause", "known_at": "day",
}  # fmt: skip
_CALLED = {
    "addresses": N_("Address"), "custom": N_("Own fields"), "conditions": N_("Conditions"),
    "cnil_at": N_("CNIL told"), "cnil_completed_at": N_("CNIL told"),
}  # fmt: skip
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)")


class Editing(Generic[T]):
    """What a form corrects, from the moment it was read until it is saved."""

    def __init__(self, screen: KeyedScreen[Any], what: Editable[T], key: Key, form: Callable[[], Form]) -> None:
        """`form` gives the fields as they are now: their labels and the words of their choices are used."""
        self.screen, self.what, self.key, self.form = screen, what, key, form
        self.begun: Begun[T] | None = None
        self.typing: tuple[str, ...] = ()
        """Who else has something typed in the same form, and not saved."""
        self.told = Content("")
        """After saving, what came from others, to stand after what is said to be done."""

    @property
    def details(self) -> T:
        """What the form was filled with. Only after `begin`."""
        assert self.begun is not None
        return self.begun.details

    async def begin(self) -> T:
        """Read what is to be corrected. Raises Refusal."""
        self.begun = await self.screen.fichier.ask(begin_edit, self.what, self.key)
        return self.details

    async def see_who_types(self, draft: str) -> bool:
        """Look who else has something typed in the same form, by the key of its draft; whether that changed."""
        before, self.typing = self.typing, await self.screen.fichier.ask(who_types, draft) if draft else ()
        return self.typing != before

    def typing_words(self) -> str:
        """ "Léa is typing here too"; empty where nobody is."""
        words = ngettext("{who} is typing here too", "{who} are typing here too", len(self.typing))
        return words.format(who=_names(self.typing)) if self.typing else ""

    async def look(self, mine: Callable[[], T] | None = None) -> Content | None:
        """What others saved since the form was filled, in a sentence; None where nothing. Raises Refusal.

        `mine` gives what is typed by now: the sentence then says whether one will have to choose.
        """
        if self.begun is None:
            return None
        seen = await self.screen.fichier.ask(saved_since, self.what, self.key, self.begun)
        if seen is None:
            return None
        if mine is None:
            sentence = ngettext(
                "{who} saved this meanwhile: {fields}. Nothing is lost: saving keeps both, or lets you choose.",
                "{who} saved this meanwhile: {fields}. Nothing is lost: saving keeps all, or lets you choose.",
                len(seen.who),
            )
        elif merge_edits(self.details, self.what.clean(mine()), seen.details).clashes:
            sentence = ngettext(
                "{who} saved this meanwhile: {fields}. You changed the same: saving lets you choose.",
                "{who} saved this meanwhile, one after the other: {fields}. You changed the same: "
                "saving lets you choose.",
                len(seen.who),
            )
        else:
            sentence = ngettext(
                "{who} saved this meanwhile: {fields}. Nothing is lost: saving puts both together.",
                "{who} saved this meanwhile: {fields}. Nothing is lost: saving puts all together.",
                len(seen.who),
            )
        return shown(sentence.format(who=_names(seen.who), fields=self._fields(seen.fields, seen.details)))

    async def since_draft(self, kept_at: dt.datetime) -> Content | None:
        """Who saved it since a draft of it was kept, in a sentence; None where nobody did. Raises Refusal."""
        who = await self.screen.fichier.ask(writers_since, self.what, self.key, kept_at)
        sentence = ngettext(
            "{who} saved this since the draft was typed: look at it again before you save.",
            "{who} saved this since the draft was typed, one after the other: look at it again before you save.",
            len(who),
        )
        return shown(sentence.format(who=_names(who))) if who else None

    async def save(self, mine: T, write: Callable[[Session, Any, T], object] | None = None) -> bool:
        """Save together with what others saved; what both changed is asked, one thing at a time. In a worker only.

        False where one went back to the form: nothing is written, what was typed stands. Raises Refusal.
        """
        begun, typed = self.begun, mine
        assert begun is not None
        while True:
            try:
                saved = await self.screen.fichier.ask(save_edit, self.what, self.key, begun, mine, write=write)
                break
            except EditClash as clash:
                choices = await self._choose(clash)
                if choices is None:
                    return False
                mine = merge_edits(begun.details, self.what.clean(mine), clash.theirs, choices).merged
                begun = Begun(clash.theirs, clash.entry)
                who = clash.who
                self.told = self._told(who, typed, mine)
        if saved.taken:
            self.told = self._told(saved.who, typed, saved.details)
        return True

    def _told(self, who: tuple[str, ...], typed: T, saved: T) -> Content:
        names = changed_fields(self.what.clean(typed), saved)
        if not names:
            return Content("")
        words = _("with what {who} changed: {fields}")
        return Content(" · ") + shown(words.format(who=_names(who), fields=self._fields(names, saved)))

    # Choosing

    async def _choose(self, clash: EditClash) -> Mapping[tuple[str, ...], str] | None:
        """Ask about each thing that both changed; None as soon as one leaves."""
        choices = {}
        for number, one in enumerate(clash.clashes, 1):
            question = self._question(one, _names(clash.who), number, len(clash.clashes))
            answer = await self.screen.app.push_screen_wait(question)
            if answer is None:
                return None
            choices[one.path] = answer
        return choices

    def _question(self, clash: Clash, who: str, number: int, count: int) -> Question:
        label, words = self.label(clash.path), partial(self.value_words, clash.path)
        title = label if count == 1 else f"{label} ({number}/{count})"
        body = [
            shown(_("{who} saved this meanwhile, you typed something else. Nothing is written yet.").format(who=who)),
            shown(_("Before: {value}").format(value=words(clash.before)), "$text-muted"),
        ]
        choices = [
            Choice(MINE, _("Mine: {value}").format(value=words(clash.mine)), "1"),
            Choice(THEIRS, _("{who}: {value}").format(who=who, value=words(clash.theirs)), "2"),
        ]
        if clash.may_keep_both:
            choices.append(Choice(BOTH, _("Both, one after the other"), "3"))
        return Question(shown(title), Content("\n").join(body), choices)

    # Words

    def label(self, path: tuple[str, ...]) -> str:
        """What the form calls a field, in the language of the moment; an own field by its name."""
        labels = {spec.key: spec.label for spec in self.form().specs}
        if path[0] == "custom" and len(path) > 1 and f"own_{path[1]}" in labels:
            return labels[f"own_{path[1]}"]
        return _(_CALLED.get(path[0]) or labels.get(_TYPED_AS.get(path[0], path[0])) or path[0])

    def _fields(self, names: tuple[str, ...], now: T) -> str:
        """ "Telephone, Town": own fields by their names."""
        labels: list[str] = []
        for name in names:
            before, after = getattr(self.details, name), getattr(now, name)
            if name == "custom":
                changed = [key for key in {**before, **after} if before.get(key, "") != after.get(key, "")]
                labels += [self.label((name, key)) for key in changed] or [self.label((name,))]
            else:
                labels.append(self.label((name,)))
        return ", ".join(labels)

    def value_words(self, path: tuple[str, ...], value: Any) -> str:
        """A value as it is read: days and money as everywhere, a code by its word, "—" for nothing."""
        if isinstance(value, tuple):
            return ", ".join(self.value_words(path, one) for one in value if one not in (None, "")) or "—"
        match value:
            case None | "":
                return "—"
            case PhoneNumber(number, kind):
                return " ".join((_number_words(number), *([] if kind == usual_kind(number) else [_kind_words(kind)])))
            case EmailAddress():
                return email_answer(value)
            case PostalAddress():
                return ", ".join(filter(None, (value.street, f"{value.postcode} {value.town}".strip())))
            case OwnFieldDetails():
                return value.label
            case dt.date():
                return written.day(value)
            case int() if path[-1].endswith("_cents"):
                return written.money(value)
        if path == ("conditions",):
            return write_segment(read_segment(str(value)), language())
        return self._word_of_choice(path, str(value)) or _as_written(path, str(value))

    def _word_of_choice(self, path: tuple[str, ...], code: str) -> str:
        name = f"own_{path[-1]}" if path[0] == "custom" else path[0]
        field = self.form().fields.get(name)
        choices = () if field is None else getattr(field.entry, "choices", ())
        return next((_(choice.words) for choice in choices if choice.code == code), "")


def _as_written(path: tuple[str, ...], text: str) -> str:
    """What the file keeps as a code, as the card shows it: a telephone, a birth, an hour, the day of an own field."""
    match path:
        case ("phones", *_rest, "number"):
            return _number_words(text)
        case (("phones" | "emails"), *_rest, "kind"):
            return _kind_words(text)
        case ("birth",):
            return written.birth_day(text) or text
        case ("time",):
            return written.clock(text)
        case ("custom", _key) if _DAY.fullmatch(text):
            return written.day(dt.date.fromisoformat(text))
    return text


def _number_words(number: str) -> str:
    return written.phone(number) if number.startswith("+") else number


def _kind_words(kind: str) -> str:
    return word(PHONE_KINDS, kind)


def _names(who: tuple[str, ...]) -> str:
    """ "Léa", "Léa, Marc"; somebody where the name is not known."""
    return ", ".join(who) or _("Somebody")
