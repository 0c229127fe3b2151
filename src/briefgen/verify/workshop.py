"""The brief made again from its workspace: what stands behind a file that is no more than a file.

The same workspace, template and briefgen give the same brief, so a statement that says
otherwise was altered.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from briefgen.verify.received import Received, UnreadableError


class Remade(NamedTuple):
    """What the workspace gives today. `received` is the brief made again and read back, None
    when there is none, and then `reason` says why; `texts` are the archived texts by id, and
    `former` those that the brief was made from where a newer version has replaced them."""

    received: Received | None
    reason: str = ""
    texts: Mapping[str, str] = {}
    former: Mapping[str, str] = {}


def remake(root: Path, statement: Mapping[str, Any]) -> Remade:
    """Make the brief of a statement again, in a folder of its own that is removed."""
    from tempfile import TemporaryDirectory

    from briefgen import pipeline, plan
    from briefgen.verify.docx_reading import read_docx
    from briefgen.verify.html_reading import read_html
    from briefgen.verify.pdf_reading import read_pdf

    readers = {"docx": read_docx, "html": read_html, "pdf": read_pdf}
    workspace = pipeline.load(root).workspace
    if workspace is None:
        return Remade(None, "there is no workspace in this folder")
    texts = {source.id: source.archive.text for source in workspace.sources.values()}
    former = _former(root, workspace.sources, statement)
    brief, kind = statement["brief"], statement["rendering"]["format"]
    try:
        dates = {
            key: datetime.date.fromisoformat(brief[key])
            for key in ("date", "since", "until")
            if key in brief
        }
    except ValueError:
        return Remade(None, "its provenance has a date that is none", texts, former)
    with TemporaryDirectory(prefix="briefgen-") as folder:
        options = plan.Options(
            themes=tuple(brief["themes"]),
            template=brief["template"]["name"],
            formats=(kind,),
            meetings=tuple(brief.get("meetings", ())),
            since=dates.get("since"),
            until=dates.get("until"),
            date=dates.get("date"),
            out=Path(folder),
        )
        report = pipeline.build(root, options)
        files = [path for built in report.built for path in built.files]
        if len(files) != 1:
            errors = [d.message for d in report.diagnostics if d.severity == "error"]
            return Remade(None, errors[0] if errors else "it gives no such brief", texts, former)
        data = files[0].read_bytes()
    try:
        return Remade(readers[kind](data), "", texts, former)
    except UnreadableError as error:
        return Remade(None, str(error), texts, former)


def _former(root: Path, sources: Mapping[str, Any], statement: Mapping[str, Any]) -> dict[str, str]:
    """The texts of former versions that a brief was made from, found by their digests."""
    found = {}
    for used in statement["sources"]:
        source: Any = sources.get(used["id"])
        for former in () if source is None else source.previous:
            if former.sha256.lower() != used["text_sha256"]:
                continue
            file = PurePath(source.archive.path).name
            path = root / "briefs" / "sources" / source.id / former.folder / file
            with contextlib.suppress(OSError, UnicodeDecodeError):
                content = path.read_bytes()
                if sha256(content).hexdigest() == used["text_sha256"]:
                    found[used["id"]] = content.decode()
    return found
