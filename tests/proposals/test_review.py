"""`briefgen review-drafts` as a person at a terminal uses it: a real pseudo-terminal, a real
editor (a script), real signals; and what is in the file afterwards, byte for byte."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

ROOT = Path(__file__).resolve().parents[2]
NONE = ROOT / "tests" / "errors" / "none"
FILE = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"

#: What stands behind the accepted outcome of the smallest workspace.
PROPOSALS = """\
  # roads, see the ministry's letter
  - id: road-money
    status: proposed
    why: “pledged” and an amount
    summary: Zubrowka pledged $15 billion for roads.   # check the sum
    commitment: committed
    themes: [trade]
    actors: [Zubrowka]
    amount: $15 billion
    evidence:
      - source: communique
        quote: Zubrowka pledged $15 billion for roads

  - {id: transit-fees, status: proposed, summary: The two lower the fees for transit.,
     commitment: decided, themes: [trade], actors: [Zubrowka, Ruritania],
     evidence: [{source: communique, quote: They may lower the fees for transit}]}
# the end
"""
#: Makes the pseudo-terminal the command's own, so that Ctrl-C reaches it.
_AT_TERMINAL = (
    "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "import sys; from briefgen.cli import main; sys.exit(main())"
)

PROMPT = "help ? > "

Terminal = Callable[..., "Session"]


class Session:
    """A command at a terminal: what it shows, and what is typed."""

    def __init__(self, folder: Path, arguments: list[str], **environment: str) -> None:
        self.master, slave = pty.openpty()
        kept = {k: v for k, v in os.environ.items() if k not in ("EDITOR", "VISUAL", "NO_COLOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _AT_TERMINAL, "review-drafts", *arguments],
            cwd=folder,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            close_fds=True,
            start_new_session=True,
            env={**kept, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", **environment},
        )
        os.close(slave)
        self.shown = ""

    def until(self, text: str, seconds: float = 60) -> str:
        """What was shown since the last call, up to `text`."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < end, f"{text!r} was not shown in:\n{self.shown}"
            if select.select([self.master], [], [], 1)[0]:
                try:
                    data = os.read(self.master, 65536)
                except OSError:
                    data = b""
                assert data, f"ended before {text!r}:\n{self.shown}"
                self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        before, _, self.shown = self.shown.partition(text)
        return before + text

    def say(self, line: str, until: str = PROMPT) -> str:
        """Type a line and wait for the next question."""
        os.write(self.master, f"{line}\n".encode())
        return self.until(until)

    def end(self) -> int:
        """The exit code."""
        while True:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return self.process.wait(30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two proposals."""
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    file = tmp_path / FILE
    file.write_text(file.read_text(encoding="utf-8") + PROPOSALS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def at(folder: Path) -> Iterator[Terminal]:
    """Start the command at a terminal."""
    sessions = []

    def start(*arguments: str, **environment: str) -> Session:
        sessions.append(Session(folder, list(arguments), **environment))
        return sessions[-1]

    yield start
    for session in sessions:
        session.process.kill()
        session.process.wait()
        os.close(session.master)


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_sitting(folder: Path, at: Terminal) -> None:
    """Accept, go back, reject, quit: each is in the file at once, and nothing else changes."""
    file = folder / FILE
    before = file.read_bytes()
    session = at()
    shown = session.until(PROMPT)
    assert "\x1b[7mZubrowka pledged $15 billion for roads\x1b[0m." in shown
    assert "If accepted: nothing is wrong with it." in shown
    session.say("a")
    accepted = before.replace(
        "    status: proposed\n    why: “pledged” and an amount\n".encode(), b""
    )
    assert file.read_bytes() == accepted
    assert "no longer accepted" in session.say("back")
    assert file.read_bytes() == before
    session.say("r", until="may be empty) ")
    session.say("only one side: a pledge")
    rejected = before.replace(
        b"    status: proposed\n",
        b'    status: rejected\n    reason: "only one side: a pledge"\n',
    )
    assert file.read_bytes() == rejected
    os.write(session.master, b"q\n")
    assert session.end() == 0
    assert "1 rejected; 1 still proposed" in session.shown
    assert file.read_bytes() == rejected
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_what_fails_its_checks_is_said_at_once(folder: Path, at: Terminal) -> None:
    """The findings are those of a build, before and after accepting."""
    session = at()
    session.until(PROMPT)
    shown = _plain(session.say("k"))
    assert "error[commitment-too-strong]" in shown
    said = session.say("a", until="Accept all the same? [y/N] ")
    session.say("y", until="quit q > ")
    os.write(session.master, b"q\n")
    assert session.end() == 0
    from briefgen import check

    errors = [d for d in check(folder).diagnostics if d.severity == "error"]
    assert {"commitment-too-strong", "claim-hedge"} <= {d.code for d in errors}
    assert f"It has {len(errors)} errors: a build will stop at it." in said
    assert all(f"error[{d.code}]" in shown for d in errors)


def test_an_editor(folder: Path, at: Terminal, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is wrong after editing stands in the editor's file, and nothing is written until it
    is right."""
    seen = tmp_path_factory.mktemp("seen")
    editor = seen / "edit.py"
    editor.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        f"seen = pathlib.Path({str(seen)!r})\n"
        "turn = len(list(seen.glob('*.yaml')))\n"
        "text = file.read_text()\n"
        "(seen / f'{turn}.yaml').write_text(text)\n"
        "old, new = [('[trade]', '[trad]'), ('[trad]', '[trade]')][turn]\n"
        "file.write_text(text.replace(old, new).replace('pledged $15', 'pledged  $15'))\n",
        encoding="utf-8",
    )
    file = folder / FILE
    before = file.read_bytes()
    session = at(EDITOR=f"{sys.executable} {editor}")
    session.until(PROMPT)
    shown = session.say("e", until="Edit again? [Y/n] ")
    assert "unknown-theme" in shown
    assert file.read_bytes() == before
    shown = session.say("y")
    assert "edited: road-money" in shown
    second = (seen / "1.yaml").read_text(encoding="utf-8").split("\n")
    at_line = second.index("themes: [trad]")
    assert second[at_line - 1] == "#: hint: did you mean `trade`?"
    assert second[at_line - 2].startswith("#: error[unknown-theme]")
    assert file.read_bytes() == before.replace(b"pledged $15", b"pledged  $15")


