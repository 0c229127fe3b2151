"""A brief on the letterheads of invented offices, as Word saves them in four languages."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefgen.diagnostics import Diagnostic
from briefgen.document import (
    LETTERHEAD_ROLES,
    BulletList,
    Document,
    Heading,
    Letterhead,
    ListItem,
    Note,
    NoteMark,
    Paragraph,
    Text,
    Title,
)
from briefgen.packages import read_package
from briefgen.writers.docx import write
from briefgen.writers.docx.letterhead.styles import ROLES

from . import offices
from .lint import W, lint, parts
from .sample import brief, words
from .tree_text import squeeze, tree_text

FIELDS = {
    "date": "6 May 2031",
    "meeting": "3rd Zubrowka–Florin Dialogue",
    "organisation": "Ministry of <Grain> & Salt",
    "marking": "",
}
LANGUAGES = sorted(offices.IDS)
SEPARATORS = [(-1, 0), (0, 1)]


def on(
    data: bytes,
    tree: Document | None = None,
    styles: Mapping[str, str] | None = None,
    **fields: str,
) -> Document:
    """A brief to be put on a letterhead."""
    named = tuple((styles or {}).items())
    letterhead = Letterhead(
        "letterhead.docx", read_package(data), (*(FIELDS | fields).items(),), named
    )
    return replace(tree or brief(), letterhead=letterhead)


def put(document: Document) -> tuple[dict[str, etree._Element], list[Diagnostic]]:
    """The parts of a brief on its letterhead, without fault, and what was said."""
    data, said = write(document)
    assert lint(data) == []
    return parts(data), said


def small(*blocks: object, **changes: object) -> Document:
    """A brief of these blocks, or of one sentence with a note."""
    made = blocks or (Paragraph((Text("They agreed."), NoteMark(1))),)
    notes = () if blocks else (Note(1, words("So it says.")),)
    return replace(Document("T", "en-GB", "2031-05-06", made, notes), **changes)  # type: ignore[arg-type]


def text(root: etree._Element) -> str:
    """The text of a part, a paragraph a line, without the copies of text boxes."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return "\n".join(
        "".join(t.text or "" for t in p.iter(W + "t") if next(t.iterancestors(W + "p")) is p)
        for p in root.iter(W + "p")
        if next(p.iterancestors(fallback), None) is None
    )


def codes(said: list[Diagnostic], severity: str = "") -> list[str]:
    """The codes of what was said."""
    return [d.code for d in said if severity in ("", d.severity)]


def style_names(files: dict[str, etree._Element]) -> dict[str, str]:
    """The names of styles by id."""
    return {
        s.get(W + "styleId", ""): s.find(W + "name").get(W + "val")  # type: ignore[union-attr]
        for s in files["word/styles.xml"].iter(W + "style")
    }


@pytest.fixture(params=[(language, each) for language in LANGUAGES for each in SEPARATORS], ids=str)
def ministry(request: pytest.FixtureRequest) -> dict[str, etree._Element]:
    """The sample brief on a ministry's letterhead."""
    language, separators = request.param
    files, said = put(on(offices.ministry(language, separators=separators)))
    assert codes(said, "warning") == codes(said, "error") == []
    return files


def test_the_letterhead_stays(ministry: dict[str, etree._Element]) -> None:
    """Cover, sections with their paper, headers, footer, picture and distribution list."""
    document = ministry["word/document.xml"]
    lines = text(document).split("\n")
    assert lines[0] == "Grain and the port of Lutz"
    assert lines[-1] == "Distribution: cabinet office; Ministry of <Grain> & Salt"
    sections = list(document.iter(W + "sectPr"))
    assert [s.find(W + "pgMar").get(W + "left") for s in sections] == ["1985", "1985"]  # type: ignore[union-attr]
    assert sections[0].find(W + "titlePg") is not None
    assert len(ministry["word/header1.xml"].findall(f".//{W}drawing")) == 1
    assert "word/header3.xml" not in ministry


