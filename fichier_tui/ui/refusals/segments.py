"""Segments."""

from __future__ import annotations

from fichier_tui.i18n import N_

REFUSALS: dict[str, str] = {
    "segment.exists": N_("There is already a segment called {name}. Choose another name."),
    "segment.in_use": N_("The segment {name} is used by the segment {user}. Change that one first."),
    "segment.loop": N_("The segment {name} refers to itself. Take that reference away."),
    "segment.missing_condition": N_("Something is missing at character {position}: a condition is expected there."),
    "segment.missing_value": N_("A value is missing at character {position}. For instance: {suggestions}"),
    "segment.nameless": N_("A segment needs a name. Type one."),
    "segment.not_a_day": N_(
        "“{text}” (character {position}) is neither a date nor a length of time. For instance: 31/12/2025, 2025, 18m"
    ),
    "segment.not_a_number": N_("“{text}” (character {position}) is not a number. For instance: {suggestions}"),
    "segment.not_closed": N_("What opens with {text} (character {position}) is not closed. Close it."),
    "segment.not_of_event": N_(
        "“{text}” (character {position}) cannot be asked between these parentheses. What can: {suggestions}"
    ),
    "segment.not_ordered": N_("{text} (character {position}) does not apply here. Use a colon instead."),
    "segment.too_deep": N_("There are too many parentheses within one another. Save a part as a segment of its own."),
    "segment.too_long": N_("This segment is too long. Save a part as a segment of its own."),
    "segment.unexpected": N_("“{text}” (character {position}) was not expected there. Take it away."),
    "segment.unknown": N_("There is no segment called {name}. Choose one of the list."),
    "segment.unknown_field": N_(
        "There is nothing called “{text}” to ask about (character {position}). Close words: {suggestions}"
    ),
    "segment.unknown_value": N_(
        "“{text}” (character {position}) is not one of the possible values. What can be typed: {suggestions}"
    ),
    "segment.unknown_word": N_("“{text}” (character {position}) is not understood. Close words: {suggestions}"),
}
