"""A newer version of a source: what is archived, what is changed in the data, what is undone."""

from __future__ import annotations

import json
import os
import select
import shutil
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import inventory, transaction
from briefgen.renewal import comparing, writing
from briefgen.workspace.load import load

NONE = Path(__file__).resolve().parent / "errors" / "none"
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
SOURCE = "briefs/sources/communique"
Run = Callable[..., Any]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(NONE, tmp_path / "ws")
    return tmp_path / "ws"


def version(root: Path, *edits: tuple[str, str], name: str = "new.txt") -> Path:
    """A new version of the source: the archived text with some words in place of others."""
    text = (root / SOURCE / "text.txt").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = root.parent / name
    path.write_text(text.replace("\n", "\n\n"), encoding="utf-8")
    return path


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


IN_GRAZ = ("office in Lutz", "office in Graz")


def test_the_former_version_is_kept_byte_for_byte(root: Path, briefgen: Run) -> None:
    """And the new `source.yaml` names its digest, its own one proves its files."""
    before = tree(root / SOURCE)
    new = version(root, ("$15 billion", "$25 billion"))
    assert briefgen(f"sources update communique {new} --yes", cwd=root).code == 0
    after = tree(root / SOURCE)
    for name, content in before.items():
        assert after[f"versions/1/{name}"] == content
    workspace, _, problems = load(root)
    assert workspace is not None
    assert problems == []
    source = workspace.sources["communique"]
    assert source.sha256_original == sha256(new.read_bytes()).hexdigest()
    assert [one.sha256 for one in source.previous] == [sha256(before["text.txt"]).hexdigest()]


def test_a_date_that_is_kept_is_said(root: Path, briefgen: Run) -> None:
    """A version without a date keeps the one that is known, which briefs print: nobody learns
    that from the new file."""
    (root / SOURCE / "source.yaml").write_text(
        (root / SOURCE / "source.yaml").read_text("utf-8") + "date: 2024-03-05\n", "utf-8"
    )
    command = f"sources update communique {version(root, ('$15 billion', '$25 billion'))} -n"
    told = "The file gives no date: it keeps 2024-03-05, and `--date` changes it."
    assert told in briefgen(command, cwd=root).stdout
    assert told not in briefgen(f"{command} --date 2024-03-08", cwd=root).stdout


def test_taking_a_wording_changes_its_words_only(root: Path, briefgen: Run) -> None:
    path = root / OUTCOMES
    old = path.read_text(encoding="utf-8").replace(
        "    evidence:\n      - source: communique\n        quote: Zub",
        "    evidence:   # signed by both\n      - source: communique\n        quote: Zub",
    )
    path.write_text(old, encoding="utf-8")
    new = version(root, IN_GRAZ)
    ran = briefgen(f"sources update communique {new} --yes --take customs-office/1", cwd=root)
    assert ran.code == 0
    assert path.read_text(encoding="utf-8") == old.replace("in Lutz\n", "in Graz\n")


def test_a_file_with_a_mark_and_windows_line_ends_keeps_them(root: Path, briefgen: Run) -> None:
    path = root / OUTCOMES
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    new = version(root, IN_GRAZ)
    ran = briefgen(f"sources update communique {new} --yes --take customs-office/1", cwd=root)
    assert ran.code == 0
    head, quote, tail = windows.partition(b"quote: Zubrowka and Ruritania decided")
    assert path.read_bytes() == head + quote + tail.replace(b"in Lutz", b"in Graz", 1)


@pytest.mark.parametrize("decision", ["take", "keep", "leave"])
def test_what_was_decided_is_what_the_next_check_sees(
    root: Path, briefgen: Run, decision: str
) -> None:
    """Taken and kept quotes are found; one that is left is an error."""
    new = version(root, IN_GRAZ)
    update = f"sources update communique {new} --yes --{decision} customs-office/1"
    assert briefgen(update, cwd=root).code == 0
    checked = json.loads(briefgen("check --json", cwd=root).stdout)
    codes = {d["code"] for d in checked["diagnostics"] if d["severity"] == "error"}
    if decision == "leave":
        assert codes == {"quote-elsewhere"} or codes == {"quote-changed"}
    elif decision == "keep":
        assert codes == set()
    else:  # the summary still says Lutz, and now nobody agreed to that
        assert codes == {"claim-name"}


