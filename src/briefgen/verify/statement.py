"""The statement inside a file, if it is of the shape of `docs/provenance.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from briefgen.verify.received import UnreadableError

#: The shape and the rules of comparison that are known here.
FORMAT = 1
RULES = "letters-1"

#: Of each kind of value, a test: a name of a Python type, a list of one shape, or a mapping
#: with its required keys; those that end with `?` may be absent.
_DIGEST = "digest"
_SELECTED = {
    "selector": [
        {
            "type": str,
            "exact?": str,
            "prefix?": str,
            "suffix?": str,
            "start?": int,
            "end?": int,
        }
    ]
}
_SHAPE: dict[str, Any] = {
    "format": int,
    "generator": {"name": str, "version": str},
    "brief": {
        "title": str,
        "date": str,
        "language": str,
        "organisation": str,
        "marking": str,
        "running": str,
        "themes": [str],
        "template": {"name": str, "sha256": _DIGEST},
        "meetings?": [str],
        "watermark?": str,
        "since?": str,
        "until?": str,
    },
    "workspace": {"sha256": _DIGEST},
    "sources": [{"id": str, "title": str, "grade": str, "text_sha256": _DIGEST}],
    "notes": [
        {
            "number": int,
            "citations": [
                {
                    "source": str,
                    "evidence?": str,
                    "passages": [int],
                    "pages?": [int],
                    "targets": [_SELECTED],
                }
            ],
        }
    ],
    "ledger": {"quotes": {"checked": int, "failed": int, "skipped": [{"evidence": str}]}},
    "visible": {
        "rules": str,
        "body_sha256": _DIGEST,
        "cells_sha256": _DIGEST,
        "notes_sha256": _DIGEST,
        "body": [{"kind": str, "text": str, "cell?": [int]}],
        "notes": [str],
    },
    "rendering": {"format": str},
}
_PDF: dict[str, Any] = {
    "paper": [float],
    "fonts": {},
    "pages": [{"content_sha256": _DIGEST, "links_sha256": _DIGEST}],
}
_DOCX: dict[str, Any] = {"parts": {}, "letterhead?": [str]}
_HTML: dict[str, Any] = {"page_sha256": _DIGEST}


def read_statement(text: str) -> dict[str, Any]:
    """A statement from its JSON. Raises `UnreadableError` when it is none, is damaged, or of a
    newer briefgen."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("its provenance is damaged") from None
    if not isinstance(said, dict) or not isinstance(said.get("format"), int):
        raise UnreadableError("its provenance is damaged")
    if said["format"] != FORMAT:
        raise UnreadableError(
            f"its provenance has the shape {said['format']}, which this briefgen does not know"
        )
    if wrong := _misshapen(said, _SHAPE, ""):
        raise UnreadableError(f"its provenance is damaged, at `{wrong}`")
    if said["visible"]["rules"] != RULES:
        raise UnreadableError("its provenance compares texts by rules not known here")
    rendering = said["rendering"]
    shape = {"pdf": _PDF, "docx": _DOCX, "html": _HTML}.get(rendering["format"])
    if shape is None:
        raise UnreadableError("its provenance is damaged, at `rendering.format`")
    if wrong := _misshapen(rendering, shape, "rendering"):
        raise UnreadableError(f"its provenance is damaged, at `{wrong}`")
    return said


def _misshapen(value: Any, shape: Any, at: str) -> str:
    """Where a value is not of a shape; empty when it is."""
    if shape is _DIGEST:
        good = isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")
        return "" if good else at
    if isinstance(shape, list):
        if not isinstance(value, list):
            return at
        places = (_misshapen(held, shape[0], f"{at}[{i}]") for i, held in enumerate(value))
        return next(filter(None, places), "")
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return at
        for key, inner in shape.items():
            name = key.rstrip("?")
            where = f"{at}.{name}".lstrip(".")
            if name not in value:
                if key.endswith("?"):
                    continue
                return where
            if wrong := _misshapen(value[name], inner, where):
                return wrong
        return ""
    if shape is float:
        return "" if isinstance(value, int | float) else at
    return "" if isinstance(value, shape) and not isinstance(value, bool) else at
