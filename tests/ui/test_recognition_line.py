"""The line of recognition in words: both languages, one and several, and what gives way where there is no room."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fichier_tui import i18n
from fichier_tui.domain.basket import Usual
from fichier_tui.domain.history import Action, ActionDetails
from fichier_tui.domain.recognition import Birthday, Recognition, SeenBefore
from fichier_tui.ui import format as written
from fichier_tui.ui.screens.card.recognition import recognition_line

TODAY = dt.date(2026, 9, 16)
LAST = dt.date(2026, 8, 12)
NOBODY = Recognition(
    status="prospect",
    visits=0,
    here_today=False,
    last_visit=None,
    last_seen=None,
    seen_before=None,
    days_since=None,
    purchases=0,
    mean_basket_cents=None,
    product=None,
    season=None,
    birthday=None,
    open_complaints=0,
    next_action=None,
    next_action_late=False,
)
REGULAR = replace(
    NOBODY,
    visits=4,
    here_today=True,
    last_visit=TODAY,
    last_seen=TODAY,
    seen_before=SeenBefore(LAST),
    purchases=7,
    mean_basket_cents=8500,
    product=Usual("Spa découverte", 5, 7),
    season=Usual("spring", 4, 6),
    birthday=Birthday(dt.date(2026, 9, 20), 4, 68),
    open_complaints=1,
)
CALL = Action(1, 1, "", ActionDetails("call", day=dt.date(2026, 9, 18)))

LINES = [
    (NOBODY, "", ""),
    (
        REGULAR,
        "! réclamation ouverte · 4e visite aujourd'hui, la dernière le 12/08 · "
        "plutôt Spa découverte (5 sur 7) au printemps (4 sur 6) · panier 85 € (7 achats) · "
        "♪ anniversaire dans 4 j (68 ans)",
        "! open complaint · 4th visit today, the last on 12 Aug · "
        "mostly Spa découverte (5 of 7) in spring (4 of 6) · basket €85 (7 purchases) · "
        "♪ birthday in 4 days (68 years)",
    ),
    (
        replace(NOBODY, visits=1, here_today=True, last_seen=TODAY, seen_before=SeenBefore(LAST, bought=True)),
        "1re visite aujourd'hui, dernier achat le 12/08",
        "1st visit today, last purchase on 12 Aug",
    ),
    (
        replace(NOBODY, visits=2, here_today=True, last_seen=TODAY, seen_before=SeenBefore(TODAY, "10:57")),
        "2e visite aujourd'hui, la précédente à 10 h 57",
        "2nd visit today, the last at 10:57",
    ),
    (
        replace(NOBODY, visits=2, here_today=True, last_seen=TODAY, seen_before=SeenBefore(TODAY)),
        "2e visite, pas la première aujourd'hui",
        "2nd visit, not the first today",
    ),
    (replace(NOBODY, visits=1, here_today=True, last_seen=TODAY), "1re visite aujourd'hui", "1st visit today"),
    (
        replace(NOBODY, visits=1, last_visit=LAST, last_seen=LAST),
        "1 visite, le 12/08 (il y a 5 semaines)",
        "1 visit, on 12 Aug (5 weeks ago)",
    ),
    (
        replace(NOBODY, visits=3, last_visit=LAST, last_seen=LAST),
        "3 visites, la dernière le 12/08 (il y a 5 semaines)",
        "3 visits, the last on 12 Aug (5 weeks ago)",
    ),
    (
        replace(NOBODY, visits=3, last_visit=LAST - dt.timedelta(9), last_seen=LAST),
        "3 visites, dernier achat le 12/08 (il y a 5 semaines)",
        "3 visits, last purchase on 12 Aug (5 weeks ago)",
    ),
    (
        replace(NOBODY, last_seen=LAST, purchases=1, mean_basket_cents=4250),
        "aucune visite notée, dernier achat le 12/08 (il y a 5 semaines) · panier 43 € (1 achat)",
        "no visit noted, last purchase on 12 Aug (5 weeks ago) · basket €43 (1 purchase)",
    ),
    (replace(NOBODY, season=Usual("winter", 3, 4)), "plutôt en hiver (3 sur 4)", "mostly in winter (3 of 4)"),
    (replace(NOBODY, open_complaints=2), "! 2 réclamations ouvertes", "! 2 open complaints"),
    (replace(NOBODY, birthday=Birthday(TODAY, 0, None)), "♪ anniversaire aujourd'hui", "♪ birthday today"),
    (
        replace(NOBODY, birthday=Birthday(TODAY, 1, 30)),
        "♪ anniversaire demain (30 ans)",
        "♪ birthday tomorrow (30 years)",
    ),
    (replace(NOBODY, next_action=CALL), "prévu : appel le 18/09", "to do: call on 18 Sep"),
    (
        replace(NOBODY, next_action=CALL, next_action_late=True),
        "! en retard : appel du 18/09",
        "! late: call of 18 Sep",
    ),
]


def plain(found: Recognition, width: int = 0, lines: int = 1) -> str:
    """The words, with plain spaces."""
    return recognition_line(found, TODAY, width, lines).plain.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("found", "french", "english"), LINES)
def test_the_line_says_what_is_known_in_both_languages(found: Recognition, french: str, english: str) -> None:
    for language, line in (("fr", french), ("en", english)):
        i18n.use_language(language)
        assert plain(found) == line
    i18n.use_language("en")


ORDINALS = {
    1: "1st",
    2: "2nd",
    3: "3rd",
    4: "4th",
    11: "11th",
    12: "12th",
    13: "13th",
    21: "21st",
    102: "102nd",
    111: "111th",
}


def test_visits_are_counted_as_one_says_it() -> None:
    i18n.use_language("en")
    assert {count: written.ordinal_visit(count) for count in ORDINALS} == ORDINALS
    i18n.use_language("fr")
    assert [written.ordinal_visit(count) for count in (1, 2, 21)] == ["1re", "2e", "21e"]
    i18n.use_language("en")


ROOM = [
    # width, lines, what is there, what gave way
    (300, 1, ("(4 sur 6)", "(7 achats)", "(68 ans)"), ()),
    (170, 1, ("(5 sur 7)", "(4 sur 6)"), ("(7 achats)", "(68 ans)")),
    (150, 1, ("réclamation", "4e visite", "Spa découverte", "panier 85 €", "anniversaire"), ("(7 achats)",)),
    (116, 1, ("réclamation", "4e visite", "Spa découverte", "anniversaire"), ("panier",)),
    (78, 2, ("réclamation", "4e visite", "Spa découverte", "panier 85 €", "anniversaire"), ("(7 achats)",)),
    (78, 1, ("réclamation", "4e visite", "anniversaire"), ("panier", "Spa")),
    (45, 1, ("réclamation", "4e visite"), ("panier", "Spa", "anniversaire")),
    (25, 1, ("réclamation",), ("visite", "panier", "Spa", "anniversaire")),
]


@pytest.mark.parametrize(("width", "lines", "there", "gone"), ROOM)
def test_the_least_important_gives_way_first(
    width: int, lines: int, there: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    i18n.use_language("fr")
    line = plain(REGULAR, width, lines)
    assert len(recognition_line(REGULAR, TODAY, width, lines).wrap(width)) <= lines
    assert all(words in line for words in there)
    assert not any(words in line for words in gone)
    i18n.use_language("en")
