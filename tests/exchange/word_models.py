"""Word models as people make them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.oxml import parse_xml

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BOX = (
    f'<w:p {NS} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="width:200pt;height:60pt">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    "</w:r></w:p>"
)
# One pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc00000030101"
    "0018dd8db00000000049454e44ae426082"
)


def model(fill: Callable[[Any], None]) -> bytes:
    """A document that `fill` writes in, as bytes."""
    document = Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def complex_field(instruction: str, shown: str = "«x»", pieces: int = 1) -> str:
    """The runs of a field, its instruction cut in pieces, its result bold."""
    size = -(-len(instruction) // pieces)
    cut = [instruction[start : start + size] for start in range(0, len(instruction), size)]
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in cut)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:rPr><w:b/></w:rPr><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(runs: str) -> Any:
    """A paragraph of runs."""
    return parse_xml(f"<w:p {NS}>{runs}</w:p>")


def text_box(words: str) -> Any:
    """A paragraph with a text box."""
    return parse_xml(_BOX % words)


def put(document: Any, element: Any) -> None:
    """Put an element at the end of the body."""
    document.element.body.insert(len(document.element.body) - 1, element)


def with_parts(content: bytes, **changes: bytes | None) -> bytes:
    """A .docx with other parts; names have __ for /, and None takes a part out."""
    named = {
        name.replace("__", "/").replace("CONTENT_TYPES", "[Content_Types].xml"): data for name, data in changes.items()
    }
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in named:
                new.writestr(entry.filename, old.read(entry))
        for name, data in named.items():
            if data is not None:
                new.writestr(name, data)
    return result.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a .docx."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
