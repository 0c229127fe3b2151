"""`source.yaml` with some keys written anew: however it is laid out, the others stay."""

from __future__ import annotations

import pytest

from briefgen.drift.archive import described
from briefgen.text import SourceText
from briefgen.workspace import values

BLOCKS = {
    "retrieved": None,
    "text": ["text: {file: text.txt, sha256: new}"],
    "passages": ["passages:", "  - {passage: 2, kind: title}"],
    "sentences": None,
    "previous": ["previous:", "  - {folder: versions/1, sha256: old}"],
}
LAYOUTS = {
    "plain": "title: A\ntext: {file: text.txt, sha256: old}\nretrieved: 2024-03-05\nlanguage: en\n",
    "no line end": "title: A\nlanguage: en\ntext: {file: text.txt, sha256: old}",
    "windows": "title: A\r\ntext:\r\n  file: text.txt\r\n  sha256: old\r\nlanguage: en\r\n",
    "begun and commented": (
        "# by hand\n---\ntitle: A   # as printed\n\n# the text\ntext:   # its file\n"
        "  file: text.txt\n\n  sha256: old   # counted\n# the rest\nlanguage: en # really\n"
    ),
    "quoted keys": '"title": A\n"text": {file: text.txt, sha256: old}\n\'language\': en\n',
    "lists over lines": (
        "title: A\npassages: [\n  {passage: 1, kind: title},  # one\n"
        "  {passage: 3, kind: caption}]\nlanguage: en\nsentences:\n"
        "- passage: 2\n  text: >\n    They agreed\n    on tariffs.\n"
        "  kind: repeat\n  of: 3\n"
        "text: {file: text.txt,\n  sha256: old}\n"
    ),
    "folded title": "text: {file: text.txt, sha256: old}\ntitle: >\n  A\n\nlanguage: en\n",
    "on one line": "{title: A, text: {file: text.txt, sha256: old}, language: en}\n",
    "braces over lines": "{title: A,\n text: {file: text.txt, sha256: old},\n language: en}\n",
}


def read(text: str) -> dict[str, object]:
    value, found = values.parse(SourceText("source.yaml", text))
    assert [d for d in found if d.severity == "error"] == []
    return plain(value)  # type: ignore[return-value]


def plain(value: values.Value | None) -> object:
    match value:
        case values.Mapping():
            return {key: plain(held) for key, held in value.entries.items()}
        case values.Sequence():
            return [plain(item) for item in value.items]
        case values.Scalar():
            return value.text.strip()
    return None


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_other_keys_stay(layout: str) -> None:
    assert read(layout)["title"] == "A"
    made = described(SourceText("source.yaml", layout), BLOCKS)
    assert made is not None
    assert read(made) == {
        "title": "A",
        "language": "en",
        "text": {"file": "text.txt", "sha256": "new"},
        "passages": [{"passage": "2", "kind": "title"}],
        "previous": [{"folder": "versions/1", "sha256": "old"}],
    }


def test_comments_stay() -> None:
    made = described(SourceText("source.yaml", LAYOUTS["begun and commented"]), BLOCKS)
    assert made is not None
    for words in ("# by hand", "# as printed", "# the text", "# the rest", "# really"):
        assert words in made


@pytest.mark.parametrize(
    "layout",
    [
        "title: A\ntext: &file {file: text.txt, sha256: old}\noriginal: *file\nlanguage: en\n",
        "title: A\nlanguage: en\ntext: {file: text.txt, sha256: old}\n...\n",
    ],
    ids=["an anchor that is used elsewhere", "an end mark"],
)
def test_what_cannot_be_changed_in_place_is_refused(layout: str) -> None:
    """Rather than written wrong."""
    assert described(SourceText("source.yaml", layout), BLOCKS) is None
