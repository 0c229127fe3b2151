"""Invented content for the benchmark, the same for every program measured.

A brief has 12 outcomes, 30 notes and an annex of 30 passages, about five pages; `scale=20`
makes one twenty times as long. Countries, bodies and sources are invented; the same seed
always gives the same text. Only the standard library is needed.

`write_workspace` writes the briefs as briefgen's users keep them. `write_printed` writes
what a reader of the same brief sees, ready-made, for the programs it is compared with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vocabulary import (
    BACKGROUND,
    BODIES,
    CITIES,
    COUNTRIES,
    FIELDS,
    IMPLICATIONS,
    MONTHS,
    OFFICES,
    PUBLISHED,
    RECOMMENDATIONS,
    REGIONS,
    VERBS,
)

OUTCOMES = 12
BACKGROUNDS = 12
PAIRS = 5
LEFT_OPEN = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the source reports: `quote` stands word for word in `passage`,
    which is passage `number` of the source. Outcomes have a commitment, and some a
    due date."""

    id: str
    number: int
    quote: str
    passage: str
    commitment: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One theme with its meeting and its source. Prose cites facts as `[@id]`."""

    id: str
    title: str
    parties: tuple[str, str]
    meeting: Fact
    meeting_title: str
    outcomes: tuple[Fact, ...]
    evidence: tuple[Fact, ...]
    bottom_line: str
    background: tuple[str, ...]
    left_open: tuple[str, ...]

    def facts(self) -> tuple[Fact, ...]:
        """Every fact, in the order of the source's passages."""
        return (self.meeting, *self.outcomes, *self.evidence)


def subject(number: int) -> str:
    """A thing that countries agree on; different for 6,144 numbers in a row."""
    number = number * 2477 % (len(BODIES) * len(FIELDS) * len(REGIONS))
    number, body = divmod(number, len(BODIES))
    region, field = divmod(number, len(FIELDS))
    return f"{BODIES[body]} on {FIELDS[field]} in {REGIONS[region]}"


