"""Every error that a user can cause, with the message they see.

A folder of `tests/errors/` is a case, named by its code and, after `--`, by what is special:
the smallest workspace in which a command says so, whole, so that
`cd tests/errors/quote-not-found && briefgen check` shows the message. Nothing else is wrong
with it. Beside the workspace stand `command.txt`, when the command is not `briefgen check`,
and `expected.txt`, what is printed. In `tests/errors/none/` nothing is wrong.

`pytest --update` rewrites `expected.txt` and `docs/errors.md`: read the diff.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.diagnostics import CODES

ROOT = Path(__file__).resolve().parent.parent
ERRORS = ROOT / "tests" / "errors"
NONE = ERRORS / "none"
MANUAL = ROOT / "docs" / "errors.md"

CASES = sorted(path.name for path in ERRORS.iterdir() if path.is_dir() and path != NONE)

#: Codes that no workspace on disk can show, and the test that shows them instead.
ELSEWHERE: dict[str, str] = {
    **dict.fromkeys(
        (
            "signing-not-installed",
            "certificate-unreadable",
            "certificate-password",
            "certificate-unusable",
        ),
        "tests/test_sign.py: pyHanko is an extra, and certificates are made there",
    ),
    "port-unavailable": "tests/preview/test_command.py takes a port of the machine",
    "file-changed": "tests/proposals/test_review.py: somebody else writes meanwhile",
    "file-unwritable": "tests/proposals/test_desk.py injects the fault",
    "output-disk-full": "tests/test_publish.py fills the disk by an injected fault",
    "layout-overflow": "tests/writers/pdf/ shows it: no template of ours can make it happen",
    "letterhead-field": "tests/writers/docx/test_letterhead.py",
    "letterhead-style": "tests/writers/docx/test_letterhead.py",
    "letterhead-place": "tests/writers/docx/test_letterhead.py",
    "letterhead-marking": "tests/writers/docx/test_letterhead.py",
    "letterhead-notes": "tests/writers/docx/test_letterhead.py",
    "letterhead-leftovers": "tests/writers/docx/test_letterhead.py",
    "letterhead-outside": "tests/writers/docx/test_letterhead.py",
    "redline-incomplete": "tests/redline/test_foreign.py: Word files are no text files",
    "review-comment": "tests/review/test_review.py: a Word file is no text file",
    "review-change": "tests/review/test_review.py",
    "review-formatting": "tests/review/test_review.py",
    "reviewed-file-kept": "tests/test_reviewed.py: a Word file is no text file",
    "writer-unsupported": "the writers' own tests show it: a template cannot make such a tree",
}


def code_of(case: str) -> str:
    return case.split("--")[0]


def command_of(case: str) -> str:
    path = ERRORS / case / "command.txt"
    return path.read_text(encoding="utf-8").strip() if path.exists() else "briefgen check"


def test_no_mistake(briefgen: Callable[..., object], tmp_path: Path) -> None:
    """Without a mistake there is no diagnostic, so that each case shows its own only."""
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    ran = briefgen("check", cwd=tmp_path)
    assert (ran.stderr, ran.code) == ("", 0)


@pytest.mark.parametrize("case", CASES)
def test_message(case: str, briefgen: Callable[..., object], tmp_path: Path, update: bool) -> None:
    """The mistake is reported, with its code and in these words."""
    shutil.copytree(ERRORS / case, tmp_path, dirs_exist_ok=True)
    ran = briefgen(command_of(case).removeprefix("briefgen "), cwd=tmp_path)
    said = ran.stderr + ran.stdout
    assert "This is a bug" not in said
    assert f"[{code_of(case)}]" in said
    warning = f"warning[{code_of(case)}]" in said or f"note[{code_of(case)}]" in said
    assert ran.code == (0 if warning and "error[" not in said else 1)
    expected = ERRORS / case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


def test_each_code_has_a_case() -> None:
    """A message that nobody has read is not ready for users."""
    shown = {code_of(case) for case in CASES}
    assert shown <= set(CODES), "a case for a code that does not exist"
    assert set(ELSEWHERE) <= set(CODES) - shown
    assert set(CODES) - shown - set(ELSEWHERE) == set()


def test_manual(update: bool) -> None:
    """`docs/errors.md` shows what people really see."""
    page = manual()
    if update:
        MANUAL.write_text(page, encoding="utf-8", newline="\n")
    assert MANUAL.read_text(encoding="utf-8") == page


def manual() -> str:
    """The page of all errors."""
    introduction = (
        "What briefgen says, and when. Generated from `tests/errors/` by `pytest --update`. Each\n"
        "example stands there in a folder of its own, named above it: the smallest workspace in\n"
        "which the command prints it. All are about invented countries.\n"
    )
    parts = ["# Errors and warnings\n", introduction]
    for code, rule in CODES.items():
        parts.append(f"## {code}\n\n{rule[0].upper()}{rule[1:]}.\n")
        cases = [case for case in CASES if code_of(case) == code]
        for case in cases:
            path = ERRORS / case / "expected.txt"
            if not path.exists():
                continue  # `test_message` fails for it
            expected = path.read_text(encoding="utf-8")
            fence = "````" if "```" in expected else "```"
            shown = f"$ {command_of(case)}\n{expected.rstrip()}"
            parts.append(f"`tests/errors/{case}/`\n\n{fence}\n{shown}\n{fence}\n")
    return "\n".join(parts)
