"""The words of the roles: what each is called, what it may do, why it may not."""

from __future__ import annotations

from fichier_tui.domain import permission
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
NOT_ALLOWED: dict[str, str] = {
    permission.EXPORT: N_("Files of contacts are written by sales or the owner: ask one of them."),
    permission.IMPORT: N_("Files are brought in by sales or the owner: ask one of them."),
    permission.DELETE: N_("Sales or the owner deletes. What you have just noted yourself, Ctrl+Z takes back."),
    permission.TOTALS: N_(
        "What the shop makes as a whole is for sales and the owner. A card tells what its client spent."
    ),
    permission.SEND: N_("Offers and mailings are made by sales or the owner: ask one of them."),
    permission.UNDO_OTHERS: N_("Somebody else did that: sales or the owner can take it back."),
    permission.JOURNAL: N_("What others did is read by sales or the owner."),
    permission.SETTINGS: N_("What is set for the shop is the owner's: ask for it."),
    permission.STAFF: N_("Who opens the file, and as what, is said by the owner."),
    permission.RESTORE: N_("Putting a copy back, repairs and the places of copies are the owner's: ask for it."),
    permission.RIGHTS: N_(
        "The owner hands out files, erases and keeps the registers. Anybody may note what a client asks for."
    ),
}


def role_words(role: str) -> str:
    """What a role is called, in the language of the moment; one that this version does not know as it is written."""
    return _(ROLES[role]) if role in ROLES else role
