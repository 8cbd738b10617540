"""Towns with their postcodes, streets, and the towns that foreign visitors come from. Public knowledge."""

from __future__ import annotations

_TOWNS = """
74000 Annecy|74940 Annecy-le-Vieux|74400 Chamonix-Mont-Blanc|74300 Cluses|74700 Sallanches
74170 Saint-Gervais-les-Bains|74120 Megève|74190 Passy|74130 Bonneville|74800 La Roche-sur-Foron
74200 Thonon-les-Bains|74500 Évian-les-Bains|74100 Annemasse|74160 Saint-Julien-en-Genevois|74110 Morzine
74260 Les Gets|74340 Samoëns|74220 La Clusaz|74450 Le Grand-Bornand|74230 Thônes|74150 Rumilly
74210 Faverges-Seythenex|74310 Les Houches|74140 Douvaine|73000 Chambéry|73100 Aix-les-Bains|73200 Albertville
73300 Saint-Jean-de-Maurienne|73700 Bourg-Saint-Maurice|73600 Moûtiers|73270 Beaufort|73400 Ugine
73120 Courchevel|73210 La Plagne Tarentaise|73150 Val-d'Isère|73440 Val-Cenis|73500 Modane|73800 Montmélian
38000 Grenoble|38250 Villard-de-Lans|38520 Le Bourg-d'Oisans|38750 Huez|38500 Voiron|38400 Saint-Martin-d'Hères
38190 Crolles|38300 Bourgoin-Jallieu|38200 Vienne|05000 Gap|05100 Briançon|05200 Embrun|05600 Guillestre
04400 Barcelonnette|04000 Digne-les-Bains|01000 Bourg-en-Bresse|01170 Gex|01210 Ferney-Voltaire|01100 Oyonnax
39200 Saint-Claude|69003 Lyon|69006 Lyon|69100 Villeurbanne|69400 Villefranche-sur-Saône|42000 Saint-Étienne
26000 Valence|26100 Romans-sur-Isère|71000 Mâcon|21000 Dijon|25000 Besançon|67000 Strasbourg|68100 Mulhouse
54000 Nancy|57000 Metz|13008 Marseille|13100 Aix-en-Provence|06000 Nice|83000 Toulon|84000 Avignon
34000 Montpellier|31000 Toulouse|33000 Bordeaux|44000 Nantes|35000 Rennes|29200 Brest|59000 Lille|62000 Arras
76000 Rouen|14000 Caen|51100 Reims|75011 Paris|75015 Paris|78000 Versailles|92100 Boulogne-Billancourt
94300 Vincennes|45000 Orléans|37000 Tours|63000 Clermont-Ferrand|87000 Limoges|72000 Le Mans|64000 Pau
66000 Perpignan|30000 Nîmes|20000 Ajaccio
"""


def _towns(text: str) -> tuple[tuple[str, str], ...]:
    cells = text.replace("\n", "|").strip("|").split("|")
    return tuple((cell[:5], cell[6:]) for cell in cells)


# (postcode, town), the nearest to the mountains first: the first ones are drawn more often.
TOWNS = _towns(_TOWNS)

