"""Words of health, religion, opinion… in a note: warned of, gently warned of, left in peace."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import VisitDetails
from fichier_tui.domain.import_plan import ImportPlan, PlannedContact
from fichier_tui.domain.sensitive import CATEGORIES
from fichier_tui.domain.sensitive_lexicon import FORBIDDEN, HARMLESS, NEAR, SCORN, entries
from fichier_tui.domain.sensitive_text import CODES, SCORNFUL, judge_text, worst
from fichier_tui.ui.refusals import REFUSALS
from tests import pace

# A sentence, its category, the word that says it.
SAID_OUTRIGHT = [
    ("A eu un cancer de la prostate l'an dernier", "health", "cancer de la prostate"),
    ("Cancer du sein, à ménager", "health", "Cancer du sein"),
    ("Diabétique, repas à heures fixes", "health", "Diabétique"),
    ("Annulé : hospitalisée à Grasse", "health", "hospitalisée"),
    ("Annule, elle est malade", "health", "malade"),
    ("Enceinte de six mois", "health", "Enceinte"),
    ("sa femme est enceinte", "health", "enceinte"),
    ("Grossesse difficile", "health", "Grossesse"),
    ("Dépressif depuis son divorce", "health", "Dépressif"),
    ("en dépression", "health", "dépression"),
    ("A fait un AVC en mars", "health", "AVC"),
    ("Crise cardiaque l'été dernier", "health", "Crise cardiaque"),
    ("Le fils est autiste", "health", "autiste"),
    ("Sa mère a la maladie d'Alzheimer", "health", "maladie"),
    ("Opérée de la hanche", "health", "Opérée de la hanche"),
    ("sous traitement depuis mai", "health", "sous traitement"),
    ("Arrêt maladie jusqu'en juin", "health", "Arrêt maladie"),
    ("gros problème de santé", "health", "problème de santé"),
    ("Ne boit plus : alcoolique repenti", "health", "alcoolique"),
    ("Vient avec son chien. Malade en voiture", "health", "Malade"),
    ("Vient avec son chien, elle est diabétique", "health", "diabétique"),
    ("séropositif", "health", "séropositif"),
    ("CLIENT HANDICAPE", "health", "HANDICAPE"),
    ("Handicapé, prévoir de l'aide", "health", "Handicapé"),
    ("pacemaker : pas de portique", "health", "pacemaker"),
    ("prend des médicaments le soir", "health", "médicaments"),
    ("She is pregnant", "health", "pregnant"),
    ("Cancelled: heart attack", "health", "heart attack"),
    ("Has diabetes, no dessert", "health", "diabetes"),
    ("Disabled son travels with them", "health", "Disabled"),
    ("Recovering from surgery", "health", "surgery"),
    ("Mentally ill according to the neighbour", "health", "Mentally ill"),
    ("Catholique pratiquant", "beliefs", "Catholique"),
    ("Famille musulmane", "beliefs", "musulmane"),
    ("ils sont juifs, pas le samedi", "beliefs", "juifs"),
    ("Protestants, groupe du temple", "beliefs", "Protestants"),
    ("Témoin de Jéhovah", "beliefs", "Témoin de Jéhovah"),
    ("Très religieuse", "beliefs", "religieuse"),
    ("Femme voilée", "beliefs", "Femme voilée"),
    ("franc-maçon à Nice", "beliefs", "franc-maçon"),
    ("Muslim couple", "beliefs", "Muslim"),
    ("Jewish family from Lyon", "beliefs", "Jewish"),
    ("Vote Le Pen, ne pas parler politique", "politics", "Vote Le Pen"),
    ("vote à gauche", "politics", "vote à gauche"),
    ("Parle trop de politique", "politics", "Parle trop de politique"),
    ("militante de la cause", "politics", "militante de la"),
    ("socialiste convaincu", "politics", "socialiste"),
    ("Extrême droite, à éviter au bar", "politics", "Extrême droite"),
    ("était aux gilets jaunes", "politics", "gilets jaunes"),
    ("il est plutôt de droite", "politics", "est plutôt de droite"),
    ("Political activist", "politics", "Political activist"),
    ("votes Labour", "politics", "votes Labour"),
    ("Déléguée syndicale chez Thales", "union", "Déléguée syndicale"),
    ("syndiqué CGT", "union", "syndiqué"),
    ("à la CFDT depuis dix ans", "union", "CFDT"),
    ("trade union man", "union", "trade union"),
    ("Homosexuel, vient avec son ami", "sex_life", "Homosexuel"),
    ("couple gay, très sympathique", "sex_life", "couple gay"),
    ("Sa fille est lesbienne", "sex_life", "lesbienne"),
    ("trompe sa femme, ne pas appeler à la maison", "sex_life", "trompe sa femme"),
    ("gay couple", "sex_life", "gay"),
    ("D'origine maghrébine", "origin", "origine maghrébine"),
    ("famille gitane", "origin", "famille gitane"),
    ("Gens du voyage", "origin", "Gens du voyage"),
    ("un homme noir, la quarantaine", "origin", "homme noir"),
    ("Black man, about forty", "origin", "Black man"),
    ("son empreinte digitale est dans le lecteur", "body", "empreinte digitale"),
    ("sort de prison", "offences", "sort de prison"),
    ("Condamné pour vol", "offences", "Condamné pour vol"),
    ("Voleur ! surveiller", "offences", "Voleur"),
    ("a un casier judiciaire", "offences", "casier judiciaire"),
    ("Shoplifter, beware", "offences", "Shoplifter"),
    ("N° de sécu 2 69 05 49 588 157 80", "national_number", "2 69 05 49 588 157 80"),
    ("269054958815780", "national_number", "269054958815780"),
    ("numéro de sécurité sociale donné par téléphone", "national_number", "numéro de sécurité sociale"),
]
SAID_OUTRIGHT += [
    ("arthrose des mains", "health", "arthrose"),
    ("enfant par PMA", "health", "PMA"),
    ("surdité de l'oreille gauche", "health", "surdité"),
    ("en cure de désintox", "health", "cure de désintox"),
    ("sort d'une crise d'angoisse", "health", "crise d'angoisse"),
    ("paralysée depuis 2019", "health", "paralysée"),
    ("porte un hijab", "beliefs", "porte un hijab"),
    ("un ex-détenu", "offences", "ex-détenu"),
]
# What the service may need: told gently. So is what the person should not read.
NEARLY = [
    ("Allergique aux fruits à coque", "health", "Allergique aux fruits"),
    ("Allergie au lait", "health", "Allergie au lait"),
    ("allergique au chien", "health", "allergique au chien"),
    ("Menu sans gluten demandé", "health", "sans gluten"),
    ("Chambre PMR", "health", "PMR"),
    ("Chambre handicapé au rez-de-chaussée", "health", "Chambre handicapé"),
    ("place handicapés devant la porte", "health", "place handicapés"),
    ("Mobilité réduite", "health", "Mobilité réduite"),
    ("vient en fauteuil roulant", "health", "en fauteuil"),
    ("Intolérante au lactose", "health", "Intolérante au lactose"),
    ("suit un régime", "health", "régime"),
    ("Mal au dos : matelas ferme", "health", "Mal au dos"),
    ("malentendant, parler fort", "health", "malentendant"),
    ("Béquilles, prévoir l'ascenseur", "health", "Béquilles"),
    ("Certificat médical reçu", "health", "Certificat médical"),
    ("Allergic to peanuts", "health", "Allergic to peanuts"),
    ("needs a wheelchair ramp", "health", "wheelchair"),
    ("gluten free menu", "health", "gluten"),
    ("Disabled access asked for", "health", "Disabled access"),
    ("Repas halal", "beliefs", "halal"),
    ("menu casher", "beliefs", "casher"),
    ("pas avant la fin du ramadan", "beliefs", "ramadan"),
    ("kosher meals", "beliefs", "kosher"),
    ("Cérémonie religieuse à 15 h", "beliefs", "Cérémonie religieuse"),
    ("Nationalité belge", "origin", "Nationalité"),
    ("Quel emmerdeur", SCORNFUL, "emmerdeur"),
    ("vieux con", SCORNFUL, "vieux con"),
    ("Radine, négocie tout", SCORNFUL, "Radine"),
    ("un peu débile", SCORNFUL, "débile"),
    ("stupid customer", SCORNFUL, "stupid customer"),
]
NEARLY += [
    ("va à la mosquée le vendredi", "beliefs", "mosquée"),
    ("va à la synagogue", "beliefs", "synagogue"),
    ("mange kascher", "beliefs", "kascher"),
    ("repas kashers", "beliefs", "kashers"),
    ("menu cacher", "beliefs", "menu cacher"),
    ("mange cacher", "beliefs", "mange cacher"),
    ("cuisine cachère", "beliefs", "cachère"),
    ("va à l'église le dimanche", "beliefs", "va à l'église"),
    ("messe à 10 h 30, petit déjeuner tôt", "beliefs", "messe"),
    ("active à la paroisse", "beliefs", "paroisse"),
    ("vient après l'Aïd", "beliefs", "l'Aïd"),
    ("pas pendant le Ramadan", "beliefs", "Ramadan"),
    ("fils rabbin", "beliefs", "rabbin"),
    ("son frère est prêtre", "beliefs", "prêtre"),
    ("végane", "beliefs", "végane"),
    ("goes to church on Sundays", "beliefs", "goes to church"),
]
HARMLESS_ONES = [
    "Vient avec son chien malade",
    "Son chien est très malade",
    "Vaccin du chat à jour",
    "Opération du chien en mars",
    "Sick dog, came without it",
    "Le rosier est malade",
    "Traite les maladies de la vigne",
    "Habite rue de la Santé",
    "12 rue de la santé",
    "Livrer place de la Prison",
    "Saint-Médard-en-Jalles",
    "Groupe de St-Jean",
    "M. Catholique",
    "Rappeler Mme Juif demain",
    "Famille Malade, 4 personnes",
    "Monsieur Gay a rappelé",
    "lycée Gay-Lussac",
    "Bonne année, bonne santé !",
    "À votre santé",
    "Professionnel de santé",
    "Mutuelle santé à revoir",
    "Cabinet médical du Port",
    "délégué médical chez Sanofi",
    "Secrétaire médicale",
    "Médecin à Lyon",
    "Infirmière, horaires décalés",
    "Health club member",
    "Régime matrimonial : communauté",
    "Handicap de golf : 18",
    "golf handicap 12",
    "Signe du cancer",
    "Don pour la ligue contre le cancer",
    "Association des diabétiques de Nice",
    "A acheté une enceinte Bluetooth",
    "Deux enceintes",
    "dans l'enceinte du parc",
    "Cocktail sans alcool",
    "Droguerie du centre",
    "Dégustation à l'aveugle",
    "Visite des Invalides",
    "Adresse invalide",
    "Code promo invalide",
    "Prière de rappeler avant midi",
    "Film culte",
    "Méthode peu orthodoxe",
    "Mariage le 12 juin",
    "Cadeau à cacher jusqu'à Noël",
    "Ne pas cacher le menu",
    "A perdu le vin qu'il voulait cacher",
    "Habite près de la mosquée",
    "Se gare en face de la synagogue",
    "Visite de la Grande Mosquée",
    "Faire des messes basses",
    "Une religieuse au chocolat",
    "Pratiquant de yoga",
    "Menu végane demandé",
    "Premiers secours, first aid kit",
    "À l'aide d'un code",
    "Kermesse de l'école",
    "Baptême de plongée",
    "Repas de communion, 30 couverts",
    "Menu végétarien",
    "Sans sucre dans le café",
    "Politique d'annulation expliquée",
    "Politique tarifaire",
    "Homme politique connu",
    "La porte de gauche, puis à droite",
    "Chambre de droite",
    "Syndicat d'initiative",
    "Syndic de l'immeuble",
    "syndicat des eaux",
    "Est arrivé par le train de 15 h, grève SNCF",
    "Race du chien : épagneul",
    "Race weekend in Monaco",
    "Parle arabe et anglais",
    "Restaurant asiatique à côté",
    "Cliente allemande, parle français",
    "Pièce d'origine",
    "Emballage d'origine",
    "Origine du contact : foire",
    "Gilet jaune oublié dans la voiture",
    "Porte condamnée au fond du couloir",
    "Plainte pour le bruit",
    "Diagnostic énergétique",
    "Diagnostic de la chaudière fait",
    "Traitement du bois",
    "Traitement de la commande en cours",
    "Opération spéciale de printemps",
    "A opté pour la formule mer",
    "Annulé à cause du covid",
    "Greffe du tribunal",
    "Sa fille s'appelle Faith",
    "Hearing about the offer from a friend",
    "Test à l'aveugle",
    "Venetian blind, 120 × 80",
    "Blind date on Friday",
    "Turns left at the church",
    "Left the party early",
    "Union Square",
    "Mal de mer : préférer le train",
    "Rappeler le 06 12 34 56 78",
    "Commande 2 690 549 588 157",
    "Ticket 269054958815781",
    "Carte 3760123456789",
    "SIRET 732 829 320 00074",
    "Préfère la chambre 12, vue mer",
    "Aime le vin rouge et le calme",
    "Fête ses 60 ans en juin",
    "Client depuis 2012, très fidèle",
    "A demandé un devis pour 40 personnes",
    "Prefers a quiet table",
    "Asked for the spring brochure",
    "Pain sans croûte",
    "Noël en famille",
    "Pâques : 3 nuits",
    "Concert dans l'église",
    "Sort le mardi",
    "Salle à manger",
    "Cure de trois semaines",
    "Deux lits simples",
    "",
    "…",
]


@pytest.mark.parametrize(("text", "category", "word"), SAID_OUTRIGHT)
def test_what_the_law_forbids_is_warned_of(text: str, category: str, word: str) -> None:
    judgement = worst(text)
    assert judgement is not None
    assert (judgement.category, judgement.word, judgement.forbidden) == (category, word, True)


@pytest.mark.parametrize(("text", "category", "word"), NEARLY)
def test_what_only_comes_near_it_is_told_gently(text: str, category: str, word: str) -> None:
    judgement = worst(text)
    assert judgement is not None
    assert (judgement.category, judgement.word, judgement.forbidden) == (category, word, False)


@pytest.mark.parametrize("text", HARMLESS_ONES)
def test_an_ordinary_note_is_left_in_peace(text: str) -> None:
    assert judge_text(text) == ()


def test_the_tables_hold_their_number_of_sentences() -> None:
    assert len(SAID_OUTRIGHT) + len(NEARLY) + len(HARMLESS_ONES) >= 200


def test_each_word_is_told_once_and_the_outright_one_first() -> None:
    text = "Menu halal. Halal aussi le soir.\nSon mari est diabétique"
    assert [one.word for one in judge_text(text)] == ["halal", "diabétique"]
    assert worst(text) == judge_text(text)[1]


def test_every_category_names_its_article() -> None:
    assert {category for category, _forbidden in CODES} == {*CATEGORIES, SCORNFUL}
    for code in CODES.values():
        assert "GDPR, art." in REFUSALS[code]
        assert "{word}" in REFUSALS[code]


def test_every_reading_of_the_tables_has_its_sentence() -> None:
    assert {(category, True) for category in FORBIDDEN} <= set(CODES)
    assert {(category, False) for category in NEAR} <= set(CODES)


def test_every_entry_begins_with_plain_letters_by_which_it_is_found() -> None:
    for table in (*FORBIDDEN.values(), *NEAR.values(), SCORN, HARMLESS):
        for entry in entries(table):
            assert re.match(r"[a-z]{3}(?![?*])|[a-z]{1,2} ", entry), entry


def test_a_long_note_is_judged_in_an_instant() -> None:
    """Twenty milliseconds would be felt while one types; the worst text allowed takes a few."""
    text = ("Vient avec son chien malade rue de la Santé, sans gluten. " * 200)[:10_000]

    def judged_anew() -> None:
        judge_text.cache_clear()
        judge_text(text)

    assert pace.is_within(judged_anew, 50)


def test_an_import_counts_the_contacts_whose_texts_should_be_looked_at() -> None:
    mary = PlannedContact(ContactDetails(last_name="Malade"), (2,), notes=("Rappeler en mai",))
    anne = PlannedContact(ContactDetails(last_name="Faure", tags=("halal",)), (3,))
    luke = PlannedContact(
        ContactDetails(last_name="Roux"), (4,), visits=(VisitDetails(dt.date(2026, 5, 2), note="Diabétique"),)
    )
    assert ImportPlan((mary, anne, luke)).to_check == 2
