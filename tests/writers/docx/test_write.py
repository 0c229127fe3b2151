"""What stands in the file, element by element."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefgen.document import (
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Cite,
    Column,
    Document,
    Emphasis,
    Heading,
    Highlight,
    Link,
    ListItem,
    Note,
    NoteMark,
    OrderedList,
    Page,
    PageBreak,
    Paragraph,
    Passage,
    Portion,
    Small,
    Strength,
    Strong,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.writers.docx import write

from .lint import W, lint, parts
from .sample import brief, cell, words
from .tree_text import squeeze, tree_text

REFERENCE = W + "footnoteReference"
EXPECTED = Path(__file__).parent / "expected"


def document(*blocks: object, notes: tuple[Note, ...] = (), **changes: object) -> Document:
    """A document of these blocks."""
    made = Document("T", "en-GB", "2031-05-06", tuple(blocks), notes)  # type: ignore[arg-type]
    return replace(made, **changes)  # type: ignore[arg-type]


def written(tree: Document) -> dict[str, etree._Element]:
    """The parts of a document that is written without a diagnostic and without a lint."""
    data, diagnostics = write(tree)
    assert diagnostics == []
    assert lint(data) == []
    return parts(data)


def body(tree: Document) -> etree._Element:
    """document.xml of a document that is written without a diagnostic."""
    return written(tree)["word/document.xml"]


def values(root: etree._Element, tag: str, name: str = "val") -> list[str | None]:
    """An attribute of every element of a name."""
    return [e.get(W + name) for e in root.iter(W + tag)]


SMALL = document(
    Title(words("Grain & salt")),
    Heading(1, words("Agreed"), "agreed"),
    Paragraph((Text("They "), Strong(words("agreed")), Text("."), NoteMark(1), NoteMark(2))),
    BulletList((ListItem((Paragraph(words("One.")),)),)),
    Table(
        (Column(weight=2), Column("right", 1)),
        (cell("What"), cell("How strong")),
        ((cell("Grain"), cell((Strength(4, "decided"),))),),
        caption=words("Outcomes"),
        summary="One outcome.",
    ),
    Callout("judgement", "Assessment", (Paragraph(words("It may rain.")),)),
    PageBreak(),
    Heading(1, words("Annex"), "annex"),
    Passage("gazette-1", "1", (Text("So "), Highlight(words("they agreed"))), (1, 2), "en"),
    notes=(
        Note(1, (Text("“agreed”, "), Link("#gazette-1", words("passage 1")))),
        Note(2, (Link("https://example.org/?a=1&b=2", words("report")),)),
    ),
    marking="OFFICIAL",
    running="Grain",
)


@pytest.mark.parametrize("part", ["document", "footnotes", "header1", "footer1", "numbering"])
def test_the_xml_of_a_small_brief(part: str, update: bool) -> None:
    """The parts of a small brief are these, one element a line."""
    with zipfile.ZipFile(io.BytesIO(write(SMALL)[0])) as archive:
        text = archive.read(f"word/{part}.xml").decode().replace("><", ">\n<") + "\n"
    file = EXPECTED / f"{part}.xml"
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_word_of_the_tree() -> None:
    """The body holds the words of the tree, all of them, in their order, and no others."""
    tree = brief()
    paragraphs = ["".join(t.text or "" for t in p.iter(W + "t")) for p in body(tree).iter(W + "p")]
    assert squeeze("".join(paragraphs)) == squeeze(tree_text(tree))


def test_same_bytes_whatever_the_hash_seed() -> None:
    """Three processes with three hash seeds write the same bytes as this one."""
    code = (
        "import hashlib, runpy, sys\n"
        "from briefgen.writers.docx import write\n"
        "brief = runpy.run_path(sys.argv[1])['brief']\n"
        "print(hashlib.sha256(write(brief())[0]).hexdigest())\n"
    )
    sample = str(Path(__file__).parent / "sample.py")
    here = hashlib.sha256(write(brief())[0]).hexdigest()
    path = os.pathsep.join(filter(None, sys.path))
    for seed in ("0", "1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        ran = subprocess.run(
            [sys.executable, "-c", code, sample],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() == here


def test_the_zip_has_no_clock() -> None:
    """Entries are dated 1980, the content types come first, the rest is sorted."""
    with zipfile.ZipFile(io.BytesIO(write(SMALL)[0])) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    names = [info.filename for info in infos]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


def test_properties(monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, subject, author, keywords, language and the brief's date are the file's own."""
    import docx

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    properties = docx.Document(io.BytesIO(write(brief())[0])).core_properties
    assert properties.title == "Grain and the port of Lutz"
    assert properties.subject == "3rd Zubrowka–Florin Dialogue"
    assert properties.author == "Ministry of Grain"
    assert properties.keywords == "grain; ports"
    assert properties.language == "en-GB"
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2031-05-06 00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    properties = docx.Document(io.BytesIO(write(brief())[0])).core_properties
    assert f"{properties.modified:%Y-%m-%d}" == "1970-01-02"


