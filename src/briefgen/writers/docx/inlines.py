"""Inlines as runs: words with their properties, links, note marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from briefgen.document import (
    STRENGTH_DOTS,
    Cite,
    Emphasis,
    Highlight,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Portion,
    Remarked,
    Small,
    Strength,
    Strong,
    Text,
    strength_text,
)
from briefgen.regex import regex
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.story import Story
from briefgen.writers.docx.tree import MAX_INLINES, leaves
from briefgen.writers.docx.typography import symbol_fonts


class Format(NamedTuple):
    """How words look; nested inlines add to it."""

    strong: bool = False
    emphasis: bool = False
    small: bool = False
    highlight: bool = False
    link: bool = False
    #: Empty for the document's language.
    lang: str = ""
    #: How many inlines these words are inside.
    depth: int = 0
    #: A character style that stands before the others (a callout's label, a back link).
    style: str = ""


PLAIN = Format()


def write_inlines(story: Story, inlines: Inlines, form: Format = PLAIN) -> str:
    """The XML of inlines, to stand in a paragraph."""
    parts: list[str] = []
    marked = False
    for node in inlines:
        mark = isinstance(node, NoteMark)
        if mark and marked:
            parts.append(_BETWEEN_MARKS)
        marked = mark
        parts.append(_INLINES[type(node)](story, node, form))
    return "".join(parts)


def _text(story: Story, node: Text, form: Format) -> str:
    if node.lang is not None:
        form = form._replace(lang=foreign(story, node.lang))
    return text_runs(story, node.text, form)


def text_runs(story: Story, text: str, form: Format = PLAIN) -> str:
    """Runs for plain text, cut where the script changes."""
    if not text:
        return ""
    text = story.manuscript.clean(text)
    if text.isascii():
        return xml.run(text, run_properties(form))
    parts = []
    for script, piece in scripts.runs(text):
        if script == "latin":
            properties = run_properties(form)
        elif script == "symbol":
            family = story.manuscript.document.style.heading.name
            properties = run_properties(form, script, family)
        else:
            language = _language(story, form, piece, script)
            properties = run_properties(form._replace(lang=language), script)
        parts.append(xml.run(piece, properties))
    return "".join(parts)


def foreign(story: Story, lang: str | None) -> str:
    """A language as a format holds it: empty when it is the document's."""
    return "" if lang is None or lang == story.manuscript.document.lang else lang


def _language(story: Story, form: Format, piece: str, script: scripts.Script) -> str:
    # Words of a script that the language around is not written in are of another one.
    around = form.lang or story.manuscript.document.lang
    wanted = "eastAsia" if script == "east-asian" else "bidi"
    return around if scripts.slot(around) == wanted else scripts.language(piece, script)


@lru_cache(maxsize=512)
def run_properties(form: Format, script: scripts.Script = "latin", family: str = "") -> str:
    """The `w:rPr` of a format; empty when there is nothing to say. `family` is the typeface of
    symbols."""
    style = form.style or (
        "Hyperlink"
        if form.link
        else "BriefHighlight"
        if form.highlight
        else "BriefSmallText"
        if form.small
        else ""
    )
    parts: list[str] = []
    if style:
        parts.append(f'<w:rStyle w:val="{style}"/>')
    if family:
        parts.append(symbol_fonts(family))
    # Direct bold and italic, not the styles Strong and Emphasis: toggles in styles cancel
    # each other out, so that Strong inside a heading would be light (17.7.3).
    if form.strong:
        parts.append("<w:b/><w:bCs/>")
    if form.emphasis:
        parts.append("<w:i/><w:iCs/>")
    if form.highlight and style != "BriefHighlight":
        parts.append('<w:u w:val="single"/>')
    if script == "rtl":
        parts.append("<w:rtl/>")
    elif script == "indic":
        parts.append("<w:cs/>")
    if form.lang and scripts.is_language_tag(form.lang):
        lang = xml.attribute(form.lang)
        slot = scripts.slot(form.lang)
        parts.append(f'<w:lang w:{slot}="{lang}"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def _nested(story: Story, children: Inlines, form: Format, **look: Any) -> str:
    if form.depth >= MAX_INLINES:
        children = leaves(children)
    return write_inlines(story, children, form._replace(depth=form.depth + 1, **look))


def _strong(story: Story, node: Strong | Portion, form: Format) -> str:
    return _nested(story, node.children, form, strong=True)


def _emphasis(story: Story, node: Emphasis, form: Format) -> str:
    return _nested(story, node.children, form, emphasis=True)


def _small(story: Story, node: Small, form: Format) -> str:
    return _nested(story, node.children, form, small=True)


def _highlight(story: Story, node: Highlight, form: Format) -> str:
    return _nested(story, node.children, form, highlight=True)


def _remarked(story: Story, node: Remarked, form: Format) -> str:
    """Words with the anchors of their comments (17.13.4.3 to 5)."""
    content = _nested(story, node.children, form)
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in node.comments)
    ends = "".join(f'<w:commentRangeEnd w:id="{number}"/>' for number in node.comments)
    references = "".join(
        f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in node.comments
    )
    manuscript = story.manuscript
    if len(manuscript.marks) == 1 < len(manuscript.document.notes):
        manuscript.held.append(references)
        references = ""
    return f"{starts}{content}{ends}{references}"


