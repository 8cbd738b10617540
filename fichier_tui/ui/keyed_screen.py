"""A screen or a dialog whose keys speak both languages, and say why they are greyed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast, runtime_checkable

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen

from fichier_tui.i18n import _
from fichier_tui.ui import keys
from fichier_tui.ui.safe import shown
from fichier_tui.ui.staff_words import NOT_ALLOWED
from fichier_tui.ui.widgets.status_line import NOTE, REFUSED

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp

Result = TypeVar("Result")


@runtime_checkable
class SaysWhyNot(Protocol):
    """A widget that says why one of its keys does nothing now."""

    def why_not(self, action: str) -> str | None:
        """The reason, translated; nothing where the key does something."""


class KeyedScreen(Screen[Result]):
    """A screen, full or modal, whose keys are translated, and say why when they do not apply."""

    KEYS: ClassVar[tuple[keys.Key, ...]] = ()
    """The keys of this screen, besides those of every screen."""
    HELP_WORDS: ClassVar[tuple[str, ...]] = ()
    """What one does here, in a few sentences (message ids)."""
    NEEDS: ClassVar[Mapping[str, str]] = {}
    """The permission that an action of this screen needs, where its key is one of every screen (`F4`)."""
    TITLE_WORDS: ClassVar[str] = ""
    """What it is called (a message id): heads its help; `crumbs` says more in the title line."""

    def __init_subclass__(cls, **options: bool) -> None:
        """Bind the declared keys of the class."""
        if "KEYS" in cls.__dict__:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *keys.bindings(*cls.KEYS)]
        super().__init_subclass__(**options)

    @property
    def fichier(self) -> FichierApp:
        """The application, by its own type."""
        return cast("FichierApp", self.app)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys of the moment, in the language of the moment."""
        return keys.spoken(super().active_bindings)

    def words_of(self, key: keys.Key) -> str | None:
        """What a key does, translated; None where it is not worth telling now."""
        return _(key.words)

    def footer_words(self, key: keys.Key) -> tuple[str, str]:
        """What the footer says of a key in the state of the moment, and shorter (message ids)."""
        return key.words, key.short

    def needed_for(self, action: str) -> str:
        """The permission that `action` needs: that of its key, or of `NEEDS`; empty for what everybody may do."""
        return self._needed.get(action, "")

    @cached_property
    def _needed(self) -> dict[str, str]:
        of_keys = {key.action.partition("(")[0]: key.permission for key in self._declared_keys() if key.permission}
        return {**of_keys, **self.NEEDS}

    def is_barred(self, action: str) -> bool:
        """Whether one's role never allows `action` here, whatever the cursor is on."""
        return not self.fichier.shop.may(self._needed.get(action, ""))

    def forbidden(self, action: str) -> str | None:
        """Why one's role does not allow `action`, translated; None where it does."""
        needed = self.needed_for(action)
        return None if self.fichier.shop.may(needed) else _(NOT_ALLOWED[needed])

    def why_not(self, action: str) -> str | None:
        """Why `action` is greyed, translated: by one's role, or as things are now; None when it can be done."""
        return self.forbidden(action) or self.disabled_reason(action)

    def disabled_reason(self, action: str) -> str | None:
        """Why `action` cannot be done now, translated; None when it can. Screens add their reasons, then call this."""
        if hasattr(self, f"action_{action}") or hasattr(self, f"_action_{action}"):
            return None
        for key in self._declared_keys():
            if key.action.partition("(")[0] == action:
                return _(key.elsewhere)
        return _("This key does nothing here.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greyed rather than hidden when there is a reason."""
        return True if self.why_not(action) is None else None

    def _declared_keys(self) -> Iterable[keys.Key]:
        for binding_list in self._bindings.key_to_bindings.values():
            for binding in binding_list:
                if (key := keys.declared(binding.id)) is not None:
                    yield key

    @property
    def is_left(self) -> bool:
        """Whether it was closed while something was being read for it: its widgets are going, nothing is painted."""
        return self not in self.fichier.every_screen()

    _leaves: tuple[Result | None] | None = None
    """With what it ends as soon as it is on top again."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, once: what a held key sends after the first is for nobody, and never closes the screen below.

        Where another screen stands over it, that one is not closed in its stead: it leaves when it is on top again.
        """
        if self.is_left:
            return AwaitComplete()
        if self is not self.fichier.screen:
            self._leaves = (result,)
            return AwaitComplete()
        return super().dismiss(result)

    @on(events.ScreenResume)
    def _leave_at_last(self) -> None:
        """On top again: what was over while another screen stood over it leaves now."""
        if self._leaves is not None:
            self.dismiss(self._leaves[0])

    def on_key(self, event: events.Key) -> None:
        """A greyed key says why it is greyed."""
        active = self.active_bindings.get(event.key)
        if active is None and event.key == keys.SAVE.keys and not self.is_modal:
            self.fichier.tell(_("There is nothing to save here: what is noted is in the file at once."), NOTE)
        if active is None or active.enabled:
            return
        # A list may give a key of its own to its screen.
        node = self if active.binding.action.startswith("screen.") else active.node
        if not isinstance(node, KeyedScreen | SaysWhyNot):
            return
        reason = node.why_not(active.binding.action.partition("(")[0].rpartition(".")[2])
        if reason:
            event.stop()
            # One Esc too many is no fault.
            self.fichier.tell(shown(reason), NOTE if active.binding.id == keys.BACK.id else REFUSED)

    async def keep_typed(self) -> None:
        """Keep in the file what is typed and not saved: called every few seconds. Screens with a form override it."""

    def more_help(self) -> Iterable[Content]:
        """What F1 tells besides `HELP_WORDS`: of what the file itself brought here, a line each."""
        return ()

    async def others_wrote(self) -> None:
        """Another program wrote in the file, seen within two seconds. Screens with a form say what became of theirs."""

    async def leaving(self) -> None:
        """The program is about to end or to lock."""
        await self.keep_typed()

    def refresh_words(self) -> None:
        """The language changed: every widget renders anew. A screen that stored translated words extends it."""
        for widget in self.query("*"):
            widget.refresh(layout=True)
        self.refresh_bindings()
