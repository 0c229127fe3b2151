"""Saved web pages: the text that readers see, and what a page says of itself."""

from __future__ import annotations

import html
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefgen.ingest import read
from briefgen.ingest.candidate import Candidate, candidate
from briefgen.ingest.html.tokens import Text, resolved, tokens
from briefgen.ingest.html.tree import parse

LONG = (
    "The ministers of trade of Zubrowka and Ruritania met in Lutz on 5 March 2024 and decided to "
    "open a joint customs office before the end of the year."
)
MORE = (
    "They did not agree on tariffs, which remain as they are, and will meet again in Florin when "
    "their experts have reported on the fees for transit."
)


def page(body: str, head: str = "") -> Candidate:
    made, problems = candidate(f"<!doctype html>{head}<body>{body}".encode(), "page.html", {})
    assert made is not None, problems
    return made


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).reading.blocks]


def kinds(body: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in page(body).passages()]


SITE = f"""
<header><a href=/>Home</a>
<nav><ul><li><a href=n>News</a><li><a href=e>Events</a></ul></nav></header>
<div class=wrap><div class="col-main">
<h1>Joint Statement on Trade</h1>
<p class=byline>By Anna Lutz</p>
<figure><img src=x alt="Two ministers"><figcaption>The ministers in Lutz</figcaption></figure>
<p>{LONG}<p>{MORE}
<h2>Roads</h2><p>{LONG.replace("customs office", "road authority")}
<aside class=pullquote>“decided to open a joint customs office”</aside>
<div class="share-buttons"><a>Facebook</a> <a>Telegram</a></div>
</div><aside id=sidebar><h2>Related</h2><p>{MORE}</aside></div>
<footer>© 2024 Ministry of Trade. All rights reserved.</footer>
"""


def test_the_text_among_a_sites_furniture() -> None:
    """Title, captions, headings and paragraphs; what stands beside them in the text is boilerplate,
    and what stands around it is left out and counted."""
    assert kinds(SITE) == [
        ("title", "Joint Statement on Trade"),
        ("boilerplate", "By Anna Lutz"),
        ("caption", "The ministers in Lutz"),
        ("body", LONG),
        ("body", MORE),
        ("heading", "Roads"),
        ("body", LONG.replace("customs office", "road authority")),
        ("boilerplate", "“decided to open a joint customs office”"),
        ("boilerplate", "Facebook Telegram"),
    ]
    around = f"Home News Events Related {MORE} © 2024 Ministry of Trade. All rights reserved."
    count = len(around.split())
    remarks = page(SITE).reading.remarks
    assert f"Left out: {count} words around the text (menus, boxes and the like)." in remarks


@pytest.mark.parametrize(
    "main",
    [
        "<main>{}</main>",
        "<article>{}</article><article><p>A teaser of another article.</article>",
        "<div role=main>{}</div>",
        "<div itemprop=articleBody>{}</div>",
        "<div class=x><div>{}</div></div>",
        "<table><tr><td>Menu<td>{}</table>",
        "<form id=aspnetForm><div class='no-sidebar share-enabled'>{}</div></form>",
        "<aside>{}</aside>",
    ],
)
def test_where_the_text_is(main: str) -> None:
    """What a page calls its text is its text, and without such a name its words tell it."""
    text = f"<p>{LONG}</p><p>{MORE}</p>"
    other = "<nav>Menu</nav><div class=teasers><ul><li><a href=1>Another article</a></ul></div>"
    found = texts(other + main.format(text))
    assert [part for part in found if len(part) > 60] == [LONG, MORE]
    assert "Another article" not in found


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="display: none">{}</p>',
        "<p style='color:red;visibility:hidden'>{}</p>",
        '<span style="font-size:0">{}</span>',
        '<div style="position:absolute; left:-9999px">{}</div>',
        "<span class=sr-only>{}</span>",
        "<style>.note, #x {{ display: none }}</style><p class='big note'>{}</p>",
        "<style>@media print{{.a{{color:red}}}} #x{{visibility:hidden}}</style><div id=x>{}</div>",
        "<script>document.write('{}')</script>",
        "<template><p>{}</p></template>",
        "<noscript>{}</noscript>",
        "<!-- {} -->",
        "<details hidden><summary>{}</summary></details>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    """A sentence that a page hides from its readers never becomes a passage."""
    secret = "Zubrowka pledged fifty billion crowns"
    found = texts(f"<p>{LONG}</p>{hidden.format(secret)}<p>{MORE}</p>")
    assert found == [LONG, MORE]


def test_hidden_words_are_counted() -> None:
    """What was left out since it is hidden is told."""
    remarks = page(f"<p>{LONG}<p hidden>one two three</p><p><s>four</s> {MORE}").reading.remarks
    assert "Left out: 3 words that the page hides from its readers." in remarks
    assert "Left out: 1 word struck through." in remarks


def test_a_style_for_some_readers_hides_nothing() -> None:
    """A rule for print, or one that a later rule takes back, hides no text from readers."""
    style = "<style>@media print{.a{display:none}} .b{display:none} .b{display:block}</style>"
    assert texts(f"{style}<p class=a>{LONG}<p class=b>{MORE}") == [LONG, MORE]


def test_what_a_browser_adds_is_added() -> None:
    """Numbers of lists, quotation marks, raised figures; a link to a note is no figure."""
    body = f"""<p>{LONG}</p>
    <ol start=3><li>Minerals<li value=7>Roads<ul><li>in Lutz</ul></ol>
    <ol type=a><li>Wood</ol><ol><li>1. Typed</ol>
    <p>It cost 10<sup>6</sup> crowns, CO<sub>2</sub>, the 18<sup>th</sup>, and
    <q>much <q>more</q></q>
    <sup><a href=#n>1</a></sup>, m<sup>2</sup> and <ruby>漢<rp>(<rt>kan<rp>)</ruby>.</p>"""
    assert texts(body)[1:] == [
        "3. Minerals",
        "7. Roads",
        "in Lutz",
        "a. Wood",
        "1. Typed",
        "It cost 10⁶ crowns, CO2, the 18th, and “much ‘more’” , m² and 漢.",
    ]


