"""The keys of a sending, besides those of every screen."""

from __future__ import annotations

from fichier_tui.domain import permission
from fichier_tui.i18n import N_
from fichier_tui.ui import keys

CHOOSE = keys.Key(
    "sending.choose",
    "enter",
    "choose",
    N_("Choose this way"),
    N_("Choose"),
    N_("On to what is written. Nothing leaves before you have seen it."),
    2,
    keys.LIST,
)
NEXT = keys.Key(
    "sending.next",
    "ctrl+s",
    "next",
    N_("Go on"),
    "",
    N_("On to the next step: the text, what each gets, the sending."),
    3,
)
FIELD = keys.Key(
    "sending.field",
    "ctrl+f",
    "field",
    N_("Insert a field"),
    N_("Field"),
    N_("The name, the town, the last visit…: what differs from one contact to the next."),
    4,
    first=True,
)
MAKE_MODEL = keys.Key(
    "sending.model",
    "ctrl+t",
    "model",
    N_("Make a Word model"),
    N_("Model"),
    N_("A letter with its fields and the address where the window is, among your documents: change it in Word."),
    4,
    synonyms=N_("model template letter docx word merge"),
    permission=permission.SEND,
    first=True,
)
PURPOSE_RIGHT = keys.Key(
    "sending.purpose",
    "right",
    "purpose(1)",
    N_("Another purpose"),
    N_("Purpose"),
    N_("News and offers need a consent; a word about somebody's own booking does not."),
    20,
    keys.LIST,
)
PURPOSE_LEFT = keys.Key(
    "sending.purpose_back",
    "left",
    "purpose(-1)",
    N_("The purpose before"),
    "",
    N_("The purpose before this one."),
    86,
    keys.LIST,
    in_footer=False,
)
SEND = keys.Key(
    "sending.send",
    "enter",
    "send",
    N_("Send"),
    "",
    N_("After one question that says to how many. A message that was sent cannot be taken back."),
    2,
    keys.LIST,
)
RIGHT = keys.Key(
    "sending.right",
    "right",
    "turn(1)",
    N_("Next contact"),
    N_("Next"),
    N_("What the next contact gets."),
    20,
    keys.LIST,
)
LEFT = keys.Key(
    "sending.left",
    "left",
    "turn(-1)",
    N_("Previous contact"),
    "",
    N_("What the contact before gets."),
    86,
    keys.LIST,
    in_footer=False,
)
HOLE = keys.Key(
    "sending.hole",
    "v",
    "turn_to_hole",
    N_("Next empty field"),
    N_("Empty"),
    N_("To the next contact of whom nothing is known for one of the fields."),
    22,
    keys.LIST,
)
REGISTER = keys.Key(
    "sending.register",
    "e",
    "register",
    N_("What was sent"),
    N_("Sendings"),
    N_("Every sending: to how many, what failed; one that was interrupted goes on from there."),
    30,
    permission=permission.SEND,
)
RESUME = keys.Key(
    "sendings.resume",
    "r",
    "resume",
    N_("Go on sending"),
    N_("Go on"),
    N_("Send to those who still wait; nobody gets it twice."),
    10,
    permission=permission.SEND,
)
RETRY = keys.Key(
    "sendings.retry",
    "t",
    "retry",
    N_("Try the failed ones again"),
    N_("Retry"),
    N_("Those that the server refused for a while wait again; addresses that are none do not."),
    12,
    permission=permission.SEND,
)
ANSWER = keys.Key(
    "sendings.answer",
    "u",
    "answer",
    N_("Did it arrive?"),
    N_("Arrived?"),
    N_("For what was on its way when the program ended: arrived, or to be sent again."),
    10,
    permission=permission.SEND,
)
BOUNCED = keys.Key(
    "sendings.bounced",
    "b",
    "bounced",
    N_("It came back"),
    N_("Came back"),
    N_("Nothing is sent to this address any more until it is corrected."),
    12,
    permission=permission.SEND,
)
WRITE = keys.Key(
    "sending.open",
    "w",
    "write_to",
    N_("Write to them…"),
    N_("Write"),
    N_("By e-mail, SMS or letter, to those who may lawfully be written to."),
    12,
    synonyms=N_("send mail letter label newsletter sms merge e-mail mailing"),
    permission=permission.SEND,
)
