"""comments.xml: what a draft says of its own words (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

from briefgen.document import Comment
from briefgen.writers.docx import xml
from briefgen.writers.docx.story import Manuscript

AUTHOR = "briefgen"
_SMALL = '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
_TIGHT = '<w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>'


def comments_xml(manuscript: Manuscript) -> str:
    """comments.xml. Comments are dated as the brief is, so that the same brief gives the same
    bytes."""
    date = manuscript.document.date
    written = "".join(_comment(manuscript, one, date) for one in manuscript.document.comments)
    return f"{xml.DECLARATION}<w:comments {xml.NAMESPACES}>{written}</w:comments>"


def _comment(manuscript: Manuscript, comment: Comment, date: str) -> str:
    paragraphs = [f"[{comment.label}] {comment.text}", *comment.hints]
    content = "".join(
        xml.paragraph(_TIGHT, xml.run(manuscript.clean(text), _SMALL)) for text in paragraphs
    )
    return (
        f'<w:comment w:id="{comment.number}" w:author="{AUTHOR}"'
        f' w:date="{date}T00:00:00Z" w:initials="bg">{content}</w:comment>'
    )
