"""The profile of a segment on the screen: the figures of the file, what is typical, both languages."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from fichier_tui.domain.profile import Group, Profile, Typical
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import OpenFile
from fichier_tui.storage.segments.profile import segment_profile, segment_reach
from fichier_tui.ui.format import number
from fichier_tui.ui.profile_words import facts_lines, typical_lines, typical_sentence
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.screens.segments.profile import ProfileScreen
from fichier_tui.ui.widgets.paged_list import PagedList
from tests.ui.app_on_demo import app_on_demo, settled


async def profile_of(pilot: Pilot[str], typed: str) -> ProfileScreen:
    """The screen, from a segment that is being built."""
    await settled(pilot)
    await pilot.press("ctrl+g")
    await settled(pilot)
    await pilot.press("n")
    await settled(pilot)
    await pilot.press(*["space" if letter == " " else letter for letter in typed], "enter")
    await settled(pilot)
    await pilot.press("p")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ProfileScreen)
    return pilot.app.screen


async def test_the_profile_says_what_the_file_counts(demo_file: OpenFile) -> None:
    tree = read_segment("clients")
    expected, reach = demo_file.call(segment_profile, tree), demo_file.call(segment_reach, tree)
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        screen = await profile_of(pilot, "clients")
        assert screen.profile == expected
        assert screen.reach == reach
        said = str(screen.query_one("#facts", Static).render())
        assert number(expected.group.contacts) in said
        assert "whole file" in said


async def test_the_list_shows_who_they_are(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        screen = await profile_of(pilot, "60+")
        assert screen.group is not None
        await pilot.press("ctrl+l")
        await settled(pilot)
        shown = pilot.app.screen
        assert isinstance(shown, ContactsScreen)
        assert len(shown.query_one(PagedList).ids) == screen.group.contacts


def test_a_finding_is_worded_as_an_observation() -> None:
    one = Typical("product", "[b]Spa[/b]", 41, 0.41, 0.12)
    assert typical_sentence(one).plain == "[b]Spa[/b]: 41% here, 12% in the whole file (×3.4)"
    whole = Group(contacts=10)
    assert "chance" in typical_lines(Profile(whole, whole, ()), bars=False)[0].plain


def test_only_the_greatest_differences_are_told() -> None:
    found = tuple(Typical("product", f"P{place}", 20, 0.5, 0.1 + place / 100) for place in range(20))
    lines = typical_lines(Profile(Group(contacts=40), Group(contacts=200), found), bars=False)
    assert len(lines) == 13
    assert lines[-1].plain == "and 8 lesser differences"


def test_facts_of_nobody_are_one_line_and_none_runs_over_the_width() -> None:
    assert len(facts_lines(Group(), None, None, 60)) == 1
    traits = {("town", f"Saint-Quelque-Chose-{place}"): 10 - place for place in range(4)}
    group = Group(contacts=20, clients=1, purchases=3, revenue_cents=1000, traits=traits)
    lines = facts_lines(group, group, {"email": 3, "sms": 2, "phone": 1, "post": 0}, 60)
    assert all(line.cell_length <= 60 for line in lines)
    assert facts_lines(Group(contacts=4, ages={60: 1}), None, None, 60)[1].plain.endswith("60 years, known of 25%")
