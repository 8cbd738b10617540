"""What the invented tourist office of Valmont sells, sends and asks. Prices and costs in cents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A product, and when it sells: a season of `days.SEASONS`, or "" all the year round."""

    name: str
    category: str
    season: str
    price_cents: int
    cost_cents: int
    by_night: bool = False
    most: int = 1
    """The most that one line holds."""
    often: int = 1
    """How often it sells, for what sells all the year round."""
    is_voucher: bool = False


ARTICLES: tuple[Article, ...] = (
    Article("Forfait ski journée", "Ski", "winter", 4200, 3650, most=4),
    Article("Forfait ski 6 jours", "Ski", "winter", 21900, 19400, most=4),
    Article("Forfait ski saison", "Ski", "winter", 58900, 53500),
    Article("Location skis 6 jours", "Ski", "winter", 11900, 6900, most=4),
    Article("Cours de ski, 5 demi-journées", "Ski", "winter", 18500, 14800, most=3),
    Article("Sortie raquettes guidée", "Neige douce", "winter", 2900, 1700, most=4),
    Article("Balade en chiens de traîneau", "Neige douce", "winter", 7500, 5200, most=2),
    Article("Entrée spa 2 h", "Spa", "", 2800, 900, most=2, often=6),
    Article("Carte spa 10 entrées", "Spa", "", 23000, 8000),
    Article("Cure détente 3 jours", "Spa", "spring", 24500, 11200, most=2),
    Article("Massage 50 min", "Spa", "spring", 7900, 3400, most=2),
    Article("Soin du visage aux plantes", "Spa", "spring", 6500, 2600),
    Article("Location VTT journée", "Été", "summer", 3900, 1500, most=3),
    Article("Location VTT électrique", "Été", "summer", 5900, 2600, most=2),
    Article("Randonnée accompagnée", "Été", "summer", 3200, 2000, most=4),
    Article("Parapente biplace", "Été", "summer", 9500, 7600, most=2),
    Article("Via ferrata encadrée", "Été", "summer", 5500, 3800, most=3),
    Article("Pass remontées été", "Été", "summer", 1900, 1500, most=4),
    Article("Chambre double", "Hébergement", "", 11800, 7900, by_night=True),
    Article("Chambre familiale", "Hébergement", "", 16400, 11100, by_night=True),
    Article("Gîte 6 personnes", "Hébergement", "", 14500, 10200, by_night=True),
    Article("Week-end bien-être", "Hébergement", "autumn", 31900, 19500),
    Article("Festival d'automne, pass 2 jours", "Événements", "autumn", 4800, 3100, most=4),
    Article("Panier du terroir", "Boutique", "", 3900, 2400, most=3, often=3),
    Article("Carte de randonnée", "Boutique", "", 1350, 820, most=2),
    Article("Bon cadeau 100 €", "Boutique", "", 10000, 10000, is_voucher=True),
    Article("Séminaire, journée par personne", "Groupes", "", 6900, 4300, most=30),
)

# login, name, role: the demonstration opens as the first.
STAFF: tuple[tuple[str, str, str], ...] = (
    ("helene", "Hélène", "owner"),
    ("camille", "Camille", "reception"),
    ("lea", "Léa", "sales"),
)
OWNER, RECEPTION, SALES = 1, 2, 3
OWNER_LOGIN, OWNER_NAME, _ = STAFF[0]

BUSINESS_NAME = "Office de tourisme de Valmont"

TAGS: tuple[str, ...] = (
    "VIP",
    "Presse",
    "Résidence secondaire",
    "Groupe",
    "Partenaire",
    "Bénévole",
    "Propriétaire",
    "Client d'avant 2020",
)
INTERESTS: tuple[str, ...] = (
    "Ski alpin",
    "Ski de fond",
    "Raquettes",
    "Randonnée",
    "VTT",
    "Spa",
    "Gastronomie",
    "Patrimoine",
    "Parapente",
    "Escalade",
    "Photographie",
    "Musique",
)

# key, label, kind, choices, purpose.
CUSTOM_FIELDS: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    (
        "niveau_ski",
        "Niveau de ski",
        "choice",
        ("Débutant", "Intermédiaire", "Confirmé"),
        "Proposer un cours du bon niveau",
    ),
    ("chien", "Vient avec un chien", "yes_no", (), "Réserver une chambre où les chiens sont admis"),
    ("date_mariage", "Anniversaire de mariage", "date", (), "Proposer un séjour à cette date"),
)

# name, definition in the text form of a segment.
SEGMENTS: tuple[tuple[str, str], ...] = (
    ("Femmes de plus de 60 ans, printemps, e-mail", "F 60+ achat:printemps ok:mail"),
    ("Familles au ski", "achat:hiver produit:forfait* ok:mail"),
    ("Gros clients", "ca>=1500"),
    ("Prospects de Haute-Savoie", "prospect dép:74"),
    ("Amateurs de spa", "intérêt:spa ok:sms"),
)

# channel, the sentence of the first two years, the present one.
WORDINGS: tuple[tuple[str, str, str], ...] = (
    (
        "email",
        "Souhaitez-vous recevoir notre lettre par e-mail ?",
        "Acceptez-vous de recevoir nos offres et nos actualités par e-mail ? Vous pourrez dire stop à tout moment.",
    ),
    (
        "sms",
        "Souhaitez-vous recevoir nos offres par SMS ?",
        "Acceptez-vous de recevoir nos offres par SMS ? Il suffira de répondre STOP pour ne plus en recevoir.",
    ),
    (
        "phone",
        "Pouvons-nous vous appeler pour vous proposer nos séjours ?",
        "Acceptez-vous que nous vous appelions pour vous proposer nos séjours, pendant un an au plus ?",
    ),
    (
        "post",
        "Souhaitez-vous recevoir notre brochure ?",
        "Acceptez-vous de recevoir notre brochure et nos courriers à votre adresse ?",
    ),
)

# name, kind, position of the product in ARTICLES, text.
OFFERS: tuple[tuple[str, str, int, str], ...] = (
    ("Première neige : -15 % sur le forfait 6 jours", "discount", 1, "Valable avant les vacances de Noël."),
    ("Printemps au spa : la 3e journée offerte", "gift", 9, "Pour toute cure réservée avant le 1er mai."),
    ("VTT électrique : 2 pour 1 le mardi", "discount", 13, "En juillet et en août."),
    ("Week-end bien-être, tarif fidélité", "loyalty", 21, "Réservé aux porteurs de la carte."),
)

# name, number of the offer, channel, began so many days ago, lasted so many. To every contact: whoever accepts the
# channel may have been written to, and no segment as it is today says who was in it then.
CAMPAIGNS: tuple[tuple[str, int, str, int, int], ...] = (
    ("Première neige", 1, "email", 60, 20),
    ("Printemps au spa", 2, "email", 240, 30),
    ("VTT du mardi", 3, "sms", 130, 10),
)
