"""What each key may hold: decoding and JSON Schema say the same."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.text import SourceText
from briefgen.workspace import kinds
from briefgen.workspace.model import Due, Evidence, GlossaryEntry, Meeting, Outcome, Source, Theme
from briefgen.workspace.schema import (
    DUE,
    EVIDENCE,
    GLOSSARY_ENTRY,
    KINDS,
    LANGUAGE,
    MEETING,
    OUTCOME,
    SHA256,
    SOURCE,
    THEME,
    WEB_ADDRESS,
    json_schema,
)
from briefgen.workspace.shapes import ListOf, MapOf, Record
from briefgen.workspace.values import Mapping, Scalar, Sequence, Value, parse

ROOT = Path(__file__).resolve().parents[2]
WORKSPACES = [ROOT, ROOT / "tests/workspace/minimal", ROOT / "tests/errors/none"]


def value(text: str) -> Value:
    parsed, found = parse(SourceText("f.yaml", text))
    assert found == []
    assert parsed is not None
    return parsed


def decoded(kind: kinds.Kind, text: str) -> tuple[Any, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return kind.decode(value(text), "`key`", found), found


def as_json(one: Value) -> Any:
    """A value as an editor's validator sees it, by the core schema."""
    if isinstance(one, Sequence):
        return [as_json(item) for item in one.items]
    if isinstance(one, Mapping):
        return {key: as_json(item) for key, item in one.entries.items()}
    simple = {"null": lambda t: None, "bool": lambda t: t.lower() == "true", "int": int,
              "float": float, "text": str}  # fmt: skip
    return simple[one.kind](one.text)


GOOD = [
    (kinds.Text(), "a b", "a b"),
    (kinds.Text(), ">\n  a\n  b\n", "a b"),
    (kinds.Text(), "|\n  a\n  b\n", "a b"),
    (kinds.Text(), "NO", "NO"),
    (kinds.Text(may_be_empty=True), '""', ""),
    (kinds.Date(), "2026-01-16", date(2026, 1, 16)),
    (kinds.Date(), '"2024-02-29"', date(2024, 2, 29)),
    (kinds.Number(), "7", 7),
    (kinds.Choice({"one": "1", "two": "2"}), "two", "two"),
    (kinds.Identifier(), "2026-03-06-ferries", "2026-03-06-ferries"),
    (LANGUAGE, "en-GB", "en-GB"),
    (LANGUAGE, "zh-Hant-TW", "zh-Hant-TW"),
    (WEB_ADDRESS, "https://example.org/a?b=c", "https://example.org/a?b=c"),
    (SHA256, "0" * 63 + "a", "0" * 63 + "a"),
    (ListOf(kinds.Text()), "[a, b]", ("a", "b")),
    (ListOf(kinds.Text()), "[]", ()),
    (MapOf(kinds.Text(), kinds.Identifier()), "{a-1: b}", {"a-1": "b"}),
]

