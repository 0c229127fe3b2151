"""A proposal changed by whoever reads it: in an editor, or key by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.diagnostics import Diagnostic
from briefgen.proposals import spans
from briefgen.record import record
from briefgen.text import SourceText, Span
from briefgen.workspace import values

#: How our own lines in an editor's file begin; they are no part of the outcome.
NOTE = "#: "

#: What can be changed key by key, and what can also be taken out.
ASKED = ("id", "summary", "commitment", "themes", "actors", "due", "owner", "amount", "conditional")
OPTIONAL = frozenset(("due", "owner", "amount", "conditional"))
_LISTS = frozenset(("themes", "actors"))


def for_editor(snippet: str, problems: Iterable[tuple[int, str]] = ()) -> str:
    """A snippet as an editor gets it. Each problem stands before the line (from 0) that has it."""
    by_line: dict[int, list[str]] = {}
    for at, problem in problems:
        by_line.setdefault(at, []).append(problem)
    lines = [
        f"{NOTE}Change what is wrong, save and close. Lines with `{NOTE.strip()}` are not kept;",
        f"{NOTE}an empty file changes nothing.",
    ]
    for number, line in enumerate(snippet.split("\n")):
        lines += [f"{NOTE}{problem}" for problem in by_line.get(number, ())]
        lines.append(line)
    return "\n".join(lines) + "\n"


def from_editor(text: str) -> str:
    """What an editor's file says of the outcome; empty when nothing is left."""
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    kept = [line for line in lines if not line.lstrip().startswith(NOTE.strip())]
    while kept and not kept[0].strip():
        kept.pop(0)
    return "\n".join(kept).rstrip("\n").rstrip(" ")


def problem_lines(
    diagnostics: Iterable[Diagnostic], text: SourceText, place: Span
) -> list[tuple[int, str]]:
    """Each problem with the line of the snippet (from 0) that it is about, and its hints."""
    first, _ = text.position(place.start)
    told = []
    for one in diagnostics:
        line = text.position(one.span.start)[0] - first if one.span is not None else 0
        told.append((max(line, 0), f"{one.severity}[{one.code}]: {one.message}"))
        told += [(max(line, 0), f"hint: {hint.message}") for hint in one.hints]
    return told


# ------------------------------------------------------------------------- key by key


@record
class Field:
    """A key that can be changed: its name, and what it says now (empty when it is not there)."""

    name: str
    says: str


def fields(snippet: str) -> list[Field]:
    """The keys of a snippet that can be changed one by one; a quote is `quote 1` and so on."""
    item = _mapping(snippet)
    if item is None:
        return []
    listed = [Field(name, _said(item.entries.get(name))) for name in ASKED]
    for number, quote in enumerate(_quotes(item), 1):
        listed.append(Field(f"quote {number}", _said(quote.entries.get("quote"))))
    return listed


def with_field(snippet: str, name: str, says: str) -> str:
    """A snippet in which a key says something else; an empty text takes it out."""
    item = _mapping(snippet)
    if item is None:
        return snippet
    if name.startswith("quote "):
        item, name = _quotes(item)[int(name.removeprefix("quote ")) - 1], "quote"
    value = item.entries.get(name)
    if isinstance(value, values.Mapping):  # a due date with what it derives from
        item, name = value, "text"
        value = item.entries.get(name)
    if not says:
        return spans.without(snippet, item, (name,))
    written = spans.scalar(says)
    if name in _LISTS:
        parts = (part.strip() for part in says.split(","))
        written = f"[{', '.join(spans.scalar(part) for part in parts if part)}]"
    if value is not None:
        return spans.with_value(snippet, item, name, written)
    before = [one for one in ASKED[: ASKED.index(name)] if one in item.entries]
    return spans.with_key(
        snippet, item, before[-1] if before else next(iter(item.entries)), name, written
    )


def _mapping(snippet: str) -> values.Mapping | None:
    root, _ = values.parse(SourceText("", snippet))
    return root if isinstance(root, values.Mapping) else None


def _quotes(item: values.Mapping) -> list[values.Mapping]:
    listed = item.entries.get("evidence")
    entries: Sequence[values.Value] = listed.items if isinstance(listed, values.Sequence) else ()
    return [one for one in entries if isinstance(one, values.Mapping)]


def _said(value: values.Value | None) -> str:
    if isinstance(value, values.Scalar):
        return " ".join(value.text.split())
    if isinstance(value, values.Sequence):
        return ", ".join(_said(item) for item in value.items)
    return _said(value.entries.get("text")) if value is not None else ""


# ------------------------------------------------------------------------------ halves


def halves(snippet: str, words: str, new_id: str) -> tuple[str, str] | None:
    """Two outcomes of one, whose quote is cut before `words`; None when no quote has them
    somewhere after its beginning."""
    item = _mapping(snippet)
    for number, quote in enumerate(_quotes(item) if item is not None else (), 1):
        said = _said(quote.entries.get("quote"))
        at = said.find(words)
        if words and at > 0:
            name = f"quote {number}"
            first = with_field(snippet, name, said[:at].rstrip(" ,;:"))
            second = with_field(with_field(snippet, name, said[at:]), "id", new_id)
            assert item is not None
            told = _told_apart(_said(item.entries.get("summary")), words)
            if told is not None:
                first = with_field(first, "summary", told[0])
                second = with_field(second, "summary", told[1])
            return first, second
    return None


def _told_apart(summary: str, words: str) -> tuple[str, str] | None:
    """A summary cut before the words at which its quote is cut, each part as a sentence; None
    where it does not have them inside."""
    at = summary.find(words)
    if at <= 0:
        return None
    first, second = summary[:at].rstrip(" ,;:"), summary[at:]
    for word in (" and", " as well as", " while", " but"):
        first = first.removesuffix(word).rstrip(" ,;:")
    return f"{first}.", second[:1].upper() + second[1:]


def both(first: str, second: str) -> str:
    """Two outcomes as a list, for an editor."""
    return "\n".join(
        f"- {line}" if number == 0 else f"  {line}" if line.strip() else line
        for one in (first, second)
        for number, line in enumerate(one.split("\n"))
    )


def parted(text: str) -> tuple[str, str] | None:
    """The two outcomes of a list; None when there are not exactly two."""
    root, _ = values.parse(SourceText("", text))
    items = root.items if isinstance(root, values.Sequence) else ()
    if len(items) != 2 or not all(isinstance(item, values.Mapping) for item in items):
        return None
    first, second = (
        spans.snippet(text, item) for item in items if isinstance(item, values.Mapping)
    )
    return first, second
