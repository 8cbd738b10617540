"""The question before a sending leaves, and what is said once it has."""

from __future__ import annotations

from collections import Counter

from textual.content import Content

from fichier_tui.domain.sending import FAILED, LEFT_OUT, QUEUED, SENDING, SENT, Chosen, Sending
from fichier_tui.i18n import _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.app import FichierApp
from fichier_tui.ui.contactability_words import retained_counts
from fichier_tui.ui.dialogs.export import short_path
from fichier_tui.ui.dialogs.question import Question, confirmation
from fichier_tui.ui.safe import shown
from fichier_tui.ui.screens.sending.draft import SendingDraft
from fichier_tui.ui.screens.sending.look_step import Left, Prepared
from fichier_tui.ui.screens.sending.way_step import PURPOSE_WORDS
from fichier_tui.ui.screens.sending.ways import EML, SMTP
from fichier_tui.ui.sending_words import left_out_lines, reason_words
from fichier_tui.ui.widgets.status_line import DONE, NOTE
from fichier_tui.ui.words import sentence


def question_of(draft: SendingDraft, prepared: Prepared) -> tuple[Content, Content, str]:
    """The title, the body and the yes of the last question: to how many, and how many are left out."""
    count = len(prepared.chosen.retained)
    if draft.way is SMTP:
        words = ngettext("Send {count} message now?", "Send {count} messages now?", count)
        yes = _("Yes, send")
    else:
        words = ngettext("Write this file for {count} contact?", "Write this file for {count} contacts?", count)
        if draft.way is EML:
            words = ngettext("Write {count} message to files?", "Write {count} messages to files?", count)
        yes = _("Yes, write")
    lines = [Content(words.format(count=format.number(count)))]
    lines.append(Content(_("Purpose: {purpose}").format(purpose=_(PURPOSE_WORDS[draft.details.purpose][0]))))
    if draft.way is not SMTP:
        lines.append(shown(short_path(draft.path)))
    lines += [shown(warning, "$text-warning") for warning in prepared.warnings[: prepared.lately]]
    lines += [shown(words, "$text-warning") for words in holes_words(prepared)]
    if prepared.chosen.left_out:
        lines += [
            shown(retained_counts(prepared.chosen)),
            *left_out_lines(prepared.chosen, draft.way.channel, sources=False),
        ]
    if draft.way is SMTP:
        after = _("It is noted on each card. A message that was sent cannot be taken back.")
    else:
        after = _("It is noted on each card; Ctrl+Z takes the note back.")
    lines += [Content(""), Content(after).stylize("$text-muted")]
    return shown(draft.details.name), Content("\n").join(lines), yes


def resuming_question(sending: Sending) -> Question:
    """The same before an interrupted one goes on: how many wait, and how many nobody knows of."""
    count = sending.count(QUEUED)
    words = ngettext("Send {count} message now?", "Send {count} messages now?", count)
    lines = [Content(words.format(count=format.number(count)))]
    if uncertain := sending.count(SENDING):
        lines.append(Content("! " + _counted(SENDING, uncertain)).stylize("$text-warning"))
    after = _("It is noted on each card. A message that was sent cannot be taken back.")
    lines += [Content(""), Content(after).stylize("$text-muted")]
    return confirmation(shown(sending.details.name), Content("\n").join(lines), _("Yes, send"), by_enter=True)


def lately_words(channel: str, count: int, name: str) -> tuple[str]:
    """How many of them were written to by the same channel in the last seven days, and what it was called."""
    words = {
        "post": ngettext(
            "! {count} of them had a letter in the last seven days: {name}",
            "! {count} of them had a letter in the last seven days: {name}",
            count,
        ),
        "sms": ngettext(
            "! {count} of them had an SMS in the last seven days: {name}",
            "! {count} of them had an SMS in the last seven days: {name}",
            count,
        ),
        "email": ngettext(
            "! {count} of them had an e-mail in the last seven days: {name}",
            "! {count} of them had an e-mail in the last seven days: {name}",
            count,
        ),
    }[channel]
    return (words.format(count=format.number(count), name=name),)


def fewer_words(before: Chosen, after: Chosen, channel: str) -> tuple[str, ...]:
    """Who was retained when the way was chosen and is not any more now that it is made, and why; else nothing."""
    retained = {contact for contact, _address in before.retained}
    reasons = Counter(one.reason for one in after.left_out if one.contact in retained)
    count = reasons.total()
    if not count:
        return ()
    words = ngettext("! {count} more is left out: {reasons}", "! {count} more are left out: {reasons}", count)
    told = ", ".join(reason_words(reason, number, channel) for reason, number in reasons.most_common())
    return (words.format(count=format.number(count), reasons=told),)


def holes_words(prepared: Prepared) -> tuple[str, ...]:
    """How many would get a text with an empty field in it; nothing where nobody."""
    total = len(prepared.chosen.retained)
    count = sum(contact in prepared.with_holes for contact, _address in prepared.chosen.retained)
    if not count:
        return ()
    words = ngettext("! {count} of {total} has an empty field", "! {count} of {total} have an empty field", count)
    return (words.format(count=format.number(count), total=format.number(total)),)


def tell_left(app: FichierApp, left: Left) -> None:
    """Say in the status line what was done: how many, how many failed, where it was written, why it stopped."""
    sending = left.sending
    sent = sending.count(SENT)
    if left.path is None:
        words = ngettext("{count} message sent", "{count} messages sent", sent)
    else:
        words = ngettext("Written for {count} contact", "Written for {count} contacts", sent)
    parts = [Content(words.format(count=format.number(sent)))]
    for state in (FAILED, SENDING, QUEUED, LEFT_OUT):
        if count := sending.count(state):
            parts.append(Content(_counted(state, count)))
    if left.path is not None:
        parts.append(shown(left.path.name))
    if left.stopped is not None:
        parts.append(shown(sentence(left.stopped)))
    said = Content(" · ").join(parts)
    if left.path is not None:
        said = Content.assemble(said, " — ", _("Ctrl+Z undoes the notes, not the file"))
    app.tell(said, NOTE if left.stopped else DONE)


def _counted(state: str, count: int) -> str:
    words = {
        FAILED: ngettext("{count} failed", "{count} failed", count),
        SENDING: ngettext("{count} uncertain", "{count} uncertain", count),
        QUEUED: ngettext("{count} still to send", "{count} still to send", count),
        LEFT_OUT: ngettext("{count} left out", "{count} left out", count),
    }[state]
    return words.format(count=format.number(count))
