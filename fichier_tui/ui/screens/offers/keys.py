"""The keys of the offers."""

from __future__ import annotations

from fichier_tui.domain import permission
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

NEW = keys.Key(
    "offers.new", "n,insert", "new", N_("New offer"), N_("New offer"),
    N_("What is offered, of which product, until when."), rank=5, synonyms=N_("create add promotion discount"),
    permission=permission.SEND,
)  # fmt: skip
END = keys.Key(
    "offers.end", "delete", "end", N_("End the offer today"), N_("End"),
    N_("Today is its last day; who heard of it is kept."), rank=30, synonyms=N_("stop close remove"),
    permission=permission.SEND,
)  # fmt: skip
TOLD = keys.Key(
    "offers.told", "t", "told", N_("Told just now"), N_("Tell"),
    N_("The contact under the cursor heard of it just now; of marked contacts, every one."), rank=5,
    synonyms=N_("inform informed heard offer promotion"),
)  # fmt: skip
CAMPAIGNS = keys.Key(
    "offers.campaigns", "c", "campaigns", N_("Campaigns"), N_("Campaigns"),
    N_("An offer made known to a segment, by a channel: who was sent it, who used it."), rank=14,
    synonyms=N_("mailing newsletter send segment"),
)  # fmt: skip
NEW_CAMPAIGN = keys.Key(
    "campaigns.new", "n,insert", "new", N_("New campaign"), N_("New campaign"),
    N_("Which offer, to which segment, by which channel."), rank=5, synonyms=N_("create add mailing"),
    permission=permission.SEND,
)  # fmt: skip
SEND = keys.Key(
    "campaigns.send", "s", "send", N_("Mark as sent"), N_("Sent"),
    N_("Notes that whoever accepts the channel was told; by telephone, plans the calls. It asks first, with counts."),
    rank=12, synonyms=N_("send mailing done told calls"), permission=permission.SEND,
)  # fmt: skip
BEST = keys.Key(
    "offers.best", "m", "best", N_("Best buyers first"), N_("Best"),
    N_("Those who spent most on the product before the others; again for the order of names."), rank=15,
    group=keys.LIST, synonyms=N_("sort order top arrival product"), permission=permission.TOTALS,
)  # fmt: skip
REACTION = keys.Key(
    "offers.reaction", "r", "reaction", N_("What followed"), N_("Followed"),
    N_("How many bought after they were told, beside comparable contacts not told."), rank=13,
    synonyms=N_("reaction effect result compare"), permission=permission.TOTALS,
)  # fmt: skip
NEVER = keys.Key(
    "offers.never", "n", "show('never')", N_("Who has not heard of it"), "", N_("Those who were never told."), rank=20,
    group=keys.LIST, synonyms=N_("never told unaware"), in_footer=False,
)  # fmt: skip
HEARD = keys.Key(
    "offers.heard", "h", "show('told')", N_("Who was told"), "", N_("Those who were told and have not bought since."),
    rank=21, group=keys.LIST, synonyms=N_("heard aware informed"), in_footer=False,
)  # fmt: skip
BOUGHT = keys.Key(
    "offers.bought", "b", "show('bought')", N_("Who bought since"), "", N_("Those who were told and bought since."),
    rank=22, group=keys.LIST, synonyms=N_("buyers used customers"), in_footer=False,
)  # fmt: skip
NEXT = keys.Key(
    "offers.next", "right", "turn(1)", N_("Next group"), N_("Next"), N_("The next of the groups above the list."),
    rank=14, group=keys.LIST,
)  # fmt: skip
PREVIOUS = keys.Key(
    "offers.previous", "left", "turn(-1)", N_("Previous group"), "", N_("The group before, above the list."), rank=85,
    group=keys.LIST, in_footer=False,
)  # fmt: skip
ARRIVAL = keys.Key(
    "offers.arrival", "a", "arrival", N_("Arrival of a product"), N_("Arrival"),
    N_("A product or a category arrives: its best buyers, and who may be told by what."), rank=15,
    synonyms=N_("product category buyers novelty stock new"), permission=permission.TOTALS,
)  # fmt: skip
ANOTHER = keys.Key(
    "arrival.another", "a", "another", N_("Another product"), N_("Product"),
    N_("Choose another product or category that arrives."), rank=20, synonyms=N_("product category change"),
)  # fmt: skip
PLAN_ALL = keys.Key(
    "arrival.plan", "v", "plan_all", N_("Plan to tell them"), N_("To tell"),
    N_("Something to do today for each marked contact, by a channel that it accepts; by none, at its next visit."),
    rank=4, synonyms=N_("call plan action marked"),
)  # fmt: skip
MEASURE = keys.Key(
    "arrival.measure", "m", "measure", N_("By amount, quantity, recency"), N_("By…"),
    N_("What the best are the best by."), rank=16, group=keys.LIST, synonyms=N_("sort order amount quantity lately"),
)  # fmt: skip
CHANNEL = keys.Key(
    "arrival.channel", "c", "channel", N_("Who may be told by what"), N_("Channel"),
    N_("Everybody, then only those who may be told by telephone, e-mail, text message, letter."), rank=15,
    group=keys.LIST, synonyms=N_("consent email sms phone post contactable filter"),
)  # fmt: skip
SEGMENT = keys.Key(
    "arrival.segment", "s", "segment", N_("Keep as a segment"), N_("Segment"),
    N_("A segment of those who bought it over this period, and accept the channel: it stays up to date."), rank=18,
    synonyms=N_("save segment buyers"),
)  # fmt: skip
PERIOD = keys.Key(
    "arrival.period", "right", "turn(1)", N_("Next period"), N_("Period"),
    N_("The next of the periods above the list."), rank=19, group=keys.LIST,
)  # fmt: skip
PERIOD_BEFORE = keys.Key(
    "arrival.period_before", "left", "turn(-1)", N_("Previous period"), "",
    N_("The period before, above the list."), rank=85, group=keys.LIST, in_footer=False,
)  # fmt: skip
GRID = keys.Key(
    "offers.grid", "w", "grid", N_("Who knows what"), N_("Table"),
    N_("The table of contacts and offers: never told, told, bought since."), rank=16,
    synonyms=N_("grid table matrix awareness told heard never coverage who knows"),
)  # fmt: skip
COLUMN = keys.Key(
    "grid.column", "right", "move(1)", N_("Next column"), N_("Column"), N_("The offer or the product beside."), rank=14,
    group=keys.LIST,
)  # fmt: skip
COLUMN_BEFORE = keys.Key(
    "grid.column_before", "left", "move(-1)", N_("Previous column"), "", N_("The offer or the product before."),
    rank=85, group=keys.LIST, in_footer=False,
)  # fmt: skip
EVERYBODY = keys.Key(
    "grid.everybody", "a", "show('all')", N_("Everybody"), "", N_("Everybody, whatever they know."), rank=19,
    group=keys.LIST, synonyms=N_("all contacts"), in_footer=False,
)  # fmt: skip
PRODUCTS = keys.Key(
    "grid.products", "p", "products", N_("Offers or products"), N_("Products"),
    N_("The columns are the offers, or the products sold most."), rank=17, group=keys.LIST,
    synonyms=N_("columns products offers"),
)  # fmt: skip
