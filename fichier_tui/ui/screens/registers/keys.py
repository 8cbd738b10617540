"""The keys of the registers."""

from __future__ import annotations

from fichier_tui.i18n import N_
from fichier_tui.ui import keys

HOLD = keys.Key(
    "retention.hold", "h", "hold", N_("Keep this card, with the reason"), N_("Keep"),
    N_("A lawsuit, an unpaid invoice: the card stays, and says why. Pressed again, it may go."), rank=20,
    synonyms=N_("exclude litigation keep reason"),
)  # fmt: skip
CARRY_OUT = keys.Key(
    "retention.carry_out", "c", "carry_out", N_("Do what is due"), N_("Carry out"),
    N_("Archives, erases and removes what is due, once you have seen how much and agreed."), rank=14,
    synonyms=N_("erase delete purge archive confirm"),
)  # fmt: skip
TIMES = keys.Key(
    "retention.times", "t", "times", N_("How long each kind of data is kept"), N_("Durations"),
    N_("Each time with its source in the law; a shorter one may be chosen."), rank=30,
    synonyms=N_("duration months years rule"),
)  # fmt: skip
ASK_STAY = keys.Key(
    "retention.ask", "l", "ask_stay", N_("Ask whether to stay"), N_("Stay?"),
    N_("Writes to those whose time comes within thirty days: one question, once."), rank=25,
    synonyms=N_("letter question stay retention"),
)  # fmt: skip
NEW_BREACH = keys.Key(
    "breach.new", "n,insert", "new", N_("Note a breach"), N_("New"),
    N_("Something was lost, stolen, sent to the wrong person: note it at once, complete it later."), rank=12,
    synonyms=N_("incident leak theft loss"),
)  # fmt: skip
LAPTOP = keys.Key(
    "breach.laptop", "o", "laptop", N_("A stolen or lost computer"), N_("Computer"),
    N_("Four questions say whether the CNIL and the people are to be told."), rank=24,
    synonyms=N_("stolen lost laptop guide help"),
)  # fmt: skip
TELL_CNIL = keys.Key(
    "breach.told", "c", "told", N_("The CNIL was told"), N_("CNIL told"),
    N_("Notes that it was told just now: all of it, or what is known so far."), rank=16,
    synonyms=N_("notify notification authority"),
)  # fmt: skip
CLOSE_BREACH = keys.Key(
    "breach.close", "f", "end", N_("Close this line"), N_("Close"),
    N_("Nothing is left to be told or done; the line stays in the register."), rank=30,
    synonyms=N_("finish end done"),
)  # fmt: skip
TAKE_AWAY = keys.Key(
    "fields.take_away", "r", "take_away", N_("Take away, or bring back"), N_("Away"),
    N_("An own field is retired, one of the program's leaves the form; what cards hold stays."), rank=16,
    synonyms=N_("hide remove retire restore show"),
)  # fmt: skip
REVIEWED = keys.Key(
    "notes.reviewed", "v", "reviewed", N_("Gone through today"), N_("Done"),
    N_("Notes that you went through them all; in a year they are told of again."), rank=16,
    synonyms=N_("reviewed checked yearly"),
)  # fmt: skip
