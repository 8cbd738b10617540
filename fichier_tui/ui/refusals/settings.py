"""What the shop sets: its own fields, its templates, the communes."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "custom.choices": N_("{name} is a choice: give it at least two answers, separated by commas."),
    "custom.exists": N_("There is a field called {name} already. Give this one another name."),
    "custom.has_values": N_("{name} was not deleted, cards with a value in it: {count}. Retire it, and they are kept."),
    "custom.kind_fixed": N_(
        "{name} holds values already, so its type cannot change. Retire it and make another field."
    ),
    "custom.nameless": N_("A field needs a name. Type what it is called."),
    "custom.purpose": N_(
        "What will {name} serve for? The law (GDPR, article 5) asks for a purpose: write it in a few words."
    ),
    "custom.sensitive_beliefs": N_(
        "{name} was refused: beliefs and religion may not be kept in a customer file (GDPR, article 9). "
        "Note what to do instead, not why."
    ),
    "custom.sensitive_body": N_(
        "{name} was refused: biometric and genetic data may not be kept in a customer file (GDPR, article 9). "
        "Do without it."
    ),
    "custom.sensitive_health": N_(
        "{name} was refused: health may not be kept in a customer file (GDPR, article 9). "
        "Note what to prepare instead: “ground-floor room”."
    ),
    "custom.sensitive_number": N_(
        "{name} was refused: the social security number may not be kept in a customer file (GDPR, article 87; "
        "decree 2019-341). Use the card number or your own."
    ),
    "custom.sensitive_offences": N_(
        "{name} was refused: offences and convictions may not be kept in a customer file (GDPR, article 10). "
        "Do without it."
    ),
    "custom.sensitive_origin": N_(
        "{name} was refused: racial or ethnic origin may not be kept in a customer file (GDPR, article 9). "
        "The language of the contact has its own field."
    ),
    "custom.sensitive_politics": N_(
        "{name} was refused: political opinions may not be kept in a customer file (GDPR, article 9). Do without it."
    ),
    "custom.sensitive_sex_life": N_(
        "{name} was refused: sex life may not be kept in a customer file (GDPR, article 9). Do without it."
    ),
    "custom.sensitive_union": N_(
        "{name} was refused: union membership may not be kept in a customer file (GDPR, article 9). Do without it."
    ),
    "custom.unknown": N_("The shop has no field called {field}. Create it in the settings first."),
    "custom.unknown_kind": N_("There is no type of field called {kind}. Choose one of the list."),
    "custom.wrong_value": N_("“{value}” is no value of {field}. Type one of its own kind."),
    "communes.no_code": N_(
        "No column of {path} holds INSEE codes of communes (its columns: {columns}). Choose the file of "
        "La Poste or INSEE as it was downloaded."
    ),
    "communes.no_figure": N_("The figures wanted are not in {path}. Name one of its columns with --column: {columns}."),
    "communes.no_name": N_(
        "No column of {path} holds the names of communes (its columns: {columns}). For figures, give it with --figures."
    ),
    "communes.nothing": N_("Not one commune could be read in {path}. Choose another file, or another column."),
    "setting.unknown": N_("There is no setting called {key}."),
    "setting.wrong_kind": N_("That is no value for the setting {key}."),
    "template.empty": N_("{key} is free: Ctrl+O, Templates, says what it notes."),
    "template.no_verb": N_(
        "“{line}” does not say what is noted. Begin with v (visit), a (purchase), r (call), n (note)…"
    ),
    "template.note": N_("A note needs its words: type them after n."),
    "template.person": N_("“{line}” says whom, and a template is for whoever is chosen. Take that away."),
    "template.unread": N_("“{words}” cannot be read. Correct it, or take it away."),
    "template.verb": N_("“{line}” cannot be a template: it notes visits, purchases, plans and notes. Change its verb."),
}