def test_ctrl_c_in_an_editor(
    folder: Path, at: Terminal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It is the editor's affair, and the sitting goes on."""
    editor = tmp_path_factory.mktemp("editor") / "edit.py"
    editor.write_text(
        "import os, pathlib, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "os.killpg(0, signal.SIGINT)\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text().replace('[trade]', '[trade ]'))\n",
        encoding="utf-8",
    )
    session = at(EDITOR=f"{sys.executable} {editor}")
    session.until(PROMPT)
    assert "edited: road-money" in session.say("e")
    assert b"[trade ]" in (folder / FILE).read_bytes()


def test_without_an_editor(folder: Path, at: Terminal) -> None:
    """Key by key; what is not answered stays."""
    session = at("--theme", "trade")
    session.until(PROMPT)
    session.say("e", until="id [road-money]: ")
    session.say("", until="summary [Zubrowka pledged $15 billion for roads.]: ")
    session.say("Zubrowka pledged $15 billion: for roads.", until="commitment [committed]: ")
    for next_label in ("themes [trade]: ", "actors [Zubrowka]: ", "due []: ", "owner []: "):
        session.say("", until=next_label)
    session.say("Zubrowka's treasury", until="amount [$15 billion]: ")
    session.say("-", until="conditional []: ")
    session.say("", until="quote 1 [Zubrowka pledged $15 billion for roads]: ")
    session.say("")
    now = (folder / FILE).read_text(encoding="utf-8")
    assert 'summary: "Zubrowka pledged $15 billion: for roads."   # check the sum\n' in now
    assert '    owner: "Zubrowka\'s treasury"\n' in now
    assert "    amount:" not in now


def test_a_split(folder: Path, at: Terminal) -> None:
    """Two proposals, each with its part of the quote, stand where the one stood."""
    session = at()
    session.until(PROMPT)
    session.say("k")
    shown = session.say("s", until="second quote: ")
    assert "type its first words" in shown
    session.say("the fees for", until="first summary [The two lower.]: ")
    session.say("They may lower.", until="first commitment [decided]: ")
    session.say("explored", until="second id [transit-fees-2]: ")
    session.say("", until="second summary [The fees for transit.]: ")
    session.say("", until="second commitment [decided]: ")
    session.say("noted")
    session.say("k")
    os.write(session.master, b"q\n")
    assert session.end() == 0
    text = (folder / FILE).read_text(encoding="utf-8")
    assert "quote: They may lower}" in text
    assert "  - {id: transit-fees-2, status: proposed, summary: The fees for transit.,\n" in text
    assert text.endswith("quote: the fees for transit}]}\n# the end\n")


