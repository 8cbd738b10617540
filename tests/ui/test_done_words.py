"""The sentence of an operation whose person was erased since: nothing dangles, nothing is called "Done"."""

from __future__ import annotations

from fichier_tui import i18n
from fichier_tui.ui.done import operation_words


def test_of_an_erased_person_no_comma_dangles_and_an_undo_is_still_an_undo() -> None:
    i18n.use_language("en")
    assert operation_words("request.noted", {}, is_erased=True) == "Request noted: erased person"
    assert operation_words("request.noted", {"name": "Bazin", "kind": "access"}) == "Request noted: Bazin, access"
    assert operation_words("undo", {}, is_erased=True) == "Taken back — erased person"
    assert operation_words("redo", {}) == "Done again"
    of_file = {"name": "salon.csv", "created": 240, "unclear": 3}
    assert operation_words("contacts.imported", of_file) == "Import done: 240 contacts · salon.csv · ! 3 not understood"
    i18n.use_language("fr")
    assert operation_words("undo", {}, is_erased=True) == "Annulé — personne effacée"
