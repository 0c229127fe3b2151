"""Opening office files that someone else made."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping

import pytest

from briefgen.packages import LIMITS, Limits, PackageError, read_package

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts, with content types."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in {"[Content_Types].xml": TYPES, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    """Why a file is refused."""
    with pytest.raises(PackageError) as caught:
        read_package(data, limits)
    return str(caught.value)


def test_parts_by_name() -> None:
    """Each part with its bytes, folders left out."""
    data = package({"word/document.xml": b"<d/>", "word/media/": b"", "word/media/a.png": b"\x89"})
    assert read_package(data) == {
        "[Content_Types].xml": TYPES,
        "word/document.xml": b"<d/>",
        "word/media/a.png": b"\x89",
    }


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no zip file"),
        (b"{\\rtf1 hello}", "no zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "locked with a password"),
        (package({})[:-30], "no zip file"),
        (package({"word/x.xml": b"<d/>" * 50}).replace(b"word", b"wor\\"), "name"),
        (package({"../x.xml": b"<d/>"}), "name"),
        (package({"/x.xml": b"<d/>"}), "name"),
        (package({"c:/x.xml": b"<d/>"}), "name"),
        (package({"a.xml": b"<d/>", "A.XML": b"<d/>"}), "two parts"),
        (package({"a.xml": b"<d/>"}, zipfile.ZIP_LZMA), "OPC does not know"),
        (package({"a.xml": b'<!DOCTYPE d [<!ENTITY e "x">]><d/>'}), "DTD"),
        (package({"a.rels": b"<?xml version='1.0'?>" + b" " * 9000 + b"<!DOCTYPE d><d/>"}), "DTD"),
        (package({"a.xml": "<!DOCTYPE d><d/>".encode("utf-16")}), "DTD"),
        (package({"a.xml": b'<?xml version="1.0" encoding="UTF-7"?><d/>'}), "UTF-8"),
    ],
)
def test_refused(data: bytes, why: str) -> None:
    """What is no office file, or not safe to open, is refused with the reason."""
    assert why in refused(data)


def test_no_content_types() -> None:
    """A zip file of another kind is none of ours."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "content types" in refused(buffer.getvalue())


def test_encrypted() -> None:
    """An entry with the encryption flag is not even tried."""
    data = bytearray(package({"a.xml": b"<d/>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == "it is encrypted"


def test_a_bomb_is_not_unpacked() -> None:
    """100 MiB in 100 KiB: refused by what the directory says, in little memory."""
    bomb = package({"word/document.xml": bytes(100 << 20)})
    assert len(bomb) < 200_000
    tracemalloc.start()
    assert "unpack to far more" in refused(bomb)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size() -> None:
    """The directory says 1,000 bytes: found out after one step."""
    bomb = bytearray(package({"word/document.xml": bytes(100 << 20)}))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 1000)
    tracemalloc.start()
    assert "damaged" in refused(bytes(bomb)) or "size" in refused(bytes(bomb))
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_limits() -> None:
    """The number of parts, the sum of their sizes and the file itself are bounded."""
    data = package({f"{n}.bin": b"x" * 1000 for n in range(20)})
    assert len(read_package(data)) == 21
    assert "more than 10 parts" in refused(data, Limits(parts=10))
    assert "unpack" in refused(data, Limits(total=10_000))
    assert "unpack" in refused(data, Limits(part=999))
    assert "larger than 0 MiB" in refused(data, Limits(file=100))


@pytest.mark.parametrize("cut", range(0, 400, 13))
def test_damaged_anywhere(cut: int) -> None:
    """A file that is cut off is refused, never an exception of another kind."""
    data = package({"word/document.xml": b"<d>" + bytes(range(65, 91)) * 40 + b"</d>"})
    assert refused(data[: min(cut, len(data) - 23)])


def test_a_part_without_a_name() -> None:
    """No such file is whole: it is refused, whatever else is in it."""
    data = package({"x": b"<d/>"})
    at = data.rindex(b"PK\x01\x02")  # the directory's entry of the last part
    assert data[at + 46 : at + 47] == b"x"
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    end = nameless.rindex(b"PK\x05\x06")
    size = struct.unpack("<L", nameless[end + 12 : end + 16])[0] - 1
    nameless = nameless[: end + 12] + struct.pack("<L", size) + nameless[end + 16 :]
    assert refused(nameless) == "it is a damaged zip file"
