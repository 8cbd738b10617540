"""The one-line entry in a file: what it knows that a line may name, whom a line means, and writing all that it says."""

from __future__ import annotations

from dataclasses import replace

from fichier_tui.domain.full_name import has_first_name
from fichier_tui.domain.line import Ambiguity, Line
from fichier_tui.domain.line.line import OF_AN_ACTION, TOLD
from fichier_tui.domain.line.resolution import (
    AS_NOTE,
    AS_PRODUCT,
    AS_RESULT,
    AS_SUBJECT,
    CHOSEN,
    Entered,
    Resolution,
)
from fichier_tui.domain.line.vocabulary import Vocabulary
from fichier_tui.storage import models
from fichier_tui.storage.contacts import name_of
from fichier_tui.storage.counter import CounterEntry, enter, journal_verb
from fichier_tui.storage.line.checks import allowed_by, checked
from fichier_tui.storage.line.colleagues import colleague_called, with_colleague
from fichier_tui.storage.line.entry import PLANS, entry_of, new_details, said_details, sells, typed_name
from fichier_tui.storage.line.namesakes import name_told_apart
from fichier_tui.storage.line.person import Person, chosen_person, compared, find_person, without_civility, without_name
from fichier_tui.storage.line.trade import (
    choose_action,
    names_action,
    own_sources,
    priced,
    product_names,
    said_of_consents,
    segment_meant,
    town_of,
)
from fichier_tui.storage.loyalty import earned_in
from fichier_tui.storage.session import Session

_UNSAID = (None, None, None)


def line_vocabulary(session: Session) -> Vocabulary:
    """What the file has that a line may name: its products, the most usual first, its labels, its own sources."""
    tags = (row.name for row in models.Tag.select(models.Tag.name).where(models.Tag.kind == "tag"))
    return Vocabulary.of(product_names(session), tags, own_sources(session))


def resolve_line(
    session: Session,
    line: Line,
    contact: int | None = None,
    *,
    as_new: bool = False,
    inside_card: bool = False,
    action: int | None = None,
) -> Resolution:
    """What a line comes to in this file. Writes nothing, and raises nothing: `faults` tell what Enter would refuse.

    `contact` was chosen by hand; `inside_card`, in its own card, where no word of the line names it. `as_new` asks
    for a new contact whoever resembles it. `action` is the one that is meant by `done` and `postpone`.
    """
    creates = contact is None and (as_new or line.new or line.verb == "contact")
    line = with_colleague(session, line, alone=inside_card)
    if line.verb == "segment":
        return segment_meant(session, line)
    if contact is not None:
        person = chosen_person(session, line, contact, inside_card=inside_card)
    elif creates:
        person = Person(named=line.who)
    else:
        person = find_person(session, line)
        if not _is_sure(session, line, person):
            person = replace(person, clear=None)
        if _is_for_nobody(line, person):
            person = replace(person, named="", left=line.who)
    return _resolved(session, line, person, creates=creates, as_new=as_new, action=action, inside_card=inside_card)


def enter_line(
    session: Session,
    line: Line,
    contact: int | None = None,
    *,
    as_new: bool = False,
    inside_card: bool = False,
    action: int | None = None,
    sentences_shown: bool = True,
) -> Entered:
    """Write all that a line says, as one operation. Raises the Refusal of the first of its faults (`ui.words`).

    `sentences_shown` tells whether whoever typed it had the sentences of its consents on the screen, to be said.
    """
    line = with_colleague(session, line, alone=inside_card)
    resolution = resolve_line(session, line, contact, as_new=as_new, inside_card=inside_card, action=action)
    if resolution.faults:
        raise resolution.faults[0].refusal()
    local = session.now().astimezone()
    # With another day than the clock's (`--day`) the clock's hour would mean nothing.
    now_time = f"{local:%H:%M}" if local.date() == session.today else ""
    entry = _whole_entry(session, line, resolution, now_time)
    if not sentences_shown:
        entry = entry.without_sentences()
    before = session.last_entry()
    number = enter(session, resolution.contact, entry)
    after = session.last_entry()
    return Entered(
        contact=number,
        name=name_told_apart(session, number) if number else resolution.left,
        created=resolution.new,
        verb=journal_verb(session, entry)[0],
        writes=entry.all_writes(),
        entry=after if after != before else 0,
        resolution=resolution,
        points=earned_in(session, after) if after != before else 0,
    )


