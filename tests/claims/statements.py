"""Reads the statements of this folder and counts what is caught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.claims import Finding, check_claim


@dataclass(frozen=True)
class Statement:
    """A statement with its passages; `kind` is empty when it is true."""

    text: str
    passages: tuple[str, ...]
    kind: str
    line: int
    glossary: tuple[tuple[str, tuple[str, ...]], ...] = ()
    derivations: tuple[tuple[str, str], ...] = ()

    def check(self) -> tuple[Finding, ...]:
        return check_claim(
            self.text, self.passages, glossary=dict(self.glossary), derivations=self.derivations
        )


@dataclass
class Group:
    passages: list[str] = field(default_factory=list)
    glossary: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    derivations: list[tuple[str, str]] = field(default_factory=list)
    true: str = ""


def statements(path: Path) -> Iterator[Statement]:
    """The statements of a file, in order."""
    group = Group()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        if not line.strip():
            group = Group()
        elif line.startswith("P: "):
            group.passages.append(line[3:])
        elif line.startswith("G: "):
            term, _, forms = line[3:].partition(" = ")
            group.glossary.append((term, tuple(form.strip() for form in forms.split(","))))
        elif line.startswith("D: "):
            words, _, derived = line[3:].partition(" => ")
            group.derivations.append((words, derived))
        elif line.startswith("T: "):
            group.true = line[3:]
            yield _statement(group, group.true, "", number)
        elif line.startswith("F "):
            kind, mark, rest = line[2:].partition(" | ")
            if mark:
                old, _, new = rest.partition(" => ")
                if group.true.count(old) < 1:
                    raise ValueError(f"{path.name}:{number}: `{old}` is not in the statement above")
                text = group.true.replace(old, new, 1)
            else:
                kind, _, text = line[2:].partition(": ")
            yield _statement(group, text, kind, number)
        else:
            raise ValueError(f"{path.name}:{number}: cannot read this line")


def _statement(group: Group, text: str, kind: str, line: int) -> Statement:
    return Statement(
        text, tuple(group.passages), kind, line, tuple(group.glossary), tuple(group.derivations)
    )


def counts(path: Path) -> dict[str, tuple[int, int]]:
    """For each kind (empty: true statements): how many got a finding, and how many there are."""
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for statement in statements(path):
        entry = table[statement.kind]
        entry[1] += 1
        entry[0] += bool(statement.check())
    return {kind: (found, total) for kind, (found, total) in sorted(table.items())}