def test_a_merge(folder: Path, at: Terminal) -> None:
    """Two sources for one outcome: the proposal's quote becomes evidence of the one that is there,
    and going back undoes both files' parts, also after the last proposal."""
    file = folder / FILE
    before = file.read_bytes()
    other = "Zubrowka and Ruritania decided to open a joint customs office in Lutz"
    more = PROPOSALS.split("\n\n")[0].replace("road-money", "lutz-office")
    more = more.replace("Zubrowka pledged $15 billion for roads.   # check the sum", f"{other}.")
    more = more.replace("committed", "decided").replace(
        "Zubrowka pledged $15 billion for roads", other
    )
    more = more.replace("    amount: $15 billion\n", "")
    file.write_bytes(before[: before.index(b"  # roads")] + more.encode() + b"\n# the end\n")
    before = file.read_bytes()
    session = at()
    shown = session.until(PROMPT)
    assert "perhaps the same as customs-office, from communique" in shown
    session.say("m", until="Into which outcome? [customs-office] ")
    session.say("", until="quit q > ")
    first, second = file.read_text(encoding="utf-8").split("  # roads")
    assert first.count(f"        quote: {other}\n") == 2
    assert '    status: rejected\n    reason: "told by `customs-office`' in second
    session.say("b")
    assert file.read_bytes() == before


def test_questions_can_be_left(folder: Path, at: Terminal) -> None:
    """`q` leaves the keys one by one, a split and a merge, with nothing changed and no decision."""
    before = (folder / FILE).read_bytes()
    session = at()
    session.until(PROMPT)
    session.say("e", until="id [road-money]: ")
    session.say("", until="summary [Zubrowka pledged $15 billion for roads.]: ")
    session.say("Zubrowka pledged.", until="commitment [committed]: ")
    assert "nothing changed" in session.say("q")
    shown = session.say("m", until="Into which outcome? [none] ")
    assert "customs-office: Zubrowka and Ruritania will open" in shown
    assert "nothing changed" in session.say("")
    session.say("k")
    session.say("s", until="second quote: ")
    session.say("the fees for", until="first summary [The two lower.]: ")
    assert "nothing changed" in session.say("q")
    assert (folder / FILE).read_bytes() == before


def test_an_error_is_accepted_only_when_asked(folder: Path, at: Terminal) -> None:
    """One key does not take in what a build stops at."""
    before = (folder / FILE).read_bytes()
    session = at()
    session.until(PROMPT)
    session.say("k")
    shown = session.say("a", until="Accept all the same? [y/N] ")
    assert "a build will stop at it" in shown
    session.say("")
    assert (folder / FILE).read_bytes() == before
    session.say("a", until="Accept all the same? [y/N] ")
    session.say("y", until="quit q > ")
    assert b"{id: transit-fees, summary" in (folder / FILE).read_bytes()


def test_a_file_changed_meanwhile(folder: Path, at: Terminal) -> None:
    """What somebody else wrote into the file stays; the proposal is shown anew."""
    file = folder / FILE
    session = at()
    session.until(PROMPT)
    theirs = (
        file.read_bytes()
        .replace(b"# the end", b"# their remark")
        .replace(b"$15 billion for roads.", b"$15 billion.")
    )
    file.write_bytes(theirs)
    shown = _plain(session.say("a"))
    assert "error[file-changed]" in shown
    assert "summary: Zubrowka pledged $15 billion." in shown
    assert file.read_bytes() == theirs
    session.say("a")
    assert b"# their remark" in file.read_bytes()
    assert b"road-money\n    summary" in file.read_bytes()


def test_ctrl_c(folder: Path, at: Terminal) -> None:
    """Ctrl-C ends it with exit code 130; what was decided is saved, and files are whole."""
    session = at()
    session.until(PROMPT)
    session.say("a")
    saved = (folder / FILE).read_bytes()
    os.write(session.master, b"\x03")
    assert session.end() == 130
    assert "1 accepted; 1 still proposed" in session.shown
    assert "Traceback" not in session.shown
    assert (folder / FILE).read_bytes() == saved


def test_a_narrow_terminal_without_colour(folder: Path, at: Terminal) -> None:
    """Nothing is cut off, and nothing is coloured, when the person asks for that."""
    session = at(NO_COLOR="1", COLUMNS="40")
    shown = session.until("accept a")
    assert "\x1b" not in shown
    assert "⟦Zubrowka pledged $15 billion for" in shown
    paths = [line for line in shown.split("\n") if FILE in line]
    lines = [line for line in shown.split("\n") if line not in paths]
    assert max(map(len, lines)) <= 42  # the brackets of a quote come on top
