"""Verbs and options whose help is said in the language of the user.

Click translates its own words ("Usage", "Options") with the standard gettext; it is given our catalogue.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from fichier_tui import i18n, settings
from fichier_tui.i18n import DOMAIN, LOCALE_FOLDER, _

Command = TypeVar("Command", bound=Callable[..., Any])


def choose_language(words: Sequence[str]) -> None:
    """Speak what `--lang` asks for, else what the settings say, before anything is parsed or shown."""
    asked = next((words[place + 1] for place, word in enumerate(words[:-1]) if word == "--lang"), "")
    asked = next((word.removeprefix("--lang=") for word in words if word.startswith("--lang=")), asked)
    i18n.ask_for(asked if asked in i18n.LANGUAGES else "")
    if not i18n.asked_for():
        i18n.use_language(settings.read_settings().language)
    gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = i18n.language()


def translated(words: str | None) -> str:
    """Words marked by `N_`, in the language spoken now."""
    return _(words) if words else ""


class Verb(click.Command):
    """A verb whose help is translated when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its description."""
        self.help = translated(self.help)
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Its line in the list of verbs, whole."""
        return translated(self.help).split("\n", 1)[0]


class SpokenOption(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its line."""
        self.help = translated(self.help)
        return super().get_help_record(ctx)


def option(*names: str, **attributes: Any) -> Callable[[Command], Command]:
    """`click.option` with a help in the language of the user."""
    return click.option(*names, cls=SpokenOption, **attributes)
