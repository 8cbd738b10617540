""" "Told": the contact in front of us heard of an offer. One key, and Enter where several offers run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from fichier_tui.domain.awareness import Awareness
from fichier_tui.domain.offer import Offer, subject_of
from fichier_tui.domain.refusal import Refusal
from fichier_tui.i18n import _
from fichier_tui.storage import Session, awareness_cells, read_rows, running_offers, tell_offer
from fichier_tui.ui import format
from fichier_tui.ui.code_words import ACTION_KINDS, word
from fichier_tui.ui.dialogs.question import Choice, Question, confirmation
from fichier_tui.ui.done import done
from fichier_tui.ui.safe import shown

if TYPE_CHECKING:
    from fichier_tui.ui.app import FichierApp


def known_offers(session: Session, contacts: Sequence[int]) -> tuple[str, tuple[tuple[Offer, Awareness | None], ...]]:
    """The name of the contact, and the offers of today with what it knows of each: both for one contact only."""
    offers = running_offers(session)
    if len(contacts) != 1:
        return "", tuple((offer, None) for offer in offers)
    rows = read_rows(session, contacts)
    cells = awareness_cells(session, contacts, [subject_of(offer) for offer in offers])
    return rows[0].name if rows else "", tuple(zip(offers, cells[contacts[0]], strict=True))


async def tell_contacts(app: FichierApp, contacts: Sequence[int]) -> None:
    """Note that these contacts heard of an offer: the only one that runs, or the one that is chosen."""
    if not contacts:
        return
    try:
        name, offers = await app.ask(known_offers, contacts)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    if not offers:
        app.refuse(_("No offer runs today. Ctrl+E shows the offers; N makes one."))
    elif len(offers) == 1:
        await note_told(app, offers[0][0], contacts)
    else:

        async def chosen(code: str | None) -> None:
            if code is not None:
                await note_told(app, next(offer for offer, _knows in offers if str(offer.id) == code), contacts)

        choices = [Choice(str(offer.id), _choice_words(app, offer, knows)) for offer, knows in offers]
        title = name or format.contacts(len(contacts))
        await app.push_screen(Question(shown(title), _("Told just now of which offer?"), choices), chosen)


async def if_it_still_runs(
    app: FichierApp, name: str, ends_on: dt.date | None, go_on: Callable[[], Awaitable[None]]
) -> None:
    """Go on at once; of an offer that has ended, only once that was said and answered."""
    if ends_on is None or ends_on >= app.today():
        await go_on()
        return

    async def answered(answer: str | None) -> None:
        if answer == "yes":
            await go_on()

    over = _("It ended on {day}: whoever hears of it now can no longer use it.").format(day=format.day(ends_on))
    await app.push_screen(confirmation(shown(name), over, _("Yes, they were told")), answered)


async def note_told(app: FichierApp, offer: Offer, contacts: Sequence[int]) -> None:
    """Write it, and say so."""
    try:
        count = await app.ask(tell_offer, offer.id, contacts)
        name = (await app.ask(read_rows, contacts[:1]))[0].name
    except Refusal as refusal:
        app.refuse(refusal)
        return
    if count == 1:
        app.tell(done("offer.told", name=name, offer=offer.details.name))
    else:
        app.tell(done("offer.told_many", name=offer.details.name, count=count))
    await app.changed()


def _choice_words(app: FichierApp, offer: Offer, knows: Awareness | None) -> str:
    """The offer, and when this contact heard of it last."""
    if knows is None or knows.last_told is None:
        return offer.details.name
    day, kind = format.day_short(knows.last_told, app.today()), word(ACTION_KINDS, knows.kind)
    if knows.bought is not None:
        bought = format.day_short(knows.bought, app.today())
        return _("{offer} — told {day} ({kind}), bought {bought}").format(
            offer=offer.details.name, day=day, kind=kind, bought=bought
        )
    return _("{offer} — told {day} ({kind})").format(offer=offer.details.name, day=day, kind=kind)
