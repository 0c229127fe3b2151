"""`briefgen add`, as a user meets it: in scripts, in a pipe, and in a real terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NONE = ROOT / "tests" / "errors" / "none"

STATEMENT = """\
Joint Statement of Florin and Guilder

Florin City, 5 March 2024

The ministers of trade of Florin and Guilder decided to open a joint customs office.

They did not agree on tariffs, which remain as they are until the end of the year at least.

Exit mobile version
"""
ID = "joint-statement-of-florin-and-guilder"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace in which nothing is wrong, and a statement that was sent to it."""
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "statement.txt").write_text(STATEMENT, "utf-8")
    return tmp_path


def sources(office: Path) -> set[str]:
    return {p.name for p in (office / "briefs" / "sources").iterdir()} - {"communique"}


def test_a_script_archives(briefgen: Callable[..., Any], office: Path) -> None:
    """With --yes and a grade; then `check` passes, and `show` knows the source."""
    ran = briefgen("add statement.txt --grade joint-statement --yes", cwd=office)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == (
        f"Archived in briefs/sources/{ID}: 5 passages, 2 of them not body text. Next:\n"
        f"  briefgen draft {ID}\n"
    )
    assert (
        (office / "briefs/sources" / ID / "source.yaml")
        .read_text("utf-8")
        .startswith(
            "title: Joint Statement of Florin and Guilder\n"
            "date: 2024-03-05\n"
            "grade: joint-statement\n"
            "language: en\n"
            "original: {file: original.txt, sha256: "
        )
    )
    assert briefgen("check", cwd=office).code == 0
    assert "Exit mobile version" in briefgen(f"show {ID}", cwd=office).stdout


def test_what_the_closing_line_counts(briefgen: Callable[..., Any], office: Path) -> None:
    """Where every passage is body text, it says so."""
    text = (
        "The ministers met in Lutz on 5 March 2024 and agreed on fees.\n\nThey met for an hour.\n"
    )
    (office / "short.txt").write_text(text, "utf-8")
    ran = briefgen("add short.txt --grade summary --title Fees --language en --yes", cwd=office)
    assert "2 passages, all body text." in ran.stdout
    same = text.replace("\n\n", "\r\n\r\n")
    (office / "again.txt").write_bytes(same.encode())
    ran = briefgen("add again.txt --grade summary --title Fees --language en --yes", cwd=office)
    assert "this one has word for word the same text as `fees`" in ran.stderr


