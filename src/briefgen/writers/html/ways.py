"""The ways from a brief to the other pages of its site."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from briefgen.document import Way
from briefgen.writers.html import markup


def write_ways(ways: Iterable[Way], english: str) -> str:
    """What stands before the brief: to all briefs, to the search, to the files."""
    links = "".join(f"<li>{_link(way)}</li>" for way in ways if not way.group)
    return f'<nav class="ways"{english} aria-label="Site"><ul>{links}</ul></nav>\n' if links else ""


def write_further(ways: Iterable[Way], english: str) -> str:
    """What stands after it: the pages of its outcomes and sources, a list a group."""
    grouped = groupby((way for way in ways if way.group), key=lambda way: way.group)
    lists = "".join(
        f"<h2>{markup.text(group)}</h2><ul>"
        + "".join(f"<li>{_link(way)}</li>" for way in held)
        + "</ul>"
        for group, held in grouped
    )
    if not lists:
        return ""
    return f'<nav class="further"{english} aria-label="More about this">{lists}</nav>\n'


def _link(way: Way) -> str:
    return f'<a href="{markup.attribute(way.address)}">{markup.text(way.label)}</a>'
