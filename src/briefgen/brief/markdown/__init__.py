"""Markdown to the document tree. The only home of markdown-it.

Two dialects, both CommonMark with what every format can show. *Prose* in theme files:
paragraphs, emphasis, lists, links, citations `[@id]`. *Templates*: also headings (`#` is
the brief's title, `##` a section), GFM tables, block quotes and our directives `:::`.
HTML is text in a template and refused in prose; data stands in tokens and is never read.
"""

from __future__ import annotations

from briefgen.brief.directives import Complaint
from briefgen.brief.markdown.engine import prose_engine, template_engine
from briefgen.brief.markdown.reader import Reader, Reading
from briefgen.document import Blocks

__all__ = ["Reading", "parse"]


def parse(text: str, reading: Reading) -> tuple[Blocks, list[Complaint]]:
    """The blocks of a text, and complaints about what it cannot say."""
    engine = prose_engine() if reading.prose else template_engine()
    reader = Reader(engine.parse(text), reading)
    return reader.blocks(), reader.complaints
