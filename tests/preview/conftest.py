"""A preview of the example, served inside the test's process, and a browser made of sockets."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.preview import server
from briefgen.preview.workshop import Selection, Shown

ROOT = Path(__file__).resolve().parent.parent.parent
THEME = "briefs/themes/minerals.yaml"

#: Longer than any answer should take, so that a test fails instead of hanging.
PATIENCE = 20.0


class Answer:
    """What the server said."""

    def __init__(self, response: http.client.HTTPResponse, body: bytes) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = body

    @property
    def text(self) -> str:
        return self.body.decode()


class Served:
    """A preview that runs, and its workspace."""

    def __init__(self, root: Path, selection: Selection) -> None:
        self.root = root
        self.made: list[Shown] = []
        self.socket = server.bound(0)
        self.port: int = self.socket.getsockname()[1]
        self._up = threading.Event()
        self._selection = selection
        self._thread = threading.Thread(target=asyncio.run, args=(self._run(),))
        self._thread.start()
        assert self._up.wait(PATIENCE)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        with contextlib.suppress(asyncio.CancelledError):
            await server.serve(
                self.root, self.socket, self._selection, self._up.set, self.made.append
            )

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> Answer:
        """One request, as the page itself would send it unless headers say otherwise."""
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, headers=sent)
            response = connection.getresponse()
            return Answer(response, response.read())

    def raw(self, data: bytes) -> bytes:
        """What comes back for some bytes until the server closes or says nothing more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as sent:
            sent.sendall(data)
            sent.settimeout(2.0)
            came = b""
            with contextlib.suppress(TimeoutError, ConnectionError):
                while part := sent.recv(65_536):
                    came += part
            return came

    @contextlib.contextmanager
    def events(self, query: str = "theme=minerals") -> Iterator[Callable[[], dict[str, Any]]]:
        """Listen as a page does: each call gives what is told next."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", f"/events?{query}")
            response = connection.getresponse()
            assert response.status == 200
            assert response.headers["Content-Type"].startswith("text/event-stream")

            def following() -> dict[str, Any]:
                deadline = time.monotonic() + PATIENCE
                while True:
                    line = response.readline()
                    assert time.monotonic() < deadline, "nothing was told"
                    assert line, "the server stopped telling"
                    if line.startswith(b"data: ") and line != b"data: {}\n":  # not `busy`
                        told: dict[str, Any] = json.loads(line[6:])
                        return told

            yield following

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the example."""
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    return tmp_path


@pytest.fixture
def served(workspace: Path) -> Iterator[Served]:
    """The preview of a copy of the example that may be changed."""
    running = Served(workspace, Selection("minerals", "policy-brief", "html"))
    yield running
    running.end()


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview for all tests of a module that change nothing."""
    root = tmp_path_factory.mktemp("steady")
    shutil.copytree(ROOT / "briefs", root / "briefs")
    running = Served(root, Selection("minerals", "policy-brief", "html"))
    yield running
    running.end()


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that will happen."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)