def test_every_word_of_the_brief(ministry: dict[str, etree._Element]) -> None:
    """The brief stands between cover and distribution list, whole and in its order; its title
    is on the cover."""
    tree = brief()
    tree = replace(tree, blocks=tuple(b for b in tree.blocks if not isinstance(b, Title)))
    body = squeeze(text(ministry["word/document.xml"]))
    assert squeeze(tree_text(tree)) in body


def test_fields_are_filled(ministry: dict[str, etree._Element]) -> None:
    """In text, table, text box (both its copies), control, headers and distribution list."""
    document = ministry["word/document.xml"]
    assert "6 May 2031" in text(document)
    assert "3rd Zubrowka–Florin Dialogue" in text(document)
    boxes = ["".join(b.itertext()).strip() for b in document.iter(W + "txbxContent")]
    assert boxes == ["Ministry of <Grain> & Salt"] * 2
    assert "OFFICIAL" in text(ministry["word/header1.xml"])
    assert text(ministry["word/header2.xml"]) == "OFFICIAL"
    for name, root in ministry.items():
        assert "{{" not in "".join(root.itertext()), name
    (control,) = document.iter(W + "sdt")
    assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is None
    assert control.find(f".//{W}rStyle") is None, "the grey of a prompt"


def test_words_own_property_fields_show_the_brief(ministry: dict[str, etree._Element]) -> None:
    """`DOCPROPERTY Title` in the footer shows the brief's title; page numbers are Word's."""
    footer = text(ministry["word/footer1.xml"])
    assert footer == "1 / 2 – Grain and the port of Lutz"


def test_styles_by_name_not_by_id(ministry: dict[str, etree._Element]) -> None:
    """Headings, text, notes and links take the letterhead's own styles, whatever their ids."""
    names = style_names(ministry)
    document = ministry["word/document.xml"]
    used = [names[e.get(W + "val", "")] for e in document.iter(W + "pStyle")]
    assert used.count("heading 1") == 3
    assert used.count("heading 2") == 2
    assert used.count("Body Text") == 0
    assert used.count("Normal") >= 10
    notes = ministry["word/footnotes.xml"]
    assert {names[e.get(W + "val", "")] for e in notes.iter(W + "pStyle")} == {"footnote text"}
    assert "Hyperlink" in {names[e.get(W + "val", "")] for e in notes.iter(W + "rStyle")}


def test_notes_go_on(ministry: dict[str, etree._Element]) -> None:
    """The letterhead's note stays, with a mark; the brief's thirty have ids of their own."""
    notes = [
        n for n in ministry["word/footnotes.xml"].iter(W + "footnote") if not n.get(W + "type")
    ]
    assert len(notes) == 31
    assert text(notes[0]) == "* Not for the press."
    references = list(ministry["word/document.xml"].iter(W + "footnoteReference"))
    assert [r.get(W + "id") for r in references] == [n.get(W + "id") for n in notes]
    assert [r.get(W + "customMarkFollows") for r in references] == ["1"] + [None] * 30


def test_lists_go_on(ministry: dict[str, etree._Element]) -> None:
    """The letterhead's list keeps its number and its letters; the brief's have others."""
    numbering = ministry["word/numbering.xml"]
    assert numbering.find(f"{W}num/{W}abstractNumId").get(W + "val") == "0"  # type: ignore[union-attr]
    used = [e.get(W + "val") for e in ministry["word/document.xml"].iter(W + "numId")]
    assert used[0] == "1"
    assert "1" not in used[1:]
    assert len(set(used)) == 1 + 5, "a number for each of the brief's lists"


def test_each_run_says_its_language() -> None:
    """Where the letterhead is in another language, the brief's runs say that they are English."""
    for language, expected in (("de", {"en-GB"}), ("en", {None})):
        files, _ = put(on(offices.ministry(language), small()))
        document = files["word/document.xml"]
        (run,) = (r for r in document.iter(W + "r") if "They agreed." in "".join(r.itertext()))
        lang = run.find(f"{W}rPr/{W}lang")
        assert {None if lang is None else lang.get(W + "val")} == expected


