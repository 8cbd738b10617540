"""Who may do what, verb by verb: a call of each verb that asks for a permission, which succeeds on `make_world`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from fichier_tui.domain.breach import BreachDetails
from fichier_tui.domain.calendar_event import CalendarEvent
from fichier_tui.domain.campaign import CampaignDetails
from fichier_tui.domain.commune import Commune
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import PurchaseDetails, VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.loyalty import LoyaltyRules
from fichier_tui.domain.mail import MailSettings
from fichier_tui.domain.offer import OfferDetails, Subject, subject_of
from fichier_tui.domain.own_field import OwnFieldDetails
from fichier_tui.domain.permission import (
    DELETE,
    EXPORT,
    IMPORT,
    RECEPTION,
    RESTORE,
    RIGHTS,
    SEND,
    SETTINGS,
    STAFF,
    TOTALS,
    UNDO_OTHERS,
)
from fichier_tui.domain.processing import Controller
from fichier_tui.domain.proposals.arrival import Arriving
from fichier_tui.domain.proposals.season import SeasonRules
from fichier_tui.domain.rights import RequestDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.domain.sending import FAILED, SENT, Chosen, SendingDetails
from fichier_tui.domain.template import Template
from fichier_tui.storage import (
    communes,
    contact_list,
    contacts,
    exporting,
    imports,
    loyalty,
    models,
    notes,
    purchases,
    shop,
    shop_fields,
    statistics,
    visits,
)
from fichier_tui.storage.actions import calendar_import, calendar_kept
from fichier_tui.storage.backup import copy_settings
from fichier_tui.storage.consents import giving as consents
from fichier_tui.storage.consents import wordings
from fichier_tui.storage.folder import FichierFolder
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.letters import mail, recipients, sending_steps, sendings, templates, unsubscribing
from fichier_tui.storage.offers import arrival, awareness, campaigns, reactions
from fichier_tui.storage.offers import offering as offers
from fichier_tui.storage.offers.season_rules import set_season_rules
from fichier_tui.storage.rights import (
    archiving,
    breaches,
    erasing,
    field_use,
    notes_to_review,
    notices,
    person_file,
    processing,
    restricting,
    retention,
    retention_choices,
)
from fichier_tui.storage.rights import requests as rights
from fichier_tui.storage.segments import profile, rfm
from fichier_tui.storage.segments import saved as segments
from fichier_tui.storage.session import Session
from fichier_tui.storage.staff import departures
from fichier_tui.storage.staff import members as staff
from fichier_tui.storage.top_clients import top_clients
from tests.storage.beside import put_keyring_beside
from tests.storage.conftest import DAY

EVERYBODY = read_segment("clients")


def letter(subject: str) -> SendingDetails:
    """One that is none of the others."""
    return SendingDetails("Spring", subject=subject, text="Hello", sender="lea@example.org")


@dataclass(frozen=True)
class World:
    """What the calls are about, by number or name."""

    people: tuple[int, ...]
    visit: int
    purchase: int
    product: int
    note: int
    entry: int
    """An operation of the owner's."""
    offer: int
    campaign: int
    prepared: int
    """A sending that has not begun."""
    begun: int
    """One that has: of its first three one is going, one was sent, one failed."""
    going: int
    queued: int
    ended: int
    """One whose every message was refused."""
    field: str
    retired: str
    breach: int
    request: int
    """What a client asked for under the RGPD."""
    folder: FichierFolder


_STOLEN = BreachDetails(dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC), "stolen_device", "A laptop", risk="none")


