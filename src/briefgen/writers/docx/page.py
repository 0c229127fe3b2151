"""What stands around the text: paper and margins, header, footer, settings."""

from __future__ import annotations

from math import atan2, degrees, hypot

from briefgen.document import Document, Page, Style, page_of_pages
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.xml import half_points, hex_colour, twips

#: What a watermark is drawn with: VML, as Word itself writes it (ECMA-376 part 4, 19).
_DRAWN = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


def section(document: Document) -> str:
    """The `w:sectPr` at the end of the body. There is one section and no first page of its
    own, so that the marking stands on every page."""
    page = document.style.page
    landscape = ' w:orient="landscape"' if page.width > page.height else ""
    headed = bool(document.marking or document.watermark)
    header = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if headed else ""
    primary = document.lang.partition("-")[0].lower()
    right_to_left = "<w:bidi/>" if primary in ("ar", "fa", "he", "ur", "yi") else ""
    return (
        f'<w:sectPr>{header}<w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{landscape}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" '
        f'w:header="{twips(page.top * 0.38)}" w:footer="{twips(page.bottom * 0.3)}" '
        f'w:gutter="0"/><w:cols w:space="720"/>{right_to_left}</w:sectPr>'
    )


def text_width(page: Page) -> int:
    """The width of the text area in twips."""
    return twips(page.width - page.left - page.right)


def _marking(text: str, document: Document) -> str:
    """The marking's paragraph; with colours of its own it is a label (TLP 2.0, 3: at least 12
    points large, at the right)."""
    place, look = "", ""
    if document.marking_colours is not None:
        letters, ground = document.marking_colours
        size = half_points(max(document.style.size * 0.86, 12.0))
        place = '<w:jc w:val="right"/>'
        look = (
            f'<w:rPr><w:color w:val="{hex_colour(letters)}"/><w:sz w:val="{size}"/>'
            f'<w:szCs w:val="{size}"/>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(ground)}"/></w:rPr>'
        )
        text = f"\u00a0{text}\u00a0"
    return xml.paragraph(f'<w:pStyle w:val="BriefMarking"/>{place}', xml.run(text, look))


def header_xml(marking: str, watermark: str, document: Document) -> str:
    """header1.xml: the marking, and behind the page's text the watermark."""
    shape = _watermark(watermark, document.style) if watermark else ""
    held = _marking(marking, document) if marking else ""
    if shape:
        held += xml.paragraph('<w:pStyle w:val="Header"/>', shape)
    namespaces = f"{xml.NAMESPACES} {_DRAWN}" if shape else xml.NAMESPACES
    return f"{xml.DECLARATION}<w:hdr {namespaces}>{held}</w:hdr>"


def _watermark(text: str, style: Style) -> str:
    """A word behind the text, from corner to corner, as Word's own command makes it; it is
    decoration and has no text alternative."""
    page = style.page
    angle = atan2(page.height, page.width)
    # Word stretches the letters to the box: it is as wide and as high as capitals would be
    size = 0.24 * min(page.width, page.height)
    wide = min(0.62 * size * len(text), 0.72 * hypot(page.width, page.height))
    high = 0.72 * wide / (0.62 * len(text))
    family = xml.attribute(style.heading.name)
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
        'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
        "</v:shapetype>"
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{wide:.1f}pt;'
        f"height:{high:.1f}pt;rotation:{360 - round(degrees(angle))};z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        'mso-position-vertical:center;mso-position-vertical-relative:page" '
        'o:allowincell="f" fillcolor="#595959" stroked="f"><v:fill opacity=".14"/>'
        f'<v:textpath style="font-family:&quot;{family}&quot;;font-size:1pt;font-weight:bold" '
        f'string="{xml.attribute(text)}"/><w10:wrap anchorx="page" anchory="page"/></v:shape>'
        "</w:pict></w:r>"
    )


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def footer_xml(running: str, marking: str, document: Document) -> str:
    """footer1.xml: the running line, `page x of y`, the marking. Word counts the pages."""
    before, between, after = (
        xml.run(words) if words else "" for words in page_of_pages(document.lang)
    )
    count = before + _field("PAGE") + between + _field("NUMPAGES") + after
    line = (xml.run(running) if running else "") + "<w:r><w:tab/></w:r>" + count
    return (
        f"{xml.DECLARATION}<w:ftr {xml.NAMESPACES}>"
        + xml.paragraph('<w:pStyle w:val="Footer"/>', line)
        + (_marking(marking, document) if marking else "")
        + "</w:ftr>"
    )


def settings_xml(style: Style, lang: str) -> str:
    """settings.xml, its elements in the order of the schema (CT_Settings, 17.15.1).

    There is no `updateFields`: Word would ask the reader a question on opening.
    """
    hyphens = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="360"/><w:doNotHyphenateCaps/>'
        if style.hyphenate
        else ""
    )
    fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if style.embed_fonts else ""
    tag = lang if scripts.is_language_tag(lang) else "en-GB"
    options = "".join(
        f'<w:compatSetting w:name="{name}" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{xml.DECLARATION}<w:settings {xml.NAMESPACES}><w:zoom w:percent="100"/>'
        f'{fonts}<w:defaultTabStop w:val="720"/>{hyphens}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{options}</w:compat>"
        f'<w:themeFontLang w:val="{tag}" w:eastAsia="ja-JP" w:bidi="hi-IN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
