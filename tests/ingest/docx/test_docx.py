"""A Word file as a source: what its readers see is archived, and nothing else."""

from __future__ import annotations

import pytest

from .conftest import Word, kinds, p, r, table, tc, texts, tr

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    # A French Word: the names are English, the ids are not.
    '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Eigene Überschrift"/>'
    '<w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Cach"><w:name w:val="Secret"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="CachP"><w:name w:val="Secret paragraph"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="List Number"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_headings_in_any_language(word: Word) -> None:
    """Styles are known by what they are, not by what a language calls them."""
    reading = word(
        p("Joint Statement of Florin and Guilder", style="Titre")
        + p("Contents . . . 2", style="TM1")
        + p("Cooperation at sea", style="Titre1")
        + p("The Ministers agreed to open a ferry line.")
        + p("Trade", style="Eigene")
        + p("They discussed tariffs on salt.")
        + p("Handel und Verkehr", look='<w:outlineLvl w:val="1"/>')
        + p("The Ministers in Port Buttercup.", style="Lgende")
        + p(r("Next steps", "<w:b/>"))
        + p(r("The Ministers will meet again, they said.", "<w:b/>")),
        styles=STYLES,
    )
    assert kinds(reading) == [
        ("title", "Joint Statement of Florin and Guilder"),
        ("boilerplate", "Contents . . . 2"),
        ("heading", "Cooperation at sea"),
        ("body", "The Ministers agreed to open a ferry line."),
        ("heading", "Trade"),
        ("body", "They discussed tariffs on salt."),
        ("heading", "Handel und Verkehr"),
        ("caption", "The Ministers in Port Buttercup."),
        ("heading", "Next steps"),
        ("body", "The Ministers will meet again, they said."),
    ]


def test_tracked_changes_are_accepted(word: Word) -> None:
    """Insertions stay, deletions go, moved text stands where it was moved to; a paragraph whose
    mark was deleted runs on into the next one."""
    change = 'w:id="1" w:author="A" w:date="2026-03-05T10:00:00Z"'
    gone = f"<w:del {change}><w:r><w:delText>twelve</w:delText></w:r></w:del>"
    reading = word(
        p("Florin will build ", f"<w:ins {change}>{r('ten')}</w:ins>", gone, " lighthouses.")
        + p(f"<w:moveFrom {change}>{r('Moved away.')}</w:moveFrom>", "Before it.")
        + p("It was agreed", look=f"<w:rPr><w:del {change}/></w:rPr>")
        + p(" that Guilder pays.", f"<w:moveTo {change}>{r(' Moved here.')}</w:moveTo>")
        + table(
            tr(tc("Old"), tc("row"), look=f"<w:del {change}/>"),
            tr(tc("New"), tc("row"), look=f"<w:ins {change}/>"),
        )
    )
    assert texts(reading) == [
        "Florin will build ten lighthouses.",
        "Before it.",
        "It was agreed that Guilder pays. Moved here.",
        "New | row",
    ]
    [told] = [remark for remark in reading.remarks if remark.startswith("Tracked")]
    assert told == (
        "Tracked changes: 2 insertions were kept and 3 deletions left out, as if all of them "
        "had been accepted."
    )


def test_hidden_and_struck_text_is_left_out(word: Word) -> None:
    """Hidden directly, by a style of the run or of the paragraph, in white on white, too small to
    read, or struck through; and shown where a run says so against its style."""
    reading = word(
        p(
            "They agreed.",
            r(" Hidden.", "<w:vanish/>"),
            r(" Hidden by style.", '<w:rStyle w:val="Cach"/>'),
            r(" White.", '<w:color w:val="FFFFFF"/>'),
            r(" White on blue.", '<w:color w:val="FFFFFF"/><w:shd w:fill="000080"/>'),
            r(" Tiny.", '<w:sz w:val="2"/>'),
            r(" Struck.", "<w:strike/>"),
            r(" Shown.", '<w:vanish w:val="0"/>'),
        )
        + p("A hidden paragraph.", r(" Not this.", '<w:vanish w:val="false"/>'), style="CachP"),
        styles=STYLES,
    )
    assert texts(reading) == ["They agreed. White on blue. Shown.", "Not this."]
    assert "Left out: 9 words that are hidden." in reading.remarks
    assert "Left out: 1 word struck through." in reading.remarks


