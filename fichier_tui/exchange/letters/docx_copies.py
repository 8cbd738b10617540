"""What letters in one document share or have apart: headers and footers, the numbers of lists."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from fichier_tui.exchange.letters.docx_fields import W, fill_marks, tags

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Furniture:
    """Headers and footers: shared by all letters where they say the same, one a letter where they hold a field.

    `every` and `marked` by the identity of their relationship in `part`; `one_section` whether a letter is one.
    """

    def __init__(self, part: Any, every: Mapping[str, Any], marked: Mapping[str, Any], one_section: bool) -> None:
        self.part, self.marked = part, marked
        self.count = 0
        if one_section:
            for one in every.values():
                _count_pages_of_section(one.element)
        self.patterns = {number: copy.deepcopy(one.element) for number, one in marked.items()}

    def give(self, letter: Any, values: Mapping[str, str], *, first: bool) -> None:
        """Fill the headers and footers of a letter."""
        if not self.marked:
            return
        if first:
            for part in self.marked.values():
                fill_marks(part.element, values)
            return
        made: dict[str, str] = {}
        references = [
            reference
            for section in letter.iter(W + "sectPr")
            for reference in section.iterchildren(W + "headerReference", W + "footerReference")
        ]
        for reference in references:
            number = reference.get(_R_ID)
            if number in self.marked:
                if number not in made:
                    made[number] = self._another(number, values)
                reference.set(_R_ID, made[number])

    def _another(self, number: str, values: Mapping[str, str]) -> str:
        from docx.opc.packuri import PackURI

        self.count += 1
        like = self.marked[number]
        element = copy.deepcopy(self.patterns[number])
        fill_marks(element, values)
        name = PackURI(f"/word/letter_{self.count}.xml")
        part = type(like)(name, like.content_type, element, like.package)
        for identity, relation in like.rels.items():
            target = relation.target_ref if relation.is_external else relation.target_part
            part.rels.add_relationship(relation.reltype, target, identity, relation.is_external)
        reltype = self.part.rels[number].reltype
        identity = f"rIdLetter{self.count}"
        self.part.rels.add_relationship(reltype, part, identity)
        return identity


def _count_pages_of_section(root: Any) -> None:
    """ "Page 1 of 2" counts the pages of the letter, not those of all letters."""
    for words in root.iter(W + "instrText"):
        if (words.text or "").strip().upper().startswith("NUMPAGES"):
            words.text = words.text.upper().replace("NUMPAGES", "SECTIONPAGES")
    for simple in root.iter(W + "fldSimple"):
        if simple.get(W + "instr", "").strip().upper().startswith("NUMPAGES"):
            simple.set(W + "instr", " SECTIONPAGES ")


class Numbering:
    """Numbered lists begin at 1 again in each letter: a list of its own for each, like the model's."""

    def __init__(self, part: Any) -> None:
        relation = next((one for one in part.rels.values() if one.reltype.endswith("/numbering")), None)
        self.root: Any = None if relation is None or relation.is_external else relation.target_part.element
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str, str]] = {}
        self.next = 1
        if self.root is None:
            return
        bullets = {
            abstract.get(W + "abstractNumId")
            for abstract in self.root.iterchildren(W + "abstractNum")
            if (kind := abstract.find(f"{W}lvl/{W}numFmt")) is not None and kind.get(W + "val") == "bullet"
        }
        for number in self.root.iterchildren(W + "num"):
            identity, abstract = number.get(W + "numId"), number.find(W + "abstractNumId")
            self.next = max(self.next, int(identity) + 1)
            if abstract is not None and abstract.get(W + "val") not in bullets:
                self.abstract[identity] = abstract.get(W + "val")
        self.styles = _numbered_styles(part, self.abstract)

    def begin_again(self, letter: list[Any]) -> None:
        """Give the numbered lists of a copy numbers of their own, those that a style numbers too."""
        if not self.abstract:
            return
        made: dict[str, str] = {}
        for element in letter:
            for paragraph in element.iter(W + "p"):
                self._number_by_style(paragraph)
            for reference in element.iter(W + "numId"):
                identity = reference.get(W + "val")
                if identity in self.abstract:
                    if identity not in made:
                        made[identity] = self._another(self.abstract[identity])
                    reference.set(W + "val", made[identity])

    def _number_by_style(self, paragraph: Any) -> None:
        """Write at a paragraph the list that its style gives it."""
        looks = paragraph.find(W + "pPr")
        style = None if looks is None else looks.find(W + "pStyle")
        if style is None or looks.find(W + "numPr") is not None or style.get(W + "val") not in self.styles:
            return
        identity, level = self.styles[style.get(W + "val")]
        numbered = looks.makeelement(W + "numPr", {})
        for tag, value in (("ilvl", level), ("numId", identity)):
            numbered.append(numbered.makeelement(W + tag, {W + "val": value}))
        following = next((one for one in looks if one.tag not in _BEFORE_NUMBER), None)
        if following is None:
            looks.append(numbered)
        else:
            following.addprevious(numbered)

    def _another(self, abstract: str) -> str:
        identity = str(self.next)
        self.next += 1
        number = self.root.makeelement(W + "num", {W + "numId": identity})
        number.append(number.makeelement(W + "abstractNumId", {W + "val": abstract}))
        for level in range(9):
            override = number.makeelement(W + "lvlOverride", {W + "ilvl": str(level)})
            override.append(override.makeelement(W + "startOverride", {W + "val": "1"}))
            number.append(override)
        last = list(self.root.iterchildren(W + "num"))[-1]
        last.addnext(number)
        return identity


_BEFORE_NUMBER = tags("pStyle keepNext keepLines pageBreakBefore framePr widowControl")


def _numbered_styles(part: Any, numbered: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The styles of paragraphs that make a numbered list: its number, and the level."""
    relation = next((one for one in part.rels.values() if one.reltype.endswith("/styles")), None)
    if relation is None or relation.is_external:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for style in relation.target_part.element.iterchildren(W + "style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if number is not None and number.get(W + "val") in numbered:
            found[style.get(W + "styleId")] = (number.get(W + "val"), "0" if level is None else level.get(W + "val"))
    return found
