"""The keys of the list of contacts, besides those of every screen."""

from __future__ import annotations

from fichier_tui.domain.permission import TOTALS
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

TOP = keys.Key(
    "contacts.top",
    "ctrl+t",
    "top_clients",
    N_("Top clients"),
    N_("Top"),
    N_("The best clients over a period, with their share of the whole."),
    32,
    keys.LIST,
    synonyms=N_("best revenue turnover ranking pareto"),
    permission=TOTALS,
)
CONSENTS = keys.Key(
    "contacts.consents",
    "ctrl+k",
    "consents",
    N_("Consents"),
    "",
    N_("What this contact accepts: the sentence to say, then yes or no; or a withdrawal."),
    33,
    keys.CONTACT,
    synonyms=N_("permission opt in out rgpd gdpr stop unsubscribe"),
    elsewhere=N_("Choose a contact first: F3 shows the list."),
)
SORT = keys.Key(
    "contacts.sort",
    "ctrl+r",
    "sort",
    N_("Sort"),
    "",
    N_("In which order the list is shown; the same choice again turns it round."),
    36,
    keys.LIST,
    synonyms=N_("order arrange"),
)
FILTER = keys.Key(
    "contacts.filter",
    "ctrl+f",
    "filter",
    N_("Filter"),
    "",
    N_("Clients, prospects, complaints, to do, or one of your segments."),
    34,
    keys.LIST,
    synonyms=N_("segment restrict only show"),
)
COLUMNS = keys.Key(
    "contacts.columns",
    "ctrl+l",
    "columns",
    N_("Columns"),
    "",
    N_("Which columns the list shows."),
    72,
    keys.LIST,
    synonyms=N_("fields show hide"),
    in_footer=False,
)
MERGE = keys.Key(
    "contacts.merge",
    "ctrl+u",
    "merge",
    N_("Two cards, one person"),
    N_("Make one"),
    N_("The two marked cards, or this one and one that looks like it, become one with both histories."),
    74,
    keys.LIST,
    synonyms=N_("merge duplicate join unite twice"),
    in_footer=False,
    first=True,
)
NEXT_FILTER = keys.Key(
    "contacts.next_filter",
    "right",
    "turn_filter(1)",
    N_("Next filter"),
    "",
    N_("The next of the filters above the list."),
    82,
    keys.LIST,
    in_footer=False,
)
PREVIOUS_FILTER = keys.Key(
    "contacts.previous_filter",
    "left",
    "turn_filter(-1)",
    N_("Previous filter"),
    "",
    N_("The filter before, above the list."),
    83,
    keys.LIST,
    in_footer=False,
)
