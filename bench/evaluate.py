"""Measures drafting on sentences that people have labelled.

    python -m bench.evaluate                     the tables on the screen
    python -m bench.evaluate --wrong             the sentences that went wrong, of the tuning half
    python -m bench.evaluate --write docs/drafting.md

The labelled sentences are `tests/drafting/sets/{tuning,heldout}/*.txt`: the label, the themes and
the sentence, on states that do not exist. The rules were made with the tuning half in view. Of the
held-out half only the figures are looked at; that is why `--wrong` does not show it. The folder
`independent` holds sentences of somebody who had not seen the rules.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.drafting.proposed import Proposed
from briefgen.drafting.sentences import draft_sentences, example_themes
from briefgen.evidence.checks.commitments import strength
from briefgen.workspace.model import COMMITMENTS, Commitment

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT / "tests" / "drafting" / "sets"
HALVES = ("tuning", "heldout")
#: Every folder of sets with its heading, and whether its labels know the themes of `themes.yaml`.
PARTS = (
    ("tuning", "Tuning half", True),
    ("heldout", "Held-out half", True),
    ("independent", "The set of other hands, after the rules were mended with it", False),
)
MARK = "<!-- figures: everything below is written by `make evaluate` -->"

#: What a search for the stems of verbs finds: the rule that drafting has to beat.
STEMS = re.compile(
    r"\b(?:agree|decid|sign|launch|establish|announc|commit|pledg|intend|reaffirm|reiterat|continu|"
    r"discuss|explor|consider|review|exchang|welcom|not(?:e|ed|ing)\b|recogni|express|underlin|"
    r"stress|highlight|condemn|call|urg|will\b|adopt|endors|approv)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Labelled:
    """A sentence with what a person says of it; `commitment` is None when it is no outcome."""

    text: str
    commitment: Commitment | None
    themes: frozenset[str]


@dataclass
class Score:
    """How a set of sentences fared."""

    sentences: int = 0
    positive: int = 0
    found: int = 0
    false: int = 0
    right: int = 0
    stronger: int = 0
    verbatim: int = 0
    within: int = 0
    wrong: list[str] = field(default_factory=list)
    themes: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.found / max(self.found + self.false, 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.positive, 1)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(self.positive + self.found + self.false, 1)

    @property
    def commitment(self) -> float:
        return self.right / max(self.found, 1)

    def theme_f1(self) -> dict[str, float]:
        """F1 of each theme, over the sentences that were found."""
        scores = {}
        for theme in sorted({theme for theme, _ in self.themes}):
            hit, over, missed = (self.themes[theme, k] for k in ("hit", "over", "missed"))
            scores[theme] = 2 * hit / max(2 * hit + over + missed, 1)
        return scores

    def macro(self) -> float:
        scores = self.theme_f1()
        return sum(scores.values()) / max(len(scores), 1)


def labelled(path: Path) -> list[Labelled]:
    """The sentences of a file, in order."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        label, themes, text = (part.strip() for part in line.split(" | ", 2))
        step = label.split(" ")[0]
        assert step == "none" or step in COMMITMENTS, line
        listed = frozenset(one.strip() for one in themes.split(",") if one.strip() not in ("", "-"))
        # The assertion above holds it to the steps, which mypy does not follow.
        found.append(Labelled(text, None if step == "none" else step, listed))  # type: ignore[arg-type]
    return found


def themes() -> dict[str, tuple[str, ...]]:
    """The themes of the example, and those that the sets bring along."""
    found = dict(example_themes())
    for line in (SETS / "themes.yaml").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"(\w+): \[(.*)\]", line):
            found[match[1]] = tuple(word.strip() for word in match[2].split(","))
    return found


def score(items: list[Labelled], match: Mapping[str, tuple[str, ...]], into: Score) -> None:
    """Drafts the sentences and compares."""
    proposals = {p.index: p for p in draft_sentences([i.text for i in items], themes=match)}
    for index, item in enumerate(items):
        _compare(item, proposals.get(index), into)


