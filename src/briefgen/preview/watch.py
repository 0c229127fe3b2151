"""Notices that a file of a workspace changed, by looking at all of them several times a second.

The operating systems' own notifications differ, need a library, lose events, and are not there on
network drives. To ask for size and times of two thousand files takes some milliseconds.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

#: Seconds between two looks, if a look takes no time.
INTERVAL = 0.1
#: Files must stay as they are for so many seconds before they are read: whoever writes them may
#: not be done. A file that never rests is read after `PATIENCE` seconds.
SETTLED, PATIENCE = 0.05, 1.0
#: A look may take this share of a processor's time.
_SHARE = 0.1
_DEEPEST = 12

#: Size, times and identity of every file, by path.
Snapshot = dict[str, tuple[int, int, int]]


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """All files in some folders. Hidden ones are passed over, as everywhere."""
    seen: Snapshot = {}
    for folder in folders:
        _look(str(folder), seen, 0)
    return seen


def _look(folder: str, seen: Snapshot, depth: int) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                try:
                    if entry.is_dir():
                        if depth < _DEEPEST:  # links may lead in a circle
                            _look(entry.path, seen, depth + 1)
                        continue
                    info = entry.stat()
                except OSError:  # gone meanwhile, or a link that leads nowhere
                    seen[entry.path] = (0, 0, 0)
                    continue
                seen[entry.path] = (info.st_mtime_ns, info.st_size, info.st_ino)
    except OSError:
        # A folder that is not there is empty.
        return


class Watch:
    """Calls `changed` when any file in some folders was added, removed or written, once what
    happened is over. It runs in a thread of its own, which ends with the program."""

    def __init__(self, folders: Iterable[Path], changed: Callable[[], None]) -> None:
        self._folders = tuple(folders)
        self._changed = changed
        self._ended = threading.Event()
        self._before = snapshot(self._folders)
        self._thread = threading.Thread(target=self._follow, name="watch", daemon=True)

    def start(self) -> None:
        """Begin; changes count from when the object was made."""
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join(timeout=2)

    def _follow(self) -> None:
        wait = INTERVAL
        while not self._ended.wait(wait):
            started = time.perf_counter()
            now = snapshot(self._folders)
            wait = max(INTERVAL, (time.perf_counter() - started) / _SHARE)
            if now != self._before:
                self._before = self._at_rest(now)
                self._changed()

    def _at_rest(self, now: Snapshot) -> Snapshot:
        """The files once they have stayed the same for a moment."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not self._ended.wait(SETTLED):
            later = snapshot(self._folders)
            if later == now:
                break
            now = later
        return now