def test_nothing_is_written_before_all_is_decided(root: Path, briefgen: Run) -> None:
    new = version(root, IN_GRAZ, ("met in Lutz", "met in Graz"))
    before = tree(root)
    ran = briefgen(f"sources update communique {new} --yes --keep customs-office/1", cwd=root)
    assert ran.code == 1
    assert "2024-03-05-zubrowka-ruritania/1" in ran.stdout
    assert tree(root) == before


@pytest.mark.parametrize("options", ["--dry-run", "--dry-run --yes --take customs-office/1", ""])
def test_nobody_is_asked_where_nobody_is(root: Path, briefgen: Run, options: str) -> None:
    """Without a terminal, without `--yes`, and in a dry run nothing is written."""
    before = tree(root)
    new = version(root, IN_GRAZ)
    assert briefgen(f"sources update communique {new} {options}", cwd=root).code in (0, 1)
    moved = version(root, ("They did not", "On Friday they met.\nThey did not"))
    ran = briefgen(f"sources update communique {moved}", cwd=root)
    assert ran.code == 2
    assert "--yes" in ran.stderr
    assert tree(root) == before


def test_what_is_known_of_the_source_is_carried_over(root: Path, briefgen: Run) -> None:
    """Comments, kinds of passages with their remarks, other files in the folder."""
    described = root / SOURCE / "source.yaml"
    text = described.read_text(encoding="utf-8")
    text = text.replace("title:", "# from the embassy\ntitle:", 1) + (
        "  - {passage: 5, kind: caption, note: under the photograph}   # as J. says\n"
        "retrieved: 2024-03-06\n"
    )
    described.write_text(text, encoding="utf-8")
    (root / SOURCE / "letter.txt").write_text("the covering letter\n", encoding="utf-8")
    new = version(root, ("They did not", "On Friday they met.\nThey did not"))
    assert briefgen(f"sources update communique {new} --yes", cwd=root).code == 0
    told = described.read_text(encoding="utf-8")
    assert told.startswith("# from the embassy\ntitle: Joint communique")
    assert "{passage: 6, kind: caption, note: under the photograph}" in told
    assert "retrieved" not in told
    assert (root / SOURCE / "letter.txt").read_text(encoding="utf-8") == "the covering letter\n"
    assert briefgen("check", cwd=root).code == 0


def test_a_description_that_cannot_be_changed_in_place(root: Path, briefgen: Run) -> None:
    """Refused, with the way out, and nothing is written."""
    described = root / SOURCE / "source.yaml"
    described.write_text(described.read_text(encoding="utf-8") + "...\n", encoding="utf-8")
    before = tree(root)
    new = version(root, ("$15 billion", "$25 billion"))
    ran = briefgen(f"sources update communique {new} --yes", cwd=root)
    assert ran.code == 1
    assert "error[update-refused]" in ran.stderr
    assert "a line for each key" in ran.stderr
    assert tree(root) == before


def test_a_folder_of_ones_own_is_left_alone(root: Path, briefgen: Run) -> None:
    """Somebody kept versions by hand, under the name that an update would take."""
    mine = root / SOURCE / "versions" / "1" / "text.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("kept by hand\n", encoding="utf-8")
    new = version(root, ("$15 billion", "$25 billion"))
    assert briefgen(f"sources update communique {new} --yes", cwd=root).code == 0
    assert mine.read_text(encoding="utf-8") == "kept by hand\n"
    assert (root / SOURCE / "versions" / "2" / "source.yaml").exists()
    assert briefgen("sources check", cwd=root).code == 0


def test_a_description_on_one_line_is_written_out(root: Path, briefgen: Run) -> None:
    described = root / SOURCE / "source.yaml"
    pairs = described.read_text(encoding="utf-8").partition("passages:")[0].strip().split("\n")
    described.write_text("{" + ", ".join(pairs) + "}\n", encoding="utf-8")
    assert briefgen("check", cwd=root).code == 0
    new = version(root, ("$15 billion", "$25 billion"))
    assert briefgen(f"sources update communique {new} --yes", cwd=root).code == 0
    assert briefgen("sources check", cwd=root).code == 0


def test_an_archive_that_was_edited_is_no_ground_to_compare_with(root: Path, briefgen: Run) -> None:
    """Who overwrote `text.txt` with the new version is told how to go on."""
    new = version(root, IN_GRAZ)
    (root / SOURCE / "text.txt").write_text("Another text.\n", encoding="utf-8")
    before = tree(root)
    ran = briefgen(f"sources update communique {new} --yes", cwd=root)
    assert ran.code == 1
    assert "source-changed" in ran.stderr
    assert "briefgen sources update communique FILE" in ran.stderr
    assert tree(root) == before