def test_parts_that_nobody_knows_are_kept() -> None:
    """Sensitivity label, custom XML, theme, logo: byte for byte; their types and relations too."""
    before = offices.ministry("fr")
    after, _ = write(on(before))
    with (
        zipfile.ZipFile(io.BytesIO(before)) as old,
        zipfile.ZipFile(io.BytesIO(after)) as new,
    ):
        assert set(old.namelist()) <= set(new.namelist())
        for name in (
            "docMetadata/LabelInfo.xml",
            "customXml/item1.xml",
            "word/theme/theme1.xml",
            "word/media/image1.png",
        ):
            assert new.read(name) == old.read(name)
        types = new.read("[Content_Types].xml").decode()
        assert "application/vnd.ms-office.classificationlabels+xml" in types
        assert "classificationlabels" in new.read("_rels/.rels").decode()


def test_properties() -> None:
    """Title and author are the brief's, not the clerk's who made the letterhead; the company
    stays; what Word counted in the empty letterhead goes."""
    import docx

    data, _ = write(on(offices.ministry()))
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == (
        "Grain and the port of Lutz",
        "Ministry of Grain",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        app = archive.read("docProps/app.xml").decode()
    assert "Ministry of Water" in app
    assert "<Pages>" not in app


# ----------------------------------------------------------------------------- where


@pytest.mark.parametrize(
    "body",
    [
        offices.paragraph(offices.cut("{{body}}")),
        offices.paragraph(offices.run("{{ BODY }}")),
        offices.control("body", offices.paragraph(offices.run("The brief")), more=""),
        offices.control("", offices.paragraph(offices.run("x")), alias="brief:body", more=""),
        offices.paragraph(offices.control("body", offices.run("The brief"))),
    ],
    ids=["cut", "spaces", "control", "title", "inline"],
)
def test_where_the_brief_goes(body: str) -> None:
    """In place of the paragraph or control, between cover and distribution list."""
    files, said = put(on(offices.ministry(body=body), small()))
    lines = text(files["word/document.xml"]).split("\n")
    assert lines[-2:] == [
        "They agreed.",
        "Distribution: cabinet office; Ministry of <Grain> & Salt",
    ]
    assert "The brief" not in lines
    assert "letterhead-place" not in codes(said)


def test_without_a_place_it_goes_last() -> None:
    """After the last content, before the last section's properties, with a note; the empty
    paragraph that held the cursor goes."""
    content = offices.paragraph(offices.run("Dear colleague")) + offices.paragraph("")
    files, said = put(on(offices.plain(content), small()))
    assert text(files["word/document.xml"]).split("\n") == ["Dear colleague", "They agreed."]
    assert files["word/document.xml"][0][-1].tag == W + "sectPr"
    assert [d.severity for d in said if d.code == "letterhead-place"] == ["note"]


def test_an_empty_letterhead() -> None:
    """Header and footer only, as most are: no blank paragraph stands above the brief."""
    files, _ = put(on(offices.plain(offices.paragraph("")), small()))
    assert text(files["word/document.xml"]) == "They agreed."


def test_the_end_of_a_section_is_kept() -> None:
    """`{{body}}` in the last paragraph of a section: the brief's last paragraph ends it."""
    section = f"<w:sectPr>{offices.A4.replace('16838', '15840')}</w:sectPr>"
    content = offices.paragraph(offices.run("{{body}}"), inside=section)
    files, _ = put(on(offices.plain(content + offices.paragraph(offices.run("After"))), small()))
    first, second = files["word/document.xml"].iter(W + "sectPr")
    assert first.getparent().getparent().getprevious() is None  # type: ignore[union-attr]
    assert [s.find(W + "pgSz").get(W + "h") for s in (first, second)] == ["15840", "16838"]  # type: ignore[union-attr]


def test_a_new_page_stays_one() -> None:
    """`{{body}}` at the top of a new page: so begins the brief."""
    content = offices.paragraph(offices.run("Cover")) + offices.paragraph(
        offices.run("{{body}}"), inside="<w:pageBreakBefore/>"
    )
    files, _ = put(on(offices.plain(content), small()))
    (broken,) = files["word/document.xml"].iter(W + "pageBreakBefore")
    assert text(broken.getparent().getparent().getparent()).startswith("Cover\nThey agreed")  # type: ignore[union-attr]


def test_the_text_is_as_wide_as_the_section() -> None:
    """Tables take the width of the letterhead's text, less on a landscape page's columns."""
    wide = offices.A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"').replace(
        '<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="708"/>'
    )
    for section, width in ((offices.A4, 11906 - 1134 - 1985), (wide, (16838 - 3119 - 708) // 2)):
        files, _ = put(on(offices.plain(offices.paragraph(""), section)))
        table = next(files["word/document.xml"].iter(W + "tbl"))
        assert sum(int(c.get(W + "w", "0")) for c in table.iter(W + "gridCol")) == width


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (offices.paragraph(offices.run("Here: {{body}} thanks")), "beside other words"),
        (offices.paragraph(offices.run("{{body}}")) * 2, "more than once"),
        (
            '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>'
            + offices.paragraph(offices.run("{{body}}"))
            + "</w:tc></w:tr></w:tbl>"
            + offices.paragraph(""),
            "in a table",
        ),
        (
            offices.paragraph(offices.text_box(offices.paragraph(offices.run("{{body}}")))),
            "text box",
        ),
    ],
    ids=["words", "twice", "table", "box"],
)
def test_where_no_brief_can_stand(content: str, why: str) -> None:
    """A place that would spoil the brief is refused, with the reason and what to do."""
    data, said = write(on(offices.plain(content), small()))
    assert (data, codes(said)) == (b"", ["letterhead-refused"])
    assert why in said[0].message
    assert said[0].hints


