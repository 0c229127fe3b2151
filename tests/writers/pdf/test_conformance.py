"""PDF/UA-1 and PDF/A-3a in one file, judged by two validators that know nothing of us.

Everywhere a fixed sample: each hard case, and briefs of each template. With BRIEFGEN_VALIDATE
(`make validate`) also every theme in every template, and many random documents.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import briefgen
from briefgen.document import (
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Heading,
    ListItem,
    Note,
    NoteMark,
    OrderedList,
    Page,
    Paragraph,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.writers.pdf import write

from .samples import brief, every_node, p
from .test_hostile import EXTREMES
from .test_random import Maker
from .validators import broken, page_validation, verapdf

THOROUGH = bool(os.environ.get("BRIEFGEN_VALIDATE"))
ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix")


def _noted(count: int) -> Document:
    """So many notes in one paragraph, and as many in the cells of a table."""
    notes = tuple(Note(n, (Text(f"Note {n}."),)) for n in range(1, 2 * count + 1))
    inlines = [x for n in range(1, count + 1) for x in (Text("Some words"), NoteMark(n), Text(" "))]
    rows = tuple(
        (Cell((Paragraph((Text(f"cell {n}"), NoteMark(n))),)), Cell((p("x"),)))
        for n in range(count + 1, 2 * count + 1)
    )
    head = (Cell((p("One"),)), Cell((p("Two"),)))
    table = Table((Column(), Column()), head, rows, (Text("Notes in cells"),), "A summary")
    return Document("Notes", "en", "2026-01-01", (Paragraph(tuple(inlines)), table), notes)


def _nested(depth: int) -> BulletList | OrderedList:
    inner = (_nested(depth - 1),) if depth else ()
    items = (ListItem((p(f"depth {depth}"), *inner)), ListItem((p("beside it"),)))
    return BulletList(items) if depth % 2 else OrderedList(items, 9)


def hard_cases() -> dict[str, Document]:
    """One document each for what layouts and tags have failed at, here or elsewhere."""
    wide = Style(page=Page(841.89, 595.276), align="justify")
    found = {
        "brief": brief(),
        "nodes": every_node(),
        "landscape": brief(style=wide),
        "empty": Document("Empty", "en", "2026-01-01", ()),
        "draft": replace(
            brief(), watermark="DRAFT", marking="TLP:RED", marking_colours=("#FF2B2B", "#000000")
        ),
        "bare": replace(every_node(), marking="", running="", author="", subject=""),
        "nested lists": Document("Lists", "en", "2026-01-01", (_nested(8),)),
        "300 notes": _noted(150),
        "long table": Document(
            "Rows", "en", "2026-01-01",
            (
                Table(
                    (Column(), Column()), (Cell((p("A"),)), Cell((p("B"),))),
                    tuple((Cell((p(f"row {n}"),)), Cell(())) for n in range(300)),
                    row_headers=True,
                ),
            ),
        ),
        "empty sections": Document(
            "Sections", "en", "2026-01-01",
            (
                Title((Text("Sections"),)),
                *(Heading(1, (Text(f"Section {n}"),), f"s{n}") for n in range(60)),
            ),
        ),
        "long words": Document(
            "Words", "de", "2026-01-01",
            (
                p("Donaudampfschifffahrtsgesellschaft" * 30),
                p("x" * 3000),
                p("https://a.example/" + "b" * 900),
            ),
        ),
        "mixed scripts": Document(
            "Scripts", "hi", "2026-01-01",
            (p("नरेन्द्र मोदी met 高市早苗 in Tōkyō, Ελλάδα, Россия, ₹5, ṭīkā। " * 40),),
        ),
    }  # fmt: skip
    kinds: tuple[CalloutKind, ...] = ("judgement", "reading", "plain", "bottom-line")
    found["cut boxes"] = Document(
        "Boxes", "en", "2026-01-01",
        tuple(
            Callout(kind, "Label", (Heading(1, (Text("Head"),), kind), p("Words of it. " * 700)))
            for kind in kinds
        ),
    )  # fmt: skip
    found.update(EXTREMES)
    found.update({f"random {seed}": Maker(seed).document() for seed in range(100, 106)})
    return found


@functools.cache
def _written() -> dict[str, bytes]:
    return {name: write(document)[0] for name, document in hard_cases().items()}


@functools.cache
def _built() -> dict[str, bytes]:
    """Briefs of each template out of the example: two themes, or all."""
    import tempfile

    themes = [] if THOROUGH else ["minerals", "technology"]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for template in TEMPLATES:
            out = Path(folder) / template
            report = briefgen.build(
                ROOT, themes=themes, template=template, formats=["pdf"], out=out
            )
            assert report.ok, str(report)
            for path in sorted(out.rglob("*.pdf")):
                found[f"{template}: {path.parent.name}"] = path.read_bytes()
    assert len(found) >= 2 * len(TEMPLATES) - 1
    return found


SAMPLES: dict[str, Callable[[], Mapping[str, bytes]]] = {"hard": _written, "built": _built}


@pytest.mark.parametrize("sample", SAMPLES)
def test_verapdf_finds_nothing(sample: str, tmp_path: Path) -> None:
    """The reference validator finds no rule of either standard broken."""
    assert broken(verapdf(SAMPLES[sample](), tmp_path)) == {}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_second_opinion(sample: str, tmp_path: Path) -> None:
    """page-validation, written independently of veraPDF, agrees."""
    assert broken(page_validation(SAMPLES[sample](), tmp_path)) == {}


@pytest.mark.skipif(not THOROUGH, reason="random documents by the hundred: `make validate`")
def test_random_documents_conform(tmp_path: Path) -> None:
    """Two hundred documents that nobody thought of."""
    files = {str(seed): write(Maker(seed).document())[0] for seed in range(1000, 1200)}
    assert broken(verapdf(files, tmp_path)) == {}
    assert broken(page_validation(files, tmp_path)) == {}
