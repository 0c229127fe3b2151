"""What a PDF says of itself: its document information and its XMP packet (ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefgen.ingest.reading import Proposal
from briefgen.ingest.untitled import is_title
from briefgen.regex import regex

_INFORMATION = "the PDF's document information"
_XMP = "the PDF's metadata (XMP)"
_MADE = "when the file was made, which need not be the date of the text"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP_NS = "{http://ns.adobe.com/xap/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PACKET = re.compile(rb"<x:xmpmeta[\s>].{0,400000}?</x:xmpmeta>", re.DOTALL)
_DATE = regex(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


def proposals(information: Mapping[str, str], language: str, data: bytes) -> Iterator[Proposal]:
    """Proposals for title, publisher, language and date, with where each was found.

    `information` is the document information by its keys, `language` that of the catalog.
    """
    described = dict(_described(data))
    title = _clean(information.get("Title", ""))
    if is_title(title):
        yield Proposal("title", title, _INFORMATION)
    other = _clean(described.get("title", ""))
    if other != title and is_title(other):
        yield Proposal("title", other, _XMP)
    if publisher := _clean(described.get("publisher", "")):
        yield Proposal("publisher", publisher, _XMP)
    seen: set[str] = set()
    for value, where in ((language, "the language that the PDF declares"),
                         (described.get("language", ""), _XMP)):  # fmt: skip
        value = value.strip()
        if _LANGUAGE.match(value) and value.casefold() not in seen:
            seen.add(value.casefold())
            yield Proposal("language", value, where)
    dates: set[str] = set()
    for value, where in (
        (described.get("date", ""), f"{_XMP}: the date that the document gives itself"),
        (information.get("CreationDate", ""), f"{_INFORMATION}: {_MADE}"),
        (described.get("CreateDate", ""), f"{_XMP}: {_MADE}"),
    ):
        if (day := _day(value)) and day not in dates:
            dates.add(day)
            yield Proposal("date", day, where, _MADE not in where)


def _described(data: bytes) -> Iterator[tuple[str, str]]:
    """The Dublin Core terms of the last XMP packet that is not packed away, and when it says
    that the file was made."""
    packets = _PACKET.findall(data)
    if not packets or b"<!DOCTYPE" in packets[-1] or b"<!ENTITY" in packets[-1]:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(packets[-1], parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for term in ("title", "publisher", "language", "date"):
        for element in root.iter(f"{_DC}{term}"):
            items = list(element.iter(f"{_RDF}li"))
            words = [item.text or "" for item in items] or [element.text or ""]
            yield term, words[0]
            break
    for description in root.iter(f"{_RDF}Description"):
        made = description.get(f"{_XMP_NS}CreateDate") or description.findtext(
            f"{_XMP_NS}CreateDate"
        )
        if made:
            yield "CreateDate", made
            return


def _day(value: str) -> str:
    """The day of a date as PDF (7.9.4) or XMP write it; empty when it is none."""
    match = _DATE.match(value.strip())
    if match is None:
        return ""
    year, month, day = match.groups()
    plausible = "1900" <= year <= "2100" and "01" <= month <= "12" and "01" <= day <= "31"
    return f"{year}-{month}-{day}" if plausible else ""


def _clean(text: str) -> str:
    text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())[:300]
