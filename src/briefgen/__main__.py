"""`briefgen`, also as `python -m briefgen`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """The `briefgen` command."""
    # Nearly all objects live until the command is done. To search them for garbage as often
    # as Python does by itself takes a tenth of a build, and again as much at its end.
    gc.set_threshold(100_000)
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line could see to it
        sys.exit(130)
    finally:
        gc.freeze()


def _run(arguments: list[str]) -> None:
    if not _builds(arguments):
        from briefgen.cli import main as command

        command()
        return
    # Before the command line itself is imported: the writers import theirs meanwhile.
    from briefgen import formats

    try:
        formats.start(("pdf", "docx"))
        from briefgen.cli import main as command

        command()
    finally:
        formats.stop()


def _builds(arguments: list[str]) -> bool:
    """Whether a command line will write briefs for paper, as far as can be seen at a glance."""
    others = ("-h", "--help", "--emit")
    if not {"html", "--format=html", "-fhtml"}.isdisjoint(arguments):
        return False
    return arguments[:1] == ["build"] and not any(a.startswith(others) for a in arguments)


if __name__ == "__main__":
    main()
