"""The words about a consent: the state of a channel, the sentence to be said, the rule behind it, what was said."""

from __future__ import annotations

import datetime as dt

from textual.content import Content

from fichier_tui.domain.consent import consent_line, has_ended, last_day
from fichier_tui.domain.history import NOT_ASKED, ConsentLine
from fichier_tui.domain.notice import Informed
from fichier_tui.domain.text import clean_text
from fichier_tui.i18n import N_, _
from fichier_tui.storage import ConsentSheet, Sentence
from fichier_tui.ui import format as written
from fichier_tui.ui.code_words import CHANNELS, CONSENT_MEDIA, CONSENT_STATES, LANGUAGES, word
from fichier_tui.ui.contactability_words import verdict_words
from fichier_tui.ui.register_words import WAYS
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.card.facts import consent_mark

CHANNEL_WIDTH = 18
STATE_WIDTH = 12
# What must be there before a channel is used, in one breath, with its article (CONSENT R08, R11, R16).
RULES = {
    "email": N_("Rule: prior consent, taken back at any time (CPCE L. 34-5)"),
    "sms": N_("Rule: prior consent, taken back at any time (CPCE L. 34-5)"),
    "phone": N_("Rule: prior consent, one year at most (C. conso. L. 223-1)"),
    "post": N_("Rule: inform, and let one object at any time (GDPR 13 and 21)"),
}
LACKING = {
    "email": N_("no e-mail address in the file"),
    "sms": N_("no mobile number in the file"),
    "phone": N_("no telephone in the file"),
    "post": N_("no postal address in the file"),
}


def channel_line(sheet: ConsentSheet, channel: str, today: dt.date) -> Content:
    """ "● e-mail      accepted    since 12/08/2026"; what is too old to be used says so."""
    line = consent_line(sheet.lines, channel)
    state = NOT_ASKED if line is None else line.state
    # The mark without its colour: it also stands on the cursor's ground.
    return Content.assemble(
        f"{consent_mark(state)[0]} {word(CHANNELS, channel):<{CHANNEL_WIDTH}}",
        Content(f"{word(CONSENT_STATES, state):<{STATE_WIDTH}}").stylize("bold"),
        _since(line, today) if line is not None else _lacking(sheet, channel),
    )


def _since(line: ConsentLine, today: dt.date) -> str:
    last = last_day(line)
    if last is None:
        return _("since {day}").format(day=written.day(line.day))
    if has_ended(line, today):
        return "! " + _("ended on {day}: to be asked again").format(day=written.day(last))
    return _("until {day}").format(day=written.day(last))


def _lacking(sheet: ConsentSheet, channel: str) -> str:
    return "" if channel in sheet.reachable else _(LACKING[channel])


def sentence_block(sentence: Sentence) -> Content:
    """The sentence to be said, under a line that says which one it is."""
    which = ", ".join((word(LANGUAGES, sentence.language), version_words(sentence.version)))
    return Content.assemble(
        shown(_("To be said, word for word ({which}; L changes):").format(which=which), "$text-muted"),
        "\n",
        Content(quoted(sentence.text, sentence.language)).stylize("bold"),
    )


def version_words(version: int) -> str:
    """ "version 2"; the program's own sentence has none until somebody is asked by it."""
    return _("version {version}").format(version=version) if version else _("the program's sentence")


def quoted(text: str, language: str) -> str:
    """A sentence, cleaned, between its language's quotation marks and with its no-break spaces: for a `Content`."""
    text = clean_text(text)
    if language != "fr":
        return f"“{text}”"
    for mark in "?!:;":
        text = text.replace(f" {mark}", written.NO_BREAK_SPACE + mark)
    return f"«{written.NO_BREAK_SPACE}{text}{written.NO_BREAK_SPACE}»"


def rule_words(channel: str) -> str:
    """ "Rule: prior consent, one year at most (C. conso. L. 223-1)"."""
    return _(RULES[channel])


def verdict(sheet: ConsentSheet, channel: str) -> str:
    """ "May we sell by it? No: never said yes (R08: CPCE, art. L. 34-5)": the answer with its source in the law."""
    one = sheet.answer(channel)
    return _("May we propose something by it? {verdict}").format(verdict=verdict_words(one.answer, channel, one.until))


def answered_words(medium: str) -> str:
    """How the answer is being given, and by which key to say otherwise."""
    return _("Answer given {medium} (M changes)").format(medium=word(CONSENT_MEDIA, medium))


def informed_line(sheet: ConsentSheet) -> Content:
    """When it was last told what its data serves for, by which version; what is missing, and the key that notes it."""
    if sheet.informed:
        return shown(informed_words(sheet.informed[0]))
    if sheet.is_company:
        return Content("")
    return shown("! " + _("Not told yet what their data serves for: I notes that they were"), "$text-warning")


def informed_words(one: Informed) -> str:
    """ "informed on 12/08/2026 at the counter, notice version 2"."""
    words = _("informed on {day} {way}, notice version {number}")
    return words.format(day=written.day(one.day), way=word(WAYS, one.way), number=one.version)


def line_said(line: ConsentLine) -> Content:
    """ "12/08/2026  e-mail accepted, at the counter, Léa, sentence in version 2"."""
    words = f"{word(CHANNELS, line.channel)} {word(CONSENT_STATES, line.state)}"
    sentence = _("sentence in version {version}").format(version=line.wording_version) if line.wording_version else ""
    rest = ", ".join(part for part in (word(CONSENT_MEDIA, line.medium), line.staff, sentence, line.proof) if part)
    return Content.assemble(shown(written.day(line.day)), "  ", shown(words), ", ", shown(rest))
