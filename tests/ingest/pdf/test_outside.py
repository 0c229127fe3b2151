"""Tagged PDFs of briefgen's own, and what poppler reads in PDFs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from .conftest import STATEMENT, in_columns, reading, texts

ROOT = Path(__file__).resolve().parents[3]


def poppler(file: Path) -> str:
    """The words that poppler's pdftotext reads, column by column, hyphens at line ends closed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("poppler's pdftotext is not here")
    ran = subprocess.run([tool, str(file), "-"], check=True, capture_output=True, text=True)
    return " ".join(ran.stdout.split())


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_poppler_reads_the_same_words(tmp_path: Path, columns: int) -> None:
    """All words, in the same order."""
    file = tmp_path / "statement.pdf"
    file.write_bytes(in_columns(STATEMENT * 2, columns))
    assert " ".join(texts(reading(file.read_bytes()))) == poppler(file)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A brief about invented countries: a tagged PDF with headings, lists, tables and notes."""
    from briefgen.cli import run

    folder = tmp_path_factory.mktemp("brief")
    shutil.copytree(ROOT / "tests/errors/none", folder, dirs_exist_ok=True)
    assert run(["build", "trade", "--format", "pdf", "--workspace", str(folder)]) == 0
    [file] = (folder / "output").rglob("*.pdf")
    return file.read_bytes()


def without_tags(data: bytes) -> bytes:
    """The same pages, but nothing says what is what on them."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        for page in pdf.pages:
            drawn = [
                part
                for part in pikepdf.parse_content_stream(page)
                if str(part.operator) not in ("BDC", "BMC", "EMC")
            ]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))
        pdf.save(made)
    return made.getvalue()


def test_tags_are_followed(brief: bytes) -> None:
    """Headings, items with their labels, and notes are what the tags say; heads and feet are not
    in the text."""
    found = reading(brief)
    by_text = {block.text: block for block in found.blocks}
    assert by_text["What was agreed"].kind == "heading"
    assert found.blocks[0].kind == "title"
    notes = [block.text for block in found.blocks if block.note.startswith("a note at the foot")]
    assert notes
    for number, note in enumerate(notes, 1):
        assert re.match(rf"{number} \D", note), note
    body = [block.text for block in found.blocks if block.kind == "body" and not block.note]
    assert "Zubrowka and Ruritania will open a joint customs office in Lutz." in body
    assert not any(re.search(r"[a-z.]\d+$", text) for text in body)  # marks of notes


def test_without_tags_it_says_the_same(brief: bytes) -> None:
    """What geometry alone makes of the same pages has the same words, but for their order around
    tables."""

    def words(data: bytes) -> list[str]:
        return sorted(" ".join(texts(reading(data))).replace("|", " ").split())

    assert words(without_tags(brief)) == words(brief)


def test_the_folder_of_the_command_is_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that reads finds briefgen wherever it was started; a file there that is named
    like one of Python's modules is not run, and nothing is left there."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')", "utf-8")
    assert reading(in_columns(STATEMENT)).blocks
    assert sorted(path.name for path in tmp_path.iterdir()) == ["json.py"]