def test_headings_are_words_own() -> None:
    """Sections are `heading n` with an outline level; the title is Title."""
    tree = document(
        Title(words("T")),
        *(Heading(n, words(f"H{n}"), f"h{n}") for n in (1, 2, 3)),
    )
    files = written(tree)
    assert values(files["word/document.xml"], "pStyle") == [
        "Title",
        "Heading1",
        "Heading2",
        "Heading3",
    ]
    for level in (1, 2, 3):
        (style,) = (
            e
            for e in files["word/styles.xml"].iter(W + "style")
            if e.get(W + "styleId") == f"Heading{level}"
        )
        assert values(style, "name") == [f"heading {level}"]
        assert values(style, "outlineLvl") == [str(level - 1)]


def test_page_of_the_style() -> None:
    """Paper and margins are the style's; a wide page is landscape."""
    page = Page(841.89, 595.276, 50, 60, 70, 80)
    root = body(document(Paragraph(words("x")), style=Style(page=page)))
    size, margins = root.find(f".//{W}pgSz"), root.find(f".//{W}pgMar")
    assert size is not None
    assert margins is not None
    assert (size.get(W + "w"), size.get(W + "h")) == ("16838", "11906")  # A4 in twips
    assert size.get(W + "orient") == "landscape"
    sides = ("top", "right", "bottom", "left")
    assert [margins.get(W + side) for side in sides] == ["1000", "1200", "1400", "1600"]


def test_marking_on_every_page() -> None:
    """The marking stands in the one header and the one footer, also of the first page."""
    files = written(SMALL)
    assert [e.text for e in files["word/header1.xml"].iter(W + "t")] == ["OFFICIAL"]
    footer = [e.text for e in files["word/footer1.xml"].iter(W + "t")]
    assert footer == ["Grain", "page ", "1", " of ", "1", "OFFICIAL"]
    assert values(files["word/footer1.xml"], "fldSimple", "instr") == [" PAGE ", " NUMPAGES "]
    assert not list(files["word/document.xml"].iter(W + "titlePg"))
    assert "word/header1.xml" not in written(document(Paragraph(words("x"))))


def test_a_portion_mark_is_bold_at_the_head() -> None:
    """It is text of its paragraph, before all other words, and stands out."""
    made = body(document(Paragraph((Portion((Text("(O) "),)), Text("Words.")))))
    runs = [e for e in made.iter(W + "r") if list(e.iter(W + "t"))]
    assert ["".join(t.text or "" for t in e.iter(W + "t")) for e in runs] == ["(O) ", "Words."]
    assert [bool(list(e.iter(W + "b"))) for e in runs] == [True, False]


