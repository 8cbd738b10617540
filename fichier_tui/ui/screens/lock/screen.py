"""The lock screen: a passphrase opens the file; every refusal has its sentence, and leaves every byte as it was.

The derivation and the opening run in a thread of their own. Nothing of a passphrase is kept: the field is emptied as it
is used, and neither a message nor an incident quotes it.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, OptionList

from fichier_tui import patience
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.attempts import note_attempts
from fichier_tui.ui.entrance import enter
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.front import SHOW, FrontScreen, SecretInput
from fichier_tui.ui.screens.lock.files import files_near, typed_path
from fichier_tui.ui.screens.lock.forms import FaultForm, FileName, OtherForm, PassphraseForm, RecoveryForm
from fichier_tui.ui.screens.lock.keys import NEW_FILE, OTHER_FILE, RECOVERY, WHO, WHO_BEFORE
from fichier_tui.ui.screens.lock.opening import (
    kept_aside_lately,
    open_by_passphrase,
    open_by_sheet,
    read_logins,
    restored_words,
    was_given,
)
from fichier_tui.ui.widgets.status_line import BUSY, NOTE

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile

# Something to type otherwise, or to try once more, in the same place.
TO_CORRECT = patience.GUESSED | {
    "passphrase.empty",
    "login.needed",
    "recovery.incomplete",
    "recovery.mistyped",
    "memory.short",
    "file.busy",
    "file.others",
    "key.changed",
    "staff.unknown",
}
HIGH = 28
"""Lines from which the program's name has its place beside a list of people."""
CAPITALS_FROM = 3


