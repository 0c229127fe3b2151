"""PDFs that are locked, damaged or made to do harm: refused, within bounds, in plain words."""

from __future__ import annotations

import io
import sys
import time
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.ingest import pdf as module
from briefgen.ingest.pdf import read

from .conftest import HELVETICA, STATEMENT, in_columns, objects, one_page, reading, refused, stream

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
FLATE = b"/Filter/FlateDecode"


def _gibibyte() -> bytes:
    """A gibibyte of spaces, packed into one megabyte."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()


def _forms(depth: int) -> bytes:
    """Forms that draw each other three times each."""
    inside = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    chain = [stream(b"/X Do /X Do /X Do", inside % (6 + n)) for n in range(depth)]
    last = stream(b"0 0 m", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return one_page(stream(b"/X Do"), b"<</XObject<</X 5 0 R>>>>", *chain, last)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bounds of memory are Linux's")
@pytest.mark.parametrize("name", ["bomb", "bomb in a bomb", "forms", "a form in itself"])
def test_bombs_break_off_in_their_own_process(name: str) -> None:
    """They are refused within the bounds of the child, and we are still here to say so."""
    bomb = _gibibyte()
    twice = stream(zlib.compress(bomb, 9), b"/Filter[/FlateDecode/FlateDecode]")
    itself = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources"
                    b"<</XObject<</X 5 0 R>>>>")  # fmt: skip
    data = {
        "bomb": lambda: one_page(stream(bomb, FLATE)),
        "bomb in a bomb": lambda: one_page(twice),
        "forms": lambda: _forms(30),
        "a form in itself": lambda: one_page(stream(b"/X Do"), b"<</XObject<</X 5 0 R>>>>", itself),
    }[name]()
    assert len(data) < 2 << 20
    start = time.monotonic()
    code, message = refused(data)
    assert code == "source-unusable"
    assert "break off" in message or "memory" in message
    assert time.monotonic() - start < 60


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long is given up."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    code, message = refused(in_columns(STATEMENT))
    assert code == "source-unusable"
    assert "longer" in message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (objects(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "damaged"),
        (objects(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), "damaged"),
        (objects(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", PAGE), "has none"),
        (objects(CATALOG, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % n
                            for n in range(3, 4000)), PAGE), "damaged"),
        (objects(CATALOG, b"<</Type/Pages/Kids[%s]/Count 2500>>"
                 % b" ".join(b"%d 0 R" % n for n in range(3, 2503)), *[PAGE] * 2500),
         "2,500 pages"),
        (one_page(stream(b"BT ET")), "has none"),
    ],
    ids=["empty", "head", "loop", "no-pages", "huge-count", "deep", "many", "blank"],
)  # fmt: skip
def test_damaged_files_are_refused(data: bytes, said: str) -> None:
    _, message = refused(data)
    assert said in message


def test_a_file_that_breaks_off() -> None:
    """Cut anywhere, a file is read as far as it goes or refused; nothing else happens."""
    data = in_columns(STATEMENT * 2)
    for share in (10, 50, 90, 99):
        found, problems = read(data[: len(data) * share // 100], "a.pdf")
        assert (found is None) == bool(problems)


@pytest.mark.parametrize(("user", "opens"), [("secret", False), ("", True)])
def test_locked_files(user: str, opens: bool) -> None:
    """A file that asks for a password is refused; one that only forbids to change it is not."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(in_columns(STATEMENT))) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user=user))
    if opens:
        assert reading(made.getvalue()).blocks
    else:
        code, message = refused(made.getvalue())
        assert code == "source-unusable"
        assert "password" in message


def test_too_many_glyphs_are_bounded() -> None:
    """A page of a million letters takes seconds, not minutes."""
    text = b"BT /F1 12 Tf 72 700 Td " + b"(abcdefghij klmnopqrst) Tj 0 -1 Td " * 50_000 + b"ET"
    start = time.monotonic()
    read(one_page(stream(zlib.compress(text), FLATE), HELVETICA), "a.pdf")
    assert time.monotonic() - start < 40


def test_xmp_may_not_declare_entities() -> None:
    """Metadata with a DTD proposes nothing."""
    packet = (
        b'<!DOCTYPE x [<!ENTITY e "ha">]><x:xmpmeta xmlns:x="adobe:ns:meta/"><!DOCTYPE y>'
        b'<t xmlns="http://purl.org/dc/elements/1.1/"><title>&e;</title></t></x:xmpmeta>'
    )
    data = one_page(
        stream(b"BT /F1 12 Tf 72 700 Td (They met in Lutz.) Tj ET"), HELVETICA, stream(packet)
    )
    assert not reading(data).proposals


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 6000))
def test_no_bytes_make_it_raise(noise: bytes, place: int) -> None:
    """Whatever stands in a file, it is read or refused."""
    data = bytearray(DOCUMENT)
    data[place % len(data) : place % len(data) + len(noise)] = noise
    found, problems = read(bytes(data), "a.pdf")
    assert (found is None) == bool(problems)


DOCUMENT = in_columns(STATEMENT)
