"""The filters and tests that templates may use, each a small function on plain values.

Texts that come out of a filter are data like any other: `safe` and its like do not
exist, so no filter can turn data into markup. Only `strength`, `cite`, `small` and
`strong` make nodes, and they make finished ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from briefgen.brief.context import MeetingView, OutcomeView, RemarkView, StepView, View
from briefgen.brief.limits import MAX_TEXT, RUN, LimitReached, bounded_number, bounded_text
from briefgen.brief.pieces import LINE_MARK, Piece, Values, one_line
from briefgen.brief.portions import opened
from briefgen.brief.wording import series
from briefgen.document import Cite, Inline, LineBreak, Small, Strength, Strong, Text
from briefgen.evidence.dates import english_date
from briefgen.workspace.model import COMMITMENTS


class Fragment(str):
    """What a part of a template made: a block, a macro, a captured `{% set %}`.

    It is Markdown already and is printed as it stands. Every operation on it gives an
    ordinary text again, which is data; so a fragment cannot be forged or mixed.
    """

    __slots__ = ()


class NotPrintable(TypeError):  # noqa: N818 - a user's mistake, not a bug
    """A value that has no text, with a message for the template's author."""


def text_of(value: Any) -> str:
    """The text of a value that has one."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool) or value is None:
        word = "none" if value is None else str(value).lower()
        raise NotPrintable(f"there is no text to print: the value is `{word}`")
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, date):
        return english_date(value)
    raise NotPrintable(f"{kind_of(value)} has no text; print one of its fields or items")


def kind_of(value: Any) -> str:
    """What a value is, in words for a template's author."""
    if isinstance(value, View):
        return f"this {type(value).__name__.removesuffix('View').lower()}"
    if isinstance(value, Piece):
        return "a finished piece (a mark, a citation, a line break)"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, (int, float)):
        return "a number"
    return "this value"


# ------------------------------------------------------------------------- texts


def upper(value: Any) -> str:
    """In capitals."""
    return text_of(value).upper()


def lower(value: Any) -> str:
    """In small letters."""
    return text_of(value).lower()


def title(value: Any) -> str:
    """Each Word With a Capital."""
    return text_of(value).title()


def capitalize(value: Any) -> str:
    """First letter a capital, the others small."""
    sign, text = opened(text_of(value))
    return sign + text.capitalize()


def sentence_case(value: Any) -> str:
    """First letter a capital, the others as they are."""
    sign, text = opened(text_of(value))
    return sign + text[:1].upper() + text[1:]


def string(value: Any) -> str:
    """As a text."""
    return text_of(value)


