"""Letters out of the user's own Word model: all in one document, a section each, or one document each.

The model's styles, pictures, headers, tables and text boxes stay. What is numbered begins again in each letter, and so
do its pages. The model is read by `docx_package` (what is hostile in it is refused), its fields by `docx_fields`.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters.docx_address import mark_streets
from fichier_tui.exchange.letters.docx_copies import Furniture, Numbering
from fichier_tui.exchange.letters.docx_fields import DEFAULT, MARK, Own, W, fill_marks, mark_fields, tags

LETTERS_IN_ONE = 5_000
"""Word opens no more with pleasure."""
ELEMENTS_IN_ONE = 1_000_000
"""Elements of all letters together: memory holds them at once, about a kilobyte each."""
FIELDS_LIMIT = 1_000
"""In one model: more is no letter, but an attack on the time that filling takes."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# What may be there once in a document, and says nothing in a letter.
_ONCE = tags(
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference permStart permEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
)
# What comes after the numbering of pages, in the order of the schema.
_AFTER_PAGES = tags("cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings")
_FURNITURE, _NOTES = ("header", "footer"), ("footnotes", "endnotes")
_LAST_DRAWN = 1_000_000
_SAID = tags("t br tab")

Values = Mapping[str, str]


class Model:
    """A model that was read and whose fields are marked.

    Raises Refusal: letter.model_unreadable, letter.model_no_field, and those of `mark_fields`.
    """

    def __init__(self, content: bytes, name: str, own: Own | None = None) -> None:
        from docx import Document

        self.name = name
        try:
            self.document: Any = Document(io.BytesIO(content))
            self.body: Any = self.document.element.body
            self.furniture = dict(_furniture(self.document.part))
        except (KeyError, ValueError, AttributeError, TypeError, SyntaxError) as fault:
            raise Refusal("letter.model_unreadable", name=name) from fault
        if self.body is None or self.body.find(W + "sectPr") is None:
            raise Refusal("letter.model_unreadable", name=name)
        marked = list(mark_fields(self.body, own))
        mark_streets(self.body)
        self.marked_furniture = {}
        for number, part in self.furniture.items():
            codes = mark_fields(part.element, own)
            if codes:
                mark_streets(part.element)
                self.marked_furniture[number] = part
                marked += codes
        _refuse_notes(self.document.part, own)
        self.fields = tuple(dict.fromkeys(marked))
        """The codes of its fields, each once."""
        parts = (self.body, *(part.element for part in self.marked_furniture.values()))
        marks = [mark for part in parts for mark in part.iter(W + "t") if mark.get(MARK) is not None]
        self.needed = tuple(dict.fromkeys(mark.get(MARK) for mark in marks if not mark.get(DEFAULT)))
        """Those of them that say nothing else where nothing is known."""
        if not self.fields:
            raise Refusal("letter.model_no_field", name=name)
        if sum(element.get(MARK) is not None for element in self.body.iter(W + "t")) > FIELDS_LIMIT:
            raise Refusal("letter.model_crowded", name=name, limit=FIELDS_LIMIT)
        self.at_most = min(LETTERS_IN_ONE, ELEMENTS_IN_ONE // sum(1 for _element in self.body.iter()) or 1)
        """How many letters one document can hold."""

    def saved(self) -> bytes:
        """The document as it stands."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def one_document(model: Model, letters: Iterable[Values]) -> bytes:
    """Every letter in one document, each in a section of its own. The model is used up.

    Raises Refusal: letter.too_many, letter.nobody.
    """
    pattern = [copy.deepcopy(element) for element in model.body if element.tag != W + "sectPr"]
    last_section = copy.deepcopy(model.body.find(W + "sectPr"))
    one_section = not any(next(element.iter(W + "sectPr"), None) is not None for element in pattern)
    for element in list(model.body):
        model.body.remove(element)
    furniture = Furniture(model.document.part, model.furniture, model.marked_furniture, one_section)
    numbering = Numbering(model.document.part)
    count, previous = 0, last_section
    for count, values in enumerate(letters, start=1):
        if count > model.at_most:
            raise Refusal("letter.too_many", limit=model.at_most)
        letter = [copy.deepcopy(element) for element in pattern]
        section = copy.deepcopy(last_section)
        if count > 1:
            _close(model.body, previous)
            _make_own(letter, count)
            numbering.begin_again(letter)
        holder = model.body.makeelement(W + "body", {})
        for element in (*letter, section):
            holder.append(element)
        fill_marks(holder, values)
        furniture.give(holder, values, first=count == 1)
        _number_pages(holder)
        previous = holder.find(W + "sectPr")
        for element in list(holder):
            if element is not previous:
                model.body.append(element)
    if not count:
        raise Refusal("letter.nobody")
    model.body.append(previous)
    return model.saved()


def letter_text(model: Model, values: Values) -> str:
    """The words of one letter, a paragraph a line, boxes and tables where they stand. The model is used up."""
    fill_marks(model.body, values)
    lines = []
    for paragraph in model.body.iter(W + "p"):
        # Word keeps each box twice, once for programs that know none of it.
        if not any(above.tag.endswith("}Fallback") for above in paragraph.iterancestors()):
            lines.append("".join(_said(element) for element in paragraph.iter(*_SAID) if _is_in(element, paragraph)))
    return "\n".join(lines).strip("\n")


def _said(element: Any) -> str:
    return element.text or "" if element.tag == W + "t" else "\n" if element.tag == W + "br" else "\t"


def _is_in(element: Any, paragraph: Any) -> bool:
    """Whether it stands in the paragraph itself, and not in a box that hangs on it."""
    return next(element.iterancestors(W + "p")) is paragraph


def many_documents(model: Model, letters: Iterable[Values]) -> Iterator[bytes]:
    """One document for each letter. The model is used up."""
    roots = (model.body, *(part.element for part in model.marked_furniture.values()))
    patterns = [[copy.deepcopy(element) for element in root] for root in roots]
    for values in letters:
        for root, pattern in zip(roots, patterns, strict=True):
            for element in list(root):
                root.remove(element)
            root.extend(copy.deepcopy(element) for element in pattern)
            fill_marks(root, values)
        yield model.saved()


def _furniture(part: Any) -> Iterator[tuple[str, Any]]:
    """The headers and the footers by the identity of their relationship."""
    for number, relation in part.rels.items():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _FURNITURE:
            yield number, relation.target_part


def _refuse_notes(part: Any, own: Own | None) -> None:
    """Refuse a field in a note: notes stand apart from the letters, it would leave unfilled."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.is_external or relation.reltype.rsplit("/", 1)[-1] not in _NOTES:
            continue
        if mark_fields(parse_xml(relation.target_part.blob), own):
            raise Refusal("letter.model_note")


def _close(body: Any, section: Any) -> None:
    """End a section in the body: its last paragraph holds what the section is, as it cannot stand between two."""
    last = next(body.iterchildren(reversed=True), None)
    if last is None or last.tag != W + "p" or last.find(f"{W}pPr/{W}sectPr") is not None:
        last = body.makeelement(W + "p", {})
        body.append(last)
    looks = last.find(W + "pPr")
    if looks is None:
        looks = body.makeelement(W + "pPr", {})
        last.insert(0, looks)
    change = looks.find(W + "pPrChange")
    if change is not None:
        change.addprevious(section)
    else:
        looks.append(section)


def _make_own(letter: list[Any], count: int) -> None:
    """Take out of a copy what may be in a document once, and number its drawings apart."""
    for element in letter:
        for once in list(element.iter(*_ONCE)):
            above = once.getparent()
            if above is not None:
                above.remove(once)
        for number in list(element.iter(W + "sdtPr")):
            for identity in number.findall(W + "id"):
                number.remove(identity)
        for place, drawn in enumerate(element.iter(_DRAWN)):
            drawn.set("id", str((count * 1_000 + place) % _LAST_DRAWN + _LAST_DRAWN))
        for any_element in element.iter():
            for name in ("paraId", "textId"):
                any_element.attrib.pop(_W14 + name, None)


def _number_pages(letter: Any) -> None:
    """Each letter begins on a new page, which is its page 1."""
    first = next(letter.iter(W + "sectPr"))
    kind = first.find(W + "type")
    if kind is not None and kind.get(W + "val") in ("continuous", "nextColumn"):
        kind.set(W + "val", "nextPage")
    pages = first.find(W + "pgNumType")
    if pages is None:
        pages = first.makeelement(W + "pgNumType", {})
        following = next((element for element in first if element.tag in _AFTER_PAGES), None)
        if following is None:
            first.append(pages)
        else:
            following.addprevious(pages)
    if pages.get(W + "start") is None:
        pages.set(W + "start", "1")