def test_a_former_version_that_was_edited_is_noticed(root: Path, briefgen: Run) -> None:
    new = version(root, ("$15 billion", "$25 billion"))
    assert briefgen(f"sources update communique {new} --yes", cwd=root).code == 0
    assert briefgen("sources check", cwd=root).code == 0
    for name in ("text.txt", "original.txt"):
        path = root / SOURCE / "versions/1" / name
        content = path.read_bytes()
        path.write_bytes(content + b"One more line.\n")
        ran = briefgen("sources check", cwd=root)
        assert (ran.code, f"versions/1/{name}" in ran.stderr) == (1, True)
        path.unlink()
        assert briefgen("sources check communique", cwd=root).code == 1
        path.write_bytes(content)
    assert briefgen("sources check", cwd=root).code == 0


def test_the_inventory_counts_every_quote(root: Path, briefgen: Run) -> None:
    """Those of proposed outcomes too; of a source that is not what was archived none is found."""
    path = root / OUTCOMES
    text = path.read_text(encoding="utf-8")
    proposed = text.partition("outcomes:\n")[2].replace("id: customs-office", "id: roads")
    proposed = proposed.replace(
        "    summary", "    status: proposed\n    why: it says so\n    summary"
    )
    path.write_text(text + proposed, encoding="utf-8")
    (shelf,) = json.loads(briefgen("sources check --json", cwd=root).stdout)
    assert shelf["quotes"] == {"found": 3, "refused": 0, "skipped": 0}
    archive = root / SOURCE / "text.txt"
    archive.write_text(archive.read_text(encoding="utf-8") + "One more line.\n", encoding="utf-8")
    ran = briefgen("sources check --json", cwd=root)
    (shelf,) = json.loads(ran.stdout)
    assert (ran.code, shelf["archive"]) == (1, "changed")
    assert shelf["quotes"] == {"found": 0, "refused": 0, "skipped": 3}


def test_built_files_of_the_former_version_are_named(root: Path, briefgen: Run) -> None:
    """By the provenance in them, each with the quotes of it that need somebody."""
    assert briefgen("build trade", cwd=root).code == 0
    new = version(root, IN_GRAZ)
    ran = briefgen(f"sources update communique {new} --dry-run --json", cwd=root)
    told = json.loads(ran.stdout)
    assert {Path(one["path"]).suffix for one in told["files"]} == {".docx", ".pdf"}
    assert all(one["changed"] == ["customs-office/1"] for one in told["files"])
    assert told["briefs"] == [{"theme": "trade", "changed": 1, "same": 1}]
    update = f"sources update communique {new} --yes --keep customs-office/1"
    assert briefgen(update, cwd=root).code == 0
    again = briefgen(
        f"sources update communique {version(root, IN_GRAZ[::-1], name='back.txt')} -n --json",
        cwd=root,
    )
    assert json.loads(again.stdout)["files"] == []  # nothing was built from this version


def test_a_brief_says_what_the_newer_version_has(root: Path, briefgen: Run) -> None:
    """Of a quote that keeps to the former version: its words are gone, or stand there again."""
    new = version(root, IN_GRAZ)
    update = f"sources update communique {new} --yes --keep customs-office/1"
    assert briefgen(update, cwd=root).code == 0
    told = briefgen("build trade --emit outline", cwd=root).stdout
    assert "does not have the words quoted from passage 3 of the earlier one" in told
    instead = "Zubrowka and Ruritania decided to open a joint customs office in Graz."
    assert f"nearest to them is “{instead}” (its passage 3)." in told
    again = version(root, IN_GRAZ[::-1], ("$15 billion", "$25 billion"))
    assert briefgen(f"sources update communique {again} --yes", cwd=root).code == 0
    told = briefgen("build trade --emit outline", cwd=root).stdout
    assert "has passage 3 of the earlier one unchanged" in told


def test_a_file_that_is_no_version_is_told(root: Path, briefgen: Run) -> None:
    other = root.parent / "other.txt"
    other.write_text("Freedonia and Sylvania will build a railway bridge together.\n" * 3)
    ran = briefgen(f"sources update communique {other} --dry-run", cwd=root)
    assert ran.code == 1
    assert "little in common with `communique`" in ran.stdout