def replace(value: Any, old: Any, new: Any) -> str:
    """With each `old` replaced by `new`."""
    text, old, new = text_of(value), text_of(old), text_of(new)
    length = len(text) + text.count(old) * (len(new) - len(old))
    RUN.get().step(1 + length // 1000)
    if length > MAX_TEXT:
        raise LimitReached(f"a text has at most {MAX_TEXT:,} characters")
    return text.replace(old, new)


def trim(value: Any) -> str:
    """Without white space at both ends; also of what a block or a `{% set %}` made."""
    if type(value) is not Fragment:
        return text_of(value).strip()
    text = str(value)
    start, end = 0, len(text)
    while start < end:
        mark = LINE_MARK.match(text, start)
        if mark:
            start = mark.end()
        elif text[start].isspace():
            start += 1
        else:
            break
    stripped = text[start:].rstrip()
    while (last := stripped.rfind("\ufdd2")) >= 0 and LINE_MARK.fullmatch(stripped, last):
        stripped = stripped[:last].rstrip()
    return Fragment(stripped)


def truncate(value: Any, length: int = 80) -> str:
    """Cut at a word so that at most `length` characters remain, with an ellipsis."""
    sign, text = opened(text_of(value))
    if len(text) <= length:
        return sign + text
    return sign + text[: max(0, length - 1)].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def join(value: Iterable[Any], between: Any = "", attribute: str | None = None) -> str:
    """The texts of a list with `between` between them."""
    glue, length = text_of(between), 0
    parts: list[str] = []
    for item in value:
        if attribute is not None:
            item = field_of(item, attribute)
        parts.append(text_of(item))
        length += len(parts[-1]) + len(glue)
        RUN.get().step()
        if length > MAX_TEXT:
            raise LimitReached(f"a text has at most {MAX_TEXT:,} characters")
    return glue.join(parts)


def total(value: Iterable[Any], attribute: str | None = None) -> float:
    """The sum of numbers."""
    result: float = 0
    for item in value:
        RUN.get().step()
        number = item if attribute is None else field_of(item, attribute)
        if not isinstance(number, (int, float)):
            raise NotPrintable(f"`sum` needs numbers; {kind_of(number)} is none")
        result = bounded_number(result + number)
    return result


def series_filter(value: Iterable[Any]) -> str:
    """The texts of a list as a series: `Florin, Guilder and Freedonia`."""
    return bounded_text(series([text_of(item) for item in value]))


def date_filter(value: Any, form: str = "long") -> str:
    """A date as `16 January 2026` (`long`), `January 2026` (`month`), `2026-01-16` (`iso`)."""
    if not isinstance(value, date):
        raise NotPrintable(f"`date` needs a date; {kind_of(value)} is none")
    match form:
        case "long":
            return english_date(value)
        case "month":
            return english_date(value).split(" ", 1)[1]
        case "iso":
            return value.isoformat()
    raise NotPrintable("a date is printed as `long`, `month` or `iso`")


def wordcount(value: Any) -> int:
    """How many words."""
    return len(text_of(value).split())


def field_of(value: Any, path: str) -> Any:
    """The field at a dotted path of views; refuses all else."""
    for name in path.split("."):
        if not isinstance(value, View) or name.startswith("_") or not hasattr(value, name):
            raise NotPrintable(f"{kind_of(value)} has no field `{name}`")
        value = getattr(value, name)
    return value


# ------------------------------------------------------------------------- pieces


def strength(value: Any) -> Piece:
    """The mark and word of an outcome, a step or a word of the scale."""
    word = value.commitment if isinstance(value, (OutcomeView, StepView)) else value
    if word not in COMMITMENTS:
        raise NotPrintable(
            f"`strength` needs an outcome or a step of the scale; {kind_of(value)} is none"
        )
    return Piece((Strength(COMMITMENTS[word][0], str(word)),))


def cite(value: Any) -> Piece:
    """A note: the passages of an outcome or a meeting, or the passage of a remark."""
    match value:
        case OutcomeView() | MeetingView():
            keys: tuple[str, ...] = (value.id,)
        case RemarkView():
            keys = value._cited
        case _:
            raise NotPrintable(
                f"{kind_of(value)} cannot be cited; an outcome, a meeting or a remark can"
            )
    return Piece((Cite(keys),))


def small(value: Any) -> Piece:
    """Smaller and muted."""
    return Piece((Small(_inlines(value)),))


def strong(value: Any) -> Piece:
    """Bold."""
    return Piece((Strong(_inlines(value)),))


def _inlines(value: Any) -> tuple[Inline, ...]:
    if isinstance(value, Piece) and value.inlines:
        return value.inlines
    run = RUN.get(None)
    values = run.values if run is not None else Values()
    return (Text(one_line(values.text(text_of(value)))),)


BREAK = Piece((LineBreak(),))


# -------------------------------------------------------------------------- tests


def at_least(value: Any, word: str) -> bool:
    """Whether an outcome is at least that strong: `{% if outcome is at_least("committed") %}`."""
    mine = value.commitment if isinstance(value, (OutcomeView, StepView)) else value
    if mine not in COMMITMENTS or word not in COMMITMENTS:
        raise NotPrintable("`at_least` compares outcomes with a step of the scale")
    return COMMITMENTS[mine][0] >= COMMITMENTS[word][0]


FILTERS: dict[str, Callable[..., Any]] = {
    "capitalize": capitalize,
    "cite": cite,
    "date": date_filter,
    "join": join,
    "lower": lower,
    "replace": replace,
    "sentence_case": sentence_case,
    "series": series_filter,
    "small": small,
    "string": string,
    "strength": strength,
    "strong": strong,
    "sum": total,
    "title": title,
    "trim": trim,
    "truncate": truncate,
    "upper": upper,
    "wordcount": wordcount,
}

#: Jinja's own filters that are kept: they choose, order and count, and make no text.
JINJA_FILTERS: dict[str, str] = {
    "abs": "A number without its sign.",
    "count": "How many items.",
    "default": "Another value when a variable is not defined.",
    "first": "The first item.",
    "groupby": "Items grouped by a field: pairs of `grouper` and `list`.",
    "int": "As a whole number.",
    "last": "The last item.",
    "length": "How many items.",
    "list": "As a list.",
    "map": 'One field of each item, `map(attribute="title")`, or a filter on each.',
    "max": "The largest item.",
    "min": "The smallest item.",
    "reject": "Items for which a test fails.",
    "rejectattr": "Items whose field fails a test.",
    "reverse": "The other way round.",
    "select": "Items for which a test holds.",
    "selectattr": 'Items whose field passes a test: `selectattr("due")`.',
    "sort": 'Sorted, by a field with `sort(attribute="due")`.',
    "unique": "Each item once.",
}

TESTS: dict[str, Callable[..., Any]] = {"at_least": at_least}

#: Jinja's own tests that are kept.
JINJA_TESTS: dict[str, str] = {
    "defined": "The variable exists.",
    "divisibleby": "A number divides it.",
    "even": "An even number.",
    "in": "It is an item of a list, or part of a text.",
    "none": "The data does not give it.",
    "number": "It is a number.",
    "odd": "An odd number.",
    "string": "It is a text.",
    "undefined": "The variable does not exist.",
    "eq": "Equal.",
    "ne": "Not equal.",
    "lt": "Less.",
    "le": "Less or equal.",
    "gt": "Greater.",
    "ge": "Greater or equal.",
}
