"""The régions: each département is in one, and a postcode is in that of its département."""

from __future__ import annotations

import pytest

from fichier_tui.domain.department import DEPARTMENTS
from fichier_tui.domain.region import REGION_OF_DEPARTMENT, postcodes_of, region_of


def test_every_department_is_in_one_of_the_eighteen_regions() -> None:
    assert set(REGION_OF_DEPARTMENT) == set(DEPARTMENTS)
    assert len(set(REGION_OF_DEPARTMENT.values())) == 18


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("74000", "Auvergne-Rhône-Alpes"),
        ("06300", "Provence-Alpes-Côte d'Azur"),
        ("20167", "Corse"),
        ("20600", "Corse"),
        ("97400", "La Réunion"),
        ("98000", ""),
        ("", ""),
        ("SW1A 1AA", ""),
    ],
)
def test_a_postcode_is_in_the_region_of_its_departement(postcode: str, region: str) -> None:
    assert region_of(postcode) == region
    assert any(postcode.startswith(prefix) for prefix in postcodes_of([region])) is bool(region)
