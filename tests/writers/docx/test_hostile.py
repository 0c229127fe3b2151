"""Any tree with any text gives a sound file."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    Heading,
    Highlight,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Small,
    Strength,
    Strong,
    Table,
    Text,
    Title,
)
from briefgen.figures import Box, Drawing, Label
from briefgen.writers.docx import write

from .lint import W, lint, parts
from .tree_text import squeeze, tree_text

_NASTY = st.sampled_from(
    [
        "",
        " ",
        "<w:p/>",
        "&amp;&#0;",
        "]]>",
        "{{ x }}",
        "\"'",
        "\x00\x1b\x07",
        "\ud800",
        "\udfff\ud800",
        "\ufffe\uffff",
        "שלום עולם",
        "नरेन्द्र",
        "日本語",
        "👩‍👩‍👧",
        "a" * 3000,
        "\u202e\u2066x",
        "\u2011\u00ad\t\r\n",
        "e\u0301\u200d",
    ]
)
TEXT = st.one_of(_NASTY, st.text(max_size=30), st.text(st.characters(), max_size=10))
LANG = st.sampled_from([None, "de", "hi", "ja", "ar", "x<y", "", "en-GB"])
ANCHOR = st.text(min_size=1, max_size=60)


def _inlines(depth: int = 2) -> st.SearchStrategy[Inlines]:
    leaf = st.one_of(
        st.builds(Text, TEXT, LANG),
        st.builds(Strength, st.integers(0, 5), TEXT),
        st.just(LineBreak()),
    )
    if depth == 0:
        return st.lists(leaf, max_size=3).map(tuple)
    inner = _inlines(depth - 1)
    node = st.one_of(
        leaf,
        *(st.builds(kind, inner) for kind in (Strong, Emphasis, Small, Highlight)),
        st.builds(
            Link,
            st.one_of(TEXT, ANCHOR.map("#".__add__), TEXT.map("https://example.org/".__add__)),
            inner,
        ),
    )
    return st.lists(node, max_size=3).map(tuple)


INLINES = _inlines()
DRAWING = st.builds(
    lambda text: Drawing(120, 20, (Box(0, 0, 9, 9, "#123456"), Label(12, 9, text))), TEXT
)


def _blocks(depth: int = 2) -> st.SearchStrategy[tuple[Block, ...]]:
    leaf = st.one_of(
        st.builds(Title, INLINES),
        st.builds(Heading, st.integers(1, 3), INLINES, ANCHOR),
        st.builds(
            Paragraph, INLINES, st.sampled_from(["body", "lead", "meta", "small", "caption"])
        ),
        st.builds(Figure, DRAWING, TEXT.filter(str.strip), INLINES),
        st.builds(Passage, ANCHOR, TEXT, INLINES, st.just(()), LANG),
        st.just(PageBreak()),
    )
    if depth == 0:
        return st.lists(leaf, max_size=2).map(tuple)
    inner = _blocks(depth - 1)
    items = st.lists(st.builds(ListItem, inner), max_size=3).map(tuple)
    kinds = st.sampled_from(["bottom-line", "judgement", "reading", "plain"])
    node = st.one_of(
        leaf,
        st.builds(BulletList, items),
        st.builds(OrderedList, items, st.integers(0, 99)),
        st.builds(BlockQuote, inner),
        st.builds(Callout, kinds, TEXT, inner),
        st.integers(1, 3).flatmap(lambda columns: _tables(columns, inner)),
    )
    return st.lists(node, max_size=4).map(tuple)


def _tables(columns: int, blocks: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Table]:
    row = st.tuples(*[st.builds(Cell, blocks)] * columns)
    column = st.builds(Column, st.sampled_from(["left", "right", "center"]), st.floats(0, 5))
    return st.builds(
        Table,
        st.tuples(*[column] * columns),
        row,
        st.lists(row, max_size=2).map(tuple),
        INLINES,
        TEXT,
        st.booleans(),
    )


DOCUMENTS = st.builds(
    Document,
    title=TEXT,
    lang=st.sampled_from(["en-GB", "hi-IN", "ja", "ar", "<x>"]),
    date=st.sampled_from(["2031-05-06", "soon", ""]),
    blocks=_blocks(),
    subject=TEXT,
    author=TEXT,
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    marking=TEXT,
    running=TEXT,
)

_REPLACED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_tree_gives_a_sound_file(tree: Document) -> None:
    """It parses, is free of lint, holds every word, and is the same twice."""
    data, diagnostics = write(tree)
    assert {d.code for d in diagnostics} <= {"writer-unsupported"}
    assert lint(data) == []
    again, _ = write(tree)
    assert again == data
    root = parts(data)["word/document.xml"]
    special = {W + "softHyphen": "\u00ad", W + "noBreakHyphen": "\u2011"}
    read = "".join(
        (e.text or "") if e.tag == W + "t" else special.get(str(e.tag), "") for e in root.iter()
    )
    assert squeeze(read) == squeeze(_REPLACED.sub("\ufffd", tree_text(tree)))
