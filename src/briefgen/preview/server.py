"""The server of the preview: on this machine, for its own pages, with nothing but answers to
GET and HEAD. No address leads to a file; briefs are asked for by their digest."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler

from briefgen import bundle
from briefgen.preview import guard, page
from briefgen.preview.watch import Watch
from briefgen.preview.workshop import Selection, Shown, Workshop

#: The port that is tried first, and how many after it.
PORT, _TRIED = 8765, 20
#: Seconds between two signs of life, so that a closed connection is noticed.
_HEARTBEAT = 15.0
#: A page is told that a brief is being made when that takes longer than so many seconds.
_LONG = 1.0
#: Pages that may listen at once.
_MOST_LISTENERS = 32
_LONGEST_NAME = 200


def bound(port: int | None) -> socket.socket:
    """A socket on the loopback address: at `port` (0: any that is free), else at the first free
    one from `PORT` on. Raises OSError when there is none."""
    tried = (port,) if port is not None else (*range(PORT, PORT + _TRIED), 0)
    problem: OSError | None = None
    for number in tried:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform == "win32":
                # There, without this, another program could take the port as well.
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", number))
            listening.listen(64)
        except (OSError, OverflowError) as error:
            listening.close()
            problem = error if isinstance(error, OSError) else OSError(str(error))
            continue
        listening.setblocking(False)
        return listening
    assert problem is not None
    raise problem


async def serve(
    root: Path,
    listening: socket.socket,
    default: Selection,
    ready: Callable[[], None],
    told: Callable[[Shown], None],
) -> None:
    """Serve until cancelled. `ready` is called when browsers can come, `told` with whatever was
    made."""
    workshop = Workshop(root, told)
    loop = asyncio.get_running_loop()

    def changed() -> None:
        with contextlib.suppress(RuntimeError):  # the preview is just ending
            loop.call_soon_threadsafe(workshop.changed)

    watch = Watch((root / "briefs", root / "templates", bundle.templates()), changed)
    watch.start()
    port = listening.getsockname()[1]
    server = HTTPServer(
        application(workshop, default, port),
        max_header_size=16_384,
        max_body_size=1_024,
        max_buffer_size=65_536,
        body_timeout=5.0,
        idle_connection_timeout=30.0,
    )
    server.add_socket(listening)
    try:
        ready()
        await asyncio.Event().wait()
    finally:
        watch.end()
        server.stop()
        await server.close_all_connections()


def application(workshop: Workshop, default: Selection, port: int) -> Application:
    """The pages of the preview."""
    workspace = hashlib.sha256(str(workshop.root).encode("utf-8", "replace")).hexdigest()[:16]
    common: dict[str, Any] = {
        "workshop": workshop,
        "default": default,
        "port": port,
        "workspace": workspace,
    }
    return Application(
        [
            (r"/", _Frame, common),
            (r"/events", _Events, common),
            (r"/brief/([0-9a-f]{64})/[^/]+", _Brief, common),
            (r"/(preview\.(?:js|css))", _Asset, common),
        ],
        default_handler_class=_Nothing,
        default_handler_args=common,
        log_function=lambda handler: None,
    )


class _Handler(RequestHandler):
    """What all answers have in common."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, workshop: Workshop, default: Selection, port: int, workspace: str) -> None:
        self.workshop = workshop
        self.default = default
        self.port = port
        self.workspace = workspace

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> Awaitable[None] | None:
        if refusal := guard.refusal(self.request.headers, self.port):
            self.set_status(403)
            self.plain(refusal)
        return None

    def plain(self, words: str) -> None:
        """Answer with one line of text."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{words}\n")

    def write_error(self, status_code: int, **details: Any) -> None:
        self.plain(
            {404: "There is nothing here.", 405: "The preview answers GET and HEAD only."}.get(
                status_code, "The preview could not answer this."
            )
        )

    def compute_etag(self) -> None:
        return None

    async def head(self, *arguments: str) -> None:
        answer = self.get(*arguments)
        if answer is not None:
            await answer

    def selection(self) -> Selection:
        """What the address asks for, and the default for what it does not."""
        kind = self.asked("format", self.default.format)
        return Selection(
            self.asked("theme", self.default.theme),
            self.asked("template", self.default.template) or self.default.template,
            kind if kind in page.FORMATS else "html",
            self.asked("draft", "") == "1",
        )

    def asked(self, name: str, otherwise: str) -> str:
        value: str = self.get_query_argument(name, otherwise)
        return value[:_LONGEST_NAME]


class _Frame(_Handler):
    async def get(self) -> None:
        shown = await self.workshop.show(self.selection())
        self.set_header("Content-Security-Policy", page.POLICY)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page.page(shown, self.workspace))


class _Asset(_Handler):
    def get(self, name: str) -> None:
        kind = "text/javascript" if name.endswith(".js") else "text/css"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(page.asset(name))


class _Brief(_Handler):
    def get(self, key: str) -> None:
        file = self.workshop.file(key)
        if file is None:
            self.set_status(404)
            self.plain("This version is no longer kept.")
            return
        self.set_header("Content-Type", file.mime)
        if file.mime.startswith("text/html"):
            self.set_header("Content-Security-Policy", page.policy_of(file.data))
        else:
            # A policy would also bind the browser's own reader of PDFs, which is made of pages.
            self.set_header("Content-Security-Policy", "frame-ancestors 'self'")
        how = "attachment" if file.name.endswith(".docx") else "inline"
        name = re.sub(r"[^\w.-]", "_", file.name, flags=re.ASCII)
        self.set_header("Content-Disposition", f'{how}; filename="{name}"')
        self.finish(file.data)


class _Events(_Handler):
    """Tells a page what changed, as server-sent events (HTML, 9.2)."""

    listening = 0
    _task: asyncio.Task[Any] | None = None

    async def get(self) -> None:
        if _Events.listening >= _MOST_LISTENERS:
            self.set_status(503)
            self.plain("Too many pages listen; close some.")
            return
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        if self.request.method == "HEAD":
            return
        self._task = asyncio.current_task()
        _Events.listening += 1
        try:
            with contextlib.suppress(StreamClosedError):
                await self._tell(self.selection())
        except asyncio.CancelledError:
            if not self.request.connection.stream.closed():  # type: ignore[union-attr]
                raise
        finally:
            _Events.listening -= 1

    async def _tell(self, selection: Selection) -> None:
        self.write("retry: 1000\n\n")
        sent = ""
        while True:
            making = asyncio.ensure_future(self.workshop.show(selection))
            if not (await asyncio.wait({making}, timeout=_LONG))[0]:
                self.write("event: busy\ndata: {}\n\n")
                await self.flush()
                sent = ""
            shown = await making
            told = page.state(shown, self.workspace)
            if told != sent:
                self.write(f"data: {told}\n\n")
                sent = told
            await self.flush()
            while not await self.workshop.wait(shown.turn, _HEARTBEAT):
                self.write(": still here\n\n")
                await self.flush()

    def on_connection_close(self) -> None:
        if self._task is not None:
            self._task.cancel()


class _Nothing(_Handler):
    def get(self) -> None:
        self.send_error(404)
