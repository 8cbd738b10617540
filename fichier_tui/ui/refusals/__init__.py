"""The sentences of what is refused, one table an area: one sentence for what is so, one for what to do.

A placeholder is a detail of the refusal. `ui/words.py` says them. An area is a module of this folder.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

REFUSALS: dict[str, str] = {
    code: words
    for area in iter_modules(__path__)
    for code, words in import_module(f"{__name__}.{area.name}").REFUSALS.items()
}