def test_a_file_saved_while_somebody_decides_is_not_lost(root: Path) -> None:
    """An editor saved the outcomes between the question and the answer."""
    found, _ = comparing.compare(root, "communique", version(root, IN_GRAZ))
    assert found is not None
    path = root / OUTCOMES
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    before = tree(root)
    done, (problem,) = writing.carry_out(found, {"customs-office/1": "take"})
    assert (done, problem.code) == (None, "update-refused")
    assert tree(root) == before


def test_without_a_decision_there_is_no_writing(root: Path) -> None:
    """The function itself refuses, whoever calls it."""
    found, _ = comparing.compare(root, "communique", version(root, IN_GRAZ))
    assert found is not None
    before = tree(root)
    with pytest.raises(ValueError, match="customs-office/1"):
        writing.carry_out(found, {})
    assert tree(root) == before


def test_what_was_cut_off_is_undone_by_the_next_command(
    root: Path, briefgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)
    found, _ = comparing.compare(root, "communique", version(root, IN_GRAZ))
    assert found is not None
    rename = Path.rename

    def cut(self: Path, target: Path) -> Path:
        if target.name == "communique":
            raise SystemExit("the power went")
        return rename(self, target)

    with monkeypatch.context() as inside:
        inside.setattr(Path, "rename", cut)
        inside.setattr(transaction, "_undo", lambda *_: False)
        with pytest.raises(SystemExit):
            writing.carry_out(found, {"customs-office/1": "keep"})
    assert not (root / SOURCE).exists()
    assert briefgen("check", cwd=root).code == 0
    assert tree(root) == before


SENTENCES = (
    "Zubrowka and Ruritania decided to open a joint customs office in Lutz by June 2025.",
    "Ruritania pledged 40 million crowns for the railway bridge at Strelsau.",
    "The ministers discussed a common market for electricity and gas.",
    "They did not agree on tariffs for grain, wine and timber.",
    "Zubrowka will second twelve officers to the office in Lutz.",
    "Trade between the two countries has doubled since 2015.",
)
QUOTES = (
    "decided to open a joint customs office in Lutz",
    "Ruritania pledged 40 million crowns for the railway bridge",
    "'The ministers discussed […] electricity and gas'",
    "did not agree on tariffs for grain",
    ">-\n          Zubrowka will second twelve officers to the office in Lutz",
    '"Trade between the two countries has doubled since 2015"',
)
EDITS = (
    ("2025", "2026"),
    ("40 million", "40,5 million"),
    ("The ministers", "Not all ministers"),
    ("did not agree", "agreed"),
    ("twelve", 'twelve or "more": [some]'),
    ("and gas", "# and gas"),
    ("Lutz", "\u201cLutz\u201d, so they say,"),
    (" to ", "  to\u00a0"),
    ("since 2015.", "since 2015, if the ministry's own count is right."),
    ("Trade between the two countries", "Trade"),
)


@st.composite
def new_versions(draw: st.DrawFn) -> list[str]:
    """The passages of the source after an editor went over it."""
    made = list(SENTENCES)
    for old, new in draw(st.lists(st.sampled_from(EDITS), max_size=4)):
        made = [line.replace(old, new) for line in made]
    made = list(draw(st.permutations(made)))[draw(st.integers(0, 2)) :]
    for at in draw(st.lists(st.integers(0, len(made)), max_size=2)):
        made.insert(at, draw(st.sampled_from(["A list is annexed.", "Corrected on 8 March."])))
    if draw(st.booleans()) and len(made) > 3:
        made[1:3] = [f"{made[1]} {made[2]}"]
    return made