STREETS: tuple[str, ...] = tuple(
    """
rue de la Gare|rue de l'Église|rue Victor-Hugo|avenue de la République|rue Pasteur|place de la Mairie
rue des Écoles|chemin des Alpages|route des Aravis|rue du Lac|impasse des Sapins|avenue du Mont-Blanc
rue Jean-Jaurès|rue du Moulin|chemin du Vieux-Pont|allée des Tilleuls|rue des Lilas|boulevard Gambetta
quai de l'Isère|rue de la Fontaine|route du Col|montée du Château|rue Saint-François|rue Joseph-Vallot
avenue d'Albigny|rue Carnot|place du Marché|chemin de la Scierie|rue des Grands-Prés|rue Nationale
avenue Jean-Moulin|rue du 8-Mai-1945|rue du Général-de-Gaulle|lotissement Les Mélèzes|hameau du Chosal
rue de Genève|route de Lausanne|rue des Acacias|avenue Berthollet|rue du Four
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

# By country: (postcode, town), then streets.
FOREIGN_PLACES: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "CH": (
        (("1204", "Genève"), ("1003", "Lausanne"), ("1950", "Sion"), ("2000", "Neuchâtel"), ("3011", "Bern")),
        ("rue du Rhône", "avenue de la Gare", "chemin des Vignes", "rue du Simplon"),
    ),
    "BE": (
        (("1000", "Bruxelles"), ("4000", "Liège"), ("5000", "Namur"), ("9000", "Gent"), ("1300", "Wavre")),
        ("rue Haute", "avenue Louise", "chaussée de Namur", "rue du Moulin"),
    ),
    "GB": (
        (("SW6 2AA", "London"), ("BS1 4ND", "Bristol"), ("EH1 1RE", "Edinburgh"), ("M1 1AE", "Manchester")),
        ("High Street", "Church Lane", "Station Road", "Victoria Road"),
    ),
    "DE": (
        (("79098", "Freiburg"), ("80331", "München"), ("70173", "Stuttgart"), ("10115", "Berlin")),
        ("Hauptstraße", "Bahnhofstraße", "Gartenweg", "Lindenallee"),
    ),
    "IT": (
        (("10121", "Torino"), ("11100", "Aosta"), ("20121", "Milano"), ("16121", "Genova")),
        ("via Roma", "corso Italia", "via Garibaldi", "via Mazzini"),
    ),
}
FOREIGN_COUNTRIES: tuple[str, ...] = ("CH", "CH", "CH", "BE", "BE", "GB", "GB", "DE", "IT", "IT")

# Beginnings of numbers that nobody answers. France: ranges that ARCEP keeps for fiction. Britain and Germany: ranges
# that Ofcom and the Bundesnetzagentur keep for drama. Elsewhere: subscribers' numbers beginning with 00, which none do.
FICTION_MOBILE = "+3363998"
FICTION_LANDLINE_SOUTH_EAST = "+3346571"
FICTION_LANDLINES = {
    **dict.fromkeys(("75", "77", "78", "91", "92", "93", "94", "95"), "+3319900"),
    **dict.fromkeys(("14", "29", "35", "37", "44", "45", "72", "76"), "+3326191"),
    **dict.fromkeys(("21", "25", "39", "51", "54", "57", "59", "62", "67", "68", "71"), "+3335301"),
    **dict.fromkeys(("31", "33", "64", "87"), "+3353649"),
}
FICTION_ABROAD = {
    "CH": ("+412200", 5),
    "BE": ("+321000", 4),
    "GB": ("+447700900", 3),
    "DE": ("+493023125", 3),
    "IT": ("+39011000", 4),
}
# Where those are used up, for benchmarks only: the 01 0 numbers, which no operator was given.
SPARE_NUMBERS = ("+3310", 7)


def landline_prefix(postcode: str) -> str:
    """The beginning of a French landline of fiction, for the part of the country of `postcode` (or the Alps)."""
    return FICTION_LANDLINES.get(postcode[:2], FICTION_LANDLINE_SOUTH_EAST)


def of_town(town: str) -> str:
    """ "de" and a town as French joins them: "d'Annecy", "du Mans", "de La Clusaz", "de Megève"."""
    if town.startswith("Le "):
        return f"du {town[3:]}"
    if town.startswith("Les "):
        return f"des {town[4:]}"
    return f"d'{town}" if town[0] in "AEIOUYÉHÎ" else f"de {town}"


LODGING_NAMES: tuple[str, ...] = tuple(
    """
Les Edelweiss|Le Chamois|La Marmotte|Les Gentianes|Le Grand Tétras|L'Alpage|Les Cimes|Le Vieux Chalet
Les Mélèzes|L'Étoile|Le Bouquetin|Les Campanules|La Ferme du Col|Le Belvédère|Les Airelles|Le Refuge du Lac
La Croix d'Or|Le Prarion|L'Aiguille|Les Sorbiers|La Cascade|Le Relais des Neiges|Les Arolles|Le Mazot
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# What a company is called, its line of work, and whether a name follows (else the town: "Lycée d'Annecy").
COMPANY_FORMS: tuple[tuple[str, str, bool], ...] = (
    ("Hôtel", "Hôtellerie", True),
    ("Résidence", "Hôtellerie", True),
    ("Chalet", "Location saisonnière", True),
    ("Restaurant", "Restauration", True),
    ("CSE Mécanique", "Comité social et économique", False),
    ("CSE Mairie", "Comité social et économique", False),
    ("Agence de voyages", "Agence de voyages", False),
    ("Autocars", "Transport", False),
    ("École primaire", "Enseignement", False),
    ("Lycée", "Enseignement", False),
    ("Club alpin", "Association", False),
    ("Amicale des retraités", "Association", False),
)
# As a man and as a woman say it.
JOB_TITLES: tuple[tuple[str, str], ...] = (
    ("Directeur", "Directrice"),
    ("Responsable des groupes", "Responsable des groupes"),
    ("Secrétaire", "Secrétaire"),
    ("Trésorier", "Trésorière"),
    ("Chargé des loisirs", "Chargée des loisirs"),
    ("Assistant commercial", "Assistante commerciale"),
)
