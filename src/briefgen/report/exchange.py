"""Reports for programs: JSON of our own, and SARIF 2.1.0.

Lines and columns count from 1, offsets from 0, all in Unicode code points. The JSON is
described in `docs/manual.md`; keys are added to it, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ledger import Waived
from briefgen.ledger import as_json as as_counts
from briefgen.report import Counts, Report
from briefgen.text import SourceText, Span
from briefgen.version import __version__


def as_json(report: Report) -> str:
    """The report as a JSON object."""
    return dumps(
        {
            "briefgen": __version__,
            "ok": report.ok,
            "errors": report.errors,
            "warnings": report.warnings,
            "errors_elsewhere": report.elsewhere,
            "proposed": report.proposed,
            "evidence": _counts(report.evidence)
            | {"reasons": [{"evidence": key, "reason": why} for key, why in report.skipped]},
            "ledger": as_counts(report.ledger),
            "built": [
                {
                    "theme": brief.theme,
                    "themes": list(brief.themes),
                    "template": brief.template,
                    "files": [_file(report.root, path) for path in brief.files],
                    "notes": brief.notes,
                    "evidence": _counts(brief.evidence),
                    "ledger": as_counts(brief.ledger),
                    "draft": brief.draft,
                }
                for brief in report.built
            ],
            "not_built": [
                {
                    "theme": brief.theme,
                    "themes": list(brief.themes),
                    "template": brief.template,
                    "errors": brief.errors,
                    "evidence": _counts(brief.evidence),
                    "ledger": as_counts(brief.ledger),
                }
                for brief in report.unbuilt
            ],
            "diagnostics": [_diagnostic(d, report.texts) for d in report.diagnostics],
        }
    )


def as_objects(report: Report) -> list[dict[str, Any]]:
    """The diagnostics of a report, as its JSON has them."""
    return [_diagnostic(d, report.texts) for d in report.diagnostics]


def dumps(value: object) -> str:
    """JSON as briefgen prints it: indented, in UTF-8, keys in the order given."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def _file(root: Path, path: Path) -> str:
    """Relative to the workspace where it is inside it, else absolute."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _counts(counts: Counts) -> dict[str, Any]:
    return {"checked": counts.checked, "failed": counts.failed, "skipped": counts.skipped}


def _diagnostic(diagnostic: Diagnostic, texts: Mapping[str, SourceText]) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "rule": CODES[diagnostic.code],
        **_location(diagnostic.span, diagnostic.path, texts),
        "hints": [
            {"message": hint.message, **_location(hint.span, None, texts)}
            for hint in diagnostic.hints
        ],
    }


def _location(
    span: Span | None, path: str | None, texts: Mapping[str, SourceText]
) -> dict[str, Any]:
    """`path`, `start` and `end`; null where there is none."""
    if span is None:
        return {"path": path, "start": None, "end": None}
    text = texts.get(span.path)
    return {
        "path": span.path,
        "start": _point(text, span.start),
        "end": _point(text, span.end),
    }


def _point(text: SourceText | None, offset: int) -> dict[str, int] | None:
    if text is None:
        return None
    line, column = text.position(offset)
    return {"line": line, "column": column, "offset": offset}


# ------------------------------------------------------------------------------- SARIF


def as_sarif(report: Report) -> str:
    """The report as a SARIF 2.1.0 log (OASIS standard) with one run."""
    waived = report.ledger.waived
    codes = sorted({d.code for d in report.diagnostics} | {one.code for one in waived})
    index = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "briefgen",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [{"id": c, "shortDescription": {"text": CODES[c]}} for c in codes],
            }
        },
        # Offsets and columns count code points (SARIF 3.14.17); the default is UTF-16 units.
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": 0 if report.ok else 1}],
        "results": [_result(d, index[d.code], report.texts) for d in report.diagnostics]
        + [_suppressed(one, index[one.code], report.texts) for one in report.ledger.waived],
        "properties": {"ledger": as_counts(report.ledger)},
    }
    return dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def _result(diagnostic: Diagnostic, index: int, texts: Mapping[str, SourceText]) -> dict[str, Any]:
    plain = [f"hint: {hint.message}" for hint in diagnostic.hints]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": "\n".join([diagnostic.message, *plain])},
    }
    path = diagnostic.span.path if diagnostic.span else diagnostic.path
    if path is not None:
        result["locations"] = [_physical(path, diagnostic.span, texts)]
    related = [_related(hint, texts) for hint in diagnostic.hints if hint.span is not None]
    if related:
        result["relatedLocations"] = related
    return result


def _suppressed(one: Waived, index: int, texts: Mapping[str, SourceText]) -> dict[str, Any]:
    """A finding that is waived in the data: a result that somebody answers for (SARIF 3.35)."""
    reason = f"{one.reason} ({one.by})"
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": "error",
        "message": {"text": one.message},
        "suppressions": [{"kind": "external", "justification": reason}],
    }
    if one.span is not None:
        result["locations"] = [_physical(one.span.path, one.span, texts)]
    return result


def _related(hint: Hint, texts: Mapping[str, SourceText]) -> dict[str, Any]:
    assert hint.span is not None
    return _physical(hint.span.path, hint.span, texts) | {"message": {"text": hint.message}}


def _physical(path: str, span: Span | None, texts: Mapping[str, SourceText]) -> dict[str, Any]:
    from urllib.parse import quote

    # Relative to the workspace, whose place is for the reader of the log to know
    # (SARIF 3.4.4 lets a uriBaseId be resolved from outside the log).
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(path, safe="/:")}}
    if not Path(path).is_absolute():
        location["artifactLocation"]["uriBaseId"] = "%SRCROOT%"
    text = texts.get(span.path) if span is not None else None
    if span is not None and text is not None:
        line, column = text.position(span.start)
        end_line, end_column = text.position(max(span.end, span.start))
        location["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": max(span.end - span.start, 0),
        }
    return {"physicalLocation": location}
