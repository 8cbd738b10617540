"""Letters out of a Word model: every kind of field, in every place; what is hostile is refused or made harmless."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fichier_tui.domain.letter import read_template
from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.letters.docx import LETTERS_IN_ONE, Model, letter_text, many_documents, one_document
from fichier_tui.exchange.letters.docx_fields import W
from fichier_tui.exchange.letters.docx_model import make_model
from fichier_tui.exchange.letters.docx_package import harmless, read_model
from tests.exchange.word_models import NS, PICTURE, complex_field, model, paragraph, part, put, text_box, with_parts

HELENE = {"first_name": "Hélène", "last_name": "Péron", "address": "Mme Péron\n5 RUE X\n06000 NICE", "town": "Nice"}
PAUL = {"first_name": "Paul", "last_name": "Durand & <fils>", "address": "M. Durand\n1004 LAUSANNE\nSUISSE"}


def letters(content: bytes, *values: dict[str, str]) -> Any:
    """The document of the letters, read again."""
    return Document(io.BytesIO(one_document(Model(harmless(content, "m.docx"), "m.docx"), values)))


def words(document: Any) -> list[str]:
    """Every text of the body, a paragraph a line, those of boxes and tables among them."""
    return [
        "".join("\n" if text.tag == W + "br" else text.text or "" for text in line.iter(W + "t", W + "br"))
        for line in document.element.body.iter(W + "p")
    ]


def one(*elements: Any) -> list[str]:
    """What Hélène's letter says, of a model of these elements."""

    def fill(document: Any) -> None:
        for element in elements:
            put(document, element)

    return words(letters(model(fill), HELENE))


def refusal(content: bytes) -> Refusal:
    """How a model is refused."""
    with pytest.raises(Refusal) as caught:
        letters(content, HELENE)
    return caught.value


def test_fields_of_word_are_filled_however_they_are_cut() -> None:
    assert one(paragraph('<w:fldSimple w:instr=" MERGEFIELD Prénom "><w:r><w:t>«x»</w:t></w:r></w:fldSimple>')) == [
        "Hélène"
    ]
    for pieces in (1, 2, 5, 23):
        assert one(paragraph(complex_field(' MERGEFIELD "nom de famille" \\* MERGEFORMAT ', pieces=pieces))) == [
            "Péron"
        ]
    assert one(paragraph(complex_field(" MERGEFIELD nom \\* Upper \\b &quot;Mme &quot; \\f &quot; !&quot;"))) == [
        "Mme PÉRON !"
    ]
    assert one(paragraph(complex_field(" ADDRESSBLOCK \\f x "))) == ["Mme Péron\n5 RUE X\n06000 NICE"]
    begin, end = '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>'
    in_one_run = f"<w:r>{begin}<w:instrText> MERGEFIELD nom </w:instrText>{end}</w:r>"
    assert one(paragraph(in_one_run)) == ["Péron"]


