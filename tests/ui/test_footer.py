"""The footer at every width: what is kept, shortened, dropped."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from fichier_tui import i18n
from fichier_tui.i18n import _
from fichier_tui.ui import keys
from fichier_tui.ui.dialogs.help import HelpDialog, HelpText
from fichier_tui.ui.dialogs.question import confirmation
from fichier_tui.ui.widgets.footer import FooterKey, KeyFooter, Slot, pack
from tests.ui.example_screen import example_app


def candidates(disabled: tuple[str, ...] = ()) -> list[FooterKey]:
    """Every global key that would like a place."""
    return [
        FooterKey(
            key.id,
            key.keys.split(",")[0],
            key.shown_key,
            _(key.words),
            _(key.short),
            key.rank,
            key.id not in disabled,
        )
        for key in keys.GLOBAL_KEYS
        if key.in_footer
    ]


def named(slots: list[Slot]) -> list[str]:
    """The texts, in order."""
    return [slot.text for slot in slots]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_what_is_shown_fits_and_never_overlaps(language: str, width: int) -> None:
    i18n.use_language(language)
    slots = pack(candidates(), width)
    end = 0
    for slot in slots:
        assert slot.start > end or slot.start == 1
        end = slot.start + slot.width
        assert slot.width == cell_len(slot.text)
    assert end <= width
    shown = [slot.key.id for slot in slots]
    assert shown[0] == "help"
    assert shown[-1] == "palette"


@pytest.mark.parametrize(
    ("language", "width", "expected"),
    [
        ("fr", 60, ["F1 Aide", "F2 Créer", "F5 Visite", "F6 Achat", "F10 Menu"]),
        (
            "fr",
            80,
            ["F1 Aide", "F2 Créer", "F5 Visite", "F6 Achat", "F7 Prévoir", "Ctrl+Z Annuler", "F10 Menu"],
        ),
        (
            "en",
            80,
            ["F1 Help", "F2 New", "F5 Visit", "F6 Purchase", "F7 Plan", "Ctrl+Z Undo", "F10 Menu"],
        ),
    ],
)
def test_words_are_shortened_before_keys_are_dropped(language: str, width: int, expected: list[str]) -> None:
    i18n.use_language(language)
    assert named(pack(candidates(), width)) == expected


def test_with_room_every_key_has_its_full_words() -> None:
    i18n.use_language("fr")
    texts = named(pack(candidates(), 200))
    assert "F2 Créer un contact" in texts
    assert "F6 Noter un achat" in texts
    assert len(texts) == len(candidates())


def test_a_greyed_key_gives_its_place_to_one_that_works() -> None:
    i18n.use_language("fr")
    shown = [slot.key.id for slot in pack(candidates(("contact.visit", "contact.purchase", "contact.plan")), 60)]
    assert "undo" in shown
    assert "contact.plan" not in shown


async def test_a_click_on_a_key_is_the_key() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        footer = app.screen.query_one(KeyFooter)
        slot = next(slot for slot in footer.slots() if slot.key.id == "contact.purchase")
        await pilot.click(footer, offset=(slot.start + 1, 0))
        await pilot.pause()
        assert "Choose a contact first" in app.status.content.plain


async def test_under_a_dialog_the_footer_is_blank_and_f1_tells_of_the_dialog() -> None:
    app = example_app()
    async with app.run_test(size=(80, 24)) as pilot:
        footer = app.screen.query_one(KeyFooter)
        assert named(footer.slots())
        await app.push_screen(confirmation("Sure?", "It cannot be taken back.", "Yes"))
        await pilot.pause()
        assert footer.slots() == []
        assert footer.render().plain.strip() == ""
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        assert app.screen.heading().plain == "Help: Sure?"
        told = app.screen.query_one(HelpText).render().plain
        assert "Type the letter of an answer" in told
        assert "Leave this dialog." in told
        await pilot.press("f1")
        await pilot.pause()
        assert footer.slots() == []
        await pilot.press("escape")
        await pilot.pause()
        assert named(footer.slots())[0] == "F1 Help"
