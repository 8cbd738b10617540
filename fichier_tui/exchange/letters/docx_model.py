"""The letter that the program makes for whoever has none: a French business letter, ready to be changed in Word.

Where things stand: NF Z 11-001 (presentation of letters), and `window` for the address.
"""

from __future__ import annotations

import io
from typing import Any

from fichier_tui.domain.letter.fields import MERGE_FIELDS
from fichier_tui.exchange.letters import window
from fichier_tui.i18n import _

_FONT = "Arial"
_INK, _PALE, _ACCENT = "21262E", "6B7280", "14597D"


def make_model(business: str, language: str) -> bytes:
    """A model as the bytes of a .docx, with the fields named in the language of the letter ("fr", "en")."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section: Any = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(22)
    section.header_distance = section.footer_distance = Mm(10)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    _font_everywhere(style)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    pen = _Pen(document, language)
    pen.sender(business)
    pen.address()
    pen.letter()
    pen.foot(section, business)
    document.core_properties.title = _("Letter")
    document.core_properties.author = business
    document.core_properties.comments = ""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Pen:
    def __init__(self, document: Any, language: str) -> None:
        self.document, self.language = document, language

    def field(self, code: str) -> str:
        """A field as it is typed."""
        return f"{{{MERGE_FIELDS[code].shown(self.language)}}}"

    def line(self, text: str = "", *, size: float = 10.5, bold: bool = False, ink: str = _INK, after: float = 0) -> Any:
        """A paragraph."""
        from docx.shared import Pt, RGBColor

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.line_spacing = 1.15
        if text:
            run = paragraph.add_run(text)
            run.bold = bold or None
            run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(ink)
        return paragraph

    def sender(self, business: str) -> None:
        """Who writes, above on the left."""
        self.line(business or self.field("business"), size=15, bold=True, ink=_ACCENT, after=2)
        for text in (_("Your address"), _("Your postcode and town"), _("Your telephone · your e-mail")):
            self.line(text, size=9, ink=_PALE)

    def address(self) -> None:
        """Whom it is for, in the window; marks where to fold."""
        from docx.shared import Mm, Pt

        paragraph = self.line(self.field("address"), size=10)
        paragraph.paragraph_format.line_spacing = Mm(window.LINE)
        paragraph.paragraph_format.keep_together = True
        _framed(paragraph, window.LEFT, window.TOP, window.WIDTH, window.HEIGHT)
        mark = self.line("–", size=8, ink="B0B5BC")
        mark.paragraph_format.line_spacing = Pt(8)
        _framed(mark, 5, window.FOLDS[0] - 2, 5, 4)
        town = _("Your town")
        dated = self.line(f"{town}, {self._today()}", after=16).paragraph_format
        dated.left_indent, dated.space_before = Mm(window.LEFT - 25), Mm(54)

    def letter(self) -> None:
        """What is written."""
        from docx.shared import Mm

        subject = self.line(_("Subject: "), bold=True, ink=_INK, after=16)
        about = subject.add_run(_("what this letter is about"))
        about.font.color.rgb = subject.runs[0].font.color.rgb
        self.line(f"{self.field('salutation')},", after=10)
        for text in (
            _("Write your letter here. What stands between braces is filled in for each contact."),
            _("A field may have something to take its place where a contact lacks it: {field}.").format(
                field=self.field("favourite_product").replace("}", _("|our products") + "}")
            ),
        ):
            self.line(text, after=10)
        self.line(_("Yours faithfully,"), after=30)
        signature = self.line(_("First name and last name"))
        signature.paragraph_format.left_indent = Mm(window.LEFT - 25)

    def foot(self, section: Any, business: str) -> None:
        """What every page ends with."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt, RGBColor

        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        words = _("Legal form, capital, registration number, VAT number")
        run = paragraph.add_run(" · ".join(part for part in (business, words) if part))
        run.font.size, run.font.color.rgb = Pt(7.5), RGBColor.from_string(_PALE)

    def _today(self) -> str:
        return f"le {self.field('today')}" if self.language == "fr" else self.field("today")


def _font_everywhere(style: Any) -> None:
    """The font of every script: Word has one for each, and the theme's else."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _framed(paragraph: Any, left: float, top: float, width: float, height: float) -> None:
    """Set a paragraph at a place of the page, in millimetres: a frame, which every word processor knows."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    frame = OxmlElement("w:framePr")
    places = {
        "w": _twips(width), "h": _twips(height), "hRule": "exact", "hSpace": "0", "wrap": "around",
        "vAnchor": "page", "hAnchor": "page", "x": _twips(left), "y": _twips(top),
    }  # fmt: skip
    for name, value in places.items():
        frame.set(qn(f"w:{name}"), value)
    looks = paragraph._p.get_or_add_pPr()
    before = {qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore")}
    following = next((one for one in looks if one.tag not in before), None)
    if following is None:
        looks.append(frame)
    else:
        following.addprevious(frame)


def _twips(millimetres: float) -> str:
    return str(round(millimetres * 1440 / 25.4))