def test_a_letter_keeps_its_whole_address_wherever_else_it_says_the_town() -> None:
    whole = HELENE["address"]

    def said(*lines: str) -> list[str]:
        def fill(document: Any) -> None:
            for line in lines:
                put(document, paragraph(line))

        made = model(fill)
        values = {**HELENE, "street": "5 RUE X", "postcode": "06000"}
        assert letter_text(Model(made, "m.docx"), values) == "\n".join(words(letters(made, values))), "as it was shown"
        return words(letters(made, values))

    def field(name: str) -> str:
        return complex_field(f" MERGEFIELD {name} ")

    def typed(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    assert said(typed("{adresse}"), typed("Venez de {ville} nous voir"))[0] == whole
    assert said(field("Nom"), field("Adresse"), field("Ville") + typed(", le 3 mai"))[1] == whole
    assert said(field("Adresse"), field("Code_postal") + field("Ville"))[0] == whole, "no name above it"
    assert said(field("Nom"), complex_field(" ADDRESSBLOCK "), field("Ville"))[1] == whole
    assert said(field("Nom"), field("Adresse"), "", typed("{code_postal} {ville}"))[1] == "5 RUE X"
    assert said(field("Nom") + typed(", {adresse}, ") + field("Ville"))[0] == "Péron, 5 RUE X, Nice"


def test_a_greeting_of_word_ends_as_its_format_says() -> None:
    greeted = {**HELENE, "salutation": "Madame"}
    for said, format_ in (("Madame,", ""), ("Madame:", ' \\f "&lt;&lt;_LAST0_&gt;&gt;&lt;&lt;_AFTER_ :&gt;&gt;"')):
        line = paragraph(complex_field(f" GREETINGLINE{format_} "))
        made = model(partial(put, element=line))
        assert words(letters(made, greeted))[0] == said


def test_fields_in_the_text_are_filled_however_word_cuts_the_text() -> None:
    cut = (
        '<w:r><w:t xml:space="preserve">Bonjour {pré</w:t></w:r><w:proofErr w:type="spellStart"/>'
        "<w:r><w:rPr><w:i/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>m} {nom}, à {ville} !</w:t></w:r>"
    )
    assert one(paragraph(cut)) == ["Bonjour Hélène Péron, à Nice !"]
    assert one(paragraph("<w:r><w:t>{{prix}} {prénom}</w:t></w:r>")) == ["{prix} Hélène"]
    assert one(paragraph("<w:r><w:t>{nom}{nom}{produit_préféré|rien}</w:t></w:r>")) == ["PéronPéronrien"]
    assert one(paragraph("<w:r><w:t>a {nom}</w:t><w:br/><w:t>b {nom}</w:t></w:r>")) == ["a Péron\nb Péron"]


@given(
    pieces=st.lists(
        st.sampled_from(["{prénom}", "{société}", "{ville|ici}", "{NOM}"]) | st.text("abc ,.\u00a0é&<", min_size=1),
        max_size=8,
    ).filter(lambda pieces: not any(a[0] == b[0] == "{" for a, b in pairwise(pieces))),
    cuts=st.lists(st.integers(0, 120), max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_word_may_cut_the_text_anywhere(pieces: list[str], cuts: list[int]) -> None:
    written = "x" + "".join(pieces) + "{nom}"
    places = [0, *sorted(cut for cut in cuts if cut < len(written)), len(written)]
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(written[start:end])}</w:t></w:r>' for start, end in pairwise(places)
    )
    assert one(paragraph(runs)) == [read_template(written).fill(HELENE)]


def test_an_empty_field_takes_its_space_and_its_line_with_it() -> None:
    said = one(
        paragraph("<w:r><w:t>Bonjour {civilité}, et {civilité} merci</w:t></w:r>"),
        paragraph("<w:r><w:t>{société}</w:t></w:r>"),
        paragraph(complex_field(" MERGEFIELD société ")),
        paragraph("<w:r><w:t></w:t></w:r>"),
    )
    assert said == ["Bonjour, et merci", ""]


def test_the_looks_of_a_field_are_kept() -> None:
    def fill(document: Any) -> None:
        line = document.add_paragraph("Cher ")
        line.add_run("{prénom}").bold = True
        line.runs[1].font.size = Pt(18)
        put(document, paragraph(complex_field(" MERGEFIELD nom ")))

    document = letters(model(fill), HELENE)
    assert [(run.text, run.bold) for run in document.paragraphs[0].runs if run.text] == [
        ("Cher ", None),
        ("Hélène", True),
    ]
    assert next(run for run in document.paragraphs[0].runs if run.text == "Hélène").font.size == Pt(18)
    assert [(run.text, run.bold) for run in document.paragraphs[1].runs] == [("Péron", True)]


def test_fields_are_filled_in_tables_boxes_headers_and_footers() -> None:
    def fill(document: Any) -> None:
        document.add_table(1, 2).cell(0, 1).text = "Pour {prénom}"
        put(document, text_box("Boîte de {nom}"))
        document.sections[0].header.paragraphs[0].text = "En-tête de {nom}"
        document.sections[0].footer.paragraphs[0].text = "Pied commun"

    document = letters(model(fill), HELENE, PAUL)
    said = words(document)
    assert [line for line in said if "Pour" in line] == ["Pour Hélène", "Pour Paul"]
    assert "Boîte de Péron" in said
    assert "Boîte de Durand & <fils>" in said
    assert [section.header.paragraphs[0].text for section in document.sections] == [
        "En-tête de Péron",
        "En-tête de Durand & <fils>",
    ]
    assert {section.footer.paragraphs[0].text for section in document.sections} == {"Pied commun"}
    assert document.sections[0].footer.part is document.sections[1].footer.part


def test_the_words_of_one_letter_are_read_as_they_will_stand() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Chère {prénom},")
        put(document, text_box("Boîte de {prénom}"))
        document.add_paragraph("Fin")

    content = harmless(model(fill), "m.docx")
    said = letter_text(Model(content, "m.docx"), {"first_name": "Hélène"})
    assert said.startswith("Chère Hélène,")
    assert said.count("Boîte de Hélène") == 1
    assert said.endswith("Fin")


def test_each_letter_begins_on_a_page_of_its_own_numbered_one() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("{prénom}")
        document.add_picture(io.BytesIO(PICTURE))
        document.sections[0].footer._element.append(paragraph(complex_field(" NUMPAGES ", "7")))

    document = letters(model(fill), HELENE, PAUL, HELENE)
    assert len(document.sections) == 3
    assert [section.start_type for section in document.sections] == [document.sections[0].start_type] * 3
    assert [section._sectPr.find(f"{W}pgNumType").get(f"{W}start") for section in document.sections] == ["1"] * 3
    assert b"SECTIONPAGES" in etree.tostring(document.sections[0].footer._element)
    drawn = [element.get("id") for element in document.element.body.iter() if str(element.tag).endswith("}docPr")]
    assert len(set(drawn)) == len(drawn) == 3
    assert len([part for part in document.part.package.iter_parts() if "media" in str(part.partname)]) == 1


def test_numbered_lists_begin_again_and_bullets_do_not_care() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("{prénom}")
        line = document.add_paragraph("premier")
        numbering = document.part.numbering_part.element
        kinds = {
            abstract.find(f"{W}lvl/{W}numFmt").get(f"{W}val"): abstract.get(f"{W}abstractNumId")
            for abstract in numbering.iterchildren(f"{W}abstractNum")
        }
        number = next(one for one in numbering.num_lst if str(one.abstractNumId.val) == kinds["decimal"])
        line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId

    document = letters(model(fill), HELENE, PAUL)
    numbers = [element.get(f"{W}val") for element in document.element.body.iter(f"{W}numId")]
    assert len(set(numbers)) == 2
    added = document.part.numbering_part.element.num_having_numId(int(numbers[1]))
    assert added.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_lists_that_a_style_numbers_begin_again_too() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("{prénom}")
        document.add_paragraph("premier", style="List Number")
        document.add_paragraph("puce", style="List Bullet")

    document = letters(model(fill), HELENE, PAUL)
    numbers = [element.get(f"{W}val") for element in document.element.body.iter(f"{W}numId")]
    assert len(numbers) == 1
    added = document.part.numbering_part.element.num_having_numId(int(numbers[0]))
    assert added.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_one_document_each() -> None:
    content = Model(harmless(model(lambda document: document.add_paragraph("Bonjour {prénom}")), "m.docx"), "m.docx")
    made = [words(Document(io.BytesIO(made))) for made in many_documents(content, [HELENE, PAUL])]
    assert made == [["Bonjour Hélène"], ["Bonjour Paul"]]


@pytest.mark.parametrize(
    ("element", "code", "piece"),
    [
        (paragraph(complex_field(" MERGEFIELD prenon ")), "letter.unknown_field", "prenon"),
        (paragraph("<w:r><w:t>{pre</w:t></w:r><w:r><w:t>non}</w:t></w:r>"), "letter.unknown_field", "prenon"),
        (paragraph("<w:r><w:t>{prénom</w:t></w:r>"), "letter.not_closed", None),
        (paragraph(complex_field(" IF 1 = 2 &quot;a&quot; &quot;b&quot; ")), "letter.model_rule", "IF"),
        (paragraph(complex_field(" DDEAUTO c:\\\\x ")), "letter.model_rule", "DDEAUTO"),
        (paragraph(complex_field(" INCLUDETEXT &quot;http://x&quot; ")), "letter.model_rule", "INCLUDETEXT"),
    ],
)
def test_what_is_not_understood_is_refused(element: Any, code: str, piece: str | None) -> None:
    refused = refusal(model(lambda document: put(document, element)))
    assert refused.code == code
    assert piece is None or refused.details["piece"] == piece


def test_an_unknown_field_comes_with_the_nearest_names() -> None:
    refused = refusal(model(lambda document: put(document, paragraph(complex_field(" MERGEFIELD prenon ")))))
    assert "prénom" in str(refused.details["near"])
    assert refused.details["around"] == "MERGEFIELD prenon"


def test_a_field_over_two_paragraphs_is_refused_rather_than_left() -> None:
    def fill(document: Any) -> None:
        begin, end = complex_field(" MERGEFIELD nom ").split('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
        put(document, paragraph(begin))
        put(document, paragraph(end))

    assert refusal(model(fill)).code == "letter.model_rule"


def test_a_model_without_a_field_and_letters_to_nobody_are_refused() -> None:
    assert refusal(model(lambda document: document.add_paragraph("Bonjour"))).code == "letter.model_no_field"
    with pytest.raises(Refusal) as caught:
        letters(PLAIN)
    assert caught.value.code == "letter.nobody"


def test_a_field_in_a_note_is_refused_rather_than_left() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rX1" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
    note = f"<w:footnotes {NS}><w:footnote><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>"
    for words, code in (("Note de {nom}", "letter.model_note"), ("Note", "")):
        noted = with_parts(
            PLAIN,
            **{
                "word/_rels/document.xml.rels": RELS.replace(b"</Relationships>", relation),
                "word/footnotes.xml": note.replace("Note", words).encode(),
            },
        )
        if code:
            assert refusal(noted).code == code
        else:
            assert (
                words in part(one_document(Model(harmless(noted, "m"), "m"), [HELENE]), "word/footnotes.xml").decode()
            )


PLAIN = model(lambda document: document.add_paragraph("Bonjour {prénom}"))
BOMB = b"<w:a/>" * (4 << 20)
RELS = part(PLAIN, "word/_rels/document.xml.rels")
MAIN = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
MACROS = b"vnd.ms-word.document.macroEnabled.main"
TYPES = part(PLAIN, "[Content_Types].xml")
ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "letter.model_kind"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "letter.model_kind"),
        (PLAIN[:-30], "letter.model_unreadable"),
        (with_parts(PLAIN, CONTENT_TYPES=None), "letter.model_kind"),
        (with_parts(PLAIN, CONTENT_TYPES=TYPES.replace(b"wordprocessingml.document.main", b"x")), "letter.model_kind"),
        (with_parts(PLAIN, CONTENT_TYPES=TYPES.replace(MAIN, MACROS)), "letter.model_active"),
        (with_parts(PLAIN, **{"word__vbaProject.bin": b"x"}), "letter.model_active"),
        (with_parts(PLAIN, **{"word__activeX__activeX1.xml": b"<x/>"}), "letter.model_active"),
        (with_parts(PLAIN, **{"word__document.xml": ENTITY}), "letter.model_active"),
        (with_parts(PLAIN, **{"word__styles.xml": ENTITY.decode().encode("utf-16")}), "letter.model_active"),
        (with_parts(PLAIN, **{"word__document.xml": BOMB}), "letter.model_too_large"),
        (with_parts(PLAIN, **{"word__document.xml": b"<w:a/>" * 500_000}), "letter.model_too_large"),
        (with_parts(PLAIN, **{"word__document.xml": b"<w:a"}), "letter.model_unreadable"),
        (with_parts(PLAIN, **{"word__document.xml": b"<a/>"}), "letter.model_unreadable"),
        (with_parts(PLAIN, **{f"word__x{place}.xml": b"<x/>" for place in range(1_100)}), "letter.model_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # bytes of a zip hold the hour
)  # fmt: skip
def test_a_hostile_model_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "m.docx"
    path.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        Model(read_model(path), "m.docx")
    assert caught.value.code == code


def test_a_model_that_lies_about_its_size_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", BOMB)
    lying = bytearray(stream.getvalue())
    for place in range(len(lying) - 4):
        if lying[place : place + 4] == len(BOMB).to_bytes(4, "little"):
            lying[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Refusal) as caught:
        harmless(bytes(lying), "m.docx")
    assert caught.value.code == "letter.model_unreadable"


def test_what_reaches_out_is_taken_away_and_links_stay() -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def relation(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="rX{number}" Type="{kinds}{kind}" Target="{target}" TargetMode="External"/>'

    outside = (
        relation(1, "image", "http://evil/x.png")
        + relation(2, "hyperlink", "https://shop.fr")
        + relation(3, "hyperlink", "file://evil/x")
    ).encode()
    template = relation(1, "attachedTemplate", "http://evil/t.dotm")
    settings_rels = f'<?xml version="1.0"?><Relationships xmlns="{package}">{template}</Relationships>'.encode()
    settings = part(PLAIN, "word/settings.xml")
    cut = settings.index(b">", settings.index(b"<w:settings")) + 1
    settings = (
        settings[:cut]
        + b'<w:attachedTemplate r:id="rX1"/><w:mailMerge><w:query w:val="SELECT 1"/></w:mailMerge>'
        + settings[cut:]
    )
    content = with_parts(
        PLAIN,
        **{
            "word/_rels/document.xml.rels": RELS.replace(b"</Relationships>", outside + b"</Relationships>"),
            "word/_rels/settings.xml.rels": settings_rels,
            "word__settings.xml": settings,
        },
    )
    made = one_document(Model(harmless(content, "m.docx"), "m.docx"), [HELENE])
    everything = b"".join(part(made, name) for name in zipfile.ZipFile(io.BytesIO(made)).namelist())
    assert b"evil" not in everything
    assert b"mailMerge" not in everything
    assert b"attachedTemplate" not in everything
    assert b"https://shop.fr" in everything


def test_a_template_of_word_is_a_model_too() -> None:
    template = with_parts(PLAIN, CONTENT_TYPES=TYPES.replace(b"document.main+xml", b"template.main+xml"))
    assert words(letters(template, HELENE)) == ["Bonjour Hélène"]


def test_the_model_that_the_program_makes_can_be_filled() -> None:
    for language in ("fr", "en"):
        document = letters(make_model("Maison Péron", language), HELENE | {"salutation": "Madame", "today": "1er mars"})
        said = "\n".join(words(document))
        assert "Maison Péron" in said
        assert "Mme Péron\n5 RUE X\n06000 NICE" in said
        assert "{" not in said


def test_a_model_that_would_take_all_memory_or_all_day_is_refused() -> None:
    def fill(document: Any) -> None:
        for _line in range(30):
            put(document, paragraph("<w:r><w:t>{nom}</w:t></w:r>" * 30))

    large = model(fill)
    assert 100 < Model(harmless(large, "m"), "m").at_most < 500
    many = model(lambda document: put(document, paragraph("<w:r><w:t>{nom}</w:t></w:r>" * 1_001)))
    assert refusal(many).code == "letter.model_crowded"
    cut = model(lambda document: put(document, paragraph("<w:r><w:t>{</w:t></w:r>" * 5_001)))
    assert refusal(cut).code == "letter.model_crowded"
    deep = model(
        lambda document: put(document, paragraph("<w:ins>" * 200 + "<w:r><w:t>{nom}</w:t></w:r>" + "</w:ins>" * 200))
    )
    assert words(letters(deep, HELENE)) == ["Péron"]


@pytest.mark.slow
def test_no_more_letters_in_one_document_than_word_bears() -> None:
    with pytest.raises(Refusal) as caught:
        letters(PLAIN, *([PAUL] * (LETTERS_IN_ONE + 1)))
    assert caught.value.code == "letter.too_many"
