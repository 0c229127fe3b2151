"""The files of a workspace become records, and every error is reported once."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.text import Span
from briefgen.workspace import files
from briefgen.workspace.load import load
from briefgen.workspace.model import Workspace

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = Path(__file__).parent / "minimal"
THEME = "briefs/themes/ferries.yaml"
OUTCOMES = "briefs/outcomes/2026-03-06-ferries.yaml"
SOURCE = "briefs/sources/report/source.yaml"
TEXT = "briefs/sources/report/text.txt"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the minimal workspace."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def edit(root: Path) -> Edit:
    """`edit(path, old, new)` changes a file of the copy."""

    def edit(path: str, old: str, new: str) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def loaded(root: Path) -> tuple[Workspace, list[Diagnostic]]:
    workspace, texts, found = load(root)
    assert workspace is not None
    assert workspace.texts == texts
    for diagnostic in found:
        for span in (diagnostic.span, *(hint.span for hint in diagnostic.hints)):
            if span is not None:
                assert 0 <= span.start <= span.end <= len(texts[span.path].text)
    return workspace, found


def codes(root: Path) -> list[str]:
    return [d.code for d in loaded(root)[1]]


def piece(workspace: Workspace, span: Span | None) -> str:
    assert span is not None
    return workspace.texts[span.path].text[span.start : span.end]


def test_minimal(root: Path) -> None:
    """Everything that the files say is in the records, with its place."""
    workspace, found = loaded(root)
    assert found == []
    assert workspace.settings.organisation == "Ferry Desk"
    assert workspace.settings.formats == ("docx", "pdf")
    (theme,) = workspace.themes.values()
    assert theme.bottom_line is not None
    assert theme.bottom_line.text == "The two sides will open a ferry line [@ferry-line]."
    assert piece(workspace, theme.bottom_line.span) == theme.bottom_line.text
    (meeting,) = workspace.meetings.values()
    assert (meeting.id, meeting.date) == ("2026-03-06-ferries", date(2026, 3, 6))
    assert meeting.evidence[0].key == "2026-03-06-ferries/1"
    (outcome,) = workspace.outcomes()
    assert (outcome.id, outcome.commitment, outcome.themes) == (
        "ferry-line",
        "decided",
        ("ferries",),
    )
    assert outcome.meeting == meeting.id
    (evidence,) = outcome.evidence
    assert evidence.key == "ferry-line/1"
    assert piece(workspace, evidence.span) == evidence.quote
    assert piece(workspace, evidence.source_span) == "report"
    assert piece(workspace, outcome.key_spans["commitment"]) == "decided"
    (source,) = workspace.sources.values()
    assert source.original == "briefs/sources/report/original.txt"
    assert [p.kind for p in source.passages] == ["title", "body", "body"]
    for passage in source.passages:
        assert source.archive.text[passage.start :].startswith(passage.text + "\n")
        assert source.archive.line(passage.number) == passage.text
    assert set(workspace.texts) == {
        "briefs/workspace.yaml", THEME, OUTCOMES, SOURCE, TEXT,
    }  # fmt: skip


def test_example() -> None:
    """This repository's own workspace loads without a word."""
    workspace, found = loaded(ROOT)
    assert found == []
    assert len(workspace.themes) == 7
    assert all(set(o.themes) <= set(workspace.themes) for o in workspace.outcomes())
    source = workspace.sources["news-report"]
    (second,) = [p for p in source.passages if p.number == 2]
    assert [s.repeat_of for s in second.sentences] == [11, 22]
    for sentence in second.sentences:
        words = source.archive.text[sentence.start : sentence.end]
        assert words.endswith(".")
        assert words in second.text


def test_all_errors_of_a_run(root: Path, edit: Edit) -> None:
    """Errors in several files are all reported, in the order of files and lines."""
    edit(THEME, "title:", "titel:")
    edit(OUTCOMES, "commitment: decided", "commitment: decide")
    edit(OUTCOMES, "date: 2026-03-06", "date: 2026-3-6")
    edit(SOURCE, "grade: news-report", "grade: newspaper")
    assert codes(root) == ["bad-value", "bad-value", "bad-value", "unknown-key"]


@pytest.mark.parametrize("path", [THEME, OUTCOMES, SOURCE])
def test_a_broken_file_causes_no_other_errors(root: Path, path: str) -> None:
    """Whoever names what stands in a broken file is not told that it is unknown."""
    (root / path).write_text('title: "never closed\n', encoding="utf-8")
    assert codes(root) == ["yaml-syntax"]


