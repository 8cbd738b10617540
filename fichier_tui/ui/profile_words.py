"""A profile in words: who the contacts are, and what is typical of them, with the shares that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from fichier_tui.domain.profile import (
    AGE,
    AGE_BANDS,
    CATEGORY,
    CLASS,
    DEPARTMENT,
    INTEREST,
    OF_CLIENTS,
    PRODUCT,
    SEASON,
    SEX,
    SOURCE,
    TAG,
    TOWN,
    Group,
    Profile,
    Trait,
    Typical,
)
from fichier_tui.i18n import N_, _, ngettext
from fichier_tui.ui import format
from fichier_tui.ui.code_words import CHANNELS, SEXES, SOURCES, word
from fichier_tui.ui.rfm_words import CLASS_NAMES
from fichier_tui.ui.safe import shown

AXIS_NAMES: dict[str, str] = {
    SEX: N_("Sex"),
    AGE: N_("Age"),
    CLASS: N_("Class"),
    DEPARTMENT: N_("Department"),
    TOWN: N_("Town"),
    SOURCE: N_("Source"),
    CATEGORY: N_("Category"),
    PRODUCT: N_("Product"),
    SEASON: N_("Season"),
    TAG: N_("Tag"),
    INTEREST: N_("Interest"),
}
SEASONS: dict[str, str] = {
    "spring": N_("Spring"),
    "summer": N_("Summer"),
    "autumn": N_("Autumn"),
    "winter": N_("Winter"),
}
# What a profile tells by its most frequent values, in this order, and how many of each.
_TOLD = {SEX: 2, AGE: 3, DEPARTMENT: 4, TOWN: 4, SOURCE: 4, CATEGORY: 4, PRODUCT: 4, SEASON: 4, CLASS: 3}
MORE_TOLD, RARER_TOLD = 12, 5
"""How many findings are told at most, of what is more frequent here and of what is rarer."""
Figure = tuple[str, str]
"""A figure in words of its own, and shorter, to stand beside another."""
LABEL = 15
"""Cells of the names at the left."""
BAR = 20


def value_words(axis: str, value: str) -> str:
    """A value of an axis in words; the shop's own are as they are."""
    if axis == AGE:
        place = AGE_BANDS.index(int(value))
        if place == len(AGE_BANDS) - 1:
            return _("{age} and over").format(age=value)
        if place == 0:
            return _("under {age}").format(age=AGE_BANDS[1])
        return _("{first} to {last} years old").format(first=value, last=AGE_BANDS[place + 1] - 1)
    tables = {SEX: SEXES, SOURCE: SOURCES, SEASON: SEASONS, CLASS: CLASS_NAMES}
    return word(tables[axis], value) if axis in tables else value


def facts_lines(
    group: Group, whole: Group | None, reach: dict[str, int] | None, width: int, *, roomy: bool = False
) -> list[Content]:
    """Who the contacts are: one line a fact, or two where it is `roomy`; the whole file beside it once it is known."""
    lines = [_line(_("Contacts"), _counts(group, whole))]
    told = (
        (_("Median age"), _age, bool(group.ages)),
        (_("Basket"), _basket, bool(group.clients)),
        (_("Purchases"), _purchases, bool(group.clients)),
        (_("Visits"), _visits, bool(group.visits)),
        (_("Last bought"), _recency, bool(group.clients)),
    )
    lines += [
        _beside(label, said(group), None if whole is None else said(whole)) for label, said, known in told if known
    ]
    for axis, limit in _TOLD.items():
        if most := group.most(axis, limit):
            shares = ((value_words(axis, value), *_share(group, whole, (axis, value))) for value, _count in most)
            lines += _figures(_(AXIS_NAMES[axis]), shares, width, 2 if roomy else 1)
    if reach is not None:
        counts = ((word(CHANNELS, channel), format.number(count), "") for channel, count in reach.items())
        lines += _figures(_("May be told"), counts, width, len(reach))
    return lines


def typical_lines(profile: Profile, *, bars: bool) -> list[Content]:
    """What is typical, the greatest differences first; with bars where there is room for them."""
    if not profile.group.contacts:
        return [Content(_("Nobody is in this segment: there is nothing to compare.")).stylize("$text-muted")]
    if not profile.typical:
        return [Content(_("Nothing that chance alone could not explain.")).stylize("$text-muted")]
    lines: list[Content] = []
    more = [one for one in profile.typical if one.lift > 1]
    rarer = [one for one in profile.typical if one.lift < 1]
    told = [*more[:MORE_TOLD], *rarer[:RARER_TOLD]]
    for one in told:
        label = _(AXIS_NAMES[one.axis])
        if bars:
            lines.append(typical_sentence(one))
            lines.append(_line(label, _bar(one.share, "$accent")))
            lines += [_line("", _bar(one.whole_share, "$text-muted")), Content("")]
        else:
            lines.append(_line(label, typical_sentence(one)))
    if left := len(profile.typical) - len(told):
        words = ngettext("and {count} lesser difference", "and {count} lesser differences", left)
        lines.append(Content(words.format(count=format.number(left))).stylize("$text-muted"))
    return lines


