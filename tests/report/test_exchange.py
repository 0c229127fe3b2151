"""What programs read: our JSON, and SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.report import BuiltBrief, Counts, Report, UnbuiltBrief
from briefgen.report.exchange import as_json, as_sarif
from briefgen.text import SourceText, Span

ROOT = Path("/w").absolute()
TEXT = SourceText("briefs/a b.yaml", "id: 鉱物\n🙂 name: wrong\n")
AT = TEXT.text.index("wrong")

REPORT = Report(
    ROOT,
    diagnostics=(
        Diagnostic("unknown-theme", "there is no theme `x`"),
        Diagnostic("file-missing", "gone", path="briefs/gone.yaml"),
        Diagnostic(
            "bad-value",
            "no",
            Span(TEXT.path, AT, AT + 5),
            "warning",
            (Hint("do this"), Hint("there", Span(TEXT.path, 0, 2))),
        ),
    ),
    built=(
        BuiltBrief(
            "trade", ("trade",), "policy-brief", (ROOT / "output/trade/a.pdf",), 7, Counts(9, 0, 1)
        ),
    ),
    unbuilt=(UnbuiltBrief("roads", ("roads",), "policy-brief", 2, Counts(4, 2, 0)),),
    evidence=Counts(13, 2, 1),
    skipped=(("trade/x", "no text layer"),),
    texts={TEXT.path: TEXT},
)


def test_json() -> None:
    """Every key that the manual describes, with lines and columns in code points."""
    data = json.loads(as_json(REPORT))
    assert data["ok"] is False
    assert (data["errors"], data["warnings"]) == (2, 1)
    assert data["evidence"] == {
        "checked": 13,
        "failed": 2,
        "skipped": 1,
        "reasons": [{"evidence": "trade/x", "reason": "no text layer"}],
    }
    assert data["built"] == [
        {
            "theme": "trade",
            "themes": ["trade"],
            "template": "policy-brief",
            "files": ["output/trade/a.pdf"],
            "notes": 7,
            "evidence": {"checked": 9, "failed": 0, "skipped": 1},
            "ledger": data["ledger"],
            "draft": False,
        }
    ]
    assert data["ledger"]["sentences"] == dict.fromkeys(
        ("checked", "failed", "waived", "skipped"), 0
    )
    assert data["not_built"][0]["errors"] == 2
    nowhere, gone, wrong = data["diagnostics"]
    assert (nowhere["path"], nowhere["start"]) == (None, None)
    assert (gone["path"], gone["start"]) == ("briefs/gone.yaml", None)
    # Line 2 begins with one emoji, a space and `name: `: `wrong` is at code point 9.
    assert wrong["start"] == {"line": 2, "column": 9, "offset": AT}
    assert wrong["end"] == {"line": 2, "column": 14, "offset": AT + 5}
    assert wrong["rule"] == CODES["bad-value"]
    assert [hint["path"] for hint in wrong["hints"]] == [None, "briefs/a b.yaml"]


def test_json_is_readable() -> None:
    """Text of other scripts stands as itself, in UTF-8."""
    report = Report(ROOT, (Diagnostic("bad-value", "鉱物"),))
    assert "鉱物" in as_json(report)


def test_sarif() -> None:
    """The parts of SARIF 2.1.0 that code-scanning services read."""
    log = json.loads(as_sarif(REPORT))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    nowhere, gone, wrong = run["results"]
    assert "locations" not in nowhere
    assert "region" not in gone["locations"][0]["physicalLocation"]
    place = wrong["locations"][0]["physicalLocation"]
    # An artifact's URI is a URI reference (RFC 3986): the space is encoded.
    assert place["artifactLocation"]["uri"] == "briefs/a%20b.yaml"
    assert place["region"]["startLine"] == 2
    assert place["region"]["startColumn"] == 9
    assert place["region"]["charLength"] == 5
    assert wrong["level"] == "warning"
    assert wrong["relatedLocations"][0]["message"]["text"] == "there"