BAD = [
    (kinds.Text(), "2026", "wrong-type", 'put it in quotes: "2026"'),
    (kinds.Text(), "1.10", "wrong-type", 'put it in quotes: "1.10"'),
    (kinds.Text(), "true", "wrong-type", "in words"),
    (kinds.Text(), "~", "wrong-type", "leave its key out"),
    (kinds.Text(), "[a]", "wrong-type", "without `- `"),
    (kinds.Text(), "a: b", "wrong-type", "goes in quotes"),
    (kinds.Text(), '"  "', "bad-value", "leave its key out"),
    (kinds.Text(limit=3), "abcd", "bad-value", "shorter"),
    (kinds.Date(), "2026-1-6", "bad-value", "did you mean `2026-01-06`?"),
    (kinds.Date(), "20260116", "bad-value", "did you mean `2026-01-16`?"),
    (kinds.Date(), "16.01.2026", "bad-value", "four digits"),
    (kinds.Date(), "2026-02-30", "bad-value", "yyyy-mm-dd"),
    (kinds.Date(), "2025-02-29", "bad-value", "yyyy-mm-dd"),
    (kinds.Date(), "0000-01-01", "bad-value", "yyyy-mm-dd"),
    (kinds.Date(), "٢٠٢٦-٠١-١٦", "bad-value", "four digits"),
    (kinds.Date(), "2026-01-16T10:00:00Z", "bad-value", "four digits"),
    (kinds.Date(), "[2026-01-16]", "wrong-type", None),
    (kinds.Number(), "0", "bad-value", "counted from 1"),
    (kinds.Number(), "-1", "bad-value", "counted from 1"),
    (kinds.Number(), "9" * 5_000, "bad-value", "counted from 1"),
    (kinds.Number(), "0x10", "bad-value", "counted from 1"),
    (kinds.Number(), "one", "wrong-type", None),
    (kinds.Choice({"decided": "", "noted": ""}), "Decide", "bad-value", "did you mean `decided`?"),
    (kinds.Choice({"decided": "", "noted": ""}), "[decided]", "wrong-type", None),
    (kinds.Identifier(), "Ferry_Line", "bad-value", "write `ferry-line`"),
    (kinds.Identifier(), "-a", "bad-value", "write `a`"),
    (kinds.Identifier(), "a" * 81, "bad-value", None),
    (kinds.Identifier(), "\u0430bc", "bad-value", None),
    (kinds.Identifier(), '"a\\n"', "bad-value", None),
    (kinds.Identifier(letter=True), "1-2", "bad-value", "a name"),
    (kinds.Identifier(), "12", "wrong-type", 'put it in quotes: "12"'),
    (LANGUAGE, "English (UK)", "bad-value", None),
    (WEB_ADDRESS, "javascript:alert(1)", "bad-value", None),
    (WEB_ADDRESS, "https://a b", "bad-value", None),
    (SHA256, "g" * 64, "bad-value", "sha256sum"),
    (SHA256, "A" * 64, "bad-value", "small letters"),
    (ListOf(kinds.Text()), "a", "wrong-type", "`[a]`"),
    (ListOf(kinds.Text(), least=1), "[]", "bad-value", "at least one entry"),
    (ListOf(kinds.Text(), most=2), "[a, b, c]", "bad-value", "split"),
    (ListOf(kinds.Text(), distinct=True), "[a, b, a]", "bad-value", "first"),
    (ListOf(kinds.Text()), "[a, 1]", "wrong-type", "quotes"),
    (MapOf(kinds.Text(), kinds.Identifier()), "{A: b}", "bad-value", "write `a`"),
    (MapOf(kinds.Text(), kinds.Identifier()), "[a]", "wrong-type", None),
]


@pytest.mark.parametrize(("kind", "text", "wanted"), GOOD)
def test_good(kind: kinds.Kind, text: str, wanted: object) -> None:
    """What is right is decoded without a word, and a JSON Schema validator agrees."""
    assert decoded(kind, text) == (wanted, [])
    jsonschema.validate(as_json(value(text)), kind.schema())


@pytest.mark.parametrize(("kind", "text", "code", "hint"), BAD)
def test_bad(kind: kinds.Kind, text: str, code: str, hint: str | None) -> None:
    """What is wrong is one diagnostic with its place, and advice where there is some."""
    _, found = decoded(kind, text)
    assert [d.code for d in found] == [code]
    assert found[0].span is not None
    if hint is not None:
        assert any(hint in h.message for h in found[0].hints)


