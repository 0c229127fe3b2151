"""Whatever the files hold, loading ends with diagnostics, never with a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen.text import SourceText
from briefgen.workspace.load import load
from briefgen.workspace.values import parse

MINIMAL = Path(__file__).parent / "minimal"
FILES = sorted(p.relative_to(MINIMAL).as_posix() for p in MINIMAL.rglob("*") if p.is_file())
GLOSSARY = "briefs/glossary.yaml"

quick = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """One copy of the minimal workspace; each example puts back what it changed."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "w"
        shutil.copytree(MINIMAL, root)
        yield root


def load_with(root: Path, path: str, content: bytes) -> None:
    """Loads the workspace with a file's content replaced, and holds what must always hold."""
    file = root / path
    kept = file.read_bytes() if file.exists() else None
    file.write_bytes(content)
    try:
        workspace, texts, found = load(root)
    finally:
        file.write_bytes(kept) if kept is not None else file.unlink()
    assert workspace is not None
    for diagnostic in found:
        assert diagnostic.span is not None or diagnostic.path is not None
        assert diagnostic.message
        for span in (diagnostic.span, *(hint.span for hint in diagnostic.hints)):
            if span is not None:
                assert 0 <= span.start <= span.end <= len(texts[span.path].text)
    for outcome in workspace.outcomes():
        assert outcome.evidence
        assert all(one.source in workspace.sources for one in outcome.evidence)
        text = texts[outcome.span.path].text
        assert outcome.id in text[outcome.span.start : outcome.span.end]


@quick
@given(path=st.sampled_from([*FILES, GLOSSARY]), content=st.binary(max_size=300))
def test_any_bytes(root: Path, path: str, content: bytes) -> None:
    """Any bytes in any file."""
    load_with(root, path, content)


@quick
@given(
    path=st.sampled_from([*FILES, GLOSSARY]),
    content=st.text("abk:-[]{}&*!|>'\"%@`#,?~<0.=\n\t \\é\u2028\ufeff", max_size=120),
)
@example(path=FILES[0], content="? a\n? b\n")
@example(path=FILES[0], content="&a : *a")
@example(path=FILES[0], content="- &a\n- *a")
@example(path=FILES[0], content="&a &b c")
@example(path=FILES[0], content="*a : b")
@example(path=FILES[0], content="!<")
@example(path=FILES[0], content="?")
def test_any_yaml_like_text(root: Path, path: str, content: str) -> None:
    """Any text made of what has a meaning in YAML."""
    load_with(root, path, content.encode("utf-8"))


PIECES = st.sampled_from(
    ["", " ", "\n", "\t", ":", ": ", "- ", "[", "]", "{", "}", '"', "'", "&a ", "*a", "!x ", "#",
     "~", "0", "-1", "2026-02-30", "NO", "...\n", "---\n", "<<: ", "\u2028", "\ufeff", "\x00",
     "é" * 90, "[" * 40, "../", "\\", "|\n", ">\n", "? ", "\r", "\U0001f600"]
)  # fmt: skip


@quick
@given(data=st.data(), path=st.sampled_from([p for p in FILES if p.endswith(".yaml")]))
def test_any_change_of_a_valid_file(root: Path, path: str, data: st.DataObject) -> None:
    """A valid file with pieces cut out, put in or doubled."""
    text = (MINIMAL / path).read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        piece = data.draw(PIECES | st.just(text[start:end] * 2))
        text = text[:start] + piece + text[end:]
    load_with(root, path, text.encode("utf-8", "surrogatepass"))


@quick
@given(st.text(max_size=200))
def test_parse_any_text(text: str) -> None:
    """The parser takes any text, lone surrogates included."""
    value, found = parse(SourceText("f.yaml", text))
    assert value is not None or found
