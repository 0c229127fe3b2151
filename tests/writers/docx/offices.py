"""Letterheads of invented offices, as Word saves them in four languages.

Written from files that Word made, not from what briefgen reads: style ids translated, names
of Word's own styles in English, latent styles, runs cut up by proofing marks and revision
ids, a text box in two copies, two sections with three headers, notes, content controls, and
parts that briefgen knows nothing of.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

#: The ids that Word gives its own styles, by language; their names are English in each.
IDS: dict[str, dict[str, str]] = {
    "en": {
        "Normal": "Normal",
        "heading 1": "Heading1",
        "heading 2": "Heading2",
        "Title": "Title",
        "header": "Header",
        "footer": "Footer",
        "footnote text": "FootnoteText",
        "footnote reference": "FootnoteReference",
        "Hyperlink": "Hyperlink",
        "Table Grid": "TableGrid",
        "Placeholder Text": "PlaceholderText",
        "Default Paragraph Font": "DefaultParagraphFont",
        "Normal Table": "TableNormal",
        "No List": "NoList",
    },
    "fr": {
        "Normal": "Normal",
        "heading 1": "Titre1",
        "heading 2": "Titre2",
        "Title": "Titre",
        "header": "En-tte",
        "footer": "Pieddepage",
        "footnote text": "Notedebasdepage",
        "footnote reference": "Appelnotedebasdep",
        "Hyperlink": "Lienhypertexte",
        "Table Grid": "Grilledutableau",
        "Placeholder Text": "Textedelespacerserv",
        "Default Paragraph Font": "Policepardfaut",
        "Normal Table": "TableauNormal",
        "No List": "Aucuneliste",
    },
    "de": {
        "Normal": "Standard",
        "heading 1": "berschrift1",
        "heading 2": "berschrift2",
        "Title": "Titel",
        "header": "Kopfzeile",
        "footer": "Fuzeile",
        "footnote text": "Funotentext",
        "footnote reference": "Funotenzeichen",
        "Hyperlink": "Hyperlink",
        "Table Grid": "Tabellenraster",
        "Placeholder Text": "Platzhaltertext",
        "Default Paragraph Font": "Absatz-Standardschriftart",
        "Normal Table": "NormaleTabelle",
        "No List": "KeineListe",
    },
    "ja": {
        "Normal": "a",
        "heading 1": "1",
        "heading 2": "2",
        "Title": "a3",
        "header": "a5",
        "footer": "a7",
        "footnote text": "a9",
        "footnote reference": "ab",
        "Hyperlink": "ac",
        "Table Grid": "ae",
        "Placeholder Text": "af",
        "Default Paragraph Font": "a0",
        "Normal Table": "a1",
        "No List": "a2",
    },
}
LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE", "ja": "en-US"}


def png() -> bytes:
    """A picture of 40 by 10 green pixels."""
    rows = b"".join(b"\0" + b"\x00\x46\x3c" * 40 for _ in range(10))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 40, 10, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph; `inside` is more of its properties."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{look}{inside}</w:pPr>" if look or inside else ""
    return f'<w:p w:rsidR="00A77B3E">{properties}{text}</w:p>'


def run(text: str, look: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cut(text: str) -> str:
    """Text as Word keeps it after some typing: cut into runs, with marks between them."""
    parts = [text[:3], text[3:5], text[5:]]
    between = (
        '<w:proofErr w:type="spellStart"/>',
        '<w:bookmarkStart w:id="41" w:name="_GoBack"/><w:bookmarkEnd w:id="41"/>'
        if text.startswith("{{title")
        else '<w:proofErr w:type="spellEnd"/>',
    )
    runs = [
        f'<w:r w:rsidRPr="00C{n}5D12"><w:rPr><w:i/></w:rPr><w:t>{part}</w:t></w:r>'
        if n == 1
        else f"<w:r><w:t>{part}</w:t></w:r>"
        for n, part in enumerate(parts)
    ]
    return runs[0] + between[0] + runs[1] + between[1] + runs[2]


def control(tag: str, content: str, alias: str = "", more: str = "<w:text/>") -> str:
    """A content control."""
    alias = f'<w:alias w:val="{alias}"/>' if alias else ""
    tag = f'<w:tag w:val="{tag}"/>' if tag else ""
    return (
        f'<w:sdt><w:sdtPr>{alias}{tag}<w:id w:val="{zlib.crc32((tag + alias).encode()) >> 2}"/>'
        f"{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def text_box(content: str) -> str:
    """A run with a text box as Word writes it: a shape, and VML for programs that know none."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        'relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>3200400'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
        '</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="500000"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="7" name="Text Box 2" descr="The issuing office"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        '<w:pict><v:shape style="width:157pt;height:39pt"><v:textbox><w:txbxContent>'
        f"{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def field(instruction: str, shown: str) -> str:
    """A field as Word writes it, in five runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def logo(relation: str) -> str:
    """A run with a picture in line."""
    pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="1440000" cy="360000"/><wp:docPr id="3" name="Logo" descr="Ministry"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">'
        '<pic:nvPicPr><pic:cNvPr id="3" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="360000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def styles(language: str, more: str = "", *, spaced: bool = True) -> str:
    """styles.xml; without `spaced` paragraphs of Normal touch each other."""
    ids = IDS[language]
    normal = ids["Normal"]
    space = 'w:after="160" w:line="259" w:lineRule="auto"' if spaced else 'w:after="0"'

    def style(name: str, kind: str = "paragraph", inside: str = "", default: bool = False) -> str:
        chosen = ' w:default="1"' if default else ""
        based = ""
        if kind == "paragraph" and not default:
            based = f'<w:basedOn w:val="{normal}"/>'
        return (
            f'<w:style w:type="{kind}"{chosen} w:styleId="{ids[name]}"><w:name w:val="{name}"/>'
            f"{based}{inside}</w:style>"
        )

    heading = (
        '<w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240"/>'
        '<w:outlineLvl w:val="{}"/></w:pPr><w:rPr><w:rFonts w:asciiTheme="majorHAnsi" '
        'w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:cstheme="majorBidi"/>'
        '<w:color w:val="00463C"/><w:sz w:val="32"/></w:rPr>'
    )
    return (
        f"{_XML}<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
        'w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" '
        'w:cstheme="minorBidi"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang '
        f'w:val="{LANGUAGES[language]}" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:spacing {space}/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
        'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376">'
        '<w:lsdException w:name="heading 3" w:semiHidden="1" w:uiPriority="9" w:qFormat="1"/>'
        '<w:lsdException w:name="caption" w:semiHidden="1" w:uiPriority="35" w:qFormat="1"/>'
        '<w:lsdException w:name="Body Text" w:semiHidden="1"/></w:latentStyles>'
        + style("Normal", default=True, inside="<w:qFormat/>")
        + style("heading 1", inside=heading.format(0))
        + style("heading 2", inside=heading.format(1))
        + style("Default Paragraph Font", "character", "<w:semiHidden/>", True)
        + style("Normal Table", "table", "<w:semiHidden/>", True)
        + style("No List", "numbering", "<w:semiHidden/>", True)
        + style("Title", inside='<w:rPr><w:sz w:val="56"/></w:rPr>')
        + style("header")
        + style("footer")
        + style("footnote text", inside='<w:rPr><w:sz w:val="18"/></w:rPr>')
        + style(
            "footnote reference",
            "character",
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
        )
        + style("Hyperlink", "character", '<w:rPr><w:u w:val="single"/></w:rPr>')
        + style("Placeholder Text", "character", '<w:rPr><w:color w:val="808080"/></w:rPr>')
        + style("Table Grid", "table", f'<w:basedOn w:val="{ids["Normal Table"]}"/>')
        + more
        + "</w:styles>"
    )


def settings(separators: tuple[int, int] | None, more: str = "", before: str = "") -> str:
    """settings.xml, which names the notes that separate."""
    notes = "".join(f'<w:footnote w:id="{n}"/>' for n in separators or ())
    named = f"<w:footnotePr>{notes}</w:footnotePr>" if notes else ""
    return (
        f'{_XML}<w:settings {_NS}><w:zoom w:percent="100"/>{before}'
        '<w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'{named}<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids>{more}'
        '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        '<w14:docId w14:val="4C1D2E3F"/></w:settings>'
    )


def footnotes(separators: tuple[int, int], language: str, *notes: str) -> str:
    """footnotes.xml with these notes of the letterhead's own."""
    ids = IDS[language]
    kinds = ("separator", "continuationSeparator")
    parts = [
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, n in zip(kinds, separators, strict=True)
    ]
    mark = (
        f'<w:r><w:rPr><w:rStyle w:val="{ids["footnote reference"]}"/></w:rPr><w:footnoteRef/></w:r>'
    )
    parts += [
        f'<w:footnote w:id="{n}">{paragraph(mark + run(" ") + note, ids["footnote text"])}'
        "</w:footnote>"
        for n, note in enumerate(notes, max(separators) + 1)
    ]
    return f"{_XML}<w:footnotes {_NS}>{''.join(parts)}</w:footnotes>"


