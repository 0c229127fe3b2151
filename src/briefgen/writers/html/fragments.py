"""Links that lead to words on a page (URL Fragment Text Directives, WICG)."""

from __future__ import annotations

from urllib.parse import quote, urldefrag

from briefgen.writers.html.markup import address

#: Quotes of more words are given by their first and last ones.
_WHOLE = 12
_ENDS = 6


def words_at(url: str, words: str) -> str | None:
    """A link to the first place of these words on the page at a URL; None when that is none
    that a page may link to. A browser that does not find them shows the page's beginning."""
    if url.startswith("#") or url.lower().startswith("mailto:") or address(url) is None:
        return None
    held = words.split()
    if not held:
        return url
    if len(held) <= _WHOLE:
        directive = _encoded(held)
    else:
        directive = f"{_encoded(held[:_ENDS])},{_encoded(held[-_ENDS:])}"
    page, fragment = urldefrag(url)
    return f"{page}#{fragment.partition(':~:')[0]}:~:text={directive}"


def _encoded(words: list[str]) -> str:
    """Percent-encoded; `-`, `,` and `&` are the directive's own syntax (3.3.1)."""
    text = " ".join(words).encode("utf-8", "replace").decode()
    return quote(text, safe="").replace("-", "%2D").replace("~", "%7E").replace(".", "%2E")
