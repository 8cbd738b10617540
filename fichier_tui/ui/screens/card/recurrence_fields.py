"""How often, in the form of what is planned; and whether a change is for one or for every one to come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from fichier_tui.domain.line.recurrence import read_every
from fichier_tui.domain.recurrence import DONE, DUE, Recurrence
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.actions.planning import coming_again
from fichier_tui.ui import format
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.dialogs.question import Choice, Question
from fichier_tui.ui.form import Form
from fichier_tui.ui.form_spec import FieldSpec, Search
from fichier_tui.ui.recurrence import every_words
from fichier_tui.ui.screens.card.form_dialog import choices
from fichier_tui.ui.widgets.choosers import Suggestion

COUNTED_FROM = {DUE: N_("the day it was due"), DONE: N_("the day it is done")}
NEXT, END = "next", "end"
ALONE, SERIES = "alone", "series"


def recurrence_specs(search: Search) -> Sequence[FieldSpec]:
    """The two fields: every what, counted from when."""
    return (
        FieldSpec("every", N_("Comes again"), "suggest", search=search, hint=N_("week, monday, last friday")),
        FieldSpec("counted_from", N_("Counted from"), "choice", choices=choices(COUNTED_FROM), free=False),
    )


def recurrence_values(known: Recurrence | None) -> Mapping[str, Any]:
    """What the two fields hold for a recurrence."""
    if known is None:
        return {"every": None, "counted_from": DUE}
    return {"every": Suggestion(known.rule, every_words(known.rule)), "counted_from": known.counted_from}


def recurrence_from(form: Form, answers: Mapping[str, Any]) -> tuple[bool, Recurrence | None]:
    """Whether the two fields can be read, which is said under them otherwise; and what they mean."""
    said: Suggestion | None = answers["every"]
    if said is None or not (said.code or said.words.strip()):
        return True, None
    rule = said.code or read_every(said.words)
    if not rule:
        form.refuse("every", _("Not a rhythm: type for instance week, monday, last friday of the month."))
        return False, None
    return True, Recurrence(rule, answers["counted_from"] or DUE)


def which() -> Question:
    """Asks whether a change is for this one alone, or for every one to come."""
    alone, series = _("This one alone"), _("All of those to come")
    body = _("What is changed comes again. Change:")
    return Question(_("One or all"), body, (Choice(ALONE, alone, alone[:1]), Choice(SERIES, series, series[:1])))


async def given_up(app: FichierApp, actions: Sequence[int], give_up: Callable[[bool], Awaitable[None]]) -> None:
    """Give these up; where one comes again, ask before whether the next one is made. Raises Refusal."""
    count = await app.ask(coming_again, actions)
    if not count:
        await give_up(False)
        return

    async def answered(answer: str | None) -> None:
        if answer is not None:
            await give_up(answer == NEXT)

    body = ngettext(
        "What is given up comes again. And the next one?",
        "{count} of those given up come again. And the next ones?",
        count,
    ).format(count=format.number(count))
    after, end = _("It comes as planned"), _("Nothing more: it ends here")
    choices = (Choice(NEXT, after, after[:1]), Choice(END, end, end[:1]))
    await app.push_screen(Question(_("Give up"), body, choices), answered)
