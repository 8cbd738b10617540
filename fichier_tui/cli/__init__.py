"""The front door: the verbs of the program without a screen, and the way to the screens.

`fichier FILE` opens the program; `fichier VERB FILE …` does one thing and ends, for scripts, for readers of one
line at a time, and for the checks of the program itself. Exit status: 0 done, 1 refused (a sentence on the error
output), 2 wrong usage. With `--json` the answer is one JSON object whose names are stable (docs/command-line.md).
"""

from __future__ import annotations

from importlib import import_module

import click

from fichier_tui import __version__
from fichier_tui.cli.spoken import SpokenOption, Verb, choose_language
from fichier_tui.i18n import N_

# Where each verb is, imported when it is asked for: to open the program needs none of what the others need.
VERBS = {
    "add": "adding.add",
    "agenda": "plans.agenda",
    "backup": "copies.backup",
    "check": "checking.check",
    "communes": "communes.communes",
    "confirm": "confirming.confirm",
    "demo": "doors.demo",
    "export": "foreign.export",
    "import": "foreign.import_",
    "journal": "journal.journal",
    "letters": "letters.letters",
    "new": "files.new",
    "open": "doors.open_",
    "proposals": "proposals.proposals",
    "register": "registers.register",
    "restore": "copies.restore",
    "retention": "retention.retention",
    "rfm": "ranking.rfm",
    "rights": "rights.rights",
    "search": "people.search",
    "segment": "plans.segment",
    "send": "sending.send",
    "sendings": "sending_answers.sendings",
    "sms": "sms.sms",
    "staff": "staff.staff",
    "stats": "people.stats",
}


class Verbs(Verb, click.Group):
    """Verbs by their name; anything else is a file to open, and nothing at all the file opened last."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs by their name, in the order of the alphabet."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb, out of the module where it is."""
        if cmd_name not in VERBS:
            return None
        module, _dot, name = VERBS[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"fichier_tui.cli.{module}"), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language; put the verb `open` before what is no verb."""
        choose_language(args)
        if args and args[0].startswith("--lang="):
            args = args[1:]
        elif args[:1] == ["--lang"]:  # before the verb as well as after it
            args = args[2:]
        words = [word for word in args if not word.startswith("-")]
        asked = {"--help", "-h", "--version"} & set(args)
        if not (words and words[0] in VERBS) and not asked:
            args = ["open", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_(
        "Fichier, the customer file that lives in a terminal.\n\n"
        "fichier FILE opens the program on a file, fichier demo on a demonstration; fichier new FILE makes one."
    ),
)
@click.version_option(__version__, prog_name="fichier", cls=SpokenOption, help=N_("Show the version and exit."))
def main() -> None:
    """The command `fichier`."""
