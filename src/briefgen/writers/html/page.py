"""The page of a brief: the brief, its notes, and its sources beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from briefgen.document import Comment, Document, Note, page_of_pages
from briefgen.writers.html import markup
from briefgen.writers.html.blocks import write_blocks, write_figure
from briefgen.writers.html.inlines import write_inlines
from briefgen.writers.html.place import Place, place
from briefgen.writers.html.shell import Shell, css_string, page, palette, read
from briefgen.writers.html.sources import write_sources
from briefgen.writers.html.tables import share_class
from briefgen.writers.html.tools import write_chosen, write_tools
from briefgen.writers.html.ways import write_further, write_ways


def brief_page(document: Document) -> tuple[str, Place]:
    """The page of a document without its provenance, and what was met while it was written."""
    here = place(document)
    body = _body(document, here)
    data = _data("page", _facts(here))
    shell = Shell(
        document.title,
        document.lang,
        body,
        _style(document, here),
        read("page.js"),
        _head(document),
        data,
        " ".join(_classes(document, body)),
    )
    return page(shell), here


def with_provenance(page: str, provenance: str) -> str:
    """The page with its statement, in a line before its other data."""
    at = page.rindex(_DATA.format("page"))
    return f"{page[:at]}{_data('provenance', provenance)}{page[at:]}"


_DATA = '<script type="application/json" id="{}">'


def _classes(document: Document, body: str) -> Iterator[str]:
    """What the page's layout depends on."""
    if '<div class="annex">' in body:
        yield "has-annex"
    if document.style.page.width > document.style.page.height:
        yield "landscape"


def _data(name: str, content: str) -> str:
    return f"{_DATA.format(name)}{markup.json_text(content)}</script>\n"


def _head(document: Document) -> str:
    said = {
        "author": document.author,
        "description": document.subject,
        "keywords": ", ".join(document.keywords),
        "dcterms.date": document.date,
        "generator": "briefgen",
    }
    return "".join(
        f'<meta name="{name}" content="{markup.attribute(text)}">\n'
        for name, text in said.items()
        if text
    )


def _style(document: Document, here: Place) -> str:
    shares = "".join(f".{share_class(share)}{{width:{share:g}%}}" for share in sorted(here.shares))
    ways = read("ways.css") if here.beside.ways else ""
    parts = (palette(document.style), read("page.css"), ways, shares)
    return "".join((*parts, _marked(document), _paper(document)))


