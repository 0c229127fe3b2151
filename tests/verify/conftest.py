"""Briefs of invented states, and the things that people do to them."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefgen import pipeline, plan
from briefgen.verify.verdict import Verdict, verify

ROOT = Path(__file__).resolve().parent.parent.parent
STRAITS = ROOT / "tests" / "provenance" / "florin-guilder"


def copied(folder: Path) -> Path:
    """The workspace in a folder of its own."""
    shutil.copytree(STRAITS, folder, ignore=shutil.ignore_patterns("output"))
    return folder


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with its briefs in `output`; not to be changed."""
    folder = copied(tmp_path_factory.mktemp("verify") / "straits")
    assert pipeline.build(folder, plan.Options(themes=("fisheries",))).ok
    return folder


@pytest.fixture(scope="session")
def pdf(workspace: Path) -> bytes:
    """The brief on fisheries as PDF."""
    (path,) = (workspace / "output" / "fisheries").glob("*.pdf")
    return path.read_bytes()


@pytest.fixture(scope="session")
def docx(workspace: Path) -> bytes:
    """The brief on fisheries as DOCX."""
    (path,) = (workspace / "output" / "fisheries").glob("*.docx")
    return path.read_bytes()


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., Verdict]:
    """The verdict on bytes, as a file of some name, alone or against a workspace."""

    def judge(data: bytes, workspace: Path | None = None) -> Verdict:
        path = tmp_path / "received"
        path.write_bytes(data)
        return verify(path, workspace)

    return judge


# ------------------------------------------------------------------------------- PDF


def with_pikepdf(data: bytes, change: Callable[[pikepdf.Pdf], object], **how: Any) -> bytes:
    """The file after a change, saved by qpdf."""
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        out = io.BytesIO()
        file.save(out, **how)
    return out.getvalue()


def typed_over(data: bytes, old: str, new: str, *, times: int = 1) -> bytes:
    """The PDF with a word's glyphs exchanged for others of the same font, as an editor of PDFs
    does; `old` and `new` have the same length. The first `times` places change."""
    assert len(old) == len(new)
    changed = 0

    def change(file: pikepdf.Pdf) -> None:
        nonlocal changed
        for page in file.pages:
            fonts = page.obj["/Resources"]["/Font"]  # type: ignore[index]
            codes = {n: _codes(fonts[n]) for n in fonts.keys()}  # noqa: SIM118
            stream: list[Any] = []
            font: dict[str, bytes] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = codes[str(operands[0])]
                if str(operator) == "TJ" and changed < times:
                    array = operands[0]
                    made = _exchanged(array, font, old, new)
                    if made is not None:
                        changed += 1
                        stream.append(([pikepdf.Array(made)], operator))
                        continue
                stream.append((operands, operator))
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(stream))

    done = with_pikepdf(data, change)
    assert changed == times, f"{old!r} was found {changed} times"
    return done


def _codes(font: Any) -> dict[str, bytes]:
    source = bytes(font["/ToUnicode"].read_bytes()).decode("ascii")
    return {
        bytes.fromhex(text).decode("utf-16-be"): bytes.fromhex(code)
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", source)
    }


def _exchanged(array: Any, font: dict[str, bytes], old: str, new: str) -> list[Any] | None:
    if not all(letter in font for letter in old + new):
        return None
    whole = b"".join(bytes(piece) for piece in array if isinstance(piece, pikepdf.String))
    wanted = b"".join(font[letter] for letter in old)
    at = whole.find(wanted)
    if at < 0 or at % 2:
        return None
    replaced = whole[:at] + b"".join(font[letter] for letter in new) + whole[at + len(wanted) :]
    made: list[Any] = []
    for piece in array:
        if isinstance(piece, pikepdf.String):
            length = len(bytes(piece))
            made.append(pikepdf.String(replaced[:length]))
            replaced = replaced[length:]
        else:
            made.append(piece)
    return made


def painted_over(data: bytes, page: int, content: bytes) -> bytes:
    """The PDF with more drawn on a page, after everything else."""

    def change(file: pikepdf.Pdf) -> None:
        held = file.pages[page - 1]
        held.contents_add(file.make_stream(content))

    return with_pikepdf(data, change)


def with_statement(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A PDF whose provenance was changed by a function."""

    def edit(file: pikepdf.Pdf) -> None:
        stream = file.Root.AF[0].EF.F
        said = json.loads(stream.read_bytes())
        change(said)
        stream.write(json.dumps(said).encode())

    return with_pikepdf(data, edit)


# ------------------------------------------------------------------------------ DOCX


def edited(data: bytes, **parts: Callable[[str], str]) -> bytes:
    """The DOCX with some parts changed as texts: `document=`, `footnotes=`, `header1=`."""
    return repacked(data, lambda name, content: _changed(name, content, parts))


def _changed(name: str, content: bytes, parts: dict[str, Callable[[str], str]]) -> bytes:
    stem = name.removeprefix("word/").removesuffix(".xml")
    if name.startswith("word/") and stem in parts:
        before = content.decode()
        after = parts[stem](before)
        assert after != before, f"nothing changed in {name}"
        return after.encode()
    return content


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with each part as a function gives it back."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in package.namelist():
            made.writestr(name, change(name, package.read(name)))
    return out.getvalue()


def swap(old: str, new: str) -> Callable[[str], str]:
    """Exchange the first `old` for `new`."""
    return lambda text: text.replace(old, new, 1)