def test_the_brief_is_not_read_as_a_field() -> None:
    """Braces in the brief's own words, and in the value of a field, are words."""
    tree = small(Paragraph(words("Write {{date}} for the date.")))
    files, _ = put(on(offices.ministry(), tree, organisation="The {{title}} office"))
    shown = text(files["word/document.xml"])
    assert "Write {{date}} for the date." in shown
    assert "The {{title}} office" in shown


# ---------------------------------------------------------------------------- fields


def test_unknown_and_unfilled_fields_are_told() -> None:
    """An unknown name stays and is a warning; an empty one goes and is a note; anything but a
    name between braces is a warning."""
    content = "".join(
        offices.paragraph(offices.run(t))
        for t in ("To {{adressee}}", "{{place}}", "{{ title | upper }}", "{% if x %}", "{{Date}}")
    )
    files, said = put(on(offices.plain(content), small(), place=""))
    assert text(files["word/document.xml"]).split("\n")[:5] == [
        "To {{adressee}}",
        "",
        "{{ title | upper }}",
        "{% if x %}",
        "6 May 2031",
    ]
    told = [
        (d.severity, d.message.partition("; ")[2]) for d in said if d.code == "letterhead-field"
    ]
    assert [severity for severity, _ in told] == ["warning", "warning", "warning", "note"]
    assert "`adressee`" in told[0][1]
    assert "`{{ title | upper }}`" in told[1][1]
    assert "`{% if x %}`" in told[2][1]
    assert "`place`" in told[3][1]


def test_controls_of_others_are_left_alone() -> None:
    """A control whose tag is none of our names keeps its prompt and is not mentioned."""
    content = offices.paragraph(offices.control("signature", offices.run("Sign here")))
    files, said = put(on(offices.plain(content), small()))
    assert "Sign here" in text(files["word/document.xml"])
    assert "letterhead-field" not in codes(said)


