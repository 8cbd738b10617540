"""May we contact them, in words: how many are retained and why the others are not; of one contact, why or why not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from fichier_tui.domain.consent import CLOSED_STATES
from fichier_tui.domain.contactability import Answer, Retained
from fichier_tui.domain.law import PROGRAM
from fichier_tui.domain.postal_address import (
    INCOMPLETE,
    NO_NAME,
    NO_POSTCODE,
    NO_STREET,
    NO_TOWN,
    UNKNOWN_COUNTRY,
    WRONG_POSTCODE,
)
from fichier_tui.domain.sending import Chosen
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.storage.actions.calling import CallAnswer
from fichier_tui.storage.consents.contactability import ChannelAnswer
from fichier_tui.ui import format as written
from fichier_tui.ui.paper_words import paper_reason_words

PURPOSES = {
    "prospecting": N_("prospecting"),
    "service": N_("about their own purchase or appointment"),
    "stay": N_("asking whether to stay in the file"),
}
BY_CHANNEL = {
    "email": N_("by e-mail"),
    "sms": N_("by SMS"),
    "phone": N_("by telephone"),
    "post": N_("by post"),
}
SHORT_CHANNELS = {
    "email": N_("e-mail"),
    "sms": N_("SMS"),
    "phone": N_("telephone"),
    "post": N_("letters"),
}
TO_CHANNEL = {
    "email": N_("to e-mail"),
    "sms": N_("to SMS"),
    "phone": N_("to calls"),
    "post": N_("to letters"),
}
WITHOUT = {
    "email": N_("no e-mail address"),
    "sms": N_("no mobile number"),
    "phone": N_("no telephone number"),
    "post": N_("no postal address"),
}
WHY_YES = {
    "consent": N_("said yes"),
    "similar_products": N_("client, for similar products"),
    "business": N_("a business, not opposed"),
    "not_opposed": N_("not opposed"),
    "own_matter": N_("about its own purchase or appointment"),
    "may_stay": N_("to ask whether to stay"),
}
WHY_NO = {
    "opposed": N_("opposed"),
    "withdrawn": N_("consent withdrawn"),
    "refused": N_("said no"),
    "not_asked": N_("never said yes"),
    "ended": N_("the yes has ended"),
    "bloctel": N_("never said yes; Bloctel cannot be checked"),
    "bought_file": N_("bought file, no proof of consent"),
    "silent": N_("silent for three years"),
    "minor": N_("under fifteen"),
    "minor_not_asked": N_("under eighteen, no yes of its own"),
    "birth_unreadable": N_("unreadable date of birth"),
    "deceased": N_("deceased"),
    "restricted": N_("restricted on request"),
    "erasure_asked": N_("asked to be erased"),
    "put_aside": N_("put aside"),
    "consent_unreadable": N_("the answer cannot be read"),
    "no_dealings": N_("no purchase nor appointment"),
    "stay_not_due": N_("not due yet"),
    "stay_asked": N_("asked already"),
    "stay_too_late": N_("too late: to be erased"),
    "invalid": N_("address or number that cannot be used"),
    NO_NAME: N_("no name for an envelope"),
    NO_STREET: N_("postal address without a street"),
    NO_POSTCODE: N_("postal address without a postcode"),
    WRONG_POSTCODE: N_("postal address with a wrong postcode"),
    NO_TOWN: N_("postal address without a town"),
    UNKNOWN_COUNTRY: N_("postal address in an unknown country"),
}
NOT_NOW = {
    "rest_day": N_("a day of rest"),
    "holiday": N_("a public holiday"),
    "out_of_hours": N_("from 10 to 13 and from 14 to 20 h only"),
    "too_often": N_("called four times in thirty days"),
}
SOURCES = {
    "R01": N_("GDPR, article 6.1"),
    "R02": N_("CNIL guidelines on customer management (2021-131)"),
    "R03": N_("CNIL guidelines on customer management (2021-131)"),
    "R04": N_("CNIL guidelines on customer management (2021-131)"),
    "R05": N_("GDPR, article 5.1.e"),
    "R06": N_("French commercial code, L. 123-22"),
    "R07": N_("GDPR, article 21; CNIL decision 2016-264, article 5"),
    "R08": N_("French CPCE code, L. 34-5"),
    "R09": N_("French CPCE code, L. 34-5, fourth paragraph"),
    "R10": N_("GDPR, article 6.1.f; CNIL, 17 February 2005"),
    "R11": N_("French consumer code, L. 223-1 (11 August 2026); decree 2026-662"),
    "R12": N_("French consumer code, L. 223-2"),
    "R13": N_("French consumer code, D. 223-9"),
    "R14": N_("French consumer code, L. 223-1, fifth paragraph"),
    "R15": N_("GDPR, article 6.1.f; French consumer code, L. 223-1 by contrast"),
    "R16": N_("GDPR, articles 6.1.f and 21; CNIL on letters"),
    "R17": N_("GDPR, article 7.1"),
    "R18": N_("GDPR, article 7.3"),
    "R19": N_("GDPR, article 13"),
    "R20": N_("GDPR, article 14"),
    "R21": N_("GDPR, articles 17.1 and 21.2"),
    "R25": N_("GDPR, article 18"),
    "R26": N_("GDPR, articles 21.2 and 21.3"),
    "R27": N_("French data protection act, article 85"),
    "R28": N_("GDPR, article 8; French data protection act, article 45"),
    "R37": "Fichier",
    "R38": N_("GDPR, articles 7.1 and 14"),
}
OF_A_REASON = {"bloctel": N_("French consumer code, L. 223-1, before 11 August 2026 (Bloctel)")}
Counted = Callable[[int], str]
# How many are left out for a reason of `domain.contactability.REFUSED_BECAUSE`; {to} is the channel.
COUNTED: Mapping[str, Counted] = {
    "opposed": lambda n: ngettext(
        "{count} opposed",
        "{count} opposed",
        n,
    ),
    "withdrawn": lambda n: ngettext(
        "{count} who withdrew consent {to}",
        "{count} who withdrew consent {to}",
        n,
    ),
    "refused": lambda n: ngettext(
        "{count} who said no {to}",
        "{count} who said no {to}",
        n,
    ),
    "not_asked": lambda n: ngettext(
        "{count} without consent {to}",
        "{count} without consent {to}",
        n,
    ),
    "ended": lambda n: ngettext(
        "{count} whose consent {to} has ended",
        "{count} whose consent {to} has ended",
        n,
    ),
    "bloctel": lambda n: ngettext(
        "{count} without consent {to}, and Bloctel cannot be checked",
        "{count} without consent {to}, and Bloctel cannot be checked",
        n,
    ),
    "bought_file": lambda n: ngettext(
        "{count} from a bought file, without proof of consent",
        "{count} from a bought file, without proof of consent",
        n,
    ),
    "silent": lambda n: ngettext(
        "{count} silent for three years",
        "{count} silent for three years",
        n,
    ),
    "minor": lambda n: ngettext(
        "{count} under fifteen",
        "{count} under fifteen",
        n,
    ),
    "minor_not_asked": lambda n: ngettext(
        "{count} under eighteen without a yes of their own",
        "{count} under eighteen without a yes of their own",
        n,
    ),
    "birth_unreadable": lambda n: ngettext(
        "{count} with an unreadable date of birth",
        "{count} with an unreadable date of birth",
        n,
    ),
    "deceased": lambda n: ngettext(
        "{count} deceased",
        "{count} deceased",
        n,
    ),
    "restricted": lambda n: ngettext(
        "{count} restricted on request",
        "{count} restricted on request",
        n,
    ),
    "erasure_asked": lambda n: ngettext(
        "{count} who asked to be erased",
        "{count} who asked to be erased",
        n,
    ),
    "put_aside": lambda n: ngettext(
        "{count} put aside",
        "{count} put aside",
        n,
    ),
    "consent_unreadable": lambda n: ngettext(
        "{count} whose answer cannot be read",
        "{count} whose answer cannot be read",
        n,
    ),
    "no_dealings": lambda n: ngettext(
        "{count} without purchase or appointment",
        "{count} without purchase or appointment",
        n,
    ),
    "stay_not_due": lambda n: ngettext(
        "{count} heard of less than three years ago",
        "{count} heard of less than three years ago",
        n,
    ),
    "stay_asked": lambda n: ngettext(
        "{count} asked already",
        "{count} asked already",
        n,
    ),
    "stay_too_late": lambda n: ngettext(
        "{count} whose question comes too late",
        "{count} whose question comes too late",
        n,
    ),
    "unreachable": lambda n: ngettext(
        "{count} with {without}",
        "{count} with {without}",
        n,
    ),
    "invalid": lambda n: ngettext(
        "{count} with an address or number that cannot be used",
        "{count} with an address or number that cannot be used",
        n,
    ),
    **{lack: partial(paper_reason_words, lack) for lack in INCOMPLETE},
}


def retained_sentence(found: Retained, channel: str) -> str:
    """ "312 retained, 41 left out: 17 without consent to SMS, 9 opposed, 15 silent for three years"."""
    return with_reasons(retained_counts(found), _told(found, channel))


def retained_counts(found: Retained | Chosen) -> str:
    """ "312 retained, 41 left out", "312 retained, nobody left out"."""
    kept = ngettext("{count} retained", "{count} retained", len(found.retained))
    kept = kept.format(count=written.number(len(found.retained)))
    if not found.left_out:
        return _("{retained}, nobody left out").format(retained=kept)
    return _("{retained}, {left_out}").format(retained=kept, left_out=_left_out_count(found))


def left_out_sentence(found: Retained, channel: str) -> str:
    """ "41 left out: 17 without consent to SMS, 9 opposed, 15 silent for three years"."""
    return with_reasons(_left_out_count(found), _told(found, channel))


def with_reasons(counts: str, reasons: Iterable[str]) -> str:
    """The counts, and after them the reasons where there are any."""
    told = ", ".join(reasons)
    return _("{left_out}: {reasons}").format(left_out=counts, reasons=told) if told else counts


def _told(found: Retained, channel: str) -> Iterable[str]:
    return (counted(reason, count, channel) for reason, count, _rules in left_out_reasons(found))


def left_out_reasons(found: Retained | Chosen) -> list[tuple[str, int, list[str]]]:
    """Each reason, how many are left out for it, and the rules that it rests on; the most first."""
    counts: Counter[str] = Counter()
    rules: dict[str, list[str]] = {}
    for (reason, rule), count in found.by_reason().items():
        counts[reason] += count
        rules.setdefault(reason, []).append(rule)
    return [(reason, count, rules[reason]) for reason, count in counts.most_common()]


def _left_out_count(found: Retained | Chosen) -> str:
    words = ngettext("{count} left out", "{count} left out", len(found.left_out))
    return words.format(count=written.number(len(found.left_out)))


def counted(reason: str, count: int, channel: str) -> str:
    """ "17 without consent to SMS"; a reason that is none of the law is told by its code."""
    if reason not in COUNTED:
        return f"{written.number(count)} {reason}"
    return COUNTED[reason](count).format(
        count=written.number(count), to=_(TO_CHANNEL[channel]), without=_(WITHOUT[channel])
    )


def answer_words(answer: Answer, channel: str, until: dt.date | None = None, said_on: dt.date | None = None) -> str:
    """ "said yes, until 31/05/2029", "opposed on 12/08/2026", "silent for three years": why, without yes or no itself.

    `until` is the last day of a yes, `said_on` the day of what the contact said last.
    """
    if answer.reason == "unreachable":
        return _(WITHOUT[channel])
    words = _({**WHY_YES, **WHY_NO}[answer.reason])
    if until is not None:
        return _("{why}, until {day}").format(why=words, day=written.day(until))
    if said_on is not None and answer.reason in CLOSED_STATES:
        return _("{why} on {day}").format(why=words, day=written.day(said_on))
    return words


def when_words(answer: Answer) -> str:
    """Why one may not call, on a day or at an hour: "never said yes (R11)", "a public holiday (R13)"."""
    words = _(NOT_NOW[answer.reason]) if answer.reason in NOT_NOW else answer_words(answer, "phone")
    return words if answer.rule == PROGRAM else f"{words} ({answer.rule})"


def call_words(call: CallAnswer, today: dt.date) -> str:
    """ "not now: Sunday; from 23/11 10 h on", "yes, now", "never said yes": whether one may call to sell."""
    if not call.answer.allowed:
        return answer_words(call.answer, "phone")
    if call.again_at is None:
        return _("yes, now")
    when = f"{written.day_short(call.again_at.date(), today)} {written.clock(f'{call.again_at:%H:%M}')}"
    if call.again_at.date() == today:
        when = written.clock(f"{call.again_at:%H:%M}")
    return _("not now: {why}; from {when} on").format(why=_(NOT_NOW[call.now.reason]), when=when)


def ways_words(answers: Iterable[ChannelAnswer], channel: str, hours: str = "") -> str:
    """ "by post; not by telephone: never said yes": by which channels one may, and why not by the one that is meant.

    `hours` is said of that one where it is open: when one may call.
    """
    told = list(answers)
    ways = ", ".join(_(BY_CHANNEL[one.channel]) for one in told if one.answer.allowed) or _("at a visit only")
    meant = next((one for one in told if one.channel == channel), None)
    if meant is None:
        return ways
    if not meant.answer.allowed:
        return _("{ways}; not {by_channel}: {why}").format(
            ways=ways, by_channel=_(BY_CHANNEL[channel]), why=answer_words(meant.answer, channel)
        )
    return f"{hours} · {ways}" if hours else ways


def verdict_words(answer: Answer, channel: str, until: dt.date | None = None) -> str:
    """ "No: never said yes (R08: CPCE, art. L. 34-5)"."""
    verdict = _("Yes: {why} ({source})") if answer.allowed else _("No: {why} ({source})")
    return verdict.format(why=answer_words(answer, channel, until), source=source_words(answer))


def source_words(answer: Answer) -> str:
    """ "R11: C. conso., art. L. 223-1 (11 août 2026)": the rule and the text that it rests on."""
    if answer.rule == PROGRAM:
        return _("no rule: there is no way to reach the contact")
    return _("{rule}: {text}").format(rule=answer.rule, text=texts_of((answer.rule,), answer.reason))


def texts_of(rules: Iterable[str], reason: str = "") -> str:
    """The texts of law of several rules for a reason, each once."""
    return _("; ").join(dict.fromkeys(_(OF_A_REASON.get(reason) or SOURCES[rule]) for rule in rules))


def use_words(channel: str, purpose: str) -> str:
    """What contacts are chosen for: "by SMS, prospecting"."""
    return _("{by_channel}, {purpose}").format(by_channel=_(BY_CHANNEL[channel]), purpose=_(PURPOSES[purpose]))
