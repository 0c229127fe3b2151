"""DOCX files as they are received: untouched, saved again, altered, foreign, hostile."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest

from briefgen import pipeline, plan
from briefgen.verify.verdict import Verdict

from ..writers.docx import offices
from .conftest import copied, edited, repacked, swap

Judge = Callable[..., Verdict]


def test_untouched(docx: bytes, judge: Judge) -> None:
    """Intact, byte for byte."""
    verdict = judge(docx)
    assert verdict.outcome == "intact"
    assert verdict.as_built
    assert verdict.alterations == ()


def test_packed_anew(docx: bytes, judge: Judge) -> None:
    """Another zip file of the same parts is the same file."""
    verdict = judge(repacked(docx, lambda name, content: content))
    assert verdict.outcome == "intact"
    assert verdict.as_built


def test_saved_by_python_docx(docx: bytes, judge: Judge) -> None:
    """Its words are the same, and it is said that only these were compared."""
    out = io.BytesIO()
    document = python_docx.Document(io.BytesIO(docx))
    document.core_properties.keywords = "read"
    document.save(out)
    verdict = judge(out.getvalue())
    assert verdict.outcome == "intact"
    assert not verdict.as_built
    assert any("its words were compared, not its looks" in reason for reason in verdict.reasons)


def test_saved_by_libreoffice(docx: bytes, judge: Judge, tmp_path: Path) -> None:
    """LibreOffice writes every part anew and keeps the custom XML."""
    if shutil.which("soffice") is None and shutil.which("libreoffice") is None:
        pytest.skip("LibreOffice was not found: this test needs LibreOffice")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    (tmp_path / "in.docx").write_bytes(docx)
    subprocess.run(
        [
            program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "out",
            tmp_path / "in.docx",
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = (tmp_path / "out" / "in.docx").read_bytes()
    verdict = judge(saved)
    assert verdict.outcome == "intact", verdict.reasons
    assert any("LibreOffice" in reason for reason in verdict.reasons)
    altered = (
        judge(edited(saved, document=swap("15.5 million", "1.55 million")))
        if (b"15.5 million" in zipfile.ZipFile(io.BytesIO(saved)).read("word/document.xml"))
        else judge(edited(saved, document=swap("1 March 2031", "1 March 2037")))
    )
    assert altered.outcome == "altered"


def test_one_digit_in_the_body(docx: bytes, judge: Judge) -> None:
    """Named with its section and the words."""
    verdict = judge(edited(docx, document=swap("by 1 March 2031", "by 1 March 2037")))
    assert verdict.outcome == "altered"
    (change,) = verdict.alterations
    assert (change.part, change.kind, change.page) == ("body", "changed", 0)
    assert "1 March 2031" in change.was
    assert "1 March 2037" in change.now


def test_one_digit_in_a_note(docx: bytes, judge: Judge) -> None:
    """Named by the number that Word prints."""
    verdict = judge(edited(docx, footnotes=swap("by 1 March 2031", "by 1 March 2131")))
    assert verdict.outcome == "altered"
    (change,) = verdict.alterations
    assert (change.part, change.kind) == ("note", "changed")
    assert re.fullmatch(r"note \d+", change.where)
    assert "2131" in change.now


def test_one_word_in_a_cell(docx: bytes, judge: Judge) -> None:
    """Named by table, row and column."""

    def change(text: str) -> str:
        cell = re.search(r"<w:tc>(?:(?!</w:tc>).)*Florin will open its eel fishery", text)
        assert cell is not None
        return text[: cell.end() - 11] + "cod fishery" + text[cell.end() :]

    (found,) = judge(edited(docx, document=change)).alterations
    assert found.part == "cell"
    assert re.search(r"table 1, row \d+, column 2", found.where)
    assert "eel fishery" in found.was
    assert "cod fishery" in found.now


def test_a_note_removed(docx: bytes, judge: Judge) -> None:
    """Its mark is gone, so Word numbers the rest anew: the paragraph and the notes tell."""
    verdict = judge(
        edited(
            docx,
            document=lambda text: re.sub(
                r"<w:r>(?:(?!</w:r>).)*<w:footnoteReference w:id=\"2\"/></w:r>", "", text
            ),
        )
    )
    assert verdict.outcome == "altered"
    assert {a.part for a in verdict.alterations} >= {"note"}
    assert any(a.kind == "missing" and a.where == "note 10" for a in verdict.alterations)


def test_a_paragraph_added_and_one_removed(docx: bytes, judge: Judge) -> None:
    """Both are named under their headings."""
    added = judge(
        edited(
            docx,
            document=swap(
                "<w:sectPr>", "<w:p><w:r><w:t>Florin also promised a bridge.</w:t></w:r></w:p>"
                "<w:sectPr>",
            ),
        )
    )  # fmt: skip
    (change,) = added.alterations
    assert (change.kind, change.now) == ("added", "Florin also promised a bridge.")
    removed = judge(
        edited(
            docx,
            document=lambda text: re.sub(
                r"<w:p>(?:(?!</w:p>).)*Ask for a list of the boats(?:(?!</w:p>).)*</w:p>", "", text
            ),
        )
    )
    (change,) = removed.alterations
    assert (change.kind, change.was) == ("missing", "Ask for a list of the boats.")
    assert "Recommendations" in change.where


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ("<w:vanish/>", "changed"),
        ('<w:color w:val="FFFFFF"/>', "white letters"),
        ('<w:sz w:val="2"/>', "too small to read"),
    ],
)
def test_words_made_invisible(docx: bytes, judge: Judge, properties: str, told: str) -> None:
    """Hidden, white or tiny letters are in the file and not on the page."""

    def change(text: str) -> str:
        run = '<w:r><w:t xml:space="preserve">Ask for a list of the boats.</w:t></w:r>'
        assert run in text
        return text.replace(run, run.replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>"))

    verdict = judge(edited(docx, document=change))
    assert verdict.outcome == "altered"
    said = [*verdict.reasons, *(a.kind for a in verdict.alterations)]
    assert any(told in text or text == "missing" for text in said)


def test_tracked_changes_count_as_they_are_shown(docx: bytes, judge: Judge) -> None:
    """What was inserted counts and what was deleted does not, accepted or not."""
    plain = "Ask for a list of the boats."
    run = f'<w:r><w:t xml:space="preserve">{plain}</w:t></w:r>'
    marked = (
        '<w:del w:id="900" w:author="x"><w:r><w:delText>Ask for a list of the boats.</w:delText>'
        '</w:r></w:del><w:ins w:id="901" w:author="x"><w:r><w:t>Ask for nothing.</w:t></w:r>'
        "</w:ins>"
    )
    verdict = judge(edited(docx, document=swap(run, marked)))
    (change,) = verdict.alterations
    assert (change.was, change.now) == (plain, "Ask for nothing.")


def test_open_tracked_changes_are_told(docx: bytes, judge: Judge) -> None:
    """Also where the brief's words are what is left when all changes are accepted: whoever opens
    the file sees others beside them."""
    run = '<w:r><w:t xml:space="preserve">Ask for a list of the boats.</w:t></w:r>'
    deleted = (
        '<w:del w:id="900" w:author="R. Florin"><w:r><w:delText>Ask for nothing.</w:delText></w:r>'
        "</w:del>"
    )
    verdict = judge(edited(docx, document=swap(run, run + deleted)))
    assert (verdict.outcome, verdict.alterations) == ("altered", ())
    assert (
        "The file: it has open tracked changes by R. Florin; its words are read as if all were "
        "accepted." in verdict.reasons
    )
    assert "Every word of it is as it was built." in verdict.reasons


def test_another_marking(docx: bytes, judge: Judge) -> None:
    """The head of the page says less than it did."""
    verdict = judge(edited(docx, header1=swap("OFFICIAL", "PUBLIC")))
    assert verdict.outcome == "altered"
    (change,) = verdict.alterations
    assert change.part == "marking"
    assert change.was == "OFFICIAL"


def test_another_picture(docx: bytes, judge: Judge) -> None:
    """A figure that was exchanged for another."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"IEND", b"IEND") + b"x" if name.endswith(".png") else content

    verdict = judge(repacked(docx, change))
    assert verdict.outcome == "altered"
    assert any("picture" in reason for reason in verdict.reasons)


