"""Puts finished files where readers find them, all of a brief or none.

Each file is written beside its target under another name, flushed to the disk and then
renamed over it, so that after a crash or a full disk there is the old file or the new
one, never a part of one. A Word file that someone else saved is kept beside the new one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_IN_THE_WAY = frozenset({errno.ENOTDIR, errno.EEXIST})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[tuple[Path, ...], list[Diagnostic]]:
    """Write `files`, by name, into `folder`; the paths, or why it could not be done.

    When anything fails, the folder's earlier files are as they were. A warning names each
    file that a reviewer saved and under which name it was kept.
    """
    kept: list[Diagnostic] = []
    targets = {name: folder / name for name in files}
    parts: dict[str, Path] = {}
    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            at = targets[name]
            _replaceable(at)
            parts[name] = folder / f".{name}.{os.getpid()}.part"
            _write(parts[name], content)
        for name in files:
            at = targets[name]
            kept += _kept(at)
        for name in files:
            at = targets[name]
            parts[name].replace(at)
            del parts[name]
    except OSError as error:
        return (), [_refused(at, folder, error)]
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(targets.values()), kept


def _kept(target: Path) -> list[Diagnostic]:
    """Copy aside what a reviewer may have written into."""
    if target.suffix != ".docx" or not target.exists():
        return []
    from briefgen.reviewed import aside, worked_on

    if not worked_on(target):
        return []
    copy = aside(target)
    code = "reviewed-file-kept"
    return [
        Diagnostic(
            code,
            f"{CODES[code]}; another program saved `{target.name}` since it was built, "
            f"and it is kept as `{copy.name}`",
            severity="warning",
            path=target.parent.as_posix(),
            hints=(Hint(f"`briefgen review {copy.name}` lists what was written into it"),),
        )
    ]


def _replaceable(target: Path) -> None:
    """Raise now what renaming would raise later, when another file was already replaced:
    the target is a folder, is write-protected, or is open in a program (Windows). A device or
    a pipe would be replaced by a file, `/dev/stdout` too, which nobody means who names one."""
    if target.parent.resolve() == Path("/dev") or (
        target.exists() and not target.is_file() and not target.is_dir()
    ):
        raise OSError(errno.ENXIO, "it is a device or a pipe, and no file")
    if target.exists():
        with target.open("r+b"):
            pass


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refused(target: Path, folder: Path, error: OSError) -> Diagnostic:
    reason = (error.strerror or str(error)).lower()
    if error.errno in _IN_THE_WAY and not target.is_dir():
        reason = "a file stands in its place"
    doing = "making it" if target == folder else f"writing `{target.name}`"
    if error.errno in _FULL:
        return Diagnostic(
            "output-disk-full",
            f"there must be room for the output; {doing} failed: {reason}",
            path=folder.as_posix(),
            hints=(Hint("make room, or choose a folder on another disk"),),
        )
    closing = "close the file if it is open, or " if error.errno in _FORBIDDEN else ""
    return Diagnostic(
        "output-unwritable",
        f"the output folder must be writable; {doing} failed: {reason}",
        path=folder.as_posix(),
        hints=(Hint(f"{closing}choose another folder (for `build` with `--out`)"),),
    )
