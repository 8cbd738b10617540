"""Where the rules on contacting people come from: the text of each, as French law names it. No legal advice.

The numbers are those of the table of `docs/contactability.md`. The names of laws are not translated.
"""

from __future__ import annotations

import datetime as dt

CALLS_NEED_CONSENT_FROM = dt.date(2026, 8, 11)
"""From that day on a consumer is called only after having said yes (C. conso. L. 223-1, law of 30 June 2025)."""
PROGRAM = "R37"
"""The rule of what no law has to say: there is no way to reach the contact."""
SOURCES = {
    "R01": "RGPD, art. 6.1",
    "R02": "CNIL, référentiel gestion commerciale (délib. 2021-131)",
    "R03": "CNIL, référentiel gestion commerciale (délib. 2021-131)",
    "R04": "CNIL, référentiel gestion commerciale (délib. 2021-131)",
    "R05": "RGPD, art. 5.1.e",
    "R06": "C. com., art. L. 123-22",
    "R07": "RGPD, art. 21 ; délib. CNIL 2016-264 (NS-48), art. 5",
    "R08": "CPCE, art. L. 34-5",
    "R09": "CPCE, art. L. 34-5, al. 4",
    "R10": "RGPD, art. 6.1.f ; CNIL, 17 février 2005",
    "R11": "C. conso., art. L. 223-1 (11 août 2026) ; décret 2026-662",
    "R12": "C. conso., art. L. 223-2",
    "R13": "C. conso., art. D. 223-9",
    "R14": "C. conso., art. L. 223-1, al. 5",
    "R15": "RGPD, art. 6.1.f ; C. conso., art. L. 223-1 a contrario",
    "R16": "RGPD, art. 6.1.f et 21 ; CNIL, prospection par courrier postal",
    "R17": "RGPD, art. 7.1",
    "R18": "RGPD, art. 7.3",
    "R19": "RGPD, art. 13",
    "R20": "RGPD, art. 14",
    "R21": "RGPD, art. 17.1 et 21.2",
    "R25": "RGPD, art. 18",
    "R26": "RGPD, art. 21.2 et 21.3",
    "R27": "Loi Informatique et Libertés, art. 85",
    "R28": "RGPD, art. 8 ; loi Informatique et Libertés, art. 45",
    "R37": "Fichier",
    "R38": "RGPD, art. 7.1 et 14",
}
"""By the number of a rule, the text that it rests on; "Fichier" where it is the program's own."""
OF_A_REASON = {"bloctel": "C. conso., art. L. 223-1, avant le 11 août 2026 (Bloctel)"}
"""By the reason of an answer, where the law of its day was another than that of its rule now."""


def source_of(rule: str, reason: str = "") -> str:
    """The text that a rule rests on, for that reason; "" for what is no rule of law."""
    return OF_A_REASON.get(reason) or SOURCES.get(rule, "")
