"""A value put in place of another: YAML reads the new one, and nothing else has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.drift.rewriting import plain_or_quoted, replaced
from briefgen.text import SourceText
from briefgen.workspace import values

FORMS = {
    "plain": "agreed to open an office",
    "single": "'agreed to open the ministers'' office'",
    "double": '"agreed to open an \\"office\\""',
    "plain, wrapped": "agreed to open\n            an office in Lutz",
    "double, wrapped": '"agreed to open\n            an office in Lutz"',
    "folded": ">\n            agreed to open an office\n            in Lutz",
    "folded, stripped": ">-\n            agreed to open an office\n            in Lutz",
    "literal": "|-\n            agreed to open an office",
}
WORDS = (
    "agreed to open a joint customs office in Lutz by March 2026, and to pay for it together",
    "agreed: a fund of #5 billion, they said",
    "'quoted' and \"quoted\" - and the rest",
    "[one] {two} & three",
    "true",
    "2026-01-16",
    "the ministers’ office — “open” by 2026",
)


def page(form: str) -> str:
    short = "x y" if "\n" in form else form
    return (
        "# kept by hand\n"
        "outcomes:\n"
        "  - id: office   # the first\n"
        "    evidence:\n"
        "      - source: communique\n"
        f"        quote: {form}\n"
        "        # and a remark\n"
        "        suffix: 'said the ministers'\n"
        f"  - {{id: fund, quote: {short}}}\n"
    )


def read(text: str) -> tuple[values.Mapping, SourceText]:
    source = SourceText("briefs/outcomes/dialogue.yaml", text)
    value, found = values.parse(source)
    assert found == []
    assert isinstance(value, values.Mapping)
    return value, source


def quotes(value: values.Mapping) -> tuple[values.Scalar, values.Scalar, values.Scalar]:
    outcomes = value.entries["outcomes"]
    assert isinstance(outcomes, values.Sequence)
    first, second = outcomes.items
    assert isinstance(first, values.Mapping)
    assert isinstance(second, values.Mapping)
    evidence = first.entries["evidence"]
    assert isinstance(evidence, values.Sequence)
    (one,) = evidence.items
    assert isinstance(one, values.Mapping)
    made = one.entries["quote"], second.entries["quote"], one.entries["suffix"]
    assert all(isinstance(scalar, values.Scalar) for scalar in made)
    return made  # type: ignore[return-value]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("words", WORDS)
def test_only_the_value_changes(form: str, words: str) -> None:
    """In every form that YAML has for a text, and back to the same line before and after."""
    value, source = read(page(form))
    block, flow, suffix = quotes(value)
    for target in (block, flow):
        if target is flow and "\n" in form:
            continue
        new = replaced(source, target.span, words)
        assert new.startswith(source.text[: target.start])
        assert new.endswith(source.text[target.end :])
        again, _ = read(new)
        now = quotes(again)
        changed = now[0 if target is block else 1]
        assert (" ".join(changed.text.split()), changed.kind) == (words, "text")
        assert now[1 if target is block else 0].text == (flow if target is block else block).text
        assert now[2].text == suffix.text


def test_a_wrapped_value_is_wrapped_again() -> None:
    """Lines stay as wide as the author's, and as far in."""
    value, source = read(page(FORMS["plain, wrapped"]))
    new = replaced(source, quotes(value)[0].span, WORDS[0])
    assert new.splitlines()[5:8] == [
        "        quote: agreed to open a joint customs office",
        "            in Lutz by March 2026, and to pay for it",
        "            together",
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1))
def test_any_text_can_be_written(words: str) -> None:
    """What stands in a source may hold anything."""
    words = " ".join(words.split())
    if not words:
        return
    value, source = read(page(FORMS["single"]))
    again, _ = read(replaced(source, quotes(value)[0].span, words))
    assert quotes(again)[0].text == words
    parsed, _ = values.parse(
        SourceText("x.yaml", f"{{a: {plain_or_quoted(words, between_braces=True)}, b: 1}}\n")
    )
    assert isinstance(parsed, values.Mapping)
    held = parsed.entries["a"]
    assert isinstance(held, values.Scalar)
    assert (held.text, held.kind) == (words, "text")
