"""A cell of a text file that a spreadsheet would run as a formula, made harmless; and read back as it was.

A spreadsheet runs what begins with `=`, `+`, `-`, `@`, a tab or a line break (their full-width forms too, in some
versions). Such a text is written with an apostrophe before it, which is how one types text into Excel. One that
has apostrophes before such a sign already gets one more, so that reading takes away exactly what writing added.
"""

from __future__ import annotations

import re

_RUNS = "=+\\-@＝＋－＠\t\r\n"
_TO_GUARD = re.compile(rf"[\s']*[{_RUNS}]")
_GUARDED = re.compile(rf"'[\s']*[{_RUNS}]")


def guarded(text: str) -> str:
    """`text` as it may stand in a .csv: never a formula."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def holds_guarded(text: str) -> bool:
    """Whether anything in a whole file may have been guarded: most have nothing, and are read without looking."""
    return _GUARDED.search(text) is not None


def unguarded(text: str) -> str:
    """What `guarded` was given. For reading text files only: in a workbook an apostrophe means itself."""
    return text[1:] if _GUARDED.match(text) else text
