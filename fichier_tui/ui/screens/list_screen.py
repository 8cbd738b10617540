"""A screen that is one list in a box: its rows are read, shown, counted in the box's title, and read again."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.background import in_background
from fichier_tui.ui.base import FichierScreen
from fichier_tui.ui.done import done
from fichier_tui.ui.widgets.columns import Column
from fichier_tui.ui.widgets.paged_list import PagedList

Row = TypeVar("Row")


class ListScreen(FichierScreen[None], Generic[Row]):
    """Gives `columns`, `read`, `heading` and its words; a list too long to be read whole gives `load` too."""

    EMPTY: ClassVar[str] = ""
    """What stands in an empty list (a message id): which key makes the first."""
    NO_ROW: ClassVar[str] = ""
    """Why the actions of `ON_ROW` are greyed in an empty list (a message id)."""
    ON_ROW: ClassVar[tuple[str, ...]] = ()
    """The actions that need a row under the cursor."""
    BELOW: ClassVar[tuple[str, ...]] = ()
    """The names of the screens that it is reached from, the outermost first (message ids)."""
    FRAMED: ClassVar[bool] = False
    """Whether the box has four sides, or a line above the list."""
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    ListScreen #listed {
        height: 1fr; border-top: solid $line; border-title-color: $accent; border-title-style: bold;
        &.-framed { margin: 0 1; border: round $line; }
        &.-framed:focus-within { border: round $accent; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[int, Row] = {}
        """What was read, by its number in the list."""
        self._was_read = False
        self._expected: int | None = None

    # What a screen of this kind gives

    def columns(self) -> Sequence[Column[Row]]:
        """The columns, the most needed first."""
        raise NotImplementedError

    async def read(self, app: FichierApp) -> None:
        """Read from the file what is listed, and `take` it. The screen may not be shown yet: hence `app`."""
        raise NotImplementedError

    def heading(self) -> Content | str:
        """The title of the box: mostly how many there are."""
        raise NotImplementedError

    def number_of(self, row: Row) -> int:
        """The number of a row in the list: the cursor stays on it when the list is read again."""
        number: int = cast("Any", row).id
        return number

    # What it has of it

    def compose_body(self) -> Iterable[Widget]:
        """The list in its box."""
        self.list = self.make_list()
        yield Vertical(self.list, id="listed", classes="-framed" if self.FRAMED else "")

    def make_list(self) -> PagedList[Row]:
        """The list itself, for a screen whose list has keys of its own."""
        return PagedList(self.columns(), self.load, id_of=self.number_of, letters=True)

    def on_mount(self) -> None:
        """As it was read before it was shown, else read now."""
        if self._was_read:
            self.show_rows()
        else:
            in_background(self, self.reread, group="rows")

    def crumbs(self) -> tuple[str, ...]:
        """Where it is reached from, then its name."""
        return (*map(_, self.BELOW), _(self.TITLE_WORDS))

    def take(self, rows: Iterable[Row]) -> None:
        """These are the rows now."""
        self.rows = {self.number_of(row): row for row in rows}

    def numbers(self) -> Iterable[int]:
        """The numbers of the rows, in the order shown."""
        return array("q", self.rows)

    async def load(self, numbers: Sequence[int]) -> Sequence[Row]:
        """The rows of these numbers."""
        return [self.rows[number] for number in numbers if number in self.rows]

    def expect(self, number: int | None) -> None:
        """Something was just made: the cursor goes there once it is listed."""
        self._expected = number

    async def read_rows(self, app: FichierApp) -> None:
        """Read, before it is shown or anew. Raises Refusal."""
        await self.read(app)
        self._was_read = True

    async def reread(self) -> None:
        """The file changed."""
        try:
            await self.read_rows(self.fichier)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.show_rows()

    def show_rows(self) -> None:
        """Show what was read; the cursor stays on its row."""
        if self.is_left:
            return
        self.list.set_empty(Content(_(self.EMPTY)))
        self.list.show(self.numbers())
        if self._expected is not None and self.list.go_to(self._expected):
            self._expected = None
        self.query_one("#listed").border_title = self.heading()
        self.refresh_bindings()

    def refresh_words(self) -> None:
        """The title and the empty list are stored translated; so may words in the rows be."""
        super().refresh_words()
        if self._was_read:
            self.show_rows()

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor; None in an empty list, or where it is not read yet."""
        number = self.list.cursor_id if self.is_mounted else None
        return None if number is None else self.rows.get(number, self.list.cursor_row)

    def disabled_reason(self, action: str) -> str | None:
        """What is done to a row needs one."""
        if action in self.ON_ROW and self.chosen is None:
            is_read = self._was_read and not (self.is_mounted and len(self.list.ids))
            return _(self.NO_ROW) if is_read else _("The list is still being read.")
        return super().disabled_reason(action)

    @on(PagedList.Highlighted)
    def _moved(self) -> None:
        self.moved()

    def moved(self) -> None:
        """Another row is under the cursor: other keys may be greyed."""
        self.refresh_bindings()

    async def do(
        self, verb: Callable[..., Any], *arguments: object, said: str = "", name: str = "", **options: object
    ) -> bool:
        """Write, say so (`said` is the journal's verb, `name` what it was done to), read again. False when refused."""
        try:
            await self.fichier.ask(verb, *arguments, **options)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        if said:
            self.say(done(said, name=name))
        await self.fichier.changed()
        return True


async def show_list(app: FichierApp, screen: ListScreen[Any]) -> None:
    """Show a list, read before it is shown."""
    try:
        await screen.read_rows(app)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(screen)
