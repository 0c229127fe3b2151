"""What reviewers wrote is found, and the line that it is about."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen import returned
from briefgen.review.reading import read_review
from briefgen.text import SourceText

from .hands import ANN, BO, changed, commented, replaced, text_run, write

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
SUMMARY = "Zubrowka and Ruritania will open a joint customs office in Lutz."
QUOTE = "Zubrowka and Ruritania decided to open a joint customs office in Lutz"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The smallest workspace, with prose of its own."""
    shutil.copytree(ROOT / "tests" / "errors" / "none", tmp_path, dirs_exist_ok=True)
    theme = tmp_path / "briefs" / "themes" / "trade.yaml"
    prose = (
        "assessment:\n"
        "  implications:\n"
        "    - >\n"
        "      The office could well help at the *river*\n"
        "      crossing [@customs-office]. Nobody said who pays.\n"
        "    - It’s a second paragraph.\n"
    )
    theme.write_text(f"{theme.read_text(encoding='utf-8').rstrip()}\n{prose}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def sent(workspace: Path, briefgen: Callable[..., Any]) -> bytes:
    """The brief as it was sent out."""
    ran = briefgen("build trade --format docx", cwd=workspace)
    assert ran.code == 0, ran.stderr
    (path,) = (workspace / "output" / "trade").glob("*.docx")
    return path.read_bytes()


def remarks(workspace: Path, data: bytes) -> list[dict[str, Any]]:
    """The remarks of a returned file, as programs get them."""
    path = write(workspace / "back.docx", data)
    found = returned.review(path, workspace)
    assert found.problems.diagnostics == ()
    read: list[dict[str, Any]] = json.loads(json.dumps(returned.as_data(found, "back.docx")))[
        "remarks"
    ]
    return read


def pointed(workspace: Path, remark: dict[str, Any]) -> str:
    """The words of the file that a remark points at."""
    text = SourceText("", (workspace / remark["path"]).read_text(encoding="utf-8"))
    return text.text[remark["start"]["offset"] : remark["end"]["offset"]]


def test_nothing_was_written(workspace: Path, sent: bytes) -> None:
    """A brief as it was built has no remarks, and its statement names theme and template."""
    path = write(workspace / "back.docx", sent)
    found = returned.review(path, workspace)
    assert found.found == ()
    assert (found.themes, found.template) == (("trade",), "policy-brief")


def test_a_word_exchanged(workspace: Path, sent: bytes) -> None:
    """In the bottom line: the line of the theme's file, the word under the caret."""
    back = replaced(sent, DOCUMENT, changed("Zubrowka and Ruritania ", "will", "may", SUMMARY[27:]))
    (remark,) = remarks(workspace, back)
    assert (remark["kind"], remark["old"], remark["new"]) == ("replaced", "will", "may")
    assert (remark["author"], remark["date"]) == ("Ann Lee", "2031-06-01 09:12")
    assert remark["path"] == "briefs/themes/trade.yaml"
    assert remark["label"] == "bottom line of theme `trade`"
    assert pointed(workspace, remark) == "will"


def test_a_word_in_a_table(workspace: Path, sent: bytes) -> None:
    """The same words in a table are the outcome's."""
    old, new = changed("Zubrowka and Ruritania ", "will", "may", SUMMARY[27:])
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        text = archive.read(DOCUMENT).decode()
    table = text.index("<w:tbl>")
    at = text.index(old, table)
    back = replaced(sent, DOCUMENT, (text[table:at] + old, text[table:at] + new))
    (remark,) = remarks(workspace, back)
    assert remark["place"] == "cell"
    assert remark["path"] == "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
    assert remark["label"] == "summary of outcome `customs-office`"
    assert pointed(workspace, remark) == "will"


def test_words_put_in_and_taken_out(workspace: Path, sent: bytes) -> None:
    """Each in prose of the theme, across emphasis and citations."""
    back = replaced(
        sent,
        DOCUMENT,
        changed(" Nobody said ", "", "aloud ", "who pays."),
        changed("It’s a ", "second ", "", "paragraph.", BO),
    )
    inserted, deleted = remarks(workspace, back)
    assert (inserted["kind"], inserted["new"]) == ("inserted", "aloud ")
    assert pointed(workspace, inserted) == "said"
    assert (deleted["kind"], deleted["old"], deleted["author"]) == ("deleted", "second ", "Bo Chan")
    assert pointed(workspace, deleted) == "second"
    assert {inserted["path"], deleted["path"]} == {"briefs/themes/trade.yaml"}


def test_a_thread(workspace: Path, sent: bytes) -> None:
    """A comment with its reply, resolved; the whole paragraph is its range."""
    back = commented(sent, "The office could", [("Ann Lee", "Which?"), ("Bo", "Both.")], done=True)
    (remark,) = remarks(workspace, back)
    assert remark["kind"] == "comment"
    assert remark["resolved"] is True
    assert [(c["author"], c["text"]) for c in remark["comments"]] == [
        ("Ann Lee", "Which?"),
        ("Bo", "Both."),
    ]
    assert remark["label"] == "implications of theme `trade`"
    assert pointed(workspace, remark).startswith("The office could well help at the")


def test_a_comment_over_paragraphs(workspace: Path, sent: bytes) -> None:
    """From the middle of one paragraph into the next."""
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    first, second = "who pays.", "It’s a second paragraph."
    back = commented(sent, "The office", [("Ann Lee", "Say it once.")], done=False)
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    text = replaced(back, DOCUMENT, (start, ""))
    text = replaced(text, DOCUMENT, (end, ""))
    text = replaced(
        text,
        DOCUMENT,
        (text_run(f" Nobody said {first}"), text_run(" Nobody said ") + start + text_run(first)),
        (text_run(second), text_run("It’s") + end + reference + text_run(" a second paragraph.")),
    )
    (remark,) = remarks(workspace, text)
    assert remark["old"] == "who pays.\nIt’s"
    assert len(remark["paragraphs"]) == 2
    assert pointed(workspace, remark) == "who pays."


def test_a_change_in_a_note(workspace: Path, sent: bytes) -> None:
    """A note is its quote's: the line of the evidence."""
    run = next(part for part in _runs(sent, NOTES) if QUOTE in part)
    before, after = run.split("joint customs", 1)
    back = replaced(sent, NOTES, changed(f"{before}", "joint customs", "customs", after))
    (remark,) = remarks(workspace, back)
    assert remark["place"].startswith("note ")
    assert remark["label"] == "quote of `customs-office/1`"


def _runs(data: bytes, part: str) -> list[str]:
    from .hands import runs

    return runs(data, part)


def test_a_row_taken_out(workspace: Path, sent: bytes) -> None:
    """One remark for the row, not one for each cell."""
    mark = f'<w:trPr><w:cantSplit/><w:del w:id="7" {ANN}/></w:trPr>'
    back = replaced(sent, DOCUMENT, ("<w:trPr><w:cantSplit/></w:trPr>", mark))
    (remark,) = remarks(workspace, back)
    assert remark["kind"] == "row deleted"
    assert SUMMARY in remark["old"]
    assert remark["path"] == "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"


def test_something_moved(workspace: Path, sent: bytes) -> None:
    """From one place to another: one remark, which says where it stands now."""
    moved = text_run("Nobody said who pays.")
    source = (
        f'<w:moveFromRangeStart w:id="5" {ANN} w:name="move1"/><w:moveFrom w:id="6" {ANN}>'
        f'{moved}</w:moveFrom><w:moveFromRangeEnd w:id="5"/>'
    )
    target = (
        f'<w:moveToRangeStart w:id="7" {ANN} w:name="move1"/><w:moveTo w:id="8" {ANN}>'
        f'{moved}</w:moveTo><w:moveToRangeEnd w:id="7"/>'
    )
    second = text_run("It’s a second paragraph.")
    back = replaced(
        sent,
        DOCUMENT,
        (text_run(" Nobody said who pays."), text_run(" ") + source),
        (second, second + target),
    )
    (remark,) = remarks(workspace, back)
    assert (remark["kind"], remark["old"]) == ("moved", "Nobody said who pays.")
    assert remark["new"] == "It’s a second paragraph."
    assert pointed(workspace, remark) == "Nobody said who pays."


def test_a_new_look(workspace: Path, sent: bytes) -> None:
    """Bold words are no change of what is said, and are told apart."""
    look = f'<w:rPr><w:b/><w:rPrChange w:id="3" {ANN}><w:rPr/></w:rPrChange></w:rPr>'
    old = text_run("It’s a second paragraph.")
    back = replaced(sent, DOCUMENT, (old, old.replace("<w:r>", f"<w:r>{look}")))
    (remark,) = remarks(workspace, back)
    assert (remark["kind"], remark["old"]) == ("formatting", "It’s a second paragraph.")


def test_words_of_the_template(workspace: Path, sent: bytes) -> None:
    """A heading is the template's."""
    back = commented(sent, "Assessment", [("Ann Lee", "By whom?")], done=False)
    (remark,) = remarks(workspace, back)
    assert remark["path"] == "builtin/policy-brief/template.md.j2"


def test_words_that_nobody_knows(workspace: Path, sent: bytes) -> None:
    """A remark without a place is still told."""
    new = f'<w:p><w:ins w:id="9" {ANN}>{text_run("A wholly new thought.")}</w:ins></w:p>'
    back = replaced(sent, DOCUMENT, ("<w:body>", f"<w:body>{new}"))
    (remark,) = remarks(workspace, back)
    assert (remark["kind"], remark["new"]) == ("inserted", "A wholly new thought.")
    assert remark["path"] is None


def test_data_that_changed_since(workspace: Path, sent: bytes) -> None:
    """The sentence was rewritten meanwhile: what is left of it is found."""
    back = commented(sent, "The office could", [("Ann Lee", "Where?")], done=False)
    theme = workspace / "briefs" / "themes" / "trade.yaml"
    text = theme.read_text(encoding="utf-8")
    theme.write_text(text.replace("Nobody said who pays", "The cost is open"), encoding="utf-8")
    (remark,) = remarks(workspace, back)
    assert remark["label"] == "implications of theme `trade`"


def test_a_section_has_its_own_lines(workspace: Path, sent: bytes) -> None:
    """The bottom line stays the theme's when it says more by now, although an outcome's summary
    has the same words."""
    theme = workspace / "briefs" / "themes" / "trade.yaml"
    text = theme.read_text(encoding="utf-8")
    theme.write_text(text.replace("[@customs-office].", "[@customs-office]. It is near.", 1))
    back = replaced(sent, DOCUMENT, changed("Zubrowka and Ruritania ", "will", "may", SUMMARY[27:]))
    (remark,) = remarks(workspace, back)
    assert remark["label"] == "bottom line of theme `trade`"
    assert remark["section"] == "Bottom line"
    assert pointed(workspace, remark) == "will"


def test_a_line_is_never_a_quote_of_the_same_words(
    workspace: Path, briefgen: Callable[..., Any]
) -> None:
    """What was left open leads to the theme's line, also when that has changed, and not to the
    evidence, whose words are the source's."""
    theme = workspace / "briefs" / "themes" / "trade.yaml"
    before = theme.read_text(encoding="utf-8")
    said = (
        "evidence:\n  tariffs: {source: communique, quote: They did not agree on tariffs}\n"
        "left_open:\n  - They did not agree on tariffs [@tariffs].\n"
    )
    theme.write_text(before + said, encoding="utf-8")
    assert briefgen("build trade --format docx", cwd=workspace).code == 0
    (path,) = (workspace / "output" / "trade").glob("*.docx")
    back = replaced(
        path.read_bytes(), DOCUMENT, changed("They did not ", "agree", "settle", " on tariffs.")
    )
    changed_since = said.replace("  - They did not agree on tariffs", "  - They did not yet agree")
    theme.write_text(before + changed_since, encoding="utf-8")
    (remark,) = remarks(workspace, back)
    assert remark["label"] == "what was left open of theme `trade`"
    assert remark["path"] == "briefs/themes/trade.yaml"
    assert remark["section"] == "What was left open"


def test_the_office_is_named_in_the_workspace(workspace: Path, sent: bytes) -> None:
    """Who made the brief is a line of `workspace.yaml`."""
    back = replaced(
        sent, DOCUMENT, changed("", "Policy Planning", "Policy Unit", " · brief dated 5 March 2024")
    )
    (remark,) = remarks(workspace, back)
    assert remark["path"] == "briefs/workspace.yaml"
    assert pointed(workspace, remark) == "Policy Planning"


def test_a_pdf_is_called_one(workspace: Path) -> None:
    """Who gives the PDF is told which file is wanted."""
    path = write(workspace / "back.pdf", b"%PDF-1.7\n")
    (problem,) = returned.review(path, workspace).problems.diagnostics
    assert problem.message.endswith("it is a PDF: give the Word file")


def test_our_own_changes_are_no_remarks(workspace: Path, sent: bytes) -> None:
    """Of a redline only what reviewers wrote is told, and the text is the later one's."""
    ours = ANN.replace("Ann Lee", "briefgen")
    back = replaced(
        sent,
        DOCUMENT,
        changed("Zubrowka and Ruritania ", "will", "may", SUMMARY[27:], ours),
        changed("It’s a ", "second ", "", "paragraph."),
    )
    (remark,) = remarks(workspace, back)
    assert remark["author"] == "Ann Lee"


def test_without_a_statement(workspace: Path, sent: bytes) -> None:
    """A file that lost its provenance is placed by its words."""
    back = replaced(sent, DOCUMENT, changed("Zubrowka and Ruritania ", "will", "may", SUMMARY[27:]))
    back = replaced(back, "customXml/item1.xml", ("urn:briefgen:provenance", "urn:other"))
    (remark,) = remarks(workspace, back)
    assert pointed(workspace, remark) == "will"


def test_a_file_of_pandoc(workspace: Path, tmp_path: Path) -> None:
    """Comments and changes that another program wrote."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    path = tmp_path / "pandoc.docx"
    date = 'date="2031-06-01T00:00:00Z"'
    text = (
        f'Zubrowka and Ruritania [will]{{.deletion author="Ann" {date}}}'
        f'[may]{{.insertion author="Ann" {date}}} open a joint customs office in Lutz.\n\n'
        f'[Sure?]{{.comment-start id="0" author="Bo" {date}}}It’s a second'
        '[]{.comment-end id="0"} paragraph.\n'
    )
    pypandoc.convert_text(text, "docx", "markdown", outputfile=str(path))
    read = read_review(path.read_bytes())
    assert [(r.kind, r.old, r.new, r.author) for r in read.remarks] == [
        ("replaced", "will", "may", "Ann"),
        ("comment", "It’s a second", "", "Bo"),
    ]
    found = [origin.label for _, origin in returned.review(path, workspace).found if origin]
    assert found == ["bottom line of theme `trade`", "implications of theme `trade`"]
