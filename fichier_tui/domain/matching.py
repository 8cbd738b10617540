"""Is this contact of a file the one that we know already? And this purchase?

Two steps, both pure. `matching_keys` says where to look: contacts that share no key are different people.
`same_contact` then decides, because a key is only a hint: a household shares a telephone, homonyms a town.
"""

from __future__ import annotations

from collections.abc import Sequence

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails, PurchaseDetails, VisitDetails
from fichier_tui.domain.text import fold, fold_joined


def name_key(details: ContactDetails) -> str:
    """ "dupont|marie", folded and joined; a company's name where there is no other; "" where there is none."""
    if details.last_name or details.first_name:
        return f"{_folded(details.last_name)}|{_folded(details.first_name)}"
    return f"{fold_joined(details.company_name)}|" if details.company_name else ""


def matching_keys(details: ContactDetails) -> tuple[str, ...]:
    """Where a contact may be found again, the surest key first.

    "card:" + number · "email:" + address · "phone:" + number · "born:" + name + birth · "place:" + name + postcode ·
    "name:" + name, only where the contact has none of the others. Names are those of `name_key`.
    """
    keys = [f"card:{details.card_number}"] if details.card_number else []
    keys += [f"email:{email.address}" for email in details.emails]
    keys += [f"phone:{phone.number}" for phone in details.phones]
    name = name_key(details)
    if name:
        if details.birth:
            keys.append(f"born:{name}|{details.birth}")
        keys += [f"place:{name}|{place.postcode}" for place in details.addresses if place.postcode]
        if not keys:
            keys.append(f"name:{name}")
    return tuple(dict.fromkeys(keys))


def same_contact(one: ContactDetails, other: ContactDetails) -> bool:
    """Whether two contacts that share a key are one person or company.

    Never where their names or their card numbers differ (a household shares its telephone and its address), nor
    where they only share name and birth while both telephones and e-mails differ, or name and postcode while either
    does (homonyms). A missing name contradicts nothing.
    """
    if one.card_number and other.card_number:
        return one.card_number == other.card_number and _names_agree(one, other)
    if not _names_agree(one, other):
        return False
    emails = _meeting({email.address for email in one.emails}, {email.address for email in other.emails})
    phones = _meeting({phone.number for phone in one.phones}, {phone.number for phone in other.phones})
    if emails or phones:
        return True
    if emails is False and phones is False:
        return False
    if not name_key(one) or name_key(one) != name_key(other):
        return False
    if one.birth and other.birth:
        return one.birth == other.birth
    return emails is None and phones is None and _places_agree(one, other)


def choose_match(details: ContactDetails, candidates: Sequence[ContactDetails]) -> int | None:
    """Which of the `candidates` (contacts sharing a key) is the same as `details`: its index.

    Those of the very same name are preferred to those that a missing name does not contradict; among them, the one
    that shares most keys, is a person or a company as it is, has fewest other keys, says the very same: a contact
    imported once finds itself the second time. None where none is the same, or where several could be with no way
    to tell: then a new contact is the smaller harm.
    """
    same = [index for index, candidate in enumerate(candidates) if same_contact(details, candidate)]
    exact = [index for index in same if name_key(candidates[index]) == name_key(details)]
    if len(exact) > 1:
        mine = set(matching_keys(details))
        keys = {index: set(matching_keys(candidates[index])) for index in exact}

        def nearness(index: int) -> tuple[int, bool, int, bool, int]:
            other, theirs = candidates[index], keys[index]
            return len(mine & theirs), other.kind == details.kind, -len(theirs - mine), other == details, -index

        return max(exact, key=nearness)
    if exact:
        return exact[0]
    return same[0] if len(same) == 1 else None


def purchase_identity(purchase: PurchaseDetails) -> tuple[object, ...]:
    """What two lines of one purchase have alike. Compare as a bag: two alike in the file are two purchases."""
    if purchase.reference:
        return ("reference", purchase.reference, purchase.day, purchase.amount_cents)
    return (purchase.day, fold(purchase.product), purchase.amount_cents, purchase.quantity, purchase.nights)


def action_identity(action: ActionDetails) -> tuple[object, ...]:
    """What two lines of one action have alike."""
    return (action.kind, action.day, fold(action.subject))


def visit_identity(visit: VisitDetails) -> tuple[object, ...]:
    """What two lines of one visit have alike."""
    return (visit.day, visit.time, visit.channel)


def _folded(name: str) -> str:
    """A name as it is compared; one made of signs alone, which folds to nothing, as it stands."""
    return fold_joined(name) or name


def _names_agree(one: ContactDetails, other: ContactDetails) -> bool:
    """Whether no part of the names that both have differs."""
    return all(
        not mine or not theirs or _folded(mine) == _folded(theirs)
        for mine, theirs in ((one.last_name, other.last_name), (one.first_name, other.first_name))
    ) and (
        bool(one.last_name or one.first_name or other.last_name or other.first_name)
        or not one.company_name
        or not other.company_name
        or fold_joined(one.company_name) == fold_joined(other.company_name)
    )


def _meeting(mine: set[str], theirs: set[str]) -> bool | None:
    """True where they have one in common, False where both have some and none in common, else None."""
    if not mine or not theirs:
        return None
    return bool(mine & theirs)


def _places_agree(one: ContactDetails, other: ContactDetails) -> bool:
    """Whether they share a postcode, or have nothing at all but the name."""
    mine = {place.postcode for place in one.addresses if place.postcode}
    theirs = {place.postcode for place in other.addresses if place.postcode}
    if mine and theirs:
        return bool(mine & theirs)
    return not mine and not theirs and not _has_anything(one) and not _has_anything(other)


def _has_anything(details: ContactDetails) -> bool:
    """Whether there is more than a name to know the contact by."""
    return bool(details.emails or details.phones or details.birth or details.card_number)
