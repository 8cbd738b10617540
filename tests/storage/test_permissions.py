"""Every role × every verb that asks for a permission, by the verb itself on a real file; and no verb forgotten."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fichier_tui import storage
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import StaffMember
from fichier_tui.domain.permission import (
    DELETE,
    EXPORT,
    IMPORT,
    JOURNAL,
    OWNER,
    PERMISSIONS,
    RECEPTION,
    ROLES,
    SALES,
    SEND,
    TOTALS,
    UNDO_OTHERS,
    may,
)
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contact_list, contacts, models, visits
from fichier_tui.storage.journal import entries as journal
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.journal.filter import JournalFilter
from fichier_tui.storage.session import Session
from tests.storage.conftest import DAY, new_session
from tests.storage.permission_cases import CASES, World, make_world
from tests.storage.test_operations import every_table

STORAGE = Path(storage.__file__).parent
# The work of the counter, and what everybody reads. A new verb stands here, or in `CASES` with what it asks for.
FOR_ALL = """
actions.planning: plan_action change_action change_recurrence read_recurrence complete_action postpone_action
  cancel_action
  coming_again complete_many postpone_many cancel_many reopen_many assign_many read_action open_actions
  actions_between
actions.ahead: read_ahead
staff.attempts: note_failed_attempts note_opened_by_sheet
offers.arrival: find_arriving planned_about plan_arrival
offers.awareness: first_tellings offer_coverages subject_coverage everybody awareness_cells awareness_rows
offers.awareness_grid: read_grid grid_rows grid_contacts
offers.baskets: cross_sell
birthdays: birthdays
rights.breaches: breaches_waiting
actions.calendar: calendar_entries calendar_entry sequence_of
actions.calendar_kept: kept_calendar planner_touched
actions.calling: call_answers planned_call
offers.campaigns: read_campaign list_campaigns
card: read_card
rights.cleaning: cleaning_is_due is_cleaning_due clean_pages
concurrent_edit: begin_edit save_edit saved_since writers_since
letters.confirmations: confirmable_address keep_code drop_code waiting_code confirm_code
consents.lines: consent_history
consents.giving: read_consent_sheet answer_consent record_consent object_everywhere read_consent
consents.contactability: channel_answers answers retained listed_among open_channels contactability_facts
contacts: create_contact change_contact verify_contact read_contact read_rows people_of
contact_list: came_last total_contacts
contact_said: contact_said
backup.copies: keep_copy
backup.copy_settings: read_copy_settings read_copies_known copies_looked_at remember_copy remember_checked
  remember_drill
  remember_place enter_restore read_restores every_place read_places_kept last_restore
backup.copying: copy_state copy_warnings
backup.restores: present_state
counter: enter said_consents journal_verb
actions.day_sheet: read_day_sheet
demonstration.write: fill_with_demonstration write_demonstration
staff.departures: departed_logins
details: read_details
drafts: keep_draft read_draft take_draft leave_draft typed_elsewhere list_drafts drop_draft who_types
duplicates: find_duplicates
enriching: enrich_contact pass_over passed_over
rights.erased: erased_before
rights.erasing: erasures_since apply_erasures
exporting: exported_fields
rights.field_use: hidden_fields hardly_used
staff.given_passphrase: has_given_passphrase
health: check_file
imports: recall_mapping imported_contacts
keyring.mending: raise_costs mend
journal.entries: read_journal journal_numbers journal_rows journal_end journal_staff first_line author_called
  clock_behind
journal.detail: read_line rows_of
journal.purge: count_purgeable
journal.scrub: is_scrubbed scrubbed_among
letters.facts: read_letter_facts
line.reading: line_vocabulary resolve_line enter_line
line.checks: checked
line.colleagues: with_colleague colleague_called
line.another: named_instead
line.namesakes: name_told_apart
line.person: chosen_person compared find_person
line.trade: town_of priced scheduled choose_action names_action said_of_consents segment_meant product_names
  own_sources
