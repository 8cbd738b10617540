"""Where a line may be broken: not at a no-break space. French puts one after «, before » and before : ; ! ? € %.

Rich, which breaks the lines of Textual, takes a word for what stands between any two spaces, those too.
"""

from __future__ import annotations

import re

from rich import _wrap

WORD = re.compile(r"[^\S\xa0\u202f]*[\S\xa0\u202f]+[^\S\xa0\u202f]*")
"""A word with the spaces around it; both no-break spaces, the usual and the narrow one, are letters of it."""


def teach() -> None:
    """Tell Rich what a word is; done once for the process."""
    _wrap.re_word = WORD
