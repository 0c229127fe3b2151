"""docProps: title, author, dates and language of the file."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from briefgen.document import Document
from briefgen.regex import regex
from briefgen.writers.docx import xml

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_ISO_DATE = regex(r"\d{4}-\d{2}-\d{2}\Z")
_LATEST = 253402300799  # 9999-12-31, the last that ISO 8601 writes in four digits


def timestamp(document: Document) -> str:
    """When the file says it was made, in UTC: `SOURCE_DATE_EPOCH` (reproducible-builds.org)
    where it is set, else the brief's date; never the clock, so that bytes repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and int(epoch) <= _LATEST:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    date = document.date if _ISO_DATE.match(document.date) else "1980-01-01"
    return f"{date}T00:00:00Z"


def core_xml(document: Document) -> str:
    """core.xml (ECMA-376 part 2, 11.1)."""

    def element(name: str, text: str) -> str:
        return f"<{name}>{xml.escape(xml.clean(text))}</{name}>" if text else ""

    when = timestamp(document)
    return (
        f'{xml.DECLARATION}<cp:coreProperties xmlns:cp="{_CP}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + element("dc:title", document.title)
        + element("dc:subject", document.subject)
        + element("dc:creator", document.author)
        + element("cp:keywords", "; ".join(document.keywords))
        + element("cp:lastModifiedBy", document.author)
        + "<cp:revision>1</cp:revision>"
        + "".join(
            f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{when}</dcterms:{kind}>'
            for kind in ("created", "modified")
        )
        + element("dc:language", document.lang)
        + "</cp:coreProperties>"
    )


def app_xml() -> str:
    """app.xml: the program that wrote the file."""
    return (
        f'{xml.DECLARATION}<Properties xmlns="{_EP}">'
        "<Application>briefgen</Application></Properties>"
    )