def test_fields_give_results(word: Word) -> None:
    """The result of a field is text, its instruction is not; fields nest; one that never ends
    swallows nothing."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def said(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    inner = mark("begin") + said("PAGE") + mark("separate") + r("SECRET") + mark("end")
    reading = word(
        p(
            "See ",
            mark("begin"),
            said(' IF "'),
            inner,
            said('" = "1" "x" "y" '),
            mark("separate"),
            "paragraph 4",
            mark("end"),
            " and ",
            '<w:fldSimple w:instr="REF x"><w:r><w:t>Annex B</w:t></w:r></w:fldSimple>',
            ".",
        )
        + p("A stray end.", mark("end"))
        + p("Then ", mark("begin"), said("never ended"), "the rest stays.")
        + p("So does this.")
    )
    assert texts(reading) == [
        "See paragraph 4 and Annex B.",
        "A stray end.",
        "Then the rest stays.",
        "So does this.",
    ]


def test_notes_follow_the_text(word: Word) -> None:
    """Their marks are left out of the text; they come in the order of the marks, numbered as
    Word numbers them, and a note without a mark is none."""
    reading = word(
        p("First", '<w:r><w:endnoteReference w:id="2"/></w:r>', " and second.",
          '<w:r><w:footnoteReference w:id="7"/></w:r>')
        + p("Third.", '<w:r><w:footnoteReference w:id="3"/></w:r>'),
        footnotes=(
            f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
            f'<w:footnote w:id="3">{p("<w:r><w:footnoteRef/></w:r>", " Of 2025.")}</w:footnote>'
            f'<w:footnote w:id="7">{p("As of May.")}{p("Second paragraph.")}</w:footnote>'
            f'<w:footnote w:id="9">{p("Nobody refers to it.")}</w:footnote>'
        ),
        endnotes=f'<w:endnote w:id="2">{p("At the end.")}</w:endnote>',
    )  # fmt: skip
    assert [(b.text, b.note) for b in reading.blocks] == [
        ("First and second.", ""),
        ("Third.", ""),
        ("1 As of May.", "footnote 1"),
        ("Second paragraph.", "footnote 1"),
        ("2 Of 2025.", "footnote 2"),
        ("i At the end.", "endnote i"),
    ]


def test_numbers_of_lists(word: Word) -> None:
    """Paragraphs carry the numbers that Word prints before them, over levels, restarts and
    styles; bullets are none."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(
            [("decimal", "%1."), ("lowerLetter", "(%2)"), ("upperRoman", "%1.%3")]
        )
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )

    def item(text: str, number: int, level: int = 0) -> str:
        look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return p(text, look=look)

    reading = word(
        p("One.", style="Num")
        + item("Two.", 1)
        + item("Two a.", 1, 1)
        + item("Two b.", 1, 1)
        + item("Two, one.", 1, 2)
        + item("Three.", 1)
        + item("Three a.", 1, 1)
        + item("A bullet.", 2)
        + item("Seven.", 3)
        + item("Eight.", 3)
        + item("Not in a list.", 0),
        styles=STYLES,
        numbering=numbering,
    )
    assert texts(reading) == [
        "1. One.",
        "2. Two.",
        "(a) Two a.",
        "(b) Two b.",
        "2.I Two, one.",
        "3. Three.",
        "(a) Three a.",
        "A bullet.",
        "7. Seven.",
        "8. Eight.",
        "Not in a list.",
    ]


def test_tables_become_rows(word: Word) -> None:
    """A row is a passage; a cell over rows stands in each; a row of one cell is a box of
    paragraphs; a table in a cell is part of it."""
    over = '<w:vMerge w:val="restart"/>'
    reading = word(
        table(
            tr(tc("Good"), tc("Florin"), tc("Guilder"), look="<w:tblHeader/>"),
            tr(tc("Ferries", look=over), tc("3"), tc("5")),
            tr(tc("", look="<w:vMerge/>"), tc("4"), tc("6")),
            tr(tc("Salt"), tc("", look='<w:gridSpan w:val="2"/>')),
            tr(tc("Empty"), tc(""), tc("9")),
        )
        + p("After it.")
        + table(tr(tc("A box.", "Of two paragraphs.")))
        + table(tr(tc("Outside"), tc(p("Inside:") + table(tr(tc("a"), tc("b")))))),
    )
    assert kinds(reading) == [
        ("heading", "Good | Florin | Guilder"),
        ("body", "Ferries | 3 | 5"),
        ("body", "Ferries | 4 | 6"),
        ("body", "Salt"),
        ("body", "Empty | | 9"),
        ("body", "After it."),
        ("body", "A box."),
        ("body", "Of two paragraphs."),
        ("body", "Outside | Inside: a | b"),
    ]