def test_controls_bound_to_something() -> None:
    """One that shows the file's title is filled and stays bound; one bound to the office's own
    data is filled and let go, since Word would put those data back."""

    def bound(tag: str, xpath: str) -> str:
        return offices.control(
            tag,
            offices.run("old"),
            alias="Titel",
            more=f'<w:dataBinding w:xpath="{xpath}" w:storeItemID="{{0}}"/><w:text/>',
        )

    content = offices.paragraph(
        bound("", "/ns1:coreProperties[1]/ns0:title[1]") + bound("brief:date", "/office[1]/date[1]")
    )
    files, _ = put(on(offices.plain(content), small()))
    first, second = files["word/document.xml"].iter(W + "sdt")
    assert [text_of(c) for c in (first, second)] == ["T", "6 May 2031"]
    assert first.find(f".//{W}dataBinding") is not None
    assert second.find(f".//{W}dataBinding") is None


def text_of(control: etree._Element) -> str:
    return "".join(t.text or "" for t in control.iter(W + "t"))


def test_a_control_of_several_runs_and_paragraphs() -> None:
    """The value stands once, in the look of the first run."""
    inside = offices.paragraph(
        offices.run("Click ", "<w:b/>") + "<w:r><w:br/></w:r>" + offices.run("here")
    ) + offices.paragraph(offices.run("or here"))
    files, _ = put(on(offices.plain(offices.control("title", inside, more="")), small()))
    (control,) = files["word/document.xml"].iter(W + "sdt")
    (run,) = control.iter(W + "r")
    assert (text_of(control), run.find(f"{W}rPr/{W}b") is not None) == ("T", True)


def test_fields_in_notes() -> None:
    """A field in a note of the letterhead's own."""
    note = offices.footnotes((-1, 0), "en", offices.cut("{{date}}"))
    files, _ = put(on(offices.ministry(changes={"word/footnotes.xml": note})))
    own = [n for n in files["word/footnotes.xml"].iter(W + "footnote") if not n.get(W + "type")]
    assert text(own[0]) == "* 6 May 2031"


# ---------------------------------------------------------------------------- styles


def test_styles_named_in_style_yaml() -> None:
    """A name in `style.yaml` comes first, without regard to case; one that is not there is a
    warning with the nearest name."""
    more = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="MoWZ1">'
        '<w:name w:val="MoW Überschrift"/></w:style>'
    )
    data = offices.ministry("de", changes={"word/styles.xml": offices.styles("de", more)})
    styles = {"heading-1": "mow überschrift", "body": "MoW Unterschrift"}
    files, said = put(on(data, styles=styles))
    names = style_names(files)
    used = {names[e.get(W + "val", "")] for e in files["word/document.xml"].iter(W + "pStyle")}
    assert "MoW Überschrift" in used
    assert "heading 1" not in used
    (warning,) = (d for d in said if d.severity == "warning")
    assert "`MoW Unterschrift`" in warning.message
    assert "`MoW Überschrift`" in warning.hints[0].message


def test_styles_by_alias_and_outline_level() -> None:
    """`heading 2` as an alias of a style, and a style whose outline level is that of headings 3."""
    more = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="X1"><w:name w:val="Section"/>'
        '<w:aliases w:val="Sub,Heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="X2"><w:name w:val="Para head"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    changed = offices.styles("en", more).replace(
        '<w:name w:val="heading 2"/>', '<w:name w:val="h2"/>'
    )
    tree = small(*(Heading(n, words(f"H{n}"), f"h{n}") for n in (1, 2, 3)))
    files, _ = put(on(offices.plain(word__styles=changed), tree))
    used = [e.get(W + "val") for e in files["word/document.xml"].iter(W + "pStyle")]
    assert used == ["Heading1", "X1", "X2"]


