"""What a page says of itself: in its head, in data for search engines, and where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from briefgen.ingest.characters import one_line
from briefgen.ingest.dates import stated_date, whole_date
from briefgen.ingest.html.tree import Element, Tree
from briefgen.ingest.reading import Block, Field, Proposal
from briefgen.regex import regex

# In the order in which they are believed.
_META: tuple[tuple[Field, tuple[str, ...]], ...] = (
    ("title", ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")),
    (
        "publisher",
        ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher"),
    ),
    (
        "date",
        (
            "article:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dcterms.date",
            "dc.date",
            "citation_publication_date",
            "citation_date",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish_date",
            "date",
        ),
    ),
    ("url", ("og:url",)),
    ("language", ("dc.language", "dcterms.language", "content-language")),
)
_ARTICLE = frozenset(
    "article newsarticle reportagenewsarticle report webpage blogposting advertisercontentarticle "
    "governmentservice creativework pressrelease speech legislation scholarlyarticle".split()
)
_MOST_NODES = 2_000  # of data for search engines
_MOST_PROPOSALS = 100
# `<!-- saved from url=(0042)https://... -->`, by Internet Explorer and Chromium; SingleFile's own.
_SAVED = regex(r"\s*saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = regex(r"\s*Page saved with SingleFile\s*\n\s*url:\s*(\S+)\s*\n\s*saved date:\s*(.+)")


def proposals(tree: Tree, blocks: tuple[Block, ...]) -> tuple[Proposal, ...]:
    """What a page says of itself, the best first. `blocks` are those of its text."""
    meta = _meta(tree.root)
    found: list[Proposal] = []
    heading = next((block.text for block in blocks if block.kind == "title"), "")
    if heading:
        found.append(Proposal("title", heading, "the page's heading"))
    for field, names in _META:
        for name in names:
            if value := meta.get(name):
                found.append(Proposal(field, value, f"the page's <meta> {name}"))
    found += _elements(tree.root, blocks)
    found += _search_data(tree.root)
    found += _saved(tree.comments)
    return tuple(_without_site_names(found[:_MOST_PROPOSALS]))


def _meta(root: Element) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in root.elements():
        if element.name == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            name = name or element.get("http-equiv")
            content = one_line(element.get("content")[:5_000])
            if name and content:
                meta.setdefault(name.strip().lower(), content)
    return meta


def _elements(root: Element, blocks: tuple[Block, ...]) -> Iterator[Proposal]:
    times: list[Element] = []
    titled = False
    for element in root.elements():
        name = element.name
        if name == "title" and not titled and _in_head(element):
            titled = True
            yield Proposal("title", one_line(element.text()[:5_000]), "the page's <title>")
        elif name == "html" and element.get("lang"):
            yield Proposal("language", element.get("lang"), 'the page\'s <html lang="…">')
        elif name == "link" and "canonical" in element.get("rel").lower().split():
            yield Proposal("url", element.get("href"), 'the page\'s <link rel="canonical">')
        elif name == "time" and len(times) < 50:
            times.append(element)
    for element in times:
        published = "pubdate" in element.attributes or "published" in (
            f"{element.get('itemprop')} {element.get('class')}".lower()
        )
        stated = element.get("datetime") or element.text()
        if published and stated_date(stated):
            yield Proposal("date", stated, "the page's <time> of publication")
    # A time near the head of the text is most likely its own; elsewhere it is another's.
    head = [block.text for block in blocks[:8]]
    for element in times:
        shown = one_line(element.text()[:200])
        stated = element.get("datetime") or shown
        if shown and any(shown in text for text in head) and stated_date(stated):
            yield Proposal("date", stated, "the page's <time> at the head of the text")
            break
    for text in head:
        if day := whole_date(text):
            yield Proposal("date", day, f"a line at the head of the text: {text}")
            break


def _in_head(title: Element) -> bool:
    """Whether a title is the page's, not that of a drawing."""
    return all(element.name not in ("svg", "body") for element in title.ancestors())


def _search_data(root: Element) -> Iterator[Proposal]:
    """What the page's data for search engines (JSON-LD, schema.org) says of an article."""
    scripts = (e for e in root.elements() if e.name == "script")
    data = (e for e in scripts if "ld+json" in e.get("type").lower())
    for element in islice(data, 20):
        try:
            parsed = json.loads(element.text()[:500_000])
        except (ValueError, RecursionError):
            continue
        for node in _nodes(parsed):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.lower() in _ARTICLE for k in kinds):
                yield from _article(node)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting = [*node[:500], *waiting]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _article(node: dict[str, Any]) -> Iterator[Proposal]:
    where = "the page's data for search engines"
    publisher = node.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    if isinstance(publisher, dict):
        publisher = publisher.get("name")
    address = node.get("url") or node.get("mainEntityOfPage")
    if isinstance(address, dict):
        address = address.get("@id")
    values: tuple[tuple[Field, Any], ...] = (
        ("title", node.get("headline") or node.get("name")),
        ("publisher", publisher),
        ("date", node.get("datePublished")),
        ("language", node.get("inLanguage")),
        ("url", address),
    )
    for field, value in values:
        if isinstance(value, str) and value:
            yield Proposal(field, value[:5_000], where)


def _saved(comments: tuple[str, ...]) -> Iterator[Proposal]:
    for comment in comments:
        if saved := _SAVED.match(comment):
            yield Proposal("url", saved[1], "the note that the browser left in the saved page")
        elif saved := _SINGLE_FILE.match(comment):
            where = "the note that SingleFile left in the saved page"
            yield Proposal("url", saved[1], where)
            yield Proposal("retrieved", _saved_day(saved[2]), where)


def _saved_day(text: str) -> str:
    """`Thu Nov 14 2024 10:12:13 GMT+0100 (...)`, as JavaScript writes a date."""
    return stated_date(" ".join(text.split()[1:4]))


def _without_site_names(found: list[Proposal]) -> Iterator[Proposal]:
    """Titles without those that only add the name of the site: `A joint statement | The Post`."""
    titles = [p.value for p in found if p.field == "title"]
    for proposal in found:
        if proposal.field == "title":
            shorter = (
                other
                for other in titles
                if other != proposal.value and len(other) > 15 and proposal.value.startswith(other)
            )
            rest = next((proposal.value[len(other) :].strip() for other in shorter), "")
            if rest[:1] in ("|", "-", "–", "—", "·", ":", "«", "»", "•") and rest:
                continue
        yield proposal
