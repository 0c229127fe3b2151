"""YAML files as values: what each scalar is, where it stands, and what is refused."""

from __future__ import annotations

import time

import pytest
import yaml

from briefgen.text import SourceText, locate
from briefgen.workspace import values
from briefgen.workspace.scalars import scalar_kind
from briefgen.workspace.values import Mapping, Scalar, Sequence, Value, parse


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test runs with libyaml and with the parser that is used where it is absent."""
    name: str = request.param
    if name == "pure":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml")
    return name


def value(text: str) -> Value:
    parsed, found = parse(SourceText("f.yaml", text))
    assert found == []
    assert parsed is not None
    return parsed


def mapping(text: str) -> Mapping:
    parsed = value(text)
    assert isinstance(parsed, Mapping)
    return parsed


def codes(text: str) -> list[str]:
    return [d.code for d in parse(SourceText("f.yaml", text))[1]]


def spans(text: str) -> dict[str, str]:
    """Every scalar of the file, with the piece of the file that its span covers."""
    pieces: dict[str, str] = {}

    def visit(one: Value) -> None:
        if isinstance(one, Scalar):
            pieces[one.text] = text[one.start : one.end]
        elif isinstance(one, Sequence):
            for item in one.items:
                visit(item)
        else:
            for key, item in one.entries.items():
                start, end = one.keys[key]
                assert key in text[start:end]
                visit(item)

    visit(value(text))
    return pieces


# The examples of YAML 1.2.2, section 10.3.2, and what YAML 1.1 took for something else.
KINDS = {
    "null": ["", "~", "null", "Null", "NULL"],
    "bool": ["true", "True", "TRUE", "false", "False", "FALSE"],
    "int": ["0", "-19", "+3", "012", "0o7", "0o14", "0x3A"],
    "float": ["0.", "-0.0", ".5", "+12e03", "-2E+05", "1.5", ".inf", "-.Inf", "+.INF", ".nan"],
    "text": [
        "NO", "no", "yes", "Yes", "on", "off", "y", "n", "nULL", "tRUE", "1:30", "190:20:30",
        "2026-01-16", "2026-01-16T10:00:00Z", "1_000", "0b101", "0o8", "0xG", "1,5", "1.5.1",
        "-", "+", ".", "e3", "1e", "- 1", "<<x", "=",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in KINDS.items() for t in ts])
def test_core_schema(kind: str, text: str) -> None:
    """Plain scalars are what the core schema of YAML 1.2 says, and text otherwise."""
    assert scalar_kind(text) == kind


def test_plain_and_quoted() -> None:
    """Norway stays Norway; quotes make text of everything."""
    parsed = mapping("""{a: NO, b: "true", c: '12', d: 012, e: , f: 2026-01-16}\n""")
    kinds = {k: (v.text, v.kind) for k, v in parsed.entries.items() if isinstance(v, Scalar)}
    assert kinds == {
        "a": ("NO", "text"),
        "b": ("true", "text"),
        "c": ("12", "text"),
        "d": ("012", "int"),
        "e": ("", "null"),
        "f": ("2026-01-16", "text"),
    }


def test_spans_count_characters() -> None:
    """Offsets are characters: accents, Devanagari and emoji before a value do not shift it."""
    text = "नीति: é\na: [x, \U0001f600\U0001f600, y]\nb: {c: 'z z', d: \"q\"}\n"
    assert spans(text) == {
        "é": "é",
        "x": "x",
        "\U0001f600\U0001f600": "\U0001f600\U0001f600",
        "y": "y",
        "z z": "'z z'",
        "q": '"q"',
    }


def test_spans_with_byte_order_mark_and_crlf() -> None:
    """A byte order mark and Windows line ends are counted as the characters they are."""
    text = "\ufeffa: {b: c}\r\nd: |\r\n  x\r\n  y\r\n\r\ne: f\r\n"
    assert spans(text) == {"c": "c", "x\ny\n": "|\r\n  x\r\n  y", "f": "f"}


def test_span_of_block_scalar_ends_with_its_text() -> None:
    """The span of a folded text ends with its last word, not at the next key."""
    text = "a: >\n  one\n  two\n\n# remark\nb: 1\n"
    assert text[slice(*value_span(text, "a"))] == ">\n  one\n  two"


def value_span(text: str, key: str) -> tuple[int, int]:
    one = mapping(text).entries[key]
    return one.start, one.end


def test_span_of_collections() -> None:
    """A block's span ends with its last value, though libyaml marks its end further down."""
    text = "a:\n  b: 1\n  c: [x,\n    y]\n\n# remark\nd:\n- 1\n- 2\n"
    assert text[slice(*value_span(text, "a"))] == "b: 1\n  c: [x,\n    y]"
    assert text[slice(*value_span(text, "d"))] == "- 1\n- 2"


