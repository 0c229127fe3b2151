"""What is decided without questions, and what can go wrong in writing it."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.pipeline import load
from briefgen.proposals import forms
from briefgen.proposals.desk import Desk, Proposal, Refusal, Undo

ROOT = Path(__file__).resolve().parents[2]
FILE = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
PROPOSAL = """\
  - id: road-money
    status: proposed
    summary: Zubrowka pledged $15 billion for roads.
    commitment: committed
    themes: [trade]
    actors: [Zubrowka]
    evidence:
      - source: communique
        quote: Zubrowka pledged $15 billion for roads
"""


def _desk(folder: Path, **narrowed: object) -> Desk:
    workspace = load(folder).workspace
    assert workspace is not None
    return Desk(workspace, **narrowed)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one proposal."""
    shutil.copytree(ROOT / "tests" / "errors" / "none", tmp_path, dirs_exist_ok=True)
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes() + PROPOSAL.encode())
    return tmp_path


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_bytes_are_kept(folder: Path, bom: bytes, end: bytes) -> None:
    """A byte order mark and Windows line ends stay; only whole lines go."""
    file = folder / FILE
    before = bom + file.read_bytes().replace(b"\n", end)
    file.write_bytes(before)
    file.chmod(0o640)
    desk = _desk(folder)
    (proposal,) = desk.proposals()
    done = desk.accept(proposal)
    assert isinstance(done, Undo)
    assert file.read_bytes() == before.replace(b"    status: proposed" + end, b"")
    assert file.stat().st_mode & 0o777 == 0o640
    assert desk.undo(done) == []
    assert file.read_bytes() == before


def test_a_link_stays_a_link(folder: Path) -> None:
    """The file that a link leads to is written, wherever it is."""
    file = folder / FILE
    kept = folder / "elsewhere.yaml"
    file.rename(kept)
    file.symlink_to(kept)
    desk = _desk(folder)
    assert isinstance(desk.accept(desk.proposals()[0]), Undo)
    assert file.is_symlink()
    assert b"status" not in kept.read_bytes()


