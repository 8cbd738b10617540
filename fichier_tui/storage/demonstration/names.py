"""First and last names that are common in France, and a few that test a file: particles, hyphens, accents, ligatures.

Public knowledge, arranged by hand; nobody in particular is meant.
"""

from __future__ import annotations

SURNAMES: tuple[str, ...] = tuple(
    """
Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|David
Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefèvre|Faure|André
Mercier|Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia|Perrin|Robin|Clément|Morin|Nicolas
Henry|Roussel|Mathieu|Gautier|Masson|Marchand|Duval|Denis|Dumont|Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun
Blanchard|Giraud|Joly|Rivière|Lucas|Brunet|Gaillard|Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy
Leroux|Colin|Vidal|Caron|Picard|Roger|Fabre|Aubert|Lemoine|Renaud|Dumas|Lacroix|Olivier|Philippe|Bourgeois
Pierre|Benoît|Rey|Leclerc|Payet|Rolland|Leclercq|Guillaume|Lecomte|Lopez|Jean|Dupuy|Guillot|Hubert|Berger
Carpentier|Sanchez|Dupuis|Moulin|Louis|Deschamps|Huet|Vasseur|Perez|Boucher|Fleury|Royer|Klein|Jacquet|Adam
Paris|Poirier|Marty|Aubry|Guyot|Carré|Charles|Renault|Charpentier|Ménard|Maillard|Baron|Bertin|Bailly|Hervé
Schneider|Fernandez|Le Gall|Collet|Léger|Bouvier|Julien|Prévost|Millet|Perrot|Daniel|Le Roux|Cousin|Germain
Breton|Besson|Langlois|Rémy|Le Goff|Pelletier|Lévêque|Perrier|Leblanc|Barré|Lebrun|Marchal|Weber|Mallet|Hamon
Boulanger|Jacob|Monnier|Michaud|Rodriguez|Guichard|Gillet|Étienne|Grondin|Poulain|Tessier|Chevallier|Collin
Chauvin|Da Silva|Bouchet|Gay|Lemaître|Bénard|Maréchal|Humbert|Reynaud|Antoine|Hoarau|Perret|Barthélemy|Cordier
Pichon|Lejeune|Gilbert|Lamy|Delaunay|Pasquier|Carlier|Laporte|Gros|Buisson|Cohen|Vallet|Bigot|Navarro|Jourdan
Coulon|Marques|Albert|Hebert|Camus|Raynaud|Ferreira|Coste|Ruiz|Tanguy|Besnard|Lebon|Charrier|Bodin|Imbert|Barbe
Maillot|Chauvet|Evrard|Didier|Lacombe|Blondel|Ollivier|Delmas|Guillet|Rossi|Riou|Merle|Costa|Blin|Rousset
Verdier|Allard|Gosselin|Launay|Voisin|Joubert|Leconte|Valentin|Maurice|Mahe|Torres|Bouvet|Pereira|Prat|Tournier
Cros|Regnier|Potier|Duhamel|Gomes|Delorme|Chartier|Favre|Grenier|Vial|Lagarde|Bruneau|Berthelot|Pons|Guyon
Peltier|Devaux|Salmon|Bonneau|Sauvage|Lebreton|Neveu|Descamps|Jacquot|Mary|Pommier|Ferrand|Duclos|Pineau|Allain
Courtois|Leblond|Pascal|Laroche|Bourdon|Texier|Cochet|Georges|Maury|Chabert|Blanchet|Jacques|Ribeiro|Cartier
Boutin|Bousquet|Wagner|Godard|Lacoste|Rigaud|Gaudin|Mouton|Bossard|Brault|Armand|Martel|Foucher|Parent|Mas
Villard|Marin|Guillou|Duchêne|Levy|Turpin|Ferry|Bataille|Girault|Grand|Raymond|Fischer|Lelièvre|Gonzalez|Moreno
Ramos|Diallo|Traoré|Nguyen|Benali|Haddad|Kaya|Cissé|Belkacem|Mansouri|Yilmaz|Tran|Ba|Bibollet|Ducroz|Burnet
Bozon|Blanc-Gonnet|Mermillod|Pellissier|Pollet|Tissot|Bochatay|Ravanel|Charlet|Devouassoux|Simond|Couttet
Claret-Tournier|Revil|Bonnevie|Excoffier|Chapuis|Viallet|Arpin|Missillier|Mugnier|Anthoine|Gaiddon|Jaccaz
Socquet|Le Bihan|Le Guen|de La Tour|de Saint-Jean|d'Anjou|de Villers|du Chêne|L'Hermite|N'Diaye|Cœurdevey
Lœuillet|Bœuf|Péron|Hénaff|Kerléo|Peña|Müller|Gößling|Łukasik|Ibáñez|Öztürk|Çelik|Châtelain|Perret-Morel
Vuarnet-Blanc|Saint-Exupère
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

_FEMALE = """
Jeanne Marie Simone Denise Yvette Madeleine Suzanne Paulette Germaine Louise Marcelle Yvonne Lucienne Odette
Ginette Huguette Gisèle Renée Andrée Thérèse Colette Solange Raymonde Henriette Georgette Josette Marie-Thérèse
Arlette Éliane Micheline
/
Monique Françoise Nicole Jacqueline Annie Michèle Martine Christine Chantal Brigitte Danielle Dominique Évelyne
Joëlle Hélène Patricia Sylvie Catherine Véronique Pascale Marie-Claude Bernadette Geneviève Élisabeth Claudine
Odile Maryse Agnès Marie-Noëlle Béatrice Isabelle Corinne Laurence Maud
/
Nathalie Valérie Sandrine Stéphanie Céline Karine Virginie Sophie Delphine Aurélie Émilie Séverine Laetitia
Élodie Caroline Julie Audrey Vanessa Sabrina Cécile Anne-Sophie Magali Gaëlle Peggy Hélène Samia Fatima
Marie-Laure Ingrid Maëlle
/
Camille Léa Manon Chloé Emma Marine Pauline Laura Mathilde Inès Sarah Anaïs Océane Clara Lucie Zoé Jade Margaux
Justine Morgane Noémie Élise Charlotte Eugénie Louna Maëva Yasmine Aïcha Ambre Romane Solène Héloïse
"""
_MALE = """
Jean Pierre André Marcel René Roger Robert Georges Louis Maurice Henri Raymond Lucien Albert Charles Émile
Fernand Gaston Léon Eugène Gilbert Roland Guy Paul Joseph Raoul Edmond Armand Marius Norbert
/
Michel Jean-Claude Bernard Daniel Jacques Gérard Alain Christian Patrick Philippe Dominique Serge Yves
Jean-Pierre Joël Didier Jean-Marc Francis Hervé Thierry Pascal Bruno Gilles Éric Jean-François Marc Denis
Jean-Luc Régis Loïc Noël Benoît
/
Laurent Christophe Stéphane David Frédéric Olivier Sébastien Nicolas Julien Jérôme Cédric Vincent Guillaume
Fabrice Arnaud Ludovic Grégory Mickaël Anthony Yannick Gaël Franck Sylvain Emmanuel Jean-Baptiste Karim Mehdi
Raphaël Tanguy Cyril
/
Thomas Lucas Hugo Théo Maxime Antoine Alexandre Quentin Clément Romain Kévin Valentin Enzo Nathan Louis Arthur
Gabriel Léo Jules Tom Mathis Baptiste Florian Rémi Adrien Bastien Corentin Yanis Amine Maël Noé Côme
"""


def _generations(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(generation.split()) for generation in text.split("/"))


# First names by generation: of 79 years and more, of 59, of 39, and younger.
FEMALE = _generations(_FEMALE)
MALE = _generations(_MALE)
GENERATION_AGES = (79, 59, 39)

# By country: last names, first names of women, first names of men.
FOREIGN_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "CH": _generations("""
Favre Rochat Jaquet Bolomey Aebischer Blanc Cuendet Zürcher Brügger Frei Keller Perrenoud Dufey
/ Nathalie Sandra Corinne Anne-Lise Ursula Mélanie Françoise Christelle Regula
/ Daniel Pierre-Alain Reto Yves Marc Urs Beat Jean-Daniel Sébastien
"""),
    "BE": _generations("""
Peeters Janssens Maes Lambert Dubois Claes Wouters Lejeune Vandenberghe Delvaux Goossens
/ Els Sophie Ann Véronique Marleen Nathalie Griet Julie Ingrid
/ Luc Jan Benoît Koen Olivier Dirk Thibault Wim Geert
"""),
    "GB": _generations("""
Smith Jones Taylor Brown Williams Wilson Evans O'Brien Walker Hughes Wright Green Clarke MacLeod
/ Margaret Susan Emma Sarah Charlotte Fiona Alice Helen Kate
/ James John Peter Oliver Andrew Simon George Harry Alistair
"""),
    "DE": _generations("""
Schmidt Schneider Fischer Weber Meyer Wagner Becker Schäfer Köhler Groß Jäger Vogel
/ Ute Petra Sabine Anna Katharina Monika Jutta Heike Lena
/ Hans Klaus Jürgen Stefan Jörg Lukas Matthias Dieter Uwe
"""),
    "IT": _generations("""
Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Dell'Acqua D'Amico
/ Giulia Chiara Francesca Maria Elena Paola Alessia Lucia Silvia
/ Marco Luca Giuseppe Matteo Andrea Paolo Davide Nicolò Antonio
"""),
}
LANGUAGES = {"FR": "fr", "CH": "fr", "BE": "fr", "GB": "en", "DE": "de", "IT": "it"}

# As a man and as a woman say it.
PROFESSIONS: tuple[tuple[str, str], ...] = tuple(
    (man, woman or man)
    for man, _, woman in (
        words.partition("/")
        for words in """
Infirmier/Infirmière|Enseignant/Enseignante|Instituteur/Institutrice|Ingénieur/Ingénieure|Commerçant/Commerçante
Artisan menuisier/Artisane menuisière|Agriculteur/Agricultrice|Comptable|Médecin généraliste|Kinésithérapeute
Cadre bancaire|Architecte|Avocat/Avocate|Chauffeur routier/Conductrice routière|Cuisinier/Cuisinière|Secrétaire
Coiffeur/Coiffeuse|Notaire|Pharmacien/Pharmacienne|Informaticien/Informaticienne|Chef d'entreprise/Cheffe d'entreprise
Directeur d'école/Directrice d'école|Moniteur de ski/Monitrice de ski|Guide de haute montagne|Photographe
Électricien/Électricienne|Aide-soignant/Aide-soignante|Gendarme|Journaliste|Fleuriste|Boulanger/Boulangère
Libraire|Vétérinaire|Étudiant/Étudiante|Maçon/Maçonne|Graphiste|Opticien/Opticienne|Ostéopathe|Fonctionnaire
Responsable des achats|Conducteur de train/Conductrice de train
""".strip()
        .replace("\n", "|")
        .split("|")
    )
)
RETIRED = ("Retraité", "Retraitée")
