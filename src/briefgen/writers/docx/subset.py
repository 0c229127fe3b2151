"""Faces cut down to what a brief needs and made ready to travel in its file.

A reader without the brief's typefaces would see it in others; Word and LibreOffice read them
from the file (part 1, 17.8.1). The whole faces are four times as big, so HarfBuzz cuts them.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from briefgen.kept import kept, stamps
from briefgen.typefaces import FOLDER

#: What every Latin face keeps, so that a brief can be edited too: Latin with all its letters
#: for transliteration and Vietnamese, combining marks, punctuation, currencies, letterlike
#: symbols, arrows, a few of mathematics, geometric shapes.
LATIN: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x0259, 0x0259),
    (0x02B9, 0x02BF),
    (0x0300, 0x036F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2113, 0x2122),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
    (0x2248, 0x2265),
    (0x25A0, 0x25FF),
)
#: Kerning and the places of marks; Word asks for ligatures and the like only when told to.
_LATIN_FEATURES = ("kern", "mark", "mkmk")

# Bits of fsType in the table OS/2 (OpenType 1.9, "OS/2"): the four lowest say how a face may
# be embedded, none of them that it may be installed. A file that Word opens can be edited.
_USAGE, _EDITABLE, _WHOLE_ONLY, _BITMAPS_ONLY = 0x000F, 0x0008, 0x0100, 0x0200
_FS_TYPE_AT, _FS_TYPE_END = 8, 10
#: The family's name in the table `name`.
_FAMILY_NAME = 1


class UnusableFontError(Exception):
    """Why a face cannot travel in a file, in words that go on after "cannot be embedded:"."""


class Travelling(NamedTuple):
    """A face in its file: obfuscated, with the key that undoes it."""

    key: str
    data: bytes


def travelling(path: Path, family: str, characters: str, *, latin: bool) -> Travelling:
    """The face in `path` with the glyphs of `characters`, and with `latin` of all of `LATIN`.

    `family` is the name by which the brief asks for it. A face that is no TrueType, calls
    itself otherwise, or may not be embedded in a file that is edited is an
    `UnusableFontError`. Made once per process for the same arguments and version of the file.
    """
    try:
        stat = path.stat()
    except OSError as error:
        raise UnusableFontError(error.strerror or "it cannot be read") from error
    made = _made((str(path), stat.st_mtime_ns, stat.st_size), family, characters, latin)
    if isinstance(made, str):
        raise UnusableFontError(made)
    return made


@lru_cache(maxsize=64)
def _made(
    file: tuple[str, int, int], family: str, characters: str, latin: bool
) -> Travelling | str:
    data = _cut_and_kept(Path(file[0]), family, characters, latin)
    if isinstance(data, str):
        return data
    # The key need only be the same for the same face; the standard asks for a GUID.
    digest = hashlib.sha256(data).hexdigest().upper()
    key = f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}}}"
    return Travelling(key, obfuscated(data, key))


def _cut_and_kept(path: Path, family: str, characters: str, latin: bool) -> bytes | str:
    """What `_cut` gives; of a face of our own with nothing but `LATIN`, as most briefs have it,
    what it once gave."""
    engine = find_spec("uharfbuzz")
    if characters or not latin or path.parent != FOLDER or engine is None or not engine.origin:
        return _cut(path, family, characters, latin)
    parts = Path(engine.origin).parent.glob("_harfbuzz*")
    key = family, LATIN, _LATIN_FEATURES, stamps([path, *parts])
    return kept(path.stem, key, lambda: _cut(path, family, characters, latin))


def _cut(path: Path, family: str, characters: str, latin: bool) -> bytes | str:
    """The file of the face that is left, or why it cannot travel."""
    import uharfbuzz as hb

    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        return _refusal(face, family) or bytes(
            hb.subset(face, _wanted(characters, latin)).blob.data
        )
    except (hb.HarfBuzzError, OSError, RuntimeError, ValueError) as error:
        return f"it cannot be cut down ({type(error).__name__})"


def obfuscated(data: bytes, key: str) -> bytes:
    """A face with its first 32 bytes obfuscated, or the face itself again (17.8.1): they are
    combined, by exclusive or, with the bytes of the GUID from the last to the first, twice."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    head = bytes(byte ^ with_ for byte, with_ in zip(data, mask, strict=False))
    return head + data[len(mask) :]


def _refusal(face: Any, family: str) -> str:
    """Why a face may not be embedded or would not be found; empty when nothing speaks
    against it."""
    if "glyf" not in face.table_tags:
        return "it is no TrueType font"
    os2 = bytes(face.reference_table("OS/2").data)
    fs_type = int.from_bytes(os2[_FS_TYPE_AT:_FS_TYPE_END], "big")
    if fs_type & _USAGE and not fs_type & _EDITABLE:
        return f"its licence does not let it be embedded in a file for editing (fsType {fs_type})"
    if fs_type & (_WHOLE_ONLY | _BITMAPS_ONLY):
        return f"its licence does not let its outlines be cut down (fsType {fs_type})"
    name = face.get_name(_FAMILY_NAME)
    if name and name.casefold() != family.casefold():
        return f"it calls itself `{name}`, and Word looks for `{family}`"
    return ""


def _wanted(characters: str, latin: bool) -> Any:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(map(ord, characters))
    if latin:
        for first, last in LATIN:
            wanted.unicode_set.add_range(first, last)
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update(
            int.from_bytes(tag.encode(), "big") for tag in _LATIN_FEATURES
        )
    return wanted
