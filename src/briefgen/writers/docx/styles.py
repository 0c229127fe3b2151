"""styles.xml: the looks of a brief as named styles, from `Document.style`.

Every paragraph of the body names a style of its own kind, so that an office can restyle a
brief in Word in one place. Built-in styles keep Word's own names (`heading 1`, `footnote
text`), by which readers find them in every language; ours are called `Brief ...`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from briefgen.document import CalloutKind, Colours, Style
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.xml import half_points, hex_colour, twips

#: Indent of each list level, and of passages' labels, in points.
LIST_INDENT = 17.0
PASSAGE_INDENT = 26.0

#: The space that styles other than headings keep above, in twips.
SPACE_BEFORE = {"Caption": twips(10), "BriefFigure": twips(8)}


class Box(NamedTuple):
    """What sets a callout apart: the same borders, shade and indents for each of its
    paragraphs, since Word joins only like paragraphs into one box (17.3.1.24)."""

    style: str
    borders: str
    shade: str
    #: Twips.
    left: int
    right: int


def _border(side: str, kind: str, eighths: int, space: int, colour: str) -> str:
    return (
        f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space}" '
        f'w:color="{hex_colour(colour)}"/>'
    )


def _borders(*borders: str) -> str:
    return f"<w:pBdr>{''.join(borders)}</w:pBdr>"


def _shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(colour)}"/>'


@lru_cache(maxsize=32)
def boxes(colours: Colours) -> dict[CalloutKind, Box]:
    """The look of each kind of callout. They differ in line, not only in colour: a heavy bar
    and a tint for the bottom line, a dashed frame around judgement, two thin rules for remarks
    on the sources, a thin frame for the rest."""
    tint, rule = colours.tint, colours.rule
    return {
        "bottom-line": Box(
            "BriefBottomLine",
            _borders(
                _border("top", "single", 4, 7, tint),
                _border("left", "single", 36, 9, colours.accent),
                _border("bottom", "single", 4, 8, tint),
                _border("right", "single", 4, 9, tint),
            ),
            _shade(tint),
            twips(13.5),
            twips(9.5),
        ),
        "judgement": Box(
            "BriefJudgement",
            _borders(
                *(
                    _border(side, "dashed", 8, space, colours.accent)
                    for side, space in (("top", 7), ("left", 10), ("bottom", 8), ("right", 10))
                )
            ),
            "",
            twips(11),
            twips(11),
        ),
        "reading": Box(
            "BriefReading",
            _borders(
                _border("top", "single", 6, 6, colours.muted),
                _border("bottom", "single", 6, 7, colours.muted),
            ),
            "",
            0,
            0,
        ),
        "plain": Box(
            "BriefPlain",
            _borders(
                *(
                    _border(side, "single", 4, space, rule)
                    for side, space in (("top", 7), ("left", 10), ("bottom", 8), ("right", 10))
                )
            ),
            "",
            twips(10.5),
            twips(10.5),
        ),
    }


def _type(
    size: float, *, bold: bool = False, italic: bool = False, colour: str = "", family: str = ""
) -> str:
    """The inside of a style's `w:rPr`; complex scripts have bold, italic and size of their
    own and follow."""
    return (
        (fonts(family) if family else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{hex_colour(colour)}"/>' if colour else "")
        + (
            f'<w:sz w:val="{half_points(size)}"/><w:szCs w:val="{half_points(size)}"/>'
            if size
            else ""
        )
    )


#: The families for scripts that the Latin ones do not have.
EAST_ASIAN_FAMILY = "Noto Serif JP"
COMPLEX_FAMILY = "Noto Serif Devanagari"


def fonts(family: str) -> str:
    """The `w:rFonts` of a Latin family."""
    name = xml.attribute(xml.clean(family))
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{EAST_ASIAN_FAMILY}" '
        f'w:cs="{COMPLEX_FAMILY}"/>'
    )


def symbol_fonts(family: str) -> str:
    """The `w:rFonts` for dots and arrows. They may count as East Asian characters, so that
    slot gets the family too."""
    name = xml.attribute(xml.clean(family))
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def _spacing(before: float, after: float, line: float = 0) -> str:
    """Space in points; a line is at least `line` high, so that taller scripts have room."""
    exact = f' w:line="{twips(line)}" w:lineRule="atLeast"' if line else ""
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{exact}/>'


def _indent(left: float = 0, right: float = 0, hanging: float = 0) -> str:
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{hang}/>'


def _paragraph_style(
    identifier: str,
    name: str,
    *,
    paragraph: str = "",
    type_: str = "",
    following: str = "",
    priority: int = 0,
    based_on: str = "Normal",
) -> str:
    ours = ' w:customStyle="1"' if identifier.startswith("Brief") else ""
    return (
        f'<w:style w:type="paragraph"{ours} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + (f'<w:uiPriority w:val="{priority}"/>' if priority else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{type_}</w:rPr>" if type_ else "")
        + "</w:style>"
    )


def _character_style(identifier: str, name: str, type_: str) -> str:
    ours = ' w:customStyle="1"' if identifier.startswith("Brief") else ""
    return (
        f'<w:style w:type="character"{ours} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f"<w:unhideWhenUsed/><w:rPr>{type_}</w:rPr></w:style>"
    )


_DEFAULTS = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
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


@lru_cache(maxsize=32)
def styles_xml(style: Style, lang: str) -> str:
    """styles.xml for a style and a document language."""
    languages = {"val": "en-GB", "eastAsia": "ja-JP", "bidi": "hi-IN"}
    if scripts.is_language_tag(lang):
        languages[scripts.slot(lang)] = languages["val"] = lang
    tags = " ".join(f'w:{slot}="{tag}"' for slot, tag in languages.items())
    size = style.size
    return (
        f"{xml.DECLARATION}<w:styles {xml.NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{fonts(style.body.name)}"
        f'<w:color w:val="{hex_colour(style.colours.text)}"/>'
        f'<w:sz w:val="{half_points(size)}"/><w:szCs w:val="{half_points(size)}"/>'
        f"<w:lang {tags}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f"{_spacing(0, 0, size * style.leading)}</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{_DEFAULTS}{_text_styles(style)}{_furniture_styles(style)}{_run_styles(style)}"
        f"{_table_style(style.colours)}</w:styles>"
    )


def _text_styles(style: Style) -> str:
    size, leading, colours, sans = style.size, style.leading, style.colours, style.heading.name
    align = '<w:jc w:val="both"/>' if style.align == "justify" else ""
    headings = (
        # level, size, space before and after
        (1, size * 1.4, 20.0, 6.0),
        (2, size * 1.15, 14.0, 4.0),
        (3, size, 11.0, 3.0),
    )
    parts = [
        _paragraph_style(
            "Title",
            "Title",
            paragraph="<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
            + _spacing(0, 7, size * 2.3 * 1.12),
            type_=_type(size * 2.3, bold=True, colour=colours.accent, family=sans),
            following="BriefMeta",
            priority=10,
        )
    ]
    for level, height, before, after in headings:
        parts.append(
            _paragraph_style(
                f"Heading{level}",
                f"heading {level}",
                paragraph="<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
                + _spacing(before, after, height * 1.2)
                + f'<w:outlineLvl w:val="{level - 1}"/>',
                type_=_type(height, bold=True, colour=colours.accent, family=sans),
                following="BodyText",
                priority=9,
            )
        )
    body = _spacing(0, size * 0.62) + align
    small = _spacing(0, 4, size * 0.86 * 1.32)
    caption = "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>" + _spacing(
        10, 4, size * 0.92 * 1.25
    )
    in_list = _spacing(0, size * 0.36)
    parts += [
        _paragraph_style("BodyText", "Body Text", paragraph=body, priority=1),
        _paragraph_style(
            "BriefLead",
            "Brief Lead",
            paragraph=_spacing(0, size * 0.6, size * 1.14 * leading),
            type_=_type(size * 1.14),
        ),
        _paragraph_style(
            "BriefMeta",
            "Brief Meta",
            paragraph="<w:suppressAutoHyphens/>" + _spacing(0, 3, size * 0.95 * 1.3),
            type_=_type(size * 0.95, colour=colours.muted, family=sans),
        ),
        _paragraph_style("BriefSmall", "Brief Small", paragraph=small, type_=_type(size * 0.86)),
        _paragraph_style(
            "Caption",
            "caption",
            paragraph=caption,
            type_=_type(size * 0.92, bold=True, colour=colours.accent, family=sans),
            priority=35,
        ),
        _paragraph_style("ListBullet", "List Bullet", paragraph=in_list + align),
        _paragraph_style("ListNumber", "List Number", paragraph=in_list + align),
        _paragraph_style("ListContinue", "List Continue", paragraph=in_list + align),
        _paragraph_style(
            "Quote",
            "Quote",
            paragraph=_borders(_border("left", "single", 12, 10, colours.rule))
            + _spacing(0, size * 0.62)
            + _indent(20, 12),
            type_=_type(0, italic=True),
            priority=29,
        ),
    ]
    names: dict[CalloutKind, str] = {
        "bottom-line": "Brief Bottom Line",
        "judgement": "Brief Judgement",
        "reading": "Brief Reading",
        "plain": "Brief Plain Box",
    }
    for kind, box in boxes(colours).items():
        height = {"bottom-line": size * 1.08, "reading": size * 0.9}.get(kind, size)
        parts.append(
            _paragraph_style(
                box.style,
                names[kind],
                paragraph=box.borders
                + box.shade
                + _spacing(0, size * 0.4, height * 1.36)
                + f'<w:ind w:left="{box.left}" w:right="{box.right}"/>',
                type_=_type(height),
            )
        )
    return "".join(parts)


def _furniture_styles(style: Style) -> str:
    """Tables, figures, passages, notes, header and footer."""
    size, colours, sans = style.size, style.colours, style.heading.name
    table = size * 0.88
    note = style.note_size
    right = twips(style.page.width - style.page.left - style.page.right)
    foot = (
        f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs><w:suppressAutoHyphens/>'
        + _spacing(0, 0, note * 1.25)
    )
    return "".join(
        (
            _paragraph_style(
                "BriefTableText",
                "Brief Table Text",
                paragraph="<w:suppressAutoHyphens/>" + _spacing(0, 1, table * 1.22),
                type_=_type(table, family=sans),
            ),
            _paragraph_style(
                "BriefTableHead",
                "Brief Table Head",
                paragraph="<w:keepNext/>",
                type_=_type(0, bold=True, colour=colours.accent),
                based_on="BriefTableText",
            ),
            _paragraph_style(
                "BriefFigure", "Brief Figure", paragraph="<w:keepNext/>" + _spacing(8, 4)
            ),
            _paragraph_style(
                "BriefPassage",
                "Brief Passage",
                paragraph=_spacing(0, 4, size * 0.9 * 1.34)
                + _indent(PASSAGE_INDENT, 0, PASSAGE_INDENT),
                type_=_type(size * 0.9),
            ),
            _paragraph_style("Header", "header", paragraph=foot, priority=99),
            _paragraph_style(
                "Footer",
                "footer",
                paragraph=foot,
                type_=_type(note, colour=colours.muted, family=sans),
                priority=99,
            ),
            _paragraph_style(
                "BriefMarking",
                "Brief Marking",
                paragraph=_spacing(0, 0, 12) + '<w:jc w:val="center"/>',
                type_=fonts(sans)
                + "<w:b/><w:bCs/>"
                + f'<w:color w:val="{hex_colour(colours.marking)}"/><w:spacing w:val="14"/>'
                + '<w:sz w:val="18"/><w:szCs w:val="18"/>',
            ),
            _paragraph_style(
                "FootnoteText",
                "footnote text",
                paragraph=_spacing(0, 2, note * 1.28) + _indent(14, 0, 14),
                type_=_type(note),
                priority=99,
            ),
        )
    )


def _run_styles(style: Style) -> str:
    colours, sans = style.colours, style.heading.name
    return "".join(
        (
            _character_style(
                "FootnoteReference",
                "footnote reference",
                f'<w:color w:val="{hex_colour(colours.accent)}"/>'
                '<w:vertAlign w:val="superscript"/>',
            ),
            _character_style(
                "BriefNoteNumber",
                "Brief Note Number",
                _type(style.note_size, colour=colours.accent, family=sans),
            ),
            _character_style(
                "Hyperlink",
                "Hyperlink",
                f'<w:color w:val="{hex_colour(colours.accent)}"/><w:u w:val="single"/>',
            ),
            _character_style(
                "BriefSmallText", "Brief Small Text", _type(style.size * 0.86, colour=colours.muted)
            ),
            _character_style(
                "BriefHighlight",
                "Brief Highlight",
                f'<w:u w:val="single" w:color="{hex_colour(colours.muted)}"/>'
                + _shade(colours.highlight),
            ),
            _character_style(
                "BriefStrength",
                "Brief Strength",
                f'{symbol_fonts(sans)}<w:color w:val="{hex_colour(colours.accent)}"/>',
            ),
            _character_style(
                "BriefBoxLabel",
                "Brief Box Label",
                _type(style.size * 0.9, bold=True, colour=colours.accent, family=sans),
            ),
            _character_style(
                "BriefPassageLabel",
                "Brief Passage Label",
                _type(style.size * 0.82, bold=True, colour=colours.muted, family=sans),
            ),
            _character_style(
                "BriefBackLink",
                "Brief Back Link",
                _type(style.size * 0.8, colour=colours.accent, family=sans),
            ),
        )
    )


def _table_style(colours: Colours) -> str:
    """Horizontal rules only; the header row has the heavy one. Its bold is the paragraph
    style's alone: bold in both styles would cancel out (17.7.3)."""
    accent, rule = hex_colour(colours.accent), hex_colour(colours.rule)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="BriefTable">'
        '<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>'
        f'</w:tcBorders>{_shade(colours.tint)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
        "</w:style>"
    )
