"""The words by which French and English speakers name days: data for `domain.dates`. Folded: lower case, no accents."""

from __future__ import annotations

MONTHS: dict[str, int] = {
    word: month
    for month, words in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
WEEKDAYS: dict[str, int] = {
    word: weekday
    for weekday, words in enumerate(
        (
            "lundi lun monday mon",
            "mardi mar tuesday tue tues",
            "mercredi mer wednesday wed",
            "jeudi jeu thursday thu thur thurs",
            "vendredi ven friday fri",
            "samedi sam saturday sat week-end weekend",
            "dimanche dim sunday sun",
        )
    )
    for word in words.split()
}
# Days from today.
RELATIVE_DAYS: dict[str, int] = {
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "auj": 0,
    "ajd": 0,
    "maintenant": 0,
    "ce matin": 0,
    "ce soir": 0,
    "cet apres-midi": 0,
    "cet apres midi": 0,
    "cet aprem": 0,
    "cet apm": 0,
    "today": 0,
    "now": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "demain": 1,
    "dem": 1,
    "tomorrow": 1,
    "tmr": 1,
    "apres-demain": 2,
    "apres demain": 2,
    "day after tomorrow": 2,
    "hier": -1,
    "hier soir": -1,
    "hier matin": -1,
    "yesterday": -1,
    "last night": -1,
    "avant-hier": -2,
    "avant hier": -2,
    "day before yesterday": -2,
}
NUMBERS: dict[str, int] = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
UNITS: dict[str, str] = {
    word: unit
    for unit, words in (
        (DAY, "j jour jours d day days"),
        (WEEK, "s sem semaine semaines w wk week weeks"),
        (MONTH, "m mois month months"),
        (YEAR, "a an ans annee annees y yr year years"),
    )
    for word in words.split()
}
# Feasts that fall on the same date each year: month, day.
FEASTS: dict[str, tuple[int, int]] = {
    "jour de l'an": (1, 1),
    "nouvel an": (1, 1),
    "new year": (1, 1),
    "new year's day": (1, 1),
    "saint-valentin": (2, 14),
    "saint valentin": (2, 14),
    "valentine's day": (2, 14),
    "noel": (12, 25),
    "christmas": (12, 25),
    "saint-sylvestre": (12, 31),
    "saint sylvestre": (12, 31),
    "new year's eve": (12, 31),
}
# Parts of a day, as the hour that is meant when no hour is said.
HOURS: dict[str, str] = {
    "midi": "12:00",
    "noon": "12:00",
    "midday": "12:00",
    "minuit": "00:00",
    "midnight": "00:00",
    "matin": "09:00",
    "morning": "09:00",
    "apres-midi": "14:00",
    "apres midi": "14:00",
    "aprem": "14:00",
    "apm": "14:00",
    "afternoon": "14:00",
    "soir": "18:00",
    "evening": "18:00",
}
