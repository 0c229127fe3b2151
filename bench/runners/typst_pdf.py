"""typst: a ready-made template that reads the JSON itself -> tagged PDF/UA-1."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import timing
import typst

TIMESTAMP = 1_773_273_600  # 12 March 2026


def compiler(**template: str) -> typst.Compiler:
    """One compiler for all briefs; it looks at no fonts but those it is given."""
    fonts = [str(timing.FONTS)]
    return typst.Compiler(**template, root="/", font_paths=fonts, ignore_system_fonts=True)


class Template:
    """`brief.typ`, filled in from JSON files."""

    def __init__(self, marks: str = "line") -> None:
        self.compiler = compiler(input=str(timing.TEMPLATES / "brief.typ"))
        self.marks = marks

    def write(self, content: Path, path: Path) -> None:
        """Write `path` from the JSON file `content`."""
        self.compiler.compile(
            output=str(path),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=TIMESTAMP,
            sys_inputs={"content": str(content.resolve()), "marks": self.marks},
        )


if __name__ == "__main__":
    template = Template(*timing.options())

    def render(bases: Sequence[Path], out: Path) -> None:
        for base in bases:
            template.write(base.with_suffix(".json"), out / f"{base.name}.pdf")

    timing.run(render)