def test_a_date_of_the_file_is_no_date_of_its_text(
    briefgen: Callable[..., Any], office: Path
) -> None:
    """When nobody is asked, the day that a PDF was made is not archived, and that is said."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(office / "fact-sheet.pdf"), invariant=1)  # made on 2000-01-01
    canvas.setTitle("Fact Sheet")
    canvas.drawString(72, 700, "Florin and Guilder agreed to open a port in Lutz by 2027.")
    canvas.save()
    command = "add fact-sheet.pdf --grade summary --language en --yes"
    ran = briefgen(command, cwd=office)
    assert ran.code == 0
    described = (office / "briefs/sources/fact-sheet/source.yaml").read_text("utf-8")
    assert "date:" not in described
    assert "No `date` was archived: 2000-01-01 is what the file has" in ran.stderr
    assert "give `--date`" in ran.stderr
    shutil.rmtree(office / "briefs/sources/fact-sheet")
    ran = briefgen(f"{command} --date 2000-01-01", cwd=office)
    described = (office / "briefs/sources/fact-sheet/source.yaml").read_text("utf-8")
    assert "date: 2000-01-01" in described
    assert "No `date`" not in ran.stderr


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 May 2025", "2025-05-14"),
        ("May 14, 2025", "2025-05-14"),
        ("2025-05-14", "2025-05-14"),
        ("5.3.2024", ""),
        ("31 June 2025", ""),
        ("May 2025", ""),
        ("14 or 15 May 2025", ""),
        ("signed 14 May 2025", ""),
        ("2025-05-14 and so on", ""),
    ],
)
def test_a_date_as_a_person_types_it(typed: str, day: str) -> None:
    """One day, and nothing but it."""
    from briefgen.cli.preview import value_of

    assert value_of("date", typed) == day


def test_options_go_before_what_a_file_says(briefgen: Callable[..., Any], office: Path) -> None:
    """Each value given is taken, and an empty one says that nothing is known."""
    command = (
        "add statement.txt --yes --json --grade read-out --title Another --publisher 'Ministry: A' "
        "--date '' --url https://trade.example/a --retrieved 2024-03-06 --language en-GB --id mine"
    )
    ran = briefgen(command, cwd=office)
    told = json.loads(ran.stdout)
    assert {
        key: told[key] for key in ("added", "id", "folder", "kind", "title", "date", "url")
    } == {
        "added": True,
        "id": "mine",
        "folder": "briefs/sources/mine",
        "kind": "text",
        "title": "Another",
        "date": None,
        "url": "https://trade.example/a",
    }
    assert told["proposals"][1] == {
        "field": "title",
        "value": "Joint Statement of Florin and Guilder",
        "found": "the text's first line",
    }
    assert [p["kind"] for p in told["passages"]] == ["title", "body", "body", "body", "boilerplate"]
    entry = json.loads(briefgen("show mine --json", cwd=office).stdout)
    assert (entry["title"], entry["grade"]) == ("Another", "read-out")


def test_an_option_that_cannot_be(briefgen: Callable[..., Any], office: Path) -> None:
    """Wrong usage is told by name, and nothing is written."""
    for option, word in (
        ("--grade rumour", "joint-statement"),
        ("--date 5.3.2024", "2026-01-16"),
        ("--url ftp://x", "https://"),
        ("--language English", "en-GB"),
        ("--id ../up", "lowercase"),
    ):
        ran = briefgen(f"add statement.txt --yes {option}", cwd=office)
        assert ran.code == 2
        assert word in ran.stderr
        assert option.split()[0] in ran.stderr
    assert sources(office) == set()


def test_nothing_is_chosen_silently(briefgen: Callable[..., Any], office: Path) -> None:
    """No grade is made up, nor a title or a language; what to give is said, all at once."""
    ran = briefgen("add statement.txt --yes", cwd=office)
    assert ran.code == 2
    assert "give `--grade`" in ran.stderr
    (office / "names.txt").write_text("Lutz. Florin. Guilder.\n")
    ran = briefgen("add names.txt --yes", cwd=office)
    assert "give `--title`, `--grade`, `--language`" in ran.stderr
    assert sources(office) == set()


def test_a_pipe_is_shown_what_would_be_archived(briefgen: Callable[..., Any], office: Path) -> None:
    """Nobody can be asked there: the preview is printed, and nothing written."""
    ran = briefgen("add statement.txt", cwd=office)
    assert ran.code == 2
    assert "the text's first line" in ran.stderr
    assert "    5 boilerplate  Exit mobile version" in ran.stderr
    assert "give `--yes` and `--grade`" in ran.stderr
    assert sources(office) == set()


def test_the_same_again(briefgen: Callable[..., Any], office: Path) -> None:
    """The same bytes are archived once, whatever the file is called and whatever is given."""
    briefgen("add statement.txt --grade joint-statement --yes", cwd=office)
    shutil.copy(office / "statement.txt", office / "copy.md")
    ran = briefgen("add copy.md --yes --json --id other", cwd=office)
    assert ran.code == 0
    assert "note[source-known]" in ran.stderr
    assert json.loads(ran.stdout) == {
        "added": False,
        "id": ID,
        "title": "Joint Statement of Florin and Guilder",
    }
    assert sources(office) == {ID}


def test_a_newer_version(briefgen: Callable[..., Any], office: Path) -> None:
    """A corrected text is an update; with an id it is a source of its own."""
    briefgen("add statement.txt --grade joint-statement --yes", cwd=office)
    corrected = STATEMENT.replace("did not agree", "agreed")
    (office / "corrected.txt").write_text(corrected, "utf-8")
    ran = briefgen("add corrected.txt --grade joint-statement --yes", cwd=office)
    assert ran.code == 1
    assert f"`briefgen sources update {ID} corrected.txt`" in ran.stderr
    assert sources(office) == {ID}
    ran = briefgen("add corrected.txt --grade joint-statement --yes --id corrected", cwd=office)
    assert ran.code == 0
    assert sources(office) == {ID, "corrected"}


def test_two_sources_of_one_title(briefgen: Callable[..., Any], office: Path) -> None:
    """Another text under the same title gets another id."""
    briefgen("add statement.txt --grade joint-statement --yes", cwd=office)
    other = STATEMENT.splitlines()[0] + "\n\nAnother meeting took place, unknown to all.\n"
    (office / "other.txt").write_text(other, "utf-8")
    assert briefgen("add other.txt --grade summary --language en --yes", cwd=office).code == 0
    assert sources(office) == {ID, f"{ID}-2"}


def test_what_is_no_file(briefgen: Callable[..., Any], office: Path) -> None:
    """A folder, a pipe that nobody writes to, a link to nowhere, a file that may not be read."""
    os.mkfifo(office / "pipe")
    (office / "loop").symlink_to("loop")
    (office / "a\nb").mkdir()
    for name in (".", "pipe", "loop", "nothing", "briefs", "'a\nb'", "/dev/zero"):
        ran = briefgen(f"add {name} --yes --grade summary", cwd=office)
        assert ran.code == 1, name
        assert "error[file-unreadable]" in ran.stderr
    assert sources(office) == set()


def test_not_in_a_workspace(briefgen: Callable[..., Any], tmp_path: Path) -> None:
    """Without a workspace there is no archive."""
    (tmp_path / "statement.txt").write_text(STATEMENT, "utf-8")
    ran = briefgen("add statement.txt --yes --grade summary", cwd=tmp_path)
    assert ran.code == 1
    assert "error[workspace-not-found]" in ran.stderr


# ------------------------------------------------------------------------------ a terminal


def terminal(office: Path, command: str, answers: list[tuple[str, str]]) -> tuple[str, int]:
    """What a command shows in a terminal and its exit code, when a person types each answer after
    what they wait for appears."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", *command.split()],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=office,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "NO_COLOR": "1"},
        start_new_session=True,
        # Ctrl-C reaches only whom the terminal controls.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    )
    os.close(slave)
    shown, seen = "", 0
    end = time.monotonic() + 60
    waiting = list(answers)
    while time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece.decode("utf-8", "replace")
        if waiting and (at := shown.find(waiting[0][0], seen)) >= 0:
            seen = at + len(waiting[0][0])
            # A question is shown a moment before its answer, or Ctrl-C, is waited for.
            time.sleep(0.1)
            os.write(master, waiting.pop(0)[1].encode())
    process.wait(timeout=30)
    os.close(master)
    return shown.replace("\r\n", "\n"), process.returncode


