"""The list of contacts as the receptionist uses it, on a real encrypted file."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot

from fichier_tui.domain.contact import ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.storage import (
    ListQuery,
    OpenFile,
    create_contact,
    find_contacts,
    list_contacts,
    read_contact,
    read_rows,
    timeline,
)
from fichier_tui.storage.session import Session
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.palette import Palette
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.widgets.chips import Chips
from fichier_tui.ui.widgets.status_line import StatusLine
from screenshots.quiet import PATIENCE
from tests.ui.app_on_demo import DAY, app_on_demo, settled

PERON = ContactDetails(
    last_name="Péron-Œuvrard",
    first_name="Maëlys",
    phones=(PhoneNumber("+33612345678"),),
    emails=(EmailAddress("m.peron@example.org"),),
    addresses=(PostalAddress(postcode="74400", town="Chamonix"),),
)


@pytest.fixture
def peron(demo_file: OpenFile) -> int:
    """A contact that nobody else of the demonstration resembles."""
    return demo_file.call(create_contact, PERON).id


def screen_of(pilot: Pilot[str]) -> ContactsScreen:
    """The list of contacts."""
    assert isinstance(pilot.app.screen, ContactsScreen)
    return pilot.app.screen


def app_of(pilot: Pilot[str]) -> FichierApp:
    """The application, by its own type."""
    assert isinstance(pilot.app, FichierApp)
    return pilot.app


def title(pilot: Pilot[str]) -> str:
    """What stands in the frame of the list."""
    return str(screen_of(pilot).query_one("#found").border_title)


def said(pilot: Pilot[str]) -> str:
    """The status line."""
    return pilot.app.screen.query_one(StatusLine).render().plain


def lines(pilot: Pilot[str]) -> list[str]:
    """What the list draws."""
    contacts = screen_of(pilot).contacts
    return [contacts.render_line(y).text for y in range(contacts.size.height)]


@pytest.mark.parametrize(
    "typed",
    [
        "oeuvr",
        "PERONOEUV",
        "maelys",
        "peron m",
        "5678",
        "06 12 34 56",
        "0612345678",
        "+33 6 12 34",
        "m.peron@ex",
        "chamonix maelys",
        "maelis",
        "oeuvrrad",
    ],
)
async def test_she_is_found_by_what_one_remembers_of_her(demo_file: OpenFile, peron: int, typed: str) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*typed)
        await settled(pilot)
        assert screen_of(pilot).search.value == typed
        assert peron in list(screen_of(pilot).contacts.ids)[:5]


async def test_on_a_narrow_screen_the_filters_that_are_cut_leave_a_sign(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(60, 24)) as pilot:
        await settled(pilot)
        chips = screen_of(pilot).query_one(Chips)
        codes = list(chips.choices)
        for code in codes:
            chips.chosen = code
            shown = [text.strip() for _code, text in chips.labels()]
            assert len(shown) > 2, "those beside it too"
            assert "…" in (shown[0], shown[-1])
            assert chips.render().cell_length <= 60
            assert code in [one for one, text in chips.labels() if text.strip() != "…"]
        chips.chosen = codes[0]
        nearest = codes[len(chips.labels()) - 1]
        await pilot.click(Chips, offset=(chips.render().cell_length - 2, 0))
        await settled(pilot)
        assert chips.chosen == nearest, "a click on the sign leads on"


async def test_the_receptionist_notes_a_visit_in_seven_keys_and_takes_it_back(demo_file: OpenFile) -> None:
    peron = demo_file.call(find_contacts, "Péron Hélène").ids[0]
    before = demo_file.call(read_contact, peron).summary
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"pero h", "f5")
        await settled(pilot)
        assert said(pilot) == "✓ Visite notée : Péron Hélène — Ctrl+Z annule"
        visits = demo_file.call(timeline, peron, kinds=("visit",))
        assert (len(visits), visits[0].day) == (before.visits + 1, DAY)
        assert demo_file.call(read_rows, [peron])[0].last_seen == DAY
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert said(pilot) == "✓ Annulé — Visite notée : Péron Hélène"
        assert demo_file.call(read_contact, peron).summary == before


async def test_what_is_typed_is_taken_back_before_what_was_done(demo_file: OpenFile) -> None:
    peron = demo_file.call(find_contacts, "Péron Hélène").ids[0]
    before = demo_file.call(read_contact, peron).summary.visits
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"pero h", "f5")
        await settled(pilot)
        await pilot.press(*"dub", "ctrl+z")
        await settled(pilot)
        assert demo_file.call(read_contact, peron).summary.visits == before + 1
        assert screen_of(pilot).search.value != "dub"
        await pilot.press("ctrl+z", "ctrl+z")
        await settled(pilot)
        assert screen_of(pilot).search.value == ""
        assert demo_file.call(read_contact, peron).summary.visits == before


async def test_a_visit_typed_in_one_burst_is_for_whom_it_was_typed(demo_file: OpenFile, peron: int) -> None:
    """Over a slow line the next name arrives together with F5."""
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"maelys", "f5", *"zzz")
        await settled(pilot)
        assert demo_file.call(read_contact, peron).summary.visits == 1
        assert screen_of(pilot).search.value == "zzz"


async def test_a_typo_is_forgiven_and_said(demo_file: OpenFile, peron: int) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"maelis oeuvr")
        await settled(pilot)
        assert title(pilot).startswith("1 / ")
        assert "Nothing fits exactly: near names." in title(pilot)
        await pilot.press("f5")
        await settled(pilot)
        assert demo_file.call(read_contact, peron).summary.visits == 1


async def test_near_names_follow_those_that_fit_and_are_marked(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"lefaivre")
        await settled(pilot)
        assert "Rien d'exact" in title(pilot)
        await pilot.press(*["backspace"] * 8, *"marten")
        await settled(pilot)
        demo_file.call(create_contact, ContactDetails(last_name="Marten"))
        await screen_of(pilot).reread()
        await settled(pilot)
        found = demo_file.call(find_contacts, "marten")
        assert (found.exact, found.forgiven) == (1, False)
        near = len(screen_of(pilot).contacts.ids) - 1
        assert near > 1
        assert title(pilot).startswith("1 / ")
        assert f"puis {near} noms voisins (≈)" in title(pilot)
        names = [row.name for row in demo_file.call(read_rows, found.ids)]
        for place, name in list(enumerate(names))[:12]:
            line = screen_of(pilot).contacts.render_line(place + 1).text
            assert name[:8] in line
            assert ("≈" in line) is (place >= found.exact)


async def test_escape_gives_everybody_back_and_then_says_that_this_is_the_beginning(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        everybody = title(pilot)
        total = len(demo_file.call(list_contacts, ListQuery()).ids)
        assert everybody == f"{total} / {total}"
        await pilot.press(*"zzzz")
        await settled(pilot)
        assert title(pilot) == f"0 / {total}"
        assert any("F2 creates this contact" in line for line in lines(pilot))
        await pilot.press("enter")
        assert "nothing here to open" in said(pilot)
        await pilot.press("ctrl+s")
        assert "nothing to save" in said(pilot)
        await pilot.press("f2")
        await settled(pilot)
        app_of(pilot).recent = ["offers.arrival"]
        await pilot.press("f10")
        assert isinstance(pilot.app.screen, Palette)
        assert pilot.app.screen.offered[0].words.plain == "Save", "what the form is for, whatever was done lately"
        await pilot.press("escape", "escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert (title(pilot), screen_of(pilot).search.value) == (everybody, "")
        await pilot.press("escape")
        assert "beginning" in said(pilot)


async def test_a_client_who_is_not_in_this_part_of_the_file_is_not_said_to_be_unknown(
    demo_file: OpenFile, peron: int
) -> None:
    name = demo_file.call(read_contact, peron).name
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen_of(pilot).show_within("Another one", (1,))
        await settled(pilot)
        await pilot.press(*name.partition(" ")[0].lower())
        await settled(pilot)
        drawn = " ".join(lines(pilot))
        assert "Not among “Another one”" in drawn
        assert "F2 creates" not in drawn
        assert title(pilot).endswith("in the whole file: 1 (Esc)")
        await pilot.press("f5")
        assert said(pilot) == "! Not among “Another one”: Esc looks in the whole file."
        await pilot.press("escape")
        await settled(pilot)
        assert peron in screen_of(pilot).contacts.ids
        assert screen_of(pilot).search.value


async def test_what_is_for_one_contact_asks_which_where_several_are_marked(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = demo_file.call(Session.last_entry)
        await pilot.press("down", "space", "space")
        for key in ("f5", "f6", "f7"):
            await pilot.press(key)
            await settled(pilot)
            assert "2 are marked" in said(pilot)
        assert demo_file.call(Session.last_entry) == before
        await pilot.press("escape", "f5")
        await settled(pilot)
        assert demo_file.call(Session.last_entry) == before + 1


async def test_filters_are_one_key_beside_another_and_equal_the_file(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for code in ("clients", "prospects", "inactive", "complaints", "to_do", "all"):
            await pilot.press("right")
            await settled(pilot)
            expected = demo_file.call(list_contacts, ListQuery(filter=code)).ids
            assert list(screen_of(pilot).contacts.ids) == list(expected)
        await pilot.press("ctrl+f", "c")
        await settled(pilot)
        assert screen_of(pilot).asked.filter == "clients"
        await pilot.press("escape")
        await settled(pilot)
        assert screen_of(pilot).asked.filter == "all"


@pytest.mark.parametrize(
    ("letter", "sort", "descending"), [("t", "town", False), ("r", "revenue", True), ("l", "last_seen", True)]
)
async def test_the_order_is_chosen_by_a_letter_and_turned_by_it(
    demo_file: OpenFile, letter: str, sort: str, descending: bool
) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for turned in (descending, not descending):
            await pilot.press("ctrl+r", letter)
            await settled(pilot)
            expected = demo_file.call(list_contacts, ListQuery(sort=sort, descending=turned)).ids
            assert list(screen_of(pilot).contacts.ids) == list(expected)


async def test_a_heading_clicked_sorts_and_clicked_again_turns(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for descending in (False, True):
            await pilot.click("ContactList", offset=(lines(pilot)[0].index("Town") + 1, 0))
            await settled(pilot)
            asked = screen_of(pilot).asked
            assert (asked.sort, asked.descending) == ("town", descending)


async def test_the_order_filter_and_columns_are_found_again_the_next_day(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+r", "r", "right", "ctrl+l", "down", "down", "space", "enter")
        await settled(pilot)
        assert "Town" not in lines(pilot)[0]
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        asked = screen_of(pilot).asked
        assert (asked.sort, asked.descending, asked.filter) == ("revenue", True, "clients")
        assert "Town" not in lines(pilot)[0]


async def test_the_preview_shows_the_contact_under_the_cursor(demo_file: OpenFile, peron: int) -> None:
    from fichier_tui.ui.screens.contacts.preview import Preview

    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press(*"maelys")
        preview = screen_of(pilot).query_one(Preview)
        await until(pilot, lambda: preview.look is not None and preview.look.card.contact.id == peron)
        words = preview.words.plain
        assert "06 12 34 56 78" in words
        assert "74400 Chamonix" in words
        await pilot.press("f5")
        await until(pilot, lambda: preview.look is not None and preview.look.card.contact.summary.visits == 1)
        assert "1st visit today" in preview.words.plain


async def test_a_narrow_screen_has_no_preview(demo_file: OpenFile) -> None:
    from fichier_tui.ui.screens.contacts.preview import Preview

    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not screen_of(pilot).query_one(Preview).display


async def test_space_marks_in_the_list_and_is_a_space_in_the_search(demo_file: OpenFile, peron: int) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space", "space")
        assert len(screen_of(pilot).contacts.marked) == 2
        await pilot.press(*"peron m")
        await settled(pilot)
        assert screen_of(pilot).search.value == "peron m"
        await pilot.press("down", "up", "space")
        assert peron in screen_of(pilot).contacts.marked


async def test_a_segment_restricts_the_list_until_it_is_taken_away(demo_file: OpenFile, peron: int) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        everybody = title(pilot)
        for key in ("escape", "backspace"):
            screen_of(pilot).show_within("[b]Spring[/b]", [peron])
            await settled(pilot)
            assert list(screen_of(pilot).contacts.ids) == [peron]
            assert "◆ [b]Spring[/b] ×" in screen_of(pilot).query_one("Chips").render().plain  # type: ignore[union-attr]
            await pilot.press(key)
            await settled(pilot)
            assert title(pilot) == everybody


async def test_a_write_keeps_the_cursor_on_the_same_contact(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+r", "l", *["down"] * 12)
        await settled(pilot)
        contact = screen_of(pilot).contact_shown
        await pilot.press("f5")
        await settled(pilot)
        assert screen_of(pilot).contact_shown == contact
        assert list(screen_of(pilot).contacts.ids).index(contact or 0) < 12


async def test_what_another_program_wrote_is_seen_and_the_cursor_stays(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app_of(pilot).look()
        await pilot.press("down", "down", "down")
        contact, before = screen_of(pilot).contact_shown, len(screen_of(pilot).contacts.ids)
        new = demo_file.call(create_contact, ContactDetails(last_name="Aaaa")).id
        await app_of(pilot).look()
        await settled(pilot)
        assert len(screen_of(pilot).contacts.ids) == before + 1
        assert new in list(screen_of(pilot).contacts.ids)[:4]
        assert screen_of(pilot).contact_shown == contact


async def test_an_order_or_a_filter_begins_at_its_first_line(demo_file: OpenFile) -> None:
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for keys in (("ctrl+r", "r"), ("right",)):
            await pilot.press("end", *keys)
            await settled(pilot)
            assert screen_of(pilot).contacts.cursor == 0
            assert screen_of(pilot).contacts.scroll_offset.y == 0


async def until(pilot: Pilot[str], holds: object) -> None:
    """Wait for a condition, by letting the program work. Raises TimeoutError if it never comes."""
    assert callable(holds)
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await pilot.pause(0.01)


async def test_a_company_is_told_from_a_person_without_colour(demo_file: OpenFile) -> None:
    demo_file.call(create_contact, ContactDetails(kind="company", company_name="Zzz Chalets"))
    async with app_on_demo(demo_file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"zzz chalets")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ContactsScreen)
        assert "▪ Zzz Chalets" in pilot.app.screen.contacts.render_line(1).text
