"""`tests/spec/*.md`: what each piece of a template's Markdown becomes.

A file holds cases in the form that markdown-it's and mdformat's own tests have: a title,
a line with ".", a template, a line with ".", the outline of its blocks and notes, a line
with ".". `pytest --update` rewrites the outlines: read the diff.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.writers import outline

SPEC = Path(__file__).resolve().parents[1] / "spec"
FILES = sorted(SPEC.glob("*.md"))


def read(path: Path) -> list[tuple[str, str, str]]:
    """The cases of a file: title, template, expected outline."""
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    cases = []
    for title, template, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        cases.append((title.strip(), template, expected))
    return cases


def shown(kitchen: Any, template: str) -> str:
    """The outline of a template's blocks and notes, then its diagnostics."""
    composed = kitchen.compose("# T\n\n" + template + "\n")
    lines = []
    if composed.document is not None:
        document = composed.document
        lines += list(outline.write_blocks(document.blocks[1:]))
        lines += [line for line in outline.write(document).splitlines() if line[:5] == "note "]
    for diagnostic in composed.diagnostics:
        lines.append(f"{diagnostic.severity}[{diagnostic.code}] {diagnostic.message}")
        span = diagnostic.span
        if span is not None:
            text = (kitchen.root / span.path).read_text(encoding="utf-8")
            line = text[: span.start].count("\n") - 1
            pointed = text[span.start : span.end].replace("\n", "⏎")
            lines.append(f"  line {line}: {pointed}")
        lines += [f"  hint: {hint.message}" for hint in diagnostic.hints]
    return "\n".join(lines)


CASES = [
    (path, title, template, expected) for path in FILES for title, template, expected in read(path)
]


def test_there_are_cases() -> None:
    """The files are found and read."""
    assert len(CASES) > 30


@pytest.mark.parametrize(
    ("path", "title", "template", "expected"),
    CASES,
    ids=[f"{path.stem}: {title}" for path, title, _, _ in CASES],
)
def test_spec(
    kitchen: Any, update: bool, path: Path, title: str, template: str, expected: str
) -> None:
    """The outline is the one that the file shows."""
    made = shown(kitchen, template)
    if update and made != expected:
        text = path.read_text(encoding="utf-8")
        old = f"{title}\n.\n{template}\n.\n{expected}\n.\n"
        assert old in text
        path.write_text(
            text.replace(old, f"{title}\n.\n{template}\n.\n{made}\n.\n"), encoding="utf-8"
        )
        return
    assert made == expected
