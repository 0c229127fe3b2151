"""Any tree with any text gives a sound page that holds every word of it, and nothing else runs."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import lxml.html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import (
    ArchivedPassage,
    ArchivedSource,
    Beside,
    Comment,
    CoveredOutcome,
    Document,
    Strength,
)
from briefgen.writers.html import write

from ..docx.test_hostile import DOCUMENTS, TEXT
from ..docx.tree_text import squeeze, tree_text

PASSAGES = st.lists(
    st.builds(
        ArchivedPassage,
        number=st.integers(1, 99),
        text=TEXT,
        kind=st.sampled_from(["body", "title", "caption", "repeat"]),
        repeats=st.sampled_from([None, 3]),
        portion=TEXT,
        place=TEXT,
    ),
    max_size=3,
).map(tuple)
SOURCES = st.lists(
    st.builds(
        ArchivedSource,
        id=st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True),
        label=TEXT,
        title=TEXT,
        facts=TEXT,
        lang=st.sampled_from(["en", "ar", "x<y", ""]),
        passages=PASSAGES,
        url=st.one_of(TEXT, TEXT.map("https://example.org/".__add__)),
    ),
    max_size=2,
).map(tuple)
OUTCOMES = st.lists(
    st.builds(
        CoveredOutcome,
        id=TEXT,
        strength=st.builds(Strength, st.integers(0, 5), TEXT),
        actors=st.lists(TEXT, max_size=2).map(tuple),
        themes=st.lists(TEXT, max_size=2).map(tuple),
        notes=st.just(()),
    ),
    max_size=3,
).map(tuple)
TREES = st.builds(
    lambda tree, beside, comments, watermark: replace(
        tree, beside=beside, comments=comments, watermark=watermark, provenance='{"a": "</script>"}'
    ),
    DOCUMENTS,
    st.builds(Beside, SOURCES, OUTCOMES),
    st.lists(st.builds(Comment, st.integers(1, 9), TEXT, TEXT), max_size=2).map(tuple),
    TEXT,
)

VOID = set("area base br col embed hr img input link meta source track wbr".split())
#: What HTML 13.2.3.5 calls errors in a stream of input, and CR, which would become LF.
REPLACED = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class Strict(HTMLParser):
    """Elements that end in the order in which they began, with no attribute that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "action", "formaction", "src"), name
            if name == "href":
                assert re.match(r"#|https?://|mailto:", value or ""), value
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(TREES)
def test_any_tree_gives_a_sound_page(tree: Document) -> None:
    data, diagnostics = write(tree)
    assert {d.code for d in diagnostics} <= {"writer-unsupported"}
    assert write(tree)[0] == data
    text = data.decode("utf-8")
    strict = Strict()
    strict.feed(text)
    strict.close()
    assert strict.open == []
    assert strict.seen.count("script") <= 3
    assert strict.seen.count("style") == 1
    for forbidden in ("iframe", "object", "embed", "img", "link", "base", "form"):
        assert forbidden not in strict.seen

    page = lxml.html.document_fromstring(data)
    (brief,) = page.xpath("//article")
    for drawn in brief.xpath(".//svg | .//*[contains(@class, 'extra')]"):
        drawn.drop_tree()
    words = squeeze(REPLACED.sub("\ufffd", tree_text(tree)))
    assert squeeze("".join(brief.itertext())) == words


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOURCES)
def test_sources_are_shown_whole(sources: tuple[ArchivedSource, ...]) -> None:
    """Every passage, word for word."""
    tree = Document("Grain", "en", "2031-05-06", (), beside=Beside(sources))
    page = lxml.html.document_fromstring(write(tree)[0])
    shown = [
        squeeze("".join(p.itertext()))
        for p in page.xpath("//ol[@class='passages']/li/p[not(@class='told')]")
    ]
    wanted = [
        squeeze(REPLACED.sub("\ufffd", passage.text))
        for source in sources
        for passage in source.passages
    ]
    assert shown == wanted