listed: listed_contacts most_listed note_listed
loyalty: loyalty_rules read_loyalty use_points correct_points earned_in
loyalty_card: card_holders give_card
letters.mail: read_mail has_mail_password mail_password
merging: compare_cards merge_contacts
notes: add_note change_note notes_of read_note
rights.notes_to_review: reviewed_on is_review_due
rights.notices: current_notice inform notices_of
offers.offering: read_offer list_offers running_offers tell_offer tell_product plan_about_offer plan_about_product
operation: insert_stored
consents.oppositions: opposition_lines take_oppositions
own_columns: rows_with_own own_order
past: read_past
products: find_products last_product list_categories
rights.processing: read_controller
segments.profile: segment_reach
offers.proposal_facts: read_articles read_facts barred_contacts
offers.proposals: proposals count_proposals plan_proposal dismiss_proposal
purchase_facts: read_baskets read_lines read_rhythms
purchases: log_purchase change_purchase read_purchase purchases_of
letters.recipients: choose_recipients bounced_addresses
rights.retention_choices: retention_choices
rights.requests: open_requests_of open_channels note_request change_request list_requests requests_of read_request
  requests_due
segments.rfm: rfm_thresholds later_purchases read_ranks ranks_at_hand rfm_of
satisfaction: record_opinion open_complaint close_complaint open_complaints read_complaint
search.finding: find_contacts
search.near: near_contacts
search.order: in_order_of_names by_name
search.words: words_of_file beginnings_in_file words_around is_word_of_file begins_word_of_file kept_until_changed
offers.season_rules: season_rules
segments.changes: mark_segment_seen segment_changes changed_contacts count_changes
segments.contactable: with_contactable
segments.facts: read_facts with_file
segments.doubts: segment_doubts
segments.saved: count_segment find_segment explain_segment save_segment list_segments load_segment rename_segment
  segment_query
  segment_vocabulary circumstances_of
