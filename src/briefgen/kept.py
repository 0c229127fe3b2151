"""What takes long to make from the package's own files, kept where Python keeps compiled modules.

Compiling its template takes longer than all the rest of composing a brief, and finding the stems of
the synonyms longer than checking it; regular expressions and records (`regex`, `record`) take
as long together. All are made from files of the package alone, so what was made is kept beside
its compiled modules, in `__pycache__`, and trusted no less. Where that folder
is somebody else's, or Python is told to write no bytecode, it goes into the user's own folder for
caches. Nothing that comes from a workspace, which may come from anyone, is ever kept or taken for
something kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import Any, Generic, TypeVar, cast
from zlib import crc32

from briefgen.version import __version__

T = TypeVar("T")
Value = TypeVar("Value")


def kept(name: str, key: object, make: Callable[[], T]) -> T:
    """What `make` makes: as it was kept under a name with the same key, else made now and kept
    from then on. It is code, or built of plain values (what `marshal` takes); `key` is anything
    whose `repr` changes when what is made does."""
    whole = repr((MAGIC_NUMBER, key))
    for folder in _folders():
        try:
            held, made = marshal.loads(_in(folder, name).read_bytes())
            if held == whole:
                return cast(T, made)
        except (OSError, EOFError, ValueError, TypeError):
            pass  # not there, or cut short
    made = make()
    _keep(name, whole, made)
    return made


def stamps(files: Iterable[Path]) -> list[tuple[str, int, int]]:
    """A key for what is made from files: their names, times and sizes, as Python itself tells
    whether a compiled module is still that of its source."""
    found = []
    for file in sorted(files):
        status = file.stat()
        found.append((file.name, status.st_mtime_ns, status.st_size))
    return found


class Growing(Generic[Value]):
    """Many small things kept under one name, each from when it was first needed.

    What is added is there for later processes, once `keep_added` was called.
    """

    def __init__(self, name: str, key: object) -> None:
        self._name = name
        self._key = key
        self._held: dict[str, Value] | None = None
        self._added: dict[str, Callable[[], Value]] = {}
        _GROWING.append(self)

    def get(self, of: str) -> Value | None:
        """What was kept; None when there is nothing."""
        if self._held is None:
            self._held = self._read()
        return self._held.get(of)

    def add(self, of: str, make: Callable[[], Value]) -> None:
        """Keep what `make` makes, which is called when it is written; if it fails, nothing."""
        self._added[of] = make

    def keep(self) -> None:
        """Write what was added; others may have added more meanwhile."""
        added, self._added = self._added, {}
        if not added or not any(_takes(folder) for folder in _folders()):
            return
        held = self._read()
        for of, make in added.items():
            with suppress(Exception):
                held[of] = make()
        _keep(self._name, repr((MAGIC_NUMBER, self._key)), held)

    def _read(self) -> dict[str, Value]:
        return kept(self._name, self._key, dict)


_GROWING: list[Growing[Any]] = []


def keep_added() -> None:
    """Keep what was added to everything that grows, for the processes to come."""
    for growing in _GROWING:
        growing.keep()


@cache
def _folders() -> tuple[Path, ...]:
    """Where things may be kept, the best place first."""
    beside = Path(cache_from_source(__file__)).parent
    if not sys.dont_write_bytecode and _takes(beside):
        return (beside,)
    own = _users_folder(str(beside))
    return (beside,) if own is None else (beside, own)


def _users_folder(package: str) -> Path | None:
    """The folder for what is kept of this very package among the user's caches; None where there
    is none that nobody else may write to: what lies in it is run."""
    if os.name == "nt":
        caches = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get("HOME", "")
        caches = os.environ.get("XDG_CACHE_HOME") or (home and f"{home}/.cache")
    if not os.path.isabs(caches):  # noqa: PTH117 - of a text that may be empty
        return None
    folder = Path(caches, "briefgen", f"{__version__}-{crc32(package.encode()):08x}")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    if os.name != "nt" and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        return None
    return folder


def _takes(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _in(folder: Path, name: str) -> Path:
    """One for each version of Python, as compiled modules have."""
    return folder / f"{name}.{sys.implementation.cache_tag}.kept"


def _keep(name: str, key: str, made: object) -> None:
    """Write a file whole or not at all; where it cannot be written there is none."""
    folder = _folders()[-1]
    path = _in(folder, name)
    written = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        written.write_bytes(marshal.dumps((key, cast(Any, made))))
        written.replace(path)
    except OSError:
        with suppress(OSError):
            written.unlink(missing_ok=True)