def test_separators_are_no_line_breaks() -> None:
    """U+0085, U+2028 and U+2029 are ordinary characters in YAML 1.2 (section 5.4)."""
    text = "a: one\u2028two\x85three\u2029four\nb: \ue000\n"
    parsed = mapping(text)
    assert [v.text for v in parsed.entries.values() if isinstance(v, Scalar)] == [
        "one\u2028two\x85three\u2029four",
        "\ue000",
    ]
    assert spans(text)["\ue000"] == "\ue000"


def test_folding() -> None:
    """Folded and literal texts, escapes and doubled quotes come out as YAML defines them."""
    parsed = mapping("a: >\n  one\n  two\n\n  three\nb: |\n  x\n   y\nc: 'it''s'\nd: \"\\u00e9\"\n")
    assert [v.text for v in parsed.entries.values() if isinstance(v, Scalar)] == [
        "one two\nthree\n",
        "x\n y\n",
        "it's",
        "é",
    ]


def test_empty_file() -> None:
    """A file with nothing, or remarks only, is a null."""
    for text in ("", "\n\n", "# remark\n", "\ufeff", "---\n"):
        parsed = value(text)
        assert isinstance(parsed, Scalar)
        assert parsed.kind == "null"


def test_alias() -> None:
    """An alias stands for the very value of its anchor."""
    parsed = mapping("a: &x [1, 2]\nb: *x\nc: &y q\nd: *y\n")
    assert parsed.entries["a"] == parsed.entries["b"]
    assert parsed.entries["c"] == parsed.entries["d"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key"),
        ("a: 1\n'a': 3\n", "yaml-duplicate-key"),
        ("a:\n\tb: 1\n", "yaml-tab"),
        ("\ta: 1\n", "yaml-tab"),
        ("a: b\n\tc\n", "yaml-tab"),
        ("a: >\n\tb\n", "yaml-tab"),
        ("a: *b\n", "yaml-syntax"),
        ("&a [*a]\n", "yaml-syntax"),
        ("<<: {a: 1}\n", "yaml-syntax"),
        ("a: !!python/object/apply:os.system [x]\n", "yaml-syntax"),
        ("a: !!str 5\n", "yaml-syntax"),
        ("a: !x 5\n", "yaml-syntax"),
        ("? [a]\n: b\n", "yaml-syntax"),
        ("a: 1\n---\nb: 1\n", "yaml-syntax"),
        ('a: "\\0"\n', "yaml-syntax"),
        ('a: "\\x1b[31m"\n', "yaml-syntax"),
        ('a: "\\UFFFFFFFF"\n', "yaml-syntax"),
        ("a: \x07\n", "yaml-syntax"),
        ("a: \ud800\n", "yaml-syntax"),
        ("a: {b: 1\n", "yaml-syntax"),
        ("[" * 200_000, "yaml-too-large"),
        ("- " * 200_000, "yaml-too-large"),
        ("{a: " * 200_000, "yaml-too-large"),
        ("a: b\n" + "#" * values.MAX_CHARACTERS, "yaml-too-large"),
    ],
)
def test_refused(text: str, code: str) -> None:
    """What has no place in a data file is refused, in time that its size explains."""
    before = time.process_time()
    assert codes(text) == [code]
    assert time.process_time() - before < 2


