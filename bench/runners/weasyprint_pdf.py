"""WeasyPrint: ready-made Jinja2 template over JSON -> HTML -> PDF/UA-1, notes as footnotes."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import timing
from jinja2 import Environment, FileSystemLoader
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

if __name__ == "__main__":
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    fonts = FontConfiguration()
    style = CSS(filename=timing.TEMPLATES / "brief.css", font_config=fonts)
    jinja = Environment(loader=FileSystemLoader(timing.TEMPLATES), autoescape=True)
    template = jinja.get_template("brief.html.j2")

    def render(bases: Sequence[Path], out: Path) -> None:
        for base in bases:
            brief = json.loads(base.with_suffix(".json").read_text(encoding="utf-8"))
            HTML(string=template.render(brief=brief)).write_pdf(
                out / f"{base.name}.pdf",
                stylesheets=[style],
                font_config=fonts,
                pdf_variant="pdf/ua-1",
            )

    timing.run(render)
