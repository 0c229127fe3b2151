"""Files that other programs made, and what other programs read in them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.ingest.docx import read
from briefgen.ingest.pdf import read as read_pdf
from briefgen.ingest.reading import Reading

from .conftest import kinds, texts

PAGE = """<html><head><title>Joint Statement of Florin and Guilder</title></head><body>
<h1>Joint Statement of Florin and Guilder</h1>
<p>On 6 March 2026 the Ministers met in <b>Port Buttercup</b>. They reaffirmed their long-standing
commitment to freedom of navigation, and to the peaceful settlement of disputes.</p>
<h2>Cooperation at sea</h2>
<ol><li>They agreed to open a ferry line.</li><li>Guilder announced 12.5 million crowns.</li></ol>
<ul><li>A fund for lamps is being considered.</li></ul>
<table border=1><tr><th>Good</th><th>Florin</th></tr><tr><td>Ferries</td><td>3</td></tr></table>
<p>They discussed tariffs on salt.</p></body></html>"""
EXPECTED = [
    ("title", "Joint Statement of Florin and Guilder"),
    (
        "body",
        "On 6 March 2026 the Ministers met in Port Buttercup. They reaffirmed their long-standing "
        "commitment to freedom of navigation, and to the peaceful settlement of disputes.",
    ),
    ("heading", "Cooperation at sea"),
    ("body", "1. They agreed to open a ferry line."),
    ("body", "2. Guilder announced 12.5 million crowns."),
    ("body", "A fund for lamps is being considered."),
    ("body", "Good | Florin"),
    ("body", "Ferries | 3"),
    ("body", "They discussed tariffs on salt."),
]


def converted(file: Path, to: str) -> Path:
    """A file as LibreOffice saves it in another format."""
    office = shutil.which("libreoffice") or shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (writer)")
    profile = (file.parent / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(file.parent), str(file)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return file.with_suffix("." + to.partition(":")[0])


def test_a_page_saved_by_libreoffice(tmp_path: Path) -> None:
    """As DOCX, and from there as PDF, it says the same; bullets are signs in a PDF."""
    page = tmp_path / "statement.html"
    page.write_text(PAGE, "utf-8")
    word = converted(page, "docx:MS Word 2007 XML")
    found, problems = read(word.read_bytes(), word.name)
    assert problems == []
    assert found is not None
    assert kinds(found) == EXPECTED
    pdf = converted(word, "pdf")
    printed, problems = read_pdf(pdf.read_bytes(), pdf.name)
    assert problems == []
    assert printed is not None
    # In print the first row is bold, and so known for a head.
    expected = [("heading" if "Good" in text else kind, text) for kind, text in EXPECTED]
    assert [(kind, text.removeprefix("• ")) for kind, text in kinds(printed)] == expected
    assert {block.page for block in printed.blocks} == {1}


MARKDOWN = """---
title: Joint Statement of Florin and Guilder
---

# Cooperation at sea

The Ministers agreed to open a *ferry line*.[^1] It will run *daily* from 2027 on; see
[the plan](https://example.org/plan) and H~2~O.

1.  First, a joint centre.
2.  Second, a fund:

    a.  for lamps,
    b.  for buoys.

- A bullet.

> They were “very pleased”.

| Good | Florin | Guilder |
|------|--------|---------|
| Salt | 12     | 14      |

: What was shipped

[^1]: See the communiqué of the third round.
"""


def plain(node: Any) -> Iterator[str]:
    """The words of pandoc's JSON in their order."""
    if isinstance(node, dict):
        if node.get("t") == "Str":
            yield node["c"]
        elif node.get("t") in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif node.get("t") == "Quoted":
            yield "“" if node["c"][0]["t"] == "DoubleQuote" else "‘"
            yield from plain(node["c"][1])
            yield "”" if node["c"][0]["t"] == "DoubleQuote" else "’"
        elif node.get("t") != "Note":
            yield from plain(node.get("c", []))
    elif isinstance(node, list):
        for one in node:
            yield from plain(one)


def _words_of(reading: Reading) -> str:
    return " ".join(texts(reading))


def test_what_pandoc_wrote_and_reads(tmp_path: Path) -> None:
    """Every paragraph that pandoc finds in a file of its own stands in ours, in its order."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    file = tmp_path / "statement.docx"
    pypandoc.convert_text(MARKDOWN, "docx", "markdown", outputfile=str(file))
    found, problems = read(file.read_bytes(), file.name)
    assert problems == []
    assert found is not None
    blocks = json.loads(pypandoc.convert_file(str(file), "json"))["blocks"]
    at = 0
    whole = _words_of(found)
    count = 0
    for block in blocks:
        if block["t"] in ("Para", "Plain", "Header", "BlockQuote"):
            wanted = " ".join("".join(plain(block)).split())
            assert wanted in whole[at:], wanted
            at = whole.index(wanted, at) + len(wanted)
            count += 1
    assert count == 3  # the heading, the paragraph, the quotation
    assert ("title", "Joint Statement of Florin and Guilder") in kinds(found)
    assert ("heading", "Cooperation at sea") in kinds(found)
    rows = ["Good | Florin | Guilder", "Salt | 12 | 14"]
    assert [text for text in texts(found) if " | " in text] == rows
    for item in ("1. First, a joint centre.", "2. Second, a fund:", "a. for lamps,", "A bullet."):
        assert item in texts(found)
    assert texts(found)[-1] == "1 See the communiqué of the third round."