def test_text_boxes_once(word: Word) -> None:
    """A text box stands in the file twice, for new and old programs; it is read once, after its
    paragraph. One that only old programs know is read too."""

    def box(text: str) -> str:
        return f"<w:txbxContent>{p(text)}</w:txbxContent>"

    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wps:wsp><wps:txbx>{box('In the box.')}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box('In the box.')}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box('An old box.')}</v:textbox></w:pict></w:r>"
    hidden = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" hidden="1"/>'
        f"<wps:wsp><wps:txbx>{box('Hidden box.')}</wps:txbx></wps:wsp></wp:inline></w:drawing>"
        "</w:r>"
    )
    reading = word(p("Around ", both, "it.") + p(old, "Next.") + p(hidden, "Last."))
    assert texts(reading) == ["Around it.", "In the box.", "Next.", "An old box.", "Last."]


def test_inline_content(word: Word) -> None:
    """Links, content controls, smart tags, signs, breaks, tabs, hyphens, formulas, ruby; a
    control that nobody filled in is no text."""
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    reading = word(
        p(
            '<w:hyperlink r:id="x">' + r("Florin") + "</w:hyperlink>",
            "<w:r><w:tab/></w:r>",
            "<w:smartTag>" + r("Guilder") + "</w:smartTag>",
            "<w:r><w:br/><w:t>long</w:t><w:noBreakHyphen/><w:t>term inter</w:t><w:softHyphen/>"
            '<w:t>ests </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5 km</w:t></w:r>',
            r("2", '<w:vertAlign w:val="superscript"/>'),
            " ",
            control.format("", r("controlled")),
            control.format("<w:showingPlcHdr/>", r("Click here")),
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t> \uf0e0 </w:t></w:r>',
            "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>",
            "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        )
        + control.format("", p("A whole paragraph."))
        + p("One.", "<w:r><w:br/><w:br/></w:r>", "Two.")
    )
    assert texts(reading) == [
        "Florin Guilder long-term interests ≥5 km² controlled → x=1漢",
        "A whole paragraph.",
        "One.",
        "Two.",
    ]


def test_heads_feet_and_comments(word: Word) -> None:
    """Heads and feet are boilerplate, once; a page number alone is nothing; comments are left
    out and counted."""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    reading = word(
        p("The text.", '<w:r><w:commentReference w:id="0"/></w:r>') + section,
        header1=p("Ministry of Tides of Florin"),
        footer1=p("Page ", page),
        comments=f'<w:comment w:id="0">{p("Is this right?")}</w:comment>',
    )
    assert kinds(reading) == [("boilerplate", "Ministry of Tides of Florin"), ("body", "The text.")]
    assert "Left out: 1 comment." in reading.remarks


def test_proposals(word: Word) -> None:
    """From the text first, then from the properties, with where each was found."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Statement, final</dc:title>'
        "<dc:creator>A. Clerk</dc:creator>"
        "<dcterms:created>2026-03-01T09:00:00Z</dcterms:created>"
        "<dcterms:modified>2026-03-06T18:30:00Z</dcterms:modified></cp:coreProperties>"
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Company>Ministry of Tides</Company></Properties>'
    )
    reading = word(
        p("Joint Statement", style="Titre") + p("The Ministers met."),
        styles=STYLES,
        core=core,
        app=app,
    )
    caveat = "which need not be the date of the text"
    assert [(x.field, x.value, x.found) for x in reading.proposals] == [
        ("title", "Joint Statement", "the title in the text"),
        ("title", "Statement, final", "the file's properties"),
        (
            "publisher",
            "Ministry of Tides",
            "the file's properties: the company of whoever wrote it",
        ),
        ("date", "2026-03-01", f"the file's properties: when it was made, {caveat}"),
        ("date", "2026-03-06", f"the file's properties: when it was last saved, {caveat}"),
        ("language", "en-GB", "the language that the file's text is set in"),
    ]


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "untitled", "Document1"])
def test_titles_of_programs_are_none(word: Word, title: str) -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>' + title + "</dc:title></c>"
    assert not word(p("The Ministers met."), core=core).proposals
