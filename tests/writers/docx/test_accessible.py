"""What an accessibility checker asks of a Word file, asked of real briefs.

The questions are those of Word's own checker (Microsoft, "Rules for the Accessibility
Checker") and of WCAG 2.2 as far as a document can answer them; asked of every brief of the
example workspace, as it is and on a letterhead.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from briefgen.document import Colours, Document, Paragraph, Strong, Text
from briefgen.writers.docx import write

from . import offices
from .lint import WP, W, lint, parts
from .outside import THOROUGH, sdk_errors

ROOT = Path(__file__).resolve().parents[3]
DC = "{http://purl.org/dc/elements/1.1/}"
Files = dict[str, etree._Element]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example workspace with every brief built, plain and on a letterhead."""
    from briefgen import pipeline
    from briefgen.plan import Options

    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "briefs", root / "briefs")
    settings = root / "briefs" / "workspace.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^marking:.*$", "marking: OFFICIAL", text), encoding="utf-8")
    letterhead = root / "ministry.docx"
    letterhead.write_bytes(offices.ministry("de", marked=False))
    for out, file in (("plain", None), ("letterhead", letterhead)):
        for template in ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix"):
            options = Options(
                template=template, formats=("docx",), out=root / out / template, letterhead=file
            )
            report = pipeline.build(root, options)
            assert report.built, str(report)
    return root


@pytest.fixture(scope="module", params=["plain", "letterhead"])
def briefs(request: pytest.FixtureRequest, workspace: Path) -> list[tuple[str, Files]]:
    """Every brief with its name, as its parts."""
    files = sorted((workspace / request.param).rglob("*.docx"))
    assert len(files) >= 4
    return [(f"{request.param}/{f.name}", parts(f.read_bytes())) for f in files]


@pytest.mark.parametrize("kind", ["plain", "letterhead"])
def test_every_brief_is_valid(workspace: Path, kind: str) -> None:
    """By our lint each; by the Open XML SDK one of each template, all in `make validate`."""
    files = sorted((workspace / kind).rglob("*.docx"))
    for file in files:
        assert lint(file.read_bytes()) == [], file.name
    if not THOROUGH:
        files = list({file.relative_to(workspace).parts[1]: file for file in files}.values())
    for file in files:
        assert not sdk_errors(file), file.name


def text(element: etree._Element) -> str:
    """The text of an element."""
    return "".join(t.text or "" for t in element.iter(W + "t"))


def style_of(paragraph: etree._Element, files: Files) -> etree._Element | None:
    """The style of a paragraph."""
    used = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if used is None else styles(files).get(used.get(W + "val", ""))


def styles(files: Files) -> dict[str, etree._Element]:
    """Styles by id."""
    return {s.get(W + "styleId", ""): s for s in files["word/styles.xml"].iter(W + "style")}


def outline_level(paragraph: etree._Element, files: Files) -> int | None:
    """The level of a heading, from 1; None for other paragraphs."""
    style = style_of(paragraph, files)
    while style is not None:
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            return int(level.get(W + "val", "9")) + 1
        based = style.find(W + "basedOn")
        style = None if based is None else styles(files).get(based.get(W + "val", ""))
    return None


def test_title_and_language(briefs: list[tuple[str, Files]]) -> None:
    """Each file has a title that says what it is, and a language."""
    titles = set()
    for name, files in briefs:
        core = files["docProps/core.xml"]
        title, language = core.findtext(DC + "title"), core.findtext(DC + "language")
        assert title not in (None, "", "Letterhead", "Document"), name
        assert language == "en-GB", name
        titles.add(title)
    assert len(titles) > 3


