"""Drafts: built despite errors in sentences and quotes, and saying so at the words."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import briefgen
from briefgen import pipeline
from briefgen.plan import Options

ROOT = Path(__file__).resolve().parent.parent
ERRORS = ROOT / "tests" / "errors"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
sys.path += [str(ROOT / "tests/writers/docx"), str(ROOT / "tests/writers/pdf")]


def draft(case: str, folder: Path) -> briefgen.Report:
    shutil.copytree(ERRORS / case, folder, dirs_exist_ok=True)
    return pipeline.build(folder, Options(draft=True))


def files_of(report: briefgen.Report) -> dict[str, Path]:
    (brief,) = report.built
    return {path.suffix: path for path in brief.files}


def comments(path: Path) -> list[tuple[str, str, str]]:
    """Author, text and the words of each comment of a Word file."""
    with zipfile.ZipFile(path) as archive:
        listed = ElementTree.fromstring(archive.read("word/comments.xml"))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    found = []
    for comment in listed.iter(f"{W}comment"):
        number, inside, words = comment.get(f"{W}id"), False, ""
        for node in body.iter():
            if node.get(f"{W}id") == number and node.tag.startswith(f"{W}commentRange"):
                inside = node.tag == f"{W}commentRangeStart"
            elif inside and node.tag == f"{W}t":
                words += node.text or ""
        text = "\n".join(
            "".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")
        )
        found.append((comment.get(f"{W}author") or "", text, words))
    return found


def test_a_finding_is_a_comment_at_its_words(tmp_path: Path) -> None:
    """The Word file has the finding at the words that it is about, and what to do."""
    files = files_of(draft("claim-number", tmp_path))
    ((author, text, words),) = comments(files[".docx"])
    assert (author, words) == ("briefgen", "15 billion guilders")
    assert text.startswith("[claim-number] No cited passage gives “15 billion guilders”")
    assert "write “15 million guilders”" in text
    assert all(path.stem.endswith("-draft") for path in files.values())


def test_a_refused_quote_is_a_comment(tmp_path: Path) -> None:
    """A finding about a quote stands at the sentence that rests on it."""
    files = files_of(draft("quote-not-found", tmp_path))
    ((_, text, words),) = comments(files[".docx"])
    assert text.startswith("[quote-not-found]")
    assert words == "Zubrowka and Ruritania will open a joint customs office in Lutz."


def test_every_page_says_draft(tmp_path: Path) -> None:
    """Head, foot and ground of each page, in both formats."""
    pdfium = pytest.importorskip("pypdfium2")
    files = files_of(draft("claim-number", tmp_path))
    with zipfile.ZipFile(files[".docx"]) as archive:
        header = archive.read("word/header1.xml").decode()
    assert header.count("DRAFT") >= 2  # the marking and the watermark
    document = pdfium.PdfDocument(files[".pdf"])
    for page in document:
        assert page.get_textpage().get_text_bounded().count("DRAFT") >= 3


def test_the_margin_has_the_note(tmp_path: Path) -> None:
    """The PDF has the finding beside the line, right of the body."""
    pdfium = pytest.importorskip("pypdfium2")
    files = files_of(draft("claim-number", tmp_path))
    page = pdfium.PdfDocument(files[".pdf"])[0]
    margin = page.get_textpage().get_text_bounded(left=595.276 - 74)
    assert "claim-number: No cited" in " ".join(margin.split())
    words = page.get_textpage().search("15 billion guilders", index=0)
    assert words.get_next() is not None


def test_other_errors_stop_a_draft(tmp_path: Path) -> None:
    """A draft needs files that can be read."""
    report = draft("unknown-citation", tmp_path)
    assert not report.built
    assert report.errors == 1


def test_exit_code(briefgen: Callable[..., object], tmp_path: Path) -> None:
    """A draft that was built is done; the same build without `--draft` has errors."""
    shutil.copytree(ERRORS / "claim-number", tmp_path, dirs_exist_ok=True)
    ran = briefgen("build --all --draft", cwd=tmp_path)
    assert ran.code == 0  # type: ignore[attr-defined]
    assert "DRAFT: 1 finding, shown as comments" in ran.stdout  # type: ignore[attr-defined]
    assert briefgen("build --all", cwd=tmp_path).code == 1  # type: ignore[attr-defined]


def test_nothing_to_show(briefgen: Callable[..., object], tmp_path: Path) -> None:
    """A draft in which nothing was found says so."""
    shutil.copytree(ERRORS / "none", tmp_path, dirs_exist_ok=True)
    ran = briefgen("build --all --draft", cwd=tmp_path)
    assert "DRAFT: nothing was found; build it without `--draft`" in ran.stdout  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A draft of the example with a finding in nearly every sentence."""
    folder = tmp_path_factory.mktemp("spoilt")
    for name in ("briefs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for path in [*folder.glob("briefs/outcomes/*.yaml"), folder / "briefs/themes/minerals.yaml"]:
        text = path.read_text(encoding="utf-8")
        text = text.replace("early in 2026", "late in 2027").replace("China’s", "Korea’s")
        text = text.replace("summary: Both sides", "summary: All 17 sides")
        path.write_text(text, encoding="utf-8")
    report = pipeline.build(folder, Options(themes=("minerals",), draft=True))
    assert report.errors > 5
    return files_of(report)


def test_word_files_are_valid(spoilt: dict[str, Path]) -> None:
    """The Open XML SDK has nothing against the comments."""
    import outside  # type: ignore[import-not-found]

    assert len(comments(spoilt[".docx"])) > 5
    assert not outside.sdk_errors(spoilt[".docx"])


def test_pdfs_are_accessible_and_archivable(spoilt: dict[str, Path], tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a hold with notes in the margin."""
    import validators  # type: ignore[import-not-found]

    verdicts = validators.verapdf({"draft": spoilt[".pdf"].read_bytes()}, tmp_path)
    assert all(not rules for rules in verdicts.values()), verdicts


def test_an_untouched_draft_is_intact(tmp_path: Path) -> None:
    """Its comments and marginal notes are as they were built; a word changed in it is not."""
    from briefgen.verify.verdict import verify

    files = files_of(draft("claim-number", tmp_path))
    assert {suffix: verify(path).outcome for suffix, path in files.items()} == {
        ".docx": "intact",
        ".pdf": "intact",
    }
    touched = tmp_path / "touched.docx"
    with zipfile.ZipFile(files[".docx"]) as old, zipfile.ZipFile(touched, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"Ruritania", b"Freedonia"))
    assert verify(touched).outcome == "altered"


def test_a_title_inside_a_line_of_a_letterhead_is_there(tmp_path: Path) -> None:
    """`Subject: {{title}}` once made an untouched file look as if its title had been taken out."""
    from docx import Document

    from briefgen.verify.verdict import verify

    shutil.copytree(ERRORS / "none", tmp_path, dirs_exist_ok=True)
    letterhead = Document()
    for text in ("Ministry of Trade", "Subject: {{title}}", "{{body}}"):
        letterhead.add_paragraph(text)
    path = tmp_path / "letterhead.docx"
    letterhead.save(str(path))
    report = pipeline.build(tmp_path, Options(formats=("docx",), letterhead=path))
    assert verify(files_of(report)[".docx"]).outcome == "intact"
