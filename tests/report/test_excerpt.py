"""How a diagnostic is drawn: the form that `design.md` gives, and carets that stand under
what they mean whatever is in the line."""

from __future__ import annotations

from time import process_time

import pytest

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.report.display import visible, width
from briefgen.report.excerpt import LINE_COLUMNS, draw
from briefgen.text import SourceText, Span


def drawn(line: str, word: str, message: str = "no") -> tuple[str, str]:
    """The excerpt's two lines for a one-line file with the problem at `word`."""
    start = line.index(word)
    diagnostic = Diagnostic("bad-value", message, Span("f.yaml", start, start + len(word)))
    lines = draw(diagnostic, {"f.yaml": SourceText("f.yaml", line)}).split("\n")
    return lines[1], lines[2]


def test_form() -> None:
    """The whole form, as in the design: place, excerpt, rule, hint at another place."""
    path = "briefs/outcomes/2026-01-16-india-japan.yaml"
    quote = "agreed to convene the Joint Working Party"
    text = "\n" * 13 + f"        quote: {quote}\n"
    start = text.index(quote)
    archive = "briefs/sources/news-report/text.txt"
    passage = "\n" * 12 + "India agreed to convene the Joint Working Group.\n"
    at = passage.index("agreed")
    diagnostic = Diagnostic(
        "quote-not-found",
        "a quote must appear word for word in its archived source; this one does not appear "
        "in `news-report`",
        Span(path, start, start + len(quote)),
        hints=(
            Hint(
                '"agreed to convene the Joint Working Group" is the closest passage',
                Span(archive, at, at + 10),
            ),
        ),
    )
    texts = {path: SourceText(path, text), archive: SourceText(archive, passage)}
    assert draw(diagnostic, texts) == (
        "briefs/outcomes/2026-01-16-india-japan.yaml:14:16: error[quote-not-found]\n"
        "14 |         quote: agreed to convene the Joint Working Party\n"
        "   |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "a quote must appear word for word in its archived source; this one does not appear "
        "in `news-report`\n"
        'hint: briefs/sources/news-report/text.txt:13: "agreed to convene the Joint Working '
        'Group" is the closest passage'
    )


@pytest.mark.parametrize(
    ("line", "word", "columns"),
    [
        ("title: plain", "plain", 7),
        ("見出し: 鉱物", "鉱物", 8),  # each of the first three takes two columns
        ("ｆｕｌｌ: x", "x", 10),
        ("cafe\u0301: x", "x", 6),  # a combining acute takes none
        ("खनिज: x", "x", 6),  # the vowel sign i is a spacing mark: it takes one column
        ("हिन्दी: x", "x", 7),  # the virama is non-spacing: it takes none
        ("a\u200db: x", "x", 4),  # a joiner takes none
        ("\tkey: x", "x", 9),  # a tab takes four columns
    ],
)
def test_carets_stand_under_the_word(line: str, word: str, columns: int) -> None:
    """Columns on the screen, not characters: wide, combining and tab characters."""
    _, carets = drawn(line, word)
    assert carets == "  | " + " " * columns + "^" * len(carets[4 + columns :])
    assert width(line[: line.index(word)]) == columns


def test_caret_length_in_columns() -> None:
    """Two wide characters are underlined by four carets."""
    assert drawn("a: 鉱物", "鉱物")[1].strip(" |1") == "^^^^"


def test_long_line_is_windowed() -> None:
    """Of a very long line only the surroundings are shown, with the caret in place."""
    line = "start " + "lorem ipsum " * 400 + "WRONG " + "dolor sit " * 400
    shown, carets = drawn(line, "WRONG")
    content = shown.removeprefix("1 | ")
    assert content.startswith("…")
    assert content.endswith("…")
    assert width(content) <= LINE_COLUMNS + 2
    # It begins and ends with whole words.
    assert content.strip("…").split(" ")[0] in ("lorem", "ipsum")
    assert content.strip("…").split(" ")[-1] in ("dolor", "sit")
    at = carets.index("^")
    assert shown[at : at + 5] == "WRONG"
    assert carets.count("^") == 5


