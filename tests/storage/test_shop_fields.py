"""The fields of the shop's own in a real file: every write can be taken back, and values keep to their type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, shop_fields
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.session import Session
from tests.storage.test_operations import every_table

SIZE = OwnFieldDetails("Pointure", "number", purpose="Préparer les chaussures")
LEVEL = OwnFieldDetails("Niveau de ski", "choice", ("Débutant", "Confirmé"), "Proposer un cours")
DOG = OwnFieldDetails("Chien", "yes_no", purpose="Choisir la chambre")


def labels(session: Session) -> list[str]:
    """The names of the fields in use, in their order."""
    return [field.label for field in shop_fields.own_fields(session)]


@pytest.fixture
def furnished(session: Session) -> Session:
    """Three fields, and a contact with a value in each."""
    for details in (SIZE, LEVEL, DOG):
        shop_fields.create_own_field(session, details)
    custom = {"pointure": "42.5", "niveau_de_ski": "Débutant", "chien": "1"}
    contacts.create_contact(session, ContactDetails(last_name="Péron", custom=custom))
    return session


WRITES: dict[str, Callable[[Session], object]] = {
    "create": lambda s: shop_fields.create_own_field(s, OwnFieldDetails("Taille", purpose="Location")),
    "rename": lambda s: shop_fields.change_own_field(s, "chien", OwnFieldDetails("Chien ?", "yes_no", (), "Lit")),
    "choices": lambda s: shop_fields.change_own_field(
        s, "niveau_de_ski", OwnFieldDetails("Niveau", "choice", ("Débutant", "Expert"), "Cours")
    ),
    "move": lambda s: shop_fields.move_own_field(s, "chien", -1),
    "retire": lambda s: shop_fields.retire_own_field(s, "pointure"),
    "delete": lambda s: shop_fields.delete_own_field(s, "chien", with_values=True),
}


@pytest.mark.parametrize("name", WRITES)
def test_every_write_is_taken_back_to_the_byte_and_done_again(furnished: Session, name: str) -> None:
    before = every_table(furnished)
    WRITES[name](furnished)
    after = every_table(furnished)
    assert after != before
    undoing.undo(furnished)
    assert every_table(furnished) == before
    undoing.redo(furnished)
    assert every_table(furnished) == after


def test_fields_stand_in_their_order_and_move_by_one(furnished: Session) -> None:
    assert labels(furnished) == ["Pointure", "Niveau de ski", "Chien"]
    shop_fields.move_own_field(furnished, "chien", -1)
    assert labels(furnished) == ["Pointure", "Chien", "Niveau de ski"]
    entry = furnished.last_entry()
    shop_fields.move_own_field(furnished, "pointure", -1)
    shop_fields.move_own_field(furnished, "niveau_de_ski", 1)
    assert furnished.last_entry() == entry


def test_a_retired_field_is_shown_nowhere_and_comes_back_with_its_values(furnished: Session) -> None:
    shop_fields.retire_own_field(furnished, "pointure")
    assert labels(furnished) == ["Niveau de ski", "Chien"]
    contact = contacts.read_contact(furnished, 1)
    assert contact.details.custom["pointure"] == "42.5"
    contacts.change_contact(furnished, 1, contact.details)
    assert [used.values for used in shop_fields.every_own_field(furnished)] == [1, 1, 1]
    assert shop_fields.every_own_field(furnished)[-1].field.retired
    shop_fields.restore_own_field(furnished, "pointure")
    assert labels(furnished) == ["Pointure", "Niveau de ski", "Chien"]


def test_a_field_with_values_is_deleted_only_when_that_is_said(furnished: Session) -> None:
    with pytest.raises(Refusal, match=r"custom\.has_values"):
        shop_fields.delete_own_field(furnished, "chien")
    assert shop_fields.delete_own_field(furnished, "chien", with_values=True) == 1
    assert "chien" not in contacts.read_contact(furnished, 1).details.custom
    with pytest.raises(Refusal, match=r"custom\.unknown"):
        shop_fields.delete_own_field(furnished, "chien")


def test_the_type_is_fixed_once_there_are_values_and_free_before(furnished: Session) -> None:
    with pytest.raises(Refusal, match=r"custom\.kind_fixed"):
        shop_fields.change_own_field(furnished, "chien", OwnFieldDetails("Chien", "text", purpose="x"))
    empty = shop_fields.create_own_field(furnished, OwnFieldDetails("Taille", purpose="Location"))
    changed = shop_fields.change_own_field(
        furnished, empty.key, OwnFieldDetails("Taille", "number", purpose="Location")
    )
    assert changed.kind == "number"


@pytest.mark.parametrize(
    ("key", "value"),
    [("pointure", "quarante"), ("pointure", "42,5"), ("niveau_de_ski", "Expert"), ("chien", "oui")],
)
def test_a_value_of_another_type_is_refused_at_the_door(furnished: Session, key: str, value: str) -> None:
    with pytest.raises(Refusal, match=r"custom\.wrong_value"):
        contacts.create_contact(furnished, ContactDetails(last_name="Faure", custom={key: value}))


def test_a_value_that_is_no_choice_any_more_is_kept(furnished: Session) -> None:
    shop_fields.change_own_field(
        furnished, "niveau_de_ski", OwnFieldDetails("Niveau", "choice", ("Bleu", "Rouge"), "Cours")
    )
    details = contacts.read_contact(furnished, 1).details
    assert details.custom["niveau_de_ski"] == "Débutant"
    contacts.change_contact(furnished, 1, details)


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (OwnFieldDetails("Religion", purpose="Menus"), r"custom\.sensitive_beliefs"),
        (OwnFieldDetails("Taille"), r"custom\.purpose"),
        (OwnFieldDetails("chien", purpose="x"), r"custom\.exists"),
    ],
)
def test_what_the_rules_refuse_leaves_nothing(furnished: Session, details: OwnFieldDetails, code: str) -> None:
    before = every_table(furnished), furnished.last_entry()
    with pytest.raises(Refusal, match=code):
        shop_fields.create_own_field(furnished, details)
    with pytest.raises(Refusal, match=code):
        shop_fields.change_own_field(furnished, "pointure", details)
    assert (every_table(furnished), furnished.last_entry()) == before
