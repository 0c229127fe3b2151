"""Edits by spans, on outcomes in every way of writing YAML that people use."""

from __future__ import annotations

import string

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.proposals import spans
from briefgen.text import SourceText
from briefgen.workspace import values

ASIDE = ("status", "why", "reason")

words = st.text(string.ascii_letters + " ,:#'\"-{}[]%“é漢", min_size=1, max_size=30).map(str.strip)
texts = words.filter(bool)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    """A file of outcomes and the number of one of them that is proposed."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    count = draw(st.integers(1, 3))
    chosen = draw(st.integers(0, count - 1))
    dash = draw(st.sampled_from(["- ", "  - ", "  -   "]))
    blocks = []
    for number in range(count):
        keys = [("id", f"o{number}"), ("summary", draw(texts)), ("owner", draw(texts))]
        if number == chosen:
            keys += [("status", "proposed"), ("why", draw(texts))]
        keys = draw(st.permutations(keys))
        if draw(st.booleans()):
            inside = ", ".join(f"{key}: {_quoted(said)}" for key, said in keys)
            blocks.append(f"{dash}{{{inside}}}{draw(_comments)}")
            continue
        written = []
        for key, said in keys:
            style = draw(st.sampled_from(["quoted", "single", "folded", "long"]))
            indent = " " * len(dash)
            line = f"{key}: {_quoted(said)}"
            if key != "status" and style == "single":
                line = f"{key}: '{said.replace(chr(39), chr(39) * 2)}'"
            elif key != "status" and style == "folded":
                line = f"{key}: >-{end}{indent}  {said}"
            elif key != "status" and style == "long":
                line = f"{key}:{end}{indent}   {_quoted(said)}"
            comment = "" if style == "folded" else draw(_comments)
            written.append(line + comment)
            if style != "folded" and draw(st.booleans()):
                written.append("# between the keys")
        blocks.append(dash + f"{end}{' ' * len(dash)}".join(written))
        if draw(st.booleans()):
            blocks.append("# between the outcomes")
    last = draw(st.sampled_from(["", end, f"{end}{end}waivers: []{end}"]))
    return f"# the head{end}outcomes:{end}" + end.join(blocks) + last, chosen


_comments = st.sampled_from(["", "  # a remark", "   # another: one"])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _item(text: str, number: int) -> values.Mapping:
    root, problems = values.parse(SourceText("briefs/outcomes/x.yaml", text))
    assert not problems
    item = spans.outcomes(root)[number]
    assert isinstance(item, values.Mapping)
    return item


def _loaded(text: str) -> dict[str, list[dict[str, str]]]:
    """The file as PyYAML reads it, which knows nothing of spans."""
    loaded: dict[str, list[dict[str, str]]] = yaml.safe_load(text)
    return loaded


def _comments_in(text: str) -> list[str]:
    return sorted(
        part
        for part in ("a remark", "another: one", "between")
        for _ in range(text.count(f"# {part}"))
    )


@settings(deadline=None)
@given(files())
def test_keys_are_taken_out(given_file: tuple[str, int]) -> None:
    """Only the keys go; every other value and every comment stays, whatever the style."""
    text, number = given_file
    new = spans.without(text, _item(text, number), ASIDE)
    expected = _loaded(text)
    for key in ASIDE:
        expected["outcomes"][number].pop(key, None)
    assert _loaded(new) == expected
    assert _comments_in(new) == _comments_in(text)
    assert new.count("\r\n") == new.count("\n") or "\r" not in new


@settings(deadline=None)
@given(files(), texts)
def test_a_reason_is_put_in(given_file: tuple[str, int], reason: str) -> None:
    """What is put in is read as it was meant, and nothing around it changes."""
    text, number = given_file
    item = _item(text, number)
    new = spans.with_key(text, item, "status", "reason", spans.scalar(reason))
    expected = _loaded(text)
    expected["outcomes"][number]["reason"] = reason
    assert _loaded(new) == expected
    kept = next((n for n, (a, b) in enumerate(zip(text, new, strict=False)) if a != b), len(text))
    assert new.endswith(text[kept:])  # one piece was put in, and nothing else changed


@settings(deadline=None)
@given(files())
def test_a_snippet_put_back_changes_nothing(given_file: tuple[str, int]) -> None:
    """What an editor gives back unchanged leaves every byte as it was, but for indentation of
    comments that stood further left than their outcome."""
    text, number = given_file
    item = _item(text, number)
    new = spans.with_snippet(text, item, spans.snippet(text, item))
    assert _loaded(new) == _loaded(text)
    assert [line.strip() for line in new.split("\n")] == [line.strip() for line in text.split("\n")]


@settings(deadline=None)
@given(files())
def test_another_outcome_is_put_in(given_file: tuple[str, int]) -> None:
    """A second outcome stands right after the first, in its style."""
    text, number = given_file
    new = spans.with_another(text, _item(text, number), "id: new\nsummary: A text.")
    expected = _loaded(text)
    expected["outcomes"].insert(number + 1, {"id": "new", "summary": "A text."})
    assert _loaded(new) == expected


@settings(deadline=None)
@given(texts)
def test_scalars_are_read_as_they_were_meant(text: str) -> None:
    assert yaml.safe_load(f"key: {spans.scalar(text)}") == {"key": text}
    assert yaml.safe_load(f"{{key: {spans.scalar(text)}, other: 1}}") == {"key": text, "other": 1}
