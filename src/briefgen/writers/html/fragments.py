"""Links that lead to words on a page (URL Fragment Text Directives, WICG)."""

from __future__ import annotations

from urllib.parse import quote, urldefrag

from briefgen.writers.html.markup import address

#: Quotes of more words are given by their first and last ones.
_WHOLE = 12
_ENDS = 6


def words_at(url: str, *quotes: str) -> str | None:
    """A link to some quotes on the page at a URL: browsers mark them all and scroll to the
    first. None when the URL is none that a page may link to. A browser that does not find them
    shows the page's beginning."""
    if url.startswith("#") or url.lower().startswith("mailto:") or address(url) is None:
        return None
    directives = "&".join(f"text={_directive(words.split())}" for words in quotes if words.split())
    if not directives:
        return url
    page, fragment = urldefrag(url)
    return f"{page}#{fragment.partition(':~:')[0]}:~:{directives}"


def _directive(words: list[str]) -> str:
    if len(words) <= _WHOLE:
        return _encoded(words)
    return f"{_encoded(words[:_ENDS])},{_encoded(words[-_ENDS:])}"


def _encoded(words: list[str]) -> str:
    """Percent-encoded; `-`, `,` and `&` are the directive's own syntax (3.3.1)."""
    text = " ".join(words).encode("utf-8", "replace").decode()
    return quote(text, safe="").replace("-", "%2D").replace("~", "%7E").replace(".", "%2E")