def test_no_custom_xml(docx: bytes, judge: Judge) -> None:
    """A program that drops custom XML leaves a file that says nothing of itself."""
    document = python_docx.Document(io.BytesIO(docx))
    relations = document.part.rels
    for key in [key for key, held in relations.items() if held.reltype.endswith("/customXml")]:
        relations.pop(key)
    out = io.BytesIO()
    document.save(out)
    verdict = judge(out.getvalue())
    assert verdict.outcome == "cannot-tell"
    assert "carries no provenance" in verdict.reasons[0]


def test_a_foreign_file(judge: Judge) -> None:
    """A DOCX that briefgen never saw."""
    out = io.BytesIO()
    python_docx.Document().save(out)
    assert judge(out.getvalue()).outcome == "cannot-tell"


def _on_letterhead(folder: Path) -> bytes:
    """The brief on a ministry's letterhead."""
    straits = copied(folder / "straits")
    head = python_docx.Document()
    head.add_heading("Ministry of Straits", 0)
    head.add_paragraph("Distribution: cabinet only")
    head.add_paragraph("{{body}}")
    head.add_paragraph("Enquiries to the duty officer")
    head.sections[0].header.paragraphs[0].text = "{{marking}} of the Ministry"
    head.sections[0].footer.paragraphs[0].text = "{{marking}}"
    head.save(str(folder / "head.docx"))
    options = plan.Options(
        themes=("fisheries",), formats=("docx",), letterhead=folder / "head.docx"
    )
    (path,) = pipeline.build(straits, options).built[0].files
    return path.read_bytes()