def test_tables() -> None:
    """A row is a passage, its cells between bars; a cell over several rows stands in each. A table
    that only lays out a page is none."""
    body = f"""<p>{LONG}<table><caption>Amounts</caption>
    <tr><th>Country<th>Year<th>Crowns
    <tr><td rowspan=2>Zubrowka<td>2024<td>5
    <tr><td>2025<td>6 <b>billion</b></table>"""
    assert kinds(body)[1:] == [
        ("caption", "Amounts"),
        ("heading", "Country | Year | Crowns"),
        ("body", "Zubrowka | 2024 | 5"),
        ("body", "Zubrowka | 2025 | 6 billion"),
    ]
    laid_out = f"<table role=presentation><tr><td><p>{LONG}<td><p>{MORE}</table>"
    assert texts(laid_out) == [LONG, MORE]


def test_paragraphs_of_old_pages() -> None:
    """Two line breaks part paragraphs, one is a space, `pre` is a typed text, and a short bold
    paragraph is a heading."""
    other = LONG.replace("customs", "tax")
    typed = textwrap.fill(other, 60)
    body = f"{LONG}<br><br>{MORE}<br>And more.<p><b>Roads</b><pre>{typed}\n\nTwo.</pre>"
    assert kinds(body) == [
        ("body", LONG),
        ("body", f"{MORE} And more."),
        ("heading", "Roads"),
        ("body", other),
        ("body", "Two."),
    ]


# ------------------------------------------------------------------- what it says of itself

HEAD = """<html lang=en-GB><title>Joint Statement on Trade | Ministry of Trade</title>
<meta property=og:title content="Joint Statement on Trade">
<meta property=og:site_name content="Ministry of Trade &amp; Roads">
<meta property=article:published_time content="2024-03-05T23:30:00+05:30">
<link rel=canonical href="https://trade.example/2024/statement">
<script type=application/ld+json>{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-03-06",
"publisher": {"name": "MoT"}, "url": "https://trade.example/2024/statement"}]}</script>"""


def test_what_a_page_says_of_itself() -> None:
    """Each value with where it was found; where a page contradicts itself, both are there."""
    made = page(f"<h1>Joint Statement on Trade</h1><p>{LONG}", HEAD)
    assert {p: (made.value(p), made.found(p)) for p in ("title", "publisher", "date", "url")} == {  # type: ignore[arg-type]
        "title": ("Joint Statement on Trade", "the page's heading"),
        "publisher": ("Ministry of Trade & Roads", "the page's <meta> og:site_name"),
        "date": ("2024-03-05", "the page's <meta> article:published_time"),
        "url": ("https://trade.example/2024/statement", 'the page\'s <link rel="canonical">'),
    }
    assert made.others("date") == (("2024-03-06", "the page's data for search engines"),)
    assert made.others("publisher") == (("MoT", "the page's data for search engines"),)
    assert made.others("title") == ()
    assert made.value("language") == "en-GB"


