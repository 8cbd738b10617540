"""What the tables of the file hold, in words: for who reads which page of it is damaged, and what was saved of it."""

from __future__ import annotations

from fichier_tui.i18n import N_, _

SEARCH = "contact_words"
# The plain nouns of the trade, in the plural; the codes of `storage.salvage` for pages without rows come after.
TABLES: dict[str, str] = {
    "action": N_("actions"),
    "address": N_("postal addresses"),
    "behaviour_event": N_("what contacts did without buying"),
    "breach": N_("register of breaches"),
    "calendar_link": N_("links with another calendar"),
    "campaign": N_("campaigns"),
    "confirmation": N_("codes sent to confirm an address"),
    "consent": N_("consents"),
    "contact": N_("contacts"),
    "contact_summary": N_("figures of contacts, which are reckoned anew"),
    "contact_tag": N_("labels on contacts"),
    "custom_field": N_("fields of the shop"),
    "custom_value": N_("values of the shop's fields"),
    "dismissal": N_("proposals put aside"),
    "draft": N_("drafts"),
    "email": N_("e-mail addresses"),
    "erased_fingerprint": N_("fingerprints of erased persons"),
    "erasure": N_("erasures"),
    "export_record": N_("register of exports"),
    "import_mapping": N_("how files were imported"),
    "information": N_("notices given to contacts"),
    "journal_change": N_("details of the journal"),
    "journal_entry": N_("lines of the journal"),
    "journal_head": N_("end of the journal"),
    "loyalty_entry": N_("loyalty points"),
    "meta": N_("what the file knows of itself"),
    "note": N_("notes"),
    "offer": N_("offers"),
    "opposition": N_("oppositions"),
    "phone": N_("telephone numbers"),
    "product": N_("products"),
    "purchase": N_("purchases"),
    "retention_hold": N_("cards kept beyond their time"),
    "rights_request": N_("requests under the GDPR"),
    "satisfaction": N_("scores, reviews and complaints"),
    "segment": N_("segments"),
    "segment_member": N_("who was seen in segments"),
    "sending": N_("sendings"),
    "sending_recipient": N_("recipients of sendings"),
    "series": N_("recurrences"),
    "series_pattern": N_("what recurrences keep"),
    "setting": N_("settings"),
    "staff": N_("members of staff"),
    "tag": N_("labels"),
    "town": N_("communes"),
    "town_figure": N_("figures of communes"),
    "visit": N_("visits"),
    "wording": N_("sentences of consent"),
    SEARCH: N_("words of the search, which are put together anew"),
    "sqlite_schema": N_("list of the tables"),
    "index": N_("an index, nothing is lost by it"),
    "free": N_("a page that held nothing"),
}


def table_word(table: str) -> str:
    """What a table holds; a table of a later version by its own name."""
    if table.startswith(SEARCH):
        table = SEARCH
    return _(TABLES[table]) if table in TABLES else table or _("nothing that can be told")