def test_a_watermark_is_a_shape_behind_the_text() -> None:
    """It stands in the header as Word's own does, without text of the brief and without a
    text alternative; a page without a marking has a header for it too."""
    made = document(Paragraph(words("x")), watermark='DRAFT & "more"')
    data, diagnostics = write(made)
    assert diagnostics == []
    assert lint(data) == []
    header = parts(data)["word/header1.xml"]
    assert not list(header.iter(W + "t"))
    vml = "{urn:schemas-microsoft-com:vml}"
    (shape,) = header.iter(vml + "shape")
    (path,) = shape.iter(vml + "textpath")
    assert path.get("string") == 'DRAFT & "more"'
    assert shape.get("alt") == ""
    assert "z-index:-" in (shape.get("style") or "")
    assert "word/header1.xml" not in parts(write(document(Paragraph(words("x"))))[0])


def test_a_label_has_its_colours() -> None:
    """TLP 2.0: letters on black, 12 points or more, at the right, in header and footer."""
    made = document(
        Paragraph(words("x")), marking="TLP:GREEN", marking_colours=("#33FF00", "#000000")
    )
    files = parts(write(made)[0])
    for part in ("word/header1.xml", "word/footer1.xml"):
        assert values(files[part], "color", "val") == ["33FF00"]
        assert values(files[part], "shd", "fill") == ["000000"]
        assert [int(v) >= 24 for v in values(files[part], "sz", "val")] == [True]
        assert values(files[part], "jc", "val") == ["right"]
        assert "TLP:GREEN" in "".join(e.text or "" for e in files[part].iter(W + "t"))


@pytest.mark.parametrize(
    ("lang", "counted"), [("de", "Seite 1 von 1"), ("ja", "1 / 1 ページ"), ("xx", "1 / 1")]
)
def test_the_page_count_is_in_the_documents_language(lang: str, counted: str) -> None:
    """Known languages have their own words; others the numbers alone."""
    footer = parts(write(document(Paragraph(words("x")), lang=lang))[0])["word/footer1.xml"]
    assert "".join(e.text or "" for e in footer.iter(W + "t")) == counted


def test_callouts_differ_without_colour() -> None:
    """Each kind of callout has borders of another kind or on other sides."""
    files = written(brief())
    looks = set()
    for name in ("BriefBottomLine", "BriefJudgement", "BriefReading", "BriefPlain"):
        (style,) = (
            e for e in files["word/styles.xml"].iter(W + "style") if e.get(W + "styleId") == name
        )
        borders = style.find(f".//{W}pBdr")
        assert borders is not None
        looks.add(tuple((b.tag, b.get(W + "val"), b.get(W + "sz")) for b in borders))
    assert len(looks) == 4


def test_blocks_in_a_box_share_its_borders() -> None:
    """Lists inside a callout carry its borders, else Word would break the box."""
    tree = document(
        Callout(
            "judgement",
            "Assessment",
            (Paragraph(words("a")), BulletList((ListItem((Paragraph(words("b")),)),))),
        )
    )
    files = written(tree)
    (style,) = (
        e
        for e in files["word/styles.xml"].iter(W + "style")
        if e.get(W + "styleId") == "BriefJudgement"
    )
    item = files["word/document.xml"].findall(f".//{W}p")[2]
    of_style, of_item = style.find(f".//{W}pBdr"), item.find(f".//{W}pBdr")
    assert of_style is not None
    assert of_item is not None
    assert [(b.tag, b.items()) for b in of_style] == [(b.tag, b.items()) for b in of_item]


def test_lists_start_again() -> None:
    """Each list has an instance of its own that starts where the tree says."""
    item = (ListItem((Paragraph(words("x")),)),)
    files = written(document(OrderedList(item), OrderedList(item), OrderedList(item, start=7)))
    assert values(files["word/document.xml"], "numId") == ["1", "2", "3"]
    assert values(files["word/numbering.xml"], "startOverride") == ["1", "1", "7"]


