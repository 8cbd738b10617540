"""Whatever a name, a town or an e-mail holds, it is only letters: on every line, in the preview, in every answer."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from fichier_tui.domain.contact import COMPANY, ContactDetails, EmailAddress, PhoneNumber, PostalAddress
from fichier_tui.domain.history import ActionDetails, PurchaseDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import (
    OpenFile,
    create_contact,
    find_contacts,
    log_purchase,
    plan_action,
    save_segment,
)
from fichier_tui.ui.palette import Palette
from fichier_tui.ui.screens.contacts.preview import Preview
from fichier_tui.ui.screens.contacts.screen import ContactsScreen
from fichier_tui.ui.widgets.status_line import StatusLine
from tests.hostile import CONTROL, HOSTILE
from tests.ui.app_on_demo import DAY, app_on_demo, settled


def fill(file: OpenFile) -> list[int]:
    """A contact for each hostile text, which stands in all its fields."""
    numbers = []
    for place, text in enumerate(HOSTILE):
        details = ContactDetails(
            kind=COMPANY if place % 5 == 0 else "person",
            last_name=f"Hostile {text}",
            first_name=text,
            company_name=f"Hostile {text}",
            important=text,
            profession=text,
            phones=(PhoneNumber(text or "+33612345678"),),
            emails=(EmailAddress(text or "h@example.org"),),
            addresses=(PostalAddress(street=text, postcode=text, town=text or "Nice"),),
        )
        number = file.call(create_contact, details).id
        file.call(log_purchase, number, PurchaseDetails(DAY, product=text, amount_cents=100))
        file.call(plan_action, number, ActionDetails("call", subject=text, day=DAY))
        numbers.append(number)
    return numbers


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_line_is_only_letters(demo_file: OpenFile, size: tuple[int, int]) -> None:
    numbers = fill(demo_file)
    async with app_on_demo(demo_file).run_test(size=size) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ContactsScreen)
        screen.show_within(HOSTILE[1], numbers)
        await settled(pilot)
        assert len(screen.contacts.ids) == len(numbers)
        for _line in range(0, len(numbers), 4):
            await pilot.press("down", "down", "down", "down")
            await settled(pilot)
            for y in range(screen.contacts.size.height):
                assert not CONTROL.search(screen.contacts.render_line(y).text)
            await pilot.click("ContactList", offset=(12, 4))
            await pilot.click("Chips", offset=(5, 0))
            if size[0] > 110:
                await pilot.click(Preview, offset=(6, 3))
                await pilot.click(Preview, offset=(10, 6))
            while len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
        assert pilot.app.is_running


async def test_a_visit_of_a_hostile_name_is_said_in_letters(demo_file: OpenFile) -> None:
    fill(demo_file)
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press(*"hostile cliquez", "f5")
        await settled(pilot)
        words = pilot.app.screen.query_one(StatusLine).render().plain
        assert "[@click=app.quit]cliquez[/]" in words
        await pilot.click(StatusLine, offset=(30, 0))
        await settled(pilot)
        assert pilot.app.is_running
        assert pilot.app.screen.query_one(Preview).query_one(Static).is_mounted


async def test_the_palette_finds_contacts_and_segments_and_opens_them(demo_file: OpenFile) -> None:
    tree = read_segment("town:Annecy")
    demo_file.call(save_segment, "[b]Annecy[/b] habitués", tree)
    peron = demo_file.call(find_contacts, "Péron Hélène").ids[0]
    async with app_on_demo(demo_file).run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f10", *"peron helene")
        await settled(pilot)
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        assert palette.offered[0].id == f"contact.{peron}"
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.query(StatusLine)
        assert type(pilot.app.screen).__name__ == "CardScreen"
        await pilot.press("escape", "f10", *"annecy habitues")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Palette)
        assert "◆ [b]Annecy[/b] habitués" in [command.words.plain for command in pilot.app.screen.offered]
        await pilot.press("enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ContactsScreen)
        assert screen.segment == "[b]Annecy[/b] habitués"
        assert 0 < len(screen.contacts.ids) < 100
