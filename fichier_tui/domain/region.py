"""The French régions, and which of them each département is in (INSEE, "code officiel géographique", since 2016)."""

from __future__ import annotations

from collections.abc import Iterable

_DEPARTMENTS = """
Auvergne-Rhône-Alpes: 01 03 07 15 26 38 42 43 63 69 73 74
Bourgogne-Franche-Comté: 21 25 39 58 70 71 89 90
Bretagne: 22 29 35 56
Centre-Val de Loire: 18 28 36 37 41 45
Corse: 2A 2B
Grand Est: 08 10 51 52 54 55 57 67 68 88
Guadeloupe: 971
Guyane: 973
Hauts-de-France: 02 59 60 62 80
Île-de-France: 75 77 78 91 92 93 94 95
La Réunion: 974
Martinique: 972
Mayotte: 976
Normandie: 14 27 50 61 76
Nouvelle-Aquitaine: 16 17 19 23 24 33 40 47 64 79 86 87
Occitanie: 09 11 12 30 31 32 34 46 48 65 66 81 82
Pays de la Loire: 44 49 53 72 85
Provence-Alpes-Côte d'Azur: 04 05 06 13 83 84
"""
REGION_OF_DEPARTMENT: dict[str, str] = {
    code: line.partition(":")[0]
    for line in _DEPARTMENTS.strip().splitlines()
    for code in line.partition(":")[2].split()
}
"""By the code of a département, what its région is called."""
_BY_PREFIX = {code: region for code, region in REGION_OF_DEPARTMENT.items() if code.isdigit()} | {"20": "Corse"}


def region_of(postcode: str) -> str:
    """The région that a French postcode is in; empty where it is in none."""
    return _BY_PREFIX.get(postcode[:3]) or _BY_PREFIX.get(postcode[:2], "")


def postcodes_of(regions: Iterable[str]) -> tuple[str, ...]:
    """What the postcodes of these régions begin with: two or three figures, as `region_of` looks at them."""
    wanted = frozenset(regions)
    return tuple(prefix for prefix, region in _BY_PREFIX.items() if region in wanted)
