"""Names of bookmarks, and addresses of links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers.docx.inlines import web_address
from briefgen.writers.docx.story import bookmark_names


def test_plain_anchors_stay_readable() -> None:
    """Marks, notes and passages keep their names but for the dash."""
    assert bookmark_names(["mark-1", "news-report-13"]) == {
        "mark-1": "mark_1",
        "news-report-13": "news_report_13",
    }


@given(st.lists(st.text(min_size=1), unique=True))
def test_every_anchor_has_a_name_word_takes(anchors: list[str]) -> None:
    """Names are letters, digits and `_`, at most 40, unique without regard to case."""
    names = bookmark_names(anchors)
    assert list(names) == anchors
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names.values())
    assert len({name.casefold() for name in names.values()}) == len(anchors)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/a b?x=1&y=<2>#p 4", "https://example.org/a%20b?x=1&y=%3C2%3E#p%204"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://example.org/日本", "https://example.org/日本"),
        ("mailto:a@example.org?subject=x y", "mailto:a@example.org?subject=x%20y"),
        ("mailto:a@b@c", None),
        ("http:///x", None),
        ("https://user@host/", None),
        ("HTTPS://EXAMPLE.ORG/", "HTTPS://EXAMPLE.ORG/"),
        ("ftp://example.org/", None),
        ("https://example.org/" + "a" * 3000, None),
    ],
)
def test_addresses(target: str, expected: str | None) -> None:
    """What RFC 3986 does not allow is percent-encoded; what is no address is None."""
    assert web_address(target) == expected