def test_a_letterhead_around_it(tmp_path: Path, judge: Judge, workspace: Path) -> None:
    """What the letterhead says is no text that was added; what is taken from it is missed."""
    data = _on_letterhead(tmp_path)
    assert judge(data).outcome == "intact"
    assert judge(data, workspace).outcome == "intact"
    again = io.BytesIO()
    document = python_docx.Document(io.BytesIO(data))
    document.core_properties.keywords = "read"
    document.save(again)
    verdict = judge(again.getvalue())
    assert (verdict.outcome, verdict.as_built) == ("intact", False)
    verdict = judge(edited(data, document=swap("Distribution: cabinet only", "")))
    (change,) = verdict.alterations
    assert (change.kind, change.was) == ("missing", "Distribution: cabinet only")
    verdict = judge(edited(data, document=swap("cabinet only", "everyone")))
    assert {(a.kind, a.was or a.now) for a in verdict.alterations} == {
        ("missing", "Distribution: cabinet only"),
        ("added", "Distribution: everyone"),
    }


def test_a_letterhead_with_a_text_box(tmp_path: Path, judge: Judge) -> None:
    """A cover with a text box, a note and a table is no alteration, and not told twice."""
    straits = copied(tmp_path / "straits")
    (tmp_path / "head.docx").write_bytes(offices.ministry("fr"))
    options = plan.Options(
        themes=("fisheries",), formats=("docx",), letterhead=tmp_path / "head.docx"
    )
    (path,) = pipeline.build(straits, options).built[0].files
    verdict = judge(path.read_bytes())
    assert (verdict.outcome, verdict.alterations) == ("intact", ())


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_cut_short(docx: bytes, judge: Judge, part: float) -> None:
    """Without its end a zip file has no directory."""
    verdict = judge(docx[: int(len(docx) * part)])
    assert verdict.outcome == "cannot-tell"


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr(
            "_rels/.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


_STATEMENT = b'<provenance xmlns="urn:briefgen:provenance">%s</provenance>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "letters": lambda: b"Dear Sir or Madam",
    "a zip file of nothing": _zip,
    "a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
    "a gigabyte of spaces": lambda: _zip(word__document=b"<a/>" + b" " * (40 << 20)),
    "a billion laughs": lambda: _zip(
        word__document=b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    ),
    "elements in elements": lambda: _zip(
        word__document=b"<a>" * 100_000 + b"</a>" * 100_000,
        customXml__item1=b"<a>" * 100_000 + b"</a>" * 100_000,
    ),
    "XML that is none": lambda: _zip(word__document=b"<w:p", customXml__item1=b"<x"),
    "a statement that is none": lambda: _zip(
        word__document=b"<a/>", customXml__item1=_STATEMENT % b"[[[["
    ),
    "a statement of brackets": lambda: _zip(
        word__document=b"<a/>", customXml__item1=_STATEMENT % (b"[" * 500_000)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(judge: Judge, name: str) -> None:
    """No crash and no guess: that it cannot be told."""
    verdict = judge(HOSTILE[name]())
    assert verdict.outcome == "cannot-tell"