def test_tables_are_accessible() -> None:
    """One header row that repeats, rows that hold together, a name and a description."""
    root = body(SMALL)
    rows = list(root.iter(W + "tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert values(root, "tblCaption") == ["Outcomes"]
    assert values(root, "tblDescription") == ["One outcome."]
    assert values(root, "tblLook", "firstRow") == ["1"]
    widths = [int(w or 0) for w in values(root, "gridCol", "w")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=2)


def test_two_tables_do_not_touch() -> None:
    """Tables without captions in a row stay two, and one at the end is followed by text."""
    table = Table((Column(),), (cell("a"),), ((cell("b"),),))
    root = body(document(table, table))
    tags = [str(e.tag).removeprefix(W) for e in root[0]]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_empty_cells_hold_a_paragraph() -> None:
    """A cell without blocks, or with a table as its last, ends with a paragraph."""
    inner = Table((Column(),), (cell("a"),), ())
    root = body(document(Table((Column(), Column()), (Cell(()), Cell((inner,))), ())))
    assert [e[-1].tag for e in root.iter(W + "tc")] == [W + "p"] * 3


def test_highlight_is_not_colour_alone() -> None:
    """Quoted words are shaded and underlined."""
    (style,) = (
        e
        for e in written(SMALL)["word/styles.xml"].iter(W + "style")
        if e.get(W + "styleId") == "BriefHighlight"
    )
    assert values(style, "u") == ["single"]
    assert values(style, "shd", "fill") == ["FFF3BF"]
    assert "BriefHighlight" in values(body(SMALL), "rStyle")


def test_marks_notes_and_passages_lead_to_each_other() -> None:
    """A mark has a bookmark, its note links to the passage, the passage back to the mark."""
    files = written(SMALL)
    main, notes = files["word/document.xml"], files["word/footnotes.xml"]
    assert {"mark_1", "mark_2", "gazette_1"} <= set(values(main, "bookmarkStart", "name"))
    assert values(notes, "bookmarkStart", "name") == ["note_1", "note_2"]
    assert values(notes, "hyperlink", "anchor") == ["gazette_1", None]
    assert values(main, "hyperlink", "anchor") == ["mark_1", "mark_2"]
    relations = files["word/_rels/footnotes.xml.rels"]
    assert [e.get("Target") for e in relations] == ["https://example.org/?a=1&b=2"]
    assert [e.get("TargetMode") for e in relations] == ["External"]


def test_two_marks_do_not_read_as_one_number() -> None:
    """Marks side by side are separated."""
    (paragraph,) = (p for p in body(SMALL).iter(W + "p") if len(list(p.iter(REFERENCE))) == 2)
    raised = [
        run
        for run in paragraph.iter(W + "r")
        if values(run, "rStyle") == ["FootnoteReference"] and run.find(W + "t") is not None
    ]
    assert [run.findtext(W + "t") for run in raised] == ["\u00a0"]


def test_complex_scripts_follow_bold_and_size() -> None:
    """Wherever text is bold, italic or sized, so is text in complex scripts (17.3.2.2)."""
    for root in written(brief()).values():
        for plain, complex_ in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            assert values(root, plain) == values(root, complex_)


def test_languages_of_runs() -> None:
    """Words in another language or script say so in the slot that Word reads."""
    root = body(
        document(Paragraph((Text("und नरेन्द्र 日本", "de"), Text(" हिन्दी", "mr"), Text("ok"))))
    )
    found = {
        "".join(t.text or "" for t in run.iter(W + "t")).strip(): [
            (str(key).removeprefix(W), value)
            for e in run.iter(W + "lang")
            for key, value in e.items()
        ]
        for run in root.iter(W + "r")
    }
    assert found["und"] == [("val", "de")]
    assert found["नरेन्द्र"] == [("bidi", "hi-IN")]
    assert found["日本"] == [("eastAsia", "ja-JP")]
    assert found["हिन्दी"] == [("bidi", "mr")]
    assert found["ok"] == []


def test_the_documents_own_language_needs_no_mark() -> None:
    """In a Nepali brief, Devanagari is Nepali; English words in a Japanese passage are English."""
    tree = document(
        Paragraph(words("नेपाल")),
        Passage("p-1", "1", (Text("日本"), Text("made in", "en"), Text("नेपाल", "ne-NP")), (), "ja"),
        lang="ne-NP",
    )
    root = body(tree)
    found = [
        (
            "".join(t.text or "" for t in run.iter(W + "t")),
            [(str(k).removeprefix(W), v) for e in run.iter(W + "lang") for k, v in e.items()],
        )
        for run in root.iter(W + "r")
    ]
    assert [f for f in found if f[0] and f[0] != "1"] == [
        ("नेपाल", [("bidi", "ne-NP")]),
        ("日本", [("eastAsia", "ja")]),
        ("made in", [("val", "en")]),
        ("नेपाल", [("bidi", "ne-NP")]),
    ]


def test_right_to_left_paragraphs() -> None:
    """A paragraph whose first letter is Hebrew runs from the right."""
    root = body(document(Paragraph(words("1. שלום world")), Paragraph(words("world שלום"))))
    assert [p.find(f".//{W}bidi") is not None for p in root.iter(W + "p")] == [True, False]


def test_hyphens_that_fonts_lack() -> None:
    """Soft and non-breaking hyphens and tabs are Word's own elements."""
    run = body(document(Paragraph(words("a\u00adb\u2011c\td"))))
    tags = [str(e.tag).removeprefix(W) for e in run.iter(W + "r")][:1] + [
        str(e.tag).removeprefix(W) for r in run.iter(W + "r") for e in r
    ]
    assert tags == ["r", "t", "softHyphen", "t", "noBreakHyphen", "t", "tab", "t"]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "http://", "https://a b/", "x"]
)
def test_links_that_word_could_not_follow(target: str) -> None:
    """Anything but http, https and mailto is reported, and its words stand."""
    data, diagnostics = write(document(Paragraph((Link(target, words("here")),))))
    assert [(d.code, d.severity) for d in diagnostics] == [("writer-unsupported", "warning")]
    root = parts(data)["word/document.xml"]
    assert "here" in [e.text for e in root.iter(W + "t")]
    assert not list(root.iter(W + "hyperlink"))


