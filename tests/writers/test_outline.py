"""The outline shows every kind of node, and leaves out nothing that a writer would print."""

from __future__ import annotations

from typing import get_args

from briefgen import document as tree
from briefgen.figures import Drawing
from briefgen.writers import outline

WORDS = tree.Text

INLINES: tuple[tree.Inline, ...] = (
    WORDS("plain"),
    WORDS("mot", lang="fr"),
    tree.Strong((WORDS("bold"),)),
    tree.Emphasis((WORDS("italic"),)),
    tree.Small((WORDS("little"),)),
    tree.Highlight((WORDS("marked"),)),
    tree.Portion((WORDS("(O) "),)),
    tree.Remarked((WORDS("doubted"),), (1, 2)),
    tree.Link("https://example.org/", (WORDS("link"),)),
    tree.Strength(4, "decided"),
    tree.Cite(("a", "b")),
    tree.NoteMark(1),
    tree.LineBreak(),
)


def paragraph(text: str) -> tree.Paragraph:
    return tree.Paragraph((WORDS(text),))


BLOCKS: tuple[tree.Block, ...] = (
    tree.Title((WORDS("title"),)),
    tree.Heading(2, (WORDS("heading"),), "h"),
    tree.Paragraph(INLINES, "lead"),
    tree.BulletList((tree.ListItem((paragraph("bullet"),)),)),
    tree.OrderedList((tree.ListItem((paragraph("number"),)),), 7),
    tree.BlockQuote((paragraph("quoted"),)),
    tree.Callout("judgement", "label", (paragraph("called"),)),
    tree.Table(
        (tree.Column("right", 2),),
        (tree.Cell((paragraph("head"),)),),
        ((tree.Cell((paragraph("cell"),)),),),
        (WORDS("caption"),),
        "summary",
        True,
    ),
    tree.Figure(Drawing(10, 5, ()), "alternative", (WORDS("below"),)),
    tree.Passage("p", "13", (WORDS("passage"),), (1, 2), "en"),
    tree.PageBreak(),
)


def test_every_node_is_written() -> None:
    """One of each kind, with all of its parts."""
    assert {type(node) for node in BLOCKS} == set(get_args(tree.Block))
    assert {type(node) for node in INLINES} == set(get_args(tree.Inline))
    made = outline.write(
        tree.Document(
            "name",
            "en-GB",
            "2026-03-06",
            BLOCKS,
            (tree.Note(1, (WORDS('say "so"\\'),)),),
            subject="about",
            author="office",
            keywords=("one", "two"),
            marking="OFFICIAL",
            running="run",
            max_pages=2,
        )
    )
    assert made == (
        'document "name" lang=en-GB date=2026-03-06\n'
        '  subject "about"\n'
        '  author "office"\n'
        '  keywords "one; two"\n'
        '  marking "OFFICIAL"\n'
        '  running "run"\n'
        "  at most 2 pages\n"
        'title "title"\n'
        'heading 2 #h "heading"\n'
        'paragraph lead "plain" "mot"@fr strong("bold") emphasis("italic") small("little") '
        'highlight("marked") portion("(O) ") remarked[1, 2]("doubted") '
        'link<https://example.org/>("link") '
        "strength(●●●●○ decided) cite[a; b] mark(1) break\n"
        "list\n"
        "  item\n"
        '    paragraph "bullet"\n'
        "list from 7\n"
        "  item\n"
        '    paragraph "number"\n'
        "quote\n"
        '  paragraph "quoted"\n'
        'callout judgement "label"\n'
        '  paragraph "called"\n'
        "table right:2 row-headers\n"
        '  caption "caption"\n'
        '  summary "summary"\n'
        "  header\n"
        "    cell\n"
        '      paragraph "head"\n'
        "  row\n"
        "    cell\n"
        '      paragraph "cell"\n'
        'figure 10x5 "alternative"\n'
        '  caption "below"\n'
        'passage 13 #p lang=en ↑1 ↑2 "passage"\n'
        "page-break\n"
        'note 1 "say \\"so\\"\\\\"\n'
    )