def edge(place: str, content: str) -> str:
    """A header (`hdr`) or footer (`ftr`)."""
    return f"{_XML}<w:{place} {_NS}>{content}</w:{place}>"


NUMBERING = (
    f'{_XML}<w:numbering {_NS}><w:abstractNum w:abstractNumId="0"><w:nsid w:val="1B2C3D00"/>'
    '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/><w:lvlJc w:val="left"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:numIdMacAtCleanup w:val="1"/></w:numbering>'
)
THEME = (
    f'{_XML}<a:theme xmlns:a="{_A}" name="Office"><a:themeElements><a:clrScheme name="Office">'
    + "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in zip(
            (
                *("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4"),
                *("accent5", "accent6", "hlink", "folHlink"),
            ),
            ["000000", "FFFFFF", *["44546A"] * 10],
            strict=True,
        )
    )
    + '</a:clrScheme><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Liberation Sans"/>'
    '<a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont>'
    '<a:latin typeface="Liberation Serif"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont>'
    '</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>'
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:fillStyleLst><a:lnStyleLst>"
    + '<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + "</a:effectStyleLst><a:bgFillStyleLst>"
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
LABEL = (
    f'{_XML}<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
    '<clbl:label id="{2b1d7f5e-0000-4000-8000-1234567890ab}" enabled="1" method="Standard" '
    'siteId="{2b1d7f5e-0000-4000-8000-abcdefabcdef}" contentBits="0" removed="0"/></clbl:labelList>'
)
CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letterhead</dc:title>'
    "<dc:creator>A. Clerk</dc:creator></cp:coreProperties>"
)
APP = (
    f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Pages>1</Pages><Words>12</Words>'
    "<Application>Microsoft Office Word</Application><Company>Ministry of Water</Company>"
    "</Properties>"
)

