"""`fichier register`: the registers that the law asks for, in JSON or as a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from fichier_tui.cli.common import Asked, answer, on_file, opened
from fichier_tui.cli.spoken import Verb, argument, option
from fichier_tui.i18n import N_, _

REGISTERS = ("processing", "exports", "breaches")


@click.command(
    "register",
    cls=Verb,
    help=N_("A register that the law asks for, read or written to OUT, which ends in .xlsx, .pdf or .docx."),
)
@on_file
@argument("which", type=click.Choice(REGISTERS))
@argument("out", type=click.Path(path_type=Path), required=False)
@option("--overwrite", is_flag=True, help=N_("Write over a file that is there already."))
def register(asked: Asked, which: str, out: Path | None, overwrite: bool) -> None:
    """`fichier register`."""
    from fichier_tui.exchange.registers.document import RegisterDocument, write_register
    from fichier_tui.storage import read_settings
    from fichier_tui.storage.rights.breaches import list_breaches
    from fichier_tui.storage.rights.processing import list_exports, read_processing
    from fichier_tui.ui.register_documents import (
        breaches_document,
        copies_known,
        exports_document,
        processing_document,
    )

    with opened(asked) as file:
        business = file.call(read_settings).business
        now, day = file.call(lambda session: (session.now(), session.today))
        values: dict[str, object]
        document: RegisterDocument
        if which == "processing":
            found = file.call(read_processing, copies_known(file))
            document, values = processing_document(found), _spoken(found)
            values["missing"] = list(found.controller.missing())
        elif which == "exports":
            lines_found = file.call(list_exports)
            document = exports_document(lines_found, business, day)
            values = {"exports": [_spoken(line) for line in lines_found]}
        else:
            breaches = file.call(list_breaches)
            document = breaches_document(breaches, business, now, day)
            values = {
                "breaches": [
                    _spoken(one) | {"state": one.state(now), "cnil_due_at": one.cnil_due_at} for one in breaches
                ]
            }
        written = None if out is None else write_register(file, document, out, overwrite=overwrite)

    def lines() -> Iterator[str]:
        yield f"{document.title} · {document.subtitle}"
        for table in document.tables:
            yield ""
            yield table.heading
            for row in table.rows:
                yield "  " + " · ".join(text.replace("\n", ", ") for text in row if text)
        if written is not None:
            yield ""
            yield _("Written: {path}").format(path=written)

    answer(asked.as_json, {"register": which, "day": day, "path": written} | values, lines)


def _spoken(value: object) -> dict[str, object]:
    """A frozen dataclass as JSON takes it: what was counted by two codes is told by both in one."""
    from fichier_tui.cli.common import plain

    found = plain(value)
    assert isinstance(found, dict)
    return {
        name: {" ".join(key): count for key, count in held.items()} if name == "left_out" else _listed(held)
        for name, held in found.items()
    }


def _listed(held: object) -> object:
    return list(held) if isinstance(held, tuple) else dict(held) if hasattr(held, "keys") else held  # type: ignore[call-overload]