def make(seed: int = 0, *, scale: int = 1, outcomes: int = 0) -> Brief:
    """The brief number `seed`, `scale` times as long as usual.

    `outcomes` replaces the number of its outcomes (the other parts keep theirs).
    """
    first = COUNTRIES[seed % len(COUNTRIES)]
    second = COUNTRIES[(seed + 1 + seed // len(COUNTRIES) % 5) % len(COUNTRIES)]
    pair = f"{first} and {second}"
    title = f"Council of {first} and {second}"
    city = CITIES[seed % len(CITIES)]
    things = iter(subject(seed * 31 + n) for n in range(6144))
    numbers = iter(range(2, 100_000))  # passage 1 is the source's title

    def fact(name: str, quote: str, commitment: str = "", due: str = "") -> Fact:
        number = next(numbers)
        end = f", and the secretariat in {city} reports on the work." if commitment else "."
        office = OFFICES[number // 2 % len(OFFICES)]
        more = PUBLISHED[number % len(PUBLISHED)].format(office=office, number=number)
        return Fact(name, number, quote, f"{quote}{end} {more}", commitment, due)

    meeting = fact("meeting", f"The {title} met in {city} on 12 March 2026")
    agreed = []
    for n in range(1, (outcomes or OUTCOMES * scale) + 1):
        commitment, verb = VERBS[n % len(VERBS)]
        due = MONTHS[n % len(MONTHS)] if commitment == "decided" else ""
        until = f" by {due}" if due else ""
        quote = f"{pair} {verb} {next(things)}{until}"
        agreed.append(fact(f"o{seed:04}-{n:04}", quote, commitment, due))
    known = []
    for n in range(1, BACKGROUNDS * scale + 1):
        country = COUNTRIES[(seed + n) % len(COUNTRIES)]
        verb = BACKGROUND[n % len(BACKGROUND)]
        known.append(fact(f"known-{n:04}", f"{country} {verb} {next(things)} in {1990 + n % 35}"))
    open_ = [
        fact(f"open-{n:04}", f"The cost of a {next(things)} was left to the next meeting")
        for n in range(1, LEFT_OPEN * scale + 1)
    ]
    return Brief(
        id=f"theme-{seed:04}",
        title=f"{FIELDS[seed % len(FIELDS)].capitalize()} and its neighbours",
        parties=(first, second),
        meeting=meeting,
        meeting_title=title,
        outcomes=tuple(agreed),
        evidence=(*known, *open_),
        bottom_line=f"{agreed[0].quote} [@{agreed[0].id}].",
        background=tuple(_background(known)),
        left_open=tuple(f"{fact.quote} [@{fact.id}]." for fact in open_),
    )


def _background(facts: Sequence[Fact]) -> Iterator[str]:
    """Paragraphs of three sentences. Some sentences rest on two facts, so that a brief of
    the usual length has 30 notes and 30 passages."""
    sentences = []
    for start in range(0, len(facts), BACKGROUNDS):
        part = facts[start : start + BACKGROUNDS]
        pairs, singles = part[: 2 * PAIRS], part[2 * PAIRS :]
        for first, second in zip(pairs[::2], pairs[1::2], strict=True):
            cited = f"[@{first.id}; @{second.id}]"
            sentences.append(f"{first.quote}, and {second.quote} {cited}.")
        sentences += [f"{fact.quote} [@{fact.id}]." for fact in singles]
    for start in range(0, len(sentences), 3):
        yield " ".join(sentences[start : start + 3])


# ------------------------------------------------------------------ as a workspace of briefgen


def write_workspace(root: Path, briefs: Sequence[Brief]) -> Path:
    """Write a workspace with a theme, a meeting and a source for each brief; returns `root`."""
    _write(
        root / "briefs/workspace.yaml",
        "organisation: Strelsau Policy Workshop\nlanguage: en-GB\nmarking: OFFICIAL\n",
    )
    for brief in briefs:
        _write(root / f"briefs/themes/{brief.id}.yaml", theme_yaml(brief))
        _write(root / f"briefs/outcomes/2026-03-12-{brief.id}.yaml", meeting_yaml(brief))
        folder = root / "briefs/sources" / source_id(brief)
        text = f"{brief.meeting_title}: the report\n"
        text += "".join(f"{fact.passage}\n" for fact in brief.facts())
        _write(folder / "original.txt", text)
        _write(folder / "text.txt", text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        _write(folder / "source.yaml", source_yaml(brief, digest))
    return root


def source_id(brief: Brief) -> str:
    """The id of the brief's only source."""
    return f"report-{brief.id}"


def source_yaml(brief: Brief, digest: str) -> str:
    return (
        f"title: {quoted(f'{brief.meeting_title}: the report')}\n"
        "publisher: Council Secretariat\n"
        "date: 2026-03-13\n"
        "grade: joint-statement\n"
        "language: en\n"
        f"original: {{file: original.txt, sha256: {digest}}}\n"
        f"text: {{file: text.txt, sha256: {digest}}}\n"
        "passages:\n  - {passage: 1, kind: title}\n"
    )


def meeting_yaml(brief: Brief) -> str:
    source, parties = source_id(brief), ", ".join(brief.parties)
    lines = [
        "meeting:",
        f"  title: {quoted(brief.meeting_title)}",
        "  date: 2026-03-12",
        f"  parties: [{parties}]",
        "  evidence:",
        f"    - {{source: {source}, quote: {quoted(brief.meeting.quote)}}}",
        "outcomes:",
    ]
    for outcome in brief.outcomes:
        lines += [
            f"  - id: {outcome.id}",
            f"    summary: {quoted(outcome.quote + '.')}",
            f"    commitment: {outcome.commitment}",
            f"    themes: [{brief.id}]",
            f"    actors: [{parties}]",
        ]
        if outcome.due:
            lines.append(f"    due: {{text: {outcome.due}}}")
        lines += [
            "    evidence:",
            f"      - source: {source}",
            f"        quote: {quoted(outcome.quote)}",
        ]
    return "\n".join(lines) + "\n"


def theme_yaml(brief: Brief) -> str:
    lines = [f"title: {quoted(brief.title)}", f"bottom_line: {quoted(brief.bottom_line)}"]
    for key, items in (("background", brief.background), ("left_open", brief.left_open)):
        lines += [f"{key}:", *(f"  - {quoted(item)}" for item in items)]
    lines.append("assessment:")
    for key, items in (("implications", IMPLICATIONS), ("recommendations", RECOMMENDATIONS)):
        lines += [f"  {key}:", *(f"    - {quoted(item)}" for item in items)]
    lines.append("evidence:")
    for fact in brief.evidence:
        lines += [
            f"  {fact.id}:",
            f"    source: {source_id(brief)}",
            f"    quote: {quoted(fact.quote)}",
        ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A YAML string in double quotes (a JSON string is one)."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
