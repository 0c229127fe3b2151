"""styles.xml: the looks of a brief as named styles, from `Document.style`.

Every paragraph of the body names a style of its own kind, so that an office can restyle a
brief in Word in one place. Built-in styles keep Word's own names (`heading 1`, `footnote
text`), by which readers find them in every language; ours are called `Brief ...`.

There is one scale: the text's size; everything else is a ratio of it.
"""

from __future__ import annotations

from functools import lru_cache

from briefgen.document import CalloutKind, Style
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.boxes import border, borders, boxes, shade
from briefgen.writers.docx.typography import (
    character_style,
    face,
    fonts,
    indent,
    paragraph_style,
    space,
    symbol_fonts,
)
from briefgen.writers.docx.xml import half_points, hex_colour, twips

#: Indents of each list level, of a quotation and of passages beside their labels, in points.
LIST_INDENT = 17.0
QUOTE_INDENTS = (20.0, 12.0)
PASSAGE_INDENT = 28.0
_LABEL_GAP = 6.0

#: The space that styles other than headings keep above, in twips.
SPACE_BEFORE = {"Caption": twips(11), "BriefFigure": twips(8)}


@lru_cache(maxsize=32)
def styles_xml(style: Style, lang: str) -> str:
    """styles.xml for a style and a document language."""
    languages = {"val": "en-GB", "eastAsia": "ja-JP", "bidi": "hi-IN"}
    if scripts.is_language_tag(lang):
        languages[scripts.slot(lang)] = languages["val"] = lang
    tags = " ".join(f'w:{slot}="{tag}"' for slot, tag in languages.items())
    size = half_points(style.size)
    return (
        f"{xml.DECLARATION}<w:styles {xml.NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{fonts(style.body.name)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f"<w:lang {tags}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f"{space(0, 0, style.size * style.leading)}</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{_normal(style)}{_DEFAULTS}{_headings(style)}{_paragraphs(style)}{_callouts(style)}{_tables(style)}"
        f"{_notes_and_edges(style)}{_words(style)}</w:styles>"
    )


def _normal(style: Style) -> str:
    # The colour stands here, not in docDefaults: from there LibreOffice would let it win over
    # character styles inside tables.
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{face(colour=style.colours.text)}</w:rPr></w:style>"
    )


# The other three defaults that Word expects (17.7.4.17, w:default).
_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)

_KEPT = "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"


def _headings(style: Style) -> str:
    size, colours, sans = style.size, style.colours, style.heading.name
    title = size * 2.1
    levels = (
        # level, size, line, before, after, colour
        (1, size * 1.38, size * 1.75, size * 1.9, size * 0.5, colours.accent),
        (2, size * 1.12, size * 1.5, size * 1.3, size * 0.35, colours.text),
        (3, size, size * 1.4, size, size * 0.25, colours.muted),
    )
    return paragraph_style(
        "Title",
        "Title",
        _KEPT + space(0, size * 0.75, title * 1.16),
        face(title, bold=True, colour=colours.accent, family=sans),
        following="BriefMeta",
        priority=10,
    ) + "".join(
        paragraph_style(
            f"Heading{level}",
            f"heading {level}",
            f'{_KEPT}{space(before, after, line)}<w:outlineLvl w:val="{level - 1}"/>',
            face(height, bold=True, colour=colour, family=sans),
            following="BodyText",
            priority=9,
        )
        for level, height, line, before, after, colour in levels
    )


def _paragraphs(style: Style) -> str:
    size, colours, sans = style.size, style.colours, style.heading.name
    line = size * style.leading
    align = '<w:jc w:val="both"/>' if style.align == "justify" else ""
    item = space(0, line * 0.3) + align
    left, right = QUOTE_INDENTS
    return "".join(
        (
            paragraph_style("BodyText", "Body Text", space(0, line * 0.5) + align, priority=1),
            paragraph_style(
                "BriefLead", "Brief Lead", space(0, line * 0.5, line * 1.12), face(size * 1.14)
            ),
            paragraph_style(
                "BriefMeta",
                "Brief Meta",
                "<w:suppressAutoHyphens/>" + space(0, 2, line * 0.92),
                face(size * 0.92, colour=colours.muted, family=sans),
            ),
            paragraph_style(
                "BriefSmall",
                "Brief Small",
                space(0, line * 0.35, line * 0.87),
                face(size * 0.88, colour=colours.muted),
            ),
            paragraph_style(
                "Caption",
                "caption",
                _KEPT + space(SPACE_BEFORE["Caption"] / 20, 4, line * 0.86),
                face(size * 0.88, bold=True, family=sans),
                priority=35,
            ),
            paragraph_style(
                "BriefFigureCaption",
                "Brief Figure Caption",
                '<w:keepNext w:val="0"/>' + space(0, line * 0.35, line * 0.87),
                f'{fonts(style.body.name)}<w:b w:val="0"/><w:bCs w:val="0"/>'
                + face(size * 0.88, colour=colours.muted),
                based_on="Caption",
            ),
            paragraph_style("ListBullet", "List Bullet", item),
            paragraph_style("ListNumber", "List Number", item),
            paragraph_style("ListContinue", "List Continue", item),
            paragraph_style(
                "Quote",
                "Quote",
                borders(border("left", "single", 12, 10, colours.rule))
                + space(0, line * 0.5)
                + indent(left, right),
                priority=29,
            ),
            paragraph_style(
                "BriefPassage",
                "Brief Passage",
                passage_tabs()
                + space(0, line * 0.4, style.passage_size * 1.38)
                + indent(PASSAGE_INDENT, 0, PASSAGE_INDENT)
                + align,
                face(style.passage_size),
            ),
            paragraph_style(
                "BriefFigure",
                "Brief Figure",
                space(SPACE_BEFORE["BriefFigure"] / 20, line * 0.55),
            ),
        )
    )


