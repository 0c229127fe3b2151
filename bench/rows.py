"""The programs measured: a row of the tables each, and the references they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["docx", "pdf", "both"]


@dataclass(frozen=True, slots=True)
class Row:
    """A program that makes `format` out of a brief.

    `runner` is a file in `runners/`, `option` what it is told beside the format. `modules`
    and `programs` must be there for it to be measured. A `slow` row does fewer briefs, and
    none with `--quick` or in the long case.
    """

    name: str
    format: Format
    runner: str
    option: str = ""
    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    slow: bool = False
    note: str = ""

    @property
    def ours(self) -> bool:
        """Whether this is briefgen, whole or in part."""
        return self.runner == "briefgen_build.py"

    @property
    def ready(self) -> bool:
        """Whether this is briefgen given documents that are ready to be written."""
        return self.ours and bool(self.option)

    @property
    def argument(self) -> str:
        """The runner's first argument."""
        return f"{self.format},{self.option}" if self.option else self.format


BRIEFGEN = "briefgen"
WRITER = "briefgen, document ready-made"
UNTAGGED = "briefgen, document ready-made, without tags and conformance"

#: What each format's rows are held against. The one for `both` is what goals refer to: it
#: does briefgen's whole job (YAML, Jinja2, both files), but for looking anything up.
REFERENCES: dict[Format, str] = {
    "docx": "docxtpl",
    "pdf": "typst, UA-1",
    "both": "docxtpl + typst, UA-1",
}

ROWS = (
    Row(BRIEFGEN, "docx", "briefgen_build.py", note="YAML, checks, Jinja2"),
    Row(WRITER, "docx", "briefgen_build.py", "ready"),
    Row("docxtpl", "docx", "docxtpl_typst.py", modules=("docxtpl",), note="JSON ready-made"),
    Row("pandoc", "docx", "pandoc_typst.py", modules=("pypandoc",), note="Markdown ready-made"),
    Row("python-docx by hand", "docx", "by_hand.py", modules=("docx",), note="lower bound"),
    Row(BRIEFGEN, "pdf", "briefgen_build.py", note="YAML, checks, Jinja2"),
    Row(WRITER, "pdf", "briefgen_build.py", "ready", note="UA-1 and A-3a"),
    Row(UNTAGGED, "pdf", "briefgen_build.py", "untagged", note="the same pages"),
    Row("typst, UA-1", "pdf", "typst_pdf.py", modules=("typst",), note="JSON ready-made"),
    Row(
        "typst, UA-1, marks in the table",
        "pdf",
        "typst_pdf.py",
        "rows",
        modules=("typst",),
        note="as briefgen prints it",
    ),
    Row(
        "pandoc + typst, UA-1",
        "pdf",
        "pandoc_typst.py",
        modules=("pypandoc", "typst"),
        note="Markdown ready-made",
    ),
    Row(
        "WeasyPrint, UA-1",
        "pdf",
        "weasyprint_pdf.py",
        modules=("weasyprint",),
        slow=True,
        note="JSON ready-made",
    ),
    Row(
        "platypus by hand", "pdf", "by_hand.py", modules=("reportlab",), note="lower bound, no tags"
    ),
    Row(BRIEFGEN, "both", "briefgen_build.py", note="YAML, checks, Jinja2"),
    Row(
        "docxtpl + typst, UA-1",
        "both",
        "docxtpl_typst.py",
        modules=("docxtpl", "typst", "yaml"),
        note="YAML, Jinja2",
    ),
    Row(
        "docxtpl + typst, UA-1, marks in the table",
        "both",
        "docxtpl_typst.py",
        "rows",
        modules=("docxtpl", "typst", "yaml"),
        note="as briefgen prints it",
    ),
    Row(
        "pandoc, and pandoc + typst, UA-1",
        "both",
        "pandoc_typst.py",
        modules=("pypandoc", "typst"),
        note="two processes at once",
    ),
    Row(
        "docxtpl + LibreOffice",
        "both",
        "docxtpl_typst.py",
        "libreoffice",
        modules=("docxtpl", "yaml"),
        programs=("soffice",),
        slow=True,
        note="YAML, Jinja2",
    ),
    Row(
        "python-docx + platypus by hand",
        "both",
        "by_hand.py",
        modules=("docx", "reportlab"),
        note="lower bound, no tags",
    ),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit for a ratio to the reference (`wall`, `cpu`) or for briefgen's peak memory in
    MiB (`peak`). Whatever the limit, a ratio to another program must never exceed 1; `to` names
    another row than the reference."""

    case: str
    format: Format
    measure: Literal["wall", "cpu", "peak"]
    limit: float
    row: str = BRIEFGEN
    to: str = ""


GOALS = (
    Goal("warm", "both", "cpu", 0.65),
    # docxtpl is given ready-made JSON here, and so our writer a ready-made document.
    Goal("warm", "docx", "cpu", 0.4, row=WRITER),
    # what tags and conformance cost, to the same pages without them
    Goal("warm", "pdf", "cpu", 1.4, row=WRITER, to=UNTAGGED),
    Goal("cold", "both", "wall", 0.85),
    Goal("long", "both", "cpu", 0.85),
    Goal("cold", "both", "peak", 48),
    Goal("warm", "both", "peak", 64),
    Goal("long", "both", "peak", 80),
)

#: `briefgen --help` against an empty typer application's: ratio of wall times.
HELP_LIMIT = 1.2
