"""Makes the Word template that docxtpl fills in: `python docx_template.py OUT.docx`.

docxtpl has no footnotes of its own, so the template's footnotes part holds a loop.
"""

from __future__ import annotations

import sys

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt
from docx.text.paragraph import Paragraph

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{WORD}">\
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>\
</w:p></w:footnote>{{% for note in notes %}}<w:footnote w:id="{{{{ note.number }}}}"><w:p>\
<w:r>{RAISED}<w:footnoteRef/></w:r>\
<w:r><w:t xml:space="preserve"> {{{{ note.text }}}} </w:t></w:r>\
{{% for number in note.passages %}}<w:hyperlink w:anchor="passage-{{{{ number }}}}"><w:r>\
<w:t>{{{{ number }}}}</w:t></w:r></w:hyperlink>{{% endfor %}}</w:p></w:footnote>{{% endfor %}}\
</w:footnotes>"""


def make(path: str) -> None:
    document = Document()
    document.styles["Normal"].font.name = "Source Serif 4"
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.276), Pt(841.89)
    section.left_margin = section.right_margin = section.top_margin = Pt(74)
    section.header.paragraphs[0].text = "{{ marking }}"
    page_number(section.footer.paragraphs[0])
    document.add_heading("{{ title }}", 0)
    document.add_paragraph("{{r meta }}")
    document.add_paragraph("{{r bottom_line }}", "Intense Quote")
    document.add_paragraph("{{ scale }}")
    document.add_paragraph("{%p for table in tables %}")
    document.add_heading("{{ table.heading }}", 1)
    table = document.add_table(4, 3, "Light Grid")
    rows = [
        [f"{{{{ table.header[{n}] }}}}" for n in range(3)],
        ["{%tr for row in table.rows %}"],
        ["{{ row[0] }}", "{{r row[1] }}", "{{ row[2] }}"],
        ["{%tr endfor %}"],
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.heading }}", 1)
    document.add_paragraph("{%p for text in section.paragraphs %}")
    document.add_paragraph("{{r text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Sources", 1)
    document.add_paragraph("{%p for passage in annex %}")
    document.add_paragraph("{{r passage }}")
    document.add_paragraph("{%p endfor %}")
    package = document.part.package
    uri, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
    footnotes = Part(uri, kind, FOOTNOTES.encode(), package)
    document.part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(path)


def page_number(paragraph: Paragraph) -> None:
    """`Page x of y`, as fields."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(text)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)


if __name__ == "__main__":
    make(sys.argv[1])
