"""Characters that make readers see other words than the checks are refused at every door."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.brief.library import Library, LibraryError
from briefgen.brief.pieces import one_line
from briefgen.ingest.characters import printable
from briefgen.text import SourceText
from briefgen.workspace import files, values

#: An override of direction, an isolate, and a letter of Unicode's invisible tags (23.2, 23.9).
UNSEEN = ["\u202e", "\u2066", "\U000e0041"]
#: Marks that writers of Hebrew or Arabic need, and a joiner: they hide nothing and turn nothing.
HARMLESS = "a\u200eb\u200fc\u200dd"


@pytest.mark.parametrize("unseen", UNSEEN)
def test_in_a_data_file(unseen: str) -> None:
    """As it is, and as an escape."""
    for text in (f"title: 1{unseen}5\n", f'title: "1\\U{ord(unseen):08x}5"\n'):
        _, found = values.parse(SourceText("t.yaml", text))
        assert [(one.code, one.severity) for one in found] == [("yaml-syntax", "error")]
        assert f"U+{ord(unseen):04X}" in found[0].message


@pytest.mark.parametrize("unseen", UNSEEN)
def test_in_an_archived_text(unseen: str, tmp_path: Path) -> None:
    """A text that was not archived by `briefgen add` is held to the same rule."""
    file = tmp_path / "text.txt"
    file.write_text(f"They pledged 1{unseen}5 guilders.\n", encoding="utf-8")
    _, found = files.read(file, "text.txt", archived=True)
    assert [one.code for one in found] == ["file-encoding"]
    assert printable(f"1{unseen}5")[0] == "15"


@pytest.mark.parametrize("unseen", [*UNSEEN, "\0"])
def test_in_a_template(unseen: str, tmp_path: Path) -> None:
    """The file and the line are named; what an escape in a template makes is a visible sign."""
    (tmp_path / "ours").mkdir()
    file = tmp_path / "ours" / "template.md.j2"
    file.write_text(f"# Title\n\n1{unseen}5\n", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"line 3 .* U\+") as told:
        Library(tmp_path, tmp_path).read(file)
    assert told.value.code == "file-encoding"
    assert one_line(f"1{unseen}5") == "1\ufffd5"


def test_harmless(tmp_path: Path) -> None:
    """What other scripts need is left alone."""
    value, found = values.parse(SourceText("t.yaml", f"title: {HARMLESS}\n"))
    assert isinstance(value, values.Mapping)
    assert not found
    assert one_line(HARMLESS) == HARMLESS
    file = tmp_path / "text.txt"
    file.write_text(HARMLESS + "\n", encoding="utf-8")
    assert files.read(file, "text.txt", archived=True)[1] == []
