"""Items of lists that came, went or moved: each side has its numbers again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefgen.redline import redline
from briefgen.writers.docx import write

from .drafts import document
from .pandoc_text import read
from .settled import story

Draft = list[Any]


def items(*words: str) -> list[Any]:
    """A line for each item, in plain words."""
    return [[("plain", text)] for text in words]


END = ("paragraph", [("plain", "The end.")])

#: Old and new text, and the numbers that the old and the new one show.
CASES: dict[str, tuple[Draft, Draft, list[str], list[str]]] = {
    # Its own item is another; the inner list stays, below an item that is no more in one of
    # the two texts.
    "an inner list whose item was exchanged": (
        [("nested", items("Zubrowka", "grain")), END],
        [("nested", items("Florin", "grain")), END],
        ["•", "1", ""],
        ["•", "1", ""],
    ),
    "an inner item that came out": (
        [("nested", items("Zubrowka", "grain", "levy")), END],
        [("nested", items("grain", "levy")), END],
        ["•", "1", "2", ""],
        ["•", "1", ""],
    ),
    "an item that became a list of its own": (
        [("numbers", items("Zubrowka", "grain")), END],
        [("bullets", items("Zubrowka")), ("numbers", items("grain")), END],
        ["1", "2", ""],
        ["•", "1", ""],
    ),
    "a list of its own that became an inner one": (
        [("nested", items("Zubrowka")), ("numbers", items("grain")), END],
        [("nested", items("Zubrowka", "grain")), END],
        ["•", "1", ""],
        ["•", "1", ""],
    ),
    # The mark of the last paragraph stays whatever is accepted, so it must say which list it
    # was in.
    "another list at the end": (
        [("nested", items("Zubrowka", "ministers", "of"))],
        [("nested", items("stays", "the"))],
        ["•", "1", "2"],
        ["•", "1"],
    ),
    "the last item of another list": (
        [("nested", items("of", "stays and")), ("nested", items("stays", "the"))],
        [("nested", items("levy", "it stays and", "the levy"))],
        ["•", "1", "•", "1"],
        ["•", "1", "2"],
    ),
    "a list more at the end": (
        [("numbers", items("Zubrowka", "Florin"))],
        [("numbers", items("Zubrowka", "Florin")), ("numbers", items("grain"))],
        ["1", "2"],
        ["1", "2", "1"],
    ),
    "a list less at the end": (
        [("numbers", items("Zubrowka", "Florin")), ("numbers", items("grain"))],
        [("numbers", items("Zubrowka", "Florin"))],
        ["1", "2", "1"],
        ["1", "2"],
    ),
}


def files(old: Draft, new: Draft) -> list[bytes]:
    """The old file, the new one and their redline."""
    data = [write(document(draft))[0] for draft in (old, new)]
    made, problems = redline(data[0], data[1], ("old.docx", "new.docx"))
    assert problems == []
    assert made is not None
    return [*data, made.data]


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request: pytest.FixtureRequest) -> tuple[list[bytes], list[list[str]]]:
    """Three files, and the numbers in the old and the new one."""
    old, new, before, after = request.param
    return files(old, new), [before, after]


def numbers(blocks: list[Any]) -> list[str]:
    """What each paragraph is counted as."""
    shown = [look.split()[-1] if " " in look else "" for look, _ in blocks]
    return ["•" if number == "bullet" else number for number in shown]


def test_by_the_standard(case: tuple[list[bytes], list[list[str]]]) -> None:
    """Words, levels and numbers, by the clauses of ECMA-376."""
    (old, new, made), (before, after) = case
    assert story(made, "accept") == story(new, "accept")
    assert story(made, "reject") == story(old, "accept")
    assert numbers(story(made, "reject")) == before
    assert numbers(story(made, "accept")) == after


def test_by_pandoc(case: tuple[list[bytes], list[list[str]]], tmp_path: Path) -> None:
    """What pandoc makes of them: which item is inside which."""
    old, new, made = (tmp_path / f"{name}.docx" for name in ("old", "new", "made"))
    for path, data in zip((old, new, made), case[0], strict=True):
        path.write_bytes(data)
    assert read(made, "accept") == read(new)
    assert read(made, "reject") == read(old)


def test_open_xml_sdk(case: tuple[list[bytes], list[list[str]]], tmp_path: Path) -> None:
    """Valid by the validator of Microsoft's Open XML SDK."""
    validator = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if validator is None:
        pytest.skip("the Open XML SDK validator was not found: name it in OOXML_VALIDATOR")
    path = tmp_path / "made.docx"
    path.write_bytes(case[0][2])
    ran = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False)
    assert json.loads(ran.stdout)["errors"] == []


def test_bullets_at_the_end_that_were_numbers() -> None:
    """By the standard alone: pandoc does not know that a paragraph had another look."""
    old, new, made = files([("nested", items("Zubrowka", "port"))], [("nested", items("port"))])
    assert story(made, "accept") == story(new, "accept")
    assert story(made, "reject") == story(old, "accept")
    assert numbers(story(made, "reject")) == ["•", "1"]
    assert numbers(story(made, "accept")) == ["•"]