def test_tabs_that_do_not_indent(parser: str) -> None:
    """A tab that separates, or stands inside a text, is no indentation (YAML 1.2.2, section
    6.2); the pure parser does not know the first, and says so as it does of any tab."""
    assert value_span("c: |\n  x\ty\n", "c") == (3, 10)
    if parser == "libyaml":
        assert value_span("a:\tb\n", "a") == (3, 4)
    else:
        assert codes("a:\tb\n") == ["yaml-tab"]


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(levels):
        lines.append(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]")
    return "\n".join(lines)


@pytest.mark.parametrize("levels", [6, 20])
def test_alias_bomb(levels: int) -> None:
    """Aliases of aliases cannot make a huge value of a small file, nor a deep one."""
    before = time.process_time()
    assert codes(bomb(levels)) == ["yaml-too-large"]
    assert time.process_time() - before < 1


def test_deep_by_aliases() -> None:
    """Depth counts what aliases bring with them."""
    text = "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(100))
    assert codes(text) == ["yaml-too-large"]


def test_tab_is_pointed_at() -> None:
    """The diagnostic covers the tab itself and counts the other lines that have one."""
    text = SourceText("f.yaml", "a:\n  \tb: 1\n\tc: 1\n\td: 1\n")
    (found,) = parse(text)[1]
    assert found.code == "yaml-tab"
    assert found.span is not None
    assert (found.span.start, found.span.end) == (5, 6)
    assert "2 more lines" in found.hints[0].message


def test_duplicate_key_hint_points_at_the_first() -> None:
    """The second key is the problem, the first one the hint; the first value counts."""
    parsed, (found,) = parse(SourceText("f.yaml", "a: 1\nb: 2\na: 3\n"))
    assert isinstance(parsed, Mapping)
    assert parsed.entries["a"].start == 3
    assert found.span is not None
    assert found.span.start == 10
    hint = found.hints[0].span
    assert hint is not None
    assert (hint.start, hint.end) == (0, 1)


# Each slip, the piece of the text that must be pointed at, and words that must be said.
SLIPS = [
    ("a: x: y\n", ":", "`: `"),
    ("a: 'b\nc: d\n", "'b", "never closed"),
    ("a: [b, c\nd: e\n", "[b, c", "not closed"),
    ("a: {b: c\n", "{b: c", "not closed"),
    ("a: [@x] says so\n", "[@x] says so", "begin with `[`"),
    ("a: @x\n", "@x", "begin with `@`"),
    ("a: `x`\n", "`x`", "begin with ```"),
    ("a: % of trade\n", "% of trade", "begin with `%`"),
    ("a: & more\n", "& more", "`&`"),
    ("a: 'it's'\n", "s'", "after the closing quotation mark"),
    ('a: "b" and c\n', "and c", "after the closing quotation mark"),
    ("a: [b] c\n", "c", "after the closing `]`"),
    ("a: - b\n", "- b", "on the line of its key"),
    ("a: > b\n c\n", "b", "on the next line"),
    ("a: 1\n b: 2\n", "b", "does not follow"),
    ("a: 1\nb c\n", "b c", "no `: `"),
    ("a b\nc: 1\n", "a b", "no `: `"),
    ("a: 1\n- b\n", "- b", "list item"),
    ("- a\nb: 1\n", "b: 1", "goes on with `- `"),
    ('a: "\\q"\n', "\\q", "means nothing"),
    ("a: }\n", "}", "value is expected"),
]


