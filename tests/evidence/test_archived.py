"""What the archive is told about its own texts."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.plan import Options

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "The ministers of both countries thanked the people of Lutz for their hospitality."


@pytest.mark.parametrize(("times", "told"), [(1, 0), (2, 1), (4, 3), (5, 1), (2000, 1)])
def test_a_sentence_that_stands_again_and_again(tmp_path: Path, times: int, told: int) -> None:
    """Each place is told while they are few, else the first, with how often it stands."""
    shutil.copytree(ROOT / "errors" / "none", tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "briefs/sources/communique"
    before = (folder / "text.txt").read_text(encoding="utf-8")
    text = before + "".join(f"Toast {number}. {SENTENCE}\n" for number in range(times))
    (folder / "text.txt").write_text(text, encoding="utf-8", newline="\n")
    (folder / "original.txt").write_text(text, encoding="utf-8", newline="\n")
    source = folder / "source.yaml"
    old, new = (sha256(one.encode()).hexdigest() for one in (before, text))
    source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    report = pipeline.check(tmp_path, Options())
    assert [one.code for one in report.diagnostics] == ["source-repeats"] * told
    if told:
        message, span = report.diagnostics[0].message, report.diagnostics[0].span
        assert (f"stands {times:,} times in all" in message) is (times > 4)
        assert span is not None
        assert span.start == text.index(SENTENCE, text.index("Toast 1."))
