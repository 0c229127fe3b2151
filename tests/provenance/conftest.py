"""A workspace of invented states, its briefs, and reading them back with other programs."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lxml.html
import pikepdf
import pytest

import briefgen

ROOT = Path(__file__).resolve().parent.parent.parent
FORMATS = ("pdf", "docx", "html")
STRAITS = Path(__file__).resolve().parent / "florin-guilder"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two themes and two sources, to be changed at will."""
    folder = tmp_path / "florin-guilder"
    shutil.copytree(STRAITS, folder, ignore=shutil.ignore_patterns("output"))
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with the briefs of both themes in `output`; not to be changed."""
    folder = tmp_path_factory.mktemp("built") / "florin-guilder"
    shutil.copytree(STRAITS, folder, ignore=shutil.ignore_patterns("output"))
    assert briefgen.build(folder, formats=FORMATS).ok
    return folder


def the_file(workspace: Path, theme: str, ending: str) -> Path:
    """The brief of a theme in one format."""
    (path,) = (workspace / "output" / theme).glob(f"*.{ending}")
    return path


def in_pdf(data: bytes) -> dict[str, bytes]:
    """The files attached to a PDF, as pikepdf finds them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: held.get_file().read_bytes() for name, held in pdf.attachments.items()}


def in_docx(data: bytes) -> dict[str, bytes]:
    """What stands in the custom XML parts of a DOCX, by the local names of their roots."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("customXml/item") and "Props" not in name:
                root = ElementTree.fromstring(package.read(name))
                key = root.get("name", "") or root.tag.rpartition("}")[2]
                found[key] = (root.text or "").encode()
    return found


def statement(data: bytes) -> Any:
    """The provenance in a file of any format."""
    if data.startswith(b"%PDF"):
        return json.loads(in_pdf(data)["provenance.json"])
    if data.startswith(b"PK"):
        return json.loads(in_docx(data)["provenance"])
    (held,) = lxml.html.document_fromstring(data).xpath("//script[@id='provenance']/text()")
    return json.loads(held)
