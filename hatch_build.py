"""Compile the message catalogues when the package is built or installed.

`compile_catalogues` is also called by the tests, so that a working copy never shows stale words.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOMAIN = "fichier"


def read_catalogue(folder: Path, language: str) -> Catalog:
    """Join the `.po` files of one language (one file a room or screen) into one catalogue.

    Raises ValueError when two files give the same message two different translations.
    """
    joined = Catalog(locale=language, charset="utf-8")
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale=language, abort_invalid=True):
                if not message.id:
                    continue
                known = joined.get(message.id, message.context)
                if known is not None and known.string != message.string:
                    raise ValueError(f"{path.name}: {message.id!r} is already translated otherwise")
                joined.add(message.id, message.string, context=message.context)
    return joined


def compile_catalogues(root: Path) -> list[Path]:
    """Write `locale/<language>/LC_MESSAGES/fichier.mo` for every language under `root`; return the files."""
    written = []
    for folder in sorted((root / "fichier_tui" / "locale").glob("*")):
        if not folder.is_dir() or not any(folder.glob("*.po")):
            continue
        target = folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}.part")  # two programs may compile at once
        with partial.open("wb") as stream:
            write_mo(stream, read_catalogue(folder, folder.name))
        partial.replace(target)
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it gathers the files of a wheel, editable or not."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))
