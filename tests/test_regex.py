"""Regular expressions that are compiled late, and kept: patterns like all others."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import regex as module
from briefgen.regex import compiled, regex

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    ("", 0),
    (r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", 0),
    (r"\b(?:agree[sd]?|decid\w+)\b(?! not)(?<!never )", re.IGNORECASE),
    ("[\u0900-\u097f\U00010000-\U0010ffff]+|[^\\W\\d_]", 0),
    (r"(?x) a  # first \n | (b)(?(1)c|d)", 0),
    (r"^(?:one|two|three|four)+?$", re.MULTILINE | re.DOTALL),
    (r"(?a:\w)(?i:É)++x", 0),
]


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_kept_is_what_was_compiled(source: str, flags: int) -> None:
    """A pattern taken apart, written, read and put together is the one that Python makes."""
    pattern = re.compile(source, flags)
    parts = marshal.loads(marshal.dumps(module._taken_apart(pattern)))
    again = module._assembled(source, parts)
    assert again == pattern  # source, flags and code (the documentation of `re` does not say so)
    assert (again.groups, again.groupindex) == (pattern.groups, pattern.groupindex)
    text = "Ab agreed, 2026-01-16 two\nthree deciding bc éx नर \U0001f600"
    assert [(m.span(), m.groupdict(), m.lastgroup) for m in again.finditer(text)] == [
        (m.span(), m.groupdict(), m.lastgroup) for m in pattern.finditer(text)
    ]


def test_late() -> None:
    """A mistake shows when the expression is first used; a right one has all that patterns have."""
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("x")
    word = regex(r"(?P<word>\w+)")
    assert (word.sub("_", "a b"), word.pattern, word.groups) == ("_ _", r"(?P<word>\w+)", 1)
    assert compiled("a|b", re.I).fullmatch("B")


COUNT = """
import sys
from re import _compiler
real, ours = _compiler.compile, []
def compile(source, flags=0):
    frame = sys._getframe(1)
    while frame.f_code.co_filename.endswith(("re/__init__.py", "_compiler.py")):
        frame = frame.f_back
    if frame.f_code.co_filename.endswith("briefgen/regex.py"):
        ours.append(source)
    return real(source, flags)
_compiler.compile = compile
sys.argv = ["briefgen", "check"]
from briefgen import __main__
__main__._leave = lambda code: (__import__("briefgen.kept").kept.keep_added(), print(len(ours)))
__main__.main()
"""


@pytest.mark.parametrize("damage", [None, b"", b"nonsense", b"half"])
def test_a_second_command_compiles_none(damage: bytes | None, tmp_path: Path) -> None:
    """What one command compiled the next one finds, unless the file is no such file."""

    def run() -> int:
        done = subprocess.run(
            [sys.executable, "-c", COUNT],
            cwd=ROOT / "tests" / "errors" / "none",
            env={
                **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
                "PYTHONPATH": str(ROOT / "src"),
                "PYTHONPYCACHEPREFIX": str(tmp_path),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout.splitlines()[-1])

    assert run() > 50
    if damage is None:
        assert run() == 0
        return
    [kept] = tmp_path.rglob("patterns.*.kept")
    data = kept.read_bytes()
    kept.write_bytes(data[: len(data) // 2] if damage == b"half" else damage)
    assert run() > 50
    assert run() == 0
