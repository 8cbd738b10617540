"""The fields of a Word text found, and marked for filling: MERGEFIELD of both kinds, and {prénom} in the text.

Word cuts a text into runs where it likes (a spelling mark, a change of language): a field is looked for in the text of
a whole paragraph. Each becomes one run with a mark, in the letters and the size that it had; filling is then quick.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fichier_tui.domain.letter import read_template
from fichier_tui.domain.letter.fields import find_field, near_fields
from fichier_tui.domain.letter.template import Merge
from fichier_tui.domain.refusal import Refusal
from fichier_tui.domain.text import clean_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_OURS = "fichier-"  # without a namespace, of which a declaration would stay behind
MARK, DEFAULT, BEFORE, AFTER, CASE, WHOLE = _MARKS = tuple(
    _OURS + name for name in ("field", "else", "before", "after", "case", "whole")
)
_INSTRUCTION = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]+)"|([^\s"\\]+))(.*)', re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r'\\([*bfm#@])\s*(?:"([^"]*)"|(\S+))?', re.IGNORECASE)
_PIECES = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}")
_AFTER_NOTHING = (" ", ".", ",", ")", "\u00a0", "\u202f")
# Word's own composed fields, and what in our words they are; a greeting ends with what its format says, else a comma.
_COMPOSED = {"ADDRESSBLOCK": "address", "GREETINGLINE": "salutation"}
_GREETING_END = re.compile(r"<<_AFTER_ ?([^<>]*)>>")
# Fields that choose, ask or fetch: what they show was reckoned for somebody else, or comes from elsewhere.
_CHOOSES = frozenset(("IF", "NEXT", "NEXTIF", "SKIPIF", "COMPARE", "ASK", "FILLIN", "SET", "MACROBUTTON", "AUTOTEXT"))
_FETCHES = frozenset(("DATABASE", "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "RD"))
_CASES: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "firstcap": lambda text: text[:1].upper() + text[1:],
    "caps": lambda text: " ".join(word[:1].upper() + word[1:] for word in text.split(" ")),
}

RUNS_LIMIT = 5_000
"""Runs in one paragraph: Word makes some hundreds at most."""

Own = Mapping[str, str]
"""The labels of the shop's own fields by key."""


def tags(names: str) -> tuple[str, ...]:
    """Names of elements of WordprocessingML as lxml writes them."""
    return tuple(W + name for name in names.split())


def mark_fields(root: Any, own: Own | None = None) -> tuple[str, ...]:
    """Mark every field under an element (a body, a header, a text box) and return their codes, each once.

    Raises Refusal: letter.unknown_field, letter.model_rule, and those of `read_template`.
    """
    for simple in list(root.iter(W + "fldSimple")):
        _mark_simple(simple, own)
    paragraphs = list(root.iter(W + "p"))
    for paragraph in paragraphs:
        _mark_complex(paragraph, own)
    for paragraph in paragraphs:
        _mark_written(paragraph, own)
    for left in root.iter(W + "instrText"):
        # A field over several paragraphs: it would leave as it is, with the name of somebody else in it.
        if (left.text or "").strip().upper().startswith("MERGEFIELD"):
            raise Refusal("letter.model_rule", piece=clean_line(left.text, 60))
    return tuple(dict.fromkeys(element.get(MARK) for element in root.iter(W + "t") if element.get(MARK)))


def fill_marks(root: Any, values: Mapping[str, str]) -> None:
    """Put the values of one contact at the marks. A paragraph of nothing but empty fields goes."""
    emptied = []
    for mark in [element for element in root.iter(W + "t") if element.get(MARK) is not None]:
        value = _value(mark, values)
        if not value:
            emptied.append(_paragraph_of(mark))
            _eat_space(mark)
        for name in _MARKS:
            mark.attrib.pop(name, None)
        _write(mark, value)
    for paragraph in dict.fromkeys(emptied):
        _drop_if_empty(paragraph)


def _value(mark: Any, values: Mapping[str, str]) -> str:
    value = values.get(mark.get(MARK)) or mark.get(DEFAULT, "")
    if not value:
        return ""
    change = _CASES.get(mark.get(CASE, ""))
    return f"{mark.get(BEFORE, '')}{change(value) if change else value}{mark.get(AFTER, '')}"


