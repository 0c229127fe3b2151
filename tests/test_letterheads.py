"""`briefgen letterhead check`, and a letterhead in a build, as their users see them."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .writers.docx import offices

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "tests" / "errors" / "letterhead-refused"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A small workspace of two invented countries, with a template `ours`."""
    shutil.copytree(CASE / "briefs", tmp_path / "briefs")
    shutil.copytree(CASE / "templates", tmp_path / "templates")
    return tmp_path


def test_what_was_found(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """Where the brief goes, the sections, the fields, the styles: a table each."""
    file = workspace / "templates" / "ours" / "letterhead.docx"
    file.write_bytes(offices.ministry("de"))
    ran = briefgen("letterhead check templates/ours/letterhead.docx", cwd=workspace)
    assert (ran.code, ran.stderr) == (0, "")
    lines = [re.sub(r"  +", " | ", line) for line in ran.stdout.split("\n")]
    assert lines[0] == "the brief goes at the paragraph `{{body}}`, in section 2"
    assert (
        "1 | 210 × 297 mm | 155 mm | first page | word/header2.xml | - | word/header2.xml" in lines
    )
    assert "title | braces | word/document.xml | yes" in lines
    assert "meeting | control | word/document.xml | yes" in lines
    assert "heading-1 | heading 1 | name" in lines
    assert "body | Normal | the default" in lines
    assert "quote | - | added" in lines
    assert any(line.startswith("not asked for: ") and "place" in line for line in lines)


def test_the_same_as_json(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """The keys that the manual names, with the diagnostics in the report's form."""
    (workspace / "l.docx").write_bytes(
        offices.plain(offices.paragraph(offices.run("{{adressee}} {{date}}")))
    )
    ran = briefgen("letterhead check l.docx --json", cwd=workspace)
    found = json.loads(ran.stdout)
    assert ran.code == 0
    manual = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    section = manual.partition("## briefgen letterhead check")[2].partition("\n## ")[0]
    row = next(line for line in section.split("\n") if line.startswith("| `--json`"))
    assert set(found) == set(re.findall(r"`(\w+)`", row))
    assert found["body"] == {"how": "end", "section": 1}
    assert [(f["name"], f["filled"]) for f in found["fields"]] == [
        ("adressee", False),
        ("date", True),
    ]
    codes = [d["code"] for d in found["diagnostics"]]
    assert codes == ["letterhead-field", "letterhead-place"]


def test_styles_of_a_template(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """style.yaml beside the file, or that of `--template`, names styles."""
    folder = workspace / "templates" / "ours"
    (folder / "style.yaml").write_text(
        'letterhead:\n  styles: {quote: "heading 2", body: Nix}\n', encoding="utf-8"
    )
    (folder / "letterhead.docx").write_bytes(offices.ministry("ja"))
    shutil.copyfile(folder / "letterhead.docx", workspace / "l.docx")
    for command in ("templates/ours/letterhead.docx", "l.docx --template ours"):
        ran = briefgen(f"letterhead check {command}", cwd=workspace)
        assert re.search(r"^quote +heading 2 +style.yaml$", ran.stdout, re.MULTILINE)
        assert "there is no style `Nix` in it" in ran.stderr
        assert ran.code == 0


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password"),
        ("macros.docm", offices.ministry(changes={"word/vbaProject.bin": b"x"}), "macros"),
        ("text.docx", b"hello", "no zip file"),
    ],
)
def test_what_cannot_be_used(
    name: str, content: bytes, why: str, workspace: Path, briefgen: Callable[..., Any]
) -> None:
    """Exit code 1 with the reason; `usable` is false for programs."""
    (workspace / name).write_bytes(content)
    ran = briefgen(f"letterhead check {name}", cwd=workspace)
    assert (ran.code, ran.stdout) == (1, "")
    assert "error[letterhead-refused]" in ran.stderr
    assert why in ran.stderr
    ran = briefgen(f"letterhead check {name} --json", cwd=workspace)
    assert ran.code == 1
    assert json.loads(ran.stdout)["usable"] is False


def test_wrong_usage(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """A file that is not there is wrong usage, for both commands; an unknown template is an
    error."""
    assert briefgen("letterhead check nix.docx", cwd=workspace).code == 2
    ran = briefgen("build --all --letterhead nix.docx", cwd=workspace)
    assert (ran.code, "there is no file nix.docx" in ran.stderr) == (2, True)
    (workspace / "l.docx").write_bytes(offices.ministry())
    ran = briefgen("letterhead check l.docx --template owrs", cwd=workspace)
    assert (ran.code, "error[unknown-template]" in ran.stderr) == (1, True)


def _text(workspace: Path) -> str:
    (file,) = (workspace / "output").rglob("*.docx")
    with zipfile.ZipFile(file) as archive:
        return archive.read("word/document.xml").decode()


def test_a_build_on_a_letterhead(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """The template's own letterhead, or another one by `--letterhead`; the PDF is the same with
    either, since it keeps its own layout."""
    file = workspace / "templates" / "ours" / "letterhead.docx"
    file.write_bytes(offices.ministry("fr"))
    ran = briefgen("build --all --template ours", cwd=workspace)
    assert (ran.code, "error" in ran.stderr) == (0, False)
    assert "Distribution: cabinet office; " in _text(workspace)
    (pdf,) = (workspace / "output").rglob("*.pdf")
    before = pdf.read_bytes()
    other = offices.plain(offices.paragraph(offices.run("Dear colleague, {{date-iso}}")))
    (workspace / "other.docx").write_bytes(other)
    ran = briefgen("build --all --template ours --letterhead other.docx", cwd=workspace)
    assert ran.code == 0
    assert re.search(r"Dear colleague, 20\d\d-\d\d-\d\d", _text(workspace))
    assert "Distribution" not in _text(workspace)
    assert pdf.read_bytes() == before


def test_check_finds_what_a_build_would(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """A protected letterhead and an unknown field are found without building."""
    file = workspace / "templates" / "ours" / "letterhead.docx"
    locked = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    file.write_bytes(
        offices.ministry(changes={"word/settings.xml": offices.settings((-1, 0), before=locked)})
    )
    ran = briefgen("check --template ours", cwd=workspace)
    assert (ran.code, "it is protected from editing" in ran.stderr) == (1, True)
    file.write_bytes(offices.plain(offices.paragraph(offices.run("{{titel}}"))))
    ran = briefgen("check --template ours", cwd=workspace)
    assert (ran.code, "did you mean `title`?" in ran.stderr) == (0, True)


def test_the_letterhead_is_read_with_care(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """A zip bomb named letterhead.docx is refused before it is unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(60 << 20))
    (workspace / "templates" / "ours" / "letterhead.docx").write_bytes(buffer.getvalue())
    ran = briefgen("check --template ours", cwd=workspace)
    assert (ran.code, "unpack to far more" in ran.stderr) == (1, True)