def test_a_language_that_is_wrong_is_contradicted() -> None:
    """The words of a text go before what its site says of itself, and both are shown."""
    made = page(f"<p>{LONG}<p>{MORE}", "<html lang=fr>")
    assert made.value("language") == "en"
    assert made.others("language") == (("fr", 'the page\'s <html lang="…">'),)


@pytest.mark.parametrize(
    ("comment", "retrieved"),
    [
        ("saved from url=(0028)https://trade.example/a", ""),
        (
            "\n Page saved with SingleFile \n url: https://trade.example/a \n"
            " saved date: Thu Nov 14 2024 10:12:13 GMT+0100 (CET)\n",
            "2024-11-14",
        ),
    ],
)
def test_the_note_of_who_saved_the_page(comment: str, retrieved: str) -> None:
    """Browsers write into a saved page where it came from."""
    made = page(f"<p>{LONG}", f"<!--{comment}-->")
    assert made.value("url") == "https://trade.example/a"
    assert made.value("retrieved") == retrieved


def test_nothing_is_invented() -> None:
    """A page that says nothing of itself has no publisher, date or address."""
    made = page(f"<p>{LONG} <time datetime=2020-01-01>long ago</time> they met.</p>" * 3)
    assert (made.value("title"), made.value("publisher"), made.value("url")) == ("", "", "")


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1251", "", "bogus"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_any_encoding_whatever_is_declared(codec: str, declared: str) -> None:
    """The letters of a page come out right, also when it says the wrong thing."""
    if codec == "cp1252" and declared == "windows-1251":
        pytest.skip("nobody can tell from the bytes alone")
    words = "Le ministère a décidé d’établir un « groupe » à Lutz, et de créer une unité d’été."
    source = f'<!doctype html><meta charset="{declared}"><p>{words}</p>'
    reading, _ = read(source.encode(codec), "page.html")
    assert reading is not None
    assert [block.text for block in reading.blocks] == [words]


# ------------------------------------------------------------------------------- the parser


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/!-&;=\"' \nabip#x1&lt", max_size=60))
def test_any_markup_is_read_to_its_end(source: str) -> None:
    """No text, however broken, stops the parser or makes it lose its way."""
    tree = parse(source)
    assert tree.whole
    assert len(tree.root.text()) <= 2 * len(source) + 8


WORD = st.sampled_from(["met", "Lutz", "a < b", "R&D", "“no”", "x > y", "1\u00a0000"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(st.sampled_from(["div", "p", "ul", "b", "section"]))
    if depth > 3 or name in ("p", "b"):
        inside = html.escape(" ".join(draw(st.lists(WORD, min_size=1, max_size=4))))
        return f"<{name}>{inside}</{name}>"
    if name == "ul":
        items = draw(st.lists(WORD, min_size=1, max_size=3))
        return "<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in items) + "</ul>"
    return f"<{name}>{''.join(draw(st.lists(trees(depth + 1), max_size=3)))}</{name}>"


@settings(max_examples=150, deadline=None)
@given(trees())
def test_the_tree_is_that_of_another_parser(source: str) -> None:
    """libxml2 reads the same elements and the same text."""
    other = etree.fromstring(f"<html><body>{source}</body></html>", etree.HTMLParser())
    ours = parse(f"<html><body>{source}</body></html>").root
    names = [e.name for e in ours.elements() if e.name not in ("html", "body")]
    assert names == [e.tag for e in other.iter() if e.tag not in ("html", "body")]
    assert ours.text() == "".join(other.itertext())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a &lt b &notit; &amp;lt; &#x41; &#128; &#0; &nbsp;", "a < b ¬it; &lt; A € \ufffd \xa0"),
        ("<p title='&copy=1'>x", "x"),
        ("a < b <3 </> <!bogus> <?pi?> c", "a < b <3   c".replace("   ", "    ")),
        ("<title>a<b></title>c", "a<b>c"),
        ("x<!-- -- a --!>y<!-->z<!--->w", "xyzw"),
        ("x<p title='never ends", "x"),
    ],
)
def test_odd_markup(source: str, text: str) -> None:
    """Cases of the HTML standard, 13.2.5, read as it says."""
    found = "".join(token.text for token in tokens(source) if isinstance(token, Text))
    assert found == text


def test_numbers_without_end_are_one_character() -> None:
    """A character reference of a million digits is a character that there is not."""
    assert resolved("&#" + "9" * 1_000_000 + ";") == "\ufffd"
    assert resolved("&#" + "0" * 1_000_000 + "65;") == "A"
