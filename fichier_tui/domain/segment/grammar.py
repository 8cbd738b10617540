"""The words of the text form, in French and in English. The first of each list is the one that is written back.

Words of both languages are always understood, whatever language is written; accents and case are ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fichier_tui.domain.calendar_words import DAY, MONTH, WEEK, YEAR
from fichier_tui.domain.text import fold_joined

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """What a thing is called in the text form; several names are parted by spaces, the first is written back."""

    fr: str
    en: str

    def first(self, language: Language) -> str:
        """The name that is written in `language`."""
        return self.all(language)[0]

    def all(self, language: Language) -> tuple[str, ...]:
        """Every name in `language`, the one that is written back first."""
        return tuple((self.fr if language == "fr" else self.en).split())

    def folded(self) -> tuple[str, ...]:
        """Every name, in both languages, folded."""
        return tuple(dict.fromkeys(fold_joined(word) for word in (*self.fr.split(), *self.en.split())))


YES, NO = Words("oui", "yes"), Words("non", "no")
AND, OR, NOT = Words("et mais", "and but"), Words("ou", "or"), Words("non sauf pas", "not except")
WITHOUT = Words("sans jamais", "without no never")
EVERYBODY_WORDS, NOBODY_WORDS = Words("tous toutes", "everybody all everyone"), Words("aucun", "nobody none")
UNIT_WORDS = {
    DAY: Words("j jour jours", "d day days"),
    WEEK: Words("s sem semaine semaines", "w week weeks"),
    MONTH: Words("m mois", "m month months"),
    YEAR: Words("a an ans année années", "y year years"),
}
SEASON_WORDS = {
    "spring": Words("printemps", "spring"),
    "summer": Words("été", "summer"),
    "autumn": Words("automne", "autumn fall"),
    "winter": Words("hiver", "winter"),
}
RFM_WORDS = {
    "champions": Words("champions champion", "champions champion"),
    "loyal": Words("fidèles fidèle", "loyal"),
    "promising": Words("prometteurs prometteur", "promising"),
    "new": Words("nouveaux nouveau", "new"),
    "attention": Words("à_suivre", "attention"),
    "at_risk": Words("à_risque", "at_risk"),
    "cannot_lose": Words("à_ne_pas_perdre", "cannot_lose"),
    "asleep": Words("endormis endormi", "asleep"),
    "lost": Words("perdus perdu", "lost"),
}
MONTH_WORDS = {
    month: Words(french, english)
    for month, (french, english) in enumerate(
        (
            ("janvier janv", "january jan"),
            ("février fév févr", "february feb"),
            ("mars", "march mar"),
            ("avril avr", "april apr"),
            ("mai", "may"),
            ("juin", "june jun"),
            ("juillet juil", "july jul"),
            ("août", "august aug"),
            ("septembre sept", "september sep"),
            ("octobre oct", "october"),
            ("novembre nov", "november"),
            ("décembre déc", "december dec"),
        ),
        start=1,
    )
}
SEX_WORDS = {"f": Words("F femme femmes", "F woman women female"), "m": Words("H homme hommes M", "M man men male")}
KIND_WORDS = {
    "person": Words("particulier particuliers", "person persons"),
    "company": Words("entreprise entreprises société", "company companies"),
}
STATUS_WORDS = {
    "client": Words("client clients", "client clients customer customers"),
    "prospect": Words("prospect prospects", "prospect prospects"),
    "active": Words("actif actifs active actives", "active"),
    "inactive": Words("inactif inactifs inactive inactives", "inactive"),
}
CIVILITY_WORDS = {"mrs": Words("Mme madame", "Mrs Ms"), "mr": Words("M monsieur", "Mr")}
CHANNEL_WORDS = {
    "email": Words("mail email e-mail courriel", "email mail e-mail"),
    "sms": Words("sms", "sms text"),
    "phone": Words("tél téléphone tel", "phone telephone call"),
    "post": Words("courrier poste lettre", "post letter"),
}
HAS_WORDS = {
    "email": CHANNEL_WORDS["email"],
    "phone": CHANNEL_WORDS["phone"],
    "mobile": Words("mobile portable", "mobile"),
    "address": Words("adresse", "address"),
    "place": Words("ville", "town"),
    "birth": Words("naissance", "birth"),
    "first_name": Words("prénom", "first-name"),
    "sex": Words("sexe", "sex"),
    "profession": Words("profession métier", "profession job"),
    "language": Words("langue", "language"),
    "source": Words("source origine", "source"),
    "tag": Words("tag étiquette", "tag label"),
    "interest": Words("intérêt goût", "interest"),
    "note": Words("remarque", "remark"),
    "important": Words("important", "important"),
    "verification": Words("vérification", "verification"),
    "sponsor": Words("parrain marraine", "sponsor"),
    "card": Words("carte", "card"),
    "information": Words("information informé", "information informed"),
}
LANGUAGE_WORDS = {
    "fr": Words("français", "french"),
    "en": Words("anglais", "english"),
    "de": Words("allemand", "german"),
    "es": Words("espagnol", "spanish"),
    "it": Words("italien", "italian"),
    "nl": Words("néerlandais", "dutch"),
    "pt": Words("portugais", "portuguese"),
}
COUNTRY_WORDS = {
    "FR": Words("France", "France"),
    "BE": Words("Belgique", "Belgium"),
    "CH": Words("Suisse", "Switzerland"),
    "LU": Words("Luxembourg", "Luxembourg"),
    "MC": Words("Monaco", "Monaco"),
    "DE": Words("Allemagne", "Germany"),
    "ES": Words("Espagne", "Spain"),
    "IT": Words("Italie", "Italy"),
    "GB": Words("Royaume-Uni", "United-Kingdom UK"),
    "NL": Words("Pays-Bas", "Netherlands"),
    "US": Words("États-Unis", "United-States USA"),
    "CA": Words("Canada", "Canada"),
}
# The figures of a commune that everybody knows; any other has the one name that it was given.
FIGURE_NAMES = {
    "population": Words("population", "population"),
    "median_income": Words("revenu_median", "median_income"),
    "poverty_rate": Words("taux_pauvrete", "poverty_rate"),
    "households": Words("menages", "households"),
}
SOURCE_WORDS = {
    "fair": Words("salon foire", "fair"),
    "conference": Words("conférence", "conference"),
    "appointment": Words("rendez-vous rdv", "appointment meeting"),
    "quote": Words("devis", "quote"),
    "prize_game": Words("jeu-concours jeu", "prize-game"),
    "document_request": Words("documentation", "document-request"),
    "web_form": Words("formulaire", "web-form"),
    "booking": Words("réservation", "booking"),
    "newsletter": Words("lettre-d'information newsletter", "newsletter"),
    "social_network": Words("réseau-social", "social-network"),
    "order_form": Words("bon-de-commande", "order-form"),
    "reception": Words("accueil", "reception"),
    "phone": Words("téléphone", "phone"),
    "review": Words("avis", "review"),
    "invoice": Words("facture", "invoice"),
    "survey": Words("enquête", "survey"),
    "loyalty_card": Words("carte-de-fidélité", "loyalty-card"),
    "referral": Words("parrainage", "referral"),
    "rented_file": Words("fichier-loué", "rented-file"),
}
WEEKDAY_WORDS = {
    "monday": Words("lundi lundis", "monday mondays"),
    "tuesday": Words("mardi mardis", "tuesday tuesdays"),
    "wednesday": Words("mercredi mercredis", "wednesday wednesdays"),
    "thursday": Words("jeudi jeudis", "thursday thursdays"),
    "friday": Words("vendredi vendredis", "friday fridays"),
    "saturday": Words("samedi samedis", "saturday saturdays"),
    "sunday": Words("dimanche dimanches", "sunday sundays"),
}
WEEKEND_WORDS = Words("week-end week-ends", "weekend weekends")
"""Of two days: one of them, where there may be several."""
VISIT_WORDS = {
    "counter": Words("comptoir", "counter"),
    "phone": Words("téléphone tél", "phone telephone"),
    "event": Words("événement évènement", "event"),
    "other": Words("autre", "other"),
}
ACTION_WORDS = {
    "call": Words("appel appels", "call calls"),
    "email": Words("mail email e-mail courriel", "email mail e-mail"),
    "letter": Words("courrier lettre", "letter"),
    "sms": Words("sms", "sms text"),
    "appointment": Words("rendez-vous rdv", "appointment meeting"),
    "offer": Words("offre", "offer"),
    "task": Words("tâche", "task"),
}
ACTION_STATE_WORDS = {
    "planned": Words("prévue prévu planifiée planifié", "planned"),
    "late": Words("en-retard retard", "late overdue"),
    "done": Words("faite fait", "done"),
    "cancelled": Words("annulée annulé abandonnée", "cancelled given-up"),
}
PRIORITY_WORDS = {
    "normal": Words("normale normal", "normal"),
    "high": Words("haute élevée", "high"),
    "urgent": Words("urgente urgent", "urgent"),
}
BEHAVIOUR_WORDS = {
    "form": Words("formulaire", "form"),
    "page": Words("page", "page"),
    "event": Words("événement évènement", "event"),
    "newsletter": Words("lettre-d'information newsletter", "newsletter"),
    "quote": Words("devis", "quote"),
    "booking": Words("réservation", "booking"),
    "other": Words("autre", "other"),
}
OPINION_WORDS = {
    "score": Words("note", "score"),
    "review": Words("avis", "review"),
    "complaint": Words("réclamation", "complaint"),
}
SITUATION_WORDS = {
    "deceased": Words("décédé décédée", "deceased"),
    "restricted": Words("restreint restreinte", "restricted"),
}
