"""What stands where on a page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from briefgen.document import (
    ArchivedPassage,
    ArchivedSource,
    Attachment,
    Beside,
    Colours,
    Comment,
    Document,
    Emphasis,
    Note,
    NoteMark,
    Paragraph,
    Quoted,
    Remarked,
    Strong,
    Style,
    Text,
    Title,
)
from briefgen.writers.html import colours, write
from briefgen.writers.html.fragments import words_at
from briefgen.writers.html.inlines import last_sentence

from ..docx.sample import brief


def page(document: Document) -> Any:
    return lxml.html.document_fromstring(write(document)[0])


def grain(**changes: Any) -> Document:
    """Two sentences, two notes, and a source of three passages."""
    text = "The ministers met in Lutz. Zubrowka will sell grain to Florin. They dined."
    source = ArchivedSource(
        "read-out",
        "Read-out",
        "On grain",
        "One side’s own account",
        "en",
        (
            ArchivedPassage(1, "On grain", "title"),
            ArchivedPassage(2, text, "body", (1, 2), (Quoted(27, 61, (1,)), Quoted(63, 73, (2,)))),
            ArchivedPassage(3, "It rained.", "body"),
        ),
        "https://example.org/grain",
    )
    words = (
        Text("Nobody is surprised. Zubrowka will sell "),
        Strong((Text("grain"),)),
        Text(" to Florin."),
        NoteMark(1),
        Text(" They dined."),
        NoteMark(2),
    )
    document = Document(
        "Grain",
        "en-GB",
        "2031-05-06",
        (Title((Text("Grain"),)), Paragraph(words)),
        tuple(Note(n, (Text(f"Read-out: {n}."),)) for n in (1, 2)),
        beside=Beside((source,)),
    )
    return replace(document, **changes)


def test_marks_and_notes_are_linked_both_ways() -> None:
    made = page(brief())
    for mark in made.xpath("//a[@role='doc-noteref']"):
        number = mark.text
        assert mark.get("id") == f"mark-{number}"
        assert mark.get("href") == f"#note-{number}"
        (note,) = made.xpath(f"//li[@id='note-{number}']")
        assert f"#mark-{number}" in [a.get("href") for a in note.xpath(".//a")]
    assert len(made.xpath("//a[@role='doc-noteref']")) == len(brief().notes)


def test_ids_are_unique() -> None:
    ids = page(brief()).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_sentence_ends_at_its_mark() -> None:
    """The sentence before a mark, not the paragraph; with what is bold in it."""
    sentences = page(grain()).xpath("//span[@class='s']")
    assert [(s.get("data-n"), s.text_content()) for s in sentences] == [
        ("1", "Zubrowka will sell grain to Florin."),
        ("2", "They dined."),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("One thing. Another thing.", "Another thing."),
        ("The envoy, Dr. Motz, spoke.", "The envoy, Dr. Motz, spoke."),
        ("It rose by 3.5 per cent. Then it fell.", "Then it fell."),
        ("“Why?” he asked. Nobody knew!", "Nobody knew!"),
        ("He said “no.” She left.", "She left."),
        ("Minister J. K. Lutz came.", "Minister J. K. Lutz came."),
        ("一つ目。二つ目。", "二つ目。"),
        ("पहला वाक्य। दूसरा वाक्य।", "दूसरा वाक्य।"),
        ("", ""),
        ("No full stop", "No full stop"),
    ],
)
def test_the_last_sentence(text: str, last: str) -> None:
    assert text[last_sentence(text) :] == last


def test_passages_have_permanent_anchors_and_their_words() -> None:
    made = page(grain())
    assert made.xpath("//ol[@class='passages']/li/@id") == [
        "read-out-p1",
        "read-out-p2",
        "read-out-p3",
    ]
    quotes = made.xpath("//li[@id='read-out-p2']//mark/a")
    assert [q.text for q in quotes] == ["Zubrowka will sell grain to Florin", "They dined"]
    assert [q.get("href") for q in quotes] == ["#mark-1", "#mark-2"]
    (link,) = made.xpath("//a[text()='on the original page']/@href")
    assert link == (
        "https://example.org/grain"
        "#:~:text=Zubrowka%20will%20sell%20grain%20to%20Florin&text=They%20dined"
    )
    classes = made.xpath("//ol[@class='passages']/li/@class")
    assert classes == ["other", "cited", "uncited"]


def test_the_policy_names_what_is_there() -> None:
    """Digests computed here, of the very text between the tags (CSP 3, 6.7.3)."""
    text = write(grain())[0].decode()
    (policy,) = re.findall(r'Security-Policy" content="([^"]*)"', text)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == "'none'"
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        ((_, content),) = re.findall(rf"(<{tag}>)(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules.pop(directive) == f"'sha256-{digest}'"
    assert rules == {"base-uri": "'none'", "form-action": "'none'"}


def test_nothing_comes_from_elsewhere() -> None:
    text = write(brief())[0].decode()
    made = lxml.html.document_fromstring(text)
    assert made.xpath("//@src") == made.xpath("//link") == made.xpath("//@style") == []
    assert "url(" not in text
    assert "@import" not in text
    assert "@font-face" not in text


def test_a_link_to_words_on_a_page() -> None:
    """Text directives (WICG URL Fragment Text Directives, 3.3): `-`, `,` and `&` are its own."""
    words = "Zubrowka and Florin, long-time friends & partners"
    assert words_at("https://example.org/a?b=c", words) == (
        "https://example.org/a?b=c#:~:text="
        "Zubrowka%20and%20Florin%2C%20long%2Dtime%20friends%20%26%20partners"
    )
    many = " ".join(f"w{n}" for n in range(30))
    assert words_at("https://example.org/#part", many) == (
        "https://example.org/#part:~:text=w0%20w1%20w2%20w3%20w4%20w5,"
        "w24%20w25%20w26%20w27%20w28%20w29"
    )
    assert words_at("https://example.org/a", "two hens", " ", "one egg") == (
        "https://example.org/a#:~:text=two%20hens&text=one%20egg"
    )
    for bad in ("javascript:alert(1)", "data:text/html,x", "#here", "https://", "ftp://a/b", ""):
        assert words_at(bad, words) is None


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, written down from there."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("value", ["", "#ffffff", "#000000", "#ff0000", "#ffff00", "#7f7f7f"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_is_legible(scheme: str, value: str) -> None:
    """Whatever a style asks for: 4.5 to 1 for text on each ground, 3 to 1 for edges."""
    style = Colours(**{f.name: value for f in fields(Colours)}) if value else Colours()
    named = getattr(colours, scheme)(style)
    for ground in ("paper", "tint", "highlight"):
        for ink in ("text", "accent", "muted", "marking"):
            assert contrast(named[ink], named[ground]) >= 4.5, (ink, ground)
    assert contrast(named["text"], named["chosen"]) >= 4.5
    for ground in ("paper", "tint"):
        assert contrast(named["edge"], named[ground]) >= 3


def test_the_default_colours_are_those_of_paper() -> None:
    """On white nothing needs to be moved."""
    named, style = colours.light(Colours()), Style().colours
    for name in ("text", "accent", "muted", "tint", "highlight", "marking"):
        assert named[name] == getattr(style, name)


def test_languages() -> None:
    """The brief's own for the page, the source's for its passages, English for the page's words;
    a language that is written from the right turns the page."""
    made = page(grain(lang="ar"))
    assert (made.get("lang"), made.get("dir")) == ("ar", "rtl")
    passage = made.xpath("//li[@id='read-out-p3']/p")[0]
    assert (passage.get("lang"), passage.get("dir")) == ("en", "auto")
    assert made.xpath("//*[@id='notes-title']/@lang") == ["en"]
    english = page(grain())
    assert english.get("dir") is None
    assert english.xpath("//*[@id='notes-title']/@lang") == []


def test_a_mark_inside_other_words_has_its_sentence() -> None:
    tree = grain()
    words = (Text("It is known that "), Emphasis((Text("they dined."), NoteMark(1))))
    tree = replace(tree, blocks=(Paragraph(words),), notes=tree.notes[:1])
    (sentence,) = page(tree).xpath("//span[@class='s']")
    assert (sentence.get("data-n"), sentence.text_content()) == ("1", "they dined.")


def test_a_finding_leads_to_its_words_and_back() -> None:
    """A draft's findings stand after the notes; the words they are about are marked."""
    tree = grain()
    words = (Text("Zubrowka will sell "), Remarked((Text("15 tons"),), (1,)), Text("."))
    finding = Comment(1, "claim-number", "No passage gives “15 tons”", ("write “12 tons”",))
    tree = replace(
        tree, blocks=(Paragraph(words),), notes=(), comments=(finding,), watermark="DRAFT"
    )
    made = page(tree)
    (about,) = made.xpath("//span[@class='remarked']")
    assert about.text_content() == "15 tons"
    (there,) = made.xpath("//a[@href='#comment-1']")
    assert there.get("id") == "remark-1"
    (item,) = made.xpath("//li[@id='comment-1']")
    assert item.xpath(".//a/@href") == ["#remark-1"]
    for told in ("claim-number", "No passage gives", "write “12 tons”"):
        assert told in item.text_content()
    (watermark,) = made.xpath("//div[@class='watermark']")
    assert (watermark.text, watermark.get("aria-hidden")) == ("DRAFT", "true")


