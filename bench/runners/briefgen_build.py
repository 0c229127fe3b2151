"""briefgen, through its public interface: reads the workspace, checks everything, writes.

The workspace is the folder `workspace` beside the BASEs; a BASE's name is a theme in it.
With the option `ready` the documents are composed before the clock starts; with `untagged` too,
and the PDFs are made without tags (see untagged.py).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import timing

import briefgen

FORMATS = {"docx": ("docx",), "pdf": ("pdf",), "both": ("docx", "pdf")}


def build(bases: Sequence[Path], out: Path) -> None:
    report = briefgen.build(
        bases[0].with_name("workspace"),
        themes=[base.name for base in bases],
        formats=FORMATS[timing.format_wanted()],
        out=out,
    )
    if len(report.built) != len(bases):
        raise SystemExit("\n".join(f"{d.code}: {d.message}" for d in report.diagnostics))


def writer(bases: Sequence[Path]) -> timing.Render:
    """Composes all documents; what it returns only writes them."""
    from briefgen import pipeline
    from briefgen.brief import compose
    from briefgen.plan import plan
    from briefgen.scope import scope

    reading = pipeline.read(bases[0].with_name("workspace"))
    workspace, book = reading.workspace, reading.book
    assert workspace is not None
    assert book is not None
    themes = tuple(base.name for base in bases)
    briefs, _, _ = plan(workspace, scope(workspace), pipeline.Options(themes=themes))
    documents = {
        brief.name: compose(workspace, book, reading.remarks, brief.request)[0] for brief in briefs
    }

    def write(bases: Sequence[Path], out: Path) -> None:
        for base in bases:
            document = documents[base.name]
            assert document is not None
            for made in FORMATS[timing.format_wanted()]:
                contents, _ = pipeline.write(made, document)
                (out / f"{base.name}.{made}").write_bytes(contents)

    return write


if __name__ == "__main__":
    if "untagged" in timing.options():
        from untagged import remove_tags

        remove_tags()
    timing.run(writer([Path(name) for name in sys.argv[3:]]) if timing.options() else build)