def test_missing_styles_are_added_and_told() -> None:
    """What is added stands in the letterhead's typeface and size, on its own Normal; ids and
    names that are taken for something else are not taken twice."""
    more = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Caption"><w:name w:val="Legend"/>'
        "</w:style>"
        '<w:style w:type="character" w:customStyle="1" w:styleId="q"><w:name w:val="Quote"/>'
        "</w:style>"
    )
    data = offices.ministry("fr", changes={"word/styles.xml": offices.styles("fr", more)})
    files, said = put(on(data))
    styles = {s.get(W + "styleId"): s for s in files["word/styles.xml"].iter(W + "style")}
    caption = styles["CaptionBrief"]
    assert caption.find(W + "name").get(W + "val") == "caption"  # type: ignore[union-attr]
    assert styles["Quote"].find(W + "name").get(W + "val") == "Brief Quote"  # type: ignore[union-attr]
    assert styles["Quote"].find(W + "basedOn").get(W + "val") == "Normal"  # type: ignore[union-attr]
    # 11 points, as the letterhead's text, times our scale; captions are in its heading face.
    assert caption.find(f"{W}rPr/{W}sz").get(W + "val") == str(round(11 * 0.88 * 2))  # type: ignore[union-attr]
    fonts = caption.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert dict(fonts.attrib) == {W + "ascii": "Liberation Sans", W + "hAnsi": "Liberation Sans"}
    (note,) = (d for d in said if d.code == "letterhead-style")
    assert note.severity == "note"
    for name in ("`caption`", "`Brief Quote`", "`Brief Judgement`"):
        assert name in note.message
    assert "`heading 1`" not in note.message


def test_running_text_without_space_between_paragraphs() -> None:
    """Where paragraphs in Normal touch, the brief's could not be told apart: Body Text comes."""
    data = offices.ministry(spaced=False)
    files, _ = put(on(data, small()))
    names = style_names(files)
    used = [names[e.get(W + "val", "")] for e in files["word/document.xml"].iter(W + "pStyle")]
    assert "Body Text" in used


def test_every_role_of_style_yaml_is_a_style() -> None:
    """What `style.yaml` may name, the writer has a style for."""
    assert set(LETTERHEAD_ROLES) <= set(ROLES)


# --------------------------------------------------------------------------- marking


def test_the_marking_is_added_where_there_is_no_place() -> None:
    """To each header and footer once, and to a first page that had no footer; told as a note."""
    files, said = put(on(offices.ministry(marked=False)))
    for name in ("header1", "header2", "footer1", "footerBrief"):
        assert text(files[f"word/{name}.xml"]).count("OFFICIAL") == 1, name
    assert text(files["word/header1.xml"]).startswith("OFFICIAL\n")
    assert text(files["word/footer1.xml"]).endswith("\nOFFICIAL")
    first = next(files["word/document.xml"].iter(W + "sectPr"))
    kinds = [e.get(W + "type") for e in first.iter(W + "footerReference")]
    assert sorted(kinds, key=str) == ["default", "first"]
    assert [d.severity for d in said if d.code == "letterhead-marking"] == ["note"]


def test_a_letterhead_without_headers_is_marked() -> None:
    """Also on even pages, where the letterhead tells them from odd ones."""
    even = offices.settings(None, before="<w:evenAndOddHeaders/>").replace(
        '<w:evenAndOddHeaders/><w:defaultTabStop w:val="708"/>',
        '<w:defaultTabStop w:val="708"/><w:evenAndOddHeaders/>',
    )
    files, _ = put(on(offices.plain(word__settings=even), small(marking="SECRET")))
    (section,) = files["word/document.xml"].iter(W + "sectPr")
    references = [
        (e.tag.removeprefix(W), e.get(W + "type")) for e in section if "Reference" in e.tag
    ]
    assert sorted(references, key=str) == [
        ("footerReference", "default"),
        ("footerReference", "even"),
        ("headerReference", "default"),
        ("headerReference", "even"),
    ]
    edges = [n for n in files if n.startswith(("word/header", "word/footer"))]
    assert len(edges) == 4
    assert all(text(files[name]).strip() == "SECRET" for name in edges)


