"""Every quote of a workspace looked up: what is found, refused, skipped, and said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.evidence.archive import check_archives
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.checks import check
from briefgen.evidence.resolve import resolve
from briefgen.workspace.load import load
from briefgen.workspace.model import Workspace

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = ROOT / "tests" / "errors" / "none"
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
TEXT = "briefs/sources/communique/text.txt"
QUOTE = "Zubrowka and Ruritania decided to open a joint customs office in Lutz"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Replace words in a file of a copy of the base workspace (in `tmp_path`)."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)

    def edit(path: str, old: str, new: str) -> None:
        file = tmp_path / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def loaded(root: Path) -> Workspace:
    workspace, _, problems = load(root)
    assert workspace is not None
    assert problems == []
    return workspace


def resolved(root: Path) -> tuple[Book, list[Diagnostic]]:
    return resolve(loaded(root))


def test_found(edit: Edit, tmp_path: Path) -> None:
    """A quote is located in its source, by offsets and by passage."""
    book, problems = resolved(tmp_path)
    assert problems == []
    assert (book.checked, book.failed, book.skipped) == (2, 0, ())
    found = book.found["customs-office/1"]
    ((start, end),) = found.spans
    assert found.source.archive.text[start:end] == QUOTE
    assert found.passages == (3,)


def test_elided(edit: Edit, tmp_path: Path) -> None:
    """An elided quote has a span for each part."""
    edit(OUTCOMES, QUOTE, "Zubrowka and Ruritania decided to open […] in Lutz")
    book, problems = resolved(tmp_path)
    assert problems == []
    found = book.found["customs-office/1"]
    parts = [found.source.archive.text[start:end] for start, end in found.spans]
    assert parts == ["Zubrowka and Ruritania decided to open", "in Lutz"]


def test_refused(edit: Edit, tmp_path: Path) -> None:
    """A refused quote is counted, has a code, and its diagnostic stands at the quote."""
    edit(OUTCOMES, QUOTE, "agree on tariffs")
    book, (problem,) = resolved(tmp_path)
    assert (book.checked, book.failed) == (2, 1)
    assert book.refused == {"customs-office/1": "quote-negated"}
    assert problem.span is not None
    text = (tmp_path / OUTCOMES).read_text(encoding="utf-8")
    assert text[problem.span.start : problem.span.end] == "agree on tariffs"
    hint = problem.hints[0].span
    assert hint is not None
    assert hint.path == TEXT
    archive = (tmp_path / TEXT).read_text(encoding="utf-8")
    assert archive[hint.start : hint.end] == "did not"


def test_changed_source_is_skipped(edit: Edit, tmp_path: Path) -> None:
    """What cannot be checked says so and why; the source's own error is enough to say why
    nothing was checked."""
    edit(TEXT, "March 5", "March 6")
    workspace = loaded(tmp_path)
    book, problems = resolve(workspace)
    assert (book.checked, book.failed) == (0, 0)
    assert [key for key, _ in book.skipped] == [
        "2024-03-05-zubrowka-ruritania/1",
        "customs-office/1",
    ]
    assert all("communique" in reason for _, reason in book.skipped)
    assert problems == []
    assert [p.code for p in check_archives(workspace)] == ["source-changed"]


def test_derivation(edit: Edit, tmp_path: Path) -> None:
    """The words that a date is derived from stand in the quotes of its outcome."""
    due = "    due: {text: spring 2024, from: in Lutz, because: a test}\n    evidence:\n"
    edit(
        OUTCOMES,
        "    evidence:\n      - source: communique\n        quote: Zub",
        due + "      - source: communique\n        quote: Zub",
    )
    assert resolved(tmp_path)[1] == []
    edit(OUTCOMES, "from: in Lutz", "from: in Lut")
    assert [p.code for p in resolved(tmp_path)[1]] == ["derivation-unfounded"]


def test_two_passages(edit: Edit, tmp_path: Path) -> None:
    """A quote stays within one passage."""
    edit(OUTCOMES, QUOTE, f"{QUOTE}. They did not agree on tariffs")
    (problem,) = resolved(tmp_path)[1]
    assert problem.code == "quote-elision"
    assert "passage" in problem.message


def test_the_example() -> None:
    """Every quote of the real article is found, without a word from us; the one weekday that
    does not fit its date is remarked (27 January 2026 was a Tuesday)."""
    workspace = loaded(ROOT)
    assert check_archives(workspace) == []
    book, problems = resolve(workspace)
    assert problems == []
    assert book.checked == len(book.found) == len(list(workspace.evidence())) >= 25
    for found in book.found.values():
        # the independent look: without our normalisation, by the words alone
        text = found.source.archive.text
        for start, end in found.spans:
            assert text[start:end].split()
        assert len(found.passages) == 1
    remarks, problems = check(workspace, book)
    assert [problem.code for problem in problems] == ["weekday-mismatch"]
    assert remarks == (
        Remark(
            "news-report",
            5,
            "weekday-mismatch",
            "Passage 5 calls 27 January 2026 a Saturday; it was a Tuesday.",
        ),
    )


def test_meeting_dated_otherwise(edit: Edit, tmp_path: Path) -> None:
    """A meeting that its own evidence dates otherwise has been misread."""
    edit(OUTCOMES, "date: 2024-03-05", "date: 2024-03-12")
    workspace = loaded(tmp_path)
    remarks, problems = check(workspace, resolve(workspace)[0])
    assert remarks == ()
    assert [(p.code, p.severity) for p in problems] == [("date-misread", "error")]
    assert "5 March 2024, `meeting:` says 12 March 2024" in problems[0].message


def test_meeting_of_several_days(edit: Edit, tmp_path: Path) -> None:
    """Its last day is one that its quotes give: no brief prints one that nobody told."""
    edit(OUTCOMES, "date: 2024-03-05", "date: 2024-03-05\n  end_date: 2024-03-06")
    workspace = loaded(tmp_path)
    _, problems = check(workspace, resolve(workspace)[0])
    assert [problem.code for problem in problems] == ["date-misread"]
    assert "without `end_date`" in problems[0].hints[0].message


@pytest.mark.parametrize(
    "told", ["on March 5, 2024, for two days", "on 5 March 2024 and again on the 6th"]
)
def test_days_that_follow(edit: Edit, tmp_path: Path, told: str) -> None:
    """They may be told in any form: as a number, or by how long it took."""
    folder = tmp_path / "briefs" / "sources" / "communique"
    text = (folder / "text.txt").read_text("utf-8")
    before = sha256(text.encode()).hexdigest()
    text = text.replace("on Tuesday (March 5, 2024)", told)
    for name in ("text.txt", "original.txt"):
        (folder / name).write_text(text, encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    source = (folder / "source.yaml").read_text("utf-8").replace(before, digest)
    (folder / "source.yaml").write_text(source, encoding="utf-8")
    edit(OUTCOMES, "on Tuesday (March 5, 2024)", told)
    edit(OUTCOMES, "date: 2024-03-05", "date: 2024-03-05\n  end_date: 2024-03-06")
    workspace = loaded(tmp_path)
    book, found = resolve(workspace)
    assert not found
    assert check(workspace, book) == ((), [])


def test_source_older_than_meeting(edit: Edit, tmp_path: Path) -> None:
    """What was written before a meeting cannot report it."""
    edit("briefs/sources/communique/source.yaml", "language: en", "language: en\ndate: 2024-03-01")
    workspace = loaded(tmp_path)
    remarks, problems = check(workspace, resolve(workspace)[0])
    assert [problem.code for problem in problems] == ["date-outside-meeting"]
    assert "1 March 2024, before the meeting of 5 March 2024" in remarks[0].text
