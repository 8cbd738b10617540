"""Addresses as La Poste reads them: a table of cases, and what never happens whatever the card says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain.contact import COMPANY, ContactDetails, PostalAddress
from fichier_tui.domain.country_names import SERVED_AS_FRANCE, country_code, country_line
from fichier_tui.domain.postal_address import LINES_LIMIT, REASONS, capitals, postal_block, what_lacks
from fichier_tui.domain.postal_shortening import LINE_LIMIT, broken, packed, shortened

HELENE = {"civility": "mrs", "first_name": "Hélène", "last_name": "Péron"}
HOTEL = {**HELENE, "kind": COMPANY, "company_name": "Hôtel du Lac"}
NOBODY = {**HOTEL, "last_name": "", "first_name": ""}


def lines(street: str, postcode: str, town: str, country: str = "FR", **card: str) -> tuple[str, ...]:
    """The lines of an address of Hélène's, or the reason alone."""
    region, kind = card.pop("region", ""), card.pop("place", "home")
    details = ContactDetails(
        **{**HELENE, **card},  # type: ignore[arg-type]
        addresses=(PostalAddress(street, postcode, town, region, country, kind),),
    )
    block = postal_block(details)
    assert bool(block.lines) != bool(block.reason)
    return block.lines or (block.reason,)


