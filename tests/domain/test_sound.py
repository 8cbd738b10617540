"""Names that are said alike, and names that nobody would take for each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fichier_tui.domain import sound
from fichier_tui.domain.sound import sound_of, sounds_of
from tests import pace

ALIKE = """
Lefèvre Lefebvre Lefevre Lefaivre Lefeivre
Philippe Filipe Philipe Filippe
Thibault Tibo Thibaut Thibaud Tibaut
Mathieu Matthieu Mathieux Matieu
Catherine Cathrine Katherine Katrine Katerine
Gauthier Gautier Gotier Gaultier
Schmitt Schmidt Chmit Schmit Schmid
Rousseau Rousso Roussot Rousseaux
Quentin Kentin Quantin
Caroline Karoline Carolyne
Yves Ive Ives Yve
Dupont Dupond Dupon
Durand Durant Duran
Renault Renaud Reno Renaut Renaux
Hébert Ébert Ebert Haibert
Hervé Ervé
Clément Clémant Cléman
Guérin Guerrin Gairin
François Franssois
Christophe Kristof Cristophe Christof
Gérard Jérard Gérart
Geneviève Jeneviève
Sylvie Silvi Silvie
Michaël Mikael Mickaël
Joseph Josef Jozef
Jacquet Jaquet Jaquais
Jacques Jaques Jack Jacque
Maillard Mayard Maïard
Meyer Mayer Maier Meier
Leroux Lerou Leroud
Leroy Leroi
Lacroix Lacroi Lacrois
Delacroix Delacroi
Benoît Benoist Benoi
Prévost Prévot Prévo
Ménard Mesnard
Bénard Besnard
Duchêne Duchesne Duchaine
Lemaître Lemaistre
Leclerc Leclercq Leclair Lecler
Leblanc Leblan
Deschamps Deschamp Déchan Dechamps
Desmarets Demaret
Baptiste Batiste
Hélène Elaine Hellène Élène
Chloé Cloé
Raphaël Rafael
Isabelle Izabel Isabele
Étienne Etiène
Guillaume Guilaume Guillome
Georges Jorge Jorges
Jeanne Janne
Jean Jan
Vincent Vinsent Vinçant
Laurent Lorent Laurant
Arnaud Arnault Arno
Pelletier Peltier Pelletié
Boucher Bouché Boucher Bouchet
Garnier Garnié Garniet
Mercier Mersier
Girault Girot Giraud
Michaud Michot Michaux
Roger Rogé Roget
Ferrand Ferrant Feran
Blanchet Blanché
Morvan Morvand Morvant
Hamelin Amlin Hamlin
Maréchal Marechale
Lévêque Leveque Lévec
Beauvais Bauvet
Wagner Vagner
Weber Veber Webber
Müller Muller Muler
Schneider Chnaider Schnaider
Schultz Schulz
Laëtitia Létitia Laetitia
Anaïs Annaïs
Alexandre Aleksandre
Maxime Maksime Maxyme
Élisabeth Elizabeth
Frédéric Frédérique Frederick
Dominique Dominic Dominik
Pascal Paskal Pascale
Stéphane Stéfane
Sophie Sofie
Delphine Delfine
Céline Séline Selline
Cécile Sécile
Thérèse Teraise
Thomas Tomas Toma
Nicolas Nikola Nicola
Lucas Lukas
Corinne Korine Corine
Monique Monic
Véronique Veronik
Brigitte Brijitte
Guy Gui
Bourgeois Bourjois
Fournier Fourniet
Poirier Poirié
Vasseur Vaceur
Lambert Lamber Lanbert
Colomb Colon
Champenois Chanpenois
"""

APART = """
Martin Martine
Martine Martinez
Martin Marty
Martin Morin
Martin Marchand
Simon Simone
Denis Denise
Jean Jeanne
Petit Petite
Laurent Laurence
Paulet Paulette
Robin Robert
Robin Rubin
Blanc Blond
Faure Favre
Faure Fournier
Morel Morin
Moreau Morel
Perrin Perret
Perrin Perrine
Perrot Perret
Perrier Pereira
Roger Rocher
Roux Roy
Roux Rousseau
Dupont Dumont
Dupont Duval
Dupuis Dupont
Durand Durieux
Michel Michaud
Colin Collet
Colin Coulon
Pierre Perrier
Bonnet Bonneau
Bonnet Bon
Bouvier Bouvet
Boyer Berger
Garnier Grenier
Garnier Garcia
Gautier Gaudin
Girard Gérard
Girard Giraud
Guérin Germain
Guillot Guillet
Hubert Aubert
Lambert Albert
Leblanc Lebrun
Legrand Legendre
Leroux Leroy
Lucas Louis
Lucie Lucien
Julie Julien
Julie Julia
Marie Marine
Marie Maria
Mathieu Mathis
Mathilde Martine
Muller Miller
Muller Mullet
Nicolas Nicole
Noël Noémie
Olivier Oliveira
Camille Cécile
Caroline Carole
Chantal Charles
Christine Christian
Christine Christelle
Daniel Denis
Delmas Dumas
Fabre Favre
Fischer Fouché
Sandrine Sabrina
Sylvie Sylvain
Thomas Thierry
Valérie Valentin
Vidal Vial
Weber Wagner
Renard Renaud
Bernard Bénard
Schmitt Smet
Carpentier Charpentier
Descamps Deschamps
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in text.strip().splitlines()]


@pytest.mark.parametrize("names", rows(ALIKE), ids=" ".join)
def test_names_said_alike_have_one_key(names: tuple[str, ...]) -> None:
    assert len({sound_of(name) for name in names}) == 1, {name: sound_of(name) for name in names}
    assert sound_of(names[0])


@pytest.mark.parametrize("names", rows(APART), ids=" ".join)
def test_names_that_differ_to_the_ear_stay_apart(names: tuple[str, str]) -> None:
    one, other = names
    assert sound_of(one) != sound_of(other)


def test_there_is_enough_on_both_sides() -> None:
    pairs = sum(len(names) - 1 for names in rows(ALIKE))
    assert pairs >= 80
    assert len(rows(APART)) >= 60


def test_the_keys_of_the_examples() -> None:
    assert sound_of("Lefebvre") == "LEFEVR"
    assert sound_of("Philippe") == "FILIP"
    assert sound_of("Quentin") == "K1T2"
    assert sounds_of("de La Tour-Maubourg") == ("T8R", "MOB8R")


@pytest.mark.parametrize("word", ["", "Ba", "42", "a1b2", "Нина", "李", "é", "0", "-", "É"])
def test_what_has_no_french_sound_has_no_key(word: str) -> None:
    assert sounds_of(word) == ()


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    for key in sounds_of(text):
        assert key.isalnum()
        assert key == key.upper()


def test_a_word_takes_microseconds() -> None:
    words = [f"{first}{last}" for first in ("Lefebvre", "Chevalier", "Maillard", "Rousseau") for last in "abcdefghij"]

    def heard_anew() -> None:
        sound._key.cache_clear()
        for word in words:
            sound_of(word)

    assert pace.is_within(heard_anew, 10)