def test_no_marking_nothing_added() -> None:
    """A brief without marking leaves headers alone and empties the place for it."""
    tree = replace(brief(), marking="")
    files, said = put(on(offices.ministry(), tree))
    assert text(files["word/header2.xml"]) == ""
    assert "letterhead-marking" not in codes(said)
    files, _ = put(on(offices.ministry(marked=False), tree))
    assert "word/footerBrief.xml" not in files


def test_a_header_that_says_the_marking_itself() -> None:
    """An office that printed its marking into the header does not get it twice."""
    own = offices.edge("hdr", offices.paragraph(offices.run("Official")))
    data = offices.ministry(
        marked=False, changes={"word/header1.xml": own, "word/header2.xml": own}
    )
    files, said = put(on(data))
    assert "letterhead-marking" not in codes(said)
    assert text(files["word/header1.xml"]) == "Official"


# ----------------------------------------------------------------------------- notes


def test_notes_count_from_one_whatever_the_letterhead_says() -> None:
    """Roman numbers and a new start on each page are taken out: the brief names its notes."""
    odd = '<w:numFmt w:val="lowerRoman"/><w:numRestart w:val="eachPage"/>'
    odd = f"<w:footnotePr>{odd}</w:footnotePr>"
    files, _ = put(on(offices.plain(section=odd + offices.A4), small()))
    assert not list(files["word/document.xml"].iter(W + "numFmt", W + "numRestart"))


def test_a_letterhead_without_notes_gets_them_in_order() -> None:
    """footnotes.xml with its separators, named in settings.xml before `compat`."""
    files, _ = put(on(offices.plain(), small()))
    settings = [e.tag.removeprefix(W) for e in files["word/settings.xml"]]
    assert settings.index("footnotePr") == settings.index("compat") - 1
    kinds = [n.get(W + "type") for n in files["word/footnotes.xml"]]
    assert kinds == ["separator", "continuationSeparator", None]


def test_a_brief_without_notes_or_lists_adds_no_parts() -> None:
    """Nothing is put into the letterhead that the brief does not need."""
    files, _ = put(on(offices.plain(), small(Paragraph(words("x")))))
    assert not {"word/footnotes.xml", "word/numbering.xml"} & set(files)
    files, _ = put(on(offices.plain(), small(BulletList((ListItem((Paragraph(words("x")),)),)))))
    assert "word/numbering.xml" in files


# --------------------------------------------------------------------------- refused