def _write(text: Any, value: str) -> None:
    """A value in a w:t; its line breaks are those of Word."""
    first, *more = value.split("\n")
    text.text = first
    text.set(XML + "space", "preserve")
    place = text
    for line in more:
        for tag, words in (("br", None), ("t", line)):
            element = text.makeelement(W + tag, {})
            if words is not None:
                element.text = words
                element.set(XML + "space", "preserve")
            place.addnext(element)
            place = element


def _eat_space(mark: Any) -> None:
    """Take away the space before a field that is empty, where another space, a sign or the end follows."""
    texts = [text for text in texts_of(_paragraph_of(mark)) if text is mark or text.text or text.get(MARK) is not None]
    place = texts.index(mark)
    before = texts[place - 1] if place else None
    after = texts[place + 1] if place + 1 < len(texts) else None
    nothing_follows = after is None or (after.get(MARK) is None and after.text.startswith(_AFTER_NOTHING))
    if before is not None and nothing_follows and (before.text or "").endswith(" "):
        before.text = before.text[:-1]


def _paragraph_of(element: Any) -> Any:
    return next(above for above in element.iterancestors(W + "p"))


def _drop_if_empty(paragraph: Any) -> None:
    """Take out a paragraph that says nothing now, unless something needs it: a picture, a break, the end of a cell."""
    shows = next(paragraph.iter(*tags("drawing pict object br tab sectPr fldChar sym fldSimple")), None)
    if shows is not None or any(text.text for text in paragraph.iter(W + "t")):
        return
    above: Any = paragraph.getparent()
    before: Any = paragraph.getprevious()
    if above is None or len(list(above.iterchildren(W + "p"))) < 2:
        return
    if before is not None and before.tag == W + "tbl" and paragraph.getnext() is None:
        return  # a cell ends with a paragraph
    above.remove(paragraph)


# What Word calls fields.
def _mark_simple(simple: Any, own: Own | None) -> None:
    above = simple.getparent()
    mark = _mark_of(simple.get(W + "instr", ""), own)
    if mark is None or above is None:
        return
    runs = list(simple.iter(W + "r"))
    above.replace(simple, _run(simple, mark, runs[0] if runs else None))


def _mark_complex(paragraph: Any, own: Own | None) -> None:
    """Replace begin … instruction … separate … result … end by one run with a mark."""
    open_fields: list[list[Any]] = []
    for run in list(_runs(paragraph)):
        kinds = [char.get(W + "fldCharType") for char in run.iterchildren(W + "fldChar")]
        if "begin" in kinds:
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(run)
        if "end" in kinds and open_fields:
            runs = open_fields.pop()
            mark = _mark_of(_instruction(runs), own)
            if mark is None:
                if open_fields:
                    open_fields[-1] += runs
                continue
            shown = _run(paragraph, mark, _first_shown(runs))
            runs[0].addprevious(shown)
            for gone in runs:
                gone.getparent().remove(gone)
            if open_fields:
                open_fields[-1].append(shown)


def _instruction(runs: list[Any]) -> str:
    """What stands before the separator."""
    words: list[str] = []
    for run in runs:
        for child in run:
            if child.tag == W + "fldChar" and child.get(W + "fldCharType") == "separate":
                return "".join(words)
            if child.tag == W + "instrText":
                words.append(child.text or "")
    return "".join(words)


def _first_shown(runs: list[Any]) -> Any:
    """The run whose looks the result has: the first after the separator that shows a text, else the first of all."""
    shown = [run for run in runs if next(run.iterchildren(W + "t"), None) is not None]
    return shown[0] if shown else runs[0]


