"""A Word model opened as the foreign file that it is: what is hostile is refused, what would reach out is taken away.

Refused: macros and ActiveX, entities and document types, what unpacks to too much, what is no .docx. Taken away: the
template, the data source and the pictures that Word would fetch from elsewhere when it opens the letters. Only links
that a reader follows himself stay.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from fichier_tui.domain.refusal import Refusal

MODEL_LIMIT = 30 << 20
"""Bytes of the file."""
XML_LIMIT, MEDIA_LIMIT = 8 << 20, 100 << 20
"""Bytes that its texts unpack to, and its pictures."""
TAGS_LIMIT = 150_000
"""Tags in all of them, of which each takes about a kilobyte of memory; a letter with its styles has 20,000."""
ENTRIES_LIMIT = 1_000
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_TYPES = "[Content_Types].xml"
_ACTIVE = re.compile(r"macroEnabled|vbaProject|vbaData|activeX|\.bin$|customUI", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LINK = "/hyperlink"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Of the settings: the template to fetch, the data to fetch, what is run or asked on opening.
_REACHING_OUT = ("attachedTemplate", "mailMerge", "linkStyles", "documentProtection")


def read_model(path: Path) -> bytes:
    """A model made harmless, as the bytes of a .docx.

    Raises Refusal: letter.model_missing, letter.model_kind, letter.model_too_large, letter.model_active,
    letter.model_unreadable.
    """
    try:
        size = path.stat().st_size
        if size > MODEL_LIMIT:
            raise Refusal("letter.model_too_large", name=path.name, limit=MODEL_LIMIT >> 20)
        content = path.read_bytes()
    except OSError:
        raise Refusal("letter.model_missing", path=str(path)) from None
    if not content.startswith(b"PK\x03\x04"):
        raise Refusal("letter.model_kind", name=path.name)
    return harmless(content, path.name)


def harmless(content: bytes, name: str) -> bytes:
    """The bytes of a .docx without what would run or reach out. Raises Refusal as `read_model` does."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = _checked(archive, name)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise Refusal("letter.model_unreadable", name=name) from None
    if _TYPES not in parts:
        raise Refusal("letter.model_kind", name=name)
    texts = [part for part in parts if _is_text(part)]
    if any(_declares(parts[part]) for part in texts) or _ACTIVE.search(parts[_TYPES].decode("utf-8", "replace")):
        raise Refusal("letter.model_active", name=name)
    if sum(parts[part].count(b"<") for part in texts) > TAGS_LIMIT:
        raise Refusal("letter.model_too_large", name=name, limit=XML_LIMIT >> 20)
    if _MAIN.encode() not in parts[_TYPES] and _TEMPLATE.encode() not in parts[_TYPES]:
        raise Refusal("letter.model_kind", name=name)
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE.encode(), _MAIN.encode())
    for part in texts:
        if part.endswith(".rels"):
            parts[part] = _without_reach(parts[part], name)
        elif part == "word/settings.xml":
            parts[part] = _quiet_settings(parts[part], name)
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return result.getvalue()


def _checked(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The entries, after a look at what they say they unpack to: reading never gives more than that."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    texts = sum(entry.file_size for entry in entries if _is_text(entry.filename))
    rest = sum(entry.file_size for entry in entries) - texts
    if len(entries) > ENTRIES_LIMIT or texts > XML_LIMIT or rest > MEDIA_LIMIT:
        raise Refusal("letter.model_too_large", name=name, limit=(XML_LIMIT + MEDIA_LIMIT) >> 20)
    if any(_ACTIVE.search(entry.filename) for entry in entries):
        raise Refusal("letter.model_active", name=name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("letter.model_unreadable", name=name)
    return entries


def _is_text(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


def _declares(data: bytes) -> bool:
    """Whether an XML part declares a document type or an entity, which no .docx needs; in any encoding."""
    if data[:4].count(0):
        data = data.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return _DECLARATION.search(data) is not None


def _tree(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Refusal("letter.model_unreadable", name=name) from None


def _without_reach(data: bytes, name: str) -> bytes:
    """Relationships without those to something outside the file, links apart; those point nowhere instead."""
    from lxml import etree

    tree = _tree(data, name)
    for relation in list(tree.iter(_RELATION)):
        if relation.get("TargetMode", "").lower() != "external":
            continue
        if relation.get("Type", "").endswith(_LINK) and re.match(r"(?:https?|mailto|tel):", relation.get("Target", "")):
            continue
        if relation.get("Type", "").endswith("/attachedTemplate"):
            tree.remove(relation)
        else:
            relation.set("Target", "about:blank")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _quiet_settings(data: bytes, name: str) -> bytes:
    """Settings that fetch nothing, and that do not ask for the data of a mail merge when a letter is opened."""
    from lxml import etree

    tree = _tree(data, name)
    for element in list(tree):
        if isinstance(element.tag, str) and element.tag in {_W + tag for tag in _REACHING_OUT}:
            tree.remove(element)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
