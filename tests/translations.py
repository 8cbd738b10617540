"""`python -m tests.translations`: every message of the program has its French, and none is left over."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.extract import extract_from_dir

from hatch_build import compile_catalogues, read_catalogue

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "fichier_tui"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def faults() -> list[str]:
    """One line for each message without French, each French without message, each broken placeholder."""
    catalogue = read_catalogue(PACKAGE / "locale" / "fr", "fr")
    wanted: dict[tuple[str, str | None], str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, singular, context in messages_in(path.read_text(encoding="utf-8")):
            wanted[(singular, context)] = f"{path.relative_to(PACKAGE)}:{line}"
    lines = []
    for (key, context), place in sorted(wanted.items(), key=lambda item: item[1]):
        known = catalogue.get(key, context)
        strings = () if known is None else ((known.string,) if isinstance(known.string, str) else known.string)
        if not strings or not all(strings):
            lines.append(f"{place}: no French for {key!r}")
        elif known is not None:
            lines += [f"{place}: {error}" for error in known.check(catalogue)]
    used = set(wanted) | words_of_click()
    for french in catalogue:
        french_key = french.id if isinstance(french.id, str) else french.id[0]
        if french_key and (french_key, french.context) not in used:
            lines.append(f"locale/fr: {french_key!r} is translated and nowhere used")
    return lines


def messages_in(source: str) -> Iterator[tuple[int, str, str | None]]:
    """The messages that a module asks for: line, words (the singular), context.

    Read from the syntax tree, not from the tokens: until Python 3.12 an f-string is one token, and what is asked for
    between its braces would go unseen.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if node.func.id == "pgettext" and len(said) > 1:
                yield node.lineno, said[1], said[0]
            elif node.func.id != "pgettext" and said:
                yield node.lineno, said[0], None


def words_of_click() -> set[tuple[str, str | None]]:
    """The messages that Click itself asks our catalogue for."""
    folder = Path(click.__file__).parent
    found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {(message if isinstance(message, str) else message[0], context) for _f, _l, message, _c, context in found}


def main() -> int:
    """Compile, then print the faults; the exit status says whether there were any."""
    compile_catalogues(ROOT)
    found = faults()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
