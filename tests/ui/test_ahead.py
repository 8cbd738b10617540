"""What waits, in the corner of the status line: right, quiet, and read only when something changed."""

from __future__ import annotations

import datetime as dt

from fichier_tui import i18n
from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import ActionDetails
from fichier_tui.storage import OpenFile, create_contact, open_actions, plan_action
from fichier_tui.storage.actions.ahead import Ahead, Awaited, read_ahead
from fichier_tui.storage.actions.planning import complete_many, postpone_many
from fichier_tui.ui.ahead import ahead_words
from fichier_tui.ui.widgets.status_line import StatusLine
from tests.ui.app_on_demo import app_on_demo
from tests.ui.card_app import struck

DAY = dt.date(2026, 8, 10)
TWO = Ahead(2, (Awaited("09:00", "Péron Hélène", ""), Awaited("14:30", "", "banque")))


def test_the_words_in_both_languages() -> None:
    i18n.use_language("fr")
    assert ahead_words(TWO, "08:00").replace("\u00a0", " ") == "! 2 en retard · 9 h Péron Hélène"
    i18n.use_language("en")
    assert ahead_words(TWO, "09:01") == "! 2 late · 14:30 banque"
    assert ahead_words(TWO, "15:00") == "! 2 late"
    assert ahead_words(Ahead(), "08:00") == ""
    assert ahead_words(Ahead(2, (), 0, 1), "08:00") == "! 1 sending not finished · ! 2 late"


async def test_it_stands_in_the_status_line_and_follows_what_is_done(demo_file: OpenFile) -> None:
    actions = demo_file.call(open_actions)
    app = app_on_demo(demo_file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        today = app.today()
        late = sum(action.details.day is not None and action.details.day < today for action in actions)
        line = app.screen.query_one(StatusLine)
        assert f"! {late} " in line.render().plain
        asked: list[str] = []
        ask = app.ask

        async def counted(verb, *args, **kwargs):  # type: ignore[no-untyped-def]
            asked.append(verb.__name__)
            return await ask(verb, *args, **kwargs)

        app.ask = counted  # type: ignore[method-assign]
        for _second in range(5):
            await app.look()
        assert asked.count("read_ahead") == 0
        demo_file.call(complete_many, [action.id for action in actions])
        contact = demo_file.call(create_contact, ContactDetails(last_name="Zwyxel")).id
        demo_file.call(plan_action, contact, ActionDetails("appointment", day=today, time="23:45"))
        await app.look()
        assert asked.count("read_ahead") == 1
        await struck(pilot)
        assert line.render().plain.endswith("23:45 Zwyxel")
        assert line.render().cell_length <= line.size.width
        app.tell("Done")
        await struck(pilot)
        assert "Zwyxel" not in line.render().plain


def test_what_is_put_aside_or_of_another_day_does_not_count(demo_file: OpenFile) -> None:
    before = demo_file.call(read_ahead)
    open_ones = demo_file.call(open_actions)
    tomorrow = demo_file.call(lambda session: session.today) + dt.timedelta(1)
    demo_file.call(postpone_many, {action.id: tomorrow for action in open_ones})
    assert before.late > 0
    assert demo_file.call(read_ahead) == Ahead()
