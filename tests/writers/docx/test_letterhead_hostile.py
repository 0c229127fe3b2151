"""Letterheads that are broken in one place or another: a file or a reason, never an exception."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree

from briefgen.document import Letterhead
from briefgen.packages import read_package
from briefgen.writers.docx import write

from . import offices
from .outside import THOROUGH
from .sample import brief
from .test_letterhead import FIELDS

WHOLE = [
    read_package(offices.ministry("fr")),
    read_package(offices.ministry("ja", separators=(0, 1), marked=False)),
    read_package(offices.plain(offices.paragraph(""))),
]
ODD = ("", "-1", "x", "99999999999", "1.5", "rId1", "Normal", "brief:body", "title")


def damaged(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """A letterhead with elements or attributes gone, odd, or there twice, or a part gone."""
    parts = dict(chance.choice(WHOLE))
    for _ in range(chance.randint(1, 6)):
        name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
        if chance.random() < 0.05 and name != "[Content_Types].xml":
            del parts[name]
            continue
        root = etree.fromstring(parts[name])
        elements = list(root.iter())
        element = chance.choice(elements)
        parent = element.getparent()
        kind = chance.random()
        if kind < 0.4 and parent is not None:
            parent.remove(element)
        elif kind < 0.8 and len(element.attrib):
            attribute = chance.choice(sorted(map(str, element.attrib)))
            if kind < 0.6:
                del element.attrib[attribute]
            else:
                element.set(attribute, chance.choice(ODD))
        elif parent is not None:
            chance.choice(elements).append(etree.fromstring(etree.tostring(element)))
        parts[name] = etree.tostring(root)
    yield from parts.items()


@pytest.mark.parametrize("seed", range(20 if THOROUGH else 4))
def test_damaged_letterheads(seed: int) -> None:
    """Whatever is missing or odd in a letterhead, the brief is written or a reason is given."""
    chance = random.Random(seed)
    tree = brief(notes=24, rows=2, passages=3)
    for _ in range(40):
        parts = dict(damaged(chance))
        data, said = write(
            replace(tree, letterhead=Letterhead("l.docx", parts, tuple(FIELDS.items())))
        )
        assert data or [d.code for d in said if d.severity == "error"] == ["letterhead-refused"]
