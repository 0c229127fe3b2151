"""The guards, guarded: a good file is damaged on purpose, and each damage must be found.

By veraPDF, by page-validation, or, where both are blind, by our own comparison of the tagged
text with the document (`guards.py`) or of the tree with the one that a person has read.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefgen.document import Attachment, Document
from briefgen.writers.pdf import write

from .guards import faults
from .pdfium_tree import dump
from .samples import every_node
from .validators import page_validation, verapdf

Damage = Callable[[pikepdf.Pdf], None]
DAMAGES: dict[str, tuple[Damage, tuple[str, ...]]] = {}


def found_by(*guards: str) -> Callable[[Damage], Damage]:
    """Lists a damage with the guards that must find it: `vera ua1`, `page 3a`, `text`, `tree`."""

    def listed(damage: Damage) -> Damage:
        DAMAGES[damage.__name__.replace("_", " ")] = (damage, guards)
        return damage

    return listed


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[pikepdf.Object]:
    """The structure elements of a kind, in reading order."""
    waiting = [pdf.Root["/StructTreeRoot"]["/K"]]
    while waiting:
        elem = waiting.pop()
        if not kind or elem["/S"] == f"/{kind}":
            yield elem
        kids = elem.get("/K", Array())
        held = list(kids) if isinstance(kids, Array) else [kids]  # type: ignore[call-overload]
        waiting += [k for k in reversed(held) if isinstance(k, Dictionary) and "/S" in k]


def first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(elements(pdf, kind))


def annotations(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [a for page in pdf.pages for a in page.obj.get("/Annots", [])]  # type: ignore[union-attr]


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Font"]


def rewrite(pdf: pikepdf.Pdf, pattern: bytes, by: bytes, *, page: int = 0) -> None:
    """Exchange the first match in the content of a page; there must be one."""
    content = pdf.pages[page].obj["/Contents"]
    made, count = re.subn(pattern, by, content.read_bytes(), count=1, flags=re.DOTALL)
    assert count == 1
    pdf.pages[page].obj["/Contents"] = pdf.make_stream(made)


def metadata(pdf: pikepdf.Pdf, pattern: bytes, by: bytes = b"") -> None:
    packet = pdf.Root["/Metadata"].read_bytes()
    made, count = re.subn(pattern, by, packet, flags=re.DOTALL)
    assert count >= 1
    pdf.Root["/Metadata"].write(made)


# ------------------------------------------------------------- what only our guards can see


@found_by("text")
def text_marked_as_artifact(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, rb"/P <</MCID (\d+)>> BDC", rb"/Artifact BMC")


@found_by("text")
def neighbouring_paragraphs_exchanged(pdf: pikepdf.Pdf) -> None:
    one, two = list(elements(pdf, "P"))[3:5]
    kids = one["/P"]["/K"]
    places = [i for i, kid in enumerate(kids) if kid.objgen in (one.objgen, two.objgen)]  # type: ignore[arg-type, var-annotated]
    if len(places) == 2:
        kids[places[0]], kids[places[1]] = kids[places[1]], kids[places[0]]
    else:
        one["/K"], two["/K"] = two["/K"], one["/K"]


@found_by("text")
def list_items_exchanged(pdf: pikepdf.Pdf) -> None:
    listed = list(elements(pdf, "L"))
    kids = max((e["/K"] for e in listed if isinstance(e["/K"], Array)), key=len)
    kids[0], kids[1] = kids[1], kids[0]


@found_by("text", "tree")
def table_rows_exchanged(pdf: pikepdf.Pdf) -> None:
    kids = first(pdf, "TBody")["/K"]
    kids[0], kids[1] = kids[1], kids[0]


@found_by("text")
def wrong_actual_text(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, rb"ActualText<FEFF0928", rb"ActualText<FEFF0915")


@found_by("text")
def wrong_to_unicode(pdf: pikepdf.Pdf) -> None:
    """A glyph that says it is another letter."""
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            source = font["/ToUnicode"].read_bytes()
            font["/ToUnicode"].write(re.sub(rb"> <0065>", b"> <0066>", source))


@found_by("text", "tree")
def paragraph_missing_from_the_tree(pdf: pikepdf.Pdf) -> None:
    elem = list(elements(pdf, "P"))[1]
    parent = elem["/P"]
    parent["/K"] = Array([kid for kid in parent["/K"] if kid.objgen != elem.objgen])  # type: ignore[arg-type, union-attr, var-annotated]


@found_by("text", "tree")
def note_missing_from_the_tree(pdf: pikepdf.Pdf) -> None:
    elem = first(pdf, "Note")
    parent = elem["/P"]
    parent["/K"] = Array([kid for kid in parent["/K"] if kid.objgen != elem.objgen])  # type: ignore[arg-type, union-attr, var-annotated]


@found_by("tree")
def quotation_as_paragraph(pdf: pikepdf.Pdf) -> None:
    first(pdf, "BlockQuote")["/S"] = Name("/Div")


@found_by("tree")
def wrong_alternative_text(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure")["/Alt"] = String("Something else")


@found_by("tree")
def wrong_language(pdf: pikepdf.Pdf) -> None:
    next(e for e in elements(pdf, "Span") if e.get("/Lang") == "hi")["/Lang"] = String("fi")


# --------------------------------------------------------------------- what validators see


@found_by("vera ua1", "page ua1")
def figure_without_alternative(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure")["/Alt"]


@found_by("vera ua1", "page ua1")
def empty_alternative(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure")["/Alt"] = String("")


@found_by("vera ua1", "page ua1")
def annotation_without_its_element(pdf: pikepdf.Pdf) -> None:
    del annotations(pdf)[0]["/StructParent"]


@found_by("vera ua1", "page ua1")
def annotation_without_contents(pdf: pikepdf.Pdf) -> None:
    del annotations(pdf)[0]["/Contents"]


@found_by("vera ua1", "page ua1")
def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


@found_by("vera ua1", "page ua1")
def not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


@found_by("vera ua1", "page ua1", "text")
def content_without_any_mark(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, rb"/Artifact <<[^>]*>> BDC(.*?)EMC", rb"\1")


@found_by("vera ua1")
def header_cells_without_scope(pdf: pikepdf.Pdf) -> None:
    for elem in elements(pdf, "TH"):
        del elem["/A"]


@found_by("vera ua1", "page ua1")
def notes_with_one_id(pdf: pikepdf.Pdf) -> None:
    one, two = list(elements(pdf, "Note"))[:2]
    two["/ID"] = one["/ID"]


@found_by("vera ua1", "page ua1")
def note_without_id(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Note")["/ID"]


@found_by("vera ua1", "page ua1")
def heading_level_left_out(pdf: pikepdf.Pdf) -> None:
    for elem in elements(pdf, "H3"):
        elem["/S"] = Name("/P")


@found_by("vera ua1", "page ua1")
def title_not_displayed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


@found_by("vera ua1", "page ua1")
def no_identification_of_pdf_ua(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, rb"<pdfuaid:part>1</pdfuaid:part>")


@found_by("vera ua1", "page ua1")
def no_title_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, rb"<dc:title>.*?</dc:title>")


@found_by("vera ua1", "page ua1", "vera 3a", "page 3a")
def fonts_without_to_unicode(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


@found_by("vera ua1", "page ua1", "vera 3a", "page 3a")
def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    described = [
        o for o in pdf.objects
        if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor" and "/FontFile2" in o
    ]  # fmt: skip
    del described[0]["/FontFile2"]


@found_by("vera 3a", "page 3a")
def widths_that_are_not_the_fonts(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        if "/W" in font:
            font["/W"] = Array([0, 65535, 333])


@found_by("vera ua1", "page ua1")
def pages_without_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Tabs"]


@found_by("vera ua1", "page ua1")
def a_role_that_nobody_knows(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P")["/S"] = Name("/Outcome")


@found_by("vera ua1")
def table_with_a_cell_too_few(pdf: pikepdf.Pdf) -> None:
    row = list(elements(pdf, "TR"))[1]
    row["/K"] = Array(list(row["/K"])[:-1])  # type: ignore[arg-type]


@found_by("vera ua1")
def list_item_that_is_none(pdf: pikepdf.Pdf) -> None:
    first(pdf, "LI")["/S"] = Name("/P")


@found_by("vera 3a", "page 3a")
def no_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


@found_by("vera 3a", "page 3a")
def attachment_without_relationship(pdf: pikepdf.Pdf) -> None:
    for item in pdf.Root["/AF"]:  # type: ignore[union-attr]
        del item["/AFRelationship"]


@found_by("vera 3a", "page 3a")
def attachment_that_nothing_is_associated_with(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AF"]


@found_by("vera 3a", "page 3a")
def annotation_that_is_not_printed(pdf: pikepdf.Pdf) -> None:
    annotations(pdf)[0]["/F"] = 0


@found_by("vera 3a", "page 3a")
def a_script_that_runs_on_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = Dictionary(S=Name("/JavaScript"), JS=String("app.alert(1)"))


@found_by("vera 3a", "page 3a")
def no_identification_of_pdf_a(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, rb"<pdfaid:conformance>A</pdfaid:conformance>")


# ---------------------------------------------------------------------------- the verdicts


def _document() -> Document:
    held = Attachment("data.json", "application/json", "Data", "Data", b"{}")
    return replace(every_node(), attachments=(held,))


@functools.cache
def _files() -> dict[str, bytes]:
    """The good file, saved anew by pikepdf like the others, and every damaged one."""
    data, diagnostics = write(_document())
    assert diagnostics == []
    made = {}
    damages: dict[str, Damage] = {"good": lambda pdf: None}
    damages |= {name: damage for name, (damage, _) in DAMAGES.items()}
    for name, damage in damages.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            damage(pdf)
            out = io.BytesIO()
            pdf.save(
                out,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                fix_metadata_version=False,
            )
            made[name] = out.getvalue()
    return made


@functools.cache
def _tree() -> str:
    return dump(write(_document())[0])


def _own(name: str) -> set[str]:
    data = _files()[name]
    found = {"text"} if faults(_document(), data) else set()
    try:
        changed = dump(data) != _tree()
    except AssertionError:
        changed = True
    return found | ({"tree"} if changed else set())


def test_the_good_file_is_good() -> None:
    """Our guards are quiet where nothing is wrong."""
    assert faults(_document(), _files()["good"]) == []
    assert _own("good") == set()


def _wanted(kind: str) -> dict[str, set[str]]:
    return {
        name: {guard for guard in guards if guard.split()[0] in kind.split()}
        for name, (_, guards) in DAMAGES.items()
    }


@pytest.mark.parametrize("name", DAMAGES)
def test_our_own_guards_find_it(name: str) -> None:
    """What validators cannot see, the comparison with the document does."""
    assert _wanted("text tree")[name] <= _own(name)


@pytest.mark.parametrize("name", [n for n, (_, g) in DAMAGES.items() if g[0] in ("text", "tree")])
def test_validators_are_blind_to_it(name: str, tmp_path: Path) -> None:
    """These damages conform, which is why the guards are needed. Should a validator learn to
    see one, this test says so, and the damage moves to the other list."""
    assert not any(page_validation({name: _files()[name]}, tmp_path).values())


def test_verapdf_finds_them(tmp_path: Path) -> None:
    """And nothing in the good file."""
    verdicts = verapdf(_files(), tmp_path)
    found: dict[str, set[str]] = {name: set() for name in _files()}
    for (name, profile), rules in verdicts.items():
        if rules:
            found[name].add(f"vera {profile}")
    assert found["good"] == set()
    missed = {n: lacking for n, w in _wanted("vera").items() if (lacking := w - found[n])}
    assert missed == {}


def test_page_validation_finds_them(tmp_path: Path) -> None:
    """And nothing in the good file."""
    found: dict[str, set[str]] = {name: set() for name in _files()}
    for (name, profile), rules in page_validation(_files(), tmp_path).items():
        if rules:
            found[name].add(f"page {profile}")
    assert found["good"] == set()
    missed = {n: lacking for n, w in _wanted("page").items() if (lacking := w - found[n])}
    assert missed == {}