A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2268" w:right="1134" w:bottom="1701" '
    'w:left="1985" w:header="709" w:footer="709" w:gutter="0"/><w:cols w:space="708"/>'
)


def package(
    parts: Mapping[str, str | bytes], relations: Mapping[str, list[tuple[str, str, str]]]
) -> bytes:
    """The zip file of parts by name; `relations` of a part are (id, type, target)."""
    overrides = {
        "word/document.xml": f"{_WORD}document.main+xml",
        "word/styles.xml": f"{_WORD}styles+xml",
        "word/settings.xml": f"{_WORD}settings+xml",
        "word/numbering.xml": f"{_WORD}numbering+xml",
        "word/footnotes.xml": f"{_WORD}footnotes+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
        "docMetadata/LabelInfo.xml": "application/vnd.ms-office.classificationlabels+xml",
    }
    for name in parts:
        for place in ("header", "footer"):
            if name.startswith(f"word/{place}"):
                overrides[name] = f"{_WORD}{place}+xml"
    types = (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{type_}"/>'
            for name, type_ in overrides.items()
            if name in parts
        )
        + "</Types>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", parts.get("[Content_Types].xml", types))
        for name, entries in relations.items():
            folder, _, file = name.rpartition("/")
            path = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
            archive.writestr(
                path,
                f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships">'
                + "".join(
                    f'<Relationship Id="{key}" Type="{type_ if ":" in type_ else _OFFICE + type_}" '
                    f'Target="{target}"'
                    + (' TargetMode="External"' if ":" in target else "")
                    + "/>"
                    for key, type_, target in entries
                )
                + "</Relationships>",
            )
        for name, content in parts.items():
            if name != "[Content_Types].xml":
                archive.writestr(name, content)
    return buffer.getvalue()


