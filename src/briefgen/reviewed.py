"""Whether a Word file in the output folder is still as briefgen wrote it.

Whoever opens a brief in Word and saves it, with comments, changes or otherwise, has it packed
anew, and no program packs as briefgen does: every entry with the earliest date that a zip file
knows, and with the rights of a file on a Unix system. So no list of what was written is needed,
and files that were moved or came back by mail are known too.
"""

from __future__ import annotations

from pathlib import Path

#: A zip package, and the compound file that a password makes of it.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _RIGHTS = 3, 0o644 << 16


def worked_on(path: Path) -> bool:
    """Whether the file is a Word document that another program saved. An `OSError` is left
    to the caller."""
    with path.open("rb") as file:
        if not file.read(4).startswith(_OFFICE):
            return False
        import zipfile

        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return True  # locked, or nothing that we would have written
    return not all(
        entry.date_time == _DATE and entry.create_system == _UNIX and entry.external_attr == _RIGHTS
        for entry in entries
    )


def aside(path: Path) -> Path:
    """Copy a file that someone worked on to a name of its own beside it; where it is now."""
    content = path.read_bytes()
    number = 1
    while True:
        suffix = "-reviewed" if number == 1 else f"-reviewed-{number}"
        kept = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        try:
            with kept.open("xb") as file:
                file.write(content)
        except FileExistsError:
            if kept.read_bytes() == content:
                return kept
            number += 1
            continue
        return kept