def test_link_to_nowhere() -> None:
    """A link to an anchor that is not there is reported, and its words stand."""
    data, diagnostics = write(document(Paragraph((Link("#nowhere", words("here")),))))
    assert "`#nowhere`" in diagnostics[0].message
    assert lint(data) == []


def test_characters_that_xml_cannot_hold() -> None:
    """They are shown as U+FFFD and reported, never dropped."""
    data, diagnostics = write(document(Paragraph(words("a\x07b\ud800c\uffffd"))))
    assert [e.text for e in parts(data)["word/document.xml"].iter(W + "t")] == [
        "a\ufffdb\ufffdc\ufffdd"
    ]
    assert len(diagnostics) == 1
    assert "3 characters" in diagnostics[0].message
    assert "U+0007, U+D800, U+FFFF" in diagnostics[0].message


def test_an_anchor_twice() -> None:
    """The second place of an anchor is reported: a bookmark's name stands once."""
    data, diagnostics = write(
        document(Heading(1, words("a"), "same"), Heading(1, words("b"), "same"))
    )
    assert lint(data) == []
    assert "`same`" in diagnostics[0].message


@pytest.mark.parametrize(
    "tree",
    [
        document(Paragraph((NoteMark(1),))),
        document(Paragraph((NoteMark(2), NoteMark(1))), notes=(Note(1, ()), Note(2, ()))),
        document(Paragraph(()), notes=(Note(1, ()),)),
        document(Paragraph((Cite(("x",)),))),
        document(Paragraph((NoteMark(1),)), notes=(Note(1, (NoteMark(1),)),)),
    ],
)
def test_a_tree_that_breaks_its_rules(tree: Document) -> None:
    """Marks out of order, without note, or citations without number are bugs, not files."""
    with pytest.raises((ValueError, KeyError)):
        write(tree)