@pytest.mark.parametrize(("text", "piece", "words"), SLIPS)
def test_slips_are_explained(text: str, piece: str, words: str) -> None:
    """A slip is pointed at, said in plain words, and comes with advice."""
    _, (found,) = parse(SourceText("f.yaml", text))
    assert found.code == "yaml-syntax"
    assert found.span is not None
    assert text[found.span.start : found.span.end] == piece
    assert words in found.message
    assert found.hints
    assert not any(jargon in found.message for jargon in ("token", "scalar", "node", "<"))


def test_a_file_with_a_quarter_million_values_is_quick(parser: str) -> None:
    """Time grows with the size of the file, not faster."""
    if parser == "pure":
        pytest.skip("the pure parser is an order of magnitude slower")

    def seconds(lines: int) -> float:
        text = SourceText("f.yaml", "- [aa, bb, cc]\n" * lines)
        before = time.process_time()
        assert parse(text)[1] == []
        return time.process_time() - before

    small = max(seconds(6_000), 0.01)
    assert seconds(60_000) < 40 * small


@pytest.mark.parametrize(
    ("text", "needle", "occurrence", "piece"),
    [
        ("a: >\n  The two will\n  meet [@x] and\n  part [@x].\n", "[@x]", 0, "[@x]"),
        ("a: >\n  The two will\n  meet [@x] and\n  part [@x].\n", "will meet", 0, "will\n  meet"),
        ("a: 'it''s so [@x]'\n", "it's so", 0, "it''s so"),
        ('a: "a \\"b\\" [@x]"\n', 'a "b"', 0, 'a \\"b\\"'),
        ("a: b [@x]\n", "[@y]", 0, "b [@x]"),
        ("a: b [@x]\n", "[@x]", 1, "b [@x]"),
        ("a: b\n", "", 0, "b"),
    ],
)
def test_locate(text: str, needle: str, occurrence: int, piece: str) -> None:
    """A citation is found in the raw text of a value; what is not found gives the whole."""
    source = SourceText("f.yaml", text)
    found = locate(source, mapping(text).entries["a"].span, needle, occurrence)
    assert text[found.start : found.end] == piece


def test_locate_counts() -> None:
    """The second occurrence lies behind the first."""
    text = "a: >\n  meet [@x] and\n  part [@x].\n"
    span = mapping(text).entries["a"].span
    first = locate(SourceText("f.yaml", text), span, "[@x]")
    second = locate(SourceText("f.yaml", text), span, "[@x]", 1)
    assert (first.start, second.start) == (text.index("[@x]"), text.rindex("[@x]"))


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("quote: agreed on plan #5 today\n", "#5 today"),
        ("quote: #5 billion for roads\n", "#5 billion for roads"),
        ("- plan #5\n- plan 6\n", "#5"),
        ("\ufeffquote: agreed on\n  plan #5\nnext: 1\n", "#5"),
        ("quote: é 𝄞 plan #5", "#5"),
    ],
)
def test_a_comment_that_was_meant_as_text(text: str, dropped: str) -> None:
    """Nothing of a text is dropped silently: `#5` after a space is a comment for YAML."""
    parsed, found = parse(SourceText("f.yaml", text))
    assert parsed is not None
    assert [(d.code, d.severity) for d in found] == [("yaml-comment-in-text", "warning")]
    span = found[0].span
    assert span is not None
    assert text[span.start : span.end] == dropped


@pytest.mark.parametrize(
    "text",
    [
        "date: 2026-01-16 # as the report says\n",
        "title: Roads  #todo\n",
        "title: Roads ## see below #5\n",
        "title: 'Plan #5'\n",
        "title: Plan C#5\n",
        "title: >\n  plan #5\n",
        "# plan #5\ntitle: Roads\n",
        "title: 'Roads' #checked\n",
        "title: # see #5\n  Roads\n",
    ],
)
def test_honest_comments(text: str) -> None:
    """A comment that looks like one brings no warning."""
    _, found = parse(SourceText("f.yaml", text))
    assert found == []
