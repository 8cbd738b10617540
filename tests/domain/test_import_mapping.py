"""What a column means: by its heading, by its values, by its neighbours; and remembered."""

from __future__ import annotations

import pytest

from fichier_tui.domain.import_fields import FIELDS, SECOND, known_field
from fichier_tui.domain.import_mapping import (
    Mapping,
    propose_mapping,
    remembered_mapping,
    signature,
)
from fichier_tui.domain.import_values import Cell


def proposed(headings: str, **cells: list[Cell]) -> str:
    """The fields proposed for headings divided by "|"; `c0`, `c1` … are cells of a column."""
    names = headings.split("|")
    mapping = propose_mapping(names, [cells.get(f"c{place}", []) for place in range(len(names))])
    return " ".join(f"{column.field}{'' if column.slot == 1 else column.slot}" for column in mapping.columns)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            "Civilité|Nom|Prénom|Adresse|Code Postal|Ville|Téléphone|Portable|Email|Date Anniversaire",
            "civility last_name first_name street postcode town phone mobile email birth",
        ),
        (
            "Titre|Prénom|Nom|Société|Titre|Rue (bureau)|Tél. mobile|Adresse de messagerie 2|Anniversaire",
            "civility first_name last_name company_name job_title work_street mobile email birth",
        ),
        (
            "EMAIL|LASTNAME|FIRSTNAME|SMS|EMAIL_BLACKLISTED|SMS_BLACKLISTED|ADDED_TIME",
            "email last_name first_name mobile opposed_email opposed_sms first_contact",
        ),
        (
            "Given Name|Family Name|E-mail 1 - Value|Phone 2 - Value|Address 1 - Postal Code|Organization 1 - Name",
            "first_name last_name email phone postcode company_name",
        ),
        (
            "Nom du tiers* (s.nom)|Code client (s.code_client)|Adresse (s.address)|Ville (s.town)|Pays (s.fk_pays)",
            "company_name card_number street town country",
        ),
        (
            "Nom|Prénom|Adresse|Téléphone|Adresse|Téléphone",
            "last_name first_name street phone work_street phone",
        ),
        (
            "firstName|lastName|emailAddress|phoneNumberMobile|addressStreet|doNotCall|emailAddressIsOptedOut",
            "first_name last_name email mobile street opposed_phone opposed_email",
        ),
        (
            "Date de réservation|Client|Logement|Date de départ| Status|Montant",
            "purchase_day full_name purchase_product purchase_end purchase_status purchase_amount",
        ),
        ("Nom|Statut", "last_name contact_type"),
        (
            "Nom|J'accepte les SMS|Accord mail|RGPD téléphone|Refuse le courrier",
            "last_name consent_sms consent_email consent_phone opposed_post",
        ),
        ("Nom|Pointure|Couleur préférée", "last_name keep keep"),
        (
            "Nom|Date achat 1|Montant 1|Date achat 2|Montant 2",
            "last_name purchase_day purchase_amount purchase_day2 purchase_amount2",
        ),
        ("Nom|Panier moyen|CA|Montant", "last_name keep keep keep"),
        (
            "Type de contact|Provenance du contact|À prévoir|Date de RDV commercial",
            "contact_type source to_do appointment",
        ),
    ],
)
def test_the_headings_of_real_programs(headings: str, fields: str) -> None:
    assert proposed(headings) == fields


def test_values_tell_where_headings_do_not() -> None:
    assert (
        proposed("A|B|C", c0=["a@x.fr", "b@x.fr"], c1=["06 12 34 56 78", 612345678.0], c2=["Mme", "M."])
        == "email phone civility"
    )
    assert proposed("Adresse", c0=["a@x.fr"]) == "email"
    assert proposed("Titre", c0=["Directrice"]) == "job_title"
    assert proposed("Nom", c0=["Marie Dupont", "Jean Péron"]) == "full_name"
    assert proposed("Nom", c0=["Dupont", "Péron"]) == "last_name"
    assert proposed("Nom|Client", c1=[1.0, 0.0, 3.0]) == "last_name contact_type"
    assert proposed("Newsletter", c0=["La lettre du lac", "Les bons plans"]) == "keep"


def test_a_mapping_is_changed_and_remembered_under_its_headings() -> None:
    headings = ["Nom", "Pointure", "Adresse"]
    mapping = propose_mapping(headings, [[], [], []]).changed(1, "custom:pointure")
    assert [column.reason for column in mapping.columns] == ["heading", "chosen", "heading"]
    again = remembered_mapping(mapping.to_json(), ["NOM ", "pointure", "adresse"])
    assert again is not None
    assert [column.field for column in again.columns] == ["last_name", "custom:pointure", "street"]
    assert {column.confidence for column in again.columns} == {100}
    assert mapping.signature == again.signature == signature(["nom", "Pointure", "Adresse"])


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[["Nom", "last_name", 1]]', '[["Nom","no_such",1],["B","keep",1]]', "null"]
)
def test_what_was_remembered_for_something_else_is_not_used(text: str) -> None:
    assert remembered_mapping(text, ["Nom", "B"]) is None


def test_no_alias_is_out_of_reach() -> None:
    assert known_field("N° carte") == "card_number"
    assert known_field("") is None
    assert set(SECOND.values()) <= set(FIELDS)
    assert Mapping(()).signature == ""
