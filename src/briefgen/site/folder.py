"""The site's folder: files are made in a hidden folder and put in their places when all are there.

A manifest names every file that the site made, with its digest. Nothing else in the folder is
ever written over or removed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint

MANIFEST = "briefgen-site.json"
_PART = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_CODE = "site-folder"


def digest(data: bytes) -> str:
    """The digest of a file in the manifest."""
    return hashlib.sha256(data).hexdigest()


def problem(out: Path, root: Path) -> Diagnostic | None:
    """Why a folder cannot hold the site; None when it can. What is not there yet can."""
    place, home = out.resolve(), root.resolve()
    data = (home, home / "briefs", home / "templates")
    if home.is_relative_to(place):
        what = "this is the workspace" if home == place else "the workspace lies in it"
        return _refused(out, what, "name a folder of its own")
    if any(place.is_relative_to(own) for own in data[1:]):
        return _refused(out, "it belongs to the workspace’s data", "name a folder of its own")
    if not out.exists():
        return None
    if not out.is_dir():
        return _refused(out, "a file stands in its place", "name another folder")
    names = sorted(path.name for path in out.iterdir() if path.name != _STAGE)
    if names and not (out / MANIFEST).is_file():
        held = ", ".join(f"`{name}`" for name in names[:3]) + (", ..." if len(names) > 3 else "")
        return _refused(
            out, f"this one holds other things: {held}", "name a new folder, or empty this one"
        )
    return None


def _refused(out: Path, what: str, hint: str) -> Diagnostic:
    return Diagnostic(_CODE, f"{CODES[_CODE]}; {what}", path=out.as_posix(), hints=(Hint(hint),))


def former(out: Path) -> dict[str, frozenset[str]]:
    """The files of the site that stands in a folder, each with the digests that it may have: one,
    or two where putting the site in place was broken off. None without a site; a manifest
    that names a place outside of the folder is none."""
    try:
        read = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        held = [*dict(read["files"]).items(), *dict(read.get("former", {})).items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    files: dict[str, frozenset[str]] = {}
    for path, digest_of in held:
        parts = path.split("/")
        if not isinstance(digest_of, str) or not all(map(_PART.fullmatch, parts)):
            return {}
        files[path] = files.get(path, frozenset()) | {digest_of}
    return files


def kept(out: Path, path: str, files: Mapping[str, frozenset[str]]) -> bytes | None:
    """A file of the former site, if it is as the site made it."""
    try:
        data = (out / path).read_bytes()
    except OSError:
        return None
    return data if digest(data) in files.get(path, ()) else None


_STAGE = ".briefgen-site"


def replace(out: Path, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Make the folder hold these files, and none that a former site made beside them. When they
    cannot all be written, the former site stays as it is."""
    before = former(out)
    stage = out / _STAGE
    at = out
    try:
        if strange := _strange(out, files, before):
            return [strange]
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)  # also when nothing has changed but the list of files
        fresh = {path: data for path, data in files.items() if kept(out, path, before) != data}
        for path, data in fresh.items():
            at = stage / path
            at.parent.mkdir(parents=True, exist_ok=True)
            _write(at, data)
        _flush(stage / path for path in fresh)
        manifest = {path: digest(data) for path, data in files.items()}
        # Until all is in place, the manifest vouches for the old files and for the new ones.
        at = out / MANIFEST
        held = {path: kept(out, path, before) for path in before}
        was = {path: digest(data) for path, data in held.items() if data is not None}
        _publish_manifest(stage, out, manifest, was)
        for path in sorted(fresh, key=lambda path: path == "index.html"):
            at = out / path
            at.parent.mkdir(parents=True, exist_ok=True)
            (stage / path).replace(at)
        for path in sorted(before.keys() - files.keys(), reverse=True):
            at = out / path
            if kept(out, path, before) is not None:
                at.unlink()
                with contextlib.suppress(OSError):  # others have something in it
                    at.parent.rmdir()
        at = out / MANIFEST
        _publish_manifest(stage, out, manifest)
    except OSError as error:
        return [_failed(out, at, error)]
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return []


def _strange(
    out: Path, files: Mapping[str, bytes], before: Mapping[str, frozenset[str]]
) -> Diagnostic | None:
    """A file in the way that the site did not make, or that somebody changed since."""
    for path in sorted(files):
        for folder in (out / path).parents:
            if folder == out:
                break
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                name = folder.relative_to(out).as_posix()
                return _refused(out, f"`{name}` in it is no folder of the site", "move it away")
        target = out / path
        if not target.exists() and not target.is_symlink():
            continue
        if target.is_symlink() or not target.is_file() or kept(out, path, before) is None:
            made = "was changed since" if path in before else "was not made by it"
            return _refused(out, f"`{path}` in it {made}", "move the file away")
    return None


def _publish_manifest(
    stage: Path, out: Path, files: Mapping[str, str], former: Mapping[str, str] | None = None
) -> None:
    told: dict[str, object] = {"about": "files that `briefgen site` made here"}
    told["files"] = dict(sorted(files.items()))
    if former:
        told["former"] = dict(sorted(former.items()))
    _write(stage / MANIFEST, (json.dumps(told, indent=1) + "\n").encode())
    (stage / MANIFEST).replace(out / MANIFEST)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)


def _flush(paths: Iterable[Path]) -> None:
    """See to it that files are on the disk before they take the place of others. Thousands of
    them are flushed at once where the system can do that."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def _failed(out: Path, at: Path, error: OSError) -> Diagnostic:
    reason = (error.strerror or str(error)).lower()
    name = f"`{at.name}`" if at != out else "the folder"
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    code = "output-disk-full" if full else "output-unwritable"
    hint = "make room, or choose a folder on another disk" if full else "choose another folder"
    return Diagnostic(
        code,
        f"{CODES[code]}; writing {name} failed: {reason}",
        path=out.as_posix(),
        hints=(Hint(hint),),
    )
