"""Whether a source is in the archive already: the same file, the same text, or another version.

Archived texts never change. Who is sent a corrected communique has a new version of a source,
and what was quoted from the old one has to be looked at: `briefgen sources update` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from briefgen.evidence.normalize import normal_form
from briefgen.record import record
from briefgen.workspace.model import Source

#: Shorter passages are alike in texts that have nothing to do with each other.
_SHORTEST = 60
#: The share of the smaller text that must stand in the other: alone, and beside the same title.
_ALIKE, _ALIKE_WITH_TITLE = 0.6, 0.25
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source|cmpid)=[^&]*&?")


@record
class Version:
    """A source of the archive of which a text is another version, and why that is thought: words
    that follow "it". `same_text` when not a word of it differs."""

    source: Source
    because: str
    same_text: bool = False


def same_file(sources: Mapping[str, Source], data: bytes) -> Source | None:
    """The source that was made from these very bytes."""
    digest = sha256(data).hexdigest()
    found = (s for s in sources.values() if s.sha256_original.lower() == digest)
    return next(found, None)


def version_of(
    sources: Mapping[str, Source], passages: Iterable[str], *, title: str = "", url: str = ""
) -> Version | None:
    """The source of which a text, given by its passages, is another version; None when it is of
    none. Asked are the text itself, the web address, and the title with part of the text."""
    texts = [normal_form(passage) for passage in passages]
    words = {text for text in texts if len(text) >= _SHORTEST}
    address, wanted = _address(url), normal_form(title).casefold()
    best: tuple[float, Version] | None = None
    for source in sources.values():
        known = [normal_form(passage.text) for passage in source.passages]
        if texts == known:
            return Version(source, "has word for word the same text", same_text=True)
        if address and address == _address(source.url or ""):
            share, because = 2.0, "has the same web address"
        else:
            share = _shared(words, {text for text in known if len(text) >= _SHORTEST})
            portion = "nearly all" if share > 0.95 else f"{share:.0%}"
            because = f"shares {portion} of its passages"
            if wanted and wanted == normal_form(source.title).casefold():
                if share < _ALIKE_WITH_TITLE:
                    continue
                because = f"has the same title and {because}"
            elif share < _ALIKE:
                continue
        if best is None or share > best[0]:
            best = share, Version(source, because)
    return best[1] if best is not None else None


def _shared(one: set[str], other: set[str]) -> float:
    """Which share of the smaller text stands in the other, by length; 0 when one is short."""
    size = min(sum(map(len, one)), sum(map(len, other)))
    return sum(map(len, one & other)) / size if size else 0.0


def _address(url: str) -> str:
    """A web address without what does not tell pages apart; empty for the front page of a site,
    which says something else each day."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    query = _TRACKING.sub("", parts.query).strip("&")
    return f"{host}{path}?{query}" if host and (path or query) else ""
