"""The encrypted file, its tables, its verbs: the only room that knows Peewee and SQLCipher.

This page lists the verbs that the rooms above may use. Each takes the session first; a screen has it given by
`await file.run(verb, …)`, the command line by `file.call(verb, …)`. They give out frozen dataclasses.
"""

from __future__ import annotations

from fichier_tui.domain.consent_wording import Sentence
from fichier_tui.storage.actions import (
    actions_between,
    assign_many,
    cancel_action,
    cancel_many,
    change_action,
    complete_action,
    complete_many,
    open_actions,
    plan_action,
    postpone_action,
    postpone_many,
    read_action,
    reopen_many,
)
from fichier_tui.storage.arrival import (
    ArrivalRow,
    arrival_buyers,
    arrival_rows,
    find_arriving,
    plan_arrival,
    planned_about,
)
from fichier_tui.storage.awareness import (
    AwarenessRow,
    awareness_cells,
    awareness_rows,
    offer_coverages,
    who_heard,
)
from fichier_tui.storage.birthdays import Birthday, birthdays
from fichier_tui.storage.campaigns import (
    campaign_audience,
    change_campaign,
    create_campaign,
    list_campaigns,
    read_campaign,
    send_campaign,
)
from fichier_tui.storage.card import Card, read_card
from fichier_tui.storage.communes import CommunesOutcome, take_communes
from fichier_tui.storage.consent_lines import consent_history
from fichier_tui.storage.consents import (
    ConsentSheet,
    answer_consent,
    insert_answer,
    insert_objection,
    object_everywhere,
    read_consent,
    read_consent_sheet,
    record_consent,
)
from fichier_tui.storage.contact_list import FILTERS, SORTS, ListQuery, ListResult, list_contacts
from fichier_tui.storage.contacts import (
    change_contact,
    create_contact,
    delete_contact,
    people_of,
    read_contact,
    read_rows,
    verify_contact,
)
from fichier_tui.storage.copies import keep_copy
from fichier_tui.storage.details import read_details
from fichier_tui.storage.drafts import KeptDraft, drop_draft, keep_draft, list_drafts, read_draft
from fichier_tui.storage.duplicates import LikelyDuplicate, find_duplicates
from fichier_tui.storage.enriching import enrich_contact, pass_over, passed_over
from fichier_tui.storage.exporting import (
    ExportedContact,
    ExportedField,
    export_batch,
    exported_fields,
    record_export,
)
from fichier_tui.storage.imports import (
    Decision,
    ImportOutcome,
    count_outcome,
    import_contacts,
    imported_contacts,
    preview_import,
    recall_mapping,
)
from fichier_tui.storage.journal import Entry, journal_numbers, journal_rows, read_journal
from fichier_tui.storage.letter_facts import read_letter_facts
from fichier_tui.storage.line import enter_line, line_vocabulary, resolve_line
from fichier_tui.storage.loyalty import correct_points, loyalty_rules, read_loyalty, set_loyalty_rules, use_points
from fichier_tui.storage.loyalty_card import CardHolder, card_holders, give_card
from fichier_tui.storage.merging import TwoCards, compare_cards, merge_contacts
from fichier_tui.storage.notes import add_note, change_note, notes_of, read_note, remove_note
from fichier_tui.storage.offers import (
    change_offer,
    create_offer,
    end_offer,
    list_offers,
    read_offer,
    running_offers,
    tell_offer,
    tell_product,
)
from fichier_tui.storage.opening import (
    NewFile,
    create_file,
    logins_of,
    open_file,
    open_unlocked,
    unlock_file,
    unlock_with_recovery_sheet,
)
from fichier_tui.storage.products import find_products, last_product, list_categories
from fichier_tui.storage.proposals import (
    Proposed,
    count_proposals,
    dismiss_proposal,
    plan_proposal,
    proposals,
)
from fichier_tui.storage.purchases import (
    change_purchase,
    log_purchase,
    purchases_of,
    read_purchase,
    remove_purchase,
)
from fichier_tui.storage.recipients import choose_recipients
from fichier_tui.storage.rfm import ClassFigures, RankedClient, ranked_clients, rfm_classes, rfm_of, rfm_thresholds
from fichier_tui.storage.satisfaction import (
    close_complaint,
    open_complaint,
    open_complaints,
    read_complaint,
    record_opinion,
)
from fichier_tui.storage.search import Found, find_contacts
from fichier_tui.storage.season_rules import season_rules, set_season_rules
from fichier_tui.storage.segments import (
    SavedSegment,
    count_segment,
    delete_segment,
    find_segment,
    list_segments,
    load_segment,
    rename_segment,
    save_segment,
    segment_vocabulary,
)
from fichier_tui.storage.sending_steps import answer_uncertain, drop_sending, retry_failed, uncertain_recipients
from fichier_tui.storage.sendings import list_sendings, prepare_sending, read_sending, recipients_of, record_sent
from fichier_tui.storage.session import Session
from fichier_tui.storage.shop import ShopSettings, change_setting, read_settings
from fichier_tui.storage.shop_fields import (
    UsedField,
    change_own_field,
    create_own_field,
    delete_own_field,
    every_own_field,
    move_own_field,
    own_fields,
    restore_own_field,
    retire_own_field,
)
from fichier_tui.storage.sponsors import set_sponsor, sponsored_by
from fichier_tui.storage.staff import list_staff
from fichier_tui.storage.statistics import Statistics, read_statistics
from fichier_tui.storage.thread import OpenFile
from fichier_tui.storage.timeline import TIMELINE_KINDS, count_timeline, timeline
from fichier_tui.storage.top_clients import MEASURES, TopClient, TopClients, top_clients
from fichier_tui.storage.towns import (
    Place,
    count_communes,
    find_places,
    list_figures,
    postcodes_of_town,
    towns_of_postcode,
)
from fichier_tui.storage.undoing import last_undoable, redo, undo
from fichier_tui.storage.visits import change_visit, log_visit, read_visit, remove_visit
from fichier_tui.storage.wordings import change_sentence, current_sentences

