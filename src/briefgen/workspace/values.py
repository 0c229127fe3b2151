"""YAML files as values that know where they stand. The only module that imports yaml.

PyYAML's parser (libyaml where it is there) gives the events; what a plain scalar means is
decided in scalars.py, by the core schema of YAML 1.2.2, section 10.3.2: `NO`, `on` and `2026-01-16`
are text, `012` is the number twelve. Of YAML's less plain parts, tags, merge keys, keys
that are no scalars and several documents in a file are refused; aliases are followed, but
bounded, so that a small file cannot stand for a huge one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.regex import regex
from briefgen.text import SourceText, Span
from briefgen.workspace.scalars import ScalarKind, hide_separators, scalar_kind
from briefgen.workspace.syntax import explain

#: The most characters that a data file may have, values that it may stand for once its
#: aliases are followed, and levels that it may be nested.
MAX_CHARACTERS = 4 * 1024 * 1024
MAX_VALUES = 400_000
MAX_DEPTH = 24


class Scalar(NamedTuple):
    """A single value: `text` as it is after folding and unescaping, and what YAML takes it for.

    A number stays text as well, exactly as it was written.
    """

    text: str
    kind: ScalarKind
    path: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it is written, with its quotes or its `>`."""
        return Span(self.path, self.start, self.end)


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Value, ...]
    path: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """From its first item (or `[`) to the end of its last (or `]`)."""
        return Span(self.path, self.start, self.end)


class Mapping(NamedTuple):
    """Keys and their values in the order of the file; `keys` has each key's own offsets."""

    entries: dict[str, Value]
    keys: dict[str, tuple[int, int]]
    path: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """From its first key (or `{`) to the end of its last value (or `}`)."""
        return Span(self.path, self.start, self.end)

    def key_span(self, key: str) -> Span:
        """Where the key itself is written."""
        start, end = self.keys[key]
        return Span(self.path, start, end)


Value = Scalar | Sequence | Mapping

# What YAML 1.2.2, section 5.1, allows in a file, without what turns the direction of the text
# around or hides in it (Unicode 23.2, 23.7, 23.9): readers would see other words than the checks.
_UNPRINTABLE = regex(
    "[^\t\n\r\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000dffff\U000e0080-\U0010ffff]"
)
# One space, `#` and no space, as in `office #5`: most likely meant as text. Comments have a
# space after their `#`, or two before it.
_GLUED = regex(r"(?<=\S) (#[^\s#!][^\n]*)")
# What escapes may not bring in: the same, controls, half pairs and what XML cannot carry.
_CONTROL = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


def parse(text: SourceText) -> tuple[Value | None, list[Diagnostic]]:
    """The value of a YAML file and what is wrong with it.

    The value is None when the file cannot be read to its end; a file with nothing in it is a
    null `Scalar`. Keys that stand twice keep their first value.
    """
    source = text.text
    if len(source) > MAX_CHARACTERS:
        message = (
            f"a data file has at most {MAX_CHARACTERS:,} characters; this one has {len(source):,}"
        )
        hint = Hint("split it into several files")
        return None, [Diagnostic("yaml-too-large", message, text.span(0, 0), hints=(hint,))]
    if bad := _UNPRINTABLE.search(source):
        message = (
            "a data file holds no control characters; "
            f"here stands U+{ord(bad.group()):04X}, which cannot be seen"
        )
        hint = Hint("delete it, or retype the line")
        span = text.span(*bad.span())
        return None, [Diagnostic("yaml-syntax", message, span, hints=(hint,))]
    builder = _Builder(text)
    try:
        value = builder.build()
    except _Refused:
        value = None
    except yaml.MarkedYAMLError as error:
        value = None
        base = builder.base
        context, problem = error.context_mark, error.problem_mark
        builder.found.append(
            explain(
                text,
                error.context or "",
                None if context is None else context.index + base,
                error.problem or "",
                len(source) if problem is None else problem.index + base,
            )
        )
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure parser lets some impossible escapes (`"\UFFFFFFFF"`) through to Python.
        value = None
        message = "a data file must be well-formed YAML 1.2; this one cannot be read"
        builder.found.append(Diagnostic("yaml-syntax", message, text.span(0, 0)))
    return value, builder.found


class _Refused(Exception):  # noqa: N818 - it ends the reading of one file, nothing more
    """The file cannot be read further; the reason is among the diagnostics."""


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = ("anchor", "children", "end", "flow", "height", "key", "keys", "start", "weight")

    def __init__(self, event: Any, start: int, end: int, children: Any, keys: Any) -> None:
        self.start = start
        self.end = end
        self.anchor: str | None = event.anchor
        self.flow: bool = event.flow_style
        self.children = children
        self.keys = keys  # None for a list
        self.key: str | None = None
        self.weight = 1
        self.height = 1