def make_world(session: Session, folder: Path) -> World:
    """A small file of an owner's, with something of everything that is guarded."""
    people = []
    for place in range(6):
        details = ContactDetails(last_name=f"N{place}", emails=(EmailAddress(f"n{place}@example.org"),))
        people.append(contacts.create_contact(session, details).id)
        consents.record_consent(session, people[-1], "email", "given")
    visit = visits.log_visit(session, people[0], VisitDetails(DAY)).id
    purchase = purchases.log_purchase(session, people[0], PurchaseDetails(DAY - dt.timedelta(40), "Spa", 8500))
    note = notes.add_note(session, people[0], "Likes quiet.").id
    entry = session.last_entry()
    segments.save_segment(session, "Clients", EVERYBODY)
    offer = offers.create_offer(session, OfferDetails("Spa -20 %", product="Spa"))
    offers.tell_offer(session, offer.id, people[:2])
    campaign = campaigns.create_campaign(session, CampaignDetails("Spring", offer.id, 1)).id
    prepared = sendings.prepare_sending(session, letter("first"), people).id
    begun = sendings.prepare_sending(session, letter("second"), people).id
    sending_steps.begin_sending(session, begun)
    going, sent, failed = sending_steps.next_batch(session, begun, 3)
    for one in (going, sent, failed):
        sending_steps.claim_recipient(session, one.id, f"<{one.id}@example.org>")
    sending_steps.settle_recipient(session, sent.id, SENT)
    sending_steps.settle_recipient(session, failed.id, FAILED, "550")
    ended = sendings.prepare_sending(session, letter("third"), people[:1]).id
    sending_steps.begin_sending(session, ended)
    [alone] = sending_steps.next_batch(session, ended, 1)
    sending_steps.claim_recipient(session, alone.id, "<alone@example.org>")
    sending_steps.settle_recipient(session, alone.id, FAILED, "550")
    sending_steps.close_batch(session, ended)
    fields = [shop_fields.create_own_field(session, OwnFieldDetails(label, purpose="rental")) for label in "ABC"]
    shop_fields.retire_own_field(session, fields[2].key)
    # Theo has left, and the key of the file is not changed yet.
    models.Staff.create(login="theo", name="Theo", role=RECEPTION, created_at=session.now(), left_on=DAY)
    models.Meta.create(key=staff.LEAVING, value='["theo"]')
    retention.hold_card(session, people[5], "an unpaid invoice")
    return World(
        people=tuple(people),
        visit=visit,
        purchase=purchase.id,
        product=1,
        note=note,
        entry=entry,
        offer=offer.id,
        campaign=campaign,
        prepared=prepared,
        begun=begun,
        going=going.id,
        queued=sendings.recipients_of(session, begun, ["queued"])[0].id,
        ended=ended,
        field=fields[0].key,
        retired=fields[2].key,
        breach=breaches.note_breach(session, _STOLEN).id,
        request=rights.note_request(session, people[0], RequestDetails("access", DAY)).id,
        folder=FichierFolder(folder),
    )


def _subject(session: Session, world: World) -> Subject:
    return subject_of(offers.read_offer(session, world.offer))


def _chosen(session: Session, world: World) -> Chosen:
    return recipients.choose_recipients(session, "email", "prospecting", world.people)


def _asked_to_leave(session: Session, world: World) -> None:
    """A departure writes the whole file anew, outside any transaction; what it does is in `test_departures.py`."""
    with pytest.raises(RuntimeError, match="inside a transaction"):
        departures.leave(session, *put_keyring_beside(session), "lea")


def _archived(session: Session, world: World, verb: Callable[[Session, int], object]) -> None:
    """That verb, of a card of the archive."""
    archiving.archive_contacts(session, world.people[:1])
    verb(session, world.people[0])


Call = Callable[[Session, World], object]
_PLAN = ImportPlan((PlannedContact(ContactDetails(last_name="New"), (2,)),))