__all__ = [
    "FILTERS",
    "MEASURES",
    "SORTS",
    "TIMELINE_KINDS",
    "ArrivalRow",
    "AwarenessRow",
    "Birthday",
    "Card",
    "CardHolder",
    "ClassFigures",
    "CommunesOutcome",
    "ConsentSheet",
    "Decision",
    "Entry",
    "ExportedContact",
    "ExportedField",
    "Found",
    "ImportOutcome",
    "KeptDraft",
    "LikelyDuplicate",
    "ListQuery",
    "ListResult",
    "NewFile",
    "OpenFile",
    "Place",
    "Proposed",
    "RankedClient",
    "SavedSegment",
    "Sentence",
    "Session",
    "ShopSettings",
    "Statistics",
    "TopClient",
    "TopClients",
    "TwoCards",
    "UsedField",
    "actions_between",
    "add_note",
    "answer_consent",
    "answer_uncertain",
    "arrival_buyers",
    "arrival_rows",
    "assign_many",
    "awareness_cells",
    "awareness_rows",
    "birthdays",
    "campaign_audience",
    "cancel_action",
    "cancel_many",
    "card_holders",
    "change_action",
    "change_campaign",
    "change_contact",
    "change_note",
    "change_offer",
    "change_own_field",
    "change_purchase",
    "change_sentence",
    "change_setting",
    "change_visit",
    "choose_recipients",
    "close_complaint",
    "compare_cards",
    "complete_action",
    "complete_many",
    "consent_history",
    "correct_points",
    "count_communes",
    "count_outcome",
    "count_proposals",
    "count_segment",
    "count_timeline",
    "create_campaign",
    "create_contact",
    "create_file",
    "create_offer",
    "create_own_field",
    "current_sentences",
    "delete_contact",
    "delete_own_field",
    "delete_segment",
    "dismiss_proposal",
    "drop_draft",
    "drop_sending",
    "end_offer",
    "enrich_contact",
    "enter_line",
    "every_own_field",
    "export_batch",
    "exported_fields",
    "find_arriving",
    "find_contacts",
    "find_duplicates",
    "find_places",
    "find_products",
    "find_segment",
    "give_card",
    "import_contacts",
    "imported_contacts",
    "insert_answer",
    "insert_objection",
    "journal_numbers",
    "journal_rows",
    "keep_copy",
    "keep_draft",
    "last_product",
    "last_undoable",
    "line_vocabulary",
    "list_campaigns",
    "list_categories",
    "list_contacts",
    "list_drafts",
    "list_figures",
    "list_offers",
    "list_segments",
    "list_sendings",
    "list_staff",
    "load_segment",
    "log_purchase",
    "log_visit",
    "logins_of",
    "loyalty_rules",
    "merge_contacts",
    "move_own_field",
    "notes_of",
    "object_everywhere",
    "offer_coverages",
    "open_actions",
    "open_complaint",
    "open_complaints",
    "open_file",
    "open_unlocked",
    "own_fields",
    "pass_over",
    "passed_over",
    "people_of",
    "plan_action",
    "plan_arrival",
    "plan_proposal",
    "planned_about",
    "postcodes_of_town",
    "postpone_action",
    "postpone_many",
    "prepare_sending",
    "preview_import",
    "proposals",
    "purchases_of",
    "ranked_clients",
    "read_action",
    "read_campaign",
    "read_card",
    "read_complaint",
    "read_consent",
    "read_consent_sheet",
    "read_contact",
    "read_details",
    "read_draft",
    "read_journal",
    "read_letter_facts",
    "read_loyalty",
    "read_note",
    "read_offer",
    "read_purchase",
    "read_rows",
    "read_sending",
    "read_settings",
    "read_statistics",
    "read_visit",
    "recall_mapping",
    "recipients_of",
    "record_consent",
    "record_export",
    "record_opinion",
    "record_sent",
    "redo",
    "remove_note",
    "remove_purchase",
    "remove_visit",
    "rename_segment",
    "reopen_many",
    "resolve_line",
    "restore_own_field",
    "retire_own_field",
    "retry_failed",
    "rfm_classes",
    "rfm_of",
    "rfm_thresholds",
    "running_offers",
    "save_segment",
    "season_rules",
    "segment_vocabulary",
    "send_campaign",
    "set_loyalty_rules",
    "set_season_rules",
    "set_sponsor",
    "sponsored_by",
    "take_communes",
    "tell_offer",
    "tell_product",
    "timeline",
    "top_clients",
    "towns_of_postcode",
    "uncertain_recipients",
    "undo",
    "unlock_file",
    "unlock_with_recovery_sheet",
    "use_points",
    "verify_contact",
    "who_heard",
]