def test_cost_is_linear() -> None:
    """Ten times the notes and links take about ten times as long, not a hundred times."""
    import time

    def seconds(notes: int) -> float:
        tree = brief(notes=notes, rows=notes // 3, passages=notes)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            write(tree)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(1500) < 25 * seconds(150)


def test_a_box_is_cut_between_its_ends() -> None:
    """Its label stays with what is below it, and of a list in it neither the first point nor the
    last stands alone; between them, and inside long paragraphs, a page may end."""
    item = ListItem((Paragraph(words("x")),))
    listed = Callout("judgement", "Label", (Heading(2, words("h"), "h"), BulletList((item,) * 5)))
    root = body(document(Heading(1, words("H"), "H"), listed, Paragraph(words("after"))))
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(W + "p")]
    # headings are kept by their style
    assert kept == [False, True, False, True, False, False, True, False, False]
    for count, ends in ((9, [True, False, True, False]), (90, [False] * 4)):
        four = tuple(Paragraph(words("word " * count)) for _ in range(4))
        files = written(document(Callout("judgement", "", four)))
        root = files["word/document.xml"]
        kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(W + "p")]
        assert kept == ends
    (style,) = files["word/styles.xml"].iterfind(f"{W}style[@{W}styleId='BriefJudgement']")
    assert style.find(f"{W}pPr/{W}keepLines") is None


@pytest.mark.parametrize(
    ("count", "length", "kept"),
    [(3, 3, [False] * 3), (5, 3, [True, False, False, True, False]), (5, 90, [False] * 5)],
)
def test_no_short_point_stands_alone(count: int, length: int, kept: list[bool]) -> None:
    """The first is kept with the second and the last but one with the last, where they are no
    more than some two lines."""
    said = Paragraph(words("word " * length))
    root = body(document(BulletList((ListItem((said,)),) * count)))
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(W + "p")] == kept
    # a point of several paragraphs is a thing of its own
    root = body(document(BulletList((ListItem((said, said)),) * count)))
    assert not list(root.iter(W + "keepNext"))


def test_the_bottom_line_stays_on_one_page() -> None:
    """All its paragraphs but the last are kept with the next, and none is cut."""
    lines = tuple(Paragraph(words("a")) for _ in range(4))
    files = written(document(Callout("bottom-line", "Bottom line", lines)))
    root = files["word/document.xml"]
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(W + "p")]
    assert kept == [True, True, True, True, False]
    (style,) = files["word/styles.xml"].iterfind(f"{W}style[@{W}styleId='BriefBottomLine']")
    assert style.find(f"{W}pPr/{W}keepLines") is not None


def test_numbers_of_notes_stand_on_the_line() -> None:
    """In a note its number is as high as the text, by a style that LibreOffice uses too."""
    files = written(SMALL)
    numbers = [
        run
        for run in files["word/footnotes.xml"].iter(W + "r")
        if run.find(W + "footnoteRef") is not None
    ]
    assert [values(run, "rStyle") for run in numbers] == [["BriefNoteNumber"]] * 2
    (style,) = (
        e
        for e in files["word/styles.xml"].iter(W + "style")
        if e.get(W + "styleId") == "BriefNoteNumber"
    )
    assert values(style, "name") == ["Footnote Characters"]
    assert values(style, "vertAlign") == []
    assert values(style, "sz") == ["15"]  # half-points; the note's text has 16


