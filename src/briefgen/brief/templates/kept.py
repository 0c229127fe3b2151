"""Compiled built-in templates, kept where Python keeps compiled modules.

Compiling its template takes longer than all the rest of composing a brief. The built-in ones
belong to the package like its modules, so what was compiled is kept beside those, in
`__pycache__`, and trusted no less. Templates of a workspace, which may come from anyone, are
compiled each time, and nothing in a workspace is ever taken for a compiled template.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

import jinja2

#: A compiled template: what it extends (empty for nothing), and its code.
Compiled = tuple[str, CodeType]

_DIGEST = 32


def kept(
    name: str, file: str, number: int, source: str, compiled: Callable[[], Compiled]
) -> Compiled:
    """The built-in template `name`, shown as `file`, from `source`, with lines that are marked
    by `number`: as it was kept, else as `compiled` makes it, which is kept from then on."""
    path = _folder() / f"{name.replace('/', '.')}-{number}.compiled"
    digest = hashlib.sha256(repr((_maker(), name, file, number, source)).encode()).digest()
    try:
        data = path.read_bytes()
        if data[:_DIGEST] == digest:
            parent, code = marshal.loads(data[_DIGEST:])
            return parent, code
    except (OSError, EOFError, ValueError, TypeError):
        pass  # not there, or cut short
    made = compiled()
    if not sys.dont_write_bytecode:
        _keep(path, digest + marshal.dumps(made))
    return made


def _folder() -> Path:
    return Path(cache_from_source(__file__)).parent


def _maker() -> tuple[object, ...]:
    """What decides how a template is compiled: Python, Jinja and the modules beside this."""
    here = Path(__file__).parent
    modules = sorted((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in here.glob("*.py"))
    return MAGIC_NUMBER, jinja2.__version__, modules


def _keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where it cannot be written there is none."""
    written = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        written.write_bytes(data)
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
