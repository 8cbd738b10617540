"""The safety copies: every one there is, newest first; made, verified, drilled, restored, thrown away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from fichier_tui.domain.backup_rotation import BackupName, kept_in_doubt, read_backup_name
from fichier_tui.domain.copies import HOURS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import N_, _
from fichier_tui.storage.backup.copy_list import (
    KeptCopy,
    check_copy,
    drill_copy,
    drop_aside,
    drop_copies,
    list_kept_copies,
)
from fichier_tui.storage.backup.copy_settings import copy_every
from fichier_tui.storage.backup.copying import CopyState, copy_beside
from fichier_tui.storage.backup.places import places_gone
from fichier_tui.storage.backup.restores import PresentState, differences, present_state
from fichier_tui.storage.backup.swapping import kept_aside
from fichier_tui.ui import copy_words, keys
from fichier_tui.ui import format as written
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.copies_kept import CopyKeeper, place_name, this_machine, told_words, warning_words
from fichier_tui.ui.dialogs.copy_work import with_bar
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown, shown_lines
from fichier_tui.ui.screens.list_screen import ListScreen, show_list
from fichier_tui.ui.screens.settings.copies_keys import ASIDE, DRILL, DROP, EVERY, NEW, PLACES, RESTORE, VERIFY
from fichier_tui.ui.screens.settings.restoring import ask_of_restore, key_of_copy
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList


class CopiesScreen(ListScreen[KeptCopy]):
    """A line for each copy, under what there is to know of all of them."""

    TITLE_WORDS = N_("Safety copies")
    HELP_WORDS = (
        N_("A copy is made by itself as you leave and after some hours of use, when something was written since the "
           "last one, and before an import or a new version. It is read again before it counts."),
        N_("Seven days, five weeks and twelve months are kept, and the last ten copies made before something risky."),
        N_("Enter restores the one under the cursor; the present file is kept beside it under a dated name."),
        N_("X is the restore drill: the copy is taken out, looked at from end to end, and thrown away. Once a month it "
           "is done by itself."),
    )  # fmt: skip
    KEYS = (NEW, RESTORE, VERIFY, DRILL, PLACES, EVERY, DROP, ASIDE)
    EMPTY = N_("No safety copy yet.\nN makes the first; the program makes one by itself as you leave.")
    NO_ROW = N_("There is no copy yet: N makes one.")
    ON_ROW = ("restore", "verify", "drill", "drop")
    FRAMED = True
    DEFAULT_CSS = """
    CopiesScreen #known { height: auto; margin: 0 2; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.state: CopyState | None = None
        self.present = PresentState({}, 0, "")
        """What the copies are compared with."""
        self.aside: tuple[str, ...] = ()
        """The files that were kept when a copy took their place."""
        self._numbers: dict[str, int] = {}
        self._in_doubt: frozenset[BackupName] = frozenset()
        """The copies whose turn to go has come, and that stay: the newest is suspiciously small."""
        self._gone: frozenset[str] = frozenset()
        """The places that are not there now."""

    def compose_body(self) -> Iterable[Widget]:
        """What is known of all of them, then the list."""
        yield Static(id="known", markup=False)
        yield from super().compose_body()

    def columns(self) -> tuple[Column[KeptCopy], ...]:
        """When, why, since; then what it holds and where it is."""
        return (
            Column("when", N_("Made on"), lambda copy: shown(copy_words.when(copy), "bold"), width=20),
            Column("why", N_("Why"), self._why, width=18, flex=1, most=28),
            Column("since", N_("Since then"), self._since, width=14, flex=3, most=40),
            Column(
                "contacts", N_("Contacts"), self._contacts, width=8, align="right", priority=3
            ),
            Column("size", N_("Size"), self._megabytes, width=9, align="right", priority=4),
            Column("checked", N_("Verified"), self._checked, width=10, priority=2),
            Column("where", N_("Where"), self._where_it_is, width=12, flex=1, most=30, priority=5),
        )  # fmt: skip

    def _why(self, copy: KeptCopy) -> Content:
        if copy.is_of_old_key:
            return shown("! " + _("of an old key"), "$text-warning")
        if copy.name in self._in_doubt:
            return shown("! " + _("kept in doubt"), "$text-warning")
        return shown(copy_words.why(copy.name.before))

    def _since(self, copy: KeptCopy) -> Content:
        if copy.manifest is None:
            return shown("! " + _("cannot be read"), "$text-error")
        return shown(copy_words.since(differences(copy.manifest, self.present)))

    def _contacts(self, copy: KeptCopy) -> Content:
        return Content("" if copy.manifest is None else written.number(copy.manifest.rows.get("contact", 0)))

    def _checked(self, copy: KeptCopy) -> Content:
        if copy.checked_at is None:
            return Content("")
        return shown(
            "✓ " + written.day_short(copy.checked_at.astimezone().date(), self.fichier.today()), "$text-success"
        )

    def _megabytes(self, copy: KeptCopy) -> Content:
        return shown(copy_words.size(copy.size))

    def _where_it_is(self, copy: KeptCopy) -> Content:
        return shown(copy_words.where(copy))

    def crumbs(self) -> tuple[str, ...]:
        """The settings, then its name."""
        return (_("Settings"), _(self.TITLE_WORDS))

    def number_of(self, row: KeptCopy) -> int:
        """A copy is known by its name: it is given a number when it is first seen."""
        return self._numbers.setdefault(str(row.name), len(self._numbers))

    async def read(self, app: FichierApp) -> None:
        """What stands in the file, then what lies on the disks."""
        keeper = keeper_of(app)
        self.state = state = await keeper.state()
        self.present = await app.ask(present_state)
        kept = await asyncio.to_thread(kept_aside, keeper.file.folder)
        self.aside = tuple(folder.name for folder in kept)
        self._gone = await asyncio.to_thread(places_gone, state.settings.places)
        copies = await asyncio.to_thread(list_kept_copies, state, keeper.file.folder, keeper.file.key)
        self._in_doubt = kept_in_doubt((copy.name for copy in copies if "" in copy.places), state.known.held_for)
        self.take(copies)

    def footer_words(self, key: keys.Key) -> tuple[str, str]:
        """Enter restores."""
        return super().footer_words(RESTORE if key is keys.OPEN else key)

    def heading(self) -> Content:
        """How many."""
        return Content(copy_words.copies_words(len(self.rows)))

    def show_rows(self) -> None:
        """The list, and the lines above it."""
        if not self.is_left and self.state is not None:
            self.query_one("#known", Static).update(self._known(self.state))
        super().show_rows()

    def _known(self, state: CopyState) -> Content:
        today, known = self.fichier.today(), state.known
        every = _("Made by itself as you leave, and {every}.").format(every=copy_words.every(state.settings.hours))
        lines = [shown(copy_words.last_copy(known, today)), shown(every), shown(copy_words.last_drill(known))]
        for place in state.settings.places:
            words, well = copy_words.place_state(place, known, today, is_there=place not in self._gone)
            lines.append(Content.assemble(well_or_not(well), " ", shown(f"{place_name(place)} · {words}")))
        if not state.settings.places:
            lines.append(shown(_("No other place yet: P adds a stick or another folder, in case this disk fails.")))
        if self.aside:
            words = _("Kept when a copy took its place: {names}. A throws it away.").format(names=", ".join(self.aside))
            lines.append(shown(words))
        if doubt := copy_words.kept_in_doubt(known, len(self._in_doubt)):
            lines.append(shown("! " + doubt, "$text-warning"))
        lines += [shown(warning_words(warning), "$text-warning") for warning in state.warnings]
        return Content("\n").join(lines)

    # Keys

    def action_new(self) -> None:
        """N."""
        in_background(self, self._make, group="copies")

    async def _make(self) -> None:
        file = keeper_of(self.fichier).file
        told = await with_bar(
            self.fichier,
            N_("Making a safety copy, and reading it again…"),
            lambda work: copy_beside(file, this_machine(), "", work.tell),
        )
        if told is not None:
            if told.faults:
                self.refuse(told_words(told))
            else:
                self.say(shown(told_words(told)))
            name = None if told.path is None else read_backup_name(told.path.name)
            if name is not None:
                self.expect(self._numbers.setdefault(str(name), len(self._numbers)))
        await self.reread()

    def action_verify(self) -> None:
        """V."""
        in_background(self, partial(self._read_again, N_("Reading the copy again…"), False), group="copies")

    def action_drill(self) -> None:
        """X."""
        in_background(
            self, partial(self._read_again, N_("Taking the copy out, and looking at it…"), True), group="copies"
        )

    async def _read_again(self, words: str, as_drill: bool) -> None:
        """Verify the copy under the cursor, or drill it, and say that it is sound."""
        if (copy := self.chosen) is None:
            return
        file = keeper_of(self.fichier).file
        key = await key_of_copy(self.fichier, copy)
        if key is None:
            return
        verb = drill_copy if as_drill else check_copy
        found = await with_bar(self.fichier, words, lambda work: verb(file, copy.path, key, work.tell))
        if found is not None:
            rows = written.contacts(found.rows.get("contact", 0))
            sound = _("Taken out, looked at, sound: {contacts}.") if as_drill else _("Read again, sound: {contacts}.")
            self.say(shown(sound.format(contacts=rows)))
        await self.reread()

    @on(PagedList.Selected)
    def action_restore(self) -> None:
        """R, or Enter."""
        if (reason := self.forbidden("restore")) is not None:
            self.refuse(reason)
        elif self.chosen is not None:
            in_background(self, partial(ask_of_restore, self.fichier, self.chosen, self.present), group="copies")

    async def action_places(self) -> None:
        """P."""
        from fichier_tui.ui.screens.settings.copy_places import PlacesScreen

        await show_list(self.fichier, PlacesScreen())

    async def action_every(self) -> None:
        """H: the next number of hours."""
        if self.state is None:
            return
        hours = HOURS[(HOURS.index(self.state.settings.hours) + 1) % len(HOURS)]
        if await self.do(copy_every, this_machine(), hours):
            self.say(done("copies.every", name=str(hours)))

    async def action_drop(self) -> None:
        """Del: this one; where it is of an old key, all of old keys."""
        if (chosen := self.chosen) is None:
            return
        of_old_keys = [copy for copy in self.rows.values() if copy.is_of_old_key]
        dropped = of_old_keys if chosen.is_of_old_key else [chosen]
        question = confirmation(
            _("Throw a safety copy away"),
            shown_lines(self._what_goes(chosen, len(of_old_keys))),
            _("Yes, throw it away"),
        )

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                in_background(self, partial(self._drop, dropped), group="copies")

        await self.app.push_screen(question, answered)

    def disabled_reason(self, action: str) -> str | None:
        """Only what was kept is thrown away."""
        if action == "aside" and not self.aside:
            return _("Nothing was kept aside: no copy took the place of this file.")
        return super().disabled_reason(action)

    async def action_aside(self) -> None:
        """A: the files that a copy took the place of."""
        question = confirmation(
            _("Throw away what was kept aside"),
            shown_lines("\n".join(self.aside) + "\n\n" + _("What stands in them and nowhere else is lost for good.")),
            _("Yes, throw it away"),
        )

        async def answered(answer: str | None) -> None:
            if answer == "yes":
                in_background(self, self._drop_aside, group="copies")

        await self.app.push_screen(question, answered)

    async def _drop_aside(self) -> None:
        file = keeper_of(self.fichier).file
        count = await with_bar(self.fichier, N_("Throwing away what was kept…"), lambda work: drop_aside(file))
        if count is not None:
            self.say(shown(_("Thrown away: {names}.").format(names=", ".join(self.aside))))
        await self.reread()

    def _what_goes(self, chosen: KeptCopy, old: int) -> str:
        if not chosen.is_of_old_key:
            return f"{copy_words.when(chosen)} · {copy_words.where(chosen)}"
        return _(
            "{copies} can still be opened with a passphrase of before the key was changed. All of them go, wherever "
            "they are."
        ).format(copies=copy_words.copies_words(old))

    async def _drop(self, dropped: list[KeptCopy]) -> None:
        file = keeper_of(self.fichier).file
        count = await with_bar(self.fichier, N_("Throwing copies away…"), lambda work: drop_copies(file, dropped))
        if count is not None:
            self.say(shown(_("Thrown away: {copies}.").format(copies=copy_words.copies_words(len(dropped)))))
        await self.reread()


def well_or_not(well: bool) -> Content:
    """A mark: a colour alone tells nothing."""
    return shown("✓", "$text-success") if well else shown("!", "bold $text-warning")


def keeper_of(app: FichierApp) -> CopyKeeper:
    """What makes the copies. Raises Refusal("file.locked")."""
    if app.copies is None:
        raise Refusal("file.locked")
    return app.copies


async def open_copies(app: FichierApp) -> None:
    """Show the copies."""
    await show_list(app, CopiesScreen())


async def copies_state(app: FichierApp) -> str:
    """When the last one was made."""
    if app.copies is None:
        return ""
    known = (await app.copies.state()).known
    return _("none yet") if known.made_at is None else copy_words.how_long_ago(known.made_at, app.today())