def typical_sentence(one: Typical) -> Content:
    """ "Spa: 41 % here, 12 % in the whole file (×3.4)"."""
    said = _("{what}: {here} here, {whole} in the whole file (×{lift})").format(
        what=value_words(one.axis, one.value),
        here=format.percent(one.share, _decimals(one.share)),
        whole=format.percent(one.whole_share, _decimals(one.whole_share)),
        lift=format.number(one.lift, 1),
    )
    return shown(said, "" if one.lift > 1 else "$text-muted")


def legend(profile: Profile) -> list[Content]:
    """What the shares are of, and what it takes to be told."""
    words = []
    if profile.asked and profile.group.contacts:
        names = ", ".join(_(AXIS_NAMES[axis]).lower() for axis in profile.asked)
        words.append(_("Not compared, since the segment asks for it: {names}.").format(names=names))
    if any(one.axis in OF_CLIENTS for one in profile.typical):
        words.append(_("Classes, products, categories and seasons: shares of those who bought."))
    words.append(_("In parentheses: in the whole file."))
    words.append(_("Only what ten contacts have at least, and chance would not explain once in twenty."))
    return [Content(" ".join(words)).stylize("$text-muted")]


def _decimals(share: float) -> int:
    return 1 if share < 0.1 else 0


def _share(group: Group, whole: Group | None, trait: Trait) -> tuple[str, str]:
    """A share, and in parentheses that of the whole file once it is known."""
    beside = "" if whole is None else f" ({format.percent(whole.share(trait))})"
    return format.percent(group.share(trait)), beside


def _figures(label: str, figures: Iterable[tuple[str, str, str]], width: int, lines: int) -> list[Content]:
    """Words with their figures and what stands beside them, as many as there is room for:
    "Nice: 12 % (8 %) · Cannes: 4 % (5 %)"."""
    found = [Content("")]
    for words, figure, beside in figures:
        one = Content.assemble(shown(_("{what}:").format(what=words)), " ", (figure, "bold"), (beside, "$text-muted"))
        longer = Content.assemble(found[-1], " · ", one) if found[-1] else one
        if longer.cell_length <= width - LABEL or not found[-1]:
            found[-1] = longer
        elif len(found) < lines:
            found.append(one)
        else:
            break
    return [_line("" if place else label, said) for place, said in enumerate(found)]


def _line(label: str, said: Content) -> Content:
    return Content.assemble((label.ljust(LABEL), "$text-muted"), said)


def _beside(label: str, figure: Figure, whole: Figure | None) -> Content:
    parts = Content(figure[0]).stylize("bold")
    if whole is not None and whole[1] != figure[1]:
        words = _("whole file {figure}").format(figure=whole[1])
        parts = Content.assemble(parts, (f"  ({words})", "$text-muted"))
    return _line(label, parts)


def _counts(group: Group, whole: Group | None) -> Content:
    said = [(format.number(group.contacts), "bold")]
    if whole is not None and whole.contacts:
        part = format.percent(group.contacts / whole.contacts, 1)
        said.append((_(", {percent} of the file").format(percent=part), ""))
    if group.clients:
        words = ngettext("{count} client", "{count} clients", group.clients)
        said.append((" · " + words.format(count=format.number(group.clients)), ""))
    if group.companies:
        words = ngettext("{count} company", "{count} companies", group.companies)
        said.append((" · " + words.format(count=format.number(group.companies)), ""))
    return Content.assemble(*said)


def _age(group: Group) -> Figure:
    median = group.median_age
    if median is None:
        return "–", "–"
    words = ngettext("{count} year", "{count} years", int(median)).format(count=format.number(int(median)))
    known = sum(group.ages.values()) / group.contacts
    said = words if known >= 1 else _("{age}, known of {share}").format(age=words, share=format.percent(known))
    return said, words


def _basket(group: Group) -> Figure:
    cents = group.mean_basket_cents
    words = "–" if cents is None else format.money(cents, whole=True)
    return words, words


def _purchases(group: Group) -> Figure:
    mean = format.number(group.purchases / group.clients, 1) if group.clients else "–"
    return _("{mean} per client").format(mean=mean), mean


def _visits(group: Group) -> Figure:
    mean = format.number(group.visits / group.contacts, 1) if group.contacts else "–"
    return _("{mean} per contact").format(mean=mean), mean


def _recency(group: Group) -> Figure:
    median = group.median_recency_days
    if median is None:
        return "–", "–"
    words = ngettext("{count} day", "{count} days", int(median)).format(count=format.number(int(median)))
    return _("median {duration}").format(duration=words), words


def _bar(share: float, style: str) -> Content:
    full = round(share * BAR)
    return Content("━" * full if full else "╸").stylize(style)