#: The relations of the package itself.
TOP = [
    ("rId1", "officeDocument", "word/document.xml"),
    (
        "rId2",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    ("rId3", "extended-properties", "docProps/app.xml"),
    (
        "rId4",
        "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
        "docMetadata/LabelInfo.xml",
    ),
]


def ministry(
    language: str = "en",
    *,
    separators: tuple[int, int] = (-1, 0),
    body: str = "",
    marked: bool = True,
    changes: Mapping[str, str | bytes] | None = None,
    spaced: bool = True,
    setting: str = "",
) -> bytes:
    """A ministry's letterhead: a cover of its own section with a table, a text box and a note;
    then the brief's place (`body`, a paragraph `{{body}}` by default) and a distribution list;
    a logo in the header, another header on the first page, page numbers in the footer.

    Without `marked` nothing asks for the marking.
    """
    ids = IDS[language]
    marking = cut("{{marking}}") if marked else run("Ministry of Water")
    reference = (
        f'<w:r><w:rPr><w:rStyle w:val="{ids["footnote reference"]}"/></w:rPr>'
        f'<w:footnoteReference w:id="{max(separators) + 1}"/></w:r>'
    )
    grid = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{ids["Table Grid"]}"/><w:tblW w:w="0" w:type="auto"/>'
        '</w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="6000"/></w:tblGrid>'
        f"<w:tr><w:tc>{paragraph(run('Date'))}</w:tc><w:tc>{paragraph(cut('{{date}}'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph(run('Meeting'))}</w:tc><w:tc>"
        + paragraph(
            control(
                "brief:meeting",
                run("Click here", f'<w:rStyle w:val="{ids["Placeholder Text"]}"/>'),
                more="<w:showingPlcHdr/><w:text/>",
            )
        )
        + "</w:tc></w:tr></w:tbl>"
    )
    cover = (
        paragraph(cut("{{title}}"), ids["Title"])
        + grid
        + paragraph(
            run("Prepared for the minister")
            + reference
            + text_box(paragraph(cut("{{organisation}}")))
        )
        + paragraph(
            run("See ") + run("annex"),
            inside='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        )
        + paragraph(
            "",
            inside='<w:sectPr><w:headerReference w:type="default" r:id="rId10"/>'
            '<w:headerReference w:type="first" r:id="rId11"/>'
            f'<w:footerReference w:type="default" r:id="rId12"/>{A4}<w:titlePg/></w:sectPr>',
        )
    )
    document = (
        f"{_XML}<w:document {_NS}><w:body>{cover}"
        + (body or paragraph(cut("{{body}}")))
        + paragraph(run("Distribution: cabinet office; ") + cut("{{organisation}}"))
        + f"<w:sectPr>{A4}</w:sectPr></w:body></w:document>"
    )
    parts: dict[str, str | bytes] = {
        "word/document.xml": document,
        "word/styles.xml": styles(language, spaced=spaced),
        "word/settings.xml": settings(separators, setting),
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": footnotes(separators, language, run("Not for the press.")),
        "word/header1.xml": edge(
            "hdr", paragraph(logo("rId1") + run("\t") + marking, ids["header"])
        ),
        "word/header2.xml": edge("hdr", paragraph(marking, ids["header"])),
        "word/footer1.xml": edge(
            "ftr",
            paragraph(
                field("PAGE", "1")
                + run(" / ")
                + field("NUMPAGES", "2")
                + run(" – ")
                + field("DOCPROPERTY  Title  \\* MERGEFORMAT", "Letterhead"),
                ids["footer"],
            ),
        ),
        "word/theme/theme1.xml": THEME,
        "word/media/image1.png": png(),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "docMetadata/LabelInfo.xml": LABEL,
        "customXml/item1.xml": '<?xml version="1.0"?><office xmlns="urn:office">kept</office>',
        **(changes or {}),
    }
    relations = {
        "": TOP,
        "word/document.xml": [
            ("rId1", "styles", "styles.xml"),
            ("rId2", "settings", "settings.xml"),
            ("rId3", "numbering", "numbering.xml"),
            ("rId4", "footnotes", "footnotes.xml"),
            ("rId5", "theme", "theme/theme1.xml"),
            ("rId6", "customXml", "../customXml/item1.xml"),
            ("rId10", "header", "header1.xml"),
            ("rId11", "header", "header2.xml"),
            ("rId12", "footer", "footer1.xml"),
        ],
        "word/header1.xml": [("rId1", "image", "media/image1.png")],
    }
    return package(parts, relations)


def plain(content: str = "", section: str = A4, **changes: str) -> bytes:
    """A letterhead of the fewest parts: styles, settings, and `content` before the section."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": (
            f"{_XML}<w:document {_NS}><w:body>{content}<w:sectPr>{section}</w:sectPr></w:body>"
            "</w:document>"
        ),
        "word/styles.xml": styles("en"),
        "word/settings.xml": settings(None),
        "docProps/core.xml": CORE,
        **{name.replace("__", "/") + ".xml": text for name, text in changes.items()},
    }
    relations = {
        "": TOP[:2],
        "word/document.xml": [
            ("rId1", "styles", "styles.xml"),
            ("rId2", "settings", "settings.xml"),
        ],
    }
    return package(parts, relations)
