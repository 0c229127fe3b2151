"""Word files that are damaged, locked or made to do harm: refused, quickly and in plain words."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.ingest.docx import read

from .conftest import NAMES, Word, p, pack, parts_of, r, refused, texts

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9)).replace("&a0;", "&a;")
    + "]>"
)
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(("dtd", "entity"), [(LAUGHS, "&a8;"), (XXE, "&e;")])
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "docProps/core.xml"])
def test_dtds_are_refused(dtd: str, entity: str, part: str) -> None:
    """Billion laughs and external entities, in whatever part."""
    parts = parts_of(p("Text."), footnotes="", core="<c/>")
    parts[part] = f"{dtd}<w:x {NAMES}>{entity}</w:x>"
    code, message = refused(pack(parts))
    assert code == "source-unusable"
    assert "declares a DTD" in message
    _, [problem] = read(pack(parts), "statement.docx")
    assert problem.hints[0].message.startswith("do not open it")


def test_a_bomb_is_refused_in_little_memory() -> None:
    """1 MB that would unpack to 1 GiB; the file itself says so, or lies about it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(p("Text.")).items():
            if name != "word/document.xml":
                archive.writestr(name, content)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(b" " * (1 << 20))
    data = buffer.getvalue()
    size = (1 << 30).to_bytes(8, "little")
    lying = data.replace(size, (1000).to_bytes(8, "little"))
    assert lying != data
    for bomb in (data, lying):
        tracemalloc.start()
        start = time.monotonic()
        found, [problem] = read(bomb, "statement.docx")
        assert (found, problem.code) == (None, "source-unusable")
        assert problem.hints[0].message.startswith("do not open it")
        assert time.monotonic() - start < 5
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
        tracemalloc.stop()


def test_macros_are_refused() -> None:
    """A file with programs in it, whatever its name ends in."""
    parts = parts_of(p("Text."))
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    assert "macros" in refused(pack(parts))[1]
    found, [problem] = read(pack(parts), "statement.docm")
    assert found is None
    assert "without macros" in problem.hints[0].message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no zip file"),
        (b"PK\x03\x04 and then nothing", "no zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password"),
        (pack({"a.txt": "x"}), "no office file"),
        (pack(parts_of(p("Text.")))[:-200], "no zip file"),
        (pack(parts_of(p("A & B"))), "no well-formed XML"),
        (pack(parts_of("<w:p>" * 2000 + "</w:p>" * 2000)), "no well-formed XML"),
    ],
)
def test_damaged_files_are_refused(data: bytes, said: str) -> None:
    code, message = refused(data)
    assert code == "source-unusable"
    assert said in message


def test_a_file_without_text_says_so() -> None:
    code, _ = refused(pack(parts_of(p(""))))
    assert code == "source-without-text"


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 120 + p("In.") + "</w:sdtContent></w:sdt>" * 120,
        "<w:tbl><w:tr><w:tc>" * 80 + p("In.") + "</w:tc></w:tr></w:tbl>" * 80,
        "".join(f"<w:sdt><w:sdtContent>{p('In.')}</w:sdtContent></w:sdt>" for _ in range(20_000)),
        p(*("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" for _ in range(20_000)), "In."),
        p(*(f"<w:ins>{r(f'In {n * 7919} ')}</w:ins>" for n in range(20_000))),
    ],
    ids=["controls", "tables", "many-controls", "fields", "insertions"],
)
def test_strange_shapes_are_read_quickly(word: Word, body: str) -> None:
    """Nesting and numbers that no writer makes take no longer than their size."""
    start = time.monotonic()
    assert texts(word(body))[0].startswith("In")
    assert time.monotonic() - start < 10


def test_styles_and_lists_in_circles(word: Word) -> None:
    """A style that is based on itself, by way of others, ends; so does a list's definition."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="S{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>'
    reading = word(p("Text.", style="S1") + p("More.", look=listed), styles=styles,
                   numbering=numbering)  # fmt: skip
    assert texts(reading) == ["Text.", "More."]


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_every_word_arrives(paragraphs: list[str]) -> None:
    """The words of plain paragraphs are archived, all of them, in order and once."""
    escaped = [
        t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for t in paragraphs
    ]
    found, _ = read(pack(parts_of("".join(p(r(t)) for t in escaped))), "a.docx")
    wanted = " ".join(paragraphs).split()
    assert " ".join(texts(found)).split() == wanted if found else not wanted


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 3000))
def test_no_bytes_make_it_raise(noise: bytes, place: int) -> None:
    """Whatever stands in a file, it is read or refused."""
    data = bytearray(pack(parts_of(p("Text.", style="A"), styles="<w:style/>")))
    data[place % len(data) : place % len(data) + len(noise)] = noise
    found, problems = read(bytes(data), "a.docx")
    assert (found is None) == bool(problems)
