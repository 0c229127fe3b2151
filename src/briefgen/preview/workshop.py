"""Makes the briefs that the preview shows, one after the other, and keeps the last good ones."""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from briefgen.record import record, replace

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.pipeline import Reading
    from briefgen.report import Report

#: Finished files that are kept for browsers to fetch, by number and by size.
_MOST_FILES, _MOST_BYTES = 32, 256 * 2**20
#: So often in a row a brief is made anew because its files changed meanwhile, before it is shown
#: all the same.
_PATIENCE = 3

MIME = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@record
class Selection:
    """What is to be shown. No `theme` means all of them, where the template makes one document
    of several, else the first."""

    theme: str
    template: str
    format: str
    draft: bool = False


@record
class File:
    """A finished file; `key` is the digest of its content."""

    key: str
    name: str
    mime: str
    data: bytes


@record
class Problem:
    """A diagnostic, as the terminal shows it."""

    severity: str
    text: str


@record
class Choices:
    """What there is to choose from: themes as (id, title), templates by name. `several` when the
    chosen template makes one document of several themes."""

    themes: tuple[tuple[str, str], ...] = ()
    templates: tuple[str, ...] = ()
    several: bool = False


@record
class Shown:
    """What the preview has to show of a selection.

    `file` is the last good one; it is `current` when it says what the files say now. `lines` are
    what closes a run in the terminal. `crash` is what went wrong in briefgen itself. `turn` counts
    the changes of the workspace.
    """

    selection: Selection
    turn: int
    file: File | None
    current: bool
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    choices: Choices
    seconds: float
    crash: str = ""

    def count(self, severity: str) -> int:
        """How many problems are errors, or warnings."""
        return sum(problem.severity == severity for problem in self.problems)


