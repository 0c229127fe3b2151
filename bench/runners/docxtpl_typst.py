"""docxtpl, alone or with a program that makes the PDF: what a user would write instead.

`docx` fills a Word template in from JSON. `both` does the whole job: YAML, Jinja2, docxtpl,
and the PDF with typst (or, with the option `libreoffice`, by converting the DOCX).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import timing
from docxtpl import DocxTemplate

MARK = re.compile(r"\[\^(\d+)\]")
REFERENCE = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>'
)
QUOTE = '<w:u w:val="single"/><w:shd w:val="clear" w:fill="FFF3BF"/>'


class Runs(str):
    """Word runs, put into the template as they are (as docxtpl's RichText does it)."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def run(text: str, properties: str = "") -> str:
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(pieces: str | list[str | int]) -> Runs:
    """A text with its footnote references."""
    if isinstance(pieces, str):
        return Runs(run(pieces))
    return Runs("".join(run(p) if isinstance(p, str) else REFERENCE % p for p in pieces))


def passage(entry: dict[str, Any]) -> Runs:
    """A passage of the annex: its number as a bookmark, then the quote, set off."""
    number = entry["number"]
    start = f'<w:bookmarkStart w:id="{number}" w:name="passage-{number}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/> '
    words = run(" ") + run(entry["quote"], QUOTE) + run(entry["rest"])
    return Runs(start + run(str(number), "<w:b/>") + end + words)


def context(content: dict[str, Any]) -> dict[str, Any]:
    """What the template is given."""
    return content | {
        "meta": runs(content["meta"]),
        "bottom_line": runs(content["bottom_line"]),
        "tables": [
            table | {"rows": [[row[0], runs(row[1]), row[2]] for row in table["rows"]]}
            for table in content["tables"]
        ],
        "sections": [
            section | {"paragraphs": [runs(text) for text in section["paragraphs"]]}
            for section in content["sections"]
        ],
        "annex": [passage(entry) for entry in content["annex"]],
    }


def write_docx(content: dict[str, Any], path: Path) -> None:
    template = DocxTemplate(os.environ["BENCH_WORD_TEMPLATE"])
    template.render(context(content), autoescape=True)
    template.save(path)


def from_json(base: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(base.with_suffix(".json").read_text(encoding="utf-8"))
    return content


class YamlReader:
    """Reads the YAML with the fast loader and fills its placeholders in with Jinja2."""

    def __init__(self) -> None:
        import yaml
        from jinja2 import Environment, StrictUndefined

        self.yaml, self.loader = yaml, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.jinja = Environment(undefined=StrictUndefined, autoescape=False)

    def read(self, base: Path) -> dict[str, Any]:
        with base.with_suffix(".yaml").open("rb") as file:
            content = self.yaml.load(file, Loader=self.loader)
        filled: dict[str, Any] = self.pieces(content, {"parties": content["parties"]})
        return filled

    def pieces(self, value: Any, data: dict[str, str]) -> Any:
        if isinstance(value, dict):
            return {key: self.pieces(item, data) for key, item in value.items()}
        if isinstance(value, list):
            return [self.pieces(item, data) for item in value]
        if not isinstance(value, str):
            return value
        if "{{" in value:
            value = self.jinja.from_string(value).render(data)
        if "[^" not in value:
            return value
        return [int(piece) if n % 2 else piece for n, piece in enumerate(MARK.split(value))]


def convert(paths: Sequence[Path], out: Path) -> None:
    """DOCX to PDF with LibreOffice, all in one process."""
    profile = (out / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    if timing.format_wanted() == "docx":

        def render(bases: Sequence[Path], out: Path) -> None:
            for base in bases:
                write_docx(from_json(base), out / f"{base.name}.docx")

    elif "libreoffice" in timing.options():
        reader = YamlReader()

        def render(bases: Sequence[Path], out: Path) -> None:
            paths = [out / f"{base.name}.docx" for base in bases]
            for base, path in zip(bases, paths, strict=True):
                write_docx(reader.read(base), path)
            convert(paths, out)

    else:
        import typst_pdf

        reader, pdf = YamlReader(), typst_pdf.Template(*timing.options())

        def render(bases: Sequence[Path], out: Path) -> None:
            for base in bases:
                content = reader.read(base)
                write_docx(content, out / f"{base.name}.docx")
                as_json = out / f"{base.name}.json"
                as_json.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
                pdf.write(as_json, out / f"{base.name}.pdf")

    timing.run(render)
