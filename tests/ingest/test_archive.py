"""What `add` archives: whole, as the archive's own checks want it, and never half of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import Diagnostic
from briefgen.evidence.archive import check_archives
from briefgen.evidence.book import Book
from briefgen.evidence.checks.archived import repeats_are_classified
from briefgen.ingest import archive
from briefgen.ingest.candidate import candidate
from briefgen.ingest.reading import Block, Proposal, Reading
from briefgen.workspace.load import load
from briefgen.workspace.model import Source

GIVEN = {"title": "Joint communique", "grade": "joint-statement", "language": "en"}


def archived(root: Path, data: bytes, name: str) -> Source | None:
    """The source made from a file, read back and checked; None when it was refused."""
    made, _ = candidate(data, name, GIVEN)  # type: ignore[arg-type]
    if made is None:
        return None
    assert archive.write(root, "communique", made.files(made.passages())) == []
    return checked(root)


def checked(root: Path) -> Source:
    (root / "briefs" / "workspace.yaml").write_text("organisation: Policy Planning\n", "utf-8")
    workspace, _, problems = load(root)
    assert workspace is not None
    assert problems == []
    assert check_archives(workspace) == []
    book = Book({}, {}, 0, 0, ())
    text = workspace.sources["communique"].archive.text
    for found in repeats_are_classified(workspace, book):
        assert isinstance(found, Diagnostic)
        assert found.span is not None
        # A sentence twice in one passage cannot be told from itself: the check goes on to warn.
        sentence = text[found.span.start : found.span.end]
        assert any(line.count(sentence) > 1 for line in text.split("\n")), found.message
    return workspace.sources["communique"]


SENTENCES = st.sampled_from(
    [
        "The ministers of trade of Zubrowka and Ruritania met in Lutz on Tuesday, 5 March 2024.",
        "Zubrowka and Ruritania decided to open a joint customs office in Lutz by the end of 2025.",
        "They did not agree on tariffs.",
        "“We shall meet again,” said the minister, “and decide upon the fees for transit.”",
        "Photo: ZNA",
        "Trade in goods",
        "Read more",
    ]
)
ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=80)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(st.one_of(SENTENCES, ANYTHING), max_size=4).map(" ".join), max_size=9),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
    st.sampled_from(["a.txt", "a.html", "a.md", "a.eml"]),
)
def test_whatever_is_archived_passes_the_check(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str], between: str, name: str
) -> None:
    """A text of any characters, in any order, with any repeats: what `add` writes has the sums,
    the layout and the classification that `briefgen check` asks for."""
    data = between.join(paragraphs).encode()
    archived(tmp_path_factory.mktemp("any"), data, name)


def test_the_files_of_a_source(tmp_path: Path) -> None:
    """The bytes as received, a passage a line, and a description in the format of the archive."""
    data = b"Trade in goods\r\n\r\nThe ministers met in Lutz, and agreed on much. Photo: ZNA"
    source = archived(tmp_path, data, "a.txt")
    assert source is not None
    folder = tmp_path / "briefs" / "sources" / "communique"
    assert sorted(path.name for path in folder.iterdir()) == [
        "original.txt",
        "source.yaml",
        "text.txt",
    ]
    assert (folder / "original.txt").read_bytes() == data
    assert (folder / "text.txt").read_text("utf-8").count("\n") == 2
    assert source.grade == "joint-statement"
    assert (source.publisher, source.date, source.url) == (None, None, None)


@pytest.mark.parametrize(
    "value",
    [
        "Joint communique: trade, roads # and more",
        'He said "no" \\ twice',
        "true",
        "null",
        "2024-03-05",
        "- a list",
        "a\u2028b\u0085c",
        "é…“”\U0001f600",
        "{curly: braces}",
        "'",
        "~",
        "0x1F",
        "@at",
        "café\u00a0noir",
    ],
)
def test_a_text_in_yaml(value: str) -> None:
    """Any text is read back as it was written (the parser is PyYAML's, not ours)."""
    import yaml

    assert yaml.safe_load(f"title: {archive.yaml_text(value)}") == {"title": value}


@given(ANYTHING.filter(lambda t: "\ufeff" not in t))
def test_any_text_in_yaml(value: str) -> None:
    """No character breaks out of its quotes."""
    import yaml

    assert yaml.safe_load(f"[{archive.yaml_text(value)}]") == [value]


@pytest.mark.parametrize(
    ("title", "stem", "wanted"),
    [
        ("Statement of Zubrowka and Ruritania", "x", "statement-of-zubrowka-and-ruritania"),
        ("Déclaration conjointe : l’accord", "x", "declaration-conjointe-laccord"),
        ("Florin–Guilder summit—Szohôd, Tromsø", "x", "florin-guilder-summit-szohod-tromso"),
        ("日印戦略対話", "Read-Out 2024", "read-out-2024"),
        ("日印戦略対話", "対話", "source"),
        ("../../etc/passwd", "x", "etc-passwd"),
        ("CON", "x", "source-con"),
        ("a" * 300, "x", "a" * 48),
        ("", "", "source"),
        ("taken", "x", "taken-3"),
        ("\u202eevil\x00", "x", "evil"),
    ],
)  # fmt: skip
def test_ids(title: str, stem: str, wanted: str) -> None:
    """An id is made of whole words, leads nowhere, and is free."""
    assert archive.id_for(title, stem, {"taken", "taken-2"}) == wanted


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder, a file or a link of that name is left alone, even one that leads nowhere."""
    folder = tmp_path / "briefs" / "sources"
    folder.mkdir(parents=True)
    (folder / "a").mkdir()
    (folder / "b").write_text("mine")
    (folder / "c").symlink_to(tmp_path / "nowhere")
    for name in "abc":
        problems = archive.write(tmp_path, name, {"text.txt": b"x"})
        assert [problem.code for problem in problems] == ["duplicate-id"]
    assert sorted(p.name for p in folder.iterdir()) == ["a", "b", "c"]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("moment", ["open", "fsync", "rename"])
def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """When the disk fails at any moment there is no folder, and nothing beside it."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        if moment == "fsync":
            broken.setattr(os, "fsync", fails)
        elif moment == "rename":
            broken.setattr(Path, "rename", fails)
        else:
            broken.setattr(Path, "open", fails)
        problems = archive.write(tmp_path, "a", {"text.txt": b"x", "source.yaml": b"y"})
    assert [problem.code for problem in problems] == ["output-unwritable"]
    assert list((tmp_path / "briefs" / "sources").iterdir()) == []


def test_characters_that_nobody_sees(tmp_path: Path) -> None:
    """Signs that turn the text around, tags and controls are not archived, and are told."""
    text = "Zubrowka pledged \u202e51\u202c crowns\U000e0041\U000e0042 to\x07 Ruritania\u200b.\n"
    made, _ = candidate(text.encode(), "a.txt", GIVEN)  # type: ignore[arg-type]
    assert made is not None
    assert made.reading.blocks[0].text == "Zubrowka pledged 51 crowns to Ruritania\u200b."
    assert made.reading.remarks == (
        "1 character that cannot be printed left out.",
        "2 characters that turn the direction of the text around left out.",
        "2 characters that are invisible left out.",
    )


def test_pages_stay_with_their_passages() -> None:
    """Where a page turns inside a passage is told in characters of the archived text, whatever
    was taken out of it."""
    from briefgen.ingest.passages import settled

    block = Block("\u202eThe ministers met \u202cin Lutz.", page=1, turns=((19, 2),))
    made = settled(Reading((block,))).blocks[0]
    assert made.text[made.turns[0][0] :] == "in Lutz."


def test_proposals_that_cannot_be_archived_are_dropped() -> None:
    """A date that is none, an address of another kind and a language that is none say nothing."""
    from briefgen.ingest.passages import settled

    found = (
        Proposal("date", "31 February 2024", "here"),
        Proposal("date", "03/04/2024", "in two ways"),
        Proposal("url", "javascript:alert(1)", "here"),
        Proposal("url", "/relative", "here"),
        Proposal("language", "english (british)", "here"),
        Proposal("title", " Joint\n communique\u202e ", "here"),
        Proposal("title", "joint communique", "there"),
    )
    assert settled(Reading((), found)).proposals == (Proposal("title", "Joint communique", "here"),)
