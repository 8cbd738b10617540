"""What the verbs share: the options, the opening of the file, the two forms of an answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import os
import re
import shutil
import sys
import textwrap
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from fichier_tui import i18n
from fichier_tui.cli.attempts import counted, tell_of_attempts
from fichier_tui.cli.own_faults import telling_only_where
from fichier_tui.cli.spoken import argument, option
from fichier_tui.domain.refusal import Refusal
from fichier_tui.hardening import harden
from fichier_tui.i18n import N_, _
from fichier_tui.ui.words import sentence

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile

PASSPHRASE_VARIABLE = "FICHIER_PASSPHRASE_FILE"

_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The options that every verb on a file has."""

    path: Path
    as_json: bool
    day: dt.date | None
    passphrase_file: Path | None
    login: str | None


def read_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dt.date | None:
    """`--day`: a day in ISO form."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        words = (
            _("there is no such day: {day}") if _ISO_DAY.fullmatch(value) else _("{day} is no day, write YYYY-MM-DD")
        )
        raise click.BadParameter(words.format(day=value)) from error


language_option = option(
    "--lang", type=click.Choice(i18n.LANGUAGES), help=N_("Speak French or English, whatever the settings say.")
)
day_option = option("--day", callback=read_day, metavar="YYYY-MM-DD", help=N_("The day to reckon from."))
json_option = option("--json", "as_json", is_flag=True, help=N_("Answer in JSON, with stable names."))
passphrase_option = option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Read the passphrase from the first line of a file (or of the one that FICHIER_PASSPHRASE_FILE names)."),
)


def speaks(command: Command) -> Command:
    """A verb: a refusal is a sentence on the error output and exit status 1."""

    @functools.wraps(command)
    def spoken(*args: Any, lang: str | None, **kwargs: Any) -> Any:
        harden()
        with telling_only_where(), refusing():
            return command(*args, **kwargs)

    return language_option(spoken)  # type: ignore[return-value]


def on_file(command: Command) -> Command:
    """A verb on a file: FILE, --json, --day, --passphrase-file and --as, given to it as `Asked`."""

    @functools.wraps(command)
    def asked(
        *args: Any,
        file: Path,
        as_json: bool,
        day: dt.date | None,
        passphrase_file: Path | None,
        login: str | None,
        **kwargs: Any,
    ) -> Any:
        return command(Asked(file, as_json, day, passphrase_file, login), *args, **kwargs)

    options = (
        argument("file", type=click.Path(path_type=Path)),
        option("--as", "login", metavar="LOGIN", help=N_("Who you are, when several people open the file.")),
        passphrase_option,
        day_option,
        json_option,
    )
    decorated: Any = speaks(asked)
    for decorate in options:
        decorated = decorate(decorated)
    result: Command = decorated
    return result


@contextmanager
def refusing() -> Iterator[None]:
    """Say a refusal as a sentence and leave with status 1."""
    try:
        yield
    except Refusal as refusal:
        words = sentence(refusal)
        if refusal.code == "login.needed":
            words += " " + _("Add --as LOGIN.")
        refuse(words)


def refuse(words: str) -> NoReturn:
    """Leave with status 1 and a sentence on the error output."""
    click.echo(words, err=True)
    sys.exit(1)


def passphrase_for(asked_file: Path | None, question: str) -> str:
    """The passphrase: from the file that is named, from that of the environment, or asked for without an echo."""
    if (given := given_passphrase(asked_file)) is not None:
        return given
    if not sys.stdin.isatty():
        refuse(_("No passphrase: give --passphrase-file, or set {variable}.").format(variable=PASSPHRASE_VARIABLE))
    return asked_for(question, hidden=True)


def asked_for(question: str, proposed: str = "", *, hidden: bool = False) -> str:
    """What is typed after the question; Enter alone takes what is proposed, or is an empty answer where it is shown."""
    default = None if hidden else proposed
    suffix = _("{question}: ").format(question="")
    return str(
        click.prompt(question, default, hide_input=hidden, err=True, show_default=bool(proposed), prompt_suffix=suffix)
    )


def warn_of_weak(*, is_new: bool = False) -> None:
    """Say that a passphrase is weak and what to do: it is taken all the same. `is_new`: it is that of a new file."""
    lines = [
        _("! This passphrase is easy to guess: whoever copies the file may open it."),
        "  " + _("Several words that nobody would put together are hard to guess and easy to remember."),
    ]
    if is_new:
        lines.append("  " + _("Change it while the file is still empty: fichier staff FILE passphrase"))
    click.echo("\n".join(lines), err=True)


def asked_twice(question: str) -> str:
    """A new passphrase, typed twice without an echo; nothing is done where the two differ."""
    first = asked_for(question, hidden=True)
    if first != asked_for(_("The same again"), hidden=True):
        refuse(_("The two passphrases differ. Nothing was made."))
    return first


def given_passphrase(asked_file: Path | None) -> str | None:
    """The first line of the passphrase file that was named, or None when none was. Raises Refusal when unreadable."""
    variable = os.environ.get(PASSPHRASE_VARIABLE)
    path = asked_file or (Path(variable) if variable else None)
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except FileNotFoundError as error:
        raise Refusal("text.no_file", path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("file.unreadable", path=str(path)) from error


@contextmanager
def opened(asked: Asked) -> Iterator[Any]:
    """The file that was asked for, open; closed afterwards whatever happens."""
    passphrase = passphrase_for(asked.passphrase_file, _("Passphrase"))
    file = open_patiently(asked.path, passphrase, asked.login, asked.day)
    try:
        yield file
    finally:
        file.close()


def open_patiently(path: Path, passphrase: str, login: str | None, day: dt.date | None) -> OpenFile:
    """Open a file; whoever guesses waits as at the lock screen, and who opens tells the journal of it.

    Raises Refusal: attempts.wait (`seconds`), and those of `open_file`.
    """
    from fichier_tui.storage.opening import open_file

    with counted(path, login):
        file = open_file(path, passphrase, login, day=day)
    tell_of_attempts(file, path)
    warn_of_clock(file)
    return file


def warn_of_clock(file: OpenFile) -> None:
    """Say on the error output that the clock of this computer was set back, where the file shows it."""
    from fichier_tui.storage import clock_behind
    from fichier_tui.ui.clock_words import clock_words

    if (latest := file.call(clock_behind)) is not None:
        click.echo(clock_words(dt.datetime.now(dt.UTC), latest), err=True)


def answer(as_json: bool, values: dict[str, object], lines: Callable[[], Iterator[str]]) -> None:
    """Print the answer: one JSON object, or the lines made for people."""
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False, indent=1, default=plain))
    else:
        for line in lines():
            click.echo(_whole_words(line))


def _whole_words(line: str) -> str:
    """A sentence too long for the terminal, broken between two words; what goes to a file stays one line."""
    width = shutil.get_terminal_size().columns
    if not sys.stdout.isatty() or len(line) <= width:
        return line
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(line, width - 1, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def plain(value: object) -> object:
    """A value as JSON takes it: days and instants in ISO form, frozen dataclasses as objects."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, array):
        return value.tolist()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def read_text(path: Path) -> str:
    """The text to be sent, in UTF-8. Raises Refusal: text.no_file, text.not_utf8, file.unreadable,
    letter.empty_text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal("text.no_file", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise Refusal("text.not_utf8", path=str(path)) from error
    except OSError as error:
        raise Refusal("file.unreadable", path=str(path)) from error
    if not text.strip():
        raise Refusal("letter.empty_text")
    return text