def _link(story: Story, node: Link, form: Format) -> str:
    if form.link:
        return _nested(story, node.children, form)  # a link inside a link is one link
    return hyperlink(
        story,
        story.manuscript.clean(node.target),
        lambda linked: _nested(story, node.children, form, link=linked),
    )


def hyperlink(story: Story, target: str, content: Callable[[bool], str]) -> str:
    """`content(True)` as a link to `target`; a target that Word could not follow is reported
    and its words stand alone, `content(False)`."""
    manuscript = story.manuscript
    if target.startswith("#"):
        name = manuscript.bookmarks.get(target[1:])
        if name is not None:
            return f'<w:hyperlink w:anchor="{name}" w:history="1">{content(True)}</w:hyperlink>'
        manuscript.unsupported(f"there is no place `{target}` in this brief to link to")
        return content(False)
    url = web_address(target)
    if url is None:
        manuscript.unsupported(f"`{target[:80]}` is no address that Word can follow")
        return content(False)
    number = story.link(url)
    return f'<w:hyperlink r:id="{number}" w:history="1">{content(True)}</w:hyperlink>'


_WEB = regex(
    r"https?://(?!-)[^\s/?#@:\[\]<>\"\\^`{|}%]+(?::\d{1,5})?(?P<rest>[/?#].*)?\Z", re.I | re.S
)
_MAIL = regex(r"mailto:[^@\s,:/?#]+@[^@\s,:/?#]+(?P<rest>\?.*)?\Z", re.I | re.S)
_UNSAFE = regex(r"[\x00-\x20\x7f<>\"\\^`{|}\ufffd]|%(?![0-9A-Fa-f]{2})")
#: Word and Excel refuse longer ones (Microsoft: "Specifications and limits", 2,083).
_LONGEST_URL = 2000


def web_address(target: str) -> str | None:
    """`target` as a relation may hold it, or None when it is not http, https or mailto.

    Word calls a file damaged whose relations hold a malformed URI (ECMA-376 part 2, 6.5.3.2
    asks for RFC 3986), so what a URI cannot hold is percent-encoded.
    """
    if len(target) > _LONGEST_URL:
        return None
    match = _WEB.match(target) or _MAIL.match(target)
    if match is None:
        return None
    at = match.start("rest")
    if at < 0:
        return target
    head, fragment_mark, fragment = target[at:].partition("#")
    rest = head + fragment_mark + fragment.replace("#", "%23")
    return target[:at] + _UNSAFE.sub(_percent, rest)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _strength(story: Story, node: Strength, form: Format) -> str:
    # The dots come from the heading family: text faces often have none. They stay on the line
    # of their word.
    text = strength_text(node)
    dots = xml.run(text[:STRENGTH_DOTS], run_properties(form._replace(style="BriefStrength")))
    return dots + text_runs(story, text[STRENGTH_DOTS:].replace(" ", "\u00a0", 1), form)


def _cite(story: Story, node: Cite, form: Format) -> str:
    raise ValueError(f"citation of {', '.join(node.keys)} was not numbered before writing")


_REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
# Two marks in a row would read as one number.
_BETWEEN_MARKS = xml.run("\u00a0", _REFERENCE)


def _note_mark(story: Story, node: NoteMark, form: Format) -> str:
    if story.kind == "notes":
        raise ValueError(f"mark {node.number} stands inside a note: notes have no notes")
    story.manuscript.marks.append(node.number)
    reference = f'<w:r>{_REFERENCE}<w:footnoteReference w:id="{node.number}"/></w:r>'
    held = "".join(story.manuscript.held)
    story.manuscript.held.clear()
    return story.manuscript.bookmark(f"mark-{node.number}", reference) + held


def _line_break(story: Story, node: LineBreak, form: Format) -> str:
    return "<w:r><w:br/></w:r>"


_INLINES: dict[type, Callable[[Story, Any, Format], str]] = {
    Text: _text,
    Strong: _strong,
    Emphasis: _emphasis,
    Small: _small,
    Highlight: _highlight,
    Portion: _strong,
    Remarked: _remarked,
    Link: _link,
    Strength: _strength,
    Cite: _cite,
    NoteMark: _note_mark,
    LineBreak: _line_break,
}
