"""The mail server in the settings: what is typed is kept, the password is never shown again, trying it sends one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fichier_tui.domain.mail import MailSettings
from fichier_tui.storage import OpenFile, list_drafts
from fichier_tui.storage.letters.mail import has_mail_password, mail_password, read_mail, set_mail
from fichier_tui.ui.screens.settings.mail_form import MailDialog
from fichier_tui.ui.screens.settings.sections import SECTIONS
from tests.exchange.mail_servers import PASSWORD, USER, mail_server
from tests.ui.app_on_demo import app_on_demo, settled
from tests.ui.card_app import drawn
from tests.ui.example_screen import EXAMPLE_PLACES


async def _opened(pilot: Pilot[str]) -> MailDialog:
    await next(section for section in SECTIONS if section.code == "mail").opener(pilot.app)  # type: ignore[arg-type]
    await settled(pilot)
    assert isinstance(pilot.app.screen, MailDialog)
    return pilot.app.screen


def _type(dialog: MailDialog, **typed: str) -> None:
    for key, text in typed.items():
        entry = dialog.form.entry(key)
        assert isinstance(entry, Input)
        entry.value = text


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_is_typed_is_tried_and_kept(
    demo_file: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with mail_server(tmp_path) as (taken, mail):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        app = app_on_demo(demo_file, language, places=EXAMPLE_PLACES)
        async with app.run_test(size=(80, 24)) as pilot:
            dialog = await _opened(pilot)
            _type(dialog, host=mail.host, port=str(mail.port), user=USER, password=PASSWORD, address="lea@example.org")
            assert PASSWORD not in drawn(pilot)
            await pilot.press("ctrl+t")
            await settled(pilot)
            assert taken.addresses == ["lea@example.org"]
            assert "lea@example.org" in app.status.content.plain
            assert app.screen is dialog
            await pilot.press("ctrl+s")
            await settled(pilot)
            assert app.screen is not dialog
            dialog = await _opened(pilot)
            assert PASSWORD not in drawn(pilot)
            assert dialog.form.entry("password").value == ""
            _type(dialog, sender_name="Léa")
            await pilot.press("ctrl+s")
            await settled(pilot)
    kept = demo_file.call(read_mail)
    assert (kept.port, kept.sender_name, demo_file.call(mail_password)) == (mail.port, "Léa", PASSWORD)


async def test_a_server_that_does_not_answer_is_said_and_what_was_typed_stays(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en", places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await _opened(pilot)
        _type(dialog, host="127.0.0.1", port="1", address="lea@example.org")
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "does not answer" in app.status.content.plain
        assert app.screen is dialog
        _type(dialog, host="a b")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "a b is no name of a server" in app.status.content.plain


async def test_what_is_missing_is_asked_for_in_its_field(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "en", places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await _opened(pilot)
        assert "kept in the file" not in drawn(pilot)
        _type(dialog, host="smtp.example.org")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is dialog
        assert dialog.form.entry("address").has_focus
        _type(dialog, host="", address="lea@example.org")
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "Give the server first" in app.status.content.plain
        assert dialog.form.entry("host").has_focus
        _type(dialog, host="smtp.example.org", password="secret")
        await pilot.press("ctrl+s")
        await settled(pilot)
        await _opened(pilot)
        assert "kept in the file" in drawn(pilot)


async def test_the_other_way_to_secure_has_its_own_port(demo_file: OpenFile) -> None:
    demo_file.call(set_mail, MailSettings("smtp.example.org", address="lea@example.org", user="lea"), "secret")
    app = app_on_demo(demo_file, "en", places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await _opened(pilot)
        dialog.form.entry("security").set_answer("tls")
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert (demo_file.call(read_mail).port, demo_file.call(has_mail_password)) == (465, True)


async def test_what_was_typed_is_a_draft_and_the_password_is_in_none(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, "fr", places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await _opened(pilot)
        _type(dialog, host="smtp.example.org", password=PASSWORD)
        await dialog.keep_typed()
        await pilot.press("escape")
        await settled(pilot)
        assert "brouillon" in app.status.content.plain
        [draft] = demo_file.call(list_drafts)
        assert draft.values == {"host": "smtp.example.org"}
        await pilot.press("ctrl+d", "enter")
        await settled(pilot)
        assert isinstance(app.screen, MailDialog)
        assert app.screen.form.typed()["host"] == "smtp.example.org"
        assert app.screen.form.typed()["password"] == ""


async def test_down_goes_through_a_field_with_a_list_and_on_to_the_next(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file, places=EXAMPLE_PLACES)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await _opened(pilot)
        before = dialog.form.typed()
        dialog.form.go_to("security")
        await pilot.press("down", "down", "down")  # its list, its last choice, on
        await settled(pilot)
        assert dialog.form.entry("port").has_focus
        assert dialog.form.typed() == before
