"""Textual's style sheets, parsed once for all the programs that the tests start in one process.

A program parses some sixty of them when it starts and as its screens come; the tests start thousands of programs, of
which each would parse the same sheets with the same colours: a tenth of their time.
"""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def install() -> None:
    """Let every style sheet take from the others what was parsed of the same text with the same variables."""
    parse_anew = Stylesheet._parse_rules
    if parse_anew.__module__ == __name__:
        return

    def parse_rules(self: Stylesheet, css: str, *arguments: Any, **options: Any) -> list[RuleSet]:
        variables = frozenset(self._variables.items())
        key = (variables, css, arguments, tuple(options.items()))
        if key not in _parsed:
            _parsed[key] = parse_anew(self, css, *arguments, **options)
        return _parsed[key]

    Stylesheet._parse_rules = parse_rules  # type: ignore[method-assign]
