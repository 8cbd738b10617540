"""The keys of the planner: letters, since nothing is typed here; digits, shifted or not, for the views."""

from __future__ import annotations

from fichier_tui.domain.permission import EXPORT
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

DAY = keys.Key(
    "planner.day", "1,ampersand", "view('day')", N_("Day"), "", N_("Late, today, soon; or what another day holds."), 40,
    synonyms=N_("agenda list"),
)  # fmt: skip
WEEK = keys.Key(
    "planner.week", "2,é", "view('week')", N_("Week"), "", N_("The seven days of a week."), 41,
    synonyms=N_("agenda calendar"),
)  # fmt: skip
MONTH = keys.Key(
    "planner.month", "3,quotation_mark", "view('month')", N_("Month"), "",
    N_("A month as a calendar, with the public holidays."), 42,
    synonyms=N_("agenda calendar"),
)  # fmt: skip
TODAY = keys.Key(
    "planner.today", "t", "today", N_("Back to today"), N_("Today"), N_("To the present day, in the same view."), 43,
    synonyms=N_("now present jump"),
)  # fmt: skip
PREVIOUS = keys.Key(
    "planner.previous", "comma,shift+left", "turn(-1)", N_("Before"), "",
    N_("The day, the week or the month before. Shift+← does the same."), 56,
    synonyms=N_("previous earlier back week month day period"),
)  # fmt: skip
NEXT = keys.Key(
    "planner.next", "semicolon,shift+right", "turn(1)", N_("After"), "",
    N_("The day, the week or the month after. Shift+→ does the same."), 57,
    synonyms=N_("next later forward week month day period"),
)  # fmt: skip
ADD = keys.Key(
    "planner.add", "n", "add", N_("Add something to do"), N_("Add"),
    N_("Something to do, for a contact or for nobody in particular, on the day shown."), 13,
    synonyms=N_("new create action task appointment call"),
)  # fmt: skip
COMPLETE = keys.Key(
    "planner.complete", "c,x", "complete", N_("Done, and the next"), N_("Done"),
    N_("Note the result and, in the same gesture, plan the next. Applies to every marked line."), 10,
    synonyms=N_("complete finish action result"),
)  # fmt: skip
POSTPONE = keys.Key(
    "planner.postpone", "p,r", "postpone", N_("Postpone"), "",
    N_("Put off to another day: +1, +7, monday, 15/12. Applies to every marked line."), 11,
    synonyms=N_("later put off delay action"),
)  # fmt: skip
POSTPONE_BY = keys.Key(
    "planner.postpone_by", "plus,equals_sign", "postpone_by", N_("Postpone by days"), "",
    N_("Type + and a number of days, then Enter: +1 is the day after."), 81,
    synonyms=N_("later put off delay action"), in_footer=False,
)  # fmt: skip
ASSIGN = keys.Key(
    "planner.assign", "a", "assign", N_("Person in charge"), N_("In charge"),
    N_("Give it to somebody of the team. Applies to every marked line."), 46,
    synonyms=N_("assign give colleague who"),
)  # fmt: skip
GIVE_UP = keys.Key(
    "planner.give_up", "delete", "give_up", N_("Give up"), "",
    N_("It will not be done: it is kept, struck off. Applies to every marked line."), 47,
    synonyms=N_("cancel delete remove action"),
)  # fmt: skip
REOPEN = keys.Key(
    "planner.reopen", "o", "reopen", N_("Open again"), N_("Again"),
    N_("What was done or given up is to be done after all."), 58,
    synonyms=N_("undo done restore action"),
)  # fmt: skip
WHOSE = keys.Key(
    "planner.whose", "f", "whose", N_("Whose"), "",
    N_("Everybody's actions, then yours, then those of each member of the team."), 44,
    synonyms=N_("filter mine me everybody person team colleague"),
)  # fmt: skip
CARD = keys.Key(
    "planner.card", "h", "card", N_("The contact's card"), N_("Card"),
    N_("Everything the shop knows of the contact of this line: what was said, bought, allowed."), 14,
    synonyms=N_("history card client open"), elsewhere=N_("This line concerns no contact."),
)  # fmt: skip
SHEET = keys.Key(
    "planner.sheet", "s", "sheet", N_("Sheet of the day, on paper"), N_("Sheet"),
    N_("One page for the wall or the desk: appointments, arrivals, what is to be done."), 59,
    synonyms=N_("print paper pdf page day"), permission=EXPORT,
)  # fmt: skip
CALENDAR = keys.Key(
    "planner.calendar", "i", "calendar", N_("Calendar file (.ics)"), N_("Calendar"),
    N_("To a calendar program and back: one appointment, what is shown, a file kept up to date, or one to take in."),
    60, synonyms=N_("ics icalendar export import subscribe telephone agenda outlook google"), permission=EXPORT,
)  # fmt: skip
GROUP = keys.Key(
    "planner.group", "g", "group", N_("By contact, by person in charge"), N_("Group"),
    N_("Group the day's list by contact, then by person in charge, then by day again."), 45,
    synonyms=N_("group sort client staff whose"),
    elsewhere=N_("The day's list alone is grouped: 1 shows it."),
)  # fmt: skip

TAKE_UP = keys.Key(
    "planner.take_up", "v", "take_up", N_("Make it an action"), N_("Take it up"),
    N_("What is proposed becomes something to do today, with its reason. F7 asks for the day first."), 7,
    synonyms=N_("proposal accept plan"), elsewhere=N_("This is for what is proposed, under the day's list."),
)  # fmt: skip
NOT_NOW = keys.Key(
    "planner.not_now", "d", "turn_down(False)", N_("Not this season"), N_("Not now"),
    N_("What is proposed is not shown again this season."), 8,
    synonyms=N_("proposal dismiss refuse hide"), elsewhere=TAKE_UP.elsewhere,
)  # fmt: skip
NEVER = keys.Key(
    "planner.never", "exclamation_mark", "turn_down(True)", N_("Never again"), N_("Never"),
    N_("What is proposed is never proposed again to this contact."), 9,
    synonyms=N_("proposal dismiss refuse hide"), elsewhere=TAKE_UP.elsewhere,
)  # fmt: skip
MORE = keys.Key(
    "planner.more", "e", "more", N_("More proposals"), N_("More"),
    N_("To what is proposed, under the day; there, the best few alone or all the best of each kind."), 12,
    synonyms=N_("proposals all"), elsewhere=N_("Proposals stand under the present day: T shows it."),
)  # fmt: skip
TO_PROPOSED = (N_("To what is proposed"), N_("Proposed"))
"""What MORE is called where the cursor is not on a proposal."""

ALL = (
    DAY, WEEK, MONTH, TODAY, PREVIOUS, NEXT,
    ADD, CARD, COMPLETE, POSTPONE, POSTPONE_BY, ASSIGN, GIVE_UP, REOPEN, WHOSE, GROUP, SHEET, CALENDAR,
    TAKE_UP, NOT_NOW, NEVER, MORE,
)  # fmt: skip
