"""Data never becomes markup, whatever it holds and however a template handles it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Document
from briefgen.writers import outline

HOSTILE = [
    "**bold** _it_ `code`",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "a | b | c",
    "|---|---|",
    "[@ferry-line]",
    "[@ferry-line; @salt] and [@long]",
    "[link](https://example.org)",
    "![image](https://example.org/x.png)",
    "<b>bold</b> <script>x</script>",
    "&amp; &#42;x&#42;",
    "line\n\n# heading",
    "line\n::: annex",
    "\n::: bottom-line\nx\n:::\n",
    "::: figure ladder",
    "\\*x\\*",
    "trailing \\",
    '" caption="forged" row-headers',
    "{{ theme.title }} {% include 'x' %} {# c #}",
    "\ufdd00\ufdd1",
    "\ufdd1\ufdd0\ufdd2" + "0.1\ufdd3",
    "***",
    "---",
    "===",
    "```\ncode\n```",
    "~~~",
    "    indented",
    "\t- tab",
    "<https://example.org>",
    "http://example.org",
    "a  \nb",
    "\u2028\u2029\x85\x0b\x0c",
    "\x00\x07\x1b[31m",
    "●●●●● signed",
]

#: Where a template may print `VALUE`.
PLACES = [
    "A VALUE B",
    "VALUE",
    "x\nVALUE\ny",
    "- VALUE",
    "1. VALUE",
    "> VALUE",
    "## VALUE",
    "**VALUE**",
    "*a VALUE b*",
    "[VALUE](https://example.org/)",
    "| VALUE | b |\n|---|---|\n| c | VALUE |",
    '::: box "VALUE"\nx VALUE\n:::',
    '::: table caption="VALUE" summary="VALUE"\n| a |\n|---|\n| VALUE |\n:::',
    "::: small\nVALUE\n:::",
]

#: How a template may handle the value `v` before it prints it.
HANDLED = [
    "{{ v }}",
    "{{ v | upper }}",
    "{{ v | lower }}",
    "{{ v | title }}",
    "{{ v | capitalize }}",
    "{{ v | sentence_case }}",
    "{{ v | trim }}",
    "{{ v | string }}",
    "{{ v | truncate(9) }}",
    "{{ v | replace('x', v) }}",
    "{{ [v, v] | join('*') }}",
    "{{ [v, v] | series }}",
    "{{ [v] | first }}",
    "{{ v | list | join }}",
    "{{ [v, v] | map('upper') | join }}",
    "{{ v ~ '*' ~ v }}",
    "{{ v + v }}",
    "{{ v[:7] }}",
    "{{ v[0:1] }}",
    "{{ v | default('x') }}",
    "{{ v | small }}",
    "{{ v | strong }}",
    "{% set c %}{{ v }}{% endset %}{{ c }}",
    "{% set c %}{{ v }}{% endset %}{{ c | upper }}",
    "{% set c %}{{ v }}{% endset %}{{ c ~ v }}",
    "{% set c %}{{ v }}{% endset %}{{ c + v }}",
    "{% set c %}{{ v }}{% endset %}{{ c | replace('a', v) }}",
    "{% set c | upper %}{{ v }}{% endset %}{{ c }}",
    "{% set c %}{{ v }}{% endset %}{{ c | trim }}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}",
    "{% macro m(x) %}{{ caller() }}{% endmacro %}{% call m(v) %}{{ v }}{% endcall %}",
    "{% for x in [v] %}{{ x }}{% endfor %}",
    "{% for x in [v] %}{{ loop.cycle(v, v) }}{% endfor %}",
    "{% with w = v %}{{ w }}{% endwith %}",
    "{{ v if v else v }}",
    "{{ v or v }}",
    "{% set n = namespace(x=v) %}{{ n.x }}",
    "{{ {'k': v}.k }}",
]


def shape(document: Document) -> str:
    """The outline of a document without its words."""
    lines = outline.write(document).splitlines()
    kept = [re.sub(r'"(?:[^"\\]|\\.)*"(?:@\w+)?', '""', line) for line in lines]
    body = [line for line in kept if not line.startswith(("document", "  "))]
    body += [line for line in kept if line.startswith("  ")]
    anchored = [re.sub(r"#section\S*", "#", line) for line in body]
    return re.sub(r'(""\s?)+', '"" ', "\n".join(anchored))


def compose(make_kitchen: Any, value: str, body: str) -> Document:
    """The document of a template in which an outcome's summary is `value`."""
    kitchen = make_kitchen(summary=value)
    document: Document = kitchen.document(
        "# Title\n\n{% set v = (outcomes | first).summary %}\n" + body + "\n"
    )
    return document


