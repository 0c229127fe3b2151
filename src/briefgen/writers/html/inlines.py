"""Words: inlines as HTML, and the sentence that each note stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.document import (
    Cite,
    Emphasis,
    Highlight,
    Inline,
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
from briefgen.record import replace
from briefgen.writers.html import markup
from briefgen.writers.html.place import Place


def write_inlines(inlines: Inlines, place: Place) -> str:
    """Inlines as they are, without their sentences."""
    return "".join([_inline(node, place) for node in inlines])


def write_sentences(inlines: Inlines, place: Place) -> str:
    """Inlines in which the sentence before each mark, or before several, is an element that
    names the notes it rests on."""
    made: list[str] = []
    for words, marks in _runs(inlines):
        if not marks:
            made.append(write_inlines(words, place))
            continue
        before, sentence = cut(words, last_sentence(text_of(words)))
        held = " ".join(str(mark.number) for mark in marks)
        made.append(write_inlines(before, place))
        if text_of(sentence).strip():
            made.append(f'<span class="s" data-n="{held}">{write_inlines(sentence, place)}</span>')
        else:
            made.append(write_inlines(sentence, place))
        made += [_mark(mark.number, place) for mark in marks]
    return "".join(made)


def marks_in(inlines: Iterable[Inline]) -> Iterator[int]:
    """The numbers of the notes in inlines, in reading order."""
    for node in inlines:
        if isinstance(node, NoteMark):
            yield node.number
        elif not isinstance(node, Text | Strength | Cite | LineBreak):
            yield from marks_in(node.children)


def _inline(node: Inline, place: Place) -> str:
    match node:
        case Text(text=text, lang=lang):
            words = markup.text(text)
            given = place.lang(lang)
            return f"<bdi{given}>{words}</bdi>" if given else words
        case Strong():
            return f"<strong>{_within(node.children, place)}</strong>"
        case Emphasis():
            return f"<em>{_within(node.children, place)}</em>"
        case Small():
            return f"<small>{_within(node.children, place)}</small>"
        case Highlight():
            return f"<mark>{_within(node.children, place)}</mark>"
        case Portion():
            return f'<span class="portion">{_within(node.children, place)}</span>'
        case Remarked(comments=comments):
            words = _within(node.children, place)
            links = "".join(
                f'<a class="finding" id="remark-{n}" href="#comment-{n}" '
                f'aria-label="Finding {n}" data-mark="{n}"></a>'
                for n in comments
            )
            return f'<span class="remarked">{words}</span>{links}'
        case Link(target=target):
            return _link(target, node.children, place)
        case Strength():
            dots, _, word = strength_text(node).partition(" ")
            return (
                f'<span class="strength" data-level="{node.level}">'
                f'<span class="dots" aria-hidden="true">{dots}</span> {markup.text(word)}</span>'
            )
        case NoteMark(number=number):
            return _mark(number, place)
        case LineBreak():
            return "<br>"
        case Cite():
            raise ValueError("a citation without its number reached a writer")


def _within(children: Inlines, place: Place) -> str:
    """Inlines inside another, with the sentences of the marks that stand there."""
    marked = next(marks_in(children), None) is not None
    return (write_sentences if marked else write_inlines)(children, place)


def _mark(number: int, place: Place) -> str:
    place.marks.append(number)
    return (
        f'<a class="ref" role="doc-noteref" id="mark-{number}" href="#note-{number}" '
        f'aria-label="Note {number}">{number}</a>'
    )


def _link(target: str, children: Inlines, place: Place) -> str:
    words = write_inlines(children, place)
    if target.startswith("#"):
        anchor = place.homes.get(target[1:], target[1:])
        return f'<a href="#{markup.name(anchor)}">{words}</a>'
    url = markup.address(target)
    if url is None:
        place.unsupported.append("a link to an address that a page may not open is plain text")
        return words
    return f'<a href="{markup.attribute(url)}" rel="noopener noreferrer">{words}</a>'


# -------------------------------------------------------------------------- sentences


def _runs(inlines: Inlines) -> Iterator[tuple[Inlines, list[NoteMark]]]:
    """Words with the marks that directly follow them."""
    words: list[Inline] = []
    marks: list[NoteMark] = []
    for node in inlines:
        if isinstance(node, NoteMark):
            marks.append(node)
            continue
        if marks:
            yield tuple(words), marks
            words, marks = [], []
        words.append(node)
    yield tuple(words), marks


_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])|[।。！？]+[」』”’]*\s*"
)
#: Words before a full stop that end no sentence; nor does a single letter.
_SHORT = re.compile(
    r"(?:^|[\s(“‘])(?:\w|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|St|No|Nos|Art|vs|cf|"
    r"e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)


def last_sentence(text: str) -> int:
    """Where the last sentence of a text begins."""
    start = 0
    for end in _END.finditer(text):
        if end.end() >= len(text.rstrip()):
            break
        if not _SHORT.search(text[max(0, end.start() - 12) : end.start() + 1]):
            start = end.end()
    return start + len(text[start:]) - len(text[start:].lstrip())


def text_of(inlines: Inlines) -> str:
    """The words of inlines, as `cut` counts them."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Text(text=text):
                parts.append(text)
            case Strength():
                parts.append(strength_text(node))
            case LineBreak():
                parts.append("\n")
            case Cite() | NoteMark():
                pass
            case _:
                parts.append(text_of(node.children))
    return "".join(parts)


def cut(inlines: Inlines, offset: int) -> tuple[Inlines, Inlines]:
    """Inlines before and after an offset into their words."""
    before: list[Inline] = []
    after: list[Inline] = []
    for node in inlines:
        length = len(text_of((node,)))
        if offset >= length:
            before.append(node)
        elif offset <= 0:
            after.append(node)
        elif isinstance(node, Text):
            before.append(replace(node, text=node.text[:offset]))
            after.append(replace(node, text=node.text[offset:]))
        elif isinstance(node, Strong | Emphasis | Small | Highlight | Portion | Link):
            first, second = cut(node.children, offset)
            before.append(replace(node, children=first))
            after.append(replace(node, children=second))
        else:
            after.append(node)
        offset -= length
    return tuple(before), tuple(after)
