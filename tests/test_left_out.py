"""What is only proposed, or was rejected, is in no brief and in no count."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.pipeline import build, check, load, read
from briefgen.plan import Options

ROOT = Path(__file__).resolve().parent.parent
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
ASIDE = """\
  - id: road-money
    status: {status}
    why: “pledged” and an amount
    reason: not ours
    summary: Zubrowka pledged $15 billion for roads.
    commitment: committed
    themes: [trade]
    actors: [Zubrowka]
    evidence: [{{source: communique, quote: {quote}}}]
"""
QUOTE = "Zubrowka pledged $15 billion for roads"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "errors" / "none", tmp_path, dirs_exist_ok=True)
    return tmp_path


def _add(folder: Path, status: str, quote: str = QUOTE) -> None:
    file = folder / OUTCOMES
    text = file.read_text(encoding="utf-8")
    file.write_text(text + ASIDE.format(status=status, quote=quote), encoding="utf-8")


@pytest.mark.parametrize("status", ["proposed", "rejected"])
@pytest.mark.parametrize(
    "template", ["policy-brief", "at-a-glance", "talking-points", "outcome-matrix"]
)
def test_the_same_bytes(folder: Path, status: str, template: str) -> None:
    """A brief is what it was, to the byte, in every format."""
    options = Options(themes=("trade",), template=template, formats=("docx", "pdf", "html"))
    first = build(folder, options)
    (brief,) = first.built
    before = [path.read_bytes() for path in brief.files]
    _add(folder, status)
    second = build(folder, options)
    assert [path.read_bytes() for path in second.built[0].files] == before
    assert (first.proposed, second.proposed) == (0, 1 if status == "proposed" else 0)
    assert second.evidence == first.evidence
    assert second.ledger == first.ledger
    assert second.diagnostics == first.diagnostics == ()


@pytest.mark.parametrize("status", ["proposed", "rejected"])
@pytest.mark.parametrize(
    "command",
    ["coverage --json", "coverage communique --json", "list themes --json", "list sources --json",
     "show trade --json", "show communique#5 --json"],
)  # fmt: skip
def test_the_same_counts(
    folder: Path, status: str, command: str, briefgen: Callable[..., object]
) -> None:
    """Whatever counts or maps outcomes does not know of it."""
    before = briefgen(command, cwd=folder)
    _add(folder, status)
    assert briefgen(command, cwd=folder) == before


def test_it_is_listed_with_its_status(folder: Path, briefgen: Callable[..., object]) -> None:
    _add(folder, "rejected")
    ran = briefgen("list outcomes --json", cwd=folder)
    listed = json.loads(ran.stdout)  # type: ignore[attr-defined]
    assert [(one["id"], one["status"], one["reason"]) for one in listed] == [
        ("customs-office", "accepted", None),
        ("road-money", "rejected", "not ours"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("themes: [trade]\n    actors: [Zubrowka]\n", "themes: [tarde]\n    actors: [Zubrowka]\n",
         "unknown-theme"),
        ("communique, quote: Zubrowka pledged", "comunique, quote: Zubrowka pledged",
         "unknown-source"),
        ("pledged $15 billion for roads}", "pledged $16 billion for roads}", "quote-changed"),
        ("id: road-money", "id: customs-office", "duplicate-id"),
        ("    commitment: committed\n", "", "missing-key"),
        ("commitment: committed", "commitment: comitted", "bad-value"),
        ("    reason: not ours\n", "    raeson: not ours\n", "unknown-key"),
    ],
)  # fmt: skip
def test_its_errors_stop_nothing(folder: Path, old: str, new: str, code: str) -> None:
    """An error in a proposal is a warning, and the brief is built."""
    _add(folder, "proposed")
    file = folder / OUTCOMES
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(new.join(text.rsplit(old, 1)), encoding="utf-8")
    report = build(folder, Options(themes=("trade",), formats=("docx",)))
    assert [(d.code, d.severity) for d in report.diagnostics] == [(code, "warning")]
    assert len(report.built) == 1
    assert report.proposed == 1


def test_a_rejected_quote_is_not_looked_up(folder: Path) -> None:
    """Whoever rejected it may have done so because it is wrong."""
    _add(folder, "rejected", quote="Zubrowka pledged a bridge")
    assert check(folder).diagnostics == ()


def test_a_status_that_cannot_be_told(folder: Path) -> None:
    """A slip in the status itself is an error: it could be accepted."""
    _add(folder, "propsed")
    (one,) = check(folder).diagnostics
    assert (one.code, one.severity) == ("bad-value", "error")
    assert [hint.message for hint in one.hints] == ["did you mean `proposed`?"]
    assert [outcome.id for outcome in read(folder).workspace.outcomes()] == [  # type: ignore[union-attr]
        "customs-office"
    ]


def test_an_accepted_one_keeps_its_id(folder: Path) -> None:
    """A proposal before it in the file takes no id away."""
    file = folder / OUTCOMES
    head, _, rest = file.read_text(encoding="utf-8").partition("outcomes:\n")
    again = ASIDE.format(status="proposed", quote=QUOTE).replace("road-money", "customs-office")
    file.write_text(f"{head}outcomes:\n{again}{rest}", encoding="utf-8")
    workspace = load(folder).workspace
    assert workspace is not None
    assert [outcome.summary for outcome in workspace.outcomes()] == [
        "Zubrowka and Ruritania will open a joint customs office in Lutz."
    ]
    assert [d.code for d in check(folder).diagnostics] == ["duplicate-id"]


def test_only_the_themes_asked_for(folder: Path) -> None:
    """Proposals are counted, and their warnings shown, for the briefs that they would be in."""
    (folder / "briefs" / "themes" / "rail.yaml").write_text("title: Rail\n", encoding="utf-8")
    _add(folder, "proposed", quote="Zubrowka pledged a bridge for roads")
    file = folder / OUTCOMES
    text = file.read_text(encoding="utf-8")
    file.write_text("themes: [rail]".join(text.rsplit("themes: [trade]", 1)), encoding="utf-8")
    trade = check(folder, Options(themes=("trade",)))
    assert (trade.proposed, trade.diagnostics) == (0, ())
    rail = check(folder, Options(themes=("rail",)))
    assert rail.proposed == 1
    assert {d.code for d in rail.diagnostics} == {"quote-changed", "theme-without-outcomes"}
