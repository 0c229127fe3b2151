"""What a screen reader would say of a brief of each template, and that readers agree on it.

A reading order can be valid and wrong. So the structure of one brief per template, as pdfium
reads it, is kept as text: look at the difference after `pytest --update` as a reader would.
"""

from __future__ import annotations

import functools
import io
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

import briefgen

from .guards import faults
from .pdfium_tree import dump, pages
from .reading import poppler_pages, solid, structure
from .samples import every_node
from .test_conformance import ROOT, TEMPLATES

EXPECTED = Path(__file__).parent / "expected"


@functools.cache
def built(template: str) -> bytes:
    """The brief on minerals in this template."""
    with tempfile.TemporaryDirectory() as folder:
        report = briefgen.build(
            ROOT, themes=["minerals"], template=template, formats=["pdf"], out=folder
        )
        assert report.ok, str(report)
        return report.built[0].files[0].read_bytes()


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_order_is_the_one_that_was_read(template: str, update: bool) -> None:
    """Element by element, page by page, with languages, alternatives and the words."""
    expected = EXPECTED / f"{template}.txt"
    told = dump(built(template))
    if update:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def test_the_hard_document_is_told_whole_and_in_order() -> None:
    """Every node, scripts included: the text of the tags is that of the document."""
    from briefgen.writers.pdf import write

    assert faults(every_node(), write(every_node())[0]) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_readers_agree_on_the_structure(template: str) -> None:
    """pdfium and our own reading through pikepdf find the same elements and the same text.
    pdfium reads by page: it meets an element again on each page that it runs over, and one
    without any content (an empty cell) on none."""
    data = built(template)
    whole = structure(data)
    parts = [root for page in pages(data) for root in page.roots]
    assert Counter(solid(whole.text)) == Counter(solid("".join(part.text() for part in parts)))
    ours = Counter(element.kind for element in whole.walk())
    theirs: Counter[str] = Counter()
    waiting = list(parts)
    while waiting:
        node = waiting.pop()
        theirs[node.kind] += 1
        waiting += [kid for kid in node.kids if not isinstance(kid, str)]
    assert set(ours) == set(theirs)
    assert all(theirs[kind] >= ours[kind] for kind in ours if kind != "TD")
    for kind in ("H1", "H2", "Figure", "Reference"):  # these never run over a page
        assert theirs[kind] == ours[kind]


@pytest.mark.parametrize("template", TEMPLATES)
def test_poppler_reads_the_same_structure(template: str, tmp_path: Path) -> None:
    """`pdfinfo -struct-text` tells the words of the tags; `pdftotext` those of the pages; none
    of the tagged words is missing from the pages."""
    if shutil.which("pdfinfo") is None or shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdfinfo is not installed")
    data = built(template)
    path = tmp_path / "brief.pdf"
    path.write_bytes(data)
    command = ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(path)]
    told = subprocess.run(command, capture_output=True, check=True)
    assert told.stderr == b""
    said = "".join(re.findall(r'^\s*"(.*)"$', told.stdout.decode(), re.MULTILINE))
    assert Counter(solid(said)) == Counter(solid(structure(data).text))
    lacking = Counter(solid(structure(data).text)) - Counter(solid("".join(poppler_pages(data))))
    # a word that was divided at a line's end has a hyphen on the page, and none in the tags
    assert not lacking


@pytest.mark.parametrize("template", TEMPLATES)
def test_qpdf_and_pikepdf_find_no_fault(template: str, tmp_path: Path) -> None:
    """The syntax is right, and opening and saving repairs nothing."""
    data = built(template)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "brief.pdf"
    path.write_bytes(data)
    ran = subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "WARNING" not in ran.stderr
