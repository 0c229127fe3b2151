"""Several files and folders of a workspace replaced as one: all of them, or none.

Everything new is first written beside the data, under `briefs/.updating`, with a journal of
what is to be replaced. Then the old is moved there and the new into its place. The journal's
removal is the moment at which the change has happened: what is interrupted before it, by Ctrl-C,
a full disk or a power cut, is undone, at once or by the next command that reads the workspace.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint

STAGING = "briefs/.updating"
_JOURNAL = "journal.json"

#: What a file is to hold: these bytes, or those of another file.
Content = bytes | Path


def replace(root: Path, changes: Mapping[str, Content | Mapping[str, Content]]) -> list[Diagnostic]:
    """Put new files, and whole folders given as their files by name, in place of what is there.

    The paths are relative to the workspace. Afterwards everything is as asked; or, with a
    diagnostic that says why, as it was before.
    """
    staging = root / STAGING
    try:
        staging.mkdir()
    except FileExistsError:
        message = "another `briefgen sources update` is at work in this workspace"
        hint = Hint(f"wait for it; what one left behind in `{STAGING}` the next command undoes")
        return [_refused(STAGING, message, hint)]
    except OSError as error:
        return [_failed(STAGING, error)]
    with _locked(staging):
        return _replace(root, staging, changes)


def _replace(
    root: Path, staging: Path, changes: Mapping[str, Content | Mapping[str, Content]]
) -> list[Diagnostic]:
    at = ""
    try:
        for number, (path, content) in enumerate(changes.items()):
            at = path
            _stage(staging / f"{number}.new", content)
        _begin(staging, tuple(changes))
        for number, path in enumerate(changes):
            at, target = path, root / path
            if target.is_file():
                shutil.copymode(target, staging / f"{number}.new")
            if os.path.lexists(target):
                target.rename(staging / f"{number}.old")
            (staging / f"{number}.new").rename(target)
            _flush(target.parent)
        (staging / _JOURNAL).rename(staging / "done.json")
        _flush(staging)
    except OSError as error:
        _undo(root, staging)
        return [_failed(at, error)]
    except BaseException:
        _undo(root, staging)
        raise
    shutil.rmtree(staging, ignore_errors=True)
    return []


def recover(root: Path) -> bool:
    """Undo what was interrupted half-way, and say whether anything was. A change that is under
    way in another process is left alone."""
    staging = root / STAGING
    if not staging.is_dir():
        return False
    try:
        with _locked(staging) as alone:
            return alone and _undo(root, staging)
    except OSError:  # a disk that cannot be written to: the next command tries again
        return False


def _undo(root: Path, staging: Path) -> bool:
    try:
        targets: list[str] = json.loads((staging / _JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        targets = []  # nothing has been moved yet, or all of it
    for number in reversed(range(len(targets))):
        target, old = root / targets[number], staging / f"{number}.old"
        moved_in = not os.path.lexists(staging / f"{number}.new")
        if moved_in and os.path.lexists(target):
            target.rename(staging / f"{number}.new")
        if os.path.lexists(old):
            old.rename(target)
    (staging / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
    return bool(targets)


@contextlib.contextmanager
def _locked(staging: Path) -> Iterator[bool]:
    """Whether nobody else has the lock on the staging folder, which is held meanwhile. It goes
    with its process, however that ends. Windows has none of this kind: there it is True."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    with (staging / "lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _stage(place: Path, content: Content | Mapping[str, Content]) -> None:
    if isinstance(content, Mapping):
        place.mkdir()
        for name, held in content.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            _stage(place / name, held)
        return
    with place.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())


def _begin(staging: Path, targets: tuple[str, ...]) -> None:
    part = staging / f"{_JOURNAL}.part"
    _stage(part, json.dumps(targets).encode())
    part.rename(staging / _JOURNAL)
    _flush(staging)


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system can flush a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: str, error: OSError) -> Diagnostic:
    reason = (error.strerror or "the system gives no reason").lower()
    hint = Hint("see to the permissions of `briefs/`, and to room on the disk")
    message = f"writing `{path}` failed, and everything is as it was: {reason}"
    return _refused(path, message, hint)


def _refused(path: str, message: str, hint: Hint) -> Diagnostic:
    code = "update-refused"
    return Diagnostic(code, f"{CODES[code]}; {message}", path=path, hints=(hint,))
