"""`briefgen`, also as `python -m briefgen`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """The `briefgen` command."""
    # Nearly all objects live until the command is done, and to search them for garbage as
    # often as Python does by itself takes a tenth of a build.
    gc.set_threshold(100_000)
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line could see to it
        code = 130
    _leave(code)


def _run(arguments: list[str]) -> int:
    if not _builds(arguments):
        from briefgen.cli import main as command

        return command()
    # Before the command line itself is imported: the writers import theirs meanwhile.
    from briefgen import formats

    try:
        formats.start(("pdf", "docx"))
        from briefgen.cli import main as command

        return command()
    finally:
        formats.stop()


def _leave(code: int) -> None:
    """End the process at once: for Python to take down what a build has made takes long, and
    nothing waits for it. Files are closed, and processes ended, where they were begun."""
    if kept := sys.modules.get("briefgen.kept"):
        kept.keep_added()
    if os.environ.get("BRIEFGEN_DEBUG"):  # profilers and coverage report when Python ends
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _builds(arguments: list[str]) -> bool:
    """Whether a command line will write briefs for paper, as far as can be seen at a glance."""
    others = ("-h", "--help", "--emit")
    if not {"html", "--format=html", "-fhtml"}.isdisjoint(arguments):
        return False
    return arguments[:1] == ["build"] and not any(a.startswith(others) for a in arguments)


if __name__ == "__main__":
    main()
