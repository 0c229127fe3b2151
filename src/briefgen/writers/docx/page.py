"""What stands around the text: paper and margins, header, footer, settings."""

from __future__ import annotations

from briefgen.document import Document, Page, Style
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.xml import twips


def section(document: Document) -> str:
    """The `w:sectPr` at the end of the body. There is one section and no first page of its
    own, so that the marking stands on every page."""
    page = document.style.page
    landscape = ' w:orient="landscape"' if page.width > page.height else ""
    header = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if document.marking else ""
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


def _marking(text: str) -> str:
    return xml.paragraph('<w:pStyle w:val="BriefMarking"/>', xml.run(text))


def header_xml(marking: str) -> str:
    """header1.xml: the marking."""
    return f"{xml.DECLARATION}<w:hdr {xml.NAMESPACES}>{_marking(marking)}</w:hdr>"


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def footer_xml(running: str, marking: str, lang: str) -> str:
    """footer1.xml: the running line, `page x of y`, the marking. Word counts the pages."""
    page, total = _field("PAGE"), _field("NUMPAGES")
    if lang.partition("-")[0].lower() == "en":
        count = xml.run("page ") + page + xml.run(" of ") + total
    else:
        count = page + xml.run(" / ") + total
    line = (xml.run(running) if running else "") + "<w:r><w:tab/></w:r>" + count
    return (
        f"{xml.DECLARATION}<w:ftr {xml.NAMESPACES}>"
        + xml.paragraph('<w:pStyle w:val="Footer"/>', line)
        + (_marking(marking) if marking else "")
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
