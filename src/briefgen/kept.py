"""What takes long to make from the package's own files, kept where Python keeps compiled modules.

Compiling its template takes longer than all the rest of composing a brief, and finding the stems of
the synonyms longer than checking it. Both are made from files of the package alone, so what was
made is kept beside its compiled modules, in `__pycache__`, and trusted no less. Nothing that comes
from a workspace, which may come from anyone, is ever kept or taken for something kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")

_DIGEST = 32


def kept(name: str, key: object, make: Callable[[], T]) -> T:
    """What `make` makes: as it was kept under a name with the same key, else made now and kept
    from then on. It is code, or built of plain values (what `marshal` takes); `key` is anything
    whose `repr` changes when what is made does."""
    path = _folder() / f"{name}.kept"
    digest = hashlib.sha256(repr((MAGIC_NUMBER, name, key)).encode()).digest()
    try:
        data = path.read_bytes()
        if data[:_DIGEST] == digest:
            return cast(T, marshal.loads(data[_DIGEST:]))
    except (OSError, EOFError, ValueError, TypeError):
        pass  # not there, or cut short
    made = make()
    if not sys.dont_write_bytecode:
        _keep(path, digest + marshal.dumps(cast(Any, made)))
    return made


def stamps(files: Iterable[Path]) -> list[tuple[str, int, int]]:
    """A key for what is made from files: their names, times and sizes, as Python itself tells
    whether a compiled module is still that of its source."""
    found = []
    for file in sorted(files):
        status = file.stat()
        found.append((file.name, status.st_mtime_ns, status.st_size))
    return found


def _folder() -> Path:
    return Path(cache_from_source(__file__)).parent


def _keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where it cannot be written there is none."""
    written = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        written.write_bytes(data)
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
