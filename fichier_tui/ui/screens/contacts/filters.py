"""The quick filters of the list: code, words, and one word for a narrow screen."""

from fichier_tui.i18n import N_

FILTERS: dict[str, tuple[str, str]] = {
    "all": (N_("All"), N_("All")),
    "clients": (N_("Clients"), N_("Clients")),
    "prospects": (N_("Prospects"), N_("Prospects")),
    "inactive": (N_("Inactive clients"), N_("Inactive")),
    "complaints": (N_("Open complaint"), N_("Complaint")),
    "to_do": (N_("To do today"), N_("To do")),
}