def test_a_person_corrects_and_accepts(office: Path) -> None:
    """The grade is asked for; a kind, a title and an id are corrected; then it is archived."""
    shown, code = terminal(
        office,
        "add statement.txt",
        [
            ("grade: ", "9\n"),
            ("`grade` cannot be that", ""),
            ("grade: ", "1\n"),
            ("Archive it?", "2-2 boilerplate\n"),
            ("Passage 2 is boilerplate.", ""),
            ("Archive it?", "9-12 body\n"),
            ("There are passages 1 to 5.", ""),
            ("Archive it?", "title Statement: both sides\n"),
            ("Archive it?", "date yesterday\n"),
            ("`date` cannot be that", ""),
            ("Archive it?", "date -\n"),
            ("Archive it?", "what\n"),
            ("not understood", ""),
            ("Archive it?", "3\n"),
            ("[3] body: The ministers", ""),
            ("Archive it?", "id communique\n"),
            ("is in briefs/sources already", ""),
            ("Archive it?", "id florin\n"),
            ("Archive it?", "\n"),
        ],
    )
    assert code == 0, shown
    assert "briefgen draft florin" in shown
    text = (office / "briefs/sources/florin/source.yaml").read_text("utf-8")
    assert text.startswith('title: "Statement: both sides"\ngrade: joint-statement\nlanguage: en\n')
    assert "  - {passage: 2, kind: boilerplate}\n" in text


def test_a_person_leaves(office: Path) -> None:
    """Leaving, by q or by the end of the input, writes nothing."""
    for key in ("q\n", "\x04"):
        shown, code = terminal(office, "add statement.txt", [("grade: ", key)])
        assert code == 1
        assert "Nothing was written." in shown
    assert sources(office) == set()


def test_ctrl_c(office: Path) -> None:
    """Ctrl-C writes nothing and says so by its exit code."""
    shown, code = terminal(office, "add statement.txt", [("grade: ", "\x03")])
    assert code == 130, shown
    assert "Nothing was written." in shown
    assert sources(office) == set()


def test_a_person_is_told_of_a_newer_version(office: Path) -> None:
    """Before the question, with the command that looks at its quotes."""
    corrected = (NONE / "briefs/sources/communique/original.txt").read_text("utf-8")
    (office / "new.txt").write_text(corrected.replace("$15", "$16"), "utf-8")
    shown, code = terminal(office, "add new.txt --grade joint-statement", [("Archive it?", "q\n")])
    assert code == 1
    assert "This looks like another version of `communique`" in shown
    assert "`briefgen sources update communique new.txt`" in shown


def test_nothing_moves_the_cursor(office: Path) -> None:
    """What a file holds is shown, never obeyed."""
    evil = STATEMENT.replace("tariffs", "\x1b[2Jtariffs\u202e").replace(
        "Statement", "\x9bStatement"
    )
    (office / "evil\x1b[31m.txt").write_text(evil, "utf-8")
    shown, _ = terminal(office, "add evil\x1b[31m.txt", [("grade: ", "q\n")])
    assert "\x1b[2J" not in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_what_was_left_out_is_told_to_scripts_too(
    briefgen: Callable[..., Any], office: Path
) -> None:
    """Nothing is dropped silently, also where nobody is asked."""
    dates = "<meta name=date content=2024-03-05><meta name=dc.date content=2024-03-06>"
    page = f"<!doctype html><title>Statement of both</title>{dates}"
    page += f"<nav>A menu</nav><main><p>{STATEMENT}"
    (office / "page.html").write_text(page + "<p hidden>secret words", "utf-8")
    ran = briefgen("add page.html --grade joint-statement --language en --yes", cwd=office)
    assert ran.code == 0
    assert ran.stderr == (
        "Left out: 2 words around the text (menus, boxes and the like).\n"
        "Left out: 2 words that the page hides from its readers.\n"
        "More than one `date`: 2024-03-06 (the page's <meta> dc.date) was taken, "
        "not 2024-03-05 (the page's <meta> date).\n"
    )