CASES = {
    "the plain one": (("12, rue de l'Église", "06000", "Nice"), "12 RUE DE L EGLISE", "06000 NICE"),
    "ligatures and accents": (("4 rue du Sacré-Cœur", "74000", "Annecy"), "4 RUE DU SACRE COEUR", "74000 ANNECY"),
    "a postcode that lost its zero": (("5 rue X", "1000", "Bourg-en-Bresse"), "5 RUE X", "01000 BOURG EN BRESSE"),
    "a postcode with its country": (("5 rue X", "F-06000", "Nice"), "5 RUE X", "06000 NICE"),
    "a number said apart": (("12\nrue du Four", "06000", "Nice"), "12 RUE DU FOUR", "06000 NICE"),
    "a repeated number": (("3bis av. Foch", "06000", "Nice"), "3 BIS AV FOCH", "06000 NICE"),
    "a number with its sign": (("n° 7 rue Haute", "06000", "Nice"), "7 RUE HAUTE", "06000 NICE"),
    "an arrondissement": (("5 rue X", "75015", "Paris 15e"), "5 RUE X", "75015 PARIS"),
    "a CEDEX keeps its number": (("5 rue X", "69433", "Lyon Cedex 03"), "5 RUE X", "69433 LYON CEDEX 03"),
    "a place without a street": (("Lieu-dit Le Mas", "06000", "Nice"), "LIEU DIT LE MAS", "06000 NICE"),
    "a box alone": (("BP 45", "06203", "Nice Cedex 3"), "BP 45", "06203 NICE CEDEX 3"),
    "a box beside the street": (("5 rue X BP 45", "06203", "Nice Cedex"), "5 RUE X", "BP 45", "06203 NICE CEDEX"),
    "a building before": (("Bât. B\n5 rue X", "06000", "Nice"), "Bât. B", "5 RUE X", "06000 NICE"),
    "a building after": (("5 rue X, bât. B", "06000", "Nice"), "bât. B", "5 RUE X", "06000 NICE"),
    "a name of a house": (("Les Mimosas\n5 rue X", "06000", "Nice"), "Les Mimosas", "5 RUE X", "06000 NICE"),
    "inside, then outside": (
        ("Résidence Les Pins - Bât. B, Appt 12, escalier C\n3 avenue Foch\nLe Bourg", "06000", "Nice"),
        "Appt 12 escalier C",
        "Résidence Les Pins Bât. B",
        "3 AVENUE FOCH",
        "LE BOURG",
        "06000 NICE",
    ),
    "a street too long": (
        ("12 avenue du Général Jean de Lattre de Tassigny", "06000", "Nice"),
        "12 AV DU GAL J DE LATTRE DE TASSIGNY",
        "06000 NICE",
    ),
    "a street that just fits is left whole": (
        ("12 avenue du General Leclerc de Hautec", "06000", "Nice"),
        "12 AVENUE DU GENERAL LECLERC DE HAUTEC",
        "06000 NICE",
    ),
    "a town too long": (
        ("5 rue X", "51290", "Saint-Rémy-en-Bouzemont-Saint-Genest"),
        "5 RUE X",
        "51290 ST REMY EN BOUZEMONT ST GENEST",
    ),
    "a town whose saint gives way before its small words": (
        ("5 rue X", "76520", "Les Authieux-sur-le-Port-Saint-Ouen"),
        "5 RUE X",
        "76520 LES AUTHIEUX SUR LE PORT ST OUEN",
    ),
    "overseas": (("5 rue X", "97110", "Pointe-à-Pitre", "GP"), "5 RUE X", "97110 POINTE A PITRE"),
    "Monaco": (("5 place X", "98000", "Monaco", "Monaco"), "5 PLACE X", "98000 MONACO"),
    "Switzerland": (("rue Haute 12", "CH-1204", "Genève", "CH"), "rue Haute 12", "1204 GENÈVE", "SUISSE"),
    "Belgium by its name": (("rue Haute 12", "1000", "Gent", "Belgique"), "rue Haute 12", "1000 GENT", "BELGIQUE"),
    "Britain": (
        ("10 High Street", "sw6 2aa", "London", "GB"),
        "10 High Street",
        "LONDON",
        "SW6 2AA",
        "ROYAUME UNI",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_addresses_as_they_are_printed(case: str) -> None:
    given_address, *expected = CASES[case]
    assert lines(*given_address) == ("Madame Hélène Péron", *expected)
    street, postcode, town, country = (*given_address, "FR")[:4]
    assert what_lacks(PostalAddress(street, postcode, town, country=country)) == ""


def test_in_america_the_region_stands_between() -> None:
    assert lines("1 Main St", "20500", "Washington", "US", region="DC")[-2:] == ("WASHINGTON DC 20500", "ETATS UNIS")


REFUSED = {
    "no street": (("", "06000", "Nice"), "no_street"),
    "a street of signs": ((" , -", "06000", "Nice"), "no_street"),
    "a number that is not said": (("n° ", "06000", "Nice"), "no_street"),
    "no postcode": (("5 rue X", "", "Nice"), "no_postcode"),
    "a postcode of three digits": (("5 rue X", "600", "Nice"), "wrong_postcode"),
    "a postcode of no département": (("5 rue X", "00100", "Nice"), "wrong_postcode"),
    "no town": (("5 rue X", "06000", ""), "no_town"),
    "no town abroad": (("5 rue X", "1204", "", "CH"), "no_town"),
    "a country that does not exist": (("5 rue X", "1204", "Genève", "Syldavie"), "unknown_country"),
    "a word that fits nowhere": (("5 rue " + "X" * 40, "06000", "Nice"), "too_long"),
    "too many lines": (("Chez A\n" + "Rés. " + "très " * 40 + "longue\n5 rue X\nBP 3", "06000", "Nice"), "too_long"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_sent_has_its_reason(case: str) -> None:
    given_address, reason = REFUSED[case]
    assert lines(*given_address) == (reason,)
    street, postcode, town, country = (*given_address, "FR")[:4]
    assert what_lacks(PostalAddress(street, postcode, town, country=country)) == reason.replace("too_long", "")


def test_a_contact_without_an_address_or_a_name_has_its_reason() -> None:
    assert postal_block(ContactDetails(last_name="Péron")).reason == "no_address"
    place = PostalAddress("5 rue X", "06000", "Nice")
    assert postal_block(ContactDetails(addresses=(place,))).reason == "no_name"


@pytest.mark.parametrize(
    ("card", "head"),
    [
        ({"civility": "mr", "first_name": "Paul"}, ["Monsieur Paul Péron"]),
        ({"civility": "", "first_name": "Paul"}, ["Paul Péron"]),
        ({"civility": "mrs", "language": "en"}, ["Mrs Hélène Péron"]),
        ({"last_name": "", "civility": ""}, ["Hélène"]),
        ({"last_name": "de La Rochefoucauld-Montmorency"}, ["Mme H. de La Rochefoucauld-Montmorency"]),
        ({"first_name": "Marie-Ange", "last_name": "de Saint-Germain-en-Laye"}, ["Mme M.-A. de Saint-Germain-en-Laye"]),
        (HOTEL, ["Hôtel du Lac", "à l'attention de Madame Hélène Péron"]),
        (NOBODY, ["Hôtel du Lac"]),
        ({**HOTEL, "last_name": "Péron-Lefèvre-Duval"}, ["Hôtel du Lac", "Madame Hélène Péron-Lefèvre-Duval"]),
        ({"company_name": "Durand SARL", "place": "work"}, ["Durand SARL", "à l'attention de Madame Hélène Péron"]),
        ({"company_name": "Durand SARL"}, ["Madame Hélène Péron"]),
        (
            {**NOBODY, "company_name": "Société générale des Mimosas Durand et Fils Associés de Provence"},
            ["Société générale des Mimosas Durand et", "Fils Associés de Provence"],
        ),
        (
            {**NOBODY, "company_name": "Société des Établissements Durand et Fils"},
            ["Ste des Établissements Durand et Fils"],
        ),
    ],
)  # fmt: skip
def test_who_it_is_for(card: dict[str, str], head: list[str]) -> None:
    assert list(lines("5 rue X", "06000", "Nice", **card)) == [*head, "5 RUE X", "06000 NICE"]


def test_a_person_is_written_to_at_home_and_a_company_at_work_where_that_is_complete() -> None:
    home, work = PostalAddress("5 rue X", "06000", "Nice"), PostalAddress("ZA Y", "06200", "Nice", kind="work")
    broken_home = PostalAddress("", "06000", "Nice")
    person = ContactDetails(last_name="Péron", addresses=(work, home))
    assert postal_block(person).lines[-1] == "06000 NICE"
    assert postal_block(ContactDetails(last_name="Péron", addresses=(broken_home, work))).lines[-1] == "06200 NICE"
    assert postal_block(ContactDetails(last_name="Péron", addresses=(broken_home,))).reason == "no_street"
    company = ContactDetails(kind=COMPANY, company_name="Durand", addresses=(home, work))
    assert postal_block(company).lines == ("Durand", "ZA Y", "06200 NICE")


def test_a_person_at_work_is_written_to_with_the_employer() -> None:
    work = PostalAddress("ZA Y", "06200", "Nice", kind="work")
    block = postal_block(ContactDetails(last_name="Péron", addresses=(work,)), employer="Hôtel du Lac")
    assert block.lines[:2] == ("Hôtel du Lac", "à l'attention de Péron")


def test_a_company_without_room_loses_its_attention_first() -> None:
    street = "Appt 1\nRésidence du Port des Pêcheurs d'Antibes\n5 rue X\nBP 3"
    assert lines(street, "06000", "Nice", **HOTEL) == (
        "Hôtel du Lac",
        "à l'attention de Madame Hélène Péron",
        "Appt 1 Res Port Pêcheurs d'Antibes",
        "5 RUE X",
        "BP 3",
        "06000 NICE",
    )
    longer = "Appt 1\nRésidence du Port des Pêcheurs et des Mouettes d'Antibes\n5 rue X\nBP 3"
    assert lines(longer, "06000", "Nice", **HOTEL)[0:2] == ("Hôtel du Lac", "Appt 1")


def test_countries_are_known_by_code_and_by_name() -> None:
    names = {"fr": "FR", "": "FR", "CH": "CH", "suisse": "CH", "Royaume-Uni": "GB", "UK": "GB", "Côte d'Ivoire": "CI"}
    assert {name: country_code(name) for name in names} == names
    assert country_code("Syldavie") == ""
    assert all(country_line(code) == "" for code in SERVED_AS_FRANCE)


def test_nothing_is_abbreviated_that_fits() -> None:
    assert shortened("12 AVENUE DES FLEURS") == "12 AVENUE DES FLEURS"
    assert shortened("X" * (LINE_LIMIT + 1)) is None
    assert broken("un deux trois", 7) == ("un deux", "trois")
    assert packed(["a", "b", "c" * 38]) == ["a b", "c" * 38]


_WORDS = st.text("abcdéèœçÉ ÀŒ'-.,;/°0123456789\n\tßøłжλ中", max_size=70)
_PIECES = (
    "Appt 3",
    "2e étage",
    "Résidence Les Pins",
    "Bât. B",
    "12 rue du Général de Gaulle",
    "3bis",
    "BP 45",
    "CS 12345",
    "Lieu-dit Le Mas",
    "avenue de la Bienheureuse Mère de Saint-Barthélemy-des-Deux-Rives",
    "ZA des Prés",
    "Chez M. Durand",
)
_STREETS = st.lists(st.sampled_from(_PIECES) | _WORDS, max_size=7).map("\n".join)


@given(
    street=_STREETS,
    postcode=st.sampled_from(["06000", "1000", "97110", "20090", ""]) | _WORDS,
    town=st.sampled_from(["Nice", "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson", "Lyon 3e", "Nice Cedex 3"]) | _WORDS,
    country=st.sampled_from(["FR", "", "CH", "GB", "US", "Suisse", "ZZ"]) | _WORDS,
    name=_WORDS,
    company=_WORDS,
    kind=st.sampled_from(["person", "company"]),
    place=st.sampled_from(["home", "work", "other"]),
    civility=st.sampled_from(["", "mr", "mrs"]),
)
def test_never_more_than_six_lines_of_38_characters_and_the_last_one_right(
    street: str,
    postcode: str,
    town: str,
    country: str,
    name: str,
    company: str,
    kind: str,
    place: str,
    civility: str,
) -> None:
    details = ContactDetails(
        kind=kind,
        civility=civility,
        first_name=name[:20],
        last_name=name,
        company_name=company,
        addresses=(PostalAddress(street, postcode, town, "", country, place),),
    )
    block = postal_block(details)
    assert bool(block.lines) != bool(block.reason)
    assert block.reason in ("", *REASONS)
    assert len(block.lines) <= LINES_LIMIT
    assert all(line == " ".join(line.split()) and 0 < len(line) <= LINE_LIMIT for line in block.lines)
    if block.lines and block.country in SERVED_AS_FRANCE:
        assert re.fullmatch(r"\d{5} \S.*", block.lines[-1], re.ASCII)
        assert block.lines[-1] == capitals(block.lines[-1])
    elif block.lines:
        assert block.lines[-1] == country_line(block.country) != ""
