"""A file against its workspace: what a file alone cannot prove."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen import pipeline, plan
from briefgen.provenance.statement import visible
from briefgen.provenance.visible import Piece
from briefgen.renewal import comparing, writing
from briefgen.verify.verdict import Verdict, verify

from .conftest import copied, edited, typed_over, with_pikepdf, with_statement

Judge = Callable[..., Verdict]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_what_the_workspace_gives(workspace: Path, ending: str) -> None:
    """The brief made again is this one: every quote stands, every source is unchanged."""
    (path,) = (workspace / "output" / "fisheries").glob(f"*.{ending}")
    verdict = verify(path, workspace)
    assert verdict.outcome == "intact"
    assert verdict.proven_by == "workspace"
    assert {quote.standing for quote in verdict.quotes} == {"stands"}
    assert {(s.id, s.state) for s in verdict.sources} == {
        ("joint-statement", "unchanged"),
        ("read-out", "unchanged"),
    }
    assert not list(workspace.glob("output/**/*.part"))


def _agreeing(old: str, new: str) -> Callable[[Any], None]:
    """A change of the statement that keeps its digests right."""

    def change(said: Any) -> None:
        shown = said["visible"]
        body = [
            Piece(p["kind"], p["text"].replace(old, new), *p.get("cell", ())) for p in shown["body"]
        ]
        notes = [text.replace(old, new) for text in shown["notes"]]
        said["visible"] = json.loads(json.dumps(visible(body, notes)))

    return change


def test_text_and_provenance_changed_together(docx: bytes, judge: Judge, workspace: Path) -> None:
    """A forger who changes the text, the statement and every digest is believed by the file
    alone, as the verdict says, and found out by the workspace."""
    import hashlib

    def change(said: Any) -> None:
        _agreeing("1 March 2031", "1 March 2037")(said)

    def parts(name: str, content: bytes) -> bytes:
        if name in ("word/document.xml", "word/footnotes.xml"):
            return content.replace(b"1 March 2031", b"1 March 2037")
        return content

    from .conftest import repacked

    forged = repacked(docx, parts)
    digests: dict[str, str] = {}

    def note(name: str, content: bytes) -> bytes:
        digests[name] = hashlib.sha256(content).hexdigest()
        return content

    repacked(forged, note)

    def statement(name: str, content: bytes) -> bytes:
        if name != "customXml/item1.xml":
            return content
        text = content.decode()
        body = re.search(r"(<provenance[^>]*>)(.*)(</provenance>)", text, re.S)
        assert body is not None
        from xml.sax.saxutils import escape, unescape

        said = json.loads(unescape(body[2]))
        change(said)
        said["rendering"]["parts"] = {n: digests[n] for n in said["rendering"]["parts"]}
        return f"{body[1]}{escape(json.dumps(said))}{body[3]}".encode()

    forged = repacked(forged, statement)
    alone = judge(forged)
    # the selectors still name the source's words, which the forged note does not show
    assert alone.outcome == "altered"
    assert "Its provenance names quotes that its notes do not show." in alone.reasons
    against = judge(forged, workspace)
    assert against.outcome == "altered"
    assert any("the workspace gives another text" in reason for reason in against.reasons)
    assert any("2037" in a.now for a in against.alterations)


def test_a_forged_judgement(pdf: bytes, judge: Judge, workspace: Path) -> None:
    """Words that are no quote: alone the forged file is intact, and the verdict says what that
    is worth; the workspace knows better."""

    def with_rendering(data: bytes) -> bytes:
        import hashlib
        import io

        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as file:
            digests = [
                hashlib.sha256(page.Contents.read_bytes()).hexdigest() for page in file.pages
            ]

        def change(said: Any) -> None:
            _agreeing("harbour yet", "harbour ret")(said)
            for page, digest in zip(said["rendering"]["pages"], digests, strict=True):
                page["content_sha256"] = digest

        return with_statement(data, change)

    forged = with_rendering(typed_over(pdf, "yet", "ret"))
    alone = judge(forged)
    assert alone.outcome == "intact"
    assert "Who changed both would not be noticed" in alone.reasons[0]
    against = judge(forged, workspace)
    assert against.outcome == "altered"
    assert any("harbour ret" in a.now for a in against.alterations)


def test_a_drawing_that_was_forged(pdf: bytes, judge: Judge, workspace: Path) -> None:
    """A word painted over, with its digest made right: the workspace draws it otherwise, which
    another version of a library could do as well."""
    import hashlib
    import io

    import pikepdf

    def cover(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        content = page.Contents.read_bytes() + b"\nq 1 1 1 rg 70 600 300 40 re f Q\n"
        page.Contents = file.make_stream(content)

    forged = with_pikepdf(pdf, cover)
    with pikepdf.open(io.BytesIO(forged)) as file:
        digest = hashlib.sha256(file.pages[0].Contents.read_bytes()).hexdigest()

    def change(said: Any) -> None:
        said["rendering"]["pages"][0]["content_sha256"] = digest

    forged = with_statement(forged, change)
    assert judge(forged).outcome == "intact"
    verdict = judge(forged, workspace)
    assert verdict.outcome == "cannot-tell"
    assert any("the brief is drawn otherwise there" in reason for reason in verdict.reasons)


def test_a_workspace_that_has_grown(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """New outcomes give another text: the old file is not called altered, and not intact."""
    grown = copied(tmp_path / "grown")
    path = grown / "briefs" / "outcomes" / "2030-06-03-straits-dialogue.yaml"
    text = path.read_text("utf-8")
    assert "themes: [navigation]" in text
    path.write_text(
        text.replace("themes: [navigation]", "themes: [navigation, fisheries]"), "utf-8"
    )
    verdict = judge(pdf, grown)
    assert verdict.outcome == "cannot-tell"
    assert any("has changed since" in reason for reason in verdict.reasons)
    assert {quote.standing for quote in verdict.quotes} == {"stands"}


def test_a_workspace_that_changed_and_says_the_same(
    pdf: bytes, judge: Judge, tmp_path: Path
) -> None:
    """A comment in a data file changes its digest and no word of the brief."""
    changed = copied(tmp_path / "changed")
    path = changed / "briefs" / "themes" / "fisheries.yaml"
    path.write_text("# read again in July\n" + path.read_text("utf-8"), "utf-8")
    verdict = judge(pdf, changed)
    assert verdict.outcome == "intact"
    assert verdict.proven_by == "workspace"
    assert any("still gives the same text" in reason for reason in verdict.reasons)


def test_a_source_that_changed(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """The archived text says something else today: which quotes are gone is listed."""
    changed = copied(tmp_path / "changed")
    path = changed / "briefs" / "sources" / "read-out" / "text.txt"
    text = path.read_text("utf-8").replace("eel fishery", "cod fishery")
    path.write_text(f"A line before\n{text}", "utf-8")
    verdict = judge(pdf, changed)
    assert verdict.outcome == "cannot-tell"
    assert ("read-out", "changed") in {(s.id, s.state) for s in verdict.sources}
    gone = {quote.words for quote in verdict.quotes if quote.standing == "gone"}
    assert gone == {"Florin will open its eel fishery to boats from Guilder in 2031"}
    assert "moved" in {quote.standing for quote in verdict.quotes}


def test_a_source_with_a_newer_version(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """A brief of last week rests on the version of last week: its quotes stand in that one."""
    updated = copied(tmp_path / "updated")
    text = (updated / "briefs" / "sources" / "read-out" / "text.txt").read_text("utf-8")
    corrected = tmp_path / "corrected.txt"
    corrected.write_text(text.replace("eel fishery", "cod fishery").replace("\n", "\n\n"), "utf-8")
    found, _ = comparing.compare(updated, "read-out", corrected)
    assert found is not None
    needing = [v.evidence.key for v in found.drift.verdicts if v.needs_person]
    assert needing
    done, problems = writing.carry_out(found, dict.fromkeys(needing, "leave"))
    assert (done is not None, problems) == (True, [])
    verdict = judge(pdf, updated)
    assert verdict.outcome == "cannot-tell"
    assert ("read-out", "replaced") in {(s.id, s.state) for s in verdict.sources}
    assert {quote.standing for quote in verdict.quotes} == {"stands"}
    assert any("former version of `read-out`" in reason for reason in verdict.reasons)


def test_no_workspace(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """A folder that is none cannot confirm anything."""
    verdict = judge(pdf, tmp_path)
    assert verdict.outcome == "cannot-tell"
    assert "there is no workspace in this folder" in " ".join(verdict.reasons)


def test_another_theme_is_not_there(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """A workspace without the brief's theme."""
    other = copied(tmp_path / "other")
    (other / "briefs" / "themes" / "fisheries.yaml").unlink()
    verdict = judge(pdf, other)
    assert verdict.outcome == "cannot-tell"