def test_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays whole, nothing is left beside it, and the person is told."""
    file = folder / FILE
    before = file.read_bytes()
    desk = _desk(folder)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = desk.accept(desk.proposals()[0])
    assert isinstance(done, Refusal)
    assert [one.code for one in done.diagnostics] == ["file-unwritable"]
    assert "no space left" in done.diagnostics[0].message
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert len(desk.proposals()) == 1


def test_many_decisions_in_one_file(folder: Path) -> None:
    """Places move as a file changes; each decision still meets its own outcome."""
    file = folder / FILE
    more = [PROPOSAL.replace("road-money", f"road-{n}") for n in range(20)]
    file.write_bytes(file.read_bytes() + "".join(more).encode())
    desk = _desk(folder)
    for one in [p.id for p in desk.proposals()][::3]:
        proposal = desk.named(one)
        assert proposal is not None
        result = (
            desk.accept(proposal) if one.endswith(("1", "3", "5")) else desk.reject(proposal, one)
        )
        assert isinstance(result, Undo)
    workspace = load(folder).workspace
    assert workspace is not None
    assert all(outcome.reason == outcome.id for outcome in workspace.rejected())
    decided = len(workspace.rejected()) + len(workspace.outcomes()) - 1
    assert (decided, len(workspace.proposed())) == (7, 14)
    # The desk's own reading is what a fresh one finds.
    assert desk.workspace.meetings == workspace.meetings


def test_a_theme_narrows(folder: Path) -> None:
    """Only what belongs to the theme is shown; what has no theme yet is shown for each."""
    (folder / "briefs" / "themes" / "rail.yaml").write_text("title: Rail\n", encoding="utf-8")
    assert _desk(folder, theme=frozenset({"rail"})).proposals() == []
    assert len(_desk(folder, theme=frozenset({"trade"})).proposals()) == 1
    file = folder / FILE
    file.write_bytes(
        file.read_bytes().replace(
            PROPOSAL.encode(), PROPOSAL.encode().replace(b"[trade]", b"[tarde]")
        )
    )
    assert len(_desk(folder, theme=frozenset({"rail"})).proposals()) == 1


def test_an_unfinished_one(folder: Path) -> None:
    """A proposal that lacks something is shown, can be rejected and edited, not accepted."""
    file = folder / FILE
    text = file.read_text(encoding="utf-8").replace("    commitment: committed\n", "")
    file.write_text(text, encoding="utf-8")
    desk = _desk(folder)
    (proposal,) = desk.proposals()
    assert proposal.outcome is None
    assert [one.code for one in desk.judged(proposal).diagnostics] == ["missing-key"]
    refused = desk.accept(proposal)
    assert isinstance(refused, Refusal)
    assert [one.code for one in refused.diagnostics] == ["missing-key"]
    assert file.read_text(encoding="utf-8") == text
    mended = desk.snippet(proposal).replace("themes:", "commitment: committed\nthemes:")
    assert isinstance(desk.edit(proposal, mended), Undo)
    (proposal,) = desk.proposals()
    assert proposal.outcome is not None
    assert desk.judged(proposal).diagnostics == ()


@pytest.mark.parametrize(
    "evidence",
    [
        "      - source: communique\n        quote: Zubrowka pledged $15 billion for roads  # a\n",
        "    - {source: communique, quote: Zubrowka pledged $15 billion for roads}\n",
        "      [{source: communique, quote: Zubrowka pledged $15 billion for roads}]\n",
        "      - source: communique\n        quote: >\n          Zubrowka pledged $15 billion\n"
        "          for roads\n",
    ],
)
def test_merging_into_another_file(folder: Path, evidence: str) -> None:
    """The quote goes to the other outcome, in the style of its list, in whatever file it is."""
    other = "briefs/outcomes/2024-03-06-roads.yaml"
    head, _, _ = (folder / FILE).read_text(encoding="utf-8").partition("outcomes:")
    begin, _, _ = PROPOSAL.partition("      - source")
    accepted = begin.replace("    status: proposed\n", "").replace("road-money", "roads")
    (folder / other).write_text(
        f"{head}outcomes:\n{accepted}{evidence}# the end\n", encoding="utf-8"
    )
    before = (folder / other).read_bytes(), (folder / FILE).read_bytes()
    desk = _desk(folder)
    proposal, into = desk.named("road-money"), desk.named("roads", accepted=True)
    assert proposal is not None
    assert into is not None
    done = desk.merge(proposal, into)
    assert isinstance(done, Undo)
    workspace = load(folder).workspace
    assert workspace is not None
    (merged,) = workspace.meetings["2024-03-06-roads"].outcomes
    assert [one.quote for one in merged.evidence] == ["Zubrowka pledged $15 billion for roads"] * 2
    (rejected,) = workspace.rejected()
    assert rejected.reason == "told by `roads`, which has its quotes"
    assert (folder / other).read_text(encoding="utf-8").endswith("# the end\n")
    assert desk.undo(done) == []
    assert ((folder / other).read_bytes(), (folder / FILE).read_bytes()) == before


STYLES = (
    PROPOSAL,
    PROPOSAL.replace("    status: proposed\n", "").replace(
        "  - id: road-money\n", "  - status: proposed   # by draft\n    id: road-money\n"
    ),
    "  - {id: road-money, why: “pledged”, status: proposed, themes: [trade], actors: [Zubrowka],\n"
    "     summary: Zubrowka pledged $15 billion for roads., commitment: committed,\n"
    "     evidence: [{source: communique, quote: Zubrowka pledged $15 billion for roads}]}\n",
    PROPOSAL.replace("    summary:", "    # about roads\n    why: >-\n      words\n\n    summary:"),
)
DECISIONS = ("accept", "reject", "edit", "split", "merge")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(STYLES), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(DECISIONS), st.integers(0, 9)), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_decided_can_be_taken_back(
    styles: list[str], decisions: list[tuple[str, int]], end: str
) -> None:
    """After any decisions the desk's own reading is what a fresh one finds, and all of them taken
    back give the file as it was, to the byte."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "tests" / "errors" / "none", folder, dirs_exist_ok=True)
        file = folder / FILE
        numbered = [style.replace("road-money", f"road-{n}") for n, style in enumerate(styles)]
        text = file.read_text(encoding="utf-8") + "  # then\n".join(numbered) + "# the end\n"
        before = text.replace("\n", end).encode()
        file.write_bytes(before)
        desk = _desk(folder)
        done = []
        for decision, at in decisions:
            waiting = desk.proposals()
            if not waiting:
                break
            result = _decide(desk, decision, waiting[at % len(waiting)])
            assert isinstance(result, Undo), result
            done.append(result)
            fresh = load(folder)
            assert fresh.workspace is not None
            assert desk.workspace.meetings == fresh.workspace.meetings
            assert [d for d in fresh.diagnostics if d.severity == "error"] == []
        for one in reversed(done):
            assert desk.undo(one) == []
        assert file.read_bytes() == before


def _decide(desk: Desk, decision: str, proposal: Proposal) -> Undo | Refusal:
    match decision:
        case "accept":
            return desk.accept(proposal)
        case "reject":
            return desk.reject(proposal, "why: “not”, 'yet' # or never")
        case "edit":
            new = forms.with_field(desk.snippet(proposal), "owner", "the treasury: of roads")
            return desk.edit(proposal, new)
        case "split":
            halves = forms.halves(desk.snippet(proposal), "for roads", desk.free_id(proposal.id))
            return desk.split(proposal, *halves) if halves else desk.reject(proposal, "")
    into = desk.named("customs-office", accepted=True)
    assert into is not None
    return desk.merge(proposal, into)
