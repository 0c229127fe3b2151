"""A data file written anew in one step: after a crash, a full disk or Ctrl-C there is the old
file or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.workspace.files import reason


def content_of(file: Path) -> bytes | None:
    """What a file holds now; None when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def rewrite(file: Path, path: str, content: bytes) -> Diagnostic | None:
    """Put `content` in place of a file's own, with its permissions; a link stays one. Gives why
    it could not be done. `path` is how messages call the file."""
    part = None
    try:
        target = file.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        with target.open("r+b"):  # a write-protected file is not replaced
            pass
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(mode)
        part.replace(target)
        part = None
    except OSError as error:
        return Diagnostic(
            "file-unwritable",
            f"{CODES['file-unwritable']}; this one is not: {reason(error)}",
            path=path,
            hints=(Hint("see to its permissions and to the room on its disk, then decide again"),),
        )
    finally:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return None
