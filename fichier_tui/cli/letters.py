"""`fichier letters`: letters and labels for a segment, as far as the law lets them be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fichier_tui.cli.channels import members_of, written_options
from fichier_tui.cli.common import Asked, answer, on_file, opened, read_text
from fichier_tui.cli.spoken import ConditionVerb, argument, option
from fichier_tui.domain.contactability import POST
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import Chosen, SendingDetails, nobody_left
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.i18n import language as spoken_language
from fichier_tui.ui import format as written

if TYPE_CHECKING:
    from fichier_tui.exchange.letters.paper import Composed, Written
    from fichier_tui.storage.thread import OpenFile

_NO_FILE = Path()


class LettersVerb(ConditionVerb):
    """The verb, which needs no FILE where it only makes a model."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put nothing in place of a FILE that is not there, beside --model."""
        if not any(word.startswith("--model") for word in args):
            return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, list(args))
        except click.MissingParameter:
            return super().parse_args(ctx, [str(_NO_FILE), *args])


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for besides the file."""

    segment: str
    target: Path
    docx: Path | None
    text: Path | None
    labels: str
    start: int
    outline: bool
    apart: bool
    sender: tuple[str, ...]
    place: str
    name: str
    purpose: str
    offer: int | None
    campaign: int | None
    language: str
    dry_run: bool
    overwrite: bool


@click.command(
    "letters",
    cls=LettersVerb,
    help=N_(
        "Letters or labels for a segment, as far as the law lets them go: --docx MODEL, --text FILE, --labels CODE."
    ),
)
@on_file
@argument("segment", required=False)
@argument("target", metavar="OUT", type=click.Path(path_type=Path), required=False)
@option("--docx", type=click.Path(path_type=Path, dir_okay=False), metavar="MODEL", help=N_("A model made in Word."))
@option("--text", type=click.Path(path_type=Path, dir_okay=False), help=N_("The file of the text, in UTF-8."))
@option("--labels", default="", metavar="CODE", help=N_("A sheet of labels (L7160, L7163, L7165, L7651, 3474…)."))
@option("--start", default=1, type=click.IntRange(1), help=N_("With --labels: the first label to print on."))
@option("--outline", is_flag=True, help=N_("With --labels: draw where they are, to try on plain paper."))
@option("--apart", is_flag=True, help=N_("With --docx: one document for each contact, in a new folder."))
@option("--sender", multiple=True, metavar="LINE", help=N_("With --text: a line under the name of the business."))
@option("--place", default="", metavar="TOWN", help=N_("With --text: where the letter is written."))
@option(
    "--model", type=click.Path(path_type=Path), metavar="OUT.docx", help=N_("Only make a model, to change in Word.")
)
@written_options
def letters(asked: Asked, model: Path | None, **options: Any) -> None:
    """`fichier letters`."""
    if model is not None:
        _make_model(asked, model, options["overwrite"])
        return
    if not options["segment"] or options["target"] is None:
        raise click.UsageError(_("Say for whom and where to: fichier letters FILE SEGMENT OUT"))
    if (options["docx"] is not None) + (options["text"] is not None) != 1 and not (
        options["labels"] and options["docx"] is options["text"] is None
    ):
        raise click.UsageError(_("Say one of these: --docx MODEL, --text FILE, --labels CODE."))
    wish = Wish(**{**options, "language": options["language"] or ""})
    with opened(asked) as file:
        _write(asked, file, wish)


def _make_model(asked: Asked, target: Path, overwrite: bool) -> None:
    from fichier_tui.exchange.letters.docx_model import make_model
    from fichier_tui.exchange.whole_file import place_for, put_whole
    from fichier_tui.storage import read_settings

    business = ""
    if asked.path != _NO_FILE:
        with opened(asked) as file:
            business = file.call(read_settings).business
    target = place_for(target, overwrite=overwrite)
    put_whole(target, make_model(business, spoken_language()), overwrite=overwrite, enter=lambda: None)

    def lines() -> Iterator[str]:
        yield _("Model written to {path}: change it in Word, then use it with --docx.").format(path=target)

    answer(asked.as_json, {"path": str(target)}, lines)


def _write(asked: Asked, file: OpenFile, wish: Wish) -> None:
    from fichier_tui.cli.plans import find_members
    from fichier_tui.exchange.letters.paper import write_paper
    from fichier_tui.exchange.whole_file import place_for
    from fichier_tui.storage import read_settings
    from fichier_tui.storage.letters.recipients import choose_for_sending

    details = SendingDetails(
        wish.name or wish.segment,
        channel=POST,
        text=read_text(wish.text) if wish.text is not None else "",
        language=wish.language or file.call(read_settings).language,
        segment=wish.segment,
        offer=wish.offer,
        campaign=wish.campaign,
        purpose=wish.purpose,
    )
    _tree, ids = find_members(file, wish.segment)
    chosen = file.call(choose_for_sending, POST, wish.purpose, list(ids), campaign=wish.campaign)
    letter = _compose_letter(file, details, chosen, wish)
    # Labels for the letters that are made: for those, and no others.
    labels = _compose_labels(file, details, chosen if letter is None else letter.chosen, wish) if wish.labels else None
    beside = wish.target if letter is None else wish.target.with_name(f"{wish.target.stem}-{wish.labels}.pdf")
    done: list[Written] = []
    if not wish.dry_run:
        if labels is not None:
            place_for(beside, overwrite=wish.overwrite)  # before the letters are written, not after
        if letter is not None:
            done.append(write_paper(file, letter, wish.target, overwrite=wish.overwrite))
        if labels is not None and labels.chosen.retained:
            done.append(
                write_paper(file, labels, beside, overwrite=wish.overwrite, goes_with_another=letter is not None)
            )
        elif letter is None and labels is not None:
            raise nobody_left(labels.chosen, POST)
    _say(asked, letter or labels, labels, done, wish.dry_run)


def _compose_letter(file: OpenFile, details: SendingDetails, chosen: Chosen, wish: Wish) -> Composed | None:
    from fichier_tui.exchange.letters.paper import compose_pdf, compose_word
    from fichier_tui.exchange.letters.pdf import Letterhead
    from fichier_tui.storage import read_settings

    if wish.docx is not None:
        _checked_name(wish.target, "" if wish.apart else ".docx")
        return compose_word(file, details, chosen, wish.docx, apart=wish.apart)
    if wish.text is None:
        return None
    _checked_name(wish.target, ".pdf")
    head = Letterhead(file.call(read_settings).business, wish.sender, wish.place)
    return compose_pdf(file, details, chosen, head=head)


def _compose_labels(file: OpenFile, details: SendingDetails, chosen: Chosen, wish: Wish) -> Composed:
    from fichier_tui.exchange.letters.labels import label_sheet
    from fichier_tui.exchange.letters.paper import compose_labels

    if wish.docx is wish.text is None:
        _checked_name(wish.target, ".pdf")
    return compose_labels(file, details, chosen, label_sheet(wish.labels), start=wish.start, outline=wish.outline)


def _checked_name(target: Path, suffix: str) -> None:
    if suffix and target.suffix.lower() != suffix:
        raise Refusal("letter.format", name=target.name, suffix=suffix)


def _say(asked: Asked, main: Composed | None, labels: Composed | None, done: list[Written], dry_run: bool) -> None:
    from fichier_tui.ui.paper_words import print_warnings
    from fichier_tui.ui.sending_words import chosen_words

    assert main is not None

    def lines() -> Iterator[str]:
        if dry_run:
            yield _("Nothing was written. It would give:")
        yield chosen_words(main.chosen, POST)
        if labels is not None and labels is not main:
            yield _("Labels: {retained}").format(retained=chosen_words(labels.chosen, POST))
        yield from print_warnings(main)
        if labels is not None:
            yield ngettext("{count} sheet of labels", "{count} sheets of labels", labels.sheets).format(
                count=written.number(labels.sheets)
            )
        for one in done:
            yield _("{contacts} written to {path}").format(
                contacts=written.contacts(len(one.chosen.retained)), path=one.path
            )

    values: dict[str, object] = {
        **members_of(main.chosen),
        "written": len(main.chosen.retained) if done else 0,
        "path": str(done[0].path) if done else None,
        "sending": done[0].sending.id if done and done[0].sending is not None else None,
        "sheets": 0 if labels is None else labels.sheets,
        "labels": None if labels is None else len(labels.chosen.retained),
        "labels_path": str(done[-1].path) if labels is not None and len(done) > (labels is not main) else None,
        "replaced": list(main.replaced),
    }
    answer(asked.as_json, values, lines)