def test_left_out(root: Path, edit: Edit) -> None:
    """What is broken is named, so that citations of it are not reported as unknown."""
    edit(OUTCOMES, "summary: Zubrowka", "summary: Done: Zubrowka")
    workspace, found = loaded(root)
    assert [d.code for d in found] == ["yaml-syntax"]
    assert workspace.left_out == {"2026-03-06-ferries", "ferry-line"}
    assert not workspace.meetings


def test_left_out_because_of_its_source(root: Path) -> None:
    """A source without its text takes its evidence along, and says so once."""
    (root / TEXT).unlink()
    workspace, found = loaded(root)
    assert [d.code for d in found] == ["file-missing"]
    assert workspace.left_out == {"report", "ferry-line"}


def test_other_outcomes_stay(root: Path, edit: Edit) -> None:
    """An outcome with an error does not take its neighbours along."""
    text = (root / OUTCOMES).read_text(encoding="utf-8")
    second = text[text.index("  - id:") :].replace("ferry-line", "second")
    second = second.replace("decided", "maybe")
    (root / OUTCOMES).write_text(text + second, encoding="utf-8")
    workspace, found = loaded(root)
    assert [d.code for d in found] == ["bad-value"]
    assert [o.id for o in workspace.outcomes()] == ["ferry-line"]
    assert workspace.left_out == {"second"}


def test_aliases_become_ids(root: Path, edit: Edit) -> None:
    """An outcome may name a theme by an alias; naming it twice makes it one."""
    edit(THEME, "title: Ferries\n", "title: Ferries\naliases: [ships]\n")
    edit(OUTCOMES, "themes: [ferries]", "themes: [ships, ferries]")
    workspace, found = loaded(root)
    assert found == []
    assert workspace.outcomes()[0].themes == ("ferries",)


def test_own_evidence_of_a_theme(root: Path, edit: Edit) -> None:
    """A theme's own evidence has its name as key."""
    edit(
        THEME,
        "title: Ferries\n",
        "title: Ferries\nevidence: {by-may: {source: report, quote: x}}\n",
    )
    workspace, found = loaded(root)
    assert found == []
    assert workspace.themes["ferries"].evidence["by-may"].key == "ferries/by-may"


def test_all_keys(root: Path, edit: Edit) -> None:
    """The optional keys arrive where the model has them."""
    edit(
        OUTCOMES,
        "    evidence:\n      - source: report\n        quote: Both",
        "    due: {text: May 2026, from: by May, because: the meeting was in March 2026}\n"
        "    owner: the harbour office\n    amount: 5 crowns\n    conditional: if it floats\n"
        "    evidence:\n      - source: report\n        prefix: Friday\n        suffix: May\n"
        "        quote: Both",
    )
    edit(OUTCOMES, "  parties", "  place: Lutz\n  end_date: 2026-03-07\n  parties")
    edit(SOURCE, "grade", "publisher: P\nurl: https://example.org/\ndate: 2026-03-07\ngrade")
    edit(
        THEME,
        "title: Ferries\n",
        "title: Ferries\ndate: 2026-04-01\nmatch: [ferry]\nbackground: [b]\nleft_open: [l]\n"
        "assessment: {implications: [i], recommendations: [r]}\n",
    )
    glossary = "entries: [{term: FD, means: Ferry Desk, variants: [the Desk]}]\n"
    (root / "briefs/glossary.yaml").write_text(glossary, encoding="utf-8")
    workspace, found = loaded(root)
    assert found == []
    (outcome,) = workspace.outcomes()
    assert outcome.due is not None
    assert (outcome.due.text, outcome.due.derived_from) == ("May 2026", "by May")
    assert outcome.due.because == "the meeting was in March 2026"
    assert (outcome.owner, outcome.amount) == ("the harbour office", "5 crowns")
    assert outcome.conditional == "if it floats"
    assert (outcome.evidence[0].prefix, outcome.evidence[0].suffix) == ("Friday", "May")
    (meeting,) = workspace.meetings.values()
    assert (meeting.place, meeting.end_date) == ("Lutz", date(2026, 3, 7))
    source = workspace.sources["report"]
    assert (source.publisher, source.date) == ("P", date(2026, 3, 7))
    theme = workspace.themes["ferries"]
    assert theme.date == date(2026, 4, 1)
    listed = (theme.background, theme.left_open, theme.implications, theme.recommendations)
    assert [prose.text for (prose,) in listed] == ["b", "l", "i", "r"]
    assert [(e.term, e.variants) for e in workspace.glossary] == [("FD", ("the Desk",))]


def test_plain_due(root: Path, edit: Edit) -> None:
    """A due date may be a text alone."""
    edit(OUTCOMES, "    themes:", "    due: by May\n    themes:")
    due = loaded(root)[0].outcomes()[0].due
    assert due is not None
    assert (due.text, due.derived_from) == ("by May", None)


