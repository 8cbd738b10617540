"""The words of the roles: what each is called, what it may do, why it may not."""

from __future__ import annotations

from fichier_tui.domain.permission import OWNER, RECEPTION, SALES
from fichier_tui.i18n import N_, _

ROLES: dict[str, str] = {RECEPTION: N_("Reception"), SALES: N_("Sales"), OWNER: N_("Owner")}
MAY: dict[str, str] = {
    RECEPTION: N_(
        "Everything of the counter: visits, purchases, new and corrected cards, consents, what is planned."
        " No file written or brought in, nothing deleted, no totals of the shop, no mailing."
    ),
    SALES: N_(
        "All that the reception does, and offers, mailings, exports, imports, deletions, totals, the whole journal."
        " Not what is set for the shop, nor who opens the file."
    ),
    OWNER: N_("Everything, also what is set for the shop, who opens the file, copies put back, what the law asks."),
}


def role_words(role: str) -> str:
    """What a role is called, in the language of the moment; one that this version does not know as it is written."""
    return _(ROLES[role]) if role in ROLES else role