class _Builder:
    """Turns the parser's events into values, without recursion: depth is data, not stack."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.path = text.path
        self.found: list[Diagnostic] = []
        source = text.text
        # A byte order mark is no part of the text; libyaml does not count it either.
        self.base = 1 if source.startswith("\ufeff") else 0
        self.restore: dict[int, str] = {}
        self.source = hide_separators(source[self.base :], self.restore)
        #: Where such comments begin, spaces before them included, and their own place.
        self.glued = {
            m.start() + self.base: (
                m.start(1) + self.base,
                m.start(1) + self.base + len(m[1].rstrip()),
            )
            for m in (_GLUED.finditer(self.source) if "#" in self.source else ())
        }
        self.frames: list[_Frame] = []
        #: By anchor: the value, how many values it stands for, how deep it is.
        self.anchors: dict[str, tuple[Value, int, int]] = {}
        self.open_anchors: set[str] = set()
        self.values = 0

    def refuse(self, code: str, message: str, start: int, end: int, hint: str) -> _Refused:
        self.found.append(
            Diagnostic(code, message, self.text.span(start, end), hints=(Hint(hint),))
        )
        return _Refused()

    def build(self) -> Value:
        base, path = self.base, self.path
        root: Value = Scalar("", "null", path, base, base)
        documents = 0
        for event in _events(self.source):
            kind = type(event)
            start = event.start_mark.index + base
            end = event.end_mark.index + base
            if kind is yaml.ScalarEvent:
                frame = self.frames[-1] if self.frames else None
                if frame is not None and frame.keys is not None and frame.key is None:
                    self._key(frame, event, start, end)
                    continue
                value: Value = self._scalar(event, start, end)
                end = value.end
                weight, height = 1, 0
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, start, end)
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                frame = self.frames.pop()
                # A block's end mark is the start of what follows it; its last child's is not.
                end = end if frame.flow else frame.end
                value = (
                    Sequence(tuple(frame.children), path, frame.start, end)
                    if frame.keys is None
                    else Mapping(frame.children, frame.keys, path, frame.start, end)
                )
                weight, height = frame.weight, frame.height
                if frame.anchor is not None:
                    self.open_anchors.discard(frame.anchor)
                    self.anchors[frame.anchor] = (value, weight, height)
            elif kind is yaml.AliasEvent:
                value, weight, height = self._alias(event, start, end)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a data file holds one YAML document; here begins another"
                    raise self.refuse(
                        "yaml-syntax", message, start, end, "delete the `---`, or split the file"
                    )
                continue
            else:
                continue
            if self.frames:
                self._add(self.frames[-1], value, weight, height, end)
            else:
                root = value
        return root

    def _count(self, weight: int, depth: int, start: int, end: int) -> None:
        """Holds the bounds on the number of values and on the depth."""
        self.values += weight
        if self.values > MAX_VALUES:
            message = (
                f"a data file stands for at most {MAX_VALUES:,} values, "
                "those that its aliases repeat included"
            )
            hint = "split the file, or write out what the aliases repeat where it is needed"
            raise self.refuse("yaml-too-large", message, start, end, hint)
        if depth > MAX_DEPTH:
            message = f"a data file is at most {MAX_DEPTH} levels deep; here begins one more"
            hint = "no file of a workspace needs so many levels: look for a stray `[`, `{` or `-`"
            raise self.refuse("yaml-too-large", message, start, end, hint)

    def _open(self, event: Any, start: int, end: int) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.keys is not None and frame.key is None:
            raise self._no_key(start, end)
        self._count(1, len(self.frames) + 1, start, end)
        self._no_tag(event, start, end)
        if event.anchor is not None:
            self.open_anchors.add(event.anchor)
            self.anchors.pop(event.anchor, None)
        mapping = type(event) is yaml.MappingStartEvent
        children: Any = {} if mapping else []
        self.frames.append(_Frame(event, start, end, children, {} if mapping else None))

    def _add(self, frame: _Frame, value: Value, weight: int, height: int, end: int) -> None:
        frame.weight += weight
        if height >= frame.height:
            frame.height = height + 1
        if end > frame.end:
            frame.end = end
        if frame.keys is None:
            frame.children.append(value)
            return
        key = frame.key
        frame.key = None
        if key:
            frame.children[key] = value

    def _no_key(self, start: int, end: int) -> _Refused:
        message = "a key must be plain text; this one is a list, a mapping or an alias"
        hint = "if it is meant as text, put it in quotes"
        return self.refuse("yaml-syntax", message, start, end, hint)

    def _key(self, frame: _Frame, event: Any, start: int, end: int) -> None:
        """Takes a key; one that cannot be used becomes "", and its value is dropped."""
        self._count(1, 0, start, end)
        self._no_tag(event, start, end)
        key: str = event.value
        if self.restore:
            key = key.translate(self.restore)
        frame.key = ""
        if key in frame.keys:
            first = self.text.span(*frame.keys[key])
            self.found.append(
                Diagnostic(
                    "yaml-duplicate-key",
                    f"a key may stand only once in a mapping; `{key}` stands here again",
                    self.text.span(start, end),
                    hints=(Hint(f"`{key}` stands here first; remove one of the two", first),),
                )
            )
        elif key == "<<" and event.implicit[0]:
            self.found.append(
                Diagnostic(
                    "yaml-syntax",
                    "merge keys (`<<`) are not part of YAML 1.2, and briefgen does not follow them",
                    self.text.span(start, end),
                    hints=(Hint("write the keys out"),),
                )
            )
        elif not key:
            self.found.append(
                Diagnostic(
                    "yaml-syntax",
                    "a key must have a name; here is a `:` with nothing before it",
                    self.text.span(start, min(start + 1, len(self.text.text))),
                    hints=(Hint("write the key before the `:`, or put the text in quotes"),),
                )
            )
        else:
            frame.key = key
            frame.keys[key] = (start, end)
            if event.anchor is not None:
                self.anchors[event.anchor] = (self._scalar(event, start, end), 1, 0)

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        self._count(1, 0, start, end)
        text: str = event.value
        plain = event.implicit[0]
        kind = scalar_kind(text) if plain else "text"
        if self.restore:
            text = text.translate(self.restore)
        if not plain:
            self._no_tag(event, start, end)
            if event.style == '"' and _CONTROL.search(text):
                text = self._without_controls(text, start, end)
            elif event.style in ("|", ">"):
                # The end mark is where the next line with text begins.
                end = start + len(self.text.text[start:end].rstrip())
        elif end in self.glued:
            self._comment(*self.glued[end])
        scalar = Scalar(text, kind, self.path, start, end)
        if event.anchor is not None:
            self.anchors[event.anchor] = (scalar, 1, 0)
        return scalar

    def _comment(self, start: int, end: int) -> None:
        """Warns of words after a plain text that YAML drops as a comment."""
        words = self.text.text[start:end]
        shown = words if len(words) <= 40 else f"{words[:39]}…"
        self.found.append(
            Diagnostic(
                "yaml-comment-in-text",
                f"a `#` after a space begins a comment; `{shown}` is no part of this text",
                self.text.span(start, end),
                "warning",
                (Hint("put the text in quotes; or, for a comment, write a space after the `#`"),),
            )
        )

    def _without_controls(self, text: str, start: int, end: int) -> str:
        code = ord(_CONTROL.search(text).group())  # type: ignore[union-attr]
        self.found.append(
            Diagnostic(
                "yaml-syntax",
                f"a text holds no control characters; an escape here stands for U+{code:04X}",
                self.text.span(start, end),
                hints=(Hint("delete the escape; a backslash that is meant is written `\\\\`"),),
            )
        )
        return _CONTROL.sub("\ufffd", text)

    def _no_tag(self, event: Any, start: int, end: int) -> None:
        if event.tag is None:
            return
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        tag = tag if tag.startswith("!") else f"!<{tag}>"
        self.found.append(
            Diagnostic(
                "yaml-syntax",
                f"a data file holds plain values only; the tag `{tag}` is not followed",
                self.text.span(start, end),
                hints=(Hint("delete the tag; a text that begins with `!` goes in quotes"),),
            )
        )

    def _alias(self, event: Any, start: int, end: int) -> tuple[Value, int, int]:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.keys is not None and frame.key is None:
            raise self._no_key(start, end)
        name = event.anchor
        if name not in self.anchors:
            what = (
                "which this value would hold inside itself"
                if name in self.open_anchors
                else "but no anchor before it has that name"
            )
            message = f"`*{name}` is an alias of the anchor `&{name}`, {what}"
            hint = "a text that begins with `*` goes in quotes, or after `>` on a line of its own"
            raise self.refuse("yaml-syntax", message, start, end, hint)
        value, weight, height = self.anchors[name]
        self._count(weight, len(self.frames) + height, start, end)
        return value, weight, height


def _events(source: str) -> Iterator[Any]:
    """The events of a YAML text, by libyaml where PyYAML was built with it."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(source)
    try:
        next_event = loader.get_event
        event = next_event()
        while event is not None:
            yield event
            if type(event) is yaml.StreamEndEvent:
                return
            event = next_event()
    finally:
        loader.dispose()