REFUSED = {
    "macros": (offices.ministry(changes={"word/vbaProject.bin": b"\xd0\xcf"}), "macros"),
    "protected": (
        offices.ministry(
            changes={
                "word/settings.xml": offices.settings(
                    (-1, 0), before='<w:documentProtection w:edit="forms" w:enforcement="1"/>'
                )
            }
        ),
        "protected from editing",
    ),
    "broken": (offices.ministry(changes={"word/document.xml": "<w:document"}), "well-formed"),
    "deep": (
        offices.ministry(changes={"word/header1.xml": "<a>" * 400 + "</a>" * 400}),
        "well-formed",
    ),
    "workbook": (
        offices.package(
            {"xl/workbook.xml": "<workbook/>"},
            {"": [("rId1", "officeDocument", "xl/workbook.xml")]},
        ),
        "no Word document",
    ),
    "strict": (
        offices.package(
            {"word/document.xml": "<d/>"},
            {
                "": [
                    (
                        "rId1",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
                        "word/document.xml",
                    )
                ]
            },
        ),
        "Strict",
    ),
    "empty": (offices.package({"a.xml": "<a/>"}, {}), "without a main part"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    """Macros, protection, damage and other formats: refused, in words, with no file made."""
    data, why = REFUSED[case]
    made, said = write(on(data))
    assert (made, codes(said, "error")) == (b"", ["letterhead-refused"])
    assert why in said[0].message
    assert said[0].path == "letterhead.docx"


def test_protection_that_is_off_is_none() -> None:
    """Word keeps the settings of a protection that was stopped."""
    off = offices.settings(
        (-1, 0), before='<w:documentProtection w:edit="forms" w:enforcement="0"/>'
    )
    put(on(offices.ministry(changes={"word/settings.xml": off})))


def test_a_template_becomes_a_document() -> None:
    """A .dotx gives a .docx: Word would open a template as a new file without a name."""
    with zipfile.ZipFile(io.BytesIO(offices.ministry())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = "[Content_Types].xml"
    files[types] = files[types].replace(b"document.main+xml", b"template.main+xml")
    letterhead = Letterhead("letterhead.dotx", files, tuple(FIELDS.items()))
    data, _ = write(replace(brief(), letterhead=letterhead))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        made = archive.read(types).decode()
    assert "document.main+xml" in made
    assert "template.main" not in made


def test_nothing_is_fetched() -> None:
    """The template that a letterhead hangs on is cut off; a linked picture is told of."""
    with zipfile.ZipFile(io.BytesIO(offices.plain())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="file:///\\\\server\\office.dotx" '
        'TargetMode="External"/></Relationships>'
    )
    files["word/_rels/settings.xml.rels"] = rels.encode()
    files["word/settings.xml"] = offices.settings(
        None, before='<w:attachedTemplate r:id="rId1"/>'
    ).encode()
    path = "word/_rels/document.xml.rels"
    files[path] = files[path].replace(
        b"</Relationships>",
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="https://example.org/spy.png" TargetMode="External"/>'
        b"</Relationships>",
    )
    data, said = write(replace(small(), letterhead=Letterhead("l.docx", files)))
    told = [(d.severity, d.message) for d in said if d.code == "letterhead-outside"]
    assert [severity for severity, _ in told] == ["note", "warning"]
    assert "https://example.org/spy.png" in told[1][1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"attachedTemplate" not in archive.read("word/settings.xml")
        assert b"server" not in archive.read("word/_rels/settings.xml.rels")


def test_what_editors_left_in_it_is_told() -> None:
    """Tracked changes would go out with each brief; a field inside one is filled all the same."""
    content = offices.paragraph(
        '<w:del w:id="90" w:author="A. Clerk"><w:r><w:delText>Old</w:delText></w:r></w:del>'
        '<w:ins w:id="91" w:author="A. Clerk">' + offices.cut("{{date}}") + "</w:ins>"
    )
    files, said = put(on(offices.plain(content), small()))
    assert text(files["word/document.xml"]).startswith("6 May 2031")
    (warning,) = (d for d in said if d.severity == "warning")
    assert (warning.code, "tracked changes" in warning.message) == ("letterhead-leftovers", True)


# ------------------------------------------------------------------------ same bytes


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    """Three processes with three hash seeds put the brief on its letterhead alike."""
    code = (
        "import hashlib, pickle, sys\n"
        "from briefgen.writers.docx import write\n"
        "print(hashlib.sha256(write(pickle.load(open(sys.argv[1], 'rb')))[0]).hexdigest())\n"
    )
    import pickle

    document = on(offices.ministry("ja", marked=False))
    stored = tmp_path / "document.pickle"
    stored.write_bytes(pickle.dumps(document))
    here = hashlib.sha256(write(document)[0]).hexdigest()
    path = os.pathsep.join(filter(None, sys.path))
    for seed in ("0", "1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        ran = subprocess.run(
            [sys.executable, "-c", code, str(stored)],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() == here


def test_a_brief_as_a_letterhead() -> None:
    """An office may take a brief of ours, change it in Word and use it: ids and names of the
    old one stay apart from those of the new one."""
    old, _ = write(brief(notes=24, passages=8))
    files, said = put(on(old, brief(notes=30, passages=12)))
    assert len(list(files["word/document.xml"].iter(W + "footnoteReference"))) == 24 + 30
    assert codes(said, "warning") == []
    names = [b.get(W + "name") for b in files["word/document.xml"].iter(W + "bookmarkStart")]
    assert len(names) == len(set(names))
