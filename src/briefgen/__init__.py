"""briefgen: policy briefs that say nothing their sources do not say.

The public interface is small, and what stands here is all of it:

- `build(workspace, themes=…, formats=…)` builds briefs and returns a `Report`;
- `check(workspace)` checks everything without writing and returns a `Report`;
- `find_quote(text, quote)` looks a quote up as strictly as a build does;
- `check_claim(sentence, passages, glossary=…)` tells whether passages bear out a sentence;
- `draft_sentences(text, themes=…)` proposes the sentences that report an outcome.

Importing the package is quick: what these need is imported when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - `date` names a parameter below
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.version import __version__

if TYPE_CHECKING:
    from briefgen.claims.check import check_claim
    from briefgen.claims.findings import Finding
    from briefgen.diagnostics import Diagnostic, Hint
    from briefgen.drafting.proposed import Proposed
    from briefgen.drafting.sentences import draft_sentences
    from briefgen.evidence.passages import find_quote
    from briefgen.report import BuiltBrief, Report

__all__ = [
    "BuiltBrief",
    "Diagnostic",
    "Finding",
    "Hint",
    "Proposed",
    "Report",
    "__version__",
    "build",
    "check",
    "check_claim",
    "draft_sentences",
    "find_quote",
]

_HOMES = {
    "BuiltBrief": "briefgen.report",
    "Diagnostic": "briefgen.diagnostics",
    "Hint": "briefgen.diagnostics",
    "Report": "briefgen.report",
    "Finding": "briefgen.claims.findings",
    "check_claim": "briefgen.claims.check",
    "Proposed": "briefgen.drafting.proposed",
    "draft_sentences": "briefgen.drafting.sentences",
    "find_quote": "briefgen.evidence.passages",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def build(
    workspace: str | Path,
    themes: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    *,
    template: str | None = None,
    meetings: Iterable[str] | None = None,
    since: Date | None = None,
    until: Date | None = None,
    date: Date | None = None,
    out: str | Path | None = None,
) -> Report:
    """Build briefs from the workspace in the folder `workspace`.

    `themes` are ids or aliases; with None the brief of every theme is built. `formats`
    are `docx` and `pdf`; None means those that `briefs/workspace.yaml` names. `meetings`,
    `since` and `until` narrow the outcomes, `date` is the date the briefs carry, and `out`
    is the folder for the files (`output` in the workspace).

    A brief with errors is not built and keeps the files it has; `Report.built` names those
    that were built. Mistakes in the workspace are diagnostics in the report, not
    exceptions.
    """
    from briefgen import pipeline, plan

    options = plan.Options(
        themes=_names(themes, "themes"),
        template=template,
        formats=None if formats is None else _names(formats, "formats"),
        meetings=_names(meetings, "meetings"),
        since=since,
        until=until,
        date=date,
        out=None if out is None else Path(out),
    )
    return pipeline.build(Path(workspace), options)


def check(workspace: str | Path, themes: Iterable[str] | None = None) -> Report:
    """Check the workspace in the folder `workspace` as a build would, and write nothing.

    With `themes` (ids or aliases) the report holds what concerns their briefs only.
    """
    from briefgen import pipeline, plan

    return pipeline.check(Path(workspace), plan.Options(themes=_names(themes, "themes")))


def _names(value: Iterable[str] | None, parameter: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        raise TypeError(f"{parameter} must be several names, such as [{value!r}]")
    return tuple(value)