def passage_tabs(start: int = 0) -> str:
    """The `w:tabs` by which a passage's label ends beside its text, which begins `start` twips
    and the passage's indent from the margin."""
    end = start + twips(PASSAGE_INDENT - _LABEL_GAP)
    return f'<w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>'


def _callouts(style: Style) -> str:
    names: dict[CalloutKind, str] = {
        "bottom-line": "Brief Bottom Line",
        "judgement": "Brief Judgement",
        "reading": "Brief Reading",
        "plain": "Brief Plain Box",
    }
    line = style.size * style.leading
    parts = []
    for kind, box in boxes(style.colours).items():
        lead = kind == "bottom-line"
        parts.append(
            paragraph_style(
                box.style,
                names[kind],
                # The lines that a minister reads are not parted; other boxes may be cut.
                ("<w:keepLines/>" if lead else "")
                + box.borders
                + box.shade
                + space(0, line * 0.5, line * 1.12 if lead else line)
                + f'<w:ind w:left="{box.left}" w:right="{box.right}"/>',
                face(style.size * 1.14) if lead else "",
            )
        )
    return "".join(parts)


def _tables(style: Style) -> str:
    """Horizontal rules only; the header row has the heavy ones. Its bold is the paragraph
    style's alone: bold in both styles would cancel out (17.7.3)."""
    size = style.size * 0.88
    accent, rule = hex_colour(style.colours.accent), hex_colour(style.colours.rule)
    return (
        paragraph_style(
            "BriefTableText",
            "Brief Table Text",
            "<w:suppressAutoHyphens/>" + space(0, 0, size * 1.3),
            face(size, family=style.heading.name),
        )
        + paragraph_style(
            "BriefTableHead",
            "Brief Table Head",
            "<w:keepNext/>",
            face(bold=True, colour=style.colours.accent),
            based_on="BriefTableText",
        )
        + '<w:style w:type="table" w:customStyle="1" w:styleId="BriefTable">'
        '<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{accent}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="70" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{accent}"/>'
        f'</w:tcBorders>{shade(style.colours.tint)}<w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def _notes_and_edges(style: Style) -> str:
    size, colours, sans, note = style.size, style.colours, style.heading.name, style.note_size
    right = twips(style.page.width - style.page.left - style.page.right)
    edge = (
        f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs><w:suppressAutoHyphens/>'
        + space(0, 0, size)
    )
    return (
        paragraph_style(
            "FootnoteText",
            "footnote text",
            space(0, 2.2, note * 1.3) + indent(note * 1.9, 0, note * 1.9),
            face(note),
            priority=99,
        )
        + paragraph_style("Header", "header", edge, priority=99)
        + paragraph_style(
            "Footer",
            "footer",
            edge,
            face(size * 0.76, colour=colours.muted, family=sans),
            priority=99,
        )
        + paragraph_style(
            "BriefMarking",
            "Brief Marking",
            space(0, 0, size * 1.2) + '<w:jc w:val="center"/>',
            face(size * 0.86, bold=True, colour=colours.marking, family=sans, spacing=0.5),
        )
    )


def _words(style: Style) -> str:
    colours, size, sans = style.colours, style.size, style.heading.name
    accent = hex_colour(colours.accent)
    looks = (
        (
            "FootnoteReference",
            "footnote reference",
            f'<w:color w:val="{accent}"/><w:vertAlign w:val="superscript"/>',
        ),
        (
            "BriefNoteNumber",
            # LibreOffice draws the numbers of notes itself, in the style of this name.
            "Footnote Characters",
            face(style.note_size * 0.95, bold=True, colour=colours.accent, family=sans),
        ),
        (
            "Hyperlink",
            "Hyperlink",
            f'<w:color w:val="{accent}"/>'
            f'<w:u w:val="single" w:color="{hex_colour(colours.rule)}"/>',
        ),
        ("BriefSmallText", "Brief Small Text", face(size * 0.88, colour=colours.muted)),
        (
            "BriefHighlight",
            "Brief Highlight",
            f'<w:u w:val="single" w:color="{hex_colour(colours.muted)}"/>'
            + shade(colours.highlight),
        ),
        ("BriefStrength", "Brief Strength", symbol_fonts(sans) + face(colour=colours.accent)),
        (
            "BriefBoxLabel",
            "Brief Box Label",
            face(size * 0.84, bold=True, colour=colours.accent, family=sans),
        ),
        (
            "BriefPassageLabel",
            "Brief Passage Label",
            face(size * 0.8, bold=True, colour=colours.muted, family=sans),
        ),
        (
            "BriefBackLink",
            "Brief Back Link",
            face(size * 0.76, colour=colours.accent, family=sans),
        ),
    )
    return "".join(character_style(*look) for look in looks)
