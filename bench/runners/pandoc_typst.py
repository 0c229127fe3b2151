"""pandoc: ready-made Markdown -> DOCX, and -> typst's markup -> tagged PDF/UA-1.

With both formats two pandoc processes run at once; with several briefs each takes them all.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypandoc
import timing

FORMATS = {"docx": ("docx",), "pdf": ("typst",), "both": ("docx", "typst")}


def render(bases: Sequence[Path], out: Path) -> None:
    wanted = FORMATS[timing.format_wanted()]
    started = [pandoc(bases, out, name) for name in wanted]
    if "typst" in wanted:
        import typst_pdf

        compiler = typst_pdf.compiler()
    if any(process.wait() for process in started):
        raise SystemExit("pandoc failed")
    if "typst" in wanted:
        for base in bases:
            compiler.compile(
                input=str((out / f"{base.name}.typst").resolve()),
                output=str(out / f"{base.name}.pdf"),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=typst_pdf.TIMESTAMP,
            )


def pandoc(bases: Sequence[Path], out: Path, target: str) -> subprocess.Popen[bytes]:
    """Start pandoc on all of them."""
    program = pypandoc.get_pandoc_path()
    files = [str(base.with_suffix(".md")) for base in bases]
    if len(files) == 1:
        path = str(out / f"{bases[0].name}.{target}")
        return subprocess.Popen([program, "--standalone", *files, "-t", target, "-o", path])
    listed = out / f"{target}.list"
    listed.write_text("".join(f"{file}\n" for file in files))
    script = Path(__file__).with_name("pandoc_batch.lua")
    return subprocess.Popen([program, "lua", str(script), target, str(out), str(listed)])


if __name__ == "__main__":
    timing.run(render)
