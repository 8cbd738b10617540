"""The register of sendings: the law at the beginning and for each batch, nothing twice, what left stays noted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui.domain.awareness import NEVER, TOLD
from fichier_tui.domain.campaign import CampaignDetails
from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.offer import OfferDetails, subject_of
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.sending import FAILED, LEFT_OUT, QUEUED, SENDING, SENT, SendingDetails
from fichier_tui.storage import models
from fichier_tui.storage.actions.ahead import read_ahead
from fichier_tui.storage.actions.planning import open_actions
from fichier_tui.storage.consents.giving import record_consent
from fichier_tui.storage.contacts import create_contact, delete_contact
from fichier_tui.storage.journal.entries import read_journal
from fichier_tui.storage.journal.undoing import last_undoable, redo, undo
from fichier_tui.storage.letters.recipients import bounced_addresses, choose_recipients, had_lately
from fichier_tui.storage.letters.sending_steps import (
    answer_uncertain,
    begin_sending,
    claim_recipient,
    close_batch,
    give_up_sending,
    mark_bounced,
    next_batch,
    record_written,
    retry_failed,
    settle_recipient,
    uncertain_recipients,
)
from fichier_tui.storage.letters.sendings import (
    list_sendings,
    prepare_sending,
    read_sending,
    recipients_of,
    record_sent,
)
from fichier_tui.storage.letters.unsubscribing import recipient_tokens, unsubscribe
from fichier_tui.storage.offers.awareness import who_heard
from fichier_tui.storage.offers.campaigns import create_campaign, read_campaign
from fichier_tui.storage.offers.offering import create_offer
from fichier_tui.storage.rights.processing import list_exports
from fichier_tui.storage.session import Session
from tests.storage.test_operations import every_table

SPRING = SendingDetails("Spring", subject="Spring, {prénom}", text="Hello", sender="Chez Léa <lea@example.org>")


@pytest.fixture
def people(session: Session) -> list[int]:
    """Six who accept e-mails, and one who was never asked."""
    found = []
    for place in range(7):
        details = ContactDetails(last_name=f"N{place}", emails=(EmailAddress(f"n{place}@example.org"),))
        found.append(create_contact(session, details).id)
        if place < 6:
            record_consent(session, found[-1], "email", "given")
    return found


def _sent(session: Session, number: int, size: int = 50) -> list[int]:
    """Send the whole of it; returns the contacts in their order."""
    begin_sending(session, number)
    contacts = []
    while batch := next_batch(session, number, size):
        for one in batch:
            assert claim_recipient(session, one.id, f"<{one.id}@x>")
            settle_recipient(session, one.id, SENT)
            contacts.append(one.contact)
        close_batch(session, number)
    close_batch(session, number)
    return contacts


def test_a_sending_is_noted_on_each_card_and_in_the_register(session: Session, people: list[int]) -> None:
    offer = create_offer(session, OfferDetails("Spa -20 %", product="Spa"))
    campaign = create_campaign(session, CampaignDetails("Spring", offer.id))
    sending = prepare_sending(session, SendingDetails("Spring", subject="Spa", campaign=campaign.id), people)
    assert sending.counts == {QUEUED: 6, LEFT_OUT: 1}
    assert sending.details.offer == offer.id
    [left] = recipients_of(session, sending.id, [LEFT_OUT])
    assert (left.contact, left.reason, bool(left.rule)) == (people[6], "not_asked", True)
    assert _sent(session, sending.id, 4) == people[:6]
    done = read_sending(session, sending.id)
    assert done.counts == {SENT: 6, LEFT_OUT: 1}
    assert done.ended_at is not None
    assert list(who_heard(session, subject_of(offer), TOLD)) == people[:6]
    assert list(who_heard(session, subject_of(offer), NEVER)) == people[6:]
    assert read_campaign(session, campaign.id).sent == 6
    action = models.Action.get(models.Action.contact == people[0])
    assert (action.kind, action.subject, action.state) == ("email", "Spring", "done")
    [record] = models.ExportRecord.select()
    assert (record.format, record.contacts, record.purpose, record.name) == ("smtp", 6, "prospecting", "Spring")
    assert (record.channel, record.aim, record.left_out) == ("email", "prospecting", '{"not_asked R08": 1}')
    verbs = [entry.verb for entry in read_journal(session, limit=4)]
    assert verbs == ["sending.sent", "sending.sent", "sending.begun", "sending.prepared"]
    again = choose_recipients(session, "email", "prospecting", people, campaign=campaign.id)
    assert again.by_reason() == {("already", ""): 6, ("not_asked", left.rule): 1}


def test_who_withdraws_between_two_batches_gets_nothing(session: Session, people: list[int]) -> None:
    sending = prepare_sending(session, SPRING, people)
    begin_sending(session, sending.id)
    first = next_batch(session, sending.id, 2)
    assert [one.contact for one in first] == people[:2]
    for one in first:
        assert claim_recipient(session, one.id, "<x>")
        settle_recipient(session, one.id, SENT)
    close_batch(session, sending.id)
    record_consent(session, people[2], "email", "withdrawn")
    record_consent(session, people[3], "email", "opposed")
    delete_contact(session, people[4])
    assert [one.contact for one in next_batch(session, sending.id, 2)] == [people[5]]
    reasons = {one.contact: one.reason for one in recipients_of(session, sending.id, [LEFT_OUT])}
    assert reasons == {people[2]: "withdrawn", people[3]: "opposed", people[4]: "gone", people[6]: "not_asked"}
    assert models.ExportRecord.get().contacts == 6, "prepared, and not over yet"
    assert _sent(session, sending.id) == people[5:6]
    [line] = list_exports(session)
    assert line.contacts == 3
    assert line.left_out == {("not_asked", "R08"): 1, ("withdrawn", "R18"): 1, ("opposed", "R26"): 1, ("gone", ""): 1}


def test_what_waits_can_be_taken_back_and_what_left_cannot(session: Session, people: list[int]) -> None:
    before = every_table(session)
    prepare_sending(session, SPRING, people)
    undo(session)
    assert every_table(session) == before
    sending = prepare_sending(session, SPRING, people)
    [prepared] = [entry for entry in read_journal(session, limit=1)]
    _sent(session, sending.id)
    for entry in read_journal(session, limit=4):
        if entry.verb.startswith("sending."):
            with pytest.raises(Refusal, match=r"undo\.sent"):
                undo(session, entry.id)
    with pytest.raises(Refusal, match=r"undo\.sent"):
        undo(session, prepared.id)
    last = last_undoable(session)
    assert last is not None
    assert not last.verb.startswith("sending.")
    assert read_sending(session, sending.id).count(SENT) == 6


def test_a_sending_that_was_interrupted_waits_for_whom_may_go_on_with_it(session: Session, people: list[int]) -> None:
    sending = prepare_sending(session, SPRING, people)
    assert read_ahead(session).sendings == 0
    begin_sending(session, sending.id)
    assert read_ahead(session).sendings == 1
    models.Staff.update(role="reception").execute()
    assert read_ahead(session).sendings == 0
    models.Staff.update(role="owner").execute()
    give_up_sending(session, sending.id)
    assert read_ahead(session).sendings == 0


def test_one_message_is_claimed_once(session: Session, people: list[int]) -> None:
    sending = prepare_sending(session, SPRING, people)
    begin_sending(session, sending.id)
    one, *_ = next_batch(session, sending.id, 1)
    assert claim_recipient(session, one.id, "<1@x>")
    assert not claim_recipient(session, one.id, "<1@x>")
    settle_recipient(session, one.id, SENT)
    assert not claim_recipient(session, one.id, "<1@x>")
    settle_recipient(session, one.id, FAILED)  # too late: it was settled
    assert read_sending(session, sending.id).count(SENT) == 1


def test_what_was_going_is_uncertain_until_somebody_says(session: Session, people: list[int]) -> None:
    sending = prepare_sending(session, SPRING, people)
    begin_sending(session, sending.id)
    for one in next_batch(session, sending.id, 2):
        assert claim_recipient(session, one.id, f"<{one.id}@x>")
    first, second = uncertain_recipients(session, sending.id)
    assert people[:2] == [first.contact, second.contact]
    assert not {first.contact, second.contact} & {one.contact for one in next_batch(session, sending.id, 50)}
    assert answer_uncertain(session, [first.id], received=True) == 1
    assert answer_uncertain(session, [second.id, first.id], received=False) == 1
    assert sorted(_sent(session, sending.id)) == sorted(people[1:6])
    assert read_sending(session, sending.id).counts == {SENT: 6, LEFT_OUT: 1}
    assert models.Action.select().count() == 6


def test_a_refused_address_is_left_out_the_next_time(session: Session, people: list[int]) -> None:
    sending = prepare_sending(session, SPRING, people[:3])
    begin_sending(session, sending.id)
    states = [(FAILED, True), (FAILED, False), (SENT, False)]
    for one, (state, bounced) in zip(next_batch(session, sending.id, 9), states, strict=True):
        assert claim_recipient(session, one.id, "<x>")
        settle_recipient(session, one.id, state, "550 5.1.1 none" if bounced else "452 full", bounced=bounced)
    close_batch(session, sending.id)
    assert read_sending(session, sending.id).ended_at is not None
    assert open_actions(session) == ()
    assert bounced_addresses(session, ["N0@example.org", "n1@example.org"]) == {"n0@example.org"}
    chosen = choose_recipients(session, "email", "prospecting", people[:3])
    assert [one.reason for one in chosen.left_out] == ["bounced"]
    assert mark_bounced(session, "n2@example.org") == 1
    with pytest.raises(Refusal, match=r"sending\.never_sent"):
        mark_bounced(session, "n5@example.org")
    assert [contact for contact, _to in choose_recipients(session, "email", "prospecting", people).retained] == [
        people[1], *people[3:6],
    ]  # fmt: skip
    assert retry_failed(session, sending.id) == 1
    assert _sent(session, sending.id) == [people[1]]


def test_one_address_gets_one_message(session: Session, people: list[int]) -> None:
    twin = create_contact(
        session, ContactDetails(last_name="Twin", emails=(EmailAddress("n0@example.org"), EmailAddress("t@x.org")))
    )
    record_consent(session, twin.id, "email", "given")
    chosen = choose_recipients(session, "email", "prospecting", [*people, twin.id])
    assert [one.reason for one in chosen.left_out if one.contact == twin.id] == ["same_address"]


def test_nobody_nameless_and_unknown_are_refused(session: Session, people: list[int]) -> None:
    for details, contacts, code in (
        (SPRING, people[6:], "sending.nobody"),
        (SendingDetails(" "), people, "sending.nameless"),
        (SendingDetails("x", offer=99), people, "row.unknown"),
        (SendingDetails("x", channel="pigeon"), people, "campaign.unknown_channel"),
    ):
        with pytest.raises(Refusal) as refused:
            prepare_sending(session, details, contacts)
        assert refused.value.code == code
    with pytest.raises(Refusal, match=r"sending\.unknown"):
        read_sending(session, 99)
    assert list_sendings(session) == ()
    sending = prepare_sending(session, SPRING, people)
    _sent(session, sending.id)
    with pytest.raises(Refusal, match=r"sending\.ended"):
        begin_sending(session, sending.id)


def test_what_is_written_to_a_file_is_noted_at_once(session: Session, people: list[int]) -> None:
    chosen = choose_recipients(session, "email", "prospecting", people)
    sending = record_sent(session, SendingDetails("List", medium="csv"), chosen, file_name="list.csv")
    assert sending.counts == {SENT: 6, LEFT_OUT: 1}
    assert models.Action.select().count() == 6
    assert models.ExportRecord.get().name == "list.csv"


def test_what_is_written_to_a_file_is_taken_back_whole_but_for_the_register_of_exports(
    session: Session, people: list[int]
) -> None:
    before = every_table(session)
    record_sent(
        session, SendingDetails("List", medium="csv"), choose_recipients(session, "email", "prospecting", people)
    )
    after = every_table(session)
    assert undo(session).verb == "sending.recorded"
    register = models.ExportRecord._meta.table_name
    assert every_table(session) == before | {register: after[register]}
    redo(session)
    assert every_table(session) == after


def test_messages_written_to_files_are_taken_back_with_their_preparing(session: Session, people: list[int]) -> None:
    before = every_table(session)
    sending = prepare_sending(session, replace(SPRING, medium="eml"), people)
    [prepared] = read_journal(session, limit=1)
    waiting = recipients_of(session, sending.id, [QUEUED])
    record_written(session, sending.id, {one.id: f"<{one.id}@x>" for one in waiting[1:]}, "Spring")
    after = every_table(session)
    assert (sending.sends, models.Action.select().count()) == (False, len(waiting) - 1)
    assert undo(session).verb == "sending.recorded"
    register = models.ExportRecord._meta.table_name
    assert every_table(session) == before | {register: after[register]}
    with pytest.raises(Refusal, match=r"undo\.already"):
        undo(session, prepared.id)
    redo(session)
    assert every_table(session) == after


def test_after_a_sending_nothing_older_is_taken_back_instead(session: Session, people: list[int]) -> None:
    _sent(session, prepare_sending(session, SPRING, people).id)
    before = every_table(session)
    with pytest.raises(Refusal, match=r"undo\.sent"):
        undo(session)
    assert every_table(session) == before
    create_contact(session, ContactDetails(last_name="Later"))
    assert undo(session).verb == "contact.created"
    with pytest.raises(Refusal, match=r"undo\.sent"):
        undo(session)


def test_an_interrupted_message_is_not_started_anew_but_resumed_or_given_up(
    session: Session, people: list[int]
) -> None:
    sending = prepare_sending(session, SPRING, people)
    with pytest.raises(Refusal, match=r"sending\.unfinished"):
        prepare_sending(session, SPRING, people)
    begin_sending(session, sending.id)
    first, second = next_batch(session, sending.id, 2)
    for one in (first, second):
        assert claim_recipient(session, one.id, "<x>")
    settle_recipient(session, first.id, SENT)
    with pytest.raises(Refusal) as refused:
        prepare_sending(session, SPRING, people)
    assert (refused.value.code, refused.value.details) == ("sending.unfinished", {"number": 1, "waiting": 4})
    prepare_sending(session, replace(SPRING, text="Other"), people)
    assert give_up_sending(session, sending.id) == 4
    assert read_sending(session, sending.id).counts == {SENT: 1, SENDING: 1, LEFT_OUT: 5}
    assert list_exports(session)[-1].contacts == 2, "the uncertain one may have left"
    with pytest.raises(Refusal, match=r"sending\.ended"):
        give_up_sending(session, sending.id)
    assert answer_uncertain(session, [second.id], received=False) == 1
    assert read_sending(session, sending.id).counts == {SENT: 1, FAILED: 1, LEFT_OUT: 5}
    assert list_exports(session)[-1].contacts == 1
    assert prepare_sending(session, SPRING, people).counts[QUEUED] == 6


def test_whether_to_stay_is_asked_once(session: Session) -> None:
    silent = create_contact(
        session,
        ContactDetails(
            last_name="Old",
            emails=(EmailAddress("old@example.org"),),
            first_contact_on=session.today - dt.timedelta(days=3 * 365 + 1),
        ),
    ).id
    record_consent(session, silent, "email", "given", day=session.today - dt.timedelta(days=3 * 365 + 1))
    asked = choose_recipients(session, "email", "stay", [silent])
    assert [contact for contact, _address in asked.retained] == [silent]
    record_sent(session, SendingDetails("Stay?", medium="csv", purpose="stay"), asked)
    assert choose_recipients(session, "email", "stay", [silent]).by_reason() == {("stay_asked", "R04"): 1}


def test_who_has_a_token_cannot_reckon_that_of_another(session: Session, people: list[int]) -> None:
    sending = prepare_sending(session, SPRING, people)
    queued = recipients_of(session, sending.id, [QUEUED])
    tokens = recipient_tokens(session, sending.public_id, queued)
    assert len({token.partition(".")[0] for token in tokens.values()}) == len(queued)
    first, second, third, *_ = queued
    for guessed in (f"{sending.public_id}.{first.id}", tokens[first.id].replace(f".{first.id}", f".{second.id}")):
        with pytest.raises(Refusal, match=r"sending\.no_token"):
            unsubscribe(session, guessed)
    assert unsubscribe(session, f"Stop {tokens[first.id]}") == first.contact
    old = f"{sending.public_id}.{third.id}"
    begin_sending(session, sending.id)
    assert claim_recipient(session, third.id, f"<{old}@example.org>"), "as messages left before tokens were keyed"
    assert unsubscribe(session, old) == third.contact
    (sent,) = (one for one in recipients_of(session, sending.id) if one.id == third.id)
    assert recipient_tokens(session, sending.public_id, [sent]) == {third.id: old}, "it keeps its Message-ID"


def test_who_had_something_by_the_same_channel_lately(session: Session, people: list[int]) -> None:
    chosen = choose_recipients(session, "email", "prospecting", people)
    week_ago = session.now() - dt.timedelta(days=7)
    assert had_lately(session, "email", people, week_ago) == (0, "")
    record_sent(session, replace(SPRING, medium="csv"), chosen)
    assert had_lately(session, "email", people, week_ago) == (6, "Spring")
    assert had_lately(session, "post", people, week_ago) == (0, "")
    assert had_lately(session, "email", people, session.now() + dt.timedelta(minutes=1)) == (0, "")
    record_sent(session, SendingDetails("Seniors", channel="post", medium="labels"), chosen)
    assert had_lately(session, "post", people, week_ago) == (0, "")