def _compare(item: Labelled, found: Proposed | None, into: Score) -> None:
    into.sentences += 1
    into.positive += item.commitment is not None
    if found is None:
        if item.commitment is not None:
            into.wrong.append(f"missed {item.commitment}: {item.text}")
        return
    into.verbatim += found.quote in item.text
    allowed = COMMITMENTS[strength(found.quote).commitment][0]
    into.within += COMMITMENTS[found.commitment][0] <= allowed or bool(found.lead)
    if item.commitment is None:
        into.false += 1
        into.wrong.append(f"no outcome, proposed as {found.commitment}: {item.text}")
        return
    into.found += 1
    into.right += found.commitment == item.commitment
    into.stronger += COMMITMENTS[found.commitment][0] > COMMITMENTS[item.commitment][0]
    if found.commitment != item.commitment:
        into.wrong.append(f"{item.commitment} taken for {found.commitment}: {item.text}")
    for theme in item.themes | set(found.themes):
        kind = (
            "missed" if theme not in found.themes else "over" if theme not in item.themes else "hit"
        )
        into.themes[theme, kind] += 1


def by_stems(items: Iterable[Labelled]) -> Score:
    """What a search for stems finds."""
    made = Score()
    for item in items:
        hit = STEMS.search(item.text) is not None
        made.positive += item.commitment is not None
        made.found += hit and item.commitment is not None
        made.false += hit and item.commitment is None
    return made


# ----------------------------------------------------------------------------- the tables


def report() -> tuple[str, dict[str, Score]]:
    """The figures as Markdown, and the scores by half."""
    lines: list[str] = []
    halves: dict[str, Score] = {}
    for half, heading, more in PARTS:
        match = themes() if more else dict(example_themes())
        whole = halves[half] = Score()
        rows = []
        everything: list[Labelled] = []
        for path in sorted((SETS / half).glob("*.txt")):
            items = labelled(path)
            everything += items
            one = Score()
            score(items, match, one)
            score(items, match, whole)
            rows.append(_row(f"`{path.name}`", one))
        stems = by_stems(everything)
        lines += ["", f"### {heading}", ""]
        lines += _HEAD + rows + [_row("**all**", whole)]
        lines += [
            "",
            f"A search for the stems of verbs reaches F1 {stems.f1:.2f} on these sentences. Of "
            f"{whole.found + whole.false} quotes {whole.verbatim} are verbatim, and "
            f"{whole.within} proposals are no stronger than what a build allows their quote; "
            f"{whole.stronger} of {whole.found} are stronger than the label.",
            "",
            "| theme | F1 |",
            "|---|---:|",
            *(f"| {theme} | {value:.2f} |" for theme, value in whole.theme_f1().items()),
            f"| **macro** | {whole.macro():.2f} |",
        ]
    return "\n".join(lines).strip() + "\n", halves


_HEAD = [
    "| file | sentences | outcomes | precision | recall | F1 | commitment right |",
    "|---|---:|---:|---:|---:|---:|---:|",
]


def _row(name: str, one: Score) -> str:
    return (
        f"| {name} | {one.sentences} | {one.positive} | {one.precision:.2f} | {one.recall:.2f} | "
        f"{one.f1:.2f} | {100 * one.commitment:.0f} % |"
    )


def _wrong(halves: Mapping[str, Score]) -> Iterator[str]:
    yield from halves["tuning"].wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--write", type=Path, help="put the figures into this file")
    parser.add_argument("--wrong", action="store_true", help="what went wrong in the tuning half")
    arguments = parser.parse_args()
    text, halves = report()
    if arguments.write:
        kept = arguments.write.read_text(encoding="utf-8").split(MARK)[0]
        arguments.write.write_text(f"{kept}{MARK}\n\n{text}", encoding="utf-8")
    print(text)
    if arguments.wrong:
        print("\n".join(_wrong(halves)))


if __name__ == "__main__":
    main()
