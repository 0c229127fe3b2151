"""Files of a workspace read into text, with a diagnostic for each that cannot be."""

from __future__ import annotations

import stat
from pathlib import Path

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.regex import regex
from briefgen.text import SourceText, Span

#: The most bytes that a data file, an archived text and an original may have.
DATA_LIMIT = 16 * 1024 * 1024
TEXT_LIMIT = 32 * 1024 * 1024
ORIGINAL_LIMIT = 512 * 1024 * 1024

# Controls, and what turns the direction of the text around or hides in it: readers would see
# other words than programs. `briefgen add` leaves the same out.
_CONTROL = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


def shown(name: str) -> str:
    """A file's name as it can be printed: what cannot be printed becomes U+FFFD."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def names_in(folder: Path, path: str) -> tuple[list[str], list[Diagnostic]]:
    """The names in a folder in alphabetical order, without hidden ones; none when there is
    no such folder. `path` is how messages call the folder."""
    try:
        names = [entry.name for entry in folder.iterdir()]
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [_unreadable(path, error)]
    return sorted(name for name in names if not name.startswith(".")), []


def read(
    file: Path, path: str, *, archived: bool = False
) -> tuple[SourceText | None, list[Diagnostic]]:
    """The text of a UTF-8 file. A byte order mark at its start is not part of the text.

    An archived text may neither have a byte order mark nor hold control characters: offsets
    count every character of it, and all of it may have to be printed.
    """
    content, problem = _content(file, path, TEXT_LIMIT if archived else DATA_LIMIT)
    if content is None:
        return None, [problem] if problem else []
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [_encoding(path, "this is UTF-16, or no text at all")]
    if (zero := content.find(0)) >= 0:
        line = content.count(b"\n", 0, zero) + 1
        return None, [_encoding(path, f"a zero byte stands in line {line}")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{content[error.start]:02X} in line {line} is not"
        return None, [_encoding(path, what)]
    if not archived:
        return SourceText(path, text.removeprefix("\ufeff")), []
    source = SourceText(path, text)
    if text.startswith("\ufeff"):
        message = "an archived text is plain UTF-8; this one begins with a byte order mark"
        hint = Hint("save it as UTF-8 without a byte order mark, and archive it anew")
        span = Span(path, 0, 1)
        return source, [Diagnostic("file-encoding", message, span, hints=(hint,))]
    if bad := _CONTROL.search(text):
        message = (
            "an archived text holds no control characters; "
            f"here stands U+{ord(bad.group()):04X}, which cannot be printed"
        )
        hint = Hint("delete it, or replace it with a space, and archive the text anew")
        span = Span(path, bad.start(), bad.end())
        return source, [Diagnostic("file-encoding", message, span, hints=(hint,))]
    return source, []


def _content(file: Path, path: str, limit: int) -> tuple[bytes | None, Diagnostic | None]:
    try:
        info = file.stat()
        if not stat.S_ISREG(info.st_mode):
            return None, _no_file(path)
        if info.st_size > limit:
            return None, _too_big(path, info.st_size, limit)
        with file.open("rb") as stream:
            content = stream.read(info.st_size + 1)
            if len(content) > info.st_size:  # it has grown since
                content += stream.read(limit)
    except FileNotFoundError:
        message = "every file that the data names must be there; this one is missing"
        hint = Hint("put the file there, or see where a link leads")
        return None, Diagnostic("file-missing", message, path=path, hints=(hint,))
    except OSError as error:
        return None, _unreadable(path, error)
    if len(content) > limit:
        return None, _too_big(path, len(content), limit)
    return content, None


def original_problem(file: Path) -> str:
    """Why the original of a source cannot be used, in words that follow "this one"; empty
    when nothing is wrong. Its content is not looked at."""
    try:
        info = file.stat()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {reason(error)}"
    if not stat.S_ISREG(info.st_mode):
        return "is no file"
    if info.st_size > ORIGINAL_LIMIT:
        return f"has {info.st_size:,} bytes; {ORIGINAL_LIMIT:,} are allowed"
    return ""


def leads_out(folder: Path, name: str) -> bool:
    """Whether a file of that name, links followed, is outside its folder."""
    try:
        file = folder / name
        if "/" not in name and not file.is_symlink():
            return False
        return not file.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # a loop of links (before Python 3.13): reading it says so
        return False
    except (OSError, ValueError):  # a name that cannot be
        return True


def reason(error: OSError) -> str:
    """An operating system's reason, in lower case and without numbers and paths."""
    return (error.strerror or "the system gives no reason").lower()


def _unreadable(path: str, error: OSError) -> Diagnostic:
    message = f"a file must be readable; this one is not: {reason(error)}"
    hint = Hint("see to its permissions, and to where a link leads")
    return Diagnostic("file-unreadable", message, path=path, hints=(hint,))


def _no_file(path: str) -> Diagnostic:
    message = "a file must be readable; this is a folder, or no plain file"
    hint = Hint("move it away, and put the file there")
    return Diagnostic("file-unreadable", message, path=path, hints=(hint,))


def _too_big(path: str, size: int, limit: int) -> Diagnostic:
    message = f"a file must be of a sensible size: at most {limit:,} bytes; this has {size:,}"
    return Diagnostic("file-unreadable", message, path=path, hints=(Hint("split it"),))


def _encoding(path: str, what: str) -> Diagnostic:
    hint = Hint("open it in an editor and save it as UTF-8")
    return Diagnostic("file-encoding", f"text files are UTF-8; {what}", path=path, hints=(hint,))
