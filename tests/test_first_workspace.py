"""The guide to a first workspace, followed to the letter."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import briefgen
from briefgen import scaffold

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "first-workspace.md"


def test_the_guide_leads_to_a_brief(tmp_path: Path) -> None:
    """Who copies the guide's files, with the sums of their own, gets a brief without findings."""
    text, source, outcomes, theme = (
        block
        for _, block in re.findall(r"```(\w*)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    )
    root = tmp_path / "mine"
    digest = sha256(text.encode()).hexdigest()
    files = {
        "sources/communique/original.txt": text,
        "sources/communique/text.txt": text,
        "sources/communique/source.yaml": source.replace("…", digest),
        "outcomes/2024-03-05-zubrowka-ruritania.yaml": outcomes,
        "themes/trade.yaml": theme,
    }
    started = scaffold.workspace_files(empty=True)
    mine = {f"briefs/{name}": content.encode() for name, content in files.items()}
    for name, content in {**started, **mine}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = briefgen.build(root)
    assert report.ok
    assert report.diagnostics == ()
    assert [path.suffix for path in report.built[0].files] == [".docx", ".pdf"]
