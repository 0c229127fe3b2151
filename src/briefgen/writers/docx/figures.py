"""Figures as DrawingML: an SVG for Word, with a PNG for everything that shows no SVG."""

from __future__ import annotations

from briefgen.document import Figure, plain_text
from briefgen.figures import to_png, to_svg
from briefgen.writers.docx import xml
from briefgen.writers.docx.place import Place
from briefgen.writers.docx.story import Picture, Story

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# The blip's SVG (MS-ODRAWXML 2.3.1.3, CT_SVGBlip) and the extension that holds it.
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


#: Declared once, at the top of document.xml: pandoc looks for them only there.
NAMESPACES = f'xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}"'


def write_figure(story: Story, figure: Figure, place: Place) -> str:
    """A run with the drawing in line; wider than its place, it is scaled down to fit."""
    manuscript = story.manuscript
    drawing, family = figure.drawing, manuscript.document.style.heading
    manuscript.pictures.append(
        Picture(
            to_svg(drawing, manuscript.clean(figure.alt), family.name).encode(),
            to_png(drawing, files=dict(family.files), family=family.name),
        )
    )
    number = len(manuscript.pictures)
    room = place.room() / 20
    scale = min(1.0, room / drawing.width) if room > 0 and drawing.width > 0 else 1.0
    size = (
        f'cx="{max(1, xml.emu(drawing.width * scale))}" '
        f'cy="{max(1, xml.emu(drawing.height * scale))}"'
    )
    alt = xml.attribute(manuscript.clean(figure.alt or plain_text(figure.caption)))
    identity = manuscript.next_id()
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{identity}" name="Figure {number}" descr="{alt}"/>'
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{identity}" name="figure{number}.png" descr="{alt}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPng{number}"><a:extLst>'
        f'<a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_ASVG}" '
        f'r:embed="rIdSvg{number}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