def test_labels_of_passages_end_beside_the_text() -> None:
    """A tab to the right ends before the text begins, at the margin and inside a box."""
    passage = Passage("p-1", "1", words("So."), (), "en")
    files = written(document(passage, Callout("plain", "", (replace(passage, anchor="p-2"),))))
    (style,) = (
        e
        for e in files["word/styles.xml"].iter(W + "style")
        if e.get(W + "styleId") == "BriefPassage"
    )
    first, second = files["word/document.xml"].iter(W + "p")
    assert first.find(f"{W}pPr/{W}ind") is None
    for paragraph in (first, second):
        children = [run[-1].tag.removeprefix(W) for run in paragraph.iter(W + "r")]
        assert children == ["tab", "t", "tab", "t"]
    for place in (style, second):
        assert values(place, "tab")[:1] == ["right"]
        gap = int(values(place, "ind", "left")[0] or 0) - int(values(place, "tab", "pos")[0] or 0)
        assert gap == 120  # 6 pt
        assert values(place, "ind", "hanging") == ["560"]


def test_deep_trees_are_flattened_not_lost() -> None:
    """Inlines and blocks of every kind, nested two thousand deep, are written all the same."""
    inlines: tuple[object, ...] = (Text("deepest"),)
    for number in range(2000):
        kind = (Strong, Emphasis, Small, Highlight)[number % 4]
        inlines = (Text("a "), kind(inlines))  # type: ignore[arg-type]
    block: object = Paragraph(inlines)  # type: ignore[arg-type]
    for number in range(500):
        inner = (Heading(2, words("h"), f"h-{number}"), block)
        block = (
            BulletList((ListItem(inner),)),  # type: ignore[arg-type]
            BlockQuote(inner),  # type: ignore[arg-type]
            Callout("plain", "L", inner),  # type: ignore[arg-type]
            Table((Column(),), (cell("x"),), ((Cell(inner),),)),  # type: ignore[arg-type]
        )[number % 4]
    data, diagnostics = write(document(block))
    assert {d.code for d in diagnostics} <= {"writer-unsupported"}
    assert lint(data) == []
    text = "".join(e.text or "" for e in parts(data)["word/document.xml"].iter(W + "t"))
    assert text.count("deepest") == 1
    assert text.count("a ") == 2000
    assert text.count("h") == 500
    assert text.count("L") == text.count("x") == 125


def test_a_small_line_under_a_heading_stays_with_what_follows() -> None:
    """The first small paragraph after a heading is kept with the next; others are not."""
    small = Paragraph(words("s"), "small")
    root = body(document(Heading(2, words("h"), "h"), small, small, Paragraph(words("t")), small))
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(W + "p")]
    assert kept == [False, True, False, False, False]  # a heading's is in its style


def test_a_point_stays_with_its_small_print() -> None:
    """An item is kept with the small line below it, and not with another paragraph."""
    said = Paragraph(words("a"))
    with_small = ListItem((said, Paragraph(words("s"), "small")))
    root = body(document(OrderedList((with_small, ListItem((said, said))))))
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(W + "p")]
    assert kept == [True, False, False, False]


@pytest.mark.parametrize(
    ("count", "kept"), [(3, [False] * 3), (5, [True, False, False, True, False])]
)
def test_no_row_of_a_table_stands_alone(count: int, kept: list[bool]) -> None:
    """The first row is kept with the second and the last but one with the last."""
    rows = tuple((cell(f"row {n}"),) for n in range(count))
    root = body(document(Table((Column(),), (cell("head"),), rows)))
    (table,) = root.iter(W + "tbl")
    found = [p.find(f"{W}pPr/{W}keepNext") is not None for p in table.iter(W + "p")]
    assert found[1:] == kept  # the header's is in its style


def test_a_high_row_of_a_table_may_stand_alone() -> None:
    """A row of many lines is nobody's stray line; kept with the next it would leave a hole."""
    rows = ((cell("word " * 150),), *((cell(f"row {n}"),) for n in range(4)))
    root = body(document(Table((Column(),), (cell("head"),), rows)))
    (table,) = root.iter(W + "tbl")
    found = [p.find(f"{W}pPr/{W}keepNext") is not None for p in table.iter(W + "p")]
    assert found[1:] == [False, False, False, True, False]