def test_each_run_is_in_a_known_language(briefs: list[tuple[str, Files]]) -> None:
    """English either by the file's default or by the run itself."""
    for name, files in briefs:
        default = files["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        assert default is not None, name
        if default.get(W + "val") == "en-GB":
            continue
        for part in ("word/document.xml", "word/footnotes.xml"):
            for run in files[part].iter(W + "r"):
                cover = run.get(W + "rsidRPr") is not None  # the letterhead's own words
                lang = run.find(f"{W}rPr/{W}lang")
                if len(text(run)) > 40 and not cover:
                    assert lang is not None, (name, text(run))
                    assert {"en-GB", "en"} & set(lang.attrib.values()), (name, text(run))


def test_headings_skip_no_level(briefs: list[tuple[str, Files]]) -> None:
    """Headings begin at level 1 and go down one at a time (WCAG 1.3.1, 2.4.6); none is empty."""
    for name, files in briefs:
        levels = [0]
        for paragraph in files["word/document.xml"].iter(W + "p"):
            level = outline_level(paragraph, files)
            if level is not None:
                assert text(paragraph).strip(), name
                assert level <= levels[-1] + 1, (name, text(paragraph))
                levels.append(level)
        assert len(levels) > 1 or "at-a-glance" in name or "talking" in name, name


def brief_tables(files: Files) -> Iterator[etree._Element]:
    """The tables that briefgen wrote, not those of the letterhead's cover."""
    for table in files["word/document.xml"].iter(W + "tbl"):
        used = table.find(f"{W}tblPr/{W}tblStyle")
        if used is not None and used.get(W + "val") == "BriefTable":
            yield table


def test_tables_have_headers_and_a_name(briefs: list[tuple[str, Files]]) -> None:
    """A header row that repeats and is marked as such, a title or description, no merged, empty or
    nested cells (WCAG 1.3.1)."""
    count = 0
    for name, files in briefs:
        for table in brief_tables(files):
            count += 1
            rows = table.findall(W + "tr")
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None, name
            look = table.find(f"{W}tblPr/{W}tblLook")
            assert look is not None, name
            assert look.get(W + "firstRow") == "1", name
            named = [table.find(f"{W}tblPr/{W}{t}") for t in ("tblCaption", "tblDescription")]
            assert any(e is not None and e.get(W + "val") for e in named), name
            assert all(text(cell).strip() for cell in rows[0].iter(W + "tc")), name
            assert not list(table.iter(W + "gridSpan", W + "vMerge")), name
            assert len(list(table.iter(W + "tbl"))) == 1, name
    assert count > 3


def test_pictures_have_a_text(briefs: list[tuple[str, Files]]) -> None:
    """Each picture has an alternative text that is no file's name (WCAG 1.1.1), in line with the
    text (reading order)."""
    count = 0
    for name, files in briefs:
        for picture in files["word/document.xml"].iter(WP + "docPr"):
            alt = picture.get("descr") or ""
            assert alt, name
            assert not re.search(r"\.(png|svg|jpe?g)\b", alt), name
            if alt != "The issuing office":  # the letterhead's own text box
                count += 1
                assert picture.getparent().tag == WP + "inline", name  # type: ignore[union-attr]
    assert count


def test_links_say_where_they_lead(briefs: list[tuple[str, Files]]) -> None:
    """No link is empty, a bare address, or `here` (WCAG 2.4.4)."""
    for name, files in briefs:
        for part in ("word/document.xml", "word/footnotes.xml"):
            for link in files[part].iter(W + "hyperlink"):
                said = text(link).strip()
                assert re.search(r"\w", said), (name, said)
                assert said.casefold() not in ("here", "click here", "link", "more", "this"), name
                assert not said.startswith(("http://", "https://")), (name, said)


def test_no_blank_paragraphs_for_space(briefs: list[tuple[str, Files]]) -> None:
    """Space comes from styles: no paragraph is empty but that of a cell with nothing to say, and
    the one that ends a section of the letterhead; no line is pushed about by spaces."""
    for name, files in briefs:
        for paragraph in files["word/document.xml"].iter(W + "p"):
            shown = text(paragraph)
            ends = paragraph.find(f"{W}pPr/{W}sectPr") is not None
            pictured = next(paragraph.iter(W + "drawing", W + "pict"), None) is not None
            cell = paragraph.getparent()
            alone = cell is not None and len(cell.findall(W + "p")) == 1 and cell.tag == W + "tc"
            assert shown.strip() or ends or pictured or alone, name
            assert "   " not in shown, (name, shown)


def test_lists_are_lists(briefs: list[tuple[str, Files]]) -> None:
    """Bullets and numbers are Word's, not typed; each list has an instance that starts anew."""
    for name, files in briefs:
        for paragraph in files["word/document.xml"].iter(W + "p"):
            style = style_of(paragraph, files)
            named = "" if style is None else style.find(W + "name").get(W + "val")  # type: ignore[union-attr]
            if paragraph.find(f"{W}pPr/{W}numPr") is None and named != "Brief Passage":
                assert not re.match(r"\s*([•·*–-]|\d+[.)])\s", text(paragraph)), (name, named)
        numbering = files.get("word/numbering.xml")
        for instance in [] if numbering is None else numbering.findall(W + "num"):
            if instance.find(W + "lvlOverride") is None:
                assert instance.get(W + "numId") == "1", "the letterhead's own list"


def test_captions_are_captions(briefs: list[tuple[str, Files]]) -> None:
    """A table's caption is a paragraph in Word's caption style that stays with it."""
    for name, files in briefs:
        known = styles(files)
        for table in brief_tables(files):
            before = table.getprevious()
            if before is None or before.tag != W + "p":
                continue
            caption = table.find(f"{W}tblPr/{W}tblCaption")
            if caption is None:
                continue
            assert text(before) == caption.get(W + "val"), name
            style = style_of(before, files)
            assert style is not None
            assert style.find(W + "name").get(W + "val", "").lower() == "caption"  # type: ignore[union-attr]
            keeps = known[style.get(W + "styleId", "")].find(f"{W}pPr/{W}keepNext")
            assert keeps is not None, name


def test_nothing_floats_and_nothing_is_hidden(briefs: list[tuple[str, Files]]) -> None:
    """The text is read in the order of the file: no frames, columns, text boxes or floating
    tables of ours; no hidden text; nothing blinks or scrolls."""
    for name, files in briefs:
        document = files["word/document.xml"]
        assert not list(document.iter(W + "framePr", W + "tblpPr", W + "vanish", W + "effect")), (
            name
        )
        boxes = {text(b) for b in document.iter(W + "txbxContent")}
        assert len(boxes) <= (1 if name.startswith("letterhead") else 0), name


def test_open_to_assistive_software(briefs: list[tuple[str, Files]]) -> None:
    """No protection, no macro, nothing that asks a question when the file is opened."""
    for name, files in briefs:
        settings = files["word/settings.xml"]
        found = list(settings.iter(W + "documentProtection", W + "updateFields", W + "mailMerge"))
        assert not found, name


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["#ffffff", Colours().tint, Colours().highlight])
@pytest.mark.parametrize("name", ["text", "accent", "muted", "marking"])
def test_colours_can_be_told_apart(name: str, ground: str) -> None:
    """Text stands out from each ground by 4.5 to 1 or more (WCAG 1.4.3)."""
    light, dark = luminance(ground), luminance(getattr(Colours(), name))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("on_letterhead", [False, True])
@pytest.mark.parametrize(
    ("words", "mark", "slot", "lang"),
    [
        ("नरेन्द्र", "cs", "bidi", "hi-IN"),
        ("日本語", "", "eastAsia", "ja-JP"),
        ("سلام", "rtl", "bidi", "ar-SA"),
    ],
)
def test_scripts(words: str, mark: str, slot: str, lang: str, on_letterhead: bool) -> None:
    """Devanagari, Japanese and Arabic go to their own font slots, in their own language, and bold
    is bold there too (`w:bCs` counts for complex scripts, 17.3.2.2)."""
    from dataclasses import replace

    from .test_letterhead import on

    tree = Document("T", "en-GB", "2031-05-06", (Paragraph((Strong((Text(words),)),)),))
    if on_letterhead:
        tree = on(offices.ministry("fr"), replace(tree))
    files = parts(write(tree)[0])
    (run,) = (r for r in files["word/document.xml"].iter(W + "r") if text(r) == words)
    look = run.find(W + "rPr")
    assert look is not None
    assert look.find(W + "b") is not None
    assert look.find(W + "bCs") is not None
    assert look.find(W + "lang").get(W + slot) == lang  # type: ignore[union-attr]
    if mark:
        assert look.find(W + mark) is not None