class LockScreen(FrontScreen):
    """A file is there, closed. Without a path, one is chosen. `hint` is the demonstration's passphrase, no secret."""

    TITLE_WORDS = N_("Opening a file")
    HELP_WORDS = (
        N_("Type your passphrase, then Enter: the file opens. It is kept nowhere, and nobody can find it for you."),
        N_("Where several people open the file, ↑ and ↓ choose who you are; who opened it last is proposed."),
        N_("If it is lost, F4 takes the recovery code."),
        N_("After a passphrase that is wrong, the next attempt waits: 1 second, then 2, 4, up to 60."),
    )
    KEYS: ClassVar[tuple[keys.Key, ...]] = (NEW_FILE, OTHER_FILE, RECOVERY, SHOW, WHO, WHO_BEFORE)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]
    DEFAULT_CSS = """
    LockScreen {
        FileName { margin-bottom: 1; text-align: center; width: 100%; }
        .hint { margin-bottom: 1; }
        .login { display: none; }
        &.-several .login { display: block; }
        &.-several.-low Nameplate { display: none; }
        #who { max-height: 4; margin-bottom: 1; & > .option-list--option-highlighted { text-style: bold; } }
        #why { margin-bottom: 1; }
        #files { margin-bottom: 1; max-height: 6; }
        RecoveryForm .quiet { margin-bottom: 1; }
    }
    """

    def __init__(
        self, path: Path | None, *, login: str | None = None, day: dt.date | None = None, hint: str = ""
    ) -> None:
        super().__init__()
        self.choosing = path is None
        self.path = path or Path()
        self.login = login
        self.day = day
        self.hint = hint
        self.patience = patience.Patience()
        self._kept_aside = ""
        """The file that a safety copy took the place of lately."""
        self._panel: ContentSwitcher | None = None
        self._completing = asyncio.Lock()

    def compose_panel(self) -> Iterable[Widget]:
        """The file's name over what can be typed."""
        yield FileName(self.path)
        rest = rarely_needed() if self.choosing else ()
        self._panel = ContentSwitcher(PassphraseForm(self.hint), *rest, initial="passphrase")
        yield self._panel

    def on_mount(self) -> None:
        """Look at the file at once: what no passphrase could open is said before one is typed."""
        super().on_mount()
        kept = self.fichier.settings.path
        self.patience = patience.Patience(None if kept is None else kept.parent / patience.FILE_NAME)
        if self.choosing:
            self._show_other()
        else:
            self.meet(self.path)

    def meet(self, path: Path) -> None:
        """This is the file to open from now on."""
        self.path, self.choosing = path, False
        name = self.query_one(FileName)
        name.path = path
        name.display = True
        name.refresh(layout=True)
        self.hush()
        self.show_form("passphrase")
        # Only once it is painted: what reads the file takes longer to import than all that is shown.
        self.call_after_refresh(self._look)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Who opens this file, or why nobody can."""
        await self._complete()
        try:
            logins = await asyncio.to_thread(read_logins, self.path)
        except Refusal as refusal:
            await self._cannot(refusal)
            return
        await self._tell_of_place()
        self._kept_aside = kept = await asyncio.to_thread(kept_aside_lately, self.path, self.fichier.now())
        if kept:
            words = N_("A safety copy is in place now; the file that was there is kept as “{kept}”.")
            self.answer(lambda: _(words).format(kept=kept), NOTE)
        if self.login is not None and self.login not in logins:
            logins = (*logins, self.login)  # opening says that nobody is called so
        self.query_one(PassphraseForm).show(logins, self.login or self.fichier.settings.last_login)
        self.set_class(len(logins) > 1, "-several")
        self.query_one("#secret").focus()
        self.refresh_bindings()

    async def _tell_of_place(self) -> None:
        """Once on this machine: the danger of where the file lies, before it is opened there."""
        from fichier_tui.storage.location import look_at_place
        from fichier_tui.ui.dialogs.file_place import was_told
        from fichier_tui.ui.file_place_words import place_warning

        place = await asyncio.to_thread(look_at_place, self.path)
        if not was_told(self.fichier, self.path, place):
            self.answer(lambda: place_warning(place), NOTE)

    async def _complete(self) -> None:
        """Make what the panel may hold besides the passphrase: the first painted screen does without."""
        async with self._completing:
            if self._panel is not None and not self._panel.query(FaultForm):
                forms = rarely_needed()
                for form in forms:
                    form.display = False
                await self._panel.mount_all(forms)

    def show_form(self, form: str) -> None:
        """Turn the panel to "passphrase", or once it is complete to "recovery", "other" or "fault"."""
        if self._panel is not None:
            self._panel.current = form
        for code in self.query("#code").results(Input):
            code.value = ""
        self.query_one(SecretInput).taken()
        first = {"passphrase": "#secret", "recovery": "#code", "other": "#path", "fault": "#ways"}[form]
        self.query_one(first).focus()
        self.refresh_bindings()

    @property
    def form(self) -> str:
        """What the panel shows."""
        # Asked for each key of the footer: a query for each would be felt at the start.
        return "passphrase" if self._panel is None else self._panel.current or ""

    # Opening

    @on(Input.Submitted, "#secret")
    def try_passphrase(self) -> None:
        """Enter in the passphrase: open."""
        if self._must_wait():
            return
        typed = self.query_one(SecretInput).taken()
        login = self.query_one(PassphraseForm).chosen or self.login
        self._open(lambda: open_by_passphrase(self.path, typed, login, self.day), typed)

    def action_who(self, step: int) -> None:
        """↑ and ↓: who one is; what is typed of a passphrase is another's."""
        self.query_one(PassphraseForm).move(step)
        self.query_one(SecretInput).taken()

    @on(OptionList.OptionSelected, "#who")
    def to_passphrase(self) -> None:
        """A click on a name: on to the passphrase."""
        self.query_one("#secret").focus()

    @on(Input.Submitted, "#code")
    def try_code(self, event: Input.Submitted) -> None:
        """Enter in the recovery code: open. A code with a slip stays in the field, to be corrected."""
        if not self._must_wait():
            code = event.value
            self._open(lambda: open_by_sheet(self.path, code, self.day))

    def _must_wait(self) -> bool:
        left = self.patience.seconds_left(self.path, self.fichier.now())
        if left:
            self.answer(lambda: _("The next attempt can be made in {seconds} s.").format(seconds=left), NOTE)
        return left > 0

    @work(exclusive=True, group="open")
    async def _open(self, opening: Callable[[], OpenFile], passphrase: str = "") -> None:
        """Open in a thread, calmly; then go in, or say why not."""
        self.answer(lambda: _("Opening"), BUSY)
        fields = list(self.query(Input))
        for field in fields:
            field.disabled = True
        try:
            file = await asyncio.to_thread(opening)
        except Refusal as refusal:
            for field in fields:
                field.disabled = False
            await self._refused(refusal)
            return
        for field in fields:
            field.disabled = False
        self.show_form("passphrase")
        self.hush()
        failures = self.patience.opened(self.path)
        tried = ""
        with contextlib.suppress(Refusal):  # a full disk keeps no line of it, and keeps nobody out
            tried = await file.run(note_attempts, failures)
        await enter(self.fichier, file, remember=not self.hint)
        # First what must not be cut off where several things are to be told.
        told = [attempts_words(failures, tried) if failures else "", await file.run(restored_words, self._kept_aside)]
        if await file.run(was_given):
            told.append(
                _("This passphrase was handed over to you. Choose one of your own: Ctrl+O, staff and passphrases.")
            )
        if any(told):
            self.fichier.tell(shown(" ".join(filter(None, told))), NOTE)
        if passphrase and not self.hint:
            from fichier_tui.ui.costs import raise_costs_later

            raise_costs_later(self.fichier, file, passphrase)
        if file.key.signing_key is None:
            from fichier_tui.ui.screens.settings.staff import choose_after_recovery

            await choose_after_recovery(self.fichier)

    async def _refused(self, refusal: Refusal) -> None:
        """Something to correct is said in place; anything else leads to the ways out."""
        self.patience.refused(self.path, refusal, self.fichier.now(), self.query_one(PassphraseForm).chosen or "")
        if refusal.code not in TO_CORRECT:
            await self._cannot(refusal)
            return
        login = self.query_one(PassphraseForm).chosen
        if refusal.code == "passphrase.wrong" and login is not None and self.form == "passphrase":
            refusal = Refusal("passphrase.wrong_for", login=login)
        self.answer_refusal(refusal)
        self.query_one("#code" if self.form == "recovery" else "#secret").focus()

    async def _cannot(self, refusal: Refusal) -> None:
        await self._complete()
        self.show_form("fault")
        self.query_one(FaultForm).show()
        self.hush()
        self.answer_refusal(refusal, "#why")

    # Ways out

    @on(OptionList.OptionSelected, "#ways")
    def take_way(self, event: OptionList.OptionSelected) -> None:
        """Enter on one of the ways out."""
        ways = {"again": lambda: self.meet(self.path), "other": self._show_other, "new": self.action_new_file}
        ways.get(event.option.id or "", self.app.exit)()

    @on(OptionList.OptionSelected, "#files")
    def take_file(self, event: OptionList.OptionSelected) -> None:
        """Enter on a file that was found."""
        self._take(self.query_one(OtherForm).found[event.option_index])

    @on(Input.Submitted, "#path")
    def take_path(self, event: Input.Submitted) -> None:
        """Enter on a path that was typed, dropped or pasted."""
        if path := typed_path(event.value):
            event.input.value = ""
            self._take(path)

    def _take(self, path: Path) -> None:
        self.hint, self.login = "", None
        for hint in self.query(".hint"):
            hint.display = False
        self.meet(path)

    @on(Input.Changed, "#secret")
    def watch_capitals(self, event: Input.Changed) -> None:
        """A terminal does not tell of Caps Lock: what is typed does."""
        letters = [character for character in event.value if character.isalpha()]
        if len(letters) >= CAPITALS_FROM and all(letter.isupper() for letter in letters):
            self.answer(lambda: _("Only capitals so far: is Caps Lock on?"), NOTE)
        elif event.value:
            self.hush()

    def action_new_file(self) -> None:
        """F2: the first run's steps."""
        from fichier_tui.ui.screens.welcome import WelcomeScreen

        self.app.push_screen(WelcomeScreen(day=self.day))

    async def action_other_file(self) -> None:
        """F3: choose another file."""
        await self._complete()
        self._show_other()

    def _show_other(self) -> None:
        self.hush()
        self.query_one(FileName).display = False
        self.show_form("other")
        self.query_one(OtherForm).show(files_near(self.path))

    async def action_recovery(self) -> None:
        """F4: the code of the sheet."""
        await self._complete()
        self.hush()
        self.show_form("recovery")

    async def action_back(self) -> None:
        """Esc: back to the passphrase, then to the screen before, if there is one."""
        if self.choosing or self.form == "passphrase":
            self.dismiss()
        else:
            self.meet(self.path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one person alone opens the file nobody is chosen; lists have arrows of their own."""
        if action == "who" and not (self.form == "passphrase" and self.has_class("-several")):
            return False
        return super().check_action(action, parameters)

    def disabled_reason(self, action: str) -> str | None:
        """What applies to which form."""
        if action == "back" and not self.choosing and self.form in ("recovery", "other"):
            return None
        if action in ("recovery", "show") and self.form == "fault":
            return _("This file cannot be opened now.")
        if action == "show" and self.form != "passphrase":
            return _("There is no passphrase here.")
        if (action, self.form) in (("recovery", "recovery"), ("other_file", "other")):
            return _("You are there: type in the field, or press Esc to go back.")
        return super().disabled_reason(action)

    def refresh_words(self) -> None:
        """The ways out hold translated words."""
        super().refresh_words()
        if self.form == "fault":
            self.query_one(FaultForm).show()


def attempts_words(failures: tuple[patience.Attempt, ...], tried: str) -> str:
    """Whoever comes in learns that somebody tried before, and whose passphrase; short, as more may be to tell."""
    from fichier_tui.ui import format as written

    last = failures[-1].at.astimezone()
    words = (
        _("Failed attempts before ({tried}): {count}, the last on {day} at {time}.")
        if tried
        else _("Failed attempts before: {count}, the last on {day} at {time}.")
    )
    return words.format(
        tried=tried, count=len(failures), day=written.day(last.date()), time=written.clock(f"{last:%H:%M}")
    )


def rarely_needed() -> tuple[Widget, ...]:
    """What the panel may hold besides the passphrase."""
    return RecoveryForm(), OtherForm(), FaultForm()