def test_long_quote_is_underlined_to_the_edge() -> None:
    """A problem wider than the window is underlined as far as it is shown."""
    shown, carets = drawn("key: " + "word " * 100, "word " * 90)
    assert len(carets) < len(shown)
    assert carets.count("^") > 50


def test_span_over_several_lines() -> None:
    """The first line stands for a span over several."""
    text = SourceText("f.yaml", "a: >\n  one two   \n  three\n")
    diagnostic = Diagnostic("bad-value", "no", Span("f.yaml", 7, 25))
    assert draw(diagnostic, {"f.yaml": text}).split("\n")[1:3] == ["2 |   one two", "  |   ^^^^^^^"]


@pytest.mark.parametrize("span", [(0, 0), (3, 3), (99, 120)])
def test_there_is_always_a_caret(span: tuple[int, int]) -> None:
    """An empty span, one at a line's end and one past the file's end show one caret."""
    text = SourceText("f.yaml", "abc\n")
    lines = draw(Diagnostic("bad-value", "no", Span("f.yaml", *span)), {"f.yaml": text})
    assert lines.split("\n")[2].count("^") == 1


def test_a_tab_can_be_seen() -> None:
    """A tab is usually the mistake: it is shown and underlined over its whole width."""
    assert drawn("\tdate: x", "\t") == ("1 | →   date: x", "  | ^^^^")


def test_without_text_or_place() -> None:
    """A file that could not be read has a path alone; a mistake on the command line none."""
    assert draw(Diagnostic("file-missing", "gone", path="a.yaml"), {}) == (
        "a.yaml: error[file-missing]\ngone"
    )
    assert draw(Diagnostic("unknown-theme", "no"), {}) == "error[unknown-theme]\nno"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\r", "\x07", "\u200b", "\x9b"])
def test_nothing_reaches_the_terminal_unseen(hostile: str) -> None:
    """Escape sequences and invisible characters of a file are named, never sent on."""
    shown, _ = drawn(f"a: {hostile}x", "x", message=f"`{hostile}` is not allowed")
    assert hostile not in shown
    assert hostile not in visible(hostile)
    assert "<U+" in shown


def test_colour_changes_no_text() -> None:
    """With colour the words are the same; without it there is no escape sequence."""
    import re

    diagnostic = Diagnostic("bad-value", "no", Span("f.yaml", 0, 1))
    texts = {"f.yaml": SourceText("f.yaml", "abc")}
    plain = draw(diagnostic, texts)
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", draw(diagnostic, texts, colour=True)) == plain


@pytest.mark.parametrize("columns", [10, 25, 40, 60, 80, 200])
def test_a_terminal_does_not_break_the_excerpt(columns: int) -> None:
    """The line and its carets fit into the terminal, or into the least that can be read, and the
    carets still stand under the word."""
    line = "quote: " + "they agreed to open an office in Lutz " * 4 + "CLOSE " + "it again " * 9
    start = line.index("CLOSE")
    diagnostic = Diagnostic("bad-value", "no", Span("f.yaml", start, start + 5))
    texts = {"f.yaml": SourceText("f.yaml", line)}
    _, shown, carets, *_ = draw(diagnostic, texts, columns=columns).split("\n")
    assert width(shown) <= max(columns, 26)
    assert shown[carets.index("^") :].startswith("CLOSE")
    assert carets.count("^") == 5


def test_a_line_as_long_as_a_book() -> None:
    """Of a very long line only what stands near is looked at: many problems are drawn at once."""
    line = "so many words " * 100_000 + "and then a MISTAKE " + "and more words " * 100_000
    shown, carets = drawn(line, "MISTAKE")
    assert shown[carets.index("^") :].startswith("MISTAKE and more")
    assert shown.startswith("1 | …")
    assert shown.endswith("…")
    assert width(shown) <= LINE_COLUMNS + 6
    start = line.index("MISTAKE")
    one = Diagnostic("bad-value", "no", Span("f.yaml", start, start + 7))
    texts = {"f.yaml": SourceText("f.yaml", line)}
    began = process_time()
    for _ in range(300):
        draw(one, texts)
    assert process_time() - began < 5
