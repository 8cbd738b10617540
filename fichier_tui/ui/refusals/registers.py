"""What is refused, or warned of, about notes, retention and registers."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "breach.before": N_("Nobody can have been told before it was known. Correct one of the two hours."),
    "breach.closed": N_("This line of the register is closed. Take that back first (Ctrl+Z, or the journal)."),
    "breach.kind": N_("There is no kind of breach called {kind}. Choose one of the list."),
    "breach.later": N_("That lies in the future. Type the hour at which it was known, or told."),
    "breach.nature": N_("Say in a few words what happened: the register asks for it (GDPR, art. 33.5)."),
    "breach.risk": N_("There is no risk called {risk}. Choose one of the list."),
    "breach.told": N_("The CNIL was told already: that stands in the register with its hour."),
    "breach.waiting": N_("The CNIL or the people concerned are still to be told: the line stays open until then."),
    "breach.why_late": N_("After 72 hours the CNIL asks why (GDPR, art. 33.1). Type the reason of the delay."),
    "notice.language": N_("There is no notice in the language {language}. Choose French or English."),
    "notice.later": N_("Nobody was informed on a day to come. Type the day on which it was."),
    "notice.way": N_("There is no way to inform called {way}. Choose one of the list."),
    "register.format": N_("{name} is neither a .xlsx, a .pdf nor a .docx. End the name with one of the three."),
    "retention.fixed": N_("This time is not the shop's to choose ({source}). It stays as it is."),
    "retention.no_reason": N_("Say why this card is to be kept: “unpaid invoice”, “lawsuit”. Type it in a few words."),
    "retention.stopped": N_("Stopped. What was done stays done, the rest is still due."),
    "retention.too_long": N_("Longer than {most} months is against the rule ({source}). Type a shorter time."),
    "retention.too_short": N_("Shorter than {least} months is against the rule ({source}). Type a longer time."),
    "undo.purged": N_("What had been kept long enough was removed for good: it is kept nowhere, not even to undo."),
    "retention.unknown": N_("There is no category called {category}. Choose one of the list."),
    "field.needed": N_("The form cannot do without this field. Choose another one."),
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
