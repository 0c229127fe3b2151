"""What the file says about itself: XMP, the information dictionary, the output intent.

ISO 19005-3 6.6 (XMP packet with the PDF/A identification, equal to the information
dictionary), ISO 14289-1 5 (PDF/UA identification), ISO 32000-1 14.11.5 (output intent).
"""

from __future__ import annotations

import base64
import os
from datetime import UTC, date, datetime

from briefgen.document import Document
from briefgen.writers.pdf.objects import File, stream_source, text_string
from briefgen.writers.pdf.scripts import clean

CREATOR = "briefgen"
PRODUCER = "briefgen with the ReportLab PDF Library"

#: An sRGB profile (ICC 4.4, as LittleCMS makes it) with its date fixed, deflated: the file
#: would otherwise tell the time at which it was made.
_SRGB = (
    "eNqVkb1Lw1AUxU9bRdFKBx1EHDJUcWhBFMRR69ClSKkVrLo0r0krJGlIUqS4Ci4OBQfRxa/B/0BXwVWhICiCiH+D"
    "X4uUeNIUWkQH7+Pl/jh553LffUAwpQnd7poDdMOxMsmEtJJblXrqCHA1Iy9scz6dTuHP+Lz3z97FvVr4X/QXFFsA"
    "gV7yjDAth8xukNp0TI93yUOilC+Qj8kxiw2Sbzxd9vnF46LP7x5b2cwCEPRqSsUOljtYlCydPEGO6lpFtPrxbhJW"
    "jOUl5hHuUdjIIIkEJMioYAMaHMSZDc7sd99k07eIMj2CXxNVWHQUUaI3RrXCqgqzSl3h0lD15v5znrY6PeVXDyeA"
    "7mfXfRsDevaARs11v05ct3EKhJ6AK6PtL3NOsx/Ua20tegREtoGL67Ym7wOXO8Dwo5m38k0pxB1UVeD1HBjIAYN1"
    "oG/Nn1XrP84egOwWn+gWODgExnk+sv4NBP1nlg=="
)

_EXTENSION = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def created(document: Document) -> datetime:
    """When the file counts as made: SOURCE_DATE_EPOCH, else the brief's date at midnight UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC)
    try:
        day = date.fromisoformat(document.date[:10])
    except ValueError:
        day = date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def information(document: Document) -> str:
    """The entries of the information dictionary."""
    stamp = created(document).strftime("(D:%Y%m%d%H%M%S+00'00')")
    entries = {
        "Title": _plain(document.title),
        "Author": _plain(document.author),
        "Subject": _plain(document.subject),
        "Keywords": _plain(", ".join(document.keywords)),
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    texts = "".join(f"/{key}{text_string(value)}" for key, value in entries.items() if value)
    return f"{texts}/CreationDate{stamp}/ModDate{stamp}"


def xmp(document: Document) -> bytes:
    """The XMP packet, a whole metadata stream."""
    stamp = created(document).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    title = escape(_plain(document.title))
    opening = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
        'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        "<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(_plain(document.lang))}</rdf:li></rdf:Bag>"
        "</dc:language>"
    )
    parts = [opening]
    if author := _plain(document.author):
        parts.append(
            f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>"
        )
    if subject := _plain(document.subject):
        parts.append(
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{escape(subject)}</rdf:li></rdf:Alt></dc:description>"
        )
    if keywords := _plain(", ".join(document.keywords)):
        parts.append(f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>")
    parts.append(
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>"
        f"{_EXTENSION}</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )
    data = "".join(parts).encode("utf-8", "replace")
    return stream_source(data, "/Type/Metadata/Subtype/XML")


def output_intent(file: File) -> str:
    """The catalog's OutputIntents: all colours are sRGB."""
    profile = file.add(stream_source(base64.b64decode(_SRGB), "/N 3/Filter/FlateDecode"))
    return (
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile} 0 R>>]"
    )


def escape(text: str) -> str:
    """Text for XML. (`xml.sax.saxutils` has one, and loads half of the web with it.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(text: str) -> str:
    """The text in one line, without characters that XML forbids."""
    return " ".join(clean(text).split())