shop: read_settings
shop_fields: own_fields every_own_field
actions.slots: opening_hours propose_slots
sponsors: line_of_sponsors set_sponsor sponsored_by
staff.members: list_staff read_member sheet_made_at change_passphrase unfinished_departures
letters.templates: read_templates read_template enter_template
timeline: timeline count_timeline
journal.touched: touched_since
towns: towns_of_postcode postcodes_of_town find_places list_figures count_communes
journal.undoing: last_undoable redo
letters.unsubscribing: unsubscribe
visits: log_visit change_visit read_visit
consents.wordings: current_sentences sentences_for
"""
NAMES = {RECEPTION: ("camille", "Camille"), SALES: ("lea", "Léa")}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, World]]:
    """A file with something of everything, made once; each call is taken back with its transaction."""
    folder = tmp_path_factory.mktemp("shop") / "Shop.fichier"
    folder.mkdir()
    session = new_session(folder)
    for role, (login, name) in NAMES.items():
        models.Staff.create(login=login, name=name, role=role, created_at=session.now())
    yield session, make_world(session, folder)
    session.database.close()


def of_role(session: Session, role: str) -> Session:
    """The file as somebody of that role has it open."""
    row = models.Staff.get(models.Staff.role == role)
    return Session(session.database, StaffMember(row.id, row.login, row.name, row.role), session.clock, DAY)


def everything(session: Session) -> object:
    """Every row of every table, and how far the journal has come."""
    return every_table(session), session.last_entry()


def permitted(role: str, verb: str) -> bool:
    """What the matrix says."""
    return may(role, CASES[verb][0])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", CASES)
def test_each_role_does_what_it_may_and_is_refused_the_rest(shop: tuple[Session, World], verb: str, role: str) -> None:
    owner, world = shop
    permission, call = CASES[verb]
    session = of_role(owner, role)
    with owner.database.atomic() as transaction:
        if permitted(role, verb):
            call(session, world)
        else:
            before = everything(owner)
            with pytest.raises(Refusal) as refused:
                call(session, world)
            assert refused.value.code == "staff.not_allowed"
            assert refused.value.details == {"permission": permission, "role": role}
            assert everything(owner) == before
        transaction.rollback()


def test_the_matrix_is_the_one_of_the_shop() -> None:
    table = {role: {permission for permission in PERMISSIONS if may(role, permission)} for role in ROLES}
    assert table == {
        RECEPTION: set(),
        SALES: {EXPORT, IMPORT, DELETE, TOTALS, SEND, UNDO_OTHERS, JOURNAL},
        OWNER: set(PERMISSIONS),
    }
    assert not any(may(role, permission) for role in ("", "admin", "OWNER") for permission in PERMISSIONS)
    with pytest.raises(ValueError, match="everything"):
        may(OWNER, "everything")


def verbs() -> dict[str, bool]:
    """Every verb of the room by module and name, and whether it asks for a permission itself."""
    found = {}
    for path in sorted(STORAGE.rglob("*.py")):
        module = ".".join(path.relative_to(STORAGE).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not node.args.args:
                continue
            first = node.args.args[0].annotation
            if isinstance(first, ast.Name) and first.id == "Session":
                found[f"{module}.{node.name}"] = any(
                    isinstance(call, ast.Call) and ast.unparse(call.func) == "session.require"
                    for call in ast.walk(node)
                )
    return found


def open_to_all() -> set[str]:
    """The names of `FOR_ALL`."""
    lines = textwrap.dedent(FOR_ALL).replace("\n  ", " ").strip().splitlines()
    return {
        f"{module}.{name}"
        for module, _colon, names in (line.partition(":") for line in lines)
        for name in names.split()
    }


def test_every_verb_is_either_guarded_or_open_to_all() -> None:
    """A new verb is put in `CASES` with the permission it asks for, or in `FOR_ALL`."""
    asking = {name for name, asks in verbs().items() if asks}
    assert asking - set(CASES) == set(), "these ask for a permission: a call of each belongs in CASES"
    assert set(verbs()) - set(CASES) == open_to_all(), "each verb stands in CASES or in FOR_ALL, and in one alone"
    assert set(CASES) - set(verbs()) == set()
    # Taking back asks only where it is somebody else's, one function further down.
    assert set(CASES) - asking == {"journal.undoing.undo"}


def test_the_counter_is_open_to_the_reception(shop: tuple[Session, World]) -> None:
    owner, world = shop
    session = of_role(owner, RECEPTION)
    with owner.database.atomic() as transaction:
        before = every_table(owner)
        visit = visits.log_visit(session, world.people[0], storage.read_visit(session, world.visit).details)
        assert undoing.undo(session).verb == "visit.logged"
        assert every_table(owner) == before
        with pytest.raises(Refusal, match=r"row\.unknown"):
            visits.read_visit(session, visit.id)
        made = contacts.create_contact(session, ContactDetails(last_name="Camille's"))
        assert journal.read_journal(session)[0].verb == "contact.created"
        assert undoing.undo(session).contact_id == made.id
        transaction.rollback()


def test_the_reception_reads_her_own_lines_of_the_journal_alone(shop: tuple[Session, World]) -> None:
    owner, world = shop
    session = of_role(owner, RECEPTION)
    with owner.database.atomic() as transaction:
        theirs = list(journal.journal_numbers(owner))
        visits.log_visit(session, world.people[0], storage.read_visit(session, world.visit).details)
        mine = session.last_entry()
        assert list(journal.journal_numbers(session)) == [mine]
        assert list(journal.journal_numbers(session, JournalFilter(contact=world.people[0]))) == [mine]
        assert [entry.id for entry in journal.read_journal(session)] == [mine]
        assert [entry.id for entry in journal.journal_rows(session, [*theirs, mine])] == [mine]
        assert list(journal.journal_numbers(of_role(owner, SALES))) == [mine, *theirs]
        transaction.rollback()


def test_the_list_is_open_to_all_in_any_other_order(shop: tuple[Session, World]) -> None:
    session = of_role(shop[0], RECEPTION)
    for sort in (*contact_list.SORTS, ""):
        if sort != contact_list.BY_REVENUE:
            assert len(contact_list.list_contacts(session, contact_list.ListQuery(sort=sort)).ids) == 6


def test_a_role_that_was_changed_holds_at_once_and_who_left_may_nothing(shop: tuple[Session, World]) -> None:
    owner, world = shop
    session = of_role(owner, SALES)
    with owner.database.atomic() as transaction:
        models.Staff.update(role=RECEPTION).where(models.Staff.id == session.staff.id).execute()
        with pytest.raises(Refusal, match=r"staff\.not_allowed"):
            contacts.delete_contact(session, world.people[0])
        models.Staff.update(role=OWNER, left_on=DAY).where(models.Staff.id == session.staff.id).execute()
        with pytest.raises(Refusal, match=r"staff\.not_allowed"):
            contacts.delete_contact(session, world.people[0])
        transaction.rollback()


def test_somebody_whom_the_file_does_not_know_has_no_more_than_the_role_given(shop: tuple[Session, World]) -> None:
    session = replace(of_role(shop[0], OWNER), staff=StaffMember(999, "ghost", "Ghost", RECEPTION))
    assert not any(session.may(permission) for permission in PERMISSIONS)
