"""footnotes.xml: Word's own footnotes."""

from __future__ import annotations

from briefgen.document import Note
from briefgen.writers.docx import xml
from briefgen.writers.docx.inlines import write_inlines
from briefgen.writers.docx.story import Story

_TIGHT = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
# The rule above the notes, and above notes that go on from the page before (17.11.1,
# 17.11.23): two notes that every part must have, referred to from settings.xml.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1">'
    + xml.paragraph(_TIGHT, "<w:r><w:separator/></w:r>")
    + '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0">'
    + xml.paragraph(_TIGHT, "<w:r><w:continuationSeparator/></w:r>")
    + "</w:footnote>"
)
# In the note its number stands on the line: it is what the reader looks for.
_NUMBER = '<w:r><w:rPr><w:rStyle w:val="BriefNoteNumber"/></w:rPr><w:footnoteRef/></w:r>'


def footnotes_xml(story: Story, notes: tuple[Note, ...]) -> str:
    """footnotes.xml: each note with the number that Word draws, its words and its links."""
    written = "".join(_note(story, note) for note in notes)
    return f"{xml.DECLARATION}<w:footnotes {xml.NAMESPACES}>{_SEPARATORS}{written}</w:footnotes>"


def _note(story: Story, note: Note) -> str:
    number = story.manuscript.bookmark(f"note-{note.number}", _NUMBER)
    content = xml.paragraph(
        '<w:pStyle w:val="FootnoteText"/>',
        f"{number}<w:r><w:tab/></w:r>{write_inlines(story, note.children)}",
    )
    return f'<w:footnote w:id="{note.number}">{content}</w:footnote>'