def _marked(document: Document) -> str:
    """The marking as a label, where its scheme gives it colours: in these on screens and on
    paper, at the right, 12 points large (FIRST, TLP 2.0)."""
    if document.marking_colours is None:
        return ""
    ink, ground = document.marking_colours
    return (
        f".marking{{color:{ink};background:{ground};border-color:{ground};text-align:right;"
        "font-size:max(1rem,12pt);print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    )


#: The size of running text in `page.css`, in rem.
_BODY = 1.0625


def _paper(document: Document) -> str:
    """Size and margins of printed pages, with the marking at their head and foot (CSS Paged
    Media Module Level 3, 4)."""
    size = document.style.page
    lengths = (size.top, size.right, size.bottom, size.left)
    margins = " ".join(f"{length:g}pt" for length in lengths)
    small = "font:8pt sans-serif"
    marking = f"content:{css_string(document.marking)};font:bold 9pt sans-serif"
    side, number = "center", "right"
    if document.marking_colours is not None:
        ink, ground = document.marking_colours
        side, number = "right", "center"
        marking = f"content:{css_string(f' {document.marking} ')};font:bold 12pt sans-serif"
        marking += f";color:{ink};background:{ground}"
    running = f"content:{css_string(document.running or document.title)};{small}"
    before, between, after = map(css_string, page_of_pages(document.lang))
    pages = f"content:{before} counter(page) {between} counter(pages) {after};{small}"
    boxes = f"@bottom-left{{{running}}}@bottom-{number}{{{pages}}}"
    if document.marking:
        boxes += f"@top-{side}{{{marking}}}@bottom-{side}{{{marking}}}"
        # the page's own stands there
        boxes += f"}}@page :first{{@top-{side}{{content:none;background:none}}"
    root = document.style.size / _BODY
    return (
        f"@page{{size:{size.width:g}pt {size.height:g}pt;margin:{margins};{boxes}}}"
        f"@media print{{html{{font-size:{root:.2f}pt}}}}"
    )


# ------------------------------------------------------------------------------- body


def _body(document: Document, here: Place) -> str:
    english = here.english
    brief = write_blocks(document.blocks, here)
    sources = write_sources(here)
    count = len(here.beside.sources)
    panes = ' class="panes"' if sources else ""
    marking = markup.text(document.marking)
    skips = '<a class="skip" href="#brief">To the brief</a>'
    if sources:
        skips += '<a class="skip" href="#sources">To the sources</a>'
    watermark = (
        f'<div class="watermark" aria-hidden="true">{markup.text(document.watermark)}</div>\n'
        if document.watermark
        else ""
    )
    head = f'<header class="marking">{marking}</header>\n' if marking else ""
    foot = f'<p class="marking">{marking}</p>' if marking else ""
    return (
        f'<nav{english} aria-label="Skip">{skips}</nav>\n{watermark}{head}'
        f"{write_ways(here.beside.ways, english)}"
        f"{write_tools(here.beside.outcomes, count, english) if sources else ''}"
        f'<main{panes}>\n<div class="pane">\n'
        f'<article id="brief" aria-labelledby="title">\n{brief}\n</article>\n'
        f"{_glance(here, english)}{_notes(document.notes, here, english)}"
        f"{_findings(document.comments, english)}"
        f"{write_further(here.beside.ways, english)}</div>\n"
        + (
            f'<section id="sources" aria-labelledby="sources-title" tabindex="0" '
            f'data-word="{"source" if count == 1 else "sources"}">'
            f'<h1 id="sources-title"{english}>{"Source" if count == 1 else "Sources"}</h1>\n'
            f"{sources}\n</section>\n"
            if sources
            else ""
        )
        + "</main>\n"
        + f"<footer>{foot}"
        f'<p class="running">{markup.text(document.running)}</p></footer>'
        + (write_chosen(english) if sources else "")
    )


def _glance(here: Place, english: str) -> str:
    """Drawings of the outcomes, which are the page's own and no part of the brief."""
    made = "".join(write_figure(chart, here) for chart in here.beside.charts)
    if not made:
        return ""
    return (
        f'<section id="glance" class="extra"{english} aria-labelledby="glance-title">'
        f'<h2 id="glance-title">At a glance</h2>{made}</section>\n'
    )


def _notes(notes: Iterable[Note], here: Place, english: str) -> str:
    made = "".join(_note(note, here) for note in notes)
    if not made:
        return ""
    return (
        f'<section id="notes" role="doc-endnotes" aria-labelledby="notes-title">'
        f'<h2 id="notes-title"{english}>Notes</h2>\n<ol class="notes">{made}</ol></section>\n'
    )


def _note(note: Note, here: Place) -> str:
    words = write_inlines(note.children, here)
    lead = here.leads.get(note.number)
    link = (
        f'<a class="lead" href="#{markup.name(lead)}" '
        f'aria-label="Note {note.number} in its source"></a>'
        if lead
        else ""
    )
    return (
        f'<li id="note-{note.number}"><a class="number" href="#mark-{note.number}" '
        f'aria-label="Note {note.number}, back to the text">{note.number}</a>'
        f"<p>{words}</p>{link}</li>"
    )


def _findings(comments: Iterable[Comment], english: str) -> str:
    made = "".join(
        f'<li id="comment-{c.number}"><p><a href="#remark-{c.number}">Finding {c.number}</a> '
        f"<code>{markup.text(c.label)}</code> {markup.text(c.text)}</p>"
        + "".join(f'<p class="small">{markup.text(hint)}</p>' for hint in c.hints)
        + "</li>"
        for c in comments
    )
    if not made:
        return ""
    return (
        f'<section id="findings"{english} aria-labelledby="findings-title">'
        f'<h2 id="findings-title">Findings of this draft</h2><ol class="notes">{made}</ol>'
        "</section>\n"
    )


def _facts(here: Place) -> str:
    """What the script knows of the outcomes."""
    outcomes = [
        {
            "strength": outcome.strength.word,
            "level": outcome.strength.level,
            "actors": list(outcome.actors),
            "themes": list(outcome.themes),
            "notes": list(outcome.notes),
        }
        for outcome in here.beside.outcomes
    ]
    return json.dumps({"outcomes": outcomes}, separators=(",", ":"))
