"""The tables of words are in the order that looking words up in them relies on."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.claims.lexicon import relations

LEXICON = Path(relations.__file__).parent


def lines(name: str) -> list[str]:
    text = (LEXICON / name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", ["common.txt", "related.txt"])
def test_every_line_is_found(name: str) -> None:
    """Each line of a table is found by its first word, and by no other."""
    table = relations._Table(name)
    first = [line.partition(" ")[0] for line in lines(name)]
    assert first == sorted(set(first))
    assert [table.line(word) for word in first] == lines(name)
    others = ("", "\n", " ", first[0] + "a a", first[-1] + "z", "~", "A", "é", first[5] + "\n")
    assert [word for word in others if word in table] == []


def test_relations() -> None:
    """A pair is related in either order, and only if the table has it."""
    stem, *relatives = lines("related.txt")[7].split()
    for relative in relatives:
        assert relations.related(stem, relative)
        assert relations.related(relative, stem)
    assert not relations.related(stem, "zubrowka")
