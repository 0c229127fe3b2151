"""The normalisation is named, idempotent, and leads back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.evidence.normalize import normal_form, normalise

# What occurs in texts, with every character that the normalisation treats in its own way.
SPECIAL = "abcé1 .,\n\t'\"-‘’“”–—−\u00ad\u200b\ufeff\u00a0\u2009\u0301\u0323日本한\u1161क़\u093c"
TEXTS = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=60)


@given(TEXTS)
def test_idempotent(text: str) -> None:
    """What is in normal form stays as it is."""
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS)
def test_marked_form_goes_alongside(text: str) -> None:
    """The form with em dashes has the same length, so that offsets serve both."""
    n = normalise(text)
    assert len(n.marked) == len(n.text)
    assert n.marked.replace("—", "-").replace("―", "-") == n.text


@given(TEXTS, st.data())
def test_map_leads_back(text: str, data: st.DataObject) -> None:
    """The original slice of a piece of the normal form has that piece as its normal form."""
    n = normalise(text)
    words = [i for i, char in enumerate(n.text) if char.isascii() and char.isalnum()]
    ends = [
        i for i in words if i + 1 == len(n.text) or unicodedata.category(n.text[i + 1])[0] != "M"
    ]
    if not words or not ends:
        return
    start = data.draw(st.sampled_from(words))
    end = data.draw(st.sampled_from(ends)) + 1
    if start >= end:
        return
    low, high = n.source(start, end)
    assert normal_form(text[low:high]) == n.text[start:end]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("a \u00a0\u2009\n b", "a b"),
        ("‘a’ “b” „c‟", '\'a\' "b" "c"'),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("co\u00adop\u00ad\neration", "cooperation"),
        ("e\u0301", "é"),
        ("10² ﬁ ½", "10² ﬁ ½"),
        ("«a» ′", "«a» ′"),
    ],
)
def test_named_differences(text: str, form: str) -> None:
    """Exactly what the module's docstring names is forgiven."""
    assert normal_form(text) == form


def test_every_kind_of_space_is_a_space() -> None:
    """All characters of Unicode's space categories, and the control characters for spacing."""
    spaces = [chr(i) for i in range(0x10000) if unicodedata.category(chr(i)) in ("Zs", "Zl", "Zp")]
    for space in [*spaces, *"\t\n\v\f\r\x85"]:
        assert normal_form(f"a{space}b") == "a b", f"U+{ord(space):04X}"


def test_line_breaks_are_remembered() -> None:
    """A line break is a space of which it is known that it was one."""
    n = normalise("a\nb\n\nc  d\r\ne")
    assert n.text == "a b c d e"
    assert list(n.newlines) == [1, 3, 7]
    assert n.blanks == {3}