def _mark_of(instruction: str, own: Own | None) -> dict[str, str] | None:
    """The mark of a field of Word; None for one that is not ours to fill (a date, a page number)."""
    kind = instruction.strip().split(" ")[0].upper() if instruction.strip() else ""
    if kind in _COMPOSED:
        said = _GREETING_END.search(instruction)
        ends = "" if kind == "ADDRESSBLOCK" else "," if said is None else said[1]
        return {MARK: _COMPOSED[kind], WHOLE: "1", AFTER: ends}
    if kind in _CHOOSES | _FETCHES:
        raise Refusal("letter.model_rule", piece=kind)
    found = _INSTRUCTION.match(instruction)
    if found is None:
        return None
    name = (found[1] or found[2]).strip()
    code = find_field(name, own)
    if code is None:
        near = ", ".join(near_fields(name, own))
        piece, around = clean_line(name, 60), clean_line(instruction, 80)
        raise Refusal("letter.unknown_field", piece=piece, position=1, around=around, near=near, suggestions=near)
    mark = {MARK: code}
    for switch in _SWITCH.finditer(found[3]):
        written = switch[2] if switch[2] is not None else switch[3] or ""
        if switch[1] == "*" and written.lower() in _CASES:
            mark[CASE] = written.lower()
        elif switch[1] in "bB":
            mark[BEFORE] = written
        elif switch[1] in "fF":
            mark[AFTER] = written
    return mark


def _run(near: Any, mark: Mapping[str, str], like: Any = None) -> Any:
    """A run with a mark, that looks like another."""
    run = near.makeelement(W + "r", {})
    looks = None if like is None else like.find(W + "rPr")
    if looks is not None:
        run.append(copy.deepcopy(looks))
    text = near.makeelement(W + "t", dict(mark))
    run.append(text)
    return run


# What is written in the text itself.
def _mark_written(paragraph: Any, own: Own | None) -> None:
    texts = [text for text in texts_of(paragraph) if text.get(MARK) is None]
    if len(texts) > RUNS_LIMIT:
        raise Refusal("letter.model_crowded", name="", limit=RUNS_LIMIT)
    written = "".join(text.text or "" for text in texts)
    if "{" not in written and "}" not in written:
        return
    read_template(written, own)
    found = list(_PIECES.finditer(written))
    for piece in reversed(found):
        parts = read_template(piece[0], own).parts
        mark: dict[str, str] | None = None
        if isinstance(parts[0], Merge):
            mark = {MARK: parts[0].code}
            if parts[0].default is not None:
                mark[DEFAULT] = parts[0].default
        _replace(texts, piece.start(), piece.end(), mark, "" if mark else str(parts[0]))


def _replace(texts: list[Any], start: int, end: int, mark: Mapping[str, str] | None, words: str) -> None:
    """Put a mark, or words, in place of the characters from `start` to `end` of texts that follow each other."""
    place = 0
    first = True
    for text in texts:
        kept = text.text or ""
        low, high = max(start - place, 0), min(end - place, len(kept))
        place += len(kept)
        if low >= high:
            continue
        if first and mark is not None:
            _split(text, kept[:low], mark, kept[high:])
        else:
            text.text = kept[:low] + (words if first else "") + kept[high:]
            text.set(XML + "space", "preserve")
        first = False


def _split(text: Any, before: str, mark: Mapping[str, str], after: str) -> None:
    """Cut a run in three at one of its texts: what stands before, the mark, what stands after with the rest of it."""
    run = text.getparent()
    marked = _run(run, mark, run)
    rest = run.makeelement(W + "r", {})
    looks = run.find(W + "rPr")
    if looks is not None:
        rest.append(copy.deepcopy(looks))
    if after:
        remaining = run.makeelement(W + "t", {XML + "space": "preserve"})
        remaining.text = after
        rest.append(remaining)
    for following in list(text.itersiblings()):
        rest.append(following)
    text.text = before
    text.set(XML + "space", "preserve")
    run.addnext(marked)
    if len(rest) > (looks is not None):
        marked.addnext(rest)


def _runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph itself, not those of a text box that hangs in it."""
    for run in paragraph.iter(W + "r"):
        if _paragraph_of(run) is paragraph:
            yield run


def texts_of(paragraph: Any) -> Iterator[Any]:
    """The texts of a paragraph itself, those that are marked among them."""
    for run in _runs(paragraph):
        yield from run.iterchildren(W + "t")
