"""`briefgen preview` as it is run: how it begins, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from briefgen.preview import server

PATIENCE = 20.0


@contextmanager
def running(workspace: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "preview", *options],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, (line, process.stderr.read() if process.stderr else "")
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        text: str = answer.read().decode()
        return text


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
@pytest.mark.parametrize("asked", [0, 3])
def test_ctrl_c_ends_it(workspace: Path, asked: int) -> None:
    """Exit code 0, no traceback, no process or listener left; also while pages listen."""
    with running(workspace, "--port", "0") as (process, address):
        pages = [urllib.request.urlopen(f"{address}events", timeout=PATIENCE) for _ in range(asked)]
        for page in pages:
            assert page.readline()
        fetched(address)
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        assert time.monotonic() - started < 3
        assert process.returncode == 0
        assert "Traceback" not in out + err
        assert re.fullmatch(r"(\d\d:\d\d:\d\d \S+ \(html\): made in [\d.]+ s\n)*\n", err), err
        port = int(address.rsplit(":", 1)[1].rstrip("/"))
        with pytest.raises(OSError, match=r".*"):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_during_a_build(workspace: Path) -> None:
    """A build that takes long does not hold it up."""
    folder = workspace / "templates" / "slow"
    folder.mkdir(parents=True)
    loops = "{% for a in range(1000) %}{% for b in range(1500) %}{% endfor %}{% endfor %}"
    (folder / "template.md.j2").write_text(f"# Slow\n\n{loops}\n")
    with running(workspace, "--port", "0", "--template", "slow") as (process, address):
        with socket.create_connection(("127.0.0.1", int(address.split(":")[2].strip("/")))) as page:
            page.sendall(f"GET / HTTP/1.1\r\nHost: {address[7:-1]}\r\n\r\n".encode())
            time.sleep(1.0)
            started = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE)
        assert time.monotonic() - started < 3
        assert process.returncode == 0
        assert "Traceback" not in err


def test_a_taken_port(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """The port that was asked for is not replaced by another in silence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = briefgen(f"preview --port {port}", cwd=workspace)
    assert ran.code == 1
    assert "error[port-unavailable]" in ran.stderr
    assert f"{port} cannot be had: address already in use" in ran.stderr
    assert "leave out `--port`" in ran.stderr


def test_the_next_free_port(workspace: Path) -> None:
    """Without a wish the next free port is taken, and said."""
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", server.PORT))
            taken.listen()
        except OSError:
            pass  # somebody else has it, which is as good
        with running(workspace) as (process, address):
            port = int(address.rsplit(":", 1)[1].rstrip("/"))
            assert port > server.PORT
            assert process.stderr is not None
            assert process.stderr.readline() == f"port {server.PORT} is taken; this is {port}\n"
            assert "Preview" in fetched(address)


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("preview --theme mineral", 1, "did you mean `minerals`?"),
        ("preview --template policy", 1, "did you mean `policy-brief`?"),
        ("preview --port 65536", 2, "65536 is not in the range"),
        ("preview --port -1", 2, "-1 is not in the range"),
    ],
)
def test_wrong_questions(
    workspace: Path, briefgen: Callable[..., Any], command: str, code: int, said: str
) -> None:
    """What cannot be shown is said before anything is served."""
    ran = briefgen(command, cwd=workspace)
    assert (ran.code, ran.stdout) == (code, "")
    assert said in ran.stderr


def test_no_workspace(tmp_path: Path, briefgen: Callable[..., Any]) -> None:
    """Outside of a workspace there is nothing to preview."""
    ran = briefgen("preview", cwd=tmp_path)
    assert ran.code == 1
    assert "error[workspace-not-found]" in ran.stderr


def test_a_broken_workspace_is_shown(workspace: Path) -> None:
    """A workspace with mistakes in it can be previewed: that is what it is for."""
    (workspace / "briefs/themes/minerals.yaml").write_text("title: [", encoding="utf-8")
    with running(workspace, "--port", "0", "--theme", "minerals") as (_, address):
        assert "error[yaml-syntax]" in fetched(address).replace("<b>", "").replace("</b>", "")


def test_the_terminal_names_the_first_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever has only the terminal in view learns what is wrong, and where."""
    from briefgen.cli.web import _tell
    from briefgen.preview.workshop import Choices, Problem, Selection, Shown

    wrong = [
        Problem("error", f"a.yaml:{line}:1: error[x]\nit is wrong\n 1 | a") for line in range(5)
    ]
    chosen = Selection("quad", "policy-brief", "html")
    _tell(Shown(chosen, 1, None, False, tuple(wrong), (), Choices(), 0.1))
    told = capsys.readouterr().err.split("\n")
    assert "quad (html): not made, 5 errors" in told[0]
    assert told[1] == "  a.yaml:0:1: error[x] it is wrong"
    assert told[3:5] == ["  a.yaml:2:1: error[x] it is wrong", "  and 2 more"]