@settings(max_examples=60, deadline=None)
@given(new=new_versions(), data=st.data())
def test_after_an_update_every_quote_that_was_not_left_is_found(
    tmp_path_factory: pytest.TempPathFactory, new: list[str], data: st.DataObject
) -> None:
    """Whatever the editor did and whichever choices a person takes: what keeps its anchor, what
    was taken and what was kept stands word for word in a source that is whole."""
    root = tmp_path_factory.mktemp("update")
    shutil.copytree(NONE / "briefs", root / "briefs", dirs_exist_ok=True)
    text = "".join(f"{line}\n" for line in SENTENCES)
    for name in ("original.txt", "text.txt"):
        (root / SOURCE / name).write_text(text, encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    (root / SOURCE / "source.yaml").write_text(
        "title: Joint communique\ngrade: joint-statement\nlanguage: en\n"
        f"original: {{file: original.txt, sha256: {digest}}}\n"
        f"text: {{file: text.txt, sha256: {digest}}}\n"
    )
    meeting = (root / OUTCOMES).read_text(encoding="utf-8").partition("  evidence:")[0]
    quotes = "".join(f"    - source: communique\n      quote: {quote}\n" for quote in QUOTES)
    outcomes = (NONE / OUTCOMES).read_text(encoding="utf-8").partition("outcomes:\n")[2]
    outcomes = outcomes.replace(
        "Zubrowka and Ruritania decided to open a joint customs office in Lutz", QUOTES[0]
    )
    (root / OUTCOMES).write_text(f"{meeting}  evidence:\n{quotes}outcomes:\n{outcomes}", "utf-8")
    file = root / "new.txt"
    file.write_text("\n\n".join(new), encoding="utf-8")
    found, report = comparing.compare(root, "communique", file)
    assert found is not None
    assert report.ok
    assert len(found.drift.verdicts) == len(QUOTES) + 1
    if found.same:
        return
    decided = {
        v.evidence.key: data.draw(st.sampled_from([c for c in found.choices(v) if c != "leave"]))
        for v in found.drift.verdicts
        if v.needs_person
    }
    done, problems = writing.carry_out(found, decided)
    assert problems == []
    assert done is not None
    shelves, report = inventory.check(root, None)
    assert report.ok, [d.message for d in report.diagnostics]
    assert all(shelf.whole and not shelf.refused for shelf in shelves)
    assert sum(shelf.found for shelf in shelves) == len(QUOTES) + 1


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
@pytest.mark.parametrize(
    ("answers", "code", "written"),
    [
        ("x\nt\n\n", 0, True),
        ("k\ny\n", 0, True),
        ("t\nq\n", 1, False),
        ("q\n", 1, False),
        ("\x03", 130, False),
        ("\x04", 1, False),
    ],
    ids=["take", "keep", "last-word", "quit", "ctrl-c", "ctrl-d"],
)
def test_in_a_terminal_a_person_is_asked(
    root: Path, answers: str, code: int, written: bool
) -> None:
    """Whoever leaves, in whatever way, leaves everything as it was."""
    import pty

    new = version(root, IN_GRAZ)
    before = tree(root)
    arguments = [sys.executable, "-m", "briefgen", "sources", "update", "communique", str(new)]
    child, terminal = pty.fork()
    if child == 0:  # in a terminal of its own, so that Ctrl-C reaches it
        os.chdir(root)
        os.execve(sys.executable, arguments, {**os.environ, "TERM": "dumb"})
    shown = _until(terminal, b"1 of 1 > ")
    time.sleep(0.3)  # a signal between a question and its `read` would wait for the next key
    os.write(terminal, answers.encode())
    shown += _until(terminal, None)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == code, shown.decode()
    assert "[-Lutz-]{+Graz+}" in shown.decode()
    assert ("Nothing was written." in shown.decode()) is not written
    assert (tree(root) != before) is written


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
def test_all_that_are_left_are_kept_at_once(root: Path) -> None:
    """A new wording is taken one by one; keeping and leaving may be said of the rest."""
    import pty

    new = version(root, IN_GRAZ, ("met in Lutz", "met in Graz"))
    arguments = [sys.executable, "-m", "briefgen", "sources", "update", "communique", str(new)]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        os.execve(sys.executable, arguments, {**os.environ, "TERM": "dumb"})
    shown = _until(terminal, b"1 of 2 > ")
    answers = b"take all\n?\nkeep all\ndate yesterday\nretrieved 2024-03-09\ndate 2024-03-08\n\n"
    os.write(terminal, answers)
    shown += _until(terminal, None)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown.decode()
    assert "2 of 2 >" not in shown.decode()
    assert shown.decode().count("Answer with one of the letters or words above.") == 2
    assert "`date` cannot be that" in shown.decode()
    assert (root / OUTCOMES).read_text(encoding="utf-8").count("source: communique-v1") == 2
    described = (root / SOURCE / "source.yaml").read_text(encoding="utf-8")
    assert "date: 2024-03-08\n" in described
    assert "retrieved: 2024-03-09\n" in described


def _until(handle: int, mark: bytes | None) -> bytes:
    """What a terminal shows until a mark, or until its program ends."""
    shown, end = b"", time.monotonic() + 30
    while mark is None or mark not in shown:
        if not select.select([handle], [], [], max(0, end - time.monotonic()))[0]:
            pytest.fail(f"the program waits: {shown.decode(errors='replace')}")
        try:
            piece = os.read(handle, 4096)
        except OSError:  # the program has ended (Linux)
            break
        if not piece:
            break
        shown += piece
    return shown
