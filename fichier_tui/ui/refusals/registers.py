"""What is refused, or warned of, about notes, retention and registers."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "note.near_beliefs": N_("“{word}” may tell of a belief (GDPR, art. 9): keep only what the service needs."),
    "note.near_health": N_("“{word}” may tell of health (GDPR, art. 9): keep only what the service needs."),
    "note.near_origin": N_("“{word}” may tell of an origin (GDPR, art. 9): keep only what the service needs."),
    "note.scornful": N_("“{word}”: whoever it is about may read it (GDPR, art. 15). Note what was done or said."),
    "note.tells_beliefs": N_("“{word}” tells of a belief (GDPR, art. 9): note what to do, not why."),
    "note.tells_body": N_("“{word}” tells of the body (GDPR, art. 9): do without it."),
    "note.tells_health": N_("“{word}” tells of health (GDPR, art. 9): note what to do, not why."),
    "note.tells_number": N_("“{word}” is the social security number (GDPR, art. 87): do without it."),
    "note.tells_offences": N_("“{word}” tells of an offence (GDPR, art. 10): do without it."),
    "note.tells_origin": N_("“{word}” tells of an origin (GDPR, art. 9): do without it."),
    "note.tells_politics": N_("“{word}” tells of a political opinion (GDPR, art. 9): do without it."),
    "note.tells_sex_life": N_("“{word}” tells of somebody's sex life (GDPR, art. 9): do without it."),
    "note.tells_union": N_("“{word}” tells of a trade union (GDPR, art. 9): do without it."),
}
