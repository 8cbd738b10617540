"""What hotels, spas, salons, restaurants, shops and guides usually sell: for a file that knows no product yet."""

from __future__ import annotations

from fichier_tui.domain.text import fold

_FRENCH = (
    "nuitée", "nuit d'hôtel", "chambre", "chambre double", "chambre simple",  "petit-déjeuner", "demi-pension",
    "pension complète", "séjour", "week-end bien-être", "spa", "entrée spa", "hammam", "sauna", "jacuzzi", "bain",
    "massage", "massage duo", "modelage", "soin", "soin visage", "soin du visage", "soin corps", "soin du corps",
    "gommage", "enveloppement", "épilation", "manucure", "pédicure", "beauté des pieds", "maquillage", "onglerie",
    "vernis", "coupe", "coupe femme", "coupe homme", "coupe enfant", "couleur", "coloration", "balayage", "mèches",
    "brushing", "shampoing", "permanente", "chignon", "barbe", "lissage", "restaurant", "déjeuner", "dîner",
    "menu", "menu enfant", "plat du jour", "brunch", "buffet", "repas", "dégustation", "bouteille", "visite guidée",
    "visite privée", "visite libre", "audioguide", "billet", "entrée", "entrée adulte", "entrée enfant",
    "bon cadeau", "chèque cadeau", "carte cadeau", "coffret", "coffret cadeau", "location", "location vélo", "vélo",
    "forfait", "abonnement", "adhésion", "cours", "cours collectif", "cours particulier", "stage", "atelier", "séance",
    "consultation", "formation", "initiation", "excursion", "croisière", "randonnée", "bouquet", "panier garni",
    "livraison", "réparation", "acompte", "parking", "taxe de séjour",
)  # fmt: skip
_ENGLISH = (
    "night", "room", "double room", "single room", "breakfast", "half board", "full board", "stay", "spa entry",
    "spa day", "treatment", "facial", "body scrub", "waxing", "manicure", "pedicure", "makeup", "haircut", "cut",
    "colour", "highlights", "blow-dry", "blow dry", "shampoo", "beard trim", "lunch", "dinner", "meal", "tasting",
    "bottle", "guided tour", "private tour", "ticket", "admission", "gift card", "gift voucher", "voucher", "hamper",
    "rental", "bike rental", "bike hire", "package", "membership", "subscription", "class", "lesson",
    "workshop", "session", "training", "trip", "cruise", "delivery", "repair", "deposit",
)  # fmt: skip
_SAME = {
    "nuitee d hotel": "nuitée",
    "petit dej": "petit-déjeuner",
    "pdj": "petit-déjeuner",
    "resto": "restaurant",
    "hair cut": "haircut",
    "color": "colour",
    "giftcard": "gift card",
    "shampooing": "shampoing",
    "visites guidees": "visite guidée",
    "bons cadeaux": "bon cadeau",
    "cheques cadeaux": "chèque cadeau",
    "cartes cadeaux": "carte cadeau",
    "gift cards": "gift card",
    "day spa": "spa day",
}
GOODS: dict[str, str] = {fold(name): name for name in (*_FRENCH, *_ENGLISH)} | _SAME
"""By its folded words, how it is written."""
LONGEST_GOODS = max(name.count(" ") for name in GOODS) + 1
NIGHTS = frozenset(("nuitée", "night", "nuit d'hôtel", "chambre", "room", "chambre double", "double room"))
"""A number before one of these counts nights."""
# Goods, or surnames and first names? Even in small letters.
NAME_WORDS = frozenset(
    [
        "rose",
        "roses",
        "violette",
        "marguerite",
        "olive",
        "prune",
        "clementine",
        "cerise",
        "jasmin",
        "iris",
        "capucine",
        "anis",
        "menthe",
        "laurier",
        "ambre",
        "perle",
        "blanche",
        "brune",
        "cours",
        "page",
        "carte",
        "vigne",
        "vin",
        "rosier",
        "lavande",
        "fleur",
        "soleil",
        "marine",
        "mer",
        "lac",
        "bain",
    ]
)
