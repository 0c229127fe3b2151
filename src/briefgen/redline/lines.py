"""One paragraph with its changes: words taken out, words put in, words that stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from briefgen.record import replace
from briefgen.redline.alignment import ALIKE, alike
from briefgen.redline.blocks import counted
from briefgen.redline.transfer import Transfer
from briefgen.redline.words import Line, Token, canonical
from briefgen.word.names import XML_SPACE, Element, local, made, w

Status = Literal["kept", "deleted", "inserted"]
Change = tuple[Status, Token]
#: Below this the words of a paragraph that changed are shown as replaced altogether.
_REWRITTEN = 0.25


@dataclass(frozen=True, slots=True)
class Signature:
    """Who made the changes and when, as every change carries it."""

    author: str
    date: str

    def mark(self, name: str, number: str) -> Element:
        """A `w:ins` or `w:del`."""
        return made(name, id=number, author=self.author, date=self.date)


def compared(old: Line, new: Line) -> list[Change]:
    """The changes from one line to another, word by word."""
    olds, news = old.tokens, new.tokens
    if alike(counted(olds), counted(news)) < _REWRITTEN:
        return [*(("deleted", t) for t in olds), *(("inserted", t) for t in news)]
    matcher = SequenceMatcher(None, [t.key for t in olds], [t.key for t in news], autojunk=False)
    steps = [
        (operation == "equal", olds[start:end], news[first:last])
        for operation, start, end, first, last in matcher.get_opcodes()
    ]
    changes: list[Change] = []
    taken: list[Token] = []
    put: list[Token] = []
    for at, (equal, before, after) in enumerate(steps):
        # A space between two changed words is no reason to stop: `old words`, not `old` `words`.
        if equal and not ((taken or put) and _slight(after, at, len(steps))):
            changes += [*(("deleted", t) for t in taken), *(("inserted", t) for t in put)]
            taken, put = [], []
            changes += [("kept", t) for t in after]
        else:
            taken += before
            put += after
    return [*changes, *(("deleted", t) for t in taken), *(("inserted", t) for t in put)]


def _slight(tokens: Sequence[Token], at: int, steps: int) -> bool:
    return at + 1 < steps and all(t.text.isspace() and not t.before for t in tokens)


def with_paired_notes(
    old: Line, new: Line, pair: Callable[[Token, Token], bool]
) -> tuple[Line, Line]:
    """The lines, an old note and the new one that it became given a key of their own: two new
    notes may say the same, and only one of them was the old one.

    `pair` says whether two notes are one that was changed.
    """
    olds = [t for t in old.tokens if _note(t)]
    news = [t for t in new.tokens if _note(t)]
    keys: dict[int, Hashable] = {}
    matcher = SequenceMatcher(None, [t.key for t in olds], [t.key for t in news], autojunk=False)
    for operation, start, end, first, last in matcher.get_opcodes():
        at = first
        if operation != "replace":
            continue
        for before in olds[start:end]:
            for index in range(at, last):
                if pair(before, news[index]):
                    keys[id(before)] = keys[id(news[index])] = ("changed note", len(keys))
                    at = index + 1
                    break

    def keyed(line: Line) -> Line:
        tokens = tuple(replace(t, key=keys[id(t)]) if id(t) in keys else t for t in line.tokens)
        return Line(tokens, line.after)

    return keyed(old), keyed(new)


def _note(token: Token) -> bool:
    return not isinstance(token.content, str) and local(token.content) in (
        "footnoteReference",
        "endnoteReference",
    )


def related(old: Counter[str], new: Counter[str]) -> bool:
    """Whether two notes are one that was changed."""
    return alike(old, new) >= ALIKE


@dataclass(slots=True)
class LineWriter:
    """Writes the changes of lines in one part as the content of a paragraph."""

    transfer: Transfer
    signature: Signature
    old_part: str
    new_part: str
    #: Brings the note of a deleted reference along, and gives its reference.
    deleted_note: Callable[[Element], Element]

    def content(self, changes: Sequence[Change], after: Sequence[Element]) -> list[Element]:
        """The content of a paragraph after its `w:pPr`."""
        holder = made("p")
        group = _Group(holder)
        for status, token in changes:
            self._link(group, status, token)
            for mark in token.before:
                here = self.transfer.bookmark(mark) if status == "deleted" else [mark]
                if here:
                    group.close_change()
                    group.parent.extend(here)
            self._change(group, status)
            self._token(group, status, token)
        holder.extend(after)
        return list(holder)

    def _link(self, group: _Group, status: Status, token: Token) -> None:
        side = "old" if status == "deleted" else "new"
        known = group.links.get(side)
        if token.link is None:
            if group.parent is not group.holder:
                group.close_link()
            return
        same = group.parent is not group.holder and group.target == self._target(side, token.link)
        if same and (known is None or known is token.link):
            group.links[side] = token.link
            return
        group.close_link()
        if side == "old":
            element = self.transfer.link(token.link, self.old_part, self.new_part)
        else:
            element = made("hyperlink")
            for name, text in token.link.attrib.items():
                element.set(name, text)
        group.holder.append(element)
        group.parent = element
        group.target = self._target(side, token.link)
        group.links = {side: token.link}

    def _target(self, side: str, link: Element) -> object:
        story = self.transfer.old if side == "old" else self.transfer.new
        return story.target(self.old_part if side == "old" else self.new_part, link)

    def _change(self, group: _Group, status: Status) -> None:
        if status == group.status:
            return
        group.close_change()
        group.status = status
        if status != "kept":
            name = "del" if status == "deleted" else "ins"
            group.change = self.signature.mark(name, self.transfer.next_id())
            group.parent.append(group.change)

    def _token(self, group: _Group, status: Status, token: Token) -> None:
        if token.runs:
            group.close_run()
            group.at.extend(self._field(status, token))
            return
        look = token.look
        if status == "deleted":
            look = self.transfer.properties(look, self.old_part)
        key = "" if look is None else canonical(look)
        if group.run is None or group.look != key:
            group.close_run()
            group.run = made("r")
            if look is not None:
                group.run.append(deepcopy(look))
            group.look = key
            group.at.append(group.run)
        self._into(group.run, status, token)

    def _into(self, run: Element, status: Status, token: Token) -> None:
        name = "delText" if status == "deleted" else "t"
        if isinstance(token.content, str):
            last = run[-1] if len(run) else None
            if last is None or local(last) != name:
                last = made(name)
                last.set(XML_SPACE, "preserve")
                last.text = ""
                run.append(last)
            last.text = (last.text or "") + token.content
        elif status != "deleted":
            run.append(deepcopy(token.content))
        elif _note(token):
            run.append(self.deleted_note(token.content))
        elif local(token.content) == "commentReference":
            self.transfer.lost["comments"] += 1
        else:
            copy = self.transfer.content(token.content, self.old_part, self.new_part)
            if copy is not None:
                run.append(copy)

    def _field(self, status: Status, token: Token) -> list[Element]:
        runs = [deepcopy(run) for run in token.runs]
        if status != "deleted":
            return runs
        for run in runs:
            look = run.find(w("rPr"))
            if look is not None:
                new = self.transfer.properties(look, self.old_part)
                assert new is not None
                run.replace(look, new)
            for old, name in (("t", "delText"), ("instrText", "delInstrText")):
                for element in run.iter(w(old)):
                    element.tag = w(name)
        return runs


@dataclass(slots=True)
class _Group:
    """Where the next token goes: into which link, change and run."""

    holder: Element
    parent: Element = None  # type: ignore[assignment]
    status: Status = "kept"
    change: Element | None = None
    run: Element | None = None
    look: str = ""
    target: object = None
    links: dict[str, Element] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.parent = self.holder
        self.links = {}

    @property
    def at(self) -> Element:
        return self.parent if self.change is None else self.change

    def close_run(self) -> None:
        self.run = None

    def close_change(self) -> None:
        self.close_run()
        self.change, self.status = None, "kept"

    def close_link(self) -> None:
        self.close_change()
        self.parent, self.target, self.links = self.holder, None, {}
