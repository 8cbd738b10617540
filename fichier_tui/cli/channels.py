"""By which channel and what for: the options of the verbs that say who may be contacted, and their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import click

from fichier_tui.cli.spoken import option
from fichier_tui.domain.contactability import PROSPECTING, PURPOSES, Retained
from fichier_tui.domain.history import CONSENT_CHANNELS
from fichier_tui.domain.law import source_of
from fichier_tui.domain.sending import Chosen, LeftOut
from fichier_tui.i18n import LANGUAGES, N_, _

channel_option: Callable[[Any], Any] = option(
    "--channel",
    type=click.Choice(CONSENT_CHANNELS),
    help=N_("Only those who may be contacted so; the others are counted, each with its reason."),
)
channels_option: Callable[[Any], Any] = option(
    "--channel",
    "channels",
    type=click.Choice(CONSENT_CHANNELS),
    multiple=True,
    help=N_("Say how many may be contacted so, and why the others may not; several may be given."),
)
purpose_option: Callable[[Any], Any] = option(
    "--purpose",
    type=click.Choice(PURPOSES),
    help=N_("What for: to sell, about their own purchase, or to ask whether to stay; prospecting unless it is said."),
)
_WRITTEN: tuple[Callable[[Any], Any], ...] = (
    option("--name", default="", help=N_("What the register calls it; else the name of the segment.")),
    option("--purpose", type=click.Choice(PURPOSES), default=PROSPECTING, show_default=True, help=N_("What for.")),
    option("--offer", type=int, metavar="NUMBER", help=N_("The offer that it tells of.")),
    option("--campaign", type=int, metavar="NUMBER", help=N_("The campaign that it belongs to.")),
    option("--letter-language", "language", type=click.Choice(LANGUAGES), help=N_("The language of the text.")),
    option("--dry-run", is_flag=True, help=N_("Say what would be done, and write nothing.")),
    option("--overwrite", is_flag=True, help=N_("Replace a file that is there.")),
)


def written_options(command: Any) -> Any:
    """The options of a verb that writes a sending to a file, in this order in its help."""
    for one in reversed(_WRITTEN):
        command = one(command)
    return command


def aim_of(purpose: str) -> tuple[str, str]:
    """The purpose that the law is asked about, and what is noted in the register: other words are prospecting."""
    return (purpose, "") if purpose in PURPOSES else (PROSPECTING, purpose)


def counts_of(found: Retained | Chosen) -> dict[str, object]:
    """How many are retained, and how many are not by reason, rule and its source, as every answer in JSON gives it."""
    return {
        "retained": len(found.retained),
        "left_out": [
            {"reason": reason, "rule": rule, "source": source_of(rule, reason), "count": count}
            for (reason, rule), count in found.by_reason().items()
        ],
    }


def members_of(found: Retained | Chosen) -> dict[str, object]:
    """The same with the numbers of the contacts."""
    if isinstance(found, Chosen):
        kept, left_out = found.contacts, found.left_out
    else:
        kept = found.retained
        left_out = tuple(LeftOut(contact, answer.reason, answer.rule) for contact, answer in found.left_out)
    return counts_of(found) | {
        "retained_ids": list(kept),
        "left_out_ids": [{"id": one.contact, "reason": one.reason, "rule": one.rule} for one in left_out],
    }


def said_of(found: Retained, channel: str, aim: str) -> Iterator[str]:
    """The same for people: one sentence, then a line for each reason with the law that it rests on."""
    from fichier_tui.ui.contactability_words import counted, left_out_reasons, retained_sentence, texts_of, use_words

    yield _("{use}: {retained}").format(use=use_words(channel, aim), retained=retained_sentence(found, channel))
    for reason, count, rules in left_out_reasons(found):
        law = _("{rule}: {text}").format(rule=", ".join(rules), text=texts_of(rules, reason))
        yield f"  {counted(reason, count, channel)}  [{law}]"
