"""In which order the fields are offered to a column: by what one thinks of first."""

from __future__ import annotations

from fichier_tui.domain.import_fields import IGNORE, KEEP, NOTE
from fichier_tui.i18n import N_

OWN = "custom"
"""Stands for a field of the shop's own, called as the column is."""
GROUPS: tuple[tuple[str, str], ...] = (
    (
        N_("Who"),
        "full_name last_name first_name middle_name civility company_name job_title profession sex birth language "
        "card_number contact_type source first_contact important",
    ),
    (N_("How to reach them"), "email mobile phone home_phone work_phone work_email fax"),
    (
        N_("Where"),
        "street street_number street_more postcode town region country work_street work_postcode work_town "
        "work_region work_country other_street other_postcode other_town other_region other_country",
    ),
    (
        N_("Purchases"),
        "purchase_day purchase_amount purchase_product purchase_quantity purchase_nights purchase_people "
        "purchase_end purchase_reference purchase_status",
    ),
    (
        N_("Visits and actions"),
        "visit_day last_contact appointment to_do to_do_day action_done action_day offer_kind offer_day "
        "behaviour_form behaviour_page",
    ),
    (
        N_("Consents"),
        "consent_email consent_sms consent_phone consent_post opposed_email opposed_sms opposed_phone opposed_post "
        "optin_email_time confirm_email_time unsub_email_time dead_email_time consent_day consent_proof",
    ),
    (N_("The rest"), f"tags interests {NOTE} {OWN} {KEEP} {IGNORE}"),
)
"""(heading, the codes of domain.import_fields)."""
_NAMING = "full_name last_name first_name company_name email work_email mobile phone home_phone work_phone card_number"
NAMING = frozenset(_NAMING.split())
"""One of these must be there: else nothing says whom a row is about."""
