"""A small workspace on invented countries, and a way to compose a brief from a template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.brief import compose_in_steps
from briefgen.brief.assembly import Composed
from briefgen.brief.request import Request
from briefgen.document import Document
from briefgen.evidence.book import Book, Found, Remark
from briefgen.text import SourceText, Span
from briefgen.workspace.model import (
    Due,
    Evidence,
    Meeting,
    Outcome,
    Prose,
    Settings,
    Source,
    SourcePassage,
    Theme,
    Workspace,
)

ROOT = Path(__file__).resolve().parents[2]
BUILTIN = ROOT / "templates"
NOWHERE = Span("briefs/outcomes/ferries.yaml", 0, 0)

PASSAGES = (
    "Florin and Guilder meet on ferries",
    "On Friday, 6 March 2026, Florin and Guilder agreed to open a ferry line across the Strait of"
    " Buttercup early this year.",
    "Guilder reaffirmed its support for the “Cliffs” lighthouse fund.",
    "The two sides also discussed tariffs on salt.",
    "Observers in Florin called the meeting long.",
)


def source(identifier: str = "report", grade: Any = "news-report", language: str = "en") -> Source:
    text = "".join(line + "\n" for line in PASSAGES)
    starts = [text.index(line) for line in PASSAGES]
    return Source(
        id=identifier,
        title="Florin and Guilder meet on ferries",
        grade=grade,
        language=language,
        archive=SourceText(f"briefs/sources/{identifier}/text.txt", text),
        passages=tuple(
            SourcePassage(number, start, line)
            for number, (start, line) in enumerate(zip(starts, PASSAGES, strict=True), 1)
        ),
        original="original.txt",
        sha256_text="ab" * 32,
        sha256_original="cd" * 32,
        span=NOWHERE,
        key_spans={},
    )


def evidence(key: str, quote: str, source_id: str = "report") -> Evidence:
    return Evidence(key, source_id, quote, NOWHERE, NOWHERE)


def outcome(identifier: str, summary: str, commitment: Any, quote: str, **more: Any) -> Outcome:
    given: dict[str, Any] = {"actors": ("Florin", "Guilder"), "themes": ("ferries",)} | more
    return Outcome(
        id=identifier,
        meeting="2026-03-06-ferries",
        summary=summary,
        commitment=commitment,
        evidence=(evidence(f"{identifier}/1", quote),),
        span=NOWHERE,
        key_spans={},
        **given,
    )


def theme_file(**prose: Any) -> tuple[SourceText, dict[str, Any]]:
    """A theme's file in which each prose stands on a line, and the records that point there."""
    lines: list[str] = []
    parsed: dict[str, Any] = {}

    def record(text: str) -> Prose:
        start = sum(len(line) + 1 for line in lines)
        lines.append(text.replace("\n", "\\n"))
        return Prose(text, Span("briefs/themes/ferries.yaml", start, start + len(lines[-1])))

    for key, value in prose.items():
        parsed[key] = record(value) if isinstance(value, str) else tuple(map(record, value))
    return SourceText("briefs/themes/ferries.yaml", "\n".join(lines)), parsed


def workspace(root: Path = ROOT, summary: str | None = None, **prose: Any) -> Workspace:
    """The small workspace; `prose` replaces parts of its theme."""
    prose = {
        "bottom_line": "A ferry line will open across the Strait of Buttercup [@ferry-line].",
        "background": ["The report is about *ferries* [@long]."],
        "left_open": ["Tariffs on salt were left open [@salt]."],
        "implications": ["It helps the islands."],
        "recommendations": ["Name a port."],
    } | prose
    text, parsed = theme_file(**prose)
    theme = Theme(
        id="ferries",
        title="Ferries",
        span=Span(text.path, 0, 1),
        evidence={"long": evidence("ferries/long", "called the meeting long")},
        **parsed,
    )
    meeting = Meeting(
        id="2026-03-06-ferries",
        title="First Ferry Conference",
        date=date(2026, 3, 6),
        parties=("Florin", "Guilder"),
        evidence=(evidence("2026-03-06-ferries/1", "On Friday, 6 March 2026"),),
        outcomes=(
            outcome(
                "salt", "Tariffs on salt were discussed.", "explored", "discussed tariffs on salt"
            ),
            outcome(
                "ferry-line",
                summary or "Florin and Guilder agreed to open a ferry line.",
                "decided",
                "agreed to open a ferry line across the Strait of Buttercup early this year",
                due=Due("early 2026", NOWHERE, "early this year", "the report is of March 2026"),
                owner="the ports authority",
            ),
            outcome(
                "lighthouse",
                "Guilder reaffirmed its support for the fund.",
                "reaffirmed",
                "reaffirmed its support for the “Cliffs” lighthouse fund",
                actors=("Guilder",),
            ),
        ),
        span=NOWHERE,
        key_spans={},
    )
    return Workspace(
        root=root,
        settings=Settings("Office of Straits"),
        themes={"ferries": theme},
        meetings={meeting.id: meeting},
        sources={"report": source()},
        glossary=(),
        texts={text.path: text},
    )


def book(place: Workspace, skip: tuple[str, ...] = ()) -> Book:
    """Every quote of the workspace, looked up word for word, but those to skip."""
    found = {}
    items = [e for theme in place.themes.values() for e in theme.evidence.values()]
    for meeting in place.meetings.values():
        items += meeting.evidence
        items += [e for o in meeting.outcomes for e in o.evidence]
    for item in (i for i in items if i.key not in skip):
        origin = place.sources[item.source]
        start = origin.archive.text.index(item.quote)
        end = start + len(item.quote)
        passages = tuple(
            p.number for p in origin.passages if p.start < end and start < p.start + len(p.text)
        )
        found[item.key] = Found(item, origin, ((start, end),), passages)
    return Book(found, {}, len(found), 0, ())


REMARKS = (Remark("report", 2, "weekday-mismatch", "The report’s weekday does not fit."),)


@dataclass
class Kitchen:
    """Composes briefs from template files written for a test."""

    root: Path
    place: Workspace

    def write(self, name: str, text: str) -> Path:
        path = self.root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def compose(self, template: str | None = None, name: str = "own", **request: Any) -> Composed:
        if template is not None:
            self.write(f"{name}/template.md.j2", template)
        asked = self.request(name, **request)
        return compose_in_steps(self.place, book(self.place), REMARKS, asked)

    def request(self, name: str, **request: Any) -> Request:
        return Request(
            themes=request.pop("themes", ("ferries",)),
            template=name,
            builtin_templates=BUILTIN,
            workspace_templates=self.root / "templates",
            **request,
        )

    def workspace_book(self, skip: tuple[str, ...] = ()) -> Book:
        return book(self.place, skip)

    def document(self, template: str | None = None, name: str = "own", **request: Any) -> Document:
        """The document of a template that must be without fault."""
        composed = self.compose(template, name, **request)
        assert composed.diagnostics == []
        assert composed.document is not None
        return composed.document


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path, workspace(tmp_path))


@pytest.fixture
def make_kitchen(tmp_path: Path) -> Callable[..., Kitchen]:
    return lambda **changes: Kitchen(tmp_path, workspace(tmp_path, **changes))