def _resolved(
    session: Session,
    line: Line,
    person: Person,
    *,
    creates: bool,
    as_new: bool,
    action: int | None,
    inside_card: bool = False,
    step: int = 0,
) -> Resolution:
    """One step of the line, and those that follow it, for one person."""
    town = town_of(session, line.postcode)
    left_as = _left_as(line) if person.left else ""
    resolution = Resolution(
        contact=None if creates else person.clear,
        name=_name(session, line, person, creates=creates),
        new=creates,
        for_nobody=not creates and _is_for_nobody(line, person),
        candidates=person.candidates,
        more=person.more,
        fitting=person.fitting,
        named=person.named,
        left=person.left,
        left_as=left_as,
        town=town,
        product=line.product or (person.left if left_as == AS_PRODUCT else ""),
        time=line.time,
        in_charge=colleague_called(session, line.in_charge) if line.in_charge else "",
        ambiguous=_ambiguities(line, person, left_as, creates=creates),
    )
    resolution = priced(session, line, resolution) if sells(line, resolution) else resolution
    resolution = choose_action(session, line, resolution, action)
    resolution = compared(session, said_of_consents(session, line, resolution), said_details(line, town))
    if line.then is not None:
        words = without_name(line.then.who, resolution.name)
        following = replace(person, left=words, named=line.then.who.removesuffix(words).strip())
        then = _resolved(session, line.then, following, creates=False, as_new=False, action=None, step=step + 1)
        resolution = replace(resolution, then=allowed_by(resolution, replace(then, name=resolution.name)))
    details = new_details(line, town) if creates else None
    resolution = checked(
        session, line, resolution, details, as_new=as_new, follows=step > 0, is_said=inside_card or step > 0
    )
    return replace(resolution, writes=entry_of(line, resolution, session.today).writes())


def _whole_entry(session: Session, line: Line, resolution: Resolution, now_time: str) -> CounterEntry:
    """What the line writes, what comes next included."""
    entry = entry_of(line, resolution, session.today, now_time)
    if line.then is None or resolution.then is None:
        return entry
    return replace(entry, then=_whole_entry(session, line.then, resolution.then, ""))


def _name(session: Session, line: Line, person: Person, *, creates: bool) -> str:
    if creates:
        return new_details(line, "").display_name
    found = [one.contact.name for one in person.candidates if one.contact.id == person.clear]
    return found[0] if found else "" if person.clear is None else name_of(person.clear)


def _is_for_nobody(line: Line, person: Person) -> bool:
    """Whether it is a task of the shop: what is to be done, whose words name nobody whole."""
    about_someone = (
        line.phone,
        line.email,
        line.postcode,
        line.birth,
        line.source,
        line.tags,
        line.card,
        line.consents,
    )
    if line.verb != "todo" or line.quoted or line.then is not None or person.clear is not None or any(about_someone):
        return False
    return bool(line.who) and (not person.candidates or bool(person.left))


def _is_sure(session: Session, line: Line, person: Person) -> bool:
    """Whether words beside the name leave no doubt of who is meant.

    They may be the rest of a name that the file does not know ("petit jean", where there is one Petit Marie): then
    nothing is written of the namesake. A whole name tells, and so do free words where these are to be expected.
    """
    if not person.left or person.clear is None:
        return True
    words = person.left.split()
    if len(without_civility(person.named.split())) > 1:
        return True
    if has_first_name(words):
        return False
    if line.verb in OF_AN_ACTION:
        return names_action(session, line, person.clear, person.left)
    if line.verb in ("purchase", *TOLD, *PLANS) or _left_as(line) == AS_PRODUCT:
        return True
    return line.verb == "visit" and len(words) > 1


def _left_as(line: Line) -> str:
    """What the words that name nobody become, by what is done."""
    if line.verb in PLANS:
        return AS_SUBJECT
    if line.verb in ("done", "cancel"):
        return AS_RESULT
    sold = line.verb == "purchase" or (
        line.verb == "visit" and (line.amount_cents, line.nights, line.quantity) != _UNSAID
    )
    return AS_PRODUCT if sold and not line.product else AS_NOTE


def _ambiguities(line: Line, person: Person, left_as: str, *, creates: bool) -> tuple[Ambiguity, ...]:
    """The words that name nobody, and the order of the words of a new name where it was guessed."""
    found = []
    if person.left and (person.clear is None or any(one.why != CHOSEN for one in person.candidates)):
        start = max(line.text.find(person.left), 0)
        others = tuple(code for code in (AS_PRODUCT, AS_NOTE) if code != left_as and line.verb in ("visit", "purchase"))
        found.append(Ambiguity(start, start + len(person.left), person.left, left_as, ("who", *others)))
    if creates and not line.quoted and (other := typed_name(line.who)[1]):
        start = max(line.text.find(line.who), 0)
        found.append(Ambiguity(start, start + len(line.who), line.who, "who", (other,)))
    return tuple(found)