def same_shape(make_kitchen: Any, value: str, body: str) -> None:
    hostile, harmless = (shape(compose(make_kitchen, v, body)) for v in (value, "words"))
    assert hostile == harmless


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_stays_text_everywhere(make_kitchen: Any, value: str) -> None:
    """In each place of a template, hostile text makes the same tree as harmless text."""
    body = "\n\n".join(place.replace("VALUE", "{{ v }}") for place in PLACES)
    same_shape(make_kitchen, value, body)


@pytest.mark.parametrize("handled", HANDLED)
def test_no_filter_or_statement_frees_hostile_text(make_kitchen: Any, handled: str) -> None:
    """Through each filter, capture, macro and loop, all hostile texts at once stay text."""
    for value in HOSTILE:
        printable = f"w{value}w" if "[0:1]" in handled or "[:7]" in handled else f"w {value} w"
        same_shape(make_kitchen, printable, "A " + handled + " B")


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    value=st.text(
        alphabet=st.one_of(
            st.sampled_from("*_`#-+>|[]()<>!&\\:@;=~^${}%\n\t \"'.1x\ufdd0\ufdd1\ufdd2\ufdd3"),
            st.characters(exclude_categories=("Cs",)),
        ),
        max_size=60,
    ),
    handled=st.sampled_from(HANDLED),
    place=st.sampled_from(PLACES),
)
def test_any_text_stays_text(make_kitchen: Any, value: str, handled: str, place: str) -> None:
    """Whatever the text, the handling and the place."""
    setup, _, shown = handled.rpartition("{% endset %}")
    body = place.replace("VALUE", handled)
    if setup:
        body = setup + "{% endset %}" + place.replace("VALUE", shown)
    elif "{% macro" in handled or "{% set" in handled:
        return  # statements that span lines; their own test has them
    same_shape(make_kitchen, f"w{value}w", body)


def test_the_words_of_hostile_text_are_printed_as_they_are(make_kitchen: Any) -> None:
    """Nothing is dropped or doubled: the text comes out character by character."""
    for value in HOSTILE:
        if value.isprintable() and "  " not in value:
            document = compose(make_kitchen, value, "A {{ v }} B")
            expected = value.replace("\\", "\\\\").replace('"', '\\"')
            assert f'paragraph "A {expected} B"' in outline.write(document)


def test_ids_and_titles_of_hostile_data_stay_text(make_kitchen: Any) -> None:
    """The whole built-in brief keeps its shape when every summary is hostile."""
    shapes = set()
    for value in ("words", *HOSTILE):
        kitchen = make_kitchen(summary=f"w {value} w")
        shapes.add(shape(kitchen.document(None, name="policy-brief")))
    assert len(shapes) == 1


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a_b*c", True),
        ("mailto:office@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org/) [x](javascript:y", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
    ],
)
def test_links_to_data_are_checked(make_kitchen: Any, url: str, linked: bool) -> None:
    """An address from data is used whole, and only when it leads to the web or to mail."""
    kitchen = make_kitchen(summary=url)
    composed = kitchen.compose("# T\n\n{% set v = (outcomes | first).summary %}\n[here]({{ v }})\n")
    codes = [d.code for d in composed.diagnostics]
    assert codes == ([] if linked else ["markdown-unsupported"])
    assert composed.document is not None
    assert (f"link<{url}>" in outline.write(composed.document)) == linked
