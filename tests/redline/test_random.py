"""Accepting all changes gives the new text, rejecting all the old one, whatever was edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from briefgen.redline import redline
from briefgen.writers.docx import write

from ..writers.docx.lint import lint
from .drafts import document, edited
from .pandoc_text import read
from .settled import story

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


def files(drafts: tuple[list[Any], list[Any]]) -> tuple[bytes, bytes, bytes]:
    """The old file, the new one, and the changes between them."""
    old, new = (write(document(draft))[0] for draft in drafts)
    made, problems = redline(old, new, ("old.docx", "new.docx"))
    assert made is not None
    assert problems == []
    assert made.diagnostics == ()
    return old, new, made.data


@settings(max_examples=120, deadline=None, suppress_health_check=SLOW)
@given(drafts=edited())
def test_by_the_standard(drafts: tuple[list[Any], list[Any]]) -> None:
    """By the clauses of ECMA-376, read on their own."""
    old, new, made = files(drafts)
    assert story(made, "accept") == story(new, "accept")
    assert story(made, "reject") == story(old, "accept")


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(drafts=edited())
def test_by_pandoc(drafts: tuple[list[Any], list[Any]], tmp_path: Path) -> None:
    """By pandoc, with looks, lists, links, tables and notes."""
    pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    # Pandoc does not know that a paragraph may have had another style: the last ones, which
    # are made one, are the same here.
    end = ("paragraph", [("plain", "The end.")])
    drafts = ([*drafts[0], end], [*drafts[1], end])
    paths = [tmp_path / name for name in ("old.docx", "new.docx", "redline.docx")]
    for path, data in zip(paths, files(drafts), strict=True):
        path.write_bytes(data)
    old, new, made = paths
    assert read(made, "accept") == read(new)
    assert read(made, "reject") == read(old)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(drafts=edited())
def test_lint_finds_nothing(drafts: tuple[list[Any], list[Any]]) -> None:
    """Bookmarks, notes, lists and relations are whole."""
    assert lint(files(drafts)[2]) == []


def test_the_same_bytes() -> None:
    """Two runs, one file."""
    drafts = ([("paragraph", [("note", "old words")])], [("paragraph", [("note", "new words")])])
    assert files(drafts) == files(drafts)
