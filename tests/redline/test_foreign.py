"""Files that other programs saved, and what other programs make of a redline."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from briefgen.document import Document, NoteMark, Paragraph, Passage, Text
from briefgen.redline import Redline, redline
from briefgen.writers.docx import write

from ..writers.docx.lint import lint
from ..writers.docx.sample import brief
from .drafts import document
from .pandoc_text import read

NAMES = ("old.docx", "new.docx")


def later(document: Document) -> Document:
    """The sample brief, some time later: a paragraph less and one more, a row less, words
    exchanged in a note and in the title."""
    blocks = list(document.blocks)
    paragraphs = [
        at for at, b in enumerate(blocks) if isinstance(b, Paragraph) and b.role == "body"
    ]
    blocks[paragraphs[0]] = replace(
        blocks[paragraphs[0]], children=(Text("Wholly other words, at last. "),)
    )
    marks = 0
    kept = []

    def numbered(node: object) -> object:
        nonlocal marks
        if isinstance(node, NoteMark):
            kept.append(node.number)
            marks += 1
            return NoteMark(marks)
        if isinstance(node, tuple):
            return tuple(numbered(n) for n in node)
        if hasattr(node, "__dataclass_fields__"):
            inner = {
                name: numbered(getattr(node, name))
                for name in node.__dataclass_fields__
                if name in ("blocks", "children", "items", "rows", "header", "caption")
            }
            return replace(node, **inner) if inner else node  # type: ignore[type-var]
        return node

    tree = tuple(numbered(b) for b in blocks)
    notes = tuple(
        replace(
            document.notes[number - 1],
            number=at,
            children=(
                *document.notes[number - 1].children,
                *([Text(" Seen again.")] if at == 3 else []),
            ),
        )
        for at, number in enumerate(kept, 1)
    )
    # Passages tell which marks lead to them: only those that are left.
    tree = tuple(replace(b, marks=()) if isinstance(b, Passage) else b for b in tree)
    return replace(document, blocks=tree, notes=notes, date="2031-07-01")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def old() -> bytes:
    """The sample brief, with every kind of node."""
    return write(brief())[0]


@pytest.fixture(scope="module")
def new() -> bytes:
    """The same later."""
    return write(later(brief()))[0]


@pytest.fixture(scope="module")
def made(old: bytes, new: bytes) -> Redline:
    """The changes between them."""
    result, problems = redline(old, new, NAMES)
    assert problems == []
    assert result is not None
    return result


def saved(folder: Path, **files: bytes) -> list[Path]:
    paths = []
    for name, data in files.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(data)
    return paths


def same(old: Path, new: Path, made: Path) -> None:
    """Pandoc reads the new text after accepting and the old one after rejecting."""
    assert read(made, "accept") == read(new)
    assert read(made, "reject") == read(old)


def test_every_node(old: bytes, new: bytes, made: Redline, tmp_path: Path) -> None:
    """A whole brief, with links, notes, lists, boxes, tables and the annex."""
    assert made.counts["changed"]
    assert lint(made.data) == []
    same(*saved(tmp_path, old=old, new=new, made=made.data))


def test_signed_and_dated(made: Redline) -> None:
    """Every change bears one author, and the date of the later brief."""
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        text = archive.read("word/document.xml").decode()
    marks = re.findall(r"<w:(?:ins|del|pPrChange) [^>]*>", text)
    assert len(marks) > 5
    for mark in marks:
        assert 'w:author="briefgen"' in mark
        assert 'w:date="2031-07-01T00:00:00Z"' in mark


def test_open_xml_sdk(made: Redline, tmp_path: Path) -> None:
    """Valid by the validator of Microsoft's Open XML SDK."""
    validator = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if validator is None:
        pytest.skip("the Open XML SDK validator was not found: name it in OOXML_VALIDATOR")
    (path,) = saved(tmp_path, made=made.data)
    ran = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False)
    assert json.loads(ran.stdout)["errors"] == []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Has LibreOffice open a file and save it as its own."""
    program = shutil.which("libreoffice")
    if program is None:
        pytest.skip("needs LibreOffice (writer)")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    out = tmp_path_factory.mktemp("saved")

    def save(path: Path) -> Path:
        command = [program, f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", "docx", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / path.name

    return save


def test_an_old_file_that_libreoffice_saved(
    old: bytes, new: bytes, office: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Its paragraphs, tables and notes are compared, in both directions."""
    ours, theirs = saved(tmp_path, ours=new, theirs=old)
    foreign = office(theirs)
    for pair in ((foreign, ours), (ours, foreign)):
        result, problems = redline(pair[0].read_bytes(), pair[1].read_bytes(), NAMES)
        assert problems == []
        assert result is not None
        (path,) = saved(tmp_path, made=result.data)
        assert words(read(path, "accept")) == words(read(pair[1]))
        assert words(read(path, "reject")) == words(read(pair[0]))


def words(tree: object) -> str:
    """Only the words: LibreOffice has its own styles, so that lists and headings may differ."""
    if isinstance(tree, list):
        if len(tree) == 2 and isinstance(tree[0], str) and isinstance(tree[1], list):
            if not tree[1] or isinstance(tree[1][0], str):
                return " ".join(tree[0].split()) + " "
            return words(tree[1])
        return "".join(words(part) for part in tree)
    return ""


def test_an_old_file_of_pandoc(tmp_path: Path) -> None:
    """A file of another program altogether, with none of our styles."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    path = tmp_path / "pandoc.docx"
    text = (
        "# Grain\n\nSome *old* words.[^1]\n\n1. first\n2. second\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\nAn end.\n\n[^1]: A note.\n"
    )
    pypandoc.convert_text(text, "docx", "markdown", outputfile=str(path))
    line = [("plain", "Some"), ("emphasis", "new"), ("note", "A longer note.")]
    draft = [("heading", "Grain"), ("paragraph", line), ("numbers", [line, line])]
    new = write(document([*draft, ("paragraph", [("plain", "An end.")])]))[0]
    (later_file,) = saved(tmp_path, new=new)
    result, problems = redline(path.read_bytes(), new, NAMES)
    assert problems == []
    assert result is not None
    assert lint(result.data) == []
    (made,) = saved(tmp_path, made=result.data)
    same(path, later_file, made)


def test_what_is_not_compared_is_said(old: bytes, new: bytes) -> None:
    """Comments and changes in the old file, another footer."""
    document = docx.Document(io.BytesIO(old))
    document.add_comment(document.paragraphs[3].runs, text="Really?", author="Ann", initials="A")
    buffer = io.BytesIO()
    document.save(buffer)
    commented = buffer.getvalue()
    with zipfile.ZipFile(io.BytesIO(commented)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    mark = b'<w:p><w:ins w:id="99" w:author="Ann" w:date="2031-01-01T00:00:00Z"><w:r><w:t>Put in.'
    end = b"</w:t></w:r></w:ins></w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + mark + end
    )
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(
        b"</w:ftr>", mark + end + b"</w:ftr>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    result, _ = redline(buffer.getvalue(), new, NAMES)
    assert result is not None
    said = " / ".join(d.message for d in result.diagnostics)
    assert "its tracked changes (1) were taken as accepted" in said
    assert "its comments are not in the redline" in said
    assert "footers" in said
    assert {d.code for d in result.diagnostics} == {"redline-incomplete"}
    assert {d.severity for d in result.diagnostics} == {"warning"}
