"""The one way to show what a user or a file wrote: as `Content`, where `[red]` and `[@click=…]` are only letters.

A `str` given to a widget is read as markup: a client called `[/b] Dupont [SARL]` would crash it, and `[@click=…]`
would run an action. Text is cleaned of control characters at every entrance (`domain.text`); here it is cleaned once
more, since a file may have been written by another program.
"""

from __future__ import annotations

from textual.content import Content

from fichier_tui.domain.text import clean_line, clean_text


def shown(text: object, style: str = "") -> Content:
    """One line of somebody's text for a widget, never markup; `style` as Textual writes it ("bold $accent")."""
    content = Content(clean_line(str(text)))
    return content.stylize(style) if style else content


def shown_lines(text: object, style: str = "") -> Content:
    """Several lines of somebody's text (a note) for a widget, never markup."""
    content = Content(clean_text(str(text)))
    return content.stylize(style) if style else content


def fitted(text: str, width: int) -> Content:
    """One line of somebody's text cut to `width` cells, with an ellipsis where it was cut."""
    return shown(text).truncate(max(width, 0), ellipsis=True)