def test_meetings_by_date(root: Path) -> None:
    """Meetings come in the order of their dates, whatever their files are called."""
    text = (root / OUTCOMES).read_text(encoding="utf-8").replace("ferry-line", "early")
    early = text.replace("date: 2026-03-06", "date: 2025-03-06")
    (root / "briefs/outcomes/zz.yaml").write_text(early, encoding="utf-8")
    workspace, found = loaded(root)
    assert found == []
    assert list(workspace.meetings) == ["zz", "2026-03-06-ferries"]
    assert [o.id for o in workspace.outcomes()] == ["early", "ferry-line"]


def test_duplicate_of_a_meeting(root: Path, edit: Edit) -> None:
    """Prose cites outcomes and meetings alike, so they share their ids."""
    edit(OUTCOMES, "id: ferry-line", "id: 2026-03-06-ferries")
    assert codes(root) == ["duplicate-id"]


def test_third_parties_act(root: Path, edit: Edit) -> None:
    """An actor need not be a party; only what looks like a misspelt one is a warning."""
    edit(OUTCOMES, "actors: [Zubrowka, Ruritania]", "actors: [Zubrowka, Florin Shipping Company]")
    assert codes(root) == []
    edit(OUTCOMES, "actors: [Zubrowka", "actors: [zubrowka")
    (found,) = loaded(root)[1]
    assert (found.code, found.severity) == ("bad-value", "warning")
    assert found.hints[0].message == "did you mean `Zubrowka`?"


@pytest.mark.parametrize(
    "name", ["../report/text.txt", "/etc/hosts", "..", "a/../../x", "C:\\x", "a\\b", "./text.txt"]
)
def test_paths_stay_inside(root: Path, edit: Edit, name: str) -> None:
    """The files of a source are in its folder."""
    edit(SOURCE, "file: text.txt", f"file: '{name}'")
    assert codes(root) == ["bad-value"]