class Workshop:
    """Makes briefs in a thread of its own, so that answering never waits for one.

    All methods but those that begin with `_work` belong to the event loop's thread.
    """

    def __init__(self, root: Path, told: Callable[[Shown], None] | None = None) -> None:
        self.root = root
        self.turn = 0
        self._told = told
        self._turned = asyncio.Event()
        self._asked: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._shown: dict[Selection, asyncio.Task[Shown]] = {}
        self._good: OrderedDict[Selection, File] = OrderedDict()
        self._files: OrderedDict[str, File] = OrderedDict()
        self._reading: tuple[int, Reading] | None = None
        self._choices = Choices()
        self._thread = threading.Thread(target=self._work, name="workshop", daemon=True)
        self._thread.start()

    def changed(self) -> None:
        """A file changed: what was shown is no longer so."""
        self.turn += 1
        self._shown.clear()
        self._turned.set()
        self._turned = asyncio.Event()

    async def wait(self, after: int, seconds: float) -> bool:
        """Wait until something changed after a turn; whether it did in so many seconds."""
        if self.turn == after:
            try:
                await asyncio.wait_for(self._turned.wait(), seconds)
            except TimeoutError:
                return False
        return True

    async def show(self, selection: Selection) -> Shown:
        """What there is to show of a selection now. Who asks for the same waits for the same."""
        task = self._shown.get(selection)
        if task is None:
            if len(self._shown) >= _MOST_FILES:
                self._shown.pop(next(iter(self._shown)))
            task = self._shown[selection] = asyncio.ensure_future(self._show(selection))
        return await asyncio.shield(task)

    def file(self, key: str) -> File | None:
        """A finished file that is still kept."""
        return self._files.get(key) or next(
            (good for good in self._good.values() if good.key == key), None
        )

    async def _show(self, selection: Selection) -> Shown:
        for _ in range(_PATIENCE):
            turn = self.turn
            shown = await self._made(selection, turn)
            if turn == self.turn:
                break
        if shown.file is not None and shown.current:
            for name in {selection, shown.selection}:  # asked for without a theme, and with it
                self._keep(name, shown.file)
        if self._told is not None:
            self._told(shown)
        return shown

    def _keep(self, selection: Selection, file: File) -> None:
        self._good[selection] = file
        self._good.move_to_end(selection)
        while len(self._good) > _MOST_FILES:
            self._good.popitem(last=False)
        self._files[file.key] = file
        self._files.move_to_end(file.key)
        size = sum(len(kept.data) for kept in self._files.values())
        while len(self._files) > 1 and (len(self._files) > _MOST_FILES or size > _MOST_BYTES):
            size -= len(self._files.popitem(last=False)[1].data)

    async def _made(self, selection: Selection, turn: int) -> Shown:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Shown] = loop.create_future()
        good = self._good.get(selection)
        if good is None and selection.draft:  # no draft either: the last good brief stays in view
            good = self._good.get(replace(selection, draft=False))

        def work() -> None:
            made = self._work_on(selection, turn, good)

            def hand_over() -> None:
                if not future.done():
                    future.set_result(made)

            try:
                loop.call_soon_threadsafe(hand_over)
            except RuntimeError:  # the preview has ended meanwhile
                return

        self._asked.put(work)
        return await future

    # ------------------------------------------------------------ in the workshop's thread

    def _work(self) -> None:
        while True:
            self._asked.get()()

    def _work_on(self, selection: Selection, turn: int, good: File | None) -> Shown:
        """Make a brief. A bug of ours is something to show as well."""
        started = time.perf_counter()
        try:
            report, files, whole = self._work_out(selection, turn)
        except Exception as error:
            spent = time.perf_counter() - started
            return Shown(selection, turn, good, False, (), (), self._choices, spent, _bug(error))
        file = next(iter(files), None)
        from briefgen.report.closing import ledger_lines

        counts = report.evidence
        lines = (
            f"evidence: {counts.checked} checked, {counts.failed} failed, {counts.skipped} skipped",
            *ledger_lines(report.ledger),
        )
        return Shown(
            whole,
            turn,
            file or good,
            file is not None,
            _problems(report),
            lines if report.ledger.entries else (),
            self._choices,
            time.perf_counter() - started,
        )

    def _work_out(
        self, selection: Selection, turn: int
    ) -> tuple[Report, tuple[File, ...], Selection]:
        """The report of making a brief, its file if there is one, and the selection with its theme
        named."""
        from briefgen import pipeline, plan

        reading = self._work_read(turn)
        templates = plan.available_templates(self.root)
        several = selection.template in templates and plan.takes_several_themes(
            templates[selection.template]
        )
        held = replace(self._choices, several=several)
        if reading.workspace is not None:
            themes = tuple((t.id, t.title) for t in reading.workspace.themes.values())
            held = Choices(themes, tuple(sorted(templates)), several)
        self._choices = held
        theme = selection.theme
        if not theme and not several and self._choices.themes:
            theme = self._choices.themes[0][0]
        files: list[File] = []

        def deliver(
            folder: str, contents: Mapping[str, bytes]
        ) -> tuple[tuple[Path, ...], list[Diagnostic]]:
            for name, data in contents.items():
                key = hashlib.sha256(data).hexdigest()
                files.append(File(key, name, MIME[selection.format], data))
            return tuple(Path(name) for name in contents), []

        options = plan.Options(
            themes=(theme,) if theme else (),
            template=selection.template,
            formats=(selection.format,),
            draft=selection.draft,
        )
        report = pipeline.make(reading, options, deliver)
        named = Selection(theme, selection.template, selection.format, selection.draft)
        return report, tuple(files), named

    def _work_read(self, turn: int) -> Reading:
        """The workspace as it is at a turn; read once for all that is shown of it."""
        from briefgen import pipeline

        if self._reading is None or self._reading[0] != turn:
            self._reading = None
            self._reading = (turn, pipeline.read(self.root))
        return self._reading[1]


def _problems(report: Report) -> tuple[Problem, ...]:
    """The errors and warnings of a report; notes need no action."""
    from briefgen.report import shown_path
    from briefgen.report.excerpt import draw

    def place(path: str) -> str:
        return shown_path(report.root, path)

    return tuple(
        Problem(diagnostic.severity, draw(diagnostic, report.texts, place))
        for diagnostic in sorted(report.diagnostics, key=lambda d: d.severity != "error")
        if diagnostic.severity != "note"
    )


def _bug(error: Exception) -> str:
    """Our own mistake, in the words of the command line."""
    import os
    import traceback

    from briefgen.version import __version__

    where = traceback.extract_tb(error.__traceback__)[-1]
    summary = "".join(traceback.format_exception_only(error)).strip()
    lines = [
        f"This is a bug in briefgen {__version__}, not a mistake of yours.",
        f"  {summary} ({Path(where.filename).name}:{where.lineno})",
        "The preview goes on; the next change of a file makes the brief anew.",
    ]
    if os.environ.get("BRIEFGEN_DEBUG"):
        lines.append("".join(traceback.format_exception(error)))
    return "\n".join(lines)
