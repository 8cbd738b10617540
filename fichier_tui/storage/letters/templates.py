"""The templates of the shop: kept with its settings, noted for a contact as one operation."""

from __future__ import annotations

from fichier_tui.domain.line import Line
from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.line.resolution import Entered
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.template import NAME_LIMIT, PLACES, Template, check_template
from fichier_tui.domain.text import clean_line
from fichier_tui.storage.line.reading import enter_line, line_vocabulary
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting
from fichier_tui.storage.shop import read_settings

_KEY = "templates"


def read_templates(session: Session) -> tuple[Template, ...]:
    """The templates in their places, those that are free included."""
    kept = [Template(name, line) for name, line in read_settings(session).templates][:PLACES]
    return (*kept, *(Template() for _place in range(PLACES - len(kept))))


def change_template(session: Session, place: int, template: Template) -> None:
    """Put a template in its place, 1 to 9; without a line the place becomes free.

    Raises the refusals of `domain.template.check_template`.
    """
    session.require(SETTINGS)
    name, line = clean_line(template.name)[:NAME_LIMIT], clean_line(template.line)
    if line:
        check_template(read_template(session, line))
    templates = list(read_templates(session))
    templates[place - 1] = Template(name if line else "", line)
    with session.operation("template.changed", name=name or line, key=place) as operation:
        keep_setting(operation, _KEY, [(one.name, one.line) for one in templates])


def read_template(session: Session, text: str) -> Line:
    """What the line of a template says, by the words of this file."""
    return read_line(text, session.today, line_vocabulary(session), inside_card=True)


def enter_template(session: Session, place: int, contact: int) -> tuple[Template, Entered]:
    """Note the template of a place for a contact. Raises Refusal: template.empty, and those of `enter_line`."""
    template = read_templates(session)[place - 1]
    if not template.line:
        raise Refusal("template.empty", key=f"Alt+{place}")
    line = read_template(session, template.line)
    return template, enter_line(session, line, contact, inside_card=True)
