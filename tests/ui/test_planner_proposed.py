"""What the file proposes under the day: read, made an action, dismissed, taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.contact import ContactDetails, EmailAddress
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.storage import (
    OpenFile,
    cancel_many,
    create_contact,
    log_purchase,
    open_actions,
    proposals,
    record_consent,
)
from fichier_tui.ui.screens.card.plan_form import PlanDialog
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.planner.last_said import REST
from fichier_tui.ui.screens.planner.lines import PROPOSAL, Heading, Row
from fichier_tui.ui.screens.planner.proposed import OF_THE_PLANNER, ProposalDetail
from fichier_tui.ui.screens.settings.sections import SECTIONS
from tests.hostile import HOSTILE
from tests.storage.test_operations import every_table
from tests.ui.app_on_demo import DAY, app_on_demo, settled
from tests.ui.test_planner import REFERENCE, WIDE, opened, planner, rows, said, struck


def proposed(pilot: Pilot[str]) -> list[Row]:
    """The lines of what is proposed."""
    return [row for row in rows(pilot) if row.kind == PROPOSAL]


async def at_proposal(pilot: Pilot[str], name: str) -> None:
    """Put the cursor on the proposal to somebody."""
    agenda = planner(pilot).agenda
    agenda.cursor = next(
        index
        for index, line in enumerate(agenda.lines)
        if isinstance(line, Row) and line.kind == PROPOSAL and line.name.startswith(name)
    )
    await settled(pilot)


def autumn_buyer(file: OpenFile, name: str = "Aaron", product: str = "Luxury week") -> int:
    """Somebody who spends a fortune about the same week every year: the best proposal of a season."""
    details = ContactDetails(last_name=name, emails=(EmailAddress("a@example.org"),))
    contact = file.call(create_contact, details).id
    for year in (2023, 2024, 2025):
        file.call(log_purchase, contact, PurchaseDetails(dt.date(year, 9, 5), product, 9_000_000))
    return int(contact)


def of_contact(file: OpenFile, contact: int) -> list[str]:
    """The kinds of what is proposed for a contact, of a season."""
    return [
        one.proposal.kind for one in file.call(proposals, DAY, kinds=("season",)) if one.proposal.contact == contact
    ]


async def test_a_few_are_shown_with_their_reason_and_the_others_counted(demo_file: OpenFile) -> None:
    autumn_buyer(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        assert len(proposed(pilot)) == 6
        (mine,) = [row for row in proposed(pilot) if row.name == "Aaron"]
        assert mine.subject == "Luxury week every autumn: 5 Sep 23, 5 Sep 24, 5 Sep 25"
        (heading,) = [
            line
            for line in planner(pilot).agenda.lines
            if isinstance(line, Heading) and line.words.startswith("Proposed")
        ]
        assert "others" in heading.words
        agenda = planner(pilot).agenda
        assert agenda.cursor < agenda.lines.index(heading)
        await struck(pilot, "e")
        assert agenda.cursor == agenda.lines.index(heading) + 1, "to the first of them, from wherever one stands"
        await struck(pilot, "e")
        assert 6 < len(proposed(pilot)) <= 60
        await struck(pilot, "e")
        assert len(proposed(pilot)) == 6
        await struck(pilot, "t", "f3", "f10", *"drifting", "enter")
        assert planner(pilot).proposal_shown is not None, "found by its name from anywhere"


async def test_made_an_action_of_today_and_taken_back(demo_file: OpenFile) -> None:
    contact = autumn_buyer(demo_file)
    demo_file.call(record_consent, contact, "email", "given")
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        before = demo_file.call(every_table)
        await at_proposal(pilot, "Aaron")
        await struck(pilot, "v")
        (action,) = demo_file.call(open_actions, contact=contact)
        assert (action.details.kind, action.details.subject, action.details.day) == (
            "email",
            "Propose Luxury week",
            DAY,
        )
        assert "5 Sep 25" in action.details.note
        assert of_contact(demo_file, contact) == []
        assert "Aaron, e-mail" in said(pilot)
        await struck(pilot, "ctrl+z")
        assert demo_file.call(open_actions, contact=contact) == ()
        after = demo_file.call(every_table)
        assert {name: rows for name, rows in after.items() if not name.startswith("journal")} == {
            name: rows for name, rows in before.items() if not name.startswith("journal")
        }


async def test_by_which_channel_it_may_be_told_is_said_under_the_list(demo_file: OpenFile) -> None:
    contact = autumn_buyer(demo_file)
    demo_file.call(record_consent, contact, "phone", "refused")
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at_proposal(pilot, "Aaron")
        await pilot.pause(REST * 2)
        await settled(pilot)
        said = planner(pilot).last_said.words.plain.splitlines()[1]
        assert said.startswith("May be told: by e-mail; not by telephone: no telephone number") or "said no" in said


@pytest.mark.parametrize("key", ["d", "exclamation_mark"])
async def test_dismissed_and_taken_back(demo_file: OpenFile, key: str) -> None:
    contact = autumn_buyer(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at_proposal(pilot, "Aaron")
        await struck(pilot, key)
        assert of_contact(demo_file, contact) == []
        assert "Aaron" in said(pilot)
        assert "Aaron" not in [row.name for row in proposed(pilot)]
        assert len(proposed(pilot)) == 6, "the next one takes its place"
        await struck(pilot, "ctrl+z")
        assert of_contact(demo_file, contact) == ["season"]
        assert "Aaron" in [row.name for row in proposed(pilot)]


async def test_enter_opens_the_card_and_f7_the_form_filled(demo_file: OpenFile) -> None:
    autumn_buyer(demo_file)
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await at_proposal(pilot, "Aaron")
        await struck(pilot, "f7")
        assert isinstance(app.screen, PlanDialog)
        assert app.screen.form.answers()["subject"] == "Propose Luxury week"
        assert app.screen.form.answers()["kind"] == "task", "no channel is open: it is told at a visit"
        await struck(pilot, "escape", "enter")
        assert isinstance(app.screen, CardScreen)


async def test_the_whole_reason_stands_beside_the_list(demo_file: OpenFile) -> None:
    autumn_buyer(demo_file, HOSTILE[0])
    app = app_on_demo(demo_file)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        agenda = planner(pilot).agenda
        agenda.cursor = next(
            index
            for index, line in enumerate(agenda.lines)
            if isinstance(line, Row) and line.kind == PROPOSAL and "Luxury" in line.subject
        )
        await settled(pilot)
        detail = planner(pilot).query_one(ProposalDetail)
        assert detail.display
        words = str(detail.render())
        assert "5 Sep 23, 5 Sep 24, 5 Sep 25" in words
        assert "To be told at a visit" in words
        agenda.action_first()
        await settled(pilot)
        assert not detail.display


async def test_nothing_is_proposed_under_another_day(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        assert proposed(pilot)
        await struck(pilot, "shift+right")
        assert not proposed(pilot)
        await struck(pilot, "v", "d")
        assert "proposed" in said(pilot)


async def test_an_idle_day_says_so_and_offers_more_of_them(demo_file: OpenFile) -> None:
    demo_file.call(cancel_many, [action.id for action in demo_file.call(open_actions)])
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        assert 6 < len(proposed(pilot)) <= 12
        headings = [line.words for line in planner(pilot).agenda.lines if isinstance(line, Heading)]
        assert headings[-1].startswith("Nothing presses; proposed")


async def test_a_free_day_to_come_offers_them_and_takes_them_up_on_that_day(demo_file: OpenFile) -> None:
    demo_file.call(cancel_many, [action.id for action in demo_file.call(open_actions)])
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        await struck(pilot, "shift+right", "shift+right")
        await settled(pilot)
        headings = [line.words for line in planner(pilot).agenda.lines if isinstance(line, Heading)]
        assert headings[-1].startswith("This day is free; proposed")
        agenda = planner(pilot).agenda
        agenda.cursor = next(
            place for place, line in enumerate(agenda.lines) if isinstance(line, Row) and line.kind == PROPOSAL
        )
        await struck(pilot, "v")
        await settled(pilot)
        assert [action.details.day for action in demo_file.call(open_actions)] == [DAY + dt.timedelta(days=2)]
        await struck(pilot, "shift+left", "shift+left", "shift+left")
        await settled(pilot)
        assert not proposed(pilot), "nothing is proposed for a day that is over"


async def test_birthdays_are_not_said_twice(demo_file: OpenFile) -> None:
    assert "birthday" not in OF_THE_PLANNER
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await opened(pilot)
        shown = {row.contact for row in proposed(pilot)}
        found = {one.proposal.contact for one in demo_file.call(proposals, DAY, kinds=OF_THE_PLANNER)}
        assert shown <= found


async def test_the_rules_of_a_season_are_set_and_taken_back(demo_file: OpenFile) -> None:
    contact = demo_file.call(create_contact, ContactDetails(last_name="Aaron")).id
    for year in (2024, 2025):
        demo_file.call(log_purchase, contact, PurchaseDetails(dt.date(year, 9, 5), "Luxury week", 9_000_000))
    section = next(section for section in SECTIONS if section.code == "proposals")
    app = app_on_demo(demo_file)
    async with app.run_test(size=REFERENCE) as pilot:
        await settled(pilot)
        assert section.state is not None
        assert await section.state(app) == "3 years, 6 weeks ahead"
        await section.opener(app)
        await settled(pilot)
        await struck(pilot, "2", "ctrl+s")
        assert await section.state(app) == "2 years, 6 weeks ahead"
        assert of_contact(demo_file, contact) == ["season"]
        await struck(pilot, "ctrl+z")
        assert await section.state(app) == "3 years, 6 weeks ahead"
        assert of_contact(demo_file, contact) == []
