"""The ground that the tests of the screens stand on."""

from __future__ import annotations

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.storage import ListQuery, OpenFile, create_contact, list_contacts
from tests.ui.app_on_demo import app_on_demo


async def test_each_test_has_a_demonstration_of_its_own(demo_file: OpenFile) -> None:
    app = app_on_demo(demo_file)
    before = await app.ask(list_contacts, ListQuery())
    assert 250 < before.total < 400
    await app.ask(create_contact, ContactDetails(last_name="Nouvelle"))
    after = await app.ask(list_contacts, ListQuery(text="nouvelle"))
    assert (len(after.ids), after.total) == (1, before.total + 1)


async def test_what_another_test_wrote_is_not_there(demo_file: OpenFile) -> None:
    found = await app_on_demo(demo_file).ask(list_contacts, ListQuery(text="nouvelle"))
    assert not found.ids or found.forgiven
