"""Who entered a segment and left it, on the list and on its own screen; seen is said by a key."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import PurchaseDetails
from fichier_tui.domain.segment import read_segment
from fichier_tui.storage import OpenFile, create_contact, find_segment, log_purchase, save_segment
from fichier_tui.storage.rights.erasing import erase_contacts
from fichier_tui.storage.segments.changes import mark_segment_seen, segment_changes
from fichier_tui.ui.screens.card.screen import CardScreen
from fichier_tui.ui.screens.segments.changes import ChangesScreen, change_counts
from fichier_tui.ui.screens.segments.screen import SegmentsScreen
from fichier_tui.ui.screens.segments.why_dialog import WhyDialog
from tests.ui.app_on_demo import DAY, app_on_demo, settled

NAME = "0 prospects"


def drawn(widget: object) -> str:
    """What a list shows."""
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))  # type: ignore[attr-defined]


async def changes_of(pilot: Pilot[str]) -> ChangesScreen:
    """The screen of the first segment."""
    await settled(pilot)
    await pilot.press("ctrl+g")
    await settled(pilot)
    await pilot.press("home", "c")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ChangesScreen)
    return pilot.app.screen


async def test_what_changed_is_told_until_it_is_seen(demo_file: OpenFile) -> None:
    demo_file.call(save_segment, NAME, read_segment("prospects"), replace=True)
    demo_file.call(mark_segment_seen, NAME)
    bought, forgotten = demo_file.call(find_segment, read_segment("prospects"))[:2]
    demo_file.call(erase_contacts, [forgotten])
    demo_file.call(log_purchase, bought, PurchaseDetails(day=DAY, amount_cents=100))
    demo_file.call(create_contact, ContactDetails(last_name="Aaa"))
    async with app_on_demo(demo_file).run_test(size=(120, 36)) as pilot:
        screen = await changes_of(pilot)
        shown = drawn(screen.list)
        assert "Aaa" in shown
        assert "and 1 person erased" in str(screen.query_one("#changes-box").border_title)
        assert "new card" in shown
        assert "bought" in shown
        assert "Prospect" in shown
        await pilot.press("question_mark")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WhyDialog)
        assert "Aaa is in this segment." in str(pilot.app.screen.query_one("#reasons", Static).render())
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SegmentsScreen)
        assert "+1 −1 since" in drawn(pilot.app.screen.list)
        await pilot.press("c")
        await settled(pilot)
        again = pilot.app.screen
        assert isinstance(again, ChangesScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert len(again.list.ids) == 0
        assert not demo_file.call(segment_changes, NAME).entered
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert len(again.list.ids) == 2


async def test_a_segment_never_seen_says_what_to_do(demo_file: OpenFile) -> None:
    """As those of earlier versions, and of the demonstration, are."""
    async with app_on_demo(demo_file, "fr").run_test(size=(80, 24)) as pilot:
        screen = await changes_of(pilot)
        assert "V prend note" in drawn(screen.list)
        await pilot.press("v")
        await settled(pilot)
        assert "Personne n'est entré" in drawn(screen.list)


def test_counts_are_signed() -> None:
    assert [change_counts(12, 3), change_counts(0, 3), change_counts(1, 0), change_counts(0, 0)] == [
        "+12 −3",
        "−3",
        "+1",
        "",
    ]
