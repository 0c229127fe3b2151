"""Returned files that are broken, locked or made to do harm: a reason, never a crash."""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen import returned
from briefgen.comparison import compare_files
from briefgen.packages import PackageError
from briefgen.review.reading import read_review

from .hands import ANN, replaced, text_run, write

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A brief of the smallest workspace."""
    import briefgen

    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "tests" / "errors" / "none", root, dirs_exist_ok=True)
    report = briefgen.build(root, ["trade"], ["docx"])
    return report.built[0].files[0].read_bytes()


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def harmful(sent: bytes) -> dict[str, bytes]:
    """Files that must be refused, by what is wrong with them."""
    parts = parts_of(sent)
    entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = parts["word/document.xml"]
    return {
        "empty": b"",
        "no zip": b"Dear all",
        "locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048),
        "cut": sent[: len(sent) // 2],
        "bomb": packed(parts | {"word/media/a.png": bytes(60 << 20)}),
        "entity": packed(parts | {"word/document.xml": entity + document}),
        "deep": packed(parts | {"word/document.xml": b"<w>" * 400 + b"</w>" * 400}),
        "broken": packed(parts | {"word/document.xml": document[:-40]}),
        "strict": packed(
            parts
            | {
                "word/document.xml": document.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            }
        ),
        "no document": packed({"[Content_Types].xml": parts["[Content_Types].xml"]}),
    }


CASES = (
    "empty",
    "no zip",
    "locked",
    "cut",
    "bomb",
    "entity",
    "deep",
    "broken",
    "strict",
    "no document",
)


@pytest.mark.parametrize("case", CASES)
def test_refused(case: str, sent: bytes, tmp_path: Path) -> None:
    """By both commands, with a reason, as an error of the user's file."""
    path = write(tmp_path / "back.docx", harmful(sent)[case])
    good = write(tmp_path / "sent.docx", sent)
    found = returned.review(path, None).problems.diagnostics
    assert [d.code for d in found if d.severity == "error"] == ["word-file-unusable"]
    for pair in ((path, good), (good, path)):
        made = compare_files(*pair, tmp_path / "out.docx")
        assert [d.code for d in made.report.diagnostics] == ["word-file-unusable"]
    assert not (tmp_path / "out.docx").exists()


def test_macros(sent: bytes, tmp_path: Path) -> None:
    """Comments are read and programs are not; a redline would carry them on, and is refused."""
    path = write(tmp_path / "back.docx", packed(parts_of(sent) | {"word/vbaProject.bin": b"x"}))
    problems = returned.review(path, None).problems.diagnostics
    assert ["macros" in d.message for d in problems] == [True, False]
    assert all(d.severity == "warning" for d in problems)
    good = write(tmp_path / "sent.docx", sent)
    (problem,) = compare_files(good, path, tmp_path / "out.docx").report.diagnostics
    assert "macros" in problem.message


@pytest.mark.parametrize("seed", range(60))
def test_damage_anywhere(seed: int, sent: bytes) -> None:
    """Bytes changed at random in the text: read, or refused, never an exception of ours."""
    chance = random.Random(seed)
    parts = parts_of(sent)
    name = chance.choice(["word/document.xml", "word/footnotes.xml", "word/styles.xml"])
    content = bytearray(parts[name])
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content))
        if chance.random() < 0.5:
            content[at] = chance.randrange(256)
        else:
            del content[at : at + chance.randint(1, 40)]
    damaged = packed(parts | {name: bytes(content)})
    from briefgen.redline import redline

    with contextlib.suppress(PackageError):
        read_review(damaged)
    for pair in ((sent, damaged), (damaged, sent)):
        redline(*pair, ("old.docx", "new.docx"))


@pytest.mark.parametrize(
    "inside",
    [
        f'<w:commentRangeEnd w:id="9"/><w:r><w:commentReference w:id="9"/></w:r>{text_run("x")}',
        f"<w:ins {ANN}><w:del {ANN}>{text_run('x')}</w:del></w:ins>",
        '<w:r><w:footnoteReference w:id="99"/></w:r>',
        "<w:r><w:footnoteReference/></w:r>",
        f'<w:moveFrom w:id="4" {ANN}>{text_run("x")}</w:moveFrom>',
        '<w:hyperlink r:id="rIdNowhere"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>x</w:t></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:sdt><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:sdt/>",
    ],
)
def test_odd_markup(inside: str, sent: bytes) -> None:
    """What no program should write, and some do."""
    from briefgen.redline import redline

    odd = replaced(sent, "word/document.xml", ("<w:body>", f"<w:body><w:p>{inside}</w:p>"))
    read_review(odd)
    for pair in ((sent, odd), (odd, sent)):
        made, problems = redline(*pair, ("old.docx", "new.docx"))
        assert made is not None
        assert problems == []


def test_a_note_that_cites_itself(sent: bytes, tmp_path: Path) -> None:
    """A circle of notes ends."""
    from briefgen.redline import redline

    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    odd = replaced(sent, "word/footnotes.xml", ("<w:r><w:tab/></w:r>", mark))
    read_review(odd)
    redline(sent, odd, ("old.docx", "new.docx"))
    redline(odd, sent, ("old.docx", "new.docx"))


def test_as_a_user_sees_it(briefgen: Callable[..., Any], tmp_path: Path) -> None:
    """The command line says it and leaves with exit code 1."""
    (tmp_path / "back.docx").write_bytes(b"Dear all")
    ran = briefgen("review back.docx", cwd=tmp_path)
    assert ran.code == 1
    assert "error[word-file-unusable]" in ran.stderr