CASES: dict[str, tuple[str, Call]] = {
    # Files that leave
    "exporting.export_batch": (EXPORT, lambda s, w: exporting.export_batch(s, w.people)),
    "exporting.record_export": (EXPORT, lambda s, w: exporting.record_export(s, "csv", 6, "mailing", "c.csv")),
    "exporting.record_kept_calendar": (
        EXPORT,
        lambda s, w: exporting.record_kept_calendar(s, 0, "another place", "mine.ics"),
    ),
    "actions.calendar_kept.keep_calendar": (
        EXPORT,
        lambda s, w: calendar_kept.keep_calendar(s, calendar_kept.KeptCalendar("/tmp/agenda.ics", "till")),
    ),
    # Files that come
    "imports.preview_import": (IMPORT, lambda s, w: imports.preview_import(s, _PLAN)),
    "imports.import_contacts": (IMPORT, lambda s, w: imports.import_contacts(s, _PLAN, name="new.xlsx")),
    "actions.calendar_import.take_calendar": (
        IMPORT,
        lambda s, w: calendar_import.take_calendar(s, [CalendarEvent("x@y", "Fair", DAY)]),
    ),
    # What is removed
    "contacts.delete_contact": (DELETE, lambda s, w: contacts.delete_contact(s, w.people[1])),
    "purchases.remove_purchase": (DELETE, lambda s, w: purchases.remove_purchase(s, w.purchase)),
    "visits.remove_visit": (DELETE, lambda s, w: visits.remove_visit(s, w.visit)),
    "notes.remove_note": (DELETE, lambda s, w: notes.remove_note(s, w.note)),
    "segments.saved.delete_segment": (DELETE, lambda s, w: segments.delete_segment(s, "Clients")),
    # What the whole shop makes
    "top_clients.top_clients": (TOTALS, lambda s, w: top_clients(s)),
    "statistics.read_statistics": (TOTALS, lambda s, w: statistics.read_statistics(s, 548)),
    "segments.rfm.rfm_classes": (TOTALS, lambda s, w: rfm.rfm_classes(s)),
    "segments.rfm.ranked_clients": (TOTALS, lambda s, w: list(rfm.ranked_clients(s))),
    "segments.profile.segment_group": (TOTALS, lambda s, w: profile.segment_group(s, EVERYBODY)),
    "segments.profile.segment_profile": (TOTALS, lambda s, w: profile.segment_profile(s, EVERYBODY)),
    "segments.profile.whole_group": (TOTALS, lambda s, w: profile.whole_group(s)),
    "offers.reactions.offer_reaction": (TOTALS, lambda s, w: reactions.offer_reaction(s, _subject(s, w))),
    "offers.arrival.arrival_buyers": (TOTALS, lambda s, w: arrival.arrival_buyers(s, Arriving("Spa", w.product))),
    "offers.arrival.arrival_rows": (TOTALS, lambda s, w: arrival.arrival_rows(s, Arriving("Spa", w.product), {}, [])),
    "contact_list.list_contacts": (
        TOTALS,
        lambda s, w: contact_list.list_contacts(s, contact_list.ListQuery(sort="revenue")),
    ),
    "offers.awareness.who_heard": (
        TOTALS,
        lambda s, w: awareness.who_heard(s, _subject(s, w), "never", best_first=True),
    ),
    # Many written to at once, and what they are written about
    "offers.offering.create_offer": (SEND, lambda s, w: offers.create_offer(s, OfferDetails("Ski pass"))),
    "offers.offering.change_offer": (SEND, lambda s, w: offers.change_offer(s, w.offer, OfferDetails("Spa -30 %"))),
    "offers.offering.end_offer": (SEND, lambda s, w: offers.end_offer(s, w.offer)),
    "offers.campaigns.create_campaign": (
        SEND,
        lambda s, w: campaigns.create_campaign(s, CampaignDetails("Autumn", w.offer)),
    ),
    "offers.campaigns.change_campaign": (
        SEND,
        lambda s, w: campaigns.change_campaign(s, w.campaign, CampaignDetails("Summer", w.offer)),
    ),
    "offers.campaigns.campaign_audience": (SEND, lambda s, w: campaigns.campaign_audience(s, w.campaign)),
    "offers.campaigns.send_campaign": (SEND, lambda s, w: campaigns.send_campaign(s, w.campaign)),
    "letters.recipients.choose_for_sending": (
        SEND,
        lambda s, w: recipients.choose_for_sending(s, "email", "prospecting", w.people),
    ),
    "letters.recipients.had_lately": (SEND, lambda s, w: recipients.had_lately(s, "email", w.people, s.now())),
    "letters.sendings.prepare_sending": (SEND, lambda s, w: sendings.prepare_sending(s, letter("another"), w.people)),
    "letters.sendings.record_sent": (SEND, lambda s, w: sendings.record_sent(s, letter("another"), _chosen(s, w))),
    "letters.sendings.read_sending": (SEND, lambda s, w: sendings.read_sending(s, w.begun)),
    "letters.sendings.list_sendings": (SEND, lambda s, w: sendings.list_sendings(s)),
    "letters.sendings.recipients_of": (SEND, lambda s, w: sendings.recipients_of(s, w.begun)),
    "letters.sending_steps.begin_sending": (SEND, lambda s, w: sending_steps.begin_sending(s, w.prepared)),
    "letters.sending_steps.record_written": (
        SEND,
        lambda s, w: sending_steps.record_written(s, w.prepared, {}, "letters"),
    ),
    "letters.sending_steps.drop_sending": (SEND, lambda s, w: sending_steps.drop_sending(s, w.prepared)),
    "letters.sending_steps.next_batch": (SEND, lambda s, w: sending_steps.next_batch(s, w.begun, 2)),
    "letters.sending_steps.claim_recipient": (SEND, lambda s, w: sending_steps.claim_recipient(s, w.queued, "<q@x>")),
    "letters.sending_steps.settle_recipient": (SEND, lambda s, w: sending_steps.settle_recipient(s, w.going, SENT)),
    "letters.sending_steps.close_batch": (SEND, lambda s, w: sending_steps.close_batch(s, w.begun)),
    "exporting.restricted_among": (EXPORT, lambda s, w: exporting.restricted_among(s, w.people)),
    "letters.sending_steps.uncertain_recipients": (SEND, lambda s, w: sending_steps.uncertain_recipients(s, w.begun)),
    "letters.unsubscribing.recipient_tokens": (SEND, lambda s, w: unsubscribing.recipient_tokens(s, "", ())),
    "letters.sending_steps.answer_uncertain": (
        SEND,
        lambda s, w: sending_steps.answer_uncertain(s, [w.going], received=True),
    ),
    "letters.sending_steps.give_up_sending": (SEND, lambda s, w: sending_steps.give_up_sending(s, w.begun)),
    "letters.sending_steps.retry_failed": (SEND, lambda s, w: sending_steps.retry_failed(s, w.ended)),
    "letters.sending_steps.mark_bounced": (SEND, lambda s, w: sending_steps.mark_bounced(s, "n1@example.org")),
    # What somebody else did
    "journal.undoing.undo": (UNDO_OTHERS, lambda s, w: undoing.undo(s, w.entry)),
    # What the shop sets
    "shop.change_settings": (
        SETTINGS,
        lambda s, w: shop.change_settings(s, {"dpo": "", "transfers": ""}, "controller"),
    ),
    "rights.processing.change_controller": (
        SETTINGS,
        lambda s, w: processing.change_controller(s, Controller("Valmont")),
    ),
    "shop.change_setting": (SETTINGS, lambda s, w: shop.change_setting(s, "business", "Valmont")),
    "shop_fields.create_own_field": (
        SETTINGS,
        lambda s, w: shop_fields.create_own_field(s, OwnFieldDetails("Size", purpose="rental")),
    ),
    "shop_fields.change_own_field": (
        SETTINGS,
        lambda s, w: shop_fields.change_own_field(s, w.field, OwnFieldDetails("Size", purpose="rental")),
    ),
    "shop_fields.move_own_field": (SETTINGS, lambda s, w: shop_fields.move_own_field(s, w.field, 1)),
    "shop_fields.retire_own_field": (SETTINGS, lambda s, w: shop_fields.retire_own_field(s, w.field)),
    "shop_fields.restore_own_field": (SETTINGS, lambda s, w: shop_fields.restore_own_field(s, w.retired)),
    "shop_fields.delete_own_field": (SETTINGS, lambda s, w: shop_fields.delete_own_field(s, w.field)),
    "letters.templates.change_template": (
        SETTINGS,
        lambda s, w: templates.change_template(s, 2, Template("Spa", "v spa")),
    ),
    "consents.wordings.change_sentence": (
        SETTINGS,
        lambda s, w: wordings.change_sentence(s, "email", "fr", "D'accord ?"),
    ),
    "loyalty.set_loyalty_rules": (SETTINGS, lambda s, w: loyalty.set_loyalty_rules(s, LoyaltyRules(1))),
    "offers.season_rules.set_season_rules": (SETTINGS, lambda s, w: set_season_rules(s, SeasonRules(2))),
    "letters.mail.set_mail": (
        SETTINGS,
        lambda s, w: mail.set_mail(s, replace(MailSettings(), address="a@example.org")),
    ),
    "communes.take_communes": (
        SETTINGS,
        lambda s, w: communes.take_communes(s, [Commune("74056", "Chamonix", "74400")], {}, name="communes.csv"),
    ),
    # Who opens the file
    "staff.members.list_access": (STAFF, lambda s, w: staff.list_access(s, put_keyring_beside(s)[0])),
    "staff.members.add_member": (
        STAFF,
        lambda s, w: staff.add_member(s, *put_keyring_beside(s), "paul", "Paul", "sales", "sept mots"),
    ),
    "staff.members.change_role": (STAFF, lambda s, w: staff.change_role(s, *put_keyring_beside(s), "lea", "reception")),
    "staff.members.rename_member": (STAFF, lambda s, w: staff.rename_member(s, "lea", "Léa Martin")),
    "staff.members.reset_passphrase": (
        STAFF,
        lambda s, w: staff.reset_passphrase(s, *put_keyring_beside(s), "lea", "sept"),
    ),
    "staff.departures.leave": (STAFF, _asked_to_leave),
    "staff.departures.stay": (STAFF, lambda s, w: departures.stay(s, "theo")),
    "staff.members.new_recovery_sheet": (STAFF, lambda s, w: staff.new_recovery_sheet(s, *put_keyring_beside(s))),
    # Copies: where they go, how often
    "backup.copy_settings.add_place": (
        RESTORE,
        lambda s, w: copy_settings.add_place(s, "till", w.folder.path.parent, w.folder, "0" * 32),
    ),
    "backup.copy_settings.remove_place": (RESTORE, lambda s, w: copy_settings.remove_place(s, "till", "/media/stick")),
    "backup.copy_settings.copy_every": (RESTORE, lambda s, w: copy_settings.copy_every(s, "till", 8)),
    # What the law asks
    "rights.field_use.field_use": (RIGHTS, lambda s, w: field_use.field_use(s)),
    "rights.field_use.hide_field": (SETTINGS, lambda s, w: field_use.hide_field(s, "profession")),
    "rights.retention.held_because": (RIGHTS, lambda s, w: retention.held_because(s, w.people[0])),
    "rights.processing.read_processing": (RIGHTS, lambda s, w: processing.read_processing(s)),
    "rights.processing.list_exports": (RIGHTS, lambda s, w: processing.list_exports(s)),
    "rights.notes_to_review.notes_to_review": (RIGHTS, lambda s, w: notes_to_review.notes_to_review(s)),
    "rights.notes_to_review.mark_reviewed": (RIGHTS, lambda s, w: notes_to_review.mark_reviewed(s)),
    "rights.retention.due_cards": (RIGHTS, lambda s, w: retention.due_cards(s)),
    "rights.retention.due_lines": (RIGHTS, lambda s, w: retention.due_lines(s)),
    "rights.retention.hold_card": (RIGHTS, lambda s, w: retention.hold_card(s, w.people[0], "a lawsuit")),
    "rights.retention.release_card": (RIGHTS, lambda s, w: retention.release_card(s, w.people[5])),
    "rights.retention.carry_out": (RIGHTS, lambda s, w: retention.carry_out(s, (), ())),
    "rights.retention_choices.change_retention": (
        RIGHTS,
        lambda s, w: retention_choices.change_retention(s, "client", 24),
    ),
    "rights.breaches.note_breach": (RIGHTS, lambda s, w: breaches.note_breach(s, _STOLEN)),
    "rights.breaches.change_breach": (RIGHTS, lambda s, w: breaches.change_breach(s, w.breach, _STOLEN)),
    "rights.breaches.tell_cnil": (RIGHTS, lambda s, w: breaches.tell_cnil(s, w.breach, whole=True)),
    "rights.breaches.close_breach": (RIGHTS, lambda s, w: breaches.close_breach(s, w.breach)),
    "rights.breaches.read_breach": (RIGHTS, lambda s, w: breaches.read_breach(s, w.breach)),
    "rights.breaches.list_breaches": (RIGHTS, lambda s, w: breaches.list_breaches(s)),
    "rights.notices.change_notice": (SETTINGS, lambda s, w: notices.change_notice(s, "fr", "We keep your details.")),
    "rights.requests.extend_request": (
        RIGHTS,
        lambda s, w: rights.extend_request(s, w.request, "Many papers to look through"),
    ),
    "rights.requests.answer_request": (RIGHTS, lambda s, w: rights.answer_request(s, w.request, "Sent by post")),
    "rights.person_file.read_person": (RIGHTS, lambda s, w: person_file.read_person(s, w.people[0])),
    "rights.erasing.what_goes": (RIGHTS, lambda s, w: erasing.what_goes(s, w.people)),
    "rights.erasing.erase_contacts": (RIGHTS, lambda s, w: erasing.erase_contacts(s, w.people)),
    "rights.erasing.anonymise_contacts": (RIGHTS, lambda s, w: erasing.anonymise_contacts(s, w.people)),
    "rights.archiving.archive_contacts": (RIGHTS, lambda s, w: archiving.archive_contacts(s, w.people)),
    "rights.archiving.list_archive": (RIGHTS, lambda s, w: archiving.list_archive(s)),
    "rights.archiving.leave_archive": (RIGHTS, lambda s, w: _archived(s, w, archiving.leave_archive)),
    "rights.archiving.read_archived": (RIGHTS, lambda s, w: _archived(s, w, archiving.read_archived)),
    "rights.restricting.restrict_contact": (RIGHTS, lambda s, w: restricting.restrict_contact(s, w.people[0])),
    "rights.restricting.lift_restriction": (RIGHTS, lambda s, w: restricting.lift_restriction(s, w.people[0])),
    "rights.restricting.note_death": (RIGHTS, lambda s, w: restricting.note_death(s, w.people[0], DAY)),
}