# What JSON Schema cannot say (which days there are, what is left after trimming), and what
# its validator in Python cannot see: huge numbers, and that ECMA's `$` is the very end.
BEYOND = {"2026-02-30", "2025-02-29", "0000-01-01", '"  "', "0x10", "9" * 5_000, '"a\\n"'}


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, t, _, _ in BAD if t not in BEYOND])
def test_bad_for_an_editor_too(kind: kinds.Kind, text: str) -> None:
    """An editor that validates against the JSON Schema refuses the same values."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_json(value(text)), kind.schema())


def test_misspelt_key_is_one_mistake() -> None:
    """A misspelt required key is reported once, and its value is used to check the rest."""
    fields, found = decoded(EVIDENCE, "source: a\nqoute: b\n")
    assert [d.code for d in found] == ["unknown-key"]
    assert found[0].hints[0].message == "did you mean `quote`?"
    assert fields.whole


def test_missing_and_unknown_keys() -> None:
    """Every missing key and every unknown key is reported."""
    fields, found = decoded(EVIDENCE, "zzz: 1\nyyy: 2\n")
    assert sorted(d.code for d in found) == ["missing-key"] * 2 + ["unknown-key"] * 2
    assert not fields.whole


def test_due_may_be_plain() -> None:
    """A due date may be a text alone."""
    fields, found = decoded(DUE, "early 2026")
    assert (fields.values, found) == ({"text": "early 2026"}, [])
    fields, found = decoded(DUE, "2026")
    assert [d.code for d in found] == ["wrong-type"]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_a_schema(kind: str) -> None:
    """Each JSON Schema is one of draft 2020-12 and can be written as JSON."""
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    json.dumps(schema)


def records(schema: Any) -> list[dict[str, Any]]:
    """All object schemas with properties inside a schema."""
    found = []
    if isinstance(schema, dict):
        if "properties" in schema:
            found.append(schema)
        for child in schema.values():
            found += records(child)
    elif isinstance(schema, list):
        for child in schema:
            found += records(child)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_schema_explains_each_key(kind: str) -> None:
    """Editors can show a title and a sentence for each key, and refuse unknown ones."""
    found = records(json_schema(kind))
    assert found
    for record in found:
        assert record["additionalProperties"] is False
        for one in record["properties"].values():
            assert one["title"]
            assert re.match(r"[A-Z].*\.", one["description"])


def data_files() -> list[tuple[str, Path]]:
    return [
        (kind, path)
        for root in WORKSPACES
        for kind, one in KINDS.items()
        for path in sorted(root.glob(one.glob))
    ]


@pytest.mark.parametrize(
    ("kind", "path"), data_files(), ids=[p.relative_to(ROOT).as_posix() for _, p in data_files()]
)
def test_example_files(kind: str, path: Path) -> None:
    """The example's files pass an independent validator, and with a stray key they do not."""
    data = as_json(value(path.read_text(encoding="utf-8")))
    validator = jsonschema.Draft202012Validator(json_schema(kind))
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors({**data, "stray": 1}))


def test_every_kind_has_an_example() -> None:
    """No kind of file goes untested."""
    assert {kind for kind, _ in data_files()} == set(KINDS)


@pytest.mark.parametrize(
    ("record", "model", "handled"),
    [
        (EVIDENCE, Evidence, {}),
        (DUE, Due, {"from": "derived_from"}),
        (OUTCOME, Outcome, {}),
        (MEETING, Meeting, {}),
        (THEME, Theme, {"assessment": "implications"}),
        (GLOSSARY_ENTRY, GlossaryEntry, {}),
        (
            SOURCE,
            Source,
            {"text": "archive", "sentences": "passages", "pages": "passages"},
        ),
    ],
)
def test_each_key_has_a_home(record: Record, model: type, handled: dict[str, str]) -> None:
    """A key that is declared in the schema arrives in its record."""
    names = {handled.get(key.name, key.name) for key in record.keys}
    assert names <= set(model.__dataclass_fields__)


def test_scalars_only() -> None:
    """The helper above sees scalars as the core schema does."""
    assert isinstance(value("a"), Scalar)
    assert as_json(value("{a: NO, b: [1, 1.5, true, ~]}")) == {"a": "NO", "b": [1, 1.5, True, None]}
