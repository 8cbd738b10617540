"""Verbs and options whose help is said in the language of the user.

Click translates its own words ("Usage", "Options") with the standard gettext; it is given our catalogue.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from fichier_tui import i18n, settings
from fichier_tui.i18n import DOMAIN, LOCALE_FOLDER, N_, _

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


# What stands for a value, in the usage of a verb and beside its options.
PLACES = {
    "ACTION": N_("ACTION"),
    "ADDRESS": N_("ADDRESS"),
    "ARGS": N_("ARGS"),
    "CHANNEL": N_("CHANNEL"),
    "COLUMN": N_("COLUMN"),
    "COMMAND": N_("COMMAND"),
    "COPY": N_("COPY"),
    "FIELD": N_("FIELD"),
    "FILE": N_("FILE"),
    "FOLDER": N_("FOLDER"),
    "INTEGER": N_("INTEGER"),
    "LINE": N_("LINE"),
    "LOGIN": N_("LOGIN"),
    "MODEL": N_("MODEL"),
    "NAME": N_("NAME"),
    "NUMBER": N_("NUMBER"),
    "OUT": N_("OUT"),
    "RANGE": N_("RANGE"),
    "TARGET": N_("TARGET"),
    "TEXT": N_("TEXT"),
    "TOKEN": N_("TOKEN"),
    "TOWN": N_("TOWN"),
    "YYYY-MM-DD": N_("YYYY-MM-DD"),
}
MINUS = "\N{MINUS SIGN}"
_PLACE = re.compile("YYYY-MM-DD|[A-Z]+")


def said_place(words: str) -> str:
    """The words that stand for values ("[OPTIONS] FILE"), in the language spoken now."""
    return _PLACE.sub(lambda found: translated(PLACES.get(found[0], "")) or found[0], words)


class Verb(click.Command):
    """A verb whose help is translated when it is shown."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows its name."""
        return [said_place(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its description."""
        self.help = translated(self.help)
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Its line in the list of verbs, whole."""
        return translated(self.help).split("\n", 1)[0]


class ConditionVerb(Verb):
    """A verb on a condition, which may begin with a minus: "-tag:presse" is none of its options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write the minus of a condition as the sign that no option begins with."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        known = {name for one in options for name in (*one.opts, *one.secondary_opts)}
        with_value = {name for one in options if not (one.is_flag or one.count) for name in one.opts}
        words: list[str] = []
        for place, word in enumerate(args):
            if word == "--":
                return super().parse_args(ctx, [*words, *args[place:]])
            is_value = place > 0 and args[place - 1] in with_value
            begins = word[:1] == "-" and word[1:2] not in ("", "-")
            words.append(f"{MINUS}{word[1:]}" if begins and not is_value and word not in known else word)
        return super().parse_args(ctx, words)


class SpokenOption(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its line."""
        self.help = translated(self.help)
        return super().get_help_record(ctx)

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value."""
        return said_place(super().make_metavar(ctx))


class SpokenArgument(click.Argument):
    """An argument whose name is translated when it is shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Its name."""
        return said_place(super().make_metavar(ctx))


def argument(*names: str, **attributes: Any) -> Callable[[Command], Command]:
    """`click.argument` with a name in the language of the user."""
    return click.argument(*names, cls=SpokenArgument, **attributes)


def option(*names: str, **attributes: Any) -> Callable[[Command], Command]:
    """`click.option` with a help in the language of the user."""
    return click.option(*names, cls=SpokenOption, **attributes)
