"""Alt+1 to Alt+9: what the shop usually notes, for the contact that is chosen; and what a template is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fichier_tui.domain.line.reading import read_line
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.template import Template
from fichier_tui.i18n import N_, _
from fichier_tui.storage.letters.templates import enter_template, read_templates
from fichier_tui.ui import keys
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    import datetime as dt

    from fichier_tui.ui.app import FichierApp
    from fichier_tui.ui.base import FichierScreen

VERBS: dict[str, str] = {
    "visit": N_("Visit"),
    "purchase": N_("Purchase"),
    "call": N_("Call"),
    "meeting": N_("Appointment"),
    "email": N_("E-mail"),
    "todo": N_("Task"),
    "note": N_("Note"),
}
"""By verb of `domain.template.LOGGED`."""


async def use_template(screen: FichierScreen[Any], place: int) -> None:
    """Note the template of this place for the contact that the screen means."""
    app = screen.fichier
    before = app.status
    contact = await screen.contact_meant()
    if contact is None:
        if app.status is not before:
            return  # The screen said itself what is missing.
        screen.refuse(_(keys.TEMPLATES[0].elsewhere))
        return
    try:
        template, entered = await app.ask(enter_template, place, contact)
    except Refusal as refusal:
        screen.refuse(refusal)
        return
    name = template_name(template, app.today())
    if not entered.entry:
        screen.note(shown(_("{template}: there was nothing left to note.").format(template=name)))
        return
    said = _("{template} noted: {name}").format(template=name, name=entered.name)
    screen.say(shown(said + " — " + _("Ctrl+Z undoes")))
    screen.acted()
    await app.changed()


async def refresh_templates(app: FichierApp) -> None:
    """Read the templates of the moment, for the menu and the help."""
    try:
        app.templates = await app.ask(read_templates)
    except Refusal:
        app.templates = ()  # No file is open: there is nobody to note anything for either.


def template_name(template: Template, today: dt.date) -> str:
    """What a template is called: its name, else what it notes, else what is typed."""
    if template.name:
        return template.name
    verb = read_line(template.line, today, inside_card=True).verb
    return _(VERBS[verb]) if verb in VERBS and len(template.line.split()) == 1 else template.line
