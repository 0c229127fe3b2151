"""A paragraph as a line of tokens: words, spaces, signs, notes, pictures.

Two lines are compared token by token. What a token is compared by is its `key`: the words,
how they look where a reader can see it (bold, italic, underlined, raised, a named style) and
where they lead. Languages, typefaces and revision numbers are left out: Word changes them
whenever it saves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefgen.word.names import XML_SPACE, Element, child, is_on, local, made, value, w

# A word with its marks and joiners, a number with its separators, one character of a script
# that is written without spaces, a run of spaces, or one sign.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
    r"|\d+(?:[.,:/]\d+)*"
    r"|(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
    r"|[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903"
    r"\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0e31-\u0e4e\u200c\u200d"
    r"]|(?<=\w)['’](?=\w))+"
    r"|\s+|."
)
_ON_OFF = ("b", "i", "strike", "dstrike", "caps", "smallCaps", "vanish")
_VALUED = ("u", "vertAlign", "highlight")
#: Stand in runs, and show nothing.
_SILENT = frozenset({"lastRenderedPageBreak", "annotationRef", "rPr"})
#: Stand between runs, and show nothing: they stay where they are in the new text.
_MARKS = frozenset(
    {
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a line.

    `content` is its text, or what stands in its run; a field is whole `runs` of its own.
    `link` is the `w:hyperlink` around it, `before` what shows nothing and stands before it.
    """

    key: Hashable
    look: Element | None
    content: str | Element
    text: str
    link: Element | None = None
    before: tuple[Element, ...] = ()
    runs: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a paragraph, and what shows nothing after the last."""

    tokens: tuple[Token, ...]
    after: tuple[Element, ...] = ()

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)


@dataclass(slots=True)
class Reader:
    """How one part's lines are read: what a character style is called, where a link leads,
    which content an element such as a picture or note has."""

    style: Callable[[str], str]
    target: Callable[[Element], Hashable]
    identity: Callable[[Element], Hashable]

    def line(self, paragraph: Element) -> Line:
        """The line of a settled paragraph."""
        tokens: list[Token] = []
        waiting: list[Element] = []
        field: list[Element] = []
        for run, link in _runs(paragraph, waiting):
            if field or child(run, "fldChar") is not None:
                field.append(run)
                if _open_fields(field) <= 0:
                    tokens.append(self._field(field, link, waiting))
                    field = []
                continue
            for token in self._run(run, link):
                if waiting:
                    token = _before(token, waiting)
                    waiting.clear()
                tokens.append(token)
        # A field that goes on in the next paragraph: its words are compared, one by one.
        for run in field:
            tokens += self._run(run, None)
        return Line(tuple(tokens), tuple(waiting))

    def _run(self, run: Element, link: Element | None) -> Iterator[Token]:
        look = child(run, "rPr")
        seen = (self._look(look), self.target(link) if link is not None else None)
        for part in run:
            name = local(part)
            if name in _SILENT:
                continue
            if name == "t":
                for piece in _TOKEN.findall(part.text or ""):
                    yield Token((piece, seen), look, piece, piece, link)
            elif name in ("fldChar", "instrText", "delText", "delInstrText"):
                continue  # of a field that has no end here
            else:
                key = (name, self.identity(part), seen)
                yield Token(key, look, part, _SHOWN.get(name, ""), link)

    def _field(self, runs: list[Element], link: Element | None, waiting: list[Element]) -> Token:
        code = "".join(t.text or "" for run in runs for t in run.iter(w("instrText")))
        shown = "".join(t.text or "" for run in runs for t in run.iter(w("t")))
        key = ("field", " ".join(code.split()), shown)
        before = tuple(waiting)
        waiting.clear()
        return Token(key, None, "", shown, link, before, tuple(runs))

    def _look(self, look: Element | None) -> Hashable:
        if look is None:
            return ()
        said = {local(part): part for part in look}
        seen: list[Hashable] = [name for name in _ON_OFF if is_on(said.get(name))]
        for name in _VALUED:
            shown = value(said.get(name))
            if shown and shown not in ("none", "baseline"):
                seen.append((name, shown))
        style = self.style(value(said.get("rStyle")))
        if style:
            seen.append(("style", style))
        return tuple(seen)


#: What stands for an element in the plain text of a line.
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def _runs(parent: Element, marks: list[Element]) -> Iterator[tuple[Element, Element | None]]:
    """Each run of a paragraph with the link around it; marks are collected on the way, so
    that they stand before what is yielded next."""
    waiting: list[tuple[Element, Element | None]] = [(c, None) for c in reversed(parent)]
    while waiting:
        element, link = waiting.pop()
        name = local(element)
        if name == "r":
            yield element, link
        elif name == "hyperlink":
            waiting += [(c, element) for c in reversed(element)]
        elif name == "fldSimple":
            waiting += [(c, link) for c in reversed(_as_runs(element))]
        elif name in _MARKS:
            marks.append(element)
        elif name in ("pPr", "proofErr"):
            continue
        elif name in ("dir", "bdo"):
            waiting += [(c, link) for c in reversed(element)]
        else:
            # A formula or whatever else: as if it stood in a run of its own.
            run = made("r")
            run.append(deepcopy(element))
            yield run, link


def _as_runs(field: Element) -> list[Element]:
    """A simple field as runs (17.16.19 and 17.16.18 say the same thing): a simple one cannot
    be tracked."""

    def run(*content: Element) -> Element:
        element = made("r")
        element.extend(content)
        return element

    code = made("instrText")
    code.text = value(field, "instr")
    code.set(XML_SPACE, "preserve")
    return [
        run(made("fldChar", fldCharType="begin")),
        run(code),
        run(made("fldChar", fldCharType="separate")),
        *(deepcopy(c) for c in field.iterchildren(w("r"))),
        run(made("fldChar", fldCharType="end")),
    ]


def _open_fields(runs: list[Element]) -> int:
    kinds = [value(c, "fldCharType") for run in runs for c in run.iter(w("fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def _before(token: Token, marks: list[Element]) -> Token:
    return Token(
        token.key, token.look, token.content, token.text, token.link, tuple(marks), token.runs
    )


def canonical(element: Element) -> str:
    """An element as text, the same for the same content."""
    return str(etree.tostring(element, method="c14n", exclusive=True).decode())