def test_what_a_page_cannot_hold_is_told() -> None:
    """A control character in a source is shown as U+FFFD, with a warning."""
    tree = grain()
    assert tree.beside is not None
    source = tree.beside.sources[0]
    bad = replace(source, passages=(ArchivedPassage(1, "It\x96s grain.\x00"),))
    data, (problem,) = write(replace(tree, beside=Beside((bad,)), notes=(), blocks=()))
    assert (problem.code, problem.severity) == ("writer-unsupported", "warning")
    assert "2 characters" in problem.message
    assert "It\ufffds grain.\ufffd" in data.decode()


def test_attachments_are_the_sources_that_are_shown() -> None:
    """What else would travel in a PDF is told to be left out."""
    held = Attachment("read-out.txt", "text/plain", "", "Source", b"x")
    assert write(grain(attachments=(held,)))[1] == []
    (problem,) = write(grain(attachments=(replace(held, name="map.png"),)))[1]
    assert "`map.png` does not travel in a page" in problem.message


def test_a_marking_stands_at_head_and_foot() -> None:
    """Also on paper, in the colours that its scheme gives."""
    tree = grain(marking="TLP:RED", marking_colours=("#FF2B2B", "#000000"))
    made = page(tree)
    assert [e.text_content() for e in made.xpath("//*[@class='marking']")] == ["TLP:RED"] * 2
    (style,) = made.xpath("//style/text()")
    assert ".marking{color:#FF2B2B;background:#000000" in style
    (printed,) = re.findall(r"@page\{size.*?@page", style)
    assert printed.count("content:'TLP\\3a RED") + printed.count("content:' TLP\\3a RED") == 2


def test_a_tree_that_breaks_its_rules_is_refused() -> None:
    tree = grain()
    with pytest.raises(ValueError, match="without gaps"):
        write(replace(tree, notes=tree.notes[:1]))


def test_small_enough_for_mail(tmp_path: Path) -> None:
    """The example's brief on minerals: under 150 KB."""
    from briefgen import pipeline
    from briefgen.plan import Options

    root = Path(__file__).resolve().parent.parent.parent.parent
    report = pipeline.build(root, Options(("minerals",), formats=("html",), out=tmp_path))
    ((path,),) = (built.files for built in report.built)
    assert path.stat().st_size < 150_000