@pytest.mark.parametrize("key", ["text", "original"])
def test_links_stay_inside(root: Path, tmp_path_factory: pytest.TempPathFactory, key: str) -> None:
    """A link out of the source's folder is refused, one inside it is not."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    file = root / f"briefs/sources/report/{key}.txt"
    shutil.copyfile(file, secret)
    inside = file.with_name("kept.txt")
    file.rename(inside)
    file.symlink_to("kept.txt")
    assert codes(root) == []
    file.unlink()
    file.symlink_to(secret)
    assert codes(root) == ["bad-value"]
    file.unlink()
    file.symlink_to(file.name)
    assert codes(root) == ["file-unreadable"]


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    """Reading never hangs on what is no plain file."""
    (root / THEME).unlink()
    os.mkfifo(root / THEME)
    os.mkfifo(root / "briefs/glossary.yaml")
    assert codes(root) == ["file-unreadable", "file-unreadable"]


def test_permission(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is named with the reason (injected: tests may run as root)."""
    real = Path.open

    def refusing(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "ferries.yaml":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    (found,) = loaded(root)[1]
    assert found.code == "file-unreadable"
    assert found.path == THEME
    assert "permission denied" in found.message


def test_size(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the bound is not read."""
    monkeypatch.setattr(files, "DATA_LIMIT", 30)
    assert set(codes(root)) == {"file-unreadable"}


@pytest.mark.parametrize(
    "content",
    [b"title: Caf\xe9\n", b"title: a\0b\n", "title: a\n".encode("utf-16"), b"\xed\xa0\x80"],
)
@pytest.mark.parametrize("path", [THEME, TEXT])
def test_encoding(root: Path, path: str, content: bytes) -> None:
    """Only UTF-8 is text."""
    (root / path).write_bytes(content)
    assert codes(root) == ["file-encoding"]


def test_byte_order_mark_and_crlf(root: Path) -> None:
    """A data file from a Windows editor loads; its places are right."""
    content = (root / OUTCOMES).read_bytes()
    (root / OUTCOMES).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    workspace, found = loaded(root)
    assert found == []
    (outcome,) = workspace.outcomes()
    assert piece(workspace, outcome.evidence[0].span) == outcome.evidence[0].quote
    position = workspace.texts[OUTCOMES].position(outcome.key_spans["commitment"].start)
    assert position == (11, 17)


@pytest.mark.parametrize("content", ["\ufeffone\n", "one\x0c\n", "one\x1b[0m\n", "a\x92s\n"])
def test_archived_text_is_plain(root: Path, content: str) -> None:
    """An archived text holds nothing that cannot be printed."""
    (root / TEXT).write_text(content, encoding="utf-8")
    found = loaded(root)[1]
    assert [d.code for d in found] == ["file-encoding"]


def test_archived_text_with_crlf(root: Path) -> None:
    """Passages do not show line ends, and their offsets are those of the archived text."""
    content = (root / TEXT).read_bytes().replace(b"\n", b"\r\n")
    (root / TEXT).write_bytes(content)
    source = loaded(root)[0].sources["report"]
    for passage in source.passages:
        assert source.archive.text[passage.start :].startswith(passage.text + "\r\n")


def test_names_of_files(root: Path) -> None:
    """Files that could be meant as data are reported; hidden and other ones are not."""
    for name in ("a.yml", "B.yaml", "c d.yaml", ".hidden.yaml", "README.md", "é.yaml", "-.yaml"):
        (root / "briefs/themes" / name).write_text("title: x\n", encoding="utf-8")
    (root / "briefs/sources/Second Report").mkdir()
    (root / "briefs/sources/notes.txt").write_text("x", encoding="utf-8")
    found = loaded(root)[1]
    assert {d.code for d in found} == {"file-name"}
    assert sorted((d.path or "").rpartition("/")[2] for d in found) == [
        "-.yaml", "B.yaml", "Second Report", "a.yml", "c d.yaml", "é.yaml",
    ]  # fmt: skip


def test_names_that_are_no_text(root: Path) -> None:
    """A file name that is not UTF-8, or holds a line end, is reported in printable form."""
    folder = os.fsencode(root / "briefs/themes")
    for name in (b"\xff.yaml", b"a\nb.yaml"):
        Path(os.fsdecode(folder + b"/" + name)).write_text("title: x\n", encoding="utf-8")
    found = loaded(root)[1]
    assert [d.code for d in found] == ["file-name", "file-name"]
    for diagnostic in found:
        assert (diagnostic.path or "").isprintable()
        assert diagnostic.message.isprintable()
        assert all(hint.message.isprintable() for hint in diagnostic.hints)


def test_no_workspace(tmp_path: Path, root: Path) -> None:
    """A folder that is no workspace is told so; inside `briefs` the hint is to go up."""
    for folder in (tmp_path / "nowhere", MINIMAL.parent):
        workspace, texts, (found,) = load(folder)
        assert (workspace, texts, found.code) == (None, {}, "workspace-not-found")
    assert "above" in load(root / "briefs")[2][0].hints[0].message


def test_empty_workspace(tmp_path: Path) -> None:
    """A workspace with nothing in it yet is right."""
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs/workspace.yaml").write_text("organisation: X\n", encoding="utf-8")
    workspace, found = loaded(tmp_path)
    assert found == []
    assert workspace.outcomes() == ()


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a workspace of n sources and meetings with ten outcomes each."""

    def make(n: int) -> Path:
        root = tmp_path / str(n)
        shutil.copytree(MINIMAL, root)
        text = (root / OUTCOMES).read_text(encoding="utf-8")
        head, outcome = text[: text.index("  - id")], text[text.index("  - id") :]
        for i in range(n):
            shutil.copytree(root / "briefs/sources/report", root / f"briefs/sources/report-{i}")
            body = "".join(outcome.replace("ferry-line", f"line-{i}-{j}") for j in range(10))
            meeting = (head + body).replace("source: report", f"source: report-{i}")
            (root / f"briefs/outcomes/m-{i}.yaml").write_text(meeting, encoding="utf-8")
        return root

    yield make
    shutil.rmtree(tmp_path)


def seconds(root: Path) -> float:
    before = time.process_time()
    load(root)
    return time.process_time() - before


def least(root: Path) -> float:
    """The least of four measurements: a busy machine only ever adds to it."""
    return min(seconds(root) for _ in range(3))


def test_time_is_linear(many: Callable[[int], Path]) -> None:
    """Ten times the sources and outcomes take about ten times as long, and so do errors."""
    small, large = many(20), many(200)
    assert least(large) < 30 * max(least(small), 0.01)
    for root in (small, large):
        for path in (root / "briefs/outcomes").glob("m-*.yaml"):
            text = path.read_text(encoding="utf-8").replace("source: report", "source: reprot")
            path.write_text(text.replace("[ferries]", "[ferrys]"), encoding="utf-8")
    assert least(large) < 30 * max(least(small), 0.02)


def test_nothing_is_written(root: Path) -> None:
    """Loading works on a workspace that cannot be written."""
    for path in root.rglob("*"):
        path.chmod(stat.S_IREAD | (stat.S_IEXEC if path.is_dir() else 0))
    before = sorted(root.rglob("*"))
    assert codes(root) == []
    assert sorted(root.rglob("*")) == before
    for path in root.rglob("*"):
        path.chmod(stat.S_IRWXU)