def test_sources_that_travel(tmp_path: Path) -> None:
    """With the archived texts inside, quotes are looked up without any workspace."""
    folder = copied(tmp_path / "straits")
    options = plan.Options(themes=("fisheries",), bundle_sources=True)
    assert pipeline.build(folder, options).ok
    for path in (folder / "output" / "fisheries").iterdir():
        verdict = verify(path)
        assert verdict.outcome == "intact"
        assert {quote.standing for quote in verdict.quotes} == {"stands"}
        assert {(s.state, s.where) for s in verdict.sources} == {("unchanged", "file")}


def test_a_copy_of_a_source_that_was_altered(tmp_path: Path, judge: Judge) -> None:
    """The text in the file is not the one that was quoted."""
    folder = copied(tmp_path / "straits")
    options = plan.Options(themes=("fisheries",), formats=("pdf",), bundle_sources=True)
    (path,) = pipeline.build(folder, options).built[0].files

    def change(file: Any) -> None:
        stream = next(h for h in file.Root.AF if "read-out" in str(h.F)).EF.F
        stream.write(stream.read_bytes().replace(b"eel", b"cod"))

    verdict = judge(with_pikepdf(path.read_bytes(), change))
    assert verdict.outcome == "altered"
    assert "The copy of the source `read-out` in the file was altered." in verdict.reasons


def test_docx_text_that_differs_from_the_workspace(
    docx: bytes, judge: Judge, workspace: Path
) -> None:
    """An altered file stays altered, whatever the workspace says."""
    verdict = judge(edited(docx, document=lambda t: t.replace("2031", "2041")), workspace)
    assert verdict.outcome == "altered"
