"""Properties of quote matching that hold for any text, and its bounds."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.evidence.normalize import normal_form, normalise
from briefgen.evidence.passages import Match, Refusal, find, find_quote, stands_in

WORDS = st.sampled_from(
    "Florin Guilder agreed to open the port of Lutz in 2026 for 15 ships and 1.5 million crowns "
    "(about 20%) each year; it's a non-binding accord — not a treaty. U.S. may join $5 billion"
    "".split()
)
SAID = "Florin and Guilder agreed to open the port of Lutz in 2026."
TEXTS = st.lists(WORDS, min_size=3, max_size=40).map(" ".join)


@given(TEXTS, st.data())
def test_found_is_exact(text: str, data: st.DataObject) -> None:
    """What is found has the quote's normal form, whatever was in the text."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume("[" not in quote and "..." not in quote)
    result = find(text, quote)
    if isinstance(result, Match):
        ((low, high),) = result.spans
        assert normal_form(text[low:high]) == normal_form(quote)


@given(TEXTS, st.data())
def test_a_changed_digit_is_never_found(text: str, data: st.DataObject) -> None:
    """Another number is another fact."""
    digits = [i for i, char in enumerate(text) if char.isdigit()]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from("0123456789").filter(lambda c: c != text[at]))
    changed = text[:at] + other + text[at + 1 :]
    assume(changed not in text)
    result = find(text, changed)
    assert isinstance(result, Refusal)


@given(TEXTS, st.data())
def test_cut_words_are_never_found(text: str, data: st.DataObject) -> None:
    """A quote that begins or ends between two letters or two digits is refused."""
    inner = [i for i in range(1, len(text)) if text[i - 1].isalnum() and text[i].isalnum()]
    assume(inner)
    at = data.draw(st.sampled_from(inner))
    for quote in (text[at:], text[:at]):
        if text.count(quote) == 1:
            assert isinstance(find(text, quote), Refusal)


@given(st.text(max_size=80), st.text(max_size=30), st.none() | st.text(max_size=8))
def test_never_raises(text: str, quote: str, context: str | None) -> None:
    """Any strings get an answer."""
    result = find_quote(text, quote, prefix=context, suffix=context)
    assert result.status in ("found", "ambiguous", "refused")
    assert (result.status == "found") == (result.reason is None)


@given(TEXTS)
def test_a_text_contains_itself(text: str) -> None:
    """The whole text, having nothing outside, is found or too short."""
    result = find(text, text)
    assert isinstance(result, Match) or result.reason == "too-short"


def test_normalised_once_is_the_same() -> None:
    """A text that comes normalised gives the same answer, with the same offsets."""
    text = "The “joint  fund” was agreed — at last."
    assert find(normalise(text), '"joint fund" was agreed') == find(text, '"joint fund" was agreed')


def test_ranges_set_aside() -> None:
    """A repeat that is set aside makes no quote ambiguous, yet can be found when alone."""
    text = "Florin agreed on tariffs.\nNews: Florin agreed on tariffs today.\n"
    repeat = (26, 63)
    assert isinstance(find(text, "Florin agreed on tariffs"), Refusal)
    found = find(text, "Florin agreed on tariffs", ignore=[repeat])
    assert isinstance(found, Match)
    assert (found.spans, found.aside) == (((0, 24),), False)
    alone = find(text, "Florin agreed on tariffs today", ignore=[repeat])
    assert isinstance(alone, Match)
    assert alone.aside


def test_ambiguous_names_its_places() -> None:
    """Two equal matches are a question to the author, who sees both."""
    result = find("Florin agreed on it. So Florin agreed on it.", "Florin agreed on it")
    assert isinstance(result, Refusal)
    assert result.places == (((0, 19),), ((24, 43),))


def test_closest_passage_is_shown() -> None:
    """For a changed quote, what the text says instead is named whole."""
    text = "A. They agreed to convene the Joint Working Group on ore early this year. B."
    result = find(text, "agreed to convene the Joint Working Party on ore")
    assert isinstance(result, Refusal)
    assert result.at is not None
    assert text[slice(*result.at)] == "agreed to convene the Joint Working Group on ore"


def test_stands_in() -> None:
    """Words stand in a text between words only."""
    assert stands_in("agreed to meet early\u00a0this year", "early this year")
    assert not stands_in("agreed to meet early this year", "arly this year")
    assert not stands_in("agreed to meet early this year", "")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Word " * 400_000, "x" * 40_000, id="long-quote"),
        pytest.param("a " * 1_000_000, "a " * 50_000, id="repetition"),
        pytest.param("a" * 2_000_000, "aaa aaa aaa", id="one-word"),
        pytest.param(" " * 2_000_000, "agreed on tariffs", id="spaces"),
        pytest.param("." * 2_000_000, "agreed ... on tariffs", id="stops"),
        pytest.param("agreed on a " * 150_000, "on … agreed … a … agreed … xyz", id="elisions"),
        pytest.param(
            "not, and " * 200_000 + "Florin agreed on it", "Florin agreed on it", id="cues"
        ),
        pytest.param("agreed on it", "[" * 50_000, id="brackets"),
        pytest.param("agreed on it", "... ".join(["a"] * 20_000), id="many-parts"),
        pytest.param("e\u0301" * 200_000 + " agreed on it", "agreed on it", id="marks"),
    ],
)
def test_bounded(text: str, quote: str) -> None:
    """No input takes more than a moment (the bound is generous: machines are busy)."""
    begin = time.process_time()
    find_quote(text, quote)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("name", ["text", "quote", "prefix", "suffix"])
@pytest.mark.parametrize("value", [b"agreed", 7, None])
def test_what_is_no_string(name: str, value: object) -> None:
    """A mistake in the caller's program is told with the parameter's name; only the context may
    be left out."""
    parameters: dict[str, Any] = {"text": SAID, "quote": "agreed to open the port", name: value}
    if value is None and name in ("prefix", "suffix"):
        assert find_quote(**parameters).status == "found"
        return
    with pytest.raises(TypeError, match=f"{name} must be a string, not {type(value).__name__}"):
        find_quote(**parameters)
