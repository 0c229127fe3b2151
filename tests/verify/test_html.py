"""Pages as they are received: untouched, altered, saved by a browser, hostile."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import pipeline, plan
from briefgen.verify.verdict import Verdict

from .conftest import copied

Judge = Callable[..., Verdict]


@pytest.fixture(scope="module")
def straits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with the page on fisheries in `output`."""
    folder = copied(tmp_path_factory.mktemp("pages") / "straits")
    options = plan.Options(themes=("fisheries",), formats=("html",))
    assert pipeline.build(folder, options).ok
    return folder


@pytest.fixture(scope="module")
def page(straits: Path) -> bytes:
    (path,) = (straits / "output" / "fisheries").glob("*.html")
    return path.read_bytes()


def test_untouched(page: bytes, judge: Judge, straits: Path) -> None:
    """Intact by itself and against its workspace; the sources in it are the archived ones."""
    verdict = judge(page)
    assert (verdict.format, verdict.outcome) == ("html", "intact"), verdict.reasons
    assert verdict.as_built
    assert {s.id: s.state for s in verdict.sources} == {
        "joint-statement": "unchanged",
        "read-out": "unchanged",
    }
    assert {q.standing for q in verdict.quotes} == {"stands"}
    against = judge(page, straits)
    assert (against.outcome, against.proven_by) == ("intact", "workspace"), against.reasons


def swap(page: bytes, old: str, new: str, place: str) -> bytes:
    """The page with words exchanged in the first text after `place`."""
    text = page.decode()
    at = text.index(old, text.index(place))
    return (text[:at] + new + text[at + len(old) :]).encode()


@pytest.mark.parametrize(
    ("old", "new", "place", "part", "where"),
    [
        ("1 March 2031", "1 May 2031", 'id="brief"', "body", "in the text"),
        ("Florin alone", "Guilder alone", 'id="table-2"', "cell", "table 1, row 2, column 3"),
        ("autumn", "spring", 'id="note-9"', "note", "note 9"),
    ],
)
def test_a_changed_word_is_found_where_it_is(
    page: bytes, judge: Judge, old: str, new: str, place: str, part: str, where: str
) -> None:
    verdict = judge(swap(page, old, new, place))
    assert verdict.outcome == "altered"
    (found,) = verdict.alterations
    assert (found.part, found.kind) == (part, "changed")
    assert where in found.where
    assert new in found.now


def test_a_changed_source_is_found(page: bytes, judge: Judge) -> None:
    """The words of the source beside the brief are compared with the digest of the archive."""
    verdict = judge(swap(page, "tariffs", "tributes", 'id="archive-read-out"'))
    assert verdict.outcome == "altered"
    assert any("copy of the source `read-out`" in reason for reason in verdict.reasons)
    assert verdict.alterations == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("</style>", ".ref{display:none}</style>"),
        lambda text: text.replace('<p class="', '<p hidden class="', 1),
        lambda text: text.replace("<script>", "<script>/**/", 1),
        lambda text: re.sub("default-src 'none'", "default-src *", text),
        lambda text: text.replace("</body>", "<p>And more was agreed.</p></body>"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_whatever_else_is_changed_is_told(
    page: bytes, judge: Judge, change: Callable[[str], str]
) -> None:
    """What a page shows depends on all of it."""
    changed = change(page.decode())
    assert changed != page.decode()
    verdict = judge(changed.encode())
    assert verdict.outcome in ("altered", "cannot-tell")
    assert not verdict.as_built


def test_a_page_whose_provenance_changed_is_not_called_as_built(page: bytes, judge: Judge) -> None:
    """Words that were exchanged throughout, in the statement as well, agree with each other."""
    text = page.decode()
    assert text.count("1 March 2031") > 2
    verdict = judge(text.replace("1 March 2031", "1 May 2031").encode())
    assert verdict.outcome == "altered"
    assert any("Its provenance was altered" in reason for reason in verdict.reasons)
    assert not any("as it was built" in reason for reason in verdict.reasons)
    # Nor are its quotes and sources vouched for: what it says of them proves nothing.
    assert verdict.reasons[-1].endswith("only its workspace can.")
    assert {quote.standing for quote in verdict.quotes} <= {"gone"}
    assert {source.state for source in verdict.sources} == {"not-checked"}


def test_without_a_statement(judge: Judge) -> None:
    """A page from elsewhere cannot be judged."""
    verdict = judge(b"<!DOCTYPE html>\n<title>Grain</title><p>Zubrowka will sell grain.")
    assert (verdict.format, verdict.outcome) == ("html", "cannot-tell")
    assert "carries no provenance" in verdict.reasons[0]


@pytest.mark.parametrize(
    "hostile",
    [
        b"<!doctype html>" + b"<div>" * 100_000,
        b"<!doctype html>" + b"</b>" * 200_000,
        b"<!doctype html>" + b"<!" * 200_000,
        b"<!doctype html>\xff\xfe\x00",
        b'<html><script type="application/json" id="provenance">{</script>\n',
    ],
)
def test_hostile_pages_are_refused_at_once(judge: Judge, hostile: bytes) -> None:
    assert judge(hostile).outcome == "cannot-tell"


def test_deep_elements_are_refused(page: bytes, judge: Judge) -> None:
    deep = page.replace(b"<h1 ", b"<i>" * 100_000 + b"<h1 ", 1)
    verdict = judge(deep)
    assert verdict.outcome == "cannot-tell"
    assert "too deep" in verdict.reasons[0]


def test_two_statements_are_none(page: bytes, judge: Judge) -> None:
    line = re.search(rb'<script type="application/json" id="provenance">.*?</script>\n', page, re.S)
    assert line is not None
    verdict = judge(page.replace(b"</body>", line[0] + b"</body>"))
    assert verdict.outcome == "cannot-tell"
    assert "more than one provenance" in verdict.reasons[0]
