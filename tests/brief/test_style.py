"""`style.yaml`: what it sets, what it takes over from the template it extends, what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.brief import takes_several
from briefgen.document import plain_text
from briefgen.figures import Disc, Label
from briefgen.workspace.model import COMMITMENTS

BUILTIN = Path(__file__).resolve().parents[2] / "templates"
MM = 72 / 25.4


def styled(kitchen: Any, text: str, template: str = "# T\n") -> Any:
    kitchen.write("own/style.yaml", text)
    return kitchen.compose(template)


def test_everything_that_a_style_can_say(kitchen: Any) -> None:
    """Lengths in each unit, paper, colours, fonts, text, and the number of pages."""
    composed = styled(
        kitchen,
        "page: {size: Letter, orientation: landscape}\n"
        "margins: {top: 20mm, right: 2.5cm, bottom: 1in, left: 72pt}\n"
        'colours: {text: "#000000", accent: "#ABCDEF", muted: "#111111", rule: "#222222",\n'
        '  tint: "#333333", highlight: "#444444", marking: "#555555"}\n'
        "fonts: {body: Source Sans 3, heading: Source Serif 4}\n"
        "text: {size: 12, note-size: 9.5, leading: 1.5, align: justify, hyphenate: false}\n"
        "pages: {at_most: 3}\n",
    )
    assert composed.diagnostics == []
    document = composed.document
    style, page = document.style, document.style.page
    assert (page.width, page.height) == (792, 612)
    assert page.top == pytest.approx(20 * MM, abs=0.01)
    assert page.right == pytest.approx(25 * MM, abs=0.01)
    assert (page.bottom, page.left) == (72, 72)
    assert (style.colours.text, style.colours.accent) == ("#000000", "#abcdef")
    assert (style.body.name, style.heading.name) == ("Source Sans 3", "Source Serif 4")
    assert (style.size, style.note_size, style.leading) == (12, 9.5, 1.5)
    assert (style.align, style.hyphenate) == ("justify", False)
    assert document.max_pages == 3


def test_fonts_of_one_s_own(kitchen: Any) -> None:
    """Files in the template's folder, by face."""
    kitchen.write("own/Bold.ttf", "x")
    kitchen.write("own/Regular.ttf", "x")
    composed = styled(
        kitchen, "fonts: {body: {name: Mine, regular: Regular.ttf, bold: Bold.ttf}}\n"
    )
    assert composed.diagnostics == []
    family = composed.document.style.body
    assert family.name == "Mine"
    assert [(face, Path(path).name) for face, path in family.files] == [
        ("regular", "Regular.ttf"),
        ("bold", "Bold.ttf"),
    ]


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ("colors: {accent: 1}", "colors"),
        ("colours: {acent: '#123456'}", "acent"),
        ("colours: {accent: red}", "red"),
        ("colours: {accent: '#12345'}", "'#12345'"),
        ("colours: [accent]", "[accent]"),
        ("page: {size: A3}", "A3"),
        ("page: {size: {a: b}}", "{a: b}"),
        ("page: {orientation: sideways}", "sideways"),
        ("margins: {top: 20}", "20"),
        ("margins: {top: -20mm}", "-20mm"),
        ("margins: {top: 20 km}", "20 km"),
        ("margins: {left: 10cm, right: 10cm}", "{left: 10cm, right: 10cm}"),
        ("text: {size: 1}", "1"),
        ("text: {size: 1e3}", "1e3"),
        ("text: {leading: tight}", "tight"),
        ("text: {align: center}", "center"),
        ("text: {hyphenate: yes}", "yes"),
        ("fonts: {body: Comic Sans}", "Comic Sans"),
        ("fonts: {body: {name: Mine}}", "{name: Mine}"),
        ("fonts: {body: {name: Mine, regular: no.ttf}}", "no.ttf"),
        ("fonts: {body: {name: Mine, regular: ../../secret.ttf}}", "../../secret.ttf"),
        ("pages: {at_most: none}", "none"),
        ("pages: 3", "3"),
        ("themes: all", "all"),
        ("- a", "- a"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_its_place(
    kitchen: Any, text: str, pointed: str
) -> None:
    """One error at the value, and the rest of the style as it was."""
    kitchen.root.joinpath("templates").mkdir()
    (kitchen.root / "secret.ttf").write_text("x", encoding="utf-8")
    composed = styled(kitchen, text + "\n")
    [diagnostic] = composed.diagnostics
    assert diagnostic.code == "style-value"
    assert text[diagnostic.span.start : diagnostic.span.end] == pointed
    assert diagnostic.span.path in composed.texts


def test_yaml_that_cannot_be_read(kitchen: Any) -> None:
    """A mistake in the YAML itself is told as in every other file."""
    [diagnostic] = styled(kitchen, "page: {size: A4\n").diagnostics
    assert diagnostic.code == "yaml-syntax"
    assert diagnostic.span.path == "templates/own/style.yaml"


def test_a_style_starts_from_that_of_the_extended_template(kitchen: Any) -> None:
    """Over two steps, and only the keys that are there change."""
    kitchen.write("middle/template.md.j2", '{% extends "at-a-glance/template.md.j2" %}\n')
    kitchen.write("middle/style.yaml", 'colours: {accent: "#112233"}\n')
    composed = styled(kitchen, "text: {size: 11}\n", '{% extends "middle/template.md.j2" %}\n')
    document = composed.document
    builtin = kitchen.document(None, name="at-a-glance")
    assert document.style.size == 11
    assert document.style.colours.accent == "#112233"
    assert document.style.leading == builtin.style.leading
    assert document.style.page == builtin.style.page
    assert document.max_pages == 2


def test_the_ladder_is_drawn_in_the_style(kitchen: Any) -> None:
    """The figure has the style's accent and fits its text width."""
    kitchen.write(
        "own/style.yaml",
        'colours: {accent: "#0a0b0c"}\npage: {size: A5}\nmargins: {left: 20mm, right: 20mm}\n',
    )
    document = kitchen.document("# T\n\n::: figure ladder\n")
    drawing = document.blocks[1].drawing
    page = document.style.page
    assert drawing.width <= page.width - page.left - page.right
    assert any(getattr(shape, "fill", None) == "#0a0b0c" for shape in drawing.shapes)


def test_the_ladder_is_the_key_to_the_marks(kitchen: Any) -> None:
    """Each step has the mark that tables have, its word and its meaning; where the page has no
    room beside the squares, the meanings stand below."""
    meanings = {word: meaning for word, (_, meaning) in COMMITMENTS.items()}
    kitchen.write("own/style.yaml", "page: {size: A4}\n")
    figure = kitchen.document("# T\n\n::: figure ladder\n").blocks[1]
    labels = [shape.text for shape in figure.drawing.shapes if isinstance(shape, Label)]
    dots = [shape.full for shape in figure.drawing.shapes if isinstance(shape, Disc)]
    assert ["".join("○●"[full] for full in dots[at : at + 5]) for at in range(0, 30, 5)] == [
        *("●●●●●", "●●●●○", "●●●○○", "●●○○○", "●○○○○", "○○○○○")
    ]
    assert [label for label in labels if label in meanings] == list(meanings)
    assert [label for label in labels if label in meanings.values()] == list(meanings.values())
    assert figure.caption == ()
    kitchen.write("own/style.yaml", "page: {size: A5}\n")
    figure = kitchen.document("# T\n\n::: figure ladder\n").blocks[1]
    labels = [shape.text for shape in figure.drawing.shapes if isinstance(shape, Label)]
    assert not set(labels) & set(meanings.values())
    below = plain_text(figure.caption)
    for word, meaning in meanings.items():
        assert f"{word}: {meaning}" in below


def test_which_templates_take_several_themes(kitchen: Any) -> None:
    """The outcome matrix does, and what extends it; the others do not."""
    several = {f.name: takes_several(f, BUILTIN) for f in BUILTIN.iterdir() if f.is_dir()}
    assert several == {
        "policy-brief": False,
        "at-a-glance": False,
        "talking-points": False,
        "outcome-matrix": True,
    }
    own = kitchen.write(
        "own/template.md.j2", '{% extends "outcome-matrix/template.md.j2" %}\n'
    ).parent
    assert takes_several(own, BUILTIN)


def test_whether_a_docx_carries_its_fonts(kitchen: Any) -> None:
    """It does, unless the style says that it does not."""
    assert styled(kitchen, "text: {size: 11}\n").document.style.embed_fonts
    composed = styled(kitchen, "fonts: {embed: false}\n")
    assert composed.diagnostics == []
    assert composed.document.style.embed_fonts is False
    composed = styled(kitchen, "fonts: {embed: perhaps}\n")
    assert [d.code for d in composed.diagnostics] == ["style-value"]


@pytest.mark.parametrize(
    ("key", "said"), [("marking", "`marking:`"), ("footer", "`organisation:`")]
)
def test_what_stands_in_the_workspace(kitchen: Any, key: str, said: str) -> None:
    """Who looks for marking and foot in a template's style is told where they are."""
    (problem,) = styled(kitchen, f"{key}: SECRET\n").diagnostics
    (hint,) = problem.hints
    assert said in hint.message
    assert "briefs/workspace.yaml" in hint.message
