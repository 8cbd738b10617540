"""Alt and a digit, bound on every full screen and told with the names that the shop gave them: see `ui.templates`."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui.alt_keys import AZERTY_ROW
from fichier_tui.ui.key import CONTACT, Key

TEMPLATES = tuple(
    Key(
        f"template.{place}",
        f"alt+{place},alt+{sign}",
        f"template({place})",
        words,
        tooltip=N_("What the shop notes usually, for the contact that is chosen; Ctrl+O changes it."),
        rank=91,
        group=CONTACT,
        synonyms=N_("template usual quick"),
        elsewhere=N_("Choose a contact first: F3 shows the list."),
        in_footer=False,
        first=True,
    )
    for place, (sign, words) in enumerate(
        zip(
            AZERTY_ROW,
            (
                N_("Template 1"),
                N_("Template 2"),
                N_("Template 3"),
                N_("Template 4"),
                N_("Template 5"),
                N_("Template 6"),
                N_("Template 7"),
                N_("Template 8"),
                N_("Template 9"),
            ),
            strict=True,
        ),
        1,
    )
)
