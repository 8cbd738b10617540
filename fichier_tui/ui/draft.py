"""What is typed in a form and not saved yet: kept in the encrypted file every few seconds, put back with the form."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.content import Content

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _, ngettext
from fichier_tui.storage import KeptDraft, drop_draft, keep_draft, leave_draft, read_draft, take_draft
from fichier_tui.ui import format as written
from fichier_tui.ui.safe import shown
from fichier_tui.ui.widgets.status_line import NOTE, REFUSED
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp
    from fichier_tui.ui.keyed_screen import KeyedScreen


WORTH_KEEPING = 2
"""Characters typed in one field from which a draft is kept: a key struck by mistake is one, "ok" is an answer."""


def worth_keeping(typed: dict[str, str]) -> bool:
    """Whether something would be lost: more than one field changed, two characters in one, or any figure."""
    return len(typed) > 1 or any(
        len(text.strip()) >= WORTH_KEEPING or any(letter.isdigit() for letter in text) for text in typed.values()
    )


async def read_kept(app: FichierApp, key: str, read: Callable[..., KeptDraft | None] = take_draft) -> KeptDraft | None:
    """What is kept under a key: the one that was just chosen in the list of drafts, else the latest. Raises Refusal.

    It is this window's from now on; with `read_draft` only once something is typed in it.
    """
    chosen = app.chosen_draft
    if chosen is not None and chosen.key == key:
        app.chosen_draft = None
        if (kept := await app.ask(read, key, chosen.id)) is not None:
            return kept
    return await app.ask(read, key)


class Draft:
    """The draft of one form. An empty `key` keeps nothing: the correction of one line is typed again in a moment."""

    def __init__(self, screen: KeyedScreen[Any], key: str) -> None:
        self.screen = screen
        self.key = key
        self.kept: KeptDraft | None = None
        """What the file keeps."""
        self._tried: dict[str, str] = {}
        """What was last to be kept: what was refused is not tried again before another letter, or one leaves."""
        self._refused = False
        """Whether the file did not take it."""
        self._told: dict[str, str] | None = None
        """What one was told to lose by leaving."""
        self._writing = asyncio.Lock()
        self._given_up = False

    @property
    def there(self) -> bool:
        """Whether the file keeps anything."""
        return self.kept is not None

    async def read(self) -> dict[str, str]:
        """What had been typed; empty where nothing is kept. Raises Refusal."""
        self.kept = await read_kept(self.screen.fichier, self.key) if self.key else None
        self._tried = dict(self.kept.values) if self.kept else {}
        return dict(self._tried)

    async def look(self) -> None:
        """See whether it is still kept: another program of the same person may have dropped it. Raises Refusal."""
        if self.kept is not None and await self.screen.fichier.ask(read_draft, self.key, self.kept.id) is None:
            self.kept, self._tried = None, {}

    async def keep(self, typed: dict[str, str], *, leaving: bool = False) -> None:
        """Keep what is typed now, if it differs from what is kept and is worth it; as one leaves, for every window.

        Raises Refusal.
        """
        is_last = leaving or self.screen.fichier.is_leaving
        await self._keep(typed if worth_keeping(typed) else {}, is_last=is_last)
        if is_last and self.kept is not None:
            await self.screen.fichier.ask(leave_draft, self.kept)

    async def _keep(self, typed: dict[str, str], *, is_last: bool) -> None:
        async with self._writing:
            if not self.key or self._given_up or (typed == self._tried and not (self._refused and is_last)):
                return
            self._tried, self._refused = typed, True
            before = self.kept
            if not typed:
                await self._drop()
                self._refused = False
                return
            self.kept = await self.screen.fichier.ask(keep_draft, self.key, typed, before)
            self._refused = False
        if before is not None and self.kept.id != before.id and await self._is_elsewhere(before):
            words = _("You type in this form in another window too: both are kept as drafts (Ctrl+D).")
            self.screen.fichier.tell(shown(words), NOTE)

    async def _is_elsewhere(self, before: KeptDraft) -> bool:
        return await self.screen.fichier.ask(read_draft, self.key, before.id) is not None

    async def keep_to_leave(self, typed: dict[str, str]) -> bool:
        """Keep it as one leaves the form, and say so; whether one may leave.

        Where the file does not take it (a full disk), it stands only in the form: one is told, and may leave by asking
        again.
        """
        try:
            await self.keep(typed, leaving=True)
        except Refusal as refusal:
            if not worth_keeping(typed):
                self.screen.fichier.refuse(refusal)
                return True
            was_told, self._told = self._told == typed, typed
            lost = _("What is typed cannot be kept: Esc again leaves, and it is lost.")
            if not was_told:
                self.screen.fichier.tell(shown(f"{lost} {sentence(refusal)}"), REFUSED)
            return was_told
        if self.key and worth_keeping(typed):
            self.screen.fichier.tell(shown(_("Not saved: what was typed is kept as a draft.")), NOTE)
        return True

    async def drop(self) -> None:
        """Forget what this form kept. Raises Refusal."""
        async with self._writing:
            self._tried = {}
            await self._drop()

    async def _drop(self) -> None:
        if self.kept is not None:
            kept, self.kept = self.kept, None
            await self.screen.fichier.ask(drop_draft, self.key, kept)

    async def saved(self) -> None:
        """It was written: there is nothing to keep any more, whatever the form still shows. Raises Refusal."""
        self._given_up = True
        await self.drop()

    def words(self) -> Content:
        """ "Draft kept at 14:02 — Ctrl+R drops it"; empty where nothing is kept."""
        if self.kept is None:
            return Content("")
        kept_at, others = when(self.kept.saved_at, self.screen.fichier.today()), self.kept.others
        if not others:
            return shown(_("Draft kept {when} — Ctrl+R drops it").format(when=kept_at))
        words = ngettext(
            "Draft kept {when} — Ctrl+R drops it and shows the other one",
            "Draft kept {when} — Ctrl+R drops it and shows the next of {count} others",
            others,
        )
        return shown(words.format(when=kept_at, count=others))


def when(instant: dt.datetime, today: dt.date) -> str:
    """ "at 14:02" for today, "on 12/08/2026 14:02" for another day."""
    local = instant.astimezone()
    if local.date() == today:
        return _("at {time}").format(time=written.clock(f"{local:%H:%M}"))
    return _("on {time}").format(time=written.instant(local, local.tzinfo))
