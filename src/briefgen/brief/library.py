"""The template files: where they are, how they are named, how they are read.

A template is a folder with `template.md.j2` and, if it likes, `style.yaml`. Those of the
workspace (`templates/`) stand before the built-in ones of the same name; `builtin/NAME`
always means the built-in one, so that an office can shadow a template and extend it.
Nothing outside these folders can be named, also not through a symbolic link.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from briefgen.record import record
from briefgen.regex import regex
from briefgen.text import SourceText, Span

TEMPLATE_FILE = "template.md.j2"
STYLE_FILE = "style.yaml"
BUILTIN = "builtin/"

#: The most bytes a template file may have.
MAX_BYTES = 256 * 1024

#: Characters that no name of a template file has: other systems' separators and drives.
_NEVER = frozenset("\\:\0")
# Controls, and what turns the direction of a text around or hides in it.
_UNSEEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


class LibraryError(Exception):
    """A template file that cannot be had: `code` is the diagnostic's, `path` the file's."""

    def __init__(self, code: str, message: str, path: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path


@record
class Library:
    """The folders that templates are looked up in. `root` is the workspace's folder:
    paths in messages are relative to it."""

    root: Path
    builtin: Path
    workspace: Path | None = None

    def names(self) -> Mapping[str, Path]:
        """Every template by name with its folder; the workspace's own come first."""
        found: dict[str, Path] = {}
        for folder in self._folders():
            try:
                children = sorted(folder.iterdir())
            except OSError:  # there is none, or it cannot be read, which the plan reports
                continue
            for child in children:
                if os.path.isfile(child / TEMPLATE_FILE):  # noqa: PTH113 - as below
                    found.setdefault(child.name, child)
        return dict(sorted(found.items()))

    def find(self, name: str) -> Path | None:
        """The file of a name such as `policy-brief/template.md.j2`; None when there is none.

        Raises `LibraryError` (`template-forbidden`) for a name that leads out.
        """
        parts = name.split("/")
        if any(part in ("", ".", "..") or not _NEVER.isdisjoint(part) for part in parts):
            raise LibraryError("template-forbidden", f"`{name}` leads out of them", name)
        folders = self._folders()
        if name.startswith(BUILTIN):
            folders, parts = [self.builtin], parts[1:]
        for folder in folders:
            path = folder.joinpath(*parts)
            if os.path.isfile(path):  # noqa: PTH113 - Path raises where it may not look
                # A link may point elsewhere in the same folder, never out of it.
                if not path.resolve().is_relative_to(folder.resolve()):
                    raise LibraryError(
                        "template-forbidden",
                        f"`{name}` is a link that leads out of them",
                        self.shown(path),
                    )
                return path
        return None

    def read(self, path: Path) -> SourceText:
        """The text of a template file; raises `LibraryError` when it cannot be read."""
        shown = self.shown(path)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise LibraryError(
                    "template-limits",
                    f"a template file has at most {MAX_BYTES // 1024} KiB",
                    shown,
                )
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            reason = (error.strerror or "the system gives no reason").lower()
            raise LibraryError("file-unreadable", f"`{shown}` is not: {reason}", shown) from None
        except UnicodeDecodeError:
            raise LibraryError("file-encoding", f"`{shown}` is not UTF-8", shown) from None
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        if bad := _UNSEEN.search(text):
            line = text.count("\n", 0, bad.start()) + 1
            what = f"line {line} of `{shown}` has U+{ord(bad[0]):04X}, which nobody can see"
            raise LibraryError("file-encoding", what, shown)
        return SourceText(shown, text)

    def is_builtin(self, path: Path) -> bool:
        """Whether a template file belongs to the package, and not to a workspace."""
        return path.is_relative_to(self.builtin)

    def shown(self, path: Path) -> str:
        """The path as messages name it: relative to the workspace, else `builtin/…`."""
        for base, prefix in ((self.root, ""), (self.builtin, BUILTIN)):
            if path.is_relative_to(base):
                return prefix + path.relative_to(base).as_posix()
        if self.workspace is not None and path.is_relative_to(self.workspace):
            return "templates/" + path.relative_to(self.workspace).as_posix()
        return path.name

    def _folders(self) -> list[Path]:
        own = [self.workspace] if self.workspace is not None else []
        return [*own, *([self.builtin] if self.builtin not in own else [])]


@lru_cache(maxsize=8)
def shipped_lines(builtin: Path) -> frozenset[str]:
    """The lines of all built-in templates, without white space around them."""
    texts = [path.read_text("utf-8") for path in sorted(builtin.glob("*/*.j2"))]
    return frozenset(line.strip() for text in texts for line in text.splitlines())


def span_of(text: SourceText, line: int, *needles: str) -> Span:
    """The span of the first of some words that stands on a line, else of the line."""
    content = text.line(line)
    start = text.offset(line, 1)
    for needle in filter(None, needles):
        before = r"(?<!\w)" if needle[0].isalnum() or needle[0] == "_" else ""
        after = r"(?!\w)" if needle[-1].isalnum() or needle[-1] == "_" else ""
        found = re.search(before + re.escape(needle) + after, content)
        if found:
            return text.span(start + found.start(), start + found.end())
    stripped = content.strip()
    at = start + (len(content) - len(content.lstrip()) if stripped else 0)
    return text.span(at, at + max(1, len(stripped)))
