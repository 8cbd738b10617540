"""What the guests came for and bought: four years of seasons, habits and fidelity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fichier_tui.storage.demonstration.book import Book, Guest
from fichier_tui.storage.demonstration.catalogue import ARTICLES, Article
from fichier_tui.storage.demonstration.content import Regular
from fichier_tui.storage.demonstration.days import SLOTS
from fichier_tui.storage.demonstration.phrases import VISIT_NOTES
from fichier_tui.storage.demonstration.rows import LoyaltyEntryRow, PurchaseRow, VisitRow

_YEAR = 365
# A price rose by so much per cent a year, and is a multiple of so many cents.
_RISE, _STEP_CENTS = 3, 50
_SEMINAR = len(ARTICLES) - 1
# What sells all the year round, as often as it stands here.
_ALL_YEAR = tuple(
    i
    for i, article in enumerate(ARTICLES[:_SEMINAR])
    if not article.season and not article.by_night
    for _ in range(article.often)
)
_NIGHTS = tuple(i for i, article in enumerate(ARTICLES) if article.by_night)
_IN_SEASON = {
    season: tuple(i for i, article in enumerate(ARTICLES) if article.season == season)
    for season in ("winter", "spring", "summer", "autumn")
}
_SEASON_SHARES = (("winter", 0.46), ("summer", 0.8), ("spring", 0.92), ("autumn", 1.0))
_CHANNELS = ("counter",) * 14 + ("phone",) * 4 + ("event", "other")
_POINTS_PER_CENTS = 1_000  # one point for ten euros
_REWARD_POINTS = 80
_SLEEPING_SINCE = 560
# Habits of regulars lie in the heart of a season, so that a week more or less does not leave it: (month, day) to
# (month, day). The first one goes over the end of the year.
_HEARTS = (((12, 24), (1, 4)), ((1, 12), (2, 20)), ((4, 18), (5, 24)), ((7, 6), (8, 24)), ((10, 5), (11, 10)))
_HEART_SEASONS = ("winter", "winter", "spring", "summer", "autumn")


def _yearly(article: Article, cents: int) -> tuple[int, ...]:
    """The price or cost of each year, the present one first; a gift voucher is always worth what stands on it."""
    if article.is_voucher:
        return (cents,) * 6
    return (cents, *(cents * (100 - _RISE * years) // 100 // _STEP_CENTS * _STEP_CENTS for years in range(1, 6)))


_PRICES = tuple(_yearly(article, article.price_cents) for article in ARTICLES)
_COSTS = tuple(_yearly(article, article.cost_cents) for article in ARTICLES)


@dataclass(slots=True)
class Counter:
    """Logs what one guest does, as the staff would."""

    book: Book
    guest: Guest
    balance: int = 0

    def outing(self, day: int, articles: tuple[int, ...], visited: float = 0.62) -> None:
        """The guest comes on a day and buys articles; the visit itself is logged with that probability."""
        book, chance = self.book, self.book.events
        slot, staff = chance.below(SLOTS), book.staff()
        visit = self.visit(day, slot, staff) if chance.draw() < visited else None
        for article in articles:
            self.purchase(day, slot, staff, article, visit)

    def visit(self, day: int, slot: int, staff: int) -> int:
        """Log a visit; its number."""
        book, chance, days = self.book, self.book.events, self.book.days
        number = book.numbers.visit()
        draw = chance.draw()
        book.rows.visits.append(
            VisitRow(
                number,
                book.public_ids.next(),
                self.guest.number,
                days.iso[day],
                days.times[slot],
                _CHANNELS[int(draw * 20)],
                1 + int(draw * 97) % 5 if draw < 0.6 else None,
                chance.pick(VISIT_NOTES) if chance.draw() < 0.3 else "",
                staff,
                days.instant(day, slot),
            )
        )
        self.guest.last_event = max(self.guest.last_event, day)
        return number

    def purchase(self, day: int, slot: int, staff: int, article: int, visit: int | None) -> None:
        """Log a purchase of an article, at the price of its year."""
        book, chance, days = self.book, self.book.events, self.book.days
        number, sold = book.numbers.purchase(), ARTICLES[article]
        years = (days.today - day) // _YEAR
        nights, quantity, reference = None, 1, ""
        if sold.by_night:
            nights = 2 + chance.below(6)
            reference = f"R{days.iso[day][2:4]}-{number:05d}"
        elif sold.most > 1:
            quantity = (
                1 + int(chance.draw() * chance.draw() * sold.most) if article != _SEMINAR else 8 + chance.below(23)
            )
        count = nights or quantity
        amount = _PRICES[article][years] * count
        draw = chance.draw()
        reduced = draw < 0.08 and not sold.is_voucher
        if reduced:
            amount -= amount // 10
        book.rows.purchases.append(
            PurchaseRow(
                number,
                book.public_ids.next(),
                self.guest.number,
                article + 1,
                days.iso[day],
                quantity,
                amount,
                _COSTS[article][years] * count,
                nights,
                1 + int(draw * 211) % 5 if draw < 0.7 else None,
                "Tarif réduit" if reduced else "",
                reference,
                staff,
                visit,
                days.instant(day, slot),
            )
        )
        self.guest.last_event = max(self.guest.last_event, day)
        if self.guest.card_number:
            self.reward(day, staff, amount // _POINTS_PER_CENTS, number)

    def reward(self, day: int, staff: int, points: int, purchase: int) -> None:
        """Write the points of a purchase, and use them when there are enough."""
        if points <= 0:
            return
        self.entry(day, staff, points, "earned", purchase)
        if self.balance >= _REWARD_POINTS and self.book.events.draw() < 0.4:
            self.entry(day, staff, -_REWARD_POINTS, "used", None)

    def entry(self, day: int, staff: int, points: int, reason: str, purchase: int | None) -> None:
        """A line of the ledger."""
        book = self.book
        self.balance += points
        note = "Entrée spa offerte" if reason == "used" else ""
        book.rows.loyalty.append(
            LoyaltyEntryRow(
                book.numbers.loyalty(),
                book.public_ids.next(),
                self.guest.number,
                points,
                reason,
                purchase,
                book.days.iso[day],
                staff,
                note,
            )
        )

    def day_of_season(self, season: str) -> int:
        """A day of such a season; the guest is known from that day at the latest."""
        first, last = self.book.events.pick(self.book.days.seasons[season])
        day = self.book.events.between(first, last)
        self.guest.since = min(self.guest.since, day)
        return day

    def season(self) -> str:
        """A season: winter and summer mostly."""
        draw = self.book.events.draw()
        return next(season for season, share in _SEASON_SHARES if draw < share)


def once(counter: Counter) -> None:
    """Came once or twice, for something of the season."""
    chance = counter.book.events
    for _ in range(1 + (chance.draw() < 0.4)):
        season = counter.season()
        articles = [chance.pick(_IN_SEASON[season])]
        if chance.draw() < 0.55:
            articles.append(chance.pick(_ALL_YEAR))
        counter.outing(counter.day_of_season(season), tuple(articles))


def stays(counter: Counter) -> None:
    """Comes for whole weeks: lodging, and what one does there."""
    chance = counter.book.events
    season = counter.season()
    for _ in range(1 + chance.below(3)):
        articles = [chance.pick(_NIGHTS), chance.pick(_IN_SEASON[season])]
        for _ in range(chance.below(3)):
            articles.append(chance.pick(_IN_SEASON[season]))
        counter.outing(counter.day_of_season(season), tuple(articles), 0.8)


def regular(counter: Counter) -> None:
    """The same product at about the same days, three or four years running: what the planner ought to foresee."""
    book, chance = counter.book, counter.book.events
    days = book.days
    heart = chance.below(len(_HEARTS))
    (month, start), (end_month, end) = _HEARTS[heart]
    first = days.day.replace(month=month, day=start)
    last = days.day.replace(year=days.day.year + (end_month < month), month=end_month, day=end)
    day = days.today + (first - days.day).days + chance.below((last - first).days + 1)
    while day > days.today - 7:
        day -= _YEAR
    while day + _YEAR <= days.today - 7:
        day += _YEAR
    article = chance.pick(_IN_SEASON[_HEART_SEASONS[heart]])
    years = 3 + (chance.draw() < 0.5 and day - 3 * _YEAR - 8 > counter.guest.since)
    for year in reversed(range(years)):
        counter.outing(day - year * _YEAR + chance.between(-6, 6), (article,))
    book.rows.planted.regulars.append(Regular(counter.guest.number, article + 1, years))


def local(counter: Counter) -> None:
    """Lives near by and comes every few weeks."""
    chance, days = counter.book.events, counter.book.days
    day, pause = counter.guest.since + chance.below(30), 26 + chance.below(64)
    favourite = chance.pick(_ALL_YEAR)
    while day < days.today:
        draw = chance.draw()
        in_season = _IN_SEASON[days.season_of(day)]
        article = favourite if draw < 0.5 else chance.pick(in_season if draw < 0.8 else _ALL_YEAR)
        counter.outing(day, (article,), 0.5)
        day += pause // 2 + chance.below(pause)


def sleeper(counter: Counter) -> None:
    """A good client who came often, and whom nobody has seen for long."""
    chance, days = counter.book.events, counter.book.days
    day, end = counter.guest.since, days.today - _SLEEPING_SINCE - chance.below(120)
    while day < end:
        articles = (chance.pick(_NIGHTS), chance.pick(_ALL_YEAR)) if chance.draw() < 0.3 else (chance.pick(_ALL_YEAR),)
        counter.outing(day, articles, 0.7)
        day += 28 + chance.below(70)
    counter.book.rows.planted.sleepers.append(counter.guest.number)


def company(counter: Counter) -> None:
    """Groups and seminars, two or three times in four years."""
    chance, days, guest = counter.book.events, counter.book.days, counter.guest
    for _ in range(chance.below(4)):
        day = chance.between(guest.since, days.today - 1)
        counter.outing(day, (_SEMINAR,) if chance.draw() < 0.6 else (_SEMINAR, chance.pick(_NIGHTS)), 0.4)


def informed(counter: Counter) -> None:
    """Comes only to ask."""
    chance, days = counter.book.events, counter.book.days
    guest = counter.guest
    often = 0.5 if guest.habit in ("none", "once", "stays") else 0.2
    if guest.habit == "sleeper":
        return
    while chance.draw() < often:
        counter.visit(chance.between(guest.since, days.today - 1), chance.below(SLOTS), counter.book.staff())


HABITS: dict[str, Callable[[Counter], None]] = {
    "once": once,
    "stays": stays,
    "regular": regular,
    "local": local,
    "sleeper": sleeper,
    "company": company,
}


def trade(book: Book, guest: Guest) -> None:
    """All that one guest did at the counter."""
    counter = Counter(book, guest)
    if guest.habit in HABITS:
        HABITS[guest.habit](counter)
    informed(counter)
