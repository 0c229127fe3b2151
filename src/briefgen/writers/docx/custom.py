"""Custom XML parts: the provenance, and the sources where they are asked for.

ECMA-376 part 1, 15.2.5 and 15.2.6 (custom XML data storage and its properties). Word keeps
such parts when it saves; the provenance is JSON in a single element, since a part of this kind
must be XML.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from briefgen.document import Attachment, Document
from briefgen.writers.docx import xml
from briefgen.writers.docx.package import PartFile

PROVENANCE = "urn:briefgen:provenance"
SOURCE = "urn:briefgen:source"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Where the provenance lies.
ITEM = "/customXml/item1.xml"

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def custom_parts(document: Document) -> list[PartFile]:
    """The parts and the properties of each; the provenance's own is still empty."""
    items: list[tuple[str, str, bytes]] = []
    if document.provenance:
        items.append((PROVENANCE, PROVENANCE, b""))
    for attachment in document.attachments:
        items.append((SOURCE, f"{SOURCE}:{attachment.name}", source_xml(attachment)))
    files: list[PartFile] = []
    for number, (namespace, identity, data) in enumerate(items, 1):
        properties = f"/customXml/itemProps{number}.xml"
        guid = _guid(identity)
        files.append(
            PartFile(
                f"/customXml/item{number}.xml",
                "application/xml",
                data,
                {"rId1": ("customXmlProps", properties)},
            )
        )
        told = (
            f'{xml.DECLARATION}<ds:datastoreItem ds:itemID="{{{guid}}}" xmlns:ds="{_DS}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs>'
            "</ds:datastoreItem>"
        )
        files.append(PartFile(properties, _PROPERTIES, told.encode()))
    return files


def _guid(identity: str) -> str:
    """An id that is always the same for the same part (ST_Guid, 22.9.2.4). (`uuid` makes them as
    well, and takes five milliseconds to import.)"""
    digits = sha256(identity.encode()).hexdigest().upper()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))


def provenance_xml(record: str) -> bytes:
    """The part that holds the provenance, JSON in ASCII."""
    return (
        f'{xml.DECLARATION}<provenance xmlns="{PROVENANCE}" type="application/json">'
        f"{xml.escape(record)}</provenance>"
    ).encode()


def source_xml(attachment: Attachment) -> bytes:
    """The part that holds an archived text; `\\r` is written so that XML keeps it."""
    text = xml.escape(xml.clean(attachment.data.decode("utf-8", "replace")))
    text = text.replace("\r", "&#13;")
    return (
        f'{xml.DECLARATION}<source xmlns="{SOURCE}" name="{xml.attribute(attachment.name)}" '
        f'sha256="{sha256(attachment.data).hexdigest()}">{text}</source>'
    ).encode()


def letterhead_texts(whole: bytes, brief: bytes) -> list[str]:
    """The paragraphs of a document on a letterhead that are not the brief's but the
    letterhead's own; `whole` and `brief` are the XML of both."""
    own = Counter(_paragraphs(brief))
    found = []
    for text in _paragraphs(whole):
        if own[text]:
            own[text] -= 1
        elif text.strip():
            found.append(text)
    return found


def _paragraphs(content: bytes) -> list[str]:
    """The text of each paragraph, once: a text box stands inside a paragraph, and in two copies."""
    from lxml import etree

    name = f"{{{xml.W}}}"
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    held: dict[etree._Element, list[str]] = {}
    root = etree.fromstring(content, parser)
    for copy in list(root.iter(_FALLBACK)):
        copy.clear()
    for element in root.iter(f"{name}p", f"{name}t"):
        if element.tag == f"{name}p":
            held[element] = []
        elif (paragraph := next(element.iterancestors(f"{name}p"), None)) is not None:
            held[paragraph].append(element.text or "")
    return ["".join(texts) for texts in held.values()]
